"""Rules about references."""

from annotator.detection.rule import Rule

RULES: tuple[Rule, ...] = ()
