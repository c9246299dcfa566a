"""Regular expressions in a text: where they are found, in code points of the text as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.expressions import (
    MOST_HITS,
    TOO_DEEP,
    Answer,
    Question,
    answer_of,
    find,
    question_bytes,
)


def found(text: str, expression: str, *, case: bool = False, whole: bool = False) -> list[str]:
    answer = find(text, Question(expression, case, whole))
    assert not answer.problem
    return [text[start:end] for start, end in answer.hits]


@pytest.mark.parametrize(
    ("text", "expression", "expected"),
    [
        ("Data and data", "data", [(0, 4), (9, 13)]),
        ("😀😀 30 days", r"\d+ days?", [(3, 10)]),
        ("🇩🇪e\u0301x 7", r"\d", [(6, 7)]),
        ("e\u0301e\u0301 e", "e", [(0, 1), (2, 3), (5, 6)]),
        ("שלום עולם 30", r"\w+ (?=30)|\d+", [(5, 10), (10, 12)]),
        ("\u202eabc\u202c 12", r"\d+", [(6, 8)]),
        ("a\ud800b 1", r"\d", [(4, 5)]),
        ("a b", " ", [(1, 2)]),
    ],
)
def test_offsets_are_code_points(text: str, expression: str, expected: list[tuple[int, int]]) -> None:
    assert list(find(text, Question(expression)).hits) == expected


def test_capitals_and_whole_words() -> None:
    assert found("Data and data", "DAT.", case=False) == ["Data", "data"]
    assert found("Data and data", "Dat.", case=True) == ["Data"]
    assert found("database data", "data", whole=True) == ["data"]
    assert found("database data", "data|base|dat", whole=True) == ["data"]
    assert found("database data", "dat|data", whole=True) == ["data"]
    assert found("cats Cat", "(?i)cat", case=True, whole=True) == ["Cat"]
    assert found("cats cat", "(?x) c a t # an animal", whole=True) == ["cat"]
    assert found("abab ab", r"(a)b\1b|ab", whole=True) == ["abab", "ab"]


def test_empty_matches_are_none() -> None:
    assert found("axxb", "x*") == ["xx"]
    assert found("axxb", "") == []
    assert found("axxb", r"\b|^|$") == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_in_an_editor(end: str) -> None:
    text = f"😀one.{end}two.{end}{end}three."
    assert found(text, r"\w+\.$") == ["one.", "two.", "three."]
    assert found(text, r"^t\w+") == ["two", "three"]
    assert found(text, r"two\.\n\nthree") == [f"two.{end}{end}three"]
    assert found(text, r"\n{2}") == [end * 2]
    assert found(text, r".+") == ["😀one.", "two.", "three."]


@given(st.lists(st.sampled_from(["a", "é", "😀", "\r\n", "\r", "\n", " ", "1"])).map("".join))
def test_every_place_is_found_where_it_is(text: str) -> None:
    hits = find(text, Question(r"(?s:.)")).hits
    assert "".join(text[start:end] for start, end in hits) == text
    assert all(text[start:end] in {"\r\n", text[start]} for start, end in hits)


def test_the_first_ten_thousand_and_a_word_that_there_are_more() -> None:
    answer = find("a" * (MOST_HITS + 1), Question("a"))
    assert len(answer.hits) == MOST_HITS
    assert answer.more
    answer = find("a" * MOST_HITS, Question("a"))
    assert len(answer.hits) == MOST_HITS
    assert not answer.more


@pytest.mark.parametrize(
    ("expression", "at", "said"),
    [
        ("😀(a", 1, "missing )"),
        ("a)", 1, "unbalanced"),
        ("[a", 0, "unterminated"),
        ("*a", 0, "nothing to repeat"),
        ("a\\", 1, "bad escape"),
        ("(?<=a*)b", None, "look-behind"),
        ("a{99999999999999}", None, "too large"),
        ("(" * 5_000 + ")" * 5_000, None, TOO_DEEP),
    ],
)
@pytest.mark.parametrize("whole", [False, True])
def test_what_is_no_expression_is_said_and_where(
    expression: str, at: int | None, said: str, whole: bool
) -> None:
    answer = find("a text", Question(expression, whole=whole))
    assert said in answer.problem
    assert answer.at == at
    assert answer.hits == ()


def test_a_question_says_its_size() -> None:
    asked = question_bytes("é\ud800", Question("\udfff"))
    head, _, content = asked.partition(b"\n")
    assert f'"size": {len(content)}'.encode() in head
    assert content.decode(errors="surrogatepass") == "é\ud800"


def test_an_answer_comes_back_as_it_was() -> None:
    line = b'{"hits": [[1, 2], [3, 5]], "more": true, "problem": "", "at": null}\n'
    assert answer_of(line) == Answer(((1, 2), (3, 5)), more=True)
