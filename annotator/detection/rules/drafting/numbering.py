"""Printed numbers that repeat, skip or run backwards."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annotator.detection.lazy import lazy
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.drafting.ordinals import digit, letter, numeral, roman
from annotator.detection.subject import Paragraph, Subject
from annotator.domain import Severity
from annotator.text.structure import HEADING, ITEM

_NUMBER = lazy(r"\d{1,2}(?:\.\d{1,2}){0,3}")
_FEWEST_SWAPPED = 4
_MOST_MISSING = 6
_FEWEST = 3
"""Headings of one rank that must be numbered for a gap among them to mean anything."""


def _find_headings(subject: Subject) -> Iterator[Hit]:
    """Numbered headings of one rank, where all but one or two follow upon each other."""
    series: dict[tuple[int, str, str], list[tuple[Paragraph, int]]] = {}
    chapter = above = ""
    for paragraph in subject.paragraphs:
        block = paragraph.block
        if block.kind is not HEADING or not block.number:
            continue
        mark = "#" if subject.text[block.start] == "#" else ""
        if _NUMBER.fullmatch(block.number) is None:
            if value := _lettered(block.number, series.get((block.level, above, f"{mark}a"), ())):
                series.setdefault((block.level, above, f"{mark}a"), []).append((paragraph, value))
            continue
        above = block.number
        parent, _, last = block.number.rpartition(".")
        if not parent:
            chapter = block.number
        elif parent.partition(".")[0] != chapter:
            continue
        series.setdefault((block.level, parent, mark), []).append((paragraph, int(last)))
    for numbered in series.values():
        yield from _oddities(subject, _without_streets(subject, numbered))


def _without_streets(
    subject: Subject, numbered: Sequence[tuple[Paragraph, int]]
) -> Sequence[tuple[Paragraph, int]]:
    """Without the few headings whose number is a bare one, as in *3 High Street*."""
    bare = [each for each in numbered if _is_bare(subject.text, each[0])]
    return numbered if len(bare) * 4 > len(numbered) else [each for each in numbered if each not in bare]


def _is_bare(text: str, heading: Paragraph) -> bool:
    """Whether a plain line starts with a whole number, a space and a letter."""
    after = heading.block.start + len(heading.block.number)
    return (
        heading.block.number.isdigit()
        and text.startswith(heading.block.number, heading.block.start)
        and text[after : after + 1] in {" ", "\u00a0"}
        and text[after + 1 : after + 2].isalpha()
    )


def _find_sections(subject: Subject) -> Iterator[Hit]:
    yield from _find_headings(subject)
    yield from _find_clauses(subject)


def _lettered(number: str, before: Sequence[tuple[Paragraph, int]]) -> int:
    """What a letter or a Roman numeral counts among those before it: a series of letters starts with an a."""
    if before:
        return (letter if before[0][0].block.number in {"a", "A"} else roman)(number)
    return 1 if number in {"a", "A", "i", "I"} else 0


def _oddities(subject: Subject, numbered: Sequence[tuple[Paragraph, int]]) -> Iterator[Hit]:
    if len(numbered) < _FEWEST:
        return
    values = [value for _, value in numbered]
    if len(values) >= _FEWEST_SWAPPED and sorted(values) == list(range(min(values), max(values) + 1)):
        back = [(one, two) for one, two in pairwise(numbered) if two[1] < one[1]]
        if len(back) == 1:
            (before, one), (after, two) = back[0]
            yield _hit(subject, before, after, one, two)
        return
    odd = _odd(numbered)
    if len(odd) > max(1, len(numbered) // 5) or any(after[1] == 1 for _, after in odd):
        return
    for (before, one), (after, two) in odd:
        if two == one + 2 and any(other is before and first == second for (_, first), (other, second) in odd):
            continue
        missing = range(one + 1, max(one + 2, min(two, one + _MOST_MISSING)))
        if not any(
            _may_be_between(subject, before, after, _expected(after.block.number, two, each))
            for each in missing
        ):
            yield _hit(subject, before, after, one, two)


def _odd(numbered: Sequence[tuple[Paragraph, int]]) -> list[tuple[tuple[Paragraph, int], ...]]:
    """Where the numbers do not run on; 3 3 5 is one slip, not two."""
    found: list[tuple[tuple[Paragraph, int], ...]] = []
    for before, after in pairwise(numbered):
        repaired = found and found[-1][1] is before and found[-1][0][1] == before[1] == after[1] - 2
        if after[1] != before[1] + 1 and not repaired:
            found.append((before, after))
    return found


def _may_be_between(subject: Subject, before: Paragraph, after: Paragraph, number: str) -> bool:
    """Whether the number that is missing stands before some line between the two after all.

    It may have been glued to the sentence before it, to a tag or to a link: *of the booking.3.1.6 Prices*.
    """
    printed = r"\\?[.,] ?".join(map(re.escape, number.split(".")))
    return (
        re.search(
            rf"^(?:!?\[\]\([^()\s]{{0,300}}\)){{0,2}}[^\w\n]{{0,12}}"
            rf"(?:[^\W\d_]{{1,12}}\.? )?{printed}(?![\d%])"
            rf"|(?:(?<=[a-zà-ÿ)][.!?;:])|(?<=>)){printed}"
            r"[.):]{0,2}[ \u00a0]{0,2}[*_]{0,3}[^\W\d_a-zß-ÿ]",
            subject.text[before.block.start + 1 : after.block.start],
            re.MULTILINE,
        )
        is not None
    )


def _hit(subject: Subject, before: Paragraph, after: Paragraph, one: int, two: int) -> Hit:
    start = after.block.start
    at = subject.text.index(after.block.number, start, max(after.start, start + 24))
    end = at + len(after.block.number)
    shown, expected = after.block.number, _expected(after.block.number, two, one + 1)
    if one == two:
        message = f"The number {shown} stands twice; the section before this one has it as well."
    elif two < one:
        message = f"The number {shown} comes after {before.block.number}: the numbers run backwards."
    else:
        message = f"After {before.block.number} comes {shown}: {expected} is missing."
    other = (
        (before.block.start, before.start)
        if before.start > before.block.start
        else (before.start, before.end)
    )
    return Hit(at, end, message, other=other)


def _expected(number: str, value: int, right: int) -> str:
    """The number that would be right, written as this one is."""
    if number.isalpha():
        written = chr(ord("a") + right - 1) if letter(number) == value else numeral(right)
        return written.upper() if number.isupper() else written
    parent, dot, _ = number.rpartition(".")
    return f"{parent}{dot}{right}"


def _find_items(subject: Subject) -> Iterator[Hit]:
    """Numbered items of one list that do not count on; Markdown’s own “1. 1. 1.” does."""
    series: list[tuple[Paragraph, int]] = []
    level = 0
    read = digit
    for paragraph in (*subject.paragraphs, None):
        block = paragraph.block if paragraph is not None else None
        if paragraph is not None and block is not None and block.kind is ITEM and block.number:
            how = next((each for each in (digit, roman, letter) if each(block.number)), digit)
            value = read(block.number) if series and block.level == level else how(block.number)
            if value and (not series or block.level == level):
                if value == 1 and series and series[-1][1] != 1:
                    yield from _odd_items(subject, series)
                    series = []
                if not series:
                    read = how if how is not roman or block.number in {"i", "I"} else letter
                    value = read(block.number)
                level = block.level
                series.append((paragraph, value))
                continue
        if series and (block is None or block.kind is not ITEM or block.level <= level):
            yield from _odd_items(subject, series)
            series = []


def _find_clauses(subject: Subject) -> Iterator[Hit]:
    """Numbered clauses of a section, such as 2.1 and 2.2, whatever stands between them."""
    series: dict[str, list[tuple[Paragraph, int]]] = {}
    for paragraph in subject.paragraphs:
        block = paragraph.block
        parent, dot, last = block.number.rpartition(".")
        if dot and block.kind is ITEM and _NUMBER.fullmatch(block.number):
            series.setdefault(parent, []).append((paragraph, int(last)))
    for numbered in series.values():
        if len(numbered) >= _FEWEST and numbered[0][1] == 1:
            yield from _oddities(subject, numbered)


def _odd_items(subject: Subject, series: Sequence[tuple[Paragraph, int]]) -> Iterator[Hit]:
    odd = _odd(series)
    if len(series) < _FEWEST or len(odd) > max(1, len(series) // 5):
        return
    for (before, one), (after, two) in odd:
        yield _hit(subject, before, after, one, two)


RULES: tuple[Rule, ...] = (
    Rule(
        id="section-numbers",
        issue="numbering",
        title="The section numbers do not run on",
        why="References to a section by its number lead to the wrong one or to none, and a clause "
        "may be missing.",
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_find_sections,
        hits=(
            (
                "# Policy\n\n## 5. Uses\n\nWe deliver.\n\n## 6. Rights\n\nYou may ask.\n\n"
                "## ⟦8⟧. Contact\n\nWrite to us.\n\n## 9. Changes\n\nWe may change it."
            ),
            (
                "# Datenschutz\n\n## 1. Zweck\n\nWir liefern.\n\n## 2. Rechte\n\nFragen Sie.\n\n"
                "## ⟦2⟧. Dauer\n\nEin Jahr.\n\n## 3. Kontakt\n\nSchreiben Sie.\n\n## 4. Stand\n\nHeute."
            ),
            (
                "# Terms\n\n## 2. Data\n\n2.1 Your name is kept.\n\n2.2 Your age is kept.\n\n"
                "2.3 Your mail is kept.\n\n⟦2.3⟧ Your number is kept.\n\n2.5 Nothing else is kept."
            ),
            (
                "# Laden\n\n#### a) Zweck\n\nWir liefern.\n\n#### b) Dauer\n\nEin Jahr.\n\n"
                "#### ⟦d⟧) Rechte\n\nFragen Sie.\n\n#### e) Kontakt\n\nSchreiben Sie."
            ),
            (
                "# Règles\n\n## 1. But\n\nLivrer.\n\n### 1.1 Vente\n\nOui.\n\n### 1.2 Retour\n\nOui.\n\n"
                "### ⟦1.4⟧ Prix\n\nNon.\n\n### 1.5 Fin\n\nOui."
            ),
            (
                "# Policy\n\n## 1. Uses\n\nWe deliver within a day.3 times a week we do.\n\n## 2. Rights\n\n"
                "You may ask.3 days it takes.\n\n## ⟦4⟧. Contact\n\nWrite.\n\n## 5. Changes\n\nNone."
            ),
        ),
        misses=(
            (
                "## 1. Uses\n\nWe deliver.\n\n## 2. Rights\n\nAsk.\n\n[](https://x.org)**3\\. Children**\n\n"
                "None.\n\n## 4. Contact\n\nWrite.\n\n## 5. Changes\n\nNone."
            ),
            (
                "# Policy\n\n## 1. Uses\n\nWe deliver.\n\n## 2. Rights\n\nAsk.\n\n## 3. Contact\n\n"
                "Write.\n\n## 1. Uses\n\nWe deliver.\n\n## 2. Rights\n\nAsk.\n\n## 3. Contact\n\nWrite."
            ),
            (
                "# Policy\n\n## 5. Uses\n\nWe deliver.\n\n## 6. Rights\n\nAsk.\n\n**7. Children**\n\n"
                "None.\n\n## 8. Contact\n\nWrite.\n\n## 9. Changes\n\nNone."
            ),
            (
                "# News\n\n## 3. May 2019\n\nUpdate.\n\n## 17. June 2020\n\nUpdate.\n\n## 2. July 2021\n"
                "\nUpdate."
            ),
            (
                "# Règles\n\n9 - Partage\n\n9.1 La vente\n\nOui.\n\n9.2 Le retour\n\nOui.\n\n"
                "9\\. 3 Le prix\n\nOui.\n\n9.4 Le délai\n\nOui.\n\n9.5 La fin\n\nOui."
            ),
            (
                "# Règles\n\n**1 - But**\n\nLivrer.\n\n**2 - Droits**\n\nOui.\n\n**3 - Durée**\n\nUn an.\n\n"
                "**4 - Plaintes**\n\nÉcrivez :\n\nCommission\n\n3 Place du Marché\n\n75000 PARIS\n\n"
                "**5 - Fin**\n\nMerci."
            ),
            (
                "# Règles\n\n## 1. But\n\n### 1.1 Vente\n\nOui.\n\n### 1.2 Retour\n\nSelon la réservation."
                "1.3 Prix\n\nNon.\n\n### 1.4 Fin\n\nOui."
            ),
            (
                "# Policy\n\n## 1. Uses\n\nWe deliver.\n\n## 2. Rights\n\nYou may ask.3. Children\n\nNone."
                "\n\n## 4. Contact\n\nWrite.\n\n## 5. Changes\n\nNone."
            ),
            (
                "# Laden\n\n## 1. Zweck\n\nWir liefern.\n\n## 2. Rechte\n\nFragen Sie.\n\n<h2>3. Dauer</h2>"
                "\n\nEin Jahr.\n\n## 4. Kontakt\n\nSchreiben Sie.\n\n## 5. Stand\n\nHeute."
            ),
        ),
    ),
    Rule(
        id="item-numbers",
        issue="numbering",
        title="The numbers of a list do not run on",
        why="An item may be missing, and references to an item by its number lead astray.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_find_items,
        hits=(
            "You may:\n\n1. ask us;\n2. write to us;\n3. come here;\n⟦5⟧. go to court.\n",
            "Sie können:\n\n1. fragen;\n2. schreiben;\n⟦2⟧. kommen;\n3. klagen.\n",
            "We rely on:\n\n(i) consent;\n(ii) a contract;\n(iii) a duty; and\n(⟦v⟧) the vital interests.\n",
            "Vous pouvez :\n\n1. demander ;\n2. écrire ;\n3. venir ;\n⟦5⟧. agir.\n",
        ),
        misses=(
            "You may:\n\n1. ask us;\n1. write to us;\n1. come here;\n1. go to court.\n",
            "You may:\n\n1. ask us;\n2. write to us;\n\nWe may:\n\n1. answer;\n2. write;\n3. call.\n",
            "1. ask us\n2. write to us\n   - by post\n   - by mail\n3. come here\n4. go to court\n",
        ),
    ),
)
