"""Rules about pairs of statements that cannot both hold.

A pair is a promise and what speaks against it, each a wording in some languages. Both have to be found in the
same language; the finding stands on one of the two and names the other.
"""

# ruff: noqa: E501 - a pattern is easier to compare when it stays on its line

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annotator.detection.lazy import lazy
from annotator.detection.literals import Sought
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.phrases import Sentence, sentences_with, shortened, whole_words
from annotator.detection.subject import Subject
from annotator.domain import LabelId, Severity

_QUOTED = 100
"""Code points of a quote in a message."""

_ISSUE = LabelId("contradiction")
_MOST = 2
"""Findings of one pair; the first few say it all."""
_MOST_TRIED = 200
"""Denied statements that are looked for elsewhere in one text; each costs a search of it."""
_SUBJECT = 12
"""Code points at the start of a sentence that are taken with what follows: “We do not …”, “You must …”."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How something is said in one language."""

    cues: Sought
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    """Words in the same sentence that take it back."""


def _say(cues: str, pattern: str, unless: str = "") -> Wording:
    return Wording(Sought(cues.split("|")), lazy(pattern), lazy(unless) if unless else None)


_EXCEPT = (
    r"\b(?:except|unless|without|other than|apart from|save (?:as|for|where)|but only|only (?:as|to|with|in)|however|outside of|subject to|"
    r"exception|notwithstanding|otherwise|if you)\b"
)
_PERSONAL = (
    r"(?:personal(?:ly)?(?:[- ]identif[a-z]+)? (?:information|data|details)|(?:information|data|details))"
)


class _Statement:
    """Something that is said, in each language its own way."""

    def __init__(self, wordings: Mapping[str, Wording]) -> None:
        self.wordings = wordings
        self.cues = {language: each.cues for language, each in wordings.items()}


class _Pair:
    """A promise and what speaks against it."""

    def __init__(self, promise: Mapping[str, Wording], against: Mapping[str, Wording], message: str) -> None:
        self.promise, self.against = _Statement(promise), _Statement(against)
        self.message = message


def _found(subject: Subject, statement: _Statement) -> Iterator[tuple[int, int, Sentence]]:
    for sentence in sentences_with(subject, statement.cues):
        wording = statement.wordings[sentence.paragraph.language]
        match = wording.pattern.search(sentence.words)
        if match is None or (wording.unless is not None and wording.unless.search(sentence.words)):
            continue
        from_start = match.start() <= _SUBJECT
        start = sentence.start + match.start()
        if from_start:
            start = max(sentence.start, min(sentence.paragraph.start, start))
        start, end = whole_words(subject.text, start, sentence.start + match.end())
        yield start, end, sentence


def _pairs(subject: Subject, pair: _Pair) -> Iterator[Hit]:
    text = subject.text
    found = 0
    against: list[tuple[int, int, Sentence]] | None = None
    for start, end, sentence in _found(subject, pair.promise):
        if against is None:
            against = list(_found(subject, pair.against))
        language = sentence.paragraph.language
        others = [
            each
            for each in against
            if each[2].paragraph.language == language
            and (each[0] >= sentence.end or each[1] <= sentence.start)
        ]
        if not others:
            continue
        other = min(others, key=lambda each: abs(each[0] - start))
        yield Hit(
            start,
            end,
            pair.message.format(
                shortened(text[start:end], _QUOTED), shortened(text[other[0] : other[1]], _QUOTED)
            ),
            other=(other[0], other[1]),
        )
        found += 1
        if found == _MOST:
            return


_OTHERS = r"(?:third[- ]part|anyone|any(?: other)? (?:persons?\b|compan|organi[sz]ation|part)|other (?:people|person|parties|compan|organi[sz]ation|entit)|others\b|outside|organi[sz]ations or individuals|individuals or)"

