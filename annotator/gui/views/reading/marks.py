"""Where the highlights of one piece stand: tints, underlines, codes. Pure geometry, kept until something
changes.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtGui import QColor

from annotator.gui.views.reading.highlights import Highlight, Highlights
from annotator.gui.views.reading.layout import PieceLayout, Stretch
from annotator.gui.views.reading.looks import Look, Looks
from annotator.gui.views.reading.typography import LANES


@dataclass(frozen=True, slots=True)
class SpanMark:
    """One highlight as far as it lies in the piece. Places are pixels from the piece's top left."""

    one: Highlight
    look: Look
    lane: int
    begins: bool
    ends: bool
    stretches: tuple[Stretch, ...]
    """None in a blank line, which has a bracket beside it all the same."""
    code: tuple[int, float, bool] | None
    """Where its code stands: line, the edge of the first character, whether that reads leftwards. None
    elsewhere.
    """
    top: float
    """Where its bracket begins and ends in the margin: by line, and within a line by how far along it is."""
    bottom: float


@dataclass(frozen=True, slots=True)
class PieceMarks:
    """``tints`` do not overlap, the innermost highlight having won."""

    spans: tuple[SpanMark, ...] = ()
    tints: tuple[tuple[QColor, Stretch], ...] = ()
    more: dict[int, int] = field(default_factory=dict)
    """For lines with more highlights than lanes, how many are not drawn."""


NOTHING = PieceMarks()


def marks(layout: PieceLayout, highlights: Highlights, looks: Looks) -> PieceMarks:
    """The marks of one piece."""
    slots = highlights.over(layout.start, layout.end)
    if not slots:
        return NOTHING
    spans = []
    more: dict[int, int] = {}
    for slot in slots:
        one = highlights[slot]
        lane = highlights.lane(slot)
        stretches = tuple(layout.stretches(one.start, one.end))
        if lane >= LANES:
            for line in {stretch.line for stretch in stretches}:
                more[line] = more.get(line, 0) + 1
        begins, ends = one.start >= layout.start, one.end <= layout.end
        top = _height_of(layout, one.start) if begins else 0.0
        bottom = max(top + 3, _height_of(layout, one.end, last=True)) if ends else float(layout.height)
        code = _code_place(layout, one.start) if begins and stretches else None
        look = looks.of(one.label, flag=one.flag, muted=one.muted)
        spans.append(SpanMark(one, look, lane, begins, ends, stretches, code, top, bottom))
    return PieceMarks(tuple(spans), tuple(_tints(layout, spans)), more)


def _code_place(layout: PieceLayout, start: int) -> tuple[int, float, bool]:
    line = layout.line_at(start)
    leftwards = unicodedata.bidirectional(layout.text[start - layout.start]) in {"R", "AL"}
    return line, layout.x_at(start, line), leftwards


def _tints(layout: PieceLayout, spans: list[SpanMark]) -> Iterator[tuple[QColor, Stretch]]:
    """Each stretch belongs to the shortest highlight over it. Suggestions and muted ones have no tint."""
    filled = [span for span in spans if not (span.one.dashed or span.one.muted)]
    if len(filled) == 1:
        yield from ((filled[0].look.tint, stretch) for stretch in filled[0].stretches)
        return
    edges = {edge for span in filled for edge in (span.one.start, span.one.end)}
    bounds = sorted({min(max(edge, layout.start), layout.end) for edge in edges})
    filled.sort(key=lambda span: (span.one.end - span.one.start, -span.one.start))
    runs: list[tuple[SpanMark, int, int]] = []
    for start, end in pairwise(bounds):
        owner = next((span for span in filled if span.one.start <= start and span.one.end >= end), None)
        if owner is None:
            continue
        if runs and runs[-1][0] is owner and runs[-1][2] == start:
            runs[-1] = (owner, runs[-1][1], end)
        else:
            runs.append((owner, start, end))
    for owner, start, end in runs:
        for stretch in layout.stretches(start, end):
            yield owner.look.tint, stretch


def _height_of(layout: PieceLayout, offset: int, *, last: bool = False) -> float:
    """A height in the margin that rises with the text, so that brackets of one lane never cross."""
    index = layout.line_at(offset)
    if last and index and layout.lines[index].start == offset:
        index -= 1
    line = layout.lines[index]
    share = (offset - line.start) / max(1, line.end - line.start)
    return line.top + line.height * min(1.0, share)
