"""Where words stand in a text by themselves."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from annotator.detection.once import once
from annotator.detection.subject import Subject

OFTEN = 5
"""So many times at most one misspelling is reported in a text."""

_PARTS, _PARTS_AFTER = frozenset("_@./\\-"), frozenset("_@/\\")
_OPENING, _CLOSING = frozenset("“„«\"'‘"), frozenset("”“»\"'’")


def occurrences(subject: Subject, words: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Where words stand by themselves: not in addresses, names of files or of programs."""
    text, lowered = subject.text, subject.lowered
    for word in sorted(words):
        count, at = 0, lowered.find(word)
        while at >= 0 and count < OFTEN:
            end = at + len(word)
            if stands_alone(text, at, end) and not subject.in_address(at):
                count += 1
                yield at, end, word
            at = lowered.find(word, end)


def stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 2]
    if before.isalnum() or before in _PARTS or after[:1].isalnum() or after[:1] in _PARTS_AFTER:
        return False
    if after[:1] in (".", "-") and after[1:].isalnum():
        return False
    return not (before in _OPENING and after[:1] in _CLOSING)


_MOST = 200_000
"""Plain words that are remembered."""


class Noted:
    """Words, in lower case, of which a rule may have something to say; each text is asked for them."""

    def __init__(self, tells: Callable[[str], bool]) -> None:
        self.tells = tells
        _all.append(self)
        _plain.clear()

    def words(self, subject: Subject) -> frozenset[str]:
        """Those that a text has."""
        return _noted(subject)[self]


_all: list[Noted] = []
_plain: set[str] = set()
"""Words of the texts before of which no rule has anything to say."""


@once
def _noted(subject: Subject) -> Mapping[Noted, frozenset[str]]:
    words = subject.vocabulary - _plain
    found = {each: frozenset(filter(each.tells, words)) for each in _all}
    if len(_plain) < _MOST:
        _plain.update(words.difference(*found.values()))
    return found


def overlapping(text: str, words: str) -> Iterator[int]:
    """Where words stand, in order; unlike ``subject.places``, also where two share a space."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + 1)
