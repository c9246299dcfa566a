"""Sentences that hold given words: found by plain search, so that only they are looked at closely.

All searching is in the folded text, which is as long as the text itself, so that offsets (code points) are
the same in both.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from annotator.detection.lazy import lazy
from annotator.detection.once import once
from annotator.detection.subject import Paragraph, Subject, places

REACH = 500
"""Code points to either side of a cue that are looked at, where its sentence goes on for longer."""

_ANCHORS = {
    "en": (
        "not ",
        "n't ",
        "never ",
        "consent",
        "agree",
        "accept",
        "other ",
        "without ",
        "reasonable ",
        "longer ",
    )
}
"""Words that many cues share: their sentences are found once, and such cues are looked for in these."""


class Sentence(NamedTuple):
    """A sentence ``[start, end)``, or that part of a very long one that is within reach of a cue."""

    start: int
    end: int
    paragraph: Paragraph
    words: str
    """As folded."""


class _Places(dict[str, tuple[int, ...]]):
    """Where a cue stands in a text; each is looked for once, though several rules have it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, cue: str) -> tuple[int, ...]:
        found = self[cue] = tuple(places(self._text, cue))
        return found


class _Anchored:
    """The sentences with an anchor of one language, also as one string in which to search them all."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self._sentences = tuple(sentences)
        self._words = "\n".join(each.words for each in self._sentences)
        sizes = (len(each.words) + 1 for each in self._sentences)
        self._starts = [0, *accumulate(sizes)]

    def having(self, cue: str) -> Iterator[Sentence]:
        """Those that a cue stands in, as often as it does."""
        for at in places(self._words, cue):
            yield self._sentences[bisect_right(self._starts, at) - 1]


class _Prepared:
    """A text as it is searched."""

    def __init__(self, subject: Subject) -> None:
        self.text = subject.folded
        self.places = _Places(self.text)
        self.anchored: dict[str, _Anchored] = {}
        self.sentences: dict[int, Sentence | None] = {}
        """By the place of a cue; several rules come by the same."""


_LETTERS = lazy(r"[^\W\d_]+")


def sentences_with(subject: Subject, cues: Mapping[str, Sequence[str]]) -> Iterator[Sentence]:
    """The sentences in which a cue of their own language stands, each once, by language and place."""
    prepared = _prepared(subject)
    for language, listed in cues.items():
        if language not in subject.languages:
            continue
        apart, shared = (
            [cue for cue, letters in part if all(map(subject.known.__getitem__, letters))]
            for part in _parted(language, tuple(listed))
        )
        found = {each.start: each for each in _around(subject, prepared, language, apart)}
        if shared:
            anchored = _anchored(subject, prepared, language)
            for cue in shared:
                for each in anchored.having(cue):
                    found.setdefault(each.start, each)
        yield from (found[start] for start in sorted(found))


_Cues: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]


@cache
def _parted(language: str, cues: tuple[str, ...]) -> tuple[_Cues, _Cues]:
    """Cues that are looked for apart and those with an anchor, each with its letters word by word.

    A text that has not all of these need not be searched for the cue.
    """
    anchors = _ANCHORS.get(language, ())
    shared = {cue for cue in cues if any(anchor in cue for anchor in anchors)}
    lettered = {cue: tuple(_LETTERS.findall(cue)) for cue in cues}
    return (
        tuple((cue, letters) for cue, letters in lettered.items() if cue not in shared),
        tuple((cue, letters) for cue, letters in lettered.items() if cue in shared),
    )


def section(subject: Subject, offset: int, reach: int = 4 * REACH) -> tuple[int, int]:
    """The section around an offset, at most so far to either side."""
    start, end = subject.structure.section_at(offset)
    return max(start, offset - reach), min(end, offset + reach)


def shortened(quote: str, most: int) -> str:
    """Words for a message, on one line and of so many code points at most."""
    words = " ".join(quote.split())
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """``[start, end)`` up to the end of its last word or link, without opening marks and space after it."""
    opened = text.rfind("](", start, end)
    if opened >= 0 and ")" not in text[opened:end] and (closed := text.find(")", end, end + REACH)) >= 0:
        return start, closed + 1
    while end < len(text) and end - start < 2 * REACH and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while end > start and text[end - 1] in ' \t\n\r\u00a0,“"‘([_*«–-':
        end -= 1
    return start, end


def _anchored(subject: Subject, prepared: _Prepared, language: str) -> _Anchored:
    known = prepared.anchored.get(language)
    if known is None:
        around = _around(subject, prepared, language, _ANCHORS[language])
        known = prepared.anchored[language] = _Anchored(around)
    return known


def _around(subject: Subject, prepared: _Prepared, language: str, cues: Sequence[str]) -> Iterator[Sentence]:
    """The sentences around cues, in order."""
    looked = 0
    for at in sorted(at for cue in cues for at in prepared.places[cue]):
        if at < looked:
            continue
        if at in prepared.sentences:
            sentence = prepared.sentences[at]
        else:
            paragraph = subject.paragraph_at(at)
            if paragraph is None or paragraph.language != language:
                continue
            sentence = prepared.sentences[at] = _sentence_at(subject, paragraph, at)
        if sentence is not None and sentence.paragraph.language == language:
            looked = sentence.end
            yield sentence


def _sentence_at(subject: Subject, paragraph: Paragraph, at: int) -> Sentence | None:
    """The sentence around a place, as far as it is within reach; None outside the words of the paragraph."""
    if not paragraph.start <= at < paragraph.end:
        return None
    sentences = subject.sentences(paragraph)
    start, end = sentences[max(bisect_right(sentences, (at, len(subject.text) + 1)) - 1, 0)]
    start, end = max(start, at - REACH), min(end, at + REACH)
    return Sentence(start, end, paragraph, subject.folded[start:end])


@once
def _prepared(subject: Subject) -> _Prepared:
    return _Prepared(subject)
