"""Words that are all found in one pass, held against plain search."""

from hypothesis import given
from hypothesis import strategies as st

from annotator.detection.literals import Literals, Sought
from annotator.detection.subject import Subject

LETTERS = st.text("ab é’\u00a0*", max_size=5)


@given(st.lists(LETTERS, max_size=8), st.text("abé ", max_size=60))
def test_each_word_is_where_plain_search_finds_it(words: list[str], text: str) -> None:
    places = {
        word: [at for at in range(len(text)) if text.startswith(word, at)] for word in words if word in text
    }
    found = Literals(words).places(text)
    assert found == {word: at for word, at in places.items() if word}


def test_a_word_that_latin_1_cannot_write_is_found_too() -> None:
    assert Literals(["個人", "?", "data"]).places("data? 個人個人’") == {
        "data": [0],
        "?": [4],
        "個人": [6, 8],
    }


def test_what_is_sought_is_found_however_it_is_set() -> None:
    sought = Sought(["the user’s own", "d'accès", "nothing of it"])
    subject = Subject("**The\nuser's own**, 😀 d’accès")
    assert dict(sought.places(subject)) == {"the user's own": [2], "d'accès": [22]}


def test_what_is_sought_later_is_found_too() -> None:
    assert not list(Sought(["a word of this test"]).places(Subject("none")))
    assert dict(Sought(["word of another"]).places(Subject("a word of another"))) == {"word of another": [2]}
