"""Where characters stand in a line."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication

from annotator.gui.theme import LIGHT
from annotator.gui.views.reading.layout import PieceLayout, lay_out
from annotator.gui.views.reading.pieces import Pieces
from annotator.gui.views.reading.typography import typography
from annotator.gui.views.reading.voices import Voices, inks

SetOne = Callable[..., PieceLayout]


@pytest.fixture
def one(qapp: QApplication) -> SetOne:
    def made(text: str, width: int = 800) -> PieceLayout:
        pieces = Pieces(text)
        return lay_out(pieces, 0, Voices(pieces).of(0), typography(100, width), inks(LIGHT))

    return made


def spread(layout: PieceLayout, start: int, end: int) -> list[tuple[int, float, float]]:
    return [(stretch.line, stretch.left, stretch.right) for stretch in layout.stretches(start, end)]


def test_a_run_in_one_direction_is_one_stretch(one: SetOne) -> None:
    layout = one("We collect data.")
    ((line, left, right),) = spread(layout, 3, 10)
    assert line == 0
    assert left == layout.x_at(3)
    assert right == layout.x_at(10)


def test_a_run_in_mixed_directions_is_covered_where_it_stands(one: SetOne) -> None:
    text = "سياسة such as e-mail وعنوان"
    layout = one(text)
    whole = spread(layout, 0, len(text))
    assert len(whole) == 1
    parts = sorted(piece for at in range(len(text)) for piece in spread(layout, at, at + 1))
    assert parts[0][1] == pytest.approx(whole[0][1], abs=1)
    assert parts[-1][2] == pytest.approx(whole[0][2], abs=1)
    for (_, _, right), (_, left, _) in pairwise(parts):
        assert left == pytest.approx(right, abs=1)
    crossing = spread(layout, text.index("ة"), text.index("as"))
    assert len(crossing) == 2, "the Arabic letter is right of the Latin words, which begin left of their end"


def test_a_right_to_left_line_ends_at_the_right_edge(one: SetOne) -> None:
    layout = one("سياسة الخصوصية")
    column = typography(100, 800).column
    assert layout.x_at(0) == pytest.approx(column, abs=1)


def test_further_lines_of_an_item_hang_below_its_words(one: SetOne) -> None:
    text = "• " + "some words of an item " * 12
    layout = one(text)
    assert len(layout.lines) > 2
    first_word = layout.x_at(2)
    assert first_word > 0
    for line in range(1, len(layout.lines)):
        assert layout.x_at(layout.lines[line].start, line) == pytest.approx(first_word, abs=1)


def test_mixed_words_in_hanging_lines_are_covered_where_they_stand(one: SetOne) -> None:
    text = "• " + "some words סעיף of an item " * 9
    layout = one(text)
    hang = layout.x_at(2)
    for line in layout.lines[1:]:
        (_, left, _), *_ = spread(layout, line.start, line.end)
        assert left == pytest.approx(hang, abs=1)


def test_white_space_at_a_line_end_counts_only_for_selections(one: SetOne) -> None:
    layout = one("some words that wrap " * 12)
    line = layout.lines[0]
    assert layout.text[line.end - 1] == " "
    tight = spread(layout, line.start, line.end)[0][2]
    (loose,) = layout.stretches(line.start, line.end, spaces=True)
    assert loose.right > tight


def test_the_measure_is_one_that_reads_well(one: SetOne) -> None:
    text = (
        "We keep the personal data that you give us for as long as the law asks us to, and no longer. " * 20
    )
    lengths = [line.end - line.start for line in one(text, 1400).lines[:-1]]
    assert 64 <= sum(lengths) / len(lengths) <= 74
    assert max(lengths) <= 80


def test_lines_stand_a_line_and_a_half_apart(one: SetOne) -> None:
    layout = one("some words that wrap " * 12)
    assert {line.height for line in layout.lines} == {24}
