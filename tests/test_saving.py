"""A file is there whole, or as it was."""

import os
from pathlib import Path

import pytest

from annotator.problems import DiskError
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


def test_a_file_is_on_disk_before_it_takes_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[tuple[int, bool]] = []
    monkeypatch.setattr(
        os, "fsync", lambda file: synced.append((os.fstat(file).st_size, (tmp_path / "a").exists()))
    )
    with replacing(tmp_path / "a") as stream:
        stream.write(b"words")
    assert synced == [(5, False)]


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
