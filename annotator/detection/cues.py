"""Sentences that say a given thing: the lists of words in ``resources/disclosures`` and the search for them.

Each language has a file of topics. A topic says how a sentence shows it: a line is groups joined by ``&``,
all of which must be in the sentence, and a group is words of which one will do, set apart by ``/``. Words are
matched from the start of a word, or anywhere after ``*``, and to the end of a word before ``_``; ``..`` is a
gap of up to sixty code points. What is after an opening bracket may also be in the lines that lead to a short
block: its heading, the words before a list. The first group is the one that is searched for, so it holds
the rarest words and no bracket. A line after ``?`` only comes near to saying it; words after ``!`` may not be
in the sentence. Words that many lines share stand once, after ``= name:``, and are meant by ``{name}``.

What may be quoted as evidence is narrower: a line after ``+`` says it beyond doubt, a heading with words
after ``>`` makes other lines do so, and a sentence with words after ``-`` is never quoted. A topic without
any of them is taken at its word. All offsets are code points.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import NamedTuple

from annotator import places
from annotator.detection.lazy import lazy
from annotator.detection.literals import Literals
from annotator.detection.subject import Subject
from annotator.text.structure import HEADING, ITEM

REACH = 500
"""Code points to either side of a cue that are looked at, where its sentence goes on for longer."""
_LEAD = 900
"""Code points before a block in which the words that lead to it are looked for."""
_LEADERS = 14
"""Blocks, likewise."""
_SHORT = 420
"""Code points of a block that may take part of its sense from what leads to it."""
BEYOND_DOUBT = 9
"""How far a sentence is to be believed at most: it says it plainly, in a fitting section."""
_TAKEN = 4
"""Likewise of one that says it in words that may also mean something else."""
_TRIES = 400
"""Places of one cue that are looked at: far more than a policy has."""
_HEADINGS = 12
"""Headings that say a thing before it is taken that nothing else does."""
_PLAIN = (
    *((each, " ") for each in "\n*_\t\r\u00a0\u202f•…"),
    ("’", "'"),
    *((each, '"') for each in "“”„«»"),
    *((each, "-") for each in "–—"),
)
_LEAST = 0.04
"""The part of a text that has to be in a language for its words to be looked for."""


class Term(NamedTuple):
    """Words to be found in a sentence."""

    word: str
    anywhere: bool
    """Whether they may start inside a word."""
    whole: bool
    """Whether they may not end inside one."""
    gap: re.Pattern[str] | None
    """All of it, where only the start of it is in ``word``."""


@dataclass(frozen=True, slots=True)
class Group:
    """Words of which one will do."""

    here: tuple[Term, ...]
    """Those that must be in the sentence itself."""
    before: tuple[Term, ...]
    """Those that may also stand in what leads to a short block."""


@dataclass(frozen=True, slots=True)
class Line:
    """One way to say a thing."""

    needles: tuple[Term, ...]
    """Words, one of which is in every match of the first group."""
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What a sentence must have to say one thing, and what it may not have."""

    says: tuple[Line, ...] = ()
    hints: tuple[Line, ...] = ()
    """Sentences that come near it, so that a person has to look."""
    unless: tuple[Term, ...] = ()
    surely: tuple[Line, ...] = ()
    """Sentences that say it beyond doubt."""
    sections: tuple[Term, ...] = ()
    """Words of the headings under which one that says it is to be believed."""
    against: tuple[Term, ...] = ()
    """Words of sentences that speak of something else."""


_NOTHING = Topic()
_NOWHERE = 0, 0, ""


@cache
def topics(language: str) -> Mapping[str, Topic]:
    """The topics of a language by name; none where there is no file for it."""
    path = places.resources() / "disclosures" / f"{language}.txt"
    return _topics(path.read_text(encoding="utf-8")) if path.is_file() else {}


@cache
def _literals(language: str) -> Literals:
    """The words by which the topics of a language are searched for."""
    ways = (each for topic in topics(language).values() for each in (topic.says, topic.hints, topic.surely))
    return Literals(needle.word for lines in ways for line in lines for needle in line.needles)


@cache
def languages() -> frozenset[str]:
    """The languages for which there is a file."""
    return frozenset(path.stem for path in (places.resources() / "disclosures").glob("*.txt"))


