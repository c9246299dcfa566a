"""Rules about the date that a policy bears: older than its text, given twice, or long past."""

# ruff: noqa: E501 - a pattern is easier to compare when it stays on its line

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from annotator.detection.dates import Dated, dates_in, own_dates
from annotator.detection.lazy import lazy
from annotator.detection.literals import Marks
from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.substance.stamps import (
    LABELLED,
    UPDATED,
    label_start,
    own_day,
    quoted,
    stamps,
    years_named,
)
from annotator.detection.subject import Subject
from annotator.domain import LabelId, Severity
from annotator.text.structure import HEADING

_ISSUE = LabelId("date-inconsistency")
GDPR_APPLIES = date(2018, 5, 25)
_STALE = timedelta(days=5 * 365)


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
    _law("UK GDPR", "2019-02-28", "the UK GDPR was made law"),
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
def _laws_before_their_time(subject: Subject) -> Iterator[Hit]:
    stamp = own_day(subject)
    if stamp is None:
        return
    seen: set[str] = set()
    said = f"“{quoted(subject, stamp.start, stamp.end)}”"
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
    for year, end in sorted((int(subject.text[at : at + 4]), at + 4) for at in years_named(subject)):
        if not stamp.day.year < year <= subject.as_of.year:
            continue
        match = _LAW_OF_YEAR.search(subject.text, max(0, end - 2 * LABELLED), min(end + 6, len(subject.text)))
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
    stamp = own_day(subject)
    if stamp is None:
        return
    text = subject.text
    held = {each.start for each in stamps(subject)}
    for at in sorted(place + len(cue) for place, cue in _NOW.places(subject)):
        each = next(dates_in(text, at, min(at + LABELLED, len(text))), None)
        if each is None or each.start in held or text[at : each.start].strip(' (,:“"[_*'):
            continue
        if stamp.day + timedelta(days=27) < each.day <= subject.as_of:
            yield Hit(
                each.start,
                each.end,
                f"The text speaks as of “{quoted(subject, each.start, each.end)}”, but the policy is dated "
                f"“{quoted(subject, stamp.start, stamp.end)}”.",
                other=(stamp.start, stamp.end),
            )


def _stamp_before_text(subject: Subject) -> Iterator[Hit]:
    first = next(iter([*_later_than_stamp(subject), *_laws_before_their_time(subject)]), None)
    stamp = own_day(subject)
    if first is not None and stamp is not None:
        start = label_start(subject, stamp)
        yield Hit(
            start,
            stamp.end,
            f"Earlier than the text it stands on: “{quoted(subject, first.start, first.end)}” came later.",
            other=(first.start, first.end),
        )


def _stale(subject: Subject) -> Iterator[Hit]:
    stamp = own_day(subject)
    if stamp is None or stamp.day > subject.as_of - _STALE:
        return
    day = quoted(subject, stamp.start, stamp.end)
    if stamp.day < GDPR_APPLIES <= subject.as_of:
        message = f"Dated “{day}”, before the GDPR applied (25 May 2018)."
    else:
        years = (subject.as_of - stamp.day).days // 365
        message = f"Dated “{day}”, {years} years ago: check whether it still says what is done."
    yield Hit(label_start(subject, stamp), stamp.end, message)


def _two_updates(subject: Subject) -> Iterator[Hit]:
    text, own = subject.text, own_dates(subject)
    if len(own) < 2:
        return
    updates = [each for each in own if UPDATED.search(text[max(0, each.start - LABELLED) : each.start])]
    if not 2 <= len(updates) <= 3:
        return
    first = updates[0]
    for each in updates[1:]:
        if each.day == first.day or _heads_a_part(subject, each) or _in_table(text, each):
            continue
        if _block_number(subject, each) - _block_number(subject, first) <= 1:
            return
        yield Hit(
            label_start(subject, each),
            each.end,
            f"Last updated on “{quoted(subject, each.start, each.end)}” here, on "
            f"“{quoted(subject, first.start, first.end)}” above.",
            other=(label_start(subject, first), first.end),
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


def _written(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


RULES: tuple[Rule, ...] = (
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
