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

_PLAIN = Voice(0, 0, ())


def voice(pieces: Pieces, piece: int) -> Voice:
    """Reads one piece, with a look at the next line, which may underline this one."""
    start, end = pieces.start(piece), pieces.end(piece)
    content = pieces.content_end(piece) - start
    if not content:
        return _PLAIN
    length = end - start
    following = ""
    if content <= _LONGEST_UNDERLINE and (after := pieces.after(piece)) is not None:
        following = pieces.text[end : min(pieces.content_end(after), end + _LONGEST_UNDERLINE)]
    continues = pieces.continues(piece)
    heading = marker = 0
    parts = []
    for at, kind, value in tokens(pieces.text[start:end] + following):
        if at >= length:
            break
        if kind in {Generic.Heading, Generic.Subheading}:
            heading = 0 if continues else (1 if kind is Generic.Heading else 2)
        elif kind is Punctuation.Marker and at == 0 and not continues:
            marker = len(value) if len(value) < content else 0
            parts.append((at, at + len(value), kind))
        elif (kind in _FORMATS and not continues) or kind in _INLINE:
            parts.append((at, min(at + len(value), content), kind))
    if heading or marker > _LONGEST_MARKER:
        marker = 0
    return Voice(heading, marker, tuple(parts))


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
