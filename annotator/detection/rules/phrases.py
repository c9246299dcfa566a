"""Sentences that hold given words: found by plain search, so that only they are looked at closely.

All searching is in the text as ``folded`` gives it: lower case, with plain spaces and apostrophes. It is as
long as the text itself, so offsets (code points) are the same in both.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from annotator.detection.subject import Paragraph, Subject

REACH = 500
"""Code points to either side of a cue that are looked at, where its sentence goes on for longer."""

_PLAIN = (("\u00a0", " "), ("\u202f", " "), ("\n", " "), ("\r", " "), ("\t", " "), ("’", "'"), ("*", " "))

_folded: WeakKeyDictionary[Subject, tuple[str, frozenset[str]]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence ``[start, end)``, or that part of a very long one that is within reach of a cue."""

    start: int
    end: int
    paragraph: Paragraph
    words: str
    """As folded."""


def folded(subject: Subject) -> str:
    """The text in lower case, with plain spaces and apostrophes and without emphasis."""
    return _prepared(subject)[0]


def languages(subject: Subject) -> frozenset[str]:
    """The languages that some paragraph is in."""
    return _prepared(subject)[1]


def sentences_with(subject: Subject, cues: Mapping[str, Sequence[str]]) -> Iterator[Sentence]:
    """The sentences in which a cue of their own language stands, each once, by language and place."""
    text, spoken = _prepared(subject)
    for language, listed in cues.items():
        if language not in spoken:
            continue
        looked = 0
        for at in sorted(_occurrences(text, listed)):
            if at < looked:
                continue
            paragraph = subject.paragraph_at(at)
            if (
                paragraph is None
                or paragraph.language != language
                or not paragraph.start <= at < paragraph.end
            ):
                continue
            start, end = _sentence_at(subject, paragraph, at)
            start, end = max(start, at - REACH), min(end, at + REACH)
            looked = end
            yield Sentence(start, end, paragraph, text[start:end])


def section(subject: Subject, offset: int, reach: int = 4 * REACH) -> tuple[int, int]:
    """The section around an offset, at most so far to either side."""
    start, end = subject.structure.section_at(offset)
    return max(start, offset - reach), min(end, offset + reach)


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """``[start, end)`` up to the end of its last word, without opening marks and space after it."""
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    while end > start and text[end - 1] in ' \t\n\r\u00a0,“"‘([_*«–-':
        end -= 1
    return start, end


def _occurrences(text: str, cues: Sequence[str]) -> Iterator[int]:
    for cue in cues:
        at = text.find(cue)
        while at >= 0:
            yield at
            at = text.find(cue, at + len(cue))


def _sentence_at(subject: Subject, paragraph: Paragraph, offset: int) -> tuple[int, int]:
    sentences = subject.sentences(paragraph)
    found = bisect_right(sentences, (offset, len(subject.text) + 1)) - 1
    return sentences[max(found, 0)]


def _prepared(subject: Subject) -> tuple[str, frozenset[str]]:
    known = _folded.get(subject)
    if known is None:
        known = _fold(subject.text), frozenset(each.language for each in subject.paragraphs)
        _folded[subject] = known
    return known


def _fold(text: str) -> str:
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := each.lower()) == 1 else each for each in text)
    for found, plain in _PLAIN:
        lowered = lowered.replace(found, plain)
    return lowered
