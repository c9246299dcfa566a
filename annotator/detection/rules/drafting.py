"""Rules about drafting: what a careful last reading of the text would have caught."""

from annotator.detection.rule import Rule
from annotator.detection.rules import placeholders, truncation

RULES: tuple[Rule, ...] = (*truncation.RULES, *placeholders.RULES)
