"""`annotator suggest`, `suggestions`, `accept`, `dismiss`, and `rules` that are set in a project."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from annotator.cli import run
from annotator.cli.desk import ExitCode

USAGE = 2
TEXT = "Contact\n\nWrite to [email protected] at any time.\n\nOr write to [email protected] by night.\n"


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Annotate = Callable[..., Outcome]


@pytest.fixture
def on_one(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Annotate:
    """The command line on a project with one policy, in which the same is wrong twice."""
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "home"))
    (tmp_path / "masked.txt").write_text(TEXT, encoding="utf-8")

    def call(*arguments: object) -> Outcome:
        project = ("--project", str(tmp_path / "one.annotator"), "--reviewer", "Ada")
        code = run([*project, *(str(each) for each in arguments)])
        return Outcome(code, *capsys.readouterr())

    assert call("import", tmp_path / "masked.txt").code == ExitCode.DONE
    return call


def masked(on_one: Annotate) -> list[dict[str, object]]:
    listed = json.loads(on_one("suggestions", "--json").out)
    return [each for each in listed if each["origin"]["name"] == "masked-email"]


def test_a_second_scan_suggests_nothing_new(on_one: Annotate) -> None:
    first = on_one("suggest")
    assert (first.code, first.out) == (ExitCode.DONE, "")
    assert " 0 known already, 0 found no more." in first.err
    second = on_one("suggest", "masked.txt")
    assert second.code == ExitCode.NOTHING
    assert ": 0 new, " in second.err


def test_suggestions_are_listed(on_one: Annotate) -> None:
    assert "annotator suggest" in on_one("suggestions").err
    on_one("suggest")
    head, *rows = on_one("suggestions", "masked.txt").out.splitlines()
    assert head.split() == ["ID", "SEVERITY", "RULE", "FILE", "PLACE", "WORDS"]
    assert sum("masked-email" in row and "[email protected]" in row for row in rows) == 2


def test_what_is_decided_does_not_come_back(on_one: Annotate) -> None:
    on_one("suggest")
    one, other = (str(each["id"]) for each in masked(on_one))
    assert on_one("accept", one[:10]).err.startswith("Accept ")
    assert on_one("dismiss", other, "--reason", "Seen to").err.startswith("Dismiss ")
    assert masked(on_one) == []
    on_one("suggest")
    assert masked(on_one) == []
    (policy,) = json.loads(on_one("export").out)["policies"]
    told = {each["id"]: (each["state"], each["reason"], each["origin"]["name"]) for each in policy["flags"]}
    assert told[one] == ("open", "", "masked-email")
    assert told[other] == ("dismissed", "Seen to", "masked-email")
    on_one("undo")
    assert [each["id"] for each in masked(on_one)] == [other]


def test_all_of_a_rule_are_decided_on_at_once(on_one: Annotate) -> None:
    on_one("suggest")
    assert "2 suggestions" in on_one("accept", "--rule", "masked-email", "--policy", "masked.txt").err
    assert masked(on_one) == []
    told = on_one("dismiss", "--rule", "masked-email")
    assert told.code == ExitCode.PROBLEM
    assert "suggests nothing" in told.err
    on_one("undo")
    assert len(masked(on_one)) == 2


@pytest.mark.parametrize("which", [(), ("3f", "--rule", "masked-email"), ("3f", "--policy", "masked.txt")])
def test_which_ones_is_said_one_way(on_one: Annotate, which: tuple[str, ...]) -> None:
    assert on_one("accept", *which).code == USAGE


def test_a_rule_is_set_in_the_project(on_one: Annotate) -> None:
    on_one("suggest")
    assert on_one("rules", "masked-email", "--severity", "low").code == ExitCode.DONE
    assert {each["severity"] for each in masked(on_one)} == {"low"}
    assert "low, set" in on_one("rules", "masked-email").out
    assert on_one("rules", "masked-email", "--off").code == ExitCode.DONE
    assert masked(on_one) == []
    (row,) = json.loads(on_one("rules", "masked-email", "--json").out)
    assert (row["on"], row["severity"]) == (False, "low")
    assert on_one("rules", "masked-email", "--off").code == ExitCode.NOTHING
    assert " off " in on_one("rules", "--family", "references").out
    assert on_one("rules", "--off").code == USAGE
