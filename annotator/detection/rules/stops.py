"""Stops, commas and the space around them."""

# The examples are whole texts, a line each.
# ruff: noqa: E501, ISC004

import re
from collections.abc import Iterator
from itertools import groupby

from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.once import once
from annotator.detection.rules.openers import ABBREVIATIONS, HANGING, OPENERS
from annotator.detection.subject import Paragraph, Subject
from annotator.domain import Severity
from annotator.text.structure import BlockKind

_MARKS = (".", ",", ";", "?", "!")
_ALONE = frozenset(_MARKS)
_MARKED = frozenset((*_MARKS, ":"))
_CONVENTION = 4
"""So often in one text a space before ; ? ! is how its author sets them."""
_LOOK = 40
_LAST_WORD = re.compile(r"[^\W\d_]{2,30}\Z")

_GLUED = re.compile(
    r"[.?!,;:](?:(?<=[.?!])(?=[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ’']{0,12}[ \u00a0,])"
    r"|(?<=[,;])(?=[^\W\d_]{2})|(?<=:)(?=\((?:[ivx]{1,4}|[a-z]|\d)\)))"
)
_BEFORE = re.compile(r"[^\W\d_]{2,30}[)”\"’]?\Z")
_NEXT = re.compile(r"\(\w{1,4}\)\w{0,30}|[\w’']{1,30}")
_TOKEN = re.compile(r"\S{0,60}")
_DOUBLED = re.compile(r"\.\.(?![.\w/])|,,(?!,)|;;(?!;)|;\.(?!\w)|,\.(?![\w.])|;,(?!,)|,;")
_PAIRS = ("..", ",,", ";;", ";.", ",.", ";,", ",;")
_SLASHED = {
    "and or": "and/or",
    "AND OR": "AND/OR",
    "und oder": "und/oder",
    "och eller": "och/eller",
    "et ou": "et/ou",
}


def _find_space_before(subject: Subject) -> Iterator[Hit]:
    """A stop that stands apart from its word: “accounts .”"""
    text = subject.text
    for mark in sorted(_ALONE & subject.tokens):
        found = [
            hit
            for space in (" ", "\u00a0")
            for at in _places(text, space + mark)
            if (hit := _space_before(subject, at + 1))
        ]
        if mark in ".," or len(found) < _CONVENTION:
            yield from found


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _space_before(subject: Subject, stop: int) -> Hit | None:
    text = subject.text
    start = stop - 1
    while start > 0 and stop - start < 4 and text[start - 1] in " \u00a0":
        start -= 1
    before = text[max(0, start - _LOOK) : start]
    if not _stands_apart(before, text[stop + 1 : stop + 3]):
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
    for match in _GLUED.finditer(text):
        at = match.start()
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
    for pair in _PAIRS:
        for at in _places(text, pair):
            match = _DOUBLED.match(text, at)
            word = _LAST_WORD.search(text, max(0, at - 30), at)
            if match is None or word is None or subject.in_address(at) or subject.in_address(at - 1):
                continue
            if text[word.start() - 1 : word.start()] == "&":
                continue
            if pair[0] == "." and word[0].lower() in ABBREVIATIONS:
                continue
            yield Hit(word.start(), at + 2, f"Two stops in a row after “{word[0]}”: “{pair}”.")


def _find_and_or(subject: Subject) -> Iterator[Hit]:
    text = subject.text
    for words, right in _SLASHED.items():
        for at in _places(text, words):
            end = at + len(words)
            if text[at - 1 : at].isalnum() or text[end : end + 1].isalnum():
                continue
            if text[at - 1 : at] in "“\"‘'" or text[end : end + 1] in "”\"'’":
                continue
            yield Hit(at, end, f"“{words}” wants a slash: “{right}”.", right)


