"""All keys on one sheet, and changing them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from annotator.gui.actions import COMMANDS, Actions, Command
from annotator.gui.models.keys import COMMAND, KeysFilter, KeysModel
from annotator.gui.session import Session
from annotator.gui.settings import Settings
from annotator.gui.views import shortcut_sheet
from annotator.gui.views.shortcut_sheet import ShortcutSheet
from annotator.gui.window import MainWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def actions(window: MainWindow) -> Actions:
    return window.actions_


@pytest.fixture
def sheet(actions: Actions, qtbot: QtBot) -> ShortcutSheet:
    sheet = ShortcutSheet(actions)
    with qtbot.waitExposed(sheet):
        sheet.show()
    return sheet


def command(name: str) -> Command:
    return next(one for one in COMMANDS if one.id == name)


def go_to(sheet: ShortcutSheet, name: str) -> None:
    sheet.line.setText(command(name).title.removesuffix("…"))
    assert sheet.current() == command(name)


def press(sheet: ShortcutSheet, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    QTest.keyClick(sheet.catcher, key, modifiers or Qt.KeyboardModifier.NoModifier)


def test_the_models(actions: Actions, qtmodeltester: object) -> None:
    model = KeysModel(actions)
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    shown = KeysFilter(model)
    shown.filter("find")
    qtmodeltester.check(shown)  # type: ignore[attr-defined]
    assert shown.rowCount() == 1


def test_every_command_with_a_menu_is_there_once(sheet: ShortcutSheet) -> None:
    found = [
        sheet.shown.index(row, 0, sheet.shown.index(menu, 0)).data(COMMAND).id
        for menu in range(sheet.shown.rowCount())
        for row in range(sheet.shown.rowCount(sheet.shown.index(menu, 0)))
    ]
    assert sorted(found) == sorted(one.id for one in COMMANDS if one.menu)


@pytest.mark.parametrize("typed", ["undo", "ctrl+z", "Ctrl+Z"])
def test_a_command_is_found_by_name_or_key(sheet: ShortcutSheet, typed: str) -> None:
    QTest.keyClicks(sheet.line, typed)
    assert sheet.current() == command("undo.undo")


def test_f1_opens_it(window: MainWindow, qtbot: QtBot) -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    seen = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        seen.append(type(dialog))
        if isinstance(dialog, ShortcutSheet):
            QTest.keyClick(dialog, Qt.Key.Key_Escape)

    QTimer.singleShot(50, look)
    QTest.keyClick(window.pane, Qt.Key.Key_F1)
    assert seen == [ShortcutSheet]


def test_new_keys_work_at_once_and_stay(sheet: ShortcutSheet, actions: Actions, window: MainWindow) -> None:
    go_to(sheet, "find.find")
    sheet.view.setFocus()
    QTest.keyClick(sheet.view, Qt.Key.Key_Return)
    assert sheet.catcher.isVisible()
    assert sheet.catcher.hasFocus()
    press(sheet, Qt.Key.Key_K, CTRL)
    assert not sheet.catcher.isVisible()
    assert actions.keys(command("find.find")) == ("Ctrl+K",)
    assert actions["find.find"].shortcut() == QKeySequence("Ctrl+K")
    assert Settings().shortcuts() == {"find.find": "Ctrl+K"}


def test_a_conflict_names_the_other_and_enter_takes_it_over(sheet: ShortcutSheet, actions: Actions) -> None:
    go_to(sheet, "find.find")
    sheet.ask()
    press(sheet, Qt.Key.Key_P, CTRL)
    assert "Go to policy" in sheet.catcher.text()
    assert actions.keys(command("find.find")) == ("Ctrl+F",)
    press(sheet, Qt.Key.Key_Return)
    assert actions.keys(command("find.find")) == ("Ctrl+P",)
    assert actions.keys(command("go.policy")) == ()
    QTest.mouseClick(sheet.reset, Qt.MouseButton.LeftButton)
    assert actions.keys(command("find.find")) == ("Ctrl+F",)


def test_a_command_that_gives_one_key_away_keeps_its_other(sheet: ShortcutSheet, actions: Actions) -> None:
    go_to(sheet, "find.find")
    sheet.ask()
    press(sheet, Qt.Key.Key_Y, CTRL)
    press(sheet, Qt.Key.Key_Return)
    assert actions.keys(command("undo.redo")) == ("Ctrl+Shift+Z",)


def test_delivered_keys_come_back_from_where_they_went(sheet: ShortcutSheet, actions: Actions) -> None:
    go_to(sheet, "find.find")
    sheet.ask()
    press(sheet, Qt.Key.Key_P, CTRL)
    press(sheet, Qt.Key.Key_Return)
    go_to(sheet, "go.policy")
    QTest.mouseClick(sheet.reset, Qt.MouseButton.LeftButton)
    assert actions.keys(command("go.policy")) == ("Ctrl+P",)
    assert actions.keys(command("find.find")) == ()
    QTest.mouseClick(sheet.reset_all, Qt.MouseButton.LeftButton)
    assert actions.keys(command("find.find")) == ("Ctrl+F",)
    assert not sheet.reset_all.isEnabled()


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_3, None),
        (Qt.Key.Key_3, SHIFT),
        (Qt.Key.Key_Tab, None),
        (Qt.Key.Key_Down, SHIFT),
        (Qt.Key.Key_G, None),
    ],
)
def test_keys_that_would_do_harm_are_refused_in_words(
    sheet: ShortcutSheet, actions: Actions, key: Qt.Key, modifiers: Qt.KeyboardModifier | None
) -> None:
    go_to(sheet, "find.find")
    sheet.ask()
    asked = sheet.catcher.text()
    press(sheet, key, modifiers)
    assert sheet.catcher.isVisible()
    assert sheet.catcher.text() != asked
    assert actions.keys(command("find.find")) == ("Ctrl+F",)
    press(sheet, Qt.Key.Key_Escape)
    assert not sheet.catcher.isVisible()
    assert sheet.isVisible()


def test_a_letter_is_fine_for_a_command_of_the_text(
    sheet: ShortcutSheet, actions: Actions, window: MainWindow, qtbot: QtBot
) -> None:
    session: Session = window.session
    go_to(sheet, "words.sentence")
    sheet.ask()
    press(sheet, Qt.Key.Key_Z)
    assert actions.keys(command("words.sentence")) == ("Z",)
    sheet.close()
    window.activateWindow()
    window.pane.setFocus()
    qtbot.waitUntil(window.pane.hasFocus)
    window.pane.select(300, 300)
    QTest.keyClick(window.pane, Qt.Key.Key_Z)
    assert session.words() is not None


def test_backspace_takes_the_keys_away(sheet: ShortcutSheet, actions: Actions) -> None:
    go_to(sheet, "find.find")
    sheet.ask()
    press(sheet, Qt.Key.Key_Backspace)
    assert actions.keys(command("find.find")) == ()
    assert actions["find.find"].shortcuts() == []


def test_it_is_named(sheet: ShortcutSheet) -> None:
    assert sheet.view.accessibleName()
    assert all(line.accessibleName() for line in sheet.findChildren(QLineEdit))


def test_a_search_without_a_find_says_so(sheet: ShortcutSheet, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(shortcut_sheet, "paint_empty", lambda _view, words: said.append(words))
    sheet.line.setText("undo")
    sheet.view.grab()
    assert not said
    sheet.line.setText("zzzz")
    sheet.view.grab()
    assert "fewer letters" in said[0]
