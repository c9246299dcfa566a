"""Rules about dates that cannot all be right: of the policy, of its versions, and of the laws it names."""

# ruff: noqa: E501 - a pattern is easier to compare when it stays on its line

import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from annotator.detection.dates import Dated, dates_in, own_dates, usual_order
from annotator.detection.lazy import lazy
from annotator.detection.literals import Marks
from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.subject import Subject
from annotator.domain import LabelId, Severity
from annotator.text.structure import HEADING

_ISSUE = LabelId("date-inconsistency")
GDPR_APPLIES = date(2018, 5, 25)
_STALE = timedelta(days=5 * 365)

_UPDATED = lazy(
    r"(?:updated?|modified|revised|revision|changed|amended|reviewed|geändert|aktualisier\w+|überarbeitet|stand|"
    r"mise? à jour|modification|révision|actualiza\w+|modificación|uppdatera\w*|ändra\w*|aggiorna\w+|modifica|"
    r"bijgewerkt|gewijzigd)[^\n.;]{0,40}$",
    re.IGNORECASE,
)
_VERSION = lazy(
    r"\b(?:v|ver|version|versión|versione|versie)\.?[ ]?\d{1,3}(?:\.\d{1,3}){0,3}[ ,:–()-]{1,4}$",
    re.IGNORECASE,
)
_HEAD = 2_500
"""Code points from the start within which a date goes before all others."""
_LABELLED = 60
"""Code points before a date in which its label stands."""


@dataclass(frozen=True, slots=True)
class _Law:
    cues: tuple[str, ...]
    marks: Marks
    words: re.Pattern[str]
    since: date
    month: date
    """Its first day: a policy may be dated by month alone."""
    what: str


def _law(cues: str, since: str, what: str) -> _Law:
    listed = tuple(cues.split("|"))
    words = lazy(rf"\b(?:{'|'.join(re.escape(cue) for cue in listed)})\b")
    day = date.fromisoformat(since)
    return _Law(listed, Marks(listed), words, day, day.replace(day=1), what)


_LAWS = (
    _law(
        "General Data Protection Regulation|GDPR|DSGVO|DS-GVO|RGPD|2016/679",
        "2016-04-27",
        "the GDPR was adopted",
    ),
    _law("UK GDPR", "2020-12-31", "the UK GDPR came about"),
    _law(
        "Data Protection Act 2018|Data Protection Act, 2018|DPA 2018",
        "2018-05-23",
        "the Data Protection Act 2018 became law",
    ),
    _law("California Consumer Privacy Act|CCPA", "2018-06-28", "the CCPA became law"),
    _law("California Privacy Rights Act|CPRA", "2020-11-03", "the CPRA was voted"),
    _law("Privacy Shield", "2016-02-02", "the Privacy Shield was announced"),
    _law("Data Privacy Framework", "2022-03-25", "the Data Privacy Framework was announced"),
    _law("LGPD|13.709/2018", "2018-08-14", "the LGPD became law"),
    _law("Digital Services Act", "2020-12-15", "the Digital Services Act was proposed"),
    _law("Virginia Consumer Data Protection Act|VCDPA", "2021-03-02", "the Virginia act became law"),
    _law("Colorado Privacy Act", "2021-07-07", "the Colorado Privacy Act became law"),
    _law("My Health My Data Act", "2023-04-27", "the My Health My Data Act became law"),
    _law("TTDSG", "2021-06-23", "the TTDSG became law"),
    _law("TDDDG", "2024-05-06", "the TDDDG became law"),
)
"""Dates of adoption: EUR-Lex, legislation.gov.uk, leginfo.legislature.ca.gov, bgbl.de, planalto.gov.br."""

