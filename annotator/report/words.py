"""Users' words as they may stand in a page or a document: each sign is there to be seen."""

import re
import unicodedata

LONGEST_QUOTE = 1_200
"""Code points of a quote that are shown; who wants all of it follows the citation."""
_OPENING = 500
"""Code points among which the first letter says which way a paragraph runs."""

_LEFTWARDS = {"R", "AL"}
_LEFT_TO_RIGHT = "\u200e"
# What XML bans, and the controls of the second row, which browsers take for other signs.
_BANNED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def legible(words: str) -> str:
    """The words with a picture in place of each sign that no document may hold: ``␀`` for NUL."""
    return _BANNED.sub(_picture, words)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def shown(quote: str) -> str:
    """As much of a quote as a report shows."""
    return quote if len(quote) <= LONGEST_QUOTE else f"{quote[:LONGEST_QUOTE]} […]"


def cited(citation: str) -> str:
    """A citation that reads from left to right also where the heading in it does not."""
    if any(unicodedata.bidirectional(sign) in _LEFTWARDS for sign in citation):
        return f"{_LEFT_TO_RIGHT}{citation.replace('”', f'”{_LEFT_TO_RIGHT}')}"
    return citation


def right_to_left(words: str) -> bool:
    """Whether the first letter belongs to a script that runs from right to left, as browsers decide it."""
    for sign in words[:_OPENING]:
        direction = unicodedata.bidirectional(sign)
        if direction == "L" or direction in _LEFTWARDS:
            return direction != "L"
    return False
