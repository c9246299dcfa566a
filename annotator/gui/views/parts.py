"""Small parts that the panels share: words that are never taken for HTML, lists, an empty state."""

from PySide6.QtCore import QAbstractItemModel, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QFormLayout,
    QLayout,
    QLineEdit,
    QListView,
    QWidget,
)

from annotator.gui.models.plain import tooltip
from annotator.gui.views.words import PlainLabel
from annotator.gui.views.writing import Writing, to_text


def plain_label(text: str = "", name: str = "", *, wrap: bool = False) -> PlainLabel:
    """``name`` is for the style sheet."""
    label = PlainLabel(text, wrap=wrap)
    label.setObjectName(name)
    return label


def second(text: str = "", parent: QWidget | None = None) -> PlainLabel:
    """Wrapped words that stand back."""
    label = PlainLabel(text, parent, wrap=True)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def add_row(form: QFormLayout, words: str, field: QWidget | QLayout, buddy: QWidget | None = None) -> None:
    """A field with its name; the letter after a & goes to the field, or to ``buddy``, one of several."""
    name = PlainLabel(words)
    named = buddy or field
    if isinstance(named, QWidget):
        name.setBuddy(named)
    if isinstance(_first(field), QAbstractButton):  # of a list of choices: the name stands beside it
        name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    if isinstance(field, QWidget):
        form.addRow(name, field)
    else:
        form.addRow(name, field)


def _first(field: QWidget | QLayout) -> QWidget | None:
    layout = field.layout()
    item = layout.itemAt(0) if layout is not None else None
    return item.widget() if item is not None else None


class Elided(PlainLabel):
    """A line of words that takes the room there is. What finds none stands in the tooltip."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName(name)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        words = self.text()
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self.contentsRect().width())
        self.setToolTip(tooltip(words) if shown != words else "")
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            self.palette(),
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )


def filter_line(prompt: str, name: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(prompt)
    line.setAccessibleName(name)
    line.setClearButtonEnabled(True)
    Writing(line).finished.connect(lambda: to_text(line))
    return line


def paint_empty(view: QAbstractItemView, words: str) -> None:
    """What an empty list says: what to do next."""
    painter = QPainter(view.viewport())
    painter.setPen(view.palette().placeholderText().color())
    area = view.viewport().rect().adjusted(18, 18, -18, -18)
    painter.drawText(area, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, words)


class Still(QWidget):
    """Gives one widget all its room. What changes inside asks nobody outside for more.

    Without it each such change lays out and paints the whole window.
    """

    def __init__(self, inner: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inner = inner
        inner.setParent(self)
        self.setSizePolicy(inner.sizePolicy())

    def sizeHint(self) -> QSize:
        return self._inner.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._inner.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._inner.setGeometry(self.rect())


class RowList(QListView):
    """A list of rows that delegates paint; empty, it says what to do next."""

    def __init__(self, name: str, model: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.empty_words = ""
        self.setAccessibleName(name)
        self.setModel(model)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.empty_words and self.model().rowCount() == 0:
            paint_empty(self, self.empty_words)
