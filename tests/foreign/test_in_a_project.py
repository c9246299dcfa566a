"""Pages, Word documents and PDFs in a project: brought in, told of, exported, brought back, and checked."""

import base64
import json
from contextlib import closing
from pathlib import Path

import pytest

from annotator.cli import run
from annotator.detection.corpus import sources
from annotator.problems import BadInputError
from annotator.review import Review
from annotator.store.check import check
from annotator.text.readers import documents_in, read
from tests.foreign import makers
from tests.foreign.makers import drawn, par
from tests.projects import assert_sound, headless, made

NOTE = "1 tracked change was accepted."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.html").write_text("<h1>Shop</h1><p>We keep “all” of it.", encoding="utf-8")
    (folder / "b.docx").write_bytes(makers.word(par("Terms") + par(f"<w:ins>{makers.run('New.')}</w:ins>")))
    (folder / "c.pdf").write_bytes(makers.pdf([drawn(["One page."]), drawn(["Another page."])]))
    return folder


@pytest.fixture
def filled(tmp_path: Path, folder: Path) -> Review:
    review = made(tmp_path / "ours.annotator")
    review.add_policies(map(read, sorted(folder.iterdir())))
    for policy in review.policies():
        review.tag(policy.id, [(0, 4)], "retention")
    return review


def test_the_command_line_says_what_reading_took(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "p.annotator"
    assert run(["--project", str(project), "--reviewer", "Ada", "import", str(folder)]) == 0
    said = capsys.readouterr()
    assert [line.split("\t")[1] for line in said.out.splitlines()] == ["a.html", "b.docx", "c.pdf"]
    assert said.err == f"b.docx: {NOTE}\nImported 3 policies.\n"
    assert run(["--project", str(project), "import", str(folder)]) != 0
    assert "Already there: c.pdf" in capsys.readouterr().err
    assert check(project).defects == ()


def test_they_are_scanned_without_a_project(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "d.html").write_text("<p>Read our policy <a href='#'>on this page</a>.", encoding="utf-8")
    (folder / "e.pdf").write_bytes(b"no PDF")
    assert run(["scan", str(folder), "--rules", "link-to-nowhere"]) != 0
    said = capsys.readouterr()
    assert "d.html:1:17: medium [link-to-nowhere] The link “on this page” leads nowhere." in said.out
    assert "e.pdf”: It is not a PDF" in said.err
    assert "Scanned 4 texts: 1 finding" in said.err


def test_the_frames_of_a_saved_page_are_no_policies(folder: Path) -> None:
    for name in ("a_files", "z_files"):
        (folder / name).mkdir()
        (folder / name / "frame.html").write_text("An advertisement.", encoding="utf-8")
    found = ["a.html", "b.docx", "c.pdf", "frame.html"]
    assert [path.name for path in documents_in([folder])] == found
    assert [Path(each.name).name for each in sources([str(folder)], bytes)] == found


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_there_and_back(filled: Review, tmp_path: Path, form: str) -> None:
    with closing(filled), closing(made(tmp_path / "theirs.annotator")) as theirs:
        assert_sound(filled)
        filled.export(tmp_path / f"out.{form}", form)
        theirs.import_annotations(tmp_path / f"out.{form}")
        assert theirs.policies() == filled.policies()
        for policy in filled.policies():
            assert theirs.store.document(policy) == filled.store.document(policy)
            assert theirs.annotations(policy.id) == filled.annotations(policy.id)
        theirs.export(tmp_path / f"again.{form}", form)
        whole, again = ((tmp_path / f"{name}.{form}").read_bytes() for name in ("out", "again"))
        assert headless(whole) == headless(again)
        assert_sound(theirs)
    assert check(tmp_path / "theirs.annotator").defects == ()


def test_the_export_holds_the_file_its_pages_and_notes(filled: Review, tmp_path: Path, folder: Path) -> None:
    with closing(filled):
        filled.export(tmp_path / "out.json")
    page, word, pdf = json.loads((tmp_path / "out.json").read_bytes())["policies"]
    assert [each["encoding"] for each in (page, word, pdf)] == ["html utf-8", "docx", "pdf"]
    for each in (page, word, pdf):
        assert base64.b64decode(each["content"]) == (folder / each["file_name"]).read_bytes()
    assert (page["pages"], word["notes"]) == ([], [NOTE])
    assert pdf["pages"] == [0, pdf["text"].index("Another")]
    assert pdf["tags"][0]["spans"][0]["citation"] == "p. 1, ¶1"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("content", None),
        ("content", "AAAA"),
        ("text", "Other words."),
        ("pages", [5, 0]),
        ("pages", [-1]),
        ("pages", [0, 10_000]),
        ("encoding", "pdf\u0000"),
    ],
)
def test_an_export_that_was_tampered_with_is_refused(
    filled: Review, tmp_path: Path, field: str, value: object
) -> None:
    with closing(filled):
        filled.export(tmp_path / "out.json")
    whole = json.loads((tmp_path / "out.json").read_bytes())
    whole["policies"][2][field] = value
    (tmp_path / "out.json").write_text(json.dumps(whole), encoding="utf-8")
    with (
        closing(made(tmp_path / "theirs.annotator")) as theirs,
        pytest.raises(BadInputError, match=r"The text of “c\.pdf” in this file is not the one"),
    ):
        theirs.import_annotations(tmp_path / "out.json")
