"""The lines of a page as one that prints it would see them: their words without signs, and where they stand.

Offsets are code points.
"""

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
_BEFORE = lazy(r"[\s>*_+•·◦▪–—↑⬆←^«‹|\\-]*(\d{1,2}\\?[.)]\s+)?[\s*_↑^]*")
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
    edge: bool
    """Whether it stands before the first line of prose or after the last."""
    listed: bool = False
    """Whether a bullet stands before it."""
    numbered: bool = False


class Page(NamedTuple):
    lines: tuple[Line, ...]
    keys: frozenset[str]
    """Those of all lines: a rule whose words are not among them has nothing to find."""
    edges: tuple[Line, ...]
    """The lines before the first line of prose or after the last."""


@once
def page(subject: Subject) -> Page:
    """The lines with words that are short; a line of prose is there with an empty key."""
    lines: list[Line] = []
    ran = 0
    start = 0
    for raw in subject.text.splitlines(keepends=True):
        words = raw.strip()
        if not words:
            pass
        elif words[0] in _RULED and words[-1] in _RULED and lines and _RULE.fullmatch(words[:LONGEST]):
            lines[-1] = lines[-1]._replace(heading=True)
        elif len(words) > LONGEST or _is_prose(words):
            lines.append(Line(start, start + len(raw), "", "", words[0] == "#", False))  # noqa: FBT003
            ran = len(lines)
        else:
            lines.append(_line(start, raw, words, edge=ran == 0))
        start += len(raw)
    if ran:
        lines[ran:] = [line._replace(edge=True) for line in lines[ran:]]
    edges = tuple([line for line in lines if line.edge])
    return Page(tuple(lines), frozenset([line.key for line in lines]), edges)


def _is_prose(words: str) -> bool:
    if "](" not in words:
        return len(words) >= PROSE or _stops(words)
    if len(words) < PROSE and words.count(" ") < _LEAST:
        return False
    shown = LINK.sub(r"\1", _IMAGE.sub("", words) if "![" in words else words)
    return len(shown) >= PROSE or _stops(shown)


def _stops(words: str) -> bool:
    return words.rstrip("*_ )").endswith((".", ";", ":", "。")) and words.count(" ") >= _LEAST


def _line(start: int, raw: str, words: str, *, edge: bool) -> Line:
    first, heading = words[0], words[0] == "#"
    if not (first in _OPENERS or first.isdecimal() or words[-1] in _AFTER or "![" in words):
        start += len(raw) - len(raw.lstrip())
        return Line(start, start + len(words), _key(words), "", heading, edge)
    lead = _BEFORE.match(raw)
    left = lead.end() if lead is not None else 0
    shown = _IMAGE.sub("", raw) if "![" in raw else raw
    right = len(shown.rstrip().rstrip(_AFTER)) if shown is raw else raw.find("![")
    words = raw[left:right].rstrip(_AFTER + "\r\n")
    link = LINK.fullmatch(words) if words.startswith("[") else None
    key = _key(link[1] if link is not None else words)
    listed = raw.lstrip(" \t>")[:2].rstrip() in _BULLETS
    target = link[2] if link is not None else ""
    numbered = lead is not None and lead[1] is not None
    return Line(start + left, start + left + len(words), key, target, heading, edge, listed, numbered)


def _key(words: str) -> str:
    said = words.strip(_AROUND_KEY + "#")
    return (said if said.isprintable() and "  " not in said else " ".join(said.split())).casefold()


def key_of(part: str) -> str:
    return " ".join(LINK.sub(r"\1", part).strip(_AROUND_KEY).split()).casefold()
