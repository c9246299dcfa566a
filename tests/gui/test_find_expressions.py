"""Find in the open policy by a regular expression."""

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui import expressions
from annotator.gui.views import find_bar
from annotator.gui.views.expression_words import problem_words
from annotator.gui.views.find_bar import FindBar
from annotator.gui.window import MainWindow
from annotator.text.expressions import MOST_HITS, Answer, Question, find
from tests.projects import reading

Key = Qt.Key
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
LETTERS = {"case": Key.Key_C, "whole": Key.Key_W, "expression": Key.Key_R}


@pytest.fixture
def bar(window: MainWindow) -> FindBar:
    """Open, for expressions, over a text of its own."""
    session = window.session
    session.add_policies(
        [reading("😀 We keep data for 30 days,\r\ne\u0301 logs 7 days, שלום 9 days.\r\n", "d.txt")]
    )
    window.find_bar.open()
    window.find_bar.expression.setChecked(True)
    return window.find_bar


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    """As the platform delivers it: to the window, which finds who is to have it."""
    QTest.keyClick(window.windowHandle(), key, modifier)


def look_for(bar: FindBar, qtbot: QtBot, expression: str, count: str) -> None:
    bar.words.setText(expression)
    qtbot.waitUntil(lambda: not bar._typing.isActive() and not bar.waits)
    assert bar.count.text() == count


def test_it_is_found_and_walked_where_it_is(bar: FindBar, window: MainWindow, qtbot: QtBot) -> None:
    text = window.session.text.text
    look_for(bar, qtbot, r"\d+ days", "1 of 3")
    places = [text.index(words) for words in ("30 days", "7 days", "9 days")]
    seen = []
    for _ in places:
        seen.append(window.pane.selection()[0])
        qtbot.keyClick(bar.words, Key.Key_Return)
    assert seen == places
    assert bar.count.text() == "1 of 3"
    qtbot.keyClick(bar.words, Key.Key_Return, SHIFT)
    assert window.pane.selection() == (places[2], places[2] + len("9 days"))
    assert not bar.problem.isVisible()


def test_the_other_switches_work_with_it(bar: FindBar, qtbot: QtBot) -> None:
    look_for(bar, qtbot, "D[a-z]{2}", "1 of 4")
    bar.whole.setChecked(True)
    qtbot.waitUntil(lambda: bar.count.text() == "Not found")
    bar.whole.setChecked(False)
    bar.case.setChecked(True)
    qtbot.waitUntil(lambda: not bar.waits)
    assert bar.count.text() == "Not found"
    bar.expression.setChecked(False)
    look_for(bar, qtbot, "[a-z]", "Not found")


def test_lines_end_where_they_are_seen_to(bar: FindBar, window: MainWindow, qtbot: QtBot) -> None:
    look_for(bar, qtbot, "days.$", "1 of 2")
    start, end = window.pane.selection()
    assert window.session.text.text[start:end] == "days,"
    look_for(bar, qtbot, " ", "7 of 12")
    look_for(bar, qtbot, "z*", "Not found")
    look_for(bar, qtbot, "", "")


@pytest.mark.parametrize("name", LETTERS)
def test_each_switch_has_a_letter_while_the_focus_is_here(
    bar: FindBar, window: MainWindow, qtbot: QtBot, name: str
) -> None:
    switch = getattr(bar, name)
    was = switch.isChecked()
    for place in (bar.words, bar.whole):
        place.setFocus()
        press(window, LETTERS[name], find_bar.SWITCHING)
        assert switch.isChecked() is not was
        press(window, LETTERS[name], find_bar.SWITCHING)
        assert switch.isChecked() is was
    assert QApplication.activePopupWidget() is None
    assert bar.words.text() == ""
    keys = QKeySequence(find_bar.SWITCHING.value | LETTERS[name].value)
    assert keys.toString(QKeySequence.SequenceFormat.NativeText) in switch.toolTip()
    assert switch.accessibleName()
    window.pane.setFocus()
    press(window, LETTERS[name], find_bar.SWITCHING)
    assert switch.isChecked() is was
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("(a", "Character 1, “(”: the group that begins here is not closed"),
        ("ab)", "Character 3, “)”: no group is open"),
        ("😀[a", "Character 2, “[”: what begins here is not closed"),
        ("*", "Character 1, “*”: there is nothing before it to repeat"),
        ("a**", "Character 3, “*”: what is before it is repeated already"),
        ("a{3,2}", "Character 3, “3”: the first number is greater"),
        ("[z-a]", "Character 2, “z”: a range goes"),
        ("a\\", "Character 2, “\\”: a sign is missing after it"),
        (r"\p{L}", "Character 1, “\\p”: this means nothing here. For any letter, write “[^\\W\\d_]”."),
        (r"\y", "Character 1, “\\y”: this means nothing here."),
        (r"\x1", "Character 1, “\\x”: digits are missing"),
        (r"\N{FOO}", "Character 1, “\\N”: there is no sign of this name"),
        ("(?<year>a)", "Character 2, “?”: a group with a name is written “(?P<name>…)”"),
        ("(?q)", "Character 2, “?”: this kind of group"),
        ("(?", "At the end: the group"),
        ("(?P=a)", "Character 5, “a”: there is no group of this name"),
        (r"(a)\2", "Character 5, “2”: there is no group with this number"),
        (r"(a\1)", "Character 3, “\\1”: this refers to the group"),
        ("(?P<a>x)(?P<a>y)", "Character 13, “a”: there is a group of this name"),
        ("a(?i)", "Character 2, “(”: this has to stand at the very start"),
        ("(?P<1>a)", "Character 5, “1”: “bad character in group name '1'”."),
        ("(?<=a*)b", "What stands in “(?<=…)”"),
        ("a{99999999999999}", "This is not a regular expression: “the repetition number is too large”."),
        ("(" * 3_000 + ")" * 3_000, "This expression has too many groups within groups."),
    ],
)
def test_what_is_wrong_is_said_in_words(expression: str, words: str) -> None:
    assert problem_words(expression, find("a", Question(expression))).startswith(words)