_LAW_OF_YEAR = lazy(
    r"\b(?:(?:Data Protection|Privacy|Consumer|Information|Communications|Cyber\w*|Security|Services|Online Safety)[A-Za-z ]{0,30} Act,?(?: of)? "
    r"(?P<act>20[0-4]\d)|(?:Regulation|Verordnung|Règlement|Reglamento|Regolamento|Förordning|Verordening) \((?:EU|UE)\)(?: Nr\.| No\.?| n°)? "
    r"(?P<eu>20[0-4]\d)/\d{1,4}|(?:Directive|Richtlinie|Decision|Beschluss|Décision) \((?:EU|UE)\) (?P<dir>20[0-4]\d)/\d{1,4})\b"
)

_NOW = Marks(
    (
        *("t the time of writing", "t the time of publication", "As of ", " as of ", " as at "),
        *("um Zeitpunkt der Erstellung", "la date du", "n el momento de redactar", "id tidpunkten för"),
    )
)
"""What stands before the day on which the text was true, but for a first letter that may be a capital."""


@once
def _stamps(subject: Subject) -> Iterator[Dated]:
    """The dates of the policy itself, at its head and end also those behind a version number."""
    text = subject.text
    own = [each for each in own_dates(subject) if not _of_another(text, each)]
    held = {each.start for each in own}
    edges = ((0, min(_HEAD, len(text))), (max(_HEAD, len(text) - _HEAD), len(text)))
    versions = (
        each
        for start, end in edges
        for each in dates_in(text, start, end)
        if each.start not in held and _VERSION.search(text[max(0, each.start - 30) : each.start])
    )
    yield from sorted([*own, *versions])


def _of_another(text: str, stamp: Dated) -> bool:
    """Whether the date may be another's: “the GDPR, in force since 25 May 2018”, “four offices as of 1 July”."""
    before = text[max(0, stamp.start - 2 * _LABELLED) : stamp.start]
    before = before[before.rfind("\n") + 1 :]
    if _AS_OF.search(before) is not None and _OF_THE_POLICY.search(before) is None:
        return True
    return _LAW_NAMED.search(before) is not None and _UPDATED.search(before) is None


_AS_OF = lazy(r"\bas (?:of|at)\W*$")
_OF_THE_POLICY = lazy(
    r"effective|updated|revised|modified|policy|notice|statement|version|valid|current", re.IGNORECASE
)
_LAW_NAMED = lazy(
    r"\b(?:Regulation|Act|Directive|Law|GDPR|DS-?GVO|RGPD|Règlement|Loi|Verordnung|Richtlinie|Reglamento|Ley|Förordning|"
    r"lagen|Regolamento|Decreto|AVG|CCPA)\b|[a-zäöü]gesetz"
)


@once
def _own_day(subject: Subject) -> Dated | None:
    """The stamp that the policy is judged by: the latest, those at its head before others."""
    stamps = _stamps(subject)
    at_head = [each for each in stamps if each.start < _HEAD]
    return max(at_head or stamps, key=lambda each: each.day, default=None)


def _start(subject: Subject, stamp: Dated) -> int:
    """Where the label before a stamp begins: “last updated on 21/09/2013” is marked as a whole."""
    text = subject.text
    floor = max(0, stamp.start - _LABELLED)
    paragraph = subject.paragraph_at(stamp.start)
    if paragraph is not None:
        floor = max(floor, min(paragraph.start, stamp.start))
    match = _LABEL.search(text, floor, stamp.start)
    return match.start() if match else stamp.start


_LABEL = lazy(
    r"(?:(?:this|our|the) (?:privacy |cookie )?(?:policy|notice|statement) (?:is|was) )?(?:last |most recently |date (?:of )?(?:last )?|zuletzt |letzte |dernière |última |senast |"
    r"ultim[oa] |laatst )?(?:updated?|modified|revised|effective|revision|version|v\.? ?\d|aktualisier\w+|geändert|stand|mise? à jour|modification|"
    r"actualizaci\w+|modificación|uppdatera\w*|ändra\w*|gäller|aggiorna\w+|bijgewerkt|gewijzigd)\b",
    re.IGNORECASE,
)


def _quoted(subject: Subject, start: int, end: int) -> str:
    return " ".join(subject.text[start:end].split())


_YEARS = (lazy(r"19\d\d"), lazy(r"20\d\d"))


