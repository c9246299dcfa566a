"""Contacts that a reader cannot use: masked, spelt out, or malformed e-mail addresses."""

import re
from collections.abc import Iterable, Iterator

from annotator.detection.language import word_set
from annotator.detection.lazy import lazy
from annotator.detection.literals import Marks, Sought
from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.subject import Subject, places
from annotator.domain import Severity

_NAME = (
    r"(?:e-?mail(?:[ -]?(?:address|adresse|id))?|adresse (?:e-?mail|électronique)|courriel|e-mailadres|"
    r"e-post(?:adress(?:en)?)?|correo(?: electrónico)?|indirizzo e-?mail|posta elettronica|adres e-mail|"
    r"endereço de e-?mail)"
)
_DONE = (
    r"(?:protected|hidden|obfuscated|concealed|redacted|geschützt|verborgen|versteckt|protégée?|cachée?|masquée?|"
    r"protegid[oa]|ocult[oa]|skyddad|skyddat|dold|protett[oa]|nascost[oa]|beveiligd|beschermd|beskyttet|chroniony)"
)
_GAP = r"(?:[\s\u00a0\u202f_]|&nbsp;|&#160;){1,3}"
_IS = rf"(?:(?:is|was|ist|wird|est|está|è|är|wordt){_GAP})?"
_AGAINST = rf"(?:{_GAP}[^\[\]\n]{{1,40}})?"
_MASKS = Sought(
    f"[{beginning}"
    for beginning in word_set(
        "email e-mail e-post adres courriel correo indirizzo posta endere protected hidden obfuscated"
        " concealed redacted geschützt verborgen versteckt protég cach masqu protegid ocult skydda dold"
        " protett nascost beveiligd beschermd beskyttet chroniony"
    )
)
_MASK = lazy(rf"\[(?:{_NAME}{_GAP}{_IS}{_DONE}{_AGAINST}|{_DONE}{_GAP}{_NAME})\\?\]", re.IGNORECASE)
_CLOUDFLARE = "cdn-cgi/l/email-protection"
_HIDING = Marks((_CLOUDFLARE,))

_NOTICES = Marks(("pambots", "robots spammeurs", "robots de spam", "robotami spam"))
_SPAMBOTS = lazy(
    r"(?:This e-?mail address is being protected from spambots\.?"
    r"|Diese E-Mail-Adresse ist (?:gegen|vor) Spambots geschützt[.!]?"
    r"|Cette adresse e-?mail est protégée contre les robots spammeurs\.?"
    r"|Esta dirección de correo electrónico está(?: siendo)? protegida contra (?:los )?"
    r"(?:robots de spam|spambots)\.?"
    r"|Den här e-postadressen skyddas mot spambots\.?|Denne e-mail ?adresse bliver beskyttet mod spambots\.?"
    r"|Questo indirizzo e-?mail è protetto dagli spambots\.?"
    r"|Este endereço de e-?mail está (?:sendo )?protegido (?:de|contra) spambots\.?"
    r"|Dit e-?mailadres wordt beveiligd tegen spambots\.?"
    r"|Adres poczty elektronicznej jest chroniony przed robotami spamującymi\.?)"
    r"(?:[ \u00a0](?:You need|Zur Anzeige|Vous devez|Necesita|Du måste|Du skal|È necessario|Deve|Aby)"
    r"[^.\n]{0,100}\.?)?",
    re.IGNORECASE,
)

