"""Tables and other details that are promised for elsewhere in the text and are nowhere."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from annotator.detection.language import word_set
from annotator.detection.lazy import lazy
from annotator.detection.literals import Marks
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.subject import Paragraph, Subject
from annotator.domain import Severity
from annotator.text.structure import HEADING, PARAGRAPH

_TABLE = lazy(
    r"\b(?:in|see|by|using|from|of) the (?:following )?(?:table|chart)s? (?:below|that "
    r"follows)|\b(?:the )?following (?:table|chart)\b"
    r"|\b(?:table|chart)s? (?:set out |provided |shown |included )?below\b"
    r"|\b(?:nach|unten)stehenden? Tabelle\b|\bfolgenden? Tabelle\b|\bTabelle unten\b"
    r"|\btableaux? (?:ci-dessous|ci-après|suivants?)\b|\btabla (?:siguiente|a "
    r"continuación)\b|\bsiguiente tabla\b"
    r"|\btabella (?:seguente|che segue|sottostante)\b|\bseguente tabella\b|\btabela (?:abaixo|a "
    r"seguir)\b|\btabellen nedan\b"
    r"|\b(?:onder)?staande tabel\b|\bvolgende tabel\b",
    re.IGNORECASE,
)
_TABLE_MARKS = Marks(("table", "chart", "Tabelle", "tabla", "tabella", "tabela", "tabel"))
"""How such words start."""
_AROUND = 32


def _find_missing_tables(subject: Subject) -> Iterator[Hit]:
    """A table that is announced, with nothing after it that could be one."""
    text = subject.text
    if "|" in text or "\t" in text or ("<" in text and "<t" in text):
        return
    last = 0
    for at, _ in _TABLE_MARKS.places(subject):
        if text[at - 1 : at].isalpha():
            continue
        match = _TABLE.search(text, max(last, at - _AROUND), at + _AROUND)
        if match is None:
            continue
        last = match.end()
        paragraph = subject.paragraph_at(match.start())
        if paragraph is not None and not _may_hold_table(subject, paragraph):
            yield Hit(*match.span(), f"“{match[0]}” is announced, but there is none.")


def _may_hold_table(subject: Subject, paragraph: Paragraph) -> bool:
    """Whether short blocks in a row follow: what is left of a table when its lines are lost."""
    index = bisect_left(subject.paragraphs, paragraph.start, key=lambda each: each.start)
    following = subject.paragraphs[index + 1 : index + 8]
    short = sum(1 for each in following if each.end - each.start < 60 or each.block.kind is not PARAGRAPH)
    return short * 2 > len(following)


_BELOW = lazy(
    r"\b(?:listed|described|set out|set "
    r"forth|outlined|explained|detailed|provided|shown|specified|given|indicated|"
    r"see|section|list|paragraph) below\b|\bunten (?:auf|be|ge|an)\w{4,12}|\bci-dessous\b|\bci-après\b|\ba "
    r"continuación\b|\bdi seguito\b|"
    r"\babaixo\b|\bnedan\b|\bhieronder\b",
    re.IGNORECASE,
)


_BELOW_WORDS = word_set("below unten dessous après continuación seguito abaixo nedan hieronder")


def _find_promises(subject: Subject) -> Iterator[Hit]:
    """What is promised “below” by the very last words."""
    if not subject.paragraphs or subject.vocabulary.isdisjoint(_BELOW_WORDS):
        return
    last = subject.paragraphs[-1]
    start, end = subject.sentences(last)[-1]
    if last.block.kind is HEADING or end - start > 600 or subject.text[last.end - 1] == ":":
        return
    match = _BELOW.search(subject.text, start, end)
    if match is not None and last.end - match.end() < 200:
        yield Hit(*match.span(), f"“{match[0]}”, but the text ends here.")


RULES: tuple[Rule, ...] = (
    Rule(
        id="missing-table",
        issue="unfulfilled-promise",
        title="A table is announced that is not there",
        why="The reader is sent to a table for the facts, and finds none.",
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_find_missing_tables,
        hits=(
            "How long we keep data is shown ⟦in the table below⟧. We then delete it from all of our servers.",
            (
                "Die Fristen stehen in der ⟦folgenden Tabelle⟧. Danach löschen wir alle Daten von "
                "unseren Servern."
            ),
            (
                "Les durées figurent dans le ⟦tableau ci-dessous⟧. Nous effaçons ensuite vos données de "
                "nos serveurs."
            ),
        ),
        misses=(
            "It is shown in the table below.\n\n| Data | Kept for |\n| --- | --- |\n| Orders | 2 years |",
            "It is shown in the table below.\n\nData\n\nKept for\n\nOrders\n\n2 years\n\nMails\n\n1 year",
            "We use tables and charts to show what we sell.",
        ),
    ),
    Rule(
        id="promised-below",
        issue="unfulfilled-promise",
        title="Promises something below, where nothing follows",
        why="The reader is sent on for the facts, and the text ends.",
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_find_promises,
        hits=(
            "We use cookies. Our partners and their purposes are ⟦listed below⟧.",
            "Wir nutzen Cookies. Unsere Partner sind ⟦unten aufgeführt⟧.",
            "Nous utilisons des cookies. Nos partenaires sont indiqués ⟦ci-dessous⟧.",
        ),
        misses=(
            "Our partners are listed below.\n\n- Banks\n- Carriers",
            "We use cookies. Our partners are listed above.",
            "We use cookies. Prices may fall below cost.",
        ),
    ),
)
