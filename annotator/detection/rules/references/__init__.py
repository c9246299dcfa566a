"""Rules about references: contacts, addresses, laws, sections and terms that the reader is sent to."""

from annotator.detection.rule import Rule
from annotator.detection.rules.references import (
    addresses,
    contacts,
    cross_references,
    dead_addresses,
    links,
    parts,
    superseded,
)

RULES: tuple[Rule, ...] = (
    *contacts.RULES,
    *addresses.RULES,
    *dead_addresses.RULES,
    *links.RULES,
    *superseded.RULES,
    *cross_references.RULES,
    *parts.RULES,
)
