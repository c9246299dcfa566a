"""The history is told from its first event, in a database of its own, and held against the rows there are.

Replayed values go through the same statements as acts (``rows``), so each column of each row can be compared.
"""

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from annotator import records
from annotator.domain import Change, Entity, RuleSetting, Scan
from annotator.problems import BadInputError
from annotator.store import chain, migrations, rows
from annotator.store.opening import Connection

COMPARED: dict[str, str] = {
    "reviewer": "SELECT id, name, created FROM {side}.reviewer",
    "taxonomy": "SELECT id, name, version, attributes, note FROM {side}.taxonomy",
    "label": "SELECT taxonomy || ' ' || id, position, name, definition, guidance, colour, underline, code,"
    " key, family, severity, retired, mappings FROM {side}.label",
    "document": "SELECT bytes_sha256 || ' ' || text_sha256 || ' ' || encoding, length, pages, notes"
    " FROM {side}.document",
    "policy": "SELECT p.id, bytes_sha256, text_sha256, encoding, file_name, title, site, captured, language,"
    " imported, status FROM {side}.policy p LEFT JOIN {side}.document d ON d.id = p.document",
    "annotation": "SELECT id, kind, policy, taxonomy, label, attributes, severity, state, reason, note,"
    " suggestion, reviewer, created, modified, origin, origin_name, origin_version, origin_tier"
    " FROM {side}.annotation",
    "span": 'SELECT a.id, part, position, start, "end", quote, prefix, suffix, utf16_start, utf16_end,'
    " citation FROM {side}.span s JOIN {side}.annotation a ON a.key = s.annotation",
    "rule": "SELECT id, active, severity FROM {side}.rule",
    "scan": "SELECT policy, rules, as_of, at FROM {side}.scan",
    "unplaced": "SELECT id, kind, policy, taxonomy, label, quotes, counterpart, attributes, severity, state,"
    " reason, note, suggestion, reviewer, created, modified, origin, origin_name, origin_version, origin_tier"
    " FROM {side}.unplaced",
}
"""What the history says of each table, on one side or the other; the first column says which row it is."""


def beside(project: Path) -> Connection:
    """A database that goes when it is closed, with nothing in it; beside it the project as ``project``."""
    db = sqlite3.connect("", isolation_level=None, factory=Connection, uri=True)
    try:
        for setting in ("trusted_schema = OFF", "cell_size_check = ON", "cache_size = -64000"):
            db.execute(f"PRAGMA {setting}")
        db.execute("BEGIN")
        migrations.apply(db)
        db.execute("COMMIT")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("ATTACH ? AS project", (f"{project.absolute().as_uri()}?mode=rw",))
    except BaseException:
        db.close()
        raise
    db.text_factory = chain.lenient
    return db


def add_stub(db: sqlite3.Connection, facts: chain.Facts) -> None:
    """A document without its words: of these the history knows no more than the fingerprints."""
    *plain, pages, notes = (facts[name] for name in chain.DOCUMENT.split(", "))
    db.execute(
        f"INSERT INTO document ({chain.DOCUMENT}, content, text)"  # noqa: S608 - ours
        " VALUES (?, ?, ?, ?, ?, ?, x'', '') ON CONFLICT DO NOTHING",
        (*plain, rows.written(pages), rows.written(notes)),
    )


def remove_document(db: sqlite3.Connection, key: tuple[str, str, str]) -> None:
    """Take away a stub."""
    db.execute("DELETE FROM document WHERE bytes_sha256 = ? AND text_sha256 = ? AND encoding = ?", key)


def tell(
    db: sqlite3.Connection,
    events: Iterable[Sequence[Any]],
    *,
    document: Callable[[chain.Facts], None],
    fault: Callable[[int], None],
) -> None:
    """Do again what events say, each with the values of ``chain.LINKED`` first.

    ``document`` keeps one that comes in; ``fault`` is told the numbers of events that cannot be done again,
    of which nothing is done.
    """
    for event in events:
        db.execute("SAVEPOINT event")
        try:
            _tell(db, json.loads(event[9]), records.decode_changes(event[8]), document)
        except (BadInputError, ValueError, TypeError, LookupError, AttributeError, sqlite3.IntegrityError):
            db.execute("ROLLBACK TO event")
            fault(event[0])
        db.execute("RELEASE event")


def _tell(
    db: sqlite3.Connection,
    documents: Sequence[chain.Facts],
    changes: Sequence[Change],
    document: Callable[[chain.Facts], None],
) -> None:
    for facts in documents:
        if not facts.get("lost"):
            document(facts)
    for change in changes:
        if change.after is not None:
            rows.put(db, change.after)
        elif change.before is not None:
            rows.remove(db, change.before)
    for facts in documents:
        if facts.get("lost"):
            remove_document(db, chain.key(facts))


def differences(db: sqlite3.Connection) -> Iterator[tuple[str, str, bool, bool]]:
    """Rows that are not what the history says: table, which, whether the history has it, and the project."""
    for table, columns in COMPARED.items():
        told, there = (columns.format(side=side) for side in ("main", "project"))
        lacking = {row[0] for row in db.execute(f"{told} EXCEPT {there}")}
        further = {row[0] for row in db.execute(f"{there} EXCEPT {told}")}
        for name in sorted(lacking | further, key=str):
            yield table, name, name in lacking, name in further


def value(db: Connection, table: str, name: str) -> Entity | None:
    """The value that a row of one of the tables ``COMPARED`` belongs to, where one can be made of it."""
    with contextlib.suppress(sqlite3.DatabaseError, ValueError, BadInputError):
        return next(_READ[table](db, name), None)
    return None


_READ: dict[str, Callable[[Connection, str], Iterator[Entity]]] = {
    "reviewer": lambda db, name: (each for each in rows.reviewers(db) if each.id == name),
    "taxonomy": lambda db, name: iter((rows.taxonomy(db, name),)),
    "policy": lambda db, name: rows.policies(db, "p.id = ?", (name,)),
    "annotation": lambda db, name: rows.annotations(db, "a.id = ?", (name,)),
    "rule": lambda db, name: (each for each in rows.rule_settings(db) if each.rule == name),
    "scan": lambda db, name: iter(rows.scans(db, name)),
    "unplaced": lambda db, name: iter(rows.unplaced(db, mark=name)),
}


def key_of(entity: Entity) -> tuple[str, str]:
    """Its kind and what it is known by."""
    match entity:
        case RuleSetting(rule=name) | Scan(policy=name):
            return records.kind_of(entity), name
        case _:
            return records.kind_of(entity), entity.id
