"""What policies say of consent, as a basis and before advertising, and what speaks against it."""

# ruff: noqa: E501 - a pattern is easier to compare when it stays on its line

from annotator.detection.rules.substance.opposites import PERSONAL, Pair, say

NO_CONSENT_BASIS = Pair(
    {
        "en": say(
            "rely on consent|rely on your consent|rely upon consent|relying on consent",
            r"\b(?:generally,? )?(?:we )?(?:generally )?(?:do not|don't|never|will not|does not) (?:generally |usually |normally |typically )?(?:rely|relying) (?:up)?on (?:your )?consent(?: as a (?:legal|lawful) (?:basis|ground)[^.;:,]{0,40})?",
            r"\b(?:other than|except|apart from|unless|although|save|where|if)\b",
        ),
    },
    {
        "en": say(
            "your consent|consented|would like to receive|you consent|opted in|if you tell us we can",
            r"\b(?:(?:with|on|obtain|ask for|based on|withdraw|have) your (?:prior |explicit |express )?consent\b[^.;:]{0,50}|you (?:have |'ve )?(?:consented|opted in)[^.;:]{0,50}|(?:only do this )?where you have informed us that you would like to receive[^.;:]{0,40}|if you tell us we can[^.;:]{0,60})",
            r"\b(?:not|without)\b",
        ),
    },
    "“{}”, yet something is based on it: “{}”.",
)

WITHOUT_CONSENT = Pair(
    {
        "en": say(
            "without your|without the consent|without consent|without users",
            rf"\b(?:do|does|will|shall|would|is|are)? ?(?:not|never|n't)(?: be)? (?:use|process|collect|share|disclose|used|processed|collected)\b[^.;:]{{0,60}}?{PERSONAL}[^.;:]{{0,50}}?without (?:your|the user's|users'|obtaining your|first obtaining your|their) (?:prior |express |explicit |written |informed )*(?:consent|permission)",
            r"\b(?:market|advertis|third[- ]part|sell|child|sensitive|special|health|parent|unless|except|minor|new purpose|different|location|this information|such|unrelated|other purpose|incompatible|cookie|legally|law)",
        ),
        "de": say(
            "ohne ihre einwilligung|ohne ihre zustimmung|ohne ihre ausdrückliche|ohne einwilligung",
            r"ohne (?:ihre |eine )?(?:ausdrückliche |vorherige )?(?:einwilligung|zustimmung)[^.;:]{0,80}?(?:keine|nicht)[^.;:]{0,40}?(?:erhoben|verarbeitet|genutzt|verwendet|gespeichert)|(?:verarbeiten|erheben|nutzen|verwenden) (?:wir )?[^.;:]{0,60}?(?:nicht|keine)[^.;:]{0,60}?ohne (?:ihre )?(?:ausdrückliche )?(?:einwilligung|zustimmung)",
            r"\b(?:dritte|werb|cookies|besondere|newsletter|bewerb|google|zusammengeführt)",
        ),
        "fr": say(
            "sans votre",
            r"\bn(?:e |')(?:utilis|trait|collect|recueill)\w*[^.;:]{0,60}?(?:pas|aucune?|jamais)[^.;:]{0,60}?sans votre (?:consentement|accord|autorisation)(?: (?:préalable|exprès|explicite))?",
            r"\b(?:tiers|commercial|prospection|sensible|mineur|enfant|sauf|cookies)",
        ),
        "sv": say(
            "utan ditt",
            r"\b(?:använder|behandlar|samlar|kommer)[^.;:]{0,20}?inte[^.;:]{0,60}?utan ditt (?:uttryckliga )?(?:samtycke|medgivande)",
            r"\b(?:tredje|marknadsföring|känslig|utom|om inte)",
        ),
    },
    {
        "en": say(
            "legitimate|necessary for the performance|legal obligation",
            r"\b(?:our |its )?legitimate (?:business )?interests?|necessary for the performance of (?:a|our|the) contract|comply with (?:a|our) legal obligations?",
        ),
        "de": say("berechtigte|lit. f|lit. b", r"berechtigte[nrs]? interessen?|lit\. ?[bcf]\b"),
        "fr": say(
            "intérêt légitime|intérêts légitimes|exécution du contrat",
            r"intérêts? légitimes?|exécution du contrat",
        ),
        "sv": say(
            "legitim|berättigat|avtal",
            r"legitima (?:affärs)?intressen|berättigat intresse|ingå eller utföra ett avtal|fullgöra (?:ett )?avtal",
        ),
    },
    "“{}” would make consent the only basis, but the policy also relies on “{}”.",
)

OPT_IN = Pair(
    {
        "en": say(
            "would like to receive|opted in|opt in|consented|your consent|you have agreed|your permission|have given us your",
            r"\b(?:(?:only|not|never)\b[^.;:]{0,80}?(?:where|if|when|with|unless)\b[^.;:]{0,60}?(?:would like to receive|opted[- ]in|consented|consent|agreed|permission)[^.;:]{0,40}?(?:marketing|promotion)[a-z ]{0,30}|"
            r"(?:only|not|never)\b[^.;:]{0,30}?(?:send|contact|email|use)[^.;:]{0,60}?(?:marketing|promotion)[^.;:]{0,60}?(?:if|where|when|with|unless|without)\b[^.;:]{0,40}?(?:opted[- ]in|consented|consent|agreed|permission|like to receive))",
            r"\b(?:third part|others|where required|required by|sensitive|children|sms|text|legitimate|push|phone|withdraw|by law|affiliat|other organi)",
        ),
    },
    {
        "en": say(
            "similar|legitimate interest|opt out|opt-out|unless you",
            r"\b(?:(?:products|services|goods)[^.;:]{0,30}? similar to (?:those|ones|the|what)[^.;:]{0,60}|legitimate interests?[^.;:]{0,80}?(?:direct )?(?:marketing|promot)[a-z ]{0,30}|(?:marketing|promotional|newsletter)[^.;:]{0,100}?unless you (?:have )?(?:opt(?:ed)?[- ]out|object|tell|state|unsubscrib)[^.;:]{0,30})",
            r"\b(?:not|consent|right|object)\b",
        ),
    },
    "“{}” promises opt-in, “{}” does not wait for it.",
)

OPT_OUT = Pair(
    {
        "en": say(
            "unless you",
            r"\b(?:send|email|e-mail|contact|using)\b[^.;:]{0,200}?(?:promot|market|newsletter|offers|email address)[^.;:]{0,120}?unless you (?:state|tell|indicate|notify|inform|opt|object|have (?:opted|told|asked|indicated)|request|ask|choose|decline|say)[^.;:]{0,40}",
        ),
    },
    {
        "en": say(
            "agreed to|permission|consent",
            r"\b(?:only use[^.;:]{0,60}?purposes? (?:that |which )?you(?:'ve| have) (?:agreed|consented)[a-z ]{0,10}|unless we have your (?:permission|consent)[a-z ]{0,20}|(?:only|not|never)\b[^.;:]{0,80}?(?:marketing|promotion)[^.;:]{0,60}?(?:with|without|unless)[^.;:]{0,30}?(?:consent|permission))",
            r"\b(?:third part|others|withdr|legality|lawfulness)",
        ),
    },
    "“{}” is opt-out, against the promise “{}”.",
)
