"""The use cases: what a reviewer can do to a project. The window, the command line and the tests all call these.

Every act is one transaction, one event and one undo step; it returns the event, or None where nothing changed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotator.domain import (
    Annotation,
    AnnotationId,
    Counts,
    Event,
    Flag,
    LabelId,
    Policy,
    PolicyId,
    Reviewer,
    Severity,
    Span,
    State,
    Status,
    Tag,
    Taxonomy,
)
from annotator.text.canonical import CanonicalText
from annotator.text.readers import Reading


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one import: the event (None if nothing was new), the policies, and those already there."""

    event: Event | None
    policies: tuple[Policy, ...]
    known: tuple[Policy, ...]


class Review:
    """One reviewer at work on one project file."""

    @classmethod
    def open(cls, path: Path, *, corpus: bool = False) -> "Review":
        """Open the project, or make it; a new one has the built-in taxonomies and, if asked, the shipped corpus."""
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

    path: Path

    # Who
    @property
    def reviewer(self) -> Reviewer | None:
        """Who acts now; an act without a reviewer is refused in words."""
        raise NotImplementedError

    def reviewers(self) -> list[Reviewer]:
        raise NotImplementedError

    def sign_in(self, name: str) -> Reviewer:
        """Act as the reviewer of that name from now on; a new name is added. Remembered in the project as the last one."""
        raise NotImplementedError

    # What is there
    def policies(self) -> list[Policy]:
        """In order of import."""
        raise NotImplementedError

    def counts(self) -> dict[PolicyId, Counts]:
        raise NotImplementedError

    def policy(self, name: str) -> Policy:
        """By id, an id's unique beginning, or file name. BadInputError says which there are."""
        raise NotImplementedError

    def text(self, policy: PolicyId) -> CanonicalText:
        raise NotImplementedError

    def annotations(self, policy: PolicyId) -> list[Annotation]:
        """Tags and flags in reading order; those on the whole policy first."""
        raise NotImplementedError

    def annotation(self, annotation: AnnotationId) -> Annotation:
        """By id or an id's unique beginning."""
        raise NotImplementedError

    def flags(self, policy: PolicyId | None = None) -> Iterator[Flag]:
        """Flags of one policy, or of all, policy by policy in reading order."""
        raise NotImplementedError

    def taxonomy(self, taxonomy: str) -> Taxonomy:
        """``domain.CLAUSES`` or ``domain.ISSUES``."""
        raise NotImplementedError

    def history(self, *, limit: int | None = None, policy: PolicyId | None = None) -> list[Event]:
        """The latest events first."""
        raise NotImplementedError

    def search(self, words: str, *, limit: int = 50) -> list[tuple[PolicyId, str]]:
        """Policies whose text or notes hold the words, with a snippet, best first."""
        raise NotImplementedError

    @property
    def undoable(self) -> Event | None:
        """The act that undo would take back."""
        raise NotImplementedError

    @property
    def redoable(self) -> Event | None:
        raise NotImplementedError

    # Acts
    def add_policies(
        self,
        readings: Iterable[Reading],
        *,
        progress: Callable[[int], bool] | None = None,
        details: Mapping[str, Mapping[str, str]] | None = None,
    ) -> Imported:
        """Import texts as one act. ``progress(done)`` returns False to cancel, which rolls everything back.

        ``details`` gives title, site, captured, language by file name. The same bytes are recognised, not imported twice.
        """
        raise NotImplementedError

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
        raise NotImplementedError

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
        raise NotImplementedError

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
        """Change what is given and leave the rest; None when nothing differs."""
        raise NotImplementedError

    def remove(self, annotations: Sequence[AnnotationId]) -> Event:
        raise NotImplementedError

    def set_status(self, policy: PolicyId, status: Status) -> Event | None:
        raise NotImplementedError

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
        raise NotImplementedError

    def set_taxonomy(self, taxonomy: Taxonomy) -> Event | None:
        """Replace a label set. A label in use that is missing from the new set is kept, retired."""
        raise NotImplementedError

    def undo(self) -> Event | None:
        """Take back the last act; None when there is none left."""
        raise NotImplementedError

    def redo(self) -> Event | None:
        raise NotImplementedError
