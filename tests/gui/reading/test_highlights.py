from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.views.reading.highlights import Highlights
from tests.gui.reading.pane_tools import mark

marks = st.lists(
    st.tuples(st.integers(0, 200), st.integers(1, 60)).map(lambda pair: mark(pair[0], sum(pair))), max_size=40
)


@given(marks, marks, st.integers(0, 3))
def test_overlapping_highlights_never_share_a_lane(first: list, added: list, gone: int) -> None:
    highlights = Highlights(first)
    for start in range(0, 260, 40):
        for slot in highlights.over(start, start + 40):
            highlights.lane(slot)
    highlights.change([one.annotation for one in first[:gone]], added)
    every = highlights.over(0, 1000)
    lanes = {slot: highlights.lane(slot) for slot in every}
    for slot in every:
        here = highlights[slot]
        for other in every:
            there = highlights[other]
            if slot < other and here.start < there.end and there.start < here.end:
                assert lanes[slot] != lanes[other]


def test_the_innermost_comes_first_and_those_that_end_here_last() -> None:
    highlights = Highlights([mark(0, 100, "outer"), mark(10, 20, "inner"), mark(5, 10, "ended")])
    assert [one.annotation for one in highlights.at(10)] == ["inner", "outer", "ended"]
    assert [one.annotation for one in highlights.at(100)] == ["outer"]
    assert highlights.at(101) == []


def test_a_change_takes_out_every_span_of_an_annotation_and_says_where() -> None:
    highlights = Highlights([mark(0, 5, "a"), mark(50, 60, "a"), mark(20, 30, "b")])
    touched = highlights.change(["a", "never was"], [mark(70, 80, "c")])
    assert sorted(touched) == [(0, 5), (50, 60), (70, 80)]
    assert sorted(one.annotation for one in highlights.touching(0, 100)) == ["b", "c"]
    highlights.change(["c"], [])
    assert [one.annotation for one in highlights.touching(0, 100)] == ["b"]


def test_many_changes_keep_everything() -> None:
    highlights = Highlights([mark(0, 5, "first")])
    for number in range(600):
        highlights.change([], [mark(number, number + 3, f"n{number}")])
    assert len(highlights.over(0, 1000)) == 601
    highlights.change(["first", "n599"], [])
    assert len(highlights.over(0, 1000)) == 599
