"""Who stands behind a policy, and how to reach them: what no list of words can tell.

A controller is named by a company with its legal form, or by a name or an address after a word like
“controller”; a contact is an e-mail address, a link to a form, a postal address or a telephone number. Those
of the authorities and of well-known services do not count. Offsets are code points.
"""

import re
from collections.abc import Iterator
from itertools import islice

from annotator.detection.cues import Sayings
from annotator.detection.lazy import lazy
from annotator.detection.literals import Sought
from annotator.detection.subject import Subject, places
from annotator.detection.verdict import Judged, Verdict

_REACH = 500
"""Code points of a sentence to either side that are looked at."""
_TRIES = 40
"""Places of one kind that are looked at."""
_NUMBER = 20
"""Code points after the start of a number in which it ends."""
_LINE = 160
"""Code points of a sentence so short that a company in it has the line to itself."""
_END = 6_000
"""Code points at either end of a policy in which a postal address or a telephone number is looked for."""
_DOMAIN = 40
"""Code points after the sign in an e-mail address that tell whose it is."""
_AFTER = 260
"""Code points after the word “controller” in which its name and address are looked for."""


def _any(*listed: str) -> str:
    return "|".join(listed)


_FIRM = lazy(
    _any(
        r"(?:Limited|LIMITED|L[Tt][Dd]|PLC|LLP|L\.?L\.?C|Inc|INC|Incorporated|Corporation|Corp|DAC",
        r"GmbH|AG|UG|KGaA|KG|OHG|GbR|SARL|S\.[Aà]\.?[Rr]\.?[Ll]|SASU?|S\.A\.S|SA|S\.A|SE|SCOP|EURL",
        r"S\. ?L\. ?U|S\.? ?L|SLU|SLNE|C\. ?B|Ltda|LTDA|S\.? ?p\.? ?A|S\.? ?r\.? ?l|SRL|Srl|SNC",
        r"B\.?V|N\.?V|VOF|AB|Aktiebolag|ApS|A/S|Oy)\b",
    )
)
"""They all start with a capital, so that the search skips all else."""
_FIRMS_IN_SMALL = (" plc", " limited", "e.V", "e. V", "a.G", "v.o.f", "s.r.l", "s.p.a")
_SOUGHT = Sought(_FIRMS_IN_SMALL)
_PROCESSORS = lazy(
    _any(
        r"processor|service provider|subsidiar|databehandl|biträde|auftragsverarbeit",
        r"dienstleister|sous-trait",
        r"prestataire|encargad|proveedor|subprocess|hosted by|hosting|héberg|analytics",
        r"payment|standard contractual",
        r"verwerker|responsabile del|fornitor|parent company|our group",
    )
)
"""What a sentence speaks of that names a company other than the controller."""
_CALLED = lazy(
    _any(
        r"controller|[(\"'] ?(?:we|us|our|wir|uns|nous|nosotros|vi|oss|the company|das unternehmen)\b",
        r"operated by",
        r"owned by|verantwortlich|betrieben von|responsable d[ue]|éditée? par|titular",
        r"personuppgiftsansvarig|drivs av",
        r"titolare|verwerkingsverantwoordelijke|registered (?:office|in)",
        r"company (?:number|registration)|handelsregister",
        r"org\.? ?nr|organisationsnummer|siège social|immatricul|domicilio social|\bnif\b|\bcif\b|\brcs\b",
        r"(?:this|our) privacy|applies (?:to|when)",
    )
)
"""Words beside the name of whoever is behind a policy."""
_DEFINED = lazy(
    r"[(\"'] ?[(\"']? *(?:we|us|our|wir|uns|nous|nosotros|vi|oss)\b|legal name|the data controller"
)
_HEADED = lazy(
    r"who we are|controller|contact|about us|verantwortlich|responsable|ansvarig|kontakt|identi|introduc"
)
_NAME = lazy(r"[A-ZÀ-ÝÅÄÖ0-9][^\n.;:!?]{1,60}$")
_NAMED = lazy(r"(?:: ?|is|ist|est|es|är|è)\W{1,6}(?:[A-ZÀ-Ý][\w'-]+ ){1,3}[A-ZÀ-Ý]\w+")
_CAPITAL = lazy(r"(?:^|[^\w-])[A-ZÀ-Ý0-9][\w&'.-]*,?$")
_STRANGERS = lazy(
    _any(
        r"google|facebook|meta pl|microsoft|apple|amazon|aws|stripe|paypal|mailchimp|rocket science",
        r"twitter|hotjar|linkedin|cloudflare|hubspot|adobe|intercom|zendesk|innocraft|hetzner|ionos|strato",
        r"netlify|github|vercel|salesforce|oracle|youtube|shopify|wix|automattic",
        r"klarna|adyen|criteo|new ?relic|sentry|twilio|sendgrid|typeform|zoom|slack|dropbox|matomo|etracker",
        r"whatsapp|snap inc|cleverreach|sendinblue|brevo|yahoo|mailgun|mixpanel|disqus",
    )
)
_OWN = lazy(
    _any(
        r"\b(?:we|us|our|operat\w+|controller|responsible|registered|company|website|site|app|service\w*)\b",
        r"\b(?:policy|notice|privacy|this|statement|wir|uns|unser\w*|verantwort\w+|betreiber\w*)\b",
        r"\b(?:diese\w*|datenschutz\w*|inhaber\w*|nous|notre|responsable|titulaire|titular\w*|édit\w+|siège)\b",
        r"\b(?:cette|confidentialit\w+|immatricul\w+|nuestr\w+|domicili\w+|cif|nif|esta|este)\b",
        r"\b(?:vi|oss|vår\w*|ansvar\w*|org\. ?n\w+|denna|integritetspolicy|noi|nostr\w+)\b",
        r"\b(?:titolare|sede|questa|wij|ons|onze|verwerk\w+|gevestigd|deze)\b",
        r"\"",
    )
)
_EMAIL_START = lazy(r"[\w.+%-] ?$")
_EMAIL_END = lazy(r" ?[\w-]{1,63}(?: ?(?:\.|\[dot\]|\(dot\)|\[punkt\]) ?[\w-]{1,63}){1,5}")
_FORM = lazy(r"(?i:contact|kontakt|contatt)[^\[\]\n]{0,40}\]\(|\]\([^()\s]{0,200}(?i:contact|kontakt|mailto)")
_IN_FORMS = ("conta", "kontakt", "mailto")
"""One of these is in every such link."""
_POSTCODE = lazy(
    _any(
        r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b",
        r"\b[A-Z]{2},? \d{5}\b",
        r"\b(?:[A-Z]{1,2}-)?\d{4,5} [A-ZÄÖÜÀ-Ý][\w-]{2,}",
        r"\b\d{4} ?[A-Z]{2} [A-Z]",
        r"\b\d{3} \d{2} [A-ZÅÄÖ]",
    )
)
_PHONE = lazy(
    _any(
        r"(?i:tel|phone|fon|ring|call|móvil|appel|joindre|tlf|tfn|mobile|fax)\w{0,6}\W{1,6}(?:\w{1,12}\W){0,4}"
        r"[+(]?\d[\d ()/.–-]{5,}",
        r"\+\d[\d ()/.–-]{7,}",
        r"\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}",
    )
)
_NUMBERS = ((_POSTCODE, lazy(r"\d[\dA-Z]{2}"), 12), (_PHONE, lazy(r"\d[\d ()/.–-]{5}"), 90))
"""Each with what is in all of them, and how far before it they may start."""
_AUTHORITIES = lazy(
    _any(
        r"commissioner|supervisory|authority|\bico\b|wycliffe|cnil|fontenoy|aufsichtsbehörde|landesbeauftragt",
        r"landesamt|datenschutzbehörde|bfdi|aepd|agencia española|autoridad|autorité|imy\b|integritetsskydd",
        r"datainspektion|garante|autoriteit|data protection commission|edöb|dataprotection\.ie",
    )
)


