"""Rules about disclosure."""

from annotator.detection.rule import Rule

RULES: tuple[Rule, ...] = ()
