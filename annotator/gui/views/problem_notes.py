"""A problem told where its cause is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from annotator.gui.views.chips import theme_of
from annotator.gui.views.words import PlainLabel


class ProblemLine(PlainLabel):
    """A sentence inside a dialog, gone while there is nothing to say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent, wrap=True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show the sentence and tell it to a screen reader; an empty one clears the line."""
        theme = theme_of(self.palette())
        self.setStyleSheet(f"color: {theme.danger};")
        self.setText(sentence)
        self.setVisible(bool(sentence))
        if sentence and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
