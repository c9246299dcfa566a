"""Words are kept bit by bit while they are typed. To their writer that is one act, and one undo step."""

from dataclasses import fields
from datetime import datetime, timedelta

from annotator.domain import Event, Flag, Label, Tag, Taxonomy

PAUSE = timedelta(seconds=3)
"""After a longer one the writer has begun anew."""
WORDS = {"note", "suggestion", "reason", "name", "definition", "guidance", "family"}


def goes_on(one: Event, other: Event) -> bool:
    """Whether both wrote on in the same field of the same annotation or label."""
    written = _written(one)
    apart = datetime.fromisoformat(one.at) - datetime.fromisoformat(other.at)
    return (
        written is not None
        and written == _written(other)
        and one.reviewer == other.reviewer
        and abs(apart) <= PAUSE
    )


def _written(event: Event) -> tuple[str, str] | None:
    """The id of the annotation or label, and the field of words that is all the event has changed."""
    if event.act not in {"edit", "labels"} or len(event.changes) != 1:
        return None
    match event.changes[0].before, event.changes[0].after:
        case ((Tag() | Flag() as before), (Tag() | Flag() as after)):
            return _field(before, after)
        case Taxonomy() as before, Taxonomy() as after if len(before.labels) == len(after.labels):
            pairs = zip(before.labels, after.labels, strict=True)
            differing = [(one, other) for one, other in pairs if one != other]
            return _field(*differing[0]) if len(differing) == 1 else None
    return None


def _field(before: Tag | Flag | Label, after: Tag | Flag | Label) -> tuple[str, str] | None:
    changed = {
        field.name
        for field in fields(after)
        if getattr(before, field.name, None) != getattr(after, field.name)
    } - {"modified"}
    return (after.id, changed.pop()) if len(changed) == 1 and changed <= WORDS else None
