"""Rules about consent that is taken for granted: from use, from silence, with the account."""

# ruff: noqa: E501 - a pattern is easier to compare when it stays on its line

import re
from collections.abc import Iterator, Mapping, Sequence

from annotator.detection.lazy import lazy
from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.phrases import Sentence, cues, sentences_with, whole_words
from annotator.detection.rules.substance.silence import taken_as_consent
from annotator.detection.subject import Subject
from annotator.domain import LabelId, Severity

_ISSUE = LabelId("invalid-consent")
_LANGUAGES = frozenset(("en", "de", "fr", "es", "sv", "it", "nl"))

_USE_CUES = cues(
    {
        "en": ("consent", "agree", "accept", "authoriz", "authoris"),
        "de": ("einverstand", "einwillig", "stimmen", "stimmst", "akzeptier"),
        "fr": ("consent", "accept", "autoris"),
        "es": ("consient", "acept", "consentimiento", "autoriza"),
        "sv": ("samtyck", "godkänn", "accepter"),
        "it": ("accett", "acconsent", "consens", "autorizz"),
        "nl": ("akkoord", "stemt", "toestemming", "accepteer", "aanvaard", "instem"),
    }
)

_ACT = {
    "en": r"(?:us(?:e|ing)|access(?:ing)?|visit(?:ing)?|brows(?:e|ing)|continu(?:e|ing)|enter(?:ing)?|navigat(?:e|ing)|"
    r"interact(?:ing)?|utili[sz]ing|surfing|download(?:ing)?|install(?:ing)?)",
    "de": r"(?:nutz(?:ung|en|t|e)|verwend(?:ung|en|est)|benutz\w+|zugriff|aufruf\w*|besuch\w*|weiter(?:surfen|nutz\w+))",
    "fr": r"(?:utilis\w+|naviguant|navigation|poursui\w+|accéd\w+|consult\w+|visit\w+|continu\w+)",
    "es": r"(?:us(?:o|ar|ando)|utiliz\w+|acced\w+|acceso|naveg\w+|visit\w+|continu\w+)",
    "sv": r"(?:använd\w+|besök\w+|fortsätt\w+|surfa\w*)",
    "it": r"(?:utilizz\w+|us(?:o|are|ando)|naviga\w+|acced\w+|visita\w+|prosegu\w+|continu\w+)",
    "nl": r"(?:gebruik\w*|bezoek\w*|bezoekt|doorgaan|verder\w*)",
}
_OBJECT = {
    "en": r"(?:website|web ?sites?|sites?|services?|apps?\b|applications?|platforms?|pages?|products?|portal|software|forum|"
    r"games?|tools?|it\b|propert|offerings?|content|\.(?:com|org|net|io|co)\b|instance|device|browser extension)",
}
_YES = {
    "en": r"(?<!that )(?<!which )(?<!whom )(?:you|users?|visitors?|customers?|members?) (?:hereby |also |are |will be |shall be |expressly |explicitly |thereby |"
    r"understand and |acknowledge and |acknowledge (?:that you )?(?:have read[a-z ]{0,40} )?and |acknowledge, |therefore |both |"
    r"automatically |irrevocably |unconditionally |fully |voluntarily |, |as |deemed to |acknowledge that you |acknowledge and agree that you |represent that you |read and |"
    r"freely |further |specifically |indicate that you |signify that you |confirm that you |you |give (?:us )?your )*"
    r"(?:consent(?:s|ed|ing)?|agree(?:s|d|ing)?|accept(?:s|ed|ing)?|authori[sz](?:es?|ing)|giv(?:e|ing) (?:us )?(?:your )?"
    r"(?:express |explicit )?(?:consent|permission)|signify your (?:consent|agreement|acceptance)|indicate your (?:consent|agreement))",
}
_PRIVACY = {
    "en": r"privacy|collect|process|transfer|cookie|disclos|shar(?:e|ing)|personal|\bdata\b|information|practices|polic(?:y|ies)|"
    r"this (?:notice|statement)|track|uses? of",
    "de": r"datenschutz|daten\b|verarbeit|erhebung|cookie|speicher|weitergabe|personenbezogen",
    "fr": r"confidentialité|données|transf|cookie|traitement|collecte|politique|traceur|vie privée",
    "es": r"privacidad|datos|cookie|tratamiento|recopil|política|información",
    "sv": r"integritet|uppgift|cookie|kakor|behandl|information|policy|data",
    "it": r"privacy|dati|cookie|trattamento|raccolta|informativa",
    "nl": r"privacy|gegevens|cookie|verwerk|verzamel|beleid",
}

