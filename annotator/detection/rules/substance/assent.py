"""Rules about consent that is read out of an act done for something else: a booking, a download, a visit.

To tick a box or to press “I agree” is consent; to order a lamp is to order a lamp.
"""

# ruff: noqa: E501 - a pattern is easier to compare when it stays on its line

import re
from collections.abc import Callable, Iterator

from annotator.detection.lazy import lazy
from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.phrases import Sentence, cues, sentences_with, whole_words
from annotator.detection.subject import Subject
from annotator.domain import LabelId, Severity

_ISSUE = LabelId("invalid-consent")
LANGUAGES = frozenset(("en", "de", "fr", "es", "sv", "it", "nl"))

_CUES = cues(
    {
        "en": ("consent", "agree", "you accept", "authoris", "authoriz", "acceptance"),
        "de": ("willig", "stimmen sie", "stimmst du", "einverstanden", "akzeptier"),
        "fr": ("consent", "accept", "autoris", "vaut accord", "votre accord"),
        "es": ("consient", "consentimiento", "acept", "autoriza"),
        "sv": ("samtyck", "godkänn", "accepter", "går du", "medger du"),
        "it": ("consenso", "acconsent", "accett", "autorizz"),
        "nl": ("akkoord", "toestemming", "stemt u", "stem je", "accepteer", "machtig"),
    }
)

_SPEAKER = r"(?:[a-zäöåéèêçñß0-9'/-]{1,24} )"
_GAP = r"[^.;:!?|]{0,140}?"
_TO = r"(?P<to>[^.;!?|]{0,180})"

