"""Where one is in a text: its blocks, sections, clauses and sentences.

All offsets are code points. The blocks are found at once, the sentences of a block when first asked for.
A caret between two blocks belongs to the following one, after the last block to that one. What is selected
starts with the words or their number, since that is what reviewers mark: no bullet, no ``##``.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from annotator.text.blocks import Block, find_blocks
from annotator.text.citations import Citations
from annotator.text.drafts import HEADING, ITEM, PARAGRAPH, RULE, BlockKind
from annotator.text.sentences import sentence_spans
from annotator.text.titles import plain_title

__all__ = ["HEADING", "ITEM", "PARAGRAPH", "RULE", "Block", "BlockKind", "Structure"]


_MARKUP = re.compile(r"[#*_>\s]*")


class Structure:
    """The blocks of one text and what can be asked of them. In a blank text every place is empty."""

    def __init__(self, text: str, pages: Sequence[int] = ()) -> None:
        self._text = text
        self._pages = pages
        self.blocks = find_blocks(text)
        self._starts = [block.start for block in self.blocks]
        self._sentences: dict[int, tuple[tuple[int, int], ...]] = {}

    @cached_property
    def headings(self) -> tuple[Block, ...]:
        """The outline."""
        return tuple(block for block in self.blocks if block.kind is HEADING)

    def title(self, heading: Block) -> str:
        """The words of a heading as a reader sees them, without mark-up and without its number."""
        return plain_title(self._text[heading.content : heading.end])

    def block_at(self, offset: int) -> Block | None:
        """The block at the caret; None in a blank text."""
        return self.blocks[self._index_at(offset)] if self.blocks else None

    def section_at(self, offset: int) -> tuple[int, int]:
        """From the heading above the caret to the next one of its level or a higher one."""
        if not self.blocks:
            return offset, offset
        above = bisect_right(self._heading_starts, self.blocks[self._index_at(offset)].start) - 1
        after = above + 1
        if above >= 0:
            level = self.headings[above].level
            while after < len(self.headings) and self.headings[after].level > level:
                after += 1
        start = self._words_start(self.headings[above] if above >= 0 else self.blocks[0])
        end = self._heading_starts[after] if after < len(self.headings) else len(self._text)
        return start, self.blocks[bisect_right(self._starts, end - 1) - 1].end

    def clause_at(self, offset: int) -> tuple[int, int]:
        """The paragraph, the list item or the heading at the caret; a rule is passed over."""
        if not self.blocks:
            return offset, offset
        index = self._heading_over(self._index_at(offset))
        words = (block for block in self.blocks[index:] if block.kind is not RULE)
        block = next(words, self.blocks[index])
        return self._words_start(block), block.end

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Every sentence of the text. None crosses a block; with the space between they cover its words."""
        for block in self.blocks:
            yield from self.sentences_of(block)

    def sentences_of(self, block: Block) -> tuple[tuple[int, int], ...]:
        """The sentences of one block of this text."""
        found = self._sentences.get(block.start)
        if found is None:
            spans = sentence_spans(self._text, self._words_start(block), block.end)
            found = self._sentences[block.start] = tuple(spans)
        return found

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """The sentence at the caret; in the space between two, the following one."""
        if not self.blocks:
            return offset, offset
        sentences = self.sentences_of(self.blocks[self._heading_over(self._index_at(offset))])
        return next((span for span in sentences if offset <= span[1]), sentences[-1])

    def citation(self, start: int, end: int) -> str:
        """Where ``[start, end)`` stands, as a lawyer would cite it, in at most 60 code points."""
        return self._citations.cite(start, end)

    @cached_property
    def _citations(self) -> Citations:
        return Citations(self._text, self.blocks, self._pages)

    @cached_property
    def _heading_starts(self) -> list[int]:
        return [heading.start for heading in self.headings]

    def _index_at(self, offset: int) -> int:
        index = max(bisect_right(self._starts, offset) - 1, 0)
        return index + (self.blocks[index].end < offset and index + 1 < len(self.blocks))

    def _heading_over(self, index: int) -> int:
        """The heading, for the line that underlines it; any other block for itself."""
        block, above = self.blocks[index], self.blocks[max(index - 1, 0)]
        between = self._text[above.end : block.start].strip(" \t").splitlines()
        underlines = block.kind is RULE and self._text[block.start] in "=-" and len(between) == 1
        return index - (underlines and above.kind is HEADING)

    def _words_start(self, block: Block) -> int:
        mark = _MARKUP.match(self._text, block.start, block.content) if block.number else None
        return mark.end() if mark is not None else block.content
