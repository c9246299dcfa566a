"""Text → blocks: headings, paragraphs, list items and rules.

What is marked up is believed. Where there is no mark-up, a line is a heading when it looks like one and heads
something: that is settled here, among neighbours, after every line has been looked at by itself.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from annotator.text.drafts import HEADING, ITEM, PARAGRAPH, RULE, BlockKind, Draft, drafts_of
from annotator.text.lines import lines_of


class Block(NamedTuple):
    """Lines that belong together, ``[start, end)`` in code points, without surrounding whitespace."""

    kind: BlockKind
    start: int
    end: int
    content: int
    """Where the words start, after a bullet, a number or ``##``."""
    level: int = 0
    """Headings: 1 for the highest. Items: 1 for the outermost. Otherwise 0."""
    number: str = ""
    """The number as it is printed, such as ``4.2``, ``IV`` or ``a``."""


def find_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text, in order."""
    drafts = drafts_of(lines_of(text))
    explicit = sum(1 for draft in drafts if draft.kind is HEADING) > 1
    _settle_numbered(drafts, explicit=explicit)
    _settle_plain(drafts, explicit=explicit)
    _settle_levels(drafts)
    _settle_nesting(drafts)
    return tuple(map(Block._make, map(_parts, drafts)))


def _parts(draft: Draft) -> tuple[BlockKind, int, int, int, int, str]:
    last, number = draft.last, draft.number
    printed = number.printed if number is not None else ""
    return draft.kind, draft.first.start, last.start + len(last.text), draft.content, draft.level, printed


def _settle_numbered(drafts: Sequence[Draft], *, explicit: bool) -> None:
    """A numbered line that heads something is a heading; several with nothing between them are a list."""
    numbered = [index for index, draft in enumerate(drafts) if draft.number is not None]
    letters: set[str] = set()
    bare = {int(number.printed) for index in numbered if (number := drafts[index].number) and number.bare}
    for first, end in _runs(drafts, numbered):
        run = drafts[first:end]
        siblings = sum(1 for one, two in pairwise(run) if _are_siblings(one, two))
        apart = all(draft.style and draft.first.after_blank for draft in run[1:])
        listed = siblings > 1 or (siblings == 1 and not apart)
        led_in = first > 0 and _leads_in(drafts[first - 1])
        for draft in run:
            if draft.number is None or draft.kind is not ITEM:
                continue
            alone = draft.number.bare and bare.isdisjoint(draft.number.neighbours)
            if alone or draft.number.may_be_initial(letters):
                draft.demote()
                continue
            letters.add(draft.number.printed)
            weak = explicit and draft.number.depth == 1 and not draft.number.named
            leads_in = end < len(drafts) and _leads_in(draft) and drafts[end].kind is ITEM
            if draft.style and not (listed or led_in or weak or leads_in) and end < len(drafts):
                draft.kind = HEADING
            elif not listed and (draft.number.named or draft.number.bare):
                draft.demote()


def _runs(drafts: Sequence[Draft], numbered: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Stretches of drafts whose numbers go on from each other with nothing between; most have one draft."""
    first = last = -1
    for index in numbered:
        if last < 0 or index > last + 1 or not _go_on(drafts[last], drafts[index]):
            if last >= 0:
                yield first, last + 1
            first = index
        last = index
    if last >= 0:
        yield first, last + 1


def _go_on(above: Draft, below: Draft) -> bool:
    if above.number is None or below.number is None or HEADING in {above.kind, below.kind}:
        return False
    if above.number.depth == below.number.depth or (above.style and below.style):
        return above.number.is_before(below.number) or above.number.is_parent_of(below.number)
    return False


def _are_siblings(above: Draft, below: Draft) -> bool:
    return above.number is not None and below.number is not None and above.number.is_before(below.number)


def _leads_in(draft: Draft) -> bool:
    return draft.last.text.rstrip("*_ ").endswith((":", "："))


def _settle_plain(drafts: Sequence[Draft], *, explicit: bool) -> None:
    """Lines that look like titles are headings, unless they head nothing or mark-up shows the headings."""
    menu: list[Draft] = []
    last = -1
    for index in [index for index, draft in enumerate(drafts[:-1]) if draft.style]:
        draft, below = drafts[index], drafts[index + 1]
        if index > last + 1:
            menu = []
        last = index
        if draft.kind is not PARAGRAPH or (explicit and draft.style == "plain"):
            menu = []
            continue
        if draft.title.endswith((":", "：")) and below.kind is ITEM:
            menu = []
            continue
        draft.kind = HEADING
        if draft.style != "plain" or len(draft.title.split()) > 3 or draft.title.endswith("?"):
            menu = []
            continue
        menu.append(draft)
        if len(menu) > 2 and not (below.kind is PARAGRAPH and below.style):
            _take_back(menu)


def _take_back(menu: Sequence[Draft]) -> None:
    """Three and more short lines with nothing between them are links; but the last may head what follows."""
    for draft in menu[: -1 if " " in menu[-1].title else None]:
        draft.kind = PARAGRAPH


_STYLES = ("chapter", "capitals", "article", "roman", "upper", "arabic", "bold", "plain")
"""From the highest heading to the lowest, where no mark-up says it."""


def _settle_levels(drafts: Sequence[Draft]) -> None:
    headings = [draft for draft in drafts if draft.kind is HEADING]
    deepest = max((draft.level for draft in headings), default=0)
    unmarked = sorted({_rank(draft) for draft in headings if not draft.level})
    for draft in headings:
        draft.level = draft.level or deepest + 1 + unmarked.index(_rank(draft))
    if headings and headings[0] is drafts[0]:
        headings[0].level = 1


def _rank(draft: Draft) -> tuple[int, int]:
    if draft.number is None:
        return _STYLES.index(draft.style) if draft.style else 0, 0
    return _STYLES.index(draft.number.style) if draft.number.style in _STYLES else len(
        _STYLES
    ), draft.number.depth


def _settle_nesting(drafts: Sequence[Draft]) -> None:
    """Items nest by their indent, and on one indent by their marks: 1. (a) (i) (ii) (b) 2."""
    nesting: list[Draft] = []
    for draft in drafts:
        if draft.kind is ITEM:
            if nesting:
                del nesting[_depth(nesting, draft) :]
            nesting.append(draft)
            draft.level = len(nesting)
        elif nesting and draft.kind is not RULE and draft.first.indent == 0:
            nesting.clear()


def _depth(nesting: Sequence[Draft], item: Draft) -> int:
    """How many items of the current nesting the new one lies in."""
    mark = _mark_of(item)
    if item.number is None and _mark_of(nesting[-1]) == mark:
        return len(nesting) - 1
    alike = [depth for depth, outer in enumerate(nesting) if _mark_of(outer) == mark]
    if not alike:
        return sum(1 for outer in nesting if outer.first.indent <= item.first.indent)
    following = [depth for depth in alike if _are_siblings(nesting[depth], item)]
    if not following and _opens_roman(nesting[alike[-1]], item):
        return len(nesting)
    return (following or alike)[-1]


def _opens_roman(above: Draft, item: Draft) -> bool:
    return item.number is not None and item.number.printed == "i" and above.number != item.number


def _mark_of(item: Draft) -> tuple[int, str]:
    return item.first.indent, "" if item.number is None else item.number.style
