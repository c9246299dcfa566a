"""Words are found in texts and notes, and only while these are there."""

import pytest

from annotator.problems import BadInputError
from annotator.review import Review


def found(review: Review, words: str) -> list[tuple[str, str]]:
    names = {policy.id: policy.file_name for policy in review.policies()}
    return [(names[policy], snippet) for policy, snippet in review.search(words)]


def test_words_of_a_text_are_found_with_a_snippet(review: Review) -> None:
    assert found(review, "sell nothing") == [
        ("2.txt", "# Plain\n\nWe keep data for a year. We sell nothing.\n")
    ]
    assert {name for name, _ in found(review, "KEEP")} == {"1.txt", "2.txt"}
    assert found(review, "zoe")[0][0] == "1.txt", "without its diacritics"
    assert found(review, "שלום")[0][0] == "1.txt"
    assert found(review, "absent") == []
    assert found(review, "  ") == []


def test_notes_reasons_and_suggestions_are_found_until_they_are_gone(review: Review) -> None:
    policy = review.policies()[1].id
    review.flag(policy, [(0, 7)], "vague-wording", note="zebra", suggestion="giraffe stripes")
    (flag,) = review.flags(policy)
    assert found(review, "zebra") == [("2.txt", "zebra")]
    assert found(review, "stripes giraffe") == [("2.txt", "giraffe stripes")]
    review.edit(flag.id, note="lion", reason="okapi")
    assert found(review, "zebra") == []
    assert found(review, "okapi") == [("2.txt", "okapi")]
    review.undo()
    assert found(review, "lion") == found(review, "okapi") == []
    assert len(found(review, "zebra")) == 1
    review.remove([flag.id])
    assert found(review, "zebra") == []
    review.undo()
    assert len(found(review, "zebra")) == 1
    review.undo()
    assert found(review, "giraffe") == []


def test_a_text_whose_import_was_undone_is_not_found(review: Review) -> None:
    review.undo()
    assert found(review, "keep") == []
    review.redo()
    assert len(found(review, "keep")) == 2


def test_signs_and_operators_are_harmless(review: Review) -> None:
    signs = [
        "",
        '"',
        '""',
        '"""',
        "AND",
        "NEAR(",
        "*",
        "^",
        "-sell",
        "text:sell",
        "(",
        ")",
        "{",
        "+",
        "😀",
        "\u2028",
        'sell"',
        '"sell',
        "\\",
        "a\x00b",
        "",
    ]
    for words in (*signs, "a OR", "'; DROP TABLE event", "x" * 10_000):
        assert {name for name, _ in found(review, words)} <= {"1.txt", "2.txt"}


def test_quoted_words_are_a_phrase(review: Review) -> None:
    assert len(found(review, '"sell nothing"')) == 1
    assert found(review, '"nothing sell"') == []


def test_as_many_as_are_asked_for(review: Review) -> None:
    assert len(review.search("keep", limit=1)) == 1


def test_half_a_character_is_refused_in_words(review: Review) -> None:
    with pytest.raises(BadInputError, match="half of a broken pair"):
        review.search("\ud83d")
