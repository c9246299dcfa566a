"""A text as the rules see it: its structure, the language of each paragraph, its addresses, its dates.

Everything is found when first asked for and kept, so that many rules can ask for the same.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from annotator.detection import language
from annotator.text.structure import RULE, Block, Structure

_LINK = re.compile(r"\[([^\[\]\n]{0,300})\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s\"[^\"\n]*\")?\)")
_WEB = re.compile(r"[^\s<>\"“”«»\[\]{}|\\^`]+")
_LOCAL = re.compile(r"\b[\w.+%-]+\Z")
_LONGEST_LOCAL = 64
"""Code points before an ``@``."""
_DOMAIN = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63})+")

_USUAL = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
_LETTERS = bytes(each if chr(each).isalpha() else 0x20 for each in range(256))
"""Latin-1 but for its letters, to a space."""
_FOLDED = bytes(0x20 if chr(each) in "\n\r\t*\u00a0" else ord(chr(each).lower()) for each in range(256))
"""Latin-1 in lower case, with plain spaces and without emphasis."""


class Link(NamedTuple):
    """A Markdown link or image ``[words](target)``, each part ``[start, end)``."""

    start: int
    end: int
    words: tuple[int, int]
    target: tuple[int, int]
    image: bool


class Paragraph(NamedTuple):
    """A block of words (a paragraph, an item or a heading) and the language it is in."""

    block: Block
    start: int
    """Where its words start, after a bullet or a number."""
    end: int
    language: str
    """As ``Subject.language_of`` says."""


class Known(dict[str, bool]):
    """Whether letters, in lower case, occur in some word of a text; each is looked for once."""

    def __init__(self, words: frozenset[str]) -> None:
        super().__init__()
        self._words = words
        self._joined = " ".join(words)

    def __missing__(self, letters: str) -> bool:
        found = self[letters] = letters in self._words or letters in self._joined
        return found


class Subject:
    """One text under inspection. ``as_of`` is the day on which it is judged."""

    def __init__(self, text: str, *, file_name: str = "", as_of: date | None = None) -> None:
        self.text = text
        self.file_name = file_name
        self.as_of = as_of if as_of is not None else date.today()  # noqa: DTZ011 - the reviewer's own day
        self.answers: dict[Callable[..., Any], Any] = {}
        """What ``once`` keeps."""

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
    def is_latin(self) -> bool:
        """Whether Latin-1 has every letter that occurs."""
        return not any(char > "\xff" and char.isalpha() for char in self.unusual)

    @cached_property
    def structure(self) -> Structure:
        """Headings, paragraphs, items, sentences."""
        return Structure(self.text)

    @cached_property
    def language(self) -> str:
        """The language that most of the text is in; empty where it cannot be told."""
        return max(self.sizes, key=lambda name: self.sizes[name], default="")

    @cached_property
    def sizes(self) -> Mapping[str, int]:
        """How much of the text is in each language, in code points; the first that comes stands first."""
        sizes: dict[str, int] = {}
        for _, start, end, name in self.paragraphs:
            sizes[name] = sizes.get(name, 0) + end - start
        sizes.pop("", None)
        return sizes

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every block with words, in order. A short one is taken to be in the language of those around it."""
        blocks = [block for block in self.structure.blocks if block.kind is not RULE]
        text = self.text
        starts, ends = [block.content for block in blocks], [block.end for block in blocks]
        words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        told = language.tell(words, unusual=self.unusual)
        return tuple(map(Paragraph._make, zip(blocks, starts, ends, told, strict=True)))

    @cached_property
    def languages(self) -> frozenset[str]:
        """Those of its paragraphs."""
        return frozenset(each.language for each in self.paragraphs)

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

    def sentences(self, paragraph: Paragraph) -> tuple[tuple[int, int], ...]:
        """The sentences of a paragraph, ``[start, end)`` each."""
        return self.structure.sentences_of(paragraph.block)

    @cached_property
    def lowered(self) -> str:
        """The text in lower case, with the same offsets: each letter for itself, so İ is i and any Σ is σ."""
        lowered = self.text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")
        for char in self.unusual:
            small = "i" if char == "\u0130" else char.lower()
            if small != char:
                lowered = lowered.replace(char, small)
        return lowered

    @cached_property
    def folded(self) -> str:
        """The text in lower case, with plain spaces and apostrophes, without emphasis, with the same offsets.

        What Latin-1 has no letter for is a question mark.
        """
        return folded(self.text)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the text, once and in lower case: shows at once that a rule has nothing to find."""
        return frozenset(map(str.lower, chain(self.spelt, self._beyond_latin[1])))

    @cached_property
    def spelt(self) -> frozenset[str]:
        """``words``, each once."""
        return frozenset(self.words)

    @cached_property
    def words(self) -> list[str]:
        """Every word in order, as it is written, but for those with a letter that Latin-1 lacks."""
        return words_of(self._beyond_latin[0])

    @cached_property
    def _beyond_latin(self) -> tuple[str, Sequence[str]]:
        """The text without the words that have a letter which Latin-1 lacks, mostly names; and these."""
        if self.is_latin:
            return self.text, ()
        letters = "".join(char for char in self.unusual if char > "\xff" and char.isalpha())
        parts = re.split(rf"([{letters}][^\W\d_]*)", self.text)
        for index in range(0, len(parts) - 1, 2):
            before = parts[index]
            at = len(before)
            while at and before[at - 1].isalpha():
                at -= 1
            if at < len(before):
                parts[index : index + 2] = before[:at], before[at:] + parts[index + 1]
        return " ".join(parts[::2]), " ".join(parts[1::2]).replace("\u0130", "i").split()

    @cached_property
    def known(self) -> Known:
        """Whether letters occur in some word: what lacks those of a phrase lacks the phrase."""
        return Known(self.vocabulary)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Markdown links and images, in order."""
        if "](" not in self.text:
            return ()
        found = []
        for match in _LINK.finditer(self.text):
            image = self.text[match.start() - 1 : match.start()] == "!"
            found.append(Link(match.start() - image, match.end(), match.span(1), match.span(2), image))
        return tuple(found)

    @cached_property
    def addresses(self) -> tuple[tuple[int, int], ...]:
        """Web and e-mail addresses and the targets of links, in order; they may touch but not overlap."""
        found = sorted([*self._web(), *self._emails(), *(link.target for link in self.links)])
        kept: list[tuple[int, int]] = []
        for start, end in found:
            if kept and start < kept[-1][1]:
                kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
            elif start < end:
                kept.append((start, end))
        return tuple(kept)

    def _web(self) -> Iterator[tuple[int, int]]:
        text, lowered = self.text, self.lowered
        for mark in ("://", "www."):
            last = 0
            for at in places(lowered, mark):
                start = _scheme(lowered, at) if mark == "://" else at
                if start < last or _is_word(text[start - 1 : start]):
                    continue
                if rest := _WEB.match(text, at + len(mark)):
                    last = rest.end()
                    yield start, last

    def _emails(self) -> Iterator[tuple[int, int]]:
        text, last = self.text, 0
        for at in places(text, "@"):
            domain = _DOMAIN.match(text, at + 1)
            if domain and (local := _LOCAL.search(text, max(last, at - _LONGEST_LOCAL), at)):
                last = domain.end()
                yield local.start(), last

    def in_address(self, offset: int) -> bool:
        """Whether the character at an offset belongs to an address, where no rule about words applies."""
        index = bisect_right(self.addresses, (offset, len(self.text) + 1)) - 1
        return index >= 0 and offset < self.addresses[index][1]


def folded(text: str) -> str:
    """As ``Subject.folded`` says."""
    plain = text.replace("’", "'").replace("\u202f", " ")
    return plain.encode("latin-1", "replace").translate(_FOLDED).decode("latin-1")


def words_of(text: str) -> list[str]:
    """As ``Subject.words`` says."""
    return text.encode("latin-1", "replace").translate(_LETTERS).decode("latin-1").split()


def places(text: str, words: str) -> Iterator[int]:
    """Where words stand, in order and without overlap."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def _scheme(lowered: str, at: int) -> int:
    """Where the ``http`` or ``https`` that ends at an offset starts; -1 where there is none."""
    for name in ("https", "http"):
        if lowered.endswith(name, 0, at):
            return at - len(name)
    return -1


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"
