"""Where a text goes over into another language without reason."""

# The examples are whole texts, a line each.
# ruff: noqa: E501

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from annotator.detection.language import is_in, telling, words_of
from annotator.detection.lazy import lazy
from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.subject import Paragraph, Subject
from annotator.domain import Severity
from annotator.text.structure import HEADING, ITEM

_FIRM = 4
"""Different words of one language, and none or few of another, that make a paragraph firm evidence."""
_LONG = 60
"""Code points that such a paragraph has at least."""
_SURE_WORDS = 8
_LEAST_OWN = 3
"""Firm paragraphs that the text has in its own language at least."""
_MARKED = 8
"""Words that are marked."""
_VERSIONS = 3
"""Stretches of a text that comes in two languages."""
_VERSION = 0.35
"""The part of the letters that each version has at least."""
_MOST_RUNS = 4
"""Languages that take turns more often are meant to."""

_LANGUAGES = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "sv": "Swedish",
    "it": "Italian",
    "nl": "Dutch",
    "pt": "Portuguese",
    "pl": "Polish",
    "da": "Danish",
    "no": "Norwegian",
}
_NAMED = lazy(
    r"\b(?:english|deutsch|german|fran[cç]ais|anglais|allemand|french|espa[nñ]ol|ingl[eé]s|spanish|svenska|engelska|"
    r"swedish|italiano|inglese|italian|nederlands|engels|dutch|portugu[eê]s|portuguese|polski|polish|dansk|engelsk|"
    r"englisch|englische[nr]?|norsk|translat\w+|übersetz\w+|traduc\w+|traduz\w+|översätt\w+|vertaling|tradu[cç]\w+|"
    r"EN|DE|FR|ES|SV|IT|NL|PT|UK|USA)\b",
    re.IGNORECASE,
)
_CASED = frozenset({"en", "de", "fr", "es", "sv", "it", "nl", "pt", "uk", "usa"})
_TITLES = {
    "en": ("privacy policy", "privacy notice", "privacy statement", "data protection"),
    "de": ("datenschutz",),
    "fr": ("confidentialité", "protection des données", "vie privée"),
    "es": ("política de privacidad", "aviso de privacidad", "protección de datos"),
    "sv": ("integritetspolicy", "dataskyddspolicy", "sekretesspolicy", "personuppgiftspolicy"),
    "it": ("informativa", "politica sulla privacy", "protezione dei dati"),
    "nl": ("privacyverklaring", "privacybeleid", "privacyreglement"),
    "pt": ("política de privacidade", "aviso de privacidade", "proteção de dados"),
    "pl": ("polityka prywatności",),
    "da": ("privatlivspolitik", "persondatapolitik"),
    "no": ("personvern",),
}
"""What the title of a policy says, by language."""
_LONGEST_TITLE = 100
_FIRST = 3
"""Paragraphs among which the title is."""
_CREDIT = lazy(r"[*_\W]{0,4}(?:Developed|Powered|Designed|Created|Made|Built|Generated|Provided) ")
"""How a line begins that names who made the page."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Firm paragraphs of one language with none of another between."""

    language: str
    first: int
    last: int
    """The numbers of the first and the last of its paragraphs."""
    count: int
    words: int
    """Letters of them all."""
    telling: int
    """Different telling words of the richest of them."""


@once
def _stretches(subject: Subject) -> list[_Stretch]:
    found: list[_Stretch] = []
    text = subject.text
    for index, each in enumerate(subject.paragraphs):
        if (
            each.language not in _LANGUAGES
            or each.end - each.start < _LONG
            or text[each.block.start] in "|<>`"
        ):
            continue
        own, other = telling(text[each.start : each.end], each.language)
        if own < _FIRM or own < 3 * other:
            continue
        letters = each.end - each.start
        if found and found[-1].language == each.language:
            last = found[-1]
            richest = max(own, last.telling)
            found[-1] = _Stretch(
                last.language, last.first, index, last.count + 1, last.words + letters, richest
            )
        else:
            found.append(_Stretch(each.language, index, index, 1, letters, own))
    return found