_ENGLISH = lazy(
    rf"\b(?P<lead>(?:by|through|in|upon|while) (?:your |the |any |merely |simply |just |otherwise |either |visiting or |and )*{_ACT['en']}"
    rf"|(?:when|whenever|if|as) you (?:(?:continue to|choose to|decide to|access or|access and|visit or|are|keep|still|otherwise|or) )*{_ACT['en']}"
    rf")\b(?P<what>[^.;:!?|]{{0,220}}?)(?P<yes>\b{_YES['en']})\b(?P<to>[^.;!?|]{{0,200}})"
)
_ENGLISH_DEEMED = lazy(
    r"\b(?:(?:your|any|the) (?:continued |continuing |further |subsequent |voluntary )*|continued )(?:use|access|visit|usage|browsing)\b[^.;:!?|]{0,200}?"
    r"\b(?:constitut\w+|signif\w+|indicat\w+|means?|impl(?:y|ies)|(?:is|are|shall be|will be) (?:deemed|considered|taken)|deemed|amounts to|"
    r"represents|acknowledges|confirms|manifests|evidences|will (?:constitute|mean|signify|indicate))\b[^.;:!?|]{0,50}?"
    r"\b(?:consent|agree\w*|accept\w*)\b(?P<to>[^.;!?|]{0,160})"
)
_CLICK = lazy(
    r"\b(?:click|tick|check(?:ing)? (?:the|this|a) box|checkbox|select(?:ing)? (?:the|“|\")|press|opt(?:ing)?[- ]in|sign(?:ing)? (?:below|this)|"
    r"cookie banner|pop-?up|prompt)"
)
_NOT = lazy(
    r"\b(?:you may (?:be asked|choose|withdraw)|ask(?:ed)? (?:you )?(?:for|to)|unless you|where you have|if you (?:have )?(?:consent|agree|accept|given)|"
    r"with your consent|do(?:es)? not (?:consent|agree|accept)|must (?:agree|consent|accept)|cannot|may (?:consent|agree|accept)|"
    r"can (?:consent|agree|accept)|whether (?:or not )?you|not (?:mean|constitute|imply)|request(?:ed)? (?:your|you))"
)
_TERMS_ONLY = lazy(r"\b(?:terms|conditions|user agreement|community guidelines|rules)\b")

