"""Steps through the open policy against the plain way: sort everything and look."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annotator.domain import Annotation, Flag, Policy, Severity, Span, State, Tag, reading_order
from annotator.gui.open_policy import OpenPolicy, is_open
from annotator.text.canonical import CanonicalText

TEXT = CanonicalText("one two three four five")
POLICY = Policy("p", "p.txt", "", "", "", "en", len(TEXT.text), "", "", "utf-8", "")


def span(start: int, end: int) -> Span:
    return Span(start, end, TEXT.text[start:end], "", "", start, end, "¶1")


def tag(name: str, *spans: Span, label: str = "a") -> Tag:
    return Tag(name, "p", label, spans, {}, "", "r", "t", "t")


def flag(name: str, *spans: Span, state: State = State.OPEN) -> Flag:
    return Flag(name, "p", "a", spans, (), Severity.LOW, state, "", "", "", "r", "t", "t")


ends = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda pair: (min(pair), max(pair) + 1))
annotations = st.lists(
    st.tuples(st.sampled_from("abcdefgh"), st.booleans(), st.one_of(st.none(), ends)), max_size=12
)


def made(name: str, flagged: bool, place: tuple[int, int] | None) -> Annotation:
    spans = (span(*place),) if place is not None else ()
    return flag(name, *spans) if flagged else tag(name, *spans)


@given(annotations, st.lists(st.sampled_from("abcdefgh"), max_size=4), st.integers(-1, 22))
def test_order_and_steps_agree_with_sorting(
    put: list[tuple[str, bool, tuple[int, int] | None]], dropped: list[str], at: int
) -> None:
    desk = OpenPolicy(POLICY, TEXT, [])
    known: dict[str, Annotation] = {}
    for name, flagged, place in put:
        known[name] = made(name, flagged, place)
        desk.put(known[name])
    for name in dropped:
        known.pop(name, None)
        desk.drop(name)
    ordered = sorted(known.values(), key=reading_order)
    assert desk.annotations == known
    assert desk.flags() == [one for one in ordered if isinstance(one, Flag)]
    assert desk.on_whole_policy() == [one for one in ordered if not one.spans]
    here = (at, -99, "", "")
    after = [one for one in ordered if reading_order(one) > here and is_open(one)]
    before = [one for one in ordered if reading_order(one) < here and is_open(one)]
    assert desk.step(here, is_open) == (after[0] if after else None)
    assert desk.step(here, is_open, forward=False) == (before[-1] if before else None)


def test_a_step_from_an_annotation_goes_past_it() -> None:
    first, second = tag("x", span(0, 3)), tag("y", span(0, 3))
    desk = OpenPolicy(POLICY, TEXT, [second, first])
    assert desk.step(reading_order(first), lambda _: True) is second
    assert desk.step(reading_order(second), lambda _: True) is None
    assert desk.step(reading_order(second), lambda _: True, forward=False) is first


def test_a_twin_says_the_same_of_the_same_words() -> None:
    whole, part = tag("w"), tag("x", span(0, 3), span(8, 13))
    desk = OpenPolicy(POLICY, TEXT, [whole, part, flag("f", span(0, 3))])
    assert desk.twin(Tag, "a", []) is whole
    assert desk.twin(Tag, "a", [(0, 3), (8, 13)]) is part
    assert desk.twin(Tag, "a", [(0, 3)]) is None
    assert desk.twin(Tag, "b", []) is None
    assert desk.twin(Flag, "a", [(0, 3)]) is not None


def test_on_the_whole_policy_words_of_ones_own_tell_flags_apart() -> None:
    desk = OpenPolicy(POLICY, TEXT, [replace(flag("f"), note="No period.")])
    assert desk.twin(Flag, "a", []) is not None
    assert desk.twin(Flag, "a", [], "No period.") is not None
    assert desk.twin(Flag, "a", [], "No contact.") is None
