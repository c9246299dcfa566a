"""Which spans touch a stretch of text, answered in microseconds for a hundred thousand spans.

Spans stand sorted by start, with the farthest end of each 64 neighbours and of each 64 of those. A
question looks only into the few runs whose farthest end reaches it. Building costs one sort; one span over
the whole text costs one run more, which is where a sorted list with a running maximum collapses; and size
classes, which would not, take twice as long to fill.
"""

from bisect import bisect_left
from collections.abc import Iterator

RUN = 64
GONE = -1


class SpanIndex:
    """Spans ``[start, end)`` by slot: the place in the sorted lists, and beyond them for those that came
    later.
    """

    def __init__(self, starts: list[int], ends: list[int]) -> None:
        """Takes over both lists; ``starts`` must be sorted."""
        self._starts = starts
        self._ends = ends
        self._runs = [max(ends[at : at + RUN]) for at in range(0, len(ends), RUN)]
        self._runs_of_runs = [max(self._runs[at : at + RUN]) for at in range(0, len(self._runs), RUN)]
        self._later: list[tuple[int, int]] = []

    def __len__(self) -> int:
        """How many slots there are, those of removed spans included."""
        return len(self._starts) + len(self._later)

    @property
    def unsorted(self) -> int:
        """How many came later; each costs every question a little."""
        return len(self._later)

    def add(self, start: int, end: int) -> int:
        """Returns the slot of the new span."""
        self._later.append((start, end))
        return len(self) - 1

    def remove(self, slot: int) -> None:
        """The slot stays empty; nobody else gets it."""
        if slot < len(self._ends):
            self._ends[slot] = GONE
        else:
            self._later[slot - len(self._ends)] = (GONE, GONE)

    def over(self, start: int, end: int) -> Iterator[int]:
        """The slots of all spans that share a character with ``[start, end)``."""
        ends, runs = self._ends, self._runs
        limit = bisect_left(self._starts, end)
        for outer in range(-(-limit // (RUN * RUN))):
            if self._runs_of_runs[outer] <= start:
                continue
            for inner in range(outer * RUN, min((outer + 1) * RUN, -(-limit // RUN))):
                if runs[inner] <= start:
                    continue
                for slot in range(inner * RUN, min((inner + 1) * RUN, limit)):
                    if ends[slot] > start:
                        yield slot
        for slot, (later_start, later_end) in enumerate(self._later, len(ends)):
            if later_start < end and later_end > start:
                yield slot
