"""Pairs of statements that cannot both hold: how they are written down, and where a text has both.

A pair is a promise and what speaks against it, each a wording in some languages. Both have to be found in the
same language; what is found stands on the first of the two and names the other.
"""

# ruff: noqa: E501 - a pattern is easier to compare when it stays on its line

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from annotator.detection.lazy import lazy
from annotator.detection.literals import Sought
from annotator.detection.rule import Hit
from annotator.detection.rules.phrases import Sentence, sentences_with, shortened, whole_words
from annotator.detection.subject import Subject

QUOTED = 100
"""Code points of a quote in a message."""
_MOST = 2
"""Findings of one pair; the first few say it all."""
_SUBJECT = 12
"""Code points at the start of a sentence that are taken with what follows: “We do not …”, “You must …”."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How something is said in one language."""

    cues: Sought
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    """Words in the same sentence that take it back."""


def say(cues: str, pattern: str, unless: str = "") -> Wording:
    """A wording, its cues set apart by ``|``; all are of the folded text."""
    return Wording(Sought(cues.split("|")), lazy(pattern), lazy(unless) if unless else None)


EXCEPT = (
    r"\b(?:except|unless|without|other than|apart from|save (?:as|for|where)|but only|only (?:as|to|with|in)|however|outside of|subject to|"
    r"exception|notwithstanding|otherwise|if you)\b"
)
"""English words that take a promise back."""
PERSONAL = (
    r"(?:personal(?:ly)?(?:[- ]identif[a-z]+)? (?:information|data|details)|(?:information|data|details))"
)


class Statement:
    """Something that is said, in each language its own way."""

    def __init__(self, wordings: Mapping[str, Wording]) -> None:
        self.wordings = wordings
        self.cues = {language: each.cues for language, each in wordings.items()}


class Pair:
    """A promise and what speaks against it."""

    def __init__(self, promise: Mapping[str, Wording], against: Mapping[str, Wording], message: str) -> None:
        self.promise, self.against = Statement(promise), Statement(against)
        self.message = message


def _found(subject: Subject, statement: Statement) -> Iterator[tuple[int, int, Sentence]]:
    for sentence in sentences_with(subject, statement.cues):
        wording = statement.wordings[sentence.paragraph.language]
        match = wording.pattern.search(sentence.words)
        if match is None or (wording.unless is not None and wording.unless.search(sentence.words)):
            continue
        from_start = match.start() <= _SUBJECT
        start = sentence.start + match.start()
        if from_start:
            start = max(sentence.start, min(sentence.paragraph.start, start))
        start, end = whole_words(subject.text, start, sentence.start + match.end())
        yield start, end, sentence


def opposed(subject: Subject, pair: Pair) -> Iterator[Hit]:
    """Where a text has a promise, with the nearest of what speaks against it; the first few."""
    text = subject.text
    found = 0
    against: list[tuple[int, int, Sentence]] | None = None
    for start, end, sentence in _found(subject, pair.promise):
        if against is None:
            against = list(_found(subject, pair.against))
        language = sentence.paragraph.language
        others = [
            each
            for each in against
            if each[2].paragraph.language == language
            and (each[0] >= sentence.end or each[1] <= sentence.start)
        ]
        if not others:
            continue
        other = min(others, key=lambda each: abs(each[0] - start))
        yield Hit(
            start,
            end,
            pair.message.format(
                shortened(text[start:end], QUOTED), shortened(text[other[0] : other[1]], QUOTED)
            ),
            other=(other[0], other[1]),
        )
        found += 1
        if found == _MOST:
            return
