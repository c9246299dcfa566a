"""The left panel: which policies there are, how far each is, and a place to drop more."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QToolButton, QVBoxLayout, QWidget

from annotator.domain import Event, Policy, PolicyId, Status
from annotator.gui.models.plain import tooltip
from annotator.gui.models.policies import POLICY, SEARCHED, PoliciesModel
from annotator.gui.session import Session
from annotator.gui.views.parts import Elided, RowList, filter_line
from annotator.gui.views.rows import PolicyDelegate
from annotator.gui.views.wording import isolated_quotes


class PoliciesPanel(QWidget):
    """Enter or a click opens a policy; files dropped here are imported."""

    dropped = Signal(list)
    """Paths to import."""
    import_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("panel")
        self.setAcceptDrops(True)
        self.model = PoliciesModel(session, self)
        self._shown = QSortFilterProxyModel(self)
        self._shown.setSourceModel(self.model)
        self._shown.setFilterRole(SEARCHED)
        self._shown.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.filter = filter_line(self.tr("Filter policies"), self.tr("Filter policies"))
        self.list = RowList(self.tr("Policies"), self._shown)
        self.list.setItemDelegate(PolicyDelegate(self.list))
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setMinimumWidth(24)
        self.progress.setAccessibleName(self.tr("Policies reviewed"))
        self._done = Elided("muted")
        self._done.setContentsMargins(4, 0, 0, 0)
        self.add = QToolButton()
        self.add.setText(self.tr("Import…"))
        self.add.clicked.connect(self.import_asked)
        self._lay_out()
        self._connect()
        self._refresh()
        self.show_current(self._open_id())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 8)
        column.setSpacing(8)
        column.addWidget(self.filter)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(4, 0, 0, 0)
        foot.setSpacing(10)
        foot.addWidget(self.progress, 1)
        foot.addWidget(self.add)
        column.addWidget(self._done)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._on_filter)
        self.filter.returnPressed.connect(self._open_first)
        self.list.clicked.connect(self._open)
        self.list.activated.connect(self._open)
        self._session.policy_opened.connect(self.show_current)
        for news in (self._session.project_opened, self._session.access_changed):
            news.connect(self._refresh)
        self._session.changed.connect(self._on_changed)
        self.model.modelReset.connect(lambda: self.show_current(self._open_id()))

    def show_current(self, policy: PolicyId) -> None:
        """Mark the open policy in the list."""
        index = self._shown.mapFromSource(self.model.index(self.model.row_of(policy)))
        if index.isValid():
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)
        else:
            self.list.clearSelection()

    def _open_id(self) -> PolicyId:
        return self._session.policy.id if self._session.policy is not None else ""

    def _open(self, index: QModelIndex) -> None:
        policy = index.data(POLICY)
        if isinstance(policy, Policy):
            self._session.open_policy(policy.id)

    def _open_first(self) -> None:
        if self._shown.rowCount():
            self._open(self._shown.index(0, 0))

    def _on_filter(self, words: str) -> None:
        self._shown.setFilterFixedString(words)
        self.show_current(self._open_id())
        self._refresh()

    def _on_changed(self, event: Event) -> None:
        if any(isinstance(change.entity, Policy) for change in event.changes):
            self._refresh()

    def _refresh(self) -> None:
        policies = self._session.policies.values()
        reviewed = sum(policy.status is Status.REVIEWED for policy in policies)
        self.progress.setMaximum(max(1, len(policies)))
        self.progress.setValue(reviewed)
        self._done.setText(
            self.tr("{done} of {all} reviewed").format(done=reviewed, all=len(policies)) if policies else ""
        )
        self.list.empty_words = (
            isolated_quotes(self.tr("No policy fits “{words}”.").format(words=self.filter.text()))
            if policies
            else self.tr(
                "No policies yet.\n\nDrop text files, web pages, Word documents or PDFs here,"
                " or press Ctrl+I to choose them."
            )
        )
        self.list.viewport().update()
        why = self._session.read_only
        self.setAcceptDrops(not why)
        self.add.setEnabled(not why)
        self.add.setToolTip(tooltip(why) if why else self.tr("Import policies from files, or drop them here"))

    # Dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)
