"""The caret and the selection it carries, moved as in any good editor. Offsets are code points.

Left and right follow the direction of the paragraph, as in Qt's own editors: in a right-to-left paragraph,
left goes on. Inside a run of the other direction that is against the eye; moving by eye instead would go
round for ever where two directions meet at the end of a line. The caret never stands inside a grapheme or
between CR and LF.
"""

from enum import Enum, auto
from itertools import pairwise

from PySide6.QtCore import QTextBoundaryFinder

from annotator.gui.views.reading.layout import PieceLayout
from annotator.gui.views.reading.page import Page
from annotator.text.offsets import Offsets

_NEAR = 240


class Move(Enum):
    """Where a key takes the caret."""

    LEFT = auto()
    RIGHT = auto()
    WORD_LEFT = auto()
    WORD_RIGHT = auto()
    UP = auto()
    DOWN = auto()
    LINE_START = auto()
    LINE_END = auto()
    PARAGRAPH_UP = auto()
    PARAGRAPH_DOWN = auto()
    START = auto()
    END = auto()


class Caret:
    """``anchor`` is the end of the selection that stays, ``position`` the one that moves."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.anchor = 0
        self.position = 0
        self._goal: float | None = None

    @property
    def selection(self) -> tuple[int, int]:
        return min(self.anchor, self.position), max(self.anchor, self.position)

    def place(self, position: int, *, keep_anchor: bool = False) -> None:
        self.position = min(max(position, 0), len(self._page.text))
        if not keep_anchor:
            self.anchor = self.position
        self._goal = None

    def select(self, start: int, end: int) -> None:
        length = len(self._page.text)
        self.anchor, self.position = min(max(start, 0), length), min(max(end, 0), length)
        self._goal = None

    def move(self, move: Move, *, keep_anchor: bool) -> None:
        start, end = self.selection
        if move in (Move.UP, Move.DOWN):
            self.move_lines(-1 if move is Move.UP else 1, keep_anchor=keep_anchor)
        elif not keep_anchor and start != end and move in (Move.LEFT, Move.RIGHT):
            right_to_left = self._here().right_to_left
            self.place(start if (move is Move.LEFT) != right_to_left else end)
        else:
            self.place(self._target(move), keep_anchor=keep_anchor)

    def move_lines(self, count: int, *, keep_anchor: bool) -> int:
        """Moves up or down by lines, keeping to the column it came from; returns the pixels it moved."""
        page = self._page
        piece = page.pieces.at(self.position)
        layout = page.layout(piece)
        line = layout.line_at(self.position)
        goal = self._goal if self._goal is not None else layout.x_at(self.position)
        moved = -layout.lines[line].top
        step = 1 if count > 0 else -1
        for _ in range(abs(count)):
            line += step
            if 0 <= line < len(layout.lines):
                continue
            following = page.pieces.after(piece) if step > 0 else page.pieces.before(piece)
            if following is None:
                self.place(0 if step < 0 else len(page.text), keep_anchor=keep_anchor)
                return moved
            moved += layout.height if step > 0 else 0
            piece = following
            layout = page.layout(piece)
            moved -= layout.height if step < 0 else 0
            line = 0 if step > 0 else len(layout.lines) - 1
        self.place(layout.offset_at(line, goal), keep_anchor=keep_anchor)
        self._goal = goal
        return moved + layout.lines[line].top

    def _target(self, move: Move) -> int:
        here = self._here()
        line = here.lines[here.line_at(self.position)]
        match move:
            case Move.LEFT | Move.RIGHT:
                target = self._sideways(here, left=move is Move.LEFT)
            case Move.WORD_LEFT | Move.WORD_RIGHT:
                forward = (move is Move.WORD_RIGHT) != here.right_to_left
                target = self._word_after(here) if forward else self._word_before(here)
            case Move.LINE_START:
                target = line.start
            case Move.LINE_END:
                target = line.end if line is here.lines[-1] else here.before(line.end)
            case Move.PARAGRAPH_UP:
                target = here.start if self.position > here.start else self._page.pieces.start(self._before())
            case Move.PARAGRAPH_DOWN:
                target = self._on()
            case Move.START:
                target = 0
            case _:
                target = len(self._page.text)
        return target

    def _here(self) -> PieceLayout:
        return self._page.layout(self._page.pieces.at(self.position))

    def _sideways(self, here: PieceLayout, *, left: bool) -> int:
        if left == here.right_to_left:
            to = here.after(self.position)
            return to if to > self.position else self._on()
        to = here.before(self.position)
        return to if to < self.position else self._back()

    def _on(self) -> int:
        """Into the next piece, at the end of this one."""
        piece = self._page.pieces.after(self._page.pieces.at(self.position))
        return len(self._page.text) if piece is None else self._page.pieces.start(piece)

    def _back(self) -> int:
        """Into the piece before, at the beginning of this one."""
        piece = self._page.pieces.at(self.position)
        before = self._page.layout(self._before())
        if before.start == self._page.pieces.start(piece):
            return before.start
        return before.before(before.end) if self._page.pieces.continues(piece) else before.end

    def _before(self) -> int:
        """The piece before that of the caret; the first has none but itself."""
        here = self._page.pieces.at(self.position)
        before = self._page.pieces.before(here)
        return here if before is None else before

    def _word_after(self, here: PieceLayout) -> int:
        to = here.word_after(self.position)
        return to if to > self.position else self._on()

    def _word_before(self, here: PieceLayout) -> int:
        to = here.word_before(self.position)
        return to if to < self.position else self._back()


def word_at(text: str, offset: int) -> tuple[int, int]:
    """The word around a character (Unicode UAX 29), or the run of spaces or signs that stands there."""
    for start, end in words(text, max(0, offset - _NEAR), min(len(text), offset + _NEAR)):
        if start <= offset < end:
            return start, end
    return offset, offset


def words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The segments of ``text[start:end]`` between word boundaries; the outermost may be cut by the bounds."""
    window = text[start:end]
    offsets = Offsets(window)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, window)
    bounds = [0]
    while (at := finder.toNextBoundary()) >= 0:
        bounds.append(offsets.from_utf16(at))
    return [(start + one, start + other) for one, other in pairwise(bounds) if one < other]


def without_spaces(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def grown(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with one more word at its end, or with the sign that follows; the word at ``start`` if it is
    empty.
    """
    if start == end:
        word = word_at(text, start)
        if word[0] == word[1] or text[word[0] : word[1]].isspace():
            return _next_segment(text, start, start)
        return word
    start, end = without_spaces(text, start, end)
    return _next_segment(text, start, end)


def shrunk(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without its last word or sign; its first word always stays."""
    start, end = without_spaces(text, start, end)
    for one, _ in reversed(words(text, max(start, end - _NEAR), end)):
        shorter = without_spaces(text, start, one)
        if one > start and shorter[0] < shorter[1]:
            return shorter
        if one <= start:
            break
    return start, end


def _next_segment(text: str, start: int, end: int) -> tuple[int, int]:
    at = end
    while at < len(text) and text[at].isspace():
        at += 1
    if at == len(text):
        return start, end
    if start == end:
        start = at
    following = words(text, at, min(len(text), at + _NEAR))
    return start, following[0][1] if following else at
