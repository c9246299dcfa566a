"""Where words stand that rules search for: all of them are found in one pass over a text.

A rule names its words when it is defined and asks for them text by text. The pass is an automaton of Aho and
Corasick over the folded text, in which a byte is a code point.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property

from ahocorasick_rs import BytesAhoCorasick, Implementation

from annotator.detection.once import once
from annotator.detection.subject import Subject, folded, places

_UNWRITABLE = "?"
"""What a letter becomes for which Latin-1 has none."""

_FEW = 5_000
"""Letters of so few words that a table of all states stays near the processor; a list of many is faster."""


class Literals:
    """Words that are found all at once; the few that Latin-1 cannot write, one by one."""

    def __init__(self, words: Iterable[str]) -> None:
        wanted = sorted(set(words) - {""})
        self._words = [word for word in wanted if max(word) <= "\xff" and _UNWRITABLE not in word]
        self._others = [word for word in wanted if max(word) > "\xff" or _UNWRITABLE in word]
        few = sum(map(len, self._words)) < _FEW
        self._automaton = BytesAhoCorasick(
            [word.encode("latin-1") for word in self._words],
            implementation=Implementation.DFA if few else Implementation.ContiguousNFA,
        )

    def places(self, text: str) -> Mapping[str, Sequence[int]]:
        """Where each word stands that does, in order; those of the automaton may overlap themselves."""
        encoded = text.encode("latin-1", "replace")
        found: defaultdict[int, list[int]] = defaultdict(list)
        for word, start, _ in self._automaton.find_matches_as_indexes(encoded, overlapping=True):
            found[word].append(start)
        others = {word: list(places(text, word)) for word in self._others if word in text}
        return {self._words[word]: starts for word, starts in found.items()} | others


class Sought:
    """Words that are looked for in every text, from now on; they are asked for when the next text comes."""

    def __init__(self, words: Iterable[str]) -> None:
        self._listed = words
        _all.append(self)
        _search.cache_clear()

    @cached_property
    def words(self) -> frozenset[str]:
        """As folded."""
        return frozenset(map(folded, self._listed))

    def places(self, subject: Subject) -> Sequence[tuple[str, Sequence[int]]]:
        """Those that stand in the folded text, and where, in order."""
        return _found(subject).get(self, ())


_all: list[Sought] = []


@cache
def _search() -> tuple[Literals, Mapping[str, Sequence[Sought]]]:
    """All words, and who seeks each."""
    seekers: defaultdict[str, list[Sought]] = defaultdict(list)
    for each in _all:
        for word in each.words:
            seekers[word].append(each)
    return Literals(seekers), seekers


@once
def _found(subject: Subject) -> Mapping[Sought, Sequence[tuple[str, Sequence[int]]]]:
    """What of theirs stands in a text, for each who seeks anything that does: most do not."""
    literals, seekers = _search()
    found: defaultdict[Sought, list[tuple[str, Sequence[int]]]] = defaultdict(list)
    for word, starts in literals.places(subject.folded).items():
        for each in seekers[word]:
            found[each].append((word, starts))
    return found


class Marks:
    """Words that are found in the same pass, each as it is written."""

    def __init__(self, marks: Iterable[str]) -> None:
        self._marks = marks
        self._sought = Sought(self._folded())

    @cached_property
    def _written(self) -> Mapping[str, Sequence[str]]:
        written: defaultdict[str, list[str]] = defaultdict(list)
        for mark in self._marks:
            written[folded(mark)].append(mark)
        return written

    def _folded(self) -> Iterator[str]:
        yield from self._written

    def places(self, subject: Subject) -> list[tuple[int, str]]:
        """Where each stands, in order; two may overlap."""
        text = subject.text
        found = [
            (at, mark)
            for word, starts in self._sought.places(subject)
            for mark in self._written[word]
            for at in starts
            if text.startswith(mark, at)
        ]
        found.sort()
        return found
