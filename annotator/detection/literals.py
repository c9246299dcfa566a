"""Where words stand that rules search for: all of them are found in one pass over a text.

A rule names its words when it is defined and asks for them text by text. The pass is an automaton of Aho and
Corasick over the folded text, in which a byte is a code point.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from ahocorasick_rs import BytesAhoCorasick

from annotator.detection.once import once
from annotator.detection.subject import Subject, folded


class Literals:
    """Words that are found all at once. Those that Latin-1 cannot write are nowhere."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = [word for word in sorted(set(words)) if word and max(word) <= "\xff"]
        encoded = [word.encode("latin-1") for word in self._words]
        self._automaton = BytesAhoCorasick(encoded)

    def places(self, text: str) -> Mapping[str, Sequence[int]]:
        """Where each word stands that does, in order; two may overlap. Latin-1 can write the text."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for word, start, _ in self._automaton.find_matches_as_indexes(
            text.encode("latin-1"), overlapping=True
        ):
            found[word].append(start)
        return {self._words[word]: starts for word, starts in found.items()}


class Sought:
    """Words that are looked for in every text, from now on."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(map(folded, words))
        _sought.update(self.words)
        _literals.cache_clear()

    def places(self, subject: Subject) -> Iterator[tuple[str, Sequence[int]]]:
        """Those that stand in the folded text, and where, in order."""
        found = _places(subject)
        return ((word, found[word]) for word in found.keys() & self.words)


_sought: set[str] = set()


@cache
def _literals() -> Literals:
    return Literals(_sought)


@once
def _places(subject: Subject) -> Mapping[str, Sequence[int]]:
    return _literals().places(subject.folded)
