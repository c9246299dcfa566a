"""The index agrees with the encoders, everywhere in any text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.text.offsets import BLOCK, Offsets
from tests.text.any_text import texts

SURROGATES = st.text(st.characters(codec=None, categories=["Cs", "Lu"]))


def naive(text: str, codec: str, width: int) -> list[int]:
    """The units before each position, by encoding every prefix."""
    return [len(text[:at].encode(codec, "surrogatepass")) // width for at in range(len(text) + 1)]


@given(st.one_of(texts(), SURROGATES))
@example("")
@example("a😀b\r\n\ufeff\u2028\u00a0\ufdd0e\u0301שלום")
@example("x" * BLOCK + "😀" * BLOCK + "é" * (BLOCK + 1))
@example("😀" * BLOCK)
@example("a" * (3 * BLOCK - 1) + "😀")
def test_every_position_goes_there_and_back(text: str) -> None:
    offsets = Offsets(text)
    utf16 = naive(text, "utf-16-le", 2)
    utf8 = naive(text, "utf-8", 1)
    assert [offsets.to_utf16(at) for at in range(len(text) + 1)] == utf16
    assert [offsets.to_utf8(at) for at in range(len(text) + 1)] == utf8
    assert [offsets.from_utf16(units, snap="error") for units in utf16] == list(range(len(text) + 1))
    assert [offsets.from_utf8(units, snap="error") for units in utf8] == list(range(len(text) + 1))
    assert (offsets.utf16_length, offsets.utf8_length) == (utf16[-1], utf8[-1])


@given(texts())
@example("é" * BLOCK + "😀")
def test_a_position_inside_a_character_snaps_as_asked(text: str) -> None:
    offsets = Offsets(text)
    for lengths, convert in [
        (naive(text, "utf-16-le", 2), offsets.from_utf16),
        (naive(text, "utf-8", 1), offsets.from_utf8),
    ]:
        for units in sorted(set(range(lengths[-1] + 1)) - set(lengths)):
            before = max(at for at, length in enumerate(lengths) if length < units)
            assert convert(units) == convert(units, snap="floor") == before
            assert convert(units, snap="ceil") == before + 1
            with pytest.raises(ValueError, match="inside a character"):
                convert(units, snap="error")


@given(texts(), st.data())
def test_a_quote_is_the_same_in_every_unit(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    offsets = Offsets(text)
    as_bytes = text.encode()[offsets.to_utf8(start) : offsets.to_utf8(end)]
    as_units = text.encode("utf-16-le")[2 * offsets.to_utf16(start) : 2 * offsets.to_utf16(end)]
    assert as_bytes.decode() == as_units.decode("utf-16-le") == text[start:end]


@pytest.mark.parametrize("text", ["", "plain", "höher", "a😀b"])
def test_a_position_outside_the_text_is_an_error(text: str) -> None:
    offsets = Offsets(text)
    for convert, length in [
        (offsets.to_utf16, len(text)),
        (offsets.to_utf8, len(text)),
        (offsets.from_utf16, offsets.utf16_length),
        (offsets.from_utf8, offsets.utf8_length),
    ]:
        assert convert(length) >= 0
        for outside in (-1, length + 1):
            with pytest.raises(IndexError):
                convert(outside)


def test_a_lone_surrogate_is_one_unit_and_three_bytes() -> None:
    offsets = Offsets("a\ud83d\ude00b")
    assert (offsets.utf16_length, offsets.utf8_length) == (4, 8)
    assert offsets.from_utf16(2, snap="error") == 2
