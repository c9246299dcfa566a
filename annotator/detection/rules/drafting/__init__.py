"""Rules about drafting: what a careful last reading of the text would have caught."""

from annotator.detection.rule import Rule
from annotator.detection.rules.drafting import (
    blanks,
    copies,
    doubled_words,
    lead_ins,
    numbering,
    placeholders,
    promises,
    samples,
    sections,
    truncation,
)

RULES: tuple[Rule, ...] = (
    *truncation.RULES,
    *lead_ins.RULES,
    *sections.RULES,
    *promises.RULES,
    *placeholders.RULES,
    *samples.RULES,
    *blanks.RULES,
    *doubled_words.RULES,
    *copies.RULES,
    *numbering.RULES,
)
