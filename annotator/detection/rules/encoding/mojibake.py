"""Characters that were decoded with the wrong code page.

Runs that a code page makes of UTF-8 are turned back, and believed only where what comes out is what a policy
is written with. All offsets are code points.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotator.detection.lazy import lazy
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.encoding.code_pages import CodePage, code_pages
from annotator.detection.rules.encoding.html_residue import inside_tag
from annotator.detection.subject import Subject
from annotator.domain import Severity

_NEIGHBOURS = 16
"""Code points between two wrong runs of a line that are still shown as one."""
_CLOSERS = frozenset("\u00a0“”’»–—…")
"""What may well follow a capital letter that looks like a lead."""
_ORDINARY = frozenset("Şş«»\u00a0─│┤┐└┴┬┼")
"""What may well stand beside such a letter in Romanian or Russian, or in a drawn table."""
_MANY = 30
"""Places beyond which they are told once."""
_CONFIRMED = 3
"""Certain runs of one code page after which the doubtful ones are believed too."""


@dataclass(frozen=True, slots=True)
class _Run:
    start: int
    end: int
    was: str
    """What it should say; empty where that is lost."""


def _misread(subject: Subject) -> Iterator[Hit]:
    """UTF-8 that was read as a single-byte code page."""
    text = subject.text
    found: dict[int, _Run] = {}
    for page in code_pages():
        if not page.may_be_in(subject):
            continue
        certain: list[_Run] = []
        doubtful: list[_Run] = []
        for match in page.runs(subject):
            was = page.turned_back(match[0])
            if was is None:
                continue
            run = _Run(match.start(), match.end(), _meant(page, match, text, was))
            if _is_certain(page, match, text, was):
                certain.append(run)
            elif all(_is_common(char) or char.islower() for char in was):
                doubtful.append(run)
        for run in certain + doubtful if len(certain) >= _CONFIRMED else certain:
            found.setdefault(run.start, run)
    for run in _lost(subject):
        found.setdefault(run.start, run)
    ordered = sorted(found.values(), key=lambda run: (run.start, -run.end))
    yield from _joined(text, ordered)


def _meant(page: CodePage, match: re.Match[str], text: str, was: str) -> str:
    twice = page.turned_back(was) if len(was) > 1 else None
    if twice is not None and all(_is_common(char) for char in twice):
        return twice
    beside = (text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1])
    return "" if was == "â" and not all(char.isalpha() for char in beside) else was


def _is_certain(page: CodePage, match: re.Match[str], text: str, was: str) -> bool:
    run = match[0]
    if len(was) > 2 and _one_script(was):
        return True
    if not all(_is_common(char) or "\u0100" <= char <= "\u017f" for char in was):
        return False
    if all(ord(char) > 0x17F for char in was):
        return True
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    beside = any("a" <= char.lower() <= "z" for char in (before, after) if char)
    if page.name not in {"cp1252", "mac_roman", "mac_latin2"}:
        return beside and not set(run) & _ORDINARY
    if run[-1] in _CLOSERS and len(run) == 2:
        inside = before.islower() or (not before.isalpha() and run[0] in "ÃÂ")
        return inside and (run[0] in "ÃÂ" or after.islower())
    return beside or not any("\u0100" <= char <= "\u017f" for char in was)


def _is_common(char: str) -> bool:
    """Whether a policy in Latin letters may hold it."""
    code = ord(char)
    return (
        0xA0 <= code <= 0xFF
        or 0x2009 <= code <= 0x2044
        or 0x20A0 <= code <= 0x20BF
        or code
        in {0x0152, 0x0153, 0x0160, 0x0161, 0x017D, 0x017E, 0x0178, 0x2060, 0x2116, 0x2122, 0xFEFF, 0xFFFD}
        or 0x2190 <= code <= 0x21FF
        or 0x2200 <= code <= 0x22FF
        or 0x25A0 <= code <= 0x27BF
        or 0xFB00 <= code <= 0xFB04
        or 0x1F300 <= code <= 0x1FAFF
    )


_SCRIPTS = (
    "CYRILLIC",
    "GREEK",
    "HEBREW",
    "ARABIC",
    "CJK",
    "HIRAGANA",
    "KATAKANA",
    "HANGUL",
    "THAI",
    "DEVANAGARI",
)


def _one_script(was: str) -> bool:
    names = [unicodedata.name(char, "").split(" ")[0] for char in was]
    return all(name in _SCRIPTS for name in names) and len(set(names)) <= 3


_NO_THIRD = lazy(r"â€(?![\u0080-\u00bf˜™š›œžŸ])")
_STRAY = lazy(r"Â(?=[\s.,;:)]|$)")
_A_GRAVE = lazy(r"Ã(?:(?<![A-ZÀ-Þ]Ã)(?= )|(?<=[a-z]Ã)(?=[\s.,;:)]|\Z))")
_A_BREVE = lazy(r"Ă(?<=[a-z]Ă)(?=[\s.,;:)]|\Z)")
_BEFORE_ELISION = lazy(
    r"(?<![^\W_])(?:[ldnsjcmt]|qu|lorsqu|puisqu|jusqu|(?:de|ne|su|a|da|que)ll|anch|un)$", re.IGNORECASE
)
_APOSTROPHES = [
    (language, mark, lazy(f"{re.escape(mark)}{after}"))
    for language, marks, after in (
        ("en", "âÕÆ\ufffd?", r"(?=(?:s|t|re|ve|ll|d|m)(?![\w=&/?-]))"),
        ("fr", "âíÕ\ufffd?", r"(?=[aàâeéèêiîoôuûh][^\W\d_])"),
        ("it", "âíÕ\ufffd?", r"(?=[aàeèéiìoòuùh][^\W\d_])"),
    )
    for mark in marks
]


def _lost(subject: Subject) -> Iterator[_Run]:
    """Runs of which some characters are gone, so that only their place tells what they were."""
    text, unusual = subject.text, subject.unusual
    if {"â", "€"} <= unusual:
        for match in _NO_THIRD.finditer(text):
            closes = match.start() > 0 and not text[match.start() - 1].isspace()
            yield _Run(match.start(), match.end(), "”" if closes else "")
    if "Â" in unusual:
        for match in _STRAY.finditer(text):
            before = text[match.start() - 1 : match.start()]
            if not before.isalpha() or (before.islower() and match.end() < len(text)):
                yield _Run(match.start(), match.end(), "")
    for match in (*_A_GRAVE.finditer(text), *_A_BREVE.finditer(text)) if unusual & {"Ã", "Ă"} else ():
        if match[0] == "Ã" or subject.language_of(match.start()) in {"it", "fr", "pt", "es"}:
            yield _Run(match.start(), match.end(), "à")
    start = text.find(" â ") if "â" in unusual else -1
    while start >= 0:
        yield _Run(start + 1, start + 2, "–")
        start = text.find(" â ", start + 1)
    yield from (_Run(start, start + 1, "’") for start in _apostrophes(subject))


def _apostrophes(subject: Subject) -> Iterator[int]:
    """Where another character stands for the apostrophe of “don’t” or “l’accès”."""
    text = subject.text
    for language, mark, pattern in _APOSTROPHES:
        if language not in subject.languages or (mark not in subject.unusual and mark != "?"):
            continue
        for match in pattern.finditer(text):
            start = match.start()
            before = text[max(start - 8, 0) : start]
            fits = before[-1:].islower() if language == "en" else _BEFORE_ELISION.search(before)
            if fits and subject.language_of(start) == language and not subject.in_address(start):
                yield start


def _joined(text: str, found: Iterable[_Run]) -> Iterator[Hit]:
    """One hit for wrong runs that stand close to each other."""
    held: list[_Run] = []
    for run in found:
        if held and run.start < held[-1].end:
            continue
        if held and (run.start - held[-1].end > _NEIGHBOURS or "\n" in text[held[-1].end : run.start]):
            yield _hit(text, held)
            held = []
        held.append(run)
    if held:
        yield _hit(text, held)


def _hit(text: str, runs: list[_Run]) -> Hit:
    start, end = runs[0].start, runs[-1].end
    shown = text[start:end]
    was, at = "", start
    for run in runs:
        was += text[at : run.start] + run.was
        at = run.end
    if not all(run.was for run in runs):
        kind = "a dash, a quotation mark or a space"
        return Hit(
            start, end, f"“{shown}” is what is left of {kind} that was decoded wrongly; type it again."
        )
    if all(_is_unseen(char) for char in was):
        name = unicodedata.name(was[0], "character").lower()
        return Hit(start, end, f"“{shown}” was an invisible {name} before it was decoded wrongly: delete it.")
    return Hit(start, end, f"“{shown}” should read “{was}”: it was decoded with the wrong code page.", was)


def _is_unseen(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) in {"Cf", "Zs"}


def _replaced(subject: Subject) -> Iterator[Hit]:
    """U+FFFD, where a decoder met bytes it could not read."""
    text = subject.text
    if "\ufffd" not in subject.unusual:
        return
    known = set(_apostrophes(subject))
    runs = [match.span() for match in re.finditer("\ufffd+", text) if match.start() not in known]
    more = f", as do those in {len(runs) - 1} other places" if len(runs) > _MANY else ""
    for start, end in runs[:1] if more else runs:
        yield Hit(start, end, f"This sign stands for a character that could not be read{more}: look it up.")


_C1 = lazy("[\u0080-\u009f]+")
_BEFORE_C1 = frozenset("ÃÂÄÅâ")
"""With these before it, it is part of misread UTF-8."""


def _controls(subject: Subject) -> Iterator[Hit]:
    """Control characters from 80 to 9F, which are Windows punctuation that was read as Latin-1."""
    text = subject.text
    if not any("\x80" <= char <= "\x9f" for char in subject.unusual):
        return
    found = [
        match
        for match in _C1.finditer(text)
        if set(match[0]) != {"\x85"}
        and text[match.start() - 1 : match.start()] not in _BEFORE_C1
        and not text.endswith("â€", 0, match.start())
        and not inside_tag(text, match.start())
    ]
    more = f", here and in {len(found) - 1} other places" if len(found) > _MANY else ""
    for match in found[:1] if more else found:
        was = _windows(match[0])
        codes = ", ".join(f"U+{ord(char):04X}" for char in match[0][:3])
        said = f"should read “{was}”" if was else "stands in the text"
        yield Hit(*match.span(), f"The control character {codes} {said}{more}.", was)


def _windows(run: str) -> str:
    """What control characters are in the code page of Windows, or in UTF-8 that has lost its lead."""
    raw = run.encode("latin-1")
    if len(raw) == 2 and raw[0] == 0x80:
        return (b"\xe2" + raw).decode("utf-8")
    return raw.decode("cp1252", "ignore")


_FREQUENT = ({"î", "å"}, {"Ï", "Á"}, {"ï", "á"}, {"ï", "é"})
"""What the commonest letters of Russian, in two code pages, and of Greek become."""
_ACCENTED = lazy("[À-ÿ]{5,}")


def _other_alphabet(subject: Subject) -> Iterator[Hit]:
    """Cyrillic or Greek that was read as Latin-1, so that every letter wears an accent."""
    text = subject.text
    if not any(subject.unusual.issuperset(letters) for letters in _FREQUENT):
        return
    found: list[_Run] = []
    for match in _ACCENTED.finditer(text):
        raw = match[0].encode("latin-1")
        readings = [raw.decode(name, "ignore") for name in ("cp1251", "koi8-r", "cp1253")]
        best = max(readings, key=lambda each: sum(char.islower() for char in each[1:]))
        found.append(_Run(match.start(), match.end(), best))
    yield from _joined(text, found)


_PRIVATE = lazy("[\ue000-\uf8fe\U000f0000-\U0010ffff]+")
_SYMBOLS = {0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF02D: "–", 0xF0E0: "→", 0xF076: "❖"}
"""What Word writes as Symbol and Wingdings."""


def _private(subject: Subject) -> Iterator[Hit]:
    """Characters that only one font shows."""
    text = subject.text
    if not any(_PRIVATE.match(char) for char in subject.unusual):
        return
    for match in _PRIVATE.finditer(text):
        was = "".join(_SYMBOLS.get(ord(char), "") for char in match[0])
        meant = f"“{was}” was meant" if len(was) == len(match[0]) else "look up what was meant"
        message = f"A sign of a symbol font (U+{ord(match[0][0]):04X}) that other fonts cannot show: {meant}."
        yield Hit(match.start(), match.end(), message, was if len(was) == len(match[0]) else "")


_WHY = "Readers cannot tell what the wrong characters stood for, and a court may doubt what the text said."

RULES: tuple[Rule, ...] = (
    Rule(
        id="misread-characters",
        issue="mojibake",
        title="Characters decoded with the wrong code page",
        why=_WHY,
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_misread,
        hits=(
            "You don⟦â€™⟧t have to agree.",
            "Nous traitons vos donn⟦Ã©⟧es pour ce service.",
            "using this form:\n\n⟦‚Äč⟧Your rights",
            "the terms ⟦Ã¢⟧ and the policy",
            "Die Verarbeitung erfolgt f⟦√º⟧r diesen Zweck.",
            "Политика: ⟦РїРѕР»РёС‚РёРєР°⟧ конфиденциальности",
            "We ⟦ΓÇô the company ΓÇô⟧ keep what you send us.",
            "It is yours and we don⟦?⟧t sell it to any of our partners at all.",
            "Nous protégeons l⟦?⟧accès à vos données et nous ne les vendons pas.",
            "I dati sono trattati per le finalit⟦Ă⟧ che sono indicate da noi e dall⟦â⟧utente.",
        ),
        misses=(
            "SOCIÉTÉ\u00a0: le « traité\u00a0» et l’Âge de 13 ans.",
            "A INFORMAÇÃO e a PROTEÇÃO de DADOS: «NÃO».",
            "Das macht Spaß“, sagte er: „ÖÄ“ und ‚Änderung‘.",
            "В\u00a0соответствии с Законом, «А, Б, В», Відповідно, Гідність.",
            "KOŚCIÓŁ, żółć, ÎNCĂŞ, RĂŞINĂ, ESPAÑA, Århus, Málaga.",
            "See https://example.org/?s=1 and what is it?t=2.",
        ),
    ),
    Rule(
        id="lost-character",
        issue="mojibake",
        title="A character was lost",
        why=_WHY,
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_replaced,
        hits=(
            "the data ⟦\ufffd⟧ all of it ⟦\ufffd\ufffd⟧",
            "Datenschutzerkl⟦\ufffd⟧rung",
            "pol⟦\ufffd⟧tica de privacidad",
        ),
        misses=("a question?", "a diamond ◆ and a box □", "Datenschutzerklärung"),
    ),
    Rule(
        id="control-character-for-punctuation",
        issue="mojibake",
        title="A control character where punctuation was",
        why="It is invisible or a box, so that quotation marks and dashes are gone from the text.",
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_controls,
        hits=("we don⟦\x92⟧t", "the ⟦\x93⟧Site⟦\x94⟧", "pages ⟦\x96⟧ all of them"),
        misses=(
            "we don’t",
            "a line\x85and the next",
            "tabs\tand\u00a0spaces",
            "from â€œYouâ€\x9d on",
            "<a href=\"javascript:to('rz\x85\x80Kz');\">Mail</a>",
        ),
    ),
    Rule(
        id="misread-alphabet",
        issue="mojibake",
        title="Another alphabet decoded as Latin letters",
        why=_WHY,
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_other_alphabet,
        hits=(
            "⟦Ïîëèòèêà êîíôèäåíöèàëüíîñòè⟧",
            "(⟦ðÏÌÉÔÉËÁ⟧)",
            "⟦ÐïëéôéêÞ⟧",
        ),
        misses=("une créée", "Þróað á Íslandi", "ÀÉÈÙ"),
    ),
    Rule(
        id="symbol-font-character",
        issue="mojibake",
        title="A sign that only one font shows",
        why="Elsewhere it is an empty box, or nothing: the bullet or the arrow that was meant is gone.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_private,
        hits=("⟦\uf0b7⟧ your name", "see ⟦\uf0e0⟧ Settings", "⟦\U000f0010⟧ Menu"),
        misses=("• your name", "see → Settings", "☰ Menu"),
    ),
)