_OTHERS: Mapping[str, Sequence[re.Pattern[str]]] = {
    "de": (
        lazy(
            rf"\b(?:(?:durch|mit) (?:die |der |das |ihre[rn]? |deine[rn]? )?(?:weitere[nr]? |bloße )?{_ACT['de']}|indem sie [^.;:]{{0,60}}?{_ACT['de']}|"
            rf"wenn sie [^.;:]{{0,60}}?{_ACT['de']})[^.;:]{{0,160}}?\b(?:erklär\w+ [^.;:]{{0,80}}?(?:einverstanden|einverständnis)|"
            r"(?:sind|bist) [^.;:]{0,60}?einverstanden|willigen sie|stimmen sie|stimmst du|akzeptieren sie|geben sie [^.;:]{0,30}?einwilligung)"
            r"(?P<to>[^.;]{0,160})"
        ),
    ),
    "fr": (
        lazy(
            rf"\b(?:en (?:continuant (?:à |votre )?)?{_ACT['fr']}|(?:l'utilisation|votre utilisation|la poursuite|votre navigation|l'accès)|"
            rf"(?:si|lorsque|quand) vous (?:continuez à )?{_ACT['fr']})[^.;:]{{0,180}}?\b(?:vous (?:acceptez|consentez|autorisez|donnez votre (?:consentement|accord)|"
            r"reconnaissez et acceptez|manifestez|êtes réputé)|vaut (?:acceptation|consentement|accord)|(?:implique|emporte|constitue|suppose|signifie) "
            r"[^.;:]{0,40}?(?:acceptation|consentement|accord))(?P<to>[^.;]{0,160})"
        ),
    ),
    "es": (
        lazy(
            rf"\b(?:al {_ACT['es']}|mediante el {_ACT['es']}|(?:el|su) (?:mero |simple )?(?:uso|acceso|navegación|utilización)|"
            rf"si (?:usted )?(?:continúa|sigue) {_ACT['es']})[^.;:]{{0,180}}?\b(?:(?:usted )?(?:acepta|consiente|presta su consentimiento|da su consentimiento|"
            r"autoriza\b|está aceptando|aceptas|consientes)\b|(?:implica|supone|constituye|conlleva) [^.;:]{0,40}?(?:aceptación|consentimiento))(?P<to>[^.;]{0,160})"
        ),
    ),
    "sv": (
        lazy(
            rf"\b(?:genom (?:att )?(?:fortsätta (?:att )?)?(?:din )?{_ACT['sv']}|(?:när|om) du (?:fortsätter (?:att )?)?{_ACT['sv']})[^.;:]{{0,160}}?"
            r"\b(?:(?:samtycker|godkänner|accepterar|ger|lämnar) du|du (?:samtycker|godkänner|accepterar|ger|lämnar)|anses du)(?P<to>[^.;]{0,160})"
        ),
    ),
    "it": (
        lazy(
            r"\b(?:(?:utilizzando|usando|navigando|accedendo|visitando|proseguendo|continuando)|(?:l'uso|l'utilizzo|l'accesso|la navigazione)|"
            r"se (?:si )?(?:continua|prosegue))[^.;:]{0,180}?\b(?:(?:l'utente |lei |si )?(?:accett(?:[ai]|ano|ate)\b|acconsent(?:[ei]|ono|ite)\b|autorizz(?:[ai]|ano|ate)\b|presta il (?:proprio|suo) consenso)|"
            r"(?:implic(?:a|herà)|comport(?:a|erà)|costitui(?:sce|rà|scono)|indic(?:a|herà)|equivale a|vale come) [^.;:]{0,40}?(?:accettazione|consenso))(?P<to>[^.;]{0,160})"
        ),
    ),
    "nl": (
        lazy(
            r"\bdoor (?:het )?(?:verder )?(?:gebruik\w*|bezoek\w*|te (?:gebruiken|bezoeken)|onze|deze|van)[^.;:]{0,120}?"
            r"\b(?:gaat u|ga je|stemt u|stem je|geeft u|geef je|accepteert u|accepteer je|aanvaardt u)(?P<to>[^.;]{0,160})"
        ),
    ),
}

_CLICK_OTHERS = lazy(
    r"klick|anklick|ankreuz|cliqu|coch|clic\b|haciendo clic|casilla|kryssa|cliccando|casella|aanvink|klikk|button|schaltfläche|bouton"
)


_USE_ALONE = "Use alone is taken as agreement: “{}”."
_USE_ITSELF = ("l'", "la ", "votre ", "el ", "su ")
"""How a match begins in which use itself counts as agreement, and not the reader by using."""
_GOES_ON = lazy(r"continu|prosegu|prosec|poursuite|prolong")
_CHANGED = lazy(r"modific|cambi|aggiorna|modification|changement|mise à jour|mises à jour|actualiz")


def _from_use(subject: Subject) -> Iterator[Hit]:
    yield from (hit for limited, hit in _in_english(subject) if not limited)
    yield from (hit for changed, hit in _others(subject) if not changed)


def _perhaps_from_use(subject: Subject) -> Iterator[Hit]:
    yield from (hit for limited, hit in _in_english(subject) if limited)


@once
def _in_english(subject: Subject) -> Iterator[tuple[bool, Hit]]:
    """Consent that is inferred from use, and whether the text limits it."""
    for sentence in sentences_with(subject, _USE_CUES):
        if sentence.paragraph.language == "en":
            yield from _english(subject, sentence)


