"""The use cases: what a reviewer can do to a project. The window, the command line and the tests call these.

Every act is one transaction, one event and one undo step; it returns the event, or None where nothing
changed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator import checks, titles
from annotator import taxonomy as taxonomies
from annotator.acting import begun, one_act
from annotator.adopting import Adopting
from annotator.deciding import Deciding
from annotator.domain import (
    CLAUSES,
    ISSUES,
    AnnotationId,
    Change,
    Event,
    Flag,
    LabelId,
    PolicyId,
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
    restore,
)
from annotator.problems import BadInputError
from annotator.suggestions import Scanned, undecided
from annotator.times import now

if TYPE_CHECKING:
    from annotator.exchange.content import Content
    from annotator.text.readers import Reading

__all__ = ["CancelledError", "Imported", "Restored", "Review", "Scanned"]


class Review(Deciding, Adopting):
    """One reviewer at work on one project file."""

    @one_act
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

    @one_act
    def _restore(self, content: "Content") -> Restored:
        return restore(self.store, content, self._signed())

    def import_annotations(self, path: Path, form: str = "") -> Restored:
        """Read an export back, by its format or its file's ending. All of it comes in, or nothing."""
        from annotator.exchange import read_back  # noqa: PLC0415 - wanted now and then, not at every start

        return self._restore(read_back(path, form))

    @one_act
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
        return self._record("tag", f"Tag {self._cited(tag)}", Change(None, tag), *begun(found))

    @one_act
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
        """Flag spans, or the whole policy; the severity defaults to the issue type's own.

        Where a suggestion of this type stands on the same spans, that is accepted, with what is given here.
        """
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
        proposed = self._proposed(flag)
        if flag.spans or proposed is None:
            self._refuse_twin(flag)
        if proposed is not None:
            given = {
                "severity": severity,
                "note": note,
                "suggestion": suggestion,
                "counterpart": flag.counterpart,
            }
            changed = {name: value for name, value in given.items() if value}
            return self._decide([proposed], State.OPEN, **changed)
        return self._record("flag", f"Flag {self._cited(flag)}", Change(None, flag), *begun(found))

    @one_act
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

        A flag that is opened again loses its reason. A suggestion that says the same as a flag is changed to
        goes: it is known now. Whoever changes a suggestion accepts it so; words of
        one's own can be put on it only after that.
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
        if undecided(after) and not undecided(before):
            raise BadInputError(
                f"{self._cited(before)} was decided on. Undo the decision to make it a suggestion again."
            )
        if (after.label, after.spans) != (before.label, before.spans):
            self._refuse_twin(after)
        if isinstance(before, Flag) and undecided(before):
            if changed.keys() <= {"note", "reason"}:
                raise BadInputError(
                    f"{self._cited(before)} is a suggestion. Accept or dismiss it; then it can carry words"
                    " of yours."
                )
            became = State.OPEN if state in {None, State.SUGGESTED} else State(str(state))
            return self._decide([before], became, **{**changed, "state": became})
        title = titles.of_edit(before, after, self._labels_of(after))
        moved = (after.label, after.spans) != (before.label, before.spans)
        proposed = self._proposed(after) if moved and isinstance(after, Flag) else None
        known = () if proposed is None else (Change(proposed, None),)
        return self._record("edit", title, Change(before, replace(after, modified=now())), *known)

    @one_act
    def remove(self, annotations: Sequence[AnnotationId]) -> Event:
        """Take annotations away; undo brings them back as they were."""
        gone = [self.annotation(each) for each in dict.fromkeys(annotations)]
        if not gone:
            raise BadInputError("Choose the annotations to remove.")
        for each in gone:
            if undecided(each):
                raise BadInputError(
                    f"{self._cited(each)} is a suggestion. Dismiss it instead, so that it is not proposed"
                    " again."
                )
        title = f"Remove {self._cited(gone[0])}" if len(gone) == 1 else f"Remove {len(gone)} annotations"
        return self._record("remove", title, *(Change(each, None) for each in gone))

    @one_act
    def set_status(self, policy: PolicyId, status: Status) -> Event | None:
        """Say how far the review of a policy has come."""
        before = self.policy(policy)
        return self._change("status", before, replace(before, status=status), f"“{before.title}” is {status}")

    @one_act
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

    @one_act
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

    @one_act
    def undo(self) -> Event | None:
        """Take back the last act; None when there is none left."""
        undoable, _ = self.store.standing()
        return self.store.undo(at=now(), reviewer=self._signed()) if undoable else None

    @one_act
    def redo(self) -> Event | None:
        """Do again what was taken back last; None when there is nothing."""
        _, redoable = self.store.standing()
        return self.store.redo(at=now(), reviewer=self._signed()) if redoable else None
