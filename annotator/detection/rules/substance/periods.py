"""How long data are kept, where a policy says so: periods, and what decides them.

Offsets are code points of the folded text.
"""

# ruff: noqa: E501 - a pattern is easier to compare when it stays on its line

from bisect import bisect_left
from collections import defaultdict

from annotator.detection.lazy import lazy
from annotator.detection.literals import Sought
from annotator.detection.once import once
from annotator.detection.subject import Subject

_NUMBERS = (
    r"an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|thirty|ninety|"
    r"eine[mnrs]?|zwei|drei|vier|fünf|sechs|sieben|zehn|zwölf|une?|deux|trois|quatre|cinq|six|dix|douze|treize|"
    r"uno?|una|dos|tres|cuatro|cinco|seis|diez|doce|ett|två|tre|fyra|fem|sex|tio|tolv|due|quattro|cinque|sei|dieci|"
    r"dodici|een|één|twee|drie|vijf|zes|zeven|tien|twaalf"
)


def _by_letter(words: str) -> str:
    """The same alternatives under their first letters, so that a word is held against the few with its own."""
    rests: defaultdict[str, list[str]] = defaultdict(list)
    for word in words.split("|"):
        rests[word[0]].append(word[1:])
    return "|".join(f"{letter}(?:{'|'.join(listed)})" for letter, listed in rests.items())


_UNIT = (
    r"(?:hours?|days?|weeks?|months?|years?|stunden?|tage?n?|wochen?|monate?n?s?|jahre?n?s?|heures?|jours?|semaines?|mois|"
    r"ans?|années?|horas?|días?|semanas?|meses|mes|años?|timm\w+|dag\w*|veck\w+|månad\w*|år|giorn[io]|settiman\w|mes[ei]|"
    r"ann[io]|ore|uur|uren|dagen|weken|maand\w*|jaar|jaren)"
)
PERIOD = lazy(
    rf"\b(?=[\dacdefinopqstuvzé])(?:"
    rf"(?:\d{{1,3}}|{_by_letter(_NUMBERS)})(?:[- )]|\(\d{{1,3}}\)|full |calendar |business |working ){{1,4}}{_UNIT}\b"
    r"(?! (?:old|of age|d'âge|alt\b|anni di))|indefinite|permanently store)"
)
"""What it can begin with stands first, so that most words are passed over at once."""
_KEEPING = lazy(
    r"retain|retention|keep|kept|stor(?:e|ed|age)|delet|eras|held|purge|anonymi|archiv|speicher|aufbewahr|bewahr|lösch|conserv|"
    r"suppr(?:im|ess)|stock|durée|almacen|guard|elimin|suprim|spara|lagra|radera|bevara|gallra|memorizz|cancell|bewaar|bewar|verwijder"
)
_BEING_KEPT = lazy(
    r"\b(?:retain|retention|keep|kept|stor(?:e|ed|age)\b|speicher|aufbewahr|conserv|stock|almacen|guard|spara|lagra|memorizz|bewaar)"
)
_BESIDE = 100
"""Code points to either side of what decides a time in which it says that something is kept."""
_CRITERION = lazy(
    r"\bcriteri|\bfactors?\b|depend(?:s|ing)? (?:up)?on|we (?:will |also )?(?:consider|take into (?:account|consideration)|assess)|"
    r"limitations? period|assess(?:ing)? (?:the )?(?:appropriate )?retention|determin\w+ (?:[a-z]+ ){0,4}(?:retention|long)\b|vary according|"
    r"statute of limitation|statutory|retention (?:schedule|polic(?:y|ies)|table)|"
    r"account (?:is|remains|exists|stays)|(?:have|hold|keep|maintain)s? (?:an?|your) (?:active )?account|"
    r"as long as you (?:are|use|remain|have|continue|maintain)|duration of (?:the|your|our)|"
    r"(?:contractual|business|customer|ongoing) relationship|(?:withdraw|revoke)s? (?:your|their|his)|"
    r"aufbewahrungsfrist|aufbewahrungspflicht|verjährung|kriterien|widerruf|vertragsverhältnis|gesetzliche[nr]? (?:frist|vorschrift)|"
    r"while you (?:are|remain)|until you (?:close|delete|cancel|ask|withdraw)|bewaartermijn|plazo de conservación correspondiente|critère|(?:estimer|déterminer|fixer|évaluer) (?:ces|la|les|cette) durée|"
    r"(?:table|schedule|chart|list|periods?|as follows)(?: is| are)?(?: set out| shown| described| provided)? below|"
    r"following (?:retention )?(?:periods|table|criteria)|tableau|ci-(?:après|dessous)|folgende[nr]? (?:fristen|tabelle)|"
    r"siguiente[s]? (?:plazos|tabla)|tabell[ae]|seguenti (?:termini|periodi)|onderstaande|"
    r"prescription|durée (?:de|du) (?:la |votre |notre )?(?:relation|contrat|compte)|durées? légale|délais? léga|"
    r"criterio|prescripci|plazos legales|relación contractual|kriteri|preskription|bokförings|prescrizion|"
    r"criteria|verjaring|bewaarplicht|wettelijke (?:bewaar)?termijn|"
    r"(?:tant|aussi longtemps|jusqu'à ce) que (?:vous|votre|tu|ton)\b|(?:solange|bis) (?:sie|ihr|du|dein)\b|"
    r"(?:mientras|hasta que) (?:usted|su|tu|no|sea|siga|mantenga|tenga|solicite|cancele|retire|revoque)\b|"
    r"(?:finché|fino a quando|fino alla (?:cancellazione|revoca))\b|så länge (?:du|ditt)\b|zolang (?:u|uw|je|jouw)\b|"
    r"(?:enquanto|até que) (?:você|a sua|o titular)\b"
)
_OPENINGS = Sought(
    (
        *("criteri", "critère", "kriteri", "factor", "depend", "limitation", "assess", "determin", "statut"),
        *(f"we {also}{do}" for also in ("", "will ", "also ") for do in ("consider", "take into", "assess")),
        *("vary according", "retention schedule", "retention polic", "retention table"),
        *("account is", "account remains", "account exists", "account stays"),
        *(
            f"{verb}{ending} {whose} "
            for verb in ("have", "hold", "keep", "maintain")
            for ending in ("", "s")
            for whose in ("a", "an", "your")
        ),
        *("as long as you ", "while you ", "until you ", "duration of ", "withdraw", "revoke"),
        *(f"{kind} relationship" for kind in ("contractual", "business", "customer", "ongoing")),
        *("table ", "schedule ", "chart ", "list ", "period ", "periods ", "as follows "),
        *("following retention ", "following periods", "following table", "following criteria"),
        *("aufbewahrungs", "verjährung", "widerruf", "vertragsverhältnis", "gesetzliche", "folgende"),
        *("estimer ", "déterminer ", "fixer ", "évaluer ", "tableau", "ci-après", "ci-dessous"),
        *("prescription", "durée", "délai"),
        *("plazo de conservación", "plazos legales", "relación contractual", "prescripci", "siguiente"),
        *("tabella", "tabelle", "seguenti ", "prescrizion", "preskription", "bokförings"),
        *("bewaartermijn", "bewaarplicht", "onderstaande", "verjaring", "wettelijke "),
        *("tant que ", "aussi longtemps que ", "jusqu'à ce que "),
        *("solange ", "bis sie", "bis ihr", "bis du", "bis dein"),
        *("mientras ", "hasta que ", "finché", "fino a", "så länge ", "zolang ", "enquanto ", "até que "),
    )
)
"""How what is found by ``_CRITERION`` begins: it is tried there only."""
_REACH = 200
"""Code points to either side of a period in which it says that something is kept."""


