"""The rules as rows of a tree, family by family."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from annotator.domain import Severity
from annotator.gui.models.rules import FOUND, ON, RULE, SEVERITY, SEVERITY_ROLE, SHOWN, WHAT
from annotator.gui.views.chips import theme_of
from annotator.gui.views.choice_delegate import Index
from annotator.gui.views.issue_cells import BARS, decorate, severity_icon
from annotator.gui.views.parts import paint_empty
from annotator.gui.views.rows import severity_colour

LETTERS = {SHOWN: 15, SEVERITY: 17, FOUND: 14}
"""How wide columns are."""
NARROW, NARROWER = 85, 65
"""Letters. Below the first, where a rule is shown is to be read on its page only; below the second,
how much it suggests gives way too.
"""


class RuleDelegate(QStyledItemDelegate):
    """Families as headings; a rule that is off is greyed, and its box is empty."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        super().initStyleOption(option, index)
        theme = theme_of(option.palette)
        rule = index.data(RULE)
        if rule is None:
            option.font.setBold(True)
            option.state |= QStyle.StateFlag.State_Enabled
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        off = not index.data(ON)
        if index.column() == SEVERITY:
            severity = Severity(index.data(SEVERITY_ROLE))
            colour = theme.muted if off else severity_colour(severity, theme).name()
            ratio = option.widget.devicePixelRatioF() if option.widget is not None else 1.0
            decorate(option, severity_icon(severity, theme.selection_ink if chosen else colour, ratio), BARS)
        if (off or index.column() == SHOWN) and not chosen:
            option.palette.setColor(option.palette.ColorRole.Text, option.palette.placeholderText().color())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        height = option.fontMetrics.height() + (10 if index.data(RULE) is not None else 18)
        return QSize(size.width(), max(size.height(), height))


class RulesView(QTreeView):
    """Space switches the rule of the row, whatever column one is in; where nothing fits it says so."""

    empty_words = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        box = self.currentIndex().siblingAtColumn(WHAT)
        if event.key() == Qt.Key.Key_Space and box.data(RULE) is not None:
            wanted = Qt.CheckState.Unchecked if box.data(ON) else Qt.CheckState.Checked
            self.model().setData(box, wanted.value, Qt.ItemDataRole.CheckStateRole)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        letters = event.size().width() // self.fontMetrics().averageCharWidth()
        self.setColumnHidden(SHOWN, letters < NARROW)
        self.setColumnHidden(FOUND, letters < NARROWER)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model() is not None and self.model().rowCount() == 0:
            paint_empty(self, self.empty_words)

    def drawRow(  # noqa: N802 - as Qt calls it
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index
    ) -> None:
        super().drawRow(painter, option, index)
        if index.data(RULE) is None:
            painter.setPen(theme_of(self.palette()).border)
            line = self.visualRect(index.sibling(index.row(), WHAT))
            painter.drawLine(0, line.bottom(), self.viewport().width(), line.bottom())
