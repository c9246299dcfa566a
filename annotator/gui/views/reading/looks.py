"""Pens and brushes, made once for each label and theme."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from annotator.domain import Label
from annotator.gui.theme import Theme, highlight_style


@dataclass(frozen=True, slots=True)
class Look:
    """A label's colours and pens at one zoom."""

    tint: QColor
    stroke: QColor
    stroke_ink: QColor
    code: str
    underline: str
    pen: QPen


class Looks:
    """The looks of a theme at one zoom; ``stroke`` is the thickness of an underline in pixels."""

    def __init__(self, theme: Theme, stroke: float) -> None:
        self.theme = theme
        self._stroke = stroke
        self._made: dict[tuple[str, str, str, bool, bool], Look] = {}
        self._colours: dict[str, QColor] = {}

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

    def _make(self, label: Label, *, flag: bool, muted: bool) -> Look:
        style = highlight_style(label, self.theme)
        stroke = self.colour("muted") if muted else QColor(style.stroke)
        underline = "wavy" if flag else style.underline
        width = self._stroke * (1.25 if flag else 0.7 if muted else 1.0)
        pen = QPen(stroke, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
        if underline == "dashed":
            pen.setDashPattern([4.0, 2.5])
        elif underline == "dotted":
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setDashPattern([0.1, 2.4])
        elif underline == "double":
            pen.setWidthF(width * 0.62)
        return Look(QColor(style.tint), stroke, QColor(style.stroke_ink), style.code, underline, pen)
