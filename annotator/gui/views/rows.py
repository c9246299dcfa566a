"""How policies, labels and annotations look as rows of a list."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from annotator.domain import Annotation, Counts, Flag, Label, Policy, Severity, State, Status
from annotator.gui.models.here import ANNOTATION, WHERE
from annotator.gui.models.labels import LABEL
from annotator.gui.models.plain import one_line
from annotator.gui.models.policies import COUNTS, POLICY, STATUS, SUGGESTED
from annotator.gui.open_policy import is_suggestion
from annotator.gui.theme import Theme
from annotator.gui.views.chips import chip_size, paint_chip, small, theme_of
from annotator.gui.views.choice_delegate import LEFT, paint_key, paint_row
from annotator.gui.views.wording import isolated, isolated_quotes

MARGIN = 10
Index = QModelIndex | QPersistentModelIndex


def severity_colour(severity: Severity, theme: Theme) -> QColor:
    return QColor(
        {
            Severity.INFO: theme.muted,
            Severity.LOW: theme.accent,
            Severity.MEDIUM: theme.warning,
            Severity.HIGH: theme.danger,
        }[severity]
    )


def draw_elided(painter: QPainter, area: QRectF, text: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(
        area, LEFT, QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    )


def elided_citation(citation: str, metrics: QFontMetricsF, width: float) -> str:
    """A citation that fits: its heading is cut in the middle, its paragraph and item stay."""
    whole = isolated_quotes(citation)
    if metrics.horizontalAdvance(whole) <= width:
        return whole
    heading, quote, place = citation.rpartition("”")
    room = width - metrics.horizontalAdvance(quote + place)
    while quote and room > metrics.horizontalAdvance("“…"):
        cut = metrics.elidedText(heading, Qt.TextElideMode.ElideMiddle, room)
        shown = isolated_quotes(cut + quote + place)
        beyond = metrics.horizontalAdvance(shown) - width
        if beyond <= 0:
            return shown
        room -= max(1, beyond)
    return metrics.elidedText(citation, Qt.TextElideMode.ElideMiddle, width)


def two_lines(font: QFont) -> int:
    return QFontMetrics(font).height() + QFontMetrics(small(font)).height() + 15


class PolicyDelegate(QStyledItemDelegate):
    """Status glyph, title over site, how many issues are open and, lightly, how many are suggested."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, two_lines(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        policy: Policy = index.data(POLICY)
        counts: Counts = index.data(COUNTS)
        theme, font = theme_of(option.palette), option.font
        area = QRectF(option.rect).adjusted(4, 1, -4, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_row(painter, area, option.state, theme)
        area.adjust(MARGIN, 6, -MARGIN, -6)
        paint_status(painter, QPointF(area.left() + 7, area.center().y()), Status(index.data(STATUS)), theme)
        area.setLeft(area.left() + 14 + MARGIN)
        suggested: int = index.data(SUGGESTED)
        if counts.open_flags:
            area.setRight(_paint_badge(painter, area, str(counts.open_flags), font, theme.danger) - 4)
        if suggested:
            left = _paint_badge(painter, area, str(suggested), font, theme.muted, suggested=True)
            area.setRight(left - 4)
        if counts.open_flags or suggested:
            area.setRight(area.right() - MARGIN + 4)
        title = QRectF(area.left(), area.top(), area.width(), QFontMetricsF(font).height())
        below = area.adjusted(0, title.height() + 1, 0, 0)
        draw_elided(painter, title, policy.title or policy.file_name, font, theme.ink)
        draw_elided(painter, below, _facts(policy), small(font), theme.muted)
        painter.restore()


def _facts(policy: Policy) -> str:
    name = policy.site or (policy.file_name if policy.title else "")
    return " · ".join(part for part in (isolated(name), policy.captured) if part)


def _paint_badge(
    painter: QPainter, area: QRectF, text: str, font: QFont, colour: str, *, suggested: bool = False
) -> float:
    """What is only suggested has a dashed edge. Returns where it begins."""
    metrics = QFontMetricsF(small(font))
    height = metrics.height() + 2
    width = max(metrics.horizontalAdvance(text) + 11, height)
    badge = QRectF(area.right() - width, area.center().y() - height / 2, width, height)
    pen = QPen(QColor(colour), 1.2)
    if suggested:
        pen.setDashPattern([2.6, 2.0])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(badge, height / 2, height / 2)
    painter.setFont(small(font))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)
    return badge.left()


