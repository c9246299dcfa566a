"""Keeps the highlights of the pane in step with the annotations on the desk."""

from collections.abc import Iterator

from PySide6.QtCore import QObject

from annotator.domain import Annotation, AnnotationId, Event, Flag, State, Tag, Taxonomy
from annotator.gui.desk import Desk
from annotator.gui.open_policy import all_spans, is_queued, is_suggestion
from annotator.gui.views.reading import Details, Highlight, ReadingPane
from annotator.gui.views.wording import provenance


class Highlighter(QObject):
    """After an act only what it touched is drawn anew."""

    def __init__(self, desk: Desk, pane: ReadingPane) -> None:
        super().__init__(pane)
        self._desk, self._pane = desk, pane
        self._active: AnnotationId = ""
        desk.here_changed.connect(self._on_here)
        desk.shown_changed.connect(self.show_all)
        pane.set_about(self._about)

    def show_all(self) -> None:
        annotations = self._desk.annotations.values()
        self._pane.set_highlights([one for annotation in annotations for one in self.highlights(annotation)])
        self._on_here()

    def follow(self, event: Event) -> None:
        if any(isinstance(change.entity, Taxonomy) for change in event.changes):
            self.show_all()
            return
        policy = self._desk.policy
        touched = [
            change.entity.id
            for change in event.changes
            if isinstance(change.entity, Tag | Flag)
            and policy is not None
            and change.entity.policy == policy.id
        ]
        if touched:
            self._draw_anew(touched)
            self._on_here()

    def _draw_anew(self, touched: list[AnnotationId]) -> None:
        known = self._desk.annotations
        now = [one for name in touched if name in known for one in self.highlights(known[name])]
        self._pane.change_highlights(touched, now)

    def highlights(self, annotation: Annotation) -> Iterator[Highlight]:
        """One for each span, and for each span of a contradiction's other half."""
        if not self._desk.is_shown(annotation):
            return
        flag = annotation if isinstance(annotation, Flag) else None
        label = self._desk.label_of(annotation)
        for span in all_spans(annotation):
            yield Highlight(
                annotation.id,
                span.start,
                span.end,
                label,
                flag=flag is not None,
                muted=flag is not None and flag.state in {State.RESOLVED, State.DISMISSED},
                dashed=is_suggestion(flag),
            )

    def _about(self, annotation: AnnotationId) -> Details:
        known = self._desk.annotations.get(annotation)
        if known is None:
            return Details()
        return Details(known.note, provenance(known, self._desk.reviewer_name(known.reviewer)))

    def _on_here(self) -> None:
        """A suggestion of the review queue comes and goes with being the active one."""
        known, former = self._desk.annotations, self._active
        self._active = self._desk.active.id if self._desk.active is not None else ""
        if self._active != former and not self._desk.shows_queue:
            queued = [one for one in (former, self._active) if is_queued(known.get(one))]
            if queued:
                self._draw_anew(queued)
        self._pane.set_active(self._active)
