"""The lines of a page as one that prints it would see them: their words without signs, and where they stand.

Offsets are code points.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from annotator.detection.lazy import lazy
from annotator.detection.once import once
from annotator.detection.subject import Subject

LONGEST = 200
"""Code points of a line that can be anything but prose."""
PROSE = 100
"""Code points from which a line is prose; shorter ones are where they end like a sentence."""
_LEAST = 7
"""Spaces in a line that ends like a sentence, for it to be one."""

_RULED = frozenset("=-_*~")
_RULE = lazy(r"[=\-_*~ ]{3,}")
_SPACES = "".join(filter(str.isspace, map(chr, range(0x3001))))
_BEFORE = _SPACES + ">*_+•·◦▪–—↑⬆←^«‹|\\-"
"""What may stand before the words of a line, but for a number."""
_NUMBERED = lazy(r"(\d{1,2}\\?[.)]\s+)[\s*_↑^]*")
_AFTER = " \t\u00a0*_|↑⬆→^»›\\\u200b"
LINK = lazy(r"\[([^\[\]]{0,120})\]\(([^()\s]{0,400})(?:\s\"[^\"]{0,200}\")?\)")
_IMAGE = lazy(r"!\[[^\]]{0,200}\]\([^)]{0,400}\)")
_BULLETS = frozenset("*-+•·◦▪–")
_OPENERS = frozenset("[>*_+•·◦▪–—↑⬆←^«‹|\\-")
"""What a line of words may start with that needs a closer look, digits apart."""
_AROUND_KEY = ' \t\u00a0.:!…>»›‹«^↑⬆←→[](){}*_-–—×✕♥❤"“”'


class Line(NamedTuple):
    start: int
    end: int
    key: str
    """Its words in lower case, without signs around them."""
    target: str
    """Where it links to, if it is one link."""
    heading: bool
    listed: bool
    """Whether a bullet stands before it."""
    numbered: bool


@dataclass(frozen=True)
class Page:
    """The lines with words, by their number."""

    raw: list[tuple[int, str]]
    """Where each starts, and all of it."""
    keys: list[str]
    """The words of those that are short, as in ``Line``; a line of prose has an empty key."""
    headings: set[int]
    prose: list[int]

    @cached_property
    def said(self) -> frozenset[str]:
        """All keys: a rule whose words are not among them has nothing to find."""
        return frozenset(self.keys)

    @property
    def edges(self) -> tuple[range, range]:
        """The lines before the first line of prose and those after the last; without any, all are after."""
        count = len(self.keys)
        return (
            (range(self.prose[0]), range(self.prose[-1] + 1, count))
            if self.prose
            else (range(0), range(count))
        )

    def is_edge(self, index: int) -> bool:
        return not self.prose or not self.prose[0] <= index <= self.prose[-1]

    def at(self, words: frozenset[str]) -> list[int]:
        """The lines that say one of these and nothing else."""
        if self.said.isdisjoint(words):
            return []
        return [index for index, key in enumerate(self.keys) if key in words]

    def of(self, words: frozenset[str]) -> list[Line]:
        return list(map(self.line, self.at(words)))

    def line(self, index: int) -> Line:
        """What is known of a line."""
        start, raw = self.raw[index]
        left, words, numbered = _shown(raw)
        link = LINK.fullmatch(words) if words.startswith("[") else None
        return Line(
            start + left,
            start + left + len(words),
            self.keys[index],
            link[2] if link is not None else "",
            index in self.headings,
            raw.lstrip(" \t>")[:2].rstrip() in _BULLETS,
            numbered,
        )


@once
def page(subject: Subject) -> Page:
    lines: list[tuple[int, str]] = []
    keys: list[str] = []
    headings: set[int] = set()
    prose: list[int] = []
    raws = subject.text.splitlines(keepends=True)
    for start, raw in zip(accumulate(map(len, raws), initial=0), raws, strict=False):
        words = raw.strip()
        if not words:
            continue
        first, final, index = words[0], words[-1], len(keys)
        if first in _RULED and final in _RULED and index and _RULE.fullmatch(words[:LONGEST]):
            headings.add(index - 1)
            continue
        if first == "#":
            headings.add(index)
        lines.append((start, raw))
        if len(words) > LONGEST or _is_prose(words):
            prose.append(index)
            keys.append("")
        elif first in _OPENERS or final in _AFTER or first.isdecimal() or "![" in words:
            _, words, _ = _shown(raw)
            link = LINK.fullmatch(words) if words.startswith("[") else None
            keys.append(_key(link[1] if link is not None else words))
        else:
            keys.append(_key(words))
    return Page(lines, keys, headings, prose)


def _is_prose(words: str) -> bool:
    if "](" in words:
        if len(words) < PROSE and words.count(" ") < _LEAST:
            return False
        words = LINK.sub(r"\1", _IMAGE.sub("", words) if "![" in words else words)
    return len(words) >= PROSE or (
        words.count(" ") >= _LEAST and words.rstrip("*_ )").endswith((".", ";", ":", "。"))
    )


def _shown(raw: str) -> tuple[int, str, bool]:
    """The words of a line, how far into it they start, and whether a number stands before them."""
    left = len(raw) - len(raw.lstrip(_BEFORE))
    number = _NUMBERED.match(raw, left) if raw[left : left + 1].isdecimal() else None
    if number is not None:
        left = number.end()
    pictured = "![" in raw and _IMAGE.search(raw) is not None
    right = raw.find("![") if pictured else len(raw.rstrip().rstrip(_AFTER))
    return left, raw[left:right].rstrip(_AFTER + "\r\n"), number is not None


def _key(words: str) -> str:
    said = words.strip(_AROUND_KEY + "#")
    return (said if said.isprintable() and "  " not in said else " ".join(said.split())).casefold()


def key_of(part: str) -> str:
    shown = LINK.sub(r"\1", part) if "](" in part else part
    return " ".join(shown.strip(_AROUND_KEY).split()).casefold()
