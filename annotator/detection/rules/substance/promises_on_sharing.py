"""What policies say of who gets the data, and where to, and what speaks against it."""

# ruff: noqa: E501 - a pattern is easier to compare when it stays on its line

from annotator.detection.rules.substance.opposites import EXCEPT, PERSONAL, Pair, say

_OTHERS = r"(?:third[- ]part|anyone|any(?: other)? (?:persons?\b|compan|organi[sz]ation|part)|other (?:people|person|parties|compan|organi[sz]ation|entit)|others\b|outside|organi[sz]ations or individuals|individuals or)"

SHARING = Pair(
    {
        "en": say(
            "not share|never share|n't share|not disclose|never disclose|n't disclose|not sell|never sell|n't sell|not pass|never pass|n't pass|not give|never give|n't give|not provide|not release|never release|not transfer|not rent|never rent|not distribute|not trade",
            rf"\b(?:(?:we|company|us)(?: (?:do|wo|does|will|would|shall|can))? ?|(?!you|they|it\b|which|who|that|vendor|provider|partner)[a-z.]+ (?:does|will|shall) ?)(?:not|never|n't)(?: (?:ever|knowingly|and will (?:not|never)|intentionally|directly))? "
            r"(?:sell|rent|trade|lease|share|disclose|give|pass|provide|release|transfer|distribute|exchange|loan|or|and|to|,|/| )*\b(?:share|disclose|give|pass|provide|release|transfer|distribute)\b(?! your password)"
            rf"(?: on| out| away)?(?: (?:any|your|the|our|users?'?s?|customers?'?s?|of|this|that|all|collected|member|visitors?'?)){{0,4}} {PERSONAL}[^.;:]{{0,60}}?\b{_OTHERS}[^.;:,]{{0,60}}",
            EXCEPT
            + r"|\b(?:for (?:their|its|the|any|monetary|direct|money|marketing|commercial|cross|targeted|purposes)|their own|marketing|advertis|promotion|valuable|consideration|sms|text messag|mobile|"
            r"location|health|card|password|phone number|under (?:13|16|18)|california|children|sensitive|biometric|consent|permission|as described|as set|in this policy|identif(?:y|ies) you|opt-in data|legally required|required|these third|those third|such third|for such|also not|either)",
        ),
        "de": say(
            "nicht an dritte|keine daten an dritte|nicht weitergegeben|niemals an dritte",
            r"\b(?:daten|informationen)[^.;:]{0,80}?(?:nicht|niemals|keinesfalls) an dritte (?:weitergegeben|übermittelt|verkauft|weiter|übertragen)[^.;:,]{0,30}|(?:geben|leiten|übermitteln)[^.;:]{0,40}(?:daten|informationen)[^.;:]{0,30}nicht an dritte weiter",
            r"\b(?:ohne|außer|es sei denn|ausnahme|soweit|sofern|wenn|nur|ausschließlich|unbefugt|zu anderen|hierbei|dabei|diese|werbe|kommerziell|ausdrücklich)\b",
        ),
        "fr": say(
            "ne vend|ne partag|ne communiqu|ne transm|ne cèd|ne céd|ne divulgu|jamais",
            r"\bne (?:vendons|partageons|communiquons|cédons|transmettons|divulguons|sont|seront)[^.;:]{0,100}?(?:pas|jamais|aucun\w*)[^.;:]{0,80}?(?:à des tiers|à un tiers|avec des tiers|aux tiers)[^.;:,]{0,40}",
            r"\b(?:sans|sauf|excepté|hormis|à moins|à l'exception|uniquement|que si|fins|commercial|marketing)\b",
        ),
        "sv": say(
            "inte att dela|delar inte|säljer inte|lämnar inte|lämnas inte|delas inte",
            r"\b(?:delar|säljer|lämnar|delas|lämnas)(?: [a-zåäö]+){0,2} (?:inte|aldrig)[^.;:]{0,80}?(?:tredje ?part|andra|utomstående|obehöriga)[^.;:,]{0,40}",
            r"\b(?:utan|utom|förutom|om inte|såvida|endast|bara|marknadsföring|ändamål)\b",
        ),
        "es": say(
            "no se ced|no ced|no se comunic|no comunic|no compart|no vend|ningún dato|nunca ced|nunca compart",
            r"\b(?:no|nunca|jamás) (?:se )?(?:ced|comunic|compart|transmit|vend|facilit|revel)[a-záéí]*\b[^.;:]{0,80}?(?:terceros|otras (?:empresas|personas|entidades)|nadie)\b[^.;:,]{0,30}",
            r"\b(?:salvo|excepto|sin (?:su|tu|el|previo)|a menos|excepción|únicamente|solo|sólo|fines|comercial\w*|publicit\w*|obligación|ajen[oa]s|internacional\w*|consentimiento|autoriza\w*)\b",
        ),
        "it": say(
            "nessun dato|non vengono comunica|non saranno comunica|non sono comunica|non comunich|non cedi|non condivid|non vendi|non saranno cedut|non vengono cedut",
            r"\b(?:nessun dato (?:viene|sarà|è) (?:comunicato|ceduto|trasmesso|condiviso)|(?:dati )?[^.;:]{0,40}?\bnon (?:vengono|saranno|sono|verranno|comunichiamo|cediamo|condividiamo|vendiamo)[^.;:]{0,60}?)(?: (?:comunicat[io]|cedut[io]|trasmess[io]|condivis[io]))?[^.;:]{0,30}?\ba (?:terzi|soggetti terzi|nessuno|altr[ei] (?:aziende|soggetti))\b[^.;:,]{0,30}",
            r"\b(?:salvo|eccetto|senza|tranne|a meno|esclusivamente|solo|finalità|commercial\w*|marketing|pubblicitar\w*|consenso|obblig\w*|diffus\w*)\b",
        ),
        "nl": say(
            "niet met derden|nooit met derden|niet aan derden|nooit aan derden|krijgt niemand|geen gegevens|niet met anderen",
            r"\b(?:(?:delen|verstrekken|verkopen|geven|verhuren) (?:wij |we )?[^.;:]{0,60}?\b(?:niet|nooit|geen)\b[^.;:]{0,60}?(?:derden|anderen|andere (?:bedrijven|partijen))|(?:verder )?krijgt niemand[^.;:]{0,30}?gegevens)[^.;:,]{0,30}",
            r"\b(?:tenzij|behalve|zonder|uitgezonderd|alleen|uitsluitend|slechts|commerci\w*|marketing|toestemming|doeleinden|wettelijk\w*)\b",
        ),
    },
    {
        "en": say(
            "may share|may disclose|will share|will disclose|may pass|will pass|will provide|also share|may also|may provide|may transfer|share your|disclose your|shared with|disclosed to|share information|share personal|forwarded to",
            r"\b(?:we|[a-z]+) (?:may|will|can|might|also|sometimes|must) (?:also |sometimes |need to )?(?:share|disclose|pass|provide|transfer|release)\b(?! aggregate| anonym| non-personal| de-?identif)[^.;:]{0,80}?(?:information|data|details)\b[^.;:]{0,40}?\b(?:with|to)\b[^.;:]{0,80}?(?:third[- ]part|partner|provider|vendor|compan(?:y|ies)|affiliat|advertis|agenc|contractor|subsidiar)[a-z]*",
            r"\b(?:do not|will not|never|don't|won't)\b",
        ),
        "de": say(
            "weitergegeben|weitergabe|übermittel|weiterleit|dienstleister",
            r"\b(?:geben|übermitteln|leiten|werden|können)[^.;:]{0,100}?\b(?:an|mit) (?:unsere |externe |den |die |unseren |folgende )?(?:[a-zäöü]+ )?(?:dienstleister|partner|auftragsverarbeiter|unternehmen|anbieter|dritte)[a-z]*[^.;:]{0,60}?(?:weiter|übermittel|weitergegeben|übertragen|weitergeleitet)",
            r"\b(?:nicht|keine|niemals)\b",
        ),
        "fr": say(
            "partage|transm|communi|tiers",
            r"\b(?:pouvons|pourrons|peuvent|pourront|sommes|partageons|transmettons|communiquons)[^.;:]{0,120}?(?:partag|transm|communi)?[^.;:]{0,60}?(?:prestataire|partenaire|sous-traitant|filiale|sociétés? (?:du|tierces))s?",
            r"\bne\b|n'",
        ),
        "sv": say(
            "dela|lämna|överför",
            r"\b(?:kan|får|kommer)[^.;:]{0,60}?(?:dela|lämna|överför)[^.;:]{0,100}?(?:leverantör|partner|företag|tredje ?part|myndighet)[a-zåäö]*",
            r"\b(?:inte|aldrig)\b",
        ),
        "es": say(
            "comunica|ceder|cede|compart|transmit|facilit",
            r"\b(?:podemos|podrán|pueden|podremos|comunicamos|cedemos|compartimos|facilitamos|comunicaremos|se comunican|se ceden|se comunicarán|los cedemos|la facilitamos|los facilitamos)\b[^.;:]{0,140}?(?:proveedor|empresa|socios|marcas|terceros|entidad|gestor|transport)[a-záéí]*",
            r"\b(?:no|nunca|jamás)\b",
        ),
        "it": say(
            "comunica|condivi|trasmess|trasmett|cedut|inviat",
            r"\b(?:possono|potranno|possiamo|comunichiamo|condividiamo|trasmettiamo|vengono|saranno|sono)\b[^.;:]{0,100}?(?:comunicat|condivis|trasmess|inviat|comunichiamo|condividiamo)?[^.;:]{0,60}?\b(?:fornitor|partner|società|consulent|aziend|terzi|commercialist)[a-z]*",
            r"\b(?:non|nessun[oa]?|mai)\b",
        ),
        "nl": say(
            "delen|verstrek|doorge",
            r"\b(?:kunnen|delen|verstrekken|geven|worden)\b[^.;:]{0,100}?(?:leverancier|partner|bedrij|verzekeraar|derden|partij|boekhouder|dienstverlener)[a-z]*",
            r"\b(?:niet|nooit|geen|niemand)\b",
        ),
    },
    "“{}” is at odds with “{}”.",
)

