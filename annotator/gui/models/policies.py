"""The policies of the project, as the left panel lists them."""

from typing import TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain import Counts, Event, Policy, PolicyId
from annotator.gui.desk import Desk
from annotator.gui.models.plain import counted, tooltip
from annotator.gui.views.wording import status_name

Index: TypeAlias = QModelIndex | QPersistentModelIndex
POLICY = Qt.ItemDataRole.UserRole
COUNTS = Qt.ItemDataRole.UserRole + 1
STATUS = Qt.ItemDataRole.UserRole + 3
SUGGESTED = Qt.ItemDataRole.UserRole + 4
"""How many suggestions are shown."""
SEARCHED = Qt.ItemDataRole.UserRole + 2
"""What the filter looks at: title, site and file name."""


class PoliciesModel(QAbstractListModel):
    """Rows are policies in order of import; counts come when they are known."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ids: list[PolicyId] = list(desk.policies)
        self._rows = {policy: row for row, policy in enumerate(self._ids)}
        desk.changed.connect(self._on_changed)
        desk.project_opened.connect(self._reload)
        desk.counted.connect(self._on_counted)
        desk.shown_changed.connect(self._on_counted)

    def row_of(self, policy: PolicyId) -> int:
        """-1 when it is not there."""
        return self._rows.get(policy, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        policy = self._desk.policies[self._ids[index.row()]]
        counts = self._desk.counts.get(policy.id, Counts())
        value: object = None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                value = policy.title or policy.file_name
            case Qt.ItemDataRole.ToolTipRole:
                value = tooltip(policy.title, policy.site, policy.file_name)
            case Qt.ItemDataRole.AccessibleTextRole:
                value = self._spoken(policy, counts)
            case _ if role == POLICY:
                value = policy
            case _ if role == COUNTS:
                value = counts
            case _ if role == SUGGESTED:
                value = self._desk.suggestions_shown(policy.id)
            case _ if role == STATUS:
                value = policy.status
            case _ if role == SEARCHED:
                value = f"{policy.title} {policy.site} {policy.file_name}"
        return value

    def _spoken(self, policy: Policy, counts: Counts) -> str:
        status = status_name(policy.status)
        issues = counted(counts.open_flags, self.tr("1 open issue"), self.tr("{n} open issues"))
        shown = self._desk.suggestions_shown(policy.id)
        suggestions = counted(shown, self.tr("1 suggestion"), self.tr("{n} suggestions")) if shown else ""
        said = (policy.title or policy.file_name, status, issues, suggestions)
        return ", ".join(part for part in said if part)

    def _on_changed(self, event: Event) -> None:
        known = self._desk.policies
        touched = event.policies
        if any((policy in known) != (policy in self._rows) for policy in touched):
            self._reload()
            return
        for policy in touched & self._rows.keys():
            index = self.index(self._rows[policy])
            self.dataChanged.emit(index, index)

    def _on_counted(self) -> None:
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def _reload(self) -> None:
        self.beginResetModel()
        self._ids = list(self._desk.policies)
        self._rows = {policy: row for row, policy in enumerate(self._ids)}
        self.endResetModel()
