"""Marks of another tool become ours: each on its policy, on the words it stood on, or listed to be placed.

Nothing is guessed: a place that is not certain is left to a reviewer. Nothing is dropped: what an annotation
of ours has no field for stands in its note. A mark that says nothing that is not there already is known.
"""

import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from annotator.adoption.labels import LEFT_OUT, LabelMap
from annotator.adoption.policies import Here, Policies, without_order_mark
from annotator.adoption.saying import homeless, is_own, placed, quotes, says, time
from annotator.domain import (
    CLAUSES,
    ISSUES,
    Annotation,
    Change,
    Document,
    Entity,
    Event,
    Label,
    Origin,
    Policy,
    Quote,
    Reviewer,
    Severity,
    Span,
    State,
    Unplaced,
)
from annotator.exchange.foreign import Foreign, Mark, MarkedText, Place
from annotator.intake import CancelledError, is_id
from annotator.store.project import Store
from annotator.suggestions import undecided
from annotator.text.anchoring import Anchor
from annotator.text.canonical import CanonicalText

__all__ = ["Adopted", "Adoption", "found", "placed"]

IMPORT = "import"
"""The kind of origin of what another tool brought."""
_AT_ONCE = 50
"""Marks between two words about how far it has come."""
_NAMESPACE = uuid.UUID("6f1a0f0e-52a9-4c8b-9a57-4d1f6f0f7c11")


@dataclass(frozen=True, slots=True)
class Adopted:
    """What became of another tool's marks. ``event`` is None where nothing was new."""

    event: Event | None
    added: int
    known: int
    unplaced: int
    left_out: int
    """Marks with labels that were to be left out."""
    policies: tuple[Policy, ...]
    """Those whose text came with the file."""
    texts: tuple[str, ...]
    """What else is to be known of the texts and of their marks, a sentence each."""