@once
def _others(subject: Subject) -> Iterator[tuple[bool, Hit]]:
    """In the other languages, and whether a change is what going on is taken to accept."""
    for sentence in sentences_with(subject, _USE_CUES):
        language = sentence.paragraph.language
        if language == "en":
            continue
        for pattern in _OTHERS[language]:
            for match in pattern.finditer(sentence.words):
                if _CLICK_OTHERS.search(sentence.words):
                    break
                if re.search(_PRIVACY[language], match["to"]) or re.search(
                    _PRIVACY[language], match[0][-200:]
                ):
                    changed = (
                        match[0].startswith(_USE_ITSELF)
                        and _GOES_ON.search(match[0]) is not None
                        and _CHANGED.search(sentence.words) is not None
                    )
                    message = _USE_ALONE if changed else ""
                    yield changed, _hit(subject, sentence, match, message)


def _english(subject: Subject, sentence: Sentence) -> Iterator[tuple[bool, Hit]]:
    for match in _ENGLISH.finditer(sentence.words):
        if _CLICK.search(sentence.words):
            return
        said = sentence.words[max(0, match.start() - 30) : match.end()]
        if _NOT.search(said) or not re.search(_OBJECT["en"], match["what"]):
            continue
        to = match["to"]
        if not re.search(_PRIVACY["en"], to) or (
            _TERMS_ONLY.search(to)
            and not re.search(r"privacy|collect|process|cookie|transfer|this (?:policy|notice)", to)
        ):
            continue
        if re.match(
            r"\s*(?:not\b|with the|to have read|that you have read|that (?:we|[a-z]+) (?:may|can|will) (?:communicate|contact|notify|send))",
            to,
        ) or re.match(r" (?:the )?(?:cookies?|collecting) (?:banner|consent)", to):
            continue
        if _BURDEN.match(to) or (_TERMS_OF_OTHERS.match(to) and not _OWN_TERMS.search(to)):
            continue
        if not _is_about_terms(subject, sentence, to):
            yield from _weighed(subject, sentence, match)


def _weighed(subject: Subject, sentence: Sentence, match: re.Match[str]) -> Iterator[tuple[bool, Hit]]:
    if _LIMITED.search(sentence.words, 0, match.start("to")):
        yield True, _hit(subject, sentence, match, _WHERE_ALLOWED)
    elif not (_LINKING.search(match[0]) and "social" in match[0]):
        yield False, _hit(subject, sentence, match)
    elif not _ON_A_SCREEN.search(subject.folded, sentence.end, sentence.end + _NEXT):
        yield True, _hit(subject, sentence, match, _BY_LINKING)


_LIMITED = lazy(
    r"\b(?:where|to the (?:fullest |maximum )?extent|if|when) (?:this is |and as |legally |so )?(?:permitted|allowed)\b"
    r"|\bwhere the laws? [^.;]{0,40}?\b(?:allows?|permits?)\b"
    r"|\boutside (?:of )?the (?:e\.?e\.?a|e\.?u|eea|eu|european|u\.?k|united kingdom)\b"
)
_LINKING = lazy(r"\b(?:link|connect)(?:ing)?\b")
_ON_A_SCREEN = lazy(r"\bwhen you \W?(?:accept|allow|authori[sz]e|approve)\b")
_NEXT = 400
"""Code points after a sentence in which it would say how the reader agrees."""
_WHERE_ALLOWED = "Consent is inferred from use, if only where the law lets it: “{}”."
_BY_LINKING = "Consent is inferred from the linking of another account: “{}”."

_SUCH_POLICIES = lazy(r"\b(?:these|those|such) (?:additional |other |further )?(?:policies|practices)\b")
_AGREEMENTS = lazy(r"\b(?:terms|conditions|licen[cs]e agreement|user agreement|eula)\b")


