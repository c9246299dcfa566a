"""What is left of marks in a format that does not hold some things: facet by facet, as the table names them.

Written apart from the writers, so that a format loses exactly what it says that it loses.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from annotator.domain import State
from annotator.exchange.foreign import Mark, Place
from annotator.exchange.losses import Facet

_GONE: dict[str, Callable[[Mark], bool]] = {
    "tags": lambda mark: mark.kind == "tag",
    "flags": lambda mark: mark.kind == "flag",
    "suggested": lambda mark: mark.state is State.SUGGESTED,
    "dismissed": lambda mark: mark.state is State.DISMISSED,
    "whole": lambda mark: not mark.places,
}


def _stateless(mark: Mark) -> Mark:
    """A format without states may still tell what is suggested, where it does not leave that out."""
    return replace(mark, state=mark.state if mark.state is State.SUGGESTED else None, reason="")


_LESS: dict[str, Callable[[Mark], Mark]] = {
    "counterpart": lambda mark: replace(mark, counterpart=()),
    "attributes": lambda mark: replace(mark, attributes={}),
    "notes": lambda mark: replace(mark, note=""),
    "severity": lambda mark: replace(mark, severity=None),
    "state": _stateless,
    "wording": lambda mark: replace(mark, suggestion=""),
    "who": lambda mark: replace(mark, reviewer="", reviewer_id="", created="", modified=""),
    "origin": lambda mark: replace(mark, origin=None),
    "changes-of-whole": lambda mark: mark if mark.places else replace(mark, modified=mark.created),
    "ids": lambda mark: replace(mark, id=""),
}
_OF_THE_PROJECT = {"labels", "facts", "bytes", "rules", "guidance", "text", "long", "empty", "waiting"}
"""Not seen on marks; ``long`` is for cells that no test here fills."""
_OF_THE_TEXT = {"controls", "controls-in-words", "line-ends"}
_BANNED = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def stripped(marks: Iterable[Mark], text: str, loses: Collection[Facet]) -> list[Mark]:
    """The same with what such a format keeps, places in the text as it has it."""
    lost = {each.name for each in loses}
    assert lost <= {*_GONE, *_LESS, *_OF_THE_PROJECT, *_OF_THE_TEXT, "parts"}
    left = [mark for mark in marks if not any(_GONE[name](mark) for name in lost & _GONE.keys())]
    for name in sorted(lost & _LESS.keys()):
        left = [_LESS[name](mark) for mark in left]
    if "parts" in lost:
        left = [part for mark in left for part in _parts(mark)]
    return [_in_words(mark, text, loses) for mark in left]


def stripped_text(text: str, loses: Collection[Facet]) -> str:
    """The text as the format has it."""
    lost = {each.name for each in loses}
    if "line-ends" in lost:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _lawful(text) if "controls" in lost else text


def _parts(mark: Mark) -> Iterator[Mark]:
    """Only the first keeps the id: an id names one mark."""
    for number, place in enumerate(mark.places):
        yield replace(mark, places=(place,), id=mark.id if number == 0 else "")
    if not mark.places:
        yield mark


def _in_words(mark: Mark, text: str, loses: Collection[Facet]) -> Mark:
    def moved(places: Sequence[Place]) -> tuple[Place, ...]:
        return tuple(
            Place(*(len(stripped_text(text[:at], loses)) for at in ends), stripped_text(each.quote, loses))
            for each in places
            for ends in [(each.start, each.end)]
        )

    mark = replace(mark, places=moved(mark.places), counterpart=moved(mark.counterpart))
    if not {"controls", "controls-in-words"} & {each.name for each in loses}:
        return mark
    said = {name: _lawful(getattr(mark, name)) for name in ("note", "reason", "suggestion", "reviewer")}
    return replace(mark, **said)


def _lawful(words: str) -> str:
    return _BANNED.sub("\ufffd", words)
