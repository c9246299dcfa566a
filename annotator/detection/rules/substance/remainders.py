"""Rules about data whose storage stays open while the policy says for others how long they are kept.

A sentence is judged by itself: “Invoices are kept for ten years” answers nothing for “all other data”.
"""

# ruff: noqa: E501 - a pattern is easier to compare when it stays on its line

import re
from collections.abc import Iterator

from annotator.detection.lazy import lazy
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.phrases import Sentence, cues, section, sentences_with, whole_words
from annotator.detection.rules.substance.periods import is_specific, names_a_criterion
from annotator.detection.rules.substance.retention import KEEPS, LANGUAGES
from annotator.detection.subject import Subject
from annotator.domain import LabelId, Severity

_ISSUE = LabelId("vague-retention")

_CUES = cues(
    {
        "en": (
            *("long as", "longer than", "for the period", "for a period", "for the time", "for a time"),
            *("for the duration", "for a duration"),
        ),
        "de": ("so lang", "solang", "nicht länger", "bedarf besteht"),
        "fr": ("longtemps", "autant que", "le temps", "un temps", "du temps", "la durée", "une durée"),
        "es": (
            *("el tiempo", "un tiempo", "el plazo", "un plazo"),
            *("el período", "un período", "el periodo", "un periodo"),
        ),
        "sv": ("så länge", "längre än", "den tid"),
        "it": ("il tempo", "un tempo", "il solo", "un solo", "il periodo", "un periodo", "finché"),
        "nl": ("zo lang", "zolang", "niet langer"),
    }
)
_VAGUE_CUES = cues(
    {
        "en": (
            *("long as we", "long as it is", "how long we", "for an appropriate", "for a suitable"),
            *("for an adequate", "for a sensible", "for a sufficient"),
            *("for an indefinite", "for an unlimited", "for an undetermined"),
        ),
        "de": (
            *("angemessene", "ausreichende", "längere", "unbestimmte", "geeignete", "vernünftige"),
            *("zeitlich unbegrenzt", "bedarf besteht", "zeit lang", "zeitlang"),
        ),
        "fr": ("sans limit", "pour une durée", "pendant un", "au-delà de", "plus longtemps", "certain temps"),
        "es": ("tiempo", "plazo", "período", "periodo"),
        "sv": ("längre", "en tid", "obestämd", "en viss tid", "ett tag", "tidsgräns", "under en"),
        "it": ("tempo", "periodo"),
        "nl": ("enige tijd", "termijn", "periode", "onbepaalde tijd", "gedurende een"),
    }
)
_NEEDED = {
    "en": r"(?:(?:only )?(?:for )?(?:so|as|only as) long as (?:is |it is |this is |they are |may be |reasonably |strictly |absolutely |considered |deemed |we (?:may )?)*(?:necessary|needed|required|need(?: it| them| to| this)?)|"
    r"(?:only )?(?:for )?(?:so|as) long as (?:we|there) (?:still )?(?:have|has|is) (?:an? |any )?(?:ongoing |legitimate |genuine |continuing |valid |good )*(?:business )?(?:need|reason|interest|use|purpose)(?: to do so| for (?:it|them|doing so|this))?|"
    r"(?:only )?(?:for )?(?:so|as) long as (?:we|it is|they are) (?:consider(?:ed)?|deem(?:ed)?|think|find|believe|feel|see)(?: it| this| them)?(?: is| are| to be)? (?:useful|necessary|appropriate|reasonable|relevant|helpful|fit)|"
    r"(?:not? |never )(?:[a-z]{1,14} ){0,4}longer than (?:is |it is |we |strictly |reasonably |absolutely )*(?:necessary|needed|required|need)|"
    r"for (?:the|a) (?:period|time|duration) (?:that is |reasonably |strictly )*(?:necessary|needed|required))",
    "de": r"(?:(?:nur )?(?:so ?lange?|solange),? (?:wie )?(?:es |dies |das |sie |wir sie |wir diese |hierfür |dafür |unbedingt |zwingend |jeweils )*(?:erforderlich|notwendig|nötig|benötig(?:t|en)|sinnvoll|zweckmäßig)(?: ist| sind| werden| wird)?|"
    r"nicht länger,? als (?:es |dies |unbedingt )*(?:erforderlich|notwendig|nötig)(?: ist)?|(?:soweit|solange|sofern) (?:hierfür |dafür |hieran |daran |noch |ein |einen |weiterhin )*bedarf besteht)",
    "fr": r"(?:aussi longtemps que (?:c'est |cela est |strictement )*(?:nécessaire|de besoin|utile|possible)|autant que (?:de besoin|nécessaire)|"
    r"(?:que )?(?:pendant |pour |durant )?(?:le|un|du) temps (?:strictement |raisonnablement )?(?:nécessaire|utile|voulu|qu'il faut|qu'il faudra)|"
    r"(?:pendant|pour|durant) (?:la|une) durée (?:strictement |raisonnablement )?(?:nécessaire|utile|requise))",
    "es": r"(?:durante |por )?(?:el|un) (?:tiempo|plazo|per[ií]odo) (?:que (?:se |sea |resulte |estime(?:mos)? |considere(?:mos)? )+)?(?:estrictamente |razonablemente |mínimo |mínimamente )?(?:necesari[oa]s?|imprescindible|preciso|oportuno|conveniente|pertinente)",
    "sv": r"(?:endast |bara )?så länge(?: som)? (?:det |de |dessa |vi |är |anses |bedöms |anser |fortfarande )*(?:nödvändigt|nödvändiga|behövs|behöver dem|krävs|motiverat|lämpligt)|(?:inte|aldrig) längre än (?:vad |som |vi |det |är )*(?:nödvändigt|behövs|krävs)|under den tid (?:som |det |är )*(?:nödvändigt?|behövs|krävs)",
    "it": r"per (?:il|un) (?:solo )?(?:tempo|periodo)(?: di tempo)? (?:che (?:sarà |risulterà |riterremo )+)?(?:strettamente |ragionevolmente )?(?:necessario|opportuno|congruo|adeguato|ragionevole)|finché (?:sarà |è |risulterà |saranno |sono )*(?:necessari[oaie]|util[ei])",
    "nl": r"(?:alleen |slechts )?(?:zo ?lang(?: als)?) (?:dat |dit |het |zij |deze |strikt )*(?:noodzakelijk|nodig|vereist)(?: is| zijn)?|niet langer (?:bewaard |opgeslagen |dan |strikt )*(?:noodzakelijk|nodig)(?: is)?",
}
_PURPOSES = {
    "en": r"(?:,? (?:(?:in order )?to (?:fulfill?|achieve|accomplish|satisfy|meet|serve)|for) (?:the |our |its |their |those |these |such |stated |above |specific |legitimate |business |original )*purposes?\b[^.;:,|(<]{0,80})?",
    "de": r"",
    "fr": r"(?: (?:aux?|pour les|à la|à ces) (?:finalités?|objectifs?|buts?|fins)\b[^.;:,|(]{0,60})?",
    "es": r"(?: para (?:los|las|la|el|dichos|estos|esas) (?:fin|fines|finalidad(?:es)?|propósitos?)\b(?! de )[^.;:,|(]{0,60})?",
    "sv": r"(?: för (?:de |dessa |det |sina |våra )?(?:ändamål\w*|syfte\w*)[^.;:,|(]{0,60})?",
    "it": r"(?: (?:alle?|per le|agli) (?:finalità|scop[oi]|fini)\b[^.;:,|(]{0,60})?",
    "nl": r"(?: voor (?:de |het |deze |dit |die )?(?:doel\w*)[^.;:,|(]{0,60})?",
}
_END = r"(?= *(?:[.;)|]|$|<br|(?:aufbewahrt|gespeichert|verarbeitet|vorgehalten|bewaard|opgeslagen|auf)\b *[.;)|]))"
_OPEN = {language: lazy(rf"\b(?:{words}){_PURPOSES[language]}{_END}") for language, words in _NEEDED.items()}