def _items(subject: Subject) -> Iterator[tuple[list[Paragraph], Paragraph | None]]:
    """Each list without lists in it, and what follows."""
    paragraphs = subject.paragraphs
    at = 0
    for is_item, run in groupby(paragraphs, key=lambda each: each.block.kind is BlockKind.ITEM):
        members = list(run)
        at += len(members)
        if is_item and len(members) > 1 and len({each.block.level for each in members}) == 1:
            yield members, paragraphs[at] if at < len(paragraphs) else None


def _find_open_lists(subject: Subject) -> Iterator[Hit]:
    """The last item ends with a semicolon or a comma, as do those before."""
    text = subject.text
    for items, following in _items(subject):
        last = items[-1]
        mark = text[last.end - 1]
        before = text[items[-2].end - 8 : items[-2].end]
        if mark not in ";," or following is None or not (mark in before or before[-1] == "."):
            continue
        opening = text[following.start : following.start + 20].lstrip("*_ “\"'([#")
        if not opening[:1].isupper() or following.block.number or text[following.block.start] in "|<":
            continue
        start = _last_words(text, last, 3)
        name = _NAMES[mark]
        yield Hit(start, last.end, f"The list ends in a {name} where a full stop belongs.")


def _find_odd_items(subject: Subject) -> Iterator[Hit]:
    """One item without the semicolon that all the others have."""
    text = subject.text
    for items, _ in _items(subject):
        if len(items) < 4:
            continue
        inner = items[:-1]
        closed = [each for each in inner if ";" in text[max(each.start, each.end - 8) : each.end]]
        bare = [each for each in inner if text[each.end - 1].isalpha() and each not in closed]
        if len(bare) != 1 or len(closed) < 2 or len(closed) + 3 < len(inner):
            continue
        words = text[bare[0].start : bare[0].end].split()
        if len(words) < 2 or words[-1].lower() in HANGING or any(";" in word for word in words[-4:]):
            continue
        start = _last_words(text, bare[0], 3)
        tail = text[start : bare[0].end]
        yield Hit(start, bare[0].end, f"No semicolon after “{tail}”, as after the other items.", tail + ";")


def _last_words(text: str, paragraph: Paragraph, count: int) -> int:
    at = paragraph.end
    for _ in range(count):
        space = max(text.rfind(" ", paragraph.start, at), text.rfind("\u00a0", paragraph.start, at))
        if space < 0:
            return paragraph.start
        at = space
    return at + 1


_STOPPED = re.compile(r"[.!?][”\"’)*_]{0,3}\Z")
_LONG = 60
"""Code points from which a paragraph, or an item of a list, may be prose."""
_FEWEST = 5
_USUALLY = 0.75
"""The share of the paragraphs, and of the long items, that end in a stop where stops are meant."""


def _unstopped(subject: Subject, *, sure: bool) -> Iterator[Hit]:
    """A paragraph of prose without a final stop among others that have one."""
    text = subject.text
    for kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
        if sure and kind is BlockKind.ITEM:
            return
        ended = [
            (index, each)
            for index, each in enumerate(subject.paragraphs)
            if each.block.kind is kind
            and each.end - each.start >= _LONG
            and (text[each.end - 1].islower() or _STOPPED.search(text, each.end - 4, each.end))
        ]
        bare = [(index, each) for index, each in ended if text[each.end - 1].islower()]
        if len(ended) - len(bare) < max(_FEWEST, _USUALLY * len(ended)):
            continue
        for index, each in bare:
            following = subject.paragraphs[index + 1] if index + 1 < len(subject.paragraphs) else None
            if not _is_prose(subject, each) or not (
                following is None or _starts_anew(text, each, following, kind)
            ):
                continue
            certain = kind is BlockKind.PARAGRAPH and _is_certain_end(subject, each, following)
            if certain is not sure:
                continue
            start = _last_words(text, each, 5)
            words = text[start : each.end]
            yield Hit(
                start, each.end, f"No full stop at the end of the paragraph, after “{words}”.", words + "."
            )