def _is_about_terms(subject: Subject, sentence: Sentence, to: str) -> bool:
    """Whether the policies that one agrees to are the terms of the sentence before: *these additional policies*."""
    rest = _SUCH_POLICIES.sub("", to)
    if rest == to or re.search(_PRIVACY["en"], rest):
        return False
    before = subject.folded[max(sentence.paragraph.start, sentence.start - _NEXT) : sentence.start]
    said = re.split(r"[.!?]\s+(?=\S)", before.rstrip())[-1]
    return _AGREEMENTS.search(said) is not None and "privacy" not in said


_TERMS_OF_OTHERS = lazy(
    r" (?:to (?:comply with|abide by|follow|observe)|to be bound by (?:the )?\W{0,2}(?:google|youtube|apple|meta|facebook))\b"
)
_OWN_TERMS = lazy(r"\b(?:this|our|the privacy)\b")
_BURDEN = lazy(
    r" to (?:assume|bear|indemnify|be (?:bound|governed) by [^.;]{0,120}\bof (?:the|that|such|those) third part)"
)
"""A duty of the reader towards somebody else is no consent: *to comply with the additional terms of a map*."""


def _after_change(subject: Subject) -> Iterator[Hit]:
    for sentence in sentences_with(subject, {"en": _USE_CUES["en"]}):
        for match in _ENGLISH_DEEMED.finditer(sentence.words):
            if not _NOT.search(match[0]) and not _CLICK.search(sentence.words):
                yield _hit(subject, sentence, match, _USE_ALONE)
    yield from (hit for changed, hit in _others(subject) if changed)


_WITH_DATA_CUES = cues(
    {
        "en": ("consent", "agree", "authoriz", "authoris"),
        "de": ("einverstand", "einwillig", "stimmen sie"),
        "fr": ("consentez", "acceptez", "autorisez"),
        "es": ("consiente", "acepta", "autoriza"),
        "sv": ("samtyck", "godkänner"),
    }
)
_WITH_DATA = {
    "en": lazy(
        r"\b(?:by (?:submitting|providing|giving|sending|disclosing|supplying|registering|creating|signing up|completing|entering into|communicating)|"
        r"(?:when|if) you (?:submit|provide|register|create an account|sign up|give|send))\b[^.;:!?|]{0,140}?"
        rf"\b{_YES['en']}(?P<to>[^.;!?|]{{0,160}})"
    ),
    "de": lazy(
        r"\b(?:durch (?:die )?(?:übermittlung|angabe|bereitstellung|registrierung|eingabe|anmeldung)|mit (?:der|ihrer) (?:angabe|übermittlung|registrierung|anmeldung))[^.;:]{0,120}?(?:willigen sie|erklären sie|stimmen sie|sind sie [^.;:]{0,40}?einverstanden)(?P<to>[^.;]{0,160})"
    ),
    "fr": lazy(
        r"\ben (?:nous )?(?:fournissant|communiquant|transmettant|soumettant|créant|remplissant|vous inscrivant)[^.;:]{0,140}?vous (?:consentez|acceptez|autorisez)(?P<to>[^.;]{0,160})"
    ),
    "es": lazy(
        r"\bal (?:facilitar(?:nos)?|proporcionar(?:nos)?|enviar(?:nos)?|registrarse|crear|rellenar)[^.;:]{0,140}?(?:usted )?(?:acepta|consiente|autoriza|presta su consentimiento)\b(?P<to>[^.;]{0,160})"
    ),
    "sv": lazy(
        r"\b(?:genom att (?:tillhandahålla|lämna|skicka|registrera|skapa|ange|fylla)|när du (?:skapar|registrerar|lämnar|anger|skickar))[^.;:]{0,120}?(?:samtycker du|godkänner du|du (?:samtycker|godkänner)|ger du ditt samtycke)(?P<to>[^.;]{0,160})"
    ),
}


def _with_data(subject: Subject) -> Iterator[Hit]:
    for sentence in sentences_with(subject, _WITH_DATA_CUES):
        language = sentence.paragraph.language
        for match in _WITH_DATA[language].finditer(sentence.words):
            if _CLICK.search(sentence.words) or _CLICK_OTHERS.search(sentence.words):
                break
            if _NOT.search(match[0]) or re.search(r"\b(?:using|agree to provide|true,? )", match[0]):
                continue
            if re.search(_PRIVACY[language], match["to"]) or language == "sv":
                yield _hit(
                    subject,
                    sentence,
                    match,
                    "Consent is tied to handing in data or opening an account: “{}”.",
                )


