"""Words that are misspelt."""

# The examples are whole texts, a line each.
# ruff: noqa: E501

import unicodedata
from collections.abc import Iterator, Mapping

from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.language.frequent import ALL_FREQUENT, FREQUENT, RIGHT
from annotator.detection.rules.language.spellings import MISSPELT, STEMS
from annotator.detection.rules.language.words import Noted, occurrences
from annotator.detection.subject import Subject
from annotator.domain import Severity

_NEAR = 8
"""Letters from which a word that differs by one from a frequent word is that word misspelt."""

_FIXED = frozenset({"en", "de", "sv"})
"""Languages whose forms do not differ by a letter within the word."""

_LISTED = frozenset().union(*MISSPELT.values())
_SHORTEST_STEM = 6
"""Letters of a stem, as they are listed."""
_SETTLED = _LISTED.union(word for word in RIGHT if word[:_SHORTEST_STEM] not in STEMS)
"""What is right or listed as wrong need not be compared with anything."""


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
    spoken = [MISSPELT[language] for language in subject.languages & MISSPELT.keys()]
    known = {word for word in _LISTED & _NOTED.words(subject) if any(word in words for words in spoken)}
    for start, end, word in occurrences(subject, known):
        right = MISSPELT.get(subject.language_of(start), {}).get(word)
        if right:
            yield _misspelt(subject.text, start, end, right)


@once
def _nearly(subject: Subject) -> Iterator[tuple[bool, Hit]]:
    """Words that differ from a frequent one in one letter, within, and whether that is certain."""
    near = {word: rights for word in _NOTED.words(subject) if (rights := _rights(word))}
    spoken = {word for word, rights in near.items() if not subject.languages.isdisjoint(rights)}
    for start, end, word in occurrences(subject, spoken):
        language = subject.language_of(start)
        if right := near[word].get(language, ""):
            yield language in _FIXED, _misspelt(subject.text, start, end, right)


def _rights(word: str) -> Mapping[str, str]:
    """What a word may be meant for, by language."""
    if len(word) < _SHORTEST_STEM or word in _SETTLED:
        return {}
    listed = _NEIGHBOURS.get(word[:2] + word[-3:]) if len(word) >= _NEAR - 1 else None
    if listed:
        return {
            language: right
            for right, language in listed
            if _is_one_apart(word, right) and not _is_accent(word, right)
        }
    stem = STEMS.get(word[:_SHORTEST_STEM])
    right = stem + word[_SHORTEST_STEM:] if stem else ""
    if not right or (word in ALL_FREQUENT and right not in FREQUENT["en"]):
        return {}
    return {"en": right}


def _is_notable(word: str) -> bool:
    return word in _LISTED or bool(_rights(word))


_NOTED = Noted(_is_notable)


def _find_nearly(subject: Subject) -> Iterator[Hit]:
    return (hit for sure, hit in _nearly(subject) if sure)


def _find_perhaps_nearly(subject: Subject) -> Iterator[Hit]:
    return (hit for sure, hit in _nearly(subject) if not sure)


def _is_accent(word: str, right: str) -> bool:
    """Whether the difference is in accents only, which capitals and foreign words do without."""
    return bare(word) == bare(right)


def bare(word: str) -> str:
    """Without its accents."""
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


def _misspelt(text: str, start: int, end: int, right: str) -> Hit:
    written = text[start:end]
    if written.isupper():
        right = right.upper()
    elif written[0].isupper() and right[0].islower():
        right = right[0].upper() + right[1:]
    return Hit(start, end, f"“{written}” is misspelt: “{right}”.", right)


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
            "Our office is at the following place. Adresse : Example Ltd, 5 High Street, Some Town, United Kingdom.",
            "Die Daten dienen der Versendung der Waren und der Übermittelung der Rechnung nach einer Besichtigung.",
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
)
