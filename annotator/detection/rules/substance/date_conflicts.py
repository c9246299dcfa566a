"""Rules about dates that are wrong by themselves or beside each other, whatever else the policy says."""

# ruff: noqa: E501 - a pattern is easier to compare when it stays on its line

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from annotator.detection.dates import Dated, dates_in, own_dates, usual_order
from annotator.detection.lazy import lazy
from annotator.detection.literals import Marks
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.substance.stamps import (
    HEAD,
    LABELLED,
    UPDATED,
    quoted,
    years_named,
)
from annotator.detection.subject import Subject
from annotator.domain import LabelId, Severity

_ISSUE = LabelId("date-inconsistency")


def _future(subject: Subject) -> Iterator[Hit]:
    text = subject.text
    limit = subject.as_of + timedelta(days=2)
    for each in own_dates(subject):
        if each.day <= limit or not UPDATED.search(text[max(0, each.start - LABELLED) : each.start]):
            continue
        other = next(
            dates_in(text, each.start, each.end, day_first=not usual_order(text, subject.language)), each
        )
        if other.day > limit:
            yield Hit(
                each.start,
                each.end,
                f"“{quoted(subject, each.start, each.end)}” is still to come, yet the update is past.",
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
    for floor, end in {(0, min(HEAD, len(text))), (max(0, len(text) - HEAD), len(text))}:
        if not any(floor <= at < end for at, _ in paired):
            continue
        found = list(dates_in(text, floor, end))
        for index, each in enumerate(found):
            before = text[max(floor, each.start - 2 * LABELLED) : each.start]
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
                    f"{said}: “{quoted(subject, each.start, each.end)}” and “{quoted(subject, first.start, first.end)}”.",
                    other=(first.start, first.end),
                )


def _before(text: str, stamp: Dated) -> str:
    return text[max(0, stamp.start - 2 * LABELLED) : stamp.start]


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
    stamps = [each for each in own_dates(subject) if each.start < HEAD]
    for each, other in [*pairwise(stamps), *pairwise(reversed(stamps))]:
        if (
            not timedelta(0) < other.day - each.day <= _RETROACTIVE
            or abs(each.start - other.start) > _TOGETHER
        ):
            continue
        before = _before(text, each)
        label = _EFFECTIVE.search(before)
        if label is not None and UPDATED.search(_before(text, other)[-LABELLED:]):
            yield Hit(
                each.start - len(before) + label.start(),
                each.end,
                f"In force since “{quoted(subject, each.start, each.end)}”, but written only on “{quoted(subject, other.start, other.end)}”.",
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
    for at in years_named(subject):
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
                match.start(), match.end(), f"There is no {quoted(subject, match.start(), match.end())}."
            )


_LATE_DAY = lazy("29|3[01]")


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
)
