"""Annotations as JSON, written by SQLite itself: a million of them take little longer than reading the rows.

The records have the form of ``annotator.records``; a test holds the two against each other.
"""

import sqlite3
from collections.abc import Iterator
from operator import itemgetter

from annotator.domain import PolicyId, Reviewer
from annotator.store.opening import Connection


def _object(fields: str) -> str:
    """``name=expression`` for each field, parted by ``;``. A name alone is a column of that name."""
    pairs = (field.strip().partition("=") for field in fields.split(";"))
    return "json_object(" + ", ".join(f"'{name}', {sql or name}" for name, _, sql in pairs) + ")"


def _spans(part: str) -> str:
    span = _object('start;end="end";quote;prefix;suffix;utf16_start;utf16_end;citation')
    # Read by the primary key, so in the order of position.
    return (
        f"(SELECT json_group_array({span}) FROM span"  # noqa: S608 - ours
        f" WHERE annotation = a.key AND part = '{part}' AND stands(start, \"end\", quote))"
    )


_ORIGIN = _object("kind=a.origin;name=a.origin_name;version=a.origin_version;tier=a.origin_tier")
_WHO = f"note=a.note;reviewer=a.reviewer;created=a.created;modified=a.modified;origin={_ORIGIN}"
_HEAD = f"id=a.id;policy=a.policy;label=a.label;spans={_spans('main')}"
_TAG = _object(f"{_HEAD};attributes=json(a.attributes);{_WHO}")
_FLAG = _object(
    f"{_HEAD};counterpart={_spans('counterpart')};severity=a.severity;state=a.state;reason=a.reason;"
    + _WHO.replace("note=a.note;", "note=a.note;suggestion=a.suggestion;")
)
_RECORDS = f"""
    SELECT CAST(CASE a.kind WHEN 'tag' THEN {_TAG} ELSE {_FLAG} END AS BLOB)
    FROM annotation a
    LEFT JOIN span first ON first.annotation = a.key AND first.part = 'main' AND first.position = 0
    WHERE a.policy = ? AND a.kind = ?
    ORDER BY coalesce(first.start, -1), -first."end", a.created, a.id
"""  # noqa: S608 - ours


_AT_ONCE = 100


class TornError(Exception):
    """A quote is not what the text has at its place."""


class Records:
    """Writes records, and holds each quote against the text while SQLite has it in hand: no second pass."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._text = ""
        self._torn = False
        db.create_function("stands", 3, self._stands)

    def of(self, policy: PolicyId, kind: str, text: str) -> Iterator[bytes]:
        """The tags or the flags of a policy in reading order, each as JSON in UTF-8.

        TornError where a quote is not what the text has at its place.
        """
        self._text, self._torn = text, False
        with self._db.unhurried():
            found = self._db.execute(_RECORDS, (policy, kind))
            while True:
                rows: list[tuple[bytes]] = found.fetchmany(_AT_ONCE)
                if self._torn:
                    raise TornError(policy)
                if not rows:
                    return
                yield from map(itemgetter(0), rows)
                self._text = text  # others may have been read meanwhile

    def _stands(self, start: int, end: int, quote: str) -> bool:
        if type(start) is type(end) is int and self._text[start:end] == quote:
            return True
        self._torn = True
        return False


def authors(db: sqlite3.Connection) -> list[Reviewer]:
    """Those who stand behind an annotation, or a mark that waits, in the order in which they came."""
    found = db.execute(
        "SELECT id, name, created FROM reviewer WHERE id IN (SELECT reviewer FROM annotation)"
        " OR id IN (SELECT reviewer FROM unplaced)"
        " ORDER BY created, id"
    )
    return [Reviewer(*row) for row in found]
