"""What policies say of which data they take, of whom and for how long, and what speaks against it."""

# ruff: noqa: E501 - a pattern is easier to compare when it stays on its line

from annotator.detection.rules.substance.opposites import EXCEPT, PERSONAL, Pair, say

NOTHING_COLLECTED = Pair(
    {
        "en": say(
            "not collect|n't collect|not store|no personal|not gather|not record|never collect|not save",
            r"(?:(?<=[a-z,] )(?:(?:will|do|does|shall)(?: not|n't)|never) (?:ever )?(?:store|save|collect|gather|record|capture)(?:,| or| and| store| save| collect| gather| record| process| use| track| any| of| your| the)* "
            r"(?:personal(?:ly)?(?:[- ]identif[a-z]+)? (?:information|data)|pii\b)(?: (?:about|from|of) (?:you|our users|users|visitors))?(?! (?:from|about|of|on|in|when|while|that|which|such|relating|through|beyond|for)\b)|"
            r"\bno personal(?:ly)?(?:[- ]identif[a-z]+)? (?:information|data) (?:is|are|will be|gets) (?:ever )?(?:stored|saved|collected|gathered|recorded|transmitted)[^.;:,]{0,40})",
            EXCEPT
            + r"|\b(?:child|minor|under|knowingly|intentionally|sensitive|special categor|by default|sell|13|16|anonymous|aggregate|when you (?:visit|brows)|third part|more than|necessary|required|directly|payment|offline|yourself|in this (?:case|way)|these (?:cookies|plugins))\b",
        ),
        "de": say(
            "keine personenbezogenen daten",
            r"\b(?:erheb|speicher|sammel|erfass|verarbeit)\w* (?:wir )?(?:grundsätzlich )?keine personenbezogenen daten|keine personenbezogenen daten (?:erhoben|gespeichert|erfasst|verarbeitet)",
            r"\b(?:kinder|jugend|ohne|außer|es sei denn|soweit|sofern|dabei|hierbei|besondere|wenn|jahren|cookies?|zusätzlich)\b",
        ),
        "fr": say(
            "aucune donnée personnelle|pas de données|aucune donnée à caractère|aucune information personnelle",
            r"\b(?:ne (?:collect|recueill|stock|conserv)\w+ (?:pas de |aucune )(?:données?|informations?) (?:personnelles?|à caractère personnel)|aucune donnée (?:personnelle|à caractère personnel) n'est (?:collectée|recueillie|conservée|stockée)[^.;:,]{0,40})",
            r"\b(?:mineur|enfant|sauf|sans|sensible|sciemment|autre que|hors)\b",
        ),
        "es": say(
            "no recopil|no recog|no almacen|ningún dato",
            r"\bno (?:recopil|recog|almacen|guard)\w+ (?:ningún |ninguna )?(?:datos?|información) personal(?:es)?[^.;:,]{0,30}",
            r"\b(?:menor|niñ|salvo|sin|excepto|a sabiendas|sensible|a menos)\b",
        ),
    },
    {
        "en": say(
            "ip address|we collect|may collect|will collect|we may receive|you provide",
            r"\b(?:(?:including|collect|log|record|receive|store|such as)[^.;:]{0,80}?(?:your |the )?ip[- ]address[a-z]*|we (?:may |will |also |might )*(?:collect|receive|process|gather)\b(?: and [a-z]+)?(?: (?:the following|certain|your|some|several|categories|types|of|various|kinds|different|following)){0,5} (?:personal|name|contact|email)[^.;:]{0,40})",
            r"\b(?:not|never|n't)\b|n't",
        ),
        "de": say(
            "ip-adresse|erheben wir|verarbeiten wir|e-mail-adresse",
            r"(?:erheb|erfass|speicher|verarbeit)\w*[^.;:]{0,100}?(?:ip-adresse|namen?|e-mail-adresse)|ip-adresse[^.;:]{0,80}?(?:erhoben|erfasst|gespeichert)",
            r"\b(?:nicht|keine|anonymisiert|gekürzt)\b",
        ),
        "fr": say(
            "adresse ip|nous collectons|adresse e-mail|adresse électronique",
            r"(?:collect|recueill|enregistr)\w*[^.;:]{0,100}?(?:adresse ip|nom\b|prénom|e-mail|adresse électronique)",
            r"\bne\b|n'",
        ),
        "es": say(
            "dirección ip|recopilamos|correo electrónico",
            r"(?:recopil|recog|almacen|registr)\w*[^.;:]{0,100}?(?:dirección ip|nombre|correo electrónico)",
            r"\bno\b",
        ),
    },
    "“{}” is at odds with “{}”.",
)

