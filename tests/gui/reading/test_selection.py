"""Selecting by real mouse and key events gives the right code points, whatever the text."""

import random
import unicodedata

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui.views.reading import ReadingPane
from tests.gui.reading.conftest import Show
from tests.gui.reading.pane_tools import MIXED, mark, point_of

Key, Modifier, Button = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton
NONE, SHIFT, CTRL = Modifier.NoModifier, Modifier.ShiftModifier, Modifier.ControlModifier


def press(pane: ReadingPane, *keys: Key, held: Modifier = NONE) -> None:
    for key in keys:
        QTest.keyClick(pane, key, held)


def drag(pane: ReadingPane, start: QPoint, end: QPoint) -> None:
    view = pane.viewport()
    QTest.mousePress(view, Button.LeftButton, NONE, start)
    QTest.mouseMove(view, start + QPoint(1, 0))
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, Button.LeftButton, NONE, end)


def at(words: str, text: str = MIXED) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


@pytest.mark.parametrize(
    "words",
    [
        "Privacy 👩‍👩‍👧‍👦",
        "👩‍👩‍👧‍👦 policy",
        "e\u0301lan\u00a0vital 😀 data",
        "fo\u200br ever",
        "tab, U+FDD0 \ufdd0 and",
    ],
)
def test_dragging_selects_what_it_runs_over(show: Show, qtbot: QtBot, words: str) -> None:
    pane = show(MIXED)
    start, end = at(words)
    with qtbot.waitSignal(pane.selection_made) as made:
        drag(pane, point_of(pane, start), point_of(pane, end))
    assert pane.selection() == (start, end)
    assert made.args[0].isValid()
    assert pane.viewport().rect().contains(made.args[0])


def test_dragging_over_line_ends_takes_them_as_they_are(show: Show) -> None:
    pane = show(MIXED)
    start, end = MIXED.index("policy"), MIXED.index("keep") + 4
    drag(pane, point_of(pane, end), point_of(pane, start))
    assert pane.selection() == (start, end)
    assert pane.caret() == start
    pane.copy()
    assert QGuiApplication.clipboard().text() == "policy\r\n\r\nWe keep"


def test_right_to_left_words_are_selected_as_the_eye_sees_them(show: Show) -> None:
    pane = show(MIXED)
    words = "سياسة الخصوصية"
    start, end = at(words)
    first, last = point_of(pane, start), point_of(pane, end)
    assert first.x() > last.x(), "the line reads from the right"
    drag(pane, first, last)
    assert pane.selection() == (start, end)
    inside = at("Data البيانات")[0]
    drag(pane, point_of(pane, inside + 1), point_of(pane, inside + 3))
    assert pane.selection() == (inside + 1, inside + 3)


def test_a_double_click_takes_a_word_and_dragging_on_takes_words(show: Show) -> None:
    pane = show(MIXED)
    start, end = at("vital")
    view = pane.viewport()
    middle = point_of(pane, start + 2)
    QTest.mouseDClick(view, Button.LeftButton, NONE, middle)
    assert pane.selection() == (start, end)
    QTest.mouseRelease(view, Button.LeftButton, NONE, middle)
    QTest.mouseDClick(view, Button.LeftButton, NONE, middle)
    target = point_of(pane, MIXED.index("data") + 2)
    QTest.mouseMove(view, middle + QPoint(2, 0))
    QTest.mouseMove(view, target)
    assert pane.selection() == (start, MIXED.index("data") + 4)
    QTest.mouseMove(view, point_of(pane, MIXED.index("keep") + 1))
    assert pane.selection() == (MIXED.index("keep"), end)


