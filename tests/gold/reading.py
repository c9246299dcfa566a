"""Texts whose defects are known: the policies that ship, and our own with marks inline.

Used by the tests and by ``make bench-detection``. README.md explains the marks. Offsets are code points.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from annotator import places
from annotator.domain import ISSUES
from annotator.taxonomy import built_in
from annotator.text.readers import SUFFIXES, read

HERE = Path(__file__).resolve().parent
OWN = HERE / "own"
DISCLOSURE = HERE / "disclosure"
SEEDS = HERE / "seeds.jsonl"

_MARK = re.compile(r"⟦(?P<trap>!?)(?P<type>[a-z]+(?:-[a-z]+)*): |⟦|⟧")


@dataclass(frozen=True, slots=True)
class Mark:
    """A defect, or a trap: words that look like that defect and are not. 0, 0 is the policy as a whole."""

    type: str
    start: int
    end: int
    trap: bool = False
    also: tuple[tuple[int, int], ...] = ()
    """Further places that belong to the same defect."""

    @property
    def whole(self) -> bool:
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Gold:
    """One text and all that is marked in it."""

    name: str
    text: str
    marks: tuple[Mark, ...]


def own() -> Iterator[Gold]:
    """Our own texts, in the order of their names."""
    for path in sorted(OWN.iterdir()):
        if path.suffix in SUFFIXES and path.name != "README.md":
            yield unmarked(path.name, read(path).text)


def seeds() -> Iterator[Gold]:
    """The policies that ship."""
    listed: dict[str, list[Mark]] = {}
    for line in SEEDS.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        place = (0, 0) if entry.get("whole") else (entry["start"], entry["end"])
        also = tuple((start, end) for start, end in entry.get("related", ()))
        listed.setdefault(entry["file"], []).append(Mark(entry["type"], *place, also=also))
    for name, marks in listed.items():
        yield Gold(name, read(places.corpus() / name).text, tuple(marks))


@dataclass(frozen=True, slots=True)
class Disclosing:
    """A whole policy, and what is known of the items that laws ask of it; what is not listed is present."""

    name: str
    text: str
    absent: frozenset[str]
    open: frozenset[str]
    """Items on which nothing is to be said: unclear, needless, or arguable either way."""
    scope: frozenset[str]
    """``gdpr``, ``ico``, ``ccpa``; empty for a text that nothing is asked of."""


def disclosing() -> Iterator[Disclosing]:
    """Policies that are complete but for what they fail to disclose, which stands above their text."""
    for path in sorted(DISCLOSURE.glob("*.txt")):
        head, text = read(path).text.split("\n---\n", 1)
        told: dict[str, frozenset[str]] = {}
        for line in head.splitlines():
            name, _, items = line.partition(":")
            told[name] = frozenset(items.split())
        undecided = told["unclear"] | told["n/a"] | told.get("either", frozenset())
        yield Disclosing(path.name, text, told["absent"], undecided, told["scope"])


def unmarked(name: str, marked: str) -> Gold:
    """The text without its marks, and the marks; ValueError says where they are not well made."""
    pieces: list[str] = []
    marks: list[Mark] = []
    opened: list[tuple[str, int, bool]] = []
    length = at = 0
    for match in _MARK.finditer(marked):
        pieces.append(marked[at : match.start()])
        length += match.start() - at
        at = match.end()
        where = f"{name}, line {marked.count(chr(10), 0, match.start()) + 1}"
        if match["type"]:
            if match["type"] not in _types():
                raise ValueError(f"{where}: there is no issue type “{match['type']}”")
            opened.append((match["type"], length, bool(match["trap"])))
        elif match[0] == "⟧" and opened:
            kind, start, trap = opened.pop()
            if start == length and (start or trap):
                raise ValueError(f"{where}: the mark {kind} holds no words")
            marks.append(Mark(kind, start, length, trap))
        else:
            raise ValueError(f"{where}: {match[0]} without its other half, or without a type and “: ”")
    if opened:
        raise ValueError(f"{name}: the mark {opened[-1][0]} is not closed")
    pieces.append(marked[at:])
    return Gold(name, "".join(pieces), tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end))))


@cache
def _types() -> frozenset[str]:
    return frozenset(label.id for label in built_in(ISSUES).labels)
