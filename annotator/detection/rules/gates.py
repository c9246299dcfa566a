"""What is worth looking for in a text: things, each with the words that a text has to have."""

from collections.abc import Iterable
from typing import Generic, TypeVar

from annotator.detection.subject import Subject

T = TypeVar("T")


class Gates(Generic[T]):
    """Things by the words without which a text has none of them.

    The words are alternatives of which all words have to occur, ``TBC|T B``: those in small letters in any,
    others as they are written. None at all is an open gate.
    """

    def __init__(self, rows: Iterable[tuple[str, T]]) -> None:
        self._things: list[T] = []
        self._open: set[int] = set()
        self._by_word: dict[str, list[tuple[int, frozenset[str]]]] = {}
        for index, (listed, thing) in enumerate(rows):
            self._things.append(thing)
            for words in map(str.split, listed.split("|")):
                if words:
                    longest = max(words, key=len)
                    self._by_word.setdefault(longest, []).append((index, frozenset(words) - {longest}))
                else:
                    self._open.add(index)
        self._words = frozenset(self._by_word)

    def passed(self, subject: Subject) -> list[T]:
        """Those whose words a text has, in their order."""
        found = {*self._open}
        spelt, vocabulary = subject.spelt, subject.vocabulary
        for word in (self._words & vocabulary) | (self._words & spelt):
            for index, others in self._by_word[word]:
                if all(other in vocabulary or other in spelt for other in others):
                    found.add(index)
        return [self._things[index] for index in sorted(found)]
