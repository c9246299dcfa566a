"""How an issue's severity and type look in the table: never by colour alone."""

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from annotator.domain import Flag, Label, Severity
from annotator.gui.models.flags import FLAG, SEVERITIES, WHY
from annotator.gui.models.labels import LABEL
from annotator.gui.open_policy import is_suggestion
from annotator.gui.views.chips import chip_icon, chip_size, theme_of
from annotator.gui.views.rows import elided_citation, severity_colour

Index = QModelIndex | QPersistentModelIndex
BARS = QSize(18, 14)


class SeverityDelegate(QStyledItemDelegate):
    """Bars that rise with the severity stand before its name."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        super().initStyleOption(option, index)
        flag: Flag = index.data(FLAG)
        theme = theme_of(option.palette)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        colour = theme.selection_ink if chosen else severity_colour(flag.severity, theme).name()
        decorate(option, severity_icon(flag.severity, colour, _ratio(option)), BARS)


class TypeDelegate(QStyledItemDelegate):
    """The chip before the name, as it stands in the text: that of a suggestion is dashed."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        super().initStyleOption(option, index)
        label: Label = index.data(LABEL)
        theme, suggested = theme_of(option.palette), is_suggestion(index.data(FLAG))
        icon = chip_icon(label, option.font, theme, _ratio(option), suggested=suggested)
        decorate(option, icon, chip_size(option.font))


class WordsDelegate(QStyledItemDelegate):
    """What is said of the policy as a whole has no words: where the reason has no column, it stands here."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        super().initStyleOption(option, index)
        table = option.widget
        if not option.text and isinstance(table, QTableView) and table.isColumnHidden(WHY):
            option.text = index.sibling(index.row(), WHY).data()


class WhereDelegate(QStyledItemDelegate):
    """The paragraph and the item are what one looks for: a long heading gives way, not they."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        super().initStyleOption(option, index)
        style = option.widget.style() if option.widget is not None else QApplication.style()
        room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, option.widget)
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, option.widget) + 1
        option.text = elided_citation(option.text, QFontMetricsF(option.font), room.width() - 2 * margin)


def decorate(option: QStyleOptionViewItem, icon: QIcon, size: QSize) -> None:
    icon.addPixmap(icon.pixmap(size, _ratio(option)), QIcon.Mode.Selected)  # else Qt tints it
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
    option.icon = icon
    option.decorationSize = size


def _ratio(option: QStyleOptionViewItem) -> float:
    return float(option.widget.devicePixelRatioF()) if option.widget is not None else 1.0


@lru_cache(maxsize=64)
def severity_icon(severity: Severity, colour: str, ratio: float) -> QIcon:
    """One bar for info, four for high."""
    pixmap = QPixmap(BARS * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    for step in range(SEVERITIES.index(severity) + 1):
        height = 4.0 + 2.6 * step
        painter.drawRect(QRectF(step * 4.2, BARS.height() - 1 - height, 2.8, height))
    painter.end()
    return QIcon(pixmap)