_SHARING = _Pair(
    {
        "en": _say(
            "not share|never share|n't share|not disclose|never disclose|n't disclose|not sell|never sell|n't sell|not pass|never pass|n't pass|not give|never give|n't give|not provide|not release|never release|not transfer|not rent|never rent|not distribute|not trade",
            rf"\b(?:(?:we|company|us)(?: (?:do|wo|does|will|would|shall|can))? ?|(?!you|they|it\b|which|who|that|vendor|provider|partner)[a-z.]+ (?:does|will|shall) ?)(?:not|never|n't)(?: (?:ever|knowingly|and will (?:not|never)|intentionally|directly))? "
            r"(?:sell|rent|trade|lease|share|disclose|give|pass|provide|release|transfer|distribute|exchange|loan|or|and|to|,|/| )*\b(?:share|disclose|give|pass|provide|release|transfer|distribute)\b(?! your password)"
            rf"(?: on| out| away)?(?: (?:any|your|the|our|users?'?s?|customers?'?s?|of|this|that|all|collected|member|visitors?'?)){{0,4}} {_PERSONAL}[^.;:]{{0,60}}?\b{_OTHERS}[^.;:,]{{0,60}}",
            _EXCEPT
            + r"|\b(?:for (?:their|its|the|any|monetary|direct|money|marketing|commercial|cross|targeted|purposes)|their own|marketing|advertis|promotion|valuable|consideration|sms|text messag|mobile|"
            r"location|health|card|password|phone number|under (?:13|16|18)|california|children|sensitive|biometric|consent|permission|as described|as set|in this policy|identif(?:y|ies) you|opt-in data|legally required|required|these third|those third|such third|for such|also not|either)",
        ),
        "de": _say(
            "nicht an dritte|keine daten an dritte|nicht weitergegeben|niemals an dritte",
            r"\b(?:daten|informationen)[^.;:]{0,80}?(?:nicht|niemals|keinesfalls) an dritte (?:weitergegeben|übermittelt|verkauft|weiter|übertragen)[^.;:,]{0,30}|(?:geben|leiten|übermitteln)[^.;:]{0,40}(?:daten|informationen)[^.;:]{0,30}nicht an dritte weiter",
            r"\b(?:ohne|außer|es sei denn|ausnahme|soweit|sofern|wenn|nur|ausschließlich|unbefugt|zu anderen|hierbei|dabei|diese|werbe|kommerziell|ausdrücklich)\b",
        ),
        "fr": _say(
            "ne vend|ne partag|ne communiqu|ne transm|ne cèd|ne céd|ne divulgu|jamais",
            r"\bne (?:vendons|partageons|communiquons|cédons|transmettons|divulguons|sont|seront)[^.;:]{0,100}?(?:pas|jamais|aucun\w*)[^.;:]{0,80}?(?:à des tiers|à un tiers|avec des tiers|aux tiers)[^.;:,]{0,40}",
            r"\b(?:sans|sauf|excepté|hormis|à moins|à l'exception|uniquement|que si|fins|commercial|marketing)\b",
        ),
        "sv": _say(
            "inte att dela|delar inte|säljer inte|lämnar inte|lämnas inte|delas inte",
            r"\b(?:delar|säljer|lämnar|delas|lämnas)(?: [a-zåäö]+){0,2} (?:inte|aldrig)[^.;:]{0,80}?(?:tredje ?part|andra|utomstående|obehöriga)[^.;:,]{0,40}",
            r"\b(?:utan|utom|förutom|om inte|såvida|endast|bara|marknadsföring|ändamål)\b",
        ),
        "es": _say(
            "no se ced|no ced|no se comunic|no comunic|no compart|no vend|ningún dato|nunca ced|nunca compart",
            r"\b(?:no|nunca|jamás) (?:se )?(?:ced|comunic|compart|transmit|vend|facilit|revel)[a-záéí]*\b[^.;:]{0,80}?(?:terceros|otras (?:empresas|personas|entidades)|nadie)\b[^.;:,]{0,30}",
            r"\b(?:salvo|excepto|sin (?:su|tu|el|previo)|a menos|excepción|únicamente|solo|sólo|fines|comercial\w*|publicit\w*|obligación|ajen[oa]s|internacional\w*|consentimiento|autoriza\w*)\b",
        ),
        "it": _say(
            "nessun dato|non vengono comunica|non saranno comunica|non sono comunica|non comunich|non cedi|non condivid|non vendi|non saranno cedut|non vengono cedut",
            r"\b(?:nessun dato (?:viene|sarà|è) (?:comunicato|ceduto|trasmesso|condiviso)|(?:dati )?[^.;:]{0,40}?\bnon (?:vengono|saranno|sono|verranno|comunichiamo|cediamo|condividiamo|vendiamo)[^.;:]{0,60}?)(?: (?:comunicat[io]|cedut[io]|trasmess[io]|condivis[io]))?[^.;:]{0,30}?\ba (?:terzi|soggetti terzi|nessuno|altr[ei] (?:aziende|soggetti))\b[^.;:,]{0,30}",
            r"\b(?:salvo|eccetto|senza|tranne|a meno|esclusivamente|solo|finalità|commercial\w*|marketing|pubblicitar\w*|consenso|obblig\w*|diffus\w*)\b",
        ),
        "nl": _say(
            "niet met derden|nooit met derden|niet aan derden|nooit aan derden|krijgt niemand|geen gegevens|niet met anderen",
            r"\b(?:(?:delen|verstrekken|verkopen|geven|verhuren) (?:wij |we )?[^.;:]{0,60}?\b(?:niet|nooit|geen)\b[^.;:]{0,60}?(?:derden|anderen|andere (?:bedrijven|partijen))|(?:verder )?krijgt niemand[^.;:]{0,30}?gegevens)[^.;:,]{0,30}",
            r"\b(?:tenzij|behalve|zonder|uitgezonderd|alleen|uitsluitend|slechts|commerci\w*|marketing|toestemming|doeleinden|wettelijk\w*)\b",
        ),
    },
    {
        "en": _say(
            "may share|may disclose|will share|will disclose|may pass|will pass|will provide|also share|may also|may provide|may transfer|share your|disclose your|shared with|disclosed to|share information|share personal|forwarded to",
            r"\b(?:we|[a-z]+) (?:may|will|can|might|also|sometimes|must) (?:also |sometimes |need to )?(?:share|disclose|pass|provide|transfer|release)\b(?! aggregate| anonym| non-personal| de-?identif)[^.;:]{0,80}?(?:information|data|details)\b[^.;:]{0,40}?\b(?:with|to)\b[^.;:]{0,80}?(?:third[- ]part|partner|provider|vendor|compan(?:y|ies)|affiliat|advertis|agenc|contractor|subsidiar)[a-z]*",
            r"\b(?:do not|will not|never|don't|won't)\b",
        ),
        "de": _say(
            "weitergegeben|weitergabe|übermittel|weiterleit|dienstleister",
            r"\b(?:geben|übermitteln|leiten|werden|können)[^.;:]{0,100}?\b(?:an|mit) (?:unsere |externe |den |die |unseren |folgende )?(?:[a-zäöü]+ )?(?:dienstleister|partner|auftragsverarbeiter|unternehmen|anbieter|dritte)[a-z]*[^.;:]{0,60}?(?:weiter|übermittel|weitergegeben|übertragen|weitergeleitet)",
            r"\b(?:nicht|keine|niemals)\b",
        ),
        "fr": _say(
            "partage|transm|communi|tiers",
            r"\b(?:pouvons|pourrons|peuvent|pourront|sommes|partageons|transmettons|communiquons)[^.;:]{0,120}?(?:partag|transm|communi)?[^.;:]{0,60}?(?:prestataire|partenaire|sous-traitant|filiale|sociétés? (?:du|tierces))s?",
            r"\bne\b|n'",
        ),
        "sv": _say(
            "dela|lämna|överför",
            r"\b(?:kan|får|kommer)[^.;:]{0,60}?(?:dela|lämna|överför)[^.;:]{0,100}?(?:leverantör|partner|företag|tredje ?part|myndighet)[a-zåäö]*",
            r"\b(?:inte|aldrig)\b",
        ),
        "es": _say(
            "comunica|ceder|cede|compart|transmit|facilit",
            r"\b(?:podemos|podrán|pueden|podremos|comunicamos|cedemos|compartimos|facilitamos|comunicaremos|se comunican|se ceden|se comunicarán|los cedemos|la facilitamos|los facilitamos)\b[^.;:]{0,140}?(?:proveedor|empresa|socios|marcas|terceros|entidad|gestor|transport)[a-záéí]*",
            r"\b(?:no|nunca|jamás)\b",
        ),
        "it": _say(
            "comunica|condivi|trasmess|trasmett|cedut|inviat",
            r"\b(?:possono|potranno|possiamo|comunichiamo|condividiamo|trasmettiamo|vengono|saranno|sono)\b[^.;:]{0,100}?(?:comunicat|condivis|trasmess|inviat|comunichiamo|condividiamo)?[^.;:]{0,60}?\b(?:fornitor|partner|società|consulent|aziend|terzi|commercialist)[a-z]*",
            r"\b(?:non|nessun[oa]?|mai)\b",
        ),
        "nl": _say(
            "delen|verstrek|doorge",
            r"\b(?:kunnen|delen|verstrekken|geven|worden)\b[^.;:]{0,100}?(?:leverancier|partner|bedrij|verzekeraar|derden|partij|boekhouder|dienstverlener)[a-z]*",
            r"\b(?:niet|nooit|geen|niemand)\b",
        ),
    },
    "“{}” is at odds with “{}”.",
)

