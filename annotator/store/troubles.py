"""What SQLite and the disk report, said so that a reviewer can act on it."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from annotator.problems import (
    BadInputError,
    DamagedError,
    DiskError,
    LockedError,
    MovedError,
    ProblemError,
    SlowError,
)
from annotator.store.declared import UndeclaredError


@contextlib.contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn what SQLite reports about the project at that path into a ProblemError."""
    try:
        yield
    except sqlite3.Error as error:
        raise _problem(path, error) from error
    except UnicodeDecodeError as error:  # SQLite quoted what it choked on
        raise DamagedError(_TORN.format(path=path)) from error
    except UnicodeEncodeError as error:
        raise BadInputError(
            f"Character {error.start + 1} of what was given is half of a broken pair and cannot be kept."
            " Write it again."
        ) from error


@contextlib.contextmanager
def disk_in_words(path: Path) -> Iterator[None]:
    """Turn what the disk reports while the file at that path is looked for or made into a ProblemError."""
    try:
        yield
    except OSError as error:
        raise DiskError(
            f"{path} cannot be used: {error.strerror or error}. Check the disk and the folder."
        ) from error


_IN_WORDS: tuple[tuple[tuple[int, ...], type[ProblemError], str], ...] = (
    (
        (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED),
        LockedError,
        "{path} is being written by another program. Nothing is lost: wait a moment and try again.",
    ),
    (
        (sqlite3.SQLITE_FULL,),
        DiskError,
        "The disk of {path} is full. This act was not saved, all earlier ones are: make room and repeat it.",
    ),
    (
        (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR),
        DiskError,
        "{path} cannot be written ({error}). This act was not saved, all earlier are: check disk and rights.",
    ),
    (
        (sqlite3.SQLITE_CANTOPEN,),
        DiskError,
        "{path} cannot be opened. Check that it is there, has room, and that you may read and write there.",
    ),
    (
        (sqlite3.SQLITE_NOTADB,),
        BadInputError,
        "{path} is not a project of this program, or not any more. Choose another file, or a backup of it.",
    ),
    (
        (sqlite3.SQLITE_INTERRUPT,),
        SlowError,
        "What was asked of {path} took too long and was stopped: nothing was changed. Try a faster disk.",
    ),
    (
        (sqlite3.SQLITE_CORRUPT,),
        DamagedError,
        "{path} is damaged ({error}). Do not work on it; open a backup of it instead.",
    ),
)


_TORN = (
    "{path} is damaged: something in it is not what was written. Do not work on it; check it, or open a"
    " backup of it instead."
)
_MOVED = (
    "{path} was moved, deleted or replaced by another file while it was open. This act was not saved, all"
    " earlier ones are in the file that was open: put it back, or open the project anew."
)
_TELLING = (
    *("Could not decode to UTF-8", "malformed JSON", "JSON cannot hold", "user-defined function"),
    *("invalid fts5 file format", "unsupported file format", "UNIQUE constraint failed: event.seq"),
    "attached databases must use the same text encoding",
)
"""How what is wrong with a value, not with a statement, is told."""


def moved(path: Path) -> MovedError:
    """For an act on a file that is no longer the one at that path."""
    return MovedError(_MOVED.format(path=path))


def _problem(path: Path, error: sqlite3.Error) -> Exception:
    """What a reviewer can do about it; where that is nothing, the error itself, which is a bug."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if isinstance(error, UndeclaredError) or (
        code in (0, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT) and str(error).startswith(_TELLING)
    ):
        return DamagedError(_TORN.format(path=path))
    if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_DBMOVED:
        return moved(path)
    for codes, kind, sentence in _IN_WORDS:
        if code in codes:
            return kind(sentence.format(path=path, error=error))
    return error