_REST = {
    "en": r"\b(?:everything else|the rest\b|all other|any other|other (?:personal |kinds of |types of )?(?:data|information|records|documents|details|files)|(?:the |any |all )?remaining (?:data|information|records))",
    "de": r"\b(?:im übrigen|darüber hinaus|ansonsten|der rest\b|alles (?:andere|übrige|weitere)|(?:die |alle )?(?:anderen?|übrigen?|sonstigen?|weiteren?|restlichen?) (?:personenbezogenen? )?(?:daten|angaben|informationen|unterlagen))",
    "fr": r"\b(?:les autres|toutes? (?:les )?autres|d'autres (?:données|informations)|le reste|le surplus|qui ne sont pas mentionnées)",
    "es": r"\b(?:l[oa]s demás|el resto|l[oa]s restantes|tod[oa]s l[oa]s demás|(?:los )?otros datos)",
    "sv": r"\b(?:övriga|andra (?:person)?uppgifter|resten|i övrigt|allt annat|resterande)",
    "it": r"\b(?:(?:tutti )?gli altri|(?:tutte )?le altre|il resto|i restanti|le restanti|ogni altro)",
    "nl": r"\b(?:(?:de |het |alle )?overige|andere (?:persoons)?gegevens|de rest\b|al het andere)",
}
"""What is left when the periods of some data have been said."""
_KINDS = {
    "en": r"\b(?:cctv|footage|images|photo(?:graph)?s?|(?:audio |video |call |voice )?recordings?|correspondence|e-?mails|messages|(?:access |server |security )?log(?:s| files| data)\b|tickets|usage data|device data|contact details|applications|cvs|résumés|documents|copies|surveys?|abstracts|chats?|notes|location data|payment details|enquiries|references)\b",
    "de": r"(?:aufnahmen|bilder|fotos|videos?|korrespondenz|e-mails|nachrichten|protokolldaten|log-?(?:dateien|files|daten)|nutzungsdaten|kontaktdaten|bewerbungs\w+|unterlagen|kopien?|anfragen|chats?|standortdaten|notizen|aufzeichnungen)\b",
    "fr": r"\b(?:images|photos|photographies|vidéos|enregistrements|correspondances?|courriels|messages|journaux|logs|candidatures|documents|copies?|dossiers?|demandes|données de (?:navigation|connexion|localisation|contact|paiement))\b",
    "es": r"\b(?:imágenes|fotografías|grabaciones|vídeos|correspondencia|correos|mensajes|registros|informes|solicitudes|documentos|copias?|encuestas|currículums?|datos de (?:navegación|contacto|localización|uso|las encuestas|pago))\b",
    "sv": r"(?:bilder(?:na)?|foton|filmer|inspelningar(?:na)?|korrespondens|e-post|meddelanden|loggar|anteckningar|kopior|ansökningar|kontaktuppgifter|avtal|positionsdata|användningsdata|enkätsvar)\b",
    "it": r"\b(?:immagini|fotografie|foto|registrazioni|video|corrispondenza|e-mail|messaggi|log|candidature|curricula|documenti|copie|copia|dati di (?:navigazione|contatto|utilizzo|localizzazione))\b",
    "nl": r"\b(?:beelden|camerabeelden|foto's|opnames|correspondentie|e-mails|berichten|logbestanden|logs|sollicitaties|documenten|kopie(?:ën)?|contactgegevens|locatiegegevens|notities)\b",
}
"""Data of one kind, as opposed to “your personal data”, of which a general sentence may speak."""
_SUBJECT = 130
"""Code points before the open words, in the same sentence, in which the kind of data is named."""
_ABOUT = {language: lazy(f"{_REST[language]}|{_KINDS[language]}") for language in LANGUAGES}

