"""A place in one text → the same place in another: found for certain, or said not to be there.

Offsets are code points. Nothing is guessed: words that were changed have no place, nor have words that stand
in several places which nothing tells apart, nor a few words alone that those around them do not confirm.
"""

from bisect import bisect_left
from functools import cached_property

Place = tuple[int, int]

_CONTEXT = 200
"""Code points before and after a quote that are compared."""
_TELLING = 4
"""Letters of context by which the best place must surpass the next."""
_ENOUGH = 24
"""Letters of the quote and of agreeing words around it, together, that make a place certain."""


class Anchor:
    """Finds in ``text`` what stands in ``other``, an older or differently spaced version of it."""

    def __init__(self, text: str, other: str | None = None) -> None:
        self._text = text
        self._other = other

    def place(
        self, start: int, end: int, quote: str = "", prefix: str = "", suffix: str = ""
    ) -> Place | None:
        """Where ``[start, end)`` of the other text is in this one; None where that is not certain.

        Without the other text, its quote and the words around it must be given.
        """
        other = self._other
        if other is not None:
            if not 0 <= start < end <= len(other) or (quote and not _alike(other[start:end], quote)):
                return self.find(quote, prefix, suffix) if quote else None
            if other == self._text:
                return start, end
            if self._only_spaced:
                return self._by_letters(start, end)
            quote = other[start:end]
            prefix, suffix = other[max(0, start - _CONTEXT) : start], other[end : end + _CONTEXT]
        elif quote and self._text[start:end] == quote and self._fits(start, end, prefix, suffix):
            return start, end
        return self.find(quote, prefix, suffix)

    def find(self, quote: str, prefix: str = "", suffix: str = "") -> Place | None:
        """Where a quote stands, however it is spaced: of several places the one with these words around."""
        ranked = sorted(
            ((self._agreement(place, prefix, suffix), place) for place in self._places(quote)), reverse=True
        )
        if not ranked:
            return None
        best, place = ranked[0]
        surpassed = len(ranked) == 1 or best >= ranked[1][0] + _TELLING
        return place if surpassed and best + len("".join(quote.split())) >= _ENOUGH else None

    def _fits(self, start: int, end: int, prefix: str, suffix: str) -> bool:
        """Whether the words around a place are those that are said to be there, if any are."""
        before, after = self._text[max(0, start - len(prefix)) : start], self._text[end : end + len(suffix)]
        return (before, after) == (prefix, suffix)

    @cached_property
    def _letters(self) -> tuple[str, list[int]]:
        return _without_spaces(self._text)

    @cached_property
    def _other_letters(self) -> tuple[str, list[int]]:
        return _without_spaces(self._other or "")

    @cached_property
    def _only_spaced(self) -> bool:
        """Whether the texts differ in nothing but white space."""
        return self._letters[0] == self._other_letters[0]

    def _by_letters(self, start: int, end: int) -> Place | None:
        offsets, others = self._letters[1], self._other_letters[1]
        first, last = bisect_left(others, start), bisect_left(others, end)
        if first == last:  # white space alone: only where it is the same between the same letters
            return self._between(first, start, end)
        return offsets[first], offsets[last - 1] + 1

    def _between(self, letter: int, start: int, end: int) -> Place | None:
        offsets, others = self._letters[1], self._other_letters[1]
        here = offsets[letter - 1] + 1 if letter else 0
        there = others[letter - 1] + 1 if letter else 0
        stop_here = offsets[letter] if letter < len(offsets) else len(self._text)
        stop_there = others[letter] if letter < len(others) else len(self._other or "")
        if self._text[here:stop_here] != (self._other or "")[there:stop_there]:
            return None
        return here + start - there, here + end - there

    def _places(self, quote: str) -> list[Place]:
        exact = list(_occurrences(self._text, quote)) if quote.strip() else []
        if exact:
            return [(start, start + len(quote)) for start in exact]
        letters, offsets = self._letters
        wanted = "".join(quote.split())
        return [
            (offsets[start], offsets[start + len(wanted) - 1] + 1)
            for start in (_occurrences(letters, wanted) if wanted else ())
            if self._words_alike(offsets[start], offsets[start + len(wanted) - 1] + 1, quote)
        ]

    def _words_alike(self, start: int, end: int, quote: str) -> bool:
        """Whether white space parts the same words, so that “may be” is not found in “maybe”."""
        return self._text[start:end].split() == quote.split()

    def _agreement(self, place: Place, prefix: str, suffix: str) -> int:
        """How many letters around a place are those that should be, counted outwards."""
        start, end = place
        before = "".join(self._text[max(0, start - 2 * _CONTEXT) : start].split())
        after = "".join(self._text[end : end + 2 * _CONTEXT].split())
        return _common(before[::-1], "".join(prefix.split())[::-1]) + _common(after, "".join(suffix.split()))


def _alike(words: str, quote: str) -> bool:
    return words == quote or words.split() == quote.split()


def _without_spaces(text: str) -> tuple[str, list[int]]:
    """The characters that are not white space, and where each stands."""
    offsets = [at for at, char in enumerate(text) if not char.isspace()]
    return "".join(text.split()), offsets


def _occurrences(text: str, words: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _common(one: str, other: str) -> int:
    """How many characters two strings begin with alike."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
