"""The note beside its words, and the sheet of a flag."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from annotator.domain import Flag, Severity, State, Status
from annotator.gui.session import Session
from annotator.gui.views.flag_editor import FlagEditor, shortened
from annotator.gui.views.note_editor import NoteEditor
from annotator.gui.window import MainWindow
from annotator.problems import DiskError

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def session(window: MainWindow) -> Session:
    return window.session


def tagged(window: MainWindow, session: Session) -> str:
    start = session.text.text.index("privacy")
    window.pane.select(start, start + len("privacy"))
    event = session.tag("security")
    assert event is not None
    (tag,) = session.annotations
    return tag


@pytest.fixture
def tag(window: MainWindow, session: Session) -> str:
    return tagged(window, session)


@pytest.fixture
def editor(window: MainWindow, session: Session, tag: str) -> NoteEditor:
    editor = NoteEditor(session, window)
    editor.open_for(tag, QRect(100, 100, 80, 20), window.pane.viewport())
    return editor


def test_m_writes_a_note_and_ctrl_enter_keeps_it_as_one_act(
    window: MainWindow, session: Session, tag: str
) -> None:
    window.pane.setFocus()
    QTest.keyClick(window.pane, Qt.Key.Key_M)
    edit = QGuiApplication.focusObject()
    assert isinstance(edit, QPlainTextEdit)
    QTest.keyClicks(edit, "Who decides?")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClicks(edit, "1 more line")
    before = len(session.review.history())
    QTest.keyClick(edit, Qt.Key.Key_Return, CTRL)
    assert session.annotations[tag].note == "Who decides?\n1 more line"
    assert len(session.review.history()) == before + 1
    assert session.policy is not None
    assert session.policy.status is not Status.REVIEWED, "Ctrl+Enter was for the note alone"
    assert window.pane.hasFocus()
    session.undo()
    assert session.annotations[tag].note == ""


def test_esc_keeps_the_words_too(editor: NoteEditor, session: Session, tag: str) -> None:
    QTest.keyClicks(editor.edit, "kept")
    QTest.keyClick(editor.edit, Qt.Key.Key_Escape)
    assert editor.isHidden()
    assert session.annotations[tag].note == "kept"


def test_a_click_elsewhere_and_another_policy_keep_them(
    editor: NoteEditor, window: MainWindow, session: Session, tag: str
) -> None:
    QTest.keyClicks(editor.edit, "kept")
    QTest.mouseClick(window.pane.viewport(), Qt.MouseButton.LeftButton)
    assert session.annotations[tag].note == "kept"
    again = NoteEditor(session, window)
    again.open_for(tag, QRect(100, 100, 80, 20), window.pane.viewport())
    QTest.keyClicks(again.edit, " and more")
    first, second = list(session.policies)[:2]
    session.open_policy(second)
    session.open_policy(first)
    assert session.annotations[tag].note == "kept and more"


def test_a_pause_keeps_them_and_the_panel_stays(
    editor: NoteEditor, session: Session, tag: str, qtbot: QtBot
) -> None:
    editor.writing._wait.setInterval(1)
    QTest.keyClicks(editor.edit, "half a thou")
    qtbot.waitUntil(lambda: session.annotations[tag].note == "half a thou")
    assert editor.isVisible()


def test_opening_and_closing_changes_nothing(window: MainWindow, session: Session, tag: str) -> None:
    session.edit(tag, note="a\u00a0note\n\nwith a no-break space")
    before = len(session.review.history())
    editor = NoteEditor(session, window)
    editor.open_for(tag, QRect(100, 100, 80, 20), window.pane.viewport())
    QTest.keyClick(editor.edit, Qt.Key.Key_Escape)
    assert len(session.review.history()) == before
    editor = NoteEditor(session, window)
    editor.open_for(tag, QRect(100, 100, 80, 20), window.pane.viewport())
    QTest.keyClicks(editor.edit, "!")
    QTest.keyClick(editor.edit, Qt.Key.Key_Escape)
    assert session.annotations[tag].note == "a\u00a0note\n\nwith a no-break space!"


def test_words_that_cannot_be_kept_stay_on_the_screen(
    editor: NoteEditor,
    session: Session,
    tag: str,
    monkeypatch: pytest.MonkeyPatch,
    answered: Callable[..., list[str]],
) -> None:
    seen = answered("close")

    def full(*_: object, **__: object) -> None:
        raise DiskError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(session.review, "edit", full)
        QTest.keyClicks(editor.edit, "precious")
        QTest.keyClick(editor.edit, Qt.Key.Key_Escape)
    assert seen
    assert editor.isVisible()
    assert editor.edit.toPlainText() == "precious"
    assert QGuiApplication.clipboard().text() == "precious"
    QTest.keyClick(editor.edit, Qt.Key.Key_Escape)
    assert session.annotations[tag].note == "precious"
    assert editor.isHidden()


@pytest.fixture
def flag(window: MainWindow, session: Session) -> Flag:
    start = session.text.text.index("privacy")
    window.pane.select(start, start + len("privacy"))
    session.flag("contradiction")
    (flag,) = session.annotations.values()
    session.edit(flag.id, counterpart=[(0, 4)])
    (flag,) = session.annotations.values()
    assert isinstance(flag, Flag)
    return flag


@pytest.fixture
def sheet(session: Session, flag: Flag, qtbot: QtBot) -> FlagEditor:
    sheet = FlagEditor(session, flag.id)
    sheet.show()
    qtbot.waitExposed(sheet)
    return sheet


def now(session: Session, flag: Flag) -> Flag:
    value = session.annotations[flag.id]
    assert isinstance(value, Flag)
    return value


def test_all_of_a_flag_is_changed_by_one_act(sheet: FlagEditor, session: Session, flag: Flag) -> None:
    before = len(session.review.history())
    QTest.keyClicks(sheet.note, "Says never, then says partners.")
    QTest.keyClicks(sheet.suggestion, "We share data with partners.")
    QTest.mouseClick(sheet.severity.buttons[Severity.LOW], Qt.MouseButton.LeftButton)
    QTest.mouseClick(sheet.state.buttons[State.RESOLVED], Qt.MouseButton.LeftButton)
    assert sheet.reason.isVisible()
    QTest.keyClicks(sheet.reason, "Reworded in May")
    QTest.keyClick(sheet, Qt.Key.Key_Return, CTRL)
    after = now(session, flag)
    assert after.note == "Says never, then says partners."
    assert after.suggestion == "We share data with partners."
    assert (after.severity, after.state, after.reason) == (Severity.LOW, State.RESOLVED, "Reworded in May")
    assert after.counterpart == flag.counterpart
    assert len(session.review.history()) == before + 1


def test_esc_keeps_put_back_puts_back(sheet: FlagEditor, session: Session, flag: Flag) -> None:
    assert not sheet.put_back.isEnabled()
    QTest.keyClicks(sheet.note, "second thoughts")
    assert sheet.put_back.isEnabled()
    QTest.mouseClick(sheet.put_back, Qt.MouseButton.LeftButton)
    assert sheet.note.toPlainText() == ""
    QTest.keyClicks(sheet.note, "kept")
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert now(session, flag).note == "kept"


def test_the_second_span_is_shown_and_can_go(sheet: FlagEditor, session: Session, flag: Flag) -> None:
    assert sheet.counterpart.isVisible()
    QTest.mouseClick(sheet.drop, Qt.MouseButton.LeftButton)
    assert not sheet.counterpart.isVisible()
    sheet.accept()
    assert now(session, flag).counterpart == ()


def test_an_open_flag_asks_no_reason_and_loses_the_one_it_had(
    session: Session, flag: Flag, qtbot: QtBot
) -> None:
    session.edit(flag.id, state=State.DISMISSED, reason="no issue")
    sheet = FlagEditor(session, flag.id)
    sheet.show()
    assert sheet.reason.text() == "no issue"
    QTest.mouseClick(sheet.state.buttons[State.OPEN], Qt.MouseButton.LeftButton)
    assert not sheet.reason.isVisible()
    sheet.accept()
    assert (now(session, flag).state, now(session, flag).reason) == (State.OPEN, "")


def test_what_is_refused_stays_on_the_sheet(
    sheet: FlagEditor,
    session: Session,
    flag: Flag,
    monkeypatch: pytest.MonkeyPatch,
    answered: Callable[..., list[str]],
) -> None:
    seen = answered("close")

    def full(*_: object, **__: object) -> None:
        raise DiskError("The disk is full.")

    QTest.keyClicks(sheet.note, "precious")
    with monkeypatch.context() as patched:
        patched.setattr(session.review, "edit", full)
        sheet.accept()
    assert seen
    assert sheet.isVisible()
    assert sheet.problem.text() == "The disk is full."
    sheet.accept()
    assert now(session, flag).note == "precious"


def test_the_type_is_chosen_with_the_keyboard(sheet: FlagEditor, session: Session, flag: Flag) -> None:
    sheet.type.setFocus()
    row = sheet.type.currentIndex()
    QTest.keyClick(sheet.type, Qt.Key.Key_Up)
    expected = sheet.type.itemData(row - 1)
    sheet.accept()
    assert now(session, flag).label == expected


def test_a_retired_type_stays_choosable_for_what_carries_it(
    session: Session, flag: Flag, qtbot: QtBot
) -> None:
    from dataclasses import replace

    issues = session.issues
    labels = tuple(replace(label, retired=label.retired or label.id == flag.label) for label in issues.labels)
    session.set_taxonomy(replace(issues, labels=labels))
    sheet = FlagEditor(session, flag.id)
    sheet.show()
    assert sheet.label() == flag.label
    assert sheet.changes() == {}
    sheet.accept()


def test_long_words_are_shown_by_their_ends() -> None:
    assert shortened("a\n b") == "a b"
    long = shortened("begin " + "x " * 500 + "end")
    assert long.startswith("begin")
    assert long.endswith("end")
    assert " … " in long
    assert len(long) < 300


def test_every_field_is_named(sheet: FlagEditor) -> None:
    fields: list[Callable[[], str]] = [
        sheet.type.accessibleName,
        sheet.reason.accessibleName,
        sheet.note.accessibleName,
        sheet.suggestion.accessibleName,
        sheet.severity.accessibleName,
        sheet.state.accessibleName,
    ]
    assert all(name() for name in fields)
