"""The use cases: what a reviewer can do to a project. The window, the command line and the tests call these.

Every act is one transaction, one event and one undo step; it returns the event, or None where nothing
changed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from annotator import checks, titles
from annotator import taxonomy as taxonomies
from annotator.domain import (
    CLAUSES,
    ISSUES,
    Annotation,
    AnnotationId,
    Change,
    Entity,
    Event,
    Flag,
    LabelId,
    Policy,
    PolicyId,
    Reviewer,
    Severity,
    State,
    Status,
    Tag,
    Taxonomy,
)
from annotator.intake import (
    CancelledError,
    Imported,
    Restored,
    add_policies,
    new_id,
    now,
    restore,
)
from annotator.problems import BadInputError
from annotator.profile import tidy_name
from annotator.project import Project
from annotator.store.project import Store

if TYPE_CHECKING:
    from annotator.exchange.content import Content
    from annotator.text.readers import Reading

__all__ = ["CancelledError", "Imported", "Restored", "Review"]

Given = ParamSpec("Given")
Result = TypeVar("Result")


def _one_act(
    method: Callable[Concatenate["Review", Given], Result],
) -> Callable[Concatenate["Review", Given], Result]:
    """All that the method reads and writes is one transaction: nothing it builds on can change meanwhile."""

    @wraps(method)
    def act(self: "Review", /, *args: Given.args, **kwargs: Given.kwargs) -> Result:
        with self.store.transaction():
            return method(self, *args, **kwargs)

    return act


class Review(Project):
    """One reviewer at work on one project file."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self._reviewer: Reviewer | None = None

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

    # Acts

    @_one_act
    def add_policies(
        self,
        readings: "Iterable[Reading]",
        *,
        progress: Callable[[int], bool] | None = None,
        details: Mapping[str, Mapping[str, str]] | None = None,
    ) -> Imported:
        """Import texts as one act. ``progress(done)`` returns False to cancel, which raises CancelledError.

        ``details`` gives title, site, captured and language by file name. The same bytes are recognised, not
        imported twice.
        """
        return add_policies(self.store, readings, self._signed(), progress=progress, details=details)

    @_one_act
    def _restore(self, content: "Content") -> Restored:
        return restore(self.store, content, self._signed())

    def import_annotations(self, path: Path) -> Restored:
        """Read an export back, by its file's ending. Nothing is imported unless all of it fits."""
        from annotator.exchange import FORMATS  # noqa: PLC0415 - wanted now and then, not at every start

        form = next((each for each in FORMATS.values() if path.suffix.lower() == each.extension), None)
        if form is None:
            known = ", ".join(each.extension for each in FORMATS.values())
            raise BadInputError(f"“{path.name}” is of a kind that cannot be read back. It can be: {known}.")
        try:
            with path.open("rb") as stream:
                content = form.read(stream)
        except OSError as error:
            raise BadInputError(f"{path} cannot be read: {error.strerror or error}.") from error
        return self._restore(content)

    @_one_act
    def tag(
        self,
        policy: PolicyId,
        spans: Sequence[tuple[int, int]],
        label: LabelId,
        *,
        note: str = "",
        attributes: Mapping[str, str] | None = None,
    ) -> Event:
        """Tag spans, or the whole policy when there are none."""
        found = self.policy(policy)
        text = self.text(found.id)
        clauses = self.taxonomy(CLAUSES)
        at = now()
        tag = Tag(
            id=new_id(),
            policy=found.id,
            label=checks.offered(clauses, label).id,
            spans=checks.spans(text, spans),
            attributes=checks.attributes(clauses, attributes or {}),
            note=note,
            reviewer=self._signed().id,
            created=at,
            modified=at,
        )
        self._refuse_twin(tag)
        return self._record("tag", f"Tag {self._cited(tag)}", Change(None, tag), *_begun(found))

    @_one_act
    def flag(
        self,
        policy: PolicyId,
        spans: Sequence[tuple[int, int]],
        label: LabelId,
        *,
        severity: Severity | None = None,
        note: str = "",
        suggestion: str = "",
        counterpart: Sequence[tuple[int, int]] = (),
    ) -> Event:
        """Flag spans, or the whole policy; the severity defaults to the issue type's own."""
        found = self.policy(policy)
        text = self.text(found.id)
        issue = checks.offered(self.taxonomy(ISSUES), label)
        at = now()
        flag = Flag(
            id=new_id(),
            policy=found.id,
            label=issue.id,
            spans=checks.spans(text, spans),
            counterpart=checks.spans(text, counterpart),
            severity=severity or issue.severity or Severity.MEDIUM,
            state=State.OPEN,
            reason="",
            note=note,
            suggestion=suggestion,
            reviewer=self._signed().id,
            created=at,
            modified=at,
        )
        self._refuse_twin(flag)
        return self._record("flag", f"Flag {self._cited(flag)}", Change(None, flag), *_begun(found))

    @_one_act
    def edit(
        self,
        annotation: AnnotationId,
        *,
        label: LabelId | None = None,
        spans: Sequence[tuple[int, int]] | None = None,
        counterpart: Sequence[tuple[int, int]] | None = None,
        note: str | None = None,
        attributes: Mapping[str, str] | None = None,
        severity: Severity | None = None,
        state: State | None = None,
        reason: str | None = None,
        suggestion: str | None = None,
    ) -> Event | None:
        """Change what is given and leave the rest; None when nothing differs.

        A flag that is opened again loses its reason.
        """
        before = self.annotation(annotation)
        labels = self._labels_of(before)
        text = self.text(before.policy)
        if state is State.OPEN and reason is None:
            reason = ""
        given = {
            "label": None if label in {None, before.label} else checks.offered(labels, str(label)).id,
            "spans": None if spans is None else checks.spans(text, spans),
            "counterpart": None if counterpart is None else checks.spans(text, counterpart),
            "note": note,
            "attributes": None if attributes is None else checks.attributes(labels, attributes),
            "severity": severity,
            "state": state,
            "reason": reason,
            "suggestion": suggestion,
        }
        changed = {name: value for name, value in given.items() if value is not None}
        foreign = changed.keys() - {field.name for field in fields(before)}
        if foreign:
            raise BadInputError(
                f"A {type(before).__name__.lower()} has no {' and no '.join(sorted(foreign))}."
            )
        after = replace(before, **changed)  # type: ignore[arg-type]
        if after == before:
            return None
        if (after.label, after.spans) != (before.label, before.spans):
            self._refuse_twin(after)
        title = titles.of_edit(before, after, self._labels_of(after))
        return self._record("edit", title, Change(before, replace(after, modified=now())))

    @_one_act
    def remove(self, annotations: Sequence[AnnotationId]) -> Event:
        """Take annotations away; undo brings them back as they were."""
        gone = [self.annotation(each) for each in dict.fromkeys(annotations)]
        if not gone:
            raise BadInputError("Choose the annotations to remove.")
        title = f"Remove {self._cited(gone[0])}" if len(gone) == 1 else f"Remove {len(gone)} annotations"
        return self._record("remove", title, *(Change(each, None) for each in gone))

    @_one_act
    def set_status(self, policy: PolicyId, status: Status) -> Event | None:
        """Say how far the review of a policy has come."""
        before = self.policy(policy)
        return self._change("status", before, replace(before, status=status), f"“{before.title}” is {status}")

    @_one_act
    def describe(
        self,
        policy: PolicyId,
        *,
        title: str | None = None,
        site: str | None = None,
        captured: str | None = None,
        language: str | None = None,
    ) -> Event | None:
        """Correct what is known about a policy."""
        before = self.policy(policy)
        captured = None if captured is None else checks.day(captured)
        given = {"title": title, "site": site, "captured": captured, "language": language}
        changed = {name: value for name, value in given.items() if value is not None}
        after = replace(before, **changed)  # type: ignore[arg-type]
        return self._change("describe", before, after, f"Facts about “{after.title}”")

    @_one_act
    def set_taxonomy(self, taxonomy: Taxonomy, *, base: Taxonomy | None = None) -> Event | None:
        """Replace a label set. A label in use that is missing from the new set is kept, retired.

        ``base`` is the set that was edited, as it was read: what others have changed in it since stays.
        """
        before = self.taxonomy(taxonomy.id)
        if base is not None:
            taxonomy = taxonomies.reconciled(taxonomy, base, before)
        kept = {label.id for label in taxonomy.labels}
        used = self.store.labels_in_use(taxonomy.id)
        rescued = tuple(
            replace(label, retired=True, key="")
            for label in before.labels
            if label.id in used and label.id not in kept
        )
        after = replace(taxonomy, labels=taxonomy.labels + rescued, version=before.version)
        if after == before:
            return None
        taxonomies.validate(after)
        after = replace(after, version=before.version + 1)
        return self._change("labels", before, after, f"Edit the labels of “{after.name}”")

    @_one_act
    def undo(self) -> Event | None:
        """Take back the last act; None when there is none left."""
        return self.store.undo(at=now(), reviewer=self._signed()) if self.undoable else None

    @_one_act
    def redo(self) -> Event | None:
        """Do again what was taken back last; None when there is nothing."""
        return self.store.redo(at=now(), reviewer=self._signed()) if self.redoable else None

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
        self._reviewer = self._known(self._reviewer)
        return self._reviewer

    def _known(self, reviewer: Reviewer) -> Reviewer:
        """The same where the project has them, else its oldest of that name, who may have come meanwhile."""
        there = self.reviewers()
        namesakes = (each for each in there if each.name == reviewer.name)
        return reviewer if reviewer in there else next(namesakes, reviewer)

    def _refuse_twin(self, annotation: Annotation) -> None:
        for other in self.store.annotations_like(annotation):
            if other.id != annotation.id and other.spans == annotation.spans:
                raise BadInputError(f"{self._cited(annotation)} is there already.")

    def _labels_of(self, annotation: Annotation) -> Taxonomy:
        return self.taxonomy(CLAUSES if isinstance(annotation, Tag) else ISSUES)

    def _cited(self, annotation: Annotation) -> str:
        return titles.cited(annotation, self._labels_of(annotation))


def _begun(policy: Policy) -> tuple[Change, ...]:
    """With the first mark on it, a policy is being read."""
    unread = policy.status is Status.UNREAD
    return (Change(policy, replace(policy, status=Status.READING)),) if unread else ()
