"""`annotator check` and `history --verify`, and what is refused where a project is damaged or sealed."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.problems import DamagedError
from annotator.project import Project
from annotator.review import Review
from annotator.store import opening, schema
from tests.projects import headless
from tests.test_cli_keeping import Annotate, annotate, project, tagged

__all__ = ["annotate", "project"]


def spoil(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        for statement in statements:
            db.execute(statement)


def test_a_sound_project_is_said_to_be_sound(annotate: Annotate) -> None:
    tagged(annotate)
    outcome = annotate("check")
    assert (outcome.code, outcome.out) == (0, "")
    looked = "texts: 1, spans: 0, annotations: 1, policies: 1, events: 3"
    assert outcome.err == f"All is as it was written ({looked}).\n"
    assert annotate("check", "--repair") == outcome
    found = json.loads(annotate("check", "--json").out)
    assert (found["sound"], found["defects"], found["repaired"]) == (True, [], None)
    assert found["looked"]["events"] == 3


def test_a_damaged_project_is_told_line_by_line_and_repaired(annotate: Annotate, project: Path) -> None:
    tagged(annotate)
    spoil(project, "DELETE FROM annotation")
    damaged = project.read_bytes()
    outcome = annotate("check")
    assert outcome.code == 5
    lines = outcome.out.splitlines()
    assert lines[0].startswith("count: There are 0 annotations; after the last act there were 1. [")
    assert any(line.startswith("replay: The history says that there is a tag or an issue") for line in lines)
    assert "annotator check --repair" in outcome.err
    assert project.read_bytes() == damaged
    found = annotate("check", "--json")
    assert found.code == 5
    assert {each["kind"] for each in json.loads(found.out)["defects"]} == {"count", "replay"}

    outcome = annotate("check", "--repair")
    assert outcome.code == 0
    assert outcome.out == (
        "The tag “retention” on the whole policy was gone, and is there again as the history tells it.\n"
    )
    assert "Repaired (events: 4, policies: 1, tags: 1, flags: 0). The damaged file is kept: " in outcome.err
    (kept,) = project.parent.glob("p.damaged-*.annotator")
    assert kept.read_bytes() == damaged
    assert annotate("check").code == 0
    assert "Repair the project" in annotate("history").out


def test_a_repair_as_json(annotate: Annotate, project: Path) -> None:
    tagged(annotate)
    spoil(project, "UPDATE annotation SET note = 'other'")
    found = json.loads(annotate("check", "--repair", "--json").out)
    assert not found["sound"]
    assert found["repaired"]["saved"] == {"events": 4, "policies": 1, "tags": 1, "flags": 0}
    assert found["repaired"]["kept"] == str(next(project.parent.glob("p.damaged-*")))


def test_what_is_no_project_any_more_is_damaged_and_what_is_not_there_is_told(
    annotate: Annotate, project: Path
) -> None:
    project.write_bytes(b"rubbish" * 1000)
    assert annotate("check").code == 5
    outcome = annotate("check", "--repair")
    assert outcome.code == 5
    assert project.read_bytes() == b"rubbish" * 1000
    project.unlink()
    outcome = annotate("check")
    assert (outcome.code, "There is no project" in outcome.err) == (3, True)
    assert not project.exists()


def test_the_history_is_verified_and_its_head_is_that_of_an_export(annotate: Annotate, project: Path) -> None:
    tagged(annotate)
    head = json.loads(annotate("export").out)["head"]
    outcome = annotate("history", "--verify")
    assert (outcome.code, outcome.out) == (0, f"{head}\n")
    assert "The history is what was written: 3 events." in outcome.err
    tagged(annotate, "children")
    outcome = annotate("history", "--verify", "--head", head.upper())
    assert outcome.code == 0
    assert "The export was made after event 3; nothing up to there was changed since." in outcome.err
    outcome = annotate("history", "--verify", "--head", "0" * 64)
    assert outcome.code == 5
    assert "It is not the history that the export was made from" in outcome.err
    spoil(project, "UPDATE event SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 2")
    outcome = annotate("history", "--verify")
    assert (outcome.code, outcome.out) == (5, "Event 2 of the history is not what was written.\n")


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_nothing_is_exported_where_marks_are_gone_without_an_act(
    annotate: Annotate, project: Path, tmp_path: Path, form: str
) -> None:
    tagged(annotate)
    target = tmp_path / f"x.{form}"
    assert annotate("export", "-o", target).code == 0
    before = target.read_bytes()
    assert headless(before)
    spoil(project, "DELETE FROM annotation")
    outcome = annotate("export", "-o", target)
    assert outcome.code == 5
    assert "has 0 tags and issues, but had 1 after the last act: 1 are gone without one" in outcome.err
    assert target.read_bytes() == before
    with closing(Project.open(project)) as opened, pytest.raises(DamagedError):
        opened.export(target, form)


def test_a_project_that_cannot_be_written_is_read_and_no_act_is_taken(
    annotate: Annotate, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tagged(annotate)
    monkeypatch.setattr(opening, "_can_be_written", lambda _: False)
    assert annotate("list").code == 0
    outcome = tagged(annotate, "children")
    assert outcome.code == 4
    assert "cannot be written: it is open to be read only" in outcome.err


def test_a_later_project_is_read_and_no_act_is_taken(annotate: Annotate, project: Path) -> None:
    spoil(project, f"PRAGMA user_version = {schema.NEWEST + 1}")
    assert annotate("list").code == 0
    assert tagged(annotate).code == 4
    assert annotate("check").code == 4
    with closing(Review.open(project)) as review:
        assert "later version" in review.store.read_only
