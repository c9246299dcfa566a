"""Marks that wait for their place come back from our own exports; other formats say how many are left out."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from annotator.cli import cli
from annotator.domain import Origin, Quote, Severity, State, Unplaced
from annotator.exchange import FORMATS, read_back, schema
from annotator.exchange.difference import differences
from annotator.problems import BadInputError
from annotator.review import Review
from tests.exchange.nasty import WORDS, nasty
from tests.projects import assert_sound, everything_undone, headless, opened, state, tables, waiting

OURS = ["json", "jsonl"]
REST = [each.name for each in FORMATS.values() if each.read is None]


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Review]:
    """The nasty one with four marks that wait: tags and issues, decided and not, and one without words."""
    with closing(nasty(tmp_path / "p.annotator")) as review:
        first, _, last = review.policies()
        around = Quote("مرحبا 😀 e\u0301\r\n", "before \u202e <b>", "after\u2028\x85 ")
        waiting(review, quotes=(around, Quote("", "", "")), note=WORDS)
        waiting(
            review, label="intro", policy=last.id, attributes={}, origin=Origin("import", "INCEpTION", "2")
        )
        flag = {"kind": "flag", "label": "vague-wording", "attributes": {}, "severity": Severity.HIGH}
        told = {"state": State.DISMISSED, "reason": WORDS, "suggestion": WORDS, "counterpart": (around,)}
        waiting(review, **flag, **told)
        tool = Origin("import", "Label Studio", "", "maybe")
        waiting(review, **flag, state=State.SUGGESTED, reviewer="", origin=tool, policy=first.id)
        yield review


def exported(review: Review, form: str) -> bytes:
    stream = BytesIO()
    assert review.export(stream, form) == []
    return headless(stream.getvalue())


def records_of(data: bytes, form: str) -> list[dict[str, Any]]:
    if form == "jsonl":
        lines = map(json.loads, data.splitlines())
        return [line for line in lines if line.pop("record") == "unplaced"]
    return [mark for policy in json.loads(data)["policies"] for mark in policy["unplaced"]]


@pytest.mark.parametrize("form", OURS)
def test_they_come_back_as_they_were(project: Review, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"a.{form}"
    project.export(path, form)
    before = exported(project, form)
    with closing(opened(tmp_path / "other.annotator")) as other:
        start = tables(other.path)
        result = other.import_annotations(path)
        assert result.unplaced == 4
        assert result.event is not None
        assert result.event.title.endswith(", 4 to be placed")
        assert other.unplaced() == project.unplaced()
        assert exported(other, form) == before
        again = other.import_annotations(path)
        assert (again.event, again.unplaced) == (None, 0)
        assert_sound(other)
        assert everything_undone(other) == 1
        assert tables(other.path) == start
        other.redo()
        assert exported(other, form) == before


@pytest.mark.parametrize("form", OURS)
def test_they_are_written_as_the_schema_says(project: Review, form: str) -> None:
    data = exported(project, form)
    made = schema.document_schema() if form == "json" else schema.lines_schema()
    values = [json.loads(data)] if form == "json" else [json.loads(line) for line in data.splitlines()]
    validator = Draft202012Validator(made)
    assert [error for each in values for error in validator.iter_errors(each)] == []
    found = records_of(data, form)
    assert {each["id"] for each in found} == {each.id for each in project.unplaced()}
    suggested = next(each for each in found if each["state"] == "suggested")
    assert suggested["reviewer"] is None
    assert suggested["origin"] == {"kind": "import", "name": "Label Studio", "version": "", "tier": "maybe"}
    (wordy,) = (each for each in found if each["note"] == WORDS)
    assert wordy["quotes"][1] == {"words": "", "prefix": "", "suffix": ""}
    (decided,) = (each for each in found if each["reason"])
    assert (decided["suggestion"], decided["counterpart"][0]["words"]) == (WORDS, "مرحبا 😀 e\u0301\r\n")
    people = json.loads(exported(project, "json"))["reviewers"]
    assert {each["reviewer"] for each in found if each["reviewer"]} <= {each["id"] for each in people}


@pytest.mark.parametrize("form", OURS)
def test_those_of_the_chosen_policies_alone(project: Review, form: str) -> None:
    stream = BytesIO()
    project.export(stream, form, project.policies()[2:])
    (found,) = records_of(stream.getvalue(), form)
    assert found["label"] == "intro"


@pytest.mark.parametrize("form", OURS)
def test_an_export_of_before_has_none_and_is_read(project: Review, tmp_path: Path, form: str) -> None:
    path = tmp_path / f"a.{form}"
    data = exported(project, form)
    if form == "json":
        document = json.loads(data)
        for policy in document["policies"]:
            del policy["unplaced"]
        path.write_text(json.dumps(document), encoding="utf-8")
    else:
        lines = [line for line in data.splitlines() if not line.startswith(b'{"record":"unplaced"')]
        path.write_bytes(b"\n".join([*lines[:-1], b'{"record":"end","records":%d}' % len(lines)]))
    with closing(opened(tmp_path / "other.annotator")) as other:
        assert other.import_annotations(path).unplaced == 0
        assert state(other) == state(project)
        assert other.unplaced() == []


@pytest.mark.parametrize("form", REST)
def test_every_other_format_says_how_many_it_leaves_out(project: Review, tmp_path: Path, form: str) -> None:
    said = project.export(tmp_path / "all", form)
    assert "4 marks that wait to be placed by hand are left out." in said
    one = project.export(tmp_path / "one", form, project.policies()[2:])
    assert "1 mark that waits to be placed by hand is left out." in one
    none = project.export(tmp_path / "none", form, project.policies()[1:2])
    assert not [each for each in none if "wait" in each]


def test_of_two_the_later_stays_and_what_has_its_place_here_does_not_wait_again(
    project: Review, tmp_path: Path
) -> None:
    project.export(tmp_path / "a.json")
    first = project.policies()[0].id
    edited, placed, *_ = [each for each in project.unplaced() if each.policy == first]
    (aside,) = (each for each in project.unplaced() if each.policy != first)
    project.place(placed.id, [(0, 3)])
    project.set_aside(aside.id)
    document = json.loads((tmp_path / "a.json").read_bytes())
    (mark,) = (each for each in document["policies"][0]["unplaced"] if each["id"] == edited.id)
    mark |= {"note": "later", "modified": "2999-01-01T00:00:00.000Z"}
    (tmp_path / "b.json").write_text(json.dumps(document), encoding="utf-8")
    assert project.import_annotations(tmp_path / "b.json").unplaced == 2
    here = {each.id: each for each in project.unplaced()}
    assert here[aside.id] == aside
    assert here[edited.id].note == "later"
    assert placed.id not in here
    assert project.import_annotations(tmp_path / "a.json").unplaced == 0
    assert_sound(project)


def test_differences_tell_of_them(project: Review, tmp_path: Path) -> None:
    project.export(tmp_path / "a.json")
    policy = project.policies()[0].id
    here = [each for each in project.unplaced() if each.policy == policy]
    placed, aside = here[0], here[1]
    project.place(placed.id, [(0, 3)])
    project.set_aside(aside.id)
    added = waiting(project, quotes=(Quote("some\nwords"), Quote("others")))
    project.export(tmp_path / "b.jsonl", "jsonl")
    found = differences(read_back(tmp_path / "a.json"), read_back(tmp_path / "b.jsonl"))
    assert {(each.what, each.id, each.change) for each in found if each.what != "policy"} == {
        (placed.kind, placed.id, "added"),
        ("unplaced", placed.id, "removed"),
        ("unplaced", aside.id, "removed"),
        ("unplaced", added.id, "added"),
    }
    told = CliRunner().invoke(cli, ["diff", str(tmp_path / "a.json"), str(tmp_path / "b.jsonl")])
    assert f"added  unplaced {added.id}  retention: some words … others" in told.stdout


def test_the_command_line_says_how_many_came_in(project: Review, tmp_path: Path) -> None:
    project.export(tmp_path / "a.json")
    with closing(opened(tmp_path / "b.annotator")):
        pass
    run = ["--project", str(tmp_path / "b.annotator"), "import-annotations", str(tmp_path / "a.json")]
    told = CliRunner().invoke(cli, run)
    assert told.exit_code == 0
    assert "4 to be placed by hand." in told.stderr


def test_with_another_scheme_its_terms_are_named(project: Review) -> None:
    stream = BytesIO()
    said = project.export(stream, "json", scheme="opp115")
    document = json.loads(stream.getvalue())
    labels = {mark["label"] for policy in document["policies"] for mark in policy["unplaced"]}
    terms = {label["id"] for label in document["taxonomies"][0]["labels"]}
    issues = {label["id"] for label in document["taxonomies"][1]["labels"]}
    assert "Data Retention" in labels
    assert labels <= terms | issues
    assert not any("wait" in each for each in said)


Change = Callable[[dict[str, Any]], object]
CHANGES: dict[str, tuple[Change, str]] = {
    "neither": (lambda mark: mark.update(kind="note"), "neither a tag nor an issue"),
    "a flag without severity": (lambda mark: mark.update(kind="flag"), "neither a tag nor an issue"),
    "a tag with a state": (lambda mark: mark.update(state="open"), "neither a tag nor an issue"),
    "by a stranger": (lambda mark: mark.update(reviewer="f" * 32), "not in the file"),
    "by nobody": (lambda mark: mark.update(reviewer=None), "not in the file"),
    "an unknown label": (lambda mark: mark.update(label="gone"), "neither in the file nor here"),
    "without an id": (lambda mark: mark.update(id=""), "without an id"),
    "on another policy": (lambda mark: mark.update(policy="0" * 32), "belongs to another policy"),
    "a place without words": (lambda mark: mark.update(quotes=[{}]), "not what was expected"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_one_that_could_not_be_placed_is_refused_and_nothing_comes_in(
    project: Review, tmp_path: Path, change: str
) -> None:
    document = json.loads(exported(project, "json"))
    tag = next(each for each in document["policies"][0]["unplaced"] if each["kind"] == "tag")
    spoil, sentence = CHANGES[change]
    spoil(tag)
    (tmp_path / "a.json").write_text(json.dumps(document), encoding="utf-8")
    with closing(opened(tmp_path / "other.annotator")) as other:
        before = tables(other.path)
        with pytest.raises(BadInputError, match=sentence):
            other.import_annotations(tmp_path / "a.json")
        assert tables(other.path) == before


def test_twice_or_as_something_else_here_is_refused(project: Review, tmp_path: Path) -> None:
    document = json.loads(exported(project, "json"))
    marks = document["policies"][0]["unplaced"]
    marks.append(marks[0])
    (tmp_path / "a.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(BadInputError, match="in the file twice"):
        project.import_annotations(tmp_path / "a.json")
    marks.pop()
    tag = next(each for each in marks if each["kind"] == "tag")
    tag |= {"kind": "flag", "label": "vague-wording", "severity": "low", "state": "open"}
    (tmp_path / "a.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(BadInputError, match="waits here already, but as something else"):
        project.import_annotations(tmp_path / "a.json")


def test_the_record_has_every_field_of_the_mark(project: Review) -> None:
    for record in records_of(exported(project, "json"), "json"):
        assert list(record) == list(Unplaced.__slots__)
