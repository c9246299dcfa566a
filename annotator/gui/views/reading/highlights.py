"""The highlights of one policy: which of them touch a stretch of text, and in which lane each is drawn."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from annotator.domain import Label
from annotator.gui.views.reading.intervals import SpanIndex

_SHORT = 4096


@dataclass(frozen=True, slots=True)
class Highlight:
    """One span of an annotation, in code points. A discontinuous annotation has one for each of its spans."""

    annotation: str
    start: int
    end: int
    label: Label
    flag: bool = False
    """An issue rather than a clause label."""
    dashed: bool = False
    """A suggestion that nobody has accepted yet."""
    muted: bool = False
    """Resolved or dismissed, and shown on request."""


class Highlights:
    """Highlights by slot, a number that stays theirs while they are here."""

    def __init__(self, highlights: Iterable[Highlight] = ()) -> None:
        self._slots: list[Highlight | None] = list(highlights)
        given = self._slots
        self._index = SpanIndex([one.start for one in given if one], [one.end for one in given if one])
        self._lanes: dict[int, int] = {}

    def __getitem__(self, slot: int) -> Highlight:
        highlight = self._slots[slot]
        if highlight is None:
            raise KeyError(slot)
        return highlight

    def change(self, removed: Collection[str], added: Iterable[Highlight]) -> None:
        """Takes out all highlights of the annotations ``removed`` and puts in others."""
        self._lanes.clear()
        if removed:
            gone = frozenset(removed)
            for slot, one in enumerate(self._slots):
                if one is not None and one.annotation in gone:
                    self._index.remove(slot, one.start, one.end)
                    self._slots[slot] = None
        for one in added:
            self._index.add(len(self._slots), one.start, one.end)
            self._slots.append(one)

    def touching(self, start: int, end: int) -> Iterable[Highlight]:
        """Those that share a character with ``[start, end)``, in any order."""
        return (self[slot] for slot in self._index.over(start, end))

    def over(self, start: int, end: int) -> list[int]:
        """Slots of those that share a character with ``[start, end)``: by start, the longer one first."""
        return sorted(self._index.over(start, end), key=self._order)

    def at(self, offset: int) -> list[Highlight]:
        """Those that hold the character at ``offset``, innermost first; then those that end there."""
        here = [self[slot] for slot in self._index.over(offset, offset + 1)]
        before = [self[slot] for slot in self._index.over(offset - 1, offset)] if offset else []
        ended = [one for one in before if one.end == offset]
        return sorted(here, key=_inner_first) + sorted(ended, key=_inner_first)

    def of(self, annotation: str) -> list[Highlight]:
        """All highlights of one annotation, in order of the text."""
        found = [one for one in self._slots if one is not None and one.annotation == annotation]
        return sorted(found, key=lambda one: one.start)

    def lane(self, slot: int) -> int:
        """0 is next to the words. A highlight keeps its lane over its whole length; no two that overlap share
        one.
        """
        lane = self._lanes.get(slot)
        if lane is None:
            highlight = self[slot]
            start, end = highlight.start, highlight.end
            lanes = self._lanes
            if end - start <= _SHORT:
                taken = {lanes[other] for other in self._index.over(start, end) if other in lanes}
            else:
                taken = {
                    taken_lane
                    for other, taken_lane in lanes.items()
                    if self[other].start < end and self[other].end > start
                }
            lane = 0
            while lane in taken:
                lane += 1
            lanes[slot] = lane
        return lane

    def _order(self, slot: int) -> tuple[int, int, int]:
        highlight = self[slot]
        return highlight.start, -highlight.end, slot


def _inner_first(highlight: Highlight) -> tuple[int, int]:
    return highlight.end - highlight.start, -highlight.start