COOKIES = Pair(
    {
        "en": say(
            "not use cookies|n't use cookies|not use any cookies|n't use any cookies|not set any cookies|not set cookies|no cookies|not place cookies|not employ cookies",
            r"\b(?:we|(?:this|our|the) (?:web ?site|site|app|application|service)) (?:do(?:es)?(?: not|n't)) (?:currently )?(?:use|set|place|employ|store) (?:any )?(?:tracking )?cookies\b(?! (?:to|for|that|which|on|or|in|when|if|from|other))|\bno cookies are (?:used|set|placed|stored)",
            EXCEPT,
        ),
        "de": say(
            "keine cookies|keinerlei cookies",
            r"\b(?:(?:wir|website|webseite|seite|app) (?:[a-zäöü]+ ){0,3}?(?:verwende|setze|nutze?|speicher)[a-z]* (?:[a-zäöü]+ ){0,3}?(?:keine|keinerlei) cookies(?: ein)?|(?:verwenden|setzen|nutzen) wir (?:[a-zäöü]+ ){0,3}?(?:keine|keinerlei) cookies(?: ein)?|(?:es )?werden (?:keine|keinerlei) cookies (?:gesetzt|verwendet|gespeichert))",
            r"\b(?:wenn|sofern|soweit|außer|dritt|falls|ohne|youtube|google|eingestellt|angaben|modus)\b",
        ),
        "fr": say(
            "pas de cookie|aucun cookie",
            r"\b(?:n'utilis\w+|ne dépos\w+|ne plaç\w+) (?:pas de|aucun) cookies?",
            r"\b(?:sauf|sans|si vous|autre)\b",
        ),
        "es": say(
            "no utiliza cookies|no usa cookies|no utilizamos cookies|no usamos cookies",
            r"\bno (?:utiliza(?:mos)?|usa(?:mos)?) cookies",
            r"\b(?:salvo|excepto|sin)\b",
        ),
        "sv": say(
            "inte cookies|inga cookies|inte kakor|inga kakor",
            r"\banvänder (?:inte|inga) (?:några )?(?:cookies|kakor)",
            r"\b(?:utom|förutom|om)\b",
        ),
    },
    {
        "en": say(
            "cookies",
            r"\b(?:we|site|website|app|pages?|service|services) (?:(?:may|also|will|and|our|partners|can|might) ){0,4}uses? (?:[a-z]+ ){0,3}cookies\b[^.;:,]{0,40}|cookies (?:we|that we) use",
            r"\b(?:not|never|n't)\b|n't",
        ),
        "de": say(
            "cookies",
            r"\b(?:verwende|setze|nutz)\w* (?:[a-zäöü]+ ){0,4}cookies\b",
            r"\b(?:keine|nicht|keinerlei)\b",
        ),
        "fr": say("cookies", r"\butilis\w+ (?:[a-zéè]+ ){0,3}cookies\b", r"\bne\b|n'"),
        "es": say("cookies", r"\b(?:utiliza|usa|utilizamos|usamos) (?:[a-z]+ ){0,3}cookies", r"\bno\b"),
        "sv": say(
            "cookies|kakor", r"\banvänder (?:[a-zåäö]+ ){0,3}(?:cookies|kakor)\b", r"\b(?:inte|inga)\b"
        ),
    },
    "“{}” is at odds with “{}”.",
)

