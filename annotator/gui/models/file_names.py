"""What the file or folder of an export is called, so that its name follows the format."""

import re
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Protocol


class Form(Protocol):
    """One way to write."""

    @property
    def title(self) -> str:
        """As a reviewer calls it."""

    @property
    def extension(self) -> str:
        """How its files end, with the dot; empty where it is a folder."""


Forms = Mapping[str, Form]
"""By name."""


def ending(form: str, forms: Forms) -> str:
    """What stands after the name of the project."""
    return forms[form].extension or f"-{form}"


def renamed(path: str, form: str, forms: Forms) -> str:
    """The path for another format: a known ending gives way, someone's own stays."""
    known = sorted((ending(each, forms) for each in forms), key=len, reverse=True)
    found = re.search(rf"(?<=[^/\\])(?:{'|'.join(map(re.escape, known))})(?: \d+)?$", path, re.IGNORECASE)
    if found is not None:
        return vacant(path[: found.start()] + ending(form, forms), form, forms)
    if path and forms[form].extension and not Path(path).suffix:
        return path + forms[form].extension
    return path


def vacant(path: str, form: str, forms: Forms) -> str:
    """For a folder, that name with a number where something has it already; a file may be replaced."""
    if forms[form].extension or not Path(path).exists():
        return path
    return next(f"{path} {n}" for n in count(2) if not Path(f"{path} {n}").exists())


def is_full(path: Path) -> bool:
    """Whether a folder is there that may not be taken for a new one."""
    try:
        return path.is_dir() and any(path.iterdir())
    except OSError:
        return True
