"""What the fixed values of the domain are called in front of a reviewer."""

import re

from PySide6.QtCore import QCoreApplication

from annotator.domain import Annotation, Severity, State, Status
from annotator.gui.keeping import local_time
from annotator.suggestions import DETECTOR

CONTEXT = "wording"


def _say(words: str) -> str:
    return QCoreApplication.translate(CONTEXT, words)


FIRST_STRONG, POP = "\u2068", "\u2069"


def isolated(words: str) -> str:
    """Words of a document or a person, for a line of ours: where they run to the left, the rest does not."""
    return f"{FIRST_STRONG}{words}{POP}" if words and not words.isascii() else words


def isolated_quotes(sentence: str) -> str:
    """A sentence or a citation of ours, with what it quotes in “ ” set apart from it."""
    return re.sub("“([^”]*)”", lambda quote: f"“{isolated(quote[1])}”", sentence)


_ATTRIBUTES = ("polarity", "party", "specificity", "applies_to")


def attribute_rank(attribute: str) -> tuple[int, str]:
    """Attributes in the order in which one asks about a clause, then those of the reviewer's own."""
    known = _ATTRIBUTES.index(attribute) if attribute in _ATTRIBUTES else len(_ATTRIBUTES)
    return known, attribute


def severity_name(severity: Severity) -> str:
    return {
        Severity.INFO: _say("Info"),
        Severity.LOW: _say("Low"),
        Severity.MEDIUM: _say("Medium"),
        Severity.HIGH: _say("High"),
    }[severity]


def state_name(state: State) -> str:
    return {
        State.SUGGESTED: _say("Suggested"),
        State.OPEN: _say("Open"),
        State.RESOLVED: _say("Resolved"),
        State.DISMISSED: _say("Dismissed"),
    }[state]


def status_name(status: Status) -> str:
    return {
        Status.UNREAD: _say("unread"),
        Status.READING: _say("reading"),
        Status.REVIEWED: _say("reviewed"),
    }[status]


def underline_name(underline: str) -> str:
    return {
        "solid": _say("Solid"),
        "dashed": _say("Dashed"),
        "dotted": _say("Dotted"),
        "double": _say("Double"),
        "wavy": _say("Wavy"),
    }[underline]


def tier_name(tier: str) -> str:
    """How far a rule is to be trusted, in words."""
    return _say("worth a look") if tier == "maybe" else _say("suggested")


def found_by(annotation: Annotation) -> str:
    """Which rule found it; empty where none did."""
    origin = annotation.origin
    if origin.kind != DETECTOR:
        return ""
    return _say("Found by the rule “{rule}”, {tier}.").format(rule=origin.name, tier=tier_name(origin.tier))


def provenance(annotation: Annotation, reviewer: str) -> str:
    """Who made it, when by the reviewer's own clock, and how."""
    origin = annotation.origin
    how = (
        _say("by hand")
        if origin.kind == "person"
        else " ".join(part for part in (origin.kind, origin.name, origin.version) if part)
    )
    when = local_time(annotation.created)
    who = f"{isolated(reviewer)}, " if reviewer else ""
    return f"{who}{when:%Y-%m-%d %H:%M} · {how}"
