"""Wording that leaves open what is collected, for what, by whom or until when, language by language."""

# ruff: noqa: E501 - a pattern is easier to compare when it stays on its line

import re
from collections.abc import Mapping, Sequence

from annotator.detection.lazy import lazy

Wordings = Mapping[str, tuple[Sequence[str], re.Pattern[str]]]
"""For each language the words to look for in the text, and the pattern to be found in their sentence."""

OPEN_LISTS: Wordings = {
    "en": (
        (
            "not limited to",
            "without limitation",
            "not exhaustive",
            "non-exhaustive",
            "not an exhaustive",
            "among other things",
        ),
        lazy(
            r"\b(?:includ(?:ing|es?),? but (?:(?:is|are) )?not (?:necessarily )?limited to|including,? without limitation|"
            r"(?:this|the|these|above|following) (?:lists? |examples? )?(?:is|are) (?:not (?:an )?|non-)exhaustive(?: list)?|"
            r"(?:a )?non-exhaustive list|not an exhaustive list|among other things)"
        ),
    ),
    "de": (
        (
            "unter anderem",
            "nicht abschließend",
            "insbesondere, aber nicht",
            "nicht beschränkt auf",
            "beispielhaft",
        ),
        lazy(
            r"\bunter anderem|nicht abschließende?[rn]?|(?:insbesondere,? )?aber nicht (?:beschränkt auf|ausschließlich)|nicht beschränkt auf"
        ),
    ),
    "fr": (
        (
            "sans s'y limiter",
            "non exhausti",
            "pas exhausti",
            "sans limitation",
            "sans que cette liste",
            "entre autres",
        ),
        lazy(
            r"\b(?:mais )?sans s'y limiter|(?:liste )?(?:non|pas) exhaustive|sans limitation|sans que cette liste [^.;]{0,40}|entre autres\b"
        ),
    ),
    "es": (
        (
            "sin limitarse",
            "no limitad",
            "no exhaustiv",
            "entre otr",
            "a título enunciativo",
            "sin limitación",
            "enunciativa",
        ),
        lazy(
            r"\b(?:pero )?sin limitarse a|(?:pero )?no limitad[oa]s? a|no exhaustiv[ao]s?|entre otr[ao]s(?: cosas)?|a título enunciativo[^.;]{0,30}|sin limitación|enunciativa[^.;]{0,25}limitativa"
        ),
    ),
    "sv": (
        ("inte begränsat till", "bland annat", "inte uttömmande", "inte begränsade till", "ej uttömmande"),
        lazy(r"\b(?:men )?inte begränsa(?:t|de) till|bland annat|(?:inte|ej) uttömmande"),
    ),
    "it": (
        (
            "non limitat",
            "a titolo esemplificativo",
            "non esaustiv",
            "senza limitazion",
            "tra l'altro",
            "tra gli altri",
        ),
        lazy(
            r"\b(?:ma )?non limitat[oaie] a|a titolo esemplificativo[^.;:]{0,30}?(?:esaustivo|limitativo)?|non esaustiv[oa]|senza limitazion[ei]|tra l'altro"
        ),
    ),
    "nl": (
        ("niet beperkt tot", "onder andere", "niet uitputtend", "onder meer", "niet limitatief"),
        lazy(r"\b(?:maar )?niet beperkt tot|onder (?:andere|meer)|niet (?:uitputtend|limitatief)e?"),
    ),
}

