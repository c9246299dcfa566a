"""A text cut into the pieces that are laid out on their own.

A piece is a paragraph (what stands between line ends: CR LF, CR, LF, U+2028, U+2029) or, where a paragraph is
very long, a part of one: laying out a megabyte in one line would freeze the window. All offsets are code
points.
"""

import re
import unicodedata
from array import array
from bisect import bisect_right
from itertools import accumulate, pairwise

from PySide6.QtCore import QTextBoundaryFinder

from annotator.text.offsets import Offsets

LONGEST = 2000
_WINDOW = 400
_LINE_END = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_OTHER_SPLITS = "\x0b\x0c\x1c\x1d\x1e\x85"
_STRONG = frozenset({"L", "R", "AL"})
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_ISOLATES = {"LRI", "RLI", "FSI"}


def may_run_right_to_left(text: str) -> bool:
    """Whether any character could make part of the text run from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


class Pieces:
    """Where each piece of a text starts and ends, found in one pass at the speed of C."""

    def __init__(self, text: str) -> None:
        self.text = text
        lengths = [len(line) for line in _lines(text)]
        starts = array("L", [0])
        starts.extend(accumulate(lengths))
        ends_in_words = bool(text) and _LINE_END.match(text[-1]) is None
        if ends_in_words:
            starts.pop()
        if lengths and max(lengths) > LONGEST + _WINDOW:
            starts = self._cut(starts)
        self._starts = starts
        self._whole_paragraphs = not lengths or max(lengths) <= LONGEST + _WINDOW

    def __len__(self) -> int:
        return len(self._starts)

    def start(self, piece: int) -> int:
        return self._starts[piece]

    def end(self, piece: int) -> int:
        """Behind the line end."""
        return self._starts[piece + 1] if piece + 1 < len(self._starts) else len(self.text)

    def content_end(self, piece: int) -> int:
        """Before the line end."""
        start, end = self.start(piece), self.end(piece)
        if end == start or self.text[end - 1] not in "\n\r\u2028\u2029":
            return end
        return end - 2 if end - start >= 2 and self.text[end - 2 : end] == "\r\n" else end - 1

    def at(self, offset: int) -> int:
        """The piece a caret at ``offset`` stands in."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def continues(self, piece: int) -> bool:
        """Whether the piece goes on with the paragraph of the one before."""
        if self._whole_paragraphs or piece == 0:
            return False
        return self.text[self.start(piece) - 1] not in "\n\r\u2028\u2029"

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

    def _cut(self, starts: "array[int]") -> "array[int]":
        cut = array("L")
        for start, end in pairwise([*starts, len(self.text)]):
            at = start
            cut.append(at)
            while end - at > LONGEST + _WINDOW:
                at = _good_cut(self.text, at)
                cut.append(at)
        return cut


def _lines(text: str) -> list[str]:
    """The lines with their ends. ``splitlines`` is fast but splits at more than line ends."""
    if not any(other in text for other in _OTHER_SPLITS):
        return text.splitlines(keepends=True)
    ends = [match.end() for match in _LINE_END.finditer(text)]
    if not ends or ends[-1] != len(text):
        ends.append(len(text))
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False) if start < end]


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
