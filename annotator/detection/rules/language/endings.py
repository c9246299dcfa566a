"""Ends of paragraphs, of items and of lists: the stop that belongs there."""

# The examples are whole texts, a line each.
# ruff: noqa: E501, ISC004

from collections.abc import Iterator, Sequence
from itertools import groupby

from annotator.detection.lazy import lazy
from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.language.openers import HANGING, OPENERS
from annotator.detection.rules.unfinished import breaks_off
from annotator.detection.rules.words_of_ending import GOES_ON
from annotator.detection.subject import Paragraph, Subject
from annotator.domain import Severity
from annotator.text.structure import HEADING, ITEM, PARAGRAPH, BlockKind

_NAMES = {",": "comma", ";": "semicolon"}


@once
def _items(subject: Subject) -> Iterator[tuple[list[Paragraph], Sequence[Paragraph]]]:
    """Each list without lists in it, and the two paragraphs that follow."""
    paragraphs = subject.paragraphs
    at = 0
    for is_item, run in groupby(paragraphs, key=lambda each: each.block.kind is ITEM):
        members = list(run)
        at += len(members)
        if is_item and len(members) > 1 and len({each.block.level for each in members}) == 1:
            yield members, paragraphs[at : at + 2]


def _find_open_lists(subject: Subject) -> Iterator[Hit]:
    """The last item ends with a semicolon or a comma, as do those before."""
    text = subject.text
    for items, rest in _items(subject):
        last = items[-1]
        following = rest[0] if rest else None
        mark = text[last.end - 1]
        before = text[items[-2].end - 8 : items[-2].end]
        if mark not in ";," or following is None or not (mark in before or before[-1] == "."):
            continue
        opening = text[following.start : following.start + 20].lstrip("*_ “\"'([#")
        if not opening[:1].isupper() or following.block.number or text[following.block.start] in "|<":
            continue
        if text[following.end - 1] in ";,":
            continue
        if following.block.kind is not HEADING and _may_be_wrapped(text, last, following):
            continue
        if rest[-1].block.kind is ITEM and text.endswith("   ", 0, following.start):
            continue
        start = _last_words(text, last, 3)
        name = _NAMES[mark]
        yield Hit(start, last.end, f"The list ends in a {name} where a full stop belongs.")


def _may_be_wrapped(text: str, item: Paragraph, following: Paragraph) -> bool:
    """Whether the very next line may still be the item’s: after a comma, or as Markdown reads its bullets."""
    if text.count("\n", item.end, following.start) > 1:
        return False
    return text[item.end - 1] == "," or text[item.block.start : item.start].lstrip()[:1] in {"-", "*", "+"}


def _find_odd_items(subject: Subject) -> Iterator[Hit]:
    """One item without the semicolon that all the others have."""
    text = subject.text
    for items, _ in _items(subject):
        if len(items) < 4:
            continue
        inner = items[:-1]
        unclosed = [each for each in inner if ";" not in text[max(each.start, each.end - 8) : each.end]]
        bare = [each for each in unclosed if text[each.end - 1].isalpha()]
        closed = len(inner) - len(unclosed)
        if len(bare) != 1 or closed < 2 or closed + 3 < len(inner):
            continue
        words = text[bare[0].start : bare[0].end].split()
        if len(words) < 2 or words[-1].lower() in HANGING or any(";" in word for word in words[-4:]):
            continue
        if breaks_off(subject, bare[0]) or _is_split(text, bare[0], items[items.index(bare[0]) + 1]):
            continue
        start = _last_words(text, bare[0], 3)
        tail = text[start : bare[0].end]
        yield Hit(start, bare[0].end, f"No semicolon after “{tail}”, as after the other items.", tail + ";")


def _is_split(text: str, item: Paragraph, following: Paragraph) -> bool:
    """Whether the next item goes on with this one: *to take part ⏎ in the event of a dispute*."""
    mine, next_ones = (
        text[each.start : min(each.end, each.start + 40)].split(None, 1)[0] for each in (item, following)
    )
    return next_ones in GOES_ON and mine.lower() not in GOES_ON


def _last_words(text: str, paragraph: Paragraph, count: int) -> int:
    at = paragraph.end
    for _ in range(count):
        space = max(text.rfind(" ", paragraph.start, at), text.rfind("\u00a0", paragraph.start, at))
        if space < 0:
            return paragraph.start
        at = space
    return at + 1


_STOPPED = lazy(r"[.!?][”\"’)*_]{0,3}\Z")
_LONG = 60
"""Code points from which a paragraph, or an item of a list, may be prose."""
_FEWEST = 5
_USUALLY = 0.75
"""The share of the paragraphs, and of the long items, that end in a stop where stops are meant."""


