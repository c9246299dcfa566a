"""Rules about encoding."""

from annotator.detection.rule import Rule

RULES: tuple[Rule, ...] = ()
