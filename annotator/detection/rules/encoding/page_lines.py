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


@once
def page(subject: Subject) -> Page:
    """The lines with words that are short; a line of prose is there with an empty key."""
    raws: list[tuple[int, str, str, bool, bool]] = []
    start = 0
    for raw in subject.text.splitlines(keepends=True):
        words = raw.strip()
        if words:
            if words[0] in _RULED and words[-1] in _RULED and raws and _RULE.fullmatch(words[:LONGEST]):
                raws[-1] = *raws[-1][:4], True
            else:
                prose = len(words) > LONGEST or _is_prose(words)
                raws.append((start, raw, words, prose, words[0] == "#"))
        start += len(raw)
    running = [index for index, each in enumerate(raws) if each[3]]
    first, last = (running[0], running[-1]) if running else (len(raws), -1)
    lines = tuple(
        Line(start, start + len(raw), "", "", heading, False)  # noqa: FBT003 - there are many of them
        if is_prose
        else _line(start, raw, words, heading=heading, edge=not first <= index <= last)
        for index, (start, raw, words, is_prose, heading) in enumerate(raws)
    )
    return Page(lines, frozenset(line.key for line in lines))


def _is_prose(words: str) -> bool:
    if "](" not in words:
        return len(words) >= PROSE or _stops(words)
    if len(words) < PROSE and words.count(" ") < _LEAST:
        return False
    shown = LINK.sub(r"\1", _IMAGE.sub("", words) if "![" in words else words)
    return len(shown) >= PROSE or _stops(shown)


def _stops(words: str) -> bool:
    return words.rstrip("*_ )").endswith((".", ";", ":", "。")) and words.count(" ") >= _LEAST


def _line(start: int, raw: str, words: str, *, heading: bool, edge: bool) -> Line:
    if words[0].isalpha() and words[-1].isalnum() and "[" not in words:
        left = start + raw.index(words[0])
        return Line(left, left + len(words), " ".join(words.split()).casefold(), "", heading, edge)
    lead = _BEFORE.match(raw)
    left = lead.end() if lead is not None else 0
    shown = _IMAGE.sub("", raw) if "![" in raw else raw
    right = len(shown.rstrip().rstrip(_AFTER)) if shown is raw else raw.find("![")
    words = raw[left:right].rstrip(_AFTER + "\r\n")
    link = LINK.fullmatch(words) if words.startswith("[") else None
    said = link[1] if link is not None else words
    key = " ".join(said.strip(_AROUND_KEY + "#").split()).casefold()
    listed = raw.lstrip(" \t>")[:2].rstrip() in _BULLETS
    target = link[2] if link is not None else ""
    numbered = lead is not None and lead[1] is not None
    return Line(start + left, start + left + len(words), key, target, heading, edge, listed, numbered)


def key_of(part: str) -> str:
    return " ".join(LINK.sub(r"\1", part).strip(_AROUND_KEY).split()).casefold()
