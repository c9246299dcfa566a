"""What is remembered comes back with its type, from a file of its own, whatever someone made of that file."""

from pathlib import Path

from PySide6.QtCore import QByteArray

from annotator.gui.settings import RECENT_PROJECTS, Settings


def test_values_come_back_with_their_type(annotator_home: Path) -> None:
    settings = Settings()
    settings.put("a/text", "12")
    settings.put("a/number", 12)
    settings.put("a/truth", value=True)
    settings.put("a/blob", QByteArray(b"\x00\xff"))
    settings.put_mapping("a/mapping", {"x": [1, "é"]})
    settings.sync()
    again = Settings()
    assert again.text("a/text") == "12"
    assert again.number("a/number", 0) == 12
    assert again.truth("a/truth", default=False) is True
    assert again.blob("a/blob") == QByteArray(b"\x00\xff")
    assert again.mapping("a/mapping") == {"x": [1, "é"]}
    assert (annotator_home / "desk.ini").is_file()


def test_a_spoilt_file_is_no_obstacle(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "desk.ini")
    settings.put("recent", "{not json")
    settings.put("shortcuts", "[1, 2]")
    assert settings.recent_projects() == []
    assert settings.shortcuts() == {}


def test_recent_projects_are_few_and_there(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "desk.ini")
    paths = [tmp_path / f"{n}.annotator" for n in range(RECENT_PROJECTS + 3)]
    for path in paths:
        path.touch()
        settings.remember_project(path)
    settings.remember_project(paths[-2])
    paths[-1].unlink()
    recent = settings.recent_projects()
    assert recent[0] == paths[-2]
    assert len(recent) == RECENT_PROJECTS - 1
    assert len(set(recent)) == len(recent)


def test_places_belong_to_a_project(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "desk.ini")
    settings.put_place(tmp_path / "a", {"policy": "p"})
    assert settings.place(tmp_path / "a") == {"policy": "p"}
    assert settings.place(tmp_path / "b") == {}
