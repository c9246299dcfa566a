"""A mark finds its words again in another version of the text, or is told to have no place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.anchoring import Anchor

OLD = (
    "We collect your name. We share data with partners in the Union.\n"
    "You may complain. We share data with partners elsewhere.\n"
)


def words_at(text: str, place: tuple[int, int] | None) -> str | None:
    return None if place is None else text[place[0] : place[1]]


def placed(text: str, other: str, quote: str, occurrence: int = 1) -> tuple[int, int] | None:
    start = -1
    for _ in range(occurrence):
        start = other.index(quote, start + 1)
    return Anchor(text, other).place(start, start + len(quote))


def test_in_the_same_text_a_place_is_what_it_was() -> None:
    assert Anchor(OLD, OLD).place(3, 10) == (3, 10)


@pytest.mark.parametrize("change", [("\n", "\r\n"), (" ", "\u00a0"), ("\n", "\n\n  ")])
def test_other_white_space_moves_nothing_to_other_words(change: tuple[str, str]) -> None:
    new = OLD.replace(*change)
    for occurrence in (1, 2):
        place = placed(new, OLD, "We share data with partners", occurrence)
        assert place is not None
        assert new[slice(*place)].split() == ["We", "share", "data", "with", "partners"]
        assert new.count("share", 0, place[0]) == occurrence - 1


def test_words_before_a_place_move_it() -> None:
    new = "Version 2 😀.\n" + OLD
    for occurrence in (1, 2):
        place = placed(new, OLD, "We share data with partners", occurrence)
        assert words_at(new, place) == "We share data with partners"
        assert place is not None
        assert new.count("share", 0, place[0]) == occurrence - 1


def test_words_that_were_changed_have_no_place() -> None:
    assert placed(OLD.replace("share", "sell"), OLD, "We share data with partners") is None


def test_of_two_places_that_nothing_tells_apart_neither_is_taken() -> None:
    old, new = "Yes. We share it. No.", "We share it. Well. We share it."
    assert placed(new, old, "We share it.") is None


def test_a_few_words_that_are_left_elsewhere_are_not_taken_for_the_ones_that_went() -> None:
    old = "Our data officer answers in a month. Write to us."
    new = "Write to us. All data is kept for as long as the law wants it."
    assert placed(new, old, "data") is None


def test_a_word_is_not_found_in_two_or_two_in_one() -> None:
    old = "This is what we may be asked to hand over to them."
    new = "That is what we maybe asked to hand over to them."
    assert placed(new, old, "we may be asked to hand over to them") is None


def test_spaces_alone_have_a_place_only_between_the_same_letters_and_of_the_same_kind() -> None:
    old = "a  b\nc"
    assert Anchor("a  b\r\nc", old).place(1, 3) == (1, 3)
    assert Anchor("a b\nc", old).place(1, 3) is None


def test_without_the_other_text_offset_and_quote_must_agree_or_the_words_around_be_known() -> None:
    anchor = Anchor(OLD)
    assert anchor.place(3, 10, "collect") == (3, 10)
    assert anchor.place(4, 11, "collect") is None
    assert anchor.place(4, 11, "collect", "We ", " your name. We share") == (3, 10)
    assert anchor.place(-1, -1, "You may complain. We share data") == (64, 95)


def test_a_quote_that_is_not_at_its_place_in_the_other_text_is_looked_for_by_itself() -> None:
    quote = "You may complain. We share data"
    assert Anchor(OLD, OLD).place(0, 5, quote) == (64, 95)
    assert Anchor(OLD, OLD).place(0, 5000, quote) == (64, 95)
    assert Anchor(OLD, OLD).place(0, 5, "share") is None


@given(st.text(alphabet="ab. \n\r\u00a0😀é", max_size=60), st.data())
def test_what_is_found_is_always_the_same_words(text: str, data: st.DataObject) -> None:
    other = data.draw(st.text(alphabet="ab. \n\r\u00a0😀é", min_size=1, max_size=60))
    start = data.draw(st.integers(0, len(other) - 1))
    end = data.draw(st.integers(start + 1, len(other)))
    place = Anchor(text, other).place(start, end)
    if place is not None:
        assert "".join(text[slice(*place)].split()) == "".join(other[start:end].split())


@given(st.text(alphabet="ab. \n\r\u00a0😀é", min_size=1, max_size=60), st.data())
def test_of_texts_that_differ_in_spaces_only_every_word_has_its_place(
    other: str, data: st.DataObject
) -> None:
    spaces = {" ": data.draw(st.sampled_from([" ", "\u00a0", "  ", "\n"])), "\n": "\r\n"}
    text = "".join(spaces.get(char, char) for char in other)
    start = data.draw(st.integers(0, len(other) - 1))
    end = data.draw(st.integers(start + 1, len(other)))
    place = Anchor(text, other).place(start, end)
    if other[start:end].strip():
        assert place is not None
        assert "".join(text[: place[0]].split()) == "".join(other[:start].split())
        assert "".join(text[slice(*place)].split()) == "".join(other[start:end].split())