@once
def _years(subject: Subject) -> list[int]:
    """Where the years of this century and the last stand."""
    return sorted(each.start() for pattern in _YEARS for each in pattern.finditer(subject.folded))


@once
def _laws_before_their_time(subject: Subject) -> Iterator[Hit]:
    stamp = _own_day(subject)
    if stamp is None:
        return
    seen: set[str] = set()
    said = f"“{_quoted(subject, stamp.start, stamp.end)}”"
    for law in _LAWS:
        if stamp.day >= law.month or not law.marks.places(subject):
            continue
        match = law.words.search(subject.text)
        if match is not None and not subject.in_address(match.start()):
            seen.add(match[0])
            yield Hit(
                match.start(),
                match.end(),
                f"The policy is dated {said}, but {law.what} only on {_written(law.since)}.",
                other=(stamp.start, stamp.end),
            )
    for year, end in sorted((int(subject.text[at : at + 4]), at + 4) for at in _years(subject)):
        if not stamp.day.year < year <= subject.as_of.year:
            continue
        match = _LAW_OF_YEAR.search(
            subject.text, max(0, end - 2 * _LABELLED), min(end + 6, len(subject.text))
        )
        if match is None or not match.start() < end <= match.end() or match[0] in seen:
            continue
        if any(law.words.search(match[0]) for law in _LAWS):
            continue
        seen.add(match[0])
        yield Hit(
            match.start(),
            match.end(),
            f"The policy is dated {said}, but names a law of {year}.",
            other=(stamp.start, stamp.end),
        )


@once
def _later_than_stamp(subject: Subject) -> Iterator[Hit]:
    stamp = _own_day(subject)
    if stamp is None:
        return
    text = subject.text
    held = {each.start for each in _stamps(subject)}
    for at in sorted(place + len(cue) for place, cue in _NOW.places(subject)):
        each = next(dates_in(text, at, min(at + _LABELLED, len(text))), None)
        if each is None or each.start in held or text[at : each.start].strip(' (,:“"[_*'):
            continue
        if stamp.day + timedelta(days=27) < each.day <= subject.as_of:
            yield Hit(
                each.start,
                each.end,
                f"The text speaks as of “{_quoted(subject, each.start, each.end)}”, but the policy is dated "
                f"“{_quoted(subject, stamp.start, stamp.end)}”.",
                other=(stamp.start, stamp.end),
            )


def _stamp_before_text(subject: Subject) -> Iterator[Hit]:
    first = next(iter([*_later_than_stamp(subject), *_laws_before_their_time(subject)]), None)
    stamp = _own_day(subject)
    if first is not None and stamp is not None:
        start = _start(subject, stamp)
        yield Hit(
            start,
            stamp.end,
            f"Earlier than the text it stands on: “{_quoted(subject, first.start, first.end)}” came later.",
            other=(first.start, first.end),
        )


def _stale(subject: Subject) -> Iterator[Hit]:
    stamp = _own_day(subject)
    if stamp is None or stamp.day > subject.as_of - _STALE:
        return
    day = _quoted(subject, stamp.start, stamp.end)
    if stamp.day < GDPR_APPLIES <= subject.as_of:
        message = f"Dated “{day}”, before the GDPR applied (25 May 2018)."
    else:
        years = (subject.as_of - stamp.day).days // 365
        message = f"Dated “{day}”, {years} years ago: check whether it still says what is done."
    yield Hit(_start(subject, stamp), stamp.end, message)


def _two_updates(subject: Subject) -> Iterator[Hit]:
    text, own = subject.text, own_dates(subject)
    if len(own) < 2:
        return
    updates = [each for each in own if _UPDATED.search(text[max(0, each.start - _LABELLED) : each.start])]
    if not 2 <= len(updates) <= 3:
        return
    first = updates[0]
    for each in updates[1:]:
        if each.day == first.day or _heads_a_part(subject, each) or _in_table(text, each):
            continue
        if _block_number(subject, each) - _block_number(subject, first) <= 1:
            return
        yield Hit(
            _start(subject, each),
            each.end,
            f"Last updated on “{_quoted(subject, each.start, each.end)}” here, on "
            f"“{_quoted(subject, first.start, first.end)}” above.",
            other=(_start(subject, first), first.end),
        )


