"""The shipped policies are what their manifest says, byte for byte."""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from annotator import places

CORPUS = places.corpus()
MANIFEST: list[dict[str, Any]] = json.loads((CORPUS / "manifest.json").read_text(encoding="utf-8"))
FIELDS = {"file", "title", "site", "captured", "language", "sha256", "text_sha256", "source", "licence"}

each_policy = pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: str(entry["file"]))


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_the_manifest_names_every_file_and_no_other() -> None:
    named = [entry["file"] for entry in MANIFEST]
    assert len(named) == 5
    assert sorted(named) == sorted(path.name for path in CORPUS.iterdir() if path.name != "manifest.json")


@each_policy
def test_bytes_and_text_have_their_hashes(entry: Mapping[str, Any]) -> None:
    content = (CORPUS / entry["file"]).read_bytes()
    assert sha256(content) == entry["sha256"]
    assert sha256(content.decode("utf-8-sig").encode()) == entry["text_sha256"]


@each_policy
def test_every_field_is_filled_as_far_as_the_text_says(entry: Mapping[str, Any]) -> None:
    assert set(entry) == FIELDS
    assert all(isinstance(value, str) for value in entry.values())
    assert all(entry[field] for field in FIELDS - {"captured", "source"})
    assert re.fullmatch(r"[a-z-]+\.txt", entry["file"])
    text = (CORPUS / entry["file"]).read_text(encoding="utf-8")
    assert entry["site"] in text.lower()
    if entry["captured"]:
        assert date.fromisoformat(entry["captured"]).isoformat() in text
    if entry["source"]:
        assert entry["source"] in text


def test_git_keeps_the_line_ends() -> None:
    attributes = CORPUS.parent / ".gitattributes"
    assert "corpus/* -text" in attributes.read_text(encoding="utf-8").splitlines()
