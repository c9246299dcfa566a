"""Lines that stand somewhere on a page → paragraphs in the order in which they are read.

The order of the file is believed, since whatever made it wrote one thing after the other, unless it
contradicts the page: what stands above in the same column is read before, and columns that were written line
by line across the page are taken apart. Distances are in the page's own units, upwards and to the right.
"""

import heapq
import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from annotator.text.foreign.writer import has_mark

_MOST_BLOCKS = 1_500
"""Of a page; one that has more is read in the order of its file."""
_SAME_SIZE = 1.18
_FAR = 3
"""Ems between words that a tab parts, not the width to which a line was set."""
_FEWEST = 3
"""Lines side by side that make columns or a table of a page."""
_COLUMN_WORDS = 18
"""Characters that a line of a column has in the middle; cells of a table have fewer."""
_HYPHENS = "-\u00ad\u2010"
_CLINGING = _HYPHENS + "–"
"""Signs that a line is broken after and that have no space behind them."""
_OF_COMPOUNDS = frozenset(
    [
        "third",
        "first",
        "second",
        "non",
        "self",
        "cross",
        "well",
        "long",
        "short",
        "high",
        "low",
        "real",
        "opt",
    ]
)
"""What goes before a hyphen that stays where nothing in the document tells."""
_ADDRESS = re.compile(r"(?:://|www\.|[\w.-]@)\S*(?<=[/@])\Z")
"""One that a line was broken in."""
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_SPACES = re.compile(r" {2,}")


@dataclass(slots=True)
class Segment:
    """Words with no wide gap between them."""

    words: str
    left: float
    right: float
    bottom: float
    top: float
    em: float
    """The size of its type."""
    base: float
    """The height that its letters stand on."""
    bold: bool = False
    last: int = 0
    """Which letter of the page its last one is."""


@dataclass(slots=True)
class Line:
    """What stands on one height, from the left to the right."""

    segments: list[Segment]
    row: bool = False
    """Whether it is a row of a table."""

    @property
    def left(self) -> float:
        return min(each.left for each in self.segments)

    @property
    def right(self) -> float:
        return max(each.right for each in self.segments)

    @property
    def base(self) -> float:
        return self.segments[0].base

    @property
    def em(self) -> float:
        return self.segments[0].em

    @property
    def bold(self) -> bool:
        return all(each.bold for each in self.segments)

    @property
    def words(self) -> str:
        told = [_SPACES.sub(" ", each.words).strip() for each in self.segments]
        if self.row:
            return f"| {' | '.join(told)} |"
        words = told[0]
        for (one, two), more in zip(pairwise(self.segments), told[1:], strict=True):
            words += (" " if two.left - one.right < _FAR * one.em else "\t") + more
        return words


@dataclass(slots=True)
class _Block:
    """Lines right below each other."""

    lines: list[Line] = field(default_factory=list)

    @property
    def left(self) -> float:
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        return max(line.right for line in self.lines)


def paragraphs(lines: Sequence[Line], known: Set[str]) -> tuple[str, int]:
    """The text of a page, and how many divided words were joined. ``known`` are the words of the document."""
    blocks = _in_order(_blocks(_apart(lines)))
    parts: list[str] = []
    joined = 0
    above: Line | None = None
    for block in blocks:
        words, divided = _flowing(block, known)
        joined += divided
        if above is not None and _runs_on(above, parts[-1], block.lines[0], words):
            parts[-1], divided = _joined(parts[-1], words, known)
            joined += divided
        else:
            parts.append(words)
        above = block.lines[-1]
    return "\n\n".join(parts), joined


def _runs_on(above: Line, words: str, line: Line, told: str) -> bool:
    """Whether a sentence goes on at the top of the next column."""
    larger, smaller = max(above.em, line.em), min(above.em, line.em)
    return (
        told[:1].islower()
        and (words[-1].isalpha() or words[-1] in ",-")
        and len(above.words) >= _COLUMN_WORDS
        and larger <= smaller * _SAME_SIZE
        and above.bold == line.bold
        and not (above.row or line.row or has_mark(told))
    )