_EN_DOING = (
    r"(?:donating|giving a donation|booking|ordering|purchasing|buying|downloading|installing|applying|registering|enroll?ing|signing up|subscribing|"
    r"logging (?:on|in)|connecting|joining|entering|attending|participating|taking part|sending|submitting|completing|contacting|returning|calling|checking in|"
    r"making (?:a|an|your) [a-z]{1,14}|placing (?:a|an|your) [a-z]{1,14}|becoming a (?:member|customer|supporter))"
)
_EN_DO = (
    r"(?:donate|book|order|purchase|buy|download|install|apply|applied|register(?:ed)?|enroll?|sign up|signed up|subscribe|log (?:on|in)|connect|join(?:ed)?|enter|attend|"
    r"participate|take part|send|submit|complete|call|check in|make (?:a|an|your) [a-z]{1,14}|place (?:a|an|your) [a-z]{1,14})"
)
_EN_YES = (
    r"(?:you|users?|guests?|customers?|members?|participants?|applicants?|visitors?) (?:also |hereby |thereby |automatically |expressly |explicitly |are deemed to |will be deemed to |have |both )*"
    r"(?:consent(?:s|ed)?|agree(?:s|d)?|accept(?:s|ed)?|authori[sz]es?|giv(?:e|en) (?:us )?your (?:explicit |express |full )?(?:consent|permission|agreement))\b"
)
_ACTS = {
    "en": (
        rf"\b(?:by (?:[a-z]{{1,12}} ){{0,2}}?{_EN_DOING}|(?:when|whenever|once|since|because|as|if) you (?:have |then )?{_EN_DO})\b{_GAP}{_EN_YES}{_TO}",
        (
            r"\b(?:your|the|a|any|each) (?:[a-z]{1,12} )?(?:download|installation|registration|booking|order|purchase|donation|application|enrolment|enrollment|attendance|participation|membership|entry|submission)"
            rf"\b{_GAP}\b(?:constitutes?|implies|imply|amounts? to|counts? as|is (?:deemed|taken|treated)(?: as)?|shall be|signifies|means)\b[^.;:|]{{0,40}}?\b(?:consent|acceptance|agreement)\b{_TO}"
        ),
    ),
    "de": (
        (
            rf"\b(?:mit|durch) {_SPEAKER}{{0,3}}?(?:zusendung|übersendung|einsendung|absenden|absendung|betreten|download|herunterladen|installation|installieren|anmeldung|registrierung|bestellung|"
            rf"buchung|teilnahme|bewerbung|kauf|spende|beitritt|einreichung|aufnahme|mitgliedschaft|anruf|besuch der|einloggen|verbindung)\b{_GAP}"
            rf"\b(?:willigen sie|willigst du|stimmen sie|stimmst du|erklären sie|erklärst du|geben sie|gibst du|akzeptieren sie|akzeptierst du|sind sie|bist du)\b{_TO}"
        ),
        (
            rf"\b(?:indem|wenn|sobald) (?:sie|du) {_GAP}\b(?:bestell|buch|anmeld|registrier|herunterlad|installier|teilnehm|bewerb|spende|betret|einsend|zusend)\w*,? "
            rf"(?:so )?(?:willigen sie|willigst du|stimmen sie|stimmst du|erklären sie sich|geben sie|akzeptieren sie)\b{_TO}"
        ),
    ),
    "fr": (
        (
            r"\ben (?:vous )?(?:passant|prenant|effectuant|téléchargeant|installant|inscrivant|connectant|participant|envoyant|réservant|commandant|achetant|créant|adhérant|remplissant|"
            rf"soumettant|déposant|entrant|ouvrant|répondant|postulant|souscrivant|appelant|rejoignant|devenant)\b{_GAP}\bvous (?:acceptez|consentez|autorisez|donnez (?:votre|l')|nous autorisez|déclarez accepter){_TO}"
        ),
        (
            r"\b(?:l'installation|le téléchargement|l'inscription|la commande|toute commande|la réservation|toute réservation|(?:la|sa|votre|toute) consultation|(?:la|votre) participation|"
            rf"l'envoi|l'adhésion|la création|la connexion|l'achat|le dépôt|la prise de rendez-vous){_GAP}\b(?:vaut|valent|emporte|implique|constitue|signifie|entraîne) [^.;:|]{{0,30}}?(?:acceptation|consentement|accord|autorisation)\b{_TO}"
        ),
    ),
    "es": (
        (
            r"\bal (?:finalizar|realizar|registrarse|registrarte|inscribirse|inscribirte|enviar(?:nos)?|descargar|instalar|comprar|reservar|hacer|efectuar|participar|suscribirse|suscribirte|cumplimentar|completar|"
            rf"rellenar|conectarse|conectarte|contratar|formalizar|solicitar|matricular|darse|unirse|crear|facilitar(?:nos)?)\b{_GAP}\b(?:usted )?(?:acepta[sn]?|consiente[sn]?|autoriza[sn]?|presta[sn]? (?:su|tu) consentimiento|da[sn]? (?:su|tu) consentimiento|está[sn]? aceptando)\b{_TO}"
        ),
        (
            r"\b(?:el|la|su|tu) (?:mero |mera |simple |solo |sola )?(?:hecho de )?(?:envío|descarga|instalación|registro|inscripción|compra|reserva|participación|formalización|matrícula|contratación|solicitud|suscripción|registrarse|enviar)"
            rf"\b{_GAP}\b(?:implica|supone|constituye|conlleva|equivale a|significa) [^.;:|]{{0,40}}?(?:acept[a-z]+|consentimiento|consiente|autoriza(?:ción)?)\b{_TO}"
        ),
    ),
    "sv": (
        (
            r"\bgenom (?:att (?:delta|ladda (?:ner|ned|hem)|installera|boka|beställa|köpa|registrera|anmäla|skicka|ansöka|logga in|skapa|bli medlem|teckna|fylla i|göra|kontakta)|(?:din |ditt |ett |en )?(?:beställning(?:en)?|bokning(?:en)?|köp(?:et)?|anmälan|"
            rf"medlemskap(?:et)?|registrering(?:en)?|ansökan|deltagande(?:t)?|installation(?:en)?|nedladdning(?:en)?))\b{_GAP}\b(?:samtycker du|godkänner du|accepterar du|ger du|lämnar du|medger du|går du (?:samtidigt |också )?med på|du (?:samtycker|godkänner|accepterar)){_TO}"
        ),
        rf"\b(?:när|om) du (?:lägger|gör|bokar|beställer|köper|registrerar|anmäler|laddar|installerar|deltar|loggar|ansöker|handlar|blir medlem)\b{_GAP}\b(?:samtycker du|godkänner du|accepterar du|ger du|medger du|går du (?:samtidigt |också )?med på){_TO}",
        rf"\bdu anses ha (?:samtyckt|godkänt|accepterat) (?:när|genom|om|till)\b{_TO}",
    ),
    "it": (
        (
            r"\b(?:(?:con|mediante|attraverso) (?:la |l'|il |lo |lo stesso )?(?:firma|sottoscrizione|iscrizione|invio|registrazione|partecipazione|acquisto|prenotazione|download|installazione|adesione|ordine|compilazione)|"
            rf"(?:iscrivendosi|iscrivendoti|registrandosi|registrandoti|inviando|scaricando|installando|prenotando|acquistando|partecipando|compilando|effettuando|accedendo|ordinando)|chi (?:partecipa|si iscrive|si registra|prenota|acquista|scarica|entra|invia))\b{_GAP}"
            rf"\b(?:accett[ai]|acconsent[ei]|autorizz[ai]|prest[ai] (?:altresì |anche |inoltre )?(?:il |proprio |suo )*consenso|dà (?:altresì |anche )?(?:il |proprio |suo )*consenso)\b{_TO}"
        ),
        rf"\b(?:l'invio|l'iscrizione|la registrazione|il download|l'installazione|la partecipazione|l'acquisto|la prenotazione)\b{_GAP}\b(?:implica|comporta|costituisce|equivale a|vale come) [^.;:|]{{0,40}}?(?:consenso|accettazione|autorizzazione)\b{_TO}",
    ),
    "nl": (
        (
            rf"\bdoor {_SPEAKER}{{0,8}}?(?:aan te melden|in te schrijven|te registreren|te downloaden|te installeren|te bestellen|te boeken|deel te nemen|in te vullen|te versturen|te verzenden|in te loggen|te solliciteren|aanmelding|inschrijving|bestelling|deelname)\b,? "
            rf"{_GAP}\b(?:ga je|gaat u|stem je|stemt u|geef je|geeft u|accepteer je|accepteert u|machtig je|machtigt u)\b{_TO}"
        ),
        rf"\bwie (?:zich )?(?:inschrijft|aanmeldt|registreert|bestelt|boekt|deelneemt|solliciteert|koopt)\b,? (?:{_SPEAKER}){{0,3}}?(?:geeft|gaat|stemt)\b{_TO}",
    ),
}
_PATTERNS = {language: tuple(map(lazy, patterns)) for language, patterns in _ACTS.items()}

