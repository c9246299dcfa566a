"""All rules, in one table. Each family has its own file; adding a rule touches that file only."""

from annotator.detection.rule import Rule
from annotator.detection.rules import disclosure, drafting, encoding, language, references, substance

FAMILIES: dict[str, tuple[Rule, ...]] = {
    "encoding-and-layout": encoding.RULES,
    "drafting": drafting.RULES,
    "language": language.RULES,
    "references": references.RULES,
    "substance": substance.RULES,
    "disclosure": disclosure.RULES,
}
"""The families are those of the issue types."""

RULES: tuple[Rule, ...] = tuple(rule for rules in FAMILIES.values() for rule in rules)