def _is_prose(subject: Subject, paragraph: Paragraph) -> bool:
    text = subject.text
    words = text[max(paragraph.start, paragraph.end - 200) : paragraph.end].split()[-12:]
    if any(sign in word for word in words for sign in ("|", "](", "@", "://", "©", "www.", "\\")):
        return False
    if text[paragraph.start] in "|<`[!" or words[-1].lower().strip("*_") in HANGING:
        return False
    small = sum(1 for word in words if word[:1].islower())
    share = 4 if paragraph.language == "de" else 6
    return len(words) >= 8 and small * 10 >= len(words) * share


def _starts_anew(text: str, paragraph: Paragraph, following: Paragraph, kind: BlockKind) -> bool:
    opening = text[following.start : following.start + 20].lstrip("*_ “\"'(#[")
    if kind is BlockKind.ITEM:
        return opening[:1].isupper() or opening[:1].isdigit()
    if following.block.kind is BlockKind.ITEM and not following.block.number:
        return False
    gap = text[paragraph.end : following.block.start]
    return (opening[:1].isupper() or opening[:1].isdigit()) and gap.count("\n") >= 2


def _is_certain_end(subject: Subject, paragraph: Paragraph, following: Paragraph | None) -> bool:
    """Several sentences before the last, which is a long one, and a heading or the like after."""
    sentences = subject.sentences(paragraph)
    start, end = sentences[-1]
    if paragraph.block.number or not subject.text[paragraph.start].isalpha():
        return False
    if len(sentences) < 2 or following is None or subject.text[following.block.start] in "[|<!":
        return False
    words = subject.text[start:end].split()
    return (
        len(words) >= 8
        and subject.text[start].isupper()
        and not any(":" in word for word in words)
        and sum(1 for word in words if word.lower().strip(",") in OPENERS.get(paragraph.language, ())) >= 2
    )


def _find_unstopped(subject: Subject) -> Iterator[Hit]:
    return _unstopped(subject, sure=True)


def _find_perhaps_unstopped(subject: Subject) -> Iterator[Hit]:
    return _unstopped(subject, sure=False)


