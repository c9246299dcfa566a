"""The acts on what other tools have marked: adopted as one act, placed by hand, set aside."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.domain import AnnotationId, Event, PolicyId, Unplaced
from annotator.gui.deciding import Deciding
from annotator.problems import ProblemError

if TYPE_CHECKING:
    from annotator.adoption import Adopted
    from annotator.exchange.foreign import Foreign
    from annotator.review import Restored


class Adopting(Deciding):
    """The desk and what comes to it from elsewhere."""

    def adopt(self, foreign: "Foreign", mapping: Mapping[str, str]) -> "Adopted | None":
        """Make another tool's marks ours; None where that was refused, which has been said."""
        outcome: list[Adopted] = []

        def act() -> Event | None:
            outcome.append(self.review.adopt(foreign, mapping))
            return outcome[0].event

        self._act(act)
        return outcome[0] if outcome else None

    def read_back(self, path: Path, form: str) -> "Restored | None":
        """Take in an export of this program; None where that was refused, which has been said."""
        outcome: list[Restored] = []

        def act() -> Event | None:
            outcome.append(self.review.import_annotations(path, form))
            return outcome[0].event

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
