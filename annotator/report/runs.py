"""A text cut into paragraphs, and these into runs, wherever an issue or a clause begins or ends."""

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from annotator.domain import Flag, Label, Tag


@dataclass(frozen=True, slots=True)
class MarginNote:
    """What stands beside a paragraph: an issue by its number, or a clause, which has none."""

    words: str
    number: int = 0
    mark: int = 0
    """Counts the spans that are marked in a policy."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph over which nothing changes."""

    text: str
    issue: int = 0
    """The number of the gravest issue on it; 0 where there is none."""
    clause: bool = False
    """Whether it is tagged."""
    notes: tuple[MarginNote, ...] = ()
    """On what begins here."""
    ends: tuple[int, ...] = ()
    """The marks that end with it."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """Of the issues that begin here."""
        return tuple(note.number for note in self.notes if note.number)


def paragraphs(
    text: str,
    flags: Sequence[Flag],
    tags: Sequence[Tag],
    labels: tuple[Mapping[str, Label], Mapping[str, Label]],
) -> Iterator[tuple[Run, ...]]:
    """The lines of a text that have words, each cut wherever an issue or a clause begins or ends."""
    clauses, types = labels
    spans = [
        (span.start, span.end, types[flag.label].name, number)
        for number, flag in enumerate(flags, 1)
        for span in (*flag.spans, *flag.counterpart)
    ]
    spans += [(span.start, span.end, _on_clause(tag, clauses), 0) for tag in tags for span in tag.spans]
    spans.sort(key=lambda span: (span[0], span[3]))
    ending: dict[int, list[int]] = {}
    for mark, (_, end, _, _) in enumerate(spans):
        ending.setdefault(end, []).append(mark)
    places = sorted({*ending, *(start for start, _, _, _ in spans)})
    waiting = deque(enumerate(spans))
    issues: list[tuple[int, int]] = []  # a heap of number and end: the gravest issue is on top
    notes: list[MarginNote] = []
    ended: list[int] = []
    tagged = offset = 0
    for line in text.splitlines(keepends=True):
        after = offset + len(line)
        inside = places[bisect_right(places, offset) : bisect_left(places, after)]
        runs = []
        for start, end in pairwise((offset, *inside, after)):
            while waiting and waiting[0][1][0] <= start:
                mark, (_, closed, words, number) = waiting.popleft()
                notes.append(MarginNote(words, number, mark))
                if number:
                    heappush(issues, (number, closed))
                else:
                    tagged = max(tagged, closed)
            while issues and issues[0][1] <= start:
                heappop(issues)
            ended += ending.get(end, ())
            if words := text[start:end].rstrip("\r\n"):
                gravest = issues[0][0] if issues else 0
                runs.append(Run(words, gravest, tagged > start, tuple(notes), tuple(ended)))
                notes, ended = [], []
        offset = after
        if any(run.text.strip() for run in runs):
            yield tuple(runs)
        else:  # what begins or ends on an empty line is told with the next
            notes = [*(note for run in runs for note in run.notes), *notes]
            ended = [*(mark for run in runs for mark in run.ends), *ended]
    if notes or ended:
        yield (Run("", notes=tuple(notes), ends=tuple(ended)),)


def _on_clause(tag: Tag, clauses: Mapping[str, Label]) -> str:
    name = clauses[tag.label].name
    return f"{name}: {tag.note}" if tag.note else name


def notes_of(paragraph: Sequence[Run]) -> list[MarginNote]:
    """What stands beside a paragraph."""
    return [note for run in paragraph for note in run.notes]
