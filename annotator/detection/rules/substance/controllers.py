"""Rules about who speaks: the controller and the brand, where they are named in several ways."""

# ruff: noqa: E501 - a pattern is easier to compare when it stays on its line

import re
from collections.abc import Iterator
from dataclasses import dataclass

from annotator.detection.lazy import lazy
from annotator.detection.literals import Marks, Sought
from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.gates import Gates
from annotator.detection.subject import Subject, places
from annotator.domain import LabelId, Severity

_ISSUE = LabelId("brand-inconsistency")

_FORMS = {
    "limited": "ltd",
    "incorporated": "inc",
    "corporation": "corp",
}
"""Legal forms written out, and what each is short for."""

_RARE_FORMS = Marks(
    (
        *("Ltd", "Limited", "LTD", "LLC", "PLC", "plc", "GmbH", "ApS", "BV", "SAS"),
        *("B.V", "S.A", "S.L"),
    )
)
_SHORT_FORMS = Gates(
    [
        ("AG", " AG"),
        ("AB", " AB"),
        ("Oy", " Oy"),
        ("sa", " SA"),
        ("inc", "Inc"),
        ("corp", "Corp"),
        ("INC", "INC"),
    ]
)
"""How legal forms begin, those apart of which the letters stand in many words."""

_FORM = lazy(
    r"[ ,]{1,2}(Ltd|Limited|LTD|LLC|Inc|INC|Incorporated|Corp|Corporation|PLC|plc|GmbH|AG|AB|ApS|Oy|BV|B\.V|SAS|S\.A\.S|"
    r"SARL|S\.A\.R\.L|SA|S\.A|S\.L\.U|S\.L)(?![\w&])\.?"
)
_NAME_BEFORE = lazy(
    r"(?:\bThe )?(?:(?:[A-Z0-9][\w&'’+.-]{0,30}|of|and|&|de|von|für|des|du) ){0,5}[A-Z0-9][\w&'’+.-]{0,30}$"
)
_LONGEST = 70
"""Code points before a legal form among which the name stands."""

_SELF = lazy(
    r"\((?=[^()\n”\"'’]{0,50}+[”\"'’])(?:[^()\n]{0,40}?[\s“\"'‘,])?[“\"'‘]?(?:[Ww]e|[Uu]s|[Oo]ur|[Ww]ir|[Uu]ns|[Nn]ous|[Vv]i|[Oo]ss|[Nn]oi|[Ww]ij|[Nn]osotros)[”\"'’][^()\n]{0,80}\)"
)
_SPEAKER_BEFORE = lazy(
    r"(?:^|[\s“\"])(?P<whole>(?P<name>[A-Z][\w&'’.-]{1,30}(?: [A-Z][\w&'’.-]{0,30}){0,3})"
    r"(?: (?:agerar som|operating as|trading as|doing business as|d/b/a|handelnd als|agissant sous le nom de) [^\s()]{2,40})?)[ ,]{0,2}$"
)
_SPEAKS = lazy(
    r"(?:^|(?<=[\s*_“]))(?P<name>[A-Z][A-Za-z0-9&-]{2,30}(?: [A-Z][A-Za-z0-9&-]{1,30}){0,2}) "
    r"(?:is committed|respects your|values your|takes your privacy|takes privacy|is dedicated to|cares about|is the (?:data )?controller)"
)
_SPEAKING = frozenset(("committed", "respects", "values", "takes", "dedicated", "cares", "controller"))
"""The words of which a text has one where somebody speaks so."""
_POLICY_WORDS = lazy(
    r"\b(?:privacy|policy|policies|cookie|notice|terms|home|menu|contact|about|login|log in|sign|skip|help|blog|faq|services?|features?|support|"
    r"legal|search|english|back|all rights|statement|datenschutz|startseite|accueil|inicio)\b",
    re.IGNORECASE,
)
_NOT_NAMES = frozenset(
    ("we", "our company", "the company", "company", "website", "site", "group", "us", "you", "our", "this")
)


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    spelt: str
    """Without article and legal form."""
    article: bool
    form: str


_NO_START = frozenset(
    ("of", "and", "&", "de", "von", "für", "des", "du", "Die", "Der", "Das", "La", "Le", "Les", "El", "Il")
)


