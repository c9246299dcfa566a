"""Where one is in a text: its blocks, sections and sentences, and how to cite a place in it.

All offsets are code points. The blocks are found at once, the sentences of a block when first asked for.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from annotator.text.blocks import Block, find_blocks
from annotator.text.drafts import BlockKind
from annotator.text.sentences import sentence_spans
from annotator.text.titles import plain_title

__all__ = ["Block", "BlockKind", "Structure"]

LONGEST_CITATION = 60
"""Code points."""

WHOLE = "whole policy"


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands: its section, and its paragraph and item counted within it."""

    heading: int
    """The index of the section's heading among the blocks, -1 before the first."""
    paragraph: int
    item: str


class Structure:
    """The blocks of one text and what can be asked of them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.blocks = find_blocks(text)
        self._starts = [block.start for block in self.blocks]
        self._sentences: dict[int, tuple[tuple[int, int], ...]] = {}

    @cached_property
    def headings(self) -> tuple[Block, ...]:
        """The outline."""
        return tuple(block for block in self.blocks if block.kind is BlockKind.HEADING)

    def title(self, heading: Block) -> str:
        """The words of a heading as a reader sees them, without mark-up and without its number."""
        return plain_title(self._text[heading.content : heading.end])

    def block_at(self, offset: int) -> Block | None:
        """The block at the caret; between two the following one; None in a blank text."""
        index = self._index_at(offset)
        return None if index < 0 else self.blocks[index]

    def section_at(self, offset: int) -> tuple[int, int]:
        """From the heading above the caret to the next one of its level or a higher one."""
        index = self._index_at(offset)
        if index < 0:
            return offset, offset
        return self._section(self._places[index].heading)

    def clause_at(self, offset: int) -> tuple[int, int]:
        """The paragraph, the list item or the heading at the caret."""
        index = self._index_at(offset)
        if index < 0:
            return offset, offset
        words = [at for at in range(index, len(self.blocks)) if self.blocks[at].kind is not BlockKind.RULE][
            :1
        ]
        block = self.blocks[words[0] if words else index]
        return block.start, block.end

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Every sentence of the text. A sentence never crosses a block."""
        for index in range(len(self.blocks)):
            yield from self._sentences_of(index)

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """The sentence at the caret; between two the following one, at the end of a block its last."""
        index = self._index_at(offset)
        if index < 0:
            return offset, offset
        sentences = self._sentences_of(index)
        return next((span for span in sentences if offset < span[1]), sentences[-1])

    def citation(self, start: int, end: int) -> str:
        """Where ``[start, end)`` stands, as a lawyer would cite it, in at most 60 code points."""
        first, last = self._covered(start, end)
        if first < 0 or (first == 0 and last == len(self.blocks) - 1 and self._fills(0, last, start, end)):
            return WHOLE
        for room in (40, 24, 16, 8):
            cited = self._cite(first, last, start, end, room)
            if len(cited) <= LONGEST_CITATION:
                return cited
        return cited[: LONGEST_CITATION - 1] + "…"

    def _index_at(self, offset: int) -> int:
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or (offset > self.blocks[index].end and index + 1 < len(self.blocks)):
            return index + 1 if self.blocks else -1
        return index

    def _sentences_of(self, index: int) -> tuple[tuple[int, int], ...]:
        found = self._sentences.get(index)
        if found is None:
            block = self.blocks[index]
            found = tuple(sentence_spans(self._text, block.start, block.end))
            self._sentences[index] = found
        return found

    def _section(self, heading: int) -> tuple[int, int]:
        level = self.blocks[heading].level if heading >= 0 else len(self.blocks)
        first = max(heading, 0)
        after = first + (heading >= 0)
        while after < len(self.blocks):
            block = self.blocks[after]
            if block.kind is BlockKind.HEADING and block.level <= level:
                break
            after += 1
        return self.blocks[first].start, self.blocks[max(after - 1, first)].end

    @cached_property
    def _places(self) -> tuple[_Place, ...]:
        places = []
        heading, paragraph = -1, 0
        counts: list[int] = []
        path: list[str] = []
        for index, block in enumerate(self.blocks):
            if block.kind is BlockKind.HEADING:
                heading, paragraph = index, 0
            elif block.kind is BlockKind.PARAGRAPH:
                paragraph += 1
            if block.kind is BlockKind.ITEM:
                del counts[block.level :]
                counts.extend([0] * (block.level - len(counts)))
                counts[-1] += 1
                del path[block.level - 1 :]
                path.extend("1" * (block.level - 1 - len(path)))
                path.append(block.number or str(counts[-1]))
                places.append(_Place(heading, paragraph, ".".join(path)))
            else:
                if block.kind is not BlockKind.RULE:
                    counts, path = [], []
                places.append(_Place(heading, paragraph, ""))
        return tuple(places)

    @cached_property
    def _ordinals(self) -> dict[int, int]:
        """For headings whose name is not the only one: the how-manieth of that name it is."""
        seen: dict[str, list[int]] = {}
        for index, block in enumerate(self.blocks):
            if block.kind is BlockKind.HEADING:
                seen.setdefault(self._heading_name(block, LONGEST_CITATION), []).append(index)
        return {index: nth for same in seen.values() if len(same) > 1 for nth, index in enumerate(same, 1)}

    def _covered(self, start: int, end: int) -> tuple[int, int]:
        """The first and the last block that the span touches; if it touches none, the one at its start."""
        first = bisect_right(self._starts, start) - 1
        if first < 0 or self.blocks[first].end <= start:
            first += 1
        last = bisect_right(self._starts, end - 1) - 1
        if first > last:
            first = last = self._index_at(start)
        return first, last

    def _fills(self, first: int, last: int, start: int, end: int) -> bool:
        return start <= self.blocks[first].start and end >= self.blocks[last].end

    def _cite(self, first: int, last: int, start: int, end: int, room: int) -> str:
        if self._is_section(first, last, start, end):
            return self._section_name(first, room)
        cited = self._cite_block(first, room)
        if first == last:
            return cited
        here, there = self._places[first], self._places[last]
        if here.heading != there.heading:
            return f"{cited} – {self._cite_block(last, room)}"
        if here.paragraph == there.paragraph and there.item:
            return f"{cited} – item {there.item}" if here.item != there.item else cited
        return f"{cited} – {self._within(last)}"

    def _is_section(self, first: int, last: int, start: int, end: int) -> bool:
        whole = self.blocks[first].start, self.blocks[last].end
        heads = self._places[first].heading == first != last
        return heads and self._fills(first, last, start, end) and self._section(first) == whole

    def _cite_block(self, index: int, room: int) -> str:
        section = self._places[index].heading
        return " ".join(filter(None, (self._section_name(section, room), self._within(index))))

    def _within(self, index: int) -> str:
        place = self._places[index]
        if place.heading == index:
            return "heading"
        paragraph = f"¶{place.paragraph}" if place.paragraph else ""
        item = f"item {place.item}" if place.item else ""
        return " ".join(filter(None, (paragraph, item)))

    def _section_name(self, heading: int, room: int) -> str:
        if heading < 0:
            return ""
        name = self._heading_name(self.blocks[heading], room)
        nth = self._ordinals.get(heading)
        return f"{name} ({nth}{_ending(nth)})" if nth is not None else name

    def _heading_name(self, heading: Block, room: int) -> str:
        if heading.number:
            word = (
                self._text[heading.start : heading.content]
                .strip("#*_ \t")
                .partition(heading.number)[0]
                .strip()
            )
            named = word[:1].isalpha() and not word.lower().startswith("sec")
            return f"{word} {heading.number}" if named else f"§{heading.number}"
        title = self.title(heading)
        if len(title) > room:
            cut = title[:room]
            title = (cut.rpartition(" ")[0] if " " in cut[room // 2 :] else cut[:-1]) + "…"
        return f"“{title}”"


def _ending(nth: int) -> str:
    if nth % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(nth % 10, "th")
