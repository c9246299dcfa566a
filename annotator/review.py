"""The use cases: what a reviewer can do to a project. The window, the command line and the tests call these.

Every act is one transaction, one event and one undo step; it returns the event, or None where nothing
changed.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from annotator import checks, suggestions, titles
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
    RuleSetting,
    Scan,
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
    is_id,
    new_id,
    now,
    restore,
)
from annotator.problems import BadInputError
from annotator.profile import tidy_name
from annotator.project import Project
from annotator.store.project import Store
from annotator.suggestions import Scanned, undecided

if TYPE_CHECKING:
    from annotator.detection.rule import Finding
    from annotator.exchange.content import Content
    from annotator.text.readers import Reading

__all__ = ["CancelledError", "Imported", "Restored", "Review", "Scanned"]

Given = ParamSpec("Given")
Result = TypeVar("Result")


def _one_act(
    method: Callable[Concatenate["Review", Given], Result],
) -> Callable[Concatenate["Review", Given], Result]:
    """All that the method reads and writes is one transaction: nothing it builds on can change meanwhile."""

    @wraps(method)
    def act(self: "Review", /, *args: Given.args, **kwargs: Given.kwargs) -> Result:
        with self.store.transaction():
            self._asked = False
            return method(self, *args, **kwargs)

    return act


class Review(Project):
    """One reviewer at work on one project file."""

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

        A flag that is opened again loses its reason. Whoever changes a suggestion accepts it so; words of
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
        return self._record("edit", title, Change(before, replace(after, modified=now())))

    @_one_act
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

    # Suggestions

    def scan(
        self,
        policies: Sequence[PolicyId] | None = None,
        *,
        as_of: date | None = None,
        progress: Callable[[int], bool] | None = None,
    ) -> Scanned:
        """Look for defects in these policies, or in all, and suggest what is found.

        ``as_of`` is the day on which they are judged, by default today. ``progress(done)`` returns False to
        cancel, which raises CancelledError; then nothing is suggested.
        """
        from annotator.detection.scan import scan  # noqa: PLC0415 - loads the rules

        chosen = self.policies() if policies is None else [self.policy(each) for each in policies]
        ruleset = self.ruleset()
        rules, severities = self.active_rules()
        day = as_of if as_of is not None else date.today()  # noqa: DTZ011 - the reviewer's own day
        found: dict[PolicyId, list[Finding]] = {}
        for done, policy in enumerate(chosen, 1):
            found[policy.id] = scan(
                self.store.text(policy.id),
                file_name=policy.file_name,
                as_of=day,
                rules=rules,
                severities=severities,
            )
            if progress is not None and not progress(done):
                raise CancelledError
        return self.suggest(found, ruleset=ruleset, as_of=day)

    @_one_act
    def suggest(self, found: "Mapping[PolicyId, Sequence[Finding]]", *, ruleset: str, as_of: date) -> Scanned:
        """Suggest what the rules have found, and withdraw what they find no more; undo passes it by.

        What is known already is left alone, decided or not. ``ruleset`` is what ``Project.ruleset`` said when
        the rules were run. Policies that are gone are passed over, and findings of rules that are off or of
        types that are not offered.
        """
        off = {each.rule for each in self.rule_settings().values() if not each.on}
        offered = {label.id for label in self.taxonomy(ISSUES).offered}
        policies = [each for each in map(self.store.policy, found) if each is not None]
        before, at = self.store.scans(), now()
        changes: list[Change] = []
        new = unchanged = gone = 0
        for policy in policies:
            wanted = [each for each in found[policy.id] if each.rule not in off and each.issue in offered]
            compared = suggestions.compare(list(self.flags(policy.id)), wanted)
            text = self.text(policy.id)
            for flag, finding in compared.again:
                after = suggestions.found_again(flag, finding, text, at)
                if after != flag:
                    changes.append(Change(flag, after))
            for finding in compared.new:
                flag = suggestions.proposed(finding, text, policy.id, new_id(), at)
                changes.append(Change(None, flag))
            changes += (Change(flag, None) for flag in compared.gone)
            new += len(compared.new)
            gone += len(compared.gone)
            unchanged += len(wanted) - len(compared.new)
            seen, last = Scan(policy.id, ruleset, as_of.isoformat(), at), before.get(policy.id)
            if last is None or replace(last, at=at) != seen:
                changes.append(Change(last, seen))
        event = None
        if changes:
            reviewer = self._reviewer and self._signed()
            title = titles.of_scan(policies, new, gone)
            event = self.store.record("scan", title, changes, at=at, reviewer=reviewer, lasting=True)
        return Scanned(event, new, unchanged, gone)

    @_one_act
    def accept(
        self,
        annotations: Sequence[AnnotationId],
        *,
        label: LabelId | None = None,
        severity: Severity | None = None,
        spans: Sequence[tuple[int, int]] | None = None,
        note: str | None = None,
        suggestion: str | None = None,
    ) -> Event:
        """Make suggestions one's own: open issues. One alone can be accepted with changes.

        Of several, those that were decided on meanwhile are passed over.
        """
        chosen = self._undecided(annotations)
        given = {
            "label": None if label is None else checks.offered(self.taxonomy(ISSUES), label).id,
            "severity": severity,
            "spans": None if spans is None else checks.spans(self.text(chosen[0].policy), spans),
            "note": note,
            "suggestion": suggestion,
        }
        changed = {name: value for name, value in given.items() if value is not None}
        if changed and len(chosen) > 1:
            raise BadInputError("Several suggestions can only be accepted as they are. Choose one to change.")
        if changed.keys() & {"label", "spans"}:
            self._refuse_twin(replace(chosen[0], **changed))  # type: ignore[arg-type]
        return self._decide(chosen, State.OPEN, **changed)

    @_one_act
    def dismiss(self, annotations: Sequence[AnnotationId], reason: str = "") -> Event:
        """Say that suggestions are none; they are not proposed again.

        Of several, those that were decided on meanwhile are passed over.
        """
        return self._decide(self._undecided(annotations), State.DISMISSED, reason=reason)

    @_one_act
    def set_rule(
        self, rule: str, *, on: bool | None = None, severity: Severity | None = None
    ) -> Event | None:
        """Switch a rule on or off in this project, or give its findings another severity.

        What it suggests goes with it, or gets that severity; what was decided on stays as it is.
        """
        known = suggestions.rule(rule)
        there = self.rule_settings().get(rule)
        before = there or RuleSetting(rule)
        after = before if on is None else replace(before, on=on)
        if severity is not None:
            after = replace(after, severity=None if severity is known.severity else severity)
        if after == before:
            return None
        matters = after.severity or known.severity
        changes = [Change(there, after)]
        for flag in self.store.suggestions_of(rule):
            if not after.on:
                changes.append(Change(flag, None))
            elif flag.severity is not matters:
                changes.append(Change(flag, replace(flag, severity=matters, modified=now())))
        said = f"Severity {matters} for" if after.on is before.on else f"Switch {'on' if on else 'off'}"
        return self._record("rule", f"{said} the rule “{known.title}”", *changes)

    # Policies, labels, the way back

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
        undoable, _ = self.store.standing()
        return self.store.undo(at=now(), reviewer=self._signed()) if undoable else None

    @_one_act
    def redo(self) -> Event | None:
        """Do again what was taken back last; None when there is nothing."""
        _, redoable = self.store.standing()
        return self.store.redo(at=now(), reviewer=self._signed()) if redoable else None

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

    def _decide(self, chosen: Sequence[Flag], became: State, **changed: Any) -> Event:
        """One's own word on suggestions, and the policies are being read."""
        at, reviewer = now(), self._signed().id
        decided = [
            replace(each, **{"state": became, "reviewer": reviewer, "modified": at, **changed})
            for each in chosen
        ]
        policies = [self.policy(each) for each in dict.fromkeys(flag.policy for flag in decided)]
        return self._record(
            "dismiss" if became is State.DISMISSED else "accept",
            titles.of_decision(decided, self.taxonomy(ISSUES)),
            *map(Change, chosen, decided),
            *(change for policy in policies for change in _begun(policy)),
        )

    def _undecided(self, annotations: Sequence[AnnotationId]) -> list[Flag]:
        """Those of them that wait for a decision; refused in words where there are none."""
        ids = list(dict.fromkeys(annotations))
        if not ids:
            raise BadInputError("Choose the suggestions first.")
        if len(ids) == 1:
            only = self.annotation(ids[0])
            if not isinstance(only, Flag):
                raise BadInputError(f"{self._cited(only)} is a tag. Only suggestions are decided on.")
            if not undecided(only):
                raise BadInputError(f"{self._cited(only)} was decided on already: it is {only.state}.")
            return [only]
        there = (self.store.annotation(each) if is_id(each) else self.annotation(each) for each in ids)
        waiting = [each for each in there if isinstance(each, Flag) and undecided(each)]
        if not waiting:
            raise BadInputError("All of these were decided on already, or are not proposed any more.")
        return waiting

    def _proposed(self, flag: Flag) -> Flag | None:
        """The suggestion that says the same as a flag by hand."""
        same = (each for each in self.store.annotations_like(flag) if _alike(each, flag))
        return next((each for each in same if isinstance(each, Flag) and undecided(each)), None)

    def _refuse_twin(self, annotation: Annotation) -> None:
        for other in self.store.annotations_like(annotation):
            if other.id != annotation.id and not undecided(other) and _alike(other, annotation):
                raise BadInputError(f"{self._cited(annotation)} is there already.")

    def _labels_of(self, annotation: Annotation) -> Taxonomy:
        return self.taxonomy(CLAUSES if isinstance(annotation, Tag) else ISSUES)

    def _cited(self, annotation: Annotation) -> str:
        return titles.cited(annotation, self._labels_of(annotation))


def _alike(one: Annotation, other: Annotation) -> bool:
    """Whether two of one label stand on the same spans.

    On the policy as a whole rules say different things under one label: there the words tell them apart.
    """
    ruled = suggestions.DETECTOR in {one.origin.kind, other.origin.kind}
    return one.spans == other.spans and (bool(one.spans) or not ruled or one.note == other.note)


def _begun(policy: Policy) -> tuple[Change, ...]:
    """With the first mark on it, a policy is being read."""
    unread = policy.status is Status.UNREAD
    return (Change(policy, replace(policy, status=Status.READING)),) if unread else ()
