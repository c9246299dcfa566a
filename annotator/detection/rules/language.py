"""Rules about language: what a reader with a good ear would have stumbled over."""

from annotator.detection.rule import Rule
from annotator.detection.rules import endings, foreign, spelling, stops, wording

RULES: tuple[Rule, ...] = (*foreign.RULES, *spelling.RULES, *wording.RULES, *stops.RULES, *endings.RULES)
