"""The headings of the open policy; one goes there by click or Enter."""

from bisect import bisect_right
from operator import itemgetter

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.gui.desk import Desk
from annotator.gui.models.plain import one_line
from annotator.gui.models.policies import Index
from annotator.gui.views.parts import RowList

START = Qt.ItemDataRole.UserRole


class OutlineModel(QAbstractListModel):
    """Rows are headings in reading order, indented by level; levels that a policy leaves out do not count."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._headings: list[tuple[int, int, str]] = []

    def refresh(self) -> None:
        text = self._desk.text
        levels = sorted({block.level for block in text.structure.headings})
        depth = {level: place for place, level in enumerate(levels, start=1)}
        self.beginResetModel()
        self._headings = [
            (block.start, depth[block.level], one_line(f"{block.number} {text.structure.title(block)}"))
            for block in text.structure.headings
        ]
        self.endResetModel()

    def row_at(self, offset: int) -> int:
        """The heading that stands over a place in the text; -1 before the first."""
        return bisect_right(self._headings, offset, key=itemgetter(0)) - 1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        start, level, words = self._headings[index.row()]
        value: object = None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                value = "\N{EM SPACE}" * max(0, level - 1) + words
            case Qt.ItemDataRole.AccessibleTextRole:
                value = self.tr("{words}, level {level}").format(words=words, level=level)
            case _ if role == START:
                value = start
        return value


class OutlinePanel(QWidget):
    """Shown on demand; the headings are looked for only while it is visible."""

    chosen = Signal(int)
    """The start of a heading, in code points."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._stale = True
        self._caret = 0
        self.model = OutlineModel(desk, self)
        self.list = RowList(self.tr("Headings"), self.model)
        self.list.empty_words = self.tr("This policy has no headings.")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 2, 8, 8)
        column.addWidget(self.list)
        desk.policy_opened.connect(self._on_policy_opened)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._choose)

    def follow(self, offset: int) -> None:
        """Mark the heading that the caret stands under."""
        self._caret = offset
        if self.isVisible():
            index = self.model.index(self.model.row_at(offset))
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def _on_policy_opened(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        if self._stale:
            self._stale = False
            self.model.refresh()
        self.follow(self._caret)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(START))

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._refresh()
