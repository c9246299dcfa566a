"""Spans are cut from the text and found again in it."""

import hashlib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.problems import BadInputError
from annotator.text.canonical import CONTEXT, CanonicalText, text_sha256
from tests.text.any_text import texts

POLICY = CanonicalText(
    "1. Cookies\r\n\r\nWe use 😀 cookies. We like cookies.\r\n\r\n"
    "2. Data\r\n\r\nWe use no data. We  use\nnone.\r\n"
)


@given(texts().filter(bool), st.data())
@example("a😀\r\nb", None)
def test_a_span_holds_what_is_needed_to_find_it_again(text: str, data: st.DataObject | None) -> None:
    start = data.draw(st.integers(0, len(text) - 1)) if data else 1
    end = data.draw(st.integers(start + 1, len(text))) if data else 2
    span = CanonicalText(text).span(start, end)
    assert text[span.start : span.end] == span.quote == text[start:end]
    assert f"{span.prefix}{span.quote}{span.suffix}" in text
    assert (len(span.prefix), len(span.suffix)) == (min(CONTEXT, start), min(CONTEXT, len(text) - end))
    units = text.encode("utf-16-le")[2 * span.utf16_start : 2 * span.utf16_end]
    assert units.decode("utf-16-le") == span.quote
    assert 0 < len(span.citation) <= 60


def test_a_span_counts_code_points_and_utf16_units() -> None:
    span = POLICY.locate("😀 cookies")
    assert (span.start, span.end, span.utf16_start, span.utf16_end) == (21, 30, 21, 31)
    assert (span.prefix[-7:], span.suffix[:4], span.citation) == ("We use ", ". We", "§1 ¶1")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2), (0, 1000), (1000, 1001)])
def test_a_span_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(BadInputError, match="not in this text"):
        POLICY.span(start, end)


def test_an_empty_span_is_refused() -> None:
    with pytest.raises(BadInputError, match="at least one character"):
        POLICY.span(3, 3)


def test_find_gives_overlapping_places_and_none_for_nothing() -> None:
    assert CanonicalText("aaaa").find("aa") == [0, 1, 2]
    assert CanonicalText("aaaa").find("b") == []
    assert CanonicalText("aaaa").find("") == []


def test_locate_takes_the_occurrence_that_is_named() -> None:
    first, second = (POLICY.locate("cookies", number) for number in (1, 2))
    assert first.start < second.start
    assert POLICY.locate("Data", 1).citation == "§2 heading"


@pytest.mark.parametrize(
    ("quote", "occurrence", "said"),
    [
        ("We use", None, "stand there 2 times: (1) §1 ¶1, (2) §2 ¶1; add --occurrence"),
        ("We use", 3, "There is no occurrence 3: these words stand there 2 times, at (1) §1 ¶1, (2) §2 ¶1."),
        ("We use", 0, "There is no occurrence 0"),
        ("We use", -1, "There is no occurrence -1"),
        ("no data", 2, "these words stand there once, at (1) §2 ¶1"),
        ("We sell", None, "not in the text. Copy them"),
        ("we use none.", None, "with other spaces or capitals they are, at §2 ¶1"),
        ("", None, "The quote is empty"),
        (" \n", None, "The quote is empty"),
        ("o", None, "and 3 more"),
    ],
)
def test_locate_says_what_is_wrong_and_where(quote: str, occurrence: int | None, said: str) -> None:
    with pytest.raises(BadInputError) as error:
        POLICY.locate(quote, occurrence)
    assert said in str(error.value)


def test_whitespace_can_be_located_by_its_occurrence() -> None:
    assert POLICY.locate("\r\n\r\n", 1).quote == "\r\n\r\n"


def test_the_hash_is_over_utf8() -> None:
    assert text_sha256("å😀\r\n") == hashlib.sha256("å😀\r\n".encode()).hexdigest()


def test_index_and_structure_are_made_once() -> None:
    text = CanonicalText("a")
    assert text.structure is text.structure
    assert text.offsets is text.offsets
    assert text == CanonicalText("a")
