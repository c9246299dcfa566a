"""Words that are real words and yet the wrong ones, words that are missing, and sentences that run together.

Each pattern is its own row: the words that must be in the text for it to be worth looking, the pattern, what
to say, and the right words. Only patterns of which hardly anyone could mean what they say are here.
"""

# The examples are whole texts, a line each.
# ruff: noqa: E501

from collections.abc import Callable, Iterable, Iterator

from annotator.detection.lazy import lazy
from annotator.detection.literals import Sought
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.language.phrasings import MISSING, RUN_ON, WRONG, Phrasing
from annotator.detection.subject import Subject, folded
from annotator.domain import Severity

_PLAIN = lazy(r"([\w ,:]*)(?![*+?{])(?:\(\?:([\w |]+)\)(?![*+?{]))?")
"""What an anchor begins with and can be found by, before the pattern is tried: words, and then one of several."""
_BEFORE, _AFTER = 90, 200
"""Code points around an anchor that are looked at."""


class _Row:
    """A phrasing, and what is needed to find it."""

    def __init__(self, phrasing: Phrasing) -> None:
        self.phrasing = phrasing
        self.pattern = lazy(phrasing.pattern)
        self.anchor = lazy(phrasing.anchor)


def _beginnings(anchor: str) -> Iterator[str]:
    plain = _PLAIN.match(anchor)
    if plain is not None:
        yield from (plain[1] + each for each in (plain[2] or "").split("|"))


def _finder(table: Iterable[Phrasing]) -> Callable[[Subject], Iterator[Hit]]:
    rows = tuple(map(_Row, table))
    behind: dict[str, list[int]] = {}
    for index, row in enumerate(rows):
        for words in {folded(each) for each in _beginnings(row.phrasing.anchor)}:
            behind.setdefault(words, []).append(index)
    beginnings = Sought(behind)

    def find(subject: Subject) -> Iterator[Hit]:
        places: dict[int, set[int]] = {}
        for words, starts in beginnings.places(subject):
            for index in behind[words]:
                if rows[index].phrasing.language in subject.languages:
                    places.setdefault(index, set()).update(starts)
        for index in sorted(places):
            yield from _hits(subject, rows[index], sorted(places[index]))

    return find


def _hits(subject: Subject, row: _Row, places: Iterable[int]) -> Iterator[Hit]:
    """What is found of a phrasing where its anchor may stand."""
    text = subject.text
    done = 0
    for at in places:
        anchor = row.anchor.match(text, at)
        if anchor is None:
            continue
        floor = max(done, anchor.start() - _BEFORE)
        match = row.pattern.search(text, floor, anchor.end() + _AFTER)
        if match is None or match.start() > anchor.end():
            continue
        done = match.end()
        start, end = match.span("at") if "at" in row.pattern.groupindex else match.span()
        if subject.language_of(start) != row.phrasing.language or _is_quoted(text, start, end):
            continue
        if subject.in_address(start) or subject.in_address(end - 1):
            continue
        yield Hit(
            start,
            end,
            row.phrasing.message.format(" ".join(text[start:end].split())),
            match.expand(row.phrasing.right) if row.phrasing.right else "",
        )


def _is_quoted(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start] in {"“", "„", "«", '"'} and text[end : end + 1] in {"”", "“", "»", '"'}


