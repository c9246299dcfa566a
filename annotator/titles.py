"""What an event is called, as a reviewer would say it: ``Tag “Retention” on §4.2 ¶1``."""

from collections.abc import Sequence
from dataclasses import fields

from annotator.domain import Annotation, Flag, Policy, State, Taxonomy, place_of

_WORDS = {
    "label": "label",
    "spans": "place",
    "counterpart": "other half",
    "severity": "severity",
    "state": "state",
    "reason": "reason",
    "note": "note",
    "suggestion": "suggestion",
    "attributes": "attributes",
}
_DECISIONS = {State.OPEN: "Accept", State.RESOLVED: "Resolve", State.DISMISSED: "Dismiss"}
_STATES = {State.OPEN: "Reopen", State.RESOLVED: "Resolve", State.DISMISSED: "Dismiss"}


def cited(annotation: Annotation, labels: Taxonomy) -> str:
    """An annotation by its label and its place."""
    return f"{_named(annotation, labels)} on {place_of(annotation)}"


def of_edit(before: Annotation, after: Annotation, labels: Taxonomy) -> str:
    """What the edit changed; of several things, which these are."""
    it = cited(after, labels)
    changed = [
        field.name for field in fields(before) if getattr(before, field.name) != getattr(after, field.name)
    ]
    if isinstance(after, Flag) and "state" in changed and {*changed} <= {"state", "reason"}:
        return f"{_STATES[after.state]} {it}"
    if len(changed) > 1:
        return f"Edit {it}: {', '.join(words for name, words in _WORDS.items() if name in changed)}"
    (name,) = changed
    if name == "label":
        return f"Relabel {_named(before, labels)} as {it}"
    if name == "spans":
        return f"Move {_named(after, labels)} to {place_of(after)}"
    if isinstance(after, Flag) and name == "severity":
        return f"Severity {after.severity} for {it}"
    what = _WORDS[name]
    return f"{what.capitalize()} on {it}" if getattr(after, name) else f"Remove the {what} of {it}"


def of_decision(flags: Sequence[Flag], labels: Taxonomy) -> str:
    """What was decided on suggestions, several of which were decided alike."""
    first = flags[0]
    verb = _DECISIONS[first.state]
    if len(flags) == 1:
        return f"{verb} {cited(first, labels)}"
    of_one = f" of {_named(first, labels)}" if {each.label for each in flags} == {first.label} else ""
    return f"{verb} {len(flags)} suggestions{of_one}"


def of_scan(policies: Sequence[Policy], new: int, gone: int) -> str:
    """What a scan came to."""
    what = f"“{policies[0].title}”" if len(policies) == 1 else f"{len(policies)} policies"
    came_to = [f"{number} {word}" for number, word in ((new, "new"), (gone, "gone")) if number]
    return f"Scan {what}: {', '.join(came_to) or 'nothing new'}"


def _named(annotation: Annotation, labels: Taxonomy) -> str:
    label = labels.label(annotation.label)
    return f"“{label.name if label else annotation.label}”"
