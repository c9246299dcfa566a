"""What a heading looks like: its number, its letters, its end. Judged on short lines only."""

import re
from collections.abc import Set
from typing import NamedTuple

from annotator.text.sentences import sentence_spans

LONGEST_TITLE = 110
"""Code points; the longest unmarked heading in the policies that ship has 105."""


class Number(NamedTuple):
    """A number as it is printed before a title or an item."""

    printed: str
    style: str
    """chapter, article, arabic, roman, upper, lower."""
    named: bool = False
    """With a word or a sign: ``Article 5``, ``§ 3``."""
    bare: bool = False
    """With nothing after it: ``4 Cookies``."""
    bracketed: bool = False
    """In brackets: ``(a)``."""

    @property
    def depth(self) -> int:
        """1 for ``4``, 2 for ``4.2``."""
        return self.printed.count(".") + 1

    @property
    def heads(self) -> bool:
        """Whether a heading may carry it; ``(a)`` and ``i)`` are only ever items."""
        return not self.bracketed and self.style != "lower"

    def may_be_initial(self, seen: Set[str]) -> bool:
        """Whether it is a letter that no earlier one leads up to: ``M. Dupont`` is no section."""
        is_letter = len(self.printed) == 1 and self.style in {"upper", "roman"} and not self.named
        if not is_letter or self.printed in "AI":
            return False
        return not {chr(ord(self.printed) - 1), {"V": "IV", "X": "IX"}.get(self.printed)} & seen

    @property
    def neighbours(self) -> tuple[int, int]:
        """Of a whole number, the one before and the one after."""
        return int(self.printed) - 1, int(self.printed) + 1

    def is_before(self, other: "Number") -> bool:
        """Whether the other is the next one on the same or a higher level."""
        mine, theirs = self.printed.split("."), other.printed.split(".")
        common = len(theirs) - 1
        if len(mine) < len(theirs) or mine[:common] != theirs[:common] or self.bracketed != other.bracketed:
            return False
        one, two = mine[common], theirs[common]
        if one.isdigit():
            return two.isdigit() and int(two) == int(one) + 1
        return not {(system, value + 1) for system, value in _values(one)}.isdisjoint(_values(two))

    def is_parent_of(self, other: "Number") -> bool:
        """Whether the other is ``4.1`` to this ``4``."""
        return other.printed == f"{self.printed}.1"


