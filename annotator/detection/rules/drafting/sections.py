"""Headings and lead-ins with nothing under them, and promises of a table or a list that is nowhere."""

import re
from collections.abc import Iterator, Sequence

from annotator.detection.lazy import lazy
from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.drafting.ordinals import next_to
from annotator.detection.subject import Paragraph, Subject
from annotator.domain import Severity
from annotator.text.structure import HEADING, ITEM, PARAGRAPH

_ANNOUNCES = lazy(
    r"\b(?:the following|as follows|following \w+|listed below|set out below|described below|below|these are|"
    r"folgende[nrs]?|wie folgt|nachstehend\w*|nachfolgend\w*|"
    r"suivant\w*|ci-dessous|ci-après|siguientes?|a continuación|"
    r"seguenti|seguente|di seguito|seguintes?|a seguir|abaixo|följande|nedan|enligt nedan|volgende|hieronder|"
    r"følgende)\b"
    r"|\b(?:including|includes?|such as|namely|nämlich|notamment|à savoir|incluye|incluyen|tra "
    r"cui|såsom)(?: \w+){0,2} ?:",
    re.IGNORECASE,
)
_STOCK = lazy(
    r"\W*(?:\d{1,2}[.)]*\s*)*(?:contact|contacting|how (?:to|can you|do you|you can) contact|get in "
    r"touch|questions|"
    r"changes|updates|amendments|revisions|how we (?:protect|secure)|security|data "
    r"security|retention|data retention|"
    r"how long|children|minors|links|third[- ]party (?:links|websites)|your (?:rights|choices)|complaints?|"
    r"governing law|definitions|international|transfers?|disclaimer|kontakt|änderung|sicherheit|ihre rechte|"
    r"beschwerde|speicherdauer|datensicherheit|verantwortlich|"
    r"nous contacter|contactez|modification|sécurité|vos droits|réclamation|durée de conservation|"
    r"contacto|contáct|cambios|modificaciones|seguridad|sus derechos|"
    r"contatt|modifiche|sicurezza|diritti|contato|alterações|segurança|seus direitos|"
    r"kontakta|ändringar|säkerhet|dina rättigheter|contacteer|wijzigingen|beveiliging|uw rechten)",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(
    r"\b(?:following|folgend|suivant|siguiente|seguent|seguinte|följande|volgende)", re.IGNORECASE
)
_SAMPLE = 160


def _leads_in(text: str, paragraph: Paragraph) -> bool:
    return (
        text[max(paragraph.start, paragraph.end - 6) : paragraph.end]
        .rstrip("*_ \u00a0\u200b")
        .endswith((":", "："))
    )


_LEADING = frozenset(":：*_ \u00a0\u200b")


@once
def _lead_ins(subject: Subject) -> frozenset[int]:
    """The indices of the paragraphs and items that end on a colon."""
    text = subject.text
    return frozenset(
        index
        for index, each in enumerate(subject.paragraphs)
        if text[each[2] - 1] in _LEADING and each.block.kind is not HEADING and _leads_in(text, each)
    )


def _announces(text: str, paragraph: Paragraph) -> bool:
    """Whether a lead-in says that something follows, and is a sentence rather than a label."""
    sample = text[max(paragraph.start, paragraph.end - _SAMPLE) : paragraph.end]
    count = len(sample.split())
    if count < 5 and (count < 3 or _FOLLOWING.search(sample) is None):
        return False
    return _ANNOUNCES.search(re.split(r"[.!?]\s", sample)[-1]) is not None


def _heading_above(paragraphs: Sequence[Paragraph], index: int) -> Paragraph | None:
    for at in range(index - 1, max(index - 60, -1), -1):
        if paragraphs[at].block.kind is HEADING:
            return paragraphs[at]
    return None


def _nothing_follows(subject: Subject, index: int) -> bool:
    """Whether after a lead-in its section is over for certain: the headings after it cannot be the list."""
    paragraphs = subject.paragraphs
    if index + 1 == len(paragraphs):
        return True
    following = paragraphs[index + 1]
    if following.block.kind is not HEADING:
        return False
    above = _heading_above(paragraphs, index)
    if above is None or following.block.level > above.block.level:
        return False
    if _is_marked(subject, following) and _goes_on(above, following):
        return True
    return _STOCK.match(_title(subject, following)) is not None


def _title(subject: Subject, heading: Paragraph) -> str:
    return subject.structure.title(heading.block)


def _is_marked(subject: Subject, heading: Paragraph) -> bool:
    """Whether mark-up or a number shows that it is a heading."""
    return subject.text[heading.block.start] in "#*_" or bool(heading.block.number)


def _goes_on(above: Paragraph, below: Paragraph) -> bool:
    """Whether 4 comes after 3, 2.4 after 2.3, VIII after VII or d after c."""
    one, two = above.block.number.split("."), below.block.number.split(".")
    if one[:-1] != two[:-1] or above.block.level != below.block.level:
        return False
    return next_to(one[-1], two[-1])


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


def _find_lead_ins(subject: Subject) -> Iterator[Hit]:
    """Lead-ins such as “the following:” after which the section, or the text, is over."""
    text = subject.text
    for index in sorted(_lead_ins(subject)):
        paragraph = subject.paragraphs[index]
        if _nothing_follows(subject, index) and _announces(text, paragraph):
            yield _lead_in(subject, paragraph)


def _lead_in(subject: Subject, paragraph: Paragraph) -> Hit:
    start, end = subject.sentences(paragraph)[-1]
    end = start + len(subject.text[start:end].rstrip("*_ \u00a0"))
    start += len(subject.text[start:end]) - len(subject.text[start:end].lstrip("*_ "))
    return Hit(start, end, "Announces a list, but none follows.")


def _find_empty(subject: Subject) -> Iterator[Hit]:
    """Headings of which nothing comes, or a lead-in alone that leads to nothing."""
    paragraphs = subject.paragraphs
    for index, heading in enumerate(paragraphs[:-1]):
        if heading.block.kind is not HEADING:
            continue
        following = paragraphs[index + 1]
        if index + 1 in _lead_ins(subject) and following.block.kind is PARAGRAPH:
            if _nothing_follows(subject, index + 1) and _announces(subject.text, following):
                yield _empty(subject, heading, "holds nothing but a lead-in to a list that does not come")
        elif _is_skipped(subject, index):
            yield _empty(subject, heading, "has nothing under it before the next section starts")

    if paragraphs and (last := _last_heading(subject)) is not None:
        yield _empty(subject, last, "has nothing under it: the text ends here")


def _empty(subject: Subject, heading: Paragraph, what: str) -> Hit:
    end = heading.start + len(subject.text[heading.start : heading.end].rstrip("*_ #"))
    return Hit(heading.start, end, f"“{_short(_title(subject, heading))}” {what}.")


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
    if heading is not subject.paragraphs[-1] and _HISTORY.search(_title(subject, heading)):
        return None
    runs_on = before is not None and others[-1] is not before and _goes_on(before, heading)
    return heading if runs_on else None


def _is_skipped(subject: Subject, index: int) -> bool:
    """Whether a numbered section has no words, while the one before and the one after it have."""
    paragraphs = subject.paragraphs
    heading, following = paragraphs[index], paragraphs[index + 1]
    if following.block.kind is not HEADING:
        return False
    if not _goes_on(heading, following) and not _steps_up(subject, index):
        return False
    if index == 0 or index + 2 >= len(paragraphs):
        return False
    before, after = paragraphs[index - 1], paragraphs[index + 2]
    inside = heading.block.number.startswith(f"{before.block.number}.") and before.block.number
    if after.block.kind is HEADING or (before.block.kind is HEADING and not inside):
        return False
    same = (subject.text[heading.block.start] == "#") == (subject.text[following.block.start] == "#")
    return same and _says_little(_title(subject, heading))


def _says_little(title: str) -> bool:
    """Whether a title is a topic; a whole sentence may be all that a section says."""
    return (
        len(title) <= 60 and title[-1:] not in ".!:;," and not title[:1].isdigit() and len(title.split()) <= 9
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
                and not _HISTORY.search(_title(subject, heading))
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
        _says_little(_title(subject, heading).rstrip(".:"))
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

_SEVERAL = lazy(
    r"\b(?:names|types|categories|kinds|purposes|reasons|cookies|parties|providers|partners|"
    r"recipients|rights|"
    r"Arten|Kategorien|Zwecke|Empfänger|Rechte|Cookies|catégories|finalités|destinataires|droits|types|"
    r"categorías|finalidades|destinatarios|derechos|tipos|kategorier|ändamål|mottagare|rättigheter)\b"
)


def _find_short_lists(subject: Subject) -> Iterator[Hit]:
    """Lead-ins that announce several things, of which one comes."""
    text, paragraphs = subject.text, subject.paragraphs
    for index in sorted(_lead_ins(subject) - {len(paragraphs) - 1}):
        paragraph = paragraphs[index]
        if (
            paragraph.block.kind is PARAGRAPH
            and paragraphs[index + 1].block.kind is ITEM
            and _is_alone(subject, index + 1)
            and _announces(text, paragraph)
        ):
            hit = _lead_in(subject, paragraph)
            if _SEVERAL.search(text, hit.start, hit.end):
                yield Hit(hit.start, hit.end, "Announces several, but only one follows.")


def _is_alone(subject: Subject, index: int) -> bool:
    """Whether an item is the only one up to the next heading, and what follows it is no torn list."""
    for each in subject.paragraphs[index + 1 : index + 12]:
        if each.block.kind is HEADING:
            break
        if each.block.kind is ITEM or each.end - each.start < 40 or subject.text[each.start] in "*_":
            return False
    return not subject.text.startswith("**", subject.paragraphs[index].start)


def _find_before_headings(subject: Subject) -> Iterator[Hit]:
    """Lead-ins before a heading of the same or a higher rank, which may be the list or not."""
    paragraphs = subject.paragraphs
    for index in sorted(_lead_ins(subject) - {len(paragraphs) - 1}):
        following = paragraphs[index + 1]
        if following.block.kind is not HEADING or not _announces(subject.text, paragraphs[index]):
            continue
        above = _heading_above(paragraphs, index)
        if (
            above is not None
            and above.block.level >= following.block.level
            and subject.text[above.block.start] == subject.text[following.block.start] == "#"
            and not _nothing_follows(subject, index)
        ):
            yield _lead_in(subject, paragraphs[index])


_TURNS = lazy(
    r"\W{0,4}(?:we|you|your|our|if|please|this|these|however|for more|in "
    r"addition|wir|sie|ihre|unsere|wenn|bitte|"
    r"nous|vous|vos|notre|si|usted|si|podemos|puede|noi|potete|puoi|você|vi|du|wij|u kunt|om)\b",
    re.IGNORECASE,
)


def _find_unlisted(subject: Subject) -> Iterator[Hit]:
    """Lead-ins after which the text turns to something else, and no list comes before the next heading."""
    text, paragraphs = subject.text, subject.paragraphs
    for index in sorted(_lead_ins(subject) - {len(paragraphs) - 1}):
        following = paragraphs[index + 1]
        if (
            following.block.kind is PARAGRAPH
            and following.end - following.start >= 80
            and text[following.end - 1] == "."
            and len(subject.sentences(following)) > 1
            and _TURNS.match(text, following.start)
            and _announces(text, paragraphs[index])
            and not _lists(subject, index + 1)
        ):
            hit = _lead_in(subject, paragraphs[index])
            if not _AS_FOLLOWS.search(text, hit.start, hit.end):
                yield hit


_AS_FOLLOWS = lazy(
    r"as follows|follow\w* (?:way|manner|statement|notice|text)|wie folgt|comme suit|below|unten"
)


def _lists(subject: Subject, index: int) -> bool:
    """Whether items, rows or short blocks stand between here and the next heading."""
    for each in subject.paragraphs[index : index + 10]:
        if each.block.kind is HEADING:
            return False
        if each.block.kind is ITEM or each.end - each.start < 80 or subject.text[each.start] in "|*_(":
            return True
    return False


RULES: tuple[Rule, ...] = (
    Rule(
        id="lead-in-without-list",
        issue="empty-section",
        title="Announces a list, but none follows",
        why="What was to be listed, such as the data, the recipients or the cookies, is not "
        "disclosed at all.",
        severity=Severity.HIGH,
        tier=Tier.SURE,
        find=_find_lead_ins,
        hits=(
            (
                "# Shop\n\n## Cookies\n\n⟦When you come to the shop, the following cookies are set:⟧\n\n"
                "## Contact\n\nWrite to us if you have a question."
            ),
            (
                "# Laden\n\n## 3. Empfänger\n\n⟦Wir geben Ihre Daten an folgende Empfänger weiter:⟧\n\n"
                "## 4. Speicherdauer\n\nWir speichern die Daten zwei Jahre lang."
            ),
            (
                "# Magasin\n\n## Vos données\n\nVoici comment faire. ⟦Nous collectons auprès de vous les "
                "données suivantes :⟧\n\n## Vos droits\n\nVous pouvez nous écrire à tout moment."
            ),
            "## Derechos\n\nPuede escribirnos. ⟦En concreto, usted tiene los derechos siguientes:⟧",
        ),
        misses=(
            "## Cookies\n\nThe following cookies are set:\n\n- one\n- two\n\n## Contact\n\nWrite to us.",
            (
                "## Cookies\n\nThe following cookies are set:\n\n### Statistics\n\nThese count visits.\n"
                "\n## Contact\n\nWrite."
            ),
            "## Cookies\n\nThe following cookies are set:\n\n| Name | Purpose |\n| --- | --- |\n| a | b |\n",
            (
                "**Nos cookies**\n\nNous utilisons les cookies suivants :\n\n**Mesure d’audience**\n\n"
                "Ils comptent les visites."
            ),
            "## Contact\n\nE-mail:\n\n## Changes\n\nWe may change this notice.",
        ),
    ),
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
            "## 1. Scope\n\nThis is about the shop.\n\n## 2. Version history\n\nVersion 23/6–2025.",
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
    Rule(
        id="list-of-one",
        issue="empty-section",
        title="Announces several, but only one follows",
        why="A list that was to name all of a kind and names one is probably not complete.",
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_find_short_lists,
        hits=(
            (
                "⟦The names of our cookies and their purposes are listed below:⟧\n\n- Statistics\n\n"
                "You can block them all if you like to do so."
            ),
            (
                "⟦Wir verfolgen die folgenden Zwecke mit Ihren Daten:⟧\n\n- Lieferung\n\n"
                "Mehr sagen wir Ihnen dazu an dieser Stelle nicht."
            ),
            (
                "⟦Vos données ont les finalités suivantes :⟧\n\n- Livraison\n\nVous pouvez vous y "
                "opposer à tout moment par lettre."
            ),
        ),
        misses=(
            (
                "The names of our cookies are listed below:\n\n- Statistics\n- Login\n\n"
                "You can block them all if you like to do so."
            ),
            "The reason is the following:\n\n- Statistics\n\nYou can block it.",
            "Cookies:\n\n- Statistics\n\nYou can block it.",
        ),
    ),
    Rule(
        id="lead-in-then-prose",
        issue="empty-section",
        title="Announces a list, but goes on with something else",
        why="What was to be listed, such as the data, the recipients or the cookies, is not "
        "disclosed at all.",
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_find_unlisted,
        hits=(
            (
                "⟦We share your data with the following recipients:⟧\n\nYou can block cookies in your "
                "browser. If you do so, some pages of the shop may look odd to you."
            ),
            (
                "⟦Wir geben Daten an folgende Empfänger weiter:⟧\n\nSie können Cookies im Browser "
                "sperren. Manche Seiten des Ladens sehen dann vielleicht merkwürdig aus."
            ),
            (
                "⟦Nous transmettons vos données aux destinataires suivants :⟧\n\nVous pouvez bloquer les "
                "cookies. Certaines pages du magasin peuvent alors sembler étranges."
            ),
        ),
        misses=(
            "We share your data with the following recipients:\n\n- banks\n- carriers",
            (
                "We share your data with the following recipients:\n\nBanks, which handle the payment. "
                "Carriers, which bring you the goods that you have ordered from us."
            ),
            (
                "Our address:\n\nYou find us in the High Street. Our shop is open from nine to five on "
                "every day."
            ),
        ),
    ),
    Rule(
        id="lead-in-before-heading",
        issue="empty-section",
        title="Announces a list, and a heading follows",
        why="Unless the headings that follow are the list, what was to be listed is not disclosed at all.",
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_find_before_headings,
        hits=(
            "# Shop\n\n## Data\n\n⟦We collect the following data about you:⟧\n\n## Cookies\n\nWe use two.",
            "# Laden\n\n## Daten\n\n⟦Wir erheben die folgenden Daten:⟧\n\n## Cookies\n\nEs sind zwei.",
            (
                "# Magasin\n\n## Données\n\n⟦Nous collectons les données suivantes :⟧\n\n## Cookies\n\n"
                "Deux en tout."
            ),
        ),
        misses=(
            "# Shop\n\n## Data\n\nWe collect the following data:\n\n### Orders\n\nWhat you buy.",
            "# Shop\n\n## Data\n\nWe collect the following data:\n\n- orders\n\n## Cookies\n\nWe use two.",
            "# Shop\n\n## Data\n\nOur shop:\n\n## Cookies\n\nWe use two.",
        ),
    ),
)