class Adoption:
    """What is to be done so that the marks are in the project. Making it changes nothing.

    ``progress(done, total)``, in marks, returns False to cancel, which raises CancelledError.
    """

    def __init__(
        self,
        store: Store,
        foreign: Foreign,
        labels: LabelMap,
        reviewer: Reviewer | None,
        at: str,
        *,
        progress: Callable[[int, int], bool] | None = None,
    ) -> None:
        labels.refuse_unknown(foreign)
        self._progress, self._looked_at = progress, 0
        self._total = sum(len(text.marks) for text in foreign.texts)
        self._store, self._tool, self._labels, self._at = store, foreign.tool, labels, at
        self._reviewer = reviewer.id if reviewer is not None else ""
        self._people = {each.id: each for each in store.reviewers()}
        self._allowed = store.taxonomy(CLAUSES).attributes
        self._policies = Policies(store, at)
        self._waiting_here = {each.id for each in store.unplaced()}
        self._ids: set[str] = set()
        self._alike: Counter[str] = Counter()
        self._numbers: Counter[str] = Counter()
        self._strangers: set[str] = set()
        self._sentences: list[str] = list(foreign.notes)
        self._joining: list[Reviewer] = []
        self._gone: list[Annotation] = []
        self._added: list[Annotation] = []
        self._waiting: list[Unplaced] = []
        for text in foreign.texts:
            self._take(without_order_mark(text))
        self._tell(self._total)

    @property
    def documents(self) -> list[Document]:
        """The texts that have to be there first."""
        return self._policies.documents

    @property
    def title(self) -> str:
        """What the event is called."""
        waiting = f", {len(self._waiting)} to be placed" if self._waiting else ""
        return f"Import annotations: {len(self._added)} new{waiting}"

    @property
    def changes(self) -> list[Change]:
        """In the order in which each may refer to those before it."""
        come: list[Entity] = [*self._joining, *self._policies.new]
        gone = {each.id: each for each in self._gone}
        placed = [Change(gone.pop(each.id, None), each) for each in self._added]
        return [
            *(Change(None, each) for each in come),
            *(Change(each, None) for each in gone.values()),
            *placed,
            *(Change(None, each) for each in self._waiting),
        ]

    def outcome(self, event: Event | None = None) -> Adopted:
        """What becomes of it."""
        further = []
        if proposals := self._numbers["proposals"]:
            tags = "1 proposal of the tool is a tag" if proposals == 1 else f"{proposals} proposals are tags"
            further.append(f"{tags} now, like any other: look through them.")
        if self._strangers:
            further.append(
                f"Made there by {', '.join(sorted(self._strangers))}; whoever imports stands behind it here."
            )
        return Adopted(
            event,
            len(self._added),
            self._numbers["known"],
            len(self._waiting),
            self._numbers["left out"],
            tuple(self._policies.new),
            (*self._sentences, *further),
        )

    # Texts

    def _take(self, text: MarkedText) -> None:
        here = self._policies.of(text)
        if here is None:
            marks = "1 annotation stays" if len(text.marks) == 1 else f"{len(text.marks)} annotations stay"
            self._sentences.append(
                f"“{text.name}” is no policy here, and the file does not have its text: {marks} behind."
                " Import the policy first."
            )
            return
        other = text.text
        if other is None and text.text_sha256 == here.policy.text_sha256:
            other = here.text.text
        anchor = Anchor(here.text.text, other)
        for mark in text.marks:
            if self._looked_at % _AT_ONCE == 0:
                self._tell(self._looked_at)
            self._looked_at += 1
            self._adopt(here, anchor, other, mark)

    def _tell(self, done: int) -> None:
        if self._progress is not None and not self._progress(done, self._total):
            raise CancelledError

    # Marks

    def _adopt(self, here: Here, anchor: Anchor, other: str | None, mark: Mark) -> None:
        ours = self._labels.ours(mark)
        if ours == LEFT_OUT:
            self._numbers["left out"] += 1
            return
        space, label = self._labels.label(ours)
        known = self._id(here.policy, mark)
        there = self._store.annotation(known)
        waiting = known in self._ids or known in self._waiting_here
        if waiting or (there is not None and not _decides(mark, space, there, here.policy)):
            self._numbers["known"] += 1
            return
        said = self._unplaced(mark, space, label, other)
        waits = replace(said, id=known, policy=here.policy.id)
        spans, counterpart = (_spans(here.text, anchor, places) for places in (mark.places, mark.counterpart))
        if spans is None or counterpart is None:
            if there is None:
                self._waiting.append(waits)
            else:
                self._numbers["known"] += 1
        else:
            annotation = placed(waits, spans, counterpart if space == ISSUES else ())
            if _is_known(here, mark, annotation):
                self._numbers["known"] += 1
                return
            self._settle(here, annotation, there)
            self._added.append(annotation)
            here.add(annotation)
        self._ids.add(known)

    def _settle(self, here: Here, annotation: Annotation, before: Annotation | None) -> None:
        """What was only suggested here goes where the same comes decided."""
        if undecided(annotation):
            return
        same = [each for each in here.like(annotation) if undecided(each) and each.spans == annotation.spans]
        for each in (*same, *(() if before is None or before in same else (before,))):
            here.drop(each)
            if each in self._added:
                self._added.remove(each)
            else:
                self._gone.append(each)

    def _id(self, policy: Policy, mark: Mark) -> str:
        """Its own if we gave it one; else the same for the same mark, so that it is known the next time."""
        if is_own(mark):
            return mark.id
        places = [] if mark.id else [str((each.start, each.end, each.quote)) for each in mark.places]
        said = "\n".join((self._tool, policy.id, mark.kind, mark.label, mark.id, *places))
        self._alike[said] += 1
        return uuid.uuid5(_NAMESPACE, f"{said}\n{self._alike[said]}").hex

    def _unplaced(self, mark: Mark, space: str, label: Label, other: str | None) -> Unplaced:
        """All that the mark says, but for where it stands."""
        suggested = space == ISSUES and mark.state is State.SUGGESTED
        self._numbers["proposals"] += space == CLAUSES and mark.state is State.SUGGESTED
        created = time(mark.created) or self._at
        origin = mark.origin if mark.origin is not None and mark.origin.kind else None
        fitting = {
            name: value
            for name, value in sorted(mark.attributes.items())
            if space == CLAUSES and value in self._allowed.get(name, ())
        }
        flag = space == ISSUES
        return Unplaced(
            id="",
            policy="",
            kind="flag" if flag else "tag",
            label=label.id,
            quotes=quotes(mark.places, other),
            counterpart=quotes(mark.counterpart, other) if flag else (),
            attributes=fitting,
            severity=(mark.severity or label.severity or Severity.MEDIUM) if flag else None,
            state=(mark.state or State.OPEN) if flag else None,
            reason=mark.reason if flag else "",
            note="\n".join(filter(None, (mark.note, *homeless(mark, fitting, other, flag=flag)))),
            suggestion=mark.suggestion if flag else "",
            reviewer="" if suggested else self._who(mark),
            created=created,
            modified=max(time(mark.modified) or created, created),
            origin=origin or Origin(IMPORT, self._tool, "", "maybe" if suggested else ""),
        )

    def _who(self, mark: Mark) -> str:
        """A reviewer of this project, or one that this program's own export brings; else who imports."""
        if mark.reviewer_id in self._people:
            return mark.reviewer_id
        if is_own(mark) and is_id(mark.reviewer_id) and mark.reviewer:
            joins = Reviewer(mark.reviewer_id, mark.reviewer, time(mark.created) or self._at)
            self._people[joins.id] = joins
            self._joining.append(joins)
            return joins.id
        named = [each for each in self._people.values() if each.name == mark.reviewer]
        if named:
            return named[0].id
        if mark.reviewer:
            self._strangers.add(mark.reviewer)
        return self._reviewer


def found(text: CanonicalText, quotes: Sequence[Quote]) -> tuple[Span, ...] | None:
    """Where quotes stand for certain; None where one of them does not."""
    places = [Place(-1, -1, each.words, each.prefix, each.suffix) for each in quotes]
    return _spans(text, Anchor(text.text), places)


def _spans(text: CanonicalText, anchor: Anchor, places: Sequence[Place]) -> tuple[Span, ...] | None:
    """In reading order, those that overlap as one; None where one of the places is not certain."""
    joined: list[tuple[int, int]] = []
    here = [anchor.place(each.start, each.end, each.quote, each.prefix, each.suffix) for each in places]
    for place in sorted(here, key=lambda each: each or (-1, -1)):
        if place is None:
            return None
        start, end = place
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(text.span(start, end) for start, end in joined)


def _is_known(here: Here, mark: Mark, annotation: Annotation) -> bool:
    """Whether what is here says all of it. What has an id of ours is a mark of its own in its file."""
    own = is_own(mark)
    return any(
        says(each, annotation) and (not own or mark.state in {None, getattr(each, "state", None)})
        for each in here.like(annotation, before=own)
    )


def _decides(mark: Mark, space: str, there: Annotation, policy: Policy) -> bool:
    """Whether there is a suggestion here on which the mark has a decision."""
    decided = space == ISSUES and mark.state is not State.SUGGESTED
    return decided and undecided(there) and there.policy == policy.id
