"""Laws, bodies, frameworks and services that a policy names although they are no longer in force.

A text is judged by the day of the scan and by its own date: what was right when it was written is told so.
"""

from collections.abc import Callable, Iterator
from datetime import date

from annotator.detection.dates import dates_in, effective_date
from annotator.detection.laws import FATES, Law, Mention, mentions, spelt
from annotator.detection.lazy import lazy
from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.subject import Subject
from annotator.domain import Severity

_STOOD = {"law": "was in force", "framework": "was in force", "practice": "was allowed"}
_NEAR = 130
"""Code points around a mention in which the text may itself say that it is history."""
_HISTORY = lazy(
    r"\b(?=\w)(?:repeal|abolish|invalid|former|replac|supersed|predecessor|successor|"
    r"no longer (?:valid|in force|rel|available|recogni)|"
    r"previously (?:known|called|named)|struck down|annul|schrems|ceased|prior to|historic|expired|"
    r"archiv|renamed|now (?:known|called)|changed (?:to|(?:its|their) name)|"
    r"aufgehoben|aufhebung|ehemal|ehem\.|ungültig|unwirksam|früher|abgelöst|ersetzt|nicht mehr|vormals|zuvor|"
    r"a\. ?f\.|gekippt|außer kraft|nachfolg|umbenannt|jetzt|"
    r"abrog|ancien|remplac|précéd|succéd|plus valable|changé de nom|devenu|"
    r"derog|anterior|sustitu|anulad|antiguo|antes denominad|abroga|sostitu|precedente|revog|substitu|"
    r"upphäv|tidigare|ogiltig|ersatt|ersätt|föregå|ophæv|tidligere|erstatt|"
    r"ingetrokken|intrekking|vervangen|voormalig|ongeldig|uchyl|dawniej)"
)
"""What is said of what is over, in small letters as all that is looked for around a mention."""
_ENDED = lazy(
    r"\b(?=\w)(?:clos(?:ed|es|ing)\b|discontinu|shut ?down|terminat|eingestellt|abgeschaltet|geschlossen|"
    r"fermée?\b|cessé|cerrad|clausurad|dej[óa]|chius|dismess|cessat|stängd|stängts|nedlagd|nedläggning|"
    r"lagts ned|avveckl|stopgezet|stopzetting|opgeheven|gesloten|abschaltung|abgekündigt|"
    r"sunset(?:ted|ting| of| on)|end[ -]of[ -](?:life|support)|fin de vie|fin (?:du support|del soporte)|"
    r"einstellung (?:des (?:dienst|betrieb|angebot|support)|von google)|"
    r"(?:arrêt|fermeture|abandon) d(?:e|u|es) (?:ce |cette |la |l['’])?"
    r"(?:service|plateforme|version|outil|logiciel|réseau|produit|google)|"
    r"(?:cierre|retirada) del? (?:la |este )?(?:servicio|plataforma|versión|google)|"
    r"(?:chiusura|dismissione) d(?:i|el|ella|ell['’]) ?(?:servizio|piattaforma|versione|google))"
)
"""What is said of a service that is gone, not of a browser or a visit; of laws it would say too little."""
_IN_BRACKETS = " \u00a0*_["
_RELIED_ON = lazy(
    r"\b(?=\w)(?:rel(?:y|ies) on|"
    r"(?:is|are) (?:based on|certified (?:under|by|to)|carried out under|made under)|"
    r"takes? place under|stütz(?:en|t) |beruh(?:t|en) auf|(?:erfolgt|erfolgen) (?:auf|nach)|zertifiziert|"
    r"repos(?:e|ent) sur|fondé(?:e|s|es)? sur|(?:conformément|conformes?) (?:à|aux?)|certifié|"
    r"se bas(?:a|an) en|certificad[oa]|de conformidad con|conforme a|si basa|si basano|ai sensi|"
    r"certificat[oaie]\b|enligt|enlighet med|stöd av|certifierad|gebaseerd op|op grond van|gecertificeerd)"
)
"""What a sentence says of a law that it still goes by, whatever the next one tells of its end."""
_NOT_RELIED_ON = lazy(
    r"\b(?=\w)(?:(?:(?:do|does|did|will|can) not|cannot|don['’]t|doesn['’]t) (?:\w{1,20} )?rely|"
    r"no longer (?:be )?(?:us|appl|suffic|avail|recogni)|"
    r"(?:verlassen|stützen|berufen) (?:wir )?uns (?:\w{1,20} )?nicht|"
    r"ne (?:nous )?(?:fondons|reposons|basons)|no (?:nos )?(?:basamos|amparamos))"
)
"""What a sentence says of a law that it does not go by."""
_LONGEST = 300
"""Code points of a sentence on either side of a mention that are looked at."""
_STOP = lazy(r"(?:\w{3}|[)”\"»]|[A-Z]{2}|\d{3})[.!?][”\"’)*_]{0,2}\s+(?=[A-ZÀ-Þ„“\"«*])")
_RUN = lazy(r"\S*$")