def controller(subject: Subject, sayings: Sayings) -> Judged:
    """Whether it is said who the controller is."""
    firms = islice(_own_firms(subject, sayings), _TRIES)
    best = max(((_tells_whose(subject, sayings, at), -at) for at in firms), default=(0, 0))
    if best[0] > 0:
        return Verdict.PRESENT, [sentence_at(subject, -best[1])], ""
    for start, end in sayings.saying("controller"):
        after = subject.text[start : end + _AFTER]
        if _POSTCODE.search(after) or _NAMED.search(after):
            return Verdict.PRESENT, [(start, end)], ""
    near = sentence_at(subject, -best[1]) if best[1] else _near_controller(sayings)
    if near:
        return Verdict.UNCLEAR, [near], "A name may be given, but neither legal form nor address."
    return Verdict.ABSENT, [], ""


def lacks_controller(subject: Subject, sayings: Sayings) -> bool:
    """Whether ``controller`` finds nothing, found out sooner."""
    return _near_controller(sayings) is None and next(_own_firms(subject, sayings), None) is None


def _near_controller(sayings: Sayings) -> tuple[int, int] | None:
    return (
        sayings.first("body")
        or sayings.first("controller")
        or sayings.first("imprint")
        or next(sayings.hinting("controller"), None)
    )


def contact(subject: Subject, sayings: Sayings) -> Judged:
    """Whether it is said how to reach the controller."""
    found = next(_contacts(subject, sayings), None)
    if found:
        return Verdict.PRESENT, [found], ""
    near = _near_contact(sayings)
    if near:
        return Verdict.UNCLEAR, [near], "It refers to a contact that is not in the text."
    return Verdict.ABSENT, [], ""


