"""The code of a page that was caught with its text: scripts, style sheets, the settings of a shop.

No word of it is the policy's, so only one rule tells of it and the others pass it by. All offsets are code
points.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from annotator.detection.lazy import lazy
from annotator.detection.literals import Marks
from annotator.detection.once import once
from annotator.detection.subject import Subject

_CHOICE = r"(?:document|window|function|['\"][.#\w])"
_CONDITION = r"(?:typeof|window\.|document\.|!)[^\n]{1,200}\{"
_BEGINNINGS = {
    before: lazy(re.escape(before) + after)
    for before, after in (
        ("function", r"[ ]?[\w$\\]{0,40}[ ]?\([^()\n]{0,80}\)[ \n]{0,3}\{"),
        ("window.", r"[\w.]{1,60}[ ]?=[^=]"),
        ("document.", r"(?:getElement|querySelector|write|createElement|addEventListener)"),
        ("$(", _CHOICE),
        ("jQuery(", _CHOICE),
        ("gtag(", r"['\"]"),
        ("dataLayer.push(", ""),
        ("fbq(", r"['\"]"),
        ("ga(", r"['\"](?:create|send|set)['\"]"),
        ('"@context"', r"[ ]?:[ ]?\"https?:"),
        ("<?php", r"\b"),
        ("<%", r"[=@ ]"),
        ("@media ", r"(?:only|screen|print|\()"),
        ("@font-face", r"[ ]?\{"),
        ("{", r"(?:\s{0,8}[a-z-]{3,30}[ ]?:[ ]?[^{}:;\n]{1,80};|[ ]?\"[\w.-]{1,60}\"[ ]?:[ ]?[\"\[{\d])"),
        ("var ", r"[\w$\\]{1,60}[ ]?=[^=\n]{1,200}[;{]"),
        ("if(", _CONDITION),
        ("if (", _CONDITION),
    )
}
"""How JavaScript, CSS, JSON or PHP begins and how it goes on."""
_MARKS = Marks(_BEGINNINGS)
_SIGNS = tuple(lazy(sign) for sign in (r"\{", r"\](?=;)", r"<(?:\?php|%)", r"'(?=\))", r"\"(?=\))"))
"""Without any of these there is no code; most texts have none."""
_SIGN = lazy(
    r"""
    [{}][);]*+ | [])"'][ ]?;
    | \([)"'] | ["'][ ]?[:,+][ ]?["'{[]+ | ["']\)(?!\])[);}]*+ | (?:[ ]=|\w:)[ ]?["'{[(]
    | \|\| | && | [=!]== | [+!=]= | \w;(?=\w) | <(?:\?php|%) | [?%]> | \\(?:u00|x[0-9a-f]{2}|/)
    """,
    re.VERBOSE,
)
"""What stands everywhere in code and hardly ever in prose."""
_FAR = 500
"""Code points without a sign after which code has ended: strings in it may be that long."""
_BEFORE = 200
"""Code points before its first sign that may belong to it."""
_ATTRIBUTE = lazy(r"=[\"'][^\"'<>\n]{0,200}\Z")
"""Within quotes of a tag, where code is a part of the tag."""
_PROSE = lazy(r"(?:[^\W\d_]{1,30},? ){4}|[^\W\d_]{2}\*\*|\]\(")
_LINKED = lazy(r"(?<!\\)\]\(")
"""A link behind a brace: the style was for its words, which are the policy's."""
_LEFT_OPEN = (";", "{", "}", ",", "(", "[")
_LISTED = ("* ", "- ", "+ ", "• ")
_LINE = 4000
"""Code points that a line has at most which goes on with the code above it."""


@once
def parts(subject: Subject) -> tuple[tuple[int, int], ...]:
    """Where code stands, ``[start, end)`` in order: what follows each other is one part."""
    text = subject.text
    begun = [
        at
        for at, mark in _MARKS.places(subject)
        if _BEGINNINGS[mark].match(text, at)
        and not subject.in_address(at)
        and _ATTRIBUTE.search(text, max(at - _BEFORE, 0), at) is None
    ]
    if not begun or not any(sign.search(text) for sign in _SIGNS):
        return ()
    found: list[tuple[int, int]] = []
    for start, end in _stretches(text, begun):
        if found and not text[found[-1][1] : start].strip():
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


def touches(subject: Subject, start: int, end: int) -> bool:
    """Whether any of the characters ``[start, end)`` is code."""
    found = parts(subject)
    index = bisect_left(found, (end, 0)) - 1
    return index >= 0 and start < found[index][1]


def _stretches(text: str, begun: list[int]) -> Iterator[tuple[int, int]]:
    """Code around the places where some begins: within a line, or going on in the lines under it."""
    index = done = 0
    while index < len(begun):
        first, last = text.rfind("\n", 0, begun[index]) + 1, _line_end(text, begun[index])
        here = begun[index : bisect_left(begun, last)]
        index += len(here)
        if first < done:
            continue
        for sign, after in _clusters(text, first, last, here):
            head = text[first:sign].lstrip()
            if len(head) > _BEFORE or head[:1].isupper() or "](" in head:
                head = "" if head[-1:].isspace() else (head.split() or [""])[-1]
            start = sign - len(head)
            end = after
            if _PROSE.search(text, after, last) is None:
                end = done = _under(text, last)
            yield start, start + len(text[start:end].rstrip())


def _clusters(text: str, first: int, last: int, begun: list[int]) -> Iterator[tuple[int, int]]:
    """From the first to the last of signs that are near each other, where code begins among them."""
    signs = [sign.span() for sign in _SIGN.finditer(text, first, last)]
    # a place where code begins is a sign without length
    signs = sorted([*((at, at) for at in begun), *signs])
    start = end = signs[0][0]
    begins = False
    for sign in signs:
        linked = text[end - 1 : end] == "}" and _LINKED.search(text, end, sign[0]) is not None
        if linked or sign[0] - end > _FAR:
            if begins:
                yield start, end
            start, begins = sign[0], False
        end = max(end, sign[1])
        begins = begins or sign[0] == sign[1]
    if begins:
        yield start, end


def _under(text: str, end: int) -> int:
    """The end of the last line under one of code that goes on with it."""
    while end < len(text):
        last = _line_end(text, end + 1)
        line = text[end + 1 : min(last, end + _LINE)].strip()
        if not line.endswith(_LEFT_OPEN) or line.startswith(_LISTED) or not _is_code(line):
            break
        end = last
    return end


def _is_code(line: str) -> bool:
    return any(char in line for char in "={}()") or (":" in line and line[:1].islower())


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)
