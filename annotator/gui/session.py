"""The session: one reviewer at the desk. Every act of the window goes through here.

An act asks the review, brings the desk up to date and announces the event; a ``ProblemError`` becomes the
signal ``problem``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from annotator.domain import (
    Annotation,
    AnnotationId,
    Event,
    Flag,
    LabelId,
    Policy,
    PolicyId,
    RuleSetting,
    Severity,
    State,
    Status,
    Tag,
    Taxonomy,
)
from annotator.gui.adopting import Adopting
from annotator.gui.bits import goes_on
from annotator.gui.open_policy import bounds, is_suggestion
from annotator.problems import (
    BadInputError,
    DiskError,
    LockedError,
    ProblemError,
    ReadOnlyError,
    UnsyncedError,
)
from annotator.review import CancelledError, Imported

if TYPE_CHECKING:
    from annotator.text.readers import Reading

WORDS = {"note", "suggestion", "reason"}
"""What is typed."""


class Session(Adopting):
    """What a reviewer does at the desk."""

    _handing_over = False

    def tag(
        self,
        label: LabelId,
        attributes: Mapping[str, str] | None = None,
        *,
        note: str = "",
        whole: bool = False,
    ) -> Event | None:
        """Tag the selection, or the whole policy."""
        spans = self._target(whole=whole)
        policy = self.policy
        if spans is None or policy is None or self._said_before(Tag, label, spans):
            return None
        return self._act(
            lambda: self.review.tag(policy.id, spans, label, attributes=attributes, note=note), activate=True
        )

    def tag_by_key(self, key: str) -> Event | None:
        """Tag the selection with the label that has this key."""
        label = next((one for one in self.clauses.offered if one.key == key), None)
        if label is None:
            self.notice.emit(self.tr("No label has the key {key}. Press L to find one.").format(key=key))
            return None
        return self.tag(label.id)

    def flag(
        self,
        label: LabelId,
        *,
        severity: Severity | None = None,
        note: str = "",
        suggestion: str = "",
        whole: bool = False,
    ) -> Event | None:
        """Flag the selection, or the whole policy."""
        spans = self._target(whole=whole)
        policy = self.policy
        if spans is None or policy is None or self._said_before(Flag, label, spans, note):
            return None
        return self._act(
            lambda: self.review.flag(
                policy.id, spans, label, severity=severity, note=note, suggestion=suggestion
            ),
            activate=True,
        )

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
        """Words that could not be written are held until they can be."""
        changes = {
            "label": label,
            "spans": spans,
            "counterpart": counterpart,
            "note": note,
            "attributes": attributes,
            "severity": severity,
            "state": state,
            "reason": reason,
            "suggestion": suggestion,
        }
        given = {name: value for name, value in changes.items() if value is not None}
        return self._edit(annotation, {**self.held.get(annotation, {}), **given})

    def _edit(self, annotation: AnnotationId, changes: dict[str, Any]) -> Event | None:
        told = self.held.get(annotation)

        def act() -> Event | None:
            try:
                event = self.review.edit(annotation, **changes)
            except UnsyncedError:
                self.held.pop(annotation, None)  # they are in the project
                raise
            self.held.pop(annotation, None)  # before what is held is handed over, or it would replace this
            return event

        found = self._done(act, quiet=changes == told)
        if not isinstance(found, ProblemError):
            return found
        refused = isinstance(found, DiskError | LockedError | ReadOnlyError)
        if changes.keys() & WORDS and refused and not isinstance(found, UnsyncedError):
            self.hold(annotation, changes)
        elif changes == told and isinstance(found, BadInputError):
            self._say_gone(found, self.held.pop(annotation))
        return None

    def _say_gone(self, problem: ProblemError, changes: Mapping[str, Any]) -> None:
        """What held words were written on is there no more: they are shown, to be copied from there."""
        words = "\n\n".join(str(each) for name, each in changes.items() if name in WORDS and each)
        said = self.tr("{problem} The words that were to go on it: “{words}”")
        self.problem.emit(said.format(problem=problem, words=words) if words else str(problem))

    def hand_over(self) -> None:
        held = list(self.held.items()) if not self._handing_over else []
        self._handing_over = True
        try:
            for annotation, changes in held:
                self._edit(annotation, changes)
        finally:
            self._handing_over = False

    def set_state(self, state: State) -> Event | None:
        """Close or reopen the issue at the caret."""
        flag = self.focused
        if not isinstance(flag, Flag):
            self.notice.emit(self.tr("There is no issue here. F8 goes to the next one."))
            return None
        self.activate(flag.id)
        return self.edit(flag.id, state=state)

    def extend_chosen(self) -> Event | None:
        """Make the selection one more span of the annotation that was chosen last."""
        chosen, words = self.chosen, self.words()
        if chosen is None or words is None:
            self.notice.emit(self.tr("Choose a tag or an issue first, then select the words to add to it."))
            return None
        return self.edit(chosen.id, spans=sorted([*bounds(chosen.spans), words]))

    def set_counterpart(self) -> Event | None:
        """Make the selection the other half of the contradiction that was chosen last."""
        chosen, words = self.chosen, self.words()
        if not isinstance(chosen, Flag) or words is None:
            self.notice.emit(self.tr("Choose an issue first, then select the words that contradict it."))
            return None
        return self.edit(chosen.id, counterpart=[words])

    def reshape(self, before: tuple[int, int], after: tuple[int, int]) -> Event | None:
        """Move the ends of the active annotation's span along with the selection that covered it."""
        if self.active is None or before == after or before not in bounds(self.active.spans):
            return None
        spans = [after if span == before else span for span in bounds(self.active.spans)]
        return self.edit(self.active.id, spans=sorted(spans))

    def remove(self, annotations: Sequence[AnnotationId]) -> Event | None:
        """Take marks away. A suggestion is dismissed instead, so that it is not proposed again."""
        suggested = [one for one in annotations if is_suggestion(self._known_as(one))]
        others = [one for one in annotations if one not in suggested]
        event = self.dismiss(suggested) if suggested else None
        if not others:
            return event
        event = self._act(lambda: self.review.remove(others))
        if event is not None:
            self.undo_offered.emit(event.title)
        return event

    def _known_as(self, annotation: AnnotationId) -> Annotation | None:
        """An annotation of the open policy, or of another; None where it is gone."""
        here = self.annotations.get(annotation)
        if here is not None:
            return here
        with suppress(ProblemError):
            return self.review.annotation(annotation)
        return None

    def remove_focused(self) -> Event | None:
        if self.focused is None:
            self.notice.emit(self.tr("Nothing to remove here: put the caret on a highlighted span."))
            return None
        return self.remove([self.focused.id])

    def set_status(self, policy: PolicyId, status: Status) -> Event | None:
        return self._act(lambda: self.review.set_status(policy, status))

    def finish_policy(self) -> None:
        """Mark the open policy reviewed and open the next one that is not."""
        if self.policy is None:
            return
        self.leaving.emit()
        self.set_status(self.policy.id, Status.REVIEWED)
        ids = list(self.policies)
        at = ids.index(self.policy.id)
        after = [*ids[at + 1 :], *ids[:at]]
        pending = (one for one in after if self.policies[one].status is not Status.REVIEWED)
        following = next(pending, None)
        if following is None:
            self.notice.emit(self.tr("Every policy is reviewed. Export the work with Ctrl+E."))
        else:
            self.open_policy(following)

    def reopen_policy(self) -> None:
        """Take the mark “reviewed” off the open policy."""
        if self.policy is not None:
            self.set_status(self.policy.id, Status.READING)

    def set_taxonomy(self, taxonomy: Taxonomy, base: Taxonomy | None = None) -> Event | None:
        """Replace a label set; ``base`` is what was edited, where that is not the set that is known now."""
        known = base or self.taxonomy(taxonomy.id)

        def act() -> Event | None:
            event = self.review.set_taxonomy(taxonomy, base=known)
            if event is None:
                self.look()  # somebody has done the same meanwhile
            return event

        return self._act(act, look=False)

    def describe(self, policy: PolicyId, **facts: str) -> Event | None:
        """Correct title, site, captured or language."""
        return self._act(lambda: self.review.describe(policy, **facts))

    def add_policies(
        self, readings: "Iterable[Reading]", progress: Callable[[int], bool] | None = None
    ) -> Imported | None:
        """Import texts that were read, and put the first new one on the desk; None when it was cancelled."""
        outcome: list[Imported] = []

        def act() -> Event | None:
            outcome.append(self.review.add_policies(readings, progress=progress))
            return outcome[0].event

        with suppress(CancelledError):
            self._act(act)
        if not outcome:
            return None
        if outcome[0].policies:
            self.open_policy(outcome[0].policies[0].id)
        return outcome[0]

    def undo(self) -> Event | None:
        return self._take(
            lambda: self.review.undoable, self.review.undo, self.tr("There is nothing to undo.")
        )

    def redo(self) -> Event | None:
        return self._take(
            lambda: self.review.redoable, self.review.redo, self.tr("There is nothing to redo.")
        )

    def _take(
        self, following: Callable[[], Event | None], act: Callable[[], Event | None], nothing: str
    ) -> Event | None:
        """Undo or redo one act; words that were kept bit by bit while they were typed count as one."""
        self.leaving.emit()
        done = following()
        if done is None:
            self.notice.emit(nothing)
            return None
        event = self._act(act)
        taken = event
        while taken is not None and (more := following()) is not None and goes_on(done, more):
            done, taken = more, self._act(act)
            event = taken or event
        if event is not None:
            self._show(event)
            self.notice.emit(event.title)
        return event

    # How an act is done

    def _target(self, *, whole: bool) -> list[tuple[int, int]] | None:
        """The spans an act is for: none for the whole policy; None when there is nothing to act on."""
        if whole:
            return []
        words = self.words()
        if words is None:
            self.notice.emit(self.tr("Select words first, or press S for the sentence."))
            return None
        return [words]

    def _said_before(
        self, kind: type[Tag | Flag], label: LabelId, spans: Sequence[tuple[int, int]], note: str = ""
    ) -> bool:
        twin = self._open.twin(kind, label, spans, note) if self._open is not None else None
        if twin is None:
            return False
        name = self.label_of(twin).name
        words = (
            self.tr("These words carry “{label}” already.")
            if spans
            else self.tr("The policy as a whole carries “{label}” already.")
        )
        self.notice.emit(words.format(label=name))
        self.activate(twin.id)
        return True

    def _show(self, event: Event) -> None:
        """Bring into view what an undo or redo has changed, in whatever policy it is.

        A rule's switch has changed many things in many policies, none of them the one that was meant. The
        first decision on a policy changes its status too, which comes before the mark.
        """
        if any(isinstance(change.entity, RuleSetting) for change in event.changes):
            return
        for change in sorted(event.changes, key=lambda change: isinstance(change.entity, Policy)):
            match change.after or change.before:
                case (Tag() | Flag()) as annotation if annotation.id in self._known(annotation.policy):
                    self.go_to(annotation)
                    return
                case (Tag() | Flag()) as annotation if annotation.policy in self.policies:
                    self.open_policy(annotation.policy)
                    if annotation.spans:
                        self.reveal_asked.emit(annotation.spans[0].start, annotation.spans[0].end)
                    return
                case Policy(id=policy) if policy in self.policies:
                    self.open_policy(policy)
                    return

    def _known(self, policy: PolicyId) -> Mapping[AnnotationId, object]:
        """The annotations of a policy that now lies on the desk."""
        return self.annotations if policy in self.policies and self.open_policy(policy) else {}
