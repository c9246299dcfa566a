"""Headings with nothing under them."""

import re
from collections.abc import Iterator

from annotator.detection.lazy import lazy
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.drafting.lead_ins import (
    announces,
    goes_on,
    lead_ins,
    nothing_follows,
    title_of,
)
from annotator.detection.rules.drafting.ordinals import next_to
from annotator.detection.subject import Paragraph, Subject
from annotator.domain import Severity
from annotator.text.structure import HEADING, PARAGRAPH


def _steps_up(subject: Subject, index: int) -> bool:
    """Whether a part of a section is followed by the next section: 6 comes after 5.2, 3 after 2 c."""
    paragraphs = subject.paragraphs
    heading, following = paragraphs[index], paragraphs[index + 1]
    number = heading.block.number
    if not following.block.number.isdigit() or number.isdigit() or not number:
        return False
    chapter, dot, _ = number.partition(".")
    if not dot:
        above = [
            each.block.number
            for each in paragraphs[max(0, index - 60) : index]
            if each.block.kind is HEADING and each.block.number
        ]
        chapter = next((each for each in reversed(above) if each.isdigit()), "")
        if len(number) > 1 or not above or not next_to(above[-1], number):
            return False
    return chapter.isdigit() and 0 < int(following.block.number) - int(chapter) <= 1 + bool(dot)


def _find_empty(subject: Subject) -> Iterator[Hit]:
    """Headings of which nothing comes, or a lead-in alone that leads to nothing."""
    paragraphs = subject.paragraphs
    for index, heading in enumerate(paragraphs[:-1]):
        if heading.block.kind is not HEADING:
            continue
        following = paragraphs[index + 1]
        if index + 1 in lead_ins(subject) and following.block.kind is PARAGRAPH:
            if nothing_follows(subject, index + 1) and announces(subject.text, following):
                yield _empty(subject, heading, "holds nothing but a lead-in to a list that does not come")
        elif _is_skipped(subject, index):
            yield _empty(subject, heading, "has nothing under it before the next section starts")

    if paragraphs and (last := _last_heading(subject)) is not None:
        yield _empty(subject, last, "has nothing under it: the text ends here")


def _empty(subject: Subject, heading: Paragraph, what: str) -> Hit:
    end = heading.start + len(subject.text[heading.start : heading.end].rstrip("*_ #"))
    return Hit(heading.start, end, f"“{_short(title_of(subject, heading))}” {what}.")


def _short(title: str) -> str:
    return title if len(title) <= 60 else title[:59] + "…"


def _last_heading(subject: Subject) -> Paragraph | None:
    """The numbered heading that the text ends with, a date apart, if its number is the next."""
    *others, heading = subject.paragraphs
    if len(others) > 1 and _VERSION.match(subject.text, heading.start, heading.end):
        *others, heading = others
    if heading.block.kind is not HEADING or not heading.block.number or not others:
        return None
    before = next(
        (each for each in reversed(others) if each.block.kind is HEADING and each.block.number),
        None,
    )
    if heading is not subject.paragraphs[-1] and _HISTORY.search(title_of(subject, heading)):
        return None
    runs_on = before is not None and others[-1] is not before and goes_on(before, heading)
    return heading if runs_on else None


def _is_skipped(subject: Subject, index: int) -> bool:
    """Whether a numbered section has no words, while the one before and the one after it have."""
    paragraphs = subject.paragraphs
    heading, following = paragraphs[index], paragraphs[index + 1]
    if following.block.kind is not HEADING:
        return False
    if not goes_on(heading, following) and not _steps_up(subject, index):
        return False
    if index == 0 or index + 2 >= len(paragraphs):
        return False
    before, after = paragraphs[index - 1], paragraphs[index + 2]
    inside = heading.block.number.startswith(f"{before.block.number}.") and before.block.number
    if after.block.kind is HEADING or (before.block.kind is HEADING and not inside):
        return False
    same = (subject.text[heading.block.start] == "#") == (subject.text[following.block.start] == "#")
    return same and _says_little(title_of(subject, heading))