@once
def _names(subject: Subject) -> list[_Name]:
    """The names with a legal form, in order."""
    text = subject.text
    marks = {
        *_RARE_FORMS.places(subject),
        *((at, cue) for cue in _SHORT_FORMS.passed(subject) for at in places(text, cue)),
    }
    found = []
    for at in sorted(at - (not mark.startswith(" ")) for at, mark in marks):
        if at <= 0 or (form := _FORM.match(text, at - (text[at - 1] == ","))) is None:
            continue
        floor = max(0, form.start() - _LONGEST)
        before = text[floor : form.start()]
        before = before[before.rfind("\n") + 1 :]
        name = _NAME_BEFORE.search(before)
        if name is None:
            continue
        start = form.start() - len(name[0])
        words = name[0].split()
        article = words[0] == "The" and len(words) > 1
        if article and (start == 0 or text[max(0, start - 5) : start].rstrip(" *_")[-1:] in ".:!?\n•"):
            start, words, article = start + 4, words[1:], False
        while words and words[0] in _NO_START:
            start += len(words[0]) + 1
            words = words[1:]
        if not words:
            continue
        spelt = " ".join(words[article:])
        short = form[1].replace(".", "").lower()
        found.append(_Name(start, form.end(), spelt, article, _FORMS.get(short, short)))
    return found


def _variants(subject: Subject) -> Iterator[Hit]:
    first: dict[tuple[str, str], _Name] = {}
    told: set[tuple[str, str]] = set()
    text = subject.text
    for name in _names(subject):
        key = name.spelt.lower(), name.form
        known = first.setdefault(key, name)
        respelt = any(
            ours != theirs and not ours.isupper() and not theirs.isupper()
            for ours, theirs in zip(known.spelt.split(), name.spelt.split(), strict=True)
        )
        if key in told or (known.article == name.article and not respelt):
            continue
        told.add(key)
        shown = [f"“{text[each.start : each.end]}”" for each in (known, name)]
        bare = re.search(
            rf"\b{re.escape(known.spelt)}\b(?!,? ?(?:Ltd|Limited|LTD|Inc|LLC|GmbH|AB|AG|BV))", text
        )
        if bare is not None:
            shown.append(f"“{bare[0]}”")
        yield Hit(
            name.start,
            name.end,
            f"One company under several names: {', '.join(shown)}.",
            other=(known.start, known.end),
        )


def _nameless(subject: Subject) -> Iterator[Hit]:
    text = subject.text
    for match in _SELF.finditer(text):
        before = text[max(0, match.start() - _LONGEST) : match.start()].rstrip()
        speaker = _SPEAKER_BEFORE.search(before[before.rfind("\n") + 1 :])
        if speaker is None or speaker["name"].lower() in _NOT_NAMES or _POLICY_WORDS.search(speaker["name"]):
            continue
        name = speaker["name"].lower()
        known = [
            each
            for each in _names(subject)
            if speaker["whole"] == speaker["name"] or name in each.spelt.lower()
        ]
        if known or any(
            _LEGAL_ELSEWHERE.match(text, at) for _, starts in _LEGAL_WORDS.places(subject) for at in starts
        ):
            return
        end = text.rfind(speaker["whole"], 0, match.start()) + len(speaker["whole"])
        yield Hit(
            end - len(speaker["whole"]),
            end,
            f"“{speaker['name']}” is a brand: nowhere does the policy name the company behind it with its legal form.",
        )
        return


_LEGAL_ELSEWHERE = lazy(
    r"\b(?:Foundation|Association|University|e\.V\.|Stiftung|Verein|charity|non-?profit|not-for-profit|registered (?:office|company)|company number|"
    r"sole (?:trader|proprietor)|Ministry|Council|Government|Fondation|organisationsnummer|org\.? ?nr|Handelsregister|RCS)\b",
    re.IGNORECASE,
)
_LEGAL_WORDS = Sought(
    (
        *("foundation", "association", "university", "e.v.", "stiftung", "verein", "charity", "fondation"),
        *(
            "nonprofit",
            "non-profit",
            "not-for-profit",
            "ministry",
            "council",
            "government",
            "handelsregister",
        ),
        *("registered office", "registered company", "company number", "sole trader", "sole proprietor"),
        *("organisationsnummer", "orgnr", "org.nr", "org nr", "org. nr", "rcs"),
    )
)
"""How each of them begins."""


def _brand(subject: Subject) -> Iterator[Hit]:
    paragraphs = subject.paragraphs
    if len(paragraphs) < 8 or subject.vocabulary.isdisjoint(_SPEAKING):
        return
    text = subject.text
    head = list(_pieces(subject, paragraphs[0].start, paragraphs[2].end))
    foot = {words for _, words in _pieces(subject, paragraphs[-6].start, len(text))}
    head = [each for each in head if each[1] in foot]
    speaker = (
        next((each for each in _SPEAKS.finditer(text) if each["name"].lower() not in _NOT_NAMES), None)
        if head
        else None
    )
    if speaker is None:
        return
    body = text[paragraphs[3].start : paragraphs[-6].start]
    for start, words in head:
        same = _plain(words) in _plain(speaker["name"]) or _plain(speaker["name"]) in _plain(words)
        if not same and words not in body:
            yield Hit(
                start,
                start + len(words),
                f"Headed “{words}”, but “{speaker['name']}” speaks; nothing says how the two belong together.",
                other=speaker.span("name"),
            )
            return


