"""What the fixed values of the domain are called in front of a reviewer."""

from PySide6.QtCore import QCoreApplication

from annotator.domain import Severity, State, Status

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
