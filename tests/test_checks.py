"""What reaches a project has been checked, and a refusal says what to do."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import checks
from annotator.domain import CLAUSES, ISSUES, Policy
from annotator.problems import BadInputError
from annotator.taxonomy import built_in
from annotator.text.canonical import CanonicalText

CLAUSE_SET = built_in(CLAUSES)


def places(text: str, *wanted: tuple[int, int]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in checks.spans(CanonicalText(text), wanted)]


def test_spans_lose_the_spaces_at_their_ends() -> None:
    text = " \u00a0one\u2028 two\r\n "
    assert places(text, (0, len(text))) == [(2, 10)]
    assert places(text, (4, 8)) == [(4, 8)]
    assert places(text, (5, 7)) == [(5, 7)], "unless it is the spaces that are meant"


def test_spans_come_in_reading_order_and_those_that_touch_become_one() -> None:
    text = "abcdefghij"
    assert places(text, (7, 9), (0, 2), (2, 4), (3, 5)) == [(0, 5), (7, 9)]
    assert places(text, (0, 9), (3, 5)) == [(0, 9)]
    assert places(text) == []


@pytest.mark.parametrize("wrong", [(8, 3), (5, 5), (-1, 4), (3, 11), (12, 13), (-5, -2)])
def test_no_wrong_place_hides_inside_a_right_one(wrong: tuple[int, int]) -> None:
    for wanted in ([wrong], [(0, 10), wrong], [(5, 10), wrong]):
        with pytest.raises(BadInputError):
            places("abcdefghij", *wanted)


@given(st.text(alphabet="a \n😀\u00a0e\u0301", min_size=1), st.data())
def test_spans_are_parted_trimmed_and_cover_what_was_chosen(text: str, data: st.DataObject) -> None:
    ends = st.integers(0, len(text) - 1).flatmap(
        lambda start: st.tuples(st.just(start), st.integers(start + 1, len(text)))
    )
    wanted = data.draw(st.lists(ends, min_size=1, max_size=5))
    spans = checks.spans(CanonicalText(text), wanted)
    chosen = {at for start, end in wanted for at in range(start, end) if not text[at].isspace()}
    covered = [at for span in spans for at in range(span.start, span.end)]
    assert chosen <= set(covered)
    assert set(covered) <= set(range(min(s for s, _ in wanted), max(e for _, e in wanted)))
    assert all(one.end < other.start for one, other in pairwise(spans))
    assert all(text[span.start : span.end] == span.quote for span in spans)


def test_a_label_must_be_there_and_offered() -> None:
    assert checks.offered(CLAUSE_SET, "retention").name == "Retention"
    with pytest.raises(BadInputError, match=r"no label “x” in “Clauses of .*”\. There are: intro, "):
        checks.offered(CLAUSE_SET, "x")


def test_attributes_are_those_of_the_set_by_name() -> None:
    given_ = {"polarity": "does", "party": "first"}
    assert list(checks.attributes(CLAUSE_SET, given_)) == ["party", "polarity"]
    with pytest.raises(BadInputError, match=r"no attribute “colour”\. There are: "):
        checks.attributes(CLAUSE_SET, {"colour": "red"})
    with pytest.raises(BadInputError, match=r"cannot be “maybe”\. It can be: does, does-not, unclear"):
        checks.attributes(CLAUSE_SET, {"polarity": "maybe"})
    with pytest.raises(BadInputError, match="There are: none"):
        checks.attributes(built_in(ISSUES), {"polarity": "does"})


@pytest.mark.parametrize("day", ["", "2024-02-29", "2015-03-18"])
def test_a_day(day: str) -> None:
    assert checks.day(day) == day


@pytest.mark.parametrize("day", ["2023-02-29", "20240229", "18.3.2015", "2024-W01-1", "2024-1-1", " ", "now"])
def test_no_day(day: str) -> None:
    with pytest.raises(BadInputError, match=r"is not a day\. Write it as 2026-01-31"):
        checks.day(day)


def test_of_those_that_are_found_there_must_be_one() -> None:
    policies = [Policy(f"id-{number}", *[""] * 5, 0, *[""] * 4) for number in range(12)]
    assert checks.only(policies[:1], "policy “x”", []) is policies[0]
    with pytest.raises(BadInputError, match=r"The policy “x” could be id-0, id-1\. Give the id of one."):
        checks.only(policies[:2], "policy “x”", [])
    with pytest.raises(BadInputError, match=r"There is no policy “x”\. There are: a, b."):
        checks.only(policies[:0], "policy “x”", ["a", "b"])
    with pytest.raises(BadInputError, match=r"could be id-0, .*, id-9 …\."):
        checks.only(policies, "policy “x”", [])
    with pytest.raises(BadInputError, match=r"^There is no annotation “y”.$"):
        checks.only(policies[:0], "annotation “y”", [])
