"""What the desk remembers about the reviewer's habits. No policy's words are ever kept here.

One INI file in the data folder, so that ``ANNOTATOR_HOME`` moves it together with everything else.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QByteArray, QSettings

from annotator import places

RECENT_PROJECTS = 8


class Settings:
    """Typed access to the INI file; INI knows only strings, so each value is read with its type."""

    def __init__(self, path: Path | None = None) -> None:
        file = path if path is not None else places.data_folder() / "desk.ini"
        self._store = QSettings(str(file), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        return cast("str", self._store.value(key, default, type=str))

    def number(self, key: str, default: int) -> int:
        return cast("int", self._store.value(key, default, type=int))

    def truth(self, key: str, *, default: bool) -> bool:
        return cast("bool", self._store.value(key, default, type=bool))

    def blob(self, key: str) -> QByteArray:
        return cast("QByteArray", self._store.value(key, QByteArray(), type=QByteArray))

    def put(self, key: str, value: str | int | bool | QByteArray) -> None:  # noqa: FBT001 - a value like the others
        self._store.setValue(key, value)

    def sync(self) -> None:
        self._store.sync()

    # What has more than one value is kept as JSON

    def mapping(self, key: str) -> dict[str, Any]:
        """A mapping; empty when there is none or someone has edited it beyond reading."""
        try:
            value = json.loads(self.text(key) or "{}")
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}

    def put_mapping(self, key: str, value: Mapping[str, Any]) -> None:
        self.put(key, json.dumps(value, ensure_ascii=True, sort_keys=True))

    # Projects

    def recent_projects(self) -> list[Path]:
        """Latest first; those that are gone are left out."""
        names = self.mapping("recent").get("projects", [])
        return [Path(name) for name in names if isinstance(name, str) and Path(name).is_file()]

    def remember_project(self, path: Path) -> None:
        others = [known for known in self.recent_projects() if known != path]
        names = [str(known) for known in [path, *others][:RECENT_PROJECTS]]
        self.put_mapping("recent", {"projects": names})

    def place(self, project: Path) -> dict[str, Any]:
        """Where the reviewer was in a project: the open policy, and the view state of each policy."""
        place = self.mapping("places").get(str(project))
        return place if isinstance(place, dict) else {}

    def put_place(self, project: Path, place: Mapping[str, Any]) -> None:
        """Places in the projects that were open last are kept."""
        places = self.mapping("places")
        places.pop(str(project), None)
        places[str(project)] = dict(place)
        self.put("places", json.dumps(dict(list(places.items())[-RECENT_PROJECTS:])))

    # Shortcuts the reviewer has changed, by command

    def shortcuts(self) -> dict[str, str]:
        return {key: value for key, value in self.mapping("shortcuts").items() if isinstance(value, str)}

    def put_shortcuts(self, shortcuts: Mapping[str, str]) -> None:
        self.put_mapping("shortcuts", shortcuts)
