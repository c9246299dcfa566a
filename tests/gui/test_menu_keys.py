"""A menu that is open takes the keys: none of them decides anything in the text behind it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from annotator.gui.views.context_menu import context_menu
from annotator.gui.window import MainWindow
from tests.gui.test_suggestions import states, step, suggested

__all__ = ["suggested"]
Key = Qt.Key
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def press(
    window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """As the platform delivers it: to the window, which finds who is to have it."""
    QTest.keyClick(window.windowHandle(), key, modifier)


@pytest.fixture
def decided(window: MainWindow, qtbot: QtBot, suggested: list[str]) -> list[str]:
    """What was carried out, by the ids of the commands; the caret is on a suggestion."""
    step(window, qtbot)
    done: list[str] = []
    for command in ("accept", "dismiss", "skip", "edit"):
        action = window.actions_[f"suggestion.{command}"]
        action.triggered.connect(lambda _on=False, command=command: done.append(command))
    return done


@pytest.mark.parametrize("way", ["keys", "mouse"])
@pytest.mark.parametrize("title", ["Tools", "File"])
def test_letters_go_to_the_open_menu(
    window: MainWindow, qtbot: QtBot, suggested: list[str], decided: list[str], way: str, title: str
) -> None:
    bar = window.menuBar()
    entry = next(one for one in bar.actions() if one.text().replace("&", "") == title)
    acts, place = len(window.session.review.history()), window.session.selection
    for key in (Key.Key_A, Key.Key_X, Key.Key_Space, Key.Key_Delete, Key.Key_3, Key.Key_Return):
        if way == "keys":
            letter = entry.text()[entry.text().index("&") + 1].upper()
            press(window, Key[f"Key_{letter}"], Qt.KeyboardModifier.AltModifier)
        else:
            QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.actionGeometry(entry).center())
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for action in menu.actions():
            action.blockSignals(True)  # what the menu itself does is not asked here
        press(window, key)
        for action in menu.actions():
            action.blockSignals(False)
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        assert decided == [], key
    assert len(window.session.review.history()) == acts
    assert window.session.selection == place


def test_scan_all_policies_by_its_letter(
    window: MainWindow,
    qtbot: QtBot,
    suggested: list[str],
    decided: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scanned: list[bool] = []
    monkeypatch.setattr(window.scans, "everything", lambda: scanned.append(True))
    letter = window.actions_["scan.all"].text().partition("&")[2][0].upper()
    press(window, Key.Key_T, Qt.KeyboardModifier.AltModifier)
    press(window, Key[f"Key_{letter}"])
    assert scanned == [True]
    assert states(window.session, suggested[:1])[0].value == "suggested"


def test_the_menu_in_the_text_takes_them_too(window: MainWindow, qtbot: QtBot, decided: list[str]) -> None:
    acts, place = len(window.session.review.history()), window.session.selection
    for key in (Key.Key_R, Key.Key_H, Key.Key_O, Key.Key_Space):  # of commands that are not in this menu
        menu = context_menu(window.session, window.actions_, window)
        menu.popup(window.pane.mapToGlobal(QPoint(40, 40)))
        menu.setActiveAction(menu.actions()[-1])
        press(window, key)
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        QApplication.processEvents()
    assert decided == []
    assert len(window.session.review.history()) == acts
    assert window.session.selection == place


def test_they_work_again_once_it_is_closed(
    window: MainWindow, qtbot: QtBot, suggested: list[str], decided: list[str]
) -> None:
    press(window, Key.Key_T, Qt.KeyboardModifier.AltModifier)
    press(window, Key.Key_Escape)
    press(window, Key.Key_Escape)
    qtbot.waitUntil(window.pane.hasFocus)
    press(window, Key.Key_A)
    assert decided == ["accept"]
