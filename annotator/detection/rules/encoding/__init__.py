"""Rules about encoding and layout: what came into the text on its way from the page, not from its author."""

from annotator.detection.rule import Rule
from annotator.detection.rules.encoding import (
    capture,
    footers,
    html_residue,
    invisible,
    markdown_residue,
    mojibake,
    navigation,
    spacing,
)

RULES: tuple[Rule, ...] = (
    *mojibake.RULES,
    *spacing.RULES,
    *invisible.RULES,
    *markdown_residue.RULES,
    *html_residue.RULES,
    *navigation.RULES,
    *footers.RULES,
    *capture.RULES,
)
