"""A file is there whole, or as it was."""

import contextlib
import errno
import os
import stat
from pathlib import Path

import pytest

from annotator.problems import BadInputError, DiskError
from annotator.saving import replacing


def test_a_file_is_made_or_replaced_and_nothing_else_stays(tmp_path: Path) -> None:
    for content in (b"first", b"second"):
        with replacing(tmp_path / "a") as stream:
            stream.write(content)
            assert (tmp_path / "a").exists() == (content == b"second")
        assert (tmp_path / "a").read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_what_fails_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(TypeError), replacing(tmp_path / "a") as stream:
        stream.writelines([b"new", None])  # type: ignore[list-item]
    assert (tmp_path / "a").read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a"]


def test_a_file_is_on_disk_before_it_takes_its_place_and_its_name_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[int | None, bool]] = []

    def sync(file: int) -> None:
        known = os.fstat(file)
        synced.append((known.st_size if stat.S_ISREG(known.st_mode) else None, (tmp_path / "a").exists()))

    monkeypatch.setattr(os, "fsync", sync)
    with replacing(tmp_path / "a") as stream:
        stream.write(b"words")
    assert synced == [(5, False), (None, True)]


@pytest.mark.parametrize(("number", "told"), [(errno.EIO, True), (errno.EINVAL, False)])
def test_a_folder_that_cannot_be_synced_is_told_unless_it_never_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: bool
) -> None:
    def sync(file: int) -> None:
        if stat.S_ISDIR(os.fstat(file).st_mode):
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", sync)
    expected = pytest.raises(DiskError, match="is there, but") if told else contextlib.nullcontext()
    with expected, replacing(tmp_path / "a") as stream:
        stream.write(b"words")
    assert (tmp_path / "a").read_bytes() == b"words"


def test_a_trouble_of_the_disk_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    words = r"was not written: .* untouched\. Make room, or choose another place"
    for path in (tmp_path / "missing" / "a", tmp_path / "folder"):
        with pytest.raises(DiskError, match=words), replacing(path) as stream:
            stream.write(b"x")
    assert [each.name for each in tmp_path.iterdir()] == ["folder"]


def test_a_disk_that_fills_up_while_writing(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(DiskError, match="No space left on device"), replacing(tmp_path / "a"):
        raise OSError(28, "No space left on device")
    assert (tmp_path / "a").read_bytes() == b"old"


@pytest.mark.parametrize(
    ("name", "content"), [("p.annotator", b"torn"), ("p.db", b"SQLite format 3\x00" + bytes(100))]
)
def test_no_project_goes_for_another_file(tmp_path: Path, name: str, content: bytes) -> None:
    project = tmp_path / name
    project.write_bytes(content)
    with pytest.raises(BadInputError, match="is not replaced"), replacing(project) as stream:
        stream.write(b"{}")
    assert project.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == [name]
