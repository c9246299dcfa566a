"""Sentences and list items that stop in the middle, and a text that does."""

import re
from collections.abc import Iterator

from annotator.detection.literals import Sought
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.unfinished import SUSPECTS, TAIL, cuts, ends_never, is_row, last_word
from annotator.detection.rules.words_of_ending import JOINERS, NEVER, OPEN_ENDED
from annotator.detection.subject import Paragraph, Subject
from annotator.domain import Severity
from annotator.text.structure import HEADING, PARAGRAPH

_SHOWN = 5
"""Words that are marked of a sentence that breaks off."""
_STOPS = Sought([" .", *(f" {word}." for word in SUSPECTS if len(word) > 1)])
"""Where a sentence may stop behind one of these words."""
_LAST_WORDS = 8
"""Words of prose that the last paragraph has at least, and that are marked of it."""


def _find_cut_off(subject: Subject) -> Iterator[Hit]:
    """Paragraphs and items whose last word leaves one waiting, and sentences that stop after one."""
    yield from _before_stops(subject)
    for cut in cuts(subject):
        if cut.certain:
            yield _hit(subject.text, cut.paragraph.start, cut.end, cut.end, cut.last)


def _before_stops(subject: Subject) -> Iterator[Hit]:
    text = subject.text
    for stop in sorted(at + len(words) - 1 for words, places in _STOPS.places(subject) for at in places):
        tail = text[max(0, stop - 12) : stop]
        words = tail.split()
        if not words or words[-1] not in SUSPECTS or words[-1] == tail or text[stop + 1 : stop + 2].strip():
            continue
        if not _sentence_ends(text, stop + 1):
            continue
        paragraph = subject.paragraph_at(stop)
        if paragraph is None or stop >= paragraph.end:
            continue
        end = max(0, stop - len(tail)) + len(tail.rstrip())
        if ends_never(text, paragraph, end, words[-1]) and not is_row(text, paragraph):
            yield _hit(text, paragraph.start, end, stop + 1, words[-1])


def _sentence_ends(text: str, after: int) -> bool:
    """Whether what follows a stop starts anew, so that the stop is no part of a name or an abbreviation."""
    rest = text[after : after + 12].lstrip("* _\t\u00a0([“\"'")
    return not rest or rest[0] in "\r\n#•" or rest[0].isupper()


def _hit(text: str, floor: int, end: int, stop: int, last: str) -> Hit:
    tail = text[max(floor, end - TAIL) : end]
    clause = tail if last[-1:] == "." else re.split(r"[.!?,;:()\n]\s?", tail)[-1]
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
        paragraph.block.kind is PARAGRAPH
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
        if text[end - 1] not in ",;" or paragraph.block.kind is HEADING or is_row(text, paragraph):
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
                shown = end - len(re.split(r"[,;:()]\s", text[max(start, end - TAIL) : end])[-1])
            sign = "comma" if text[end - 1] == "," else "semicolon"
            yield Hit(
                max(shown, start), end, f"The sentence ends on a {sign}, as if something had been cut off."
            )


