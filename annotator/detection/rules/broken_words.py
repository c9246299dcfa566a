"""Words that are torn apart or run together."""

# The examples are whole texts, a line each.
# ruff: noqa: E501

import re
from collections.abc import Iterator
from itertools import islice, product

from annotator.detection.lazy import lazy
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.spellings import (
    AFTER_LINKS,
    ALL_FREQUENT,
    BEFORE_LINKS,
    DETERMINERS,
    FIRST_PARTS,
    FOLLOWERS,
    FREQUENT,
    HEADS,
    JOINERS,
    RIGHT,
    SECOND_PARTS,
    WORDS_TOO,
)
from annotator.detection.rules.words import OFTEN, occurrences, places, stands_alone
from annotator.detection.subject import Subject
from annotator.domain import Severity

_COMPOUNDED = 5


def _is_no_word(half: str) -> bool:
    return len(half) > 3 and half not in WORDS_TOO and half not in RIGHT and half + "s" not in RIGHT


def _is_compound(word: str, at: int) -> bool:
    """Whether it is a Swedish compound, of which both parts are words and yet must not stand apart."""
    return word in FREQUENT["sv"] and min(at, len(word) - at) >= _COMPOUNDED


def _halves() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Parts of frequent words that are no words: ends with the words they end, beginnings likewise."""
    ends: dict[str, list[str]] = {}
    beginnings: dict[str, list[str]] = {}
    for word in ALL_FREQUENT:
        for at in range(2, len(word) - 1):
            if _is_no_word(word[at:]) or _is_compound(word, at):
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
            for start in (each for space in " \u00a0" for each in places(lowered, f"{first}{space}{second}")):
                end = start + len(word) + 1
                if not stands_alone(text, start, end) or text[end : end + 1] in ("-", "’", "'"):
                    continue
                written = text[start:end]
                if written[1:].islower() and not subject.in_address(start):
                    right = written[:at] + written[at + 1 :]
                    yield Hit(start, end, f"“{written}” is one word: “{right}”.", right)


def _joined() -> dict[str, tuple[str, str, str]]:
    """Two words without a space: the two, and the language."""
    pairs = [
        *((heads, FREQUENT[language], language) for language, heads in HEADS.items()),
        (FREQUENT["en"], FOLLOWERS, "en"),
        (FIRST_PARTS, SECOND_PARTS, "en"),
        (JOINERS, DETERMINERS, "en"),
    ]
    known = RIGHT | WORDS_TOO
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


_BEGUN = lazy(
    r"[TWYPHSONV](?<=[a-z]{3}.)(?:(?<=T)(?:he|his|hese)|(?<=W)(?:hen|e|here|ir|enn)|(?<=P)lease|(?<=H)owever|(?<=S)uch"
    r"|(?<=O)ur|(?<=N)ous|(?<=V)ous)(?![\w@/\\’'(-]|\.\w)"
)
_BARE = lazy(r"(?<![\w@./\\=&#’'-])[a-z]{3,20}\Z")


def _run_sentences(subject: Subject) -> Iterator[Hit]:
    """A word, and with no space the one that begins the next sentence: “directlyWhen”."""
    text = subject.text
    done: set[str] = set()
    for match in _BEGUN.finditer(text):
        word = _BARE.search(text, max(0, match.start() - 24), match.start())
        glued = word[0] + match[0] if word else ""
        if word is None or glued in done or glued.lower() in _JOINED_SET or word[0] not in subject.vocabulary:
            continue
        done.add(glued)
        for start in islice(places(text, glued), OFTEN):
            if stands_alone(text, start, start + len(glued)) and not subject.in_address(start):
                note = f"Two sentences run together in “{glued}”."
                yield Hit(start, start + len(glued), note, f"{word[0]}. {match[0]}")


def _find_run_together(subject: Subject) -> Iterator[Hit]:
    """Two words without a space: “youremail”, “ourPrivacy”, “minorsThe”."""
    text = subject.text
    yield from _run_sentences(subject)
    for start, end, word in occurrences(subject, _JOINED_SET & subject.vocabulary):
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
            "Vi delar ut dina ⟦person uppgifter⟧ till ingen, om du inte har sagt ja till det.",
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
            "You give them to us ⟦directlyWhen⟧ you register. They reach us directly or through others.",
            "Please read the ⟦TermsandConditions⟧ before you use this site.",
            "Wir geben diese Daten nur ⟦fürWerbung⟧ und auf Anfrage weiter, wenn Sie das möchten.",
        ),
        misses=(
            "We use YouTube, PayPal, LinkedIn, JavaScript, iPhone and WordPress, and nobody therein objects.",
            "You can sign in with onTheGo, loggedIn and noteTo.Self, which are names.",
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