def _says_little(title: str) -> bool:
    """Whether a title is a topic; a whole sentence, or the item of a list, may be all that a section says."""
    return (
        len(title) <= 60
        and title[-1:] not in ".!:;,"
        and not (title[:1].isdigit() or title[:1].islower())
        and len(title.split()) <= 9
    )


def _find_bare(subject: Subject) -> Iterator[Hit]:
    """Headings followed at once by another of their kind, alone among headings that have words."""
    paragraphs = subject.paragraphs
    found = []
    for index, heading in enumerate(paragraphs):
        if heading.block.kind is not HEADING or index < 2:
            continue
        following = paragraphs[index + 1 : index + 3]
        if paragraphs[index - 1].block.kind is HEADING:
            continue
        if len(following) == 1:
            if (
                _VERSION.match(subject.text, following[0].block.start, following[0].end)
                and _is_topic(subject, heading)
                and not _HISTORY.search(title_of(subject, heading))
            ):
                found.append(heading)
        elif (
            following
            and _is_another(subject, heading, following[0])
            and following[1].block.kind is not HEADING
            and _is_topic(subject, following[0])
            and _is_topic(subject, heading)
        ):
            found.append(heading)
    if len(found) <= _MOST_BARE:
        for heading in found:
            yield _empty(subject, heading, "is followed at once by another heading or by the end")


_MOST_BARE = 3
"""More headings without words than this are how the page is laid out."""


def _is_another(subject: Subject, heading: Paragraph, following: Paragraph) -> bool:
    """Whether the block after a heading is a heading of its kind and rank, and no part of it."""
    text = subject.text
    if following.block.kind is not HEADING or following.block.level > heading.block.level:
        return False
    if following.block.level < heading.block.level - 1:
        return False
    if following.block.level < heading.block.level:
        after = text[following.end : following.end + 3].lstrip("\r\n")
        return text[heading.block.start] == "#" and (
            text[following.block.start] == "#" or after[:1] in {"-", "="}
        )
    number = heading.block.number
    if number and text.startswith(number, following.block.start):
        return False
    return (text[heading.block.start] == "#") == (text[following.block.start] == "#") and text.count(
        "\n", heading.end, following.start
    ) > 1


def _is_topic(subject: Subject, heading: Paragraph) -> bool:
    """Whether a heading is plain words, no link, address, name of a place or bold line."""
    shown = subject.text[heading.start : heading.end]
    return (
        _says_little(title_of(subject, heading).rstrip(".:"))
        and not any(sign in shown for sign in ("](", "@", "_", "|", ","))
        and not any(letter.isdigit() for letter in shown)
        and subject.text[heading.block.start] != "*"
        and not _CAPTION.match(shown)
    )


_CAPTION = lazy(
    r"\W*(?:highlights|table of contents|contents|summary|inhalt|sommaire)\b|[^:]*: ?\S", re.IGNORECASE
)


_HISTORY = lazy(
    r"\b(?:versions?|history|updates?|changes|stand|änderung\w*|historique|historial|versión|versioni"
    r"|aktualisierung\w*|mises? à jour|actualizaci\w+|aggiornament\w+|atualizaç\w+|uppdatering\w*"
    r"|ändringar|wijzigingen|date|datum|fecha|data)\b",
    re.IGNORECASE,
)
"""Under such a heading a date is all that there is to say."""


_VERSION = lazy(
    r"[*_(]*(?:v\.? ?\d|version\b|last "
    r"(?:updated|modified|revised|reviewed)|updated?\b|revised\b|©|copyright|stand\b|"
    r"dernière mise à jour|mise à jour|última actualización|ultimo aggiornamento|última atualização|"
    r"senast uppdaterad|laatst bijgewerkt|zuletzt aktualisiert)",
    re.IGNORECASE,
)


