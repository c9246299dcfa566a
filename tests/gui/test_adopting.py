"""File ▸ Import annotations…, and the list of marks that are to be placed."""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QStyleOptionViewItem
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.adoption.labels import ForeignLabel
from annotator.domain import Tag
from annotator.exchange import READERS
from annotator.gui.importing import Progress
from annotator.gui.models.adoption import MARKS, OURS, THEIRS, LabelMapModel, UnplacedModel
from annotator.gui.session import Session
from annotator.gui.views.adopt_dialog import AdoptDialog, LabelDelegate
from annotator.gui.views.unplaced_dialog import UnplacedDialog
from annotator.gui.window import MainWindow
from annotator.problems import BadInputError, DiskError, ProblemError
from annotator.review import Review
from tests.projects import assert_sound, waiting


@pytest.fixture
def labelled(session: Session, tmp_path: Path) -> Path:
    """Marks of doccano on an older version of the open policy: one in place, one not, one to be left out."""
    policy = session.policy
    assert policy is not None
    text = session.text.text
    old = text[:200] + " A sentence that was taken out since then. " + text[200:]
    runs = [[0, 40, "<b>Intro</b>"], [203, 240, "retention"], [300, 320, "Junk"]]
    file = tmp_path / "labelled.jsonl"
    line = {"text": old, "label": runs, "meta": {"policy": policy.id}}
    file.write_text(json.dumps(line), "utf-8")
    return file


def shown(session: Session, path: Path, qtbot: QtBot) -> AdoptDialog:
    dialog = AdoptDialog(session, path)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def choose(dialog: AdoptDialog, row: int, ours: str) -> None:
    """As a reviewer would: open the list of the cell, and take an entry."""
    index = dialog.model.index(row, OURS)
    delegate = dialog.table.itemDelegateForColumn(OURS)
    assert isinstance(delegate, LabelDelegate)
    box = delegate.createEditor(dialog.table, QStyleOptionViewItem(), index)
    assert isinstance(box, QComboBox)
    delegate.setEditorData(box, index)
    box.setCurrentIndex(box.findData(ours))
    delegate.setModelData(box, dialog.model, index)
    box.deleteLater()


def test_labels_are_asked_for_and_what_would_come_of_it_is_said_first(
    session: Session, labelled: Path, qtbot: QtBot
) -> None:
    before = session.review.newest()
    dialog = shown(session, labelled, qtbot)
    assert dialog.forms.currentData() == "doccano"
    qtbot.waitUntil(lambda: dialog.foreign is not None)
    assert dialog.model.rowCount() == 3
    assert dialog.model.index(0, THEIRS).data() == "<b>Intro</b>"
    assert [dialog.model.index(row, OURS).data() for row in range(3)] == [
        "Choose…",
        session.clauses.label("retention").name,  # type: ignore[union-attr]
        "Choose…",
    ]
    assert dialog.words.text() == "Choose what 2 labels are here, or leave their marks out."
    assert not dialog.start.isEnabled()
    choose(dialog, 0, "clause.intro")
    choose(dialog, 2, "-")
    qtbot.waitUntil(dialog.start.isEnabled)
    told = "1 mark is placed  ·  1 is to be placed by hand  ·  1 is left out"
    assert dialog.words.text() == told
    assert session.review.newest() == before
    with qtbot.waitSignal(session.notice) as said:
        dialog.start.click()
    assert said.args == [told]
    assert session.review.newest() == before + 1
    (tag,) = session.annotations.values()
    assert (tag.label, tag.spans[0].start, tag.spans[0].end) == ("intro", 0, 40)
    assert len(session.unplaced()) == 1
    assert_sound(session.review)
    again = shown(session, labelled, qtbot)
    qtbot.waitUntil(lambda: again.foreign is not None)
    choose(again, 0, "clause.intro")
    choose(again, 2, "-")
    qtbot.waitUntil(lambda: "2 are here already" in again.words.text())
    assert not again.start.isEnabled()
    again.reject()


