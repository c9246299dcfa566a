"""What is refused before it reaches the project, in words that say what to do."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TypeVar

from annotator.domain import Flag, Label, LabelId, Policy, Span, Tag, Taxonomy, Unplaced
from annotator.problems import BadInputError
from annotator.text.canonical import CanonicalText

SHOWN = 10
"""Names in a sentence that says which there are."""

Found = TypeVar("Found", Policy, Tag | Flag, Unplaced)


def spans(text: CanonicalText, places: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    """Spans in reading order, without spaces at their ends; those that touch become one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(_trimmed(text, *place) for place in places):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(text.span(start, end) for start, end in joined)


def _trimmed(text: CanonicalText, start: int, end: int) -> tuple[int, int]:
    """Without spaces at the ends, unless these are meant; BadInputError for what is no place."""
    quote = text.span(start, end).quote
    if not quote.strip():
        return start, end
    return start + len(quote) - len(quote.lstrip()), end - len(quote) + len(quote.rstrip())


def offered(labels: Taxonomy, label: LabelId) -> Label:
    """The label of that id, if a reviewer may choose it."""
    found = labels.label(label)
    if found is None:
        known = ", ".join(each.id for each in labels.offered)
        raise BadInputError(f"There is no label “{label}” in “{labels.name}”. There are: {known}.")
    if found.retired:
        raise BadInputError(f"The label “{found.name}” is retired. Choose another, or bring it back first.")
    return found


def attributes(labels: Taxonomy, attributes: Mapping[str, str]) -> dict[str, str]:
    """Attributes that the taxonomy allows, by name."""
    for name, value in attributes.items():
        allowed = labels.attributes.get(name)
        if allowed is None:
            known = ", ".join(labels.attributes) or "none"
            raise BadInputError(f"Tags have no attribute “{name}”. There are: {known}.")
        if value not in allowed:
            raise BadInputError(f"“{name}” cannot be “{value}”. It can be: {', '.join(allowed)}.")
    return dict(sorted(attributes.items()))


def day(written: str) -> str:
    """A day as ``YYYY-MM-DD``, or nothing where nobody knows."""
    try:
        exact = not written or date.fromisoformat(written).isoformat() == written
    except ValueError:
        exact = False
    if not exact:
        raise BadInputError(
            f"“{written}” is not a day. Write it as 2026-01-31, or leave it empty if nobody knows."
        )
    return written


def only(found: Sequence[Found], sought: str, known: Sequence[str]) -> Found:
    """The one that was found; otherwise the sentence names those that are meant or known."""
    if len(found) == 1:
        return found[0]
    if found:
        raise BadInputError(
            f"The {sought} could be {_some([each.id for each in found])}. Give the id of one."
        )
    there = f" There are: {_some(known)}." if known else ""
    raise BadInputError(f"There is no {sought}.{there}")


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:SHOWN]) + (" …" if len(names) > SHOWN else "")
