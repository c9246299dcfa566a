"""The labels, each with its key: click one to tag the selected words, or an issue type to flag them."""

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QToolButton, QVBoxLayout, QWidget

from annotator.domain import CLAUSES, ISSUES, Label
from annotator.gui.models.labels import LABEL, SEARCHED, LabelsModel
from annotator.gui.models.plain import tooltip
from annotator.gui.session import Session
from annotator.gui.views.parts import RowList, filter_line
from annotator.gui.views.rows import LabelDelegate

SETS = (CLAUSES, ISSUES)


class LabelsPanel(QWidget):
    """Clauses and issue types, filtered by name, code or definition. The pane keeps the selection."""

    edit_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("panel")
        self._models = {name: LabelsModel(session, name, self) for name in SETS}
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self._models[CLAUSES])
        self._shown.setFilterRole(SEARCHED)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.sets = QTabBar()
        self.sets.setAccessibleName(self.tr("Clauses or issue types"))
        self.sets.setDrawBase(False)
        self.sets.setExpanding(False)
        self.sets.addTab(self.tr("Clauses"))
        self.sets.addTab(self.tr("Issue types"))
        self.filter = filter_line(self.tr("Filter labels"), self.tr("Filter labels"))
        self.list = RowList(self.tr("Labels"), self._shown)
        self.list.setItemDelegate(LabelDelegate(self.list))
        self.list.empty_words = self.tr("No label fits.\n\nAdd labels under Tools ▸ Labels and issue types.")
        self.edit = edit = QToolButton()
        edit.setText(self.tr("Edit…"))
        edit.setAccessibleName(self.tr("Edit labels and issue types"))
        edit.setProperty("flat", True)  # noqa: FBT003 - a property's value
        edit.clicked.connect(self.edit_asked)
        self.sets.setUsesScrollButtons(False)
        self.sets.setContentsMargins(4, 0, 0, 0)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.filter, 1)
        head.addWidget(edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 2, 8, 8)
        column.setSpacing(6)
        column.addWidget(self.sets)
        column.addLayout(head)
        column.addWidget(self.list, 1)
        self.sets.currentChanged.connect(self._on_set)
        self.filter.textChanged.connect(self._shown.setFilterFixedString)
        self.list.clicked.connect(self._use)
        self.list.activated.connect(self._use)
        for news in (session.project_opened, session.access_changed):
            news.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        why = self._session.read_only
        self.edit.setEnabled(not why)
        self.edit.setToolTip(tooltip(why or self.tr("Add, rename, recolour or retire labels")))

    @property
    def current_set(self) -> str:
        return SETS[self.sets.currentIndex()]

    def _on_set(self, tab: int) -> None:
        self._shown.setSourceModel(self._models[SETS[tab]])

    def _use(self, index: QModelIndex) -> None:
        label = index.data(LABEL)
        if not isinstance(label, Label):
            return
        if self.current_set == CLAUSES:
            self._session.tag(label.id)
        else:
            self._session.flag(label.id)
