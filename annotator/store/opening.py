"""A project file is opened: to work on it, or to be read only where it cannot be written or is too new.

Nothing is asked of a file before its schema was compared letter by letter (``schema``), and no statement may
take longer than ``LIMIT`` unless it is told to.
"""

import contextlib
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from annotator import places
from annotator.problems import BadInputError, DamagedError, DiskError, LockedError, NewerProjectError
from annotator.store import schema, turns
from annotator.store.owner import owning
from annotator.store.troubles import in_words

LIMIT = 30.0
"""Seconds that one statement may take. What takes longer was made to, or the disk hangs."""
_STEPS = 50_000
"""Steps of SQLite's machine, a few milliseconds, after which the clock is looked at."""
_CACHE = 8_000
"""Kilobytes of the file kept in memory: enough for the spans of a heavily tagged policy."""


class Connection(sqlite3.Connection):
    """A connection whose statements are stopped in time."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._limit = LIMIT
        self._unhurried = 0
        self._until: float | None = None
        self._began = time.monotonic()
        self._place: Path | None = None
        self._file: os.stat_result | None = None
        self._said_moved = False
        self._only_reads: bool | None = None
        """Whether it did before it was kept off what is at its place now; None while it is not."""
        self.set_progress_handler(self._is_late, _STEPS)

    def _is_late(self) -> bool:
        return not self._unhurried and time.monotonic() - self._began > self._limit

    def stand_at(self, place: Path) -> None:
        """Say, as soon as it is open, where the file is: from now on it is noticed when it is no longer."""
        self._place = place
        with contextlib.suppress(OSError):
            self._file = place.stat()

    def moved(self) -> bool:
        """Whether the file is no longer at its place: none is there, or another. It takes microseconds.

        Where the system does not tell files apart, once SQLite has refused to write for it.
        """
        if self._place is None or self._file is None:
            return self._said_moved
        try:
            there = self._place.stat()
        except (FileNotFoundError, NotADirectoryError):
            return True
        except OSError:  # nobody can say
            return self._said_moved
        return self._said_moved or not os.path.samestat(there, self._file)

    def _keep_off(self) -> None:
        """The journal of another file at this place must not be rolled back into ours, nor be deleted.

        SQLite takes it for its own, and would do both at the next read. Nothing is written then.
        """
        moved = self.moved()
        if moved and self._only_reads is None:
            ((self._only_reads,),) = super().execute("PRAGMA query_only").fetchall()
            super().execute("PRAGMA query_only = ON")
            super().execute("PRAGMA journal_mode = OFF").fetchall()
        elif not moved and self._only_reads is not None:  # it was put back
            super().execute("PRAGMA journal_mode = DELETE").fetchall()
            super().execute(f"PRAGMA query_only = {self._only_reads:d}")
            self._only_reads = None

    @contextlib.contextmanager
    def unhurried(self) -> Iterator[Self]:
        """For what may take as long as it takes: an export, a check, a migration."""
        self._unhurried += 1
        try:
            yield self
        finally:
            self._unhurried -= 1
            self._began = time.monotonic()

    def begin(self) -> float:
        """Begin a transaction that writes; how many seconds that had to wait for others."""
        before = time.monotonic()
        self.execute("BEGIN IMMEDIATE")
        return time.monotonic() - before

    @contextlib.contextmanager
    def patient(self, seconds: float) -> Iterator[Self]:
        """The statements inside wait so long for others, all together; else each waits for itself."""
        self._until = time.monotonic() + seconds
        try:
            yield self
        finally:
            self._until = None

    def execute(self, *given: Any) -> sqlite3.Cursor:
        self._began = time.monotonic()
        if not self.in_transaction:
            self._keep_off()
        until = self._until if self._until is not None else self._began + turns.PATIENCE
        try:
            return turns.patiently(until, super().execute, *given)
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_DBMOVED:
                self._said_moved = not self.moved()
            raise

    def executemany(self, *given: Any) -> sqlite3.Cursor:
        self._began = time.monotonic()
        return super().executemany(*given)


@dataclass(frozen=True, slots=True)
class Opened:
    """A project's connection. ``read_only``: why nothing can be written, in a sentence, or empty."""

    db: Connection
    read_only: str = ""
    copy: Path | None = None
    """What is read instead, in a folder of its own, which goes when it is closed."""

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()
        if self.copy is not None:
            shutil.rmtree(self.copy.parent, ignore_errors=True)