STAFF = Pair(
    {
        "en": say(
            "limited to|only share|only disclose|restricted to",
            r"\b(?:disclos|shar)[a-z]*[^.;:]{0,60}?(?:will be|is|are|shall be) (?:strictly )?(?:limited|restricted|made only|disclosed only) to (?:our |those |authori[sz]ed )*(?:employees|staff|personnel)\b|"
            r"\bonly (?:share|disclose)[^.;:]{0,40}? (?:with|to) our (?:own )?(?:employees|staff)\b",
            r"\b(?:need to know|service provider|third|access to)\b",
        ),
    },
    {
        "en": say(
            "may also|may share|may disclose|will share|will disclose|may pass|will pass|google analytics|third part",
            r"\bwe (?:may|will|can) (?:also )?(?:share|disclose|pass|transfer|provide)\b[^.;:]{0,60}?(?:information|data|it)\b[^.;:]{0,60}|\bgoogle (?:analytics|adwords)[a-z ]{0,30}",
            r"\b(?:not|never)\b",
        ),
    },
    "“{}” is at odds with “{}”.",
)

TRANSFER = Pair(
    {
        "en": say(
            "not transfer|never transfer|n't be transferred|not be transferred|n't transfer|never be transferred|not transferred|within the eea|within the european|in the eu",
            rf"(?:\bnot|\bnever|n't)(?: be)?(?: ever)? transfer(?:red)?\b[^.;:]{{0,80}}?(?:outside|countr|overseas|abroad|internationally)[^.;:,]{{0,80}}|(?:all )?{PERSONAL}[^.;:]{{0,40}}?(?:stored|processed|kept|hosted|held)[^.;:]{{0,30}}?(?:only|exclusively|solely) (?:within|in|inside) the (?:eea|eu\b|european|uk|united kingdom)[^.;:,]{{0,40}}",
            r"\b(?:unless|except|without|other than|only (?:if|where|when)|subject to|until|where|outside (?:of )?the (?:united states|us\b|u\.s))",
        ),
        "de": say(
            "drittland|drittländer|drittstaaten|außerhalb der eu|außerhalb der europäischen",
            r"(?:keine|nicht)\b[^.;:]{0,60}?(?:übermittlung|übermittelt|übertragen|transfer)[^.;:]{0,40}?(?:drittl[aä]nd\w*|drittstaat\w*|außerhalb der (?:eu|europäischen union))[^.;:,]{0,40}|(?:keine|nicht)\b[^.;:]{0,40}?(?:drittl[aä]nd\w*|drittstaat\w*|außerhalb der (?:eu|europäischen union))[^.;:,]{0,30}(?:übermittelt|übertragen)",
            r"\b(?:außer|es sei denn|sofern|soweit|nur|wenn|ohne|angemessen|möglicherweise)\b",
        ),
        "fr": say(
            "hors de l'union|hors union|hors de l'ue|en dehors de l'union|hors ue|hors de l'espace",
            r"(?:ne (?:sont|seront|font)|n'est|aucun\w*)[^.;:]{0,60}?(?:transfér\w+|transferts?)[^.;:]{0,60}?(?:hors|en dehors)[^.;:,]{0,60}",
            r"\b(?:sauf|sans|excepté|à moins|uniquement)\b",
        ),
    },
    {
        "en": say(
            "united states|transferred|outside the e|u.s.|between any of",
            r"\b(?:(?:transfer|stor|process|host|access)[a-z]*[^.;:]{0,80}?(?:in|to|between|outside) (?:the |any of the )?(?:united states|u\.s\.|usa\b|countries (?:in|outside|where|other)|eea\b|european economic area|european union)[^.;:,]{0,40}|certified (?:to|under) the (?:eu-u\.?s\.?|privacy shield|data privacy)[^.;:,]{0,40})",
            r"\b(?:not|never|n't|only (?:within|in))\b|n't",
        ),
        "de": say(
            "usa|vereinigte|vereinigten",
            r"(?:übermittel|übertrag|verarbeit|gespeichert|server)[^.;:]{0,80}?(?:in den usa|in die usa|vereinigten? staaten)[^.;:,]{0,40}",
            r"\b(?:nicht|keine)\b",
        ),
        "fr": say(
            "états-unis|hors de l'union",
            r"(?:transf|héberg|stock|trait)\w*[^.;:]{0,80}?(?:aux états-unis|vers les états-unis)[^.;:,]{0,40}",
            r"\bne\b|n'",
        ),
    },
    "“{}” is at odds with “{}”.",
)