def _heads_a_part(subject: Subject, stamp: Dated) -> bool:
    """Whether it stands right below a heading or above one, so that it may be the date of that part alone."""
    index = _block_number(subject, stamp)
    return any(each.block.kind is HEADING for each in subject.paragraphs[max(0, index - 1) : index + 2])


def _block_number(subject: Subject, stamp: Dated) -> int:
    return bisect_right([each.start for each in subject.paragraphs], stamp.start) - 1


def _in_table(text: str, stamp: Dated) -> bool:
    line = text.rfind("\n", 0, stamp.start) + 1
    return "|" in text[line : stamp.start]


def _future(subject: Subject) -> Iterator[Hit]:
    text = subject.text
    limit = subject.as_of + timedelta(days=2)
    for each in own_dates(subject):
        if each.day <= limit or not _UPDATED.search(text[max(0, each.start - _LABELLED) : each.start]):
            continue
        other = next(
            dates_in(text, each.start, each.end, day_first=not usual_order(text, subject.language)), each
        )
        if other.day > limit:
            yield Hit(
                each.start,
                each.end,
                f"“{_quoted(subject, each.start, each.end)}” is still to come, yet the update is past.",
            )


_ADOPTED = lazy(
    r"(?:approved|adopted|ratified|agreed|beschlossen|verabschiedet|genehmigt|adopté|approuvé|aprobad|adoptad|beslutad|antagen|"
    r"fastställd|approvat|adottat|deliberat|vastgesteld|goedgekeurd)\w{0,3}\b[^\n]{0,60}$",
    re.IGNORECASE,
)
_REVISED = lazy(
    r"(?:revised|amended|updated|last modified|geändert|überarbeitet|aktualisiert|modifié|révisé|mis à jour|modificad|revisad|actualizad|"
    r"reviderad|ändrad|uppdaterad|modificat|aggiornat|rivist|herzien|gewijzigd|bijgewerkt)\w{0,3}\b[^\n]{0,30}$",
    re.IGNORECASE,
)
_REVIEW = lazy(
    r"(?:next (?:scheduled |planned )?(?:review|revision)|(?:due for|date of(?: the)? next) review|review (?:due|date)|nächste (?:überprüfung|prüfung|revision)|prochaine (?:révision|revue)|"
    r"próxima revisión|nästa (?:översyn|revidering|revision)|prossima revisione|volgende (?:herziening|evaluatie))\b[^\n]{0,30}$",
    re.IGNORECASE,
)
_TOGETHER = 250
"""Code points between two dates of one head or foot."""
_PAIRED = Marks(
    (
        *("evised", "mended", "pdated", "modified", "review", "Review", "revision", "ändert", "berarbeitet"),
        *("ktualisiert", "modifié", "évis", "mis à jour", "odificad", "evisad", "ctualizad", "eviderad"),
        *("ndrad", "ppdaterad", "odificat", "ggiornat", "ivist", "erzien", "ewijzigd", "ijgewerkt"),
        *("berprüfung", "översyn", "herziening"),
    )
)


def _out_of_order(subject: Subject) -> Iterator[Hit]:
    """A revision before what it revises was adopted; a next review before the text that is to be reviewed."""
    text = subject.text
    paired = _PAIRED.places(subject)
    for floor, end in {(0, min(_HEAD, len(text))), (max(0, len(text) - _HEAD), len(text))}:
        if not any(floor <= at < end for at, _ in paired):
            continue
        found = list(dates_in(text, floor, end))
        for index, each in enumerate(found):
            before = text[max(floor, each.start - 2 * _LABELLED) : each.start]
            near = [
                other
                for other in found[max(0, index - 3) : index + 4]
                if abs(other.start - each.start) <= _TOGETHER and other.day > each.day
            ]
            if not near:
                continue
            if label := _REVIEW.search(before):
                later = [other for other in near if not _REVIEW.search(_before(text, other))]
                said = "The next review is before the text"
            elif label := _REVISED.search(before):
                later = [other for other in near if _ADOPTED.search(_before(text, other))]
                said = "Revised before it was adopted"
            else:
                continue
            if later:
                start = each.start - (len(before) - label.start())
                first = later[0]
                yield Hit(
                    start,
                    each.end,
                    f"{said}: “{_quoted(subject, each.start, each.end)}” and “{_quoted(subject, first.start, first.end)}”.",
                    other=(first.start, first.end),
                )