_OPENING = r"\\?[\[({<][ ]?"
_CLOSING = r"[ ]?\\?[\])}>]"
_ATS = ("at", "At", "AT", "ät", "@", "arobas", "arobase", "arroba", "chiocciola", "snabel-a", "apenstaartje")
_AT = rf"{_OPENING}(?:{'|'.join(_ATS)}){_CLOSING}"
_DOT = rf"(?:\.|[ ]?{_OPENING}(?:dot|Dot|DOT|punkt|Punkt|PUNKT|point|punto|punt|\.){_CLOSING}[ ]?|[ ]DOT[ ])"
_SPELT = lazy(
    rf"(?<![\w.+/-])[\w+-][\w.+-]{{0,40}}(?:[ ]?{_AT}[ ]?|[ ]AT[ ])"
    rf"[\w-](?:[\w-]|\\-){{0,39}}(?:{_DOT}[\w-](?:[\w-]|\\-){{0,39}}){{1,4}}"
)
_REPLACE = lazy(
    r"(?<![\w.+/-])[\w+-][\w.+-]{0,40}(?P<sign>[#*|])[\w-]{1,40}(?:\.[\w-]{1,40}){1,3}"
    r"[ ,]{0,2}\([^()\n]{0,30}(?P=sign)[^()\n@]{1,14}@[^()\n]{0,20}\)"
)
_STARRED = lazy(
    r"(?<![\w*])[\w+-][\w.+-]{0,30}(?:\*{2,20}|…|•{2,20})@(?:[\w-]{1,40}\.){1,3}[A-Za-z]{2,}"
    r"|(?<![\w*])[\w+-][\w.+-]{0,30}@\*{3,30}(?:\.[A-Za-z]{2,})?"
)
_STARS = frozenset("*…•")
_NUMBER = lazy(r"(?<![\w+])\+?\(?\d[\d ()/-]{1,12}(?<=\d)[Xx]{2,4}(?:[ -]?[\dXx]{1,4}){0,4}(?!\w)")
_HIDDEN = Marks(("XX", "xx"))
_CALL = lazy(
    r"\b(?:calls?|ring|phone|tele?(?:fon|phone|foon)?|tél(?:éphone)?|teléfono|telefono|telefon|fax|fon|appel\w*|"
    r"llam\w+|chiam\w+|mobile?|bel(?:len|t)?|rufen|anrufen)\b[^.\n]{0,25}$",
    re.IGNORECASE,
)
_AT_SIGNS = Marks(f"{bracket}{space}{at}" for bracket in "[({<" for space in ("", " ") for at in _ATS)
_CLOSES = lazy(_CLOSING)

_TOP = r"(?:com|org|net|eu|co\.uk|de|fr|es|se|it|nl|ch|at|be|dk|pl|pt|io|co|info)"
_MALFORMED = lazy(
    rf"(?P<space>[ \u00a0]@[ \u00a0]?|@[ \u00a0])(?=[\w-]{{1,40}}(?:\.[\w-]{{1,40}}){{0,3}}\.{_TOP}\b)"
    rf"[\w.-]{{1,80}}|@[\w-]{{1,40}}(?P<stop>,|\.\.|[ \u00a0]\.|\.[ \u00a0]){_TOP}(?![\w-]|\.\w)"
    rf"|@@[\w-]{{1,40}}\.[\w.-]{{1,40}}"
)
_LOCAL = lazy(r"[\w+-][\w.+-]{0,60}$")
_CLOSE_UP = lazy(
    r"(?:remov|delet|omit|without)\w* (?:any |all |the )*(?:blank )?spaces?|no spaces"
    r"|ohne (?:die )?Leer(?:zeichen|stellen)"
    r"|Leer(?:zeichen|stellen) (?:bitte )?(?:entfernen|löschen|weglassen)"
    r"|sans (?:les )?espaces?|(?:enlev|supprim|retir)\w+ les espaces"
    r"|sin (?:los )?espacios|(?:quit|elimin|suprim)\w+ los espacios"
    r"|senza (?:gli )?spazi|(?:togli|elimin|rimuov)\w* gli spazi"
    r"|zonder spaties|spaties (?:verwijderen|weglaten)|utan mellanslag|ta bort mellanslag\w*",
    re.IGNORECASE,
)
"""What tells the reader to close up an address that was spaced out against robots."""
_SAID_BEHIND = 60


_ROLE = lazy(
    r"(?:info|privacy|dpo|dsb|support|contact|legal|help|office|datenschutz|rgpd|dpd|gdpr|mail|kontakt)"
)
"""What stands before a domain when it is a mailbox; before “@example.org” alone there may be any word."""