def test_a_triple_click_takes_the_clause(show: Show) -> None:
    text = "A title\n\nWe collect data. We keep it for a year.\n\nNext."
    pane = show(text)
    point = point_of(pane, text.index("keep") + 1)
    view = pane.viewport()
    QTest.mouseDClick(view, Button.LeftButton, NONE, point)
    QTest.mouseRelease(view, Button.LeftButton, NONE, point)
    QTest.mouseClick(view, Button.LeftButton, NONE, point)
    start, end = pane.selection()
    assert text[start:end] == "We collect data. We keep it for a year."


def test_shift_click_extends(show: Show) -> None:
    pane = show(MIXED)
    start, end = at("keep e\u0301lan")
    QTest.mouseClick(pane.viewport(), Button.LeftButton, NONE, point_of(pane, start))
    QTest.mouseClick(pane.viewport(), Button.LeftButton, SHIFT, point_of(pane, end))
    assert pane.selection() == (start, end)


def test_holding_the_mouse_below_scrolls_and_selects_on(show: Show, qtbot: QtBot) -> None:
    pane = show("\n".join(f"Line {number} of a long policy." for number in range(400)))
    view = pane.viewport()
    QTest.mousePress(view, Button.LeftButton, NONE, QPoint(view.width() // 2, 100))
    QTest.mouseMove(view, QPoint(view.width() // 2, view.height() + 80))
    qtbot.waitUntil(lambda: pane.verticalScrollBar().value() > 300)
    start, end = pane.selection()
    QTest.mouseRelease(view, Button.LeftButton, NONE, QPoint(view.width() // 2, view.height() + 80))
    assert end - start > 500
    value = pane.verticalScrollBar().value()
    QApplication.processEvents()
    assert pane.verticalScrollBar().value() == value


def test_right_runs_through_every_grapheme_once(show: Show) -> None:
    text = "a👩‍👩‍👧‍👦e\u0301\r\n\r\n😀\u00a0b\u2028c"
    pane = show(text)
    stops = [0]
    for _ in range(20):
        press(pane, Key.Key_Right)
        if pane.caret() == stops[-1]:
            break
        stops.append(pane.caret())
    assert stops == [0, 1, 8, 10, 12, 14, 15, 16, 17, 18, 19]
    back = [pane.caret()]
    while back[-1]:
        press(pane, Key.Key_Left)
        back.append(pane.caret())
    assert back == stops[::-1]


def test_the_caret_passes_a_cut_in_a_long_line_in_one_step(show: Show) -> None:
    text = "x" * 9000
    pane = show(text)
    cut = pane.page.pieces.start(pane.page.pieces.after(0) or 0)
    pane.select(cut - 2, cut - 2)
    stops = []
    for _ in range(4):
        press(pane, Key.Key_Right)
        stops.append(pane.caret())
    for _ in range(4):
        press(pane, Key.Key_Left)
        stops.append(pane.caret())
    assert [stop - cut for stop in stops] == [-1, 0, 1, 2, 1, 0, -1, -2]


def test_in_right_to_left_text_left_goes_on(show: Show) -> None:
    text = "سياسة\nnext"
    pane = show(text)
    press(pane, Key.Key_Left, Key.Key_Left)
    assert pane.caret() == 2
    press(pane, Key.Key_Right)
    assert pane.caret() == 1
    press(pane, *[Key.Key_Left] * 5)
    assert pane.caret() == 6


def test_home_end_and_the_whole_text(show: Show) -> None:
    pane = show(MIXED)
    pane.select(MIXED.index("vital"), MIXED.index("vital"))
    press(pane, Key.Key_Home)
    assert pane.caret() == MIXED.index("We keep")
    press(pane, Key.Key_End, held=SHIFT)
    assert pane.selection() == at("We keep e\u0301lan\u00a0vital 😀 data, fo\u200br ever.")
    press(pane, Key.Key_End, held=CTRL)
    assert pane.selection() == (len(MIXED), len(MIXED))
    press(pane, Key.Key_Home, held=CTRL | SHIFT)
    assert pane.selection() == (0, len(MIXED))
    press(pane, Key.Key_A, held=CTRL)
    press(pane, Key.Key_C, held=CTRL)
    assert QGuiApplication.clipboard().text() == MIXED


def test_up_and_down_keep_to_their_column(show: Show) -> None:
    pane = show("A long first line of words\nx\nA long third line of words")
    pane.select(10, 10)
    column = pane.selection_rect().center().x()
    press(pane, Key.Key_Down)
    assert pane.caret() == 28
    press(pane, Key.Key_Down)
    assert abs(pane.selection_rect().center().x() - column) < 12
    press(pane, Key.Key_Up, Key.Key_Up)
    assert pane.caret() == 10


def test_words_are_stepped_over(show: Show) -> None:
    pane = show("We keep data.\nNext line")
    press(pane, Key.Key_Right, held=CTRL)
    assert pane.caret() == 3
    press(pane, *[Key.Key_Right] * 4, held=CTRL)
    assert pane.caret() == 14
    press(pane, Key.Key_Left, held=CTRL | SHIFT)
    assert pane.selection() == (13, 14)


def test_a_page_down_and_up_returns(show: Show) -> None:
    text = "\n".join(f"Line {number}" for number in range(300))
    pane = show(text)
    pane.select(2, 2)
    press(pane, Key.Key_PageDown)
    down = pane.caret()
    assert 10 < text[:down].count("\n") < 40
    press(pane, Key.Key_PageUp)
    assert pane.caret() == 2
    press(pane, Key.Key_PageDown, held=SHIFT)
    assert pane.selection() == (2, down)


def test_growing_and_shrinking_never_keep_spaces(show: Show) -> None:
    text = "We  keep\u00a0your data, always. \r\n\r\n Next"
    pane = show(text)
    pane.select(0, 0)
    grown = []
    for _ in range(9):
        pane.grow()
        grown.append(text[slice(*pane.selection())])
    assert grown[:7] == [
        "We",
        "We  keep",
        "We  keep\u00a0your",
        "We  keep\u00a0your data",
        "We  keep\u00a0your data,",
        "We  keep\u00a0your data, always",
        "We  keep\u00a0your data, always.",
    ]
    assert grown[7] == grown[8] == text[:].strip()
    for expected in (*reversed(grown[:7]), "We"):
        pane.shrink()
        assert text[slice(*pane.selection())] == expected


def test_sentence_clause_and_section_at_the_caret(show: Show) -> None:
    text = "1. Scope\n\nWe collect data. We keep it.\n\n2. Other\n\nNothing."
    pane = show(text)
    pane.select(text.index("keep"), text.index("keep"))
    pane.select_sentence()
    assert text[slice(*pane.selection())] == "We keep it."
    pane.select_clause()
    assert text[slice(*pane.selection())] == "We collect data. We keep it."
    pane.select_section()
    assert text[slice(*pane.selection())] == "1. Scope\n\nWe collect data. We keep it."


def test_every_caret_place_is_hit_where_it_is_drawn(show: Show) -> None:
    chance = random.Random(3)
    words = ["data", "😀", "e\u0301t", "سياسة", "שלום", "personal", "プライバシー", "(a)", "12"]
    text = "\n".join(" ".join(chance.choices(words, k=25)) for _ in range(6))
    pane = show(text, height=900)
    page = pane.page
    wrong = []
    for offset in range(len(text)):
        layout = page.layout(page.pieces.at(offset))
        runs = {unicodedata.bidirectional(sign) for sign in text[max(0, offset - 1) : offset + 1]}
        if layout.snap(offset) != offset or len(runs) > 1:
            continue  # between two directions a caret has two places; every editor picks one
        found = pane.offset_at(point_of(pane, offset))
        if abs(layout.x_at(found) - layout.x_at(offset)) > 2 or layout.line_at(found) != layout.line_at(
            offset
        ):
            wrong.append((offset, found))
    assert wrong == []


def test_a_click_activates_the_innermost_and_a_click_beside_none(show: Show, qtbot: QtBot) -> None:
    text = "We collect personal data for a year."
    pane = show(text, mark(0, 25, "outer"), mark(11, 19, "inner"))
    with qtbot.waitSignal(pane.annotation_activated) as chosen:
        QTest.mouseClick(pane.viewport(), Button.LeftButton, NONE, point_of(pane, 14))
    assert chosen.args == ["inner"]
    with qtbot.waitSignal(pane.annotation_activated) as chosen:
        QTest.mouseClick(pane.viewport(), Button.LeftButton, NONE, point_of(pane, 32))
    assert chosen.args == [""]


def test_tab_cycles_the_annotations_at_the_caret_and_shift_tab_leaves(show: Show) -> None:
    pane = show("We collect personal data.", mark(0, 25, "outer"), mark(11, 19, "inner"))
    chosen: list[str] = []
    pane.annotation_activated.connect(chosen.append)
    pane.select(13, 13)
    press(pane, Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    assert chosen == ["inner", "outer", "inner"]
    assert pane.annotations_at(13) == ("inner", "outer")


def test_reveal_brings_a_span_into_the_middle_third(show: Show) -> None:
    text = "\n\n".join("Some words of a clause. " * 8 for _ in range(900))
    pane = show(text)
    for offset in (len(text) // 2, 3000, len(text) * 9 // 10):
        pane.reveal(offset, offset + 40)
        pane.select(offset, offset + 4, reveal=False)
        rect = pane.selection_rect()
        assert pane.viewport().height() / 8 <= rect.top() <= pane.viewport().height() * 2 / 3
        value = pane.verticalScrollBar().value()
        pane.reveal(offset, offset + 40)
        assert pane.verticalScrollBar().value() == value


def test_the_view_is_found_again(show: Show) -> None:
    text = "\n\n".join("Some words of a clause. " * 8 for _ in range(200))
    pane = show(text)
    pane.set_zoom(130)
    pane.reveal(9000, 9010)
    pane.select(9000, 9007, reveal=False)
    pane.scroll_by(7)
    state = pane.view_state()
    other = show(text)
    other.set_zoom(130)
    other.restore_view_state(state)
    assert other.view_state() == state
    assert other.selection() == (9000, 9007)
    assert other.selection_rect() == pane.selection_rect()
    other.restore_view_state({"caret": 10**9, "first": 10**9, "y": -(10**9)})
    assert other.caret() == len(text)
    assert other.zoom() == 130


def test_keys_of_others_are_left_alone(show: Show) -> None:
    pane = show("We collect data.")
    pane.select(0, 2)
    for key in (Key.Key_1, Key.Key_S, Key.Key_Space, Key.Key_F8):
        press(pane, key)
    assert pane.selection() == (0, 2)


def test_an_empty_policy_can_be_read_too(show: Show) -> None:
    pane = show("")
    press(pane, Key.Key_Right, Key.Key_Down, Key.Key_End, Key.Key_PageDown, Key.Key_Left, Key.Key_Tab)
    pane.grow()
    pane.shrink()
    pane.select_clause()
    pane.select_all()
    pane.copy()
    QTest.mouseDClick(pane.viewport(), Button.LeftButton, NONE, QPoint(300, 60))
    assert pane.selection() == (0, 0)
    assert pane.view_state() == {"caret": 0, "anchor": 0, "first": 0, "y": pane.page.y_of(0)[0]}  # type: ignore[index]


def test_the_menu_key_asks_for_the_menu_at_the_caret(show: Show, qtbot: QtBot) -> None:
    pane = show("We collect data.")
    pane.select(3, 10)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    with qtbot.waitSignal(pane.context_menu_requested) as menu:
        QApplication.sendEvent(pane.viewport(), asked)
    where = pane.viewport().mapFromGlobal(menu.args[0])
    assert pane.selection_rect().adjusted(-2, -2, 2, 2).contains(where)
