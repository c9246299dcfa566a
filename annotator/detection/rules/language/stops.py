"""Stops within a line: the space around them, and those that are doubled or missing."""

# The examples are whole texts, a line each.
# ruff: noqa: E501

import re
from collections import Counter
from collections.abc import Iterator

from annotator.detection.lazy import lazy
from annotator.detection.literals import Marks, Sought
from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.language.openers import ABBREVIATIONS, HANGING, OPENERS
from annotator.detection.subject import Paragraph, Subject, places
from annotator.domain import Severity

_MARKED = frozenset(".,;:?!")
_CONVENTION = 4
"""So often in one text a space before ; ? ! is how its author sets them."""
_LOOK = 40
_LAST_WORD = lazy(r"(?:[^\W\d_]{2,30}|(?<!\d)(?:19|20)\d\d)\Z")

_ODD = lazy(
    r"""[.,;:?!](?:
      (?P<apart> (?<=[ \u00a0][.,;?!])(?!\S) )
      | (?!\s)(?:
        (?P<glued> (?<=[.?!])(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ’']{0,12}[ \u00a0,])
          | (?<=[,;])(?=[^\W\d_]{2})
          | (?<=:)(?=\((?:[ivx]{1,4}|[a-z]|\d)\)) )
        | (?P<doubled> (?<=\.)(?=\.(?![.\w/])) | (?<=,)(?=,(?!,)|\.(?![.\w])|;) | (?<=;)(?=;(?!;)|\.(?!\w)|,(?!,)) )
      )
    )""",
    re.VERBOSE,
)
"""A stop that stands apart from its word, has the next word right after it, or another stop."""
_LETTERS = [letter for letter in map(chr, range(256)) if letter.isalpha() and letter.islower()]
_SIGNS = Sought(
    (
        *(" .", " ,", " ;", " !", ":(", "..", ",,", ",.", ",;", ";;", ";.", ";,"),
        *(stop + letter for stop in ".,;!" for letter in _LETTERS),
    )
)
"""What an odd stop and the sign before or after it look like, but for the question mark, which is rare."""
_BEFORE = lazy(r"[^\W\d_]{2,30}[)”\"’]?\Z")
_NEXT = lazy(r"\(\w{1,4}\)\w{0,30}|[\w’']{1,30}")
_TOKEN = lazy(r"\S{0,60}")
_SLASHED = {
    "and or": "and/or",
    "AND OR": "AND/OR",
    "und oder": "und/oder",
    "och eller": "och/eller",
    "et ou": "et/ou",
}
_UNSLASHED = Marks(_SLASHED)


@once
def _odd(subject: Subject) -> dict[str, list[int]]:
    """Where stops stand that may be wrong, by what is odd about them."""
    found: dict[str, list[int]] = {"apart": [], "glued": [], "doubled": []}
    for match in _odd_stops(subject):
        found[match.lastgroup or ""].append(match.start())
    return found


def _odd_stops(subject: Subject) -> Iterator[re.Match[str]]:
    text = subject.text
    if not subject.is_latin:
        return _ODD.finditer(text)
    signs = {at + sign.startswith(" ") for sign, starts in _SIGNS.places(subject) for at in starts}
    matches = (_ODD.match(text, at) for at in sorted(signs.union(places(text, "?"))))
    return (match for match in matches if match is not None)


def _find_space_before(subject: Subject) -> Iterator[Hit]:
    """A stop that stands apart from its word: “accounts .”"""
    found = [hit for at in _odd(subject)["apart"] if (hit := _space_before(subject, at))]
    marks = Counter(subject.text[hit.end - 1] for hit in found)
    for hit in found:
        mark = subject.text[hit.end - 1]
        if mark in ".," or marks[mark] < _CONVENTION:
            yield hit


def _space_before(subject: Subject, stop: int) -> Hit | None:
    text = subject.text
    start = stop - 1
    while start > 0 and stop - start < 4 and text[start - 1] in " \u00a0":
        start -= 1
    before = text[max(0, start - _LOOK) : start]
    if not _stands_apart(before, text[stop + 1 : stop + 3]):
        return None
    if text[stop] == "." and _SPELT_ADDRESS.search(before) and _DOMAIN.match(text, stop + 1):
        return None
    paragraph = subject.paragraph_at(stop)
    if paragraph is None or stop >= paragraph.end or _is_table_row(text, paragraph):
        return None
    if paragraph.language == "fr" and text[stop] in ";?!":
        return None
    word = re.search(r"[\w’'-]+[)”\"’»\]]?\Z|\S\Z", before)
    shown = word[0] if word else before[-1]
    if before[-1] in ")]" or subject.in_address(start - 1):
        return Hit(start - 1, stop + 1, f"A space stands before the {_NAMES[text[stop]]}.")
    return Hit(
        start - len(shown),
        stop + 1,
        f"A space stands before the {_NAMES[text[stop]]}, after “{shown}”.",
        shown + text[stop],
    )


