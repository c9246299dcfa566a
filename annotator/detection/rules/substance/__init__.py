"""Rules about substance: what a policy says is too vague, inconsistent, or not allowed."""

from annotator.detection.rule import Rule
from annotator.detection.rules.substance import (
    assent,
    consent,
    contradictions,
    controllers,
    date_conflicts,
    date_of_the_policy,
    remainders,
    retention,
    vagueness,
)

RULES: tuple[Rule, ...] = (
    *retention.RULES,
    *remainders.RULES,
    *consent.RULES,
    *assent.RULES,
    *vagueness.RULES,
    *date_conflicts.RULES,
    *date_of_the_policy.RULES,
    *contradictions.RULES,
    *controllers.RULES,
)
