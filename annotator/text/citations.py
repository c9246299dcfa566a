"""How to cite a place in a text: ``§4.2 ¶3 item b``, ``“Types of Cookies” ¶1``, ``§2 ¶1 – §3 ¶2``.

Where a text has pages they come first: ``p. 3, §4.2 ¶3``. Printed numbers are believed, odd ones too, and
none is invented: a section without a number is named by its title. Paragraphs are counted within their
section, items within the paragraph that leads into them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from annotator.text.blocks import Block
from annotator.text.drafts import BlockKind
from annotator.text.titles import plain_title

LONGEST_CITATION = 60
"""Code points."""

ROOMS = (40, 24, 16, 8)
"""Code points for a title, tried in turn until the citation is short enough."""

BLANK = "no words"
"""What is cited in a text of spaces. “The whole policy” is said of an annotation without spans alone."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands."""

    section: int
    """The index of the heading, or of the numbered clause such as 4.2, that names the place; -1 for none."""
    paragraph: int
    """Counted from 1 within the section; 0 before its first."""
    item: str


class Citations:
    """The citations of one text and its blocks. All offsets are code points.

    ``pages`` are the offsets at which its pages start; without any, none is cited.
    """

    def __init__(self, text: str, blocks: Sequence[Block], pages: Sequence[int] = ()) -> None:
        self._text = text
        self._blocks = blocks
        self._pages = pages
        self._starts = [block.start for block in blocks]

    def cite(self, start: int, end: int) -> str:
        """Where ``[start, end)`` stands, in at most 60 code points."""
        first, last = self._touched(start, end)
        if not self._blocks:
            return BLANK
        page = self._page(start, end)
        longest = LONGEST_CITATION - len(page)
        whole = self._is_section(first, last) and self._fills(first, last, start, end)
        for room in ROOMS:
            cited = self._name(first, room) if whole else self._range(first, last, room)
            if len(cited) <= longest:
                return page + cited
        return page + cited[: longest - 1] + "…"

    def _page(self, start: int, end: int) -> str:
        """``p. 3, `` or ``pp. 3–4, ``; empty where there are no pages."""
        if not self._pages:
            return ""
        first = max(bisect_right(self._pages, start), 1)
        last = max(bisect_right(self._pages, end - 1), first)
        return f"p. {first}, " if first == last else f"pp. {first}–{last}, "

    def _touched(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last block that a span touches; between two blocks it is the following one."""
        last = max(bisect_left(self._starts, end) - 1, 0)
        first = max(bisect_right(self._starts, start) - 1, 0)
        if first < last and self._blocks[first].end <= start:
            first += 1
        return first, last

    def _fills(self, first: int, last: int, start: int, end: int) -> bool:
        return start <= self._blocks[first].content and end >= self._blocks[last].end

    def _is_section(self, first: int, last: int) -> bool:
        """Whether these blocks are a heading and all that it heads."""
        if self._blocks[first].kind is not BlockKind.HEADING or first == last:
            return False
        level = self._blocks[first].level
        return not any(self._opens(block, level) for block in self._blocks[first + 1 : last + 1]) and (
            last + 1 == len(self._blocks) or self._opens(self._blocks[last + 1], level)
        )

    @staticmethod
    def _opens(block: Block, level: int) -> bool:
        return block.kind is BlockKind.HEADING and block.level <= level

    def _range(self, first: int, last: int, room: int) -> str:
        cited = self._cite_block(first, room)
        if first == last:
            return cited
        one, two = self._places[first], self._places[last]
        if one.section != two.section:
            return f"{cited} – {self._cite_block(last, room)}"
        if one == two:
            return cited
        same_paragraph = one.paragraph == two.paragraph and two.item
        return f"{cited} – " + (f"item {two.item}" if same_paragraph else self._within(last))

    def _cite_block(self, index: int, room: int) -> str:
        section = self._places[index].section
        name = self._name(section, room) if section >= 0 else ""
        return f"{name} {self._within(index)}".strip() or "before ¶1"

    def _within(self, index: int) -> str:
        place = self._places[index]
        if self._blocks[index].kind is BlockKind.HEADING:
            return "heading"
        paragraph = f"¶{place.paragraph}" if place.paragraph else ""
        return f"{paragraph} item {place.item}".strip() if place.item else paragraph

    @cached_property
    def _places(self) -> tuple[_Place, ...]:
        headed = {block.number for block in self._blocks if block.kind is BlockKind.HEADING}
        places = []
        section, paragraph, outer = -1, 0, 0
        path: list[str] = []
        counts: list[int] = []
        for index, block in enumerate(self._blocks):
            is_clause = block.kind is BlockKind.ITEM and "." in block.number and block.number not in headed
            if block.kind is BlockKind.ITEM and not is_clause:
                depth = max(block.level - outer, 1)
                counts[depth:] = []
                counts += [0] * (depth - len(counts))
                counts[-1] += 1
                path[depth - 1 :] = []
                path.append(block.number or str(counts[-1]))
            elif block.kind is not BlockKind.RULE:
                path, counts, outer = [], [], block.level if is_clause else 0
                if block.kind is BlockKind.PARAGRAPH:
                    paragraph += 1
                else:
                    section, paragraph = index, int(is_clause)
            item = ".".join(path) if block.kind is BlockKind.ITEM else ""
            places.append(_Place(section, paragraph, item))
        return tuple(places)

    def _name(self, section: int, room: int) -> str:
        name = self._plain_name(self._blocks[section], room)
        nth = self._ordinals.get(section)
        return name if nth is None else f"{name} ({nth}{_ending(nth)})"

    @cached_property
    def _ordinals(self) -> dict[int, int]:
        """For sections whose name is not the only one of its kind: the how-manieth it is."""
        same: dict[str, list[int]] = {}
        for section in sorted({place.section for place in self._places} - {-1}):
            same.setdefault(self._plain_name(self._blocks[section], ROOMS[0]), []).append(section)
        return {
            section: nth
            for sections in same.values()
            if len(sections) > 1
            for nth, section in enumerate(sections, 1)
        }

    def _plain_name(self, block: Block, room: int) -> str:
        if block.number:
            mark = self._text[block.start : block.content].strip("#*_ \t")
            word = mark.rpartition(block.number)[0].strip()
            named = word[:1].isalpha() and not word.lower().startswith("sec")
            return f"{word} {block.number}" if named else f"§{block.number}"
        title = plain_title(self._text[block.content : block.end])
        if len(title) > room:
            cut = title[:room]
            title = (cut.rpartition(" ")[0] if " " in cut[room // 2 :] else cut[:-1]) + "…"
        return f"“{title}”"


def _ending(nth: int) -> str:
    if nth % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(nth % 10, "th")
