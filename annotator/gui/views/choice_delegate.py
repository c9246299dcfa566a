"""How a choice looks in a list: chip, title with the meant letters bold, definition below, key at right."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.gui.models.choices import MATCH
from annotator.gui.models.ranking import Choice, Match
from annotator.gui.theme import Theme
from annotator.gui.views.chips import chip_size, paint_chip, small, theme_of
from annotator.text.offsets import Offsets

PADDING = 10
Index = QModelIndex | QPersistentModelIndex
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ChoiceDelegate(QStyledItemDelegate):
    """All rows of one list have one height, so that ten thousand need not be asked for theirs."""

    two_lines = True

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        height = QFontMetrics(option.font).height() + 14
        if self.two_lines:
            height += QFontMetrics(small(option.font)).height() + 1
        return QSize(120, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        match: Match = index.data(MATCH)
        choice, font, theme = match.choice, option.font, theme_of(option.palette)
        area = QRectF(option.rect).adjusted(2, 1, -2, -1)
        painter.save()
        painter.setFont(font)
        paint_row(painter, area, option.state, theme)
        area.adjust(PADDING, 5, -PADDING, -5)
        if choice.label is not None:
            size = chip_size(font)
            chip = QRectF(area.left(), area.center().y() - size.height() / 2, size.width(), size.height())
            paint_chip(painter, chip, choice.label, theme)
            area.setLeft(chip.right() + PADDING)
        area.setRight(_paint_right(painter, area, choice, font, theme))
        title = QRectF(area)
        if choice.detail:
            title.setHeight(QFontMetricsF(font).height())
            detail = area.adjusted(0, title.height() + 1, 0, 0)
            painter.setFont(small(font))
            painter.setPen(QColor(theme.muted))
            painter.drawText(detail, LEFT, _elided(" ".join(choice.detail.split()), small(font), detail))
        painter.setPen(QColor(theme.ink))
        _paint_title(painter, title, match, font)
        painter.restore()


def paint_row(painter: QPainter, area: QRectF, state: QStyle.StateFlag, theme: Theme) -> None:
    """The chosen row is outlined as well as tinted; the one under the mouse only tinted."""
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    if chosen or state & QStyle.StateFlag.State_MouseOver:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(theme.accent) if chosen else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.hover))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


def paint_key(painter: QPainter, right: QPointF, key: str, font: QFont, theme: Theme) -> float:
    """A key cap whose right edge is centred on ``right``; returns its left edge."""
    metrics = QFontMetricsF(small(font))
    height = metrics.height() + 3
    width = max(metrics.horizontalAdvance(key) + 12, height)
    cap = QRectF(right.x() - width, right.y() - height / 2, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QColor(theme.border))
    painter.setBrush(QColor(theme.panel))
    painter.drawRoundedRect(cap, 4, 4)
    painter.setFont(small(font))
    painter.setPen(QColor(theme.muted))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, key)
    return cap.left()


def _paint_right(painter: QPainter, area: QRectF, choice: Choice, font: QFont, theme: Theme) -> float:
    right = area.right()
    if choice.key:
        right = paint_key(painter, QPointF(right, area.center().y()), choice.key, font, theme) - PADDING
    width = QFontMetricsF(small(font)).horizontalAdvance(choice.group)
    if choice.group and width < area.width() / 3:
        painter.setFont(small(font))
        painter.setPen(QColor(theme.muted))
        painter.drawText(QRectF(right - width, area.top(), width + 1, area.height()), LEFT, choice.group)
        right -= width + PADDING
    return right


def _elided(text: str, font: QFont, area: QRectF) -> str:
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())


def _paint_title(painter: QPainter, area: QRectF, match: Match, font: QFont) -> None:
    title = match.choice.title
    painter.setFont(font)
    layout = QTextLayout(title, font)
    offsets = Offsets(title)
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    formats = []
    for mark in match.marks:
        meant = QTextLayout.FormatRange()
        meant.start = offsets.to_utf16(mark)
        meant.length = offsets.to_utf16(mark + 1) - meant.start
        meant.format = bold
        formats.append(meant)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1e6)
    layout.endLayout()
    if line.naturalTextWidth() > area.width():
        painter.drawText(area, LEFT, _elided(title, font, area))
    else:
        layout.draw(painter, QPointF(area.left(), area.center().y() - line.height() / 2))
