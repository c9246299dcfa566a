"""The policy on the desk: its text and annotations, kept in step with every act, never read anew."""

import gc
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeAlias

from annotator.domain import (
    Annotation,
    AnnotationId,
    Change,
    Counts,
    Flag,
    LabelId,
    Policy,
    Span,
    State,
    Tag,
    reading_order,
)
from annotator.suggestions import DETECTOR
from annotator.text.canonical import CanonicalText

Place: TypeAlias = tuple[int, int, str, AnnotationId]
"""Where an annotation stands, as ``domain.reading_order`` says."""


def is_open(annotation: object) -> bool:
    """Whether this is an issue that still waits for someone."""
    return isinstance(annotation, Flag) and annotation.state is State.OPEN


def is_suggestion(annotation: object) -> bool:
    """Whether this is what a rule has found and nobody has decided on yet."""
    return isinstance(annotation, Flag) and annotation.state is State.SUGGESTED


def is_queued(annotation: object) -> bool:
    """Whether this is a suggestion that waits in the review queue until that is shown."""
    return (
        isinstance(annotation, Flag)
        and annotation.state is State.SUGGESTED
        and annotation.origin.tier == "maybe"
    )


def recount(counts: Counts, change: Change) -> Counts:
    """What a policy has after one of its annotations came, went or changed."""
    for value, sign in ((change.before, -1), (change.after, 1)):
        if isinstance(value, Tag):
            counts = replace(counts, tags=counts.tags + sign)
        elif is_open(value):
            counts = replace(counts, open_flags=counts.open_flags + sign)
        elif is_queued(value):
            counts = replace(counts, maybe=counts.maybe + sign)
        elif is_suggestion(value):
            counts = replace(counts, sure=counts.sure + sign)
    return counts


def all_spans(annotation: Annotation) -> tuple[Span, ...]:
    """Its words, and for a contradiction those of the other half."""
    return (*annotation.spans, *(annotation.counterpart if isinstance(annotation, Flag) else ()))


class OpenPolicy:
    """Annotations by id and in reading order; a step or a change costs O(log n)."""

    def __init__(self, policy: Policy, text: CanonicalText, annotations: Iterable[Annotation]) -> None:
        self.policy = policy
        self.text = text
        self.annotations: dict[AnnotationId, Annotation] = {one.id: one for one in annotations}
        self._order: list[Place] = sorted(reading_order(one) for one in self.annotations.values())

    def put(self, annotation: Annotation) -> None:
        self.drop(annotation.id)
        self.annotations[annotation.id] = annotation
        insort(self._order, reading_order(annotation))

    def drop(self, annotation: AnnotationId) -> None:
        old = self.annotations.pop(annotation, None)
        if old is not None:
            del self._order[bisect_left(self._order, reading_order(old))]

    def flags(self) -> list[Flag]:
        """In reading order."""
        ordered = (self.annotations[place[-1]] for place in self._order)
        return [one for one in ordered if isinstance(one, Flag)]

    def counts(self) -> Counts:
        """What lists and the status bar show; later acts are added to it, not counted anew."""
        flags = [one for one in self.annotations.values() if isinstance(one, Flag)]
        suggested, queued = sum(map(is_suggestion, flags)), sum(map(is_queued, flags))
        tags = len(self.annotations) - len(flags)
        return Counts(tags, sum(map(is_open, flags)), suggested - queued, queued)

    def on_whole_policy(self) -> list[Annotation]:
        return [self.annotations[place[-1]] for place in self._order[: bisect_left(self._order, (0,))]]

    def step(
        self, place: Place, wanted: Callable[[Annotation], bool], *, forward: bool = True
    ) -> Annotation | None:
        """The next wanted annotation after a place, or the one before it; None past the last."""
        if forward:
            at = bisect_left(self._order, place)
            if at < len(self._order) and self._order[at] == place:
                at += 1
            candidates: Iterable[Place] = (self._order[index] for index in range(at, len(self._order)))
        else:
            at = bisect_left(self._order, place)
            candidates = (self._order[index] for index in range(at - 1, -1, -1))
        return next((self.annotations[one] for *_, one in candidates if wanted(self.annotations[one])), None)

    def twin(
        self, kind: type[Tag | Flag], label: LabelId, spans: Sequence[tuple[int, int]], note: str = ""
    ) -> Annotation | None:
        """An annotation that already says the same of the same words.

        A suggestion does not: it is accepted so. Of the whole policy rules, and notes that differ, say
        several things under one label.
        """
        if not spans:
            candidates = self.on_whole_policy()
        else:
            start = bisect_left(self._order, (spans[0][0],))
            end = bisect_left(self._order, (spans[0][0] + 1,))
            candidates = [self.annotations[place[-1]] for place in self._order[start:end]]
        wanted = list(spans)
        return next(
            (
                one
                for one in candidates
                if isinstance(one, kind)
                and one.label == label
                and bounds(one.spans) == wanted
                and not is_suggestion(one)
                and (wanted or one.origin.kind != DETECTOR)
                and (wanted or not note or one.note in ("", note))
            ),
            None,
        )


def bounds(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Starts and ends in code points."""
    return [(span.start, span.end) for span in spans]


@contextmanager
def nothing_collected() -> Iterator[None]:
    """Many values are made here and none is garbage: looking for it took a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