def _before(text: str, stamp: Dated) -> str:
    return text[max(0, stamp.start - 2 * _LABELLED) : stamp.start]


_GDPR_SINCE = lazy(
    r"\b(?:(?<!UK )GDPR|DS-?GVO|RGPD|AVG|General Data Protection Regulation|Datenschutz-?Grundverordnung|dataskyddsförordningen)\b[^.;\n]{0,50}?"
    r"\b(?:(?:came|went|entered|comes|in) (?:into |in )?(?:force|effect)|(?:has )?(?:applied|applies) (?:since|from)|entrée? en (?:vigueur|application)|applicable depuis|in kraft|gilt seit|"
    r"(?:entró|entrado) en vigor|en vigor desde|trädde i kraft|entrato in vigore|in vigore dal|van kracht|van toepassing sinds)\b"
    r"[^.;\n\d]{0,24}(?:\d{1,2}(?:\.|er|st|nd|rd|th)?[ ]?[^\W\d]{0,10}[ ,.]{0,2}(?:\d{1,2}\.)?)?(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_GDPR_GATES = (
    "force",
    "effect",
    "vigueur",
    "vigor",
    "kraft",
    "kracht",
    "applies",
    "applied",
    "seit",
    "depuis",
    "sinds",
)
_GDPR_NAMES = Marks(
    (
        *("GDPR", "DSGVO", "DS-GVO", "RGPD", "AVG", "rundverordnung", "Data Protection Regulation"),
        "dataskyddsförordning",
    )
)
_GDPR_YEARS = frozenset(("2016", "2018"))


_OTHER_YEAR = lazy(r"\b(?:19|20)\d\d\b")
_ANOTHER_LAW = lazy(
    r"\b(?:and|und|et|y|och|Act|[Ll]aw|[Ll]oi|[Ll]ey|[Gg]esetz\w*|lag(?:en)?|UK|Swiss|wet|[Ll]egge|amend\w*|version)\b"
)


def _gdpr_in_wrong_year(subject: Subject) -> Iterator[Hit]:
    text = subject.text
    if not any(map(subject.known.__getitem__, _GDPR_GATES)):
        return
    for at, name in _GDPR_NAMES.places(subject):
        end = at + len(name)
        if _OTHER_YEAR.search(text, end, min(end + 130, len(text))) is None:
            continue
        match = _GDPR_SINCE.search(text, max(0, at - 24), min(end + 130, len(text)))
        if match is None or match["year"] in _GDPR_YEARS or match.start() > end:
            continue
        if _ANOTHER_LAW.search(text, max(0, match.start() - 8), match.end()):
            continue
        year = match["year"]
        yield Hit(
            *match.span(), f"The GDPR came into force in 2016 and applies since 25 May 2018, not {year}."
        )


_EFFECTIVE = lazy(
    r"(?:effective(?: date| from| as of)?|in force from|valid from|gültig ab|in kraft ab|en vigueur(?: le| à compter du)?|en vigor desde|gäller från|in vigore dal|geldig vanaf|van kracht)\W{0,8}$",
    re.IGNORECASE,
)
_RETROACTIVE = timedelta(days=120)


