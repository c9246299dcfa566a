"""A scroll area that shows one page with its highlights; what a reader does with it is the pane's
business.
"""

from collections.abc import Collection, Iterable, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotator.gui.theme import LIGHT, Theme
from annotator.gui.views.reading.highlights import Highlight, Highlights
from annotator.gui.views.reading.looks import Looks
from annotator.gui.views.reading.margin import Margin
from annotator.gui.views.reading.marks import PieceMarks, marks
from annotator.gui.views.reading.page import Page, Placed
from annotator.gui.views.reading.painting import PiecePainter, Scene
from annotator.gui.views.reading.ruler import WIDTH, Ruler
from annotator.gui.views.reading.typography import typography
from annotator.gui.views.reading.voices import inks

ZOOMS = (80, 200)
ZOOM_STEP = 10
_MARKED = 256


class _View(QWidget):
    """Says when the mouse has gone; a filter on all its events would cost time with every frame."""

    left = Signal()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.left.emit()


class Canvas(QAbstractScrollArea):
    """Lays out and paints what is in the window. All offsets are code points of the text."""

    zoom_changed = Signal(int)
    scrolled = Signal()
    mouse_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        view = _View()
        view.left.connect(self.mouse_left)
        self.setViewport(view)
        self._theme = LIGHT
        self._zoom = 100
        self._highlights = Highlights()
        self._hits: list[tuple[int, int]] = []
        self._current_hit = -1
        self._active = ""
        self._marks: dict[int, PieceMarks] = {}
        self._bar_value = 0
        self._syncing = False
        self._ruler = Ruler(self)
        self._dress()
        self._page = Page("", self._set, inks(self._theme), self.viewport().height())
        self._ruler.show_page(self._page, self._highlights, self._looks)
        self._ruler.jump.connect(self._jump)
        self.verticalScrollBar().sliderReleased.connect(self._sync_bar)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setViewportMargins(0, 0, WIDTH, 0)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    # Content

    def show_text(self, text: str) -> None:
        """Shows another text from its beginning, without highlights and hits."""
        self._page = Page(text, self._set, inks(self._theme), self.viewport().height())
        self._hits, self._current_hit, self._active = [], -1, ""
        self._ruler.set_hits(())
        self.set_highlights(())
        self._after_scroll()

    def set_highlights(self, highlights: Iterable[Highlight]) -> None:
        """Shows these and no others."""
        self._highlights = Highlights(highlights)
        self._highlights_changed()
        self._ruler.show_page(self._page, self._highlights, self._looks)

    def change_highlights(self, removed: Collection[str], added: Iterable[Highlight]) -> None:
        """Takes out all highlights of the annotations ``removed`` and puts in others, without touching the
        rest.
        """
        touched = self._highlights.change(removed, added)
        for placed in self._page.visible():
            layout = placed.layout
            if any(start < layout.end and end > layout.start for start, end in touched):
                reach = self._set.line
                self.viewport().update(0, placed.y - reach, self.width(), layout.height + 2 * reach)
        pieces = self._page.pieces
        self._marks = {
            piece: made
            for piece, made in self._marks.items()
            if not any(start < pieces.end(piece) and end > pieces.start(piece) for start, end in touched)
        }
        self._ruler.refresh()

    def set_search_hits(self, hits: Sequence[tuple[int, int]], current: int = -1) -> None:
        """Hits in order of the text; ``current`` is the number of the one that stands out."""
        self._hits, self._current_hit = list(hits), current
        self._ruler.set_hits(self._hits)
        self.viewport().update()

    def set_active(self, annotation: str) -> None:
        """Outlines one annotation; none for the empty id."""
        if annotation != self._active:
            self._active = annotation
            self.viewport().update()

    def active(self) -> str:
        return self._active

    # Look

    def zoom(self) -> int:
        return self._zoom

    def set_zoom(self, percent: int) -> None:
        """80 to 200 per cent; the words at the upper edge stay there."""
        percent = min(max(percent, ZOOMS[0]), ZOOMS[1])
        if percent == self._zoom:
            return
        self._zoom = percent
        self._dress()
        self._page.reset(self._set, self.viewport().height())
        self._ruler.show_page(self._page, self._highlights, self._looks)
        self._after_scroll()
        self.zoom_changed.emit(percent)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._dress()
        self._page.set_inks(inks(theme))
        self._ruler.show_page(self._page, self._highlights, self._looks)
        self.viewport().update()

    def theme(self) -> Theme:
        return self._theme

    # Places

    @property
    def page(self) -> Page:
        return self._page

    def column_x(self, point: QPoint) -> int:
        """How far right of the column's left edge a point of the viewport is."""
        return point.x() - self._set.left

    def column_width(self) -> int:
        return self._set.column

    def placed_at(self, y: float) -> Placed:
        """The piece at a height of the viewport, or the nearest that is visible."""
        last = None
        for placed in self._page.visible():
            last = placed
            if y < placed.y + placed.layout.height:
                break
        if last is None:
            raise AssertionError("a page is never without pieces")
        return last

    def offset_at(self, point: QPoint) -> int:
        """The caret position nearest to a point of the viewport."""
        placed = self.placed_at(point.y())
        line = placed.layout.line_near(point.y() - placed.y)
        return placed.layout.offset_at(line, point.x() - self._set.left)

    def rect_of(self, start: int, end: int) -> QRect:
        """The part of ``[start, end)`` that is visible, in the viewport; a caret's place when it is empty."""
        found = QRectF()
        for placed in self._page.visible():
            layout = placed.layout
            for stretch in layout.stretches(start, end):
                line = layout.lines[stretch.line]
                width = stretch.right - stretch.left
                found = found.united(QRectF(stretch.left, placed.y + line.top, width, line.height))
            if start == end and layout.start <= start <= layout.end:
                line = layout.lines[layout.line_at(start)]
                found = QRectF(layout.x_at(start), placed.y + line.top, 1, line.height)
        found.translate(self._set.left, 0)
        return found.toAlignedRect().intersected(self.viewport().rect())

    def highlights_under(self, point: QPoint) -> list[Highlight]:
        """Highlights of the word or of the bracket under a point, innermost first."""
        placed = self.placed_at(point.y())
        layout, y = placed.layout, point.y() - placed.y
        beside = self._margin.highlight_at(point.x(), y, self.marks_of(placed))
        if beside is not None:
            return [beside]
        if not 0 <= y < layout.height:
            return []
        offset = layout.character_at(layout.line_near(y), point.x() - self._set.left)
        if offset is None:
            return []
        return [one for one in self._highlights.at(offset) if one.end > offset]

    def annotations_at(self, offset: int) -> tuple[str, ...]:
        """Annotations over the character at ``offset``, innermost first, then those that end there."""
        return tuple(dict.fromkeys(one.annotation for one in self._highlights.at(offset)))

    def marks_of(self, placed: Placed) -> PieceMarks:
        made = self._marks.get(placed.piece)
        if made is None:
            if len(self._marks) > 256:
                self._marks.clear()
            made = self._marks[placed.piece] = marks(placed.layout, self._highlights, self._looks)
        return made

    def scroll_by(self, pixels: int) -> None:
        self._after_scroll(self._page.scroll(pixels))

    # Inside

    def scene(self) -> Scene:
        """What is to be seen beside the text and its highlights."""
        return Scene(hits=self._hits, current_hit=self._current_hit, active=self._active)

    def _dress(self) -> None:
        """All that depends on zoom, width and theme."""
        self._set = typography(self._zoom, self.viewport().width())
        self._looks = Looks(self._theme, self._set, self.devicePixelRatioF())
        self._margin = Margin(self._set)
        self._marks.clear()

    def _highlights_changed(self) -> None:
        self._marks.clear()
        self.viewport().update()

    def _jump(self, share: float) -> None:
        self._page.scroll_to(round(share * self._page.height - self._page.window / 2))
        self._after_scroll()

    def _after_scroll(self, moved: int | None = None) -> None:
        """``moved`` says that what is to be seen only went up by so many pixels."""
        if not self.isVisible():
            return  # the size may still change, and every layout with it
        self._page.visible()  # lays out what is in the window, so that the scroll bar knows its height
        self._sync_bar()
        self._ruler.update()
        if moved is None or abs(moved) >= self._page.window:
            self.viewport().update()
        elif moved:
            self.viewport().scroll(0, -moved, self.viewport().rect())
        self.scrolled.emit()

    def _sync_bar(self) -> None:
        bar = self.verticalScrollBar()
        self._syncing = True
        end = max(0, self._page.height - self._page.window)
        if end != bar.maximum() or self._page.window != bar.pageStep():
            bar.setPageStep(self._page.window)
            bar.setSingleStep(self._set.line)
            bar.setRange(0, end)
            self._ruler.refresh()
        if not bar.isSliderDown():
            bar.setValue(self._page.y)
        self._bar_value = bar.value()
        self._syncing = False

    # Qt

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        if self._syncing:
            return
        bar = self.verticalScrollBar()
        moved = bar.value() - self._bar_value
        if abs(moved) <= 2 * self._page.window and not bar.isSliderDown():
            self._after_scroll(self._page.scroll(moved))
            return
        at_end = bar.value() == bar.maximum()
        self._page.scroll_to(self._page.height if at_end else bar.value())
        self._after_scroll()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.devicePixelRatioF() != self._looks.ratio:
            self._dress()  # moved to another screen
        painter = QPainter(self.viewport())
        area = event.rect()
        painter.fillRect(area, self._looks.colour("page"))
        pieces = PiecePainter(painter, self._set, self._looks, self.scene(), area)
        reach = self._set.line
        on_screen = [
            (placed, self.marks_of(placed))
            for placed in self._page.visible()
            if placed.y - reach <= area.bottom() and placed.y + placed.layout.height + reach >= area.top()
        ]
        for placed, marked in on_screen:
            pieces.draw_ground(placed, marked)
        for placed, marked in on_screen:
            pieces.draw_words(placed, marked)
            if marked.spans:
                self._margin.draw(painter, placed, marked, self._active)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inner = self.viewport().geometry()
        self._ruler.setGeometry(inner.right() + 1, inner.top(), WIDTH, inner.height())
        self._dress()
        self._page.reset(self._set, self.viewport().height())
        self._after_scroll()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned := event.angleDelta().y():
                self.set_zoom(self._zoom + (ZOOM_STEP if turned > 0 else -ZOOM_STEP))
            event.accept()
        else:
            super().wheelEvent(event)
