"""What all acts have in common: who acts, one transaction for all of it, one event for the history."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from annotator import suggestions, titles
from annotator.domain import (
    CLAUSES,
    ISSUES,
    Annotation,
    Change,
    Entity,
    Event,
    Flag,
    Policy,
    Reviewer,
    Status,
    Tag,
    Taxonomy,
)
from annotator.intake import new_id
from annotator.problems import BadInputError
from annotator.profile import tidy_name
from annotator.project import Project
from annotator.store.project import Store
from annotator.suggestions import undecided
from annotator.times import now

Given = ParamSpec("Given")
Result = TypeVar("Result")
Actor = TypeVar("Actor", bound="Acting")


def one_act(
    method: Callable[Concatenate[Actor, Given], Result],
) -> Callable[Concatenate[Actor, Given], Result]:
    """All that the method reads and writes is one transaction: nothing it builds on can change meanwhile."""

    @wraps(method)
    def act(self: Actor, /, *args: Given.args, **kwargs: Given.kwargs) -> Result:
        with self.store.transaction():
            self._asked = False
            return method(self, *args, **kwargs)

    return act


class Acting(Project):
    """One project file and the reviewer at work on it."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._reviewer: Reviewer | None = None
        self._asked = False
        """Whether the act at hand has looked the reviewer up."""

    # Who

    @property
    def reviewer(self) -> Reviewer | None:
        """Who acts now; an act without a reviewer is refused in words."""
        return self._reviewer

    def sign_in(self, name: str) -> Reviewer:
        """Act under this name from now on: as the project's reviewer of that name, or as a new one.

        A new one comes into the project with their first act; until then nothing is written.
        """
        self._reviewer = self._known(Reviewer(new_id(), tidy_name(name), now()))
        return self._reviewer

    # What the acts share

    def _record(self, act: str, title: str, *changes: Change) -> Event:
        return self.store.record(act, title, changes, at=now(), reviewer=self._signed())

    def _change(self, act: str, before: Entity, after: Entity, title: str) -> Event | None:
        return None if after == before else self._record(act, title, Change(before, after))

    def _signed(self) -> Reviewer:
        if self._reviewer is None:
            raise BadInputError(
                "Nobody is named as the reviewer yet. Give a name first: each mark carries it."
            )
        if not self._asked:
            self._reviewer, self._asked = self._known(self._reviewer), True
        return self._reviewer

    def _known(self, reviewer: Reviewer) -> Reviewer:
        """The same where the project has them, else its oldest of that name, who may have come meanwhile."""
        there = self.reviewers()
        namesakes = (each for each in there if each.name == reviewer.name)
        return reviewer if reviewer in there else next(namesakes, reviewer)

    def _refuse_twin(self, annotation: Annotation) -> None:
        for other in self.store.annotations_like(annotation):
            if other.id != annotation.id and not undecided(other) and alike(other, annotation):
                raise BadInputError(f"{self._cited(annotation)} is there already.")

    def _labels_of(self, annotation: Annotation) -> Taxonomy:
        return self.taxonomy(CLAUSES if isinstance(annotation, Tag) else ISSUES)

    def _cited(self, annotation: Annotation) -> str:
        return titles.cited(annotation, self._labels_of(annotation))


def alike(one: Annotation, other: Annotation) -> bool:
    """Whether two of one label stand on the same spans.

    On the policy as a whole rules, and people with words of their own, say different things under one issue
    type: there the words tell them apart.
    """
    ruled = suggestions.DETECTOR in {one.origin.kind, other.origin.kind}
    worded = isinstance(one, Flag) and bool(one.note and other.note)
    told_apart = not one.spans and (ruled or worded)
    return one.spans == other.spans and not (told_apart and one.note != other.note)


def begun(policy: Policy) -> tuple[Change, ...]:
    """With the first mark on it, a policy is being read."""
    unread = policy.status is Status.UNREAD
    return (Change(policy, replace(policy, status=Status.READING)),) if unread else ()
