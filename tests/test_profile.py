"""The reviewer's own profile."""

from pathlib import Path

import pytest

from annotator import profile
from annotator.problems import BadInputError, DiskError


def test_a_name_is_kept(annotator_home: Path) -> None:
    assert profile.reviewer() == ""
    for name in ("Ada Lovelace", "Žofie “Žo” 😀", "  Grace\t Hopper "):
        profile.remember_reviewer(name)
        assert profile.reviewer() == " ".join(name.split())
    assert [each.name for each in annotator_home.iterdir()] == ["profile.json"]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"reviewer": 3}', b'{"name": "x"}', b'"\xff"', b"[" * 100_000]
)
def test_a_file_of_another_kind_holds_no_name(annotator_home: Path, content: bytes) -> None:
    annotator_home.mkdir()
    (annotator_home / "profile.json").write_bytes(content)
    assert profile.reviewer() == ""
    profile.remember_reviewer("Ada")
    assert profile.reviewer() == "Ada"


@pytest.mark.parametrize(
    ("name", "words"), [(" \u2028", "each mark carries it"), ("a\ud83d", "broken character")]
)
def test_what_is_no_name_is_refused(name: str, words: str) -> None:
    with pytest.raises(BadInputError, match=words):
        profile.remember_reviewer(name)
    assert profile.reviewer() == ""


def test_a_profile_that_cannot_be_written_is_told(annotator_home: Path) -> None:
    annotator_home.write_text("a file where the folder should be")
    with pytest.raises(DiskError, match="was not written"):
        profile.remember_reviewer("Ada")