def paint_status(painter: QPainter, centre: QPointF, status: Status, theme: Theme) -> None:
    """A ring for unread, a half-filled one while it is read, a disc with a tick once reviewed."""
    ring = QRectF(centre.x() - 6.5, centre.y() - 6.5, 13, 13)
    if status is Status.REVIEWED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.good))
        painter.drawEllipse(ring.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.setPen(QPen(QColor(theme.panel), 1.8))
        tick = ((-3.2, 0.2), (-0.8, 2.8), (3.4, -2.6))
        painter.drawPolyline([centre + QPointF(x, y) for x, y in tick])
        return
    painter.setPen(QPen(QColor(theme.muted if status is Status.UNREAD else theme.accent), 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(ring)
    if status is Status.READING:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.accent))
        painter.drawPie(ring.adjusted(2, 2, -2, -2), 90 * 16, 180 * 16)


class LabelDelegate(QStyledItemDelegate):
    """Chip, name, and the key that tags with it."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, max(chip_size(option.font).height(), QFontMetrics(option.font).height()) + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        label: Label = index.data(LABEL)
        theme, font = theme_of(option.palette), option.font
        area = QRectF(option.rect).adjusted(4, 1, -4, -1)
        painter.save()
        painter.setFont(font)
        paint_row(painter, area, option.state, theme)
        area.adjust(MARGIN - 2, 0, -MARGIN, 0)
        area.setLeft(_paint_chip(painter, area, label, font, theme))
        if label.key:
            right = QPointF(area.right(), area.center().y())
            area.setRight(paint_key(painter, right, key_cap(label.key), font, theme) - MARGIN)
        draw_elided(painter, area, label.name, font, theme.ink)
        painter.restore()


def key_cap(key: str) -> str:
    """``Shift+3`` as it fits a small cap."""
    return key.replace("Shift+", "⇧")


def _paint_chip(
    painter: QPainter, area: QRectF, label: Label, font: QFont, theme: Theme, *, suggested: bool = False
) -> float:
    size = chip_size(font)
    chip = QRectF(area.left(), area.center().y() - size.height() / 2, size.width(), size.height())
    paint_chip(painter, chip, label, theme, suggested=suggested)
    return chip.right() + MARGIN


class HereDelegate(QStyledItemDelegate):
    """Chip, label over citation and note; an issue shows its severity as a dot."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, two_lines(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        annotation: Annotation = index.data(ANNOTATION)
        label: Label = index.data(LABEL)
        theme, font = theme_of(option.palette), option.font
        area = QRectF(option.rect).adjusted(4, 1, -4, -1)
        painter.save()
        painter.setFont(font)
        paint_row(painter, area, option.state, theme)
        area.adjust(MARGIN - 2, 6, -MARGIN, -6)
        area.setLeft(_paint_chip(painter, area, label, font, theme, suggested=is_suggestion(annotation)))
        if isinstance(annotation, Flag):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(severity_colour(annotation.severity, theme))
            painter.drawEllipse(QPointF(area.right() - 5, area.center().y()), 4.5, 4.5)
            area.setRight(area.right() - 18)
        title = QRectF(area.left(), area.top(), area.width(), QFontMetricsF(font).height())
        done = isinstance(annotation, Flag) and annotation.state in {State.RESOLVED, State.DISMISSED}
        draw_elided(painter, title, label.name, font, theme.muted if done else theme.ink)
        where = elided_citation(index.data(WHERE), QFontMetricsF(small(font)), area.width())
        below = area.adjusted(0, title.height() + 1, 0, 0)
        draw_elided(painter, below, where, small(font), theme.muted)
        below.setLeft(below.left() + QFontMetricsF(small(font)).horizontalAdvance(where))
        if annotation.note and below.width() > 2 * MARGIN:
            draw_elided(painter, below, f" · {isolated(one_line(annotation.note))}", small(font), theme.muted)
        painter.restore()
