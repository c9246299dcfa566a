"""A combo box that shows that it opens."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox, QWidget

from annotator.gui.views.chips import theme_of


class Chooser(QComboBox):
    """The style sheet takes the native arrow away; a chevron in the theme's colour stands in for it."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme_of(self.palette()).muted), 1.6))
        middle = QPointF(self.width() - 15, self.height() / 2 + 1)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            middle.setX(15)
        points = [middle + QPointF(-4, -2.5), middle + QPointF(0, 1.5), middle + QPointF(4, -2.5)]
        painter.drawPolyline(points)
