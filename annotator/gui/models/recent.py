"""The labels that were given last."""

from collections.abc import Iterable

from annotator.domain import Event, Flag, LabelId, Tag
from annotator.gui.desk import Desk

EVENTS_LOOKED_AT = 60
"""Of those before this sitting."""


class RecentLabels:
    """Reads the project's history once, when first asked, and listens from then on."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._used: dict[type[Tag] | type[Flag], list[LabelId]] | None = None
        desk.changed.connect(self._follow)
        desk.project_opened.connect(self._forget)

    def of(self, kind: type[Tag] | type[Flag]) -> list[LabelId]:
        """The latest first, each once."""
        if self._used is None:
            self._used = {Tag: [], Flag: []}
            for event in reversed(self._desk.review.history(limit=EVENTS_LOOKED_AT)):
                self._follow(event)
        return self._used[kind]

    def _follow(self, event: Event) -> None:
        if self._used is None:
            return
        for kind, label in _given(event):
            others = [other for other in self._used[kind] if other != label]
            self._used[kind] = [label, *others]

    def _forget(self) -> None:
        self._used = None


def _given(event: Event) -> Iterable[tuple[type[Tag] | type[Flag], LabelId]]:
    """What an act has labelled anew; an undo gives nothing."""
    if event.reverts is None:
        for change in event.changes:
            after, before = change.after, change.before
            if isinstance(after, Tag | Flag) and (
                before is None or getattr(before, "label", "") != after.label
            ):
                yield type(after), after.label