def test_an_export_of_this_program_comes_back_whole(session: Session, tmp_path: Path, qtbot: QtBot) -> None:
    session.select(0, 20)
    event = session.tag("retention")
    assert event is not None
    session.review.export(tmp_path / "a.json")
    session.undo()
    dialog = shown(session, tmp_path / "a.json", qtbot)
    assert not dialog.table.isVisible()
    assert "all of it comes back" in dialog.words.text()
    with qtbot.waitSignal(session.notice) as said:
        dialog.start.click()
    assert said.args == ["1 annotation came in."]
    assert [type(each) for each in session.annotations.values()] == [Tag]


def test_what_cannot_be_told_or_read_is_said_in_the_dialog(
    session: Session, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a"}', "utf-8")
    dialog = shown(session, tmp_path / "a.jsonl", qtbot)
    assert "Choose the format" in dialog.words.text()
    assert not dialog.start.isEnabled()
    dialog.forms.setCurrentIndex(dialog.forms.findData("label-studio"))
    qtbot.waitUntil(lambda: bool(dialog.problem.text()))
    assert not dialog.start.isEnabled()
    dialog.forms.setCurrentIndex(0)
    assert dialog.problem.text() == ""
    dialog.reject()


def test_the_models_are_models(session: Session, qtmodeltester: ModelTester) -> None:
    labels = LabelMapModel(session)
    labels.show([ForeignLabel("Cookies", "", 1200), ForeignLabel("X", "flag", 1)])
    assert labels.index(0, MARKS).data() == "1,200"
    assert labels.setData(labels.index(1, OURS), f"issue.{session.issues.labels[0].id}")
    assert not labels.setData(labels.index(1, THEIRS), "x")
    assert labels.index(1, OURS).data() == f"Issue: {session.issues.labels[0].name}"
    assert labels.mapping()["issue.X"] == f"issue.{session.issues.labels[0].id}"
    assert labels.headerData(OURS, Qt.Orientation.Horizontal) == "Label here"
    qtmodeltester.check(labels)
    marks = UnplacedModel(session)
    marks.show([waiting(session.review)])
    qtmodeltester.check(marks)
    assert [marks.index(0, column).data() for column in range(3)] == [
        session.clauses.label("retention").name,  # type: ignore[union-attr]
        "kept for ever 😀",
        session.policy.title,  # type: ignore[union-attr]
    ]


@pytest.fixture
def placing(session: Session, qtbot: QtBot) -> UnplacedDialog:
    waiting(session.review, note="<i>note</i>")
    session.look()
    dialog = UnplacedDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_mark_is_placed_on_the_selection_and_leaves_the_list(
    session: Session, placing: UnplacedDialog, select: Callable[[str], object]
) -> None:
    mark = placing.mark()
    assert mark is not None
    assert "…they are ⟦kept for ever 😀⟧.…" in placing.about.toPlainText()
    assert "polarity: does" in placing.about.toPlainText()
    assert "<i>note</i>" in placing.about.toPlainText()
    said: list[str] = []
    session.notice.connect(said.append)
    placing.place.click()
    assert said == ["Select words first, or press S for the sentence."]
    words = session.text.text[:20].strip()
    select(words)
    placing.place.click()
    assert placing.model.rowCount() == 0
    assert placing.words.text() == "No mark waits to be placed."
    assert session.active is not None
    assert (session.active.id, session.active.spans[0].quote) == (mark.id, words)
    assert not placing.place.isEnabled()
    session.undo()
    assert placing.mark() == mark


def test_a_mark_of_another_policy_opens_that_first(session: Session, placing: UnplacedDialog) -> None:
    mark = placing.mark()
    assert mark is not None
    session.open_policy(list(session.policies)[2])
    placing.place.click()
    assert session.policy is not None
    assert session.policy.id == mark.policy
    assert session.unplaced() == [mark]


def test_a_mark_is_set_aside_and_comes_back_with_undo(
    session: Session, placing: UnplacedDialog, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(session.undo_offered):
        placing.aside.click()
    assert session.unplaced() == []
    session.undo()
    assert placing.model.rowCount() == 1


def test_its_words_are_looked_for_in_the_window(window: MainWindow, qtbot: QtBot) -> None:
    waiting(window.session.review)
    window.session.look()
    window.actions_.run("placing.list")
    (dialog,) = window.findChildren(UnplacedDialog)
    dialog.seek.click()
    assert window.find_bar.isVisible()
    assert window.find_bar.words.text() == "kept for ever 😀"
    dialog.close()


def test_what_is_chosen_from_the_menu_is_imported_and_what_waits_is_shown(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = window.session.policy
    assert policy is not None
    file = tmp_path / "a.jsonl"
    line = {"text": "x" * 40, "label": [[0, 30, "retention"]], "meta": {"policy": policy.id}}
    file.write_text(json.dumps(line), "utf-8")
    monkeypatch.setattr("annotator.gui.dialogs.QFileDialog.getOpenFileName", lambda *_: (str(file), ""))

    def run(dialog: AdoptDialog) -> None:
        dialog.adopted = window.session.adopt(READERS["doccano"](file), {})

    monkeypatch.setattr(window.dialogs, "_run", run)
    window.actions_.run("annotations.import")
    (dialog,) = window.findChildren(UnplacedDialog)
    assert dialog.isVisible()
    assert dialog.model.rowCount() == 1
    dialog.close()
    with pytest.raises(BadInputError):
        window.session.review.waiting("nope")


@pytest.mark.parametrize("refused", [False, True])
def test_scans_are_stopped_for_an_import_and_go_on_whatever_came_of_it(
    window: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, refused: bool
) -> None:
    policy = window.session.policy
    assert policy is not None
    file = tmp_path / "a.doccano.jsonl"
    line = {"text": window.session.text.text, "label": [[0, 30, "retention"]], "meta": {"policy": policy.id}}
    file.write_text(json.dumps(line), "utf-8")
    monkeypatch.setattr("annotator.gui.dialogs.QFileDialog.getOpenFileName", lambda *_: (str(file), ""))
    done: list[str] = []
    monkeypatch.setattr(window.scans, "stop", lambda: done.append("stop"))
    monkeypatch.setattr(window.scans, "new", lambda: done.append("new"))

    def refuse(*_: object) -> None:
        raise BadInputError("No.")

    def run(dialog: AdoptDialog) -> None:
        qtbot.waitUntil(dialog.start.isEnabled)
        if refused:
            monkeypatch.setattr(Review, "adopt", refuse)
        dialog.start.click()
        assert (dialog.adopted is None) is refused
        done.append("left")

    monkeypatch.setattr(window.dialogs, "_run", run)
    window.actions_.run("annotations.import")
    assert done == ["stop", "left", "new"]
    monkeypatch.setattr(window.dialogs, "_run", lambda _dialog: None)
    window.actions_.run("annotations.import")
    assert done == ["stop", "left", "new"], "where none was begun, nothing was stopped"


# Many marks, on another thread


@pytest.fixture
def many(session: Session, tmp_path: Path) -> Path:
    """A thousand marks of doccano on the open policy."""
    policy = session.policy
    assert policy is not None
    text = session.text.text
    runs = [[at, at + 40, "retention"] for at in range(1_000)]
    file = tmp_path / "many.jsonl"
    file.write_text(json.dumps({"text": text, "label": runs, "meta": {"policy": policy.id}}), "utf-8")
    return file


def ready(session: Session, path: Path, qtbot: QtBot) -> AdoptDialog:
    dialog = shown(session, path, qtbot)
    qtbot.waitUntil(dialog.start.isEnabled)
    return dialog


def test_the_window_lives_while_marks_come_in_and_they_are_one_step(
    session: Session, many: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = ready(session, many, qtbot)
    beats: list[bool] = []
    steps: list[tuple[int, int]] = []
    monkeypatch.setattr(Progress, "show_step", lambda _, *step: steps.append(step))
    pulse = QTimer(dialog, interval=1)
    pulse.timeout.connect(lambda: beats.append(dialog.buttons.isEnabled()))
    dialog.importing.connect(pulse.start)
    before = session.review.newest()
    dialog.start.click()
    pulse.stop()
    assert dialog.adopted is not None
    assert dialog.adopted.added == 1_000
    assert len(beats) > 1
    assert not any(beats)
    assert steps[0] == (0, 1_000)
    assert steps[-1] == (1_000, 1_000)
    assert session.review.newest() == before + 1
    assert len(session.annotations) == 1_000
    assert_sound(session.review)
    session.undo()
    assert not session.annotations


def test_an_import_that_is_cancelled_leaves_nothing_and_can_be_begun_again(
    session: Session, many: Path, qtbot: QtBot
) -> None:
    dialog = ready(session, many, qtbot)
    before = session.review.newest()
    said: list[str] = []
    session.problem.connect(said.append)

    def cancel() -> None:
        (progress,) = dialog.findChildren(Progress)
        progress.canceled.emit()

    dialog.importing.connect(lambda: QTimer.singleShot(0, cancel))
    dialog.start.click()
    assert dialog.adopted is None
    assert dialog.isVisible()
    assert session.review.newest() == before
    assert not session.annotations
    assert said == []
    dialog.importing.disconnect()
    dialog.start.click()
    assert dialog.adopted is not None


def test_the_dialog_stays_while_it_is_being_written(session: Session, many: Path, qtbot: QtBot) -> None:
    dialog = ready(session, many, qtbot)
    dialog.importing.connect(lambda: QTimer.singleShot(0, dialog.close))
    dialog.start.click()
    assert dialog.adopted is not None


def test_a_disk_that_refuses_is_told_and_it_can_be_tried_again(
    session: Session, many: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = ready(session, many, qtbot)
    asked: list[ProblemError] = []

    def on(problem: ProblemError) -> bool:
        asked.append(problem)
        return len(asked) == 1

    def full(*_: object) -> None:
        raise DiskError("The disk is full.")

    monkeypatch.setattr(session.ways, "on", on)
    with monkeypatch.context() as patch:
        patch.setattr(Review, "adopt", full)
        dialog.start.click()
    assert [str(each) for each in asked] == ["The disk is full."] * 2
    assert dialog.problem.text() == "The disk is full."
    assert dialog.isVisible()
    dialog.start.click()
    assert dialog.adopted is not None


def test_marks_never_come_into_a_project_that_has_just_taken_the_place(
    session: Session, many: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, aside = session.review.path, session.review.path.with_name("aside")
    dialog = ready(session, many, qtbot)
    before, open_one = session.review.newest(), Review.open

    def late(place: Path, **how: bool) -> Review:
        path.rename(aside)
        shutil.copy(aside, path)
        return open_one(place, **how)

    monkeypatch.setattr(Review, "open", late)
    with qtbot.waitSignal(session.problem) as said:
        dialog.start.click()
    monkeypatch.undo()
    assert "was moved, deleted or replaced" in said.args[0]
    assert dialog.adopted is None
    assert session.review.newest() == before
    with closing(Review.open(path)) as theirs:
        assert theirs.newest() == before
    dialog.reject()


def test_a_reviewer_who_is_new_here_is_the_same_in_the_next_act(
    session: Session, many: Path, qtbot: QtBot
) -> None:
    session.sign_in("Bo")
    dialog = ready(session, many, qtbot)
    dialog.start.click()
    session.select(0, 30)
    session.tag("intro")
    assert [each.name for each in session.review.reviewers()].count("Bo") == 1
    assert {each.reviewer for each in session.annotations.values()} == {session.review.reviewer.id}  # type: ignore[union-attr]


def test_marks_that_wait_in_an_export_are_told_and_shown(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.session
    waiting(session.review)
    session.review.export(tmp_path / "a.json")
    session.review.set_aside(session.review.unplaced()[0].id)
    session.look()
    monkeypatch.setattr(
        "annotator.gui.dialogs.QFileDialog.getOpenFileName", lambda *_: (str(tmp_path / "a.json"), "")
    )
    said: list[str] = []
    session.notice.connect(said.append)
    monkeypatch.setattr(window.dialogs, "_run", lambda dialog: dialog.start.click())
    window.actions_.run("annotations.import")
    assert said == ["0 annotations came in.  ·  1 is to be placed by hand"]
    (dialog,) = window.findChildren(UnplacedDialog)
    assert dialog.isVisible()
    dialog.close()
