"""Which spans touch a stretch of text, answered in microseconds for a hundred thousand spans.

Spans are sorted into classes by length, each class up to eight times as long as the one before; within a
class all that touch ``[start, end)`` begin less than the class's length before it, so one bisection finds
them. A span over the whole text costs nothing extra, which is where a sorted list with a running maximum
collapses.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence


class _SizeClass:
    __slots__ = ("ends", "longest", "slots", "starts")

    def __init__(self, longest: int) -> None:
        self.longest = longest
        self.starts = array("q")
        self.ends = array("q")
        self.slots = array("q")


class SpanIndex:
    """Spans ``[start, end)`` by slot: a number that the caller chose. Empty spans touch nothing."""

    def __init__(self, starts: Sequence[int] = (), ends: Sequence[int] = ()) -> None:
        """Slot ``i`` is ``[starts[i], ends[i])``."""
        by_size: dict[int, list[int]] = {}
        for slot, size in enumerate(map(int.__sub__, ends, starts)):
            try:
                by_size[(size.bit_length() + 2) // 3].append(slot)
            except KeyError:
                by_size[(size.bit_length() + 2) // 3] = [slot]
        self._classes: dict[int, _SizeClass] = {}
        for power, slots in by_size.items():
            slots.sort(key=starts.__getitem__)
            made = self._classes[power] = _SizeClass(8**power)
            made.starts.extend(map(starts.__getitem__, slots))
            made.ends.extend(map(ends.__getitem__, slots))
            made.slots.extend(slots)

    def add(self, slot: int, start: int, end: int) -> None:
        power = ((end - start).bit_length() + 2) // 3
        kept = self._classes.setdefault(power, _SizeClass(8**power))
        at = bisect_right(kept.starts, start)
        kept.starts.insert(at, start)
        kept.ends.insert(at, end)
        kept.slots.insert(at, slot)

    def remove(self, slot: int, start: int, end: int) -> None:
        """Takes out a span that was put in with the same numbers."""
        kept = self._classes[((end - start).bit_length() + 2) // 3]
        at = kept.slots.index(slot, bisect_left(kept.starts, start))
        del kept.starts[at], kept.ends[at], kept.slots[at]

    def over(self, start: int, end: int) -> Iterator[int]:
        """The slots of all spans that share a character with ``[start, end)``, in no order worth having."""
        for kept in self._classes.values():
            starts, ends, slots = kept.starts, kept.ends, kept.slots
            first = bisect_right(starts, start - kept.longest)
            for at in range(first, bisect_left(starts, end, first)):
                if ends[at] > start and ends[at] > starts[at]:
                    yield slots[at]