def _effective_before_update(subject: Subject) -> Iterator[Hit]:
    """A text that applied before it was written, by so little that the old date cannot have been left on purpose."""
    text = subject.text
    stamps = [each for each in own_dates(subject) if each.start < _HEAD]
    for each, other in [*pairwise(stamps), *pairwise(reversed(stamps))]:
        if (
            not timedelta(0) < other.day - each.day <= _RETROACTIVE
            or abs(each.start - other.start) > _TOGETHER
        ):
            continue
        before = _before(text, each)
        label = _EFFECTIVE.search(before)
        if label is not None and _UPDATED.search(_before(text, other)[-_LABELLED:]):
            yield Hit(
                each.start - len(before) + label.start(),
                each.end,
                f"In force since “{_quoted(subject, each.start, each.end)}”, but written only on “{_quoted(subject, other.start, other.end)}”.",
                other=(other.start, other.end),
            )


_MONTHS_OF_30 = (
    r"(?P<short>feb(?:ruary|ruar|rero|braio|ruari)?|février|febrero|april|abril|avril|aprile|june|juni|juin|junio|giugno|"
    r"september|septembre|septiembre|settembre|november|novembre|noviembre)"
)
_IMPOSSIBLE = lazy(
    rf"(?<![\d.])(?P<day>3[0-9]|29)(?:st|nd|rd|th|\.)? (?:of |de )?{_MONTHS_OF_30}\b,? (?:de )?(?P<year>(?:19|20)\d\d)\b"
    rf"|\b{_MONTHS_OF_30.replace('short', 'short2')} (?P<day2>3[0-9]|29)(?:st|nd|rd|th)?,? (?P<year2>(?:19|20)\d\d)\b"
    r"|(?<![\d./-])(?P<day3>3[01]|29)(?P<sep>[./-])0?(?P<month3>[2469]|11)(?P=sep)(?P<year3>(?:19|20)\d\d)(?![\d/-]|\.\d)"
    r"|(?<![\d./-])0?(?P<month4>[2469]|11)(?P<sep4>[./-])(?P<day4>3[01]|29)(?P=sep4)(?P<year4>(?:19|20)\d\d)(?![\d/-]|\.\d)"
    r"|(?<![\d./-])(?P<year5>(?:19|20)\d\d)-0?(?P<month5>[2469]|11)-(?P<day5>3[01]|29)(?![\d./-])",
    re.IGNORECASE,
)
_NUMBER_OF = {
    "feb": 2,
    "fév": 2,
    "apr": 4,
    "abr": 4,
    "avr": 4,
    "jun": 6,
    "jui": 6,
    "giu": 6,
    "sep": 9,
    "set": 9,
    "nov": 11,
}


def _impossible(subject: Subject) -> Iterator[Hit]:
    text = subject.text
    looked = 0
    for at in _years(subject):
        start, end = max(looked, at - 30), min(at + 12, len(text))
        if _LATE_DAY.search(text, start, end) is None:
            continue
        match = _IMPOSSIBLE.search(text, start, end)
        if match is None:
            continue
        looked = match.end()
        values = match.groupdict()
        day = next(int(values[name]) for name in ("day", "day2", "day3", "day4", "day5") if values[name])
        year = next(
            int(values[name]) for name in ("year", "year2", "year3", "year4", "year5") if values[name]
        )
        named = values["short"] or values["short2"]
        month = (
            _NUMBER_OF[named[:3].lower()]
            if named
            else int(values["month3"] or values["month4"] or values["month5"])
        )
        if day > monthrange(year, month)[1] and not subject.in_address(match.start()):
            yield Hit(
                match.start(), match.end(), f"There is no {_quoted(subject, match.start(), match.end())}."
            )


_LATE_DAY = lazy("29|3[01]")