def lacks_contact(subject: Subject, sayings: Sayings) -> bool:
    """Whether ``contact`` finds nothing, found out sooner."""
    return _near_contact(sayings) is None and next(_contacts(subject, sayings), None) is None


def _near_contact(sayings: Sayings) -> tuple[int, int] | None:
    return (
        sayings.first("imprint") or sayings.first("masked-contact") or next(sayings.hinting("contact"), None)
    )


def _contacts(subject: Subject, sayings: Sayings) -> Iterator[tuple[int, int]]:
    """Sentences with a way to reach somebody who is neither an authority nor a well-known service."""
    text = subject.text
    for found in (
        _emails(text),
        _forms(sayings.words),
        _said(sayings),
        *(_places(*each, text) for each in _NUMBERS),
    ):
        for at in islice(found, _TRIES):
            start, end = sentence_at(subject, at)
            before = 0 if text[at] in "@[]" else _LINE
            about = sayings.words[max(start, at - before) : min(end, at + (before or _DOMAIN))]
            if not _AUTHORITIES.search(about) and not _STRANGERS.search(about):
                yield start, end


def has_address(text: str, start: int, end: int) -> bool:
    """Whether an e-mail address or a postcode is in ``text[start:end]``."""
    start = max(0, start)
    return "@" in text[start:end] or _POSTCODE.search(text, start, end) is not None


def sentence_at(subject: Subject, offset: int) -> tuple[int, int]:
    """The sentence around an offset, or what is within reach of a very long one."""
    paragraph = subject.paragraph_at(offset)
    if paragraph is None:
        return offset, offset
    within = [each for each in subject.sentences(paragraph) if each[0] <= offset < each[1]]
    start, end = within[0] if within else (paragraph.start, paragraph.end)
    return max(start, offset - _REACH), min(end, offset + _REACH)


def _firms(subject: Subject) -> Iterator[int]:
    text = subject.text
    for match in _FIRM.finditer(text):
        before = text[match.start() - 1 : match.start()]
        if not before.isalnum() or before == "g":
            yield match.start()
    found = dict(_SOUGHT.places(subject))
    for form in _FIRMS_IN_SMALL:
        for at in found.get(form.lower(), ()):
            stands = not text[at - 1 : at].isalnum()
            if text.startswith(form, at) and (
                _CAPITAL.search(text, max(0, at - 40), at) if form[0] == " " else stands
            ):
                yield at


def _own_firms(subject: Subject, sayings: Sayings) -> Iterator[int]:
    return (at for at in _firms(subject) if _is_own_firm(subject, sayings, at))


def _is_own_firm(subject: Subject, sayings: Sayings, at: int) -> bool:
    if not _NAME.search(subject.text[max(0, at - 70) : at].rstrip(" ,")) or subject.in_address(at):
        return False
    if _STRANGERS.search(sayings.words, max(0, at - 40), at + 3):
        return False
    start, end = sentence_at(subject, at)
    return end - start < _LINE or _OWN.search(sayings.words, start, end) is not None


def _tells_whose(subject: Subject, sayings: Sayings, at: int) -> int:
    """How plainly the sentence says that the company is the one whose policy it is; 0 for another's."""
    start, end = sentence_at(subject, at)
    words = sayings.words[start:end]
    if _AUTHORITIES.search(words):
        return 0
    names_it = _CALLED.search(words) is not None
    if not names_it and (_PROCESSORS.search(words) or _PROCESSORS.search(sayings.opening(at))):
        return 0
    return (
        1
        + 4 * names_it
        + 3 * (_DEFINED.search(words) is not None)
        + 2 * (_HEADED.search(sayings.opening(at)) is not None)
        + (at < _END)
    )


def _forms(words: str) -> Iterator[int]:
    for at in places(words, "]("):
        before, after = max(0, at - 40), at + 120
        if any(words.find(each, before, after) >= 0 for each in _IN_FORMS) and _FORM.search(
            words, before, after
        ):
            yield at


def _emails(text: str) -> Iterator[int]:
    for sign in ("@", "[at]", "(at)"):
        at = text.find(sign)
        while at >= 0:
            if _EMAIL_END.match(text, at + len(sign)) and _EMAIL_START.search(text, max(0, at - 65), at):
                yield at
            at = text.find(sign, at + len(sign))


def _said(sayings: Sayings) -> Iterator[int]:
    return (start for start, _ in sayings.saying("contact"))


def _places(pattern: re.Pattern[str], core: re.Pattern[str], before: int, text: str) -> Iterator[int]:
    """At either end, where addresses are printed."""
    for first, last in ((0, _END), (max(_END, len(text) - _END), len(text))):
        looked = first
        for at in core.finditer(text, first, last):
            if at.start() < looked:
                continue
            if match := pattern.search(text, max(looked, at.start() - before), min(last, at.end() + _NUMBER)):
                yield match.start()
                looked = match.end()
