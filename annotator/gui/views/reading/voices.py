"""What the words of a piece look like, from what the policy lexer says they are."""

from dataclasses import dataclass
from typing import TypeAlias

from pygments.token import Generic, Keyword, Literal, Name, Punctuation, _TokenType
from PySide6.QtGui import QColor, QTextCharFormat

from annotator.detection.lexer import tokens
from annotator.gui.theme import Theme
from annotator.gui.views.reading.pieces import Pieces

_LONGEST_UNDERLINE = 180
_LONGEST_MARKER = 24
_PAGE = 1200
"""About how many characters are read at a time."""
_KEPT = 8192


@dataclass(frozen=True, slots=True)
class Voice:
    """How one piece is set. Offsets are code points from the piece's start."""

    heading: int
    """0 for running text, 1 for upper headings, 2 for lower ones."""
    marker: int
    """How many characters stand before the words of a list item; further lines hang there."""
    parts: tuple[tuple[int, int, _TokenType], ...]
    """``(start, end, token type)`` of all that is not plain."""


Inks: TypeAlias = dict[_TokenType, QTextCharFormat]


class Voices:
    """What the pieces of one text are, read a page or so at a time: each call of the lexer has its price."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._known: dict[int, Voice] = {}

    def of(self, piece: int) -> Voice:
        known = self._known.get(piece)
        if known is None:
            if len(self._known) > _KEPT:
                self._known.clear()
            self._read(piece)
            known = self._known[piece]
        return known

    def _read(self, first: int) -> None:
        """Reads a run of pieces, with a look at the line after it, which may underline the last."""
        pieces = self._pieces
        run = self._run(first)
        start, end = pieces.start(run[0]), pieces.end(run[-1])
        following = ""
        if (after := pieces.after(run[-1])) is not None:
            following = pieces.text[end : min(pieces.content_end(after), end + _LONGEST_UNDERLINE)]
        found = tokens(pieces.text[start:end] + following)
        token = next(found, None)
        for piece in run:
            base, stop = pieces.start(piece), pieces.end(piece)
            here = []
            while token is not None and start + token[0] < stop:
                here.append((start + token[0] - base, token[1], len(token[2])))
                token = next(found, None)
            content = pieces.content_end(piece) - base
            self._known[piece] = _voice(here, content, continues=pieces.continues(piece))

    def _run(self, first: int) -> list[int]:
        """Pieces that are not known yet, up to about a page. A part of a long paragraph is read alone."""
        pieces = self._pieces
        run = [first]
        until = pieces.start(first) + _PAGE
        while not self._joined(run[-1]):
            after = pieces.after(run[-1])
            if after is None or after in self._known or pieces.end(after) > until or self._joined(after):
                break
            run.append(after)
        return run

    def _joined(self, piece: int) -> bool:
        after = self._pieces.after(piece)
        return self._pieces.continues(piece) or (after is not None and self._pieces.continues(after))


def _voice(found: list[tuple[int, _TokenType, int]], content: int, *, continues: bool) -> Voice:
    """``found`` are start, kind and length of tokens, from the piece's start."""
    heading = marker = 0
    parts = []
    for at, kind, length in found:
        if kind in _HEADINGS:
            heading = 0 if continues else _HEADINGS[kind]
        elif kind is Punctuation.Marker and at == 0 and not continues:
            marker = length if length < content else 0
            parts.append((at, at + length, kind))
        elif kind in _INLINE or (kind in _FORMATS and not continues):
            parts.append((at, min(at + length, content), kind))
    if heading or marker > _LONGEST_MARKER:
        marker = 0
    return Voice(heading, marker, tuple(parts))


_HEADINGS = {Generic.Heading: 1, Generic.Subheading: 2}
_INLINE = {
    Name.Tag: "link",
    Name.Attribute: "link",
    Name.Entity: "link",
    Literal.Date: "term",
    Keyword: "law",
    Name.Class: "term",
    Punctuation: "muted",
}
_FORMATS = {**_INLINE, Punctuation.Marker: "muted"}


def inks(theme: Theme) -> Inks:
    """The ink of each kind of words."""
    made = {}
    for kind, ink in _FORMATS.items():
        look = made[kind] = QTextCharFormat()
        look.setForeground(QColor(getattr(theme, ink)))
        if kind is Name.Class:
            look.setFontWeight(600)
    return made
