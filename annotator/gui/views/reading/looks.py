"""Colours and strokes of labels, made once for each label, theme and zoom."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from annotator.domain import Label
from annotator.gui.theme import Theme, highlight_style
from annotator.gui.views.reading.typography import Typography

_REPEATS = 32
"""Periods of a pattern in one picture, so that a whole line is drawn in one or two strokes."""


@dataclass(frozen=True, slots=True)
class Look:
    """How one label is drawn at one zoom."""

    tint: QColor
    stroke: QColor
    stroke_ink: QColor
    code: str
    thick: float
    """Of its underline, in pixels."""
    double: bool
    pattern: QPixmap | None
    """The underline where it is not a plain stroke: antialiased lines with dashes or waves cost
    milliseconds.
    """


class Looks:
    """The looks of a theme at one zoom; ``ratio`` is the density of the screen."""

    def __init__(self, theme: Theme, typography: Typography, ratio: float) -> None:
        self.theme = theme
        self._set = typography
        self._stroke = typography.stroke
        self.ratio = ratio
        self._made: dict[tuple[str, str, str, bool, bool], Look] = {}
        self._colours: dict[str, QColor] = {}
        self._chips: dict[tuple[str, str, str, str], QPixmap] = {}

    def colour(self, name: str) -> QColor:
        """A colour of the theme by its field's name."""
        made = self._colours.get(name)
        if made is None:
            made = self._colours[name] = QColor(getattr(self.theme, name))
        return made

    def of(self, label: Label, *, flag: bool = False, muted: bool = False) -> Look:
        key = (label.colour, label.underline, label.code or label.name, flag, muted)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._make(label, flag=flag, muted=muted)
        return made

    def chip(self, words: str, ground: QColor, ink: QColor, edge: QColor | None = None) -> QPixmap:
        """A small label, drawn once."""
        edge = edge if edge is not None else ground
        key = (words, ground.name(), ink.name(), edge.name())
        made = self._chips.get(key)
        if made is None:
            made = self._chips[key] = self._draw_chip(words, ground, ink, edge)
        return made

    def chip_size(self, words: str) -> tuple[int, int]:
        """Width and height in pixels."""
        metrics, pad = self._set.code_metrics, max(1.5, 1.8 * self._set.scale)
        return int(metrics.horizontalAdvance(words) + 2 * pad + 2), int(metrics.capHeight() + 2 * pad + 1.5)

    def _draw_chip(self, words: str, ground: QColor, ink: QColor, edge: QColor) -> QPixmap:
        width, height = self.chip_size(words)
        made = self._blank(width, height)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(0.5, 0.5, width - 1, height - 1), 2.5, 2.5)
        painter.setFont(self._set.code)
        painter.setPen(ink)
        metrics = self._set.code_metrics
        left = (width - metrics.horizontalAdvance(words)) / 2
        painter.drawText(QPointF(left, (height + metrics.capHeight()) / 2), words)
        painter.end()
        return made

    def _make(self, label: Label, *, flag: bool, muted: bool) -> Look:
        style = highlight_style(label, self.theme)
        stroke = self.colour("muted") if muted else QColor(style.stroke)
        underline = "wavy" if flag else style.underline
        thick = self._stroke * (1.25 if flag else 0.7 if muted else 1.0)
        pattern = None
        if underline == "wavy":
            pattern = self._wave(stroke, thick)
        elif underline in {"dashed", "dotted"}:
            pattern = self._dashes(stroke, thick, dotted=underline == "dotted")
        return Look(
            QColor(style.tint),
            stroke,
            QColor(style.stroke_ink),
            style.code,
            thick,
            underline == "double",
            pattern,
        )

    def _blank(self, width: int, height: int) -> QPixmap:
        ratio = self.ratio
        made = QPixmap(round(width * ratio), round(height * ratio))
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        return made

    def _wave(self, colour: QColor, thick: float) -> QPixmap:
        """A zigzag that the pen's round joins turn into a wave."""
        half = max(2, round(1.45 * self._stroke))
        reach = 0.75 * self._stroke
        height = int(2 * reach + thick + 1.999)
        made = self._blank(2 * half * _REPEATS, height)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(
            colour, thick * 0.85, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin
        )
        painter.setPen(pen)
        middle = height / 2
        points = [
            QPointF(step * half, middle + (reach if step % 2 else -reach))
            for step in range(-1, 2 * _REPEATS + 2)
        ]
        painter.drawPolyline(QPolygonF(points))
        painter.end()
        return made

    def _dashes(self, colour: QColor, thick: float, *, dotted: bool) -> QPixmap:
        dash = max(1, round(thick)) if dotted else round(4.0 * self._stroke)
        period = dash + max(2, round(1.2 * self._stroke if dotted else 2.0 * self._stroke))
        height = max(1, int(thick + 0.999))
        made = self._blank(period * _REPEATS, height)
        painter = QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for number in range(_REPEATS):
            if dotted:
                painter.drawEllipse(
                    QPointF(number * period + dash / 2 + 0.5, height / 2), dash / 2, thick / 2
                )
            else:
                painter.fillRect(number * period, 0, dash, height, colour)
        painter.end()
        return made
