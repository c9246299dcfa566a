"""A label as a small coloured chip with its code, drawn the same in every list and pop-up."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QPainter, QPainterPath, QPalette, QPen, QPixmap

from annotator.domain import Label
from annotator.gui.theme import DARK, LIGHT, THEMES, HighlightStyle, Theme, highlight_style

PEN_STYLES = {"dashed": Qt.PenStyle.DashLine, "dotted": Qt.PenStyle.DotLine}


def theme_of(palette: QPalette) -> Theme:
    """The theme that a widget's palette was made from, so that a view needs not be told of a change.

    Told by the colour of links, which no style sheet of ours puts into a widget's palette.
    """
    link = palette.color(QPalette.ColorRole.Link)
    known = next((theme for theme in THEMES if QColor(theme.link) == link), None)
    return known or (DARK if palette.color(QPalette.ColorRole.WindowText).lightnessF() > 0.5 else LIGHT)


def small(font: QFont) -> QFont:
    """For what is read second. Style sheets set pixels, the desktop sets points: both are scaled."""
    smaller = QFont(font)
    if font.pixelSize() > 0:
        smaller.setPixelSize(max(1, round(font.pixelSize() * 0.9)))
    else:
        smaller.setPointSizeF(font.pointSizeF() * 0.9)
    return smaller


def code_font(base: QFont) -> QFont:
    font = small(base)
    font.setBold(True)
    return font


def chip_size(base: QFont) -> QSize:
    """Room for three capital letters, the same for every chip so that names stand in one column."""
    metrics = QFontMetrics(code_font(base))
    return QSize(metrics.horizontalAdvance("MWM") + 6, metrics.height() + 7)


def paint_chip(
    painter: QPainter, rect: QRectF, label: Label, theme: Theme, *, suggested: bool = False
) -> None:
    """The code on the label's tint, over its underline: as it looks at the start of a span.

    What is only suggested has no tint yet and a dashed edge.
    """
    style = highlight_style(label, theme)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(code_font(painter.font()))
    if suggested:
        pen = QPen(QColor(style.stroke), 1.2)
        pen.setDashPattern([2.6, 2.0])
        painter.setPen(pen)
        painter.setBrush(QColor(theme.page))
        painter.drawRoundedRect(rect.adjusted(0.6, 0.6, -0.6, -0.6), 4, 4)
        painter.setPen(QColor(theme.ink))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, style.code)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(style.tint))
        painter.drawRoundedRect(rect, 4, 4)
        painter.setPen(QColor(style.ink))
        painter.drawText(rect.adjusted(0, 0, 0, -3), Qt.AlignmentFlag.AlignCenter, style.code)
        paint_underline(painter, rect.adjusted(5, 0, -5, -3.5), style)
    painter.restore()


def paint_underline(painter: QPainter, rect: QRectF, style: HighlightStyle) -> None:
    """The label's underline along the bottom of ``rect``."""
    pen = QPen(QColor(style.stroke), 1.8, PEN_STYLES.get(style.underline, Qt.PenStyle.SolidLine))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    bottom = rect.bottom()
    if style.underline == "double":
        pen.setWidthF(1.2)
        painter.setPen(pen)
        painter.drawLine(QPointF(rect.left(), bottom - 2.4), QPointF(rect.right(), bottom - 2.4))
    painter.setPen(pen)
    if style.underline == "wavy":
        wave = QPainterPath(QPointF(rect.left(), bottom))
        x, bend = rect.left(), -2.5
        while x < rect.right():
            wave.quadTo(x + 1.5, bottom + bend, x + 3, bottom)
            x, bend = x + 3, -bend
        painter.drawPath(wave)
    else:
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def chip_icon(label: Label, font: QFont, theme: Theme, ratio: float, *, suggested: bool = False) -> QIcon:
    """The chip as an icon, for combo boxes; ``ratio`` is the screen's device pixel ratio."""
    size = chip_size(font)
    pixmap = QPixmap(size * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setFont(font)
    area = QRectF(0.5, 0.5, size.width() - 1, size.height() - 1)
    paint_chip(painter, area, label, theme, suggested=suggested)
    painter.end()
    return QIcon(pixmap)
