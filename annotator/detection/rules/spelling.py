"""Words that are misspelt, torn apart or run together."""

# The examples are whole texts, a line each.
# ruff: noqa: E501

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import product

from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.once import once
from annotator.detection.rules.spellings import (
    AFTER_LINKS,
    BEFORE_LINKS,
    DETERMINERS,
    FIRST_PARTS,
    FOLLOWERS,
    FREQUENT,
    HEADS,
    JOINERS,
    MISSPELT,
    NOT_MISSPELT,
    SECOND_PARTS,
    WORDS_TOO,
)
from annotator.detection.subject import Subject
from annotator.domain import Severity

_OFTEN = 5
"""So many times at most one misspelling is reported in a text."""
_NEAR = 8
"""Letters from which a word that differs by one from a frequent word is that word misspelt."""

_FIXED = frozenset({"en", "de", "sv"})
"""Languages whose forms do not differ by a letter within the word."""

_ALL = {word: language for language, words in MISSPELT.items() for word in words}
_LISTED = frozenset(_ALL)
_FREQUENT = {word for words in FREQUENT.values() for word in words}
_RIGHT = _FREQUENT | NOT_MISSPELT


def _neighbours() -> dict[str, list[tuple[str, str]]]:
    """By the first two and the last three letters: the frequent words and their language."""
    found: dict[str, list[tuple[str, str]]] = {}
    for language, words in FREQUENT.items():
        for word in words:
            if len(word) >= _NEAR:
                found.setdefault(word[:2] + word[-3:], []).append((word, language))
    return found


_NEIGHBOURS = _neighbours()


def _find_misspelt(subject: Subject) -> Iterator[Hit]:
    """The misspellings that are listed."""
    known = _LISTED & subject.vocabulary
    for start, end, word in _occurrences(subject, known):
        right = MISSPELT.get(subject.language_of(start), {}).get(word)
        if right:
            yield _misspelt(subject.text, start, end, right)


@once
def _nearly(subject: Subject) -> Iterator[tuple[bool, Hit]]:
    """Words that differ from a frequent one in one letter, within, and whether that is certain."""
    near: dict[str, dict[str, str]] = {}
    for word in subject.vocabulary:
        listed = _NEIGHBOURS.get(word[:2] + word[-3:]) if len(word) >= _NEAR - 1 else None
        if listed and word not in _RIGHT and word not in _ALL:
            close = {
                language: right
                for right, language in listed
                if _is_one_apart(word, right) and not _is_accent(word, right)
            }
            if close:
                near[word] = close
    for start, end, word in _occurrences(subject, near):
        language = subject.language_of(start)
        if right := near[word].get(language, ""):
            yield language in _FIXED, _misspelt(subject.text, start, end, right)


def _find_nearly(subject: Subject) -> Iterator[Hit]:
    return (hit for sure, hit in _nearly(subject) if sure)


def _find_perhaps_nearly(subject: Subject) -> Iterator[Hit]:
    return (hit for sure, hit in _nearly(subject) if not sure)


def _is_accent(word: str, right: str) -> bool:
    """Whether the difference is in accents only, which capitals and foreign words do without."""
    return _bare(word) == _bare(right)


def _bare(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word) if letter.isalpha())


def _is_one_apart(word: str, right: str) -> bool:
    """Whether one letter was left out, added, changed or moved past its neighbour."""
    if abs(len(word) - len(right)) > 1 or len(word) < _NEAR - 1:
        return False
    at = next((index for index, (one, two) in enumerate(zip(word, right, strict=False)) if one != two), -1)
    if at < 0:
        return False
    if len(word) < len(right):
        return word[at:] == right[at + 1 :]
    if len(word) > len(right):
        return word[at + 1 :] == right[at:]
    rest = word[at + 1 :] == right[at + 1 :]
    return rest or (word[at : at + 2] == right[at : at + 2][::-1] and word[at + 2 :] == right[at + 2 :])


