"""import-annotations, unplaced, place, set-aside, as one process after the other."""

import json
from pathlib import Path

import pytest

from annotator.cli import run
from annotator.cli.desk import ExitCode
from annotator.review import Review
from tests.projects import made

TEXT = "We keep your address 😀 for two years. We use cookies, and for no other purpose."


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "p.annotator"
    made(path, TEXT).close()
    return path


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    old = TEXT.replace("two years", "three long years")
    runs = [
        [old.index("cookies") + 1, old.index("cookies") + 8, "Cookies & tracking"],
        [old.index("three") + 1, old.index("three") + 17, "retention"],
        [9, 16, "Junk"],
    ]
    file = tmp_path / "labelled.jsonl"
    file.write_text(json.dumps({"text": old, "label": runs, "meta": {"file_name": "1.txt"}}), "utf-8")
    return file


def test_marks_of_another_tool_from_the_file_to_the_last_one_placed(
    project: Path, labelled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def annotator(*arguments: object) -> tuple[int, str, str]:
        code = run(["--project", str(project), "--reviewer", "Bo", *map(str, arguments)])
        said = capsys.readouterr()
        return code, said.out, said.err

    code, out, err = annotator("import-annotations", labelled)
    assert (code, out) == (ExitCode.PROBLEM, "")
    assert [line.split(" (")[0] for line in err.splitlines() if line.startswith('"')] == [
        '"Cookies & tracking"',
        '"Junk"',
    ]
    assert "--map 'Cookies & tracking=clause.cookies-tracking'" in err
    assert "--map Junk=-" in err

    given = ("--map", "Cookies & tracking=clause.cookies-tracking", "--map", "Junk=-")
    code, out, err = annotator("import-annotations", labelled, *given, "--dry-run")
    assert (code, out) == (0, "")
    assert "Annotations: 1 added, 0 there already, 1 to be placed by hand, 1 left out." in err
    assert annotator("unplaced")[2] == "No mark waits to be placed.\n"

    code, out, err = annotator("import-annotations", labelled, *given)
    assert (code, out) == (0, "")
    assert err.endswith("1 left out.\nThose to be placed by hand: annotator unplaced\n")
    assert annotator("import-annotations", labelled, *given)[0] == ExitCode.NOTHING

    code, out, _ = annotator("unplaced")
    assert out.splitlines()[0].split() == ["ID", "LABEL", "FILE", "WORDS"]
    assert "three long years" in out
    (waits,) = json.loads(annotator("unplaced", "1.txt", "--json")[1])
    assert waits["quotes"][0]["words"] == "three long years"

    code, _, err = annotator("place", waits["id"][:6], "--quote", "not there")
    assert code == ExitCode.PROBLEM
    code, _, err = annotator("place", waits["id"][:6], "--quote", "two years")
    assert code == 0
    assert err.startswith("Place “")
    assert annotator("place", waits["id"], "--quote", "two years")[0] == ExitCode.PROBLEM
    annotator("undo")
    code, _, err = annotator("set-aside", waits["id"][:6], "--reason", "gone")
    assert code == 0
    assert "Set aside “" in err
    assert annotator("unplaced")[2] == "No mark waits to be placed.\n"


def test_a_map_can_be_a_file_and_a_format_can_be_named(project: Path, labelled: Path, tmp_path: Path) -> None:
    given = tmp_path / "map.json"
    given.write_text('{"Cookies & tracking": "clause.cookies-tracking", "Junk": "-"}', "utf-8")
    start = ["--project", str(project), "--reviewer", "Bo", "import-annotations", str(labelled)]
    assert run([*start, "--format", "csv", "--map", str(given)]) == ExitCode.PROBLEM
    assert run([*start, "--format", "doccano", "--map", str(given)]) == 0
    review = Review.open(project)
    assert [each.label for each in review.annotations(review.policies()[0].id)] == ["cookies-tracking"]
    review.close()