_LABELS = lazy(
    r"retention|how long|storage period|kept for|speicherdauer|aufbewahrung|wie lange|löschfrist|durée|conservation|combien de temps|"
    r"plazo|conservación|cuánto tiempo|lagringstid|hur länge|gallring|sparas|conservazione|quanto tempo|bewaartermijn|hoe lang"
)
_LABEL_REACH = 1500
"""Code points before a cell or a line in which its column or part says that it is about storage."""
_LABELLED = lazy(r"[:–] ?$")
_AFTER_LABEL = lazy(r" *\.? *$")
_CELLS = {language: lazy(rf"\|[ ]?(?P<open>{words})[ ]?(?=\|)") for language, words in _NEEDED.items()}

_VAGUE = {
    "en": lazy(
        r"\bfor (?:an appropriate|a suitable|an adequate|a sensible|a sufficient) (?:period(?: of time)?|length of time|amount of time|time)\b(?! (?:after|before|of))|"
        r"\b(?:so|as) long as (?:we|it is) (?:consider(?:ed)?|deem(?:ed)?|think|see)(?: it| this| them)?(?: is| are| to be)? (?:useful|appropriate|reasonable|relevant|helpful|fit)\b|"
        r"\bhow long we (?:keep|retain|store|hold) [^.;:|]{2,60}? (?:depends|varies|will depend) (?:up)?on (?:various|several|many|different|a number of|a variety of) factors\b|"
        r"\bfor (?:an indefinite|an unlimited|an undetermined) (?:period|time)(?: of time)?\b"
    ),
    "de": lazy(
        r"\bfür (?:einen|eine) (?:angemessenen?|ausreichenden?|längeren?|unbestimmten?|geeigneten?|vernünftigen?) (?:zeitraum|zeitspanne|zeit|dauer)\b|"
        r"\bauf unbestimmte (?:zeit|dauer)\b|\bzeitlich unbegrenzt\b|\bsoweit (?:hierfür |dafür )?(?:ein )?bedarf besteht\b|\beine zeit ?lang\b"
    ),
    "fr": lazy(
        r"\bsans limit(?:e|ation) de (?:temps|durée)\b|\bpour une durée (?:indéterminée|illimitée|indéfinie|raisonnable|appropriée)\b|\bpendant (?:une durée|un délai|une période) (?:raisonnable|appropriée?|suffisante?|indéterminée?|adéquate?)\b|"
        r"\b(?:peuvent|pourront|pourraient) être (?:conservées?|gardées?|archivées?) (?:au-delà de (?:ces|cette) (?:durées?|délais?|périodes?)|plus longtemps)(?= *[.;])|\bun certain temps\b"
    ),
    "es": lazy(
        r"\b(?:por|durante) (?:un )?(?:tiempo|plazo|per[ií]odo) (?:indefinido|indeterminado|ilimitado|prudencial|adecuado|apropiado|suficiente)\b|\bsin límite de tiempo\b|"
        r"\bel tiempo que (?:estimemos|consideremos|se estime|se considere) (?:oportuno|conveniente|necesario|adecuado)\b|\bcierto tiempo\b"
    ),
    "sv": lazy(
        r"\b(?:behålls|sparas|lagras|bevaras|behåller vi|sparar vi) (?:en tid|en viss tid|ett tag)(?: efter\b[^.;,]{0,60})?|\bkan (?:komma att )?(?:sparas|lagras|behållas|bevaras) längre(?= *[.;])|"
        r"\bunder en (?:lämplig|skälig|tillräcklig|obestämd|rimlig) (?:tid|period)\b|\bpå obestämd tid\b|\butan tidsgräns\b"
    ),
    "it": lazy(
        r"\bper un (?:periodo|tempo|lasso di tempo)(?: di tempo)? (?:congruo|adeguato|indeterminato|indefinito|illimitato|appropriato|sufficiente|ragionevole)\b|\ba tempo indeterminato\b|\bsenza limiti? di tempo\b"
    ),
    "nl": lazy(
        r"\bgedurende een (?:passende|geschikte|onbepaalde|voldoende) (?:periode|tijd|termijn)\b|\bvoor onbepaalde tijd\b|\benige tijd\b|\been passende (?:periode|termijn)\b"
    ),
}
"""Words that name no period, whatever data they are about."""
_NOT_OF_STORAGE = lazy(
    r"\b(?:anonym|anonim|anónim|aggregat|statist|pseudonym|agrég|contract (?:is|was|runs)|vertrag|contrat\b|contrato|avtal|contratto|overeenkomst|reply|respond|répon|rispond|svara)"
)
_EXPLAINS = lazy(
    r"^ *(?:this|these|such|that|it|they|in (?:general|practice|most)|generally|typically|usually|normally|for (?:example|instance)|dies|diese|in der regel|üblicherweise|ces|cette|en général|"
    r"par exemple|esto|estos|dicho|por ejemplo|detta|dessa|normalt|som regel|questo|tali|di norma|ad esempio|dit|deze|meestal|bijvoorbeeld)\b"
)
_CRITERIA = lazy(r"\bcriteri|\bkriteri|\bcritère|\bfactors\b|\bfaktoren\b|\bfacteurs\b|\bfactores\b")
_NEXT = 240
"""Code points after the sentence that may still speak of the same data."""