def _masked(subject: Subject) -> Iterator[Hit]:
    text = subject.text
    taken: set[int] = set()
    for at in sorted(at for _, starts in _MASKS.places(subject) for at in starts):
        match = _MASK.match(text, at)
        if match is None:
            continue
        start = match.start() - text.startswith("\\", max(0, match.start() - 1))
        words = text[start : match.end()]
        taken.add(match.start())
        yield Hit(start, match.end(), f"The e-mail address is masked: the reader sees “{_plain(words)}”.")
    if not _HIDING.places(subject):
        return
    for link in subject.links:
        hides = _CLOUDFLARE in text[link.target[0] : link.target[1]]
        if hides and taken.isdisjoint(range(link.start, link.end)):
            yield Hit(link.start, link.end, "The link leads to a page that hides the e-mail address.")


def _plain(words: str) -> str:
    return words.replace("\\", "").replace("&#160;", " ").replace("&nbsp;", " ")


def _spambots(subject: Subject) -> Iterator[Hit]:
    if _NOTICES.places(subject):
        message = "A script should have written the e-mail address here; its notice stands instead."
        for match in _SPAMBOTS.finditer(subject.text):
            yield Hit(match.start(), match.end(), message)


def _spelt_out(subject: Subject) -> Iterator[Hit]:
    text = subject.text
    for start, end in (*_bracketed(subject), *_in_capitals(subject)):
        near = _SPELT.finditer(text, max(0, start - 42), end + 170)
        match = next((each for each in near if each.start() < start < each.end()), None)
        if match is not None and "mailto:" not in text[match.end() : match.end() + 12]:
            message = f"“{match[0]}” is spelt out: it can be read, but not clicked or copied."
            yield Hit(match.start(), match.end(), message)
    replaced = [at for at in _ats(subject) if text.startswith(("@)", "@ ersetzen"), at)]
    for match in _around(text, replaced, _REPLACE):
        yield Hit(match.start(), match.end(), f"“{match[0]}” must be put together by the reader.")
    for start, words in _spaced_out(subject):
        message = f"“{words}” must be closed up by the reader before it can be used."
        yield Hit(start, start + len(words), message, _mended(words))


def _bracketed(subject: Subject) -> Iterator[tuple[int, int]]:
    for at, sign in _AT_SIGNS.places(subject):
        if closed := _CLOSES.match(subject.text, at + len(sign)):
            yield at, closed.end()


def _in_capitals(subject: Subject) -> Iterator[tuple[int, int]]:
    if "AT" in subject.spelt:
        for at in places(subject.text, " AT "):
            yield at, at + 4


def _malformed(subject: Subject) -> Iterator[Hit]:
    yield from _starred(subject)
    yield from _masked_numbers(subject)
    yield from _without_at(subject)
    told = {words for _, words in _spaced_out(subject)}
    for start, words in _spoilt(subject):
        if words not in told:
            yield Hit(start, start + len(words), f"No message can be sent to “{words}”.", _mended(words))


@once
def _spaced_out(subject: Subject) -> Iterator[tuple[int, str]]:
    """Where an address with spaces stands of which the text says that they are to be left out; each once."""
    text, told = subject.text, set()
    for start, words in _spoilt(subject):
        end = start + len(words)
        spaced = any(space in words for space in " \u00a0")
        if spaced and words not in told and _CLOSE_UP.search(text, end, end + _SAID_BEHIND):
            told.add(words)
            yield start, words


@once
def _spoilt(subject: Subject) -> Iterator[tuple[int, str]]:
    """Where an address stands that cannot work as it is written, and what it reads."""
    text = subject.text
    at = text.find("@")
    while at >= 0:
        match = _MALFORMED.match(text, max(0, at - 1)) or _MALFORMED.match(text, at)
        if match is not None and (local := _LOCAL.search(text[max(0, match.start() - 61) : match.start()])):
            if (
                match[0].startswith((" @", "\u00a0@"))
                and match[0][2] not in " \u00a0"
                and not _ROLE.fullmatch(local[0])
            ):
                at = text.find("@", match.end())
                continue
            start = match.start() - len(local[0])
            yield start, text[start : match.end()].rstrip(".")
        at = text.find("@", max(at + 1, match.end() if match else 0))


