"""Characters that nobody sees but that change what a text is or how it reads, and the names they are shown
by.
"""

import re
import unicodedata

_NAMES = {
    "\u00ad": "SHY",
    "\u061c": "ALM",
    "\u180e": "MVS",
    "\u200b": "ZWSP",
    "\u200c": "ZWNJ",
    "\u200d": "ZWJ",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2060": "WJ",
    "\u2061": "FA",
    "\u2062": "IT",
    "\u2063": "IS",
    "\u2064": "IP",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
    "\ufffc": "OBJ",
    "\x85": "NEL",
    "\x7f": "DEL",
}
_C0 = (
    "NUL SOH STX ETX EOT ENQ ACK BEL BS TAB LF VT FF CR SO SI "
    "DLE DC1 DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC FS GS RS US"
)
_NAMES |= {chr(code): name for code, name in enumerate(_C0.split())}

_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e007f]"
)
_WIDTHLESS_TO_QT = dict.fromkeys((*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0)), "\u2003")
_WIDTHLESS_TO_QT[0xFFFC] = "\u2003"
_JOINING_SCRIPTS = re.compile("[\u0600-\u109f\u1780-\u17ff\u1800-\u18af\u1a20-\u1aaf]")
_EMOJI = re.compile("[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff\ufe0f\u20e3]")
_TAGS = re.compile("[\U000e0020-\U000e007f]")


def hidden_signs(text: str) -> list[tuple[int, str]]:
    """``(code point offset, name)`` of each character of ``text`` that would go unseen.

    Joiners are left alone where their script needs them, and inside emoji.
    """
    return [
        (match.start(), _NAMES.get(match[0], f"{ord(match[0]):04X}"))
        for match in _HIDDEN.finditer(text)
        if not _belongs(text, match.start())
    ]


def drawable(text: str) -> str:
    """The same number of code points and UTF-16 units, with room for controls that would have no width."""
    if text.isprintable():
        return text
    return text.translate(_WIDTHLESS_TO_QT)


def _belongs(text: str, at: int) -> bool:
    """Whether a joiner or tag does here what it is meant for."""
    char = text[at]
    before = text[at - 1] if at else ""
    after = text[at + 1] if at + 1 < len(text) else ""
    if char in "\u200c\u200d" and before and after:
        if _JOINING_SCRIPTS.match(before) or _JOINING_SCRIPTS.match(after):
            return True
        base = before if unicodedata.category(before) != "Sk" else text[at - 2 : at - 1]
        return char == "\u200d" and bool(_EMOJI.match(base) and _EMOJI.match(after))
    if _TAGS.match(char):
        back = at
        while back and _TAGS.match(text[back - 1]):
            back -= 1
        return back > 0 and text[back - 1] == "\U0001f3f4"
    return False
