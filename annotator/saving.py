"""Files are written beside, then put in place: a reader sees the old one or the new one, never a half."""

import contextlib
import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, cast

from annotator.problems import BadInputError, DiskError, UnsyncedError

_AT_ONCE = 1 << 20
"""Bytes that go to a temporary file at once: by the eight thousand that Python takes, they cost a tenth of an
export."""


def beside_of(path: Path) -> Path:
    """Where a file is written until it takes that place."""
    return path.with_name(f".{path.name}.{os.urandom(4).hex()}.new")


def sync_folder(folder: Path) -> None:
    """Have the names that were just put there on disk too: without them nobody finds what is in the files."""
    try:
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
    except OSError as error:
        # Windows opens no folders, others may forbid to read one that they let us write; some sync none.
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EINVAL, errno.ENOTSUP):
            raise UnsyncedError(
                f"What was written to {folder} is there, but the disk does not say that it will stay"
                f" ({error.strerror}). Check the disk, and look whether it is there before you do this again."
            ) from error


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A stream whose content becomes the file when all of it is on disk; otherwise the old file stands.

    BadInputError where a project, or another database, would go for it.
    """
    if _is_database(path):
        raise BadInputError(
            f"{path} is a project or another database, and is not replaced. Choose another name."
        )
    beside = beside_of(path)
    try:
        try:
            with beside.open("xb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(path)
            sync_folder(path.parent)
        except OSError as error:
            raise DiskError(
                f"{path} was not written: {error.strerror or error}. What was there before is untouched."
                " Make room, or choose another place."
            ) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


@contextlib.contextmanager
def gathered(target: Path | BinaryIO) -> Iterator[BinaryIO]:
    """A stream on this computer's own disk. When all is there, it goes to the file, as by ``replacing``, or
    to the stream: however slow that is, what it was made from need not be held meanwhile.
    """
    import shutil  # noqa: PLC0415 - opens no project, and takes milliseconds of every start
    import tempfile  # noqa: PLC0415 - the same

    place = replacing(target) if isinstance(target, Path) else contextlib.nullcontext(target)
    with place as stream, contextlib.ExitStack() as last:
        try:
            spool = tempfile.TemporaryFile(buffering=_AT_ONCE)  # noqa: SIM115 - `last` closes it
            last.callback(_throw_away, spool)
            yield cast("BinaryIO", spool)
            spool.seek(0)
        except OSError as error:
            raise DiskError(
                f"Nothing was written: {tempfile.gettempdir()}, where it is gathered first, cannot be used"
                f" ({error.strerror or error}). What was there before is untouched. Make room there,"
                " and do it again."
            ) from error
        shutil.copyfileobj(spool, stream)


def _throw_away(spool: IO[bytes]) -> None:
    """With what a full disk has not taken: to close it tries that once more, which says nothing new."""
    with contextlib.suppress(OSError):
        spool.close()


def _is_database(path: Path) -> bool:
    """What is called a project is not opened to see: to close it would drop this process's locks on it."""
    if not path.is_file() or path.suffix == ".annotator":
        return path.is_file()
    with contextlib.suppress(OSError), path.open("rb") as stream:
        return stream.read(16) == b"SQLite format 3\0"
    return False


@contextlib.contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """An empty folder that takes that place when all that was put into it is on disk; else none is there.

    BadInputError where something is there already.
    """
    if path.is_file() or (path.is_dir() and any(path.iterdir())):
        raise BadInputError(f"{path} is there already. Name a folder that is not there yet: it will be made.")
    import shutil  # noqa: PLC0415 - opens no project, and takes milliseconds of every start

    beside = beside_of(path)
    try:
        try:
            beside.mkdir()
            yield beside
            for each in sorted(beside.rglob("*")):
                if each.is_dir():
                    sync_folder(each)
                else:
                    with each.open("rb") as stream:
                        os.fsync(stream.fileno())
            sync_folder(beside)
            if path.is_dir():
                path.rmdir()
            beside.rename(path)
            sync_folder(path.parent)
        except OSError as error:
            raise DiskError(
                f"{path} was not written: {error.strerror or error}. Make room, or choose another place."
            ) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