@once
def _unstopped(subject: Subject) -> Iterator[tuple[bool, Hit]]:
    """A paragraph of prose without a final stop among others that have one, and whether that is certain."""
    text = subject.text
    ends: dict[BlockKind, list[tuple[int, Paragraph]]] = {PARAGRAPH: [], ITEM: []}
    for index, each in enumerate(subject.paragraphs):
        block, start, end, _ = each
        if (
            end - start >= _LONG
            and (kind := block.kind) in ends
            and (text[end - 1].islower() or _has_stop(text, each))
        ):
            ends[kind].append((index, each))
    for kind, ended in ends.items():
        bare = [(index, each) for index, each in ended if text[each.end - 1].islower()]
        if len(ended) - len(bare) < max(_FEWEST, _USUALLY * len(ended)):
            continue
        for index, each in bare:
            following = subject.paragraphs[index + 1] if index + 1 < len(subject.paragraphs) else None
            if not _is_prose(subject, each) or breaks_off(subject, each):
                continue
            if kind is ITEM and not _has_stopped_neighbour(subject, index):
                continue
            if following is not None and not _starts_anew(text, each, following, kind):
                continue
            certain = kind is PARAGRAPH and _is_certain_end(subject, each, following)
            start = _last_words(text, each, 5)
            words = text[start : each.end]
            note = f"No full stop at the end of the paragraph, after “{words}”."
            yield certain, Hit(start, each.end, note, words + ".")


def _has_stop(text: str, paragraph: Paragraph) -> bool:
    end = paragraph.end
    return text[end - 1] in ".!?" or _STOPPED.search(text, end - 4, end) is not None


def _has_stopped_neighbour(subject: Subject, index: int) -> bool:
    """Whether the item before or after one ends in a stop; a list without stops needs none."""
    text = subject.text
    around = subject.paragraphs[max(0, index - 1) : index + 2 : 2] if index else subject.paragraphs[1:2]
    return any(each.block.kind is ITEM and _has_stop(text, each) for each in around)


def _is_prose(subject: Subject, paragraph: Paragraph) -> bool:
    text = subject.text
    tail = text[max(paragraph.start, paragraph.end - 200) : paragraph.end]
    if "\t" in tail.rpartition("\n")[2]:
        return False
    words = tail.split()[-12:]
    if any(sign in word for word in words for sign in ("|", "](", "@", "://", "©", "www.", "\\")):
        return False
    if text[paragraph.start] in "|<`[!" or words[-1].lower().strip("*_") in HANGING:
        return False
    small = sum(1 for word in words if word[:1].islower())
    share = 4 if paragraph.language == "de" else 6
    return len(words) >= 8 and small * 10 >= len(words) * share


def _starts_anew(text: str, paragraph: Paragraph, following: Paragraph, kind: BlockKind) -> bool:
    opening = text[following.start : following.start + 20].lstrip("*_ “\"'(#[")
    if kind is ITEM:
        return opening[:1].isupper() or opening[:1].isdigit()
    if following.block.kind is ITEM and not following.block.number:
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
    return (hit for sure, hit in _unstopped(subject) if sure)


def _find_perhaps_unstopped(subject: Subject) -> Iterator[Hit]:
    return (hit for sure, hit in _unstopped(subject) if not sure)


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
            "• Where we need your data;\n• Where we keep your personal data ⟦for legal purposes;⟧\n"
            "There are certain exceptional circumstances in which we may disclose your information to others,\n"
            "such as a claim.",
        ),
        misses=(
            "We use it:\n\n* to reply to you;\n* to keep our books.\n\nThere are certain cases.",
            "We use it:\n\n* to reply to you;\n* to keep our books;\n\nand for nothing else.",
            "We use it:\n\n* to reply to you;\n* to keep our books;\n  1. in paper;\n  2. in files.",
            "We take your:\n\n* name;\n* school and marks;  \n    Skills;\n* licences; and\n* nothing else.",
            "- Wenn wir die Daten brauchen,\n- Wenn wir Ihre personenbezogenen Daten nicht mehr benötigen,\n"
            "Sie sie jedoch zur Ausübung, Verteidigung oder Geltendmachung von Rechtsansprüchen benötigen,\n"
            "haben Sie das Recht, sie zu behalten.",
            "- Where we need your data,\n- Where we no longer need your personal data for our own purposes,\n"
            "Irish or French law however asks us to keep them for the establishment or defence of claims,\n"
            "we keep them.",
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
            "We keep it where:\n\n* the law says so;\n* you owe us money;\n* we have to go to court\n"
            "* in the event of a quarrel; or\n* somebody asks for it.",
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
            _PROSE
            + "You can ask. Where you do not, you accept that the letters of the office will be sent\n\n"
            "## Changes\n\nWe tell you of changes.",
            _PROSE + "Permission\tPurpose\nCamera\tTo scan a code that you hold before it. It is not kept.\n"
            "List of apps\tIt is read where you allow it, so that we can show it to you if you wish\n\n"
            + _PROSE,
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
