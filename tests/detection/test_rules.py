"""Every rule against its own golden examples, and the table as a whole."""

import re

import pytest

from annotator.detection.rule import Rule
from annotator.detection.rules import FAMILIES, RULES
from annotator.detection.scan import scan
from annotator.domain import ISSUES
from annotator.taxonomy import built_in

_MARKED = re.compile(r"⟦(.*?)⟧", re.DOTALL)


def _unmarked(example: str) -> tuple[str, list[tuple[int, int]]]:
    """The text of an example, and the places that are marked in it."""
    text, places, at = "", [], 0
    for match in _MARKED.finditer(example):
        text += example[at : match.start()]
        places.append((len(text), len(text) + len(match[1])))
        text += match[1]
        at = match.end()
    return text + example[at:], places or [(0, 0)]


def _cases(kind: str) -> list[object]:
    return [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for rule in RULES
        for number, example in enumerate(getattr(rule, kind), 1)
    ]


@pytest.mark.parametrize(("rule", "example"), _cases("hits"))
def test_it_finds_what_it_is_for(rule: Rule, example: str) -> None:
    text, places = _unmarked(example)
    assert [(each.start, each.end) for each in scan(text, rules=[rule])] == places


@pytest.mark.parametrize(("rule", "example"), _cases("misses"))
def test_it_leaves_alone_what_only_looks_like_it(rule: Rule, example: str) -> None:
    assert scan(example, rules=[rule]) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_it_is_documented(rule: Rule) -> None:
    issue = built_in(ISSUES).label(rule.issue)
    family = next(name for name, rules in FAMILIES.items() if rule in rules)
    assert issue is not None
    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", rule.id)
    assert rule.title
    assert rule.why.endswith(".")
    assert rule.hits
    assert rule.misses
    assert family == issue.family


def test_ids_are_unique() -> None:
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))
