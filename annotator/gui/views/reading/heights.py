"""How far down each piece stands, though only those on screen have ever been laid out.

Pieces are kept in groups. A group nobody has looked at has one estimate, from its number of characters and
pieces; one that has been looked at knows the height of each piece. All heights are whole pixels.
"""

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from annotator.gui.views.reading.pieces import Pieces

GROUP = 64


class Heights:
    """``estimate(characters, pieces)`` guesses the height of that many pieces together."""

    def __init__(self, pieces: Pieces, estimate: Callable[[int, int], int]) -> None:
        self._pieces = pieces
        self._estimate = estimate
        self._known: dict[int, list[int]] = {}
        count = len(pieces)
        bounds = [pieces.start(piece) for piece in range(0, count, GROUP)]
        bounds.append(len(pieces.text))
        self._groups = [
            estimate(bounds[group + 1] - bounds[group], min(GROUP, count - group * GROUP))
            for group in range(len(bounds) - 1)
        ]
        self._tops = [0, *accumulate(self._groups)]

    @property
    def total(self) -> int:
        return self._tops[-1]

    def set(self, piece: int, height: int) -> None:
        group, within = divmod(piece, GROUP)
        heights = self._open(group)
        if heights[within] != height:
            heights[within] = height
            self._resize(group, sum(heights))

    def height(self, piece: int) -> int:
        group, within = divmod(piece, GROUP)
        return self._open(group)[within]

    def top(self, piece: int) -> int:
        group, within = divmod(piece, GROUP)
        return self._tops[group] + sum(self._open(group)[:within])

    def at(self, y: int) -> tuple[int, int]:
        """The piece at ``y`` and how far below its top that is."""
        group = min(max(0, bisect_right(self._tops, y) - 1), len(self._groups) - 1)
        heights = self._open(group)
        below = max(0, y - self._tops[group])
        for within, height in enumerate(heights):
            if below < height or within == len(heights) - 1:
                return group * GROUP + within, below
            below -= height
        raise AssertionError("a group has at least one piece")

    def offset_at(self, y: int) -> int:
        """About which code point stands at ``y``: exact to a group, in proportion inside it."""
        group = min(max(0, bisect_right(self._tops, y) - 1), len(self._groups) - 1)
        first = group * GROUP
        last = min(first + GROUP, len(self._pieces)) - 1
        start, end = self._pieces.start(first), self._pieces.end(last)
        share = min(1.0, max(0.0, (y - self._tops[group]) / max(1, self._groups[group])))
        return start + round((end - start) * share)

    def _open(self, group: int) -> list[int]:
        heights = self._known.get(group)
        if heights is None:
            first = group * GROUP
            pieces = self._pieces
            heights = [
                self._estimate(pieces.end(piece) - pieces.start(piece), 1)
                for piece in range(first, min(first + GROUP, len(pieces)))
            ]
            self._known[group] = heights
            self._resize(group, sum(heights))
        return heights

    def _resize(self, group: int, height: int) -> None:
        if self._groups[group] != height:
            self._groups[group] = height
            self._tops = [0, *accumulate(self._groups)]