_BROWSING = _Pair(
    {
        "en": _say(
            "without providing|without giving|without disclosing|without revealing|without telling|without identifying|without submitting|remain anonymous|browse anonymously|visit anonymously",
            r"\b(?:(?:brows|visit|view|surf|access|use|navigat)[a-z]*[^.;:]{0,60}?without (?:providing|giving|disclosing|revealing|submitting|telling|identifying)[^.;:]{0,60}?(?:information|data|who you are|yourself|identity)(?: (?:to|about) (?:us|yourself))?|"
            r"(?:browse|visit|use) [^.;:]{0,40}?anonymously)",
            r"\b(?:except|apart from|other than|however|cookies|ip address|some (?:areas|parts)|not be able|you may not|cannot|can't|may not|some of|certain)\b",
        ),
        "de": _say(
            "ohne angabe",
            r"(?:nutzung|besuch\w*|nutzen)[^.;:]{0,80}?(?:grundsätzlich |in der regel )?ohne (?:jede )?angaben? (?:von )?(?:personenbezogene\w*|persönliche\w*)[^.;:]{0,30}",
            r"\b(?:soweit|sofern|außer|jedoch|cookies)\b",
        ),
        "fr": _say(
            "sans fournir|sans communiquer|sans avoir à",
            r"(?:consult|visit|navig|accéd)\w*[^.;:]{0,80}?sans (?:avoir à )?(?:fournir|communiquer|révéler|divulguer|donner)[^.;:]{0,60}",
            r"\b(?:cependant|toutefois|sauf|cookies)\b",
        ),
    },
    {
        "en": _say(
            "cookies|ip address|automatically",
            r"\b(?:(?:uses?|set|place|using) (?:[a-z]+ ){0,3}cookies(?: to (?:identify|track|recogni[sz]e|collect|remember)[a-z ]{0,40})?|(?:collect|log|record|receive|store)[^.;:]{0,100}?ip[- ]address|automatically (?:collect|receive|record|log)[^.;:]{0,60})",
            r"\b(?:do(?:es)? not|never|don't)\b",
        ),
        "de": _say(
            "ip-adresse|cookies",
            r"(?:erheb|erfass|speicher|übermittel)[^.;:]{0,120}?ip-adresse|ip-adresse[^.;:]{0,100}?(?:erhoben|erfasst|gespeichert|übermittelt)|(?:verwende|setze|nutze)\w*[^.;:]{0,40}cookies",
            r"\b(?:nicht|keine|anonymisiert|gekürzt)\b",
        ),
        "fr": _say(
            "adresse ip|cookies",
            r"(?:collect|enregistr|recueill)\w*[^.;:]{0,120}?adresse ip|utilis\w*[^.;:]{0,30}cookies",
            r"\bne\b|n'",
        ),
    },
    "“{}” is at odds with “{}”: that, too, is personal data.",
)

_WITHOUT_CONSENT = _Pair(
    {
        "en": _say(
            "without your|without the consent|without consent|without users",
            rf"\b(?:do|does|will|shall|would|is|are)? ?(?:not|never|n't)(?: be)? (?:use|process|collect|share|disclose|used|processed|collected)\b[^.;:]{{0,60}}?{_PERSONAL}[^.;:]{{0,50}}?without (?:your|the user's|users'|obtaining your|first obtaining your|their) (?:prior |express |explicit |written |informed )*(?:consent|permission)",
            r"\b(?:market|advertis|third[- ]part|sell|child|sensitive|special|health|parent|unless|except|minor|new purpose|different|location|this information|such|unrelated|other purpose|incompatible|cookie|legally|law)",
        ),
        "de": _say(
            "ohne ihre einwilligung|ohne ihre zustimmung|ohne ihre ausdrückliche|ohne einwilligung",
            r"ohne (?:ihre |eine )?(?:ausdrückliche |vorherige )?(?:einwilligung|zustimmung)[^.;:]{0,80}?(?:keine|nicht)[^.;:]{0,40}?(?:erhoben|verarbeitet|genutzt|verwendet|gespeichert)|(?:verarbeiten|erheben|nutzen|verwenden) (?:wir )?[^.;:]{0,60}?(?:nicht|keine)[^.;:]{0,60}?ohne (?:ihre )?(?:ausdrückliche )?(?:einwilligung|zustimmung)",
            r"\b(?:dritte|werb|cookies|besondere|newsletter|bewerb|google|zusammengeführt)",
        ),
        "fr": _say(
            "sans votre",
            r"\bn(?:e |')(?:utilis|trait|collect|recueill)\w*[^.;:]{0,60}?(?:pas|aucune?|jamais)[^.;:]{0,60}?sans votre (?:consentement|accord|autorisation)(?: (?:préalable|exprès|explicite))?",
            r"\b(?:tiers|commercial|prospection|sensible|mineur|enfant|sauf|cookies)",
        ),
        "sv": _say(
            "utan ditt",
            r"\b(?:använder|behandlar|samlar|kommer)[^.;:]{0,20}?inte[^.;:]{0,60}?utan ditt (?:uttryckliga )?(?:samtycke|medgivande)",
            r"\b(?:tredje|marknadsföring|känslig|utom|om inte)",
        ),
    },
    {
        "en": _say(
            "legitimate|necessary for the performance|legal obligation",
            r"\b(?:our |its )?legitimate (?:business )?interests?|necessary for the performance of (?:a|our|the) contract|comply with (?:a|our) legal obligations?",
        ),
        "de": _say("berechtigte|lit. f|lit. b", r"berechtigte[nrs]? interessen?|lit\. ?[bcf]\b"),
        "fr": _say(
            "intérêt légitime|intérêts légitimes|exécution du contrat",
            r"intérêts? légitimes?|exécution du contrat",
        ),
        "sv": _say(
            "legitim|berättigat|avtal",
            r"legitima (?:affärs)?intressen|berättigat intresse|ingå eller utföra ett avtal|fullgöra (?:ett )?avtal",
        ),
    },
    "“{}” would make consent the only basis, but the policy also relies on “{}”.",
)

_ERASED = _Pair(
    {
        "en": _say(
            "erases all|deletes all|removes all|data will be|information will be|will erase|will delete|we'll delete|we'll erase|will remove|will then delete|are deleted|is deleted",
            r"\b(?:(?:delet|clos|cancel|terminat|remov)[a-z]*[^.;:]{0,60}?(?:erases?|removes?|deletes?) all(?: of)?(?: (?:your|the|its))? (?:personal )?(?:information|data)[^.;:,]{0,40}|"
            r"all (?:of )?(?:your|its|the) (?:personal )?(?:data|information)(?: and [a-z ]{1,30})? (?:will be|is|are) (?:permanently |completely |immediately |automatically |irrevocably |fully )*(?:deleted|erased|removed)(?: (?:permanently|completely|immediately))?|"
            r"(?:if|when|once|after) you (?:ask|request|delete|close|cancel)[^.;:]{0,80}? (?:we will|we'll|we shall) (?:permanently |completely |immediately |promptly |then )*(?:erase|delete|remove) (?:it|them|all|your (?:personal )?(?:information|data))(?: [a-z]+){0,4})",
            r"\b(?:unless|except|subject to|where possible|to the extent|some|certain|may not|other than|legal|law|anonymi|child|minor|years|13|16|parent|as (?:set|described|explained|outlined))\b",
        ),
    },
    {
        "en": _say(
            "completely|comprehensively|isolate|residual|backup|back-up|will retain|may retain|may keep|retain certain|retain some|will keep|still retain|remain",
            r"\b(?:may not be (?:completely|comprehensively|fully|immediately|entirely)[a-z ]{0,30}removed|isolate (?:it|them)|residual (?:copies|information|data)|(?:back-?up|archiv)[a-z]* (?:copies|storage|systems)[^.;:]{0,40}|"
            r"(?:we )?(?:will|may|might|must|can) (?:still |also |continue to |nevertheless |need to )?(?:retain|keep|store)[^.;:]{0,60}?(?:documents|records|information|data|copies|copy)[^.;:]{0,80}?(?:even (?:if|after)|after you|following|regardless|legal|law|notwithstanding|dispute|fraud|tax|:|$))",
            r"\b(?:no longer|not retain|only)\b",
        ),
    },
    "“{}” promises more than the policy keeps: “{}”.",
)

