"""Lead-ins that announce a list which does not come, or not where it should."""

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
def lead_ins(subject: Subject) -> frozenset[int]:
    """The indices of the paragraphs and items that end on a colon."""
    text = subject.text
    return frozenset(
        index
        for index, each in enumerate(subject.paragraphs)
        if text[each[2] - 1] in _LEADING and each.block.kind is not HEADING and _leads_in(text, each)
    )


def announces(text: str, paragraph: Paragraph) -> bool:
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


def nothing_follows(subject: Subject, index: int) -> bool:
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
    if _is_marked(subject, following) and goes_on(above, following):
        return True
    return _STOCK.match(title_of(subject, following)) is not None


def title_of(subject: Subject, heading: Paragraph) -> str:
    """The words of a heading, without number and mark-up."""
    return subject.structure.title(heading.block)


def _is_marked(subject: Subject, heading: Paragraph) -> bool:
    """Whether mark-up or a number shows that it is a heading."""
    return subject.text[heading.block.start] in "#*_" or bool(heading.block.number)


def goes_on(above: Paragraph, below: Paragraph) -> bool:
    """Whether 4 comes after 3, 2.4 after 2.3, VIII after VII or d after c."""
    one, two = above.block.number.split("."), below.block.number.split(".")
    if one[:-1] != two[:-1] or above.block.level != below.block.level:
        return False
    return next_to(one[-1], two[-1])


def _find_lead_ins(subject: Subject) -> Iterator[Hit]:
    """Lead-ins such as “the following:” after which the section, or the text, is over."""
    text = subject.text
    for index in sorted(lead_ins(subject)):
        paragraph = subject.paragraphs[index]
        if nothing_follows(subject, index) and announces(text, paragraph):
            yield _lead_in(subject, paragraph)


def _lead_in(subject: Subject, paragraph: Paragraph) -> Hit:
    start, end = subject.sentences(paragraph)[-1]
    end = start + len(subject.text[start:end].rstrip("*_ \u00a0"))
    start += len(subject.text[start:end]) - len(subject.text[start:end].lstrip("*_ "))
    announced = "an address" if _ADDRESS.search(subject.text, max(start, end - _SAMPLE), end) else "a list"
    return Hit(start, end, f"Announces {announced}, but none follows.")


_ADDRESS = lazy(
    r"\b(?:e-?mail )?address\W{1,4}\Z|\b(?:Adresse|Anschrift|dirección|indirizzo|adress)\W{1,4}\Z"
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
    for index in sorted(lead_ins(subject) - {len(paragraphs) - 1}):
        paragraph = paragraphs[index]
        if (
            paragraph.block.kind is PARAGRAPH
            and paragraphs[index + 1].block.kind is ITEM
            and _is_alone(subject, index + 1)
            and announces(text, paragraph)
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
    for index in sorted(lead_ins(subject) - {len(paragraphs) - 1}):
        following = paragraphs[index + 1]
        if following.block.kind is not HEADING or not announces(subject.text, paragraphs[index]):
            continue
        above = _heading_above(paragraphs, index)
        if (
            above is not None
            and above.block.level >= following.block.level
            and subject.text[above.block.start] == subject.text[following.block.start] == "#"
            and not nothing_follows(subject, index)
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
    for index in sorted(lead_ins(subject) - {len(paragraphs) - 1}):
        following = paragraphs[index + 1]
        if (
            following.block.kind is PARAGRAPH
            and following.end - following.start >= 80
            and text[following.end - 1] == "."
            and len(subject.sentences(following)) > 1
            and _TURNS.match(text, following.start)
            and announces(text, paragraphs[index])
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
            (
                "# Shop\n\n## Questions\n\n⟦If you have any questions about this policy, please write to our "
                "officer at the following address:⟧\n\n## Changes\n\nWe may change this at any time."
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
