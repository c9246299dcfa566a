"""Suggestions and rules on their way out and in; and what version 1 of the export says."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from annotator.detection.rule import Finding, Tier
from annotator.detection.rules import RULES
from annotator.domain import Flag, Severity, State, Status
from annotator.exchange import schema
from annotator.problems import BadInputError
from annotator.project import Project
from annotator.review import Review
from tests.projects import assert_sound, everything_undone, headless, made, state, tables

HERE = Path(__file__).parent
TEXT = "One two three four five.\n"
DAY = date(2026, 11, 22)
RULE = RULES[0]


def finding(start: int = 0, end: int = 0, message: str = "Found.") -> Finding:
    return Finding(RULE.id, "missing-word", Severity.LOW, Tier.SURE, message, "", start, end)


def suggest(review: Review, *found: Finding) -> list[Flag]:
    """What waits afterwards."""
    policy = review.policies()[0].id
    review.suggest({policy: found}, ruleset=review.ruleset(), as_of=DAY)
    return list(review.suggestions())


def exported(project: Project, form: str) -> bytes:
    stream = BytesIO()
    project.export(stream, form)
    return headless(stream.getvalue())


@pytest.fixture
def ada(tmp_path: Path) -> Iterator[Review]:
    review = made(tmp_path / "ada.annotator", TEXT)
    yield review
    review.close()


@pytest.fixture
def bo(tmp_path: Path) -> Iterator[Review]:
    review = made(tmp_path / "bo.annotator", TEXT)
    review.sign_in("Bo")
    yield review
    review.close()


def handed_over(one: Review, other: Review, form: str = "json") -> tuple[int, int, int, int]:
    """What the other made of it: added, changed, unchanged, kept."""
    path = one.path.with_suffix(f".{form}")
    one.export(path, form)
    before = state(other), tables(other.path)
    result = other.import_annotations(path)
    assert_sound(other)
    if result.event is not None:
        other.undo()
        assert (state(other), tables(other.path)) == before
        other.redo()
        assert_sound(other)
    return result.added, result.changed, result.unchanged, result.kept


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_the_same_bytes_out_of_an_empty_project(ada: Review, tmp_path: Path, form: str) -> None:
    one, _, three = suggest(ada, finding(0, 3), finding(4, 7), finding(8, 13))
    ada.accept([one.id])
    ada.dismiss([three.id], "no")
    ada.set_rule(RULES[1].id, on=False, severity=Severity.HIGH)
    ada.set_rule(RULES[2].id, severity=Severity.INFO)
    with closing(made(tmp_path / "new.annotator")) as new:
        assert handed_over(ada, new, form) == (3, 0, 0, 0)
        assert exported(new, form) == exported(ada, form)
        assert new.rule_settings() == ada.rule_settings()
        assert handed_over(ada, new, form) == (0, 0, 3, 0)
        assert everything_undone(new) == 1
        assert new.rule_settings() == {}


def test_an_export_with_suggestions_fits_the_schema(ada: Review) -> None:
    suggest(ada, finding(0, 3), finding())
    ada.set_rule(RULES[1].id, on=False)
    document = json.loads(exported(ada, "json"))
    assert list(Draft202012Validator(schema.document_schema()).iter_errors(document)) == []
    assert document["rules"] == [{"rule": RULES[1].id, "on": False, "severity": None}]
    flags = document["policies"][0]["flags"]
    assert [(each["state"], each["reviewer"], each["origin"]) for each in flags] == [
        (
            "suggested",
            None,
            {"kind": "detector", "name": RULE.id, "version": str(RULE.version), "tier": RULE.tier},
        )
    ] * 2
    assert document["reviewers"] == []
    lines = exported(ada, "jsonl").splitlines()
    validator = Draft202012Validator(schema.lines_schema())
    assert [error for line in lines for error in validator.iter_errors(json.loads(line))] == []


def test_what_both_have_found_is_there_once(ada: Review, bo: Review) -> None:
    suggest(ada, finding(0, 3), finding(4, 7), finding(message="No fax."))
    ada.set_status(ada.policies()[0].id, Status.READING)
    before = suggest(bo, finding(0, 3), finding(8, 13), finding(message="No fax."))
    bo.set_status(bo.policies()[0].id, Status.READING)
    assert handed_over(ada, bo) == (1, 0, 2, 0)
    assert [each.spans[0].quote for each in bo.suggestions() if each.spans] == ["One", "two", "three"]
    assert {each.id for each in before} < {each.id for each in bo.suggestions()}


def test_a_decision_that_comes_in_settles_what_waits_here(ada: Review, bo: Review) -> None:
    ada.dismiss([each.id for each in suggest(ada, finding(0, 3), finding(4, 7))], "no")
    suggest(bo, finding(0, 3), finding(4, 7), finding(8, 13))
    bo.set_status(bo.policies()[0].id, Status.READING)
    assert handed_over(ada, bo) == (2, 0, 0, 0)
    assert [each.spans[0].quote for each in bo.suggestions()] == ["three"]
    assert suggest(bo, finding(0, 3), finding(4, 7), finding(8, 13)) == list(bo.suggestions())


def test_a_suggestion_that_comes_in_never_replaces_a_decision(ada: Review, bo: Review) -> None:
    suggest(ada, finding(0, 3))
    handed_over(ada, bo)
    (here,) = bo.suggestions()
    bo.dismiss([here.id], "no")
    suggest(ada, finding(0, 7))
    assert handed_over(ada, bo) == (0, 0, 0, 1)
    assert list(bo.suggestions()) == []
    decided = bo.annotation(here.id)
    handed_over(bo, ada)
    assert ada.annotation(here.id) == decided


def test_a_policy_that_was_only_scanned_gives_way(ada: Review, bo: Review) -> None:
    ada.accept([suggest(ada, finding(0, 3))[0].id])
    suggest(bo, finding(0, 3), finding(4, 7))
    assert handed_over(ada, bo) == (1, 0, 0, 0)
    assert exported(bo, "json") == exported(ada, "json")
    assert [each.id for each in bo.unscanned()] == [ada.policies()[0].id]


def test_an_older_export_of_this_project_leaves_its_suggestions(ada: Review) -> None:
    policy = ada.policies()[0]
    waiting = suggest(ada, finding(0, 3), finding(4, 7))
    ada.export(ada.path.with_suffix(".json"))
    ada.describe(policy.id, title="Other")
    result = ada.import_annotations(ada.path.with_suffix(".json"))
    assert (result.unchanged, ada.policies()) == (2, [policy])
    assert list(ada.suggestions()) == waiting
    assert_sound(ada)


def test_what_is_said_about_rules_here_stays(ada: Review, bo: Review) -> None:
    ada.set_rule(RULES[0].id, on=False)
    ada.set_rule(RULES[1].id, on=False)
    bo.set_rule(RULES[0].id, severity=Severity.INFO)
    mine = bo.rule_settings()[RULES[0].id]
    handed_over(ada, bo)
    assert bo.rule_settings() == {RULES[0].id: mine, RULES[1].id: ada.rule_settings()[RULES[1].id]}


# Version 1


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_an_export_of_version_1_is_read_as_it_was(tmp_path: Path, form: str) -> None:
    whole = json.loads((HERE / "version-1.json").read_bytes())
    with closing(made(tmp_path / "p.annotator")) as review:
        result = review.import_annotations(HERE / f"version-1.{form}")
        assert (result.added, result.changed, result.unchanged, result.kept) == (5, 0, 0, 0)
        assert {each.state for each in review.flags()} == {State.OPEN, State.RESOLVED, State.DISMISSED}
        again = json.loads(exported(review, "json"))
        assert (again.pop("rules"), again.pop("head")) == ([], "")
        for policy in whole["policies"]:
            policy |= {"pages": [], "notes": [], "unplaced": []}
            for annotation in (*policy["tags"], *policy["flags"]):
                annotation["origin"]["tier"] = ""
        assert again == {**whole, "version": 2, "generator": again["generator"]}
        assert_sound(review)
        assert everything_undone(review) == 1


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_the_schema_of_version_1_is_kept(form: str) -> None:
    kept = json.loads(schema.shipped(form).with_name(f"project-1.{form}.schema.json").read_text("utf-8"))
    lines = (HERE / f"version-1.{form}").read_bytes().splitlines()
    values = [json.loads(line) for line in lines] if form == "jsonl" else [json.loads(b"\n".join(lines))]
    assert [error for each in values for error in Draft202012Validator(kept).iter_errors(each)] == []


def test_a_suggestion_is_never_a_flag_of_its_own_in_two_forms(ada: Review) -> None:
    """The class that writes an export is not the one that the project works with."""
    suggest(ada, finding(0, 3))
    with closing(made(ada.path.with_name("x.annotator"))) as other:
        handed_over(ada, other, "jsonl")
        (flag,) = other.suggestions()
        assert type(flag) is Flag
        assert replace(flag, reviewer="x").reviewer == "x"
        with pytest.raises(BadInputError, match="is a suggestion"):
            other.remove([flag.id])