def connected(path: Path, *, writing: bool = True) -> Connection:
    """A connection that trusts nothing in the file, to a file that is there."""
    # By URI: a plain path would make an empty database where there is no file.
    mode = "rw" if writing else "ro"
    db = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=0.0,  # see turns
        isolation_level=None,
        factory=Connection,
    )
    db.stand_at(places.real(path))
    for setting in (
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "mmap_size = 0",
        "foreign_keys = ON",
        "synchronous = EXTRA",
        f"cache_size = -{_CACHE}",
        *(() if writing else ("query_only = ON",)),
    ):
        db.execute(f"PRAGMA {setting}")
    return db


def opened(path: Path, *, read_only: bool | str = False) -> Opened:
    """Open the project at that path; ``read_only`` may say why.

    One of an earlier version is brought up to date first: where it cannot be written, in a copy.
    """
    with in_words(path):
        there = path.is_file()
        if there and path.stat().st_size == 0:
            raise DamagedError(f"{path} is empty: it is not a project any more. Open a backup of it instead.")
        if read_only:
            why = read_only if isinstance(read_only, str) else f"{path} is open to be read only."
        else:
            why = _sealed(path) if there and not _can_be_written(path) else ""
        try:
            return _opened(path, why)
        except sqlite3.OperationalError as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if not (why and there and code in _LEFT_OVER):
                raise
        return copied(path, why)


def built(path: Path) -> Opened:
    """A project without anything in it, made in a file that is there and empty."""
    with in_words(path):
        db = connected(path)
        try:
            bring_up_to_date(db, path, copy=True)
        except BaseException:
            db.close()
            raise
        return Opened(db)


_LEFT_OVER = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}
"""How SQLite says that an interrupted act has to be taken back first, which needs writing."""


def _sealed(path: Path) -> str:
    return (
        f"{path} cannot be written: it is open to be read only. To work on it, copy it to a folder where you"
        " may write, and open the copy."
    )


def _held_back(path: Path, error: DiskError) -> str:
    return (
        f"{path} cannot be written yet, and is open to be read only: an earlier version of this program wrote"
        f" it, and it could not be brought up to date. {error}"
    )


def _can_be_written(path: Path) -> bool:
    """Both the file and its folder: a journal is kept beside it while an act is written."""
    return os.access(path, os.W_OK) and os.access(places.real(path).parent, os.W_OK)


def _opened(path: Path, why: str) -> Opened:
    db = connected(path, writing=not why)
    try:
        version = recognised(db, path)
        if version > schema.NEWEST:
            db.close()
            db = connected(path, writing=False)
            later = (
                f"{path} was written by a later version of this program: it is open to be read only. Install"
                " that version to work on it."
            )
            return Opened(db, later)
        if not why:
            (journal,) = db.execute("PRAGMA journal_mode").fetchone()
            if journal == "wal":  # a copy of the file alone would lack the latest acts
                db.execute("PRAGMA journal_mode = DELETE")
        if version < schema.NEWEST:
            if why:
                db.close()
                return copied(path, why)
            try:
                bring_up_to_date(db, path)
            except DiskError as error:
                db.close()
                return copied(path, _held_back(path, error))
    except BaseException:
        db.close()
        raise
    return Opened(db, why)


_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def copied(path: Path, why: str) -> Opened:
    """Read a copy in a folder of its own, brought up to date there; the project stays as it is."""
    folder = Path(tempfile.mkdtemp(prefix="annotator-"))
    try:
        copy = folder / "copy.annotator"
        try:
            copy_file(path, copy)
        except OSError as error:
            raise DiskError(
                f"{path} cannot be copied to be read ({error.strerror or error}). Check that you may read it"
                f" and that there is room in {folder.parent}."
            ) from error
        db = connected(copy)
        try:
            db.execute("PRAGMA journal_mode = DELETE")
            if recognised(db, path) < schema.NEWEST:
                bring_up_to_date(db, path, copy=True)
            db.execute("PRAGMA query_only = ON")
        except BaseException:
            db.close()
            raise
        return Opened(db, why, copy)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def copy_file(path: Path, copy: Path) -> None:
    """By SQLite, which waits for others; where it cannot read, byte by byte, with what lies beside."""
    copy.touch()
    until = time.monotonic() + turns.PATIENCE

    def wait(status: int, _remaining: int, _total: int) -> None:
        if status in _BUSY and time.monotonic() > until:
            raise LockedError(
                f"{path} is being written by another program. Nothing is lost: wait a moment and try again."
            )

    try:
        with (
            contextlib.closing(connected(path, writing=False)) as source,
            contextlib.closing(connected(copy)) as into,
        ):
            into.execute("PRAGMA synchronous = OFF")
            source.backup(into, progress=wait, sleep=0.05)
            return
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _BUSY:
            raise
    for side in ("", "-journal", "-wal"):
        if (beside := path.with_name(path.name + side)).exists():
            shutil.copyfile(beside, copy.with_name(copy.name + side))


