"""The acts on what other tools have marked: adopted as one act, placed by hand, set aside."""

from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from annotator.domain import AnnotationId, Event, PolicyId, Unplaced
from annotator.gui.deciding import Deciding
from annotator.problems import ProblemError
from annotator.review import CancelledError, Review
from annotator.store.troubles import moved

if TYPE_CHECKING:
    from annotator.adoption import Adopted
    from annotator.exchange.foreign import Foreign
    from annotator.gui.background import Apart, Step
    from annotator.review import Restored

Outcome = TypeVar("Outcome", "Adopted", "Restored")


def at_once(do: "Callable[[Step], object]") -> object:
    """Have it done here and now."""
    return do(lambda _done, _total: True)


class Adopting(Deciding):
    """The desk and what comes to it from elsewhere."""

    def adopt(
        self, foreign: "Foreign", mapping: Mapping[str, str], apart: "Apart" = at_once
    ) -> "Adopted | None":
        """Make another tool's marks ours; None where it was cancelled, or refused, which has been said."""
        return self._brought(lambda review, step: review.adopt(foreign, mapping, step), apart)

    def read_back(self, path: Path, form: str, apart: "Apart" = at_once) -> "Restored | None":
        """Take in an export of this program; None where that was refused, which has been said."""
        return self._brought(lambda review, _: review.import_annotations(path, form), apart)

    def _brought(self, bring: "Callable[[Review, Step], Outcome]", apart: "Apart") -> "Outcome | None":
        """Done by a connection of its own, so that ``apart`` may have it done on another thread.

        What would be refused here is refused before that begins, and nobody looks meanwhile for what others
        have written: to wait for a place beside it would be to wait for its end.
        """
        from annotator.gui.background import StoppedError  # noqa: PLC0415 - wanted now and then

        outcome: list[Outcome] = []

        def act() -> Event | None:
            path, who, store = self.review.path, self.who, self.review.store

            def do(step: "Step") -> object:
                with closing(Review.open(path)) as review:
                    if store.moved():  # just now: this may be another project
                        raise moved(path)
                    review.sign_in(who)
                    try:
                        return bring(review, step)
                    except CancelledError:
                        raise StoppedError from None

            with self.review.store.transaction():
                pass
            follows, self._follows = self._follows, False
            try:
                outcome.append(cast("Outcome", apart(do)))
            finally:
                self._follows = follows
            self.review.sign_in(who)  # the one who came with it, where they are new here
            return outcome[0].event

        with suppress(StoppedError):
            self._act(act)
        return outcome[0] if outcome else None

    def unplaced(self) -> list[Unplaced]:
        """The marks that wait for their place; those of the open policy first."""
        found = self.attempt(self.review.unplaced)
        if isinstance(found, ProblemError):
            return []
        here: PolicyId = self.policy.id if self.policy is not None else ""
        return sorted(found, key=lambda mark: mark.policy != here)

    def place(self, mark: Unplaced) -> Event | None:
        """Put a mark on the selection, in its own policy. Further words are added to it as to any other."""
        if self.policy is None or self.policy.id != mark.policy:
            self.open_policy(mark.policy)
            self.notice.emit(self.tr("This is the policy it belongs to. Select the words, then place it."))
            return None
        words = self.words()
        if words is None:
            self.notice.emit(self.tr("Select words first, or press S for the sentence."))
            return None
        return self._act(lambda: self.review.place(mark.id, [words]), activate=True)

    def set_aside(self, mark: AnnotationId, reason: str = "") -> Event | None:
        """Take a mark off the list; to take that back is offered."""
        event = self._act(lambda: self.review.set_aside(mark, reason))
        if event is not None:
            self.undo_offered.emit(event.title)
        return event
