"""Text → blocks: headings, paragraphs, list items and rules.

What is marked up is believed. Where there is no mark-up, a line is a heading when it looks like one and heads
something: that is settled here, among neighbours, after every line has been looked at by itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from annotator.text.drafts import BlockKind, Draft, drafts_of, lines_of


@dataclass(frozen=True, slots=True)
class Block:
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
    drafts = drafts_of(list(lines_of(text)))
    explicit = sum(1 for draft in drafts if draft.kind is BlockKind.HEADING) > 1
    _settle_numbered(drafts, explicit=explicit)
    _settle_plain(drafts, explicit=explicit)
    _settle_levels(drafts)
    _settle_nesting(drafts)
    return tuple(
        Block(
            kind=draft.kind,
            start=draft.first.start,
            end=draft.last.end,
            content=draft.content,
            level=draft.level,
            number="" if draft.number is None else draft.number.printed,
        )
        for draft in drafts
    )


def _settle_numbered(drafts: Sequence[Draft], *, explicit: bool) -> None:
    """A numbered line that heads something is a heading; several with nothing between them are a list."""
    for first, end in _runs(drafts):
        run = drafts[first:end]
        siblings = sum(1 for one, two in pairwise(run) if _are_siblings(one, two))
        apart = all(draft.style and draft.first.after_blank for draft in run[1:])
        listed = siblings > 1 or (siblings == 1 and not apart)
        led_in = first > 0 and _leads_in(drafts[first - 1])
        for draft in run:
            if draft.number is None or draft.kind is not BlockKind.ITEM:
                continue
            weak = explicit and draft.number.depth == 1 and not draft.number.named
            if draft.style and not (listed or led_in or weak) and end < len(drafts):
                draft.kind = BlockKind.HEADING
            elif not listed and (draft.number.named or draft.number.bare):
                draft.demote()


def _runs(drafts: Sequence[Draft]) -> Iterator[tuple[int, int]]:
    """Stretches of drafts whose numbers go on from each other with nothing between; most have one draft."""
    first = 0
    for index in range(1, len(drafts) + 1):
        if index == len(drafts) or not _go_on(drafts[index - 1], drafts[index]):
            yield first, index
            first = index


def _go_on(above: Draft, below: Draft) -> bool:
    if above.number is None or below.number is None or BlockKind.HEADING in {above.kind, below.kind}:
        return False
    return above.number.is_before(below.number) or above.number.is_parent_of(below.number)


def _are_siblings(above: Draft, below: Draft) -> bool:
    return above.number is not None and below.number is not None and above.number.is_before(below.number)


def _leads_in(draft: Draft) -> bool:
    return draft.kind is BlockKind.PARAGRAPH and draft.last.text.rstrip("*_ ").endswith((":", "："))


def _settle_plain(drafts: Sequence[Draft], *, explicit: bool) -> None:
    """Lines that look like titles are headings, unless they head nothing or mark-up shows the headings."""
    menu: list[Draft] = []
    for draft, below in zip(drafts, [*drafts[1:], None], strict=True):
        titled = draft.kind is BlockKind.PARAGRAPH and draft.style
        if not titled or below is None or (explicit and draft.style == "plain"):
            menu = []
            continue
        if draft.title.endswith((":", "：")) and below.kind is BlockKind.ITEM:
            menu = []
            continue
        draft.kind = BlockKind.HEADING
        short = draft.style == "plain" and len(draft.title.split()) <= 3 and not draft.title.endswith("?")
        menu = [*menu, draft] if short else []
        if len(menu) > 2 and not (below.kind is BlockKind.PARAGRAPH and below.style):
            _take_back(menu)


def _take_back(menu: Sequence[Draft]) -> None:
    """Three and more short lines with nothing between them are links; but the last may head what follows."""
    for draft in menu[: -1 if " " in menu[-1].title else None]:
        draft.kind = BlockKind.PARAGRAPH


_STYLES = ("chapter", "capitals", "article", "roman", "upper", "arabic", "bold", "plain")
"""From the highest heading to the lowest, where no mark-up says it."""


def _settle_levels(drafts: Sequence[Draft]) -> None:
    headings = [draft for draft in drafts if draft.kind is BlockKind.HEADING]
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
    """Items nest by their indent, and on one indent by the kind of their marks: 1. (a) (b) 2."""
    nesting: list[tuple[int, str]] = []
    for draft in drafts:
        if draft.kind is not BlockKind.ITEM:
            if draft.kind is not BlockKind.RULE and draft.first.indent == 0:
                nesting.clear()
            continue
        mark = draft.first.indent, "" if draft.number is None else draft.number.style
        if mark in nesting:
            del nesting[nesting.index(mark) + 1 :]
        else:
            while nesting and nesting[-1][0] > mark[0]:
                nesting.pop()
            nesting.append(mark)
        draft.level = len(nesting)
