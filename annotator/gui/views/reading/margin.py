"""The margins beside the column: on the left a bracket for each tag, on the right a flag for each issue."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from annotator.gui.views.reading.highlights import Highlight
from annotator.gui.views.reading.looks import Look
from annotator.gui.views.reading.marks import PieceMarks, SpanMark
from annotator.gui.views.reading.page import Placed
from annotator.gui.views.reading.typography import LANES, Typography


class Margin:
    """Where brackets stand and how they are drawn."""

    def __init__(self, typography: Typography) -> None:
        self._set = typography
        scale = typography.scale
        self._pitch = 6.0 * scale
        self._away = 14.0 * scale
        self._thick = max(1.5, 2.0 * scale)

    def x(self, lane: int, *, flag: bool) -> float:
        """The middle of a lane's bracket, from the viewport's left."""
        away = self._away + lane * self._pitch
        return self._set.left + self._set.column + away if flag else self._set.left - away

    def highlight_at(self, x: float, y: float, marked: PieceMarks) -> Highlight | None:
        """The highlight whose bracket is under a point; ``y`` from the piece's top."""
        best: tuple[float, Highlight] | None = None
        for span in marked.spans:
            if span.lane >= LANES or not span.top - 2 <= y < span.bottom + 2:
                continue
            distance = abs(self.x(span.lane, flag=span.one.flag) - x)
            if distance <= self._pitch * 0.75 and (best is None or distance < best[0]):
                best = (distance, span.one)
        return best[1] if best else None

    def draw(self, painter: QPainter, placed: Placed, marked: PieceMarks, active: str) -> None:
        codes: dict[tuple[int, bool], list[Look]] = {}
        for span in marked.spans:
            if span.lane >= LANES:
                continue
            self._draw_bracket(painter, placed.y, span, active=span.one.annotation == active)
            if span.code is not None:
                codes.setdefault((span.code[0], span.one.flag), []).append(span.look)
        for (line, flag), found in codes.items():
            set_line = placed.layout.lines[line]
            self._draw_codes(painter, placed.y + set_line.baseline, found, flag=flag)

    def _draw_bracket(self, painter: QPainter, y: float, span: SpanMark, *, active: bool) -> None:
        x = self.x(span.lane, flag=span.one.flag)
        thick = self._thick * (1.6 if active else 1.0)
        top = y + span.top + (1 if span.begins else 0)
        bottom = y + span.bottom - (1 if span.ends else 0)
        colour = span.look.stroke
        if span.one.dashed:
            pen = QPen(colour, thick)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            pen.setDashPattern([2.0, 1.5])
            painter.setPen(pen)
            painter.drawLine(QLineF(x, top, x, bottom))
        else:
            painter.fillRect(QRectF(x - thick / 2, top, thick, bottom - top), colour)
        tick = self._pitch * 0.55
        left = x - tick if span.one.flag else x
        if span.begins:
            painter.fillRect(QRectF(left, top, tick, self._thick * 0.8), colour)
        if span.ends:
            painter.fillRect(QRectF(left, bottom - self._thick * 0.8, tick, self._thick * 0.8), colour)

    def _draw_codes(self, painter: QPainter, baseline: float, found: list[Look], *, flag: bool) -> None:
        """Codes beside the line where their highlights begin, as many as there is room for."""
        painter.setFont(self._set.code)
        metrics = self._set.code_metrics
        edge = self.x(LANES, flag=flag)
        gap = 4 * self._set.scale
        rest = len(found)
        for look in found:
            width = metrics.horizontalAdvance(look.code) + (metrics.capHeight() + 2 if flag else 0)
            left = edge if flag else edge - width
            outside = left + width > self._set.room - 4 if flag else left < 4
            painter.setPen(look.stroke)
            if outside and rest == len(found):
                return
            if outside:
                painter.drawText(QPointF(left if flag else max(2.0, left), baseline - gap), f"+{rest}")
                return
            if flag:
                self._draw_pennant(painter, left, baseline, look)
                painter.setPen(look.stroke)
                painter.drawText(QPointF(left + metrics.capHeight() + 2, baseline), look.code)
                edge = left + width + gap
            else:
                painter.drawText(QPointF(left, baseline), look.code)
                edge = left - gap
            rest -= 1

    def _draw_pennant(self, painter: QPainter, left: float, baseline: float, look: Look) -> None:
        """A small flag on its pole."""
        high = self._set.code_metrics.capHeight() * 1.4
        painter.fillRect(QRectF(left, baseline - high, max(1.0, 1.2 * self._set.scale), high), look.stroke)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.stroke)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(left, baseline - high),
                    QPointF(left + high * 0.65, baseline - high * 0.68),
                    QPointF(left, baseline - high * 0.36),
                ]
            )
        )
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
