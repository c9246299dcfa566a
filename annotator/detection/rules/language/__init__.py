"""Rules about language: what a reader with a good ear would have stumbled over."""

from annotator.detection.rule import Rule
from annotator.detection.rules.language import broken_words, endings, foreign, names, spelling, stops, wording

RULES: tuple[Rule, ...] = (
    *foreign.RULES,
    *broken_words.RULES,
    *wording.RULES,
    *names.RULES,
    *spelling.RULES,
    *stops.RULES,
    *endings.RULES,
)
