"""The acts on marks that other tools have made: they are adopted, placed by hand, or set aside."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator import checks
from annotator.acting import Acting, begun, one_act
from annotator.domain import CLAUSES, ISSUES, AnnotationId, Change, Event, Span
from annotator.problems import BadInputError
from annotator.times import now

if TYPE_CHECKING:
    from annotator.adoption import Adopted, Adoption
    from annotator.exchange.foreign import Foreign


class Adopting(Acting):
    """What a reviewer does with another tool's marks."""

    def would_adopt(
        self,
        foreign: "Foreign",
        mapping: Mapping[str, str] | None = None,
        progress: Callable[[int, int], bool] | None = None,
    ) -> "Adopted":
        """What ``adopt`` would come to. Nothing is changed."""
        return self._adoption(foreign, mapping or {}, progress).outcome()

    @one_act
    def adopt(
        self,
        foreign: "Foreign",
        mapping: Mapping[str, str] | None = None,
        progress: Callable[[int, int], bool] | None = None,
    ) -> "Adopted":
        """Make another tool's marks ours. UnmappedError where labels are neither ours nor in ``mapping``.

        ``mapping``: a label there → ``clause.LABEL``, ``issue.LABEL``, or ``-`` to leave its marks out.
        ``progress(done, total)``, in marks, returns False to cancel, which raises CancelledError.
        """
        self._signed()
        adoption = self._adoption(foreign, mapping or {}, progress)
        for document in adoption.documents:
            self.store.add_document(document)
        event = self._record("adopt", adoption.title, *adoption.changes) if adoption.changes else None
        return adoption.outcome(event)

    @one_act
    def place(
        self,
        mark: AnnotationId,
        spans: Sequence[tuple[int, int]],
        counterpart: Sequence[tuple[int, int]] = (),
    ) -> Event:
        """Put a mark that waits for its place on these words; it keeps its id and all that it says.

        A second place that is not given is looked for; where it is not certain, its words go into the note.
        """
        from annotator.adoption import found, placed  # noqa: PLC0415 - wanted now and then

        waits = before = self.waiting(mark)
        text, policy = self.text(waits.policy), self.policy(waits.policy)
        there = checks.spans(text, spans)
        if not there:
            raise BadInputError("Say on which words it stands. Select them, or give them as --quote.")
        second: tuple[Span, ...] | None = checks.spans(text, counterpart)
        if waits.counterpart and not second:
            second = found(text, waits.counterpart)
            if second is None:
                told = (f"second place: “{each.words}”" for each in waits.counterpart)
                waits = replace(waits, note="\n".join(filter(None, (waits.note, *told))))
        annotation = placed(replace(waits, modified=now()), there, second or ())
        self._refuse_twin(annotation)
        changes = (Change(before, None), Change(None, annotation), *begun(policy))
        return self._record("place", f"Place {self._cited(annotation)}", *changes)

    @one_act
    def set_aside(self, mark: AnnotationId, reason: str = "") -> Event:
        """Take a mark off the list of those to be placed; the history keeps it, and undo brings it back."""
        waits = self.waiting(mark)
        label = self.taxonomy(CLAUSES if waits.kind == "tag" else ISSUES).label(waits.label)
        why = f": {reason}" if reason else ""
        title = f"Set aside “{label.name if label else waits.label}”, which has no place{why}"
        return self._record("set-aside", title, Change(waits, None))

    def _adoption(
        self,
        foreign: "Foreign",
        mapping: Mapping[str, str],
        progress: Callable[[int, int], bool] | None,
    ) -> "Adoption":
        from annotator.adoption import Adoption  # noqa: PLC0415 - wanted now and then, not at every start
        from annotator.adoption.labels import LabelMap  # noqa: PLC0415

        labels = LabelMap((self.taxonomy(CLAUSES), self.taxonomy(ISSUES)), mapping)
        return Adoption(self.store, foreign, labels, self.reviewer, now(), progress=progress)
