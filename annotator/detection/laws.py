"""The register of laws, bodies, frameworks and services that are out of force, and where a text names them.

The register is ``resources/laws.json``; ``resources/schemas/laws.schema.json`` says what an entry may hold.
Its patterns are plain words: a space stands for any space or hyphen, ``*`` for the rest of a word.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from annotator import places
from annotator.detection.lazy import lazy
from annotator.detection.literals import Marks
from annotator.detection.subject import Subject
from annotator.problems import BadInputError


@dataclass(frozen=True, slots=True)
class Law:
    """One entry. What is empty does not matter."""

    id: str
    what: str
    kind: str
    """``law``, ``body``, ``framework``, ``service``, ``technology`` or ``practice``."""
    patterns: tuple[str, ...]
    fate: str
    """What became of it, one of ``FATES``."""
    superseded_on: str
    """The day, ``2020-07-16``, or the month, ``2015-06``."""
    successor: str
    scope: str
    source: str
    """The official publication that says so, by citation."""
    verified: bool
    tier: str
    """``sure``, or ``maybe`` where the words alone cannot tell."""
    near: tuple[str, ...] = ()
    """One of these must stand in the same sentence."""
    unless: tuple[str, ...] = ()
    """None of these may stand in the same sentence."""
    in_text: tuple[str, ...] = ()
    """One of these must stand anywhere in the text."""
    not_in_text: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    suggestion: str = ""
    group: str = ""
    """Entries of one group are history together."""
    once: bool = False
    """Whether one finding a policy is enough."""

    @property
    def day(self) -> date:
        """The first day on which it was no longer in force."""
        return date.fromisoformat(
            self.superseded_on if len(self.superseded_on) > 7 else f"{self.superseded_on}-01"
        )

    @property
    def when(self) -> str:
        """The day as it is put in a sentence."""
        if len(self.superseded_on) > 7:
            return f"on {spelt(self.day)}"
        return f"in {self.day:%B %Y}"


FATES = {
    "replaced": ("was replaced {when}", " by {successor}"),
    "repealed": ("was repealed {when}", "; now see {successor}"),
    "invalid": ("was declared invalid {when}", "; its successor is {successor}"),
    "renamed": ("was renamed {when}", ": it is now {successor}"),
    "closed": ("was closed {when}", "; now see {successor}"),
    "moved": ("was moved {when}", " to {successor}"),
    "outdated": ("has been outdated since {day}", ": {successor}"),
    "incomplete": ("has not been the whole law since {day}", ": {successor}"),
}
"""How each fate is told, without and with a successor."""


def spelt(day: date) -> str:
    """A day as it is written in a sentence: ``16 July 2020``."""
    return f"{day.day} {day:%B %Y}"


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names an entry, ``[start, end)`` in code points."""

    start: int
    end: int
    law: Law


