"""The table of commands: whole, without conflicts, and all of it within reach."""

import re
from collections.abc import Iterator
from operator import attrgetter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar
from pytestqt.qtbot import QtBot

from annotator.gui.actions import COMMANDS, MENUS
from annotator.gui.mnemonics import escaped, mark_mnemonics
from annotator.gui.views.context_menu import context_menu
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


def plain(action: QAction) -> str:
    return re.sub(r"&(.)", r"\1", action.text())


def entries(menu: QMenuBar | QMenu) -> Iterator[tuple[str, QAction]]:
    """Each entry that does something, with the name of the menu it stands in."""
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from entries(inner)
        elif not action.isSeparator():
            yield plain(menu.menuAction()) if isinstance(menu, QMenu) else "", action


def test_menus_hold_the_commands_and_nothing_else(window: MainWindow) -> None:
    assert [plain(action) for action in window.menuBar().actions()] == list(MENUS)
    there = sorted((menu, action.objectName()) for menu, action in entries(window.menuBar()))
    assert there == sorted((command.menu, command.id) for command in COMMANDS if command.menu)


def test_every_menu_is_walked_by_letters(window: MainWindow, qtbot: QtBot) -> None:
    menus = [window.menuBar(), *(action.menu() for action in window.menuBar().actions())]
    for menu in menus:
        assert isinstance(menu, QMenu | QMenuBar)
        marked = [re.findall(r"&(\w)", action.text()) for action in menu.actions() if action.text()]
        assert all(len(letters) == 1 for letters in marked)
        assert len({letters[0].casefold() for letters in marked}) == len(marked)
    assert window.menuBar().actions()[0].text() == "&File"


def test_a_mnemonic_leaves_the_words_as_they_are(qapp: object) -> None:
    actions = [QAction(escaped(words)) for words in ("Q & A", "Q", "", "קבצים")]
    for _ in range(2):
        mark_mnemonics(actions)
        assert [action.text() for action in actions] == ["Q && &A", "&Q", "", "&קבצים"]


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_f10_opens_the_menus(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window.pane, Qt.Key.Key_F10)
    menu = window.menuBar().actions()[0].menu()
    assert isinstance(menu, QMenu)
    assert menu.isVisible()
    menu.close()


def test_a_panel_is_shown_and_put_away_by_its_command(window: MainWindow) -> None:
    switch, dock = window.actions_["panel.outline"], window.panels.docks["outline"]
    assert not switch.isChecked()
    switch.trigger()
    assert dock.isVisible()
    assert switch.isChecked()
    dock.hide()
    assert not switch.isChecked()


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


def test_the_context_menu_offers_what_can_be_done_here(window: MainWindow) -> None:
    def offered() -> set[str]:
        menu = context_menu(window.session, window.actions_, window)
        names = {action.objectName() for action in menu.actions() if action.isEnabled()}
        menu.aboutToHide.emit()
        return names

    window.pane.select(5, 5)
    assert offered() == set()
    at = window.session.text.text.index("privacy")
    window.pane.select(at, at + len("privacy"))
    assert offered() == {"mark.label", "mark.flag", "words.copy"}
    window.session.flag("contradiction")
    assert offered() == {
        *("mark.label", "mark.flag", "mark.note", "mark.remove"),
        *("span.extend", "span.counterpart", "words.copy"),
    }
    window.pane.select(at, at)
    assert offered() == {"mark.flag", "mark.note", "mark.remove"}
    assert all(window.actions_[command.id].isEnabled() for command in COMMANDS)