_ADULTS = _Pair(
    {
        "en": _say(
            "18|eighteen",
            r"\b(?:(?:only|solely|strictly|exclusively)[^.;:]{0,60}?(?:over|above|at least|aged?|older than)(?: the age of)? ?(?:18|eighteen)\b[^.;:,]{0,20}|(?:over|above|at least|aged)(?: the age of)? (?:18|eighteen)(?: years)?[^.;:]{0,30} only|"
            r"you (?:must|have to|need to) be (?:at least |over )?(?:18|eighteen)\b[^.;:,]{0,20}|(?:under|younger than|below)(?: the age of)? (?:18|eighteen)[^.;:]{0,40}(?:may not|must not|cannot|are not (?:permitted|allowed)|should not)[^.;:]{0,40})",
            r"\b(?:or (?:have|the|with)|parent|guardian|unless|except|purchase|bet|alcohol|contest|sweepstake|credit|cards?|if you)\b",
        ),
    },
    {
        "en": _say(
            "under 18|under the age of 18|minors|younger than 18|under eighteen",
            r"\b(?:(?:if you(?: are|'re)|users? (?:who are )?|residents? )[^.;:]{0,40}?(?:under|younger than|below)(?: the age of)? (?:18|eighteen)[^.;]{0,200}?(?:right|request|remov|registered|account|permission)[a-z]*|(?:california )?minors[^.;]{0,100}?(?:right|request|remov))",
            r"\b(?:may not|must not|not (?:use|permitted|allowed|access|register)|do not (?:use|provide|register)|please do not|not knowingly|stop using|become aware|learn|discover|has registered|believe)\b",
        ),
    },
    "“{}” leaves no minors, yet the policy goes on: “{}”.",
)

_STAFF = _Pair(
    {
        "en": _say(
            "limited to|only share|only disclose|restricted to",
            r"\b(?:disclos|shar)[a-z]*[^.;:]{0,60}?(?:will be|is|are|shall be) (?:strictly )?(?:limited|restricted|made only|disclosed only) to (?:our |those |authori[sz]ed )*(?:employees|staff|personnel)\b|"
            r"\bonly (?:share|disclose)[^.;:]{0,40}? (?:with|to) our (?:own )?(?:employees|staff)\b",
            r"\b(?:need to know|service provider|third|access to)\b",
        ),
    },
    {
        "en": _say(
            "may also|may share|may disclose|will share|will disclose|may pass|will pass|google analytics|third part",
            r"\bwe (?:may|will|can) (?:also )?(?:share|disclose|pass|transfer|provide)\b[^.;:]{0,60}?(?:information|data|it)\b[^.;:]{0,60}|\bgoogle (?:analytics|adwords)[a-z ]{0,30}",
            r"\b(?:not|never)\b",
        ),
    },
    "“{}” is at odds with “{}”.",
)

_TRANSFER = _Pair(
    {
        "en": _say(
            "not transfer|never transfer|n't be transferred|not be transferred|n't transfer|never be transferred|not transferred|within the eea|within the european|in the eu",
            rf"(?:\bnot|\bnever|n't)(?: be)?(?: ever)? transfer(?:red)?\b[^.;:]{{0,80}}?(?:outside|countr|overseas|abroad|internationally)[^.;:,]{{0,80}}|(?:all )?{_PERSONAL}[^.;:]{{0,40}}?(?:stored|processed|kept|hosted|held)[^.;:]{{0,30}}?(?:only|exclusively|solely) (?:within|in|inside) the (?:eea|eu\b|european|uk|united kingdom)[^.;:,]{{0,40}}",
            r"\b(?:unless|except|without|other than|only (?:if|where|when)|subject to|until|where|outside (?:of )?the (?:united states|us\b|u\.s))",
        ),
        "de": _say(
            "drittland|drittländer|drittstaaten|außerhalb der eu|außerhalb der europäischen",
            r"(?:keine|nicht)\b[^.;:]{0,60}?(?:übermittlung|übermittelt|übertragen|transfer)[^.;:]{0,40}?(?:drittl[aä]nd\w*|drittstaat\w*|außerhalb der (?:eu|europäischen union))[^.;:,]{0,40}|(?:keine|nicht)\b[^.;:]{0,40}?(?:drittl[aä]nd\w*|drittstaat\w*|außerhalb der (?:eu|europäischen union))[^.;:,]{0,30}(?:übermittelt|übertragen)",
            r"\b(?:außer|es sei denn|sofern|soweit|nur|wenn|ohne|angemessen|möglicherweise)\b",
        ),
        "fr": _say(
            "hors de l'union|hors union|hors de l'ue|en dehors de l'union|hors ue|hors de l'espace",
            r"(?:ne (?:sont|seront|font)|n'est|aucun\w*)[^.;:]{0,60}?(?:transfér\w+|transferts?)[^.;:]{0,60}?(?:hors|en dehors)[^.;:,]{0,60}",
            r"\b(?:sauf|sans|excepté|à moins|uniquement)\b",
        ),
    },
    {
        "en": _say(
            "united states|transferred|outside the e|u.s.|between any of",
            r"\b(?:(?:transfer|stor|process|host|access)[a-z]*[^.;:]{0,80}?(?:in|to|between|outside) (?:the |any of the )?(?:united states|u\.s\.|usa\b|countries (?:in|outside|where|other)|eea\b|european economic area|european union)[^.;:,]{0,40}|certified (?:to|under) the (?:eu-u\.?s\.?|privacy shield|data privacy)[^.;:,]{0,40})",
            r"\b(?:not|never|n't|only (?:within|in))\b|n't",
        ),
        "de": _say(
            "usa|vereinigte|vereinigten",
            r"(?:übermittel|übertrag|verarbeit|gespeichert|server)[^.;:]{0,80}?(?:in den usa|in die usa|vereinigten? staaten)[^.;:,]{0,40}",
            r"\b(?:nicht|keine)\b",
        ),
        "fr": _say(
            "états-unis|hors de l'union",
            r"(?:transf|héberg|stock|trait)\w*[^.;:]{0,80}?(?:aux états-unis|vers les états-unis)[^.;:,]{0,40}",
            r"\bne\b|n'",
        ),
    },
    "“{}” is at odds with “{}”.",
)

_NOT_REQUIRED = _Pair(
    {
        "en": _say(
            "not required|no obligation|not obliged|not obligated|voluntary",
            rf"\b(?:you are (?:not|under no) (?:(?:legally|contractually) )?(?:required|obliged|obligated|obligation)[^.;:]{{0,60}}? to (?:provide|give|supply)[^.;:,]{{0,40}}|"
            rf"(?:provi(?:sion|ding)|submission|submitting)[^.;:]{{0,40}}?{_PERSONAL}[^.;:]{{0,20}}? is (?:entirely |completely |purely )?voluntary)",
            r"\b(?:but|however|although|if you (?:do not|don't)|unless|consent|cookies|survey|location)\b",
        ),
    },
    {
        "en": _say(
            "by law|statutory or contractual|a contract|our contract|the contract|mandatory",
            r"\b(?:(?:need|required|have|obliged) to (?:collect|provide|process)[^.;:]{0,40}?(?:by law|under (?:the terms of )?(?:a|the|our) contract)[^.;:]{0,60}|statutory or contractual (?:requirement|obligation)|(?:provision|providing)[^.;:]{0,60}?is mandatory)",
            r"\b(?:whether|right to know|not (?:a )?(?:required|statutory|mandatory))\b",
        ),
    },
    "“{}” is at odds with “{}”.",
)

