"""A project is replaced by another state of it while others have it open: under a lock, in the same file."""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from annotator.problems import BadInputError, DamagedError, UnsyncedError
from annotator.saving import replacing, sync_folder
from annotator.store.opening import Connection, connected, recognised
from annotator.store.troubles import disk_in_words

_PATIENCE = 10.0
"""Seconds to wait until nobody else reads or writes."""


def put_in_place(fresh: Path, path: Path, *, keep: Callable[[Connection], Path]) -> tuple[Path | None, bool]:
    """Put what the file ``fresh`` holds in the place of a project; where what was there is, if anything was.

    ``keep`` keeps that under the lock; where it cannot, for it is damaged, it becomes a file beside. Whoever
    has the project open sees what came, unless the second is true: SQLite could make nothing of the file, and
    it has to be opened anew. After a ProblemError, or SQLite's, all is as it was.
    """
    with disk_in_words(path):
        if not path.exists() or path.stat().st_size == 0:
            return _put_aside(fresh, path), True
    with (
        contextlib.ExitStack() as last,
        contextlib.suppress(_NoDatabaseError),
        _told_apart(),
        contextlib.closing(connected(path)) as db,
    ):
        with db.patient(_PATIENCE):
            db.execute("BEGIN EXCLUSIVE")
        # The lock outlives the transaction: nobody acts between what is kept and what comes.
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("COMMIT")
        try:
            with _told_apart(), db.unhurried():
                recognised(db, path)
                kept = keep(db)
        except (BadInputError, DamagedError, _NoDatabaseError):
            kept = _beside_as(path)
            # Closed last: closing any handle of a file lets go of this process's locks on it.
            former = last.enter_context(path.open("rb"))
            with replacing(kept) as stream:
                shutil.copyfileobj(former, stream)
        with contextlib.closing(connected(fresh)) as source:
            try:
                source.backup(db)
            except sqlite3.OperationalError as error:
                if _last(db) != _last(source):
                    raise
                raise UnsyncedError(
                    f"What was restored to {path} is there, but the disk does not say that it will stay"
                    f" ({error}). Check the disk, and look at the project before you do this again."
                ) from error
        return kept, False
    return _put_aside(fresh, path), True


def _last(db: Connection) -> object:
    """What tells one state of a project from another: the seal of its last event."""
    return db.execute("SELECT chain FROM event ORDER BY seq DESC LIMIT 1").fetchone()


class _NoDatabaseError(Exception):
    """SQLite cannot make anything of a file."""


@contextlib.contextmanager
def _told_apart() -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        unusable = {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in unusable:
            raise _NoDatabaseError from error
        raise


def _beside_as(path: Path) -> Path:
    """Where a damaged project is kept."""
    return path.with_name(f"{path.stem}.damaged-{datetime.now(UTC):%Y%m%d-%H%M%S}{path.suffix}")


def _put_aside(fresh: Path, path: Path) -> Path | None:
    """The same where what is there is no project any more: it is kept as the file that it is."""
    kept = _beside_as(path)
    with disk_in_words(path):
        if not path.exists():
            fresh.rename(path)
            sync_folder(path.parent)
            return None
        for side in ("-journal", "-wal", "-shm"):  # they would be taken for those of the file that comes
            beside = path.with_name(path.name + side)
            if beside.exists():
                beside.rename(kept.with_name(kept.name + side))
        try:
            os.link(path, kept)
        except FileExistsError:
            pass  # it was copied there already
        except OSError:  # a file system without links
            path.rename(kept)
        fresh.replace(path)
        sync_folder(path.parent)
    return kept
