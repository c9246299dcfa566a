"""What the fixed values of the domain are called in front of a reviewer."""

from PySide6.QtCore import QCoreApplication

from annotator.domain import Annotation, Severity, State, Status
from annotator.gui.desk import local_time

CONTEXT = "wording"


def _say(words: str) -> str:
    return QCoreApplication.translate(CONTEXT, words)


def severity_name(severity: Severity) -> str:
    return {
        Severity.INFO: _say("Info"),
        Severity.LOW: _say("Low"),
        Severity.MEDIUM: _say("Medium"),
        Severity.HIGH: _say("High"),
    }[severity]


def state_name(state: State) -> str:
    return {
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


def provenance(annotation: Annotation, reviewer: str) -> str:
    """Who made it, when by the reviewer's own clock, and how."""
    origin = annotation.origin
    how = (
        _say("by hand")
        if origin.kind == "person"
        else " ".join(part for part in (origin.kind, origin.name, origin.version) if part)
    )
    when = local_time(annotation.created)
    return f"{reviewer}, {when:%Y-%m-%d %H:%M} · {how}"
