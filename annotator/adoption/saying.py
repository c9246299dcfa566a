"""What a mark of another tool says, in our fields; what they have no room for stands in the note."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from annotator import times
from annotator.domain import Annotation, Flag, Quote, Severity, Span, State, Tag, Unplaced
from annotator.exchange.foreign import Mark, Place
from annotator.intake import is_id
from annotator.suggestions import undecided

_AROUND = 200
"""Code points on either side of words that wait for their place."""


def placed(mark: Unplaced, spans: tuple[Span, ...], counterpart: tuple[Span, ...]) -> Annotation:
    """The annotation that a mark becomes on these words."""
    if mark.kind == "tag":
        return Tag(
            mark.id,
            mark.policy,
            mark.label,
            spans,
            mark.attributes,
            mark.note,
            mark.reviewer,
            mark.created,
            mark.modified,
            mark.origin,
        )
    return Flag(
        mark.id,
        mark.policy,
        mark.label,
        spans,
        counterpart,
        mark.severity or Severity.MEDIUM,
        mark.state or State.OPEN,
        mark.reason,
        mark.note,
        mark.suggestion,
        mark.reviewer,
        mark.created,
        mark.modified,
        mark.origin,
    )


def quotes(places: Sequence[Place], other: str | None) -> tuple[Quote, ...]:
    """The words of places, with more of what is around them than the file gives, if it has the text."""

    def quote(place: Place) -> Quote:
        if other is None or not 0 <= place.start < place.end <= len(other):
            return Quote(place.quote, place.prefix, place.suffix)
        return Quote(
            other[place.start : place.end],
            other[max(0, place.start - _AROUND) : place.start],
            other[place.end : place.end + _AROUND],
        )

    return tuple(map(quote, places))


def homeless(mark: Mark, fitting: Mapping[str, str], other: str | None, *, flag: bool) -> Iterator[str]:
    """What an annotation of ours has no field for, as lines of its note."""
    for name, value in sorted(mark.attributes.items()):
        if name not in fitting:
            yield f"{name}: {value}"
    if not flag:
        told = {
            "severity": mark.severity,
            "state": mark.state,
            "reason": mark.reason,
            "wording": mark.suggestion,
        }
        yield from (f"{name}: {value}" for name, value in told.items() if value)
        yield from (f"second place: “{each.words}”" for each in quotes(mark.counterpart, other))
    for each in (*mark.places, *mark.counterpart):
        if not each.quote and other is None:
            yield f"place there: {each.start}–{each.end}"


def is_own(mark: Mark) -> bool:
    """Whether this program gave it its id: other tools' files do not tell tags from flags."""
    return bool(mark.kind) and is_id(mark.id)


def says(there: Annotation, new: Annotation) -> bool:
    """Whether what is there says all that the new one does, on these words or on more."""
    if there.label != new.label or new.note not in {"", there.note}:
        return False
    if bool(there.spans) is not bool(new.spans) or not set(new.spans) <= set(there.spans):
        return False
    if isinstance(there, Flag) and isinstance(new, Flag):
        further = set(new.counterpart) - set(there.counterpart)
        decided = undecided(there) and not undecided(new)
        return not further and not decided and new.suggestion in {"", there.suggestion}
    if isinstance(there, Tag) and isinstance(new, Tag):
        return new.attributes.items() <= there.attributes.items()
    return False


_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def time(written: str) -> str:
    """As times are written everywhere; empty where it is none, or does not say in which zone."""
    if _TIME.fullmatch(written):
        return written
    try:
        time = datetime.fromisoformat(written)
    except ValueError:
        return ""
    if time.tzinfo is None:
        return ""
    return times.written(time)
