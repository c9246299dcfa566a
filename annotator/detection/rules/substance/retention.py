"""Rules about how long data are kept, where the policy leaves that open."""

# ruff: noqa: E501 - a pattern is easier to compare when it stays on its line

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

from annotator.detection.lazy import lazy
from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.phrases import (
    REACH,
    Sentence,
    cues,
    section,
    sentences_with,
    shortened,
    whole_words,
)
from annotator.detection.rules.substance.periods import (
    PERIOD,
    is_decided_anywhere,
    is_specific,
    names_a_criterion,
)
from annotator.detection.subject import Subject
from annotator.domain import LabelId, Severity

_QUOTED = 90
"""Code points of a quote in a message."""

_ISSUE = LabelId("vague-retention")
LANGUAGES = frozenset(("en", "de", "fr", "es", "sv", "it", "nl"))

_CUES = cues(
    {
        "en": (
            "long as",
            "longer than",
            "period",
            "length of time",
            "time frame",
            "timeframe",
            "duration",
            "time necessary",
        ),
        "de": ("lange", "länger als", "zeitraum", "dauer", "speicherdauer"),
        "fr": ("longtemps", "tant que", "durée", "période", "temps nécessaire", "au-delà d"),
        "es": ("tiempo", "plazo", "período", "periodo", "mientras"),
        "sv": ("länge", "den tid", "längre"),
        "it": ("tempo", "periodo", "finché", "fino a quando", "durata", "non oltre"),
        "nl": ("lang als", "langer dan", "niet langer", "zolang", "zo lang", "duur", "periode"),
    }
)

