"""The label set while it is edited, and the editor around it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QColorDialog
from pytestqt.qtbot import QtBot

from annotator import taxonomy as taxonomies
from annotator.domain import CLAUSES, ISSUES, Label, Severity, Taxonomy
from annotator.gui.models.label_set import MIME, LabelSetModel, free_id
from annotator.gui.session import Session
from annotator.gui.views.label_editor import LabelEditor
from annotator.review import Review

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SMALL = Taxonomy(
    CLAUSES,
    "Small",
    4,
    (
        Label("one", "One", code="ONE", key="1"),
        Label("two", "Two", code="TWO", key="2"),
        Label("three", "Three", code="THR"),
    ),
)


@pytest.fixture
def model() -> LabelSetModel:
    return LabelSetModel(SMALL)


def ids(model: LabelSetModel) -> list[str]:
    return [label.id for label in model.taxonomy().labels]


def test_the_model(model: LabelSetModel, qtmodeltester: object) -> None:
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    model.add("Four")
    model.move(0, 3)
    model.retire(1)
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    assert model.data(model.index(0), Qt.ItemDataRole.AccessibleTextRole) == "Two, key 2"
    assert model.data(model.index(1), Qt.ItemDataRole.AccessibleTextRole) == "Three, retired"


def test_nothing_is_edited_until_something_is(model: LabelSetModel, qtbot: QtBot) -> None:
    assert not model.is_edited()
    with qtbot.assertNotEmitted(model.edited):
        model.put(0, name="One")
    with qtbot.waitSignal(model.edited):
        model.put(0, name="First")
    assert model.is_edited()
    model.put(0, name="One")
    assert not model.is_edited()


def test_a_key_is_taken_from_the_label_that_had_it(model: LabelSetModel) -> None:
    assert model.holder("1", but=2) == 0
    model.put(2, key="1")
    assert [label.key for label in model.taxonomy().labels] == ["", "2", "1"]
    taxonomies.validate(model.taxonomy())


def test_a_label_keeps_its_id_when_it_is_renamed_and_a_new_one_follows_its_name(model: LabelSetModel) -> None:
    model.rename(0, "Uno")
    row = model.add("New label")
    model.rename(row, "Dark pattern")
    assert ids(model) == ["one", "two", "three", "dark-pattern"]
    assert model.label(row).code == "DAR"
    model.put(row, code="DP")
    model.rename(row, "Darker pattern")
    assert (model.label(row).id, model.label(row).code) == ("darker-pattern", "DP")
    taxonomies.validate(model.taxonomy())


def test_what_was_there_is_retired_and_only_what_is_new_is_deleted(model: LabelSetModel) -> None:
    model.retire(0)
    assert model.label(0).retired
    assert model.label(0).key == ""
    with pytest.raises(ValueError, match="retired, not deleted"):
        model.delete(0)
    model.delete(model.add("New"))
    assert ids(model) == ["one", "two", "three"]


def test_a_label_that_comes_back_gets_a_code_of_its_own(model: LabelSetModel) -> None:
    model.retire(0)
    model.put(1, code="ONE")
    model.bring_back(0)
    assert model.label(0).code != "ONE"
    taxonomies.validate(model.taxonomy())


@pytest.mark.parametrize(
    ("row", "to", "expected"),
    [(0, 2, ["two", "three", "one"]), (2, 0, ["three", "one", "two"]), (0, 1, ["two", "one", "three"])],
)
def test_moving(model: LabelSetModel, row: int, to: int, expected: list[str]) -> None:
    assert model.move(row, to)
    assert ids(model) == expected


def test_moving_nowhere(model: LabelSetModel) -> None:
    assert not model.move(0, 0)
    assert not model.move(0, 3)
    assert not model.move(0, -1)


@pytest.mark.parametrize(
    ("source", "before", "expected"),
    [(0, 2, ["two", "one", "three"]), (2, 0, ["three", "one", "two"]), (0, -1, ["two", "three", "one"])],
)
def test_dropping(model: LabelSetModel, source: int, before: int, expected: list[str]) -> None:
    data = model.mimeData([model.index(source)])
    assert not model.dropMimeData(data, Qt.DropAction.MoveAction, before, 0, QModelIndex())
    assert ids(model) == expected


@pytest.mark.parametrize(
    ("row", "before", "expected"),
    [(0, 3, ["two", "three", "one"]), (2, 0, ["three", "one", "two"]), (0, 2, ["two", "one", "three"])],
)
def test_dragging_moves_rows_as_a_view_asks_for_it(
    model: LabelSetModel, row: int, before: int, expected: list[str]
) -> None:
    assert model.moveRow(QModelIndex(), row, QModelIndex(), before)
    assert ids(model) == expected
    assert not model.moveRows(QModelIndex(), 0, 2, QModelIndex(), 3)


def test_dropping_something_else_does_nothing(model: LabelSetModel) -> None:
    data = QMimeData()
    data.setData(MIME, b"a file")
    model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, QModelIndex())
    assert not model.is_edited()


def test_ids_are_plain_and_free() -> None:
    assert free_id("Überraschung & Co.", []) == "uberraschung-co"
    assert free_id("One", ["one", "one-2"]) == "one-3"
    assert free_id("日本", []) == "label"


@pytest.fixture
def editor(session: Session, qtbot: QtBot) -> LabelEditor:
    editor = LabelEditor(session)
    with qtbot.waitExposed(editor):
        editor.show()
    return editor


def stand_on(editor: LabelEditor, label: str) -> int:
    row = next(at for at in range(editor.model.rowCount()) if editor.model.label(at).id == label)
    editor.view.setCurrentIndex(editor.model.index(row))
    return row


def on_disk(session: Session, name: str = CLAUSES) -> Taxonomy:
    """As another program reads it, after this one was killed, say."""
    other = Review.open(session.review.path)
    try:
        return other.taxonomy(name)
    finally:
        other.close()


def test_each_edit_is_an_act_when_it_is_made_and_undone_alone(editor: LabelEditor, session: Session) -> None:
    before = session.clauses
    stand_on(editor, "retention")
    QTest.mouseClick(editor.form.swatches[3], Qt.MouseButton.LeftButton)
    assert on_disk(session).label("retention") == editor.model.label(editor.row())
    colour = on_disk(session)
    editor.form.name.setFocus()
    editor.form.name.selectAll()
    QTest.keyClicks(editor.form.name, "Storage period")
    editor.form.definition.setFocus()
    named = on_disk(session)
    assert [label.name for label in named.labels].count("Storage period") == 1
    QTest.keyClicks(editor.form.definition, "!")
    stand_on(editor, "purpose")
    retention = on_disk(session).label("retention")
    assert retention is not None
    assert retention.definition.startswith("!")
    QTest.keyClick(editor, Qt.Key.Key_Down, ALT)
    moved = on_disk(session)
    editor.accept()
    assert on_disk(session) == moved
    for former in (None, named.labels, colour.labels, before.labels):
        session.undo()
        assert former is None or on_disk(session).labels == former


def test_words_are_kept_when_the_keys_rest(editor: LabelEditor, session: Session, qtbot: QtBot) -> None:
    editor.form.name.setFocus()
    editor.form.name.selectAll()
    QTest.keyClicks(editor.form.name, "Precious")
    assert on_disk(session).labels[0].name != "Precious"
    qtbot.waitUntil(lambda: on_disk(session).labels[0].name == "Precious", timeout=1500)
    assert editor.isVisible()
    assert editor.form.name.hasFocus()


def test_what_someone_else_changes_meanwhile_stays(editor: LabelEditor, session: Session) -> None:
    stand_on(editor, "retention")
    theirs = session.clauses
    other = Review.open(session.review.path)
    other.sign_in("Grace")
    changed = tuple(
        replace(label, name="Theirs") if label.id == "purpose" else label for label in theirs.labels
    )
    other.set_taxonomy(replace(theirs, labels=changed))
    other.close()
    QTest.mouseClick(editor.form.swatches[3], Qt.MouseButton.LeftButton)
    purpose, retention = (session.clauses.label(name) for name in ("purpose", "retention"))
    assert purpose is not None
    assert purpose.name == "Theirs"
    assert retention is not None
    assert retention.colour == editor.form.swatches[3].colour
    assert editor.model.taxonomy().labels == session.clauses.labels
    assert editor.model.label(editor.row()).id == "retention"


def test_closing_without_edits_is_no_act(editor: LabelEditor, session: Session) -> None:
    count = len(session.review.history())
    for row in range(editor.model.rowCount()):
        editor.view.setCurrentIndex(editor.model.index(row))
    editor.tabs.setCurrentIndex(1)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.isHidden()
    assert len(session.review.history()) == count


def test_put_back_is_one_act_for_the_whole_sitting(editor: LabelEditor, session: Session) -> None:
    before = session.clauses
    assert not editor.put_back.isEnabled()
    editor.form.name.selectAll()
    QTest.keyClicks(editor.form.name, "Nonsense")
    stand_on(editor, "retention")
    QTest.mouseClick(editor.form.retire, Qt.MouseButton.LeftButton)
    assert on_disk(session).labels[0].name == "Nonsense"
    count = len(session.review.history())
    QTest.mouseClick(editor.put_back, Qt.MouseButton.LeftButton)
    assert editor.form.name.text() == before.labels[0].name
    assert on_disk(session).labels == before.labels
    assert len(session.review.history()) == count + 1
    editor.accept()


def test_retiring_keeps_what_is_tagged(editor: LabelEditor, session: Session, select: object) -> None:
    session.select(0, 5)
    session.tag("retention")
    stand_on(editor, "retention")
    QTest.mouseClick(editor.form.retire, Qt.MouseButton.LeftButton)
    assert editor.form.retired.isVisible()
    assert editor.form.retire.text() == "Bring back"
    editor.accept()
    assert session.clauses.label("retention") not in session.clauses.offered
    (tag,) = session.annotations.values()
    assert tag.label == "retention"
    assert session.label_of(tag).name == "Retention"


def test_adding_an_issue_type_with_its_severity(editor: LabelEditor, session: Session) -> None:
    editor.tabs.setCurrentIndex(1)
    QTest.keyClick(editor, Qt.Key.Key_N, CTRL)
    assert editor.form.name.hasFocus()
    QTest.keyClicks(editor.form.name, "Dark pattern")
    editor.form.severity.setFocus()
    QTest.keyClick(editor.form.severity, Qt.Key.Key_Down)
    editor.accept()
    label = session.issues.label("dark-pattern")
    assert label is not None
    assert label.severity is Severity.HIGH
    assert label == session.issues.labels[-1]


def test_alt_up_and_down_move(editor: LabelEditor, session: Session) -> None:
    first, second = session.clauses.labels[:2]
    QTest.keyClick(editor, Qt.Key.Key_Down, ALT)
    assert [editor.model.label(0), editor.model.label(1)] == [second, first]
    assert editor.row() == 1
    assert editor.form.name.text() == first.name
    editor.form.name.selectAll()
    QTest.keyClicks(editor.form.name, "Moved")
    assert editor.model.label(1).name == "Moved"
    QTest.keyClick(editor, Qt.Key.Key_Up, ALT)
    QTest.keyClick(editor, Qt.Key.Key_Up, ALT)
    assert editor.model.label(0).name == "Moved"


def test_a_taken_key_moves_here_and_says_from_where(editor: LabelEditor, session: Session) -> None:
    former = next(label for label in session.clauses.offered if label.key == "3")
    row = stand_on(editor, next(label.id for label in session.clauses.offered if not label.key))
    editor.form.key.setFocus()
    editor.form.key.setCurrentIndex(editor.form.key.findData("2"))
    QTest.keyClick(editor.form.key, Qt.Key.Key_Down)
    assert editor.model.label(row).key == "3"
    assert former.name in editor.form.remark.text()
    editor.accept()
    assert session.clauses.label(former.id) == replace(former, key="")


def test_a_taken_code_and_an_empty_name_are_not_taken(editor: LabelEditor, session: Session) -> None:
    first, second = session.clauses.labels[:2]
    editor.form.code.setFocus()
    editor.form.code.selectAll()
    QTest.keyClicks(editor.form.code, second.code.lower())
    assert second.name in editor.form.remark.text()
    assert editor.model.code_holder(editor.model.label(0).code, but=0) is None
    editor.form.name.setFocus()
    editor.form.name.selectAll()
    QTest.keyClick(editor.form.name, Qt.Key.Key_Delete)
    assert editor.form.remark.isVisible()
    editor.form.definition.setFocus()
    assert editor.form.name.text() == first.name
    editor.accept()
    assert session.clauses.label(first.id) is not None


def test_any_other_colour(editor: LabelEditor, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtGui import QColor

    monkeypatch.setattr(QColorDialog, "getColor", lambda *_: QColor("#123456"))
    QTest.mouseClick(editor.form.other_colour, Qt.MouseButton.LeftButton)
    assert editor.model.label(0).colour == "#123456"
    assert editor.form.own_swatch.isVisible()


@pytest.mark.parametrize("name", ["labels.json", "labels.yaml"])
def test_out_and_in_again(editor: LabelEditor, session: Session, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    editor.export_to(path)
    assert taxonomies.read(path).labels == session.clauses.labels
    editor.import_from(path)
    assert not editor.model.is_edited()


def test_an_import_keeps_what_the_file_lacks_as_retired(
    editor: LabelEditor, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "mine.json"
    taxonomies.write(replace(session.clauses, labels=session.clauses.labels[:3]), path)
    editor.import_from(path)
    editor.accept()
    assert len(session.clauses.offered) == 3
    assert len(session.clauses.labels) > 3


def test_a_bad_file_is_told_in_place(editor: LabelEditor, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text(json.dumps({"id": ISSUES}))
    editor.import_from(path)
    assert editor.problem.isVisible()
    assert not editor.model.is_edited()


def test_what_the_project_refuses_keeps_the_editor_open(
    editor: LabelEditor, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotator.problems import DiskError

    def full(*_: object, **__: object) -> None:
        raise DiskError("The disk is full.")

    editor.form.name.selectAll()
    QTest.keyClicks(editor.form.name, "Precious")
    with monkeypatch.context() as patched:
        patched.setattr(session.review, "set_taxonomy", full)
        editor.accept()
    assert editor.isVisible()
    assert editor.problem.text() == "The disk is full."
    editor.accept()
    assert "Precious" in [label.name for label in session.clauses.labels]


def test_dragging_with_the_mouse_is_offered(editor: LabelEditor) -> None:
    assert editor.view.dragEnabled()
    assert editor.view.acceptDrops()
    flags = editor.model.flags(editor.model.index(0))
    assert flags & Qt.ItemFlag.ItemIsDragEnabled
    rectangle = editor.view.visualRect(editor.model.index(1))
    QTest.mouseClick(editor.view.viewport(), Qt.MouseButton.LeftButton, pos=rectangle.center() + QPoint(1, 1))
    assert editor.row() == 1


def test_every_control_is_named(editor: LabelEditor) -> None:
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget

    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit)
    for kind in kinds:
        for widget in editor.findChildren(kind):
            assert isinstance(widget, QWidget)
            named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
            internal = widget.objectName().startswith(("qt_", "_q_")) or "Scroll" in type(widget).__name__
            assert named or internal, (type(widget), widget.objectName())
