"""The reading pane: a policy as it was written, typeset to be read, with what the reviewers marked.

It reads, selects and shows; it never changes anything. All offsets are code points of the canonical text.
"""

from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QClipboard,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
)
from PySide6.QtWidgets import QWidget

from annotator.gui.views.reading.accessible import announce, make_accessible, tell_caret
from annotator.gui.views.reading.canvas import ZOOM_STEP, Canvas
from annotator.gui.views.reading.card import About
from annotator.gui.views.reading.caret import Caret, grown, shrunk, without_spaces
from annotator.gui.views.reading.gestures import Gestures
from annotator.gui.views.reading.keys import move_of, pages_of
from annotator.gui.views.reading.painting import Scene
from annotator.text.canonical import CanonicalText

_SPOKEN = 300
"""How many characters of a selection are read out."""


class ReadingPane(Canvas):
    """Shows one policy. What the reader does with it is told by signals."""

    selection_changed = Signal(int, int)
    """Start and end; equal when only the caret moved."""
    selection_made = Signal(QRect)
    """The mouse was released over a selection that is not empty; where it stands in the viewport."""
    caret_moved = Signal(int)
    annotation_activated = Signal(str)
    """A click or Tab chose this annotation; empty for none."""
    context_menu_requested = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        make_accessible()
        super().__init__(parent)
        self.accessible: object = None
        """Kept for the accessibility room."""
        self._spoken: tuple[str, ...] = ()
        self._text = CanonicalText("")
        self._caret = Caret(self._page)
        self._gestures = Gestures(self)
        self._blink_on = True
        self._blink = QTimer(self)
        self._blink.timeout.connect(self._toggle_caret)
        self.scrolled.connect(self._gestures.hide_card)
        self.mouse_left.connect(self._gestures.hide_card)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Policy text"))

    # Content

    def show_policy(self, text: CanonicalText) -> None:
        """Shows another text from its beginning, without highlights, hits or selection."""
        self._gestures.cancel()
        self._text = text
        self.show_text(text.text)
        self._caret = Caret(self._page)
        self._tell_caret()

    def set_about(self, about: About) -> None:
        """Where the hover card learns more of an annotation than its label."""
        self._gestures.about = about

    # Caret and selection

    def selection(self) -> tuple[int, int]:
        return self._caret.selection

    def caret(self) -> int:
        return self._caret.position

    def select(self, start: int, end: int, *, reveal: bool = True) -> None:
        """Selects ``[start, end)``; the caret comes to stand at ``end``."""
        self._caret.select(start, end)
        if reveal:
            self.reveal(start, end)
        self._tell_caret()

    def select_sentence(self) -> None:
        self._select_span(self._text.structure.sentence_at(self.caret()))

    def select_clause(self) -> None:
        self._select_span(self._text.structure.clause_at(self.caret()))

    def select_section(self) -> None:
        self._select_span(self._text.structure.section_at(self.caret()))

    def select_all(self) -> None:
        self.select(0, len(self._text.text), reveal=False)

    def grow(self) -> None:
        """One word more at the end of the selection; the word at the caret when there is none."""
        self._select_span(grown(self._text.text, *self.selection()))

    def shrink(self) -> None:
        """One word less at the end of the selection; the first always stays."""
        start, end = self.selection()
        if start < end:
            self._select_span(shrunk(self._text.text, start, end))

    def reveal(self, start: int, end: int) -> None:
        """Brings a span into the middle third of the window, unless it is in good view already."""
        window = self._page.window
        first, last = self._page.y_of(start), self._page.y_of(max(start, end - 1))
        if first and last and first[0] >= window // 8 and first[0] < window * 2 // 3 and last[1] <= window:
            self.viewport().update()
            return
        self._page.scroll_so_that(start, window // 3)
        self._after_scroll()

    def cycle(self) -> None:
        """Activates the next annotation at the caret, from the innermost outwards and round."""
        here = self.annotations_at(self.caret())
        if here:
            following = here.index(self._active) + 1 if self._active in here else 0
            self._activate(here[following % len(here)])

    def copy(self) -> None:
        """Puts the selected characters, exactly as they are, onto the clipboard."""
        if words := self._selected_text():
            data = QMimeData()
            data.setText(words)
            QGuiApplication.clipboard().setMimeData(data)

    def selection_rect(self) -> QRect:
        """The visible part of the selection, in the viewport; the caret's place when it is empty."""
        start, end = self.selection()
        return self.rect_of(start, end)

    def character_rect(self, offset: int) -> QRect:
        """Where a character stands in the viewport; empty when that is out of sight."""
        return self.rect_of(offset, min(offset + 1, self._page.length))

    def view_state(self) -> dict[str, int]:
        """Where the reader is, to come back to: selection, and the first line with its height in pixels."""
        first = self._page.first_visible()
        at = self._page.y_of(first)
        start, end = self.selection()
        return {
            "caret": self.caret(),
            "anchor": start + end - self.caret(),
            "first": first,
            "y": at[0] if at is not None else 0,
        }

    def restore_view_state(self, state: dict[str, Any]) -> None:
        """Goes where ``view_state`` was taken; numbers that no longer fit are bent to fit."""
        length = len(self._text.text)
        caret, first = (min(int(state.get(name, 0)), length) for name in ("caret", "first"))
        self._caret.select(min(int(state.get("anchor", caret)), length), caret)
        reach = self._page.window
        self._page.scroll_so_that(first, min(max(int(state.get("y", 0)), -reach), reach))
        self._after_scroll()
        self._tell_caret()

    # For the gestures

    @property
    def canonical(self) -> CanonicalText:
        return self._text

    def place_caret(self, offset: int, *, keep_anchor: bool = False) -> None:
        self._caret.place(offset, keep_anchor=keep_anchor)
        self._tell_caret()

    def select_range(self, anchor: int, position: int) -> None:
        """Selects without scrolling; ``position`` may come before ``anchor``."""
        self._caret.select(anchor, position)
        self._tell_caret()

    def activate_under(self, point: QPoint) -> None:
        here = self.highlights_under(point)
        self._activate(here[0].annotation if here else "")

    def offer_selection(self) -> None:
        """Puts the selection where the middle button pastes from, on systems that have such a place."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and (words := self._selected_text()):
            clipboard.setText(words, QClipboard.Mode.Selection)

    # Inside

    def _select_span(self, span: tuple[int, int]) -> None:
        start, end = without_spaces(self._text.text, *span)
        if start < end:
            self.select(start, end, reveal=False)
            self._keep_in_view(end - 1)
            announce(self, self.tr("Selected: ") + self._selected_text()[:_SPOKEN])

    def _selected_text(self) -> str:
        start, end = self.selection()
        return self._text.text[start:end]

    def _activate(self, annotation: str) -> None:
        if annotation or self._active:
            self.set_active(annotation)
            self.annotation_activated.emit(annotation)

    def _tell_caret(self) -> None:
        self._restart_blink()
        self.viewport().update()
        self.selection_changed.emit(*self.selection())
        self.caret_moved.emit(self.caret())
        tell_caret(self)
        self._announce_here()

    def _announce_here(self) -> None:
        """Says what is marked at the caret, when that is not what was said last."""
        here = self.annotations_at(self.caret())
        if here != self._spoken:
            self._spoken = here
            announce(
                self, ", ".join(dict.fromkeys(one.label.name for one in self._highlights.at(self.caret())))
            )

    def _keep_in_view(self, offset: int) -> None:
        at = self._page.y_of(offset)
        edge = self._set.line
        if at is None:
            self._page.scroll_so_that(offset, self._page.window // 3)
        elif at[0] < edge:
            self._page.scroll(at[0] - edge)
        elif at[1] > self._page.window - edge:
            self._page.scroll(at[1] - self._page.window + edge)
        else:
            return
        self._after_scroll()

    def _toggle_caret(self) -> None:
        self._blink_on = not self._blink_on
        self.viewport().update(self._caret_rect())

    def _restart_blink(self) -> None:
        self._blink_on = True
        period = QGuiApplication.styleHints().cursorFlashTime() // 2
        if self.hasFocus() and period > 0:
            self._blink.start(period)
        else:
            self._blink.stop()

    def _caret_rect(self) -> QRect:
        piece = self._page.pieces.at(self.caret())
        for placed in self._page.visible():
            if placed.piece == piece:
                layout = placed.layout
                line = layout.lines[layout.line_at(self.caret())]
                x = self._set.left + layout.x_at(self.caret())
                return QRect(round(x) - 4, placed.y + line.top - 4, 8, line.height + 12)
        return QRect()

    def _move_page(self, pages: int, *, keep_anchor: bool) -> None:
        lines = max(1, self._page.window // self._set.line - 1)
        moved = self._caret.move_lines(pages * lines, keep_anchor=keep_anchor)
        self._page.scroll(moved)
        self._after_scroll()

    def scene(self) -> Scene:
        focused = self.hasFocus()
        place = self.caret() if focused else None
        caret = place if self._blink_on else None
        return Scene(self.selection(), caret, self._hits, self._current_hit, self._active, place)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._gestures.hide_card()
        if step := move_of(event):
            self._caret.move(step[0], keep_anchor=step[1])
            self._keep_in_view(self.caret())
            self.offer_selection()
        elif pages := pages_of(event):
            self._move_page(pages[0], keep_anchor=pages[1])
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
            return
        elif event.matches(QKeySequence.StandardKey.ZoomIn):
            self.set_zoom(self._zoom + ZOOM_STEP)
            return
        elif event.matches(QKeySequence.StandardKey.ZoomOut):
            self.set_zoom(self._zoom - ZOOM_STEP)
            return
        else:
            event.ignore()
            return
        self._tell_caret()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._gestures.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._gestures.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._gestures.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._gestures.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        where = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            where = self.viewport().mapToGlobal(self.selection_rect().bottomLeft())
        self.context_menu_requested.emit(where)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._restart_blink()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._blink.stop()
        self._gestures.hide_card()
        self.viewport().update()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802 - called by Qt
        """Tab cycles the annotations at the caret while there is another one; Shift+Tab always leaves."""
        here = self.annotations_at(self.caret()) if forward else ()
        if here and here != (self._active,):
            self.cycle()
            return True
        return super().focusNextPrevChild(forward)
