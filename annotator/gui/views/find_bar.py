"""Find in the open policy: plain words, with or without case, whole words or parts."""

import re

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from annotator.gui.session import Session
from annotator.gui.views.parts import filter_line, plain_label
from annotator.gui.views.reading import ReadingPane

TYPING_MS = 60
NARROW = 480
"""Pixels."""


def matches(text: str, words: str, *, case: bool, whole: bool) -> list[tuple[int, int]]:
    """Starts and ends in code points. Any white space in ``words`` stands for any white space in the text."""
    pattern = r"\s+".join(re.escape(part) for part in words.split())
    if not pattern:
        return []
    if whole:
        pattern = rf"(?<!\w){pattern}(?!\w)"
    flags = re.NOFLAG if case else re.IGNORECASE
    return [found.span() for found in re.finditer(pattern, text, flags)]


class FindBar(QWidget):
    """Hidden until asked for; Enter goes on, Shift+Enter back, Esc returns to the text."""

    def __init__(self, session: Session, pane: ReadingPane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._pane = session, pane
        self._hits: list[tuple[int, int]] = []
        self._current = -1
        self.setObjectName("findBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = filter_line(self.tr("Find in this policy"), self.tr("Find in this policy"))
        self.count = plain_label("", "muted")
        self.case = _switch("Aa", self.tr("Capitals and small letters must agree"))
        self.whole = _switch(self.tr("Whole words"), self.tr("Whole words only"))
        back = _button("↑", self.tr("Previous"))
        on = _button("↓", self.tr("Next"))
        self._arrows = back, on
        leave = _button("✕", self.tr("Close the search"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(6)
        row.addWidget(self.words, 1)
        for widget in (self.case, self.whole, back, on, self.count, leave):
            row.addWidget(widget)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._search)
        self.words.textChanged.connect(self._typing.start)
        self.case.toggled.connect(self._search)
        self.whole.toggled.connect(self._search)
        back.clicked.connect(self.previous)
        on.clicked.connect(self.next)
        leave.clicked.connect(self.leave)
        session.policy_opened.connect(self._on_policy_opened)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the words need the room; Enter and Shift+Enter do what the arrows do."""
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        self.whole.setText(self.tr("W") if narrow else self.tr("Whole words"))
        for arrow in self._arrows:
            arrow.setVisible(not narrow)

    def open(self) -> None:
        """Show it, with the selected words if they stand on one line."""
        start, end = self._session.selection
        selected = self._session.text.text[start:end]
        if selected and "\n" not in selected and len(selected) <= 80:
            self.words.setText(selected)
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self._search()

    def look_for(self, words: str) -> None:
        """Show it with these words."""
        self.open()
        self.words.setText(" ".join(words.split()))
        self._search()

    def leave(self) -> None:
        self.hide()
        self._pane.set_search_hits([])
        self._pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next(self) -> None:
        self._go(1)

    def previous(self) -> None:
        self._go(-1)

    def _on_policy_opened(self) -> None:
        if self.isVisible():
            self._search()

    def _search(self) -> None:
        if not self.isVisible():
            return
        self._typing.stop()
        self._hits = matches(
            self._session.text.text,
            self.words.text(),
            case=self.case.isChecked(),
            whole=self.whole.isChecked(),
        )
        caret = self._session.selection[0]
        self._current = next((at for at, hit in enumerate(self._hits) if hit[0] >= caret), 0)
        self._show_current()

    def _go(self, step: int) -> None:
        if not self.isVisible():
            self.open()
            return
        if self._typing.isActive():
            self._search()
        elif self._hits:
            self._current = (self._current + step) % len(self._hits)
            self._show_current()

    def _show_current(self) -> None:
        self._pane.set_search_hits(self._hits, self._current if self._hits else -1)
        if self._hits:
            self._pane.select(*self._hits[self._current])
            self.count.setText(self.tr("{n} of {all}").format(n=self._current + 1, all=len(self._hits)))
        else:
            self.count.setText(self.tr("Not found") if self.words.text().strip() else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)


def _button(sign: str, what: str) -> QToolButton:
    button = QToolButton()
    button.setText(sign)
    button.setToolTip(what)
    button.setAccessibleName(what)
    return button


def _switch(sign: str, what: str) -> QToolButton:
    button = _button(sign, what)
    button.setCheckable(True)
    return button