_EXTRA = lazy(
    r"newsletter|rundbrief|marketing|werb|promot|promoz|advert|\boffers?\b|appeals|text messages?|photograph|photos?\b|filmed|\bimages?\b|\bvideos?\b|bilder|bildern|fotografer|filmas|fotogra|imágen|"
    r"imagen|ripres|immagin|partners?\b|partenaires?|partner\w*|third part|sponsor|track|cookies?\b|traceurs|kakor|bulletin|lettre d'information|lettre d'actu|notre lettre|boletin|boletín|publici|comercial|"
    r"nyhetsbrev|reklam|utskick|nieuwsbrief|reclame|aanbieding|foto's|beeld|bewerberpool|talentpool|health data|données de santé|gesundheitsdaten|befunde|mesure d'audience|analytics|commercial"
)
"""What has nothing to do with the act itself."""
_PASSIVE = lazy(
    r"download|herunterlad|télécharg|descarg|ladda (?:ner|ned|hem)|laddar|scaric|install|instal|betreten|\benter|log(?:ging)? (?:on|in)|logg|connect|conect|attend|consultation|medlemskap|"
    r"participa|partecip|deltar?\b|teilnahme|anses ha|taking part|appl(?:y|ied)|zich inschrijf"
)
"""Acts that say nothing about data at all."""
_PRIVACY = lazy(
    r"privacy|personal|\bdata\b|information|datenschutz|daten\b|verarbeit|weitergabe|übermittl|confidentialité|données|traitement|privacidad|datos|tratamiento|integritet|uppgift|behandl|dela\b|delar|dati\b|"
    r"trattamento|informativa|gegevens|verwerk|privacyverklaring|profiel|disclos|shar(?:e|ing)\b|collect"
)
_NOT = lazy(
    r"click|\btick|check(?:ing)? (?:the|this|a) box|checkbox|button|klick|ankreuz|häkchen|cliqu|\bcoch|\bclic\b|casilla|kryssa|bocka|casella|spunta|aanvink|klik|schaltfläche|bouton|"
    r"\bprovided (?:that )?you|\bsubject to your|\bwith your consent|\bsofern\b|vorausgesetzt|sous réserve|confirmer que|siempre que|previo consentimiento|"
    r"\bsign(?:ing)? (?:below|this)|opt(?:ing)?[- ]in|double opt|separate|getrennt|gesondert|séparé|"
    r"\b(?:do(?:es)? not|don't|not mean|does not mean|must not|may choose|asked?|ask you|can choose|whether)\b|nicht automatisch|n'acceptez pas|ne vaut pas|no implica|no supone|non implica|non comporta|betyder inte|geen toestemming|"
    r"(?:werden|wird|fragen) (?:sie|wir) [^.]{0,40}einwilligung gebeten"
)
_CONTRACT_ONLY = lazy(
    r"^[^.;]{0,30}?\b(?:terms|conditions|agb|nutzungsbedingungen|geschäftsbedingungen|conditions générales|cgu|cgv|términos|condiciones|villkor|termini|condizioni|voorwaarden|statut|rules|règlement|regolamento|stadgar)\b"
)
_DUTY = lazy(
    r" (?:expressly )?(?:that once|to (?:provide|be bound|comply|abide|keep|pay|use|maintain|update|notify|indemnify|only)|not to|que vous devez|a (?:facilitar|proporcionar)|att (?:lämna|följa))\b"
)
"""What the reader is to do, not what is done with the data."""


