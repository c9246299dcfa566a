"""Panels that one types into, by key events on the real window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.domain import Flag, Tag
from annotator.gui.session import Session
from annotator.gui.views.overlay import Overlay
from annotator.gui.views.palette import CommandPalette
from annotator.gui.views.pickers import FlagPicker, LabelPicker, PolicyPicker, RelabelPicker
from annotator.gui.window import MainWindow

Words = Callable[[str], tuple[int, int]]


@pytest.fixture
def session(window: MainWindow) -> Session:
    return window.session


def typed_into() -> QLineEdit:
    line = QGuiApplication.focusObject()
    assert isinstance(line, QLineEdit)
    return line


def open_overlay(window: QWidget, kind: type[Overlay]) -> Overlay:
    return next(one for one in window.findChildren(kind) if not one.isHidden())


@pytest.fixture
def words(window: MainWindow, session: Session) -> tuple[int, int]:
    """Some words are selected in the pane."""
    start = session.text.text.index("privacy")
    window.pane.select(start, start + len("privacy"))
    assert session.words() == (start, start + len("privacy"))
    return start, start + len("privacy")


def test_l_letters_enter_tags_the_selection(
    window: MainWindow, session: Session, words: tuple[int, int]
) -> None:
    QTest.keyClick(window.pane, Qt.Key.Key_L)
    picker = open_overlay(window, LabelPicker)
    QTest.keyClicks(typed_into(), "reten")
    QTest.keyClick(typed_into(), Qt.Key.Key_Return)
    (tag,) = session.annotations.values()
    assert isinstance(tag, Tag)
    assert tag.label == "retention"
    assert (tag.spans[0].start, tag.spans[0].end) == words
    assert picker.isHidden()
    assert window.pane.hasFocus()


def test_esc_closes_and_gives_the_focus_back(
    window: MainWindow, session: Session, words: tuple[int, int]
) -> None:
    QTest.keyClick(window.pane, Qt.Key.Key_L)
    QTest.keyClicks(typed_into(), "ret")
    QTest.keyClick(typed_into(), Qt.Key.Key_Escape)
    assert not session.annotations
    assert window.pane.hasFocus()


def test_a_click_elsewhere_closes(window: MainWindow, words: tuple[int, int], qtbot: QtBot) -> None:
    QTest.keyClick(window.pane, Qt.Key.Key_L)
    picker = open_overlay(window, LabelPicker)
    with qtbot.waitSignal(picker.closed):
        QTest.mouseClick(window.pane.viewport(), Qt.MouseButton.LeftButton)
    assert window.pane.hasFocus()


def test_arrows_go_round_and_a_click_chooses(
    window: MainWindow, session: Session, words: tuple[int, int]
) -> None:
    picker = LabelPicker(session, window)
    picker.open()
    last = picker.model.rowCount() - 1
    QTest.keyClick(picker.edit, Qt.Key.Key_Up)
    assert picker.view.currentIndex().row() == last
    QTest.keyClick(picker.edit, Qt.Key.Key_Down)
    QTest.keyClick(picker.edit, Qt.Key.Key_Down)
    assert picker.view.currentIndex().row() == 1
    QTest.keyClick(picker.edit, Qt.Key.Key_PageDown)
    assert picker.view.currentIndex().row() > 4
    QTest.keyClick(picker.edit, Qt.Key.Key_PageUp)
    QTest.keyClick(picker.edit, Qt.Key.Key_Tab)
    assert picker.view.currentIndex().row() == 2
    QTest.keyClick(picker.edit, Qt.Key.Key_Backtab)
    assert picker.view.currentIndex().row() == 1
    assert picker.edit.hasFocus()
    second = picker.model.index(1)
    picker.view.scrollToTop()
    QTest.mouseClick(
        picker.view.viewport(), Qt.MouseButton.LeftButton, pos=picker.view.visualRect(second).center()
    )
    (tag,) = session.annotations.values()
    assert tag.label == session.clauses.offered[1].id


def test_the_label_used_last_stands_first(
    window: MainWindow, session: Session, words: tuple[int, int]
) -> None:
    session.tag("security")
    picker = LabelPicker(session, window)
    picker.open()
    match = picker.model.at(0)
    assert match is not None
    assert match.choice.id == "security"


def test_nothing_fits_says_what_to_do(window: MainWindow, session: Session) -> None:
    picker = LabelPicker(session, window)
    picker.open()
    QTest.keyClicks(picker.edit, "qqqq")
    assert picker.nothing.isVisible()
    assert "qqqq" in picker.nothing.text()
    QTest.keyClick(picker.edit, Qt.Key.Key_Return)
    assert not session.annotations
    assert not picker.isHidden()


def test_f_letters_enter_flags_with_the_severity_of_the_type(
    window: MainWindow, session: Session, words: tuple[int, int]
) -> None:
    QTest.keyClick(window.pane, Qt.Key.Key_F)
    QTest.keyClicks(typed_into(), "trunc")
    QTest.keyClick(typed_into(), Qt.Key.Key_Return)
    (flag,) = session.annotations.values()
    assert isinstance(flag, Flag)
    issue = session.issues.label("truncated-sentence")
    assert issue is not None
    assert (flag.label, flag.severity) == (issue.id, issue.severity)


def test_the_whole_policy_is_tagged_without_a_selection(window: MainWindow, session: Session) -> None:
    picker = LabelPicker(session, window)
    picker.open(whole=True)
    QTest.keyClicks(picker.edit, "security")
    QTest.keyClick(picker.edit, Qt.Key.Key_Return)
    (tag,) = session.annotations.values()
    assert tag.spans == ()


def test_relabelling_offers_the_annotations_own_set(
    window: MainWindow, session: Session, words: tuple[int, int]
) -> None:
    session.flag("punctuation", note="keep me")
    (flag,) = session.annotations.values()
    picker = RelabelPicker(session, window)
    picker.open_for(flag.id)
    QTest.keyClicks(picker.edit, "misspell")
    QTest.keyClick(picker.edit, Qt.Key.Key_Return)
    (after,) = session.annotations.values()
    assert (after.id, after.label, after.note) == (flag.id, "misspelling", "keep me")


def test_ctrl_p_goes_to_a_policy_and_enter_alone_goes_back(window: MainWindow, session: Session) -> None:
    first, second = list(session.policies.values())[:2]
    QTest.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(typed_into(), second.file_name)
    QTest.keyClick(typed_into(), Qt.Key.Key_Return)
    assert session.policy == second
    picker = PolicyPicker(session, window)
    session.open_policy(first.id)
    session.open_policy(second.id)
    picker.open()
    QTest.keyClick(picker.edit, Qt.Key.Key_Return)
    assert session.policy is not None
    assert session.policy.id == first.id


def test_the_palette_runs_a_command_and_remembers_it(
    window: MainWindow, session: Session, words: tuple[int, int]
) -> None:
    session.tag("security")
    QTest.keyClick(
        window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    palette = open_overlay(window, CommandPalette)
    assert isinstance(palette, CommandPalette)
    match = palette.model.at(0)
    assert match is not None
    QTest.keyClicks(typed_into(), "undo")
    undo = palette.model.at(0)
    assert undo is not None
    assert (undo.choice.id, undo.choice.key) == ("undo.undo", "Ctrl+Z")
    QTest.keyClick(typed_into(), Qt.Key.Key_Return)
    assert not session.annotations
    again = CommandPalette(window.actions_, window.settings, window)
    again.open()
    first = again.model.at(0)
    assert first is not None
    assert first.choice.id == "undo.undo"


def test_the_palette_opens_recent_projects_and_panels(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    other = tmp_path / "Others & more.annotator"
    other.write_bytes(b"")
    window.settings.remember_project(other)
    palette = CommandPalette(window.actions_, window.settings, window)
    palette.open()
    for words, title in (("others", "Others & more"), ("panels outline", "Outline")):
        palette.edit.setText(words)
        match = palette.model.at(0)
        assert match is not None
        assert match.choice.title == title
    palette.edit.setText("others")
    with qtbot.waitSignal(palette.project_chosen) as chosen:
        QTest.keyClick(palette.edit, Qt.Key.Key_Return)
    assert chosen.args == [other]
    assert str(other) not in palette.recent()


def test_everything_is_named_for_a_screen_reader(window: MainWindow, session: Session) -> None:
    for picker in (LabelPicker(session, window), FlagPicker(session, window), PolicyPicker(session, window)):
        picker.open()
        assert picker.accessibleName()
        assert picker.edit.accessibleName() == picker.accessibleName()
        assert picker.view.accessibleName()
        picker.dismiss()


def test_a_picker_stays_inside_a_small_window(window: MainWindow, session: Session) -> None:
    window.setMinimumSize(0, 0)
    picker = LabelPicker(session, window)
    picker.open()
    window.resize(420, 360)
    assert window.rect().contains(picker.geometry())
