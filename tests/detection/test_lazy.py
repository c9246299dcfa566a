"""Patterns that are compiled when they are first used."""

import gc
import re
from importlib import import_module
from pathlib import Path

import pytest

from annotator.detection.lazy import _Lazy, lazy


def test_it_is_a_pattern_like_any_other() -> None:
    pattern = lazy(r"(?P<word>[a-z]+)", re.IGNORECASE)
    assert [match["word"] for match in pattern.finditer("One, two")] == ["One", "two"]
    assert pattern.sub("x", "One, two") == "x, x"
    assert "word" in pattern.groupindex


def test_it_is_compiled_when_it_is_used_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    pattern = lazy(r"a wrong one (")
    with pytest.raises(re.error):
        pattern.search("text")
    pattern = lazy(r"b+")
    assert pattern.search("abb")
    monkeypatch.setattr(re, "compile", None)
    assert pattern.search("abb")


def test_all_that_rules_have_can_be_compiled() -> None:
    folder = Path(__file__).parents[2] / "annotator" / "detection" / "rules"
    for path in folder.glob("*.py"):
        import_module(f"annotator.detection.rules.{path.stem}")
    found = [each for each in gc.get_objects() if type(each) is _Lazy and "wrong one" not in each._written]
    assert len(found) > 200
    for each in found:
        assert each.flags >= 0, each._written
