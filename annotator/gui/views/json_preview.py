"""What the export will say about the open policy, kept up to date with every act."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QShowEvent,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from annotator.domain import reading_order
from annotator.gui.models.json_text import PolicyJson
from annotator.gui.session import Session
from annotator.gui.theme import Theme
from annotator.gui.views.chips import small, theme_of
from annotator.gui.views.parts import second
from annotator.text.offsets import Offsets

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

COLUMNS = 40
"""Characters that a line has room for at least."""
PAUSE_MS = 120
"""After the last change, before the preview follows: a burst of acts costs one update."""


class JsonHighlighter(QSyntaxHighlighter):
    """Colours by Pygments, a line at a time: no token of indented JSON goes on into the next line."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        from pygments.lexers.data import JsonLexer  # noqa: PLC0415 - not before the preview is opened
        from pygments.token import Keyword, Name, Number, String  # noqa: PLC0415

        super().__init__(document)
        self._lexer: Lexer = JsonLexer()
        self._roles = {Name.Tag: "link", String: "term", Number: "law", Keyword: "warning"}
        self.wear(theme)

    def wear(self, theme: Theme) -> None:
        self._formats: dict[_TokenType, QTextCharFormat] = {}
        for token, role in self._roles.items():
            self._formats[token] = QTextCharFormat()
            self._formats[token].setForeground(QColor(getattr(theme, role)))
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        offsets = Offsets(text)
        for start, token, words in self._lexer.get_tokens_unprocessed(text):
            look = next((self._formats[one] for one in reversed(token.split()) if one in self._formats), None)
            if look is not None:
                begin = offsets.to_utf16(start)
                self.setFormat(begin, offsets.to_utf16(start + len(words)) - begin, look)


class JsonPreview(QWidget):
    """Only the lines that differ are replaced, so a tag costs the same in a small and in a large policy."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._json = PolicyJson()
        self._lines: list[str] = []
        self._highlighter: JsonHighlighter | None = None
        self.caption = second("", self)
        self.caption.setFont(small(self.font()))
        self.caption.setContentsMargins(12, 8, 12, 8)
        self.page = QPlainTextEdit(self)
        self.page.setReadOnly(True)
        self.page.setUndoRedoEnabled(False)
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.page.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.page.setAccessibleName(self.tr("Export preview"))
        self.page.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setMinimumWidth(self.page.fontMetrics().averageCharWidth() * COLUMNS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.caption)
        column.addWidget(self.page, 1)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.update_now)
        for signal in (session.changed, session.policy_opened, session.project_opened, session.here_changed):
            signal.connect(self._wait)

    def _wait(self) -> None:
        if self.isVisible():
            self._pause.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pause.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._highlighter is not None:
            self._highlighter.wear(theme_of(self.palette()))

    def update_now(self) -> None:
        """Bring the page up to date, and to the mark that is active."""
        self._pause.stop()
        if self._highlighter is None:
            self._highlighter = JsonHighlighter(self.page.document(), theme_of(self.palette()))
        session = self._session
        if session.policy is None:
            self._show([])
            self.caption.setText(self.tr("Open a policy to see what its export will say."))
            return
        marks = sorted(session.annotations.values(), key=reading_order)
        focused = session.focused
        around = next((at for at, mark in enumerate(marks) if mark is focused), 0) if focused else 0
        self._show(self._json.lines(session.policy, session.text.text, marks, around))
        self.caption.setText(self._words(len(marks)))
        if focused is not None and focused.id in self._json.places:
            self._bring_up(self._json.places[focused.id])

    def _words(self, marks: int) -> str:
        words = self.tr(
            "Facts, tags and issues as the JSON export writes them. The file also has pages, notes on the"
            " reading, the original bytes where the text does not give them, marks that wait to be placed,"
            " and all of the words that are cut here."
        )
        if self._json.left_out:
            shown = self.tr("{shown} of {all} marks are shown, those around the active one.")
            words += " " + shown.format(shown=f"{marks - self._json.left_out:,}", all=f"{marks:,}")
        return words

    def _show(self, lines: list[str]) -> None:
        """Replace what lies between the lines that begin both versions (the brace at least) and end both."""
        old, self._lines = self._lines, lines
        if not old or not lines:
            self.page.setPlainText("\n".join(lines))
            return
        head = _shared(old, lines)
        tail = _shared(old[head:][::-1], lines[head:][::-1])
        if head == len(old) == len(lines):
            return
        document = self.page.document()
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        gone, come = old[head : len(old) - tail], lines[head : len(lines) - tail]
        cursor.setPosition(_end(document, head - 1))
        for _ in gone:
            cursor.movePosition(QTextCursor.MoveOperation.NextBlock, QTextCursor.MoveMode.KeepAnchor)
        if gone:
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText("".join(f"\n{line}" for line in come))
        cursor.endEditBlock()

    def _bring_up(self, line: int) -> None:
        block = self.page.document().findBlockByNumber(line)
        self.page.setTextCursor(QTextCursor(block))
        self.page.verticalScrollBar().setValue(block.firstLineNumber())


def _shared(one: list[str], other: list[str]) -> int:
    """How many lines at the beginning are the same."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


def _end(document: QTextDocument, line: int) -> int:
    block = document.findBlockByNumber(line)
    return block.position() + block.length() - 1
