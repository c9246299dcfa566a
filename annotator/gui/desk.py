"""What is known at the desk, and where the reviewer is.

Nothing here changes the project; ``session.Session`` adds the acts. Views read these values and listen to the
signals.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain import (
    CLAUSES,
    ISSUES,
    Annotation,
    AnnotationId,
    Change,
    Counts,
    Event,
    Flag,
    Label,
    LabelId,
    Policy,
    PolicyId,
    State,
    Tag,
    Taxonomy,
)
from annotator.gui.keeping import Keeping, local_time
from annotator.gui.open_policy import (
    OpenPolicy,
    all_spans,
    is_queued,
    nothing_collected,
    recount,
)
from annotator.problems import LockedError, ProblemError
from annotator.review import Review
from annotator.text.canonical import CanonicalText, text_sha256

if TYPE_CHECKING:
    from annotator.store.owner import Ownership

COUNTED_AT_ONCE = 1000
"""Policies; some 10 ms."""


class Desk(Keeping):
    """What lies on the desk. Offsets are code points of the open policy's text."""

    changed = Signal(object)
    """An act happened: its ``Event``."""
    policy_opened = Signal(str)
    """Another policy lies on the desk; the empty string when there is none."""
    signed_in = Signal()
    """The reviewer acts under another name."""
    undo_offered = Signal(str)
    """Something was taken away; the sentence goes beside an Undo button."""
    selection_changed = Signal(int, int)
    here_changed = Signal()
    """The annotations at the caret, or the active one, are others than before."""
    reveal_asked = Signal(int, int)
    """Bring these words into view and select them."""
    counted = Signal()
    """The counts of all policies are known."""
    shown_changed = Signal()
    """The review queue, or what was dismissed, is shown from now on, or is not."""

    def __init__(
        self, review: Review, parent: QObject | None = None, *, ownership: "Ownership | None" = None
    ) -> None:
        super().__init__(review, parent, ownership=ownership)
        self.ask_name: Callable[[], str] = str
        """How to ask who acts; the window puts its dialog here. An empty name means: nobody."""
        self.shows_queue = False
        self.shows_dismissed = False
        self._counter = QTimer(self, singleShot=True)
        self._counter.timeout.connect(self._count_on)
        self._load()

    def _load(self) -> None:
        self._version = -1
        """Of the project at the last look; -1 before the first."""
        self._seen, self._seen_at = self.review.newest(), self.review.saved()
        """The latest event that was taken in; to have read some of the next already does no harm."""
        self.policies: dict[PolicyId, Policy] = {policy.id: policy for policy in self.review.policies()}
        self.counts: dict[PolicyId, Counts] = {}
        self._uncounted: list[PolicyId] = []
        self._counter.stop()
        self._taxonomies = {name: self.review.taxonomy(name) for name in (CLAUSES, ISSUES)}
        self._labels: dict[tuple[str, LabelId], Label] = {}
        self._reviewers: dict[str, str] = {}
        self._open: OpenPolicy | None = None
        self.selection = (0, 0)
        self.here: tuple[AnnotationId, ...] = ()
        """The annotations at the caret, innermost first."""
        self._active: AnnotationId = ""
        self._chosen: AnnotationId = ""
        self.saved: datetime | None = None
        """When the last act reached the disk."""

    # What is there

    @property
    def policy(self) -> Policy | None:
        return self._open.policy if self._open is not None else None

    @property
    def text(self) -> CanonicalText:
        return self._open.text if self._open is not None else CanonicalText("")

    @property
    def annotations(self) -> Mapping[AnnotationId, Annotation]:
        """Those of the open policy."""
        return self._open.annotations if self._open is not None else {}

    @property
    def clauses(self) -> Taxonomy:
        return self._taxonomies[CLAUSES]

    @property
    def issues(self) -> Taxonomy:
        return self._taxonomies[ISSUES]

    def taxonomy(self, name: str) -> Taxonomy:
        return self._taxonomies[name]

    def label_of(self, annotation: Annotation) -> Label:
        """Its label; one that the taxonomy has lost still shows its id."""
        name = ISSUES if isinstance(annotation, Flag) else CLAUSES
        found = self._labels.get((name, annotation.label))
        if found is None:
            label = annotation.label
            found = self._taxonomies[name].label(label) or Label(label, label, retired=True)
            self._labels[name, label] = found
        return found

    def reviewer_name(self, reviewer: str) -> str:
        if reviewer not in self._reviewers:
            self._reviewers = {known.id: known.name for known in self.review.reviewers()}
        return self._reviewers.get(reviewer, reviewer)

    @property
    def active(self) -> Annotation | None:
        """The annotation that was chosen, if it is still there."""
        return self.annotations.get(self._active)

    @property
    def chosen(self) -> Annotation | None:
        """The annotation that was active last, if it is still there: what another span is added to."""
        return self.annotations.get(self._chosen)

    @property
    def focused(self) -> Annotation | None:
        """The active annotation, else the innermost one at the caret: what edits and Delete apply to."""
        if self.active is not None:
            return self.active
        return next((self.annotations[one] for one in self.here if one in self.annotations), None)

    def flags(self) -> list[Flag]:
        return self._open.flags() if self._open is not None else []

    def on_whole_policy(self) -> list[Annotation]:
        return self._open.on_whole_policy() if self._open is not None else []

    def words(self) -> tuple[int, int] | None:
        """The selection without the spaces at its ends; None when nothing is left."""
        start, end = self.selection
        quote = self.text.text[start:end]
        start += len(quote) - len(quote.lstrip())
        end = start + len(quote.strip())
        return (start, end) if start < end else None

    def count(self) -> None:
        """Count all policies, after the first paint; in a large project bit by bit, and keys are heard."""
        at = self.review.saved()
        if at and self.saved is None:
            self.saved = local_time(at)
        self._uncounted = list(self.policies)
        self._count_on()

    def _count_on(self) -> None:
        some, self._uncounted = self._uncounted[:COUNTED_AT_ONCE], self._uncounted[COUNTED_AT_ONCE:]
        self.counts.update(self.review.counts(some))
        if self._uncounted:
            self._counter.start()
        else:
            self.counted.emit()

    # Where the reviewer is

    def select(self, start: int, end: int) -> None:
        """The pane says what is selected. Away from its words, an annotation is no longer the active one."""
        if (start, end) == self.selection:
            return
        self.selection = (start, end)
        self.selection_changed.emit(start, end)
        active = self.active
        if active is not None and not any(
            span.start <= end and start <= span.end for span in all_spans(active)
        ):
            self.activate("")

    def stand_at(self, here: Iterable[AnnotationId]) -> None:
        """The pane says which annotations are at the caret."""
        annotations = tuple(here)
        if annotations != self.here:
            self.here = annotations
            self.here_changed.emit()

    def activate(self, annotation: AnnotationId) -> None:
        if annotation != self._active:
            self._active = annotation
            self._chosen = annotation or self._chosen
            self.here_changed.emit()

    def open_policy(self, policy: PolicyId) -> bool:
        """Put a policy on the desk. An unreadable one leaves the desk as it was."""
        if self._open is not None and self._open.policy.id == policy:
            return True
        self.leaving.emit()
        with nothing_collected():
            opened = self.attempt(lambda: self._read(self.policies[policy]))
            if isinstance(opened, ProblemError):
                return False
            self._put_on_desk(opened)
        return True

    def _read(self, policy: Policy) -> OpenPolicy:
        """DamagedError where the text is not what its marks were made on."""
        text = self.review.text(policy.id)
        if text_sha256(text.text) != policy.text_sha256:
            self.review.store.document(policy)
        return OpenPolicy(policy, text, self.review.annotations(policy.id))

    def clear(self) -> None:
        """Leave the desk empty, as in a project without policies."""
        self._put_on_desk(None)

    def _put_on_desk(self, opened: OpenPolicy | None) -> None:
        self._open = opened
        if opened is not None:
            self.counts[opened.policy.id] = opened.counts()
        self.selection, self.here, self._active, self._chosen = (0, 0), (), "", ""
        self.policy_opened.emit(opened.policy.id if opened is not None else "")

    def go_to(self, annotation: Annotation) -> None:
        """Open its policy, bring its words into view and make it the active one."""
        if not self.open_policy(annotation.policy):
            return
        if annotation.spans:
            self.reveal_asked.emit(annotation.spans[0].start, annotation.spans[0].end)
        self.activate(annotation.id)

    # What is shown

    def show_queue(self, on: bool) -> None:  # noqa: FBT001 - a switch
        """Show the suggestions that wait in the review queue, or put them away."""
        if on != self.shows_queue:
            self.shows_queue = on
            self.shown_changed.emit()

    def show_dismissed(self, on: bool) -> None:  # noqa: FBT001 - a switch
        """Show what was dismissed, or put it away."""
        if on != self.shows_dismissed:
            self.shows_dismissed = on
            self.shown_changed.emit()

    def is_shown(self, annotation: Annotation) -> bool:
        """Whether the text shows it. A suggestion of the review queue that is active is always shown."""
        if isinstance(annotation, Flag) and annotation.state is State.DISMISSED:
            return self.shows_dismissed
        return self.shows_queue or not is_queued(annotation) or annotation.id == self._active

    def suggestions_shown(self, policy: PolicyId) -> int:
        """How many suggestions of a policy are shown."""
        counts = self.counts.get(policy, Counts())
        return counts.sure + (counts.maybe if self.shows_queue else 0)

    # After an act

    def apply(self, event: Event) -> None:
        """Bring what is known up to date with an act, and with what others did before it; announce each."""
        if event.seq == self._seen + 1:
            self._take_in(event)
        else:
            self._catch_up()

    def look(self) -> None:
        """Take in what others have written since the last look."""
        version = self._version
        with suppress(ProblemError):
            version = self.review.version()
        if version == self._version:
            return
        if self.catch_up():
            self._version = version

    def catch_up(self) -> bool:
        """Show what is not shown yet, whoever wrote it; False where somebody is writing just now."""
        try:
            self._catch_up()
        except LockedError:
            return False
        except ProblemError as problem:
            self.problem.emit(str(problem))
        return True

    def _catch_up(self) -> None:
        """Event by event, as if they were acts here; so selection, caret and scroll stay where they are.

        Where the latest event is no longer the one that was seen, a backup was restored: all is read anew.
        """
        news = self.review.since(self._seen - 1)
        if not news or (news[0].seq, news[0].at) != (self._seen, self._seen_at):
            self.reload()
            return
        for event in news[1:]:
            if event.seq > self._seen:
                self._take_in(event, counts=self.review.counts(list(event.policies)))

    def reload(self) -> None:
        """Read the whole project anew."""
        self._load()
        self.project_opened.emit()

    def _take_in(self, event: Event, counts: Mapping[PolicyId, Counts] | None = None) -> None:
        """``counts``: of the policies it touches, counted anew, since they may have been counted before."""
        self._seen, self._seen_at = event.seq, event.at
        for change in event.changes:
            match change.entity:
                case Policy() as policy:
                    self._apply_policy(policy, present=change.after is not None)
                case Taxonomy() as taxonomy:
                    self._taxonomies[taxonomy.id] = taxonomy
                    self._labels.clear()
                case Tag() | Flag() as annotation:
                    self._apply_annotation(annotation, change)
        if counts is not None:
            self.counts.update({each: counts.get(each, Counts()) for each in event.policies})
        self.saved = local_time(event.at)
        gone = self._open is not None and self._open.policy.id not in self.policies
        if gone:
            self._open = None
        self.changed.emit(event)
        if gone:
            self.clear()
            if self.policies:
                self.open_policy(next(iter(self.policies)))

    def _apply_policy(self, policy: Policy, *, present: bool) -> None:
        if not present:
            self.policies.pop(policy.id, None)
            self.counts.pop(policy.id, None)
            return
        self.policies[policy.id] = policy
        if self._open is not None and self._open.policy.id == policy.id:
            self._open.policy = policy

    def _apply_annotation(self, annotation: Annotation, change: Change) -> None:
        self.counts[annotation.policy] = recount(self.counts.get(annotation.policy, Counts()), change)
        if self._open is not None and self._open.policy.id == annotation.policy:
            if change.after is None:
                self._open.drop(annotation.id)
            else:
                self._open.put(annotation)