@once
def _assents(subject: Subject) -> Iterator[tuple[bool, Hit]]:
    """Consent that is read out of an act, and whether that is certain."""
    for sentence in sentences_with(subject, _CUES):
        for pattern in _PATTERNS[sentence.paragraph.language]:
            match = pattern.search(sentence.words)
            if match is None:
                continue
            if _NOT.search(sentence.words):
                break
            extra = _EXTRA.search(match["to"]) is not None
            about = extra or _PRIVACY.search(match["to"]) is not None
            if _CONTRACT_ONLY.search(match["to"]) and not _PRIVACY.search(match["to"]):
                continue
            if _DUTY.match(match["to"]) or _is_subscription(subject, sentence, match):
                continue
            if _WORKS.search(match[0], 0, match.start("to") - match.start()):
                continue
            passive = _PASSIVE.search(match[0][: match.start("to") - match.start()]) is not None
            if about or passive:
                start = sentence.start + match.start()
                start, end = whole_words(subject.text, start, sentence.start + match.end())
                certain = (extra or (passive and about)) and not _ASKED_FOR.search(match["to"])
                yield certain, Hit(start, end, _message(subject, start, end))
            break


_ASKED_FOR = lazy(
    r"\b(?:that|which|whom) you (?:have )?(?:request|ask|choose|chose|select)|\b(?:complete|fulfil|fulfill|process|answer) your (?:request|order|booking)\b"
)
"""What the act asks for itself: to be called by those whom one chose."""
_LETTER = lazy(
    r"news ?letters?|mailing list|rundbrief\w*|nyhetsbrev\w*|nieuwsbrie\w*|bulletin|lettres? d['’]information|bolet[ií]n"
)
_SUBSCRIBING = lazy(r"subscri|abonn|suscri|prenumer|iscrizione alla newsletter")
_SIGNING_UP = lazy(
    r"\bsign(?:ing|ed)? up|regist|\benter(?:ing)? your (?:e-?mail|name)|providing your e-?mail|anmeld|inscri|iscri|aanmeld|anmäl"
)
_WORKS = lazy(
    r"\b(?:submi|post|upload|send)[a-z]{0,5} [^.;]{0,30}?\b(?:content|classified|materials?|comments?|reviews?|ideas?|suggestions?|feedback)\b"
)
"""What one hands over to be used, under a licence."""


