"""The margins beside the column: on the left a bracket for each tag, on the right a flag for each issue."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from annotator.gui.views.reading.highlights import Highlights
from annotator.gui.views.reading.looks import Look, Looks
from annotator.gui.views.reading.marks import PieceMarks, SpanMark
from annotator.gui.views.reading.page import Placed
from annotator.gui.views.reading.typography import LANES, Typography


class Margin:
    """Where brackets stand and how they are drawn."""

    def __init__(self, typography: Typography, looks: Looks) -> None:
        self._set = typography
        self._looks = looks
        scale = typography.scale
        self._pitch = 6.0 * scale
        self._away = 14.0 * scale
        self._thick = max(1.5, 2.0 * scale)

    def x(self, lane: int, *, flag: bool) -> float:
        """The middle of a lane's bracket, from the viewport's left."""
        away = self._away + lane * self._pitch
        return self._set.left + self._set.column + away if flag else self._set.left - away

    def slot_at(self, x: float, y: float, marked: PieceMarks, highlights: Highlights) -> int | None:
        """The highlight whose bracket is under a point; ``y`` from the piece's top."""
        best: tuple[float, int] | None = None
        for span in marked.spans:
            if span.lane >= LANES or not span.top - 2 <= y < span.bottom + 2:
                continue
            distance = abs(self.x(span.lane, flag=highlights[span.slot].flag) - x)
            if distance <= self._pitch * 0.75 and (best is None or distance < best[0]):
                best = (distance, span.slot)
        return best[1] if best else None

    def draw(
        self,
        painter: QPainter,
        placed: Placed,
        marked: PieceMarks,
        highlights: Highlights,
        active: str,
    ) -> None:
        codes: dict[tuple[int, bool], list[Look]] = {}
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for span in marked.spans:
            if span.lane >= LANES:
                continue
            one = highlights[span.slot]
            look = self._looks.of(one.label, flag=one.flag, muted=one.muted)
            self._draw_bracket(
                painter,
                placed.y,
                span,
                look,
                flag=one.flag,
                dashed=one.dashed,
                active=one.annotation == active,
            )
            if span.code is not None:
                codes.setdefault((span.code[0], one.flag), []).append(look)
        for (line, flag), found in codes.items():
            set_line = placed.layout.lines[line]
            self._draw_codes(painter, placed.y + set_line.baseline, found, flag=flag)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)

    def _draw_bracket(
        self,
        painter: QPainter,
        y: float,
        span: SpanMark,
        look: Look,
        *,
        flag: bool,
        dashed: bool,
        active: bool,
    ) -> None:
        x = self.x(span.lane, flag=flag)
        top, bottom = y + span.top + 1, y + span.bottom - 1
        pen = QPen(look.stroke, self._thick * (1.6 if active else 1.0))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if dashed:
            pen.setDashPattern([2.0, 1.5])
        painter.setPen(pen)
        tick = (-1 if flag else 1) * self._pitch * 0.55
        points = [QPointF(x, top), QPointF(x, bottom)]
        if span.begins:
            points.insert(0, QPointF(x + tick, top))
        if span.ends:
            points.append(QPointF(x + tick, bottom))
        painter.drawPolyline(QPolygonF(points))

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
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(left, baseline - high),
                    QPointF(left + high * 0.65, baseline - high * 0.68),
                    QPointF(left, baseline - high * 0.36),
                ]
            )
        )
