"""How far down each piece stands, though only those on screen have ever been laid out.

A group of pieces that nobody has looked at has one estimate, from its number of characters;
one that has been looked at knows the height of each piece. All heights are whole pixels.
"""

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from annotator.gui.views.reading.pieces import Pieces

_SAMPLE = 1 << 16
"""How much of the text is asked how long its lines are."""


class Heights:
    """``estimate(characters, pieces)`` guesses the height of that many pieces together."""

    def __init__(self, pieces: Pieces, estimate: Callable[[int, int], int]) -> None:
        self._pieces = pieces
        self._estimate = estimate
        self._known: dict[int, dict[int, int]] = {}
        sample = pieces.text[:_SAMPLE]
        lines = max(sample.count("\n"), sample.count("\r")) / max(1, len(sample))
        lengths = [pieces.group_end(group) - pieces.group_start(group) for group in range(pieces.groups)]
        self._groups = [estimate(length, max(1, int(length * lines))) for length in lengths]
        self._tops = [0, *accumulate(self._groups)]

    @property
    def total(self) -> int:
        return self._tops[-1]

    def set(self, piece: int, height: int) -> None:
        group = self._pieces.group_of(piece)
        heights = self._open(group)
        if heights[piece] != height:
            heights[piece] = height
            self._resize(group, sum(heights.values()))

    def height(self, piece: int) -> int:
        return self._open(self._pieces.group_of(piece))[piece]

    def top(self, piece: int) -> int:
        group = self._pieces.group_of(piece)
        heights = self._open(group)
        return self._tops[group] + sum(height for other, height in heights.items() if other < piece)

    def at(self, y: int) -> tuple[int, int]:
        """The piece at ``y`` and how far below its top that is."""
        group = self._group_at(y)
        below = max(0, y - self._tops[group])
        heights = self._open(group)
        last = max(heights)
        for piece, height in heights.items():
            if below < height or piece == last:
                return piece, below
            below -= height
        raise AssertionError("a group has at least one piece")

    def offset_at(self, y: int) -> int:
        """About which code point stands at ``y``: exact to a group, in proportion inside it."""
        group = self._group_at(y)
        start, end = self._pieces.group_start(group), self._pieces.group_end(group)
        share = min(1.0, max(0.0, (y - self._tops[group]) / max(1, self._groups[group])))
        return start + round((end - start) * share)

    def _group_at(self, y: int) -> int:
        return min(max(0, bisect_right(self._tops, y) - 1), len(self._groups) - 1)

    def _open(self, group: int) -> dict[int, int]:
        heights = self._known.get(group)
        if heights is None:
            pieces = self._pieces
            heights = self._known[group] = {
                piece: self._estimate(pieces.end(piece) - pieces.start(piece), 1)
                for piece in pieces.in_group(group)
            }
            self._resize(group, sum(heights.values()))
        return heights

    def _resize(self, group: int, height: int) -> None:
        if self._groups[group] != height:
            self._groups[group] = height
            self._tops = [0, *accumulate(self._groups)]
