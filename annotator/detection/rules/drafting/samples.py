"""What a template leaves behind: samples, codes of its pages, wordings to choose from."""

import re
from collections.abc import Iterator

from annotator.detection.lazy import lazy
from annotator.detection.literals import Marks, Sought
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.subject import Subject
from annotator.domain import Severity

_SAMPLE_ADDRESS = lazy(
    r"[\w.+-]{1,40}@(?:example|yourdomain|yourcompany|domain|company|yoursite|mydomain|mycompany)\.[a-z]{2,4}"
    r"|(?:https?://)?(?:www\.)?(?:yourdomain|yourwebsite|yoursite|yourcompany|mywebsite|mysite|"
    r"yourstore)\.[a-z]{2,4}/?",
    re.IGNORECASE,
)
_SAMPLE = lazy(
    r"(?<![\w/.[-])(?:XXX(?:X*)|TODO|TO DO:)(?![\w/-])"
    r"|(?<=[ (])(?:_{4,}|(?:\\_){4,})(?=[ ,.;)])"
    r"|(?<![\w.-])(?:ABC|XYZ|ACME|Acme) (?:Company|Corp(?:oration)?|Inc|Ltd|LLC|GmbH)\b"
    r"|\bMuster(?:firma|mann|frau|straße|stadt|shop)(?: GmbH| AG)?\b|\b123 "
    r"(?:Main|Any|Sample|Example) (?:Street|St|Road)\b"
    r"|(?<=[a-z,] )Your Company(?: Name)?(?! [a-z]{3,}['’]s)\b"
)
_SAMPLE_MARKS = Marks(
    (
        *("TODO", "TO DO:", "XXX", "ABC ", "XYZ ", "ACME ", "Acme ", "Your Company", "____"),
        "\\_\\_\\_",
    )
)


def _find_likely(subject: Subject) -> Iterator[Hit]:
    """Sample addresses and names, and blanks to be written on."""
    text = subject.text
    found = [span for span in subject.addresses if _SAMPLE_ADDRESS.fullmatch(text, *span)]
    last = 0
    for at, _ in _SAMPLE_MARKS.places(subject):
        match = _SAMPLE.search(text, max(last, at - _AROUND), at + _AROUND) if at >= last else None
        if match is not None:
            last = match.end()
            found.append(match.span())
    spanish = subject.language in {"es", "pt", "it"}
    for start, end in found:
        line = text[max(text.rfind("\n", max(0, start - 400), start), start - 400) + 1 : start]
        shown = text[start : min(end, start + 40)]
        if not line.lstrip().startswith("|") and not (spanish and shown == "TODO"):
            yield Hit(start, end, f"“{shown}” looks like a sample that was to be replaced.")


_AROUND = 60
"""Code points on either side in which a sample shows what it is."""


_CODES = {
    "sv": "Swedish",
    "en": "English",
    "de": "German",
    "fr": "French",
    "nl": "Dutch",
    "nb": "Norwegian",
    "fi": "Finnish",
    "pl": "Polish",
    "pt": "Portuguese",
    "cs": "Czech",
    "hu": "Hungarian",
    "ro": "Romanian",
}
"""Without those that are words at the end of a title, such as *it* and *no*."""
_CODED = lazy(r"(?:[^\W\d_]+[ -]){1,6}([a-z]{2})(?:[-_][A-Za-z]{2})?")
_FIRST_BLOCKS = 6


def _find_coded_titles(subject: Subject) -> Iterator[Hit]:
    for paragraph in subject.paragraphs[:_FIRST_BLOCKS]:
        if paragraph.end - paragraph.start > 60:
            continue
        match = _CODED.fullmatch(subject.text, paragraph.start, paragraph.end)
        if match is None or match[1] not in _CODES:
            continue
        yield Hit(
            paragraph.start,
            paragraph.end,
            f"“{match[1]}” is the code for {_CODES[match[1]]}: this is a page’s name, not a title.",
        )


_SAMPLE_DATA = lazy(
    r"\b(?:birthday|date of birth),? relationship status,? (?:and )?interests and hobbies\b"
    r"|\brelationship status,? interests and hobbies\b"
    r"|\beducational details,? and employment details\b",
    re.IGNORECASE,
)


_DATA_MARKS = Sought(("interests and hobbies", "employment details"))


