"""Files are written beside, then put in place: a reader sees the old one or the new one, never a half."""

import contextlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from annotator.problems import DiskError


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A stream whose content becomes the file when all of it is on disk; otherwise the old file stands."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        try:
            with beside.open("xb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            beside.replace(path)
        except OSError as error:
            raise DiskError(
                f"{path} was not written: {error.strerror or error}. What was there before is untouched."
                " Make room, or choose another place."
            ) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
