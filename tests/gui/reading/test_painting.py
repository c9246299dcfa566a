"""What is painted: colours on the page, not how they came there."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.domain import Label
from annotator.gui.theme import LIGHT, THEMES, Theme, highlight_style
from annotator.gui.views.reading import Details, Highlight, ReadingPane
from tests.gui.reading.conftest import Show
from tests.gui.reading.pane_tools import mark

TEXT = "We collect personal data from you and keep it for as long as the law asks us to.\n\nNext."
BLUE = mark(0, 1).label
RED = Label("broken", "Truncated sentence", colour="#c62828", code="TRU")
STYLE, RED_STYLE = highlight_style(BLUE, LIGHT), highlight_style(RED, LIGHT)


def picture(pane: ReadingPane) -> QImage:
    return pane.viewport().grab().toImage()


def count(image: QImage, colour: str, area: QRect | None = None) -> int:
    """How many pixels of exactly that colour there are."""
    wanted = QColor(colour).rgb()
    area = (area or image.rect()).intersected(image.rect())
    return sum(
        image.pixel(x, y) == wanted
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    )


def around(pane: ReadingPane, words: str) -> QRect:
    start = TEXT.index(words)
    return pane.rect_of(start, start + len(words)).adjusted(1, 3, -1, 0)


def test_a_highlight_has_tint_underline_code_and_bracket(show: Show) -> None:
    pane = show(TEXT, mark(3, 24))
    image = picture(pane)
    assert count(image, STYLE.tint, around(pane, "collect")) > 100
    assert count(image, STYLE.stroke, around(pane, "collect")) > 30, "the underline"
    left = QRect(0, 0, pane.rect_of(0, 2).left(), 200)
    assert count(image, STYLE.stroke, left) > 10, "the bracket"
    above = around(pane, "collect").adjusted(-2, -10, 0, 0)
    above.setHeight(9)
    assert count(image, STYLE.stroke, above) > 20, "the ground of the code"
    assert count(image, STYLE.tint, around(pane, "from")) == 0


def test_the_innermost_tint_wins_and_no_third_colour_appears(show: Show) -> None:
    red = Highlight("inner", 11, 19, RED)
    pane = show(TEXT, mark(3, 33, "outer"), red)
    image = picture(pane)
    assert count(image, RED_STYLE.tint, around(pane, "personal")) > 100
    assert count(image, STYLE.tint, around(pane, "personal")) == 0
    assert count(image, STYLE.tint, around(pane, "data")) > 50
    assert count(image, STYLE.stroke, around(pane, "personal")) > 30, "the outer one keeps its underline"


def test_a_suggestion_and_a_dismissed_flag_have_no_tint(show: Show) -> None:
    pane = show(TEXT, mark(3, 10, dashed=True), mark(20, 24, muted=True, flag=True))
    assert count(picture(pane), STYLE.tint) == 0
    assert count(picture(pane), STYLE.stroke) > 20


def test_the_active_annotation_is_outlined(show: Show) -> None:
    pane = show(TEXT, mark(3, 24, "a"))
    before = count(picture(pane), STYLE.stroke)
    pane.set_active("a")
    assert count(picture(pane), STYLE.stroke) > before + 50


def test_selection_and_hits_are_behind_the_words(show: Show) -> None:
    pane = show(TEXT)
    pane.select(3, 10)
    assert count(picture(pane), LIGHT.selection, around(pane, "collect")) > 200
    pane.select(0, 0)
    pane.set_search_hits([(3, 10), (20, 24)], current=1)
    image = picture(pane)
    assert count(image, LIGHT.hit, around(pane, "collect")) > 100
    assert count(image, LIGHT.hit_current, around(pane, "data")) > 50


def test_a_change_repaints_only_where_something_changed(show: Show, qtbot: QtBot) -> None:
    pane = show(TEXT, mark(3, 10, "a"))
    pane.change_highlights(["a"], [mark(20, 24, "b")])
    image = picture(pane)
    assert count(image, STYLE.tint, around(pane, "collect")) == 0
    assert count(image, STYLE.tint, around(pane, "data")) > 50
    pane.change_highlights(["b"], [])
    assert count(picture(pane), STYLE.tint) == 0


def test_more_highlights_than_lanes_are_counted(show: Show) -> None:
    pane = show(TEXT, *[mark(3, 24, f"a{number}") for number in range(7)])
    assert count(picture(pane), LIGHT.view) > 20, "the ground of “+3”"


def test_scrolling_by_pixels_leaves_the_same_picture_as_painting_anew(show: Show, qtbot: QtBot) -> None:
    text = "\n\n".join("Some words of a clause that wraps over lines. " * 5 for _ in range(60))
    pane = show(text, *[mark(start, start + 90) for start in range(0, len(text), 140)])
    pane.verticalScrollBar().setValue(900)
    for step in (30, 170, 7, -60, 333, -200):
        pane.verticalScrollBar().setValue(pane.verticalScrollBar().value() + step)
        QApplication.processEvents()
        moved = on_screen(pane)
        pane.viewport().repaint()
        assert on_screen(pane) == moved


def on_screen(pane: ReadingPane) -> QImage:
    """What has been painted, not what would be."""
    image = pane.screen().grabWindow(pane.winId()).toImage()
    return image.copy(0, 0, pane.viewport().width(), pane.viewport().height())


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_page_wears_its_theme(show: Show, theme: Theme) -> None:
    pane = show(TEXT, mark(3, 24))
    pane.set_theme(theme)
    image = picture(pane)
    assert image.pixelColor(5, 5) == QColor(theme.page)
    assert count(image, highlight_style(BLUE, theme).tint) > 100


@pytest.mark.parametrize("zoom", [80, 100, 200])
def test_zoom_sets_the_body_in_its_size(show: Show, zoom: int) -> None:
    pane = show("some words, no title.")
    with_bounds = []
    pane.zoom_changed.connect(with_bounds.append)
    pane.set_zoom(zoom)
    assert pane.rect_of(0, 4).height() == round(round(16 * zoom / 100) * 1.5)
    pane.set_zoom(20)
    assert pane.zoom() == 80
    pane.set_zoom(900)
    assert pane.zoom() == 200
    assert with_bounds[-1] == 200


def test_control_and_the_wheel_zoom(show: Show) -> None:
    pane = show(TEXT)
    QTest.keyClick(pane, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert pane.zoom() == 110
    QTest.keyClick(pane, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert pane.zoom() == 100


def test_the_wheel_zooms_with_control_and_scrolls_without(show: Show) -> None:
    pane = show("\n\n".join(TEXT for _ in range(40)))

    def turn(by: int, held: Qt.KeyboardModifier) -> None:
        middle = QPointF(pane.viewport().rect().center())
        event = QWheelEvent(
            middle,
            pane.viewport().mapToGlobal(middle),
            QPoint(),
            QPoint(0, by),
            Qt.MouseButton.NoButton,
            held,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(pane.viewport(), event)

    turn(120, Qt.KeyboardModifier.ControlModifier)
    assert pane.zoom() == 110
    turn(0, Qt.KeyboardModifier.ControlModifier)
    assert pane.zoom() == 110
    turn(-120, Qt.KeyboardModifier.NoModifier)
    assert pane.verticalScrollBar().value() == 3 * 27, "three lines"
    assert pane.zoom() == 110


def test_a_sign_stands_over_what_cannot_be_seen(show: Show) -> None:
    assert count(picture(show("zero\u200bwidth")), LIGHT.badge) > 30
    assert count(picture(show("zerowidth")), LIGHT.badge) == 0


def test_the_caret_is_seen_only_with_the_focus(show: Show) -> None:
    pane = show("\n\n")
    ink = LIGHT.ink
    assert count(picture(pane), ink) > 20
    pane.clearFocus()
    assert count(picture(pane), ink) == 0


def test_the_ruler_shows_tags_flags_and_hits_and_goes_there(show: Show, qtbot: QtBot) -> None:
    text = "\n\n".join("Some words of a clause that wraps over lines. " * 5 for _ in range(200))
    far = len(text) * 3 // 4
    pane = show(text, mark(far, far + 400), Highlight("f", 2000, 2600, RED, flag=True))
    pane.set_search_hits([(20, 30)])
    ruler = pane._ruler
    area = ruler.rect()

    def painted(colour: str) -> bool:
        return count(ruler.grab().toImage(), colour, area) > 5

    qtbot.waitUntil(lambda: painted(STYLE.stroke))
    assert painted(RED_STYLE.stroke)
    assert painted(LIGHT.hit_mark)
    QTest.mouseClick(
        ruler, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, ruler.height() * 3 // 4)
    )
    assert pane.rect_of(far, far + 400).isValid()


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_the_card_says_in_plain_words_what_is_under_the_mouse(show: Show, qtbot: QtBot) -> None:
    pane = show(TEXT, mark(3, 24, "a"))
    asked: list[str] = []

    def about(annotation: str) -> Details:
        asked.append(annotation)
        return Details("What <img src=x> is", "Ada")

    pane.set_about(about)
    QTest.mouseMove(pane.viewport(), pane.rect_of(3, 10).center())
    qtbot.waitUntil(lambda: bool(asked))
    assert asked == ["a"]
    shown = pane._gestures._card
    assert shown is not None
    assert shown.isVisible()
    assert [label.text() for label in shown.labels()][-2:] == ["What <img src=x> is", "Ada"]
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in shown.labels())
    QTest.keyClick(pane, Qt.Key.Key_Right)
    assert not shown.isVisible()
