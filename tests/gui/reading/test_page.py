"""The page: what is where, and that words stay where the eye left them."""

import random

import pytest
from PySide6.QtWidgets import QApplication

from annotator.gui.theme import LIGHT
from annotator.gui.views.reading.page import Page
from annotator.gui.views.reading.typography import Typography, typography
from annotator.gui.views.reading.voices import inks

WINDOW = 500


@pytest.fixture
def measures(qapp: QApplication) -> Typography:
    return typography(100, 800)


def long_text(paragraphs: int = 3000) -> str:
    chance = random.Random(5)
    return "\n".join("data " * chance.choice((1, 3, 40, 200)) for _ in range(paragraphs))


def page_of(text: str, measures: Typography) -> Page:
    return Page(text, measures, inks(LIGHT), WINDOW)


def on_screen(page: Page) -> dict[int, int]:
    return {placed.piece: placed.y for placed in page.visible()}


def test_scrolling_moves_every_line_by_exactly_the_pixels_asked_for(measures: Typography) -> None:
    page = page_of(long_text(), measures)
    page.scroll_to(page.height // 2)
    chance = random.Random(1)
    for _ in range(200):
        step = chance.randrange(-300, 300)
        before = on_screen(page)
        assert page.scroll(step) == step
        after = on_screen(page)
        common = before.keys() & after.keys()
        assert common
        assert all(after[piece] == before[piece] - step for piece in common)


def test_down_and_up_again_is_where_it_began(measures: Typography) -> None:
    page = page_of(long_text(200), measures)
    moved = 0
    while (step := page.scroll(333)) == 333:
        moved += step
    moved += step
    assert page.y == page.height - WINDOW
    assert page.scroll(-moved) == -moved
    assert (page.top, page.into) == (page.pieces.first, 0)


def test_correcting_heights_above_moves_the_bar_and_not_the_words(measures: Typography) -> None:
    page = page_of(long_text(), measures)
    page.scroll_so_that(len(page.text) * 2 // 3, 100)
    before, y = on_screen(page), page.y
    piece = page.top
    for _ in range(150):
        piece = page.pieces.before(piece) or 0
        page.layout(piece)
    assert on_screen(page) == before
    assert page.y != y


def test_the_page_ends_at_the_lower_edge_and_begins_at_the_upper(measures: Typography) -> None:
    page = page_of(long_text(400), measures)
    assert page.scroll(-50) == 0
    page.scroll_to(10**9)
    *_, last = page.visible()
    assert last.piece == page.pieces.last
    assert last.y + last.layout.height == WINDOW
    assert page.scroll(50) == 0


def test_a_short_text_never_scrolls(measures: Typography) -> None:
    page = page_of("One line.", measures)
    assert page.scroll(100) == 0
    page.scroll_to(10_000)
    assert (page.top, page.into) == (0, 0)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.97])
def test_another_width_or_zoom_keeps_the_first_line(measures: Typography, share: float) -> None:
    page = page_of(long_text(), measures)
    page.scroll_so_that(int(len(page.text) * share), 0)
    first = page.first_visible()
    page.reset(typography(150, 640), WINDOW)
    layout = page.layout(page.top)
    line = layout.lines[layout.line_near(page.into)]
    assert line.start <= first < line.end


def test_a_megabyte_in_one_line_lays_out_a_window_only(measures: Typography) -> None:
    page = page_of("word " * 200_000, measures)
    page.scroll_to(page.height // 2)
    assert sum(len(placed.layout.text) for placed in page.visible()) < 10_000
    page.scroll_to(page.height)
    *_, last = page.visible()
    assert last.layout.end == 1_000_000


def test_every_line_is_found_where_it_stands(measures: Typography) -> None:
    page = page_of(long_text(300), measures)
    for offset in range(0, len(page.text), 997):
        page.scroll_so_that(offset, 120)
        top, bottom = page.y_of(offset) or (0, 0)
        assert bottom > top
        if page.top != page.pieces.first and page.y < page.height - WINDOW:
            assert top == 120
