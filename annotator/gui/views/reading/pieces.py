"""A text cut into the pieces that are laid out on their own.

A piece is a paragraph (what stands between line ends: CR LF, CR, LF, U+2028, U+2029) or, where a paragraph is
very long, a part of one: laying out a megabyte in one line would freeze the window. All offsets are code
points.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator

from PySide6.QtCore import QTextBoundaryFinder

from annotator.text.offsets import Offsets

LONGEST = 2000
_WINDOW = 400
_LINE_END = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_LINE_ENDS = "\n\r\u2028\u2029"
_ANY_END = re.compile(f"[{_LINE_ENDS}]")
_GROUP = 4096
"""About how many characters a group has."""
_FIRST = 1 << 24
"""From the number of a group's first piece to that of the next group's."""
_STRONG = frozenset({"L", "R", "AL"})
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_ISOLATES = {"LRI", "RLI", "FSI"}


def may_run_right_to_left(text: str) -> bool:
    """Whether any character could make part of the text run from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


class Pieces:
    """The pieces of a text, by number.

    Numbers rise with the text but not by one: a text is first divided into groups of whole paragraphs,
    which costs next to nothing, and a group into pieces when someone looks at it. So a policy of 10 MB
    opens at once.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._bounds = list(_group_bounds(text))
        self._opened: dict[int, tuple[list[int], list[int]]] = {}

    @property
    def groups(self) -> int:
        return len(self._bounds)

    def group_start(self, group: int) -> int:
        return self._bounds[group]

    def group_end(self, group: int) -> int:
        return self._bounds[group + 1] if group + 1 < len(self._bounds) else len(self.text)

    def group_of(self, piece: int) -> int:
        return piece // _FIRST

    def in_group(self, group: int) -> range:
        """The numbers of its pieces."""
        first = group * _FIRST
        return range(first, first + len(self._open(group)[0]))

    @property
    def first(self) -> int:
        return 0

    @property
    def last(self) -> int:
        return self.in_group(len(self._bounds) - 1)[-1]

    def after(self, piece: int) -> int | None:
        """The number of the next piece, or None at the end."""
        group, index = divmod(piece, _FIRST)
        if index + 1 < len(self._open(group)[0]):
            return piece + 1
        return (group + 1) * _FIRST if group + 1 < len(self._bounds) else None

    def before(self, piece: int) -> int | None:
        """The number of the piece before, or None at the beginning."""
        group, index = divmod(piece, _FIRST)
        if index:
            return piece - 1
        return self.in_group(group - 1)[-1] if group else None

    def start(self, piece: int) -> int:
        group, index = divmod(piece, _FIRST)
        return self._open(group)[0][index]

    def end(self, piece: int) -> int:
        """Behind the line end."""
        group, index = divmod(piece, _FIRST)
        starts = self._open(group)[0]
        return starts[index + 1] if index + 1 < len(starts) else self.group_end(group)

    def content_end(self, piece: int) -> int:
        """Before the line end."""
        group, index = divmod(piece, _FIRST)
        return self._open(group)[1][index]

    def at(self, offset: int) -> int:
        """The piece a caret at ``offset`` stands in."""
        group = max(0, bisect_right(self._bounds, offset) - 1)
        return group * _FIRST + max(0, bisect_right(self._open(group)[0], offset) - 1)

    def continues(self, piece: int) -> bool:
        """Whether the piece goes on with the paragraph of the one before."""
        start = self.start(piece)
        return start > 0 and self.text[start - 1] not in _LINE_ENDS

    def paragraph_start(self, piece: int) -> int:
        while self.continues(piece):
            piece -= 1
        return self.start(piece)

    def right_to_left(self, piece: int) -> bool:
        """The direction of the paragraph, by its first strong character outside isolates (Unicode UAX 9,
        P2–P3).
        """
        text = self.text
        start, end = self.start(piece), self.content_end(piece)
        if not self.continues(piece) and not may_run_right_to_left(text[start:end]):
            return False
        depth = 0
        for at in range(self.paragraph_start(piece), end):
            kind = unicodedata.bidirectional(text[at])
            if kind in _ISOLATES:
                depth += 1
            elif kind == "PDI":
                depth = max(0, depth - 1)
            elif depth == 0 and kind in _STRONG:
                return kind != "L"
        return False

    def _open(self, group: int) -> tuple[list[int], list[int]]:
        """Where the pieces of a group start, and where their words end."""
        opened = self._opened.get(group)
        if opened is None:
            opened = self._opened[group] = ([], [])
            for start, words, end in self._paragraphs(group):
                at = start
                while end - at > LONGEST + _WINDOW:
                    opened[0].append(at)
                    at = _good_cut(self.text, at)
                    opened[1].append(at)
                opened[0].append(at)
                opened[1].append(words)
        return opened

    def _paragraphs(self, group: int) -> Iterator[tuple[int, int, int]]:
        """Start, end of the words, and end of each paragraph; behind a last line end stands an empty one."""
        at, stop = self._bounds[group], self.group_end(group)
        for match in _LINE_END.finditer(self.text, at, stop):
            yield at, match.start(), match.end()
            at = match.end()
        if at < stop or group + 1 == len(self._bounds):
            yield at, stop, stop


def _group_bounds(text: str) -> Iterator[int]:
    """Where groups start: behind the first line end after about so many characters."""
    yield 0
    at = _GROUP
    while at < len(text) and (match := _ANY_END.search(text, at)):
        at = match.end()
        if text[at - 1] == "\r" and text.startswith("\n", at):
            at += 1
        if at < len(text):
            yield at
        at += _GROUP


def _good_cut(text: str, start: int) -> int:
    """Behind a sentence if one ends near, else behind a space, else between two graphemes."""
    floor, ceiling = start + LONGEST - _WINDOW, start + LONGEST
    for mark in (". ", " "):
        at = text.rfind(mark, floor, ceiling)
        if at >= 0:
            return at + len(mark)
    window = text[floor : ceiling + _WINDOW // 2]
    offsets = Offsets(window)
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Grapheme, window)
    finder.setPosition(offsets.to_utf16(ceiling - floor))
    if finder.isAtBoundary():
        return ceiling
    at = finder.toPreviousBoundary()
    return floor + offsets.from_utf16(at) if at > 0 else ceiling