@once
def _mentions(subject: Subject) -> tuple[Mention, ...]:
    """What the text names that is out of force on the day of the scan: once a paragraph, or once a policy.

    A framework that the text somewhere calls history is not held against it elsewhere.
    """
    found = [
        each
        for each in mentions(subject)
        if each.law.day <= subject.as_of and _applies(subject, each.law) and _is_meant(subject, each)
    ]
    history = {each.start for each in found if _is_history(subject, each)}
    settled = {_group(each) for each in found if each.start in history and each.law.kind == "framework"}
    seen: set[tuple[str, int]] = set()
    kept = []
    for each in found:
        if each.start in history or _is_denied(subject, each):
            continue
        if _group(each) in settled and not _is_relied_on(subject, each):
            continue
        if _is_of_its_time(subject, each):
            continue
        paragraph = subject.paragraph_at(each.start)
        at = -1 if each.law.once or paragraph is None else paragraph.start
        if (each.law.id, at) not in seen:
            seen.add((each.law.id, at))
            kept.append(each)
    return tuple(kept)


@once
def _own_date(subject: Subject) -> date | None:
    return effective_date(subject)


def _group(found: Mention) -> str:
    return found.law.group or found.law.id


def _applies(subject: Subject, law: Law) -> bool:
    """Whether an entry concerns this text at all."""
    if law.in_text and not any(words in subject.text for words in law.in_text):
        return False
    return not any(words in subject.text for words in law.not_in_text)


def _is_meant(subject: Subject, found: Mention) -> bool:
    """Whether the words stand for the entry here."""
    law = found.law
    if law.languages and subject.language_of(found.start) not in law.languages:
        return False
    if not any("/" in pattern and ".eu" in pattern for pattern in law.patterns) and _in_address(
        subject.text, found
    ):
        return False
    sentence = _sentence(subject, found) if law.near or law.unless else ""
    if law.near and not any(words in sentence for words in law.near):
        return False
    return not any(words in sentence for words in law.unless)


def _is_history(subject: Subject, found: Mention) -> bool:
    """Whether the text itself says, nearby, that this is over, or has the new name before it.

    Where the sentence of the mention goes by it all the same, what others say of it is a contradiction.
    """
    if _is_the_old_name(subject.text, found):
        return True
    if not any(_tells_the_end(found.law, words) for words in _around(subject, found, _NEAR)):
        return False
    sentence = _sentence(subject, found)
    return _tells_the_end(found.law, sentence) or not _is_relied_on(subject, found)


def _is_of_its_time(subject: Subject, found: Mention) -> bool:
    """Whether it stands in the entry of a time line, or of the policy's history, from before it ended."""
    paragraph = subject.paragraph_at(found.start)
    if paragraph is None:
        return False
    text = subject.text
    begin = next((at for at in range(paragraph.start, found.start) if text[at].isalnum()), found.start)
    year = _YEAR_FIRST.match(text, begin, found.start)
    if year is not None:
        return int(year[1]) <= found.law.day.year
    dated = next(dates_in(text, begin, min(begin + _LONGEST_DATE, found.start)), None)
    if dated is None or dated.start != begin or not _ENTRY.match(text, dated.end, found.start):
        return False
    return dated.day < found.law.day


_LONGEST_DATE = 30
_ENTRY = lazy(r"[*_)]{0,4}[ \u00a0]?(?:[:–—|]|-(?!\w))")
_YEAR_FIRST = lazy(rf"((?:19|20)\d\d){_ENTRY.pattern}")


def _is_the_old_name(text: str, found: Mention) -> bool:
    """Whether it is the old name of a service in brackets behind the new one, *Google Ads (AdWords)*."""
    if found.law.kind not in {"service", "technology"} or not found.law.successor:
        return False
    before = text[max(0, found.start - 60) : found.start].rstrip(_IN_BRACKETS)
    new = found.law.successor.partition(" (")[0].partition(",")[0].partition(";")[0]
    if not before.endswith("(") or not text[found.end : found.end + 4].lstrip("*_]").startswith(")"):
        return False
    before = before[:-1].rstrip(" \u00a0*_]")
    return before.endswith(new) and not before[: -len(new)][-1:].isalnum()


