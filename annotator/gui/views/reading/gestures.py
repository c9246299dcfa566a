"""What the mouse does in the reading pane: selecting by character, word and clause, clicking and hovering
highlights.
"""

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication

from annotator.gui.views.reading.card import About, CardWindow, Details
from annotator.gui.views.reading.caret import without_spaces, word_at

if TYPE_CHECKING:
    from annotator.gui.views.reading.pane import ReadingPane

_HOVER_MS = 450
_AUTOSCROLL_MS = 33


class _By(Enum):
    CHARACTER = auto()
    WORD = auto()
    CLAUSE = auto()


class Gestures:
    """Belongs to one pane."""

    def __init__(self, pane: "ReadingPane") -> None:
        self._pane = pane
        self.about: About = lambda _: Details()
        self._dragging = False
        self._moved = False
        self._by = _By.CHARACTER
        self._first: tuple[int, int] = (0, 0)
        self._pressed = QPoint()
        self._point = QPoint()
        self._since_double = QElapsedTimer()
        self._hovered: tuple[str, ...] = ()
        self._card: CardWindow | None = None
        self._autoscroll = QTimer(pane)
        self._autoscroll.setInterval(_AUTOSCROLL_MS)
        self._autoscroll.timeout.connect(self._scroll_on)
        self._hover = QTimer(pane)
        self._hover.setSingleShot(True)
        self._hover.setInterval(_HOVER_MS)
        self._hover.timeout.connect(self._show_card)

    def press(self, event: QMouseEvent) -> None:
        self.hide_card()
        point = event.position().toPoint()
        offset = self._pane.offset_at(point)
        if event.button() == Qt.MouseButton.RightButton:
            start, end = self._pane.selection()
            if not start <= offset <= end or start == end:
                self._pane.place_caret(offset)
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._begin(point)
        if self._is_third_click(point):
            self._take(_By.CLAUSE, self._clause_at(offset))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._by, self._moved = _By.CHARACTER, True
            self._pane.place_caret(offset, keep_anchor=True)
        else:
            self._by, self._first = _By.CHARACTER, (offset, offset)
            self._pane.place_caret(offset)

    def double_click(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self.hide_card()
        point = event.position().toPoint()
        self._begin(point)
        self._since_double.start()
        self._take(_By.WORD, self._word_at(self._pane.offset_at(point)))

    def move(self, event: QMouseEvent) -> None:
        self._point = event.position().toPoint()
        if not self._dragging:
            self._watch()
            return
        if not self._moved:
            away = (self._point - self._pressed).manhattanLength()
            if away < QApplication.startDragDistance() // 2:
                return
            self._moved = True
        self._extend()
        inside = 0 <= self._point.y() < self._pane.viewport().height()
        if inside:
            self._autoscroll.stop()
        elif not self._autoscroll.isActive():
            self._autoscroll.start()

    def release(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or not self._dragging:
            return
        self._dragging = False
        self._autoscroll.stop()
        start, end = self._pane.selection()
        if start < end:
            self._pane.offer_selection()
            self._pane.selection_made.emit(self._pane.selection_rect())
        elif not self._moved:
            self._pane.activate_under(event.position().toPoint())

    def cancel(self) -> None:
        """Forgets a drag that is under way, because the text goes away."""
        self._dragging = False
        self._autoscroll.stop()
        self.hide_card()

    def hide_card(self) -> None:
        self._hover.stop()
        self._hovered = ()
        if self._card is not None and self._card.isVisible():
            self._card.hide()

    def _begin(self, point: QPoint) -> None:
        self._dragging, self._moved = True, False
        self._pressed = self._point = point

    def _is_third_click(self, point: QPoint) -> bool:
        return (
            self._since_double.isValid()
            and self._since_double.elapsed() < QGuiApplication.styleHints().mouseDoubleClickInterval()
            and (point - self._pressed).manhattanLength() < QApplication.startDragDistance()
        )

    def _take(self, by: _By, span: tuple[int, int]) -> None:
        self._by, self._first, self._moved = by, span, True
        self._pane.select_range(*span)

    def _extend(self) -> None:
        offset = self._pane.offset_at(self._point)
        if self._by is _By.CHARACTER:
            self._pane.place_caret(offset, keep_anchor=True)
            return
        start, end = self._word_at(offset) if self._by is _By.WORD else self._clause_at(offset)
        if start < self._first[0]:
            self._pane.select_range(self._first[1], start)
        else:
            self._pane.select_range(self._first[0], max(end, self._first[1]))

    def _word_at(self, offset: int) -> tuple[int, int]:
        text = self._pane.page.text
        if offset and (offset == len(text) or text[offset].isspace()) and not text[offset - 1].isspace():
            offset -= 1
        start, end = word_at(text, offset)
        layout = self._pane.page.layout(self._pane.page.pieces.at(offset))
        return max(start, layout.start), max(min(end, layout.end), layout.start)

    def _clause_at(self, offset: int) -> tuple[int, int]:
        text = self._pane.canonical
        return without_spaces(text.text, *text.structure.clause_at(offset))

    def _scroll_on(self) -> None:
        """Scrolls while the mouse is held outside, the faster the farther away it is."""
        y, height = self._point.y(), self._pane.viewport().height()
        beyond = y if y < 0 else max(0, y - height + 1)
        self._pane.scroll_by(max(-60, min(60, beyond // 2 or (1 if beyond > 0 else -1))))
        self._extend()

    def _watch(self) -> None:
        """Shows by the pointer what a click would do, and waits for the mouse to rest."""
        here = self._pane.highlights_under(self._point)
        inside = 0 <= self._pane.column_x(self._point) < self._pane.column_width()
        shape = Qt.CursorShape.IBeamCursor if inside else Qt.CursorShape.ArrowCursor
        if here and not inside:
            shape = Qt.CursorShape.PointingHandCursor
        self._pane.viewport().setCursor(shape)
        names = tuple(one.annotation for one in here)
        if names != self._hovered:
            self.hide_card()
            self._hovered = names
            if names:
                self._hover.start()

    def _show_card(self) -> None:
        pane = self._pane
        here = pane.highlights_under(self._point)
        if not here or not pane.isVisible():
            return
        if self._card is None:
            self._card = CardWindow(pane)
        self._card.show_card(here, self.about, pane.theme(), pane.viewport().mapToGlobal(self._point))
