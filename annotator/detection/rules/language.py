"""Rules about language: what a reader with a good ear would have stumbled over."""

from annotator.detection.rule import Rule
from annotator.detection.rules import foreign, stops, wording

RULES: tuple[Rule, ...] = (*foreign.RULES, *wording.RULES, *stops.RULES)
