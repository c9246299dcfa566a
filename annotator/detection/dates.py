"""Dates in a text, and the one among them from which the policy itself is.

Found from the year backwards, since years are rare: the time is linear whatever the text. Offsets are code
points. Month names of English, German, French, Spanish, Swedish, Italian, Portuguese, Dutch, Danish, Polish.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import NamedTuple

from annotator.detection.lazy import lazy
from annotator.detection.once import once
from annotator.detection.subject import Paragraph, Subject


class Dated(NamedTuple):
    """A date where it stands, ``[start, end)``."""

    start: int
    end: int
    day: date


# fmt: off
_MONTHS = (
    "january jan januar jänner janvier janv enero ene januari gennaio gen janeiro stycznia",
    "february feb februar février févr fevrier febrero februari febbraio fevereiro fev lutego",
    "march mar märz maerz mars marzo março maart mrt marts marca",
    "april apr avril avr abril abr aprile kwietnia",
    "may mai mayo maj maggio mag maio mei maja",
    "june jun juni juin junio giugno giu junho czerwca",
    "july jul juli juillet juil julio luglio lug julho lipca",
    "august aug août aout agosto ago augusti augustus sierpnia",
    "september sep sept septembre septiembre setiembre settembre setembro set września",
    "october oct oktober okt octobre octubre ottobre ott outubro out października",
    "november nov novembre noviembre novembro listopada",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro grudnia",
)
# fmt: on
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_SEP = r"[ \t\u00a0\u202f\n,./*_-]{0,5}"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|re|º|°|ª|:?e)?"
_YEARS = (lazy(r"1[09]\d\d"), lazy(r"2[09]\d\d"))
_NO_YEAR = frozenset("0123456789/.")
_OF = r"(?:(?:day )?of |de |del |di |d[’'])?"
_DAY_BEFORE = lazy(rf"(?<![^\W_])(?<!/)(?<!\d\.){_DAY}{_SEP}+{_OF}{_SEP}$", re.IGNORECASE)
_TO_YEAR = lazy(rf"{_SEP}+(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_SEP}|{_OF})", re.IGNORECASE)
_WORD = lazy(r"[^\W\d_]+")
_REACH = 24
"""Code points before a year among which its month is looked for, and before a month its day."""

_NUMERIC = lazy(
    r"(?<![^\W_])(?<![./-])"
    r"(?:(?P<a>\d{1,2})(?P<sep>[./-])[ ]?(?P<b>\d{1,2})(?P=sep)[ ]?(?P<y>(?:19|20)\d\d|\d\d)"
    r"|(?P<iso>(?:19|20)\d\d)(?P<dash>[./-])(?P<m>\d{1,2})(?P=dash)(?P<d>\d{1,2})"
    r"|(?P<east>(?:19|20)\d\d)[年년][ ]?(?P<em>\d{1,2})[月월][ ]?(?P<ed>\d{1,2})[日일])(?![^\W_]|/|[.-]\d)"
)
_NUMERIC_CORES = (
    *(lazy(rf"{sign}(?<=\d{sign})[ ]?\d\d?{sign}[ ]?\d") for sign in (r"\.", "/", "-")),
    lazy(r"年(?<=\d年)"),
)
"""Each starts with one character, and so do the years: nothing is found faster."""
_AMERICAN = ("California", "United States", "U.S.", "USA")


def dates_in(text: str, start: int = 0, end: int | None = None, *, day_first: bool = True) -> Iterator[Dated]:
    """The dates in ``text[start:end]``, in order. A month without a day counts as its first day.

    ``day_first`` decides how ``05/06/2023`` is read; ``usual_order`` says which a text uses.
    """
    end = len(text) if end is None else min(end, len(text))
    found = [*_named(text, start, end), *_numeric(text, start, end, day_first=day_first)]
    last = start
    for each in sorted(found):
        if each.start >= last:
            yield each
            last = each.end


def usual_order(text: str, language: str = "") -> bool:
    """Whether dates such as ``05/06/2023`` put the day first here."""
    for match in _numbers(text, 0, len(text)):
        if match["sep"] == "/":
            if int(match["a"]) > 12:
                return True
            if int(match["b"]) > 12:
                return False
    return language != "en" or not any(words in text for words in _AMERICAN)


def _named(text: str, start: int, end: int) -> Iterator[Dated]:
    for year in chain.from_iterable(each.finditer(text, start, end) for each in _YEARS):
        begin = year.start()
        if text[begin - 1 : begin] in _NO_YEAR or text[year.end() : year.end() + 1].isdigit():
            continue
        if (month := _month_before(text, max(start, begin - _REACH), begin)) is None:
            continue
        after = _TO_YEAR.fullmatch(text, month.end(), begin)
        if after is None:
            continue
        floor = max(start, month.start() - _REACH)
        before = None if after["day"] else _DAY_BEFORE.search(text[floor : month.start()])
        number = after["day"] or (before["day"] if before else 1)
        if (day := _day(year[0], _MONTH[month[0].lower()], number)) is not None:
            yield Dated(floor + before.start() if before else month.start(), year.end(), day)


def _month_before(text: str, start: int, end: int) -> re.Match[str] | None:
    months = [word for word in _WORD.finditer(text, start, end) if word[0].lower() in _MONTH]
    return months[-1] if months else None


def _numbers(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    cores = sorted(core.span() for each in _NUMERIC_CORES for core in each.finditer(text, start, end))
    for begin, finish in cores:
        if match := _NUMERIC.search(text, max(start, begin - 4), min(end, finish + 8)):
            yield match


def _numeric(text: str, start: int, end: int, *, day_first: bool) -> Iterator[Dated]:
    for match in _numbers(text, start, end):
        if match["a"]:
            first, second = int(match["a"]), int(match["b"])
            swapped = second > 12 or (match["sep"] == "/" and not day_first and first <= 12)
            day, month = (second, first) if swapped else (first, second)
            year = match["y"] if len(match["y"]) == 4 else f"20{match['y']}"
            if len(match["y"]) == 2 and match["sep"] == "." and not (day > 12 or match["a"].startswith("0")):
                continue
        else:
            year = match["iso"] or match["east"]
            month, day = int(match["m"] or match["em"]), int(match["d"] or match["ed"])
        if (found := _day(year, month, day)) is not None:
            yield Dated(match.start(), match.end(), found)


def _day(year: str, month: int, day: int | str) -> date | None:
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None


# fmt: off
_LABELS = (
    r"(?:last|date of(?: the)?(?: last)?|most recently|recently) (?:updated?|modified|modification|revised)",
    r"(?:last|date of(?: the)?(?: last)?) (?:revision|changed?|reviewed|amended|publication|issue|edited)",
    r"(?:effective|revision|revised|updated?|version|publication|issue|posted)",
    r"(?:in|into) (?:force|effect)(?: (?:from|since|on|as of))?",
    r"as (?:of|at)|valid from|current as of",
    r"stand|letzter? (?:aktualisierung|änderung|stand|überarbeitung)",
    r"(?:zuletzt )?(?:geändert|aktualisiert|überarbeitet)",
    r"gültig (?:ab|seit)|in kraft (?:seit|ab)|fassung(?: vom)?|inkrafttreten",
    r"derni[èe]re (?:mise à jour|modification|révision|actualisation|version)",
    r"mise?s? à jour(?: pour la dernière fois)?|applicables?|effecti[fv]e?|date (?:d[’']effet|effective)",
    r"(?:en|entrée en) vigueur(?: (?:à compter|à partir|depuis|dès))?",
    r"[úu]ltima (?:actualización|modificación|revisión|versión|atualização|alteração|modificação|revisão)",
    r"fecha de (?:la última )?(?:entrada en vigor|vigencia|actualización|publicación|revisión)",
    r"actualizad[oa]|versión|vigente desde|en vigor (?:desde|a partir)",
    r"data de (?:vigência|entrada em vigor|atualização|publicação)|em vigor|atualizad[oa]|versão",
    r"ultim[oa] (?:aggiornamento|modifica|revisione|versione)|aggiornat[oa]|in vigore|versione",
    r"data di (?:entrata in vigore|aggiornamento|efficacia)",
    r"laatste? (?:bijgewerkt|gewijzigd|aangepast|herzien|wijziging|update|versie)|versie",
    r"ingangsdatum|van kracht",
    r"(?:sen(?:ast|est) )?(?:uppdaterade?s?|ändrade?s?|reviderade?s?|opdateret|ændret|revideret)",
    r"gäller från|gælder fra|gældende fra|träd(?:er|de) i kraft",
    r"ostatnia (?:aktualizacja|zmiana)|data wejścia w życie|obowiązuje od",
)
# fmt: on
_LABEL = lazy(rf"(?<![^\W\d_])(?:{'|'.join(_LABELS)})(?![^\W\d_])", re.IGNORECASE)
_TO_DATE = lazy(
    r"(?:[\W_]|\b(?:on|starting|of|the|is|was|as|from|since|date|le|du|de|la|les?|depuis|à|compter|partir|am|vom|ab|"
    r"seit|den|der|dieser|el|del?|desde|a|em|il|dal|data|op|van|per|fra|från|od|dnia|v?\d{1,2}(?:\.\d{1,2}){0,2}|document|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b){0,12}",
    re.IGNORECASE,
)
_LABEL_REACH = 70
"""Code points before a date among which its label is looked for."""
_SLASHED = lazy(r"/(?<=\d/)[ ]?\d\d?/")
_EASTERN = frozenset("年년")
"""Years that a folded text, in which others are found sooner, has no sign for."""
_EARLIEST = 1995
_EDGE = 2_500
"""Code points at either end of a policy where a date with a label is its own, whatever else the line says."""
_SHORT = 160
"""Code points of a paragraph elsewhere that says little else than the date."""


_OF_FORCE = lazy(
    r"in(?:to)? (?:force|effect)|as of|valid|effecti|applicable|gültig|in kraft|inkrafttreten|fassung"
    r"|(?:en|entrée en) vigueur|vigente|en vigor|em vigor|in vigore|van kracht|gäller|gælde|träd",
    re.IGNORECASE,
)
"""Labels that laws have as well."""
_A_LAW = lazy(
    r"\b(?:GDPR|RGPD|DS-?GVO|AVG|LGPD|CCPA|CPRA|T?T?DSG|BDSG|TDDDG|TMG|LOPD\w*|Acts?|[Rr]egulations?|[Dd]irective"
    r"|[Ll]aws?|[Ll]egislation|Brexit|Privacy Shield|[Ff]ramework|[Dd]écret|[Ll]ois?|[Rr]èglement|[Ll]ey"
    r"|[Rr]eglamento|[Ll]egge|[Rr]egolamento|[Dd]ecreto|Lei|[Rr]egulamento|Wet|[Vv]erordening|[Ll]ag(?:en)?"
    r"|\w*[Ff]örordning(?:en)?|Richtlinie|\w*[Gg]esetz(?:e?s|e)?|[\w-]*[Vv]erordnung)\b"
)
_THE_POLICY = lazy(
    r"polic(?:y|ies)|notice|statement|terms|erklärung|hinweis|information|politique|charte|déclaration|conditions"
    r"|política|aviso|informativa|verklaring|beleid|villkor|document|version|(?:this|our) page",
    re.IGNORECASE,
)
_MAKER = lazy(
    r"[Gg]enerat(?:or|ed (?:by|with|using))|\b(?:erstellt (?:mit|durch)|[Tt]emplate|Muster(?:text|vorlage)"
    r"|[Mm]odèle|[Gg]énérateur|[Pp]lantilla|[Gg]enerador|[Mm]odello|[Gg]eneratore|[Ss]jabloon)\b"
)
_SENTENCE_ENDS = lazy(r"[.!?](?=\s)")
_SENTENCE_REACH = 200
"""Code points before a label, and after a date, in which its sentence is looked at."""


def effective_date(subject: Subject) -> date | None:
    """When the policy says it was last updated or takes effect; where it says several, the latest of them.

    Those at its head go before all others. None where it does not say.
    """
    own = own_dates(subject)
    at_head = [each for each in own if each.end <= _EDGE]
    return max((each.day for each in at_head or own), default=None)


@once
def own_dates(subject: Subject) -> tuple[Dated, ...]:
    """The dates that stand after “last updated”, “effective”, “Stand”, “en vigueur” and the like, in order.

    At the head and at the end also those that have a line to themselves.
    """
    text = subject.folded if subject.unusual.isdisjoint(_EASTERN) else subject.text
    day_first = _SLASHED.search(text) is None or usual_order(subject.text, subject.language)
    found = (each for each in dates_in(text, day_first=day_first) if each.day.year >= _EARLIEST)
    return tuple(each for each in found if _is_own(subject, each))


def _in_address(text: str, offset: int) -> bool:
    """Whether an address goes on here, without asking for all addresses of the text."""
    before = text[max(0, offset - 200) : offset]
    return "://" in before.rpartition(" ")[2].rpartition("\n")[2] or "](" in before[-80:].rpartition(" ")[2]


def _of_another(text: str, paragraph: Paragraph, label: re.Match[str], found: Dated) -> bool:
    """Whether the sentence gives the date of a law, or of the generator or template of the policy.

    *The GDPR came into effect on 25 May 2018; made with the generator of Acme (version 2018-09-24).*
    """
    floor = max(paragraph.start, label.start() - _SENTENCE_REACH)
    before = _SENTENCE_ENDS.split(text[floor : label.start()])[-1]
    after = text[found.end : min(paragraph.end, found.end + _SENTENCE_REACH)]
    if _MAKER.search(before) or _MAKER.search(_SENTENCE_ENDS.split(after)[0]):
        return True
    if _OF_FORCE.match(label[0]) is None or before.endswith("\n"):
        return False
    laws = [each.start() for each in _A_LAW.finditer(before)]
    return bool(laws) and all(each.start() < laws[-1] for each in _THE_POLICY.finditer(before))


def _is_own(subject: Subject, found: Dated) -> bool:
    text = subject.text
    paragraph = subject.paragraph_at(found.start)
    if paragraph is None:
        return False
    at_edge = found.start < _EDGE or found.start > len(text) - _EDGE
    label = None
    for match in _LABEL.finditer(text, max(0, found.start - _LABEL_REACH), found.start):
        label = match
    if label is not None and _TO_DATE.fullmatch(text, label.end(), found.start):
        near = at_edge or paragraph.end - paragraph.start <= _SHORT
        return near and not _in_address(text, found.start) and not _of_another(text, paragraph, label, found)
    around = text[paragraph.start : found.start] + text[found.end : paragraph.end]
    return at_edge and not around[:_SHORT].strip(" .*_()[]")
