"""Values as their columns are declared to hold them. A damaged file, or a stranger's, may hold others.

SQLite does not look at the kind of a value that is on the page, whatever the table says of its columns.
"""

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from types import NoneType
from typing import Any

_KINDS: dict[str, frozenset[type]] = {
    "t": frozenset({str}),
    "T": frozenset({str, NoneType}),
    "i": frozenset({int}),
    "I": frozenset({int, NoneType}),
    "b": frozenset({bytes}),
}


class UndeclaredError(sqlite3.DatabaseError):
    """A value in the file is none that this program writes there."""


def as_declared(found: Iterable[Any], forms: str) -> Iterator[Any]:
    """The rows as they come, or UndeclaredError.

    ``forms`` has a letter for each column: text, integer, bytes; a capital where there may be nothing.
    """
    allowed = [_KINDS[form] for form in forms]
    known: set[tuple[type, ...]] = set()
    for row in found:
        kinds = tuple(map(type, row))
        if kinds not in known:
            if not all(kind in each for kind, each in zip(kinds, allowed, strict=True)):
                raise UndeclaredError
            known.add(kinds)
        yield row


@contextlib.contextmanager
def read() -> Iterator[None]:
    """Only values are made inside, of what the file holds: what cannot be made of it was never written."""
    try:
        yield
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError, OverflowError) as error:
        raise UndeclaredError from error


def words(written: str) -> dict[str, str]:
    """Names and their values, of JSON."""
    found = json.loads(written)
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise UndeclaredError
    return found


def lists(written: str) -> dict[str, tuple[str, ...]]:
    """Names, each with several values, of JSON."""
    return {name: sequence(each, str) for name, each in json.loads(written).items()}


def triples(written: str) -> tuple[tuple[str, str, str], ...]:
    """Three words each, of JSON."""
    return tuple(
        (one, two, three) for one, two, three in (sequence(each, str) for each in json.loads(written))
    )


def pages(written: str) -> tuple[int, ...]:
    """Offsets, of JSON."""
    return sequence(json.loads(written), int)


def notes(written: str) -> tuple[str, ...]:
    """Sentences, of JSON."""
    return sequence(json.loads(written), str)


def sequence(found: Any, kind: type) -> tuple[Any, ...]:
    """A list of values of one kind."""
    if not isinstance(found, list) or not all(type(each) is kind for each in found):
        raise UndeclaredError
    return tuple(found)
