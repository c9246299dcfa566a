"""Domain values as JSON and back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator import records
from annotator.domain import (
    Change,
    Entity,
    Flag,
    Label,
    Policy,
    Reviewer,
    RuleSetting,
    Scan,
    Tag,
    Taxonomy,
    Unplaced,
)
from annotator.problems import BadInputError

MAPPINGS = st.dictionaries(st.text(), st.text(), max_size=3)
LABELS = st.lists(st.builds(Label, mappings=MAPPINGS), max_size=2).map(tuple)
ALLOWED = st.dictionaries(st.text(), st.lists(st.text()).map(tuple), max_size=2)
VALUES: dict[type[Entity], st.SearchStrategy[Entity]] = {
    Reviewer: st.builds(Reviewer),
    Taxonomy: st.builds(Taxonomy, labels=LABELS, attributes=ALLOWED),
    Policy: st.builds(Policy),
    Tag: st.builds(Tag, attributes=MAPPINGS),
    Flag: st.builds(Flag),
    RuleSetting: st.builds(RuleSetting),
    Scan: st.builds(Scan),
    Unplaced: st.builds(Unplaced, attributes=MAPPINGS),
}


def test_the_kinds_are_all_that_an_event_can_change() -> None:
    assert list(records.KINDS.values()) == list(VALUES)
    assert list(records.KINDS) == [
        "reviewer",
        "taxonomy",
        "policy",
        "tag",
        "flag",
        "rule",
        "scan",
        "unplaced",
    ]
    assert records.kind_of(Reviewer("a", "b", "c")) == "reviewer"


@settings(deadline=None, derandomize=True, max_examples=30)
@pytest.mark.parametrize("form", VALUES)
@given(data=st.data())
def test_every_value_comes_back(form: type[Entity], data: st.DataObject) -> None:
    value = data.draw(VALUES[form])
    written = records.encode(value)
    assert records.decode(written, form) == value
    assert records.encode(records.decode(written, form)) == written
    change = (Change(None, value), Change(value, None), Change(value, value))
    assert records.decode_changes(records.encode_changes(change)) == change


def test_keys_of_mappings_are_sorted_and_fields_are_not() -> None:
    tag = Tag("i", "p", "l", (), {"b": "1", "a": "2"}, "n", "r", "c", "m")
    assert records.encode(tag) == (
        b'{"id":"i","policy":"p","label":"l","spans":[],"attributes":{"a":"2","b":"1"},"note":"n",'
        b'"reviewer":"r","created":"c","modified":"m","origin":{"kind":"person","name":"","version":"","tier":""}}'
    )


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b"\xff", b'{"id":1}', b"[" * 100_000])
def test_what_does_not_fit_is_refused(data: bytes) -> None:
    with pytest.raises(BadInputError, match="This is not what was expected: "):
        records.decode(data, Reviewer)


def test_a_change_of_nothing_is_a_bug() -> None:
    with pytest.raises(ValueError, match="changes nothing"):
        _ = Change(None, None).entity
