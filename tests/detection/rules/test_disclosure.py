"""The rules about disclosure: what they say and when they are silent."""

import re

import pytest

from annotator.detection.disclosures import ITEMS
from annotator.detection.rule import Rule
from annotator.detection.rules.disclosure import RULES
from annotator.detection.rules.disclosure.examples import complete, without
from annotator.detection.scan import scan
from tests.gold.disclosures import policies


def test_there_is_a_rule_for_each_item_but_the_source() -> None:
    assert [rule.id for rule in RULES] == [f"no-{item.id}" for item in ITEMS if item.id != "source"]


@pytest.mark.parametrize("form", ["en", "de", "fr", "california"])
def test_a_policy_that_says_it_all_has_no_finding(form: str) -> None:
    assert scan(complete(form), rules=RULES) == []


@pytest.mark.parametrize(
    ("form", "item", "message"),
    [
        (
            "en",
            "complaint",
            "Says nothing about the right to complain to a supervisory authority (GDPR Art. 13(2)(d)).",
        ),
        ("de", "portability", "Says nothing about the right to data portability (GDPR Art. 13(2)(b))."),
        (
            "fr",
            "withdrawal",
            "Says nothing about the right to withdraw consent (GDPR Art. 13(2)(c)).",
        ),
        (
            "california",
            "ca-agent",
            "Says nothing about how an authorized agent can make a request (11 CCR § 7011(e)(3)(H)).",
        ),
    ],
)
def test_the_message_names_the_item_and_its_source(form: str, item: str, message: str) -> None:
    (finding,) = scan(without(form, item), rules=RULES)
    assert finding.message == message
    assert finding.whole


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_words_for_a_lawyer_are_whole(rule: Rule) -> None:
    assert re.match(r"Not said: [a-z]", rule.title)
    assert rule.why[0].isupper()


def test_texts_out_of_scope_have_no_finding() -> None:
    for policy in policies():
        if not policy.scope:
            assert scan(policy.text, rules=RULES) == [], policy.name