_SPELT_ADDRESS = lazy(r"(?:@|[(\[{]at[)\]}]|\bAT\b)\s?[\w-]{1,30}(?: \. [\w-]{1,20})?\Z")
_DOMAIN = lazy(r"[ \u00a0][a-z]{2,10}(?!\w)")
"""An address with spaces in it, so that no program finds it: *office @ example . org*."""


def _stands_apart(before: str, after: str) -> bool:
    """Whether a stop between these has a word before it and the end of something after it."""
    if after[:1] not in ("", " ", "\n", "\r", "\u00a0") or after.strip(" \u00a0")[:1] in _MARKED:
        return False
    if not before or not (before[-1].isalnum() or before[-1] in ')”"’»]'):
        return False
    return before.rsplit(None, 1)[-1].lower() not in HANGING


_NAMES = {
    ".": "full stop",
    ",": "comma",
    ";": "semicolon",
    "?": "question mark",
    "!": "exclamation mark",
    ":": "colon",
}


def _is_table_row(text: str, paragraph: Paragraph) -> bool:
    return text[paragraph.start] in "|<`" or text[paragraph.block.start] in "|<`"


@once
def _glued(subject: Subject) -> Iterator[tuple[bool, Hit]]:
    """A stop with a letter right after it, “data.We”, and whether it is certain."""
    text = subject.text
    for at in _odd(subject)["glued"]:
        before = _BEFORE.search(text, max(0, at - 32), at)
        if before is None or subject.in_address(at) or subject.in_address(at - 1):
            continue
        after = _TOKEN.match(text, at + 1)
        word = _NEXT.match(text, at + 1, at + 40)
        token = text[max(0, at - _LOOK) : at].rsplit(None, 1)[-1] + text[at] + (after[0] if after else "")
        if word is None or _is_technical(token) or text[before.start() - 1 : before.start()] in "._":
            continue
        paragraph = subject.paragraph_at(at)
        if paragraph is None or (_is_table_row(text, paragraph) and text[at] != "."):
            continue
        yield (
            _is_certain(subject, at, before[0], word[0]),
            Hit(
                before.start(),
                word.end(),
                f"No space after the {_NAMES[text[at]]} in “{before[0]}{text[at]}{word[0]}”.",
                f"{before[0]}{text[at]} {word[0]}",
            ),
        )


def _is_technical(token: str) -> bool:
    """Whether a run without spaces is a name of a file, a cookie, a key or the like."""
    return any(sign in token for sign in "_/\\=<>{}@#&|`*~+$%") or sum(map(token.count, ".,;:")) > 3


def _is_certain(subject: Subject, at: int, before: str, word: str) -> bool:
    mark = subject.text[at]
    if mark == ":":
        return True
    language = subject.language_of(at)
    listed = OPENERS.get(language, frozenset())
    if mark in ".?!":
        return (before[0].islower() or language == "de") and before.isalpha() and word.lower() in listed
    return before.islower() and word.islower() and before.isalpha() and (word in listed or before in listed)


def _find_glued(subject: Subject) -> Iterator[Hit]:
    return (hit for sure, hit in _glued(subject) if sure)


def _find_perhaps_glued(subject: Subject) -> Iterator[Hit]:
    return (hit for sure, hit in _glued(subject) if not sure)


def _find_doubled(subject: Subject) -> Iterator[Hit]:
    text = subject.text
    for at in _odd(subject)["doubled"]:
        word = _LAST_WORD.search(text, max(0, at - 30), at)
        if word is None or subject.in_address(at) or subject.in_address(at - 1):
            continue
        if text.endswith(("&", "u0026"), 0, word.start()):
            continue
        pair = text[at : at + 2]
        if pair[0] == "." and word[0].lower() in ABBREVIATIONS:
            continue
        yield Hit(word.start(), at + 2, f"Two stops in a row after “{word[0]}”: “{pair}”.")


