"""What reading a foreign document may take, and the lock behind which it is read.

The figures were measured on real pages, documents and books: docs/adr/0009-foreign-documents.md.
"""

import contextlib
import sys

MEGABYTE = 1024 * 1024

MOST_BYTES = 32 * MEGABYTE
"""Of the file."""
MOST_TEXT = 8_000_000
"""Code points of the text that comes of it."""
MOST_PAGES = 5_000
MEMORY = 512 * MEGABYTE
"""Address space of the process that reads it, its libraries included."""
PROCESSOR_SECONDS = 20
SECONDS = 40
"""By the clock, from the first byte handed over to the last one handed back."""
DEEPEST = 5_000
"""Elements within elements."""
MOST_MEMBERS = 5_000
"""Files in a ZIP."""
MEMBER_BYTES = 128 * MEGABYTE
"""Of one file in a ZIP when it is unpacked; no more than this is ever unpacked of one."""
MOST_TIMES = 250
"""How many times as large as in the ZIP one of its files may be, once that is more than ``UNSUSPECTED``."""
UNSUSPECTED = 32 * MEGABYTE

NO_MEMORY = 77
"""The exit code of a process that wanted more than ``MEMORY``."""

_DENIED = frozenset(
    {"open", "import", "socket", "subprocess", "os", "shutil", "tempfile", "glob", "pathlib", "mmap", "pty"}
    | {"fcntl", "signal", "urllib", "http", "ftplib", "smtplib", "webbrowser", "sqlite3", "winreg", "msvcrt"}
)
"""The first parts of the names of what Python announces before it does it."""


class DeniedError(Exception):
    """Something that reads a document tried to open, start or reach something."""


def lock() -> None:
    """No file, no connection and no further process from here on, and no more memory than allowed.

    Whatever has to be imported must have been. On Linux and macOS the system itself refuses any further file
    or socket, to the libraries in C as well; on Windows there is only Python's own hook.
    """
    with contextlib.suppress(ImportError):
        import resource  # noqa: PLC0415 - not there on Windows

        for limit, value in (
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_NOFILE, 0),
            (getattr(resource, "RLIMIT_NPROC", resource.RLIMIT_CORE), 0),
        ):
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(limit, (value, value))
    sys.addaudithook(_deny)


def _deny(event: str, _: object) -> None:
    if event.partition(".")[0] in _DENIED or event == "ctypes.dlopen":
        raise DeniedError(event)


def more_processor_time() -> None:
    """``PROCESSOR_SECONDS`` from now on, after which the system ends the process."""
    with contextlib.suppress(ImportError):
        import resource  # noqa: PLC0415 - loaded before the lock, or not there

        used = resource.getrusage(resource.RUSAGE_SELF)
        seconds = int(used.ru_utime + used.ru_stime) + 1 + PROCESSOR_SECONDS
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