def vocabulary(pages: Iterable[Iterable[Line]]) -> frozenset[str]:
    """The words of a document, in small letters, without those that a line may have cut."""
    found: set[str] = set()
    for lines in pages:
        for line in lines:
            for segment in line.segments:
                words = _WORD.findall(segment.words.lower())
                found.update(words[1:-1] if segment.words.rstrip()[-1:] in _HYPHENS else words[1:])
                found.update(part for word in words for part in word.split("-") if "-" in word)
    return frozenset(found)


# Columns that were written line by line


def _apart(lines: Sequence[Line]) -> list[Line]:
    """Columns one after the other, and the rows of tables marked."""
    out: list[Line] = []
    run: list[Line] = []
    gutters: list[tuple[float, float]] = []
    for line in lines:
        shared = _shared(gutters, line) if run else _gaps(line)
        if shared:
            run.append(line)
            gutters = shared
            continue
        out += _settled(run, gutters)
        gutters = _gaps(line)
        run = [line] if gutters else []
        if not gutters:
            out.append(line)
    return out + _settled(run, gutters)


def _gaps(line: Line) -> list[tuple[float, float]]:
    return [(one.right, two.left) for one, two in pairwise(line.segments) if two.left > one.right]


def _shared(gutters: list[tuple[float, float]], line: Line) -> list[tuple[float, float]]:
    """What is left of the gutters when a line goes by; none where it crosses them all."""
    left_over = [_left_over(gutter, line) for gutter in gutters]
    return [(left, right) for left, right in left_over if right - left > line.em / 2]


def _left_over(gutter: tuple[float, float], line: Line) -> tuple[float, float]:
    left, right = gutter
    for segment in line.segments:
        middle = (left + right) / 2
        if segment.right < middle:
            left = max(left, segment.right)
        elif segment.left > middle:
            right = min(right, segment.left)
        else:
            return left, left
    return left, right


def _settled(run: list[Line], gutters: list[tuple[float, float]]) -> list[Line]:
    """Lines that share gutters: columns of text are parted, rows of a table are marked."""
    if sum(len(line.segments) > 1 for line in run) < _FEWEST:
        return run
    columns: list[list[Segment]] = [[] for _ in range(len(gutters) + 1)]
    for line in run:
        for segment in line.segments:
            columns[sum(segment.left >= right - 0.1 for _, right in gutters)].append(segment)
    if all(_is_text(column) for column in columns):
        return [Line([segment]) for column in columns for segment in column]
    for line in run:
        line.row = len(line.segments) > 1
    return run


def _is_text(column: Sequence[Segment]) -> bool:
    """Whether a column is running text: its lines are long and most reach to its edge."""
    if len(column) < _FEWEST:
        return False
    width = max(each.right for each in column) - min(each.left for each in column)
    return (
        median(len(each.words) for each in column) >= _COLUMN_WORDS
        and median(each.right - each.left for each in column) >= 0.6 * width
    )


# The order of what stands on a page


def _blocks(lines: Sequence[Line]) -> list[_Block]:
    blocks: list[_Block] = []
    for line in lines:
        if blocks and _goes_on(blocks[-1].lines[-1], line):
            blocks[-1].lines.append(line)
        else:
            blocks.append(_Block([line]))
    return blocks


def _goes_on(above: Line, line: Line) -> bool:
    """Whether a line stands right below another, in the same column and in letters of the same size."""
    larger, smaller = max(above.em, line.em), min(above.em, line.em)
    drop = above.base - line.base
    overlap = min(above.right, line.right) - max(above.left, line.left)
    return larger <= smaller * _SAME_SIZE and 0 < drop < 2.1 * larger and overlap > 0


