"""Draws the pieces that are in the window: tints, hits, selection, words, underlines, codes, signs, caret."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap, QTextCharFormat, QTextLayout

from annotator.gui.views.reading.layout import Line, PieceLayout, Stretch
from annotator.gui.views.reading.looks import Look, Looks
from annotator.gui.views.reading.marks import PieceMarks, SpanMark
from annotator.gui.views.reading.page import Placed
from annotator.gui.views.reading.typography import LANES, Typography

_ROUND = 2.5


@dataclass(frozen=True, slots=True)
class Scene:
    """What is to be seen beside the text and its highlights. Offsets are code points."""

    selection: tuple[int, int] = (0, 0)
    caret: int | None = None
    """None while the caret is not to be seen."""
    hits: Sequence[tuple[int, int]] = ()
    """In order of the text, without overlaps."""
    current_hit: int = -1
    active: str = ""
    place: int | None = None
    """Where the caret is, blinking or not, while the pane has the focus."""


class PiecePainter:
    """Draws pieces onto one painter."""

    def __init__(
        self, painter: QPainter, typography: Typography, looks: Looks, scene: Scene, area: QRect
    ) -> None:
        """``area`` is the part of the viewport that is to be painted."""
        self._painter = painter
        self._set = typography
        self._looks = looks
        self._scene = scene
        self._area = QRectF(area)
        self._rise = round(typography.em * 0.98)
        self._fall = round(typography.em * 0.36)

    def draw_ground(self, placed: Placed, marked: PieceMarks) -> None:
        """What lies behind the words; of all pieces before the words of any, for underlines reach down."""
        painter = self._painter
        painter.translate(self._set.left, placed.y)
        self._draw_tints(placed.layout, marked)
        self._draw_hits(placed.layout)
        self._draw_selection(placed.layout)
        painter.translate(-self._set.left, -placed.y)

    def draw_words(self, placed: Placed, marked: PieceMarks) -> None:
        """The words and what lies over them."""
        painter = self._painter
        painter.translate(self._set.left, placed.y)
        layout = placed.layout
        selected = self._selected(layout)
        painter.setPen(self._looks.colour("heading" if layout.voice.heading else "ink"))
        lines = self._area.translated(-self._set.left, -placed.y)
        layout.layout.draw(painter, QPointF(0, 0), selected, lines)
        for span in marked.spans:
            if span.lane < LANES:
                self._draw_stroke(layout, span)
        self._draw_outlines(layout, marked)
        self._draw_codes(layout, marked)
        if layout.signs:
            self._draw_signs(layout)
        place = self._scene.place
        if place is not None and layout.start <= place <= layout.end:
            self._draw_place(layout, place)
        caret = self._scene.caret
        if caret is not None and layout.start <= caret <= layout.end:
            self._draw_caret(layout, caret)
        painter.translate(-self._set.left, -placed.y)

    def _band(self, line: Line, stretch: Stretch) -> QRectF:
        top = line.baseline - self._rise
        return QRectF(stretch.left, top, stretch.right - stretch.left, self._rise + self._fall)

    def _draw_tints(self, layout: PieceLayout, marked: PieceMarks) -> None:
        painter = self._painter
        for tint, stretch in marked.tints:
            painter.fillRect(self._band(layout.lines[stretch.line], stretch), tint)

    def _draw_hits(self, layout: PieceLayout) -> None:
        hits = self._scene.hits
        if not hits:
            return
        painter = self._painter
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        index = bisect_left(hits, layout.start, key=lambda hit: hit[1])
        while index < len(hits) and hits[index][0] < layout.end:
            current = index == self._scene.current_hit
            painter.setPen(QPen(self._looks.colour("hit_mark"), 1.2) if current else Qt.PenStyle.NoPen)
            painter.setBrush(self._looks.colour("hit_current" if current else "hit"))
            for stretch in layout.stretches(*hits[index]):
                painter.drawRoundedRect(
                    self._band(layout.lines[stretch.line], stretch).adjusted(-1, 0, 1, 0), _ROUND, _ROUND
                )
            index += 1
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _draw_selection(self, layout: PieceLayout) -> None:
        start, end = self._scene.selection
        if start >= end or start > layout.end or end <= layout.start:
            return
        painter = self._painter
        colour = self._looks.colour("selection")
        for stretch in layout.stretches(start, end, spaces=True):
            line = layout.lines[stretch.line]
            painter.fillRect(
                QRectF(stretch.left, line.top, max(1.0, stretch.right - stretch.left), line.height), colour
            )
        if end > layout.end:
            last = layout.lines[-1]
            x = layout.x_at(layout.end)
            width = self._set.em * 0.35
            left = x - width if layout.right_to_left else x
            painter.fillRect(QRectF(left, last.top, width, last.height), colour)

    def _selected(self, layout: PieceLayout) -> list[QTextLayout.FormatRange]:
        """The range whose words take the selection's ink."""
        start, end = self._scene.selection
        if start >= end or start >= layout.end or end <= layout.start:
            return []
        chosen = QTextLayout.FormatRange()
        chosen.start = layout.units(start)
        chosen.length = layout.units(end) - chosen.start
        look = QTextCharFormat()
        look.setForeground(self._looks.colour("selection_ink"))
        chosen.format = look
        return [chosen]

    def _draw_stroke(self, layout: PieceLayout, span: SpanMark) -> None:
        below = self._set.em * 0.17 + span.lane * self._set.lane
        for stretch in span.stretches:
            y = layout.lines[stretch.line].baseline + below
            self._draw_underline(span.look, stretch.left, stretch.right, y)

    def _draw_underline(self, look: Look, left: float, right: float, y: float) -> None:
        painter = self._painter
        width = right - left
        thick = look.thick
        if look.pattern is not None:
            height = look.pattern.height() / look.pattern.devicePixelRatio()
            painter.drawTiledPixmap(QRectF(left, round(y - height / 2), width, height), look.pattern)
        elif look.double:
            painter.fillRect(QRectF(left, y - thick * 0.8, width, thick * 0.55), look.stroke)
            painter.fillRect(QRectF(left, y + thick * 0.4, width, thick * 0.55), look.stroke)
        else:
            painter.fillRect(QRectF(left, y - thick / 2, width, thick), look.stroke)

    def _draw_outlines(self, layout: PieceLayout, marked: PieceMarks) -> None:
        """The active annotation is outlined; a suggestion is always, in dashes."""
        painter = self._painter
        for span in marked.spans:
            active = span.one.annotation == self._scene.active
            if not (active or span.one.dashed):
                continue
            pen = QPen(span.look.stroke, (2.0 if active else 1.0) * self._set.scale)
            if span.one.dashed:
                pen.setDashPattern([3.0, 2.0])
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(self._contour(layout, span))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _contour(self, layout: PieceLayout, span: SpanMark) -> QPainterPath:
        """One line around all that a highlight covers in the piece."""
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        last = span.stretches[-1].line if span.stretches else 0
        for stretch in span.stretches:
            band = self._band(layout.lines[stretch.line], stretch).adjusted(-1.5, -0.5, 1.5, 0.5)
            if stretch.line < last:
                line = layout.lines[stretch.line + 1]
                band.setBottom(max(band.bottom(), line.baseline - self._rise + 1))
            path.addRect(band)
        return path.simplified()

    def _draw_codes(self, layout: PieceLayout, marked: PieceMarks) -> None:
        """The code of each highlight above its first character; those that would cover each other move on."""
        taken: dict[int, float] = {}
        looks = self._looks
        for span in marked.spans:
            if span.code is None or span.lane >= LANES:
                continue
            look = span.look
            index, x, leftwards = span.code
            if span.one.dashed:
                chip = looks.chip(look.code, looks.colour("page"), look.stroke, look.stroke)
            else:
                chip = looks.chip(look.code, look.stroke, look.stroke_ink)
            width = chip.width() / chip.devicePixelRatio()
            left = max(x + 1 - width if leftwards else x - 1, taken.get(index, -1e9))
            self._draw_chip(chip, left, layout.lines[index].baseline - self._rise - self._set.lane * 0.6)
            taken[index] = left + width + 1
        for index, count in marked.more.items():
            chip = looks.chip(f"+{count}", looks.colour("view"), looks.colour("ink"))
            self._draw_chip(chip, self._set.column + 4, layout.lines[index].baseline)

    def _draw_chip(self, chip: QPixmap, left: float, middle: float) -> None:
        """Centred on a height, on whole pixels, so that its letters stay sharp."""
        height = chip.height() / chip.devicePixelRatio()
        self._painter.drawPixmap(QPoint(round(left), round(middle - height / 2)), chip)

    def _draw_signs(self, layout: PieceLayout) -> None:
        """Signs for what cannot be seen, drawn over the words, which stay where they are."""
        painter = self._painter
        badge, ink = self._looks.colour("badge"), self._looks.colour("badge_ink")
        for offset, name in layout.signs:
            line = layout.lines[layout.line_at(offset)]
            x = layout.x_at(offset)
            painter.fillRect(
                QRectF(x - 0.5, line.baseline - self._rise, 1, self._rise + self._fall * 0.6), badge
            )
            self._draw_chip(self._looks.chip(name, badge, ink), x - 0.5, line.baseline + self._fall * 0.9)

    def _draw_place(self, layout: PieceLayout, place: int) -> None:
        """A small bar beside the line of the caret, to find it again after looking up."""
        line = layout.lines[layout.line_at(place)]
        thick = max(2.0, 2.0 * self._set.scale)
        top, height = line.baseline - self._rise, self._rise + self._fall
        bar = QRectF(-6 * self._set.scale - thick, top, thick, height)
        self._painter.fillRect(bar, self._looks.colour("accent"))

    def _draw_caret(self, layout: PieceLayout, caret: int) -> None:
        line = layout.lines[layout.line_at(caret)]
        width = max(2, round(1.6 * self._set.scale))
        top = line.baseline - round(self._set.em * 1.02)
        height = min(round(self._set.em * 1.36), line.height + 6)
        x = layout.x_at(caret) if layout.text else (self._set.column if layout.right_to_left else 0)
        self._painter.fillRect(QRectF(round(x) - width // 2, top, width, height), self._looks.colour("ink"))
