"""The whole job by the command line alone: real files, real processes, a fresh profile."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from annotator import places
from tests.projects import headless

NOTED = "😀 Café: We keep your data for two years.\r\nWe keep your data.\r\n"
BROKEN = "obtaining a DBS check through"
EMPTY = "Types of Cookies"


@pytest.mark.slow
def test_read_tag_flag_undo_redo_export(tmp_path: Path) -> None:
    environment = os.environ | {
        "ANNOTATOR_HOME": str(tmp_path / "home"),
        "ANNOTATOR_REVIEWER": "Ada Lovelace",
    }
    own = tmp_path / "own.txt"
    own.write_bytes(NOTED.encode("utf-8-sig"))

    def annotator(*arguments: object, code: int = 0) -> str:
        command = [sys.executable, "-m", "annotator", *map(str, arguments)]
        done = subprocess.run(command, check=False, capture_output=True, env=environment)
        assert done.returncode == code, done.stderr.decode()
        return done.stdout.decode("utf-8")

    # The shipped policies are there by themselves; another one is imported.
    listed = json.loads(annotator("list", "--json"))
    assert [each["file_name"] for each in listed] == [path.name for path in shipped()]
    annotator("import", own)

    # One clause is tagged, the two known defects are flagged and noted.
    tag = annotator(
        *("tag", "own.txt", "--quote", "We keep your data", "--occurrence", 2, "--label", "retention"),
        *("--attribute", "polarity=does"),
    ).strip()
    truncated = annotator(
        *("flag", "kjm-group.txt", "--quote", BROKEN, "--type", "truncated-sentence"),
        *("--severity", "high", "--note", "Through whom?"),
    ).strip()
    empty = annotator(
        "flag", "klingit.txt", "--quote", EMPTY, "--type", "empty-section", "--note", "No type is named"
    ).strip()
    annotator("tag", "own.txt", "--quote", "We keep your data", "--label", "retention", code=3)

    # Undo and redo, each in a process of its own, end where they began.
    before = annotator("export")
    annotator("undo")
    annotator("undo")
    assert truncated not in annotator("export")
    annotator("redo")
    annotator("redo")
    annotator("redo", code=1)
    exported = tmp_path / "review.json"
    annotator("export", "-o", exported)
    assert headless(exported.read_bytes()) == headless(before.encode())

    # What was exported fits the schema, and every span fits the bytes of its file.
    document = json.loads(before)
    jsonschema.validate(document, json.loads(annotator("schema")))
    marks = {mark["id"]: mark for policy in document["policies"] for mark in policy["tags"] + policy["flags"]}
    assert marks.keys() == {tag, truncated, empty}
    assert (marks[truncated]["label"], marks[truncated]["note"]) == ("truncated-sentence", "Through whom?")
    assert (marks[empty]["label"], marks[empty]["note"]) == ("empty-section", "No type is named")
    assert [marks[each]["spans"][0]["quote"] for each in (truncated, empty)] == [BROKEN, EMPTY]
    files = {path.name: path for path in (*shipped(), own)}
    names = {policy["id"]: policy["file_name"] for policy in document["policies"]}
    for mark in marks.values():
        check_span(mark["spans"][0], files[names[mark["policy"]]].read_bytes())
    (span,) = marks[tag]["spans"]
    assert span["utf16_start"] == span["start"] + 1

    # Another project takes all of it over, and gives the same bytes again.
    second = ("--project", tmp_path / "second.annotator")
    annotator(*second, "import-annotations", exported)
    assert headless(annotator(*second, "export").encode()) == headless(before.encode())


def shipped() -> list[Path]:
    manifest = json.loads((places.corpus() / "manifest.json").read_text("utf-8"))
    return [places.corpus() / each["file"] for each in manifest]


def check_span(span: dict[str, Any], content: bytes) -> None:
    text = content.decode("utf-8-sig")
    start, end = span["start"], span["end"]
    assert text[start:end] == span["quote"]
    assert text[:start].endswith(span["prefix"])
    assert text[end:].startswith(span["suffix"])
    units = text.encode("utf-16-le")
    assert units[2 * span["utf16_start"] : 2 * span["utf16_end"]].decode("utf-16-le") == span["quote"]
