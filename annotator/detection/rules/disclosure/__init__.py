"""Rules about disclosure: what the law wants a policy to say and the policy does not say.

One rule for each item of the coverage table. Each is on the policy as a whole.
"""

from collections.abc import Callable, Iterator

from annotator.detection.coverage import absent
from annotator.detection.disclosures import ITEMS, Item
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.disclosure.examples import complete, forms, without
from annotator.detection.subject import Subject
from annotator.domain import LabelId

_ISSUE = LabelId("missing-disclosure")

_NEVER = frozenset({"source"})
"""Items of the table that are never plainly absent: who speaks of a source names it, more or less."""


def _absent(item: Item) -> Callable[[Subject], Iterator[Hit]]:
    def find(subject: Subject) -> Iterator[Hit]:
        source = absent(subject).get(item.id)
        if source is not None:
            yield Hit(0, 0, item.lack(source))

    return find


def _rule(item: Item) -> Rule:
    return Rule(
        id=f"no-{item.id}",
        issue=_ISSUE,
        title=f"Not said: {item.title[0].lower()}{item.title[1:]}",
        why=item.why,
        severity=item.severity,
        tier=Tier.MAYBE,
        find=_absent(item),
        hits=tuple(without(form, item.id) for form in forms(item.id, applying=True)),
        misses=tuple(complete(form) for form in forms(item.id)),
        languages=frozenset({"en"})
        if not item.article
        else frozenset(("de", "en", "es", "fr", "it", "nl", "sv")),
    )


RULES: tuple[Rule, ...] = tuple(_rule(item) for item in ITEMS if item.id not in _NEVER)