def _changes(subject: Subject, *, sure: bool) -> Iterator[Hit]:
    if len({each.language for each in subject.paragraphs} & _LANGUAGES.keys()) < 2:
        return
    stretches = _stretches(subject)
    if len(stretches) < 2:
        return
    letters: dict[str, int] = {}
    for each in stretches:
        letters[each.language] = letters.get(each.language, 0) + each.words
    own = stretches[0].language
    if stretches[0].count < _LEAST_OWN or letters[own] < 0.2 * sum(letters.values()):
        own = max(letters, key=lambda name: letters[name])
    foreign = [
        (each, _room_before(subject, stretches, index))
        for index, each in enumerate(stretches)
        if each.language != own
    ]
    if _is_version(subject, stretches):
        return
    settled = sum(each.count for each in stretches if each.language == own) >= _LEAST_OWN
    meant = len(foreign) > _MOST_RUNS or len(letters) > 2 or not settled
    meant = meant or (bool(foreign) and _is_titled_in_both(subject, own, foreign[0][0].language))
    for each, room in foreign[:_MOST_RUNS]:
        certain = not meant and _is_certain(subject, each, room, letters[own])
        if certain is sure:
            yield _hit(subject, each, room, own)


def _room_before(subject: Subject, stretches: Sequence[_Stretch], index: int) -> Sequence[Paragraph]:
    """The paragraphs since the last firm one of the language before, and three at least."""
    first = stretches[index].first
    since = stretches[index - 1].last + 1 if index else first
    return subject.paragraphs[max(0, min(since, first - 3)) : first]


def _is_certain(subject: Subject, stretch: _Stretch, before: Sequence[Paragraph], own_letters: int) -> bool:
    text = subject.text
    first = subject.paragraphs[stretch.first]
    if _CREDIT.match(text, first.start) or stretch.telling < _SURE_WORDS or text[first.start] in "“„«\"'…":
        return False
    last = stretch.first + 4 > len(subject.paragraphs) and stretch.words < 160
    if stretch.count == 1 and (
        last or "](" in text[first.start : first.end] or "©" in text[first.start : first.end]
    ):
        return False
    if not before or any(_names_a_language(text, each) for each in (*before, first)):
        return False
    nearest = before[-1]
    if first.block.kind is HEADING or nearest.block.kind is HEADING:
        title = text[nearest.start : nearest.end]
        return (
            nearest.language != stretch.language and _is_own(title, nearest.language) and own_letters > 2000
        )
    return not (text[nearest.end - 1] in ":：" and first.block.kind is not ITEM)


_FEWEST = 3
"""Different words of another language, and none of its own, that make a sentence foreign."""
_SHORTEST = 30
_MANY = 6
"""Sentences beyond which they are told once."""
_MOST = 300
"""Places of one word that are looked at."""
_WORD = lazy(r"[^\W\d_]+")
_NAMED_IN = lazy(
    r"!?\[[^\[\]\n]{0,200}\]\([^()\s]{0,300}\)|[“„«\"][^“”„«»\"\n]{3,200}[”“»\"]|`[^`\n]{1,200}`"
)
"""What a sentence names or quotes."""


def _find_sentences(subject: Subject) -> Iterator[Hit]:
    """Sentences in another language than that of the text around them."""
    others = {name for name in _LANGUAGES if len(words_of(name) & subject.vocabulary) >= _FEWEST - 1}
    if len(subject.languages) == 1 and others <= subject.languages:
        return
    usual = _usual(subject)
    if len(usual) > 1 and not _is_version(subject, _stretches(subject)):
        usual = usual[:1]
    if len(usual) == 1:
        others -= {*usual}
    if not usual or not others:
        return
    found = list(_foreign_sentences(subject, usual, others))
    more = f", as are {len(found) - 1} others" if len(found) > _MANY else ""
    for start, end, name, own in found[:1] if more else found:
        yield Hit(start, end, f"This is {_LANGUAGES[name]}, in a text in {_LANGUAGES[own]}{more}.")


def _usual(subject: Subject) -> list[str]:
    """The languages that the text is in, the first more than the others."""
    sizes = subject.sizes
    least = 0.2 * sum(sizes.values())
    usual = sorted((name for name in sizes if sizes[name] >= least), key=lambda name: -sizes[name])
    return usual if all(name in _LANGUAGES for name in usual) else []