def recognised(db: sqlite3.Connection, path: Path) -> int:
    """The version of a project by all that it holds; refused is what no project holds.

    Of one that says of itself that it is newer, what it says, where it can be read.
    """
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (said,) = db.execute("PRAGMA user_version").fetchone()
    if application != schema.APPLICATION_ID:
        raise BadInputError(
            f"{path} is not a project of this program, or not any more. Choose another file, or a backup of"
            " it."
        )
    held = _held(db)
    if said > schema.NEWEST:
        stranger = schema.could_run(held)
    else:
        strangers = schema.foreign(held)
        stranger = next((each for each in strangers if not schema.has_flipped(each)), None)
        if strangers and stranger is None:
            raise _damaged(
                path, f"how its {strangers[0].kind} “{strangers[0].name}” is built is not what was written"
            )
    if stranger is not None:
        raise BadInputError(
            f"{path} holds a {stranger.kind} “{stranger.name}”, which this program puts into no project."
            " Somebody else did, or the file is damaged: ask whoever gave it to you, or have it checked by"
            " annotator check."
        )
    version = schema.version_of(held)
    if said > schema.NEWEST:
        if version != schema.NEWEST and not _holds_ours(db):
            raise NewerProjectError(
                f"{path} was written by a later version of this program and cannot be read by this one."
                " Install that version to open it, or open another project."
            )
        return int(said)
    if not version:
        raise DamagedError(
            f"{path} lacks a part that every project has. Do not work on it; open a backup of it instead."
        )
    if version == schema.NEWEST != said:
        return version - 1  # all steps were taken, but not the last word said
    return version


def _held(db: sqlite3.Connection) -> list[schema.Held]:
    found = db.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_master")
    return [schema.Held(*row) for row in found]


def _holds_ours(db: sqlite3.Connection) -> bool:
    """Whether all that we read is there as plain columns, whatever else there may be."""
    for table, columns in schema.COLUMNS.items():
        found = {row[1] for row in db.execute(f"PRAGMA table_xinfo({table})") if not row[6]}
        if not columns <= found:
            return False
    return True


def bring_up_to_date(db: Connection, path: Path, *, copy: bool = False) -> None:
    """Take the steps of ``migrations`` that a project lacks, under its owner's lock, all or none.

    First a backup is made of it, unless it is a ``copy``.
    """
    from annotator.store import backup  # noqa: PLC0415 - as migrations

    owned = contextlib.nullcontext() if copy else owning(path)
    with in_words(path), owned, db.unhurried():
        if not copy:
            if recognised(db, path) == schema.NEWEST:
                return  # another process took the steps meanwhile
            backup.make(path, why=backup.MIGRATION)
        db.execute("PRAGMA foreign_keys = OFF")
        try:
            db.execute("BEGIN IMMEDIATE")
            _take_steps(db, path)
            db.execute("COMMIT")
        except sqlite3.IntegrityError as error:
            db.execute("ROLLBACK")
            raise _damaged(path, f"it holds what it cannot hold: {error}") from error
        except BaseException:
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise
        finally:
            db.execute("PRAGMA foreign_keys = ON")


def _take_steps(db: sqlite3.Connection, path: Path) -> None:
    from annotator.store import migrations  # noqa: PLC0415 - needed once in the life of a project

    if migrations.taken(db) != schema.version_of(_held(db)):
        raise _damaged(path, "what it says of itself is not what it holds")
    migrations.apply(db)
    astray = db.execute("PRAGMA foreign_key_check").fetchone()
    if astray is not None:
        raise _damaged(path, f"something in its table “{astray[0]}” refers to what is not there")


def _damaged(path: Path, what: str) -> DamagedError:
    return DamagedError(
        f"{path} is damaged: {what}. Do not work on it; check it, or open a backup of it instead."
    )
