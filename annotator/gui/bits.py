"""A note is kept bit by bit while it is typed. To its writer it is one act, and one undo step."""

from dataclasses import fields
from datetime import datetime, timedelta

from annotator.domain import AnnotationId, Event, Flag, Tag

PAUSE = timedelta(seconds=3)
"""After a longer one the writer has begun anew."""
WORDS = {"note", "suggestion", "reason"}


def goes_on(one: Event, other: Event) -> bool:
    """Whether both wrote on in the same field of the same annotation."""
    written = _written(one)
    apart = datetime.fromisoformat(one.at) - datetime.fromisoformat(other.at)
    return (
        written is not None
        and written == _written(other)
        and one.reviewer == other.reviewer
        and abs(apart) <= PAUSE
    )


def _written(event: Event) -> tuple[AnnotationId, str] | None:
    """The annotation, and the field of words that is all the event has changed."""
    if event.act != "edit" or len(event.changes) != 1:
        return None
    before, after = event.changes[0].before, event.changes[0].after
    if not isinstance(after, Tag | Flag) or type(before) is not type(after):
        return None
    changed = {
        field.name for field in fields(after) if getattr(before, field.name) != getattr(after, field.name)
    } - {"modified"}
    return (after.id, changed.pop()) if len(changed) == 1 and changed <= WORDS else None
