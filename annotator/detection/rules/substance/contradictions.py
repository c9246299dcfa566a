"""Rules about pairs of statements that cannot both hold: the finding stands on one and names the other."""

# ruff: noqa: E501 - a pattern is easier to compare when it stays on its line

from collections.abc import Iterator

from annotator.detection.lazy import lazy
from annotator.detection.literals import Sought
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.phrases import sentences_with, shortened
from annotator.detection.rules.substance.opposites import QUOTED, Pair, opposed
from annotator.detection.rules.substance.promises_on_collecting import (
    ADULTS,
    AT_LEAST,
    BROWSING,
    COOKIES,
    ERASED,
    NOT_REQUIRED,
    NOTHING_COLLECTED,
)
from annotator.detection.rules.substance.promises_on_consent import (
    NO_CONSENT_BASIS,
    OPT_IN,
    OPT_OUT,
    WITHOUT_CONSENT,
)
from annotator.detection.rules.substance.promises_on_sharing import SHARING, STAFF, TRANSFER
from annotator.detection.subject import Subject
from annotator.domain import LabelId, Severity

_ISSUE = LabelId("contradiction")
_MOST_TRIED = 200
"""Denied statements that are looked for elsewhere in one text; each costs a search of it."""

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
                f"Elsewhere the policy says “{shortened(subject.text[at : at + len(said)], QUOTED)}”.",
                other=(at, at + len(said)),
            )


_DENIED = lazy(r"we (?:do not|don't) (?P<said>[a-z]+(?: [a-z'-]+){2,9})(?=[.;]|$)")


def _rule(
    name: str, title: str, pair: Pair, *, severity: Severity, hits: tuple[str, ...], misses: tuple[str, ...]
) -> Rule:
    def find(subject: Subject) -> Iterator[Hit]:
        return opposed(subject, pair)

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
        SHARING,
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
        NO_CONSENT_BASIS,
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
        WITHOUT_CONSENT,
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
        TRANSFER,
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
        NOTHING_COLLECTED,
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
        COOKIES,
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
        OPT_IN,
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
        OPT_OUT,
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
        ERASED,
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
        ADULTS,
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
        STAFF,
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
        AT_LEAST,
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
        BROWSING,
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
        NOT_REQUIRED,
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
