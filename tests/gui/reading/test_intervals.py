from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.views.reading.intervals import SpanIndex

spans = st.tuples(st.integers(0, 300), st.integers(1, 300)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(spans, max_size=300), st.lists(spans, max_size=12), st.data())
def test_it_finds_what_brute_force_finds(
    first: list[tuple[int, int]], later: list[tuple[int, int]], data: st.DataObject
) -> None:
    first = sorted(first)
    index = SpanIndex([start for start, _ in first], [end for _, end in first])
    live = dict(enumerate(first))
    for start, end in later:
        live[index.add(start, end)] = (start, end)
    for slot in data.draw(st.lists(st.sampled_from(sorted(live)), unique=True, max_size=9)) if live else []:
        index.remove(slot)
        del live[slot]
    start, end = data.draw(spans)
    expected = {slot for slot, (one, other) in live.items() if one < end and other > start}
    found = list(index.over(start, end))
    assert set(found) == expected
    assert len(found) == len(expected)


def test_one_span_over_everything_hides_nothing_and_costs_one_run() -> None:
    count = 20_000
    starts = [0, *range(count)]
    ends = [count + 1, *range(1, count + 1)]
    index = SpanIndex(starts, ends)
    assert sorted(index.over(15_000, 15_002)) == [0, 15_001, 15_002]


def test_an_empty_index_answers() -> None:
    assert list(SpanIndex([], []).over(0, 10)) == []