def read(path: Path) -> tuple[Law, ...]:
    """The entries of a register; BadInputError says which entry does not fit."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))["entries"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BadInputError(f"{path.name} is not a register of laws: {error}.") from error
    return tuple(_law(entry, path.name) for entry in entries)


def _law(entry: object, name: str) -> Law:
    known = {field.name for field in fields(Law)}
    if not isinstance(entry, dict) or not set(entry) <= known:
        odd = sorted(set(entry) - known) if isinstance(entry, dict) else [entry]
        raise BadInputError(f"{name}: nothing is known about {odd}.")
    held: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    try:
        law = Law(**held)
        _ = law.day, FATES[law.fate], law.patterns[0]
    except (TypeError, ValueError, KeyError, IndexError) as error:
        raise BadInputError(f"{name}: {entry.get('id')} does not fit: {error}.") from error
    return law


class _Gated(NamedTuple):
    """A pattern that is tried where its gate stands: what it begins with, and how far before the gate."""

    head: str
    offsets: range
    pattern: re.Pattern[str]
    law: Law


def _by_head(patterns: Iterable[_Gated]) -> list[tuple[str, int, list[_Gated]]]:
    """Those in a row that begin alike, with how far before the gate they begin at most."""
    runs = ((head, list(those)) for head, those in groupby(patterns, key=lambda each: each.head))
    return [(head, max(each.offsets[-1] for each in those), those) for head, those in runs]


def _starts(text: str, head: str, first: int, last: int) -> list[int]:
    """Where a head begins from one place to another, both included, the last first."""
    found = []
    at = text.rfind(head, first, last + len(head))
    while at >= 0:
        found.append(at)
        at = text.rfind(head, first, at + len(head) - 1)
    return found


class Register:
    """Entries, ready to be looked for in a text.

    A pattern with a rare word in it is behind that word, its gate; one of common words stands for itself. All
    of these are found in one pass, and only there the patterns are tried.
    """

    def __init__(self, laws: Sequence[Law]) -> None:
        self.laws = tuple(laws)
        wanted = [(_gate(pattern), pattern, law) for law in laws for pattern in law.patterns]
        gates = sorted({gate for gate, _, _ in wanted if gate}, key=len)
        shortest = {gate: next(short for short in gates if gate.startswith(short)) for gate in gates}
        behind: dict[str, list[_Gated]] = {}
        self._ungated: dict[str, list[tuple[re.Pattern[str], Law]]] = {}
        for gate, pattern, law in wanted:
            if gate:
                gated = _Gated(_head(pattern), _offsets(pattern, gate), _compiled(pattern), law)
                behind.setdefault(shortest[gate], []).append(gated)
            else:
                self._ungated.setdefault(pattern.rstrip("*"), []).append((_compiled(pattern), law))
        self._behind = {gate: _by_head(those) for gate, those in behind.items()}
        self.words = frozenset((*self._behind, *self._ungated))
        """Without any of these nothing is named."""

    def mentions(self, text: str, words: Sequence[tuple[int, str]]) -> Iterator[Mention]:
        """Every place that names an entry, by where its words stand; of those that overlap, the longest."""
        found = [*self._behind_gates(text, words), *self._plainly(text, words)]
        found.sort(key=lambda each: (each.start, -each.end))
        last = 0
        for each in found:
            if each.start >= last:
                yield each
                last = each.end

    def _behind_gates(self, text: str, words: Iterable[tuple[int, str]]) -> Iterator[Mention]:
        looked = 0
        for begin, gate in words:
            if gate not in self._behind or begin < looked:
                continue
            looked = begin + len(gate)
            for head, furthest, patterns in self._behind[gate]:
                starts = _starts(text, head, max(0, begin - furthest), begin)
                for each in patterns if starts else ():
                    near = (at for at in starts if begin - at in each.offsets)
                    if match := next(filter(None, (each.pattern.match(text, at) for at in near)), None):
                        yield Mention(*match.span(), each.law)

    def _plainly(self, text: str, words: Iterable[tuple[int, str]]) -> Iterator[Mention]:
        for at, found in words:
            for pattern, law in self._ungated.get(found, ()):
                if match := pattern.match(text, at):
                    yield Mention(at, match.end(), law)


@cache
def register() -> Register:
    """The register that ships."""
    return Register(read(places.resources() / "laws.json"))


def _words() -> Iterator[str]:
    yield from register().words


_MARKS = Marks(_words())


def mentions(subject: Subject) -> Iterator[Mention]:
    """What a text names of the register that ships."""
    return register().mentions(subject.text, _MARKS.places(subject))


_SPACE = r"[\s-]{1,3}"
"""No-break spaces among them: to list those as well makes a pattern six times as slow to compile."""
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "abs act acts amendment and april article articles business california civil commission "
        "commissioner consumer cookie cookies data directive eu european facebook federal "
        "financial for gdpr general google information internet ireland june kingdom law of "
        "personal platform plus principle privacy processing protection regulation regulations "
        "resolution rules satz section secure sensitive standard states technology the united ",
    )
)
"""Words that are in every other policy, so that looking for them first would save nothing."""
_JOINTS = lazy(r"[\s*'’(),.§-]+")
_HEAD = re.compile(r"[^\s*'-]*")
_SHORT = lazy(r"\d{1,3}[a-z]?")
_RARE = lazy(r"[A-ZÉÜÖÄ\d].{2,}")


def _compiled(pattern: str) -> re.Pattern[str]:
    words = _SPACE.join(re.escape(word) for word in pattern.split())
    words = words.replace(r"\*", r"\w*").replace("'", "['’]").replace(r"\-", "[-‑–]?")
    start = r"(?:(?<![\w/])|(?<=://))" if pattern[0].isalnum() else ""
    end = r"(?!\w)" if pattern[-1].isalnum() else ""
    return lazy(f"{start}{words}{end}")


def _head(pattern: str) -> str:
    """What a pattern begins with in any case, so that it need not be tried, or even compiled, elsewhere."""
    return _HEAD.match(pattern)[0]  # type: ignore[index]


def _offsets(pattern: str, gate: str) -> range:
    """How far before its gate a pattern may start: its spaces may be long and its hyphens left out."""
    before = pattern[: pattern.index(gate)]
    return range(len(before) - before.count("-"), len(before) + 2 * before.count(" ") + 1)


def _gate(pattern: str) -> str:
    """The rare word of a pattern, from its capital letter or digit on; empty where there is none."""
    parts = [part for part in _JOINTS.split(pattern) if len(part) > 2 and part.lower() not in _COMMON]
    starts = [found[0] for part in parts if not _SHORT.fullmatch(part) and (found := _RARE.search(part))]
    return max(starts, key=len, default="")