def _pieces(subject: Subject, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Names of one to three words in a link or between bars, such as stand in a header or footer."""
    text = subject.text
    for link in subject.links:
        if start <= link.start < end and not link.image:
            yield from _as_name(text, *link.words)
    for line in text[start:end].split("\n"):
        for piece in line.split("|"):
            yield from _as_name(text, start, start + len(piece))
            start += len(piece) + 1


def _as_name(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    words = _TO_NAME.sub("", text[start:end])
    start = end - len(words)
    words = words.split("](", maxsplit=1)[0].rstrip(" #*_]")
    if (
        3 <= len(words) <= 40
        and words[0].isalpha()
        and len(words.split(maxsplit=3)) <= 3
        and any(map(str.isupper, words))
        and not _POLICY_WORDS.search(words)
    ):
        yield start, words


_TO_NAME = lazy(r"^[\s#*_\[]+")


def _plain(name: str) -> str:
    return re.sub(r"\W", "", name).lower()


_PAGE = (
    "{head}\n\nPrivacy Policy\n\n- Services\n\n{speaker} is committed to your privacy.\n\nWe collect your name.\n\nWe keep it safe.\n\n"
    "We share it with nobody.\n\nWrite to us.\n\nCall us.\n\nWe answer.\n\n{foot}"
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="company-in-variants",
        issue=_ISSUE,
        title="One company under several names",
        why="The controller has to be identified (Art. 13(1)(a) GDPR): a name with and without its article or form may be another company.",
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_variants,
        hits=(
            "This site is run by Ardent Group Ltd and its staff. ‘We’ means ⟦The Ardent Group Ltd⟧ of Andover.",
            "Le site est édité par Bleuet SAS.\n\nLe responsable est ⟦BleuEt SAS⟧ à Lyon.",
            "Die NordLicht GmbH betreibt diese Seite.\n\nVerantwortlich ist die ⟦Nordlicht GmbH⟧ in Kiel.",
        ),
        misses=(
            "This site is run by Ardent Group Ltd. Write to Ardent Group Limited, Andover.",
            "Ardent Group Ltd is part of Ardent Holdings Inc.",
            "We are Ardent Ltd. The Ardent Ltd.",
        ),
    ),
    Rule(
        id="brand-without-company",
        issue=_ISSUE,
        title="A brand speaks, no company is named",
        why="The controller has to be identified (Art. 13(1)(a) GDPR); a brand cannot be sued or written to.",
        severity=Severity.HIGH,
        tier=Tier.MAYBE,
        find=_nameless,
        hits=(
            "⟦Ardent trading as Ardent.com⟧ (“we”, “us”) is committed to your privacy.",
            "⟦Nordlicht⟧ (“wir”, “uns”) schützt Ihre Daten.",
            "⟦Ardent agerar som Ardent.com⟧ (“Vi” eller “Oss”) värnar om din integritet.",
        ),
        misses=(
            "Ardent Ltd (“we”, “us”) is committed to your privacy.",
            "Ardent (“we”, “us”) is committed to your privacy. Ardent is a brand of Ardent Ltd.",
            "This Privacy Policy (“our policy”) tells you what we do.",
        ),
    ),
    Rule(
        id="brand-of-the-page-not-of-the-policy",
        issue=_ISSUE,
        title="The page bears another brand than the policy",
        why="Readers cannot tell whose policy it is; often it has been copied from another site.",
        severity=Severity.HIGH,
        tier=Tier.MAYBE,
        find=_brand,
        hits=(
            _PAGE.format(
                head="[⟦Ardent⟧](https://birch.example/)",
                speaker="Birch",
                foot="Ardent | Privacy Policy | Help",
            ),
            _PAGE.format(
                head="⟦Nordlicht⟧ | Privacy Policy",
                speaker="Birch Tree",
                foot="Nordlicht | All rights reserved",
            ),
            _PAGE.format(head="[⟦Ardent Shop⟧](/)", speaker="Birch", foot="Ardent Shop | Terms | Help"),
        ),
        misses=(
            _PAGE.format(
                head="[Ardent](https://ardent.example/)",
                speaker="Ardent",
                foot="Ardent | Privacy Policy | Help",
            ),
            _PAGE.format(head="[Home](/)", speaker="Birch", foot="Home | Privacy Policy | Help"),
            _PAGE.format(head="[Ardent](/)", speaker="Birch, the maker of Ardent,", foot="Ardent | Help"),
        ),
    ),
)
