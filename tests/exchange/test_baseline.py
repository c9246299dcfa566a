"""SARIF beside an earlier export: new, unchanged, updated, absent, by ids that never change."""

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.cli import run
from annotator.domain import State
from annotator.problems import BadInputError
from annotator.review import Review
from tests.exchange.nasty import nasty


@pytest.fixture
def project(tmp_path: Path) -> Any:
    review = nasty(tmp_path / "p.annotator")
    yield review
    review.close()


def results(path: Path) -> dict[str, dict[str, Any]]:
    (run,) = json.loads(path.read_text(encoding="utf-8"))["runs"]
    rules = [each["id"] for each in run["tool"]["driver"]["rules"]]
    assert all(rules[each["ruleIndex"]] == each["ruleId"] for each in run["results"])
    found = {each["partialFingerprints"]["annotation/v1"]: each for each in run["results"]}
    assert len(found) == len(run["results"])
    return found


def test_each_state_is_told(project: Review, tmp_path: Path) -> None:
    monday, friday, later = (tmp_path / f"{each}.sarif" for each in ("monday", "friday", "later"))
    project.export(monday, "sarif")
    policy = project.policies()[0].id
    flags = [each for each in project.flags() if each.state is State.OPEN]
    project.edit(flags[0].id, note="changed")
    project.edit(flags[1].id, spans=[(10, 20)])
    project.remove([flags[2].id])
    new = project.flag(policy, [(0, 5)], "numbering").changes[0].entity.id
    project.export(friday, "sarif", since=monday)
    before, after = results(monday), results(friday)
    expected = dict.fromkeys(before, "unchanged")
    expected |= {flags[0].id: "updated", flags[1].id: "updated", flags[2].id: "absent", new: "new"}
    assert {key: each["baselineState"] for key, each in after.items()} == expected
    assert after[flags[2].id] == before[flags[2].id] | {"baselineState": "absent"}
    assert not any("baselineState" in each for each in before.values())
    project.export(later, "sarif", since=friday)
    assert {key: each["baselineState"] for key, each in results(later).items()} == dict.fromkeys(
        expected.keys() - {flags[2].id}, "unchanged"
    )


def test_policies_that_were_not_asked_for_are_not_absent(project: Review, tmp_path: Path) -> None:
    project.export(tmp_path / "all.sarif", "sarif")
    other = project.policies()[1:]
    project.export(tmp_path / "some.sarif", "sarif", other, since=tmp_path / "all.sarif")
    assert results(tmp_path / "some.sarif") == {}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"{", "not what was expected"),
        (b'{"runs": 3}', "not what was expected"),
        (b'{"runs": [{"results": [{"ruleId": "x"}]}]}', "results without the ids of issues"),
    ],
)
def test_what_is_no_earlier_export_is_refused(
    project: Review, tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "other.sarif").write_bytes(content)
    with pytest.raises(BadInputError, match=said):
        project.export(tmp_path / "it.sarif", "sarif", since=tmp_path / "other.sarif")
    assert not (tmp_path / "it.sarif").exists()


def test_other_formats_say_that_they_cannot(project: Review, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="These can: sarif"):
        project.export(tmp_path / "it.csv", "csv", since=tmp_path / "x.csv")
    with pytest.raises(BadInputError, match="cannot be read"):
        project.export(tmp_path / "it.sarif", "sarif", since=tmp_path / "none.sarif")


def test_the_command_line_is_told_which_export_came_before(project: Review, tmp_path: Path) -> None:
    project.close()
    start = ["--project", str(project.path), "export"]
    assert run([*start, "-o", str(tmp_path / "monday.sarif")]) == 0
    assert (
        run([*start, "--baseline", str(tmp_path / "monday.sarif"), "-o", str(tmp_path / "friday.sarif")]) == 0
    )
    assert {each["baselineState"] for each in results(tmp_path / "friday.sarif").values()} == {"unchanged"}