def _from_silence(subject: Subject) -> Iterator[Hit]:
    for sentence, match in taken_as_consent(subject):
        yield _hit(subject, sentence, match, "Silence or a default is taken as consent: “{}”.")


_VITAL = lazy(
    r"(?:vital interests?\W{1,6}(?:we (?:may|will|can) [a-z]{1,12}|to [a-z]{1,12})(?: (?:your|the|any|personal|information|data)\b){0,3})(?=[^.]{0,400}?(?:fraud|litigation|violations? of our|potential violations))"
)


_VITAL_CUES = cues({"en": ("vital interest",)})


def _vital(subject: Subject) -> Iterator[Hit]:
    for sentence in sentences_with(subject, _VITAL_CUES):
        if match := _VITAL.search(sentence.words):
            start = sentence.start + match.start()
            yield Hit(
                start,
                sentence.start + match.start() + len(match[0].rstrip()),
                "Vital interests are about life and limb, not about fraud, breaches of terms or litigation.",
            )


def _hit(subject: Subject, sentence: Sentence, match: re.Match[str], message: str = "") -> Hit:
    start, end = whole_words(subject.text, sentence.start + match.start(), sentence.start + match.end())
    quote = " ".join(subject.text[start:end].split())
    if len(quote) > 110:
        quote = f"{quote[:109].rstrip()}…"
    return Hit(start, end, (message or "Consent is inferred from use: “{}”.").format(quote))