def _is_subscription(subject: Subject, sentence: Sentence, match: re.Match[str]) -> bool:
    """Whether the act is to subscribe to a newsletter, and this newsletter is all that is agreed to."""
    act, to = sentence.words[match.start() : match.start("to")], match["to"]
    if _LETTER.search(to) is None or _EXTRA.search(_LETTER.sub("", to)) is not None:
        return False
    if _SUBSCRIBING.search(act):
        return True
    before = subject.folded[sentence.paragraph.start : sentence.start + match.start("to")]
    return _SIGNING_UP.search(act) is not None and _LETTER.search(before) is not None


def _finder(*, surely: bool) -> Callable[[Subject], Iterator[Hit]]:
    return lambda subject: (hit for certain, hit in _assents(subject) if certain is surely)


def _message(subject: Subject, start: int, end: int) -> str:
    quote = " ".join(subject.text[start:end].split())
    if len(quote) > 110:
        quote = f"{quote[:109].rstrip()}…"
    return f"Consent is read out of an act that is done for something else: “{quote}”."


_WHY = (
    "Consent must be given for the one thing that it is about (Art. 4(11), 7(2) and 7(4) GDPR). Who books, "
    "downloads or enters has agreed to that and to nothing more."
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="consent-from-another-act",
        issue=_ISSUE,
        title="Consent read out of another act",
        why=_WHY,
        severity=Severity.HIGH,
        tier=Tier.SURE,
        find=_finder(surely=True),
        languages=LANGUAGES,
        hits=(
            "⟦By placing an order you agree to receive our newsletter⟧.",
            "⟦By subscribing to the newsletter you agree to receive offers of our partners⟧.",
            "⟦When you register for the race, you consent to your photograph being used in advertising⟧.",
            "⟦Mit der Teilnahme willigen Sie in die Veröffentlichung von Bildern ein⟧.",
            "⟦En passant commande, vous acceptez de recevoir les offres de nos partenaires⟧.",
            "⟦L'inscription vaut consentement à la publication de photos⟧.",
            "⟦Al realizar una reserva acepta recibir publicidad⟧.",
            "⟦Genom att ladda ner appen samtycker du till att vi behandlar uppgifter om dig⟧.",
            "⟦Iscrivendosi al corso l'utente accetta di ricevere materiale promozionale⟧.",
            "⟦Door je in te schrijven geef je toestemming voor het gebruik van foto's van jou⟧.",
        ),
        misses=(
            "By ticking the box and placing an order you agree to receive our newsletter.",
            "By placing an order you agree to our terms and conditions.",
            "By subscribing, you consent to our sending you the newsletter.",
            "Our newsletter comes by e-mail. By entering your e-mail you agree that we send you the newsletter.",
            "Mit der Anmeldung zum Newsletter willigen Sie in den Versand des Newsletters ein.",
            "By submitting User Content you agree that we and our partners may change it in any way.",
            "When you register, we ask you whether you agree to receive our newsletter.",
            "Mit der Bestellung stimmen Sie unseren AGB zu.",
            "En passant commande, vous acceptez nos conditions générales de vente.",
            "L'inscription ne vaut pas consentement à la publication de photos.",
            "Al realizar una reserva acepta nuestras condiciones.",
            "Genom att beställa godkänner du våra villkor.",
        ),
    ),
    Rule(
        id="consent-with-an-act",
        issue=_ISSUE,
        title="Consent given along with an order or a form",
        why=_WHY,
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_finder(surely=False),
        languages=LANGUAGES,
        hits=(
            "⟦By completing a booking you consent to our use of your data⟧.",
            "⟦Mit der Bestellung stimmen Sie der Verarbeitung Ihrer Daten zu⟧.",
            "⟦En créant un compte, vous acceptez le traitement de vos données⟧.",
            "⟦Con l'iscrizione si acconsente al trattamento dei dati⟧.",
        ),
        misses=(
            "By completing a booking you agree to the hotel's rules.",
            "Mit der Bestellung schließen Sie einen Vertrag über die Lieferung.",
            "En créant un compte, vous acceptez les conditions générales.",
            "Con l'iscrizione si diventa soci.",
        ),
    ),
)
"""Rows of the table of rules."""