_PROVIDERS = Marks(("gmail.com", "hotmail.", "icloud.com", "yahoo."))
_PROVIDER = lazy(
    r"(?:(?:gmail|icloud)\.com|(?:hotmail|yahoo)\.(?:com|co\.uk|de|es|fr|it|nl|se))(?![\w-]|\.\w)"
)
_BEFORE = lazy(r"(?<![\w@/.:+%\\-])[a-z][\w.+-]{2,40}[a-z0-9]$")


def _without_at(subject: Subject) -> Iterator[Hit]:
    """An address at a known provider whose sign is missing: *janedoegmail.com*."""
    text = subject.text
    for at, _ in _PROVIDERS.places(subject):
        match = _PROVIDER.match(text, at)
        before = _BEFORE.search(text[max(0, at - 50) : at]) if match is not None else None
        if match is None or before is None or before[0].startswith("www."):
            continue
        words = before[0] + match[0]
        mended = "" if before[0].endswith("at") else f"{before[0]}@{match[0]}"
        yield Hit(match.end() - len(words), match.end(), f"No message can be sent to “{words}”.", mended)


def _starred(subject: Subject) -> Iterator[Hit]:
    text = subject.text
    before = [at - 1 for at in _ats(subject) if text[max(0, at - 1) : at] in _STARS]
    after = [at for at in _ats(subject) if text.startswith("*", at + 1)]
    for match in _around(text, sorted(before + after), _STARRED):
        message = f"Part of “{match[0]}” is hidden, so no message can be sent to it."
        yield Hit(match.start(), match.end(), message)


def _masked_numbers(subject: Subject) -> Iterator[Hit]:
    text = subject.text
    for match in _around(text, (at for at, _ in _HIDDEN.places(subject)), _NUMBER):
        before = text[max(0, match.start() - 60) : match.start()]
        if sum(each.isdigit() for each in match[0]) >= 3 and _CALL.search(before):
            words = match[0].rstrip(" (")
            message = f"Digits of “{words}” are hidden, so nobody can call it."
            yield Hit(match.start(), match.start() + len(words), message)


@once
def _ats(subject: Subject) -> Iterator[int]:
    return places(subject.text, "@")


