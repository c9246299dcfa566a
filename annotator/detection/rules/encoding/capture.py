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
from annotator.detection.rules.encoding.navigation_words import CHOICES
from annotator.detection.subject import Subject
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

_MARKUP = lazy(r"!?\[([^\[\]]*)\]\([^()]*\)|https?://\S+|<[^<>\n]{1,300}>")
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


def _any_of(*listed: str) -> re.Pattern[str]:
    """Whole words, of which a straight apostrophe stands for either."""
    return lazy(rf"\b(?:{'|'.join(listed).replace(chr(39), '[’' + chr(39) + ']')})", re.IGNORECASE)


_ERRORS = _any_of(
    r"(?:error|erreur|fehler|errore|fout|erro|fel) ?:? (?:4\d\d|5\d\d|10[12]\d)\b",
    r"HTTP (?:4\d\d|5\d\d)\b",
    r"(?:404|403|410|50[0234])\W{1,4}(?:error|not found|page|forbidden|gone|access|internal|bad|service)\b",
    r"(?:404|403|410|50[0234])\W{1,4}(?:gateway|fehler|seite|erreur|página|pagina|sidan)\b",
    r"page(?: you (?:are looking for|requested))? (?:was |could )?not (?:be )?found\b",
    r"(?:page|site|content) (?:you requested )?(?:does not|doesn't|no longer) exists?\b",
    r"(?:this|the) page (?:isn't|is not|is no longer) available\b",
    r"we (?:can't|cannot|couldn't) find (?:that|the|this) page\b",
    r"access (?:denied|forbidden)\b",
    r"bad gateway\b|internal server error\b|service (?:temporarily )?unavailable\b",
    r"this site can't be reached\b|sorry, you have been blocked\b|something went wrong\b|account suspended\b",
    r"you (?:don't|do not) have permission to access\b|domain (?:is )?for sale\b|index of /",
    r"seite (?:wurde )?(?:leider )?nicht gefunden\b|zugriff verweigert\b",
    r"(?:page|contenu) (?:introuvable|non trouvée?)\b|accès (?:refusé|interdit)\b",
    r"página no (?:encontrada|existe)\b|acceso denegado\b|página não encontrada\b|acesso negado\b",
    r"pagina non trovata\b|accesso negato\b|pagina niet gevonden\b|toegang geweigerd\b",
    r"sidan (?:kunde inte hittas|hittades inte|finns inte)\b|åtkomst nekad\b|siden blev ikke fundet\b",
)
_CHECKS = _any_of(
    r"enable (?:java ?script|cookies)\b|java ?script (?:is|appears to be) (?:disabled|required)\b",
    r"requires javascript\b|turn on javascript\b|javascript est désactivé\b",
    r"javascript (?:ist (?:deaktiviert|nicht aktiviert)|aktivieren)\b|aktivieren sie (?:bitte )?javascript\b",
    r"active[rz] javascript\b|(?:active|habilite|activar|habilitar) javascript\b|abilita(?:re)? javascript\b",
    r"schakel javascript in\b|aktivera javascript\b|ative o javascript\b",
    r"verify (?:that )?you are (?:a )?human\b|are you a (?:human|robot)\b|not a robot\b|captcha\b",
    r"checking (?:if the site connection is secure|your browser)\b|just a moment\b|unusual traffic\b",
    r"attention required! |ddos protection by\b",
    r"your browser (?:is (?:not|no longer) supported|is out of date)\b|unsupported browser\b",
)
_LOGINS = (
    _any_of(
        r"(?:log ?in|sign ?in|anmelden|einloggen|se connecter|connexion|iniciar sesión|accedi)\b",
        r"(?:inloggen|logga in)\b",
    ),
    _any_of(
        r"(?:password|passwort|kennwort|mot de passe|contraseña|wachtwoord|senha|palavra-passe|lösenord)\b"
    ),
    _any_of(
        r"(?:continue|sign in|log in) with (?:google|apple|facebook|email|microsoft)\b",
        r"forgot(?:ten)? (?:your )?password\b|remember me\b|create (?:an |new )?account\b",
        r"passwort vergessen\b|mot de passe oublié|olvidaste tu contraseña\b|wachtwoord vergeten\b",
        r"glömt lösenord",
    ),
)
_WALLS = _any_of(
    r"we (?:value|respect|care about) your privacy\b|before you continue\b",
    r"we and our (?:\d+ )?(?:\w+ )?partners\b",
    r"this (?:web)?site uses cookies\b|wir (?:und unsere (?:\d+ )?partner|schätzen ihre privatsphäre)\b",
    r"wir verwenden cookies\b|diese website verwendet cookies\b|nous et nos (?:\d+ )?partenaires\b",
    r"nous respectons votre vie privée\b|ce site utilise des cookies\b|nosotros y nuestros (?:\d+ )?socios\b",
    r"valoramos tu privacidad\b|noi e i nostri (?:\d+ )?partner\b|wij en onze (?:\d+ )?partners\b",
    r"nós e os nossos (?:\d+ )?parceiros\b|vi och våra (?:\d+ )?partner\b|vi värdesätter din integritet\b",
)
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
    plain = _MARKUP.sub(lambda match: match[1] or " ", text)
    found = _WORD.findall(plain)
    words, letters = len(found), sum(map(len, found))
    kind = _page(plain, found) if letters else "empty"
    if not kind and words <= _FEW_WORDS and letters < 8 * _FEW_WORDS and _SENTENCE.search(plain) is None:
        kind = "title"
    if not kind and words >= _OFF_TOPIC and subject.language in _SPOKEN and not _mentions(plain, _TOPIC):
        kind = "off-topic" if words >= 100 * len(_NEARBY.findall(plain.lower())) else ""
    return kind or ("short" if words < _SHORT and letters < 6 * _SHORT else "")


# fmt: off
_SAID = (
    "\ncookie", "\ndata", "\npersonal", "\ncollect", "\nconsent", "\ndisclos", "\ntrack", "\nshare",
    "\nprivacy", "\nconfidential", "\ngdpr", "\nccpa", "\ndatenschutz", "\ndsgvo",
    "\ndonnées", "\nrgpd", "\ndatos", "\nprivacidad", "\ndati",
    "\nriservatezza", "\ngegevens", "\ndados",
    "\nuppgifter", "\nintegritet",
)
# fmt: on
"""How words begin that are each a topic of their own, one to a line."""
_PAIRED = ("\ndata", "\ninformation", "\ndetails", "\nidentif", "\nthird", "\ndaten", "\nprivée")
"""Without one of these no two words are a topic together."""


def _page(plain: str, words: list[str]) -> str:
    """What page of a site it is, by what it says of itself."""
    opening = plain[:_OPENING]
    said = "\n".join({"", *words}).lower()
    speaks = sum(word in said for word in _SAID) > _FEW_TOPICS
    if not speaks and (kind := _told_by(opening, plain)):
        paired = any(word in said for word in _PAIRED)
        if not _speaks_of_data(said) and not (paired and _speaks_of_data(plain.lower())):
            return kind
    if len(words) >= 400 or _WALLS.search(opening) is None:
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


def _told_by(opening: str, plain: str) -> str:
    if _ERRORS.search(opening):
        return "error"
    if _CHECKS.search(opening):
        return "check"
    logs_in = _LOGINS[0].search(opening[:200]) and any(each.search(plain) for each in _LOGINS[1:])
    return "login" if logs_in else ""


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