def _foreign_sentences(
    subject: Subject, usual: list[str], others: set[str]
) -> Iterator[tuple[int, int, str, str]]:
    text = subject.text
    for paragraph in _suspects(subject, others):
        own = paragraph.language if paragraph.language in usual else usual[0]
        if _is_of_its_own(text, paragraph, own):
            continue
        for start, end in _segments(subject, paragraph):
            name = _language_of(text[start:end], own, others)
            if name and not (name == paragraph.language and _is_settled(subject, name)):
                yield start, end, name, own


def _is_settled(subject: Subject, language: str) -> bool:
    """Whether a stretch of the text is in this language, so that a sentence in it is no surprise there."""
    return any(each.language == language and each.count >= _LEAST_OWN for each in _stretches(subject))


def _suspects(subject: Subject, others: set[str]) -> list[Paragraph]:
    """The paragraphs in which two words of one of these languages stand."""
    found: dict[int, Paragraph] = {}
    for name in others:
        *longer, shortest = sorted(words_of(name) & subject.vocabulary, key=lambda word: (-len(word), word))
        having: dict[int, tuple[Paragraph, str]] = {}
        for word in longer:
            for match in islice(_alone(word).finditer(_text(subject, word)), _MOST):
                paragraph = subject.paragraph_at(match.start())
                if paragraph is not None and having.setdefault(paragraph.start, (paragraph, word))[1] != word:
                    found[paragraph.start] = paragraph
        pattern, text = _alone(shortest), _text(subject, shortest)
        for start, (paragraph, _) in having.items():
            if start not in found and pattern.search(text, start, paragraph.end):
                found[start] = paragraph
    return [found[start] for start in sorted(found)]


def _text(subject: Subject, word: str) -> str:
    """The text in small letters; folded, in which a word is found sooner, unless that lacks one of its letters."""
    return subject.folded if max(word) <= "\xff" else subject.lowered


@cache
def _alone(word: str) -> re.Pattern[str]:
    """The word by itself; the sooner found as it begins with letters."""
    return re.compile(rf"{word}(?<![^\W\d_]{word})(?![^\W\d_])")


def _is_of_its_own(text: str, paragraph: Paragraph, own: str) -> bool:
    """Whether a paragraph is in another language altogether, which another rule tells."""
    long = paragraph.end - paragraph.start >= _LONG and text[paragraph.block.start] != "|"
    if paragraph.language == own or not long:
        return False
    of_its_own, other = telling(text[paragraph.start : paragraph.end], paragraph.language)
    return of_its_own >= _FIRM and not other


def _segments(subject: Subject, paragraph: Paragraph) -> Iterator[tuple[int, int]]:
    """The sentences of a paragraph, or the cells of a row."""
    text = subject.text
    spans = subject.sentences(paragraph)
    if text[paragraph.block.start] == "|":
        spans = tuple(
            match.span() for match in re.finditer(r"[^|\n]+", text[paragraph.start : paragraph.end])
        )
        spans = tuple((paragraph.start + start, paragraph.start + end) for start, end in spans)
    for start, end in spans:
        words = text[start:end]
        left = len(words) - len(words.lstrip(" \t\n*_>-•"))
        if len(words.strip()) - left >= _SHORTEST:
            yield start + left, start + len(words.rstrip())


def _language_of(sentence: str, own: str, others: set[str]) -> str:
    """The other language that a sentence is in; empty where it is in none, or names things of it only."""
    if sentence[0] in "“„«\"'(<" or len(sentence) > 600:
        return ""
    plain = _NAMED_IN.sub(" ", sentence)
    written = _WORD.findall(plain)
    words = {word.lower() for word in written}
    if len(words) < 2 * _FEWEST or sum(map(str.islower, written)) < 0.4 * len(written):
        return ""
    most, name = max((len(words_of(name) & words), name) for name in others if name != own)
    if most < max(_FEWEST - 1, 5 * len(words & words_of(own))):
        return ""
    return name if is_in(plain, name) else ""


def _is_version(subject: Subject, stretches: Sequence[_Stretch]) -> bool:
    """Whether the text says twice what it says, in a second language that it announces."""
    letters = sum(each.words for each in stretches)
    if len(stretches) < 2:
        return False
    second = stretches[1]
    if len(stretches) > _VERSIONS or min(stretches[0].words, second.words) <= _VERSION * letters:
        return False
    since = min(stretches[0].last + 1, second.first - 4)
    before = subject.paragraphs[max(0, since) : second.first + 1]
    return any(
        _names_a_language(subject.text, each) or _is_titled(subject, each, second.language) for each in before
    )


