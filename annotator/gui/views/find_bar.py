"""Find in the open policy: plain words or an expression, with or without case, whole words or parts."""

import re
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from annotator.gui.models.plain import tooltip
from annotator.gui.session import Session
from annotator.gui.views.expression_words import problem_words
from annotator.gui.views.parts import filter_line, plain_label
from annotator.gui.views.problem_notes import ProblemLine
from annotator.gui.views.reading import ReadingPane
from annotator.gui.views.wording import isolated_quotes
from annotator.text.expressions import MOST_HITS, Answer, Question

if TYPE_CHECKING:
    from annotator.gui.expressions import Expressions

TYPING_MS = 60
SLOW_MS = 400
"""After which it is said that an answer is waited for."""
NARROW = 90
"""Letters, of the bar as a whole."""
SWITCHING = Qt.KeyboardModifier.AltModifier
if sys.platform == "darwin":  # where Alt types signs
    SWITCHING |= Qt.KeyboardModifier.ControlModifier
"""What turns a switch, with its letter."""


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
        self._more = False
        self._current = -1
        self._limit = self.tr("The first {most:,} are shown; there are more.").format(most=MOST_HITS)
        self.setObjectName("findBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = filter_line(self.tr("Find in this policy"), self.tr("Find in this policy"))
        self.count = plain_label("", "muted")
        self.case = _switch("Aa", self.tr("Capitals and small letters must agree"), Qt.Key.Key_C)
        self.whole = _switch(self.tr("Whole words"), self.tr("Whole words only"), Qt.Key.Key_W)
        self.expression = _switch(".*", self.tr("Regular expression"), Qt.Key.Key_R)
        self._switches: dict[int, QToolButton] = {
            Qt.Key.Key_C: self.case,
            Qt.Key.Key_W: self.whole,
            Qt.Key.Key_R: self.expression,
        }
        back = _button("↑", self.tr("Previous"))
        on = _button("↓", self.tr("Next"))
        self._arrows = back, on
        leave = _button("✕", self.tr("Close the search"))
        self.problem = ProblemLine(self)
        self.problem.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)  # and no focus
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.words, 1)
        for widget in (*self._switches.values(), back, on, self.count, leave):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.problem)
        for widget in (self.words, *self._switches.values(), back, on, leave):
            widget.installEventFilter(self)
        self._expressions: Expressions | None = None
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._slow.timeout.connect(self._on_slow)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._search)
        self.words.textChanged.connect(self._typing.start)
        for switch in self._switches.values():
            switch.toggled.connect(self._search)
        back.clicked.connect(self.previous)
        on.clicked.connect(self.next)
        leave.clicked.connect(self.leave)
        session.policy_opened.connect(self._on_policy_opened)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the words need the room; Enter and Shift+Enter do what the arrows do."""
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW * self.fontMetrics().averageCharWidth()
        self.whole.setText(self.tr("W") if narrow else self.tr("Whole words"))
        for arrow in self._arrows:
            arrow.setVisible(not narrow)

    def open(self) -> None:
        """Show it, with the selected words if they stand on one line. What has just been found is not put in
        place of what was looked for.
        """
        start, end = self._session.selection
        selected = self._session.text.text[start:end]
        found = (start, end) in self._hits[max(self._current, 0) :][:1]
        if selected and "\n" not in selected and len(selected) <= 80 and not found:
            self.words.setText(_escaped(selected) if self.expression.isChecked() else selected)
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()
        self._search()

    def look_for(self, words: str) -> None:
        """Show it with these words."""
        self.expression.setChecked(False)
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
        self._hits = []
        if self.isVisible():
            self._search()

    def _search(self) -> None:
        if not self.isVisible():
            return
        self._typing.stop()
        text, words = self._session.text.text, self.words.text()
        case, whole = self.case.isChecked(), self.whole.isChecked()
        if self.expression.isChecked() and words:
            self._slow.start()
            self._asked().ask(text, Question(words, case, whole))
        else:
            if self._expressions is not None:
                self._expressions.drop()
            self._show(Answer(tuple(matches(text, words, case=case, whole=whole))))

    def _asked(self) -> "Expressions":
        """Made with the first question."""
        if self._expressions is None:
            from annotator.gui.expressions import Expressions  # noqa: PLC0415 - not wanted at every start

            self._expressions = Expressions(self)
            self._expressions.answered.connect(self._on_answer)
        return self._expressions

    @property
    def waits(self) -> bool:
        """Whether an answer is under way."""
        return self._expressions is not None and self._expressions.busy

    def _on_slow(self) -> None:
        """Nothing that was found by another expression stands there as if it were by this one."""
        self._show(Answer())
        self.count.setText(self.tr("Searching…"))

    def _on_answer(self, answer: Answer) -> None:
        if self._typing.isActive():
            return  # to another expression than the one that stands there now
        self._show(answer)
        if answer.problem:
            self.count.setText("")
            self.problem.say(isolated_quotes(problem_words(self.words.text(), answer)))

    def _show(self, answer: Answer) -> None:
        self._slow.stop()
        self.problem.say("")
        self._hits, self._more = list(answer.hits), answer.more
        caret = self._session.selection[0]
        self._current = next((at for at, hit in enumerate(self._hits) if hit[0] >= caret), 0)
        self._show_current()

    def _go(self, step: int) -> None:
        if not self.isVisible():
            self.open()
            return
        if self._typing.isActive():
            self._search()
        elif self._hits and not self.waits:
            self._current = (self._current + step) % len(self._hits)
            self._show_current()

    def _show_current(self) -> None:
        self._pane.set_search_hits(self._hits, self._current if self._hits else -1)
        if self._hits:
            self._pane.select(*self._hits[self._current])
            words = self.tr("{n} of {all:,}+") if self._more else self.tr("{n} of {all}")
            self.count.setText(words.format(n=self._current + 1, all=len(self._hits)))
        else:
            self.count.setText(self.tr("Not found") if self._asks_for_something() else "")
        self.count.setToolTip(tooltip(self._limit) if self._more else "")

    def _asks_for_something(self) -> bool:
        words = self.words.text()
        return bool(words if self.expression.isChecked() else words.strip())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._slow.stop()
            if self._expressions is not None:
                self._expressions.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The letters of the switches go before those of the menus while the focus is here."""
        if isinstance(event, QKeyEvent) and event.modifiers() == SWITCHING:
            switch = self._switches.get(event.key())
            if switch is not None and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if switch is not None and event.type() == QEvent.Type.KeyPress:
                switch.toggle()
                return True
        return super().eventFilter(watched, event)

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


def _switch(sign: str, what: str, letter: Qt.Key) -> QToolButton:
    button = _button(sign, what)
    keys = QKeySequence(QKeyCombination(SWITCHING, letter))
    button.setToolTip(tooltip(f"{what} ({keys.toString(QKeySequence.SequenceFormat.NativeText)})"))
    button.setCheckable(True)
    return button


def _escaped(words: str) -> str:
    """An expression that stands for these words."""
    return re.sub(r"[\\^$.|?*+(){}\[\]]", r"\\\g<0>", words)