_NOTHING_COLLECTED = _Pair(
    {
        "en": _say(
            "not collect|n't collect|not store|no personal|not gather|not record|never collect|not save",
            r"(?:(?<=[a-z,] )(?:(?:will|do|does|shall)(?: not|n't)|never) (?:ever )?(?:store|save|collect|gather|record|capture)(?:,| or| and| store| save| collect| gather| record| process| use| track| any| of| your| the)* "
            r"(?:personal(?:ly)?(?:[- ]identif[a-z]+)? (?:information|data)|pii\b)(?: (?:about|from|of) (?:you|our users|users|visitors))?(?! (?:from|about|of|on|in|when|while|that|which|such|relating|through|beyond|for)\b)|"
            r"\bno personal(?:ly)?(?:[- ]identif[a-z]+)? (?:information|data) (?:is|are|will be|gets) (?:ever )?(?:stored|saved|collected|gathered|recorded|transmitted)[^.;:,]{0,40})",
            _EXCEPT
            + r"|\b(?:child|minor|under|knowingly|intentionally|sensitive|special categor|by default|sell|13|16|anonymous|aggregate|when you (?:visit|brows)|third part|more than|necessary|required|directly|payment|offline|yourself|in this (?:case|way)|these (?:cookies|plugins))\b",
        ),
        "de": _say(
            "keine personenbezogenen daten",
            r"\b(?:erheb|speicher|sammel|erfass|verarbeit)\w* (?:wir )?(?:grundsätzlich )?keine personenbezogenen daten|keine personenbezogenen daten (?:erhoben|gespeichert|erfasst|verarbeitet)",
            r"\b(?:kinder|jugend|ohne|außer|es sei denn|soweit|sofern|dabei|hierbei|besondere|wenn|jahren|cookies?|zusätzlich)\b",
        ),
        "fr": _say(
            "aucune donnée personnelle|pas de données|aucune donnée à caractère|aucune information personnelle",
            r"\b(?:ne (?:collect|recueill|stock|conserv)\w+ (?:pas de |aucune )(?:données?|informations?) (?:personnelles?|à caractère personnel)|aucune donnée (?:personnelle|à caractère personnel) n'est (?:collectée|recueillie|conservée|stockée)[^.;:,]{0,40})",
            r"\b(?:mineur|enfant|sauf|sans|sensible|sciemment|autre que|hors)\b",
        ),
        "es": _say(
            "no recopil|no recog|no almacen|ningún dato",
            r"\bno (?:recopil|recog|almacen|guard)\w+ (?:ningún |ninguna )?(?:datos?|información) personal(?:es)?[^.;:,]{0,30}",
            r"\b(?:menor|niñ|salvo|sin|excepto|a sabiendas|sensible|a menos)\b",
        ),
    },
    {
        "en": _say(
            "ip address|we collect|may collect|will collect|we may receive|you provide",
            r"\b(?:(?:including|collect|log|record|receive|store|such as)[^.;:]{0,80}?(?:your |the )?ip[- ]address[a-z]*|we (?:may |will |also |might )*(?:collect|receive|process|gather)\b(?: and [a-z]+)?(?: (?:the following|certain|your|some|several|categories|types|of|various|kinds|different|following)){0,5} (?:personal|name|contact|email)[^.;:]{0,40})",
            r"\b(?:not|never|n't)\b|n't",
        ),
        "de": _say(
            "ip-adresse|erheben wir|verarbeiten wir|e-mail-adresse",
            r"(?:erheb|erfass|speicher|verarbeit)\w*[^.;:]{0,100}?(?:ip-adresse|namen?|e-mail-adresse)|ip-adresse[^.;:]{0,80}?(?:erhoben|erfasst|gespeichert)",
            r"\b(?:nicht|keine|anonymisiert|gekürzt)\b",
        ),
        "fr": _say(
            "adresse ip|nous collectons|adresse e-mail|adresse électronique",
            r"(?:collect|recueill|enregistr)\w*[^.;:]{0,100}?(?:adresse ip|nom\b|prénom|e-mail|adresse électronique)",
            r"\bne\b|n'",
        ),
        "es": _say(
            "dirección ip|recopilamos|correo electrónico",
            r"(?:recopil|recog|almacen|registr)\w*[^.;:]{0,100}?(?:dirección ip|nombre|correo electrónico)",
            r"\bno\b",
        ),
    },
    "“{}” is at odds with “{}”.",
)

_OPT_IN = _Pair(
    {
        "en": _say(
            "would like to receive|opted in|opt in|consented|your consent|you have agreed|your permission|have given us your",
            r"\b(?:(?:only|not|never)\b[^.;:]{0,80}?(?:where|if|when|with|unless)\b[^.;:]{0,60}?(?:would like to receive|opted[- ]in|consented|consent|agreed|permission)[^.;:]{0,40}?(?:marketing|promotion)[a-z ]{0,30}|"
            r"(?:only|not|never)\b[^.;:]{0,30}?(?:send|contact|email|use)[^.;:]{0,60}?(?:marketing|promotion)[^.;:]{0,60}?(?:if|where|when|with|unless|without)\b[^.;:]{0,40}?(?:opted[- ]in|consented|consent|agreed|permission|like to receive))",
            r"\b(?:third part|others|where required|required by|sensitive|children|sms|text|legitimate|push|phone|withdraw|by law|affiliat|other organi)",
        ),
    },
    {
        "en": _say(
            "similar|legitimate interest|opt out|opt-out|unless you",
            r"\b(?:(?:products|services|goods)[^.;:]{0,30}? similar to (?:those|ones|the|what)[^.;:]{0,60}|legitimate interests?[^.;:]{0,80}?(?:direct )?(?:marketing|promot)[a-z ]{0,30}|(?:marketing|promotional|newsletter)[^.;:]{0,100}?unless you (?:have )?(?:opt(?:ed)?[- ]out|object|tell|state|unsubscrib)[^.;:]{0,30})",
            r"\b(?:not|consent|right|object)\b",
        ),
    },
    "“{}” promises opt-in, “{}” does not wait for it.",
)

_OPT_OUT = _Pair(
    {
        "en": _say(
            "unless you",
            r"\b(?:send|email|e-mail|contact|using)\b[^.;:]{0,200}?(?:promot|market|newsletter|offers|email address)[^.;:]{0,120}?unless you (?:state|tell|indicate|notify|inform|opt|object|have (?:opted|told|asked|indicated)|request|ask|choose|decline|say)[^.;:]{0,40}",
        ),
    },
    {
        "en": _say(
            "agreed to|permission|consent",
            r"\b(?:only use[^.;:]{0,60}?purposes? (?:that |which )?you(?:'ve| have) (?:agreed|consented)[a-z ]{0,10}|unless we have your (?:permission|consent)[a-z ]{0,20}|(?:only|not|never)\b[^.;:]{0,80}?(?:marketing|promotion)[^.;:]{0,60}?(?:with|without|unless)[^.;:]{0,30}?(?:consent|permission))",
            r"\b(?:third part|others|withdr|legality|lawfulness)",
        ),
    },
    "“{}” is opt-out, against the promise “{}”.",
)