def _find_and_or(subject: Subject) -> Iterator[Hit]:
    text = subject.text
    for at, words in _UNSLASHED.places(subject):
        end = at + len(words)
        if text[at - 1 : at].isalnum() or text[end : end + 1].isalnum():
            continue
        if text[at - 1 : at] in "“\"‘'" or text[end : end + 1] in "”\"'’":
            continue
        right = _SLASHED[words]
        yield Hit(at, end, f"“{words}” wants a slash: “{right}”.", right)


RULES: tuple[Rule, ...] = (
    Rule(
        id="space-before-stop",
        issue="punctuation",
        title="A space before the stop",
        why="A stop that stands apart shows that a word was taken out, or that nobody read the line again.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_find_space_before,
        hits=(
            "We use it to manage your ⟦accounts .⟧ We may also use it to reply to you.",
            "För att hantera ⟦användarkonton .⟧ Vi kan använda din information för det.",
            "Nous les conservons ⟦ici .⟧ Ils sont à vous ; personne d’autre ne les lit !",
            "Please tell [us⟦) ,⟧ and we will delete it.",
        ),
        misses=(
            "Que faisons-nous de vos données ? Nous les gardons ; vous pouvez les lire !",
            "It runs on .NET and costs .50 a month . . . or more.",
            "| a | . | , |\n| --- | --- | --- |",
            "Call us: we are there ... nearly always.",
            "Écrivez à bureau @ exemple . be ou à office (at) example . co . uk pour tout.",
        ),
    ),
    Rule(
        id="no-space-after-stop",
        issue="punctuation",
        title="No space after the stop",
        why="Two sentences or items have run into each other; often a line or a word went missing between them.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_find_glued,
        hits=(
            "We only keep the ⟦data.We⟧ delete it after a year, as the law asks us to.",
            "Våra utsedda databehandlare ⟦inkluderar:(i)Prospect⟧ Global Ltd, som vi har valt för er.",
            "Wir löschen Ihre ⟦Daten.Wenn⟧ Sie das nicht wünschen, schreiben Sie uns bitte.",
            "We collect your name and ⟦address,and⟧ we keep them.",
        ),
        misses=(
            "Book it on Booking.com or write to us at help.We@example.com, please.",
            "It runs on Node.js and ASP.NET, i.e. on U.S. servers, and the file is called Privacy.Policy here.",
            "Set the cookies _ga,_gid and read https://example.com/a.We and so on.",
            "Read the terms of S.A.Dupont and of amazon.Com at 10:30 a.m.",
        ),
    ),
    Rule(
        id="perhaps-no-space-after-stop",
        issue="punctuation",
        title="Perhaps no space after the stop",
        why="Two sentences or items may have run into each other; or it is the name of something.",
        severity=Severity.INFO,
        tier=Tier.MAYBE,
        find=_find_perhaps_glued,
        hits=(
            "We keep your ⟦name,address⟧ and age.",
            "We send you a ⟦newsletter.Newsletters⟧ are sent once a month.",
            "Wir speichern Ihren ⟦Namen,Ihre⟧ Anschrift und Ihr Alter bei uns.",
        ),
        misses=(
            "Book it on Booking.com today.",
            "We keep your name, address and age. Newsletters are sent once a month.",
            "The rate is 3,50 and the version is 4.Beta today.",
        ),
    ),
    Rule(
        id="doubled-stop",
        issue="punctuation",
        title="Two stops in a row",
        why="Something was deleted between two marks, or nobody read the line again.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_find_doubled,
        hits=(
            "We keep your ⟦data..⟧ You may ask for it.",
            "This policy applies from 1 May ⟦2025..⟧",
            "We keep your ⟦name,,⟧ address and age.",
            "Wir speichern Ihre ⟦Daten;.⟧ Sie können das ablehnen.",
        ),
        misses=(
            "We keep it ... for a while, etc., and so on. Look in ../data for more.",
            "We use data of Acme Inc., of Acme Ltd.; and others.",
            "To be continued... soon.",
        ),
    ),
    Rule(
        id="and-or-without-slash",
        issue="punctuation",
        title="“and or” without its slash",
        why="“and or” says neither what “and” nor what “or” would; a contract needs one of them or both.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_find_and_or,
        hits=(
            "We may tell you about additional products ⟦and or⟧ services.",
            "Wir nutzen Adressen ⟦und oder⟧ Telefonnummern, die Sie uns geben.",
            "Vi behandlar namn ⟦och eller⟧ adress för att kunna nå dig.",
        ),
        misses=(
            "We may tell you about products and/or services.",
            "Words such as “and or” are avoided here, and, or so we hope, understood.",
            "The sand or the band order.",
        ),
    ),
)