BROWSING = Pair(
    {
        "en": say(
            "without providing|without giving|without disclosing|without revealing|without telling|without identifying|without submitting|remain anonymous|browse anonymously|visit anonymously",
            r"\b(?:(?:brows|visit|view|surf|access|use|navigat)[a-z]*[^.;:]{0,60}?without (?:providing|giving|disclosing|revealing|submitting|telling|identifying)[^.;:]{0,60}?(?:information|data|who you are|yourself|identity)(?: (?:to|about) (?:us|yourself))?|"
            r"(?:browse|visit|use) [^.;:]{0,40}?anonymously)",
            r"\b(?:except|apart from|other than|however|cookies|ip address|some (?:areas|parts)|not be able|you may not|cannot|can't|may not|some of|certain)\b",
        ),
        "de": say(
            "ohne angabe",
            r"(?:nutzung|besuch\w*|nutzen)[^.;:]{0,80}?(?:grundsätzlich |in der regel )?ohne (?:jede )?angaben? (?:von )?(?:personenbezogene\w*|persönliche\w*)[^.;:]{0,30}",
            r"\b(?:soweit|sofern|außer|jedoch|cookies)\b",
        ),
        "fr": say(
            "sans fournir|sans communiquer|sans avoir à",
            r"(?:consult|visit|navig|accéd)\w*[^.;:]{0,80}?sans (?:avoir à )?(?:fournir|communiquer|révéler|divulguer|donner)[^.;:]{0,60}",
            r"\b(?:cependant|toutefois|sauf|cookies)\b",
        ),
    },
    {
        "en": say(
            "cookies|ip address|automatically",
            r"\b(?:(?:uses?|set|place|using) (?:[a-z]+ ){0,3}cookies(?: to (?:identify|track|recogni[sz]e|collect|remember)[a-z ]{0,40})?|(?:collect|log|record|receive|store)[^.;:]{0,100}?ip[- ]address|automatically (?:collect|receive|record|log)[^.;:]{0,60})",
            r"\b(?:do(?:es)? not|never|don't)\b",
        ),
        "de": say(
            "ip-adresse|cookies",
            r"(?:erheb|erfass|speicher|übermittel)[^.;:]{0,120}?ip-adresse|ip-adresse[^.;:]{0,100}?(?:erhoben|erfasst|gespeichert|übermittelt)|(?:verwende|setze|nutze)\w*[^.;:]{0,40}cookies",
            r"\b(?:nicht|keine|anonymisiert|gekürzt)\b",
        ),
        "fr": say(
            "adresse ip|cookies",
            r"(?:collect|enregistr|recueill)\w*[^.;:]{0,120}?adresse ip|utilis\w*[^.;:]{0,30}cookies",
            r"\bne\b|n'",
        ),
    },
    "“{}” is at odds with “{}”: that, too, is personal data.",
)

NOT_REQUIRED = Pair(
    {
        "en": say(
            "not required|no obligation|not obliged|not obligated|voluntary",
            rf"\b(?:you are (?:not|under no) (?:(?:legally|contractually) )?(?:required|obliged|obligated|obligation)[^.;:]{{0,60}}? to (?:provide|give|supply)[^.;:,]{{0,40}}|"
            rf"(?:provi(?:sion|ding)|submission|submitting)[^.;:]{{0,40}}?{PERSONAL}[^.;:]{{0,20}}? is (?:entirely |completely |purely )?voluntary)",
            r"\b(?:but|however|although|if you (?:do not|don't)|unless|consent|cookies|survey|location)\b",
        ),
    },
    {
        "en": say(
            "by law|statutory or contractual|a contract|our contract|the contract|mandatory",
            r"\b(?:(?:need|required|have|obliged) to (?:collect|provide|process)[^.;:]{0,40}?(?:by law|under (?:the terms of )?(?:a|the|our) contract)[^.;:]{0,60}|statutory or contractual (?:requirement|obligation)|(?:provision|providing)[^.;:]{0,60}?is mandatory)",
            r"\b(?:whether|right to know|not (?:a )?(?:required|statutory|mandatory))\b",
        ),
    },
    "“{}” is at odds with “{}”.",
)

ADULTS = Pair(
    {
        "en": say(
            "18|eighteen",
            r"\b(?:(?:only|solely|strictly|exclusively)[^.;:]{0,60}?(?:over|above|at least|aged?|older than)(?: the age of)? ?(?:18|eighteen)\b[^.;:,]{0,20}|(?:over|above|at least|aged)(?: the age of)? (?:18|eighteen)(?: years)?[^.;:]{0,30} only|"
            r"you (?:must|have to|need to) be (?:at least |over )?(?:18|eighteen)\b[^.;:,]{0,20}|(?:under|younger than|below)(?: the age of)? (?:18|eighteen)[^.;:]{0,40}(?:may not|must not|cannot|are not (?:permitted|allowed)|should not)[^.;:]{0,40})",
            r"\b(?:or (?:have|the|with)|parent|guardian|unless|except|purchase|bet|alcohol|contest|sweepstake|credit|cards?|if you)\b",
        ),
    },
    {
        "en": say(
            "under 18|under the age of 18|minors|younger than 18|under eighteen",
            r"\b(?:(?:if you(?: are|'re)|users? (?:who are )?|residents? )[^.;:]{0,40}?(?:under|younger than|below)(?: the age of)? (?:18|eighteen)[^.;]{0,200}?(?:right|request|remov|registered|account|permission)[a-z]*|(?:california )?minors[^.;]{0,100}?(?:right|request|remov))",
            r"\b(?:may not|must not|not (?:use|permitted|allowed|access|register)|do not (?:use|provide|register)|please do not|not knowingly|stop using|become aware|learn|discover|has registered|believe)\b",
        ),
    },
    "“{}” leaves no minors, yet the policy goes on: “{}”.",
)