_WHY = (
    "Consent needs a clear affirmative act (Art. 4(11) and 7 GDPR, CJEU C-673/17 Planet49): using a service, silence or a "
    "box ticked beforehand is none."
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="consent-from-use",
        issue=_ISSUE,
        title="Consent inferred from use",
        why=_WHY,
        severity=Severity.HIGH,
        tier=Tier.SURE,
        find=_from_use,
        languages=_LANGUAGES,
        hits=(
            "⟦By using our website, you consent to the collection of your data⟧.",
            "⟦When you use our services, you agree to us processing personal information⟧.",
            "⟦Durch die Nutzung unserer Website erklären Sie sich mit der Verarbeitung Ihrer Daten einverstanden⟧.",
            "⟦En utilisant ce site, vous acceptez notre politique de confidentialité⟧.",
            "⟦Al utilizar este sitio, usted acepta el tratamiento de sus datos⟧.",
            "⟦Genom att använda webbplatsen samtycker du till vår behandling av personuppgifter⟧.",
            "⟦Utilizzando il sito, l'utente accetta il trattamento dei suoi dati personali⟧.",
            "⟦Door gebruik te maken van onze website gaat u akkoord met ons privacybeleid⟧.",
        ),
        misses=(
            "Il software limita l'accesso ai dati al personale autorizzato al trattamento dei dati personali.",
            "By using our website you agree to our Terms of Service.",
            "By clicking “I agree” on our website, you consent to the collection of your data.",
            "By using our website you acknowledge that you have read this policy.",
            "When you use our services, we share your data with the third parties that you authorize to receive them.",
            "When you use our website, we ask you to consent to cookies.",
            "This policy is part of the terms of service and of the licence agreement. By using the services, you accept these additional policies.",
            "Where permitted by law, by using our website you consent to the transfer of your data.",
            "By using or linking our services with a social network, you are authorizing us to collect your data there.",
            "By using the site you agree to assume all risk of the information that you send.",
            "By using a name from another site, you agree to be bound by the privacy policy of that third party.",
            "If you use the map in our services, you agree to comply with the map maker’s terms (and its privacy notice).",
            "Indem Sie auf die Schaltfläche klicken und die Website nutzen, willigen Sie in die Verarbeitung Ihrer Daten ein.",
            "En cochant la case, vous acceptez que nous utilisions vos données.",
        ),
    ),
    Rule(
        id="consent-from-use-within-limits",
        issue=_ISSUE,
        title="Consent inferred from use, within limits",
        why="Few laws, if any, take use for consent; and to link an account is consent only where the reader is told and asked.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_perhaps_from_use,
        languages=frozenset(("en",)),
        hits=(
            "Where the laws of your country allow it, ⟦by using our website you consent to the transfer of your data⟧.",
            "For readers outside the EEA: ⟦by using our services you agree to this policy⟧.",
            "⟦By using or linking our services with a social network, you are authorizing us to collect your data there⟧.",
        ),
        misses=(
            "By using our website you consent to the transfer of your data.",
            "By using or linking our services with a social network, you are authorizing us to collect data. You agree when you “accept” it there.",
            "Where permitted by law, we transfer your data.",
        ),
    ),
    Rule(
        id="consent-from-silence",
        issue=_ISSUE,
        title="Consent inferred from silence or a default",
        why=_WHY,
        severity=Severity.HIGH,
        tier=Tier.MAYBE,
        find=_from_silence,
        languages=_LANGUAGES,
        hits=(
            "If you continue, ⟦we will assume that you are happy to receive all cookies⟧.",
            "Wenn Sie weitersurfen, ⟦gehen wir davon aus, dass Sie mit Cookies einverstanden⟧ sind.",
            "Si vous ne répondez pas, ⟦nous considérons que vous acceptez les cookies⟧.",
        ),
        misses=(
            "We never assume that you agree.",
            "We assume no liability.",
            "Les cases ne sont pas pré-cochées.",
        ),
    ),
    Rule(
        id="consent-with-data",
        issue=_ISSUE,
        title="Consent tied to handing in data or opening an account",
        why=_WHY,
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_with_data,
        languages=frozenset(("en", "de", "fr", "es", "sv")),
        hits=(
            "⟦By providing your data you consent to their transfer to the US⟧.",
            "⟦Genom att lämna dina uppgifter samtycker du till att vi behandlar dem⟧.",
            "⟦En nous fournissant vos données, vous acceptez leur transfert⟧.",
        ),
        misses=(
            "By ticking the box and providing your data you consent to their transfer.",
            "By providing your data you agree to provide only true information.",
            "By providing your data you help us.",
        ),
    ),
    Rule(
        id="changes-accepted-by-use",
        issue=_ISSUE,
        title="Changes count as accepted by going on",
        why="Those who merely go on using a service have not agreed to new processing; for consent, it has to be asked again.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_after_change,
        languages=_LANGUAGES,
        hits=(
            "⟦Your continued use of the site after changes constitutes your acceptance of them⟧.",
            "⟦Your use of our services after the change means that you accept it⟧.",
            "⟦Continued use of the app will be deemed acceptance of the new policy⟧.",
            "⟦L'uso continuato dell'App dopo una modifica indica l'accettazione dell'informativa rivista⟧.",
            "⟦El uso continuado del sitio tras una modificación implica la aceptación de la política de privacidad⟧.",
            "⟦La poursuite de l'utilisation du site après une modification vaut acceptation de la politique de confidentialité⟧.",
        ),
        misses=(
            "Your continued use helps us to improve.",
            "Your continued use of the site does not constitute consent.",
            "Your use of the site is subject to our terms.",
            "L'uso del sito implica l'accettazione della presente informativa sulla privacy.",
        ),
    ),
    Rule(
        id="vital-interests-misapplied",
        issue=_ISSUE,
        title="Vital interests named for something else",
        why="Art. 6(1)(d) GDPR covers what is essential for someone's life (recital 46); fraud and litigation rest on other bases.",
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_vital,
        languages=frozenset(("en",)),
        hits=(
            "⟦Vital Interests: We may disclose your data⟧ where necessary to prevent suspected fraud.",
            "⟦Vital interests – We may process your information⟧ to act on violations of our terms, or as evidence in litigation.",
            "⟦Vital Interests - We may use personal data⟧ where we suspect fraud.",
        ),
        misses=(
            "Vital Interests: We may disclose your data where your life is in danger.",
            "We process data to prevent fraud.",
            "Processing may be necessary to protect your vital interests.",
        ),
    ),
)
