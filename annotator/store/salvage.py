"""What can still be read of a damaged project, row by row around bad pages, put into a file of its own."""

import contextlib
import hashlib
import sqlite3
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from annotator.domain import Document
from annotator.problems import BadInputError
from annotator.store import declared, migrations, schema
from annotator.store.opening import Connection, connected
from annotator.text import foreign
from annotator.text.readers import decode

Key: TypeAlias = tuple[str, str, str]
"""What a document is known by: fingerprints of bytes and text, encoding."""

_TRIES = 5_000
"""How often it is tried to get past rows that cannot be read."""
_NEXT = 1_000
"""After so many of these, ever larger steps are taken."""
_FOR_EARLIER = {
    "pages": "[]",
    "notes": "[]",
    "origin_tier": "",
    "documents": "[]",
    "marks": 0,
    "chain": "",
}
"""What is put in place of columns that projects of earlier versions lack."""


@contextlib.contextmanager
def salvaged(damaged: Path, file: Path) -> Iterator[Connection]:
    """A connection to the file, into which comes all that can be read of the damaged project.

    No rule of a project holds there: values may be anything, rows may refer to what is not there.
    """
    file.touch()
    with contextlib.closing(connected(file)) as db, db.unhurried():
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("BEGIN")
        migrations.apply(db)
        db.execute("PRAGMA ignore_check_constraints = ON")
        with contextlib.closing(_reading(damaged)) as source, source.unhurried():
            for table in schema.COLUMNS:
                with contextlib.suppress(sqlite3.DatabaseError):
                    _salvage(source, db, table)
        db.execute("COMMIT")
        yield db


def _reading(damaged: Path) -> Connection:
    """A connection that goes on where a file is too short, or a part of its schema torn."""
    file = f"{damaged.absolute().as_uri()}?mode=rw"
    db = sqlite3.connect(file, uri=True, isolation_level=None, factory=Connection)
    for setting in ("trusted_schema = OFF", "cell_size_check = ON", "writable_schema = ON"):
        db.execute(f"PRAGMA {setting}")
    db.text_factory = _words
    return db


def _words(found: bytes) -> str:
    return found.decode("utf-8", "replace")


def _salvage(source: sqlite3.Connection, db: sqlite3.Connection, table: str) -> None:
    """Only from a plain table with plain columns: nothing that somebody put there in its place is run."""
    found = source.execute("SELECT type, rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    kind, page = found or ("", 0)
    columns = [row[1] for row in source.execute(f"PRAGMA table_xinfo({table})") if not row[6]]
    wanted = [column for column in sorted(schema.COLUMNS[table]) if column in columns]
    if kind != "table" or not page or not wanted:
        return
    filled = [column for column in _FOR_EARLIER if column in schema.COLUMNS[table] and column not in columns]
    names = ", ".join(f'"{column}"' for column in (*wanted, *filled))
    places = ", ".join("?" * (len(wanted) + len(filled)))
    insert = f"INSERT OR IGNORE INTO main.{table} ({names}) VALUES ({places})"  # noqa: S608
    select = ", ".join(f'"{column}"' for column in wanted)
    there: Iterator[Sequence[Any]]
    if table == "span":
        marks = [key for (key,) in db.execute("SELECT key FROM annotation")]
        there = _spans(source, select, marks)
    elif table == "label":
        there = _from_both_ends(source, f"SELECT {select} FROM label", "taxonomy, id")  # noqa: S608
    else:
        there = _by_number(source, table, select)
    fillers = tuple(_FOR_EARLIER[column] for column in filled)
    for row in there:
        with contextlib.suppress(sqlite3.IntegrityError, UnicodeError):
            db.execute(insert, (*row, *fillers))


def _by_number(db: sqlite3.Connection, table: str, columns: str) -> Iterator[Sequence[Any]]:
    select = f"SELECT rowid, {columns} FROM {table} WHERE rowid > ? ORDER BY rowid"  # noqa: S608
    after, step, tries = -(2**63), 1, 0
    while tries < _TRIES:
        try:
            for number, *row in db.execute(select, (after,)):
                after, step = number, 1
                yield row
        except sqlite3.DatabaseError:
            tries += 1
            step = step * 2 if tries > _NEXT else 1
            after = min(max(after, 0) + step, 2**62)
        else:
            return


def _from_both_ends(db: sqlite3.Connection, select: str, keys: str) -> Generator[Sequence[Any], None, bool]:
    """All; where that ends at a bad page, from the other end too. Whether that was all."""
    for order in (keys, keys.replace(",", " DESC,") + " DESC"):
        try:
            yield from db.execute(f"{select} ORDER BY {order}")
        except sqlite3.DatabaseError:
            continue
        return True
    return False


def _spans(db: sqlite3.Connection, columns: str, marks: Iterable[int]) -> Iterator[Sequence[Any]]:
    """All; where that ends at a bad page, what each mark has by itself."""
    select = f"SELECT {columns} FROM span"  # noqa: S608
    if not (yield from _from_both_ends(db, select, "annotation, part, position")):
        for key in marks:
            with contextlib.suppress(sqlite3.DatabaseError):
                yield from db.execute(f"{select} WHERE annotation = ?", (key,))


@dataclass(frozen=True, slots=True)
class Text:
    """A document as it could be saved. ``whole``: it is what was imported, byte by byte."""

    document: Document
    whole: bool


def texts(db: sqlite3.Connection) -> dict[Key, Text]:
    """The documents, by what they are known by: fingerprints of bytes and text, and encoding.

    A text that is torn is made anew from the bytes, bytes from the text; where that does not give what was
    imported, the document is as it was found, and its fingerprints are those of what was found.
    """
    return {key: text for key, text in map(_text, _documents(db)) if text is not None}


def _documents(db: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    return db.execute(
        "SELECT bytes_sha256, text_sha256, encoding, content, text, pages, notes FROM document ORDER BY id"
    )


def _text(row: tuple[Any, ...]) -> tuple[Key, Text | None]:
    bytes_sha256, text_sha256, encoding, content, text, pages, notes = row
    key = (bytes_sha256, text_sha256, encoding)
    try:
        with declared.read():
            known = Document("", content, text, encoding, text_sha256, bytes_sha256)
            known = replace(known, pages=declared.pages(pages), notes=declared.notes(notes))
    except declared.UndeclaredError:
        known = Document("", content, text, encoding, text_sha256, bytes_sha256)
    if _of(text.encode()) != text_sha256 and _of(content) == bytes_sha256:
        with contextlib.suppress(BadInputError, LookupError, ValueError):
            known = replace(known, text=_read(content, encoding))
    elif _of(text.encode()) == text_sha256 and _of(content) != bytes_sha256:
        with contextlib.suppress(LookupError, ValueError):
            known = replace(known, content=text.encode(encoding))
    now = (_of(known.content), _of(known.text.encode()))
    if now == key[:2]:
        return key, Text(known, whole=True)
    if not known.text.strip():
        return key, None
    kept = (known.content, known.text) if now[1] == text_sha256 else (content, text)
    return key, Text(
        replace(
            known,
            content=kept[0],
            text=kept[1],
            bytes_sha256=_of(kept[0]),
            text_sha256=_of(kept[1].encode()),
            pages=tuple(page for page in known.pages if page <= len(kept[1])),
            notes=(*known.notes, "It was damaged in the project, and is here as it could be saved."),
        ),
        whole=False,
    )


def _read(content: bytes, encoding: str) -> str:
    if foreign.is_kind(encoding):
        kind, _, written = encoding.partition(" ")
        return foreign.read(kind, content, written or None).text
    return decode(content, encoding)[0]


def _of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
