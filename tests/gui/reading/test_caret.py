"""Any moves over any text: the caret never leaves it and never stands inside what belongs together."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QTextBoundaryFinder
from PySide6.QtWidgets import QApplication

from annotator.gui.theme import LIGHT
from annotator.gui.views.reading.caret import Caret, Move, grown, shrunk, word_at
from annotator.gui.views.reading.page import Page
from annotator.gui.views.reading.typography import typography
from annotator.gui.views.reading.voices import inks
from annotator.text.offsets import Offsets

GRAINS = [
    "a",
    "data ",
    " ",
    "\r\n",
    "\n",
    "\r",
    "\u2028",
    "e\u0301",
    "😀",
    "👩‍👩‍👧‍👦",
    "سياسة",
    "שלום ",
    "\u200f",
    "\x00",
]
GRAINS += [
    "\u00a0",
    "\t",
    "\ufdd0",
    "• ",
    "1. ",
    "## ",
    "\u202e",
    "プライバシー",
    "x" * 90,
    "policy@example.com",
]
texts = st.lists(st.sampled_from(GRAINS), max_size=40).map("".join)


def stops(text: str) -> set[int]:
    """Where a grapheme begins or the text ends; between CR and LF there is none."""
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, text)
    offsets = Offsets(text)
    found = {0}
    while (at := finder.toNextBoundary()) >= 0:
        found.add(offsets.from_utf16(at))
    return found


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(texts, st.lists(st.tuples(st.sampled_from(Move), st.booleans()), max_size=25), st.data())
def test_the_caret_stands_only_between_graphemes(
    qapp: QApplication, text: str, moves: list[tuple[Move, bool]], data: st.DataObject
) -> None:
    page = Page(text, typography(100, 420), inks(LIGHT), 300)
    caret = Caret(page)
    good = stops(text)
    caret.place(data.draw(st.sampled_from(sorted(good))))
    for move, keep in moves:
        anchor = caret.anchor
        caret.move(move, keep_anchor=keep)
        assert caret.position in good
        assert not keep or caret.anchor == anchor


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(
    texts.filter(lambda text: not any(end in text for end in "\r\n\u2028")),
    st.sampled_from([Move.LEFT, Move.RIGHT]),
)
def test_one_key_alone_runs_through_a_paragraph_to_its_end(qapp: QApplication, text: str, move: Move) -> None:
    page = Page(text, typography(100, 420), inks(LIGHT), 300)
    caret = Caret(page)
    forward = (move is Move.RIGHT) != page.pieces.right_to_left(0)
    caret.place(0 if forward else len(text))
    seen = [caret.position]
    for _ in text:
        caret.move(move, keep_anchor=False)
        seen.append(caret.position)
    assert sorted(set(seen)) == sorted(stops(text))
    assert seen[-1] == (len(text) if forward else 0)


@given(texts, st.data())
def test_growing_never_loses_what_was_selected(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new_start, new_end = grown(text, start, end)
    held = text[start:end].strip()
    if held:
        assert held in text[new_start:new_end]
        assert (new_start, new_end) == (
            start + len(text[start:end]) - len(text[start:end].lstrip()),
            new_end,
        )
        small_start, small_end = shrunk(text, new_start, new_end)
        assert small_start == new_start
        assert new_start < small_end <= new_end


@pytest.mark.parametrize(
    ("text", "offset", "word"),
    [
        ("We don’t sell", 5, "don’t"),
        ("a 👩‍👩‍👧‍👦 b", 4, "👩‍👩‍👧‍👦"),
        ("naïve e\u0301lan", 8, "e\u0301lan"),
        ("one  two", 3, "  "),
        ("Art. 6", 5, "6"),
    ],
)
def test_a_word_is_what_unicode_says_it_is(text: str, offset: int, word: str) -> None:
    start, end = word_at(text, offset)
    assert text[start:end] == word
