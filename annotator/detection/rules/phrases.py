"""Sentences that hold given words: found by plain search, so that only they are looked at closely.

All searching is in the text as ``folded`` gives it: lower case, with plain spaces and apostrophes. It is as
long as the text itself, so offsets (code points) are the same in both.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from weakref import WeakKeyDictionary

from annotator.detection.subject import Paragraph, Subject

REACH = 500
"""Code points to either side of a cue that are looked at, where its sentence goes on for longer."""

_PLAIN = (("’", "'"), ("\u202f", " "), ("\u00a0", " "), ("\n", " "), ("\r", " "), ("\t", " "), ("*", " "))

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


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence ``[start, end)``, or that part of a very long one that is within reach of a cue."""

    start: int
    end: int
    paragraph: Paragraph
    words: str
    """As folded."""


@dataclass(slots=True)
class _Prepared:
    text: str
    known: str
    """Every word of the text, once."""
    languages: frozenset[str]
    anchored: dict[str, list[Sentence]] = field(default_factory=dict)


_LETTERS = re.compile(r"[^\W\d_]+")

_prepared_of: WeakKeyDictionary[Subject, _Prepared] = WeakKeyDictionary()


def folded(subject: Subject) -> str:
    """The text in lower case, with plain spaces and apostrophes and without emphasis.

    What Latin-1 has no letter for is a question mark.
    """
    return _prepared(subject).text


def sentences_with(subject: Subject, cues: Mapping[str, Sequence[str]]) -> Iterator[Sentence]:
    """The sentences in which a cue of their own language stands, each once, by language and place."""
    prepared = _prepared(subject)
    for language, listed in cues.items():
        if language not in prepared.languages:
            continue
        anchors = _ANCHORS.get(language, ())
        apart = [cue for cue in listed if not any(anchor in cue for anchor in anchors)]
        present = [cue for cue in apart if all(part in prepared.known for part in _parts(cue))]
        found = {each.start: each for each in _around(subject, prepared.text, language, present)}
        if len(apart) < len(listed):
            shared = [cue for cue in listed if cue not in apart]
            for each in _anchored(subject, prepared, language):
                if each.start not in found and any(cue in each.words for cue in shared):
                    found[each.start] = each
        yield from (found[start] for start in sorted(found))


@cache
def _parts(cue: str) -> tuple[str, ...]:
    """The letters of a cue, word by word: a text that has not all of them need not be searched for it."""
    return tuple(_LETTERS.findall(cue))


def section(subject: Subject, offset: int, reach: int = 4 * REACH) -> tuple[int, int]:
    """The section around an offset, at most so far to either side."""
    start, end = subject.structure.section_at(offset)
    return max(start, offset - reach), min(end, offset + reach)


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


def _anchored(subject: Subject, prepared: _Prepared, language: str) -> list[Sentence]:
    known = prepared.anchored.get(language)
    if known is None:
        known = prepared.anchored[language] = list(
            _around(subject, prepared.text, language, _ANCHORS[language])
        )
    return known


def _around(subject: Subject, text: str, language: str, cues: Sequence[str]) -> Iterator[Sentence]:
    """The sentences around cues, in order."""
    looked = 0
    for at in sorted(_occurrences(text, cues)):
        if at < looked:
            continue
        paragraph = subject.paragraph_at(at)
        if paragraph is None or paragraph.language != language or not paragraph.start <= at < paragraph.end:
            continue
        start, end = _sentence_at(subject, paragraph, at)
        start, end = max(start, at - REACH), min(end, at + REACH)
        looked = end
        yield Sentence(start, end, paragraph, text[start:end])


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


def _prepared(subject: Subject) -> _Prepared:
    known = _prepared_of.get(subject)
    if known is None:
        languages = frozenset(each.language for each in subject.paragraphs)
        known = _prepared_of[subject] = _Prepared(
            _fold(subject.text), " ".join(subject.vocabulary), languages
        )
    return known


def _fold(text: str) -> str:
    for found, plain in _PLAIN:
        text = text.replace(found, plain)
    return text.encode("latin-1", "replace").decode("latin-1").lower()