def is_specific(subject: Subject, start: int, end: int) -> bool:
    """Whether ``[start, end)`` says how long, or by what that is decided."""
    return names_a_criterion(subject, start, end) or names_a_period(subject, start, end)


def names_a_period(subject: Subject, start: int, end: int) -> bool:
    """Whether ``[start, end)`` names a time for which something is kept."""
    text = subject.folded
    return any(
        _KEEPING.search(text, max(0, each.start() - _REACH), each.end() + _REACH)
        for each in PERIOD.finditer(text, start, end)
    )


def names_a_criterion(subject: Subject, start: int, end: int) -> bool:
    """Whether ``[start, end)`` says by what the time of storage is decided."""
    text, openings = subject.folded, _openings(subject)
    near = openings[bisect_left(openings, start) : bisect_left(openings, end)]
    return any(_CRITERION.match(text, at, end) for at in near)


def is_decided_anywhere(subject: Subject) -> bool:
    """Whether the text says somewhere how long something is kept, or what decides it."""
    text = subject.folded
    return names_a_period(subject, 0, len(text)) or any(
        _CRITERION.match(text, at) and _BEING_KEPT.search(text, max(0, at - _BESIDE), at + _BESIDE)
        for at in _openings(subject)
    )


@once
def _openings(subject: Subject) -> list[int]:
    return sorted({at for _, starts in _OPENINGS.places(subject) for at in starts})