_NO_CONSENT_BASIS = _Pair(
    {
        "en": _say(
            "rely on consent|rely on your consent|rely upon consent|relying on consent",
            r"\b(?:generally,? )?(?:we )?(?:generally )?(?:do not|don't|never|will not|does not) (?:generally |usually |normally |typically )?(?:rely|relying) (?:up)?on (?:your )?consent(?: as a (?:legal|lawful) (?:basis|ground)[^.;:,]{0,40})?",
            r"\b(?:other than|except|apart from|unless|although|save|where|if)\b",
        ),
    },
    {
        "en": _say(
            "your consent|consented|would like to receive|you consent|opted in|if you tell us we can",
            r"\b(?:(?:with|on|obtain|ask for|based on|withdraw|have) your (?:prior |explicit |express )?consent\b[^.;:]{0,50}|you (?:have |'ve )?(?:consented|opted in)[^.;:]{0,50}|(?:only do this )?where you have informed us that you would like to receive[^.;:]{0,40}|if you tell us we can[^.;:]{0,60})",
            r"\b(?:not|without)\b",
        ),
    },
    "“{}”, yet something is based on it: “{}”.",
)

_AT_LEAST = _Pair(
    {
        "en": _say(
            "at least",
            r"\bat least (?:for )?(?:as|so) long as[^.;:,]{0,80}|\b(?:retain|keep|kept|store)[^.;:]{0,60}?for at least (?:as long|the duration)[^.;:,]{0,60}",
        ),
        "de": _say("mindestens so", r"mindestens (?:so lange|solange)[^.;:]{0,80}"),
        "fr": _say(
            "au moins aussi|au moins pendant", r"au moins (?:aussi longtemps|pendant toute)[^.;:,]{0,80}"
        ),
        "sv": _say("minst så länge|åtminstone så", r"(?:minst|åtminstone) så länge[^.;:,]{0,80}"),
    },
    {
        "en": _say(
            "only|longer than",
            r"\b(?:only\b[^.;:]{0,80}?(?:as|so) long as[^.;:,]{0,60}|(?:no|not|never)\b[^.;:]{0,40}?longer than[^.;:,]{0,50})",
        ),
        "de": _say(
            "nur so|nur solange|nicht länger",
            r"nur (?:so lange|solange)[^.;:]{0,80}|nicht länger[^.;:]{0,60}",
        ),
        "fr": _say(
            "uniquement|pas plus longtemps|strictement nécessaire",
            r"(?:uniquement|pas plus longtemps|que pendant la durée strictement nécessaire)[^.;:,]{0,80}",
        ),
        "sv": _say(
            "endast så|bara så|inte längre", r"(?:endast|bara) så länge[^.;:,]{0,80}|inte längre[^.;:,]{0,60}"
        ),
    },
    "“{}” is a minimum, “{}” a maximum.",
)

_COOKIES = _Pair(
    {
        "en": _say(
            "not use cookies|n't use cookies|not use any cookies|n't use any cookies|not set any cookies|not set cookies|no cookies|not place cookies|not employ cookies",
            r"\b(?:we|(?:this|our|the) (?:web ?site|site|app|application|service)) (?:do(?:es)?(?: not|n't)) (?:currently )?(?:use|set|place|employ|store) (?:any )?(?:tracking )?cookies\b(?! (?:to|for|that|which|on|or|in|when|if|from|other))|\bno cookies are (?:used|set|placed|stored)",
            _EXCEPT,
        ),
        "de": _say(
            "keine cookies|keinerlei cookies",
            r"\b(?:(?:wir|website|webseite|seite|app) (?:[a-zäöü]+ ){0,3}?(?:verwende|setze|nutze?|speicher)[a-z]* (?:[a-zäöü]+ ){0,3}?(?:keine|keinerlei) cookies(?: ein)?|(?:verwenden|setzen|nutzen) wir (?:[a-zäöü]+ ){0,3}?(?:keine|keinerlei) cookies(?: ein)?|(?:es )?werden (?:keine|keinerlei) cookies (?:gesetzt|verwendet|gespeichert))",
            r"\b(?:wenn|sofern|soweit|außer|dritt|falls|ohne|youtube|google|eingestellt|angaben|modus)\b",
        ),
        "fr": _say(
            "pas de cookie|aucun cookie",
            r"\b(?:n'utilis\w+|ne dépos\w+|ne plaç\w+) (?:pas de|aucun) cookies?",
            r"\b(?:sauf|sans|si vous|autre)\b",
        ),
        "es": _say(
            "no utiliza cookies|no usa cookies|no utilizamos cookies|no usamos cookies",
            r"\bno (?:utiliza(?:mos)?|usa(?:mos)?) cookies",
            r"\b(?:salvo|excepto|sin)\b",
        ),
        "sv": _say(
            "inte cookies|inga cookies|inte kakor|inga kakor",
            r"\banvänder (?:inte|inga) (?:några )?(?:cookies|kakor)",
            r"\b(?:utom|förutom|om)\b",
        ),
    },
    {
        "en": _say(
            "cookies",
            r"\b(?:we|site|website|app|pages?|service|services) (?:(?:may|also|will|and|our|partners|can|might) ){0,4}uses? (?:[a-z]+ ){0,3}cookies\b[^.;:,]{0,40}|cookies (?:we|that we) use",
            r"\b(?:not|never|n't)\b|n't",
        ),
        "de": _say(
            "cookies",
            r"\b(?:verwende|setze|nutz)\w* (?:[a-zäöü]+ ){0,4}cookies\b",
            r"\b(?:keine|nicht|keinerlei)\b",
        ),
        "fr": _say("cookies", r"\butilis\w+ (?:[a-zéè]+ ){0,3}cookies\b", r"\bne\b|n'"),
        "es": _say("cookies", r"\b(?:utiliza|usa|utilizamos|usamos) (?:[a-z]+ ){0,3}cookies", r"\bno\b"),
        "sv": _say(
            "cookies|kakor", r"\banvänder (?:[a-zåäö]+ ){0,3}(?:cookies|kakor)\b", r"\b(?:inte|inga)\b"
        ),
    },
    "“{}” is at odds with “{}”.",
)


_WE_DO_NOT = {"en": Sought(("we do not ", "we don't "))}


def _said_and_denied(subject: Subject) -> Iterator[Hit]:
    """The same statement with and without its “not”."""
    text = subject.folded
    tried: set[str] = set()
    for sentence in sentences_with(subject, _WE_DO_NOT):
        match = _DENIED.match(sentence.words)
        if match is None:
            continue
        said = f"we {match['said']}"
        if said in tried or len(tried) == _MOST_TRIED:
            continue
        tried.add(said)
        at = text.find(said)
        starts = at >= 0 and text[max(0, at - 3) : at].strip()[-1:] in {"", ".", ",", ":", ";", "!", "?", "•"}
        if starts and not text[at + len(said) : at + len(said) + 1].isalpha():
            start, end = sentence.start + match.start(), sentence.start + match.end()
            yield Hit(
                start,
                end,
                f"Elsewhere the policy says “{shortened(subject.text[at : at + len(said)], _QUOTED)}”.",
                other=(at, at + len(said)),
            )