def test_a_problem_stands_in_the_bar_and_goes(bar: FindBar, window: MainWindow, qtbot: QtBot) -> None:
    look_for(bar, qtbot, r"\d+ days", "1 of 3")
    look_for(bar, qtbot, r"(\d+ days", "")
    assert bar.problem.isVisible()
    assert bar.problem.text().startswith("Character 1, “(”: the group")
    assert bar.problem.textFormat() is Qt.TextFormat.PlainText
    assert window.pane._hits == []
    qtbot.keyClick(bar.words, Key.Key_Return)
    look_for(bar, qtbot, r"(\d+) days", "1 of 3")
    assert not bar.problem.isVisible()
    look_for(bar, qtbot, "(", "")
    bar.expression.setChecked(False)
    assert not bar.problem.isVisible()
    assert bar.count.text() == "Not found"


def test_what_takes_too_long_is_given_up_and_said(
    bar: FindBar, window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(expressions, "MOST_MS", 900)
    window.session.add_policies([reading("a" * 60 + "!\n30 days", "a.txt")])
    look_for(bar, qtbot, "a", "1 of 61")
    bar.words.setText("(a+)+$")
    qtbot.waitUntil(lambda: bar.count.text() == "Searching…")
    assert window.pane._hits == []
    qtbot.waitUntil(bar.problem.isVisible)
    assert bar.problem.text().startswith("This expression takes too long in this policy, so nothing is shown")
    assert bar.count.text() == ""
    assert bar._hits == []
    look_for(bar, qtbot, r"\d+", "1 of 1")


def test_more_than_can_be_shown_is_said_to_be_more(bar: FindBar, window: MainWindow, qtbot: QtBot) -> None:
    window.session.add_policies([reading("a" * (MOST_HITS + 5), "a.txt")])
    look_for(bar, qtbot, "a", "1 of 10,000+")
    assert "The first 10,000 are shown; there are more." in bar.count.toolTip()
    qtbot.keyClick(bar.words, Key.Key_Return, SHIFT)
    assert window.pane.selection()[0] == MOST_HITS - 1
    look_for(bar, qtbot, "a{5}", "2001 of 2001")
    assert bar.count.toolTip() == ""


def test_an_answer_to_what_stood_there_before_is_not_shown(bar: FindBar, qtbot: QtBot) -> None:
    look_for(bar, qtbot, r"\d+", "1 of 3")
    bar.words.setText("(")
    bar._on_answer(Answer(((0, 1),)))
    assert bar.count.text() == "1 of 3"
    qtbot.waitUntil(bar.problem.isVisible)


def test_another_policy_is_searched_anew(bar: FindBar, window: MainWindow, qtbot: QtBot) -> None:
    look_for(bar, qtbot, r"\d+ days", "1 of 3")
    window.session.add_policies([reading("Kept for 5 days.\n", "b.txt")])
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 1")
    assert window.pane.selection() == (9, 15)


def test_words_are_taken_from_the_text_as_words(bar: FindBar, window: MainWindow, qtbot: QtBot) -> None:
    window.session.add_policies([reading("Costs (1.5 + 2) and 115 2.\n", "b.txt")])
    window.session.select(6, 15)
    bar.open()
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 1")
    assert bar.words.text() == r"\(1\.5 \+ 2\)"
    look_for(bar, qtbot, r"\d+", "1 of 5")
    qtbot.keyClick(bar.words, Key.Key_Escape)
    bar.open()
    assert bar.words.text() == r"\d+"
    bar.look_for("(1.5 + 2)")
    assert not bar.expression.isChecked()
    assert bar.count.text() == "1 of 1"


def test_the_process_goes_with_the_bar(bar: FindBar, qtbot: QtBot) -> None:
    look_for(bar, qtbot, r"\d+", "1 of 3")
    asker = bar._asked()
    assert asker._worker is not None
    qtbot.keyClick(bar.words, Key.Key_Escape)
    assert asker._worker is None
    bar.open()
    assert bar.waits
    bar.hide()
    assert not bar.waits
    assert asker._worker is None


def test_the_process_knows_nothing_of_qt() -> None:
    seen = subprocess.run(
        [sys.executable, "-c", "import annotator.text.expressions, sys; print('PySide6' in sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
    )
    assert seen.stdout == "False\n"


def test_switches_are_turned_by_mouse_too(bar: FindBar, qtbot: QtBot) -> None:
    look_for(bar, qtbot, r"\d", "1 of 4")
    qtbot.mouseClick(bar.expression, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bar.count.text() == "Not found")


def test_where_it_is_narrow_the_words_have_room(window: MainWindow, qtbot: QtBot) -> None:
    letter = window.fontMetrics().averageCharWidth()
    bar = FindBar(window.session, window.pane)
    qtbot.addWidget(bar)
    for count in ("", "Searching…", "10000 of 10,000+"):
        bar.count.setText(count)
        for letters in (150, 91, 72):
            bar.resize(letters * letter, bar.sizeHint().height())
            bar.show()
            qtbot.waitUntil(lambda: bar.words.width() > 12 * letter)
            assert bar.width() == letters * letter
        bar.hide()
    assert bar.whole.text() == "W"
    assert bar.whole.accessibleName() == "Whole words only"