RULES: tuple[Rule, ...] = (
    Rule(
        id="empty-section",
        issue="empty-section",
        title="A section with nothing in it",
        why="The heading promises what the policy then does not say.",
        severity=Severity.HIGH,
        tier=Tier.SURE,
        find=_find_empty,
        hits=(
            (
                "# Shop\n\n## Uses\n\nWe count visits.\n\n## ⟦Kinds of cookies⟧\n\nThe following cookies "
                "are set when you come:\n\n## Contact\n\nWrite to us if you have a question."
            ),
            (
                "# Shop\n\n## 1. Scope\n\nThis is about the shop.\n\n## 2. ⟦Legal basis⟧\n\n"
                "## 3. Recipients\n\nWe pass data on to carriers, who bring you the goods."
            ),
            (
                "# Laden\n\n## 1. Zwecke\n\nWir verarbeiten Daten, um zu liefern.\n\n"
                "## 2. ⟦Speicherdauer⟧\n\n## 3. Rechte\n\nSie können Auskunft verlangen."
            ),
            (
                "# Magasin\n\n## 5. Cookies\n\n### 5.1 Panier\n\nIl garde vos choix.\n\n"
                "### 5.2 ⟦Mesure d’audience⟧\n\n## 6. Vos droits\n\nÉcrivez-nous."
            ),
            (
                "# Notaio\n\n## VI. Sito\n\nIl sito non usa cookie.\n\n## VII. ⟦Appuntamenti⟧\n\n"
                "## VIII. Diritti\n\nPotete scriverci."
            ),
        ),
        misses=(
            "# Privacy\n\n## Cookies\n\nWe use two.\n\n# Contact\n\n## By post\n\nWrite to us.",
            "# Shop\n\n# Privacy policy\n\nThis notice is about this shop.",
            "# Shop\n\n## 5. Cookies\n\n### 5.1 Basket\n\n### 5.1.1 Names\n\nTwo.\n\n## 6. Rights\n\nAsk.",
            (
                "1. Scope\n\n2. Cookies\n\n3. Contact\n\n1. Scope\n\nThis notice is about this shop and "
                "its customers."
            ),
            (
                "## 1. Scope\n\nThis is about the shop.\n\n## 2. We never sell your data.\n\n"
                "## 3. Contact\n\nWrite to us."
            ),
            "**a. to sell**\n\nYou buy.\n\n**b. to send**\n\n**c. to advertise**\n\nYou read.",
            "## 1. Scope\n\nThis is about the shop.\n\n## 2. Version history\n\nVersion 23/6–2025.",
            "## 1. Âmbito\n\nÉ a loja.\n\n## 2. Atualização\n\nÚltima atualização: inserir a data.",
        ),
    ),
    Rule(
        id="heading-without-text",
        issue="empty-section",
        title="A heading with nothing under it",
        why="Either the words under it are lost, or it was meant to head what stands under another heading.",
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_find_bare,
        hits=(
            (
                "# Privacy\n\nThis is about the shop.\n\n## ⟦Messages⟧\n\n## Use of data\n\n"
                "We use them to deliver."
            ),
            "# Datenschutz\n\nEs geht um den Laden.\n\n## ⟦Hinweise⟧\n\n## Zwecke\n\nWir liefern damit.",
            (
                "# Privacy\n\nThis is about the shop.\n\n## Uses\n\nTo deliver.\n\n## ⟦Further reading⟧\n"
                "\nv. 2.0 May 2018"
            ),
        ),
        misses=(
            "# Privacy\n\nThis is about the shop.\n\n## Uses\n\n### Delivery\n\nWe use them to deliver.",
            "# Shop\n\n# Privacy\n\nThis is about the shop.",
            "# Privacy\n\nAll about it.\n\n## Home\n\n## About\n\n## Shop\n\n## Uses\n\nTo deliver.",
        ),
    ),
)
