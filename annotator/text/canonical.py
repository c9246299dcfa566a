"""One text that never changes again, and the spans that are cut from it."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from annotator.domain import Span
from annotator.problems import BadInputError
from annotator.text.offsets import Offsets

if TYPE_CHECKING:
    from annotator.text.structure import Structure

CONTEXT = 32
"""Code points of prefix and suffix: enough to tell most repetitions apart in a text that was edited since."""

NAMED_PLACES = 5


@dataclass(frozen=True)
class CanonicalText:
    """A policy's text as it was read. Cheap to make: index and structure wait until asked for."""

    text: str
    pages: tuple[int, ...] = ()
    """The offset at which each page starts, for citations; empty where there are no pages."""

    @cached_property
    def offsets(self) -> Offsets:
        """The index between code points, UTF-16 units and UTF-8 bytes."""
        return Offsets(self.text)

    @cached_property
    def structure(self) -> "Structure":
        """Headings, paragraphs, items, sentences and citations."""
        from annotator.text.structure import Structure  # noqa: PLC0415 - the first paint needs none of it

        return Structure(self.text, self.pages)

    def span(self, start: int, end: int) -> Span:
        """The span ``[start, end)`` in code points, with all that is needed to find it again."""
        if not 0 <= start <= end <= len(self.text):
            raise BadInputError(
                f"The place {start}–{end} is not in this text, which has {len(self.text)} characters. "
                "Check that it was made for this policy."
            )
        if start == end:
            raise BadInputError("There is nothing between these two places. Choose at least one character.")
        return Span(
            start=start,
            end=end,
            quote=self.text[start:end],
            prefix=self.text[max(0, start - CONTEXT) : start],
            suffix=self.text[end : end + CONTEXT],
            utf16_start=self.offsets.to_utf16(start),
            utf16_end=self.offsets.to_utf16(end),
            citation=self.structure.citation(start, end),
        )

    def find(self, quote: str) -> list[int]:
        """Every code-point offset at which the quote starts, letter by letter; overlapping ones too."""
        starts = []
        start = self.text.find(quote) if quote else -1
        while start >= 0:
            starts.append(start)
            start = self.text.find(quote, start + 1)
        return starts

    def locate(self, quote: str, occurrence: int | None = None) -> Span:
        """The span of a quote that stands there once, or of its n-th occurrence, counted from 1."""
        starts = self.find(quote)
        if not starts:
            raise BadInputError(self._not_there(quote))
        if occurrence is None and len(starts) > 1:
            raise BadInputError(
                f"These words stand there {len(starts)} times: {self._places(starts, len(quote))}; "
                "add --occurrence and the number of the one you mean."
            )
        chosen = occurrence or 1
        if not 1 <= chosen <= len(starts) or occurrence == 0:
            times = "once" if len(starts) == 1 else f"{len(starts)} times"
            raise BadInputError(
                f"There is no occurrence {occurrence}: these words stand there {times}, "
                f"at {self._places(starts, len(quote))}."
            )
        start = starts[chosen - 1]
        return self.span(start, start + len(quote))

    def _places(self, starts: list[int], length: int) -> str:
        named = [
            f"({number}) {self.structure.citation(start, start + length)}"
            for number, start in enumerate(starts[:NAMED_PLACES], 1)
        ]
        more = len(starts) - len(named)
        return ", ".join(named) + (f" and {more} more" if more else "")

    def _not_there(self, quote: str) -> str:
        words = quote.split()
        if not words:
            return "The quote is empty. Give the words that the span should cover."
        similar = re.search(r"\s+".join(map(re.escape, words)), self.text, re.IGNORECASE)
        if similar is None:
            return (
                "These words are not in the text. Copy them from it, with its own spelling and punctuation."
            )
        return (
            "These words are not in the text letter by letter, but with other spaces or capitals they are, "
            f"at {self.structure.citation(*similar.span())}. Copy them from there."
        )


def text_sha256(text: str) -> str:
    """The fingerprint of a canonical text: SHA-256 over it as UTF-8, in hexadecimal."""
    return bytes_sha256(text.encode())


def bytes_sha256(content: bytes) -> str:
    """The fingerprint of a file, likewise."""
    import hashlib  # noqa: PLC0415 - loads OpenSSL, and opening a project needs no hash

    return hashlib.sha256(content).hexdigest()
