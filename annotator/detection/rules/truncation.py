"""Sentences and list items that stop in the middle, and a text that does."""

import re
from collections.abc import Iterator
from itertools import pairwise

from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.words_of_ending import NEVER, OPEN_ENDED, RELATIVES, SELDOM, STARTERS, TAKERS
from annotator.detection.subject import Paragraph, Subject
from annotator.domain import Severity
from annotator.text.structure import BlockKind

_CLOSERS = "*_ \t\u00a0\u200b"
_SHORTEST = 24
"""Code points of a paragraph below which it is a label rather than a sentence."""
_LONGEST_TITLE = 60
"""A line without mark-up that is longer and has no stop is as well a sentence that lost its end."""
_TAIL = 160
_SHOWN = 5
"""Words that are marked of a sentence that breaks off."""
_LAST_WORDS = 8
"""Words of prose that the last paragraph has at least, and that are marked of it."""
_TORN = 3
"""So many paragraphs that go on in the next one show a page that was cut into lines."""

_STOP = re.compile(r"\.(?=\s|\Z)")
_SINGLE = {language: {word for word in words if " " not in word} for language, words in NEVER.items()}
_LAST_OF_PAIR = {
    language: {word.rpartition(" ")[2] for word in words if " " in word} for language, words in NEVER.items()
}
_SUSPECTS = frozenset(
    word
    for language in NEVER
    for word in (*_SINGLE[language], *_LAST_OF_PAIR[language], *SELDOM.get(language, ()))
)
_BY_RIGHT = re.compile(
    r"\b(?:(?:les?|la) (?:votre|notre)|(?:los|las|el|la) nuestr[oa]s?|et al"
    r"|(?:lett?(?:era|re)?|letras?|alíneas?|lit|punto|inciso|apartado|anexo|allegato|opción|tipo)\.? a)\Z"
)
"""*Les votre*, *los nuestros*, *et al.*, *lettera a*."""
_JOINERS = frozenset(
    [
        "and",
        "or",
        "and/or",
        "und",
        "oder",
        "und/oder",
        "et",
        "ou",
        "et/ou",
        "y",
        "o",
        "y/o",
        "e",
        "e/o",
        "e/ou",
        "och",
        "eller",
        "och/eller",
        "en",
        "of",
        "en/of",
    ]
)


def _find_cut_off(subject: Subject) -> Iterator[Hit]:
    """Paragraphs and items whose last word leaves one waiting, and sentences that stop after one."""
    yield from _before_stops(subject)
    torn: bool | None = None
    paragraphs = subject.paragraphs
    for index, paragraph in enumerate(paragraphs):
        if paragraph.end - paragraph.start < _SHORTEST:
            continue
        end = _words_end(subject.text, paragraph)
        last = _last_word(subject.text, paragraph.start, end)
        if last not in _SUSPECTS or _is_row(subject.text, paragraph) or _is_title(subject, paragraph):
            continue
        if not _waits(subject.text, paragraph, end, last):
            continue
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        if not _stands_alone(subject.text, paragraph, following, last):
            continue
        if torn is None:
            torn = _is_torn(subject)
        between_items = following is not None and following.block.kind is BlockKind.ITEM
        if torn and not between_items:
            continue
        yield _hit(subject.text, paragraph.start, end, end, last)


def _before_stops(subject: Subject) -> Iterator[Hit]:
    text = subject.text
    for match in _STOP.finditer(text):
        stop = match.start()
        tail = text[max(0, stop - 12) : stop]
        words = tail.split()
        if not words or words[-1] not in _SUSPECTS or len(words[-1]) < 2 or words[-1] == tail:
            continue
        if not _sentence_ends(text, match.end()):
            continue
        paragraph = subject.paragraph_at(stop)
        if paragraph is None or stop >= paragraph.end:
            continue
        end = max(0, stop - len(tail)) + len(tail.rstrip())
        if _never(text, paragraph, end, words[-1]) and not _is_row(text, paragraph):
            yield _hit(text, paragraph.start, end, match.end(), words[-1])


def _sentence_ends(text: str, after: int) -> bool:
    """Whether what follows a stop starts anew, so that the stop is no part of a name or an abbreviation."""
    rest = text[after : after + 12].lstrip("* _\t\u00a0([“\"'")
    return not rest or rest[0] in "\r\n#•" or rest[0].isupper()


def _words_end(text: str, paragraph: Paragraph) -> int:
    end = paragraph.end
    while end > paragraph.start and text[end - 1] in _CLOSERS:
        end -= 1
    return end


def _last_word(text: str, start: int, end: int) -> str:
    if end <= start or not text[end - 1].islower():
        return ""
    return text[max(start, end - 24) : end].rsplit(None, 1)[-1].lstrip("(“\"'[*_")