CATCH_ALLS: Wordings = {
    "en": (
        (
            "any other",
            "such other",
            "other purposes",
            "see fit",
            "deem ",
            "sole discretion",
            "other information",
            "other reason",
            "whatever",
        ),
        lazy(
            r"\b(?:any|such|all|and|for) other (?:[a-z-]+ ){0,3}?(?:information|data|details|content|materials?) (?:that |which )?you (?:may |might |choose to |"
            r"decide to |otherwise |voluntarily |elect to )*(?:send|provide|submit|give|share|disclose|supply|upload|wish|enter|post)[a-z]*(?: (?:to )?us| with us)?|"
            r"\b(?:any|such|for) other (?:[a-z]+ ){0,2}?(?:purposes?|matters?|reasons?|uses?|activit(?:y|ies)|information|data|third part(?:y|ies)|parties) (?:that |which |as )?"
            r"(?:we|it|(?!you\b)[a-z]+) (?:may |might |reasonably |in our sole discretion |otherwise )*(?:consider|deem|believe|think|determine|see fit|find|choose|decide|wish)[a-z]*"
            r"(?: (?:relevant|necessary|appropriate|useful|fit|desirable|to be [a-z]+))?|"
            r"\bfor any (?:other )?(?:(?:lawful|legitimate|business|commercial|permitted|legal|reasonable) )*(?:purposes?|reason)(?! (?:described|set|stated|outlined|for which|disclosed|identified|listed|prohibited|not|other|or no|without|you|with|at|pursuant|permitted|as|that|to which|subject))|"
            r"\bother (?:[a-z]+ )?purposes? (?:as |that |which )?(?:we )?(?:may )?(?:from time to time )?(?:deem|consider|see fit|determine)[a-z]*[a-z ]{0,24}|"
            r"\bas we (?:may )?(?:deem|see|consider|think) (?:fit|necessary|appropriate|desirable)|"
            r"\b(?:in|at) our (?:sole|absolute)(?: and absolute)? discretion"
        ),
    ),
    "de": (
        ("sonstige", "weitere", "andere", "ermessen"),
        lazy(
            r"\b(?:alle |sämtliche )?(?:sonstigen?|weiteren?|anderen?) (?:informationen|daten|angaben),? die sie (?:uns |freiwillig |an uns )*(?:[a-zäöü]+ )?"
            r"(?:mitteilen|übermitteln|zur verfügung stellen|bereitstellen|angeben|senden)|(?:für |zu )(?:sonstigen?|andere[nr]?|weitere[nr]?) (?:geschäftliche[nr]? )?zwecke?n?(?= |[.,;])|"
            r"nach (?:eigenem|unserem|alleinigem) ermessen"
        ),
    ),
    "fr": (
        ("toute autre", "tout autre", "toutes autres", "discrétion", "autres fins", "autres finalités"),
        lazy(
            r"\btoutes? autres? (?:information|donnée)s? que vous (?:nous |pourriez |choisissez de |décidez de |pouvez )*(?:[a-zéè]+)|"
            r"\b(?:pour |à )(?:toute autre (?:fin|finalité|raison)|tout autre (?:but|motif|objectif)|d'autres (?:fins|finalités))(?= |[.,;])(?! (?:que celles?|compatible|pour))|"
            r"à (?:notre|sa) (?:seule|entière) discrétion"
        ),
    ),
    "es": (
        ("cualquier otr", "otros fines", "otras finalidades", "discreción", "criterio exclusivo"),
        lazy(
            r"\bcualquier otr[ao] (?:información|dato) que (?:usted |nos |decida |desee |pueda )*[a-záéíó]+|(?:para |con )(?:cualquier otr[ao] (?:fin|finalidad|propósito)|otros fines|otras finalidades)"
            r"(?= |[.,;])(?! (?:compatible|distint|que))|a (?:nuestra|su) (?:entera |sola |exclusiva )?discreción"
        ),
    ),
    "sv": (
        (
            "all annan",
            "andra ändamål",
            "annan information",
            "andra syften",
            "eget gottfinnande",
            "övriga uppgifter",
        ),
        lazy(
            r"\b(?:all )?annan information (?:som )?du (?:väljer att |frivilligt )*[a-zåäö]+|(?:alla |övriga |andra )uppgifter som du (?:väljer att |frivilligt |själv )*(?:lämnar|skickar|anger|uppger)|"
            r"för andra (?:[a-zåäö]+ ){0,2}?(?:ändamål|syften?)(?= |[.,;])(?! än)|efter eget gottfinnande"
        ),
    ),
    "it": (
        ("qualsiasi altr", "ogni altr", "altre finalità", "altri scopi", "discrezione"),
        lazy(
            r"\b(?:qualsiasi|ogni) altr[ao] (?:informazione|dato) (?:che )?(?:l'utente |ci |vorrà |lei |deciderà di )*[a-zàèì]+|per (?:qualsiasi altr[ao] (?:scopo|finalità)|altri scopi|altre finalità)(?= |[.,;])|a (?:nostra|propria|sua) (?:esclusiva |sola )?discrezione"
        ),
    ),
    "nl": (
        (
            "alle andere",
            "andere doeleinden",
            "overige gegevens",
            "eigen goeddunken",
            "andere informatie die u",
        ),
        lazy(
            r"\b(?:alle )?(?:andere|overige) (?:informatie|gegevens) die (?:u|je) (?:ons |aan ons |zelf )*[a-z]+|voor (?:alle )?andere doeleinden(?= |[.,;])(?! dan)|naar eigen goeddunken"
        ),
    ),
}