_NEED = {
    "en": r"(?:necessary|needed|required|appropriate|(?:reasonably |still )?(?:need|require))\b(?! (?:by|under)\b)",
    "de": r"(?:erforderlich|notwendig|nötig|benötig(?:t|en))\b(?: ist| sind| werden| wird)?",
    "fr": r"(?:nécessaires?|besoin|requise?)\b",
    "es": r"(?:necesari[oa]s?|imprescindibles?|preciso)\b",
    "sv": r"(?:nödvändigt?|nödvändiga|behövs|behöver|krävs|erforderligt?)\b",
    "it": r"necessari[oae]?\b",
    "nl": r"(?:noodzakelijk|nodig|vereist)\b(?: is| zijn)?",
}
_LEAD = {
    "en": r"(?:(?:only |solely |just )?(?:for )?(?:so|as|only as) long as (?:(?:it|this|that|they|we|is|are|the|such|your|may|be|"
    r"information|data|personal|reasonably|strictly|absolutely|legally|deemed|considered|consider|believe|continues?|"
    r"to|remains?|otherwise|there|of|use|a|which|case|in|each) ){0,7}?"
    r"|(?:only |solely )?(?:for|during) (?:the|such|a|that|as long a) (?:minimum |limited |reasonable |amount of )?"
    r"(?:period|time|time ?frame|duration|length of time)s?(?: of time)? "
    r"(?:(?:that|which|as|is|it|are|may|be|we|reasonably|strictly|during) ){0,5}?"
    r"|(?:shall |will |is |are |do |does )?(?:not?|never) (?:[a-z]{1,14} ){0,6}?(?:longer than|period than) "
    r"(?:(?:is|are|it|we|this|what|strictly|reasonably|absolutely|actually|otherwise|that|which|period|the|time) ){0,5}?)",
    "de": r"(?:(?:nur |lediglich )?(?:so ?lange?,? |solange,? )(?:wie |bis )?|(?:nur )?für (?:den|einen) zeitraum,? |"
    r"(?:nur )?für die dauer,? |nicht länger,? als )(?:[^.;:(]{0,110}? )?",
    "fr": r"(?:(?:uniquement |seulement )?(?:aussi longtemps que|tant que|(?:pendant|pour|durant) "
    r"(?:la|le|une|toute la|cette)?(?: seule)? ?(?:durée|période|temps)|pas plus longtemps que|"
    r"pas (?:conservées )?au-delà de la durée|durée n'excédant pas|durée qui n'excède pas))(?: [^.;:(]{0,50}?)? ?",
    "es": r"(?:(?:únicamente |solo |sólo )?(?:durante |por )(?:el|un|todo el) (?:tiempo|plazo|per[ií]odo)|mientras|"
    r"tanto tiempo como|no (?:más|mayor) tiempo (?:del|que))(?: [^.;:(]{0,50}?)? ",
    "sv": r"(?:(?:endast |bara )?så länge(?: som)?|(?:endast )?under den tid(?: som)?|(?:inte|ej|aldrig) "
    r"(?:[a-zåäö]{1,14} ){0,4}längre än)(?: [^.;:(]{0,60}?)? ",
    "it": r"(?:(?:solo |esclusivamente )?per (?:il|un|tutto il) (?:solo )?(?:tempo|periodo)(?: di tempo)?|finché|fino a quando|"
    r"non oltre (?:il|la)|per la durata)(?: [^.;:(]{0,50}?)? ",
    "nl": r"(?:(?:alleen |slechts )?zo ?lang(?: als)?|niet langer(?: [a-z]{1,14}){0,3} dan)(?: [^.;:(]{0,90}?)? ",
}
_ENDS = (
    r"(?=\s*(?:[.;:,)|]|$|[-–] |<br|unless\b|and (?:will|then|in accordance|as permitted|to comply)|after\b|"
    r"or (?:as|to comply)|in accordance with|es sei denn|sofern nicht|à moins|sauf|salvo|a menos|såvida|om inte|tenzij|a meno))"
)
_PURPOSES = {
    "en": r"(?:,? (?:for us )?(?:(?:in order )?to (?:fulfil|achieve|accomplish|satisfy|meet|serve|carry out|perform|effectuate"
    r"|complete|realise|realize|support|implement)[a-z]*|for|in relation to|with respect to|given|in light of))?"
    r"(?: (?:the|its|their|that|those|these|our|such|any|each|all|relevant|stated|above|specific|various|legitimate|"
    r"lawful|original|intended|particular|or|and|one|more|of|business|commercial|which|aforementioned|respective|"
    r"described|above-mentioned|processing|initial|outlined|purposes?\(s\)))*"
    r" (?:purposes?(?:\(s\))?(?! (?:of|to)\b)|objectives?|reasons? for which)(?:[^.;:,|(<]{0,90})",
    "de": r"",
    "fr": r" (?:à|aux?|pour|afin|des?|au regard)[^.;:|(]{0,50}?(?:finalités?|objectifs?|buts?|fins)\b[^.;:,|(]{0,70}",
    "es": r" (?:para|a)[^.;:|(]{0,40}?(?:fin|fines|finalidad(?:es)?|propósitos?|objetivos?)\b(?! de )[^.;:,|(]{0,70}",
    "sv": r" (?:för|med)[^.;:|(]{0,50}?(?:ändamål\w*|syfte\w*)[^.;:,|(]{0,70}",
    "it": r" (?:per|a|al|alle?|allo)[^.;:|(]{0,40}?(?:finalità|scop[oi]|fini)\b[^.;:,|(]{0,70}",
    "nl": r" (?:voor|om)[^.;:|(]{0,40}?(?:doel\w*)[^.;:,|(]{0,70}",
}
_GENERIC_INSIDE = {
    "de": lazy(r"zweck|ziele?\b"),
    "nl": lazy(r"\bdoel"),
    "sv": lazy(r"ändamål|syfte"),
}
"""What is generic between lead and verb, in languages whose verb comes last."""
_CONCRETE_INSIDE = lazy(
    r"account|konto|compte|cuenta|contract|vertrag|contrat|avtal|contratto|widerruf|einwilligung|nutzer|customer|kund|client"
)

