"""Rules about drafting."""

from annotator.detection.rule import Rule

RULES: tuple[Rule, ...] = ()