_PROSE = (
    "We collect your name and address when you order something from us on this site.\n\n"
    "We use these data in order to send you what you have ordered, and for nothing else.\n\n"
    "We keep them for as long as the law tells us to keep our books, and then we delete them.\n\n"
    "You may ask us at any time which of your data we hold, and we will tell you so.\n\n"
    "You may also ask us to correct them where they are wrong, and we will do so at once.\n\n"
)
_SATZ = (
    "Wir erheben Ihren Namen und Ihre Anschrift, wenn Sie bei uns auf dieser Seite etwas bestellen.\n\n"
    "Wir nutzen diese Daten nur, um Ihnen das zu senden, was Sie bestellt haben, und für sonst nichts.\n\n"
    "Wir bewahren sie so lange auf, wie das Gesetz es verlangt, und löschen sie danach.\n\n"
    "Sie können uns jederzeit fragen, welche Daten wir über Sie haben, und wir sagen es Ihnen.\n\n"
    "Sie können uns auch bitten, sie zu berichtigen, wenn sie falsch sind, was wir gerne tun.\n\n"
)

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
    Rule(
        id="list-ends-open",
        issue="punctuation",
        title="The list ends in a semicolon or a comma",
        why="After it one expects a further item, and cannot know whether one was lost.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_find_open_lists,
        hits=(
            "We use it:\n\n* to reply to you;\n* to see that the rules ⟦are complied with;⟧\n\n"
            "There are certain cases in which we may disclose it.",
            "Wir nutzen sie:\n\n* zur Antwort,\n* zur ⟦Pflege unserer Seiten,⟧\n\nSie können dem widersprechen.",
            "Nous les utilisons :\n\n- pour répondre ;\n- pour ⟦tenir nos comptes;⟧\n\n## Vos droits\n\nVous avez des droits.",
        ),
        misses=(
            "We use it:\n\n* to reply to you;\n* to keep our books.\n\nThere are certain cases.",
            "We use it:\n\n* to reply to you;\n* to keep our books;\n\nand for nothing else.",
            "We use it:\n\n* to reply to you;\n* to keep our books;\n  1. in paper;\n  2. in files.",
        ),
    ),
    Rule(
        id="item-without-semicolon",
        issue="punctuation",
        title="An item without the semicolon of the others",
        why="Where one item of a list ends otherwise than the rest, its end may be missing.",
        severity=Severity.INFO,
        tier=Tier.SURE,
        find=_find_odd_items,
        hits=(
            "Vi använder dem för:\n\n* Att driva tjänsterna;\n* Att ⟦förbättra våra tjänster⟧\n* Att ge dig stöd;\n"
            "* Att förbättra säkerheten; och\n* Att följa lagen.",
            "We use it to:\n\n* reply to you;\n* keep our books;\n* send ⟦you our newsletter⟧\n* improve our site;\n"
            "* prevent fraud.",
            "Wir nutzen sie, um:\n\n* zu antworten;\n* Bücher zu führen;\n* die ⟦Seite zu verbessern⟧\n* zu werben;\n"
            "* Betrug zu verhindern.",
        ),
        misses=(
            "We keep:\n\n* name;\n* address;\n* age; and\n* nothing else.",
            "We keep:\n\n* name\n* address\n* age\n* nothing else",
            "We keep:\n\n* your name; and/or\n* your address;\n* your age;\n* your mail;\n* nothing else.",
            "We keep:\n\n* your name;\n* your address\n* your age\n* your mail;\n* nothing else.",
        ),
    ),
    Rule(
        id="no-final-stop",
        issue="punctuation",
        title="No full stop at the end of the paragraph",
        why="A paragraph without its stop may have lost its end, and with it a condition or an exception.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_find_unstopped,
        hits=(
            f"{_PROSE}Sometimes we do. Where we do so we will explain what ⟦allows us to do so⟧\n\n{_PROSE}",
            f"{_SATZ}Sie haben Rechte. Wenn Sie diese ausüben, schreiben Sie ⟦uns an die genannte Adresse⟧\n\n{_SATZ}",
            f"{_PROSE}You can ask. If you would like to know it, please write to us ⟦at the address given above⟧\n\n"
            "## Changes\n\nWe tell you of changes.",
        ),
        misses=(
            _PROSE + "Sometimes we change our purposes. Where we do so we will tell you about\n\n"
            "* the reason;\n* the law.",
            "Our policy on the use of data by us and others\n\nA page about this and that and what is in it for you",
            _PROSE
            + "For more of this see the page on cookies. It is at [the end of our site](https://example.com)"
            "\n\n" + _PROSE,
        ),
    ),
    Rule(
        id="perhaps-no-final-stop",
        issue="punctuation",
        title="Perhaps no full stop at the end of the paragraph",
        why="A paragraph without its stop may have lost its end; or it is a line that needs none.",
        severity=Severity.INFO,
        tier=Tier.MAYBE,
        find=_find_perhaps_unstopped,
        hits=(
            f"{_PROSE}We share it with our staff, who are bound to keep it secret and to use it in the way that is set out here,"
            f" so that we can provide ⟦our products and services there⟧\n\n{_PROSE}",
            f"{_SATZ}Wir geben sie an andere weiter, sofern diese sich dazu verpflichten, sie nur für uns zu nutzen,"
            f" damit unsere Mitarbeiter für ⟦Sie da sein und helfen⟧\n\n{_SATZ}",
            f"{_PROSE}We allow cookies that are placed on this site, read there and used for their own ends by other companies"
            f" ⟦who are in this together⟧\n\n{_PROSE}",
        ),
        misses=(
            _PROSE,
            _PROSE
            + "Data Protection Officer, Acme Limited, 1 High Street, Sometown, County Down, Northern Ireland",
            "A heading without a stop that is quite long and in words\n\nAnother one without a stop, long and in words",
        ),
    ),
)
