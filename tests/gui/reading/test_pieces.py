import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.views.reading.pieces import LONGEST, Pieces

LINE_END = re.compile(r"\r\n|[\n\r\u2028\u2029]")
texts = st.text(
    st.one_of(st.sampled_from("\r\n\u2028\u2029 \x0b\x0c\x1c\x85a."), st.characters(codec="utf-8")),
    max_size=400,
)


def numbers(pieces: Pieces) -> list[int]:
    found = []
    piece: int | None = pieces.first
    while piece is not None:
        found.append(piece)
        piece = pieces.after(piece)
    return found


@given(texts)
def test_pieces_are_the_lines_and_nothing_is_lost(text: str) -> None:
    pieces = Pieces(text)
    every = numbers(pieces)
    assert "".join(text[pieces.start(piece) : pieces.end(piece)] for piece in every) == text
    assert [text[pieces.start(piece) : pieces.content_end(piece)] for piece in every] == LINE_END.split(text)
    assert every[-1] == pieces.last
    assert [pieces.before(piece) for piece in every] == [None, *every[:-1]]


@given(texts.map(lambda text: (text + "x\n") * 60), st.data())
def test_groups_hide_nothing(text: str, data: st.DataObject) -> None:
    pieces = Pieces(text)
    every = numbers(pieces)
    assert [text[pieces.start(piece) : pieces.content_end(piece)] for piece in every] == LINE_END.split(text)
    offset = data.draw(st.integers(0, len(text)))
    here = pieces.at(offset)
    assert pieces.start(here) <= offset <= pieces.end(here)
    assert here in every


@pytest.mark.parametrize(
    "grain", ["We collect data. ", "nospacesatall", "👩‍👩‍👧‍👦", "e\u0301\u0302", "法", "א"]
)
def test_a_long_line_is_cut_between_graphemes_and_no_character_is_lost(grain: str) -> None:
    text = "First.\n" + grain * 4000 + "\nLast."
    pieces = Pieces(text)
    every = numbers(pieces)
    assert "".join(text[pieces.start(piece) : pieces.end(piece)] for piece in every) == text
    assert max(pieces.end(piece) - pieces.start(piece) for piece in every) <= LONGEST + 400
    inner = every[2:-1]
    assert all(pieces.continues(piece) for piece in inner)
    assert not pieces.continues(every[1])
    assert not pieces.continues(every[-1])
    if grain in {"👩‍👩‍👧‍👦", "e\u0301\u0302"}:
        assert all((pieces.start(piece) - 7) % len(grain) == 0 for piece in inner)


def test_ten_megabytes_are_cut_without_looking_at_every_line() -> None:
    text = "We collect what you give us.\r\n" * 350_000
    start = time.perf_counter()
    pieces = Pieces(text)
    assert pieces.start(pieces.last) == len(text)
    assert time.perf_counter() - start < 2, "seconds would mean that every line was looked at"


@pytest.mark.parametrize(
    ("text", "right_to_left"),
    [
        ("Data البيانات", False),
        ("123 البيانات Data", True),
        ("\u2067البيانات\u2069 Data", False),
        ("\u200fData", True),
        ("12345", False),
        ("", False),
        ("“שלום” and more", True),
    ],
)
def test_the_first_strong_character_gives_the_direction(text: str, right_to_left: bool) -> None:
    assert Pieces(text).right_to_left(0) is right_to_left


def test_a_cut_paragraph_keeps_its_direction() -> None:
    pieces = Pieces("א " + "word " * 2000)
    assert all(pieces.right_to_left(piece) for piece in numbers(pieces))
