"""Texts that are no policy: what a program got instead of the page it asked for.

All findings are on the policy as a whole. A short policy is a policy: only what says nothing of data, or what
an error, a login or a consent wall says of itself, is taken for something else.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from annotator.detection.lazy import lazy
from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.encoding.capture_words import (
    CHECKS,
    ERRORS,
    LOGINS,
    PASSWORDS,
    WALLS,
    Sayings,
)
from annotator.detection.rules.encoding.navigation_words import CHOICES
from annotator.detection.subject import Subject, words_of
from annotator.domain import Severity

_LONGEST = 8000
"""Code points beyond which a text says what it is in more than a few words."""
_OPENING = 800
_FAR = 50_000
"""Code points within which a policy has said what it is about."""
_FEW_WORDS = 25
"""Words up to which a text without a sentence is no more than a title."""
_SHORT = 90
"""Words below which a policy is unusually short."""
_OFF_TOPIC = 60
"""Words from which a policy must have said something about data."""
_FEW_TOPICS = 3
"""Different words about data that an error page may use."""
_SPOKEN = frozenset({"en", "de", "fr", "es", "it", "nl", "pt", "sv", "da"})
"""The languages in which it is known how one speaks about data."""

_MARKUP = lazy(r"!\[([^\[\]]*)\]\([^()]*\)|\[([^\[\]]*)\]\([^()]*\)|https?://\S+|<[^<>\n]{1,300}>")
"""Alternatives that begin with one character each are searched for four times as fast."""
_IN_WORD = lazy(r"\w")
_WORD = lazy(r"[^\W\d_]+")
_SENTENCE = lazy(r"(?:[^\W_]+[^\w\n]+){3}[^\n]{0,400}?[.!?…。]")
_TOPIC = lazy(
    r"\b(?:privacy|personal (?:data|information|details)|personally identif|cookie|gdpr|ccpa|confidential"
    r"|your (?:data|information)|data protection|information (?:we|that we|is|about you)"
    r"|datenschutz|personenbezogen|ihre daten|deine daten|dsgvo|privatsphäre|daten"
    r"|données|vie privée|confidentialité|rgpd|datos|privacidad|riservatezza|dati|gegevens|persoonsgegevens"
    r"|dados|personuppgift|integritet|uppgifter|kakor|dataskydd|persondata|personoplysning|oplysninger|privatliv)"
    r"|datenschutz|gegevensbescherming"
)
"""What a policy in one of these languages cannot do without, in lower case."""
_NEARBY = lazy(r"\b(?:data|personal|collect|consent|disclos|track|third part|share|stor(?:e|ing))")
"""What is said about data, and about much else."""
_PICTURE_DATA = lazy(r"data:image/[^\s)]{100,}+")


@once
def _kind(subject: Subject) -> str:
    """What the text is instead of a policy; empty where it may be one."""
    text = subject.text
    if "data:image/" in text:
        text = _PICTURE_DATA.sub("", text)
    if len(text) > _LONGEST:
        speaks = _mentions(text, _TOPIC) or _mentions(text, _NEARBY)
        return "" if speaks or subject.language not in _SPOKEN else "off-topic"
    plain, marked = _MARKUP.subn(lambda match: match[1] or match[2] or " ", text)
    if not subject.is_latin:
        found = _WORD.findall(plain)
    else:
        found = words_of(plain) if marked or text is not subject.text else subject.words
    words = len(found)
    letters = sum(map(len, found[:_SHORT]))
    kind = _page(subject, plain, found) if found else "empty"
    if not kind and words <= _FEW_WORDS and letters < 8 * _FEW_WORDS and _SENTENCE.search(plain) is None:
        kind = "title"
    if not kind and words >= _OFF_TOPIC and subject.language in _SPOKEN and not _mentions(plain, _TOPIC):
        kind = "off-topic" if words >= 100 * len(_NEARBY.findall(plain.lower())) else ""
    return kind or ("short" if words < _SHORT and letters < 6 * _SHORT else "")


def _page(subject: Subject, plain: str, words: list[str]) -> str:
    """What page of a site it is, by what it says of itself."""
    opening = plain[:_OPENING].lower()
    if kind := _told_by(subject, opening, plain):
        each_apart = "\n".join({"", *words}).lower()
        if not _speaks_of_data(each_apart) and not _speaks_of_data(plain.lower()):
            return kind
    if len(words) >= 400 or not _says(subject, opening, WALLS):
        return ""
    choices = {line.strip(" *_[]").casefold() for line in plain.splitlines()} & CHOICES
    return "wall" if len(choices) > 1 else ""


def _mentions(text: str, topics: re.Pattern[str]) -> bool:
    """Whether there is any of these, which most texts have near their start."""
    return any(topics.search(text[:end].lower()) for end in (_OPENING, _FAR))


def _speaks_of_data(lowered: str) -> bool:
    topics: set[str] = set()
    for match in chain(_TOPIC.finditer(lowered), _NEARBY.finditer(lowered)):
        topics.add(match[0])
        if len(topics) > _FEW_TOPICS:
            return True
    return False


def _told_by(subject: Subject, opening: str, plain: str) -> str:
    if _says(subject, opening, ERRORS):
        return "error"
    if _says(subject, opening, CHECKS):
        return "check"
    return (
        "login" if _says(subject, opening[:200], LOGINS) and _says(subject, plain.lower(), PASSWORDS) else ""
    )


def _says(subject: Subject, part: str, sayings: Sayings) -> bool:
    return any(_has_words(part, said) for said in sayings.passed(subject))


def _has_words(part: str, said: re.Pattern[str]) -> bool:
    """Whether it is said from the start of a word on: to ask the pattern for that takes six times as long."""
    match = said.search(part)
    while match is not None and _IN_WORD.match(part[max(match.start() - 1, 0) : match.start()]):
        match = said.search(part, match.start() + 1)
    return match is not None


def _finder(kind: str, message: str) -> Callable[[Subject], Iterable[Hit]]:
    def find(subject: Subject) -> Iterator[Hit]:
        if _kind(subject) == kind:
            yield Hit(0, 0, message)

    return find


_WHY = "Whoever relies on the archive would take the policy for read. Fetch the page again, or leave it out."
_SHORT_POLICY = "We do not collect any personal data. If you have questions, write to us at any time."


def _rule(
    id_: str, kind: str, title: str, message: str, *, hits: tuple[str, ...], misses: tuple[str, ...]
) -> Rule:
    return Rule(
        id=id_,
        issue="not-a-policy",
        title=title,
        why=_WHY,
        severity=Severity.LOW if kind == "short" else Severity.HIGH,
        tier=Tier.MAYBE if kind == "short" else Tier.SURE,
        find=_finder(kind, message),
        hits=hits,
        misses=misses,
    )


RULES: tuple[Rule, ...] = (
    _rule(
        "empty-capture",
        "empty",
        "There is no text",
        "There is no text in the file.",
        hits=("", "\n\n====\n\n", "![](data:image/svg+xml;base64,PD94bWw=)"),
        misses=(_SHORT_POLICY, "Privacy", "データ"),
    ),
    _rule(
        "title-only",
        "title",
        "There is a title and no policy",
        "The file holds a title and nothing that a policy would say.",
        hits=(
            "Privacy Statement\n=================",
            "# Datenschutzerklärung",
            "Déclaration sur les cookies\n\nAccueil",
        ),
        misses=(
            "We do not collect any personal data.",
            "Privacy\n\nWir speichern keine personenbezogenen Daten.",
            "Nous ne collectons aucune donnée personnelle.",
        ),
    ),
    _rule(
        "error-page",
        "error",
        "An error page instead of a policy",
        "The file holds the error page of a server.",
        hits=(
            "404\n\nPage not found\n\nThe page may have been moved. Go back to the home page.",
            "Zugriff verweigert. Sie dürfen diese Seite nicht aufrufen, bitte gehen Sie zurück.",
            "Page introuvable\n\nLa page que vous cherchez a été déplacée ou supprimée de notre site.",
        ),
        misses=(
            "We collect no personal data and set no cookies. Page not found? We track it if you consent.",
            _SHORT_POLICY,
            "Access denied to your personal data by a third party is tracked in a cookie, with your consent.",
        ),
    ),
    _rule(
        "browser-check",
        "check",
        "A check of the browser instead of a policy",
        "The file holds a page that asks for JavaScript, for cookies or for proof of being human.",
        hits=(
            "You need to enable JavaScript to run this app, since it cannot work without.",
            "Just a moment...\n\nVerify you are human by completing the action below.",
            "Bitte aktivieren Sie JavaScript in Ihrem Browser, um diese Seite benutzen zu können.",
        ),
        misses=(
            _SHORT_POLICY,
            "To keep bots out we use a captcha. It collects personal data and sets cookies.",
            "JavaScript is used to collect personal data with cookies; you may withdraw your consent.",
        ),
    ),
    _rule(
        "login-page",
        "login",
        "A login page instead of a policy",
        "The file holds a page on which one logs in.",
        hits=(
            "Log in or sign up\n\nWelcome\n\nPhone number\n\nContinue with Google\n\nContinue by mail.",
            "Anmelden\n\nE-Mail-Adresse\n\nPasswort\n\nPasswort vergessen?\n\nNoch kein Konto?",
            "Connexion\n\nAdresse électronique\n\nMot de passe\n\nMot de passe oublié ?",
        ),
        misses=(
            _SHORT_POLICY,
            "When you log in with your password we collect personal data, cookies and your consent.",
            "Sign in with Google: personal data is disclosed to third parties, which track you with cookies.",
        ),
    ),
    _rule(
        "consent-wall",
        "wall",
        "A consent wall instead of a policy",
        "The file holds the question for consent that stood before the page, not the page.",
        hits=(
            "We value your privacy\n\nWe and our 80 partners store data.\n\nAccept all\n\nReject all",
            "Wir verwenden Cookies, um unsere Seite besser zu machen.\n\nAlle akzeptieren\nAlle ablehnen",
            "Nous et nos 120 partenaires stockons des données.\n\nTout accepter\n\nTout refuser",
        ),
        misses=(
            "We value your privacy. You may accept all cookies or reject all cookies at any time.",
            _SHORT_POLICY,
            "Accept all\n\nReject all\n\nThese are the two buttons of our banner for cookies and consent.",
        ),
    ),
    _rule(
        "other-subject",
        "off-topic",
        "A text about something else",
        "The text says nothing about personal data, privacy or cookies.",
        hits=(
            "Welcome to our shop. " * 20,
            "Unser Verein spielt an jedem Sonntag auf dem Platz am Fluss. " * 8,
            "Nous fabriquons des chaises et des tables dans notre atelier. " * 8,
        ),
        misses=(
            "We respect your privacy. " + "Welcome to our shop. " * 20,
            "Welcome to our shop.",
            "Unser Verein verarbeitet Daten. " + "Er spielt jeden Sonntag auf dem Platz am Fluss. " * 9,
        ),
    ),
    _rule(
        "very-short-text",
        "short",
        "Hardly any text",
        "The text is shorter than almost any policy: it may be a part of one, or refer to one elsewhere.",
        hits=(
            _SHORT_POLICY,
            "Our policy is now part of the policy of Acme, which you will find on its own pages.",
            "Diese Seite enthält die Datenschutzerklärungen der Firma. Wählen Sie die richtige aus.",
        ),
        misses=(
            _SHORT_POLICY * 8,
            "# Datenschutz",
            "",
        ),
    ),
)
