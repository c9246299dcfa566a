"""The turns of phrase that are wrong as they stand, each with what it should say."""

# One phrasing is one row.
# ruff: noqa: E501

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One such turn of phrase."""

    issue: str
    language: str
    anchor: str
    """A pattern, best without any choice at its start, around which alone the other one is looked for."""
    pattern: str
    """What is marked is the group ``at``, else all of it."""
    message: str
    """With ``{}`` for the words that are marked."""
    right: str = ""
    """The right words, with groups of the pattern; empty where they are not certain."""
    open: bool = False
    """Whether it may be right after all."""


def _wrong(
    anchor: str, pattern: str, right: str, *, language: str = "en", issue: str = "wrong-word"
) -> Phrasing:
    message = "“{}” says something else than was meant."
    if issue == "misspelling":
        message = "“{}” is misspelt."
    return Phrasing(issue, language, anchor, pattern, message, right)


def _misspelt(anchor: str, pattern: str, right: str, *, language: str = "en") -> Phrasing:
    return _wrong(anchor, pattern, right, language=language, issue="misspelling")


_S = r"(?:[ \u00a0]{1,3}|\n)"
_OWNED = (
    r"(?:consent|information|personal|data|account|privacy|email|e-mail|name|address|rights|details|device"
    r"|browser|computer|preferences|password|payment|permission|behalf|interests|choices|settings|identity|profile"
    r"|location|cookies?)"
)
_BELONGINGS = (
    r"(?:experience|privacy|consent|device|computer|browser|account|personal|data|hard|IP|email|e-mail|name|identity"
    r"|password|permission|behalf|rights?|preferences|needs|interests|location|information)"
)
_BARE_VERBS = (
    r"(?:adopt|provide|submit|ensure|inform|notify|comply|collect|obtain|disclose|delete|remove|keep|send|make|give"
    r"|take|choose|read|become|follow|agree|accept|retain|tell|verify|maintain|enter|create|refer|consult|carry)"
)

_VERBS_OF_TAKING = (
    "collect collects collected collecting obtain obtained receive received request requested require gather "
    "gathered provide provided providing give given giving send sent disclose disclosed deliver show communicate"
)
_TAKING = "".join(rf"(?<!\b{verb}\s)" for verb in _VERBS_OF_TAKING.split())
"""Not right after a verb, of which the object may follow: *we collect from you information such as*."""

WRONG: tuple[Phrasing, ...] = (
    _wrong(r"to whom", rf"\bto{_S}whom{_S}(?:may|will|can|shall|must|could|would|have|has|are|is)(?:{_S}(?:have|be))?\b(?={_S}[a-z])(?!{_S}(?:I|we|you|he|she|it|they|the|this|our|your|that|any|such|a)\b)", ""),
    _wrong(r" loose ", rf"\b(to|not|may|will|could|can|you|they|we|might|would|never|must){_S}loose{_S}(?P<next>your|our|the|their|access|any|all|control|some|it|data|this|that)\b(?<!let loose)", ""),
    _wrong(r"custom to", rf"\b(?P<is>are|is|be){_S}custom{_S}to\b", r"\g<is> subject to"),
    Phrasing("wrong-word", "en", r"in regards", rf"\bin{_S}regards{_S}to\b", "“{}” is not standard English: “in regard to” or “regarding”.", "in regard to"),
    _wrong(r" affect", rf"\b(?:take|takes|taking|took|come into|comes into|with immediate){_S}affect\b", ""),
    _wrong(r" effect ", rf"\b(?:will|may|shall|does|do|can|could|would)(?:{_S}not)?{_S}(?:adversely{_S})?effect{_S}(?:the{_S}(?:lawfulness|legality|validity|rights)|your{_S}(?:rights|ability|statutory|use|experience)|any{_S}rights)\b", ""),
    _wrong(r"principle ", rf"\bprinciple{_S}(?:place{_S}of{_S}business|office|activity|activities|address)\b", ""),
    _wrong(r" compliment", rf"\b(?:to{_S})?compliments?{_S}(?:this|our|the){_S}(?:privacy|policy|notice|cookie|terms)\b", ""),
    _wrong(r" then ", rf"\b(?:more|less|other|rather|longer|later|older|younger|greater|better|higher|lower|earlier|further){_S}then{_S}(?:the|is|we|you|your|our|a|an|what|necessary|as|that|those|in|for|to|one|two|\d{{1,3}})\b", ""),
    _wrong(r" there (?:personal|own|data|information|privacy|account|consent|email|rights|child|website|services|products|customers|users|device)", rf"\b(?:of|with|to|provide|use|keep|change|update|delete|access|protect|about|on|from){_S}there{_S}(?:personal|own|data|information|privacy|account|consent|email|rights|children|child|website|websites|services|products|customers|users|device|devices)\b", ""),
    _wrong(r" their (?:is|are|has been|have been) ", rf"(?<![\w’'])(?:[Ii]f|[Ww]here|[Ww]hen|[Tt]hat|[Bb]ecause|[Uu]nless){_S}their{_S}(?:is|are|has been|have been){_S}(?:a|an|any|no|some|other)\b", ""),
    _wrong(r" were (?:we|you|our|your) ", rf"\b(?:[Pp]laces|sites|websites|countries|cases|circumstances|situations|instances|pages|areas|jurisdictions|states){_S}were{_S}(?:we|you|our|your){_S}(?:are|have|may|can|do|will|operate|provide|process|collect|live|reside)\b", ""),
    _wrong(r" in (?:answer|improve|prevent|ensure|maintain|operate|protect|provide) ", rf"\binterests?{_S}in{_S}(?:answer|improve|prevent|ensure|maintain|operate|protect|provide){_S}(?:it|our|your|the|a|such|this|them)\b", ""),
    _wrong(r"by (?:contact|send|submit|provide|click|write) ", rf"\bby{_S}(?:contact|send|submit|provide|click|write){_S}(?:us|our|the|your|an|a|to|on)\b(?!{_S}(?:centre|center))", ""),
    _wrong(r"previously to", rf"\bpreviously{_S}to{_S}(?:(?:the|any|this|such|your|our)(?:{_S}[a-z]+)?{_S})?(?:(?!bring)[a-z]{{2,}}ing|transfer|processing|collection|use|disclosure|conclusion|start|beginning|date|entry|purchase|registration|expiry)\b", ""),
    _wrong(r"safe guard", rf"\bsafe{_S}guard{_S}(?:your|the|our|personal|against)\b", ""),
    _wrong(r" advice (?:you|our|all|users|that|visitors|customers)", rf"\b(?:we|will|shall|should|please|to|may|strongly){_S}advice{_S}(?:you|our|all|users|that|visitors|customers)\b", ""),
    _wrong(r" advise ", rf"\b(?:legal|our|the|for|seek|professional|your|further|medical|financial){_S}advise{_S}(?:of|from|on|and|before|is|to)\b", ""),
    _wrong(r", das ", r"\b(?:sicher|sicherzustellen|darauf hin|davon aus|gewährleisten|zu|dafür|damit einverstanden|bestätigen Sie|bewusst|so|bitte beachten Sie|informiert), das (?:Ihre|wir|Sie|unsere|die|der|personenbezogene|diese|keine|es|ein|eine)\b(?! betreffende)", "", language="de") ,
    _wrong(r" seit (?:damit|einver|berecht)", rf"\b(?:Sie|ihr|Ihr){_S}seit{_S}(?:damit|einverstanden|berechtigt)\b", "", language="de"),
    _wrong(r"either ", rf"\b[Nn]either{_S}(?:(?:the|our|this){_S})?[a-z]+{_S}or{_S}(?:its|the|our|his|her|their|any)\b(?![^.;\n]{{0,60}}\bnor\b)", ""),
    _wrong(r" dati (?:viene|è|sarà|può)", r"\b[Ii] (?:vostri |suoi |tuoi |nostri )?dati (?:viene|è|sarà|può)\b", "", language="it"),
    _wrong(r"l (?:cliente|titolare|interessato) ", r"\b[Ii]l (?:cliente|titolare|responsabile) (?:possono|hanno|devono)\b", "", language="it"),
    *(
        _wrong(rf" {verb} ", rf"\b{verb} (?:lämnar|behandlar|sparar|använder|delar|samlar|kontaktar|raderar|överför)\b(?! (?:vi|du|de|man)\b)", "", language="sv")
        for verb in ("kan", "ska", "får", "måste")
    ),
    _misspelt(r"IP adres", r"\bIP (?P<next>adres(?:sen)?)\b", r"IP-\g<next>", language="nl"),
    _misspelt(r" bewaard (?:uw|je|jouw)", r"\b(?P<who>[A-Z][\w&-]{1,30}) bewaard (?P<whose>uw|je|jouw) (?P<next>(?:persoons)?gegevens|persoonlijke gegevens)\b", r"\g<who> bewaart \g<whose> \g<next>", language="nl"),
    _misspelt(r" an (?:if|when|the|your|our|we|you|to|they|their|this|that)\b", rf"\b(?P<first>[a-z]{{4,}}){_S}an{_S}(?P<next>if|when|the|your|our|we|you|to|they|their|this|that)\b(?<!than an the)", r"\g<first> and \g<next>"),
    *(_misspelt(rf" {you} (?:data|information|personal|account|privacy|email|rights|request|details|device|browser|consent|name|address|behalf|Privacy|Data|Information|Personal|Consent)", rf"\b(?P<verb>use|uses|used|using|collect|collects|process|processes|share|shares|sell|sells|protect|store|stores|disclose|delete|handle|handles|of|with|about|for|{_TAKING}(?:to|from)|access|update|change|transfer|retain|obtain|Protect){_S}(?P<you>you|You){_S}(?P<next>{_OWNED}|Privacy|Data|Information|Personal|Consent)\b(?!{_S}(?:you|with{_S}you))", r"\g<verb> \g<you>r \g<next>") for you in ("you", "You")),
    _misspelt(r" your (?:not|under|using|visiting|located|unsure|unhappy|unable|happy|interested|entitled|logged|registered|looking|concerned|browsing|aware|giving|providing|agreeing)", rf"\b(?P<if>[Ii]f|[Ww]hen|[Uu]nless|[Ww]hile|(?:[Ww]here|[Tt]hat)(?!{_S}your{_S}(?:us|visit|look|brows|giv|provid|agree)ing)){_S}your{_S}(?P<next>(?:not|under|using|visiting|located|unsure|unhappy|unable|happy|interested|entitled|logged|registered|looking|concerned|browsing|aware|giving|providing|agreeing)(?={_S})(?!{_S}(?:of\b|age|email|data|account|device|computer|browser)))", r"\g<if> you’re \g<next>"),
    _misspelt("maybe", rf"\bmaybe{_S}(?P<next>of{_S}interest|used|shared|disclosed|required|collected|able|subject|necessary|transferred|processed|stored|asked|contacted|recorded|obliged|relevant|liable|entitled|passed|sent|updated|changed)\b", r"may be \g<next>"),
    _misspelt("cant", r"\b(?:(?:that|we|you|they|I|it|who|which|and|or|but|if) cant|cant (?:be|do|use|access|guarantee|see|find|provide|make|get|have|share|help|accept|remember))\b(?! phrases)", ""),
    _misspelt("dont", r"\b(?:we|you|they|I|who|that|which|please|Please|We|You|if|and|but) dont\b", ""),
    _misspelt("doesnt", r"\bdoesnt\b", "doesn’t"),
    _misspelt("wont", r"\b(?:we|you|they|it|We|You|this|that|which|and|but) wont\b", ""),
    _misspelt("isnt", r"\bisnt\b", "isn’t"),
    _misspelt("didnt", r"\bdidnt\b", "didn’t"),
    _misspelt("arent", r"\barent\b", "aren’t"),
    _misspelt("havent", r"\bhavent\b", "haven’t"),
    _misspelt("wouldnt", r"\bwouldnt\b", "wouldn’t"),
    _misspelt("youve", r"\byouve\b", "you’ve"),
    _misspelt("youre", r"\byoure\b", "you’re"),
    _misspelt(r"weve\b", r"\bweve\b", "we’ve"),
    _misspelt(rf"computers{_S}(?:hard|browser|memory|IP|operating|internet)", rf"\b(?P<of>your|the|a|their|users?['’]?s?|user['’]s|visitors?['’]?s?){_S}computers{_S}(?P<next>hard{_S}(?:drives?|disks?)|browser|memory|IP|operating{_S}system|internet)\b", r"\g<of> computer’s \g<next>"),
    _misspelt(rf"browsers{_S}(?:setting|security|cache|help|privacy|preferences|options|cookie|toolbar|menu)", rf"\b(?P<of>your|the|their){_S}(?:web{_S})?browsers{_S}(?:settings?|security|cache|help|privacy|preferences|options|cookie|toolbar|menu)\b", ""),
    _misspelt(rf"devices{_S}(?:setting|browser|operating|memory|hard|IP|storage|camera)", rf"\b(?P<of>your|a){_S}devices{_S}(?P<next>(?:settings?|browser|operating|memory|hard|IP|storage|camera)\b)", r"\g<of> device’s \g<next>"),
    _misspelt(r" users (?:experience|privacy|consent|device|computer|browser|account|personal|data|hard|IP|email|e-mail|name|identity|password|permission|behalf|right|preferences|needs|interests|location|information)", rf"\b(?:[Aa]|[Tt]he|[Ee]ach|[Ee]very|[Tt]hat){_S}users{_S}{_BELONGINGS}(?:{_S}(?:while|when|of|on|and|or|is|with|to|for|in|by|drive|data|information|address|settings?)|[.,;])", ""),
    _misspelt(rf"advertisers{_S}(?:website|site|page)", rf"\b(?:to|on|visit){_S}the{_S}advertisers{_S}(?:website|site|page)\b", ""),
    _misspelt(rf"websites{_S}(?:privacy|owner|terms)", rf"\b(?:this|the|a|each|that|our){_S}websites{_S}(?:privacy{_S}policy|owner|terms)\b(?={_S}(?:is|will|and|or|for|to|before|applies|which)|[.,;])", ""),
    _misspelt("companys", r"\b(?:the|our|a|The|Our|A) companys\b", ""),
    _misspelt(rf"customers{_S}(?:data|personal|name|account|order|information|email|address|consent|right)", rf"\b[Aa]{_S}customers{_S}(?:data|personal|name|account|order|information|email|address|consent|rights?)\b", ""),
    _misspelt("childs", rf"\b(?:your|a|the|their|Your){_S}childs{_S}[a-z]+", ""),
    _misspelt("drivers", rf"\b(?:[Aa]|[Yy]our|[Tt]he|[Mm]y|[Vv]alid|[Ff]ull){_S}drivers{_S}licen[cs]e\b", ""),
    _misspelt(r"third party['’]", r"\bthird party['’](?= [A-Z]?[a-z])", "third party’s"),
    _misspelt(r"its (?:important|possible|necessary|not possible|essential|up to|your resp|our policy)", rf"\bits{_S}(?:important|possible|necessary|not{_S}possible|essential|up{_S}to{_S}you|your{_S}responsibility|our{_S}policy)\b(?={_S}(?:to|that|for)\b)", ""),
    _misspelt(r" it['’]s ", rf"\b(?P<of>of|to|by|with|from|for|on|and|in|through){_S}it['’]s{_S}(?P<next>affiliates|subsidiaries|own|partners|employees|users|customers|services|products|privacy|content|website|websites|agents|suppliers|officers|directors|terms|owners|clients|members|parent|successors|contents)\b", r"\g<of> its \g<next>"),
    _misspelt(r"omply['’]s", r"\b[Cc]omply['’]s(?: to| with)?\b", "complies with"),
    _misspelt(r"County Court Judgement", r"\bCounty Court Judgements?\b", "County Court Judgments"),
    _misspelt(r"erms of [Ss]ervices", r"\b(?P<the>[Tt]erms of )[Ss]ervices\b(?= (?:and|or|for|of this|apply|before|prior|carefully|governing|please|as|is|are|that)\b|[.,;)]| *\n)(?!\)?\]\()", ""),
    _misspelt("Lichtenstein", r"(?:\b(?P<near>Iceland|Norway|Switzerland|Economic Area|EEA)\b[^.;\n]{0,40}?)?\b(?P<at>Lichtenstein)\b(?(near)|(?=[^.;\n]{0,30}?\b(?:Iceland|Norway|Switzerland)\b))", "Liechtenstein"),
    _misspelt(r" un authori", rf"\bun{_S}authori[sz]ed\b", "unauthorised"),
)  # fmt: skip
"""Wrong words and misspelt ones."""


def _missing(anchor: str, pattern: str, what: str, *, language: str = "en") -> Phrasing:
    message = f"A word is missing in “{{}}”: {what}."
    return Phrasing("missing-word", language, anchor, pattern, message)


MISSING: tuple[Phrasing, ...] = (
    _missing(r" which[ \u00a0]{1,3}(?:will|can|may|shall|must|would|should)", rf"\b(?:after|upon|before|until|during|within){_S}which{_S}(?:will|can|cannot|may|shall|must|would|should)(?:{_S}not)?(?:{_S}be)?(?:{_S}(?:able|entitled|required|allowed))?\b(?!{_S}(?:time|date|period|point|day|case))(?!{_S}(?:I|we|you|he|she|it|they|the|this|our|your|that|any|such|a|all)\b)", "who or what"),
    _missing(r"advised ", rf"\b(?:is|are|be|been|being){_S}(?:strongly{_S}|also{_S})?advised{_S}{_BARE_VERBS}\b", "“to”"),
    *(
        _missing(rf" {word}{_S}(?:adopt|submit|ensure|inform|notify|comply|collect|obtain|disclose|delete|remove|become|retain|tell|verify|agree|refer|accept|provide|keep|send|make|give)", rf"\b(?:is|are|be|been|being|not|legally){_S}{word}{_S}(?:adopt|submit|ensure|inform|notify|comply|collect|obtain|disclose|delete|remove|become|retain|tell|verify|agree|refer|accept|provide{_S}(?:us|you|your|the|a)|keep{_S}(?:your|the|this|it|such)|send{_S}(?:you|us|your)|make{_S}(?:a|the|your|such)|give{_S}(?:you|us|your))\b", "“to”")
        for word in ("required", "obliged", "obligated", "entitled", "allowed", "permitted", "encouraged", "requested", "able", "unable")
    ),
    _missing(r" nor ", rf"(?:(?<=\. )|(?<=\n)|\A)(?P<at>(?:This|The|Our|That|These)(?:{_S}[A-Za-z]+){{1,2}}{_S}nor{_S}(?:its|the|any|our|their|his))\b", "“Neither”"),
    _missing(r" us at (?:or|and|if|with|for) ", rf"\b(?:contact|[Ee]mail|[Rr]each|write{_S}to){_S}us{_S}at{_S}(?:or{_S}(?:by|call|via|write|at|through)|and{_S}(?:we|ask)|if{_S}you|with{_S}any|for{_S}more)\b", "the address"),
    _missing(r"the right (?:access|request|object|withdraw|obtain|ask|opt|delete|erase|correct|rectify|restrict|lodge)", rf"\bhave{_S}the{_S}right{_S}(?:access|request|object|withdraw|obtain|ask|opt|delete|erase|correct|rectify|restrict|lodge)\b(?!{_S}(?:to|is|and))", "“to”"),
    _missing(r"you wish (?:contact|unsub|withdraw|exercise|opt|obtain|delete|stop|receive|know)", rf"\byou{_S}wish{_S}(?:contact|unsubscribe|withdraw|exercise|opt|obtain|delete|stop|receive|know)\b", "“to”"),
    _missing(r"would like (?:contact|unsub|withdraw|exercise|opt|obtain|delete|stop|receive|know|find)", rf"\b[Ii]f{_S}you{_S}would{_S}like{_S}(?:contact|unsubscribe|withdraw|exercise|opt|obtain|delete|stop|receive|know|find{_S}out)\b", "“to”"),
    _missing(r"in order (?:provide|process|comply|protect|ensure|improve|enable|allow|deliver|prevent|fulfil|respond|obtain|maintain|verify)", rf"\bin{_S}order{_S}(?:provide|process|comply|protect|ensure|improve|enable|allow|deliver|prevent|fulfil|respond|obtain|maintain|verify){_S}(?:the|our|you|your|with|a|us|that|to|personal|any)\b", "“to”"),
    _missing(r"verpflichtet, ", r"\b(?:sind|ist|seid) (?:gesetzlich )?verpflichtet, (?:Ihre|die|diese|Daten)(?: (?!zu\b|[\wäöüß]+zu)[\wäöüß]+){0,4} (?:löschen|speichern|aufbewahren|mitteilen|übermitteln)\b", "“zu”", language="de"),
    _missing(r" do so", rf"\b(?:oblig(?:es?|ed|ing)|allow(?:s|ed)?|enabl(?:es?|ed)|permit(?:s|ted)?|entitl(?:es?|ed)){_S}(?:us|you){_S}do{_S}so\b", "“to”"),
    _missing(r"f you not ", rf"\b[Ii]f{_S}you{_S}not{_S}(?:satisfied|happy|agree|want|wish|sure|accept|able|consent|comfortable)\b", "“do” or “are”"),
    _missing(r"mit Wirkung die Zukunft", r"\bmit Wirkung die Zukunft\b", "“für”", language="de"),
    _missing(r" einverstanden[.,;]", r"\b(?:ob|wenn|dass|falls|sofern|soweit) (?:Sie|du) (?:damit |hiermit )?(?:nicht )?einverstanden(?=[.,;])(?!, (?:sind|bist|dass|wenn))", "“sind”", language="de"),
    _missing(r" CNIL", r"\b(?:à|auprès de|contacter|saisir) CNIL\b", "“la”", language="fr"),
    _missing(r"éclamation la C", r"\b[Rr]éclamation la C(?:NIL|ommission)\b", "“à” or “auprès de”", language="fr"),
    _missing(r"dans délai", r"\bdans délai\b", "“un” or “le”", language="fr"),
    _missing(r"amo vostri dati", r"\b(?:vend|ced|tratt|condivid|comunich|raccogl|conserv|utilizz)i?amo vostri dati\b", "“i”", language="it"),
    _missing(r"Ben niet ", r"\bBen niet (?:tevreden|akkoord)\b", "“je”", language="nl"),
    _missing(r" que (?:firmado|contratado|facilitado|proporcionado|aceptado|solicitado)", r"\bque (?:firmado|contratado|facilitado|proporcionado|aceptado|solicitado)\b", "“ha”, “han” or “has”", language="es"),
    _missing(rf"at any{_S}(?:by|through|via|if|when|using|without)", rf"\bat{_S}any{_S}(?:by|through|via|if|when|using|without)\b", "“time”"),
    _missing(r" at time ", rf"\b(?:it|them|consent|us|data|information|account|policy){_S}at{_S}time{_S}(?:by|in|through|via|and|without|if)\b", "“any”"),
    _missing(r"complain the ", rf"\bcomplain{_S}the{_S}[A-Z]?[a-z]+", "“to”"),
    _missing(r"act for ", rf"\bact{_S}for{_S}(?:if|when|by)\b", "for whom"),
    _missing(r"on behalf ", rf"\bon{_S}behalf{_S}(?:if|when|by|to|in{_S}order)\b", "whose behalf"),
    _missing(rf"à tout{_S}(?:sans|par|en|auprès|via|depuis|et)", rf"\bà{_S}tout{_S}(?:sans|par|en|auprès|via|depuis|et)\b", "“moment”", language="fr"),
    _missing(rf"en cualquier{_S}(?:mediante|por|sin|enviando|escribiendo|desde)", rf"\ben{_S}cualquier{_S}(?:mediante|por|sin|enviando|escribiendo|desde)\b", "“momento”", language="es"),
    _missing(rf"in qualsiasi{_S}(?:tramite|senza|inviando|scrivendo|mediante)", rf"\bin{_S}qualsiasi{_S}(?:tramite|senza|inviando|scrivendo|mediante)\b", "“momento”", language="it"),
    _missing(r"när som ", rf"\bnär{_S}som{_S}(?:genom|utan|via|och|med)\b", "“helst”", language="sv"),
)  # fmt: skip
"""Words that are not there."""


def _run_on(anchor: str, pattern: str, message: str, *, sure: bool = False, right: str = "") -> Phrasing:
    return Phrasing("punctuation", "en", anchor, pattern, message, right, open=not sure)


_PRONOUNS = r"(?:we|you|they|it|this|that|these|those|our|your|the|if|some|there|please|not|any)"
_BEGINNERS = r"(?:This|These|It|There|Please|However|They|Therefore|Such|For|In|As)"

RUN_ON: tuple[Phrasing, ...] = (
    _run_on(r"etc,", rf"\betc,{_S}(?:[A-Z][a-z]{{0,8}})\b", "A comma stands where a sentence ends: “{}”.", sure=True),
    _run_on("however", rf"\b[a-z]+,{_S}however{_S}{_PRONOUNS}\b(?<!however you)(?<!however they)(?<!however it)", "“However” wants a comma after it, or a stop before it: “{}”.", sure=True),
    _run_on(r"If (?:applicable|so|not|possible|necessary|required|relevant|appropriate) ", r"\bIf (?P<what>applicable|so|not|possible|necessary|required|relevant|appropriate) (?P<next>[a-z]{3,}ing|we|you|please|your personal)\b(?<!If so desiring)", "A comma is missing after the condition: “{}”.", sure=True),
    _run_on(r"for example,", rf"\b(?:(?:our|the|your|a){_S})?[a-z]{{3,}}(?<!see)(?<!as)(?<!and)(?<!may)(?<!can)(?<!are)(?<!which)(?<!this){_S}for{_S}example,", "Nothing sets off the example in “{}”."),
    _run_on(rf", if you{_S}(?:require|believe|wish|want|would|have|need|do|are|think|feel|no)\b", rf"\b[a-z]+{_S}[a-z]+{_S}[a-z]+{_S}(?P<at>[a-z]+{_S}[a-z]+,{_S}if{_S}you{_S}(?:require|believe|wish|want|would|have|need|do|are|think|feel|no))\b(?=[^.,;:?!\n]{{5,160}},?{_S}(?:please|we{_S}(?:may|will|can|shall)|you{_S}(?:can|may|should|must|will))\b)", "Perhaps a sentence ends at the comma in “{}”."),
    _run_on("however", rf"\b(?!(?:if|when|where|unless|is|are|may|can|will|do|does|we|you|they|should|and|but|note|that|which|or|as|it|this|not|be|must|because|since|while|although|there|shall|would|might|could|has|have|please|who|what|how)\b)[a-z]{{3,}}{_S}however{_S}{_PRONOUNS}\b", "Perhaps a new sentence begins before “however”: “{}”."),
    _run_on(r" this (?:may|might|can|could|will|would|include|means|is|allows|enables|helps)", rf"\b(?!(?:and|that|which|of|how|as|if|because|since|while|all|when|where|but|so|or|unless|whether|for|to|in|with|by|from|on|at|what|until|once|is|are|than|like|about|under|though|although|why|see|note|believe|does|do|doing|think|please|whereas|because|means|after|before|during|say|says|given|provided|however|also|who|whom|hence|then|thus|therefore)\b)[a-z]{{4,}}{_S}this{_S}(?:may|might|can|could|will|would|includes?|means|is|allows|enables|helps)\b", "Perhaps a new sentence begins before “this”: “{}”."),
    _run_on(r" Th(?:is|ese|ere|ey) (?:is|are|may|can|will|include|means|note)", rf"\b(?!(?:and|or|the|of|in|to|see|under|our|your|with|for|by|section|from|titled|called|entitled|headed|word|words|term)\b)[a-z]{{3,}}[ \u00a0]{_BEGINNERS}{_S}(?:is|are|may|can|will|includes?|means|note|we|you|do|contact|see|the|this|our|your|some|these)\b", "Perhaps a stop is missing before a new sentence: “{}”."),
    _run_on("ing: ", r"\b(?:receiving|using|collecting|providing|sharing|sending|processing): (?!(?:\(|e\.g|i\.e))[a-z]{3,}\b(?=[^;:\n(]{5,240}\.)", "The colon parts what belongs together: “{}”."),
)  # fmt: skip
"""Sentences that run into each other."""
