"""The whole job, twice through the real ``main`` on a fresh profile, by keyboard and mouse events alone."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator import places
from annotator.exchange.schema import shipped
from annotator.gui import app
from annotator.gui.settings import Settings
from annotator.gui.window import MainWindow

Key = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
CLAUSE = "we do not sell, trade or share"
BROKEN = "obtaining a DBS check through"
EMPTY = "Types of Cookies"


class Hands:
    """What a reviewer can do: press keys and click. Keys go to whatever has the focus."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.failures: list[BaseException] = []

    @property
    def window(self) -> MainWindow:
        windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
        return next((one for one in windows if one.isVisible()), windows[0])

    @property
    def focus(self) -> QWidget:
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.focus, key, modifiers)

    def type(self, words: str) -> None:
        self.qtbot.keyClicks(self.focus, words)

    def click_policy(self, title: str) -> None:
        view = self.window.panels.policies.list
        model = view.model()
        row = next(row for row in range(model.rowCount()) if title in model.index(row, 0).data())
        where = view.visualRect(model.index(row, 0)).center()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
        self.qtbot.mouseClick(self.window.pane.viewport(), Qt.MouseButton.LeftButton)

    def find(self, words: str) -> None:
        """Leaves the words selected and the focus in the text."""
        self.press(Key.Key_F, CONTROL)
        self.type(words)
        self.press(Key.Key_Return)
        self.press(Key.Key_Escape)

    def note(self, words: str) -> None:
        self.press(Key.Key_M)
        self.type(words)
        self.press(Key.Key_Return, CONTROL)

    def when_asked(self, answer: Callable[[QDialog], None]) -> None:
        """A modal dialog is about to open and to stop everything else: answer it when it is there."""

        def look() -> None:
            dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
            if isinstance(dialog, QDialog) and focus is not None and dialog.isAncestorOf(focus):
                self.attempt(lambda: answer(dialog))
            else:
                QTimer.singleShot(10, look)

        QTimer.singleShot(10, look)

    def attempt(self, job: Callable[[], None]) -> None:
        """What fails inside Qt's loop is kept until the loop has ended."""
        try:
            job()
        except BaseException as failure:  # noqa: BLE001 - raised again in ``run``
            self.failures.append(failure)
            for window in QApplication.topLevelWidgets():
                window.close()

    def run(self, job: Callable[[], None]) -> None:
        """Start the application, do the job while it runs, and see it end well."""
        QTimer.singleShot(0, lambda: self.attempt(job))
        code = app.main([])
        if self.failures:
            raise self.failures[0]
        assert code == 0


@pytest.mark.slow
def test_the_whole_job(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hands = Hands(qtbot)
    Settings().put("scan/automatic", False)  # all that is exported is of these hands
    target = tmp_path / "review.json"

    def say_name(_dialog: QDialog) -> None:
        hands.type("Ada Lovelace")
        hands.press(Key.Key_Return)

    def first_day() -> None:
        qtbot.waitUntil(lambda: hands.window.isVisible() and hands.window.pane.hasFocus())
        assert hands.window.panels.policies.list.model().rowCount() == 5

        # One clause is tagged; the name is asked for then, and only then.
        hands.find(CLAUSE)
        hands.when_asked(say_name)
        hands.press(Key.Key_4)
        assert hands.window.panels.span.list.model().rowCount() == 1

        # KJM's sentence breaks off.
        hands.click_policy("KJM")
        hands.find(BROKEN)
        hands.press(Key.Key_F)
        hands.type("trunc")
        hands.press(Key.Key_Return)
        hands.note("Through whom?")

        # Klingit announces types of cookies and names none.
        hands.press(Key.Key_P, CONTROL)
        hands.type("Klingit")
        hands.press(Key.Key_Return)
        hands.find(EMPTY)
        hands.press(Key.Key_F)
        hands.type("empty")
        hands.press(Key.Key_Return)
        hands.note("No type is named")
        assert "1 open issue" in hands.window.statusBar().facts.text()  # type: ignore[attr-defined]

        # The note and the flag are taken back and done again; then the day ends.
        for _ in range(2):
            hands.press(Key.Key_Z, CONTROL)
        assert "0 open issues" in hands.window.statusBar().facts.text()  # type: ignore[attr-defined]
        hands.press(Key.Key_Z, CONTROL | SHIFT)
        hands.press(Key.Key_Y, CONTROL)
        hands.press(Key.Key_Q, CONTROL)

    def save(dialog: QDialog) -> None:
        line = dialog.findChild(QLineEdit)
        assert line is not None
        for _ in range(12):
            if line.hasFocus():
                break
            hands.press(Key.Key_Tab)
        hands.press(Key.Key_A, CONTROL)
        hands.type(str(target))
        hands.press(Key.Key_Return)

    def second_day() -> None:
        qtbot.waitUntil(lambda: hands.window.isVisible() and hands.window.pane.hasFocus())
        assert "Klingit" in hands.window.header.title.text()
        hands.press(Key.Key_Home, CONTROL)
        hands.press(Key.Key_F8)
        assert hands.window.panels.span.sheet.note.toPlainText() == "No type is named"
        hands.when_asked(save)
        hands.press(Key.Key_E, CONTROL)
        qtbot.waitUntil(target.is_file)
        hands.press(Key.Key_Q, CONTROL)

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    hands.run(first_day)
    hands.run(second_day)

    document = json.loads(target.read_text("utf-8"))
    jsonschema.validate(document, json.loads(shipped("json").read_text("utf-8")))
    check(document)


def check(document: dict[str, Any]) -> None:
    """What was done is what was exported, and each span fits the bytes of its file."""
    found = {}
    for policy in document["policies"]:
        content = (places.corpus() / policy["file_name"]).read_bytes()
        text = content.decode(policy["encoding"])
        for mark in policy["tags"] + policy["flags"]:
            (span,) = mark["spans"]
            start, end = span["start"], span["end"]
            assert text[start:end] == span["quote"]
            assert text[:start].endswith(span["prefix"])
            assert text[end:].startswith(span["suffix"])
            utf16 = text.encode("utf-16-le")
            assert utf16[2 * span["utf16_start"] : 2 * span["utf16_end"]].decode("utf-16-le") == span["quote"]
            found[span["quote"]] = (policy["file_name"], mark["label"], mark["note"])
    label = next(each for each in document["taxonomies"][0]["labels"] if each["key"] == "4")
    assert found == {
        CLAUSE: ("kluje.txt", label["id"], ""),
        BROKEN: ("kjm-group.txt", "truncated-sentence", "Through whom?"),
        EMPTY: ("klingit.txt", "empty-section", "No type is named"),
    }
    assert [reviewer["name"] for reviewer in document["reviewers"]] == ["Ada Lovelace"]
