"""What a page that is no policy says of itself, with the words it cannot say it without."""

import re

from annotator.detection.lazy import lazy
from annotator.detection.rules.gates import Gates

Sayings = Gates[re.Pattern[str]]


def _sayings(*rows: tuple[str, str]) -> Sayings:
    """What is said in lower case, a straight apostrophe for either, by what ``Gates`` asks of a text."""
    return Gates((words, lazy(said.replace("'", "[’']"))) for words, said in rows)


_CODE = r"(?:404|403|410|50[0234])\W{1,4}"

ERRORS = _sayings(
    (
        "error|erreur|fehler|errore|fout|erro|fel",
        r"(?:error|erreur|fehler|errore|fout|erro|fel) ?:? (?:4\d\d|5\d\d|10[12]\d)\b",
    ),
    ("http", r"http (?:4\d\d|5\d\d)\b"),
    ("error|found|page|access", rf"{_CODE}(?:error|not found|page|access)\b"),
    ("forbidden|gone|internal|bad|service", rf"{_CODE}(?:forbidden|gone|internal|bad|service)\b"),
    ("gateway|fehler|seite|erreur", rf"{_CODE}(?:gateway|fehler|seite|erreur)\b"),
    ("página|pagina|sidan", rf"{_CODE}(?:página|pagina|sidan)\b"),
    ("page found", r"page(?: you (?:are looking for|requested))? (?:was |could )?not (?:be )?found\b"),
    ("exist|exists", r"(?:page|site|content) (?:you requested )?(?:does not|doesn't|no longer) exists?\b"),
    ("page available", r"(?:this|the) page (?:isn't|is not|is no longer) available\b"),
    ("find page", r"we (?:can't|cannot|couldn't) find (?:that|the|this) page\b"),
    ("access denied|access forbidden", r"access (?:denied|forbidden)\b"),
    ("gateway", r"bad gateway\b"),
    ("internal server error", r"internal server error\b"),
    ("service unavailable", r"service (?:temporarily )?unavailable\b"),
    ("site reached", r"this site can't be reached\b"),
    ("sorry blocked", r"sorry, you have been blocked\b"),
    ("something wrong", r"something went wrong\b"),
    ("account suspended", r"account suspended\b"),
    ("permission access", r"you (?:don't|do not) have permission to access\b"),
    ("domain sale", r"domain (?:is )?for sale\b"),
    ("index", r"index of /"),
    ("seite gefunden", r"seite (?:wurde )?(?:leider )?nicht gefunden\b"),
    ("zugriff verweigert", r"zugriff verweigert\b"),
    ("introuvable|trouvé|trouvée", r"(?:page|contenu) (?:introuvable|non trouvée?)\b"),
    ("accès refusé|accès interdit", r"accès (?:refusé|interdit)\b"),
    ("página encontrada|página existe", r"página (?:no (?:encontrada|existe)|não encontrada)\b"),
    ("acceso denegado|acesso negado", r"(?:acceso denegado|acesso negado)\b"),
    ("pagina trovata", r"pagina non trovata\b"),
    ("accesso negato", r"accesso negato\b"),
    ("pagina gevonden", r"pagina niet gevonden\b"),
    ("toegang geweigerd", r"toegang geweigerd\b"),
    ("sidan kunde|sidan hittades|sidan finns", r"sidan (?:kunde inte hittas|hittades inte|finns inte)\b"),
    ("åtkomst nekad", r"åtkomst nekad\b"),
    ("siden fundet", r"siden blev ikke fundet\b"),
)
CHECKS = _sayings(
    ("enable", r"enable (?:java ?script|cookies)\b"),
    ("disabled|required", r"java ?script (?:is|appears to be) (?:disabled|required)\b"),
    (
        "javascript",
        r"(?:requires|turn on|aktivieren sie(?: bitte)?|active[rz]?|aktivera|ative o) javascript\b",
    ),
    ("javascript", r"(?:habilite|activar|habilitar|abilita(?:re)?) javascript\b|schakel javascript in\b"),
    ("javascript", r"javascript (?:ist (?:deaktiviert|nicht aktiviert)|aktivieren|est désactivé)\b"),
    ("verify human", r"verify (?:that )?you are (?:a )?human\b"),
    ("human|robot", r"(?:are you a (?:human|robot)|not a robot)\b"),
    ("captcha", r"captcha\b"),
    ("checking", r"checking (?:if the site connection is secure|your browser)\b"),
    ("moment|traffic", r"(?:just a moment|unusual traffic)\b"),
    ("attention required", r"attention required! "),
    ("ddos protection", r"ddos protection by\b"),
    (
        "browser supported|browser unsupported|browser date",
        r"(?:your browser (?:is (?:not|no longer) supported|is out of date)|unsupported browser)\b",
    ),
)
LOGINS = _sayings(
    ("login|log in|signin|sign in", r"(?:log|sign) ?in\b"),
    ("anmelden|einloggen|inloggen|logga in", r"(?:anmelden|einloggen|inloggen|logga in)\b"),
    ("connecter|connexion|sesión|accedi", r"(?:se connecter|connexion|iniciar sesión|accedi)\b"),
)
PASSWORDS = _sayings(
    (
        "password|passwort|kennwort|passe|contraseña|wachtwoord|senha|lösenord",
        r"(?:password|passwort|kennwort|mot de passe|contraseña|wachtwoord|senha|palavra-passe|lösenord)\b",
    ),
    (
        "continue with|sign with|log with",
        r"(?:continue|sign in|log in) with (?:google|apple|facebook|email|microsoft)\b",
    ),
    ("remember me|create account", r"(?:remember me|create (?:an |new )?account)\b"),
    ("glömt", r"glömt lösenord"),
)
"""Those in which a password is forgotten need not be named beside the password itself."""
WALLS = _sayings(
    (
        "we value privacy|we respect privacy|we care privacy",
        r"we (?:value|respect|care about) your privacy\b",
    ),
    ("before continue", r"before you continue\b"),
    ("we our partners", r"we and our (?:\d+ )?(?:\w+ )?partners\b"),
    ("site uses cookies|website uses cookies", r"this (?:web)?site uses cookies\b"),
    ("wir unsere partner", r"wir und unsere (?:\d+ )?partner\b"),
    ("schätzen privatsphäre", r"wir schätzen ihre privatsphäre\b"),
    ("wir verwenden cookies", r"wir verwenden cookies\b"),
    ("website verwendet cookies", r"diese website verwendet cookies\b"),
    ("nous nos partenaires", r"nous et nos (?:\d+ )?partenaires\b"),
    ("nous respectons", r"nous respectons votre vie privée\b"),
    ("utilise cookies", r"ce site utilise des cookies\b"),
    ("nosotros socios", r"nosotros y nuestros (?:\d+ )?socios\b"),
    ("valoramos", r"valoramos tu privacidad\b"),
    ("noi nostri partner", r"noi e i nostri (?:\d+ )?partner\b"),
    ("wij onze partners", r"wij en onze (?:\d+ )?partners\b"),
    ("nós nossos parceiros", r"nós e os nossos (?:\d+ )?parceiros\b"),
    ("vi våra partner", r"vi och våra (?:\d+ )?partner\b"),
    ("värdesätter", r"vi värdesätter din integritet\b"),
)