def _is_titled(subject: Subject, paragraph: Paragraph, *languages: str) -> bool:
    """Whether a paragraph is the title of a policy, in all of these languages."""
    if paragraph.end - paragraph.start > _LONGEST_TITLE:
        return False
    title = subject.text[paragraph.start : paragraph.end].lower()
    return all(any(words in title for words in _TITLES.get(each, ())) for each in languages)


def _is_titled_in_both(subject: Subject, own: str, other: str) -> bool:
    """Whether the text says at its beginning that it is in two languages."""
    return any(_is_titled(subject, each, own, other) for each in subject.paragraphs[:_FIRST])


def _is_own(title: str, language: str) -> bool:
    own, other = telling(title, language)
    return own > 0 and other == 0


def _names_a_language(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph says that another language follows, or that this is one of several."""
    if paragraph.end - paragraph.start > 300:
        return False
    for match in _NAMED.finditer(text, paragraph.start, paragraph.end):
        if match[0].lower() not in _CASED or match[0].isupper():
            return True
    return False


def _hit(subject: Subject, stretch: _Stretch, room: Sequence[Paragraph], own: str) -> Hit:
    text = subject.text
    paragraph = subject.paragraphs[stretch.first]
    for each in room:
        if each.language == stretch.language and each.block.kind is not HEADING:
            there, other = telling(text[each.start : each.end], stretch.language)
            if there >= 2 and not other:
                paragraph = each
                break
    start, end = paragraph.start, paragraph.end
    for from_, to in subject.sentences(paragraph):
        if telling(text[from_:to], stretch.language)[0] >= 2 > telling(text[from_:to], own)[0]:
            start, end = max(from_, paragraph.start), to
            break
    words = list(re.finditer(r"\S+", text[start : min(end, start + 300)]))[:_MARKED]
    end = start + words[-1].end()
    while end > start + 1 and text[end - 1] in ",;:":
        end -= 1
    name, usual = _LANGUAGES[stretch.language], _LANGUAGES[own]
    return Hit(start, end, f"The text goes over from {usual} into {name} here.")


def _find_changes(subject: Subject) -> Iterator[Hit]:
    return _changes(subject, sure=True)


def _find_perhaps_changes(subject: Subject) -> Iterator[Hit]:
    return _changes(subject, sure=False)


_OWN = (
    "Vi behandlar dina personuppgifter enligt lag och på följande grunder. Vi sparar inte mer än vad som är nödvändigt"
    " för våra ändamål.\n\nDu har rätt att få veta vilka uppgifter vi har om dig, och du kan när som helst ta tillbaka"
    " ditt samtycke genom att skriva till oss.\n\nVi lämnar inte ut dina uppgifter till någon utan att du har sagt ja"
    " till det, eller när lagen kräver det av oss.\n\n"
)
_ENGLISH = (
    "We may process your personal data when it is necessary for us to do so, and you may object to this at any time"
    " by writing to us at the address that is given below.\n\nWe will not share your data with any other company"
    " unless you have agreed to this, or where the law requires it from us.\n\nYou have the right to know which of"
    " your data we hold, and you can ask us at any time that they be deleted.\n"
)
_EIGEN = (
    "Wir verarbeiten Ihre personenbezogenen Daten nur, wenn Sie uns diese mitteilen oder wenn wir dazu verpflichtet"
    " sind.\n\nSie haben das Recht zu erfahren, welche Daten wir über Sie haben, und können Ihre Einwilligung"
    " jederzeit durch eine Nachricht an uns widerrufen.\n\nWir geben Ihre Daten nicht weiter, sofern Sie nicht"
    " eingewilligt haben oder wir durch ein Gesetz dazu verpflichtet sind.\n\n"
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="mixed-language",
        issue="mixed-language",
        title="The language changes",
        why="A reader who is owed the policy in a language that they understand cannot read the rest of it.",
        severity=Severity.HIGH,
        tier=Tier.SURE,
        find=_find_changes,
        hits=(
            _OWN + "* Samtycke: vi kan behandla dina uppgifter om du har sagt ja till att vi gör det;\n"
            "* ⟦Legitimate Interests: We may process Your data when⟧ it is reasonably necessary to achieve our"
            " interests, such as to improve the service that you use and to tell you of others that may be of use to you.\n* Legal Obligations: if We must do so by law.",
            _EIGEN
            + "⟦We may also share your personal data with⟧ our partners, who use it to show you offers which"
            " they think may interest you, and with the authorities where the law asks us to.\n\nSie können dem"
            " widersprechen, wenn Sie das nicht wünschen, auch durch eine Nachricht an uns.",
            _EIGEN
            + "⟦Nous conservons vos données aussi longtemps que votre⟧ compte est ouvert, et nous ne les"
            " transmettons pas sans votre accord, sauf si la loi nous y oblige ou pour les besoins de notre activité"
            " avec nos partenaires dans cette région, qui sont tenus par contrat.",
        ),
        misses=(
            _EIGEN
            + "… we only use your personal data when it is necessary for the purpose of your visit …\n\n"
            + _EIGEN,
            _OWN
            + "English version\n\nWe may process your personal data when it is necessary for us to do so, and you"
            " may object to this at any time by writing to us at the address that is given below.",
            f"# Integritetspolicy / Privacy Policy\n\n{_OWN}" + _ENGLISH,
            f"{_OWN}## English\n\n- Who: a shop.\n- What: your name.\n- How long: a year.\n- Who else: nobody.\n\n{_ENGLISH}",
            f"{_EIGEN}# Privacy Policy\n\nLast updated: 3 May 2024\n\n## Who we are\n\nA shop.\n\n## Data\n\n{_ENGLISH}",
            _EIGEN
            + "“We may also share your personal data with our partners, who use it to show you offers which they"
            " think may interest you, and with the authorities,” says the letter.",
            _EIGEN
            + "Google Ireland Limited, Gordon House, Barrow Street, Dublin 4, Ireland\n\nGoogle Analytics and"
            " Tag Manager of Alphabet Inc.",
            _EIGEN
            + "| _ga | This cookie is used by us to tell which of our users you are and for how long |",
        ),
    ),
    Rule(
        id="perhaps-mixed-language",
        issue="mixed-language",
        title="Another language",
        why="A passage in another language may be a quotation or a version of its own, or it was never translated.",
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_find_perhaps_changes,
        hits=(
            _OWN
            + "English version\n\n⟦We may process your personal data when it⟧ is necessary for us to do so, and"
            " you may object to this at any time by writing to us at the address that is given below.",
            _EIGEN + "⟦We may share your personal data with our⟧ partners, here or elsewhere.",
            _EIGEN
            + "⟦“We may also share your personal data with⟧ our partners, who use it to show you offers which"
            " they think may interest you, and with the authorities,” says the letter.",
        ),
        misses=(
            _OWN,
            _EIGEN + "Privacy Policy\n\nCookies",
            "Google Ireland Limited, Gordon House, Barrow Street, Dublin 4, Ireland",
        ),
    ),
    Rule(
        id="foreign-sentence",
        issue="mixed-language",
        title="A sentence in another language",
        why="It was taken over from elsewhere and never translated, or was meant for other readers.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_find_sentences,
        hits=(
            _EIGEN
            + "Wir setzen einen Dienst für Zahlungen ein, der Ihre Daten prüft. ⟦Your data will be processed by the provider for the prevention of fraud.⟧",
            _OWN + "Du kan spela under ett annat namn. ⟦Bitte wenden Sie sich dazu an die Geschäftsstelle.⟧",
            _OWN
            + "⟦This policy was last reviewed by our legal team.⟧\n\nVi svarar dig så snart vi kan, och senast inom en månad.",
            _EIGEN + "| _visit | ⟦Used by our analytics to count your visits⟧ | 1 Jahr |",
        ),
        misses=(
            _EIGEN + "Mehr dazu steht in „How we use the data that you give to us“ von Google.",
            _EIGEN + "[How Google uses the data that you give to us](https://example.org)",
            _OWN,
            _EIGEN + "Google Ireland Limited, The Gordon House, Barrow Street, Dublin 4, Ireland",
        ),
    ),
)