def _some_left_open(subject: Subject) -> Iterator[Hit]:
    for sentence in sentences_with(subject, _CUES):
        language = sentence.paragraph.language
        for match in _OPEN[language].finditer(sentence.words):
            before = sentence.words[max(0, match.start() - _SUBJECT) : match.start()]
            about = _ABOUT[language].search(before) or (
                _ABOUT[language].search(sentence.words[match.end() :]) if language == "de" else None
            )
            told = KEEPS[language].search(sentence.words) and about is not None
            if not (told or _in_column(subject, sentence, match)) or _said_after(subject, sentence):
                continue
            if _said_within(sentence) or (told and is_specific(subject, sentence.start, sentence.end)):
                continue
            yield _hit(subject, sentence, match, "Nothing says how long: “{}” names no period.")


def _cells_left_open(subject: Subject) -> Iterator[Hit]:
    """Cells with nothing but the open words; the language of a row is not told by its few words."""
    text = subject.folded
    if "|" not in text:
        return
    for language in sorted(subject.languages & LANGUAGES):
        if not _CUES[language].places(subject):
            continue
        for match in _CELLS[language].finditer(text):
            if _LABELS.search(text, max(0, match.start() - _LABEL_REACH), match.start()):
                start, end = match.span("open")
                quote = subject.text[start:end].strip()
                yield Hit(start, start + len(quote), f"Nothing says how long: “{quote}” names no period.")


