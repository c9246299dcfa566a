"""medkit, which clinics read brat's files with, finds every span on the same characters."""

import json
import re
import subprocess
from pathlib import Path

from annotator.exchange import brat
from annotator.exchange.content import file_stems
from annotator.exchange.foreign import Place
from annotator.project import Project
from tests.interop.seen import kept, name_of
from tests.servers import in_medkit
from tests.servers.tools import needs, python

pytestmark = needs("medkit")


def test_medkit_sees_every_span_on_the_same_characters(project: Project, tmp_path: Path) -> None:
    project.export(tmp_path / "it", "brat")
    said = subprocess.run(
        [python("medkit"), in_medkit.__file__, tmp_path / "it"], check=True, capture_output=True, text=True
    )
    assert said.stderr == ""
    told = json.loads(said.stdout)
    for policy, stem in file_stems(project.policies()).items():
        text = project.text(policy).text
        entities, relations = told.pop(stem)
        for _, fragments, words, _ in entities:
            assert words == " ".join(text[start:end] for start, end in fragments).replace("\t", " ").strip()
        marks = [each for each in kept(project, policy, "brat") if words_of(each.places).strip()]
        expected = [
            (brat.type_name(name_of(mark)), joined([(each.start, each.end) for each in places], text))
            for mark in marks
            for places in (mark.places, mark.counterpart)
            if places
        ]
        found = [(label, joined(fragments, text)) for label, fragments, *_ in entities]
        assert sorted(found) == sorted(expected)
        assert relations == sum(bool(mark.counterpart) for mark in marks)
        notes = [value for *_, told_of in entities for name, value in told_of if name == "brat_note"]
        said_of = [words for mark in marks for words in (mark.note, mark.reason, mark.suggestion) if words]
        assert sorted(map(unescaped, notes)) == sorted(said_of)
    assert told == {}


def words_of(places: tuple[Place, ...]) -> str:
    return "".join(each.quote for each in places)


def unescaped(note: str) -> str:
    return re.sub(r"\\(.)", lambda match: {"n": "\n", "r": "\r", "t": "\t"}.get(match[1], match[1]), note)


def joined(places: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """With those in one that only line breaks part: brat's files hold no span that runs over one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(map(tuple, places)):
        if found and re.fullmatch(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]*", text[found[-1][1] : start]):
            start, _ = found.pop()  # noqa: PLW2901
        found.append((start, end))
    return found
