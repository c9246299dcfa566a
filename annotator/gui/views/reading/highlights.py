"""The highlights of one policy: which of them touch a stretch of text, and in which lane each is drawn."""

import sys
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from annotator.domain import Label
from annotator.gui.views.reading.intervals import SpanIndex

_SHORT = 4096
_UNSORTED = 256


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
    """Highlights by slot, a number that is theirs until ``change`` says otherwise."""

    def __init__(self, highlights: Iterable[Highlight] = ()) -> None:
        self._fill(highlights)

    def _fill(self, highlights: Iterable[Highlight]) -> None:
        given = list(highlights)
        starts = [one.start for one in given]
        in_order = sorted(starts)
        if starts != in_order:
            given = [given[at] for at in sorted(range(len(given)), key=starts.__getitem__)]
        self._slots: list[Highlight | None] = [*given]
        self._index = SpanIndex(in_order, [one.end for one in given])
        self._lanes: dict[int, int] = {}
        self._owned: dict[str, tuple[int, ...]] | None = None

    def __getitem__(self, slot: int) -> Highlight:
        highlight = self._slots[slot]
        if highlight is None:
            raise KeyError(slot)
        return highlight

    def change(self, removed: Collection[str], added: Iterable[Highlight]) -> list[tuple[int, int]]:
        """Takes out all highlights of the annotations ``removed`` and puts in others.

        Returns the stretches of text where something now looks different.
        """
        touched = []
        for annotation in removed:
            for slot in self._slots_of().pop(annotation, ()):
                one = self[slot]
                touched.append((one.start, one.end))
                self._index.remove(slot)
                self._slots[slot] = None
                self._lanes.pop(slot, None)
        for one in added:
            touched.append((one.start, one.end))
            slot = self._index.add(one.start, one.end)
            self._slots.append(one)
            if self._owned is not None:
                self._owned[one.annotation] = (*self._owned.get(one.annotation, ()), slot)
        if self._index.unsorted > _UNSORTED:
            self._fill(one for one in self._slots if one is not None)
            return [(0, sys.maxsize)]
        return [self._free_lanes(start, end) for start, end in touched]

    def _free_lanes(self, start: int, end: int) -> tuple[int, int]:
        """Lets short highlights over a stretch choose their lanes again; returns how far those reach."""
        for slot in list(self._index.over(start, end)):
            one = self[slot]
            if one.end - one.start <= _SHORT:
                self._lanes.pop(slot, None)
                start, end = min(start, one.start), max(end, one.end)
        return start, end

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

    def _slots_of(self) -> dict[str, tuple[int, ...]]:
        """By annotation. Made when something is removed for the first time."""
        if self._owned is None:
            self._owned = {}
            for slot, one in enumerate(self._slots):
                if one is not None:
                    self._owned[one.annotation] = (*self._owned.get(one.annotation, ()), slot)
        return self._owned

    def _order(self, slot: int) -> tuple[int, int, int]:
        highlight = self[slot]
        return highlight.start, -highlight.end, slot


def _inner_first(highlight: Highlight) -> tuple[int, int]:
    return highlight.end - highlight.start, -highlight.start
