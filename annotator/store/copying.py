"""A project is copied into one file, which is there when it is on disk and verified, or not at all."""

import contextlib
import hashlib
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from annotator.problems import BadInputError, DamagedError, DiskError, LockedError
from annotator.saving import beside_of, sync_folder
from annotator.store.opening import Connection, connected, recognised
from annotator.store.troubles import in_words

PATIENCE = 10.0
"""Seconds to wait for a project that is being written all the time."""
_STEP = 256
"""Pages that are copied between two looks at what else there is to do."""


class Facts(NamedTuple):
    """What a file holds, as far as it can be counted; suggestions that nobody decided on are no flags."""

    first: tuple[int, str] | None
    """Number and time of the first event."""
    last: tuple[int, str] | None
    events: int
    policies: int
    tags: int
    flags: int
    documents: int
    spans: int


def ends(db: sqlite3.Connection) -> tuple[tuple[int, str] | None, tuple[int, str] | None]:
    """Number and time of the first event and of the last."""
    order = "SELECT seq, at FROM event ORDER BY seq"
    return db.execute(f"{order} LIMIT 1").fetchone(), db.execute(f"{order} DESC LIMIT 1").fetchone()


def facts(db: sqlite3.Connection) -> Facts:
    """Of a project of whatever version."""
    counts = (
        "SELECT (SELECT count(*) FROM event), (SELECT count(*) FROM policy),"
        " (SELECT count(*) FROM annotation WHERE kind = 'tag'),"
        " (SELECT count(*) FROM annotation WHERE kind = 'flag' AND state != 'suggested'),"
        " (SELECT count(*) FROM document), (SELECT count(*) FROM span)"
    )
    return Facts(*ends(db), *db.execute(counts).fetchone())


@contextlib.contextmanager
def reading(path: Path, *, writing: bool = True) -> Iterator[Connection]:
    """A connection of one's own to a project of whatever version; ``writing``: others may write to it."""
    with in_words(path), contextlib.closing(connected(path, writing=writing)) as db, db.unhurried():
        recognised(db, path)
        yield db


def verify(db: Connection, path: Path) -> None:
    """DamagedError where the file is not sound, or a document not what was imported."""
    (found,) = db.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise _damaged(path, found)
    astray = db.execute("PRAGMA foreign_key_check").fetchone()
    if astray is not None:
        raise _damaged(path, f"something in its table “{astray[0]}” refers to what is not there")
    db.text_factory = bytes
    try:
        for row in db.execute("SELECT text_sha256, text, bytes_sha256, content FROM document"):
            if any(hashlib.sha256(row[at + 1]).hexdigest().encode() != row[at] for at in (0, 2)):
                raise _damaged(path, "the text of a policy is not what was imported")
    finally:
        db.text_factory = str


def copy(db: Connection, path: Path, target: Path) -> None:
    """Copy the project at ``path``, to which the connection leads, to where nothing is yet.

    DamagedError where the project is not sound, DiskError where there is no room: then nothing is there.
    """
    begun(db, path, target)()


def begun(
    db: Connection, path: Path, target: Path, *, meanwhile: Callable[[], None] | None = None
) -> Callable[[], None]:
    """Copy as ``copy`` does, in two parts: what comes back verifies and ends it, on whatever thread.

    ``meanwhile`` is called every megabyte.
    """
    for side in ("", "-journal", "-wal"):  # what lies beside would be taken for the copy's
        there = target.with_name(target.name + side)
        if there.exists():
            raise BadInputError(f"{there} is there already, and is not replaced. Choose another name.")
    beside = beside_of(target)
    try:
        before = _fill(db, path, beside, meanwhile)
    except BaseException:
        _drop(beside)
        raise

    def end() -> None:
        try:
            _settle(path, beside, target, before)
        finally:
            _drop(beside)

    return end


def _fill(db: Connection, path: Path, beside: Path, meanwhile: Callable[[], None] | None) -> Facts:
    with _room_in_words(path, beside.parent):
        beside.touch(exist_ok=False)
    with contextlib.closing(connected(beside)) as into:
        into.execute("PRAGMA journal_mode = OFF")
        into.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN")
        try:
            before = facts(db)
            with _room_in_words(path, beside.parent):
                db.backup(
                    into,
                    pages=-1 if meanwhile is None else _STEP,
                    progress=_patiently(path, meanwhile),
                    sleep=0.01,
                )
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")
    return before


def _settle(path: Path, beside: Path, target: Path, before: Facts) -> None:
    with in_words(path), contextlib.closing(connected(beside)) as db, db.unhurried():
        if facts(db) != before:
            raise _damaged(path, "a copy of it does not hold what it holds")
        verify(db, path)
    with _room_in_words(path, target.parent):
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.rename(target)
    sync_folder(target.parent)


def _drop(beside: Path) -> None:
    with contextlib.suppress(OSError):
        beside.unlink(missing_ok=True)


def _patiently(path: Path, meanwhile: Callable[[], None] | None) -> Callable[[int, int, int], None]:
    deadline = time.monotonic() + PATIENCE

    def waiting(status: int, _remaining: int, _total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and time.monotonic() > deadline:
            raise LockedError(
                f"{path} is being written by another program all the time, and could not be copied. Nothing"
                " is lost: wait a moment and try again."
            )
        if meanwhile is not None:
            meanwhile()

    return waiting


@contextlib.contextmanager
def _room_in_words(path: Path, folder: Path) -> Iterator[None]:
    """What the disk of the copy reports is not said of the project."""
    disk = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
    try:
        yield
    except (OSError, sqlite3.DatabaseError) as error:
        if isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & 0xFF not in disk:
            raise
        reason = (isinstance(error, OSError) and error.strerror) or error
        raise DiskError(
            f"{path} could not be copied: {folder} cannot be written ({reason}). The project and its backups"
            " are as they were. Make room there, or keep a copy elsewhere: annotator backup -o FILE"
        ) from error


def _damaged(path: Path, what: str) -> DamagedError:
    return DamagedError(
        f"{path} is damaged ({what}). No backup was made of it, and all earlier ones are kept. Restore one of"
        " them, or have it repaired: annotator check --repair"
    )