_DENIED = lazy(r"we (?:do not|don't) (?P<said>[a-z]+(?: [a-z'-]+){2,9})(?=[.;]|$)")


def _rule(
    name: str, title: str, pair: _Pair, *, severity: Severity, hits: tuple[str, ...], misses: tuple[str, ...]
) -> Rule:
    def find(subject: Subject) -> Iterator[Hit]:
        return _pairs(subject, pair)

    return Rule(
        id=name,
        issue=_ISSUE,
        title=title,
        why=_WHY,
        severity=severity,
        tier=Tier.MAYBE,
        find=find,
        languages=frozenset(pair.promise.cues),
        hits=hits,
        misses=misses,
    )


_WHY = "Readers may rely on either half, and a court will read the policy against whoever wrote it; one of the two must go."

RULES: tuple[Rule, ...] = (
    _rule(
        "never-shared-yet-shared",
        "Never shared, yet shared",
        _SHARING,
        severity=Severity.HIGH,
        hits=(
            "⟦We never share your personal data with third parties⟧.\n\nWe may share your data with our advertising partners.",
            "⟦We do not sell or disclose personal information to anyone⟧.\n\nWe will pass your details to credit agencies.",
            "⟦No cedemos sus datos a terceros⟧.\n\nComunicamos sus datos a los proveedores que nos ayudan.",
            "⟦Nessun dato viene ceduto a terzi⟧.\n\nI dati sono trasmessi ai nostri fornitori di servizi informatici.",
            "⟦Wij delen uw gegevens nooit met derden⟧.\n\nWij delen uw naam en adres met de partners die voor ons bezorgen.",
            "⟦Ihre Daten werden nicht an Dritte weitergegeben⟧.\n\nWir können Ihre Daten an unsere Dienstleister übermitteln, die uns helfen.",
        ),
        misses=(
            "We never share your personal data with third parties, except as described here.\n\nWe may share your data with our partners.",
            "We do not sell your personal data.\n\nWe may share your data with our service providers.",
            "We do not share your data with third parties for their own marketing.\n\nWe may share your data with our service providers.",
            "We never share your personal data with third parties.\n\nWe do not pass your data to partners.",
            "No cedemos sus datos a terceros, salvo obligación legal.\n\nComunicamos sus datos a los proveedores.",
            "Wij delen uw gegevens niet met derden zonder toestemming.\n\nWij delen uw naam met de partners die bezorgen.",
        ),
    ),
    _rule(
        "consent-not-relied-on",
        "Consent is not relied on, yet asked for",
        _NO_CONSENT_BASIS,
        severity=Severity.HIGH,
        hits=(
            "⟦Generally, we do not rely on consent as a legal basis⟧.\n\nWith your consent we send you our newsletter.",
            "⟦We do not rely on your consent⟧.\n\nYou may withdraw your consent at any time.",
            "We may use it where you have opted in.\n\n⟦We don't rely on consent⟧.",
        ),
        misses=(
            "We do not rely on consent other than for marketing.\n\nWith your consent we send you our newsletter.",
            "We rely on your consent.\n\nYou may withdraw your consent at any time.",
            "We do not rely on consent.\n\nWe rely on our contract with you.",
        ),
    ),
    _rule(
        "not-without-consent",
        "Never without consent, yet on other bases",
        _WITHOUT_CONSENT,
        severity=Severity.HIGH,
        hits=(
            "⟦We do not use your personal data without your consent⟧.\n\nWe rely on our legitimate interests to keep our site safe.",
            "Vi behandlar dina uppgifter med stöd av vårt berättigade eller legitima intressen.\n\n⟦Vi använder inte dina personuppgifter utan ditt samtycke⟧.",
            "⟦Nous n'utilisons pas vos données sans votre consentement⟧.\n\nLe traitement est fondé sur notre intérêt légitime.",
        ),
        misses=(
            "We do not use your personal data for marketing without your consent.\n\nWe rely on our legitimate interests.",
            "We do not use your personal data without your consent.\n\nWe rely on nothing else.",
            "Sans votre consentement, nous ne partageons pas vos données avec des tiers.\n\nLe traitement est fondé sur notre intérêt légitime.",
        ),
    ),
    _rule(
        "not-transferred-yet-abroad",
        "Not transferred, yet processed abroad",
        _TRANSFER,
        severity=Severity.HIGH,
        hits=(
            "⟦We do not transfer your data outside the European Economic Area⟧.\n\nYour data are stored on servers in the United States.",
            "⟦Your data won't be transferred to other countries⟧.\n\nData may be transferred between any of the countries in which we operate.",
            "⟦Keine Daten werden in Drittländer übermittelt⟧.\n\nDie Daten werden auf Server in den USA übertragen.",
        ),
        misses=(
            "We do not transfer your data outside the EEA unless you agree.\n\nYour data are stored in the United States.",
            "We do not transfer your data outside the EEA.\n\nYour data are stored on servers in Ireland.",
            "Keine Daten werden in Drittländer übermittelt.\n\nDie Daten werden auf Servern in Deutschland gespeichert.",
        ),
    ),
    _rule(
        "nothing-collected-yet-collected",
        "Nothing collected, yet something is",
        _NOTHING_COLLECTED,
        severity=Severity.HIGH,
        hits=(
            "This software ⟦will not store or collect personal information⟧.\n\nWe collect your IP address with every visit.",
            "⟦No personal information is stored⟧.\n\nWe may collect the following personal information: your name and your e-mail address.",
            "⟦Nous ne collectons aucune donnée personnelle⟧ sur ce site.\n\nNous collectons votre nom, votre prénom et votre adresse IP.",
        ),
        misses=(
            "We do not knowingly collect personal information from children.\n\nWe collect your IP address.",
            "We do not collect personal information without telling you.\n\nWe collect your IP address.",
            "No personal information is stored.\n\nWe do not collect your IP address.",
        ),
    ),
    _rule(
        "no-cookies-yet-cookies",
        "No cookies, yet cookies",
        _COOKIES,
        severity=Severity.HIGH,
        hits=(
            "⟦We do not use cookies⟧.\n\nOur site uses cookies to count visits.",
            "⟦Wir verwenden keine Cookies⟧ auf dieser Seite.\n\nFür die Anmeldung verwenden wir technisch notwendige Cookies.",
            "⟦Vi använder inte cookies⟧ på vår webbplats.\n\nVi använder även cookies för att mäta hur du besöker oss.",
        ),
        misses=(
            "We do not use cookies to identify you.\n\nOur site uses cookies to count visits.",
            "We do not use cookies unless you agree.\n\nOur site uses cookies to count visits.",
            "Wir verwenden keine Cookies.\n\nCookies sind kleine Dateien, die auf Ihrem Rechner liegen.",
        ),
    ),
    _rule(
        "opt-in-yet-unasked",
        "Marketing by opt-in, yet unasked",
        _OPT_IN,
        severity=Severity.HIGH,
        hits=(
            "⟦We will only do this where you have told us that you would like to receive marketing messages⟧.\n\nWe rely on our legitimate interests for direct marketing.",
            "⟦We never send you marketing messages without your consent⟧.\n\nWe tell you about products similar to those you have bought.",
            "⟦We only send marketing emails if you have opted in⟧.\n\nYou receive our newsletter unless you opt out.",
        ),
        misses=(
            "We only send marketing emails if you have opted in.\n\nWe send you invoices.",
            "We send marketing emails.\n\nYou receive our newsletter unless you opt out.",
            "We never send marketing for third parties without your consent.\n\nYou receive our newsletter unless you opt out.",
        ),
    ),
    _rule(
        "opt-out-despite-promise",
        "Marketing by opt-out against a promise",
        _OPT_OUT,
        severity=Severity.HIGH,
        hits=(
            "We only use your data for purposes you have agreed to.\n\n⟦We may send you promotional emails, unless you tell us otherwise⟧.",
            "We will not write to you unless we have your permission.\n\n⟦We may contact you about special offers unless you object⟧.",
            "We never use your data for marketing without your consent.\n\n⟦We send our newsletter to all customers unless you state otherwise⟧.",
        ),
        misses=(
            "We may send you promotional emails, unless you tell us otherwise.",
            "We only use your data for purposes you have agreed to.\n\nWe send promotional emails to those who ask.",
            "We share nothing with third parties without your consent.\n\nWe send our newsletter unless you opt out.",
        ),
    ),
    _rule(
        "erased-yet-kept",
        "Erased, yet kept",
        _ERASED,
        severity=Severity.HIGH,
        hits=(
            "⟦If you close your account, we will delete all your data⟧.\n\nWe may retain certain information even after you close your account.",
            "⟦Deleting your account erases all of your personal information⟧.\n\nThe data may not be completely removed from our systems.",
            "⟦All your data will be permanently deleted⟧.\n\nWe will keep copies of documents for tax reasons.",
        ),
        misses=(
            "If you close your account, we will delete all your data unless the law forbids it.\n\nWe may retain certain information for legal reasons.",
            "If you close your account, we will delete all your data.\n\nWe keep backups of our own books.",
            "You may ask us to delete your data.\n\nWe may retain certain information even after you close your account.",
        ),
    ),
    _rule(
        "adults-only-yet-minors",
        "Adults only, yet minors",
        _ADULTS,
        severity=Severity.HIGH,
        hits=(
            "Our services are ⟦only for those over the age of 18⟧.\n\nIf you are under 18 and have a registered account, you may request removal.",
            "⟦You must be at least 18 years old to register⟧.\n\nResidents under 18 have the right to remove what they posted.",
            "⟦Our shop is strictly for people aged 18 and over⟧.\n\nIf you are under the age of 18, you may request the removal of your posts.",
        ),
        misses=(
            "Our services are only for those over the age of 18.\n\nIf you are under 18, do not register an account.",
            "You must be at least 18 or have the permission of a parent.\n\nIf you are under 18, you may request removal.",
            "You must be at least 18 years old.\n\nYou may request removal of what you posted.",
        ),
    ),
    _rule(
        "staff-only-yet-others",
        "Disclosed to staff alone, yet to others",
        _STAFF,
        severity=Severity.MEDIUM,
        hits=(
            "⟦Disclosure of your data will be limited to our employees⟧.\n\nWe may also disclose your personal information to buyers.",
            "⟦We only share it with our own staff⟧.\n\nWe will pass your data to couriers.",
            "⟦Sharing of your data is restricted to our personnel⟧.\n\nWe may share your information with agencies.",
        ),
        misses=(
            "Access to your data is limited to our employees.\n\nWe may also disclose your personal information to buyers.",
            "Disclosure of your data will be limited to our employees.\n\nWe do not share your data.",
            "Disclosure is limited to employees with a need to know.\n\nWe may share your information with agencies.",
        ),
    ),
    _rule(
        "longest-and-shortest",
        "Kept at most and at least",
        _AT_LEAST,
        severity=Severity.MEDIUM,
        hits=(
            "We keep your data only as long as we need them.\n\nWe keep orders ⟦at least for as long as we serve you⟧.",
            "Data are kept no longer than necessary.\n\nWe retain them ⟦at least as long as your account exists⟧.",
            "Wir speichern Ihre Daten nur so lange, wie wir sie brauchen.\n\nWir speichern sie ⟦mindestens so lange, wie Sie unser Kunde sind⟧.",
        ),
        misses=(
            "We keep your data only as long as we need them.\n\nWe keep invoices for at least 10 years.",
            "We keep orders at least for as long as we serve you.",
            "Wir speichern Ihre Daten nur so lange, wie wir sie brauchen.\n\nWir speichern Rechnungen mindestens zehn Jahre.",
        ),
    ),
    _rule(
        "anonymous-visit-yet-traced",
        "Visits without data, yet traced",
        _BROWSING,
        severity=Severity.MEDIUM,
        hits=(
            "⟦You can browse our site without giving us any information⟧.\n\nWe log your IP address and use cookies.",
            "⟦You may visit our site without telling us who you are⟧.\n\nOur site uses cookies to identify returning visitors.",
            "⟦Die Nutzung unserer Seite ist ohne Angabe personenbezogener Daten möglich⟧.\n\nBei jedem Besuch wird Ihre IP-Adresse erhoben und Ihre IP-Adresse gespeichert.",
        ),
        misses=(
            "You can browse our site without giving us any information, except what cookies record.\n\nWe use cookies.",
            "You can browse our site without giving us any information.\n\nWe do not use cookies.",
            "Die Nutzung ist ohne Angabe personenbezogener Daten möglich.\n\nIhre IP-Adresse wird nicht gespeichert.",
        ),
    ),
    _rule(
        "not-required-yet-required",
        "Not required, yet required",
        _NOT_REQUIRED,
        severity=Severity.MEDIUM,
        hits=(
            "⟦You are not required by law to provide your data⟧.\n\nWhere we need to collect data by law and you fail to provide them, we may cancel the service.",
            "⟦You are under no obligation to provide personal data⟧.\n\nThis is a statutory or contractual requirement.",
            "⟦Providing your personal data is entirely voluntary⟧.\n\nWe are required to collect your date of birth under our contract.",
        ),
        misses=(
            "You are not required to provide your data, but without them we cannot serve you.\n\nThis is a statutory or contractual requirement.",
            "You are not required to provide your data.\n\nWe do not need them.",
            "We tell you whether it is a statutory or contractual requirement.\n\nYou are not required to provide your data.",
        ),
    ),
    Rule(
        id="said-and-denied",
        issue=_ISSUE,
        title="Said and denied in the same words",
        why=_WHY,
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_said_and_denied,
        languages=frozenset(("en",)),
        hits=(
            "We store this information on our server. We also ask for a passport. ⟦We do not store this information⟧.",
            "We share your data.\n\n⟦We don't share your data⟧.",
            "⟦We do not record your calls⟧.\n\nWe record your calls for training.",
        ),
        misses=(
            "We store this information. We do not store that information.",
            "We do not engage in such sales. We do not believe we engage in such sales.",
            "We do not store this information.",
        ),
    ),
)