KEEPS = {
    "en": lazy(
        r"\b(?:re-?tain|retention|keep|kept|stor(?:e|ed|es|ing|age)\b|held\b|hold\b|maintain|preserv)"
    ),
    "de": lazy(r"speicher|aufbewahr|bewahr|vorgehalten|gelöscht|löschen|verarbeite|\bheben\b.{0,80}?\bauf\b"),
    "fr": lazy(r"conserv|stock|gard[eé]|archiv"),
    "es": lazy(r"conserv|almacen|guard|retendr|retenemos|manten"),
    "sv": lazy(r"\b(?:lagra|spara|bevara|behåll|sparas|behandla)"),
    "it": lazy(r"conserv|memorizza|archivi|trattenut|tratta(?:ti|te|remo|iamo)"),
    "nl": lazy(r"bewa[ar]|opgeslagen|opslaan|bijgehouden"),
}

_MOST = 200
"""Places looked at in one text; a policy has a handful."""
_EXAMPLE = lazy(
    r"for (?:example|instance)|e\.g\.|zum beispiel|z\. ?b\.|par exemple|por ejemplo|per esempio|till exempel|bijvoorbeeld"
)
_NEXT = 60
"""Code points after the sentence in which an example would begin."""

_LONGER = {
    "en": lazy(
        r"\b(?:may|might|can|could|will|reserve the right to) (?:[a-z]+ ){0,3}?(?:retain|keep|store|hold)\w* (?:[a-z]+ ){0,5}?"
        r"(?:for )?(?:(?:a )?longer (?:than (?:that|this|the|these|those|stated)\b[a-z ]{0,30}|periods?(?: of time)?\b)|longer(?= (?:if|where|when|in some)))"
        r"|(?:some|others|certain ones)(?: cookies)? may (?:take|last|remain|be (?:kept|retained|stored)|persist)(?: for)? (?:a )?longer\b"
        r"|\bfor (?:a|some) (?:certain|reasonable|limited|longer) (?:period(?: of time)?|amount of time|time)\b"
    ),
    "de": lazy(
        r"für (?:eine(?:n)? )?(?:gewisse[nr]?|bestimmte[nr]?|angemessene[nr]?|begrenzte[nr]?) (?:zeit(?:raum|spanne)?|dauer)\b"
    ),
    "fr": lazy(
        r"pendant (?:une|un) (?:certaine?|durée|période|délai) ?(?:limitée?|raisonnable|temps|prolongée|appropriée)\b"
    ),
    "es": lazy(r"durante un (?:tiempo|per[ií]odo|plazo) (?:limitado|razonable|prolongado|determinado)\b"),
    "sv": lazy(r"under en (?:viss|rimlig|begränsad|längre) (?:tid|period)\b"),
    "it": lazy(r"per un (?:certo periodo|periodo (?:limitato|ragionevole|di tempo limitato))\b"),
    "nl": lazy(r"gedurende een (?:bepaalde|redelijke|beperkte|langere) (?:periode|tijd)\b"),
}


@cache
def _open(language: str) -> re.Pattern[str]:
    tail = _PURPOSES[language]
    return lazy(rf"\b(?P<core>{_LEAD[language]}{_NEED[language]})(?P<purposes>{tail})?{_ENDS}?")


def _until_needed(subject: Subject) -> Iterator[tuple[int, int, bool, Sentence]]:
    """Where data are kept “as long as necessary”: start, end, whether for nothing in particular, sentence."""
    for sentence in sentences_with(subject, _CUES):
        language = sentence.paragraph.language
        if not KEEPS[language].search(sentence.words):
            continue
        for match in _open(language).finditer(sentence.words):
            core = match["core"]
            if _CONCRETE_INSIDE.search(core):
                continue
            rest = sentence.words[match.end("core") :]
            inside = _GENERIC_INSIDE.get(language)
            generic = bool(match["purposes"]) or re.match(_ENDS, rest) is not None
            if language == "de":
                generic = inside is not None and inside.search(core) is not None
            elif inside is not None and not generic:
                generic = inside.search(core) is not None
            end = match.end("core") + len((match["purposes"] or "").rstrip())
            start, end = whole_words(subject.text, sentence.start + match.start(), sentence.start + end)
            yield start, end, generic, sentence


