"""How an act is done, and the acts on what rules have found."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from annotator import profile
from annotator.domain import AnnotationId, Event, Flag, PolicyId, Reviewer, Severity, Tag
from annotator.gui.open_policy import is_suggestion
from annotator.gui.walking import Walking
from annotator.problems import ProblemError
from annotator.review import Scanned

if TYPE_CHECKING:
    from annotator.detection.rule import Finding


class Deciding(Walking):
    """The desk with hands."""

    def sign_in(self, name: str) -> Reviewer | None:
        """Act under this name, now and at the next start, in whatever project."""
        reviewer = None
        try:
            reviewer = self.review.sign_in(name)
            self.signed_in.emit()
            profile.remember_reviewer(name)
        except ProblemError as problem:
            self.problem.emit(str(problem))
        return reviewer

    # How an act is done

    def _act(
        self, act: Callable[[], Event | None], *, activate: bool = False, look: bool = True
    ) -> Event | None:
        """Do it as the reviewer, who is asked for a name the first time; None when nothing was done.

        ``look`` is off where to show what others did would overwrite a draft.
        """
        event = self._done(act, activate=activate, look=look)
        return event if isinstance(event, Event) else None

    def _done(
        self,
        act: Callable[[], Event | None],
        *,
        activate: bool = False,
        look: bool = True,
        quiet: bool = False,
    ) -> Event | ProblemError | None:
        """The same; where it was refused, the problem."""

        def signed() -> Event | None:
            self.refuse_writing()
            if self.review.reviewer is None:
                name = self.ask_name()
                if not name or self.sign_in(name) is None:
                    return None
            return act()

        event = self.attempt(signed, quiet=quiet, look=look)
        if isinstance(event, Event):
            self.apply(event)
            if activate:
                self.activate(next(_made(event), ""))
            self.hand_over()
        return event

    # What rules have found

    def suggest(
        self, found: "Mapping[PolicyId, Sequence[Finding]]", ruleset: str, as_of: date
    ) -> Scanned | None:
        """Take in what a scan has found. It is nobody's act, so nobody is asked for a name."""

        def take_in() -> Scanned:
            self.refuse_writing()
            return self.review.suggest(found, ruleset=ruleset, as_of=as_of)

        scanned = self.attempt(take_in)
        if isinstance(scanned, ProblemError):
            return None
        if scanned.event is not None:
            self.apply(scanned.event)
        return scanned

    def accept(self, suggestions: Sequence[AnnotationId], **changes: Any) -> Event | None:
        """Make suggestions one's own; one alone with changes."""
        return self._offered(self._act(lambda: self.review.accept(suggestions, **changes)), suggestions)

    def dismiss(self, suggestions: Sequence[AnnotationId], reason: str = "") -> Event | None:
        """Say that suggestions are none."""
        return self._offered(self._act(lambda: self.review.dismiss(suggestions, reason)), suggestions)

    def _offered(self, event: Event | None, decided: Sequence[AnnotationId]) -> Event | None:
        """Many at once are easily decided by mistake: to take that back is offered."""
        if event is not None and len(decided) > 1:
            self.undo_offered.emit(event.title)
        return event

    def set_rule(
        self, rule: str, *, on: bool | None = None, severity: Severity | None = None
    ) -> Event | None:
        return self._act(lambda: self.review.set_rule(rule, on=on, severity=severity))

    def accept_and_go_on(self) -> None:
        """Accept the suggestion at the caret, and go to the next."""
        suggestion = self._suggestion()
        if suggestion is not None and self.accept([suggestion.id]) is not None:
            self.go_on()

    def dismiss_and_go_on(self) -> None:
        """Dismiss the suggestion at the caret, and go to the next."""
        suggestion = self._suggestion()
        if suggestion is not None and self.dismiss([suggestion.id]) is not None:
            self.go_on()

    def skip(self) -> None:
        """Leave the suggestion at the caret undecided, and go to the next."""
        if self._suggestion() is not None:
            self.go_on()

    def _suggestion(self) -> Flag | None:
        focused = self.focused
        if isinstance(focused, Flag) and is_suggestion(focused):
            self.activate(focused.id)  # the next one is sought from here
            return focused
        self.notice.emit(self.tr("There is no suggestion here. F8 goes to the next one."))
        return None

    def go_on(self) -> None:
        """To the next suggestion of this policy."""
        if not self.next_suggestion():
            self.notice.emit(
                self.tr("No other suggestion in this policy. F8 goes on to the next issue, wherever it is.")
            )


def _made(event: Event) -> Iterator[AnnotationId]:
    """The annotations that an act has added, or made of suggestions."""
    return (change.after.id for change in event.changes if isinstance(change.after, Tag | Flag))
