"""Code pages that UTF-8 is taken for, and how what is common in texts shows in each.

UTF-8 leaves a signature when it is read as something else: a lead character, then one to three from the upper
half of the code page. Offsets are code points.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from annotator.detection.lazy import lazy
from annotator.detection.subject import Subject, places

_NAMES = ("cp1252", "mac_roman", "mac_latin2", "cp1250", "cp1251", "cp1257", "cp437", "cp850")
"""From the commonest; the first that makes sense of a run is believed."""
_LEADS = {
    2: (0xC2, 0xC3, 0xC4, 0xC5, 0xCC, 0xCE, 0xCF, 0xD0, 0xD1, 0xD7, 0xD8, 0xD9),
    3: (0xE0, 0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEA, 0xEB, 0xEC, 0xED, 0xEF),
    4: (0xF0,),
}
"""The first bytes of the letters of texts, by how many bytes a letter has."""
_SIGNS = "\u00a0©àâäåáéèêíñöóúüßçæøžšłęąćčřěőűşğ–—‘’“”•…€™→✓\u200b\ufeff\u00ad\u0308😀"
_LETTERS = "аоиαοτواיו的。いのไนकाये이다"
"""With the signs, what no long text in its alphabet lacks: a page without these misread was not misread."""


@dataclass(frozen=True, slots=True)
class CodePage:
    name: str
    byte_of: dict[str, int]
    gates: Mapping[str, frozenset[str]]
    """What follows a character where something that is common in texts is shown as this page would."""
    leads: frozenset[str]
    """What a wrong run starts with."""
    pattern: re.Pattern[str]

    def turned_back(self, run: str) -> str | None:
        """The text that this run was before; None where it cannot have been any."""
        try:
            return bytes(self.byte_of[char] for char in run).decode("utf-8")
        except (KeyError, UnicodeDecodeError):
            return None

    def may_be_in(self, subject: Subject) -> bool:
        """Whether anything that is common in texts occurs as this page would show it."""
        unusual, text = subject.unusual, subject.text
        return any(
            one + two in text for one in unusual & self.gates.keys() for two in unusual & self.gates[one]
        )

    def runs(self, subject: Subject) -> Iterator[re.Match[str]]:
        """What may be wrong runs, in order."""
        text, done = subject.text, 0
        for at in sorted(at for lead in subject.unusual & self.leads for at in places(text, lead)):
            match = self.pattern.match(text, at) if at >= done else None
            if match is not None:
                done = match.end()
                yield match


@cache
def code_pages() -> tuple[CodePage, ...]:
    return tuple(map(_code_page, _NAMES))


def _code_page(name: str) -> CodePage:
    char_of = {byte: bytes([byte]).decode(name, "replace") for byte in range(0x80, 0x100)}
    byte_of = {char: byte for byte, char in char_of.items() if char != "\ufffd"}
    if name == "cp1252":
        char_of |= {byte: chr(byte) for byte in range(0x80, 0xA0) if char_of[byte] == "\ufffd"}
        byte_of |= {chr(byte): byte for byte in range(0x80, 0xA0)}
    after = "[" + re.escape("".join(char for char, byte in byte_of.items() if byte < 0xC0)) + "]"
    lead = {size: "".join(char for char, byte in byte_of.items() if byte in _LEADS[size]) for size in _LEADS}
    one = "|".join(f"[{re.escape(lead[size])}]{after}{{{size - 1}}}" for size in _LEADS if lead[size])
    shown = ["".join(char_of[byte] for byte in char.encode()) for char in _SIGNS + _LETTERS]
    pairs = {each[:2] for each in shown if "\ufffd" not in each[:2]}
    if name == "cp1252":
        pairs |= {"â\u0080", "Ã\u0083", "Â\u00ad"}
    gates = {
        first: frozenset(pair[-1] for pair in pairs if pair[0] == first)
        for first in {each[0] for each in pairs}
    }
    return CodePage(name, byte_of, gates, frozenset("".join(lead.values())), lazy(f"(?:{one})++"))
