"""The date that a policy bears, as the rules about dates need it. Offsets are code points."""

# ruff: noqa: E501 - a pattern is easier to compare when it stays on its line

import re
from collections.abc import Iterator

from annotator.detection.dates import Dated, dates_in, own_dates
from annotator.detection.lazy import lazy
from annotator.detection.once import once
from annotator.detection.subject import Subject

UPDATED = lazy(
    r"(?:updated?|modified|revised|revision|changed|amended|reviewed|geändert|aktualisier\w+|überarbeitet|stand|"
    r"mise? à jour|modification|révision|actualiza\w+|modificación|uppdatera\w*|ändra\w*|aggiorna\w+|modifica|"
    r"bijgewerkt|gewijzigd)[^\n.;]{0,40}$",
    re.IGNORECASE,
)
"""What says, before a date, that the text was changed then."""
_VERSION = lazy(
    r"\b(?:v|ver|version|versión|versione|versie)\.?[ ]?\d{1,3}(?:\.\d{1,3}){0,3}[ ,:–()-]{1,4}$",
    re.IGNORECASE,
)
HEAD = 2_500
"""Code points from the start within which a date goes before all others."""
LABELLED = 60
"""Code points before a date in which its label stands."""


@once
def stamps(subject: Subject) -> Iterator[Dated]:
    """The dates of the policy itself, at its head and end also those behind a version number."""
    text = subject.text
    own = [each for each in own_dates(subject) if not _of_another(text, each)]
    held = {each.start for each in own}
    edges = ((0, min(HEAD, len(text))), (max(HEAD, len(text) - HEAD), len(text)))
    versions = (
        each
        for start, end in edges
        for each in dates_in(text, start, end)
        if each.start not in held and _VERSION.search(text[max(0, each.start - 30) : each.start])
    )
    yield from sorted([*own, *versions])


def _of_another(text: str, stamp: Dated) -> bool:
    """Whether the date may be another's: “the GDPR, in force since 25 May 2018”, “four offices as of 1 July”."""
    before = text[max(0, stamp.start - 2 * LABELLED) : stamp.start]
    before = before[before.rfind("\n") + 1 :]
    if _AS_OF.search(before) is not None and _OF_THE_POLICY.search(before) is None:
        return True
    return _LAW_NAMED.search(before) is not None and UPDATED.search(before) is None


_AS_OF = lazy(r"\bas (?:of|at)\W*$")
_OF_THE_POLICY = lazy(
    r"effective|updated|revised|modified|policy|notice|statement|version|valid|current", re.IGNORECASE
)
_LAW_NAMED = lazy(
    r"\b(?:Regulation|Act|Directive|Law|GDPR|DS-?GVO|RGPD|Règlement|Loi|Verordnung|Richtlinie|Reglamento|Ley|Förordning|"
    r"lagen|Regolamento|Decreto|AVG|CCPA)\b|[a-zäöü]gesetz"
)


@once
def own_day(subject: Subject) -> Dated | None:
    """The stamp that the policy is judged by: the latest, those at its head before others."""
    borne = stamps(subject)
    at_head = [each for each in borne if each.start < HEAD]
    return max(at_head or borne, key=lambda each: each.day, default=None)


def label_start(subject: Subject, stamp: Dated) -> int:
    """Where the label before a stamp begins: “last updated on 21/09/2013” is marked as a whole."""
    text = subject.text
    floor = max(0, stamp.start - LABELLED)
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


def quoted(subject: Subject, start: int, end: int) -> str:
    """``[start, end)`` on one line, for a message."""
    return " ".join(subject.text[start:end].split())


_YEARS = (lazy(r"19\d\d"), lazy(r"20\d\d"))


@once
def years_named(subject: Subject) -> list[int]:
    """Where the years of this century and the last stand."""
    return sorted(each.start() for pattern in _YEARS for each in pattern.finditer(subject.folded))