class Sayings:
    """The sentences of one text, asked for by topic."""

    def __init__(self, subject: Subject) -> None:
        self._subject = subject
        self.words = _folded(subject)
        """The text in lower case, with plain spaces and apostrophes, no emphasis; as long as the text."""
        self._paragraphs = subject.paragraphs
        self._openings: dict[int, str] = {}
        self._starts = [each.start for each in self._paragraphs]
        self._headings = [index for index, each in enumerate(self._paragraphs) if each.block.kind is HEADING]
        self._files = {
            name: topics(name)
            for name, size in sorted(subject.sizes.items())
            if size >= _LEAST * len(subject.text)
        }
        self._places = {name: _literals(name).places(self.words) for name in self._files}
        self._around: dict[int, tuple[int, int, str]] = {}

    def saying(self, topic: str) -> Iterator[tuple[int, int]]:
        """Sentences that say it, ``[start, end)``; one may come more than once."""
        for language, file in self._files.items():
            entry = file.get(topic, _NOTHING)
            yield from self._matching(language, entry.says, entry.unless)

    def evident(self, topic: str) -> Iterator[tuple[int, int, int]]:
        """Sentences that may be quoted for it, each after how far to believe it, to ``BEYOND_DOUBT``."""
        told = False
        for language, file in self._files.items():
            entry = file.get(topic, _NOTHING)
            for start, end in self._matching(language, entry.surely, (*entry.unless, *entry.against)):
                fits = self._fits(entry, start)
                if fits or not self._announces(start, end):
                    told = True
                    yield BEYOND_DOUBT - 2 * (not fits) - 3 * self._announces(start, end), start, end
        for language, file in self._files.items() if not told else ():
            entry = file.get(topic, _NOTHING)
            taken = not (entry.surely or entry.sections)
            for start, end in self._matching(language, entry.says, (*entry.unless, *entry.against)):
                if taken or self._fits(entry, start):
                    yield _TAKEN - 3 * self._announces(start, end), start, end

    def _fits(self, entry: Topic, start: int) -> bool:
        """Whether a sentence stands under a heading about it."""
        return bool(entry.sections) and _any_in(entry.sections, self.opening(start))

    def _announces(self, start: int, end: int) -> bool:
        """Whether a sentence only says what is to follow: a heading, a question, a line of contents."""
        words = self.words[start:end].rstrip()
        return self._is_heading(start) or words.endswith(("?", ":", "|")) or "](#" in words[-90:]

    def below(self, start: int) -> tuple[int, int] | None:
        """The first sentence under a heading; None where a sentence is no heading, or another one follows."""
        index = max(0, bisect_right(self._starts, start) - 1)
        if not self._is_heading(start) or index + 1 >= len(self._paragraphs):
            return None
        after = self._paragraphs[index + 1]
        return None if after.block.kind is HEADING else self._subject.sentences(after)[0]

    def hinting(self, topic: str) -> Iterator[tuple[int, int]]:
        """Sentences that come near to saying it."""
        for language, file in self._files.items():
            entry = file.get(topic, _NOTHING)
            yield from self._matching(language, entry.hints, entry.unless)

    def naming(self, topic: str) -> Iterator[tuple[int, int]]:
        """Sentences that say it, not counting what stands in addresses; for topics of single groups."""
        for start, end in self.saying(topic):
            rest = self._outside_addresses(start, end)
            entries = (file.get(topic, _NOTHING) for file in self._files.values())
            if any(_any_in(line.groups[0].here, rest) for entry in entries for line in entry.says):
                yield start, end

    def _outside_addresses(self, start: int, end: int) -> str:
        addresses, kept = self._subject.addresses, []
        index = max(0, bisect_right(addresses, (start, start)) - 1)
        while index < len(addresses) and addresses[index][0] < end:
            first, last = addresses[index]
            kept.append(self.words[start : max(start, first)])
            start, index = max(start, last), index + 1
        return " ".join([*kept, self.words[start:end]])

    def says(self, topic: str) -> bool:
        """Whether some sentence says it, not counting headings."""
        return any(not self._is_heading(start) for start, _ in islice(self.saying(topic), _HEADINGS))

    def first(self, topic: str) -> tuple[int, int] | None:
        """The first sentence found that says it."""
        return next(self.saying(topic), None)

    def needles(self, topic: str) -> Mapping[str, int]:
        """The words by which a topic is searched for in this text, and how often each stands."""
        return {
            needle.word: len(self._places[language].get(needle.word, ()))
            for language, file in self._files.items()
            for line in file.get(topic, _NOTHING).says
            for needle in line.needles
        }

    def leading(self, offset: int) -> str:
        """The words that lead to the block at an offset: the headings above it and what opens its list."""
        index = max(0, bisect_right(self._starts, offset) - 1)
        above = self._heading_above(index)
        titles = " ".join(self._titles(above))
        if self._paragraphs[index].block.kind is HEADING:
            return titles
        first = max(index - _LEADERS, above if above is not None else 0)
        opening = max(self._starts[first], self._starts[index] - _LEAD)
        return f"{titles} {self.words[opening:offset]}"

    def opening(self, offset: int) -> str:
        """The headings above an offset, and the last line before it that introduces something."""
        index = max(0, bisect_right(self._starts, offset) - 1)
        said = self._openings.get(index)
        if said is None:
            said = self._openings[index] = " ".join(self._opening(index))
        return said

    def _opening(self, index: int) -> Iterator[str]:
        above = self._heading_above(index)
        yield from self._titles(above)
        for before in range(index - 1, max(index - _LEADERS, above if above is not None else 0, 0) - 1, -1):
            paragraph = self._paragraphs[before]
            words = self.words[paragraph.start : paragraph.end][-REACH:]
            if words.endswith(":") or (len(words) < 80 and not words.endswith((".", ";", ","))):
                yield words
                return
            if self._paragraphs[index].block.kind is not ITEM:
                return

    def _is_heading(self, offset: int) -> bool:
        index = max(0, bisect_right(self._starts, offset) - 1)
        return self._paragraphs[index].block.kind is HEADING

    def _matching(
        self, language: str, lines: Sequence[Line], unless: Sequence[Term]
    ) -> Iterator[tuple[int, int]]:
        found = self._places[language]
        for line in lines:
            looked: set[tuple[int, int]] = set()
            for needle in line.needles:
                places = found.get(needle.word)
                if places is None:
                    continue
                for start, end, held in self._sentences_with(needle, places, language):
                    if (start, end) in looked:
                        continue
                    looked.add((start, end))
                    groups = line.groups[1:] if held else line.groups
                    if self._matches(groups, start, end) and not _any_in(unless, self.words[start:end]):
                        yield start, end

    def _sentences_with(
        self, needle: Term, places: Sequence[int], language: str
    ) -> Iterator[tuple[int, int, bool]]:
        """Sentences in which words start, and whether the group they are of is sure to be in them."""
        words, looked, tries = self.words, 0, 0
        for at in places:
            if at < looked:
                continue
            looked = end = at + len(needle.word)
            if not needle.anywhere and words[at - 1 : at].isalnum():
                continue
            if needle.whole and words[end : end + 1].isalnum():
                continue
            tries += 1
            around = self._around.get(at)
            if around is None:
                around = self._around[at] = self._sentence_at(at)
            if around[2] == language:
                looked = around[1]
                yield around[0], around[1], end <= looked and needle.gap is None
            if tries == _TRIES:
                return

    def _sentence_at(self, offset: int) -> tuple[int, int, str]:
        """The sentence around an offset, as far as it is within reach, and its language; none outside."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self._paragraphs[index].end:
            return _NOWHERE
        paragraph = self._paragraphs[index]
        sentences = self._subject.sentences(paragraph)
        start, end = sentences[max(0, bisect_right(sentences, (offset, len(self.words) + 1)) - 1)]
        return max(start, offset - REACH), min(end, offset + REACH), paragraph.language

    def _matches(self, groups: Sequence[Group], start: int, end: int) -> bool:
        sentence, leading = self.words[start:end], None
        for group in groups:
            if _any_in(group.here, sentence):
                continue
            if not group.before:
                return False
            if leading is None:
                leading = f"{self._leading_to_short(start)} {sentence}"
            if not _any_in(group.before, leading):
                return False
        return True

    def _leading_to_short(self, offset: int) -> str:
        paragraph = self._paragraphs[max(0, bisect_right(self._starts, offset) - 1)]
        return self.leading(offset) if paragraph.end - paragraph.start <= _SHORT else ""

    def _heading_above(self, index: int) -> int | None:
        at = bisect_right(self._headings, index) - 1
        return self._headings[at] if at >= 0 else None

    def _titles(self, above: int | None) -> Iterator[str]:
        """The heading, and those that it stands under."""
        if above is None:
            return
        level = self._paragraphs[above].block.level + 1
        at = bisect_right(self._headings, above) - 1
        for index in self._headings[max(0, at - 40) : at + 1][::-1]:
            heading = self._paragraphs[index]
            if heading.block.level < level:
                level = heading.block.level
                yield self.words[heading.start : heading.end][:REACH]


def _topics(written: str) -> dict[str, Topic]:
    """A file: a topic starts at the margin, and its lines stand under it."""
    said: dict[str, list[Line]] = {}
    hints: dict[str, list[Line]] = {}
    rest: dict[str, dict[str, list[str]]] = {}
    macros: dict[str, str] = {}
    name = ""
    for each in filter(None, (each.rstrip() for each in written.splitlines())):
        line = each
        for macro, words in macros.items():
            line = line.replace(macro, words)
        if line.startswith("= "):
            macro, _, words = line[2:].partition(": ")
            macros[f"{{{macro}}}"] = words
        elif not line.startswith(("  ", "#")):
            name = line
            rest.setdefault(name, {each: [] for each in "!+>-"})
            said.setdefault(name, [])
            hints.setdefault(name, [])
        elif line.startswith("  ? "):
            hints[name].append(_line(line[4:]))
        elif line[2:4] in {"! ", "+ ", "> ", "- "}:
            rest[name][line[2]].append(line[4:])
        elif not line.startswith("#"):
            said[name].append(_line(line[2:]))
    return {
        name: Topic(
            tuple(said[name]),
            tuple(hints[name]),
            _terms(" / ".join(rest[name]["!"])),
            tuple(map(_line, rest[name]["+"])),
            _terms(" / ".join(rest[name][">"])),
            _terms(" / ".join(rest[name]["-"])),
        )
        for name in said
    }


def _line(written: str) -> Line:
    groups = written.split(" & ")
    terms = _terms(groups[0])
    open_ended = [term for term in terms if not term.whole]
    shortest = [
        each
        for each in terms
        if not any(term.word in each.word and _covers(term, each) for term in open_ended)
    ]
    return Line(tuple(shortest), tuple(_group(each.strip()) for each in groups))


def _covers(term: Term, other: Term) -> bool:
    """Whether a term with an open end, which stands in another one, is found wherever that one is."""
    return term.word != other.word and _any_in([term._replace(anywhere=False, gap=None)], other.word)


def _group(written: str) -> Group:
    here, _, before = written.partition("(") if written.startswith("(") else written.partition(" / (")
    return Group(_terms(here), _terms(before.rstrip(")")))


@cache
def _terms(written: str) -> tuple[Term, ...]:
    return tuple(map(_term, filter(None, (each.strip() for each in written.split(" / ")))))


def _term(written: str) -> Term:
    words, anywhere, whole = written.strip("*_"), written.startswith("*"), written.endswith("_")
    if ".." not in words:
        return Term(words.strip(), anywhere, whole, None)
    first, *rest = (each.strip() for each in words.split(".."))
    between = "[^.;]{0,60}?".join(map(re.escape, (first, *rest)))
    start, end = "" if anywhere else r"(?<!\w)", r"(?!\w)" if whole else ""
    return Term(first, anywhere, whole, lazy(f"{start}{between}{end}"))


def _any_in(terms: Sequence[Term], sentence: str) -> bool:
    for word, anywhere, whole, gap in terms:  # a loop: this is where the time goes
        if word not in sentence:
            continue
        if gap is not None:
            if gap.search(sentence):
                return True
            continue
        at = sentence.find(word)
        while at >= 0:
            end = at + len(word)
            if (anywhere or not sentence[at - 1 : at].isalnum()) and not (
                whole and sentence[end : end + 1].isalnum()
            ):
                return True
            at = sentence.find(word, end)
    return False


def _folded(subject: Subject) -> str:
    words = subject.lowered
    for found, plain in _PLAIN:
        if found.isspace() or found.isascii() or found in subject.unusual:
            words = words.replace(found, plain)
    return words.encode("latin-1", "replace").decode("latin-1")