def _find_sample_data(subject: Subject) -> Iterator[Hit]:
    """The sample list of data that the most copied English template comes with."""
    last = 0
    for at in sorted(at for _, starts in _DATA_MARKS.places(subject) for at in starts):
        match = _SAMPLE_DATA.search(subject.text, max(last, at - _AROUND), at + _AROUND)
        if match is not None:
            last = match.end()
            yield Hit(
                *match.span(),
                "These words are the samples of a template: are they what this service collects?",
            )


_OPTIONS = lazy(
    r"(?<=[ :\n])[a-z][\w’'-]{1,30} [^/\n:;.|<>\[\]()]{3,80} / [a-z][\w’'-]{1,30} [^/\n:;.|<>\[\]()]{3,80}"
    r"(?: / [a-z][\w’'-]{1,30} [^/\n:;.|<>\[\]()]{3,80}){1,8}"
)


_SLASHES = Marks((" / ",))
_AND_OR = lazy(r"\b(?:and|und|et|y|e|och|en) / ")


def _find_options(subject: Subject) -> Iterator[Hit]:
    """Three and more wordings between slashes, of which one was to be chosen."""
    text = subject.text
    seen = -1
    for at, _ in _SLASHES.places(subject):
        paragraph = subject.paragraph_at(at)
        if paragraph is None or paragraph.start <= seen:
            continue
        seen = paragraph.start
        if text.count(" / ", paragraph.start, paragraph.end) > 1:
            for match in _OPTIONS.finditer(text, paragraph.start, paragraph.end):
                if not _AND_OR.search(match[0]):
                    yield Hit(*match.span(), "Wordings to choose from are left standing side by side.")


RULES: tuple[Rule, ...] = (
    Rule(
        id="likely-sample",
        issue="placeholder",
        title="Looks like a sample that was to be replaced",
        why="Sample names and addresses that come with a template lead nowhere.",
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_find_likely,
        hits=(
            "Questions? Write to ⟦privacy@yourdomain.com⟧ at any time.",
            "The controller is ⟦ACME Ltd⟧, and we keep data for ⟦XXX⟧ months.",
            "Diese Seite wird betrieben von ⟦XYZ GmbH⟧ in Berlin.",
        ),
        misses=(
            "Write to privacy@maker.com at any time.",
            "| Cookie | XXX |\n",
            "Pay with VISA XXXX-1234 or by transfer.",
        ),
    ),
    Rule(
        id="locale-code-in-title",
        issue="placeholder",
        title="A language code is left in a title",
        why="The name that a page has in the editing system was taken for its title.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_find_coded_titles,
        hits=(
            "⟦Privacy policy sv⟧\n\nVi samlar in uppgifter om dig när du besöker vår webbplats.",
            "⟦Privacy Policy fr⟧\n\nNous collectons des données lorsque vous visitez notre site.",
            "⟦Cookie notice nl-NL⟧\n\nWij gebruiken cookies als u onze website bezoekt en dat weet u.",
        ),
        misses=(
            "What we do with it\n\nWe collect data about you when you visit our website.",
            "Privacy Policy UK\n\nWe collect data about you when you visit our website.",
            "Privacy policy\n\nWe collect data about you when you visit our website.",
        ),
    ),
    Rule(
        id="options-side-by-side",
        issue="placeholder",
        title="Wordings to choose from are left in",
        why="A template offers wordings of which one applies; with all of them left in, none is stated.",
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_find_options,
        hits=(
            (
                "We do so when a visitor: ⟦opens the page / follows them around the site / has a device "
                "with a camera⟧."
            ),
            (
                "The data are handled as follows: ⟦is kept in Ireland / is sent to the parent company / "
                "is kept by a processor⟧."
            ),
            "Wir löschen in diesem Fall: ⟦der Vertrag endet / die Frist abläuft / die Einwilligung fehlt⟧.",
        ),
        misses=(
            "Home / About us / Our services / Contact",
            "We use clickable text / banner / image links.",
            "Users communicate / engage on them.",
        ),
    ),
    Rule(
        id="template-samples",
        issue="placeholder",
        title="The samples of a template are left in",
        why="Data that the service does not collect are declared, because the template named them as "
        "examples.",
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_find_sample_data,
        languages=frozenset(["en"]),
        hits=(
            "We take your gender, ⟦relationship status, interests and hobbies⟧, and other details.",
            "We take your ⟦birthday, relationship status, interests and hobbies⟧ and further details.",
            "We take your name, ⟦educational details and employment details⟧.",
        ),
        misses=(
            "We take your name and your contact details.",
            "We take details of your relationship status, your hobbies and what you are interested in.",
            "We take details of your education and of your employment.",
        ),
    ),
)
