"""The links of the history: each event is sealed with the one before it, so that a change to either shows.

``chain`` of an event is a SHA-256 over that of the event before and all other columns of its own, in their
order. Whoever knows the chain of the last event, the head, knows the whole history by it.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from annotator import records
from annotator.domain import Change, Document, Flag, Tag

START = "0" * 64
"""What the first event is linked to."""

LINKED = "seq, at, reviewer, act, title, reverts, undo, redo, changes, documents, marks"
"""The columns of an event that its link seals, in this order."""


DOCUMENT = "bytes_sha256, text_sha256, encoding, length, pages, notes"
"""What an event says of a document that comes in with it."""


Linked: TypeAlias = tuple[int, str, str | None, str, str, int | None, int | None, int | None, str, str, int]
"""The values of ``LINKED``."""


def link(previous: str, values: Sequence[object]) -> str:
    """The chain of an event with these values in the order of ``LINKED``, in hexadecimal.

    Each value is written with its kind and, for words, the number of bytes of its UTF-8: no two events are
    written alike.
    """
    seal = hashlib.sha256(previous.encode())
    for value in values:
        match value:
            case None:
                seal.update(b"n;")
            case int():
                seal.update(b"i%d;" % value)
            case str():
                words = value.encode("utf-8", "surrogateescape")
                seal.update(b"t%d:" % len(words))
                seal.update(words)
            case _:  # what we never write
                seal.update(b"x" + repr(value).encode())
    return seal.hexdigest()


def lenient(words: bytes) -> str:
    """What a damaged file has for words; ``link`` gets bytes that are none back as they are."""
    return words.decode("utf-8", "surrogateescape")


def breaks(events: Iterable[Sequence[Any]]) -> Iterator[tuple[int, str]]:
    """Where the history is not what was written: the number of the event, and a sentence.

    ``events`` are all there are in order, each with the values of ``LINKED`` and its chain. Behind a break
    each is held against the one before as that is now, so every one that was changed is told.
    """
    previous, expected = START, 1
    for *values, chain in events:
        seq = values[0]
        if seq != expected:
            missing = f"{expected}" if seq == expected + 1 else f"{expected} to {seq - 1}"
            yield expected, f"Of the history there is no event {missing}."
        elif link(previous, values) != chain:
            yield seq, f"Event {seq} of the history is not what was written."
        previous, expected = str(chain), seq + 1


Facts: TypeAlias = dict[str, Any]
"""What an event says of a document that comes in with it, by the names of ``DOCUMENT``.

One that is marked ``lost`` goes with it: a repair could not save it.
"""


def facts(document: Document) -> Facts:
    """What the event says that brings this document in."""
    values = (
        document.bytes_sha256,
        document.text_sha256,
        document.encoding,
        len(document.text),
        document.pages,
        document.notes,
    )
    return dict(zip(DOCUMENT.split(", "), values, strict=True))


def written(documents: Iterable[Facts]) -> str:
    """Documents as the event that brings them keeps them."""
    return records.encode(list(documents)).decode()


def shown(changes: str) -> Iterator[Facts]:
    """What is known of the documents that the policies show which these changes bring, but for the pages."""
    names = DOCUMENT.split(", ")[:4]
    for kind, _, after in records.sides(changes):
        if kind == "policy" and after != b"null":
            policy = records.decode(after, dict[str, Any])
            yield {name: policy.get(name) for name in names}


def key(facts: Facts) -> tuple[str, str, str]:
    """What a document is known by: fingerprints of its bytes and text, and the encoding."""
    return str(facts.get("bytes_sha256")), str(facts.get("text_sha256")), str(facts.get("encoding"))


def added(changes: Sequence[Change]) -> int:
    """How many more annotations there are after these changes."""
    return sum(
        (change.after is not None) - (change.before is not None)
        for change in changes
        if isinstance(change.entity, Tag | Flag)
    )


def added_by(changes: str) -> int:
    """The same of changes as an event keeps them, without reading what was changed.

    BadInputError where they are not what an event keeps.
    """
    return sum(
        (after != b"null") - (before != b"null")
        for kind, before, after in records.sides(changes)
        if kind in {"tag", "flag"}
    )
