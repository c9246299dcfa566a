"""Rules about language."""

from annotator.detection.rule import Rule

RULES: tuple[Rule, ...] = ()