def _goes_on(text: str, paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Whether the next block may go on with the sentence: it starts small, or a paragraph has items."""
    if following is None:
        return False
    same = following.block.kind is paragraph.block.kind or following.block.kind is HEADING
    return text[following.start].islower() or not same


def _stops(text: str, paragraph: Paragraph, before: Paragraph | None, following: Paragraph | None) -> bool:
    """Whether a neighbour of its kind ends on a stop, and none as it does; a heading after it will do."""
    alike = [
        each for each in (before, following) if each is not None and each.block.kind is paragraph.block.kind
    ]
    if any(text[each.end - 1] in ",;:" or last_word(text, each.start, each.end) in JOINERS for each in alike):
        return False
    headed = following is None or following.block.kind is HEADING
    return any(text[each.end - 1] == "." for each in alike) or (headed and paragraph.block.kind is PARAGRAPH)


def _find_likely_cut_off(subject: Subject) -> Iterator[Hit]:
    """Paragraphs and items that end on words that seldom end a sentence."""
    for cut in cuts(subject):
        if not cut.certain:
            yield _hit(subject.text, cut.paragraph.start, cut.end, cut.end, cut.last)


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
                "We share data with:\n\n- banks, carriers, printers, ⟦and our⟧\n"
                "- Authorities that ask us for it.\n"
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
            (
                "Wir fragen nur nach Ihrer Nummer, damit ⟦der Fahrer am Morgen Sie⟧\n\n"
                "## Rechte\n\nSie können Auskunft verlangen."
            ),
            (
                "Chiediamo il consenso, salvo che l’indirizzo di ⟦posta e quello indicato non⟧\n\n"
                "## Diritti\n\nPuoi scriverci quando vuoi."
            ),
            (
                "We use your data to:\n\n- send the goods\n- ⟦comply with our duties under⟧\n\n"
                "By placing an order you tell us where to send them."
            ),
            (
                "Wij vragen om een kopie van uw paspoort, maar ⟦alleen als de wet dat⟧\n\n## Rechten\n\n"
                "U kunt uw gegevens inzien."
            ),
            (
                "Podemos guardar os dados do pedido ⟦durante o prazo previsto pela⟧\n\n## Direitos\n\n"
                "Você pode pedir uma cópia."
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
            (
                "Wir melden uns, wenn Sie Kontakt aufnehmen mit uns\n\n## Rechte\n\nSie können Auskunft "
                "verlangen, ob wir Daten haben oder nicht"
            ),
            (
                "Gérez ici toutes les informations personnelles vous concernant\n\n## Vos droits\n\n"
                "Écrivez-nous."
            ),
            (
                "Pour en savoir plus, rendez-vous sur le site de la\n"
                '{{ link(url="https://example.org", word="CNIL") }}\n\n## Droits\n\nÉcrivez-nous.'
            ),
            (
                "- What your telephone tells us when you open the application, including\n\n"
                "- the identifier of the device\n\n- the version of its system"
            ),
            (
                "- What your telephone tells us when you open the application, such as\n\n"
                "- Numbers of the device\n- Languages that you have chosen"
            ),
            "We tell you who the other parties to the agreement are\n\n## Rights\n\nYou may ask us.",
            "Vi behöver dem för att\n\n- räkna hur många som kommer hit samt\n\n- visa vad som är nytt.",
            ("Wir nutzen sie, um\n\n- Ihnen auf Ihre Fragen zu antworten sowie\n- Ihnen Waren zu senden."),
            (
                "You choose what is shown:\n\n- Tell those who place adverts for us what you want at\n\n"
                "- The alliance of makers: https://example.org/choices\n- The other one: www.example.com"
            ),
            (
                "Please see our:\n\n- Privacy Policy at example.org, if you are a user who has an account; "
                "or our\n- Privacy Notice at example.com, if you are none."
            ),
            (
                "Bitte lesen Sie:\n\n- Hinweise für Kunden, die bei uns ein Konto haben; und unsere\n"
                "- Hinweise für Gäste, die keines haben."
            ),
            (
                "Consultez selon le cas :\n\n- la Politique du site si vous avez un compte ; ou notre\n"
                "- Charte des visiteurs si vous n’en avez pas."
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
            ("We collect:\n\n- your name\n- your number, ⟦which we send on to⟧\n- your age\n"),
            "Please see our:\n\n- Policy, if you have an account; ⟦or our⟧\n- Notice, if you have none.",
            (
                "Chi non indica la posta accetta che le lettere ⟦del nostro ufficio saranno inviate⟧\n\n"
                "## Diritti\n\nPuoi scriverci."
            ),
        ),
        misses=(
            "## Who we are\n\nWe run this shop. You may ask us who we are.",
            "- what our partners are\n- where your personal data may be sent to and when",
            "We delete your account within thirty days, after which your data will\n\nbe gone.",
            "We keep a note of the time at which the letters that you ordered were sent\n\n## Rights\n\nAsk.",
        ),
    ),
)
