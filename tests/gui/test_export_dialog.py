"""Exporting by the dialog, and the preview of it."""

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotator.detection.rule import Finding, Tier
from annotator.domain import Flag, Severity
from annotator.exchange import FORMATS
from annotator.gui.exporting import Export, Exported, FolderExport
from annotator.gui.models.file_names import renamed
from annotator.gui.models.formats import FORMAT, missing, read_by
from annotator.gui.models.json_text import LONGEST, SHOWN, PolicyJson
from annotator.gui.session import Session
from annotator.gui.views.export_dialog import ExportDialog
from annotator.gui.views.exported import ExportedDialog
from annotator.gui.views.json_preview import JsonPreview
from annotator.gui.window import MainWindow

Select = Callable[[str], tuple[int, int]]


@pytest.fixture
def dialog(session: Session, qtbot: QtBot, tmp_path: Path) -> ExportDialog:
    dialog = ExportDialog(session)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.file.setText(str(tmp_path / "out.json"))
    return dialog


def finish(dialog: ExportDialog, qtbot: QtBot) -> None:
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.isHidden)


def test_the_file_holds_what_the_review_exports(
    dialog: ExportDialog, session: Session, select: Select, qtbot: QtBot, tmp_path: Path
) -> None:
    select("privacy")
    session.tag("security")
    finish(dialog, qtbot)
    expected = io.BytesIO()
    session.review.export(expected)
    assert (tmp_path / "out.json").read_bytes() == expected.getvalue()