RECIPIENTS: Wordings = {
    "en": (
        ("third part", "partners", "other companies", "businesses"),
        lazy(
            r"\b(?:(?:with|to|by|and|or) )(?P<span>(?:(?:other|certain|various|a number of|a limited number of|our|some|unaffiliated) )?(?:carefully[- ]selected|selected|chosen|"
            r"certain|trusted|carefully[- ]chosen|reputable|various|well-?known)(?: (?:external|other|business|commercial|marketing|independent|advertising|and|or|trusted|outside|,))* "
            r"(?:third[- ]parties|partners|companies|businesses|organi[sz]ations))"
            r"(?!,? (?:such as|like|including|\(e|e\.g|namely))(?! (?:who|that|which|to (?:help|assist|provide|perform|process)|described|listed|named|set out|identified|below|providing|performing|located|whose|we (?:use|engage)|in the (?:table|list|following)))"
        ),
    ),
    "de": (
        ("ausgewählte", "bestimmte dritt", "vertrauenswürdige"),
        lazy(
            r"\b(?P<span>(?:sorgfältig )?(?:ausgewählten?|bestimmten?|vertrauenswürdigen?|verschiedenen?) (?:dritte|dritten|drittanbietern?|partnern?|partnerunternehmen|unternehmen))\b(?!,? die|,? welche)"
        ),
    ),
    "fr": (
        ("partenaires", "tiers"),
        lazy(
            r"\b(?P<span>(?:certains (?:de nos )?|nos )?(?:partenaires|tiers)(?: commerciaux| externes)? (?:soigneusement )?(?:sélectionnés|choisis|de confiance)|certains (?:tiers|partenaires)(?! (?:qui|dont|listés)))\b"
        ),
    ),
    "es": (
        ("terceros", "socios"),
        lazy(
            r"\b(?P<span>(?:determinados|ciertos|algunos) (?:terceros|socios)|(?:terceros|socios) (?:cuidadosamente )?(?:seleccionados|de confianza))\b(?! (?:que|para))"
        ),
    ),
    "sv": (
        ("utvalda", "vissa tredje", "noggrant"),
        lazy(
            r"\b(?P<span>(?:noggrant )?(?:utvalda|betrodda|vissa) (?:tredje ?parter|samarbetspartners?|partners?|företag|samarbetspartner))\b(?! (?:som|vilka))"
        ),
    ),
    "it": (
        ("selezionat", "determinati terzi", "alcuni partner"),
        lazy(
            r"\b(?P<span>(?:terze? parti|terzi|partner) (?:accuratamente )?selezionat[ie]|(?:alcuni|determinati) (?:terzi|partner))\b(?! che)"
        ),
    ),
    "nl": (
        ("geselecteerde", "bepaalde derde", "vertrouwde"),
        lazy(
            r"\b(?P<span>(?:zorgvuldig )?(?:geselecteerde|bepaalde|vertrouwde) (?:derden|derde partijen|partners|bedrijven))\b(?! die)"
        ),
    ),
}

DEADLINES: Wordings = {
    "en": (
        (
            "reasonable time",
            "reasonable period",
            "timely manner",
            "as soon as",
            "applicable law",
            "applicable data protection law",
            "without undue delay",
            "promptly",
        ),
        lazy(
            r"\b(?:within a (?:reasonable|timely) (?:time ?frame|time|period(?: of time)?|manner)|within a time ?frame imposed by [a-z ]{1,30} or a reasonable time ?frame|"
            r"in a (?:reasonably )?timely (?:manner|fashion)|as soon as (?:reasonably |is reasonably |it is |is |we )*(?:possible|practicable|practical|can)|"
            r"(?:in any event )?in accordance with (?:the requirements of )?(?:any |all )?applicable (?:data protection |privacy )?laws?)"
        ),
    ),
    "de": (
        (
            "angemessenen frist",
            "angemessener frist",
            "angemessener zeit",
            "so bald wie möglich",
            "so schnell wie möglich",
            "schnellstmöglich",
        ),
        lazy(
            r"\binnerhalb (?:einer )?angemessene[nr] (?:frist|zeit)|so (?:bald|schnell) wie möglich|schnellstmöglich"
        ),
    ),
    "fr": (
        ("délai raisonnable", "délais raisonnables", "meilleurs délais", "dès que possible"),
        lazy(r"\bdans (?:un|des) délais? raisonnables?|dans les meilleurs délais|dès que possible"),
    ),
    "es": (
        ("plazo razonable", "tiempo razonable", "lo antes posible", "brevedad posible"),
        lazy(
            r"\b(?:en|dentro de) un (?:plazo|tiempo) razonable|lo antes posible|a la mayor brevedad(?: posible)?"
        ),
    ),
    "sv": (
        ("rimlig tid", "så snart", "så snabbt"),
        lazy(r"\binom (?:en )?rimlig tid|så sna(?:rt|bbt) (?:som möjligt|vi kan)"),
    ),
}

HEDGES: Wordings = {
    "en": (
        (
            "otherwise in this",
            "legislation",
            "from time to time",
            "trends",
            "business purposes",
            "research purposes",
            "new services",
            "changes in the law",
            "stated otherwise",
        ),
        lazy(
            r"\b(?:unless we (?:have )?(?:said|stated|specified|indicated|say|state|notify you|tell you) otherwise(?: in this [a-z ]{0,20}(?:policy|notice|statement))?|"
            r"(?:recent|latest) legislation(?: requirements)?|recent (?:changes (?:in|to) (?:the )?(?:law|legislation)|laws)|"
            r"(?:we )?(?:may|might) (?:also )?from time to time (?:collect|use|share|disclose|contact|send|process|transfer|obtain)[a-z]*|"
            r"(?:identify(?:ing)?|analy[sz](?:e|ing)) (?:(?:general|usage|customer|user|consumer|market|our|and|overall|broad) )*trends|"
            r"for (?:(?:our|other|internal|general|legitimate|various|any|a variety of|certain|lawful|everyday|ordinary) )+(?:business|commercial|internal|operational)(?: and commercial)? purposes(?! (?:described|set|listed|such as|like|including|of|identified|outlined|\(|depending))|"
            r"for (?:general )?research purposes)"
        ),
    ),
}
