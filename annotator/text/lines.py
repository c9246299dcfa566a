"""Text → the lines that hold something to read, wherever Unicode ends a line."""

import re
from dataclasses import dataclass

from annotator.text.titles import is_title, may_open, number_at

INVISIBLE = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
"""A line that holds nothing else is blank."""

LONGEST_MARK = 24
"""Code points of a number or a bullet that stands on a line of its own."""

_BULLETS = "•◦▪●○■·"
_LONE_MARK = re.compile(
    rf"\(?(?:\d{{1,3}}(?:\.\d{{1,3}})*|[A-Za-z]|[ivxIVX]{{2,5}})\\?[.)]|\d{{1,3}}(?:\.\d{{1,3}})+|[{_BULLETS}]"
)


@dataclass(slots=True)
class Line:
    """A line without the whitespace around it. ``start`` is in code points, ``indent`` in columns."""

    start: int
    text: str
    indent: int
    after_blank: bool

    @property
    def end(self) -> int:
        """Where its words end."""
        return self.start + len(self.text)


def lines_of(text: str) -> list[Line]:
    """The lines, in order; a mark that pages tore from its words, as in ``(a)``, is one line with them."""
    lines: list[Line] = []
    start = 0
    blank = True
    mark: Line | None = None
    for raw in text.splitlines(keepends=True):
        words = raw.strip()
        if not words or (words[0] in INVISIBLE and not words.strip(INVISIBLE)):
            blank = True
        elif mark is not None and _belong_together(mark, words):
            mark.text = text[mark.start : start + len(raw.rstrip())]
            mark = None
            blank = False
        else:
            margin = 0 if raw[0] == words[0] else raw.index(words[0])
            line = Line(start + margin, words, len(raw[:margin].expandtabs(4)) if margin else 0, blank)
            lines.append(line)
            mark = line if len(words) <= LONGEST_MARK and (may_open(words) or words in _BULLETS) else None
            blank = False
        start += len(raw)
    return lines


def _belong_together(mark: Line, words: str) -> bool:
    if _LONE_MARK.fullmatch(mark.text):
        return not (_LONE_MARK.fullmatch(words) or words.startswith("#"))
    number, length = number_at(mark.text)
    return number is not None and length == len(mark.text) and is_title(words, plain=True)
