"""A text as the rules see it: its structure, the language of each paragraph, its addresses, its dates.

Everything is found when first asked for and kept, so that many rules can ask for the same.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from annotator.detection import language
from annotator.text.structure import Block, BlockKind, Structure

_LINK = re.compile(r"(!?)\[([^\[\]\n]{0,300})\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s\"[^\"\n]*\")?\)")
_ADDRESS = re.compile(
    r"(?:\bhttps?://|\bwww\.)[^\s<>\"“”«»\[\]{}|\\^`]+|\b[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+",
    re.IGNORECASE,
)

_USUAL = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Link:
    """A Markdown link or image ``[words](target)``, each part ``[start, end)``."""

    start: int
    end: int
    words: tuple[int, int]
    target: tuple[int, int]
    image: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of words (a paragraph, an item or a heading) and the language it is in."""

    block: Block
    start: int
    """Where its words start, after a bullet or a number."""
    end: int
    language: str
    """As ``Subject.language_of`` says."""


class Subject:
    """One text under inspection. ``as_of`` is the day on which it is judged."""

    def __init__(self, text: str, *, file_name: str = "", as_of: date | None = None) -> None:
        self.text = text
        self.file_name = file_name
        self.as_of = as_of if as_of is not None else date.today()  # noqa: DTZ011 - the reviewer's own day

    @cached_property
    def is_markdown(self) -> bool:
        """Whether the file says that it is Markdown, so that escapes and mark-up are not residue."""
        return self.file_name.lower().endswith((".md", ".markdown"))

    @cached_property
    def unusual(self) -> frozenset[str]:
        """Every character that occurs, printable ASCII and ordinary white space apart: gates for searches."""
        rest = self.text.encode("utf-8", "surrogatepass").translate(None, _USUAL)
        return frozenset(rest.decode("utf-8", "surrogatepass"))

    @cached_property
    def structure(self) -> Structure:
        """Headings, paragraphs, items, sentences."""
        return Structure(self.text)

    @cached_property
    def language(self) -> str:
        """The language that most of the text is in; empty where it cannot be told."""
        weights: dict[str, int] = {}
        for each in self.paragraphs:
            weights[each.language] = weights.get(each.language, 0) + each.end - each.start
        weights.pop("", None)
        return max(weights, key=lambda name: weights[name]) if weights else ""

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every block with words, in order. A short one is taken to be in the language of those around it."""
        blocks = [block for block in self.structure.blocks if block.kind is not BlockKind.RULE]
        told = language.tell([self.text[block.content : block.end] for block in blocks])
        return tuple(
            Paragraph(block, block.content, block.end, name) for block, name in zip(blocks, told, strict=True)
        )

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [each.block.start for each in self.paragraphs]

    def paragraph_at(self, offset: int) -> Paragraph | None:
        """The paragraph that an offset is in, or the one before it; None before the first."""
        index = bisect_right(self._paragraph_starts, offset) - 1
        return self.paragraphs[index] if index >= 0 else None

    def language_of(self, offset: int) -> str:
        """The language at an offset: a two-letter code such as ``en``, or empty where it cannot be told."""
        found = self.paragraph_at(offset)
        return found.language if found is not None else ""

    def in_language(self, *languages: str) -> Iterator[Paragraph]:
        """The paragraphs in these languages."""
        return (each for each in self.paragraphs if each.language in languages)

    def sentences(self, paragraph: Paragraph) -> tuple[tuple[int, int], ...]:
        """The sentences of a paragraph, ``[start, end)`` each."""
        return self.structure.sentences_of(paragraph.block)

    @cached_property
    def lowered(self) -> str:
        """The text in lower case, with the same offsets."""
        lowered = self.text.lower()
        return lowered if len(lowered) == len(self.text) else self.text

    @cached_property
    def tokens(self) -> frozenset[str]:
        """Whatever stands between spaces, once."""
        return frozenset(self.text.split())

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the text, once and in lower case: shows at once that a rule has nothing to find."""
        return frozenset(_WORDS.findall(" ".join(self.tokens).lower()))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Markdown links and images, in order."""
        if "](" not in self.text:
            return ()
        return tuple(
            Link(match.start(), match.end(), match.span(2), match.span(3), bool(match[1]))
            for match in _LINK.finditer(self.text)
        )

    @cached_property
    def addresses(self) -> tuple[tuple[int, int], ...]:
        """Web and e-mail addresses and the targets of links, in order; they may touch but not overlap."""
        found = sorted(
            [*(match.span() for match in _ADDRESS.finditer(self.text)), *(link.target for link in self.links)]
        )
        kept: list[tuple[int, int]] = []
        for start, end in found:
            if kept and start < kept[-1][1]:
                kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
            elif start < end:
                kept.append((start, end))
        return tuple(kept)

    def in_address(self, offset: int) -> bool:
        """Whether the character at an offset belongs to an address, where no rule about words applies."""
        index = bisect_right(self.addresses, (offset, len(self.text) + 1)) - 1
        return index >= 0 and offset < self.addresses[index][1]
