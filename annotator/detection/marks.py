"""Links, addresses, dates, law references and defined terms inside the lines of a text.

No pattern crosses a line end, none nests quantifiers that could match the same characters in two ways, and
every look backwards is bounded, so the time is linear whatever the text.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import TypeAlias


class Kind(Enum):
    """What a run of characters is. Where two would overlap, the one that is listed first here wins."""

    BRACKET = auto()
    LINK_TEXT = auto()
    ADDRESS = auto()
    EMAIL = auto()
    DATE = auto()
    LAW = auto()
    TERM = auto()


Mark: TypeAlias = tuple[int, int, Kind]

_LINK = re.compile(
    r"(!?\[)([^\[\]\r\n]*)(\]\()([^\s()\[\]]*(?:\([^\s()\[\]]*\)[^\s()\[\]]*)?)([ \t]\"[^\"\r\n\[\]]*\")?(\))"
)
_ADDRESS = re.compile(r"(?:[Hh]ttps?://|HTTPS?://|[Ff]tp://|www\.|WWW\.|Www\.)[^\s<>\"“”«»\[\]{}|\\^`]+")

_DOT = r"(?:\.|[ ]?[\[({][ ]?(?:dot|DOT|punkt|point)[ ]?[\])}][ ]?)"
_AT = re.compile(
    r"(?:@|[\[({][ ]?(?:at|AT|@)[ ]?[\])}][ ]?)(?=\w)[\w-]{1,63}(?:" + _DOT + r"(?=\w)[\w-]{1,63}){1,8}"
)
_MASKED = re.compile(
    r"\[e-?mail[ \u00a0](?:protected|geschützt)\]|\[protected[ \u00a0]e-?mail\]", re.IGNORECASE
)
_LOCAL_REVERSED = re.compile(r"[ ]?([\w+-](?:[\w.+%'-]{0,62}[\w+-])?)")

# fmt: off
_MONTHS = frozenset([
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
    "dec", "januar", "jänner", "februar", "märz", "mai", "juni", "juli", "oktober", "dezember", "okt", "dez",
    "janvier", "février", "mars", "avril", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre", "janv", "févr", "juil", "déc",
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "setiembre",
    "octubre", "noviembre", "diciembre",
    "gennaio", "febbraio", "aprile", "maggio", "giugno", "luglio", "settembre", "ottobre", "dicembre",
    "janeiro", "fevereiro", "março", "maio", "junho", "julho", "setembro", "outubro", "novembro", "dezembro",
    "januari", "februari", "maart", "mei", "augustus", "maj", "augusti", "marts",
    "stycznia", "lutego", "marca", "kwietnia", "maja", "czerwca", "lipca", "sierpnia", "września",
    "października", "listopada", "grudnia",
])
# fmt: on
_NUMERIC_DATE = re.compile(
    r"(?<![\w./-])(?:\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d\d)|(?:19|20)\d\d([./-])\d{1,2}\2\d{1,2}"
    r"|(?:19|20)\d\d年\d{1,2}月\d{1,2}日|(?:19|20)\d\d년 ?\d{1,2}월 ?\d{1,2}일)(?![\d/]|[.-]\d)"
)
_DAY_FIRST = re.compile(
    r"(?<![\w.])\d{1,2}(?:st|nd|rd|th|er|re|º|ª|\.|:e)?[ \u00a0](?:(?:day )?of |de |d’|d')?"
    r"([^\W\d_]{3,12})\.?,?[ \u00a0](?:del? |di )?(?:19|20)\d\d(?!\d)"
)
_MONTH_FIRST = re.compile(
    r"(?<!\w)([^\W\d_]{3,12})\.?[ \u00a0](?:\d{1,2}(?:st|nd|rd|th)?,?[ \u00a0]|del? )?(?:19|20)\d\d(?!\d)"
)

_LAW_NAME = (
    r"(?:(?:UK|EU)[ -])?(?:GDPR|DS-?GVO|RGPD|CCPA(?:/CPRA)?|CPRA|CalOPPA|COPPA|HIPAA|FERPA|GLBA|CAN-SPAM|"
    r"LGPD|PIPEDA|PECR|BDSG(?:-neu)?|TT?DSG|TDDDG|TMG|PIPL|POPIA|PDPA|APPI|VCDPA|LOPDGDD|LOPD|AVG|DPA 2018|"
    r"General Data Protection Regulation|Datenschutz-?[Gg]rundverordnung|Bundesdatenschutzgesetz|"
    r"(?:Allmänna )?[Dd]ataskyddsförordningen|Règlement [Gg]énéral sur la [Pp]rotection des [Dd]onnées|"
    r"Reglamento General de Protección de Datos|ePrivacy[ -]Directive|Privacy Shield|Safe Harbou?r)(?!\w)"
)
_PLACE = (
    r"(?:§§?[ \u00a0]?\d{1,5}[a-z]?(?:[.:]\d{1,5}){0,3}"
    r"|(?:[Aa]rt\.?|[Aa]rts\.|[Aa]rticles?|ARTICLE|Artikel|[Aa]rt[íi]culos?|[Aa]rtigos?|[Aa]rticol[oi])"
    r"[ \u00a0]?\d{1,4}[a-z]?(?!\w)"
    r"|(?:Sections?|Sec\.)[ \u00a0]\d{3,5}\.\d{1,5})"
)
_DETAIL = (
    r"(?:[ \u00a0]?\((?:\d{1,3}|[a-z]{1,4})\)"
    r"|[ \u00a0](?:Abs\.|lit\.|Satz|S\.|Nr\.|para\.|par\.|al\.)[ \u00a0]?(?:\d{1,3}|[a-z])(?!\w)){0,6}"
)
_IN_LAW = r"(?:,?[ \u00a0](?:of the |of |der |des |du |del |de la |av |i )?" + _LAW_NAME + r")?"
_NUMBERED_ACT = (
    r"(?:Regulation|Directive|Decision|Verordnung|Richtlinie|Règlement|Directiva|Direttiva|Reglamento|Regolamento|"
    r"Regulamento|[Ff]örordning)[ \u00a0](?:\((?:EU|EC|UE|CE|EG|EEC)\)[ \u00a0]?)?(?:No\.?[ ])?"
    r"\d{2,4}/\d{2,4}(?:/(?:EC|EU|CE|UE|EG|EEC))?(?!\w)"
)
_CODIFIED = r"\d{1,2}[ ](?:U\.S\.C\.|USC|C\.F\.R\.|CFR)[ ](?:§§?[ ]?|Part[ ])?\d{1,5}(?:\.\d{1,5})?"
_LAW = re.compile(rf"(?<!\w)(?:{_LAW_NAME}|{_PLACE}{_DETAIL}{_IN_LAW}|{_NUMBERED_ACT}|{_CODIFIED})")
_STATUTE = re.compile(r"[ \u00a0](?:Acts?|Regulations?|Code|Law)(?:,?[ ](?:of[ ])?(?:19|20)\d\d)?(?!\w)")
_STATUTE_WORDS = re.compile(
    r"(?<!\w)(?=[A-Z])(?:(?:Data|Privacy|Protection|Consumers?|Rights|Online|Children[’']s|California|Electronic|"
    r"Communications|Information|Security|Personal|Freedom|Digital|Services|Computer|Misuse|Federal|Civil|Human|"
    r"Investigatory|Powers|Portability|Accountability|Health|Insurance|Cal\.|Civ\.|Virginia|Colorado|Australian|"
    r"of|and|the)[ \u00a0]?){1,12}$"
)

_OPENING, _CLOSING = '“"„«‘', '”"“»’'
_QUOTED = re.compile(rf"[{_OPENING}](?=[^\W\d_])[^{_OPENING}”»()\r\n]{{1,60}}?[{_CLOSING}](?!\w)")
_BRACKET_BEFORE = re.compile(r"\([^()“”\"„«»\r\n]{0,40}$")
_DEFINES = re.compile(
    r"[ ](?:(?:shall |also |here )?(?:means?|refers? to|includes?|is defined|ha(?:s|ve) the meaning)|"
    r"bedeutet|bezeichnet|désigne|signifie|significa|betyder|avser)(?!\w)"
)
_BETWEEN_TERMS = re.compile(r"[ ]?(?:,|/|or|and|oder|und|ou|et|o|y|e|eller|och)(?:[ ](?:or|and|the))?[ ]?")


def inline_marks(text: str) -> list[Mark]:
    """Marks that do not overlap, in order; offsets are code points."""
    found = [*_links(text), *_addresses(text), *_emails(text), *_dates(text), *_laws(text), *_terms(text)]
    found.sort(key=lambda mark: (mark[0], mark[2].value))
    kept: list[Mark] = []
    for mark in found:
        while kept and kept[-1][1] > mark[0] and kept[-1][2].value > mark[2].value:
            kept.pop()
        if not kept or kept[-1][1] <= mark[0]:
            kept.append(mark)
    return kept


def _links(text: str) -> Iterator[Mark]:
    for link in _LINK.finditer(text):
        kinds = (Kind.BRACKET, Kind.LINK_TEXT, Kind.BRACKET, Kind.ADDRESS, Kind.BRACKET, Kind.BRACKET)
        for group, kind in enumerate(kinds, start=1):
            start, end = link.span(group)
            if start < end:
                yield start, end, kind


def _addresses(text: str) -> Iterator[Mark]:
    for match in _ADDRESS.finditer(text):
        address = match[0].rstrip(".,;:!?'’*_" if "(" in match[0] else ".,;:!?'’*_)")
        yield match.start(), match.start() + len(address), Kind.ADDRESS


def _emails(text: str) -> Iterator[Mark]:
    for masked in _MASKED.finditer(text):
        yield masked.start(), masked.end(), Kind.EMAIL
    for at in _AT.finditer(text):
        before = text[max(0, at.start() - 66) : at.start()]
        if local := _LOCAL_REVERSED.match(before[::-1]):
            yield at.start() - local.end(), at.end(), Kind.EMAIL


def _dates(text: str) -> Iterator[Mark]:
    for match in _NUMERIC_DATE.finditer(text):
        yield match.start(), match.end(), Kind.DATE
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        for match in pattern.finditer(text):
            if match[1] != "may" and match[1].lower() in _MONTHS:
                yield match.start(), match.end(), Kind.DATE


def _laws(text: str) -> Iterator[Mark]:
    for match in _LAW.finditer(text):
        yield match.start(), match.end(), Kind.LAW
    for match in _STATUTE.finditer(text):
        floor = max(0, match.start() - 100)
        if words := _STATUTE_WORDS.search(text, floor, match.start()):
            yield words.start(), match.end(), Kind.LAW


def _terms(text: str) -> Iterator[Mark]:
    """Quoted words that are being defined: in brackets, or followed by “means” and the like."""
    end_of_last = -1
    for match in _QUOTED.finditer(text):
        start, end = match.span()
        if (
            _BRACKET_BEFORE.search(text, max(0, start - 48), start)
            or _DEFINES.match(text, end)
            or (
                0 <= end_of_last <= start
                and _BETWEEN_TERMS.fullmatch(text, end_of_last, min(start, end_of_last + 12))
            )
        ):
            yield start, end, Kind.TERM
            end_of_last = end