@once
def _vague(subject: Subject) -> tuple[list[Hit], list[Hit]]:
    """What is surely vague, and what may be."""
    sure: list[Hit] = []
    maybe: list[Hit] = []
    text = subject.folded
    nowhere: bool | None = None
    told = -1
    for start, end, generic, sentence in islice(_until_needed(subject), _MOST):
        paragraph = sentence.paragraph
        around = section(subject, start)
        if is_specific(subject, max(paragraph.start, start - 1000), min(paragraph.end, end + 1000)):
            continue
        if text[paragraph.end - 1] in ":;" and is_specific(subject, paragraph.end, around[1]):
            continue
        if names_a_criterion(subject, paragraph.end, min(around[1], paragraph.end + REACH)):
            continue
        quote = subject.text[start:end]
        example = (
            _EXAMPLE.search(text, sentence.end, min(sentence.end + _NEXT, around[1]))
            if sentence.end < around[1]
            else None
        )
        if generic and example is None and not is_specific(subject, *around):
            if nowhere is None:
                nowhere = not is_decided_anywhere(subject)
            if nowhere:
                said = "names neither a period nor what decides it, and nothing else in the policy does."
                if _is_prolonged(text, max(around[0], start - REACH), min(around[1], end + REACH)):
                    said = "names no period, and nor does the rest of the policy: only what may prolong it is named."
                message = f"“{shortened(quote, _QUOTED)}” {said}"
                sure.append(Hit(start, end, message))
                continue
        if around[0] > told or start > around[1]:
            told = start
            maybe.append(
                Hit(
                    start,
                    end,
                    f"“{shortened(quote, _QUOTED)}” leaves open how long: no period, and nothing that decides it.",
                )
            )
    return sure, maybe


_PROLONGING = lazy(
    r"\b(?:(?P<dispute>claims?|disputes?|complaints?|litigation)|(?P<law>legal (?:obligations?|requirements?)|(?:required|permitted|records required) by (?:applicable )?law)"
    r"|(?P<books>audits?|tax|accounting)|(?P<order>(?:customer|client)[’']?s? instructions?|deletion of [a-z’']+ account))\b"
)


def _is_prolonged(text: str, start: int, end: int) -> bool:
    """Whether two things or more are named for which data may be kept on: claims, books, what the law asks for."""
    return len({match.lastgroup for match in _PROLONGING.finditer(text, start, end)}) > 1


def _longer(subject: Subject) -> Iterator[Hit]:
    for sentence in sentences_with(subject, {**_LONGER_CUES}):
        language = sentence.paragraph.language
        if not (KEEPS[language].search(sentence.words) or "cookie" in sentence.words):
            continue
        for match in _LONGER[language].finditer(sentence.words):
            if _REASON.search(sentence.words) or PERIOD.match(sentence.words, match.end() + 2):
                continue
            quote = subject.text[sentence.start + match.start() : sentence.start + match.end()]
            yield Hit(
                sentence.start + match.start(),
                sentence.start + match.end(),
                f"“{shortened(quote, _QUOTED)}” opens the period again without an end.",
            )


_REASON = lazy(
    r"\blaws?\b|legal|litigation|claim|dispute|complaint|obligation|statut|gesetz|rechtlich|légal|loi\b|\bley\b|lagstift|legge|wet\b"
)
_LONGER_CUES = cues(
    {
        "en": (
            "longer",
            "certain period",
            "reasonable period",
            "limited period",
            "period of time",
            "amount of time",
        ),
        "de": ("für eine", "für einen"),
        "fr": ("pendant un",),
        "es": ("durante un",),
        "sv": ("under en",),
        "it": ("per un",),
        "nl": ("gedurende een",),
    }
)


