"""Text → the lines that hold something to read, wherever Unicode ends a line."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotator.text.titles import is_title, number_at

INVISIBLE = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""A line that holds nothing else is blank."""

LONGEST_MARK = 24
"""Code points of a number or a bullet that stands on a line of its own."""

_LONE_MARK = re.compile(
    r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivxIVX]{2,5})\\?[.)]|\d{1,3}(?:\.\d{1,3})+|[•◦▪●○■·]"
)


@dataclass(slots=True)
class Line:
    """A line without the whitespace around it. ``start`` is in code points, ``indent`` in columns."""

    start: int
    text: str
    indent: int
    after_blank: bool
    before_blank: bool = False

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.start + len(self.text)


def lines_of(text: str) -> list[Line]:
    """The lines, in order; a mark that pages tore from its words, as in ``(a)``, is one line with them."""
    return list(_joined(text, _split(text)))


def _split(text: str) -> Iterator[Line]:
    start = 0
    blank = True
    held: Line | None = None
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        if words and (words.isascii() or words.strip(INVISIBLE)):
            margin = raw[: len(raw) - len(raw.lstrip())]
            if held is not None:
                held.before_blank = blank
                yield held
            held = Line(start + len(margin), words, len(margin.expandtabs(4)), blank)
            blank = False
        else:
            blank = True
        start += len(raw)
    if held is not None:
        held.before_blank = True
        yield held


def _joined(text: str, lines: Iterable[Line]) -> Iterator[Line]:
    held: Line | None = None
    for line in lines:
        if held is not None and _belong_together(held, line):
            held.text = text[held.start : line.end]
            held.before_blank = line.before_blank
            yield held
            held = None
            continue
        if held is not None:
            yield held
        held = line
    if held is not None:
        yield held


def _belong_together(mark: Line, words: Line) -> bool:
    if len(mark.text) > LONGEST_MARK:
        return False
    if _LONE_MARK.fullmatch(mark.text):
        return not (_LONE_MARK.fullmatch(words.text) or words.text.startswith("#"))
    number, length = number_at(mark.text)
    return number is not None and length == len(mark.text) and is_title(words.text, plain=True)
