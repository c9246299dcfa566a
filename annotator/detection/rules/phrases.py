"""Sentences that hold given words: found by plain search, so that only they are looked at closely.

All searching is in the folded text, which is as long as the text itself, so that offsets (code points) are
the same in both.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from annotator.detection.literals import Sought
from annotator.detection.once import once
from annotator.detection.subject import Paragraph, Subject

REACH = 500
"""Code points to either side of a cue that are looked at, where its sentence goes on for longer."""


def cues(listed: Mapping[str, Iterable[str]]) -> Mapping[str, Sought]:
    """Words of each language for ``sentences_with``."""
    return {language: Sought(words) for language, words in listed.items()}


class Sentence(NamedTuple):
    """A sentence ``[start, end)``, or that part of a very long one that is within reach of a cue."""

    start: int
    end: int
    paragraph: Paragraph
    words: str
    """As folded."""


def sentences_with(subject: Subject, listed: Mapping[str, Sought]) -> Iterator[Sentence]:
    """The sentences in which a cue of their own language stands, each once, by language and place."""
    for language, words in listed.items():
        if language not in subject.languages:
            continue
        places = [at for _, starts in words.places(subject) for at in starts]
        if places:
            yield from _around(subject, language, places)


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


def _around(subject: Subject, language: str, places: Iterable[int]) -> Iterator[Sentence]:
    """The sentences around cues, in order."""
    known, looked = _sentences(subject), 0
    for at in sorted(places):
        if at < looked:
            continue
        if at in known:
            sentence = known[at]
        else:
            paragraph = subject.paragraph_at(at)
            if paragraph is None or paragraph.language != language:
                continue
            sentence = known[at] = _sentence_at(subject, paragraph, at)
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
def _sentences(_: Subject) -> dict[int, Sentence | None]:
    """By the place of a cue; several rules come by the same."""
    return {}