def _in_order(blocks: list[_Block]) -> list[_Block]:
    """By the order of the file, but what stands above in the same column first."""
    if len(blocks) > _MOST_BLOCKS:
        return blocks
    places = [
        (each.left, each.right, each.lines[-1].base, each.lines[0].base + each.lines[0].em) for each in blocks
    ]
    waits = [0] * len(blocks)
    before: list[list[int]] = [[] for _ in blocks]
    for one, (left, right, bottom, top) in enumerate(places):
        for two in range(one + 1, len(blocks)):
            other_left, other_right, other_bottom, other_top = places[two]
            if min(right, other_right) - max(left, other_left) < 0.3 * min(
                right - left, other_right - other_left
            ):
                continue
            if other_bottom >= top - 1 and other_bottom + other_top > bottom + top:
                before[two].append(one)
                waits[one] += 1
            elif bottom >= other_top - 1 and bottom + top > other_bottom + other_top:
                before[one].append(two)
                waits[two] += 1
    ready = [index for index, waiting in enumerate(waits) if not waiting]
    ordered: list[_Block] = []
    while ready:
        index = heapq.heappop(ready)
        ordered.append(blocks[index])
        for after in before[index]:
            waits[after] -= 1
            if not waits[after]:
                heapq.heappush(ready, after)
    return ordered


# Lines that flow


def _flowing(block: _Block, known: Set[str]) -> tuple[str, int]:
    """The words of a block, its lines joined where only the page had broken them."""
    drops = [above.base - line.base for above, line in pairwise(block.lines)]
    usual = median(drops) if drops else 0.0
    right = block.right
    words, joined = block.lines[0].words, 0
    hanging = has_mark(words)
    for (above, line), drop in zip(pairwise(block.lines), drops, strict=True):
        told = line.words
        if drop > max(1.3 * usual, usual + 1) or above.bold != line.bold:
            words, hanging = f"{words}\n\n{told}", has_mark(told)
        elif line.row or above.row or has_mark(told) or _ends_early(above, line, right, hanging=hanging):
            words, hanging = f"{words}\n{told}", has_mark(told)
        else:
            words, divided = _joined(words, told, known)
            joined += divided
    return words, joined


def _ends_early(above: Line, line: Line, right: float, *, hanging: bool) -> bool:
    """Whether a line's first word had fitted on the line above, or it is indented as a new paragraph."""
    if above.words[-1] in _HYPHENS or _ADDRESS.search(above.words[-200:]):
        return False
    indent = line.left - above.left
    if not hanging and 0.8 * line.em < indent < 5 * line.em:
        return True
    segment = line.segments[0]
    first = segment.words.split(" ", 1)[0]
    width = (segment.right - segment.left) * len(first) / max(len(segment.words.strip()), 1)
    return above.right + width + 0.6 * line.em < right


def _joined(words: str, told: str, known: Set[str]) -> tuple[str, bool]:
    """Two lines as one, and whether a word was divided between them."""
    if words[-1] in _HYPHENS and told[:1].islower():
        first = _LAST_WORD.search(words[-41:-1])
        second = _FIRST_WORD.match(told)
        if first is not None and second is not None:
            one, two = first[0].lower(), second[0].lower()
            likely = one in _OF_COMPOUNDS or (one in known and two in known)
            compound = f"{one}-{two}" in known or (likely and one + two not in known)
            return (words + told, False) if compound and words[-1] != "\u00ad" else (words[:-1] + told, True)
    if words[-1] in _CLINGING and len(words) > 1 and not words[-2].isspace():
        return words + told, False
    if _ADDRESS.search(words[-200:]):
        return words + told, False
    if _is_wide(words[-1]) and _is_wide(told[:1]):
        return words + told, False
    return f"{words} {told}", False


def _is_wide(sign: str) -> bool:
    """Whether it belongs to a script that puts no spaces between words."""
    return "\u2e80" <= sign <= "\u9fff" or "\uf900" <= sign <= "\ufaff" or "\uff00" <= sign <= "\uff60"