def _in_column(subject: Subject, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the words are all that a line says under a title that is about storage."""
    start = sentence.start + match.start()
    text = subject.folded
    if not _LABELLED.search(text, max(0, start - 3), start):
        return False
    if not _AFTER_LABEL.match(sentence.words, match.end()):
        return False
    return _LABELS.search(text, max(0, start - _LABEL_REACH), start) is not None


def _said_within(sentence: Sentence) -> bool:
    """Whether the clause goes by a law, a purpose of its own or a choice of the reader."""
    return (
        re.search(r"\b(?:by law|gesetzlich|loi\b|\bley\b|\blag\b|legge|wettelijk)", sentence.words)
        is not None
    )


def _said_after(subject: Subject, sentence: Sentence) -> bool:
    """Whether what follows tells the period or by what it is decided."""
    text = subject.folded
    limit = section(subject, sentence.start)[1]
    if names_a_criterion(subject, sentence.end, min(sentence.end + 2 * _NEXT, sentence.paragraph.end)):
        return True
    if _CRITERIA.search(text, sentence.end, max(sentence.end, min(sentence.end + 2 * _NEXT, limit))):
        return True
    end = min(sentence.end + _NEXT, sentence.paragraph.end)
    return _EXPLAINS.match(text[sentence.end : end]) is not None and is_specific(subject, sentence.end, end)


def _find_some(subject: Subject) -> Iterator[Hit]:
    yield from _some_left_open(subject)
    yield from _cells_left_open(subject)


def _open_words(subject: Subject) -> Iterator[Hit]:
    text = subject.folded
    for sentence in sentences_with(subject, _VAGUE_CUES):
        language = sentence.paragraph.language
        for match in _VAGUE[language].finditer(sentence.words):
            start = sentence.start + match.start()
            kept = KEEPS[language].search(sentence.words) is not None or (
                _LABELLED.search(text, max(0, start - 3), start) is not None
                and _LABELS.search(text, max(0, start - _LABEL_REACH), start) is not None
            )
            if not kept or _NOT_OF_STORAGE.search(sentence.words) or _said_after(subject, sentence):
                continue
            yield _hit(subject, sentence, match, "“{}” leaves open how long.")


def _hit(subject: Subject, sentence: Sentence, match: re.Match[str], message: str) -> Hit:
    start, end = whole_words(subject.text, sentence.start + match.start(), sentence.start + match.end())
    quote = " ".join(subject.text[start:end].split())
    return Hit(start, end, message.format(quote if len(quote) <= 90 else f"{quote[:89].rstrip()}…"))


_WHY = (
    "Art. 13(2)(a) GDPR asks for a period or for what decides it, for each kind of data. What is said of some "
    "answers nothing for the others."
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="retention-of-some-open",
        issue=_ISSUE,
        title="Some of the data are kept for nobody knows how long",
        why=_WHY,
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_find_some,
        languages=LANGUAGES,
        hits=(
            "Invoices are kept for ten years. All other information is stored ⟦for as long as necessary⟧.",
            "Rechnungen bewahren wir zehn Jahre auf. Im Übrigen speichern wir Daten ⟦nur so lange, wie es nötig ist⟧.",
            "Les factures sont gardées dix ans. Les autres données sont conservées ⟦aussi longtemps que nécessaire⟧.",
            "Las facturas se guardan seis años. El resto se conserva ⟦durante el tiempo necesario⟧.",
            "Fakturor sparas i sju år. Övriga uppgifter sparas ⟦så länge det behövs⟧.",
            "Le fatture sono conservate per dieci anni. Le altre informazioni sono conservate ⟦per il tempo necessario⟧.",
            "Facturen bewaren wij zeven jaar. Overige gegevens worden ⟦niet langer bewaard dan noodzakelijk⟧.",
        ),
        misses=(
            "Invoices are kept for ten years. All other information is stored as long as necessary, at most 2 years.",
            "Other information is stored for as long as necessary. The criteria are the purpose and the law.",
            "We retain your personal data for as long as necessary for our services. Invoices are kept for ten years.",
            "Im Übrigen speichern wir Daten, solange Sie ein Konto haben und soweit es gesetzlich vorgeschrieben ist.",
            "Les autres données sont conservées trois ans.",
            "Övriga uppgifter sparas så länge det krävs enligt lag.",
        ),
    ),
    Rule(
        id="retention-in-open-words",
        issue=_ISSUE,
        title="A period that is none",
        why="“For an appropriate period” can be a week or for ever: the reader learns nothing (Art. 13(2)(a) GDPR).",
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_open_words,
        languages=LANGUAGES,
        hits=(
            "Letters are kept ⟦for an appropriate period⟧.",
            "Wir speichern Ihre Anfragen ⟦für einen angemessenen Zeitraum⟧.",
            "Les courriels sont archivés ⟦sans limite de durée⟧.",
            "Le richieste sono conservate ⟦per un periodo congruo⟧.",
            "Dina svar kan ⟦sparas en tid efter att kursen är slut⟧.",
        ),
        misses=(
            "Anonymous data are kept for an indefinite period.",
            "Les données anonymes sont conservées sans limite de durée.",
            "Letters are kept for six months.",
            "We shall reply to you for an appropriate period.",
        ),
    ),
)
"""Rows of the table of rules."""