def _is_relied_on(subject: Subject, found: Mention) -> bool:
    return _RELIED_ON.search(_sentence(subject, found).lower()) is not None


def _is_denied(subject: Subject, found: Mention) -> bool:
    return found.law.kind in _STOOD and _NOT_RELIED_ON.search(_sentence(subject, found).lower()) is not None


def _tells_the_end(law: Law, words: str) -> bool:
    said = words.lower()
    return _HISTORY.search(said) is not None or (law.kind == "service" and _ENDED.search(said) is not None)


def _in_address(text: str, found: Mention) -> bool:
    """Whether the words are part of an address or the target of a link."""
    run = _RUN.search(text[max(0, found.start - 200) : found.start])
    before = run[0] if run else ""
    return "://" in before or "www." in before or "](" in before or "@" in before or before.endswith("/")


def _around(subject: Subject, found: Mention, reach: int) -> tuple[str, str]:
    """What stands before and after a mention in its paragraph, at most so many code points each."""
    paragraph = subject.paragraph_at(found.start)
    if paragraph is None:
        return "", ""
    before = subject.text[max(paragraph.start, found.start - reach) : found.start]
    return before, subject.text[found.end : max(found.end, min(paragraph.end, found.end + reach))]


def _sentence(subject: Subject, found: Mention) -> str:
    """The sentence of a mention, as far as it is near."""
    before, after = _around(subject, found, _LONGEST)
    begin = max((stop.end() for stop in _STOP.finditer(before)), default=0)
    stop = _STOP.search(after)
    return (
        before[begin:]
        + subject.text[found.start : found.end]
        + (after[: stop.start() + 4] if stop else after)
    )


def _finder(tier: str, *kinds: str) -> Callable[[Subject], Iterator[Hit]]:
    def find(subject: Subject) -> Iterator[Hit]:
        wanted = [each for each in _mentions(subject) if each.law.tier == tier and each.law.kind in kinds]
        own = _own_date(subject) if wanted else None
        for each in wanted:
            start = _beginning(subject.text, each.start)
            words = " ".join(subject.text[each.start : each.end].split())
            yield Hit(start, each.end, _message(words, each.law, own), each.law.suggestion)

    return find


def _beginning(text: str, start: int) -> int:
    """Where an address begins that is named without its scheme."""
    scheme = next((each for each in ("https://", "http://") if text.endswith(each, 0, start)), "")
    return start - len(scheme)


def _message(words: str, law: Law, own: date | None) -> str:
    told, more = FATES[law.fate]
    said = (told + (more if law.successor else "")).format(
        when=law.when, day=law.when[3:], successor=law.successor
    )
    if own is None or own >= law.day:
        return f"“{words}” {said.removesuffix('.')}."
    stood = _STOOD.get(law.kind, "was current")
    return (
        f"“{words}” {stood} when this policy was last updated ({spelt(own)}), but {said.removesuffix('.')}."
    )