def _written(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


RULES: tuple[Rule, ...] = (
    Rule(
        id="impossible-date",
        issue=_ISSUE,
        title="A date that does not exist",
        why="Nobody can tell which day was meant, and so from when the text applies.",
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_impossible,
        hits=(
            "Last updated: ⟦31 February 2021⟧.",
            "Effective ⟦June 31, 2020⟧.",
            "Stand: ⟦30.02.2019⟧.",
            "Last updated: ⟦2023-02-29⟧",
        ),
        misses=(
            "Last updated: 29 February 2020.",
            "Effective June 30, 2020.",
            "Stand: 31.01.2019.",
            "Version 30.2.1 of 2019",
        ),
    ),
    Rule(
        id="update-in-the-future",
        issue=_ISSUE,
        title="Last updated on a day still to come",
        why="An update that is said to be past cannot bear a date that is not; readers cannot tell which version they have.",
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_future,
        hits=(
            "Last updated: ⟦1 May 2098⟧",
            "Zuletzt aktualisiert am ⟦1. Mai 2098⟧",
            "Dernière mise à jour : ⟦1 mai 2098⟧",
        ),
        misses=(
            "Last updated: 1 May 2019. Effective from 1 May 2098.",
            "This policy takes effect on 1 May 2098.",
            "Last updated: 1 May 2019",
        ),
    ),
    Rule(
        id="dates-out-of-order",
        issue=_ISSUE,
        title="Revised before adopted, or to be reviewed in the past",
        why="One of the two dates is wrong; it cannot be told which version applies, or whether it is still looked after.",
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_out_of_order,
        hits=(
            "Approved by the board on 4 March 2024\n⟦Next review: March 2023⟧",
            "Adopted on 1 June 2022, last ⟦revised on 3 May 2021⟧.",
            "Beschlossen am 23.03.2019,\nzuletzt ⟦geändert am 14.11.2018⟧",
            "Antagen av årsmötet 2023-03-17. ⟦Reviderad 2022-11-05⟧.",
        ),
        misses=(
            "Approved by the board on 4 March 2024\nNext review: March 2025",
            "Adopted on 1 June 2022, last revised on 3 May 2023.",
            "Last updated: 3 May 2021. Effective from 1 June 2021.",
            "Antagen av årsmötet 2023-03-17. Ersätter policyn 2022-11-05.",
        ),
    ),
    Rule(
        id="gdpr-in-the-wrong-year",
        issue=_ISSUE,
        title="The GDPR came into force in another year",
        why="It entered into force on 24 May 2016 and applies since 25 May 2018 (Art. 99): a wrong year shows that nobody checked.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_gdpr_in_wrong_year,
        hits=(
            "The ⟦GDPR, which came into force on 25 May 2017⟧, gives you rights.",
            "Le ⟦RGPD, entré en vigueur en 2015⟧, vous donne des droits.",
            "Die ⟦DSGVO ist in Kraft seit dem 25. Mai 2019⟧.",
        ),
        misses=(
            "The GDPR, which came into force on 25 May 2018, gives you rights.",
            "Le RGPD (UE) 2016/679, entré en vigueur le 24 mai 2016, vous donne des droits.",
            "Die DSGVO ist in Kraft seit dem 25. Mai 2018, unsere Hinweise gelten seit 2020.",
            "The UK GDPR came into force on 1 January 2021.",
            "We follow the GDPR and the Swiss Data Protection Act in force since 1 September 2023.",
        ),
    ),
    Rule(
        id="in-force-before-written",
        issue=_ISSUE,
        title="In force shortly before it was written",
        why="A policy cannot tell readers beforehand what was only written afterwards. Mostly the two dates were mixed up.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_effective_before_update,
        hits=(
            "Last updated: 3 September 2024\n⟦Effective: 15 August 2024⟧",
            "⟦Effective date: 1 May 2023⟧. Last updated: 20 May 2023.",
            "Zuletzt aktualisiert am 3. Juni 2022\n\n⟦Gültig ab 1. Juni 2022⟧",
        ),
        misses=(
            "Last updated: 3 September 2024\nEffective: 15 September 2024",
            "Effective date: 1 May 2018. Last updated: 20 May 2023.",
            "Effective: 15 August 2024",
        ),
    ),
    Rule(
        id="law-after-the-policy",
        issue=_ISSUE,
        title="A law younger than the policy that names it",
        why="Either the date of the policy or the text has been changed without the other; it cannot be told what applied when.",
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_laws_before_their_time,
        hits=(
            "Last updated: 3 March 2015\n\nWe process data under the ⟦General Data Protection Regulation⟧.",
            "We are the controller under the ⟦Data Protection Act 2018⟧ and answer for your data.\n\nv.2.0 April 2018",
            "Stand: Juni 2021\n\nRechtsgrundlage ist das ⟦TDDDG⟧, das den Schutz der Endeinrichtung regelt.",
        ),
        misses=(
            "Last updated: 3 March 2018\n\nWe process data under the General Data Protection Regulation.",
            "We are the controller under the Data Protection Act 2018.\n\nv.2.0 July 2018",
            "We process data under the GDPR, in force since 25 May 2018, and the CCPA.",
        ),
    ),
    Rule(
        id="text-after-the-stamp",
        issue=_ISSUE,
        title="The text speaks of a day after its own date",
        why="The date of the policy was not moved when its text was; it cannot be told what applied when.",
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_later_than_stamp,
        hits=(
            "At the time of writing (⟦June 2018⟧) there were no links.\n\nv.2.0 April 2018",
            "Last updated: 3 March 2020\n\nWe had four offices as of ⟦1 July 2021⟧ in three countries.",
            "Last updated: 3 March 2020\n\nThe law as at ⟦5 May 2022⟧ allows this.",
        ),
        misses=(
            "At the time of writing (June 2018) there were no links.\n\nv.2.0 July 2018",
            "Last updated: 3 March 2020\n\nWe had four offices as of 1 July 2019 in three countries.",
            "We had four offices as of 1 July 2021 in three countries.",
        ),
    ),
    Rule(
        id="stamp-before-the-text",
        issue=_ISSUE,
        title="Dated earlier than what it says",
        why="The date of the policy was not moved when its text was; it cannot be told what applied when.",
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_stamp_before_text,
        hits=(
            "At the time of writing (June 2018) there were no links.\n\n⟦v.2.0 April 2018⟧",
            "⟦Last updated: 3 March 2015⟧\n\nWe process data under the General Data Protection Regulation.",
            "⟦Last updated: 3 March 2020⟧\n\nWe had four offices as of 1 July 2021 in three countries.",
        ),
        misses=(
            "At the time of writing (June 2018) there were no links.\n\nv.2.0 July 2018",
            "Last updated: 3 March 2020\n\nWe were founded on 1 July 2021.",
            "Last updated: 3 March 2020\n\nWe process data under the General Data Protection Regulation.",
        ),
    ),
    Rule(
        id="two-dates-of-update",
        issue=_ISSUE,
        title="Two dates of the last update",
        why="Only one of them can be the last; it cannot be told which version applies.",
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_two_updates,
        hits=(
            "Last updated: 1 May 2019\n\nWe care about your data.\n\n⟦Last updated: 3 June 2020⟧",
            "Stand: Mai 2019\n\nWir schützen Ihre Daten.\n\n⟦Zuletzt aktualisiert am 3. Juni 2020⟧",
            "Dernière mise à jour : 1 mai 2019\n\nVos données sont protégées.\n\n⟦Dernière mise à jour : 3 juin 2020⟧",
        ),
        misses=(
            "Last updated: 1 May 2019\n\nWe care about your data.\n\nLast updated: 1 May 2019",
            "Last updated: 1 May 2019\n\nWe care about your data.\n\nEffective from 3 June 2019",
            "Last updated: 1 May 2019\n\nLast updated: 3 June 2020\n\nLast updated: 5 July 2021",
        ),
    ),
    Rule(
        id="stale-policy",
        issue=_ISSUE,
        title="Not updated for years",
        why="A policy that has not been touched for five years rarely says what is done today, or what the law now asks.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_stale,
        hits=(
            "⟦Last updated: 3 March 2013⟧",
            "⟦Stand: Mai 2014⟧",
            "⟦This policy is effective from 2 Jan 2014⟧.",
        ),
        misses=(
            "We were founded on 3 March 2013.",
            "Last updated: 3 March 2098",
            "The directive of 24 October 1995 was repealed.",
        ),
    ),
)
