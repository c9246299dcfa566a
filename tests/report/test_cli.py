"""`annotator report`: what it writes where, and with which exit code it ends."""

from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import NamedTuple

import pytest

from annotator.cli import run
from annotator.cli.desk import ExitCode
from annotator.report import FORMS, form_of
from annotator.report.facts import memo
from annotator.review import Review


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Annotate = Callable[..., Outcome]


@pytest.fixture
def annotate(reviewed: Review, capsys: pytest.CaptureFixture[str]) -> Annotate:
    def call(*arguments: object) -> Outcome:
        code = run(["--project", str(reviewed.path), *map(str, arguments)])
        return Outcome(code, *capsys.readouterr())

    return call


@pytest.mark.parametrize("form", FORMS)
def test_the_name_of_the_file_says_how_it_is_laid_out(
    annotate: Annotate, reviewed: Review, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"memo.{form}"
    done = annotate("report", "-o", path)
    assert done.code == ExitCode.DONE
    assert f"Wrote a report on 3 policies to {path}." in done.err
    assert path.read_bytes() == FORMS[form].write(memo(reviewed))


def test_without_a_file_the_page_goes_to_stdout(reviewed: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    stdout = TextIOWrapper(BytesIO(), encoding="utf-8")
    monkeypatch.setattr("sys.stdout", stdout)
    assert run(["--project", str(reviewed.path), "report", "--policy", "2.txt"]) == ExitCode.DONE
    assert stdout.buffer.getvalue() == FORMS["html"].write(memo(reviewed, [reviewed.policies()[1]]))


def test_what_is_left_out_is_said(annotate: Annotate, tmp_path: Path) -> None:
    path = tmp_path / "memo.html"
    done = annotate("report", "--open-only", "--from-severity", "medium", "--no-text", "-o", path)
    assert "Only open issues" in done.err
    assert "medium severity or graver" in done.err
    assert "texts of the policies are left out" in done.err
    assert "is resolved" not in path.read_text("utf-8")


def test_what_cannot_be_used_is_said(annotate: Annotate, tmp_path: Path) -> None:
    assert annotate("report", "--format", "rtf").code == ExitCode.PROBLEM
    assert annotate("report", "--policy", "no-such", "-o", tmp_path / "x.html").code == ExitCode.PROBLEM
    assert annotate("report", "-o", tmp_path / "no" / "x.html").code == ExitCode.UNAVAILABLE


def test_a_terminal_is_no_place_for_a_pdf(reviewed: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    stdout = TextIOWrapper(BytesIO(), encoding="utf-8")
    monkeypatch.setattr(stdout, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdout", stdout)
    assert run(["--project", str(reviewed.path), "report", "--format", "pdf"]) == ExitCode.PROBLEM
    assert stdout.buffer.getvalue() == b""


def test_a_form_is_known_by_name_or_ending() -> None:
    assert form_of(None, Path("x.DOCX")).name == "docx"
    assert form_of(None, Path("x")).name == "html"
    assert form_of("pdf", Path("x.html")).name == "pdf"