def _is_row(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph is a table row, a menu in one line, or code."""
    return text[paragraph.block.start] in "|>`<" or " | " in text[paragraph.start : paragraph.start + 2000]


def _is_title(subject: Subject, paragraph: Paragraph) -> bool:
    """Whether it is a heading that its mark-up or its length shows to be one."""
    if paragraph.block.kind is not BlockKind.HEADING:
        return False
    return subject.text[paragraph.block.start] in "#*_" or paragraph.end - paragraph.start < _LONGEST_TITLE


def _waits(text: str, paragraph: Paragraph, end: int, last: str) -> bool:
    return _never(text, paragraph, end, last) or _seldom(text, paragraph, end, last)


def _never(text: str, paragraph: Paragraph, end: int, last: str) -> bool:
    listed = NEVER.get(paragraph.language)
    if listed is None:
        return False
    if last in listed:
        return not _BY_RIGHT.search(text, max(paragraph.start, end - 20), end)
    if last not in _LAST_OF_PAIR[paragraph.language]:
        return False
    words = text[max(paragraph.start, end - 40) : end].lower().split()
    return " ".join(words[-2:]) in listed or " ".join(words[-3:]) in listed


def _seldom(text: str, paragraph: Paragraph, end: int, last: str) -> bool:
    if last not in SELDOM.get(paragraph.language, ()):
        return False
    tail = text[max(paragraph.start, end - _TAIL) : end]
    words = re.split(r"[.!?]\s", tail)[-1].lower().replace("’", "'").split()[:-1]
    if len(words) < 6 or not words[-1].isalpha() or words[-1].endswith(("ed", "ing")):
        return False
    return RELATIVES.isdisjoint(words[-15:]) and TAKERS.isdisjoint(words[-5:])


def _stands_alone(text: str, paragraph: Paragraph, following: Paragraph | None, last: str) -> bool:
    """Whether nothing that follows can be what the paragraph is waiting for."""
    if following is None:
        return True
    opening = text[following.start : following.start + 40].lstrip("*_ “\"'")
    kind = following.block.kind
    if kind is BlockKind.ITEM:
        return (
            paragraph.block.kind is BlockKind.ITEM
            and following.block.level <= paragraph.block.level
            and last not in _JOINERS
            and not (text[paragraph.start].isupper() and opening[:1].islower())
        )
    if not opening[:1].isupper():
        return False
    if kind is BlockKind.HEADING:
        return text[following.block.start] == "#" or last not in _JOINERS
    if text.count("\n", paragraph.end, following.start) < 2:
        return False
    first = re.match(r"\w+", opening)
    return (
        first is not None
        and first[0].lower() in STARTERS.get(following.language, ())
        and last not in _JOINERS
    )


def _is_torn(subject: Subject) -> bool:
    """Whether the capture cut paragraphs into lines, so that sentences go on in the next paragraph."""
    torn = 0
    text, paragraphs = subject.text, subject.paragraphs
    for paragraph, following in pairwise(paragraphs):
        if (
            following.block.kind is not BlockKind.ITEM
            and text[following.start].islower()
            and text[paragraph.end - 1].isalpha()
            and paragraph.block.kind is not BlockKind.RULE
        ):
            torn += 1
            if torn >= _TORN:
                return True
    return False


def _hit(text: str, floor: int, end: int, stop: int, last: str) -> Hit:
    tail = text[max(floor, end - _TAIL) : end]
    clause = re.split(r"[.!?,;:()\n]\s?", tail)[-1]
    words = clause.split()
    shown = clause
    if len(words) > _SHOWN:
        at = len(clause)
        for word in reversed(words[-_SHOWN:]):
            at = clause.rindex(word, 0, at)
        shown = clause[at:]
    start = end - len(shown.lstrip("*_ \t"))
    if stop > end + 1:
        return Hit(start, stop, f"Between “{last}” and the stop a word or a link is missing.")
    return Hit(start, stop, f"Stops in the middle: nothing follows “{last}”.")


def _find_ending(subject: Subject) -> Iterator[Hit]:
    """The last paragraph, where it is prose and has no stop."""
    if not subject.paragraphs:
        return
    paragraph = subject.paragraphs[-1]
    text = subject.text
    start, end = subject.sentences(paragraph)[-1]
    words = text[start:end].split()[-_LAST_WORDS:]
    if (
        paragraph.block.kind is BlockKind.PARAGRAPH
        and len(words) == _LAST_WORDS
        and (text[end - 1].isalpha() or text[end - 1] in ",;")
        and not any(sign in word for sign in ("|", "©", "](", "@", "://") for word in words)
        and sum(word[:1].islower() for word in words) * 10 >= len(words) * 7
    ):
        start = text.rindex(words[0], start, end - sum(map(len, words[1:])))
        yield Hit(start, end, f"The text ends without a stop, after “{words[-1].rstrip(',;')}”.")


def _find_comma_endings(subject: Subject) -> Iterator[Hit]:
    """Paragraphs and items that end on a comma or a semicolon where those around them end on stops."""
    text, paragraphs = subject.text, subject.paragraphs
    for index, paragraph in enumerate(paragraphs):
        end = paragraph.end
        if text[end - 1] not in ",;" or paragraph.block.kind is BlockKind.HEADING or _is_row(text, paragraph):
            continue
        before = paragraphs[index - 1] if index else None
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        if _goes_on(text, paragraph, following) or not _stops(text, paragraph, before, following):
            continue
        start, end = subject.sentences(paragraph)[-1]
        words = text[start:end].split()
        if len(words) >= 5 and text[start].isupper():
            shown = start
            if len(words) > _SHOWN:
                shown = end - len(re.split(r"[,;:()]\s", text[max(start, end - _TAIL) : end])[-1])
            sign = "comma" if text[end - 1] == "," else "semicolon"
            yield Hit(
                max(shown, start), end, f"The sentence ends on a {sign}, as if something had been cut off."
            )


def _goes_on(text: str, paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Whether the next block may go on with the sentence: it starts small, or a paragraph has items."""
    if following is None:
        return False
    same = following.block.kind is paragraph.block.kind or following.block.kind is BlockKind.HEADING
    return text[following.start].islower() or not same


def _stops(text: str, paragraph: Paragraph, before: Paragraph | None, following: Paragraph | None) -> bool:
    """Whether a neighbour of its kind ends on a stop, and none as it does; a heading after it will do."""
    alike = [
        each for each in (before, following) if each is not None and each.block.kind is paragraph.block.kind
    ]
    if any(
        text[each.end - 1] in ",;:" or _last_word(text, each.start, each.end) in _JOINERS for each in alike
    ):
        return False
    headed = following is None or following.block.kind is BlockKind.HEADING
    return any(text[each.end - 1] == "." for each in alike) or (
        headed and paragraph.block.kind is BlockKind.PARAGRAPH
    )


def _find_likely_cut_off(subject: Subject) -> Iterator[Hit]:
    """Paragraphs of some length that end on such a word, before a heading or another full paragraph."""
    text, paragraphs = subject.text, subject.paragraphs
    torn: bool | None = None
    for index, paragraph in enumerate(paragraphs):
        if paragraph.block.kind is BlockKind.ITEM or paragraph.end - paragraph.start < 2 * _SHORTEST:
            continue
        end = _words_end(text, paragraph)
        last = _last_word(text, paragraph.start, end)
        if last not in OPEN_ENDED.get(paragraph.language, ()):
            continue
        if _is_row(text, paragraph) or _is_title(subject, paragraph):
            continue
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        if _stands_alone(text, paragraph, following, last):
            torn = _is_torn(subject) if torn is None else torn
            if not torn:
                yield _hit(text, paragraph.start, end, end, last)


RULES: tuple[Rule, ...] = (
    Rule(
        id="sentence-cut-off",
        issue="truncated-sentence",
        title="Stops in the middle of a sentence",
        why="What the sentence was to say is not part of the policy: the reader is told of a recipient, a "
        "purpose or a right that is then missing.",
        severity=Severity.HIGH,
        tier=Tier.SURE,
        find=_find_cut_off,
        languages=frozenset(NEVER),
        hits=(
            (
                "We may check your record before we hire you:\n\n- Your references are taken up by "
                "phone.\n- We learn about earlier fines by ⟦ordering a police certificate through⟧\n"
                "- Your diplomas are verified by our staff.\n"
            ),
            (
                "Closing the account removes your details from ⟦our servers and any other .⟧ Afterwards "
                "it is gone."
            ),
            (
                "Wir geben Ihre Angaben nur weiter, wenn Sie zustimmen, und ⟦löschen sie nach Ablauf "
                "der⟧\n\n## Ihre Rechte\n\nSie haben das Recht auf Auskunft über Ihre Daten."
            ),
            (
                "Nous conservons vos données aussi longtemps que ⟦cela est nécessaire pour les⟧\n\n"
                "## Vos droits\n\nVous pouvez demander la suppression de vos données."
            ),
            (
                "Conservamos sus datos durante el tiempo necesario ⟦y luego los destruimos según⟧\n\n"
                "## Sus derechos\n\nUsted puede solicitar el acceso a sus datos personales."
            ),
            (
                "Vi sparar dina uppgifter så länge du är kund hos oss ⟦och därefter så länge som⟧\n\n"
                "## Dina rättigheter\n\nDu har rätt att få veta vilka uppgifter vi har om dig."
            ),
        ),
        misses=(
            (
                "We share it with:\n\n- banks that we work with; and\n- the carriers that you order "
                "through\n\nYou can choose which of them you hear from."
            ),
            (
                "For the purposes for which we use it, see the list of partners whom we share the data "
                "with\n\n## How to opt out\n\nFollow the link and log in."
            ),
            (
                "Wir weisen Sie darauf hin, bevor Ihr Vertrag endet, und bieten Ihnen dann eine "
                "Verlängerung an\n\n## Kündigung\n\nSie können jederzeit kündigen. Danach nimmt niemand "
                "mehr teil."
            ),
            (
                "This notice is issued by the owner of the shop and the\n\ncompany that runs it for all "
                "of its customers in the country."
            ),
            "We collect information such as\n\n- your name\n- your address\n",
            (
                "Wir verarbeiten nur, was Sie uns geben. Dafür stehen wir ein. Mehr geben wir nicht auf. "
                "Das ist so."
            ),
            (
                "Trattiamo i dati personali in base all’articolo 6, paragrafo 1, lettera a\n\n"
                "## Diritti\n\nPuoi scriverci."
            ),
            (
                "Vous pouvez vous opposer à ce traitement à tout moment. Si vous n’avez pas d’adresse, "
                "créez-en une."
            ),
        ),
    ),
    Rule(
        id="text-ends-without-stop",
        issue="truncated-sentence",
        title="The text ends without a stop",
        why="The end of a document is where captures and copies are cut off: what came after may be missing.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_find_ending,
        hits=(
            (
                "You may write to us at any time.\n\nWe will then do ⟦what is reasonable to put the "
                "matter right⟧"
            ),
            "Sie können uns schreiben. Wir werden dann tun, ⟦was nötig ist, um den fehler zu beheben⟧",
            "Écrivez-nous. Nous ferons alors tout ⟦ce qui est possible pour corriger cette erreur⟧",
        ),
        misses=(
            "You may write to us at any time. We will then do what is reasonable to put the matter right.",
            (
                "Write to us.\n\nExample Trading Ltd, 5 High Street, Some Town, AB1 2CD, United Kingdom "
                "of Great Britain"
            ),
            "Last updated: 5 May 2020",
            "© 2020 The Makers of This Site. All rights reserved by us",
        ),
    ),
    Rule(
        id="sentence-ends-on-comma",
        issue="truncated-sentence",
        title="Ends on a comma or semicolon",
        why="A full sentence that ends on a comma or a semicolon was often meant to go on.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_find_comma_endings,
        hits=(
            (
                "- Orders. We use your data to fulfil your orders, ⟦payments on our site;⟧\n"
                "- Support. We use your data to help you."
            ),
            (
                "Wir speichern Ihre Daten. ⟦Sie werden gelöscht nach dem Ende des Vertrags,⟧\n\n"
                "Sie haben Rechte."
            ),
            (
                "Nous gardons vos données. ⟦Elles sont ensuite effacées de nos serveurs,⟧\n\n"
                "Vous avez des droits."
            ),
        ),
        misses=(
            "We use it to:\n\n- fulfil your orders;\n- help you; and\n- send you news.",
            "Dear customer,\n\nWe value your privacy.",
            "We keep your data. They are then deleted from our servers,\n\nunless the law says otherwise.",
        ),
    ),
    Rule(
        id="sentence-likely-cut-off",
        issue="truncated-sentence",
        title="Probably stops in the middle of a sentence",
        why="What the sentence was to say is not part of the policy.",
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_find_likely_cut_off,
        languages=frozenset(OPEN_ENDED),
        hits=(
            (
                "We delete your account within thirty days of your request, ⟦after which your data "
                "will⟧\n\n## Your rights\n\nYou may ask us for a copy of all data."
            ),
            (
                "Wir löschen Ihre Daten, sobald der Vertrag endet, ⟦oder auch schon früher wenn⟧\n\n"
                "## Ihre Rechte\n\nSie haben das Recht auf Auskunft."
            ),
            (
                "Nous effaçons vos données à la fin du contrat et ⟦ensuite ce qui reste peut⟧\n\n"
                "## Vos droits\n\nVous pouvez demander une copie."
            ),
        ),
        misses=(
            "## Who we are\n\nWe run this shop. You may ask us who we are.",
            "- what our partners are\n- where your personal data may be sent to and when",
            "We delete your account within thirty days, after which your data will\n\nbe gone.",
        ),
    ),
)