RULES: tuple[Rule, ...] = (
    Rule(
        id="word-for-another",
        issue="wrong-word",
        title="One word stands for another",
        why="The spelling checker is content, the sentence says something else than was meant or nothing at all.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_finder(row for row in WRONG if row.issue == "wrong-word"),
        hits=(
            "Our partners, ⟦to whom may have⟧ detailed privacy policies, serve these advertisements.",
            "We do this in order not ⟦to loose your⟧ data and settings.",
            "Wir stellen ⟦sicher, das Ihre⟧ Daten geschützt sind und bleiben.",
            "⟦Neither the school or its⟧ staff may be named in what you write.",
            "Förvaltaren ⟦kan lämnar⟧ ut kopior till dig, om du visar att du är du och inte någon annan.",
            "We ask you ⟦previously to using⟧ your picture.",
            "Write to us ⟦in regards to⟧ your rights and to ours.",
            "The visitors ⟦are custom to⟧ the terms of this website.",
        ),
        misses=(
            "The partners to whom we may have sent it, and whom you may have chosen, keep it.",
            "We look at what you clicked on previously to decide what to show you, and sent previously to your account.",
            "We let loose your inner child, and you lose nothing.",
            "Wir speichern das, was Sie uns geben, und das Ihre Daten betreffende Recht gilt.",
        ),
    ),
    Rule(
        id="word-misspelt-as-another",
        issue="misspelling",
        title="A word misspelt as another",
        why="A letter or an apostrophe is missing, and the word has become another; a spelling checker is content.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_finder(row for row in WRONG if row.issue == "misspelling"),
        hits=(
            "We only show them with your explicit ⟦consent an if⟧ you ask.",
            "When we ⟦use you information⟧ to improve our site, we ask first.",
            "It is stored on ⟦your computers hard drive⟧ for a year.",
            "We send you what we think ⟦maybe of interest⟧ to you.",
            "It is ⟦from you account⟧ that we know it, and ⟦when your using⟧ our app.",
            "The members of the EEA are those of the Union, Iceland, ⟦Lichtenstein⟧ and Norway.",
            "They ask for ⟦a drivers licence⟧ or a passport in the shop.",
            "An enquiry with someone ⟦that cant⟧ deal with it is passed on to us.",
            "⟦Huisman bewaard uw persoonlijke gegevens⟧ en uw ⟦IP adres⟧ niet langer dan nodig is.",
        ),
        misses=(
            "De wijze waarop bij Huisman bewaard wordt wat uw persoonlijke gegevens en uw IP-adres zijn.",
            "We use your information. When we use you as an example, we ask first, and an if is an if.",
            "These computers hard-code nothing; the users experience no delay.",
            "We collect from you information such as your name. We assume that your using the site is lawful.",
            "There are cases where your providing of data is required; when your providing of it is not, we say so.",
            "We make any change you request regarding personal information that we hold. The driver's licence is not kept.",
            "The pictures are by Roy Lichtenstein, as is said in this policy and in regard to others. Liechtenstein and Norway are in the EEA.",
            "It uses Immanuel Kant, not cant phrases, as they say in English.",
        ),
    ),
    Rule(
        id="missing-word",
        issue="missing-word",
        title="A word is missing",
        why="Without its subject or its “to” the sentence says nothing certain about who does what.",
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_finder(row for row in MISSING if not row.open),
        hits=(
            "Its data will be removed, ⟦after which will not be able⟧ to restore your account.",
            "All users ⟦are advised adopt⟧ a policy of caution before they click.",
            "⟦This website nor its⟧ owners will ever ask for your password.",
            "You may withdraw your consent ⟦at any by⟧ writing to us.",
            "Vous pouvez retirer votre consentement ⟦à tout sans⟧ devoir nous dire pourquoi.",
            "We disclose it where the law ⟦obliges us do so⟧ and in no other case.",
            "Sie können Ihre Einwilligung jederzeit ⟦mit Wirkung die Zukunft⟧ widerrufen, wenn Sie das wollen.",
            "Nous vous répondrons ⟦dans délai⟧ d’un mois, et vous pouvez ensuite vous adresser à la CNIL.",
        ),
        misses=(
            "At any time, by any means, at time and place agreed, you may complain to the authority on behalf of a child.",
            "It is removed, after which you will not be able to restore it.",
            "Users are advised to adopt it. They are required information that we asked for.",
            "Neither this website nor its owners will ask for it, nor will we.",
            "Der Verantwortliche ist verpflichtet, diese Daten unverzüglich zu löschen, wenn Sie das verlangen.",
            "Sie sind verpflichtet, die uns mitgeteilten Daten zu löschen, sofern Sie damit einverstanden sind.",
        ),
    ),
    Rule(
        id="comma-or-stop-missing",
        issue="punctuation",
        title="Two sentences with a comma or nothing between",
        why="Where one sentence ends and the next begins decides which of them a condition belongs to.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_finder(row for row in RUN_ON if not row.open),
        hits=(
            "We ask for passport data, credit file data ⟦etc, If⟧ you do not agree, we cannot help.",
            "Please ⟦note, however that⟧ this will not affect what was done before.",
            "⟦If applicable sending⟧ statements and reminders as well as collecting payments.",
        ),
        misses=(
            "We ask for name, address, etc., if you agree; it is kept, however long it takes.",
            "Please note, however, that this will not affect what was done before.",
            "If applicable law says so, we delete it.",
        ),
    ),
    Rule(
        id="perhaps-run-on",
        issue="punctuation",
        title="Perhaps two sentences in one",
        why="Where one sentence ends and the next begins decides which of them a condition belongs to.",
        severity=Severity.INFO,
        tier=Tier.MAYBE,
        find=_finder(row for row in RUN_ON if row.open),
        hits=(
            "This is provided free ⟦of charge, if you require⟧ further copies we may charge a fee.",
            "We pass them on to other ⟦companies however these⟧ statistics name nobody.",
            "Some platforms shorten lengthy ⟦urls This is⟧ an example of it.",
            "They may hold court records and ⟦repossessions this may⟧ include details about your home.",
            "You can choose to stop ⟦receiving: marketing⟧ communications from us.",
        ),
        misses=(
            "This is free of charge if you require it. However, these statistics name nobody.",
            "We are open about all this. This is an example of what this may include.",
            "For example, if you require copies, please write to us.",
        ),
    ),
)
