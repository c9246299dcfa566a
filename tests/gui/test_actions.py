"""The table of commands: whole, without conflicts, and all of it within reach."""

from operator import attrgetter

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from annotator.gui.actions import COMMANDS, MENUS
from annotator.gui.window import MainWindow

PROMISED = {
    "words.sentence": "S",
    "words.clause": "C",
    "words.section": "H",
    "words.grow": "Shift+Alt+Right",
    "words.shrink": "Shift+Alt+Left",
    "mark.label": "L",
    "mark.flag": "F",
    "mark.note": "M",
    "mark.remove": "Del",
    "step.issue": "F8",
    "step.issue-back": "Shift+F8",
    "step.span": "N",
    "step.span-back": "P",
    "undo.undo": "Ctrl+Z",
    "undo.redo": "Ctrl+Shift+Z",
    "policy.finish": "Ctrl+Return",
    "go.palette": "Ctrl+Shift+P",
    "go.policy": "Ctrl+P",
    "find.find": "Ctrl+F",
    "help.keys": "F1",
    "help.keys-here": "?",
}


def test_ids_and_keys_are_given_once() -> None:
    ids = [command.id for command in COMMANDS]
    keys = [QKeySequence(key).toString() for command in COMMANDS for key in command.keys]
    assert len(set(ids)) == len(ids)
    assert len(set(keys)) == len(keys)
    assert all(keys)


def test_the_keys_that_were_promised() -> None:
    keys = {command.id: command.keys for command in COMMANDS}
    assert {name: keys[name][0] for name in PROMISED} == PROMISED


def test_letters_are_heard_in_the_text_only(window: MainWindow) -> None:
    for command in COMMANDS:
        bare = [key for key in command.keys if len(key) == 1 or key.removeprefix("Shift+").isalpha()]
        if any(len(key.removeprefix("Shift+")) == 1 for key in bare):
            assert command.where == "pane", command.id
            context = window.actions_[command.id].shortcutContext()
            assert context is Qt.ShortcutContext.WidgetShortcut


def test_every_handler_is_there(window: MainWindow) -> None:
    for command in COMMANDS:
        assert callable(attrgetter(command.handler)(window)), command.id


def test_every_command_is_in_its_menu(window: MainWindow) -> None:
    menus = {action.text(): action.menu() for action in window.menuBar().actions()}
    assert list(menus) == list(MENUS)
    for command in COMMANDS:
        if command.menu:
            assert window.actions_[command.id] in menus[command.menu].actions()


def test_own_keys_win_and_are_kept(window: MainWindow, qtbot: QtBot) -> None:
    actions = window.actions_
    assert actions.conflict("mark.note", "F8").id == "step.issue"  # type: ignore[union-attr]
    assert actions.conflict("mark.note", "M") is None
    actions.rebind("mark.note", "K")
    assert actions["mark.note"].shortcuts() == [QKeySequence("K")]
    assert window.settings.shortcuts() == {"mark.note": "K"}
    actions.rebind("mark.note", "")
    assert actions["mark.note"].shortcuts() == []
    actions.rebind("mark.note", None)
    assert actions["mark.note"].shortcuts() == [QKeySequence("M")]
    assert window.settings.shortcuts() == {}