def _find_sure(subject: Subject) -> Iterator[Hit]:
    yield from _vague(subject)[0]


def _find_maybe(subject: Subject) -> Iterator[Hit]:
    yield from _vague(subject)[1]


_WHY = (
    "Art. 13(2)(a) GDPR asks for the period of storage or, where that is not possible, the criteria by which it is decided. "
    "“As long as necessary” repeats the law and tells the reader nothing."
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="retention-without-period",
        issue=_ISSUE,
        title="Retention without a period or a criterion",
        why=_WHY,
        severity=Severity.HIGH,
        tier=Tier.SURE,
        find=_find_sure,
        languages=LANGUAGES,
        hits=(
            "We retain your personal data ⟦for as long as necessary for the purposes set out in this policy⟧.",
            "Ihre personenbezogenen Daten werden ⟦nur so lange gespeichert, wie es für die genannten Zwecke erforderlich ist⟧.",
            "Vos données personnelles sont conservées ⟦pendant la durée nécessaire aux finalités décrites ci-dessus⟧.",
            "Sus datos personales se conservarán ⟦durante el tiempo necesario para los fines descritos⟧.",
            "Vi sparar dina personuppgifter ⟦så länge det är nödvändigt för de ändamål som anges här⟧.",
            "I suoi dati personali sono conservati ⟦per il tempo necessario alle finalità indicate⟧.",
            "Wij bewaren uw persoonsgegevens ⟦niet langer dan noodzakelijk is voor de doeleinden die wij noemen⟧.",
        ),
        misses=(
            "We retain your personal data for as long as necessary for these purposes, at most 2 years.",
            "We retain your data for as long as necessary for the purposes set out here.\n\nInvoices are kept for 10 years.",
            "We retain your data for as long as necessary for the purposes set out here.\n\n# You\n\nWe keep letters as long as you are with us.",
            "We retain your data for as long as necessary for these purposes. To determine the period, we consider how sensitive they are.",
            "Wir speichern Ihre Daten so lange, wie es für die genannten Zwecke erforderlich ist, längstens drei Jahre.",
            "Vos données sont conservées pendant la durée nécessaire aux finalités décrites, soit trois ans.",
            "Vos données sont conservées pendant la durée nécessaire aux finalités décrites et tant que vous avez un compte.",
            "Vos données sont conservées pendant la durée nécessaire aux finalités décrites.\n\nSuppression du compte : sous 5 jours.",
            "Wir speichern Ihre Daten so lange, wie es für die Zwecke erforderlich ist und bis Sie widersprechen.",
        ),
    ),
    Rule(
        id="retention-left-open",
        issue=_ISSUE,
        title="Retention is left open here",
        why=_WHY,
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_find_maybe,
        languages=LANGUAGES,
        hits=(
            "We retain your personal data ⟦for as long as necessary⟧ to provide our services to you and others.",
            "We keep your data ⟦for as long as we need⟧ them.",
            "Nous conservons vos données ⟦tant que nous en avons besoin⟧ pour fournir nos services.",
        ),
        misses=(
            "We retain your personal data for as long as necessary to bill you, but no more than two years.",
            "We keep your data for as long as your account is active.",
            "We retain such data for as long as is required by law.",
        ),
    ),
    Rule(
        id="retention-period-reopened",
        issue=_ISSUE,
        title="A period of storage that may be exceeded",
        why="A limit that may be passed for no stated reason is none.",
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_longer,
        languages=LANGUAGES,
        hits=(
            "We keep your CV for 6 months. We ⟦may retain this information for longer than that period⟧.",
            "Most cookies expire after 30 days, though ⟦some may last longer⟧.",
            "Wir speichern Ihre Angaben ⟦für einen gewissen Zeitraum⟧.",
        ),
        misses=(
            "We keep it no longer than that.",
            "We may retain your data for a longer period where the law requires it.",
            "Calls are kept for a limited period of time (30 days).",
        ),
    ),
)
