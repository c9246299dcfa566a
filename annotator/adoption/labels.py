"""The labels of another tool in terms of ours: those that say so by themselves, and those that are told."""

import difflib
import json
import shlex
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from annotator import checks, records
from annotator.domain import CLAUSES, ISSUES, Label, Taxonomy
from annotator.exchange.crosswalk import schemes
from annotator.exchange.foreign import Foreign, Mark, opened
from annotator.problems import BadInputError

LEFT_OUT = "-"
"""What a label is told to be that stays behind."""
SPACES = {"tag": CLAUSES, "flag": ISSUES}


@dataclass(frozen=True, slots=True)
class ForeignLabel:
    """A label as its tool calls it, and how many marks carry it."""

    name: str
    kind: str
    """``tag`` or ``flag`` where the file says so."""
    marks: int


class UnmappedError(BadInputError):
    """Labels that are none of ours, a line each with what to do about it."""

    def __init__(self, labels: Collection[ForeignLabel], lines: Iterable[str]) -> None:
        super().__init__("\n".join(lines))
        self.labels = tuple(labels)


def labels_of(foreign: Foreign) -> list[ForeignLabel]:
    """All that its marks carry, in the order in which they come."""
    counted = Counter((mark.label, mark.kind) for text in foreign.texts for mark in text.marks)
    return [ForeignLabel(name, kind, marks) for (name, kind), marks in counted.items()]


def told(listed: Iterable[str]) -> dict[str, str]:
    """What ``--map`` says: ``NAME=LABEL``, or a file of JSON with many of these."""
    found: dict[str, str] = {}
    for each in listed:
        if each.lower().endswith(".json"):
            with opened(Path(each)) as stream:
                found |= records.decode(stream.read(), dict[str, str])
            continue
        name, equals, ours = each.rpartition("=")
        if not equals or not name:
            raise BadInputError(f"“{each}” maps nothing. Write it as NAME=LABEL, or name a .json file.")
        found[name] = ours
    return found


class LabelMap:
    """Which of our labels a label of another tool is. ``given`` goes before what labels say themselves."""

    def __init__(self, taxonomies: Iterable[Taxonomy], given: Mapping[str, str]) -> None:
        self._taxonomies = {each.id: each for each in taxonomies}
        self._given = {name: self._checked(name, ours) for name, ours in given.items()}

    def ours(self, label: Mark | ForeignLabel) -> str:
        """As ``clause.retention``, ``-`` where it stays behind, and empty where nobody can tell."""
        name = label.label if isinstance(label, Mark) else label.name
        space = SPACES.get(label.kind, "")
        for told in (f"{space}.{name}", name):
            if told in self._given:
                return self._given[told]
        found = list(dict.fromkeys(self._like(name, space)))
        return found[0] if len(found) == 1 else ""

    def label(self, ours: str) -> tuple[str, Label]:
        """Label set and label of what ``ours`` gave."""
        space, _, label = ours.partition(".")
        return space, next(each for each in self._taxonomies[space].labels if each.id == label)

    def refuse_unknown(self, foreign: Foreign) -> None:
        """UnmappedError where some label is none of ours and was not mapped."""
        unknown = [each for each in labels_of(foreign) if not self.ours(each)]
        if unknown:
            raise UnmappedError(unknown, map(self._sentence, unknown))

    def guess(self, label: ForeignLabel) -> str:
        """What it may well be, for a person to confirm; empty where nothing is near."""
        known = {
            f"{space}.{each.id}": each
            for space, labels in self._taxonomies.items()
            if space == SPACES.get(label.kind, space)
            for each in labels.offered
        }
        name = label.name.casefold()
        meant = [
            ours
            for ours, each in known.items()
            if ours.startswith(CLAUSES)
            and any(name in map(str.casefold, scheme.terms_of(each)) for scheme in schemes().values())
        ]
        if meant:
            return meant[0]
        names = {each.name.casefold(): ours for ours, each in known.items()}
        near = difflib.get_close_matches(name, names, 1)
        return names[near[0]] if near else ""

    def _like(self, name: str, space: str) -> Iterator[str]:
        """By id, else by name, else, where the file tells tags from flags, by code."""
        spaces = [each for each in self._taxonomies if each == space or not space]
        exact = [f"{each}.{name}" for each in spaces if self._taxonomies[each].label(name) is not None]
        if exact:
            yield from exact
            return
        wanted = name.casefold()
        for each in spaces:
            for label in self._taxonomies[each].offered:
                called = {label.id.casefold(), label.name.casefold()}
                if wanted in called or (space and label.code and wanted == label.code.casefold()):
                    yield f"{each}.{label.id}"

    def _checked(self, name: str, ours: str) -> str:
        space, dot, label = ours.partition(".")
        if ours == LEFT_OUT:
            return ours
        if not dot or space not in self._taxonomies:
            raise BadInputError(
                f"“{name}” cannot be mapped to “{ours}”. Write {CLAUSES}.LABEL or {ISSUES}.LABEL, or"
                f" {LEFT_OUT} to leave it out."
            )
        checks.offered(self._taxonomies[space], label)
        return ours

    def _sentence(self, label: ForeignLabel) -> str:
        def ready(ours: str) -> str:
            return "--map " + shlex.quote(f"{label.name}={ours}")

        marks = "1 mark" if label.marks == 1 else f"{label.marks} marks"
        guess = self.guess(label) or f"{SPACES.get(label.kind, CLAUSES)}.LABEL"
        return (
            f"{json.dumps(label.name, ensure_ascii=False)} ({marks}) is no label of this project. Say which"
            f" it is, {ready(guess)}, or leave it out, {ready(LEFT_OUT)}."
        )