def _around(text: str, signs: Iterable[int], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """What a pattern finds around some places, each place of the text once."""
    looked = 0
    for at in signs:
        if at < looked:
            continue
        match = pattern.search(text, max(looked, at - 60), min(at + 90, len(text)))
        looked = at + 1
        if match is not None and match.start() <= at + 1 and at < match.end():
            looked = match.end()
            yield match


def _mended(words: str) -> str:
    return re.sub(r"[ \u00a0]", "", words).replace(",", ".").replace("..", ".").replace("@@", "@")


RULES: tuple[Rule, ...] = (
    Rule(
        id="masked-email",
        issue="obfuscated-contact",
        title="Masked e-mail address",
        why=(
            "The address was hidden from robots when the page was published or captured, so nobody can write "
            "to it. Where it is the controller's or the data protection officer's, a mandatory contact is "
            "missing."
        ),
        severity=Severity.HIGH,
        tier=Tier.SURE,
        find=_masked,
        hits=(
            "Write to ⟦[email protected]⟧ or ⟦[email\u00a0protected]⟧.",
            r"Contact us at [⟦\[email protected\]⟧](https://example.org/cdn-cgi/l/email-protection).",
            "Please ⟦[contact us](/cdn-cgi/l/email-protection#8ce5e2)⟧ first.",
            "Schreiben Sie an ⟦[E-Mail geschützt]⟧.",
            "Escriba a ⟦[correo electrónico protegido]⟧.",
            "Skriv till ⟦[e-postadressen är skyddad mot spam]⟧.",
            "Écrivez à ⟦[adresse e-mail protégée]⟧ ou à ⟦[email&#160;protected]⟧.",
        ),
        misses=(
            "Your e-mail is protected by encryption.",
            "[Protected documents](/docs) and [e-mail](/mail) are listed.",
            "Ihre E-Mail ist geschützt [mehr](/mehr).",
        ),
    ),
    Rule(
        id="spambot-notice",
        issue="obfuscated-contact",
        title="Notice of a script instead of an e-mail address",
        why="A script should have written the address. What was published or captured is only its notice.",
        severity=Severity.HIGH,
        tier=Tier.SURE,
        find=_spambots,
        hits=(
            "⟦This email address is being protected from spambots. You need JavaScript enabled to view it.⟧",
            "⟦Diese E-Mail-Adresse ist vor Spambots geschützt! Zur Anzeige muss JavaScript aktiv sein.⟧",
            "Contact : ⟦Cette adresse e-mail est protégée contre les robots spammeurs.⟧",
        ),
        misses=(
            "We protect our forms from spambots by a captcha.",
            "Wir schützen unsere Formulare vor Spambots.",
            "Nous protégeons nos formulaires contre les robots spammeurs.",
        ),
    ),
    Rule(
        id="malformed-email",
        issue="obfuscated-contact",
        title="E-mail address that cannot work",
        why="A message to this address cannot be delivered, so the reader cannot make contact.",
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_malformed,
        hits=(
            "Write to ⟦dpo @ example.org⟧ or ⟦privacy@ example.com⟧.",
            "Schreiben Sie an ⟦datenschutz@example,de⟧.",
            "Écrivez à ⟦dpo@example..fr⟧, ou à ⟦dpo@@example.fr⟧.",
            "Escriba a ⟦d***@example.es⟧ o a ⟦dpo@*****.es⟧.",
            "Please call us on ⟦020 79XX XX10⟧.",
            "Neem dan contact op ⟦anjajansengmail.com⟧ of met ⟦j.jansenhotmail.nl⟧.",
            "Write to ⟦dpo @ example.org⟧. We keep what you write without any gap in our records.",
        ),
        misses=(
            "Write to dpo@example.org. Com is a suffix.",
            "Our messages come from @example.org or @example.com only; follow us on twitter @example",
            "Schreiben Sie an datenschutz@example.de, wenn Sie Fragen haben.",
            "We use gmail.com, mail.yahoo.com, https://xyzgmail.com/a, a@mygmail.com and janedoe@gmail.com.",
            "Write to **dpo@example.org** or to **privacy**@example.org, card 4242 XXXX XXXX 4242.",
            "Write to dpo @ example.org (remove spaces when sending email). Again: dpo @ example.org.",
            "Schreiben Sie an info @ example.de (bitte ohne Leerzeichen), wenn Sie Fragen haben.",
            "Écrivez à dpo @ exemple.fr (sans espaces), ou escriba a dpo @ example.es (sin espacios).",
        ),
    ),
    Rule(
        id="spelt-out-email",
        issue="obfuscated-contact",
        title="E-mail address spelt out",
        why="Spelt out against robots, an address is harder for people too: nobody can click or copy it.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_spelt_out,
        hits=(
            "Write to ⟦privacy (at) example.org⟧.",
            "Schreiben Sie an ⟦datenschutz[at]example[punkt]de⟧.",
            "Escriba a ⟦privacidad(arroba)example.es⟧ or ⟦info AT example DOT org⟧.",
            r"Mail: ⟦info \[at\] bei\-spiel \[punkt\] example⟧, ⟦dpo[@]exemple[.]fr⟧.",
            "Schreiben Sie an ⟦info#example.de (# durch @ ersetzen)⟧.",
            "Write to ⟦dpo @ example.org⟧ (remove spaces when sending email). Again: dpo @ example.org.",
            "Schreiben Sie an ⟦info @ example.de⟧ (Leerzeichen bitte entfernen).",
        ),
        misses=(
            "E-Mail: [info[at]example.de](mailto:info@example.de)",
            "You can write to us (at no cost).",
            "We look AT THE SERVICE.",
            "Write to dpo @ example.org, or come and see us.",
        ),
    ),
)
"""Rows of the table of rules."""
