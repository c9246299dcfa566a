"""Characters that cannot be seen: of no width, soft hyphens, marks of direction, control characters.

Where a script or an emoji needs one it is left alone. All offsets are code points.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator

from annotator.detection.lazy import lazy
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.encoding.html_residue import inside_tag
from annotator.detection.subject import Subject
from annotator.domain import Severity

_NAMES = {
    "\u00ad": "soft hyphen",
    "\u034f": "combining grapheme joiner",
    "\u115f": "Hangul filler",
    "\u180e": "Mongolian vowel separator",
    "\u200b": "zero-width space",
    "\u200c": "zero-width non-joiner",
    "\u200d": "zero-width joiner",
    "\u2060": "word joiner",
    "\u2061": "invisible operator",
    "\u2062": "invisible operator",
    "\u2063": "invisible operator",
    "\u2064": "invisible operator",
    "\u2800": "Braille blank",
    "\u3164": "Hangul filler",
    "\ufeff": "byte order mark",
    "\uffa0": "Hangul filler",
    "\ufffc": "placeholder for an object",
}
_DIRECTIONS = {
    "\u061c": "Arabic letter mark",
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
    **{chr(code): "direction control" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))},
}
_OVERRIDES = "\u202d\u202e"
_CONTROLS = {chr(code): "control character" for code in (*range(9), 0x0B, *range(0x0E, 0x20), 0x7F)}

_MANY = 12
"""Places of one character beyond which they are told once."""
_WORD = 40
"""Code points of the word around it that are shown with it."""
_JOINING: tuple[str, ...] = (
    "ARABIC",
    "SYRIAC",
    "NKO",
    "MONGOLIAN",
    "DEVANAGARI",
    "BENGALI",
    "GURMUKHI",
    "GUJARATI",
    "ORIYA",
)
_JOINING += ("TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "MYANMAR", "KHMER", "TIBETAN", "VARIATION")
_UNSPACED = ("THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN", "JAVANESE")
_RIGHT_TO_LEFT = lazy("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_BESIDE_MARK = 200
"""Code points on either side in which letters that run from right to left explain a mark of direction."""


def _unseen(subject: Subject) -> Iterator[Hit]:
    """Characters of no width, which no script needs here."""
    yield from _told(subject, _NAMES, _is_needed)


def _directions(subject: Subject) -> Iterator[Hit]:
    """Marks of direction in text that runs from left to right; overrides anywhere."""
    yield from _told(subject, _DIRECTIONS, _is_explained)


def _controls(subject: Subject) -> Iterator[Hit]:
    """Control characters, which no text needs."""
    yield from _told(subject, _CONTROLS, lambda text, start, _end: inside_tag(text, start))


def _told(
    subject: Subject, names: dict[str, str], is_right: Callable[[str, int, int], bool]
) -> Iterator[Hit]:
    if subject.unusual.isdisjoint(names):
        return
    chars = "".join(char for char in names if char in subject.unusual)
    text = subject.text
    runs = [
        match.span()
        for match in re.finditer(f"[{re.escape(chars)}]+", text)
        if not is_right(text, *match.span())
    ]
    counts = Counter(text[start] for start, _ in runs)
    done: set[str] = set()
    for start, end in runs:
        char = text[start]
        more = counts[char] - 1 if counts[char] > _MANY else 0
        if more and char in done:
            continue
        done.add(char)
        left, right = _word_around(text, start, end)
        unseen = f"an invisible {names[char]}" if char not in "\u2800\ufffc" else f"a {names[char]}"
        where = f" here and in {more} other places" if more else ""
        name = f"U+{ord(char):04X}"
        words = "".join(each for each in text[left:right] if each not in names)
        yield Hit(left, right, f"There is {unseen} ({name}){where}: delete it.", words)


def _word_around(text: str, start: int, end: int) -> tuple[int, int]:
    left, right = start, end
    while left > start - _WORD and left > 0 and text[left - 1].isalnum():
        left -= 1
    while right < end + _WORD and right < len(text) and text[right].isalnum():
        right += 1
    return left, right


def _is_needed(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if text[start] in "\u200c\u200d":
        return any(_script(char) in _JOINING or _is_picture(char) for char in (before, after) if char)
    if text[start] == "\u200b":
        return any(_script(char) in _UNSPACED for char in (before, after) if char)
    if text[start] == "\u00ad":
        return end - start == 1 and not (before.isalpha() and after.isalpha())
    return text[start] in "\u115f\u3164\uffa0" and _script(before) == "HANGUL"


def _is_explained(text: str, start: int, end: int) -> bool:
    around = text[max(start - _BESIDE_MARK, 0) : end + _BESIDE_MARK]
    overrides = any(char in _OVERRIDES for char in text[start:end])
    return not overrides and _RIGHT_TO_LEFT.search(around) is not None


def _script(char: str) -> str:
    return unicodedata.name(char, "").split(" ")[0] if char else ""


def _is_picture(char: str) -> bool:
    return unicodedata.category(char) in {"So", "Sk", "Mn"}


_WHY = "Nobody sees it, but it breaks searches and quotations: the word is not found as it is printed."

RULES: tuple[Rule, ...] = (
    Rule(
        id="invisible-character",
        issue="invisible-character",
        title="An invisible character in the text",
        why=_WHY,
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_unseen,
        hits=(
            "before granting ⟦access\u200b\u200b⟧.",
            "die ⟦Datenschutz\u00aderklärung⟧ der Firma",
            "⟦\ufeffNotre⟧ politique",
            "our [⟦Platform\u2060⟧](https://example.org)",
            "\u2022 the rest\n\n⟦\u200dConsent⟧",
        ),
        misses=(
            "👨\u200d👩\u200d👧 for families",
            "می\u200cخواهم و نمی\u200cدانم",
            "ภาษา\u200bไทย",
            "क्\u200dष",
            "plain words - and “quotes”",
        ),
    ),
    Rule(
        id="direction-mark",
        issue="invisible-character",
        title="A mark of writing direction where none is needed",
        why="It can turn round the order of words or numbers, so that readers see what is not written.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_directions,
        hits=(
            "write to ⟦\u200eprivacy⟧@example.org",
            "on ⟦\u202a12⟧ May",
            "the file ⟦\u202egnp⟧.exe",
        ),
        misses=("שלום\u200f (abc)\u200f", "سياسة \u200eGDPR\u200e الخصوصية", "left to right"),
    ),
    Rule(
        id="control-character",
        issue="invisible-character",
        title="A control character in the text",
        why="It is a left-over of a conversion; programs that read the text may stop at it.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_controls,
        hits=("Cookies ⟦\x00Désactiver⟧", "a ⟦b\x08⟧", "the ⟦end\x1f⟧ "),
        misses=(
            "a\tb\r\nc",
            "page\x0cbreak",
            "<a href=\"javascript:to('rz\x7fKz\x02');\">Mail</a>",
        ),
    ),
)
