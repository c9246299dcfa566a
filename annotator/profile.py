"""The reviewer's own profile: the name that their marks carry, in whatever project they open."""

import contextlib
import json
from pathlib import Path

from annotator import places
from annotator.problems import BadInputError
from annotator.saving import replacing


def tidy_name(name: str) -> str:
    """A name on one line; BadInputError where there is none."""
    name = " ".join(name.split())
    if not name:
        raise BadInputError("Give a name: each mark carries it.")
    if not name.isascii() and name != name.encode(errors="replace").decode():
        raise BadInputError("The name holds half of a broken character and cannot be kept. Write it again.")
    return name


def reviewer() -> str:
    """The name in the profile; empty where there is none yet, or the file is none of ours."""
    try:
        found = json.loads(_file().read_bytes())
    except (OSError, ValueError, RecursionError):
        return ""
    name = found.get("reviewer") if isinstance(found, dict) else None
    return " ".join(name.split()) if isinstance(name, str) else ""


def remember_reviewer(name: str) -> None:
    """Keep the name for the next start, of the window and of the command line alike."""
    file = _file()
    with contextlib.suppress(OSError):  # what is wrong with the folder is said when the file is written
        file.parent.mkdir(parents=True, exist_ok=True)
    record = json.dumps({"reviewer": tidy_name(name)}, ensure_ascii=False, indent=1) + "\n"
    with replacing(file) as stream:
        stream.write(record.encode())


def _file() -> Path:
    return places.data_folder() / "profile.json"
