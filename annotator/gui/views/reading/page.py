"""A whole policy as one tall page, of which only a window is ever laid out.

The window is anchored at a piece and a number of pixels into it, not at a distance from the top: when
estimated heights above turn out wrong, the scroll bar moves a little and the words do not.
"""

from collections import OrderedDict
from dataclasses import dataclass

from annotator.gui.views.reading.heights import Heights
from annotator.gui.views.reading.layout import PieceLayout, lay_out
from annotator.gui.views.reading.pieces import Pieces
from annotator.gui.views.reading.typography import Typography
from annotator.gui.views.reading.voices import Inks, Voices

_KEPT = 192


@dataclass(frozen=True, slots=True)
class Placed:
    """A piece on screen; ``y`` is from the top of the viewport."""

    piece: int
    y: int
    layout: PieceLayout


class Page:
    """``top`` is the piece at the upper edge of the window, ``into`` how many of its pixels are above that
    edge.
    """

    def __init__(self, text: str, typography: Typography, inks: Inks, height: int) -> None:
        self.text = text
        self.pieces = Pieces(text)
        self._voices = Voices(self.pieces)
        self.top = self.pieces.first
        self.into = 0
        self._typography = typography
        self._inks = inks
        self._window = height
        self._layouts: OrderedDict[int, PieceLayout] = OrderedDict()
        self._visible: list[Placed] | None = None
        self._measured: Heights | None = None

    @property
    def typography(self) -> Typography:
        return self._typography

    @property
    def length(self) -> int:
        """Of the text, in code points."""
        return len(self.text)

    @property
    def height(self) -> int:
        """Of the whole page, as far as it is known."""
        return self._heights.total

    @property
    def _heights(self) -> Heights:
        """Made when someone asks, for a page may get its width only after its text."""
        if self._measured is None:
            self._measured = Heights(self.pieces, self._typography.estimate)
        return self._measured

    @property
    def y(self) -> int:
        """How far the window has come down the page."""
        return self._heights.top(self.top) + self.into

    @property
    def window(self) -> int:
        return self._window

    def reset(self, typography: Typography, height: int) -> None:
        """Sets the page anew for another width, zoom or window height; the words at the upper edge stay
        there.
        """
        if typography == self._typography:
            self._window = height
            self.scroll(0)
            return
        at_top = self.top == self.pieces.first and self.into == 0
        offset, line, below = (0, 0, 0) if at_top else self._upper_edge()
        self._typography = typography
        self._window = height
        self._layouts.clear()
        self._measured = None
        self.top, self.into = self.pieces.at(offset), 0
        if not at_top:
            layout = self.layout(self.top)
            self.into = layout.lines[layout.line_at(offset)].top + below if line or self.top else below
        self.scroll(0)

    def set_inks(self, inks: Inks) -> None:
        """Other colours; nothing moves."""
        self._visible = None
        self._inks = inks
        self._layouts.clear()

    def layout(self, piece: int) -> PieceLayout:
        """The lines of a piece; the latest few hundred are kept."""
        made = self._layouts.get(piece)
        if made is not None:
            self._layouts.move_to_end(piece)
            return made
        made = self._layouts[piece] = lay_out(
            self.pieces, piece, self._voices.of(piece), self._typography, self._inks
        )
        self._heights.set(piece, made.height)
        if len(self._layouts) > _KEPT:
            self._layouts.popitem(last=False)
        return made

    def visible(self) -> list[Placed]:
        """What is in the window, from top to bottom."""
        if self._visible is None:
            self._visible = []
            piece: int | None = self.top
            y = -self.into
            while piece is not None and y < self._window:
                layout = self.layout(piece)
                self._visible.append(Placed(piece, y, layout))
                y += layout.height
                piece = self.pieces.after(piece)
        return self._visible

    def scroll(self, pixels: int) -> int:
        """Moves the window down by so many pixels, or as far as the page goes; returns how far that was."""
        pieces = self.pieces
        self._visible = None
        self.into += pixels
        while self.into < 0 and (before := pieces.before(self.top)) is not None:
            self.top = before
            self.into += self.layout(before).height
        beyond = min(0, self.into)
        self.into -= beyond
        while self.into >= (height := self.layout(self.top).height):
            after = pieces.after(self.top)
            if after is None:
                break
            self.top = after
            self.into -= height
        return pixels - beyond - self._keep_full()

    def scroll_to(self, y: int) -> None:
        """Moves the window to ``y`` on the page, as far as heights are known."""
        self._visible = None
        if y <= 0:
            self.top, self.into = self.pieces.first, 0
            return
        if y >= self.height - self._window:
            self.top = self.pieces.last
            self.into = self.layout(self.top).height
            self._keep_full()
            return
        self.top, below = self._heights.at(y)
        estimated = max(1, self._heights.height(self.top))
        self.into = below * self.layout(self.top).height // estimated
        self.scroll(0)

    def scroll_so_that(self, offset: int, y: int) -> None:
        """Moves the window so that the line of ``offset`` begins ``y`` pixels below its upper edge."""
        self.top = self.pieces.at(offset)
        layout = self.layout(self.top)
        self.into = 0
        self.scroll(layout.lines[layout.line_at(offset)].top - y)

    def y_of(self, offset: int) -> tuple[int, int] | None:
        """Top and bottom of the line of ``offset`` in the window's pixels, or None when its piece is not
        there.
        """
        piece = self.pieces.at(offset)
        for placed in self.visible():
            if placed.piece == piece:
                line = placed.layout.lines[placed.layout.line_at(offset)]
                return placed.y + line.top, placed.y + line.top + line.height
        return None

    def offset_at(self, y: int) -> int:
        """About which code point stands at ``y`` of the page."""
        return self._heights.offset_at(y)

    def first_visible(self) -> int:
        return self._upper_edge()[0]

    def _upper_edge(self) -> tuple[int, int, int]:
        """The first character of the first line in the window, its number, and the pixels above it."""
        layout = self.layout(self.top)
        line = layout.line_near(self.into)
        return layout.lines[line].start, line, self.into - layout.lines[line].top

    def _keep_full(self) -> int:
        """Never shows emptiness below the end of the page; returns by how much it moved the window back."""
        missing = self._window + self.into
        piece: int | None = self.top
        while piece is not None and missing > 0:
            missing -= self.layout(piece).height
            piece = self.pieces.after(piece)
        moved = 0
        while missing > 0:
            step = min(missing, self.into)
            self.into -= step
            missing -= step
            moved += step
            before = self.pieces.before(self.top)
            if missing == 0 or before is None:
                break
            self.top = before
            self.into = self.layout(before).height
        return moved
