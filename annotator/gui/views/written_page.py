"""Words to be read in a dialog: written run by run, so that nothing in them can be taken for HTML."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFont, QKeyEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from annotator.gui.theme import LIGHT, Theme
from annotator.gui.views.chips import theme_of


class WrittenPage(QTextEdit):
    """Whoever inherits it writes it; it is written anew when the desktop turns dark or light."""

    _theme: Theme = LIGHT

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme_of(self.palette())
        self.setAccessibleName(name)
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setObjectName("writtenPage")
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )

    def write_anew(self) -> None:
        """Empty it and write all of it, from the top."""
        self._theme = theme_of(self.palette())
        self.clear()
        self.write(self.textCursor())
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def write(self, cursor: QTextCursor) -> None:
        """What is to be read."""
        raise NotImplementedError

    def _heading(self, cursor: QTextCursor, words: str, *, first: bool = False) -> None:
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        self._paragraph(cursor, words, bold, above=18, first=first)

    def _paragraph(
        self,
        cursor: QTextCursor,
        words: str,
        form: QTextCharFormat | None = None,
        *,
        above: int = 6,
        first: bool = False,
    ) -> None:
        block = QTextBlockFormat()
        block.setTopMargin(0 if first else above)
        block.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if first:
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        cursor.setCharFormat(form or QTextCharFormat())
        cursor.insertText(words)

    def _points(self, cursor: QTextCursor, sentences: Iterable[str]) -> None:
        """Each after a dot, its further lines under its first."""
        indent = self.fontMetrics().horizontalAdvance("•  ")
        for sentence in sentences:
            self._paragraph(cursor, f"•  {sentence}")
            block = cursor.blockFormat()
            block.setLeftMargin(indent)
            block.setTextIndent(-indent)
            cursor.setBlockFormat(block)

    def _muted(self) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setForeground(QColor(self._theme.muted))
        return form

    def changeEvent(self, event: QEvent) -> None:
        """The desktop may turn dark at any time, and colours are written with the words."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and theme_of(self.palette()) != self._theme:
            self.write_anew()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes the dialog around it, and Enter presses its button."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)