def test_json_lines_of_one_policy_by_keyboard(
    dialog: ExportDialog, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    assert dialog.focusWidget() is dialog.list
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.file.text().endswith("out.jsonl")
    only = dialog.scopes.button(1)
    only.setFocus()
    QTest.keyClick(only, Qt.Key.Key_Space)
    finish(dialog, qtbot)
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert [record["file_name"] for record in records if record["record"] == "policy"] == [
        session.policy.file_name if session.policy else ""
    ]


def test_the_choice_is_offered_again(
    session: Session, dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.list.choose("jsonl")
    finish(dialog, qtbot)
    again = ExportDialog(session)
    assert again.form() == "jsonl"
    assert Path(again.file.text()).parent == tmp_path


def test_a_file_that_is_there_is_replaced_only_when_asked_twice(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "out.json"
    path.write_text("precious")
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert "out.json" in dialog.problem.text()
    assert path.read_text() == "precious"
    finish(dialog, qtbot)
    assert json.loads(path.read_text("utf-8"))["version"] == 2


def test_the_file_dialog_has_asked_already(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "chosen.json"
    path.write_text("old")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    QTest.mouseClick(dialog.browse, Qt.MouseButton.LeftButton)
    finish(dialog, qtbot)
    assert path.read_text("utf-8").startswith("{")


@pytest.mark.parametrize("name", ["", "missing/out.json", "."])
def test_what_cannot_be_written_is_told_in_place(dialog: ExportDialog, tmp_path: Path, name: str) -> None:
    dialog.file.setText(str(tmp_path / name) if name else "")
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert dialog.problem.isVisible()
    assert dialog.isVisible()


def test_a_full_disk_is_told_and_the_old_file_stands(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    path = tmp_path / "out.json"
    path.write_text("old")
    monkeypatch.setattr("annotator.gui.exporting._Counted.write", full)
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "No space left" in dialog.problem.text())
    assert path.read_text() == "old"
    assert dialog.go.isEnabled()
    assert [one.name for one in tmp_path.iterdir() if "out.json" in one.name] == ["out.json"]


def test_cancel_leaves_what_was_there(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    path.write_text("old")
    export = Export(session.review.path, path, "json", None)
    export.setAutoDelete(False)
    export.cancel()
    with qtbot.waitSignal(export.voice.done) as done:
        export.start()
    assert done.args == [""]
    assert path.read_text() == "old"


def test_a_folder_that_is_cancelled_is_not_there(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    export = FolderExport(session.review.path, tmp_path / "out-brat", "brat", None)
    export.setAutoDelete(False)
    export.voice.read.connect(lambda *_: export.cancel(), Qt.ConnectionType.DirectConnection)
    with qtbot.waitSignal(export.voice.done) as done:
        export.start()
    assert done.args == [""]
    assert export.outcome is None
    assert not [one for one in tmp_path.iterdir() if "brat" in one.name]


def test_every_format_is_offered_with_what_it_cannot_hold(dialog: ExportDialog) -> None:
    model = dialog.list.model()
    shown = [model.index(row, 0).data(FORMAT) for row in range(model.rowCount())]
    assert sorted(filter(None, shown)) == sorted(FORMATS)
    for form in FORMATS.values():
        dialog.list.choose(form.name)
        words = dialog.page.toPlainText()
        assert all(facet.lost in words for facet in form.loses)
        assert read_by(form.name) in words
        assert dialog.file.text().endswith(form.extension or f"out-{form.name}")


def test_arrow_keys_pass_the_headings_by(dialog: ExportDialog) -> None:
    seen = {dialog.form()}
    for _ in FORMATS:
        QTest.keyClick(dialog.list, Qt.Key.Key_Down)
        seen.add(dialog.form())
    assert seen == set(FORMATS)


@pytest.mark.parametrize(
    ("path", "form", "expected"),
    [
        ("/a/out.json", "spacy-jsonl", "/a/out.spacy.jsonl"),
        ("/a/out.spacy.jsonl", "jsonl", "/a/out.jsonl"),
        ("/a/out.SQUAD.json", "docbin", "/a/out.spacy"),
        ("/a/out.v2.doccano.jsonl", "brat", "/a/out.v2-brat"),
        ("/a/out-label-studio 2", "csv", "/a/out.csv"),
        ("/a/mine.txt", "csv", "/a/mine.txt"),
        ("/a/mine", "csv", "/a/mine.csv"),
        ("", "csv", ""),
    ],
)
def test_the_whole_ending_follows_the_format(path: str, form: str, expected: str) -> None:
    assert renamed(path, form, FORMATS) == expected


def test_a_folder_is_made_and_never_written_into_another(
    dialog: ExportDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.list.choose("brat")
    (tmp_path / "out-brat").mkdir()
    (tmp_path / "out-brat" / "mine").write_text("precious")
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert "out-brat" in dialog.problem.text()
    dialog.file.setText(str(tmp_path / "new-brat"))
    finish(dialog, qtbot)
    assert (tmp_path / "new-brat" / "annotation.conf").is_file()
    assert [one.name for one in (tmp_path / "out-brat").iterdir()] == ["mine"]


def test_the_folder_is_new_and_stands_where_one_says(
    dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.list.choose("brat")
    (tmp_path / "other" / "out-brat").mkdir(parents=True)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "other"))
    QTest.mouseClick(dialog.browse, Qt.MouseButton.LeftButton)
    assert dialog.file.text() == str(tmp_path / "other" / "out-brat 2")


def test_a_part_that_is_missing_is_told_before(
    dialog: ExportDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.gui.models.formats.find_spec", lambda _: None)
    assert "annotator[spacy]" in missing(FORMATS["docbin"])
    dialog.list.choose("xlsx")
    assert "annotator[xlsx]" in dialog.page.toPlainText()
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert "annotator[xlsx]" in dialog.problem.text()
    assert not (tmp_path / "out.xlsx").exists()


def test_clauses_are_named_as_another_scheme_does(
    dialog: ExportDialog, session: Session, select: Select, qtbot: QtBot, tmp_path: Path
) -> None:
    select("privacy")
    session.tag("retention")
    dialog.list.choose("csv")
    dialog.scheme.setFocus()
    QTest.keyClick(dialog.scheme, Qt.Key.Key_Down)
    assert "OPP-115" in dialog.page.toPlainText()
    finish(dialog, qtbot)
    assert "Data Retention" in (tmp_path / "out.csv").read_text("utf-8-sig")


def test_a_format_without_tags_has_no_names_for_clauses(dialog: ExportDialog) -> None:
    dialog.scheme.setCurrentIndex(1)
    dialog.list.choose("sarif")
    assert not dialog.scheme.isEnabled()
    assert dialog.chosen_scheme() is None


def test_what_was_left_out_is_told_and_told_again(
    dialog: ExportDialog, session: Session, select: Select, qtbot: QtBot, tmp_path: Path
) -> None:
    select("privacy")
    session.tag("retention", note="Why?")
    dialog.list.choose("conll")
    finish(dialog, qtbot)
    assert dialog.outcome is not None
    assert "1 note is left out." in dialog.outcome.left_out
    told = ExportedDialog(dialog.outcome)
    assert "1 note is left out." in told.page.toPlainText()
    assert told.where.text() == str(tmp_path / "out.conll")
    again = ExportDialog(session, last=dialog.outcome)
    again.show()
    again.again.click()
    assert any(one.isVisible() for one in again.findChildren(ExportedDialog))
    again.close()


def test_the_window_tells_it_after_the_export(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = []

    def run(dialog: ExportDialog | ExportedDialog) -> None:
        shown.append(type(dialog))
        if isinstance(dialog, ExportDialog):
            dialog.outcome = Exported(Path("/x/out.conll"), ("1 note is left out.",))

    monkeypatch.setattr(window.dialogs, "_run", run)
    window.actions_["export.export"].trigger()
    assert shown == [ExportDialog, ExportedDialog]


@pytest.fixture
def preview(session: Session, qtbot: QtBot) -> JsonPreview:
    preview = JsonPreview(session)
    preview.resize(500, 600)
    with qtbot.waitExposed(preview):
        preview.show()
    qtbot.waitUntil(lambda: bool(preview.page.toPlainText()))
    return preview


def shown(preview: JsonPreview) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(preview.page.toPlainText())
    return found


def test_the_preview_follows_every_act(
    preview: JsonPreview, session: Session, select: Select, qtbot: QtBot
) -> None:
    assert shown(preview)["tags"] == []
    for word, label in (("privacy", "security"), ("website", "retention"), ("information", "purpose")):
        select(word)
        session.tag(label)
        preview.update_now()
        assert len(shown(preview)["tags"]) == len(session.annotations)
    select("cookies")
    session.flag("punctuation")
    first = next(iter(session.annotations))
    session.edit(first, note="two\nlines \u2028 and “more”")
    preview.update_now()
    assert [tag["note"] for tag in shown(preview)["tags"] if tag["id"] == first] == [
        "two\nlines \u2028 and “more”"
    ]
    session.remove([first])
    preview.update_now()
    assert first not in preview.page.toPlainText()
    session.undo()
    qtbot.waitUntil(lambda: first in preview.page.toPlainText())
    assert len(shown(preview)["flags"]) == 1
    assert preview.page.toPlainText().split("\n") == preview._lines


def test_the_preview_goes_to_the_active_mark_and_to_another_policy(
    preview: JsonPreview, session: Session, select: Select, qtbot: QtBot
) -> None:
    for word in ("privacy", "website", "information"):
        select(word)
        session.tag("security")
    preview.update_now()
    last = list(session.annotations)[-1]
    session.activate(last)
    preview.update_now()
    assert preview.page.textCursor().blockNumber() == preview._json.places[last]
    other = list(session.policies.values())[1]
    session.open_policy(other.id)
    qtbot.waitUntil(lambda: shown(preview)["file_name"] == other.file_name)


def test_the_preview_shows_what_the_file_has_and_says_what_more_it_has(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    policy = session.policy
    assert policy is not None
    session.select(0, 20)
    session.tag("retention")
    finding = Finding("odd-stop", "punctuation", Severity.LOW, Tier.SURE, "Doubled.", "", 30, 40)
    session.suggest({policy.id: [finding]}, "rules", date(2026, 1, 1))
    preview = JsonPreview(session)
    qtbot.addWidget(preview)
    preview.update_now()
    session.review.export(tmp_path / "a.json")
    document = json.loads((tmp_path / "a.json").read_bytes())
    (file,) = (each for each in document["policies"] if each["id"] == policy.id)
    seen: dict[str, object] = dict(shown(preview))
    assert file["flags"][0]["reviewer"] is None
    assert file.keys() - seen.keys() == {"content", "pages", "notes", "unplaced"}
    del seen["text"]
    assert seen == {name: file[name] for name in seen}
    for named in ("original bytes", "pages", "notes", "wait to be placed"):
        assert named in preview.caption.text()


def test_it_is_highlighted_by_pygments(preview: JsonPreview) -> None:
    block = preview.page.document().findBlockByNumber(1)
    colours = {one.format.foreground().color().name() for one in block.layout().formats()}
    assert len(colours) >= 2


def test_a_hidden_preview_costs_nothing(session: Session, select: Select) -> None:
    preview = JsonPreview(session)
    select("privacy")
    session.tag("security")
    assert not preview._pause.isActive()
    assert preview.page.toPlainText() == ""


def test_much_is_cut_with_a_word_about_it(session: Session, select: Select) -> None:
    select("privacy")
    session.flag("punctuation")
    (flag,) = session.annotations.values()
    assert isinstance(flag, Flag)
    from dataclasses import replace

    marks = [replace(flag, id=f"{number:04}") for number in range(300)]
    assert session.policy is not None
    page = PolicyJson()
    lines = page.lines(session.policy, "x" * 1000, marks, 200)
    record = json.loads("\n".join(lines))
    assert len(record["flags"]) == SHOWN
    assert page.left_out == 200
    assert "0200" in page.places
    assert lines[page.places["0200"]].strip() == "{"
    assert record["text"] == "x" * LONGEST + "… (760 more characters)"


def test_the_window_has_it_on_demand(window: MainWindow, qtbot: QtBot) -> None:
    dock = window.panels.docks["preview"]
    assert not dock.isVisible()
    dock.toggleViewAction().trigger()
    qtbot.waitUntil(lambda: "file_name" in window.panels.preview.page.toPlainText())
    policy = window.session.policy
    assert policy is not None
    assert shown(window.panels.preview)["file_name"] == policy.file_name
