"""Code points ↔ UTF-16 units ↔ UTF-8 bytes, one index for each text.

Everything inside counts code points, Qt counts UTF-16 units, files count bytes; only this module converts.
For every ``BLOCK`` code points the index keeps how many units came before; within a block it encodes and
measures. So it is built at the speed of the encoder, whatever the script, and a text in which both counts
agree needs no table.
"""

import re
from array import array
from bisect import bisect_right
from functools import cached_property
from typing import Literal, TypeAlias

Snap: TypeAlias = Literal["floor", "ceil", "error"]
"""What becomes of a position inside a character: its start, its end, or a ValueError."""

BLOCK = 512


class Offsets:
    """The positions of one text in code points, UTF-16 units and UTF-8 bytes.

    Positions stand between characters, from 0 to the length; any other is an IndexError. A lone surrogate,
    which decoded UTF-8 never holds, counts as one UTF-16 unit and three bytes.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @property
    def utf16_length(self) -> int:
        """The length of the text in UTF-16 units."""
        return self._utf16.units

    @property
    def utf8_length(self) -> int:
        """The length of the text in UTF-8 bytes, without a byte order mark."""
        return self._utf8.units

    def to_utf16(self, position: int) -> int:
        """Code points → UTF-16 units."""
        return self._utf16.to_units(position)

    def from_utf16(self, units: int, *, snap: Snap = "floor") -> int:
        """UTF-16 units → code points; ``snap`` decides about a position inside a surrogate pair."""
        return self._utf16.from_units(units, snap)

    def to_utf8(self, position: int) -> int:
        """Code points → UTF-8 bytes."""
        return self._utf8.to_units(position)

    def from_utf8(self, units: int, *, snap: Snap = "floor") -> int:
        """UTF-8 bytes → code points; ``snap`` decides about a position inside a character."""
        return self._utf8.from_units(units, snap)

    @cached_property
    def _utf16(self) -> "_Index":
        return _Index(self._text, "utf-16-le", 2)

    @cached_property
    def _utf8(self) -> "_Index":
        return _Index(self._text, "utf-8", 1)


class _Index:
    """The units before each block of a text in one encoding."""

    def __init__(self, text: str, codec: str, width: int) -> None:
        self._text = text
        self._codec = codec
        self._width = width
        self.units = len(text)
        self._before: array[int] | None = None
        if text.isascii():
            return
        before = array("Q", [0])
        total = 0
        for start in range(0, len(text), BLOCK):
            total += self._measure(start, start + BLOCK)
            before.append(total)
        if total != len(text):
            self.units = total
            self._before = before

    def _measure(self, start: int, end: int) -> int:
        return len(self._text[start:end].encode(self._codec, "surrogatepass")) // self._width

    def to_units(self, position: int) -> int:
        if not 0 <= position <= len(self._text):
            raise IndexError(f"position {position} is outside a text of {len(self._text)} code points")
        if self._before is None:
            return position
        block = position // BLOCK
        return self._before[block] + self._measure(block * BLOCK, position)

    def from_units(self, units: int, snap: Snap) -> int:
        if not 0 <= units <= self.units:
            raise IndexError(f"position {units} is outside a text of {self.units} units")
        if self._before is None:
            return units
        block = bisect_right(self._before, units, hi=len(self._before) - 1) - 1
        start = block * BLOCK
        candidates = range(start, min(start + BLOCK, len(self._text)) + 1)
        position = start + bisect_right(candidates, units, key=self.to_units) - 1
        if snap == "floor" or self.to_units(position) == units:
            return position
        if snap == "ceil":
            return position + 1
        raise ValueError(f"position {units} is inside a character")


_ROW_END = re.compile(r"\r\n?|\n")


class Rows:
    """Code points ↔ lines and columns, both from 1; a line ends with LF, CR LF or CR."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _ROW_END.finditer(text))]

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of a code point."""
        row = bisect_right(self._starts, offset)
        return row, offset - self._starts[row - 1] + 1