RULES: tuple[Rule, ...] = (
    Rule(
        id="superseded-law",
        issue="superseded-reference",
        title="Law, framework or authority no longer in force",
        why=(
            "Who relies on a law or a framework that is gone states the wrong legal basis, the wrong rights "
            "or the wrong authority, and shows that the policy was not reviewed since."
        ),
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_finder("sure", "law", "framework", "body", "practice"),
        hits=(
            "We process your data under the ⟦Data Protection Act 1998⟧ at all times.",
            "Transfers to the United States are made under the ⟦EU-U.S. Privacy Shield⟧.",
            "Wir übermitteln Daten auf der Grundlage von ⟦§ 15 Abs. 3 TMG⟧ und nach dem ⟦TTDSG⟧.",
            "Conformément à la ⟦Directive 95/46/CE⟧, vous disposez d'un droit d'accès.",
            "Sus datos se tratan según la ⟦Ley Orgánica 15/1999⟧, de 13 de diciembre.",
            "Du kan vända dig till ⟦Datainspektionen⟧ om du är missnöjd med behandlingen.",
            "Under the GDPR you may ask for a copy of your data, for which we ask ⟦a small fee⟧.",
            "We rely on the ⟦EU-US Privacy Shield⟧ for transfers. It was declared invalid in 2020.",
            "We do not rely on the Privacy Shield.\n\nAcme takes part in the ⟦Privacy Shield⟧.",
            "Ai sensi dell'⟦art. 13 del d.lgs. n. 196/2003⟧ La informiamo di quanto segue.",
            "Vi behandlar dina uppgifter enligt ⟦personuppgiftslagen⟧, och du kan fråga oss om den.",
            "# History\n\n- May 2, 2021: we are certified under the ⟦Privacy Shield⟧, as before",
            "Die Datenträger gehen an den ⟦Medizinischen Dienst der Krankenversicherung⟧.",
        ),
        misses=(
            "Regulation (EU) 2016/679, repealing Directive 95/46/EC, applies to us.",
            "The former Privacy Shield was invalidated; we rely on the Data Privacy Framework.",
            "We do not rely on the Privacy Shield. While the Privacy Shield may no longer be used, we do so.",
            "See our Privacy Shield certification.\n\nThe Privacy Shield is no longer available for us.",
            "Die Verordnung (EU) 2016/679 zur Aufhebung der Richtlinie 95/46/EG gilt für uns.",
            "Conformément à la loi Informatique et Libertés du 6 janvier 1978, vous avez un droit d'accès.",
            "We comply with the Data Protection Act 2018 and with PECR (EC Directive) 2003.",
            "# History\n\n- May 2, 2017: added the Privacy Shield\n- July 24, 2015: joined Safe Harbor",
            "# How it went\n\n**1995**: The Directive 95/46/EC is adopted.\n\n**2016**: A regulation is.",
            "El 5 de julio de 2010 se publicó la Ley de Protección de Datos en Posesión de Particulares.",
            "Las cláusulas sustituyen a la Directiva 95/46/CE en todo lo que sigue.",
            "Under the GDPR we may charge a reasonable fee where a request is manifestly excessive.",
            "Raccomandazione delle autorità del Gruppo istituito dall'art. 29 della direttiva n. 95/46/CE.",
            "Det sker i enlighet med tillämplig personuppgiftslagstiftning, och du kan fråga oss om den.",
        ),
    ),
    Rule(
        id="superseded-service",
        issue="superseded-reference",
        title="Service or technology that was closed or renamed",
        why="The reader looks in vain for a service of this name; its settings and policies are elsewhere.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_finder("sure", "service", "technology"),
        hits=(
            "We use ⟦Google AdWords⟧ to advertise on other sites.",
            "Complaints may be sent to ⟦https://ec.europa.eu/consumers/odr⟧ at any time.",
            "You can follow us on ⟦Google+⟧ and elsewhere.",
            "Wir verwenden ⟦Universal Analytics⟧ und setzen ⟦Flash-Cookies⟧ ein.",
            "Les cookies de ⟦Google AdWords⟧ sont effacés dès la fermeture de votre navigateur.",
            "Das verhindern Sie durch die Einstellung der Cookies; wir nutzen ⟦Universal Analytics⟧.",
            "See the privacy pages of Google (⟦Google+⟧).",
        ),
        misses=(
            "We use Google Ads (formerly Google AdWords) to advertise on other sites.",
            "Die OS-Plattform wurde am 20. Juli 2025 eingestellt.",
            "We use Google, Facebook and others.",
            "Wir verwenden Google Analytics 4, vormals Universal Analytics, auf dieser Website.",
            "#### Google Ads (AdWords)\n\nWe measure our advertisements with a service of Google.",
            "Wir nutzen **Google Ads** (Google AdWords), um auf anderen Seiten zu werben.",
            "Avec l'arrêt de la version gratuite de Piwik, nous migrons vers un autre outil.",
            "Seit der Abschaltung von Universal Analytics messen wir mit einem anderen Dienst.",
            "Nous utilisons [Piwik](https://piwikpro.fr/privacy-compliance/) sur ce site.",
            "Tras el cierre del servicio Google+ ya no compartimos nada.",
        ),
    ),
    Rule(
        id="perhaps-superseded",
        issue="superseded-reference",
        title="Reference that may be out of date",
        why="The words may mean something that is out of force or renamed. That depends on the case.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_finder("maybe", "law", "framework", "body", "practice", "service", "technology"),
        hits=(
            "Your payment is protected by ⟦256-bit SSL encryption⟧ at all times.",
            "We are registered with the ICO and obey the ⟦EU General Data Protection Regulation⟧.",
            "Nous transmettons ces données à ⟦Twitter⟧ lorsque vous y consentez.",
        ),
        misses=(
            "Your payment is protected by SSL/TLS encryption at all times.",
            "We are registered with the ICO and comply with the UK GDPR and the EU GDPR.",
            "Nous transmettons ces données à X (anciennement Twitter) lorsque vous y consentez.",
        ),
    ),
)
"""Rows of the table of rules."""
