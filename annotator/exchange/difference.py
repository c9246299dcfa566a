"""What changed from one export to a later one, by the ids that never change."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

from annotator import records
from annotator.domain import Label, Unplaced
from annotator.exchange.content import Content

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a value that is in both, as JSON has it."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is in one export alone, or is not the same in both."""

    what: str
    """reviewer, label, rule, policy, tag, flag, or unplaced: a mark that waits for its place."""
    id: str
    change: str
    """added, changed or removed."""
    title: str
    """How a person would call it: name, title, or label and quote."""
    policy: str = ""
    fields: tuple[Field, ...] = ()


def differences(before: Content, after: Content) -> Iterator[Difference]:
    """In the order of the later export, what was removed after what is there."""
    yield from _of("reviewer", _by_id(before.reviewers), _by_id(after.reviewers), lambda each: each.name)
    yield from _of("label", _labels(before), _labels(after), lambda each: each.name)
    rules, later_rules = ({each.rule: each for each in side.rules} for side in (before, after))
    yield from _of("rule", rules, later_rules, lambda each: each.rule)
    policies, later_policies = (_by_id(each.policy for each in side.policies) for side in (before, after))
    yield from _of("policy", policies, later_policies, lambda each: each.title)
    marks = [_by_id(mark for each in side.policies for mark in each.annotations) for side in (before, after)]
    for kind in ("tag", "flag"):
        one, other = (
            {key: each for key, each in side.items() if records.kind_of(each) == kind} for side in marks
        )
        yield from _of(kind, one, other, _title)
    waits, later = (
        _by_id(mark for each in side.policies for mark in each.unplaced) for side in (before, after)
    )
    yield from _of("unplaced", waits, later, _title)


def _labels(content: Content) -> dict[str, Label]:
    return {f"{each.id}.{label.id}": label for each in content.taxonomies for label in each.labels}


def _by_id(values: Iterable[Value]) -> dict[str, Value]:
    return {each.id: each for each in values}  # type: ignore[attr-defined]


def _title(mark: Any) -> str:
    if isinstance(mark, Unplaced):
        words = " ".join(" … ".join(each.words for each in mark.quotes).split())
    else:
        words = " ".join(mark.spans[0].quote.split()) if mark.spans else "the whole policy"
    return f"{mark.label}: {words if len(words) <= 60 else words[:59] + '…'}"


def _of(what: str, before: Mapping[str, Any], after: Mapping[str, Any], title: Any) -> Iterator[Difference]:
    for key, value in after.items():
        policy = getattr(value, "policy", "")
        if key not in before:
            yield Difference(what, key, "added", title(value), policy)
        elif before[key] != value:
            changed = tuple(_fields(before[key], value))
            yield Difference(what, key, "changed", title(value), policy, changed)
    for key, value in before.items():
        if key not in after:
            yield Difference(what, key, "removed", title(value), getattr(value, "policy", ""))


def _fields(before: Any, after: Any) -> Iterator[Field]:
    for each in fields(after):
        one, other = getattr(before, each.name), getattr(after, each.name)
        if one != other:
            yield Field(each.name, one, other)