_CHAPTERS = (
    "part|chapter|title|annex|appendix|schedule|teil|kapitel|anhang|anlage|titel|partie|chapitre|titre|annexe"
    "|del|bilaga|kapittel|hoofdstuk|capítulo|parte|capitolo"
)
_ARTICLES = (
    "section|sec|article|art|clause|rule|artikel|abschnitt|ziffer|punkt|paragraf|avsnitt|artículo|articolo|artigo"
    "|sección|sezione|afdeling|clausule"
)
_NUMBER = re.compile(
    rf"""
    (?P<open>\()?(?P<counted>\d{{1,3}}(?:\.\d{{1,3}})*|[a-z]|[ivx]{{1,6}})
        (?P<mark>\\?\.?\)|\\?\.|:(?=\s))\s+(?=\S)
    | (?P<bare>\d{{1,2}}(?:\.\d{{1,3}})+|\d{{1,2}})\s+(?=\S)
    | (?P<word>(?:(?P<chapter>{_CHAPTERS})|(?:{_ARTICLES}))\b\.?\s*|§{{1,2}}\s*)
        (?P<named>\d{{1,3}}[a-z]?(?:\.\d{{1,3}})*|[IVXLC]{{1,7}}\b|[A-Z]\b)
        (?P<close>\s*\\?[.:)–—-]\s+|\s*\\?[.:)]?$|\s+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OPENINGS = frozenset(word[:3] for word in f"{_CHAPTERS}|{_ARTICLES}".split("|"))
_ROMAN_OPENINGS = frozenset(one + two for one in "ivx" for two in "ivx")
_ROMAN = re.compile(r"(?i)x{0,3}(?:ix|iv|v?i{0,3})")


def number_at(text: str) -> tuple[Number | None, int]:
    """The number that a line starts with, and how many code points it takes with its mark and space."""
    match = _NUMBER.match(text) if may_open(text) else None
    if match is None:
        return None, 0
    if match["word"]:
        if not _sets_off(match, text):
            return None, 0
        style = "chapter" if match["chapter"] else "article"
        return Number(match["named"], style, named=True), match.end()
    if match["bare"]:
        return Number(match["bare"], "arabic", bare="." not in match["bare"]), match.end()
    printed = match["counted"]
    if (match["open"] and ")" not in match["mark"]) or (match["mark"] == ":" and not printed[0].isdigit()):
        return None, 0
    return Number(printed, _style(printed, match["mark"]), bracketed=bool(match["open"])), match.end()


def may_open(text: str) -> bool:
    """Whether it can start with a number at all: what starts with any other word cannot."""
    if text[:2].isalpha():
        first = text[:3].lower()
        return first in _OPENINGS or first[:2] in _ROMAN_OPENINGS
    return text[:1].isalnum() or text[:1] in "(§"


def _sets_off(match: re.Match[str], text: str) -> bool:
    """``Section 6 sets out`` is prose; ``Section 6 Retention`` and ``Section 6`` are not."""
    starts_large = text[0] == "§" or text[0].isupper()
    rest = text[match.end() :]
    return starts_large and (not rest or bool(match["close"].strip()) or not rest[0].islower())


def _style(printed: str, mark: str) -> str:
    if printed[0].isdigit():
        return "arabic"
    if printed.islower() or mark.endswith(")"):
        return "lower"
    return "roman" if _ROMAN.fullmatch(printed) else "upper"


def _values(part: str) -> set[tuple[str, int]]:
    """What a printed number without digits can mean: ``i`` is the first Roman number or the ninth letter."""
    if part.isdigit():
        return set()
    values = {("letters", ord(part.lower()))} if len(part) == 1 else set()
    if _ROMAN.fullmatch(part):
        worth = [(1, 5, 10)["ivx".index(letter)] for letter in part.lower()]
        value = sum(-a if a < b else a for a, b in zip(worth, [*worth[1:], 0], strict=True))
        values.add(("roman", value))
    return values


_STOPS = ".!?…。！？｡؟।"
_CLOSERS = "\"'”’»)]*_"
_ENDS = frozenset(_STOPS + ";,；，、").difference("?？؟")
"""What no title ends with."""
_INNER_STOP = re.compile(r"[;。！:：](?:(?<=[;。！])|\s+\S)")
_DATE = re.compile(r"\d(?:[./-]\d{1,2}[./-]\d\d|(?:(?<=\b1)9|(?<=\b2)0)\d\d\W*$)")
"""Both start with a plain set, which ``re`` looks for many times as fast as for anything else."""
_CLEAR = re.compile(
    rf"[A-ZÀ-ÖØ-Þ][^\d_#*\\:：;；，、@|©\[\]\n{_STOPS}]{{1,{LONGEST_TITLE - 1}}}(?<![\"'”’»›)])"
)
"""Words with a capital in which nothing is that more could be asked about: most titles."""
_NO_TITLE = re.compile(r"[:@!|©\]](?:(?<=[@|©])|(?<=:)//|(?<=!)\[|(?<=\])\()")
"""An address, a link, a cell of a table, a copyright notice."""
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


def has_stop(text: str, *, also: str = "") -> bool:
    """Whether a line ends as a sentence does."""
    last = text.rstrip(_CLOSERS)[-1:] if text[-1:] in _CLOSERS else text[-1:]
    return last != "" and last in _STOPS + also


def is_capitals(title: str) -> bool:
    """Whether a title is set in capitals throughout, four letters at least."""
    return title.isupper() and sum(map(str.isalpha, title)) > 3


def is_title(title: str, *, colon_words: int = 0, plain: bool = False) -> bool:
    """Whether these words can be a heading; more is asked of ``plain`` ones, which nothing else shows."""
    if len(title) > LONGEST_TITLE + 80 or title[-1:] in _ENDS:
        return False
    if _CLEAR.fullmatch(title):
        return True
    shown = plain_title(title)
    if not 1 < len(shown) <= LONGEST_TITLE or not any(map(str.isalpha, shown)):
        return False
    if shown[-1] in ":：":
        return len(shown.split()) <= colon_words and not _INNER_STOP.search(shown)
    question = shown[-1] in "?？؟"
    if plain and not _is_plain_title(title, shown, question=question):
        return False
    ended = has_stop(shown, also=";,；，、") and not question
    return not (ended or _INNER_STOP.search(shown[:-1])) and len(sentence_spans(shown, 0, len(shown))) == 1


def _is_plain_title(title: str, shown: str, *, question: bool) -> bool:
    first = next(filter(str.isalnum, shown), "")
    if first.islower() or _NO_TITLE.search(title) or (shown[0] in "“\"'‘«„" and len(shown) > 40):
        return False
    if _DATE.search(shown) or sum(map(str.isdigit, shown)) * 4 > len(shown):
        return False
    return question or len(shown) <= 40 or shown.upper() != shown.lower()


def plain_title(title: str) -> str:
    """A title as a reader sees it: without the mark-up around it and with its links as their words."""
    words = _LINK.sub(r"\1", title) if "](" in title else title
    return " ".join(words.strip("#*_ \t").replace("\\", "").split())
