"""Fields for words: Ctrl+Enter is theirs, and what is typed is on the disk before the writer stops."""

from collections.abc import Callable
from time import monotonic

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from annotator.domain import Flag, Severity, State, Status
from annotator.gui.session import Session
from annotator.gui.views.annotation_sheet import AnnotationSheet
from annotator.gui.views.flag_editor import FlagEditor
from annotator.gui.views.writing import WAIT
from annotator.gui.window import MainWindow
from annotator.review import Review

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def session(window: MainWindow) -> Session:
    return window.session


@pytest.fixture
def flag(window: MainWindow, session: Session) -> Flag:
    """A dismissed issue, which the panel shows with all its fields."""
    at = session.text.text.index("privacy")
    window.pane.select(at, at + len("privacy"))
    session.flag("contradiction")
    session.set_state(State.DISMISSED)
    flag = session.focused
    assert isinstance(flag, Flag)
    return flag


@pytest.fixture
def sheet(window: MainWindow, flag: Flag) -> AnnotationSheet:
    return window.panels.span.sheet


def on_disk(session: Session, flag: Flag) -> Flag:
    """As another program reads it, after this one was killed, say."""
    other = Review.open(session.review.path)
    try:
        found = other.annotation(flag.id)
    finally:
        other.close()
    assert isinstance(found, Flag)
    return found


def type_on(qtbot: QtBot, field: QLineEdit | QPlainTextEdit, over: Callable[[], bool]) -> str:
    """Type without a pause until it is over."""
    field.setFocus()
    words: list[str] = []

    def another() -> None:
        words.append("ab "[len(words) % 3])
        QTest.keyClicks(field, words[-1])
        assert over()

    qtbot.waitUntil(another, timeout=4000)
    return "".join(words)


@pytest.mark.parametrize("name", ["note", "suggestion", "reason"])
def test_words_are_on_the_disk_while_typing_goes_on(
    sheet: AnnotationSheet, session: Session, flag: Flag, qtbot: QtBot, name: str
) -> None:
    field = getattr(sheet, name)
    began = monotonic()
    words = type_on(qtbot, field, lambda: monotonic() - began > 1.5)
    kept = getattr(on_disk(session, flag), name)
    assert len(kept) > 5
    assert words.startswith(kept)
    text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
    assert text == words, "the cursor stays, and so do the spaces"
    assert field.hasFocus()
    assert WAIT <= 1000


def test_a_note_beside_its_words_is_on_the_disk_too(
    window: MainWindow, session: Session, flag: Flag, qtbot: QtBot
) -> None:
    window.pane.setFocus()
    QTest.keyClick(window.pane, Qt.Key.Key_M)
    edit = window.focusWidget()
    assert isinstance(edit, QPlainTextEdit)
    began = monotonic()
    words = type_on(qtbot, edit, lambda: monotonic() - began > 1.5)
    kept = on_disk(session, flag).note
    assert len(kept) > 5
    assert words.startswith(kept)


def test_the_sheet_of_a_flag_is_kept_and_can_be_put_back(session: Session, flag: Flag, qtbot: QtBot) -> None:
    editor = FlagEditor(session, flag.id)
    qtbot.addWidget(editor)
    with qtbot.waitExposed(editor):
        editor.show()
    began = monotonic()
    type_on(qtbot, editor.suggestion, lambda: monotonic() - began > 1.5)
    assert len(on_disk(session, flag).suggestion) > 5
    QTest.mouseClick(editor.put_back, Qt.MouseButton.LeftButton)
    assert on_disk(session, flag).suggestion == ""
    editor.accept()


def test_the_sheet_of_a_flag_leaves_alone_what_others_change(
    session: Session, flag: Flag, qtbot: QtBot
) -> None:
    editor = FlagEditor(session, flag.id)
    qtbot.addWidget(editor)
    editor.show()
    session.edit(flag.id, severity=Severity.INFO)
    editor.severity.set_value(Severity.INFO)
    assert editor._keep(), "that it is so already is no refusal"
    QTest.keyClicks(editor.note, "mine")
    editor.accept()
    assert editor.isHidden()
    kept = on_disk(session, flag)
    assert (kept.severity, kept.note) == (Severity.INFO, "mine")


def test_what_was_typed_in_one_go_is_undone_and_redone_in_one_go(
    sheet: AnnotationSheet, session: Session, flag: Flag
) -> None:
    sheet.note.setFocus()
    for bit in ("one ", "two ", "three"):
        QTest.keyClicks(sheet.note, bit)
        sheet.hand_in()
    session.undo()
    assert on_disk(session, flag).note == ""
    assert on_disk(session, flag).state is State.DISMISSED
    session.redo()
    assert on_disk(session, flag).note == "one two three"


@pytest.mark.parametrize("name", ["note", "suggestion", "reason"])
def test_ctrl_enter_keeps_the_words_and_goes_back_to_the_text(
    window: MainWindow, sheet: AnnotationSheet, session: Session, flag: Flag, name: str
) -> None:
    field = getattr(sheet, name)
    field.setFocus()
    QTest.keyClicks(field, "kept")
    QTest.keyClick(field, Qt.Key.Key_Return, CTRL)
    assert getattr(on_disk(session, flag), name) == "kept"
    assert session.policy is not None
    assert session.policy.id == flag.policy
    assert session.policy.status is not Status.REVIEWED
    assert window.pane.hasFocus()


def test_removing_on_the_sheet_leaves_the_focus_with_the_text(
    window: MainWindow, sheet: AnnotationSheet, session: Session
) -> None:
    QTest.mouseClick(sheet.remove, Qt.MouseButton.LeftButton)
    assert not session.annotations
    assert window.pane.hasFocus()


def test_ctrl_enter_in_a_filter_marks_nothing(window: MainWindow, session: Session) -> None:
    for line in (window.panels.policies.filter, window.panels.issues.filter, window.panels.labels.filter):
        line.setFocus()
        QTest.keyClick(line, Qt.Key.Key_Return, CTRL)
        assert window.pane.hasFocus()
    assert all(policy.status is not Status.REVIEWED for policy in session.policies.values())


def test_after_a_note_and_a_picker_the_keyboard_is_with_the_text(window: MainWindow, flag: Flag) -> None:
    """Each panel gave the focus back to the one before, which had gone."""
    window.pane.setFocus()
    QTest.keyClick(window.pane, Qt.Key.Key_M)
    QTest.keyClicks(window.focusWidget(), "half typed")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_P, CTRL)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert window.session.policy is not None
    assert window.session.policy.id != flag.policy
    assert window.pane.hasFocus()


def test_closing_an_issue_on_its_sheet_asks_why(
    window: MainWindow, session: Session, flag: Flag, sheet: AnnotationSheet
) -> None:
    session.set_state(State.OPEN)
    assert not sheet.reason.isVisible()
    sheet.state.setFocus()
    sheet.state.setCurrentIndex(sheet.state.findData(State.DISMISSED))
    sheet.state.activated.emit(sheet.state.currentIndex())
    assert sheet.reason.hasFocus()
    QTest.keyClicks(sheet.reason, "a quotation")
    QTest.keyClick(sheet.reason, Qt.Key.Key_Return, CTRL)
    kept = on_disk(session, flag)
    assert (kept.state, kept.reason) == (State.DISMISSED, "a quotation")