_PARTS, _PARTS_AFTER = frozenset("_@./\\-"), frozenset("_@/\\")
_OPENING, _CLOSING = frozenset("“„«\"'‘"), frozenset("”“»\"'’")


def _occurrences(subject: Subject, words: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Where words stand by themselves: not in addresses, names of files or of programs."""
    text, lowered = subject.text, subject.lowered
    for word in sorted(words):
        count, at = 0, lowered.find(word)
        while at >= 0 and count < _OFTEN:
            end = at + len(word)
            if _stands_alone(text, at, end) and not subject.in_address(at):
                count += 1
                yield at, end, word
            at = lowered.find(word, end)


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 2]
    if before.isalnum() or before in _PARTS or after[:1].isalnum() or after[:1] in _PARTS_AFTER:
        return False
    if after[:1] in (".", "-") and after[1:].isalnum():
        return False
    return not (before in _OPENING and after[:1] in _CLOSING)


def _misspelt(text: str, start: int, end: int, right: str) -> Hit:
    written = text[start:end]
    if written.isupper():
        right = right.upper()
    elif written[0].isupper() and right[0].islower():
        right = right[0].upper() + right[1:]
    return Hit(start, end, f"“{written}” is misspelt: “{right}”.", right)


def _is_no_word(half: str) -> bool:
    return len(half) > 3 and half not in WORDS_TOO and half not in _RIGHT and half + "s" not in _RIGHT


def _halves() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Parts of frequent words that are no words: ends with the words they end, beginnings likewise."""
    ends: dict[str, list[str]] = {}
    beginnings: dict[str, list[str]] = {}
    for word in _FREQUENT:
        for at in range(2, len(word) - 1):
            if _is_no_word(word[at:]):
                ends.setdefault(word[at:], []).append(word)
            elif _is_no_word(word[:at]):
                beginnings.setdefault(word[:at], []).append(word)
    return ends, beginnings


_ENDS, _BEGINNINGS = _halves()
_END_SET, _BEGINNING_SET = frozenset(_ENDS), frozenset(_BEGINNINGS)


def _find_torn(subject: Subject) -> Iterator[Hit]:
    """A frequent word with a space in it: “inform ation”."""
    words = subject.vocabulary
    whole = {
        *(word for end in _END_SET & words for word in _ENDS[end] if word[: -len(end)] in words),
        *(
            word
            for half in _BEGINNING_SET & words
            for word in _BEGINNINGS[half]
            if word[len(half) :] in words
        ),
    }
    if not whole:
        return
    text, lowered = subject.text, subject.lowered
    for word in sorted(whole):
        for at in range(2, len(word) - 1):
            first, second = word[:at], word[at:]
            if not {first, second} <= words or not (
                word in _ENDS.get(second, ()) or word in _BEGINNINGS.get(first, ())
            ):
                continue
            for start in (
                each for space in " \u00a0" for each in _places(lowered, f"{first}{space}{second}")
            ):
                end = start + len(word) + 1
                if not _stands_alone(text, start, end) or text[end : end + 1] in ("-", "’", "'"):
                    continue
                written = text[start:end]
                if written[1:].islower() and not subject.in_address(start):
                    right = written[:at] + written[at + 1 :]
                    yield Hit(start, end, f"“{written}” is one word: “{right}”.", right)


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _joined() -> dict[str, tuple[str, str, str]]:
    """Two words without a space: the two, and the language."""
    pairs = [
        *((heads, FREQUENT[language], language) for language, heads in HEADS.items()),
        (FREQUENT["en"], FOLLOWERS, "en"),
        (FIRST_PARTS, SECOND_PARTS, "en"),
        (JOINERS, DETERMINERS, "en"),
    ]
    known = _RIGHT | WORDS_TOO
    found: dict[str, tuple[str, str, str]] = {}
    for firsts, seconds, language in pairs:
        for first, second in product(firsts, seconds):
            long_enough = firsts is JOINERS or min(len(second), 4) == 4 or seconds is FOLLOWERS
            if long_enough and first + second not in known:
                found.setdefault(first + second, (first, second, language))
    return found


_JOINED = _joined()
_AND = {"termsandconditions": "terms and conditions", "privacyandcookie": "privacy and cookie", "privacyandcookies": "privacy and cookies", "termsofuse": "terms of use", "termsofservice": "terms of service"}  # fmt: skip


_JOINED_SET = frozenset({*_JOINED, *_AND})


def _find_run_together(subject: Subject) -> Iterator[Hit]:
    """Two words without a space: “youremail”, “ourPrivacy”."""
    text = subject.text
    for start, end, word in _occurrences(subject, _JOINED_SET & subject.vocabulary):
        written = text[start:end]
        if word in _AND:
            if subject.language_of(start) == "en" and not written.islower():
                right = _AND[word]
                yield Hit(start, end, f"Words run together in “{written}”.", right.capitalize())
            continue
        head, rest, language = _JOINED[word]
        inner = written[1:]
        if subject.language_of(start) != language or not (inner.islower() or inner[len(head) - 1].isupper()):
            continue
        if inner[len(head) - 1].isupper() and rest == "data" and head in ("user", "customer"):
            continue
        right = f"{written[: len(head)]} {written[len(head) :]}"
        yield Hit(start, end, f"Two words run together in “{written}”.", right)


def _find_glued_links(subject: Subject) -> Iterator[Hit]:
    """A word with no space before or after the link that it leads to or comes from."""
    text = subject.text
    for link in subject.links:
        if link.image or link.words[0] == link.words[1]:
            continue
        before = re.search(r"(?<![^\W_])[^\W\d_]{2,12}\Z", text[max(0, link.start - 16) : link.start])
        opening = re.match(r"[*_]{0,2}([^\W\d_]+)", text[link.words[0] : link.words[0] + 30])
        language = subject.language_of(link.start)
        if before and opening and before[0].lower() in BEFORE_LINKS.get(language, ()):
            start, end = link.start - len(before[0]), link.words[0] + opening.end()
            yield Hit(start, end, f"No space between “{before[0]}” and “{opening[1]}”.")
        after = re.match(r"[^\W\d_]{1,12}(?![\w’'-])", text[link.end : link.end + 16])
        if after and after[0] in AFTER_LINKS.get(language, ()) and text[link.words[1] - 1].isalnum():
            yield Hit(link.end - 1, link.end + after.end(), f"No space between the link and “{after[0]}”.")


RULES: tuple[Rule, ...] = (
    Rule(
        id="misspelt-word",
        issue="misspelling",
        title="A misspelt word",
        why="Misspelt words cost a policy the trust of its readers, and are not found when they search for them.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_find_misspelt,
        hits=(
            "We will ⟦recieve⟧ your data and keep them ⟦seperate⟧ from others.",
            "Sie können Ihre ⟦Einwiligung⟧ jederzeit widerrufen und eine ⟦Addresse⟧ angeben.",
            "Vi skickar ⟦servicrelaterade⟧ meddelanden till dig när det är nödvändigt.",
            "Nous respectons la ⟦confidentialitée⟧ de vos données et de vos échanges.",
        ),
        misses=(
            "Write to adress@example.com or see https://example.com/recieve for all that we receive.",
            "The form says “adress” where it should say address.",
            "Die Adresse und die Einwilligung sind hier angegeben, und wir speichern sie separat.",
            "We keep the file adress.txt and the folder seperate/ on our server for you.",
        ),
    ),
    Rule(
        id="nearly-a-frequent-word",
        issue="misspelling",
        title="A word one letter away from the right one",
        why="Misspelt words cost a policy the trust of its readers, and names of bodies and laws are not found.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_find_nearly,
        hits=(
            "We share it with the Glass and Glazing ⟦Fedration⟧ and with nobody else.",
            "You may complain to the Information ⟦Comissioner⟧ of your country.",
            "Grundlage ist die ⟦Datenschutzgrundverrordnung⟧, soweit wir Ihre Daten verarbeiten.",
            "Vi behandlar dina ⟦personuppgiftter⟧ enligt lagen och för våra ändamål.",
        ),
        misses=(
            "We share it with federations and commissioners, with contractors and in contracts.",
            "Wir verarbeiten personenbezogene, personenbezogenen und personenbezogener Daten.",
            "Write to the fedration@example.org list, or to Fedration.org if you are a member.",
        ),
    ),
    Rule(
        id="perhaps-nearly-a-frequent-word",
        issue="misspelling",
        title="Perhaps a misspelt word",
        why="It differs by one letter from a word that policies use often; it may be another form, or another word.",
        severity=Severity.INFO,
        tier=Tier.MAYBE,
        find=_find_perhaps_nearly,
        hits=(
            "Vous pouvez lire ici notre ⟦politque⟧ de confidentialité et la page sur les cookies.",
            "Usted puede ejercer su derecho de ⟦rectifcación⟧ cuando lo desee, con los datos de su cuenta.",
            "Potete leggere la nostra ⟦infomrativa⟧ e scriverci per ogni domanda sui dati personali.",
        ),
        misses=(
            "Vous acceptez que nous utilisions vos données. EXECUTION DU CONTRAT.",
            "We share it with federations and commissioners.",
            "Usted puede leer nuestra política de privacidad cuando lo desee.",
        ),
    ),
    Rule(
        id="torn-word",
        issue="broken-word",
        title="A space inside a word",
        why="The word is not found by a search, and a reader with a screen reader hears two that mean nothing.",
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_find_torn,
        hits=(
            "In particular, we may use your personal ⟦inform ation⟧ to do so.",
            "This ⟦priv acy⟧ policy says what we do with it and what we do not do.",
            "Wir schützen Ihre ⟦perso nenbezogenen⟧ Daten, so gut wir können.",
            "Vi sparar dina ⟦personupp gifter⟧ så länge som det är nödvändigt för oss.",
        ),
        misses=(
            "This web site is on line; any one may be in formation or use a data base.",
            "We inform all nations, with out exception, about pass words and third parties.",
            "Wir haben das Recht, Daten zu schützen, und die Personen sind bezogen.",
        ),
    ),
    Rule(
        id="words-run-together",
        issue="broken-word",
        title="Two words without a space",
        why="Where the mark-up of a page is lost, words run together; they are not found by a search.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_find_run_together,
        hits=(
            "We will send it to ⟦youremail⟧ and use it as set out in ⟦ourPrivacy⟧ Policy.",
            "It is part ⟦ofthe⟧ contract, and any ⟦personalinformation⟧ is kept safe.",
            "Please read the ⟦TermsandConditions⟧ before you use this site.",
            "Wir geben diese Daten nur ⟦fürWerbung⟧ und auf Anfrage weiter, wenn Sie das möchten.",
        ),
        misses=(
            "We use YouTube, PayPal, LinkedIn, JavaScript, iPhone and WordPress, and nobody therein objects.",
            "Therefore yourself, another, without, within, into, upon, forward, inform, input and withdraw are words.",
            "Write to ourPrivacy@example.com or see https://example.com/termsandconditions of ours.",
        ),
    ),
    Rule(
        id="link-without-space",
        issue="broken-word",
        title="No space beside a link",
        why="On the page the link and the word beside it read as one word.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_find_glued_links,
        hits=(
            "It is set out in ⟦our[Privacy⟧ Policy](https://example.com/p) for you.",
            "It is set out in the [Privacy Policy](https://example.com/p⟦)and⟧ in the terms.",
            "Mehr dazu steht in unserer [Erklärung](https://example.com/p⟦)und⟧ auf dieser Seite.",
        ),
        misses=(
            "It is set out in our [Privacy Policy](https://example.com/p) and in the [cookie](https://example.com/c)s page.",
            "Voir l’[avis](https://example.com/a), et la note[1](#n) et nos [pages](https://example.com/p).",
            "See our [Privacy Policy](https://example.com/p)-related pages, auto[mate](https://example.com/m)d or not.",
        ),
    ),
)
