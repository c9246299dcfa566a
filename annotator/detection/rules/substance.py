"""Rules about substance."""

from annotator.detection.rule import Rule

RULES: tuple[Rule, ...] = ()