ERASED = Pair(
    {
        "en": say(
            "erases all|deletes all|removes all|data will be|information will be|will erase|will delete|we'll delete|we'll erase|will remove|will then delete|are deleted|is deleted",
            r"\b(?:(?:delet|clos|cancel|terminat|remov)[a-z]*[^.;:]{0,60}?(?:erases?|removes?|deletes?) all(?: of)?(?: (?:your|the|its))? (?:personal )?(?:information|data)[^.;:,]{0,40}|"
            r"all (?:of )?(?:your|its|the) (?:personal )?(?:data|information)(?: and [a-z ]{1,30})? (?:will be|is|are) (?:permanently |completely |immediately |automatically |irrevocably |fully )*(?:deleted|erased|removed)(?: (?:permanently|completely|immediately))?|"
            r"(?:if|when|once|after) you (?:ask|request|delete|close|cancel)[^.;:]{0,80}? (?:we will|we'll|we shall) (?:permanently |completely |immediately |promptly |then )*(?:erase|delete|remove) (?:it|them|all|your (?:personal )?(?:information|data))(?: [a-z]+){0,4})",
            r"\b(?:unless|except|subject to|where possible|to the extent|some|certain|may not|other than|legal|law|anonymi|child|minor|years|13|16|parent|as (?:set|described|explained|outlined))\b",
        ),
    },
    {
        "en": say(
            "completely|comprehensively|isolate|residual|backup|back-up|will retain|may retain|may keep|retain certain|retain some|will keep|still retain|remain",
            r"\b(?:may not be (?:completely|comprehensively|fully|immediately|entirely)[a-z ]{0,30}removed|isolate (?:it|them)|residual (?:copies|information|data)|(?:back-?up|archiv)[a-z]* (?:copies|storage|systems)[^.;:]{0,40}|"
            r"(?:we )?(?:will|may|might|must|can) (?:still |also |continue to |nevertheless |need to )?(?:retain|keep|store)[^.;:]{0,60}?(?:documents|records|information|data|copies|copy)[^.;:]{0,80}?(?:even (?:if|after)|after you|following|regardless|legal|law|notwithstanding|dispute|fraud|tax|:|$))",
            r"\b(?:no longer|not retain|only)\b",
        ),
    },
    "“{}” promises more than the policy keeps: “{}”.",
)

AT_LEAST = Pair(
    {
        "en": say(
            "at least",
            r"\bat least (?:for )?(?:as|so) long as[^.;:,]{0,80}|\b(?:retain|keep|kept|store)[^.;:]{0,60}?for at least (?:as long|the duration)[^.;:,]{0,60}",
        ),
        "de": say("mindestens so", r"mindestens (?:so lange|solange)[^.;:]{0,80}"),
        "fr": say(
            "au moins aussi|au moins pendant", r"au moins (?:aussi longtemps|pendant toute)[^.;:,]{0,80}"
        ),
        "sv": say("minst så länge|åtminstone så", r"(?:minst|åtminstone) så länge[^.;:,]{0,80}"),
    },
    {
        "en": say(
            "only|longer than",
            r"\b(?:only\b[^.;:]{0,80}?(?:as|so) long as[^.;:,]{0,60}|(?:no|not|never)\b[^.;:]{0,40}?longer than[^.;:,]{0,50})",
        ),
        "de": say(
            "nur so|nur solange|nicht länger",
            r"nur (?:so lange|solange)[^.;:]{0,80}|nicht länger[^.;:]{0,60}",
        ),
        "fr": say(
            "uniquement|pas plus longtemps|strictement nécessaire",
            r"(?:uniquement|pas plus longtemps|que pendant la durée strictement nécessaire)[^.;:,]{0,80}",
        ),
        "sv": say(
            "endast så|bara så|inte längre", r"(?:endast|bara) så länge[^.;:,]{0,80}|inte längre[^.;:,]{0,60}"
        ),
    },
    "“{}” is a minimum, “{}” a maximum.",
)
