"""How a problem is told: in place where there is one, else in a dialog whose words can be copied."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.views.chips import theme_of


class ProblemLine(QLabel):
    """A sentence inside a dialog, gone while there is nothing to say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
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


class ProblemDialog(QDialog):
    """One problem that stops the work: what happened, what to do, and details for someone who helps."""

    def __init__(self, sentence: str, details: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Something is in the way"))
        self._words = f"{sentence}\n\n{details}".strip()
        said = QLabel(sentence, self)
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setText(sentence)
        said.setWordWrap(True)
        said.setMinimumWidth(said.fontMetrics().averageCharWidth() * 66)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 16)
        column.setSpacing(14)
        column.addWidget(said)
        if details:
            more = QPlainTextEdit(details, self)
            more.setReadOnly(True)
            more.setTabChangesFocus(True)
            more.setAccessibleName(self.tr("Details"))
            more.setMinimumHeight(more.fontMetrics().lineSpacing() * 8)
            column.addWidget(more, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.copy = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._words))
        buttons.rejected.connect(self.reject)
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        column.addWidget(buttons)


def show_problem(parent: QWidget | None, sentence: str, details: str = "") -> None:
    """Say it and wait until it is closed."""
    ProblemDialog(sentence, details, parent).exec()
