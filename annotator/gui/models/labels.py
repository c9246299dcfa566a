"""The labels that are offered for tags, or the issue types that are offered for flags."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from annotator.domain import Event, Label, Taxonomy
from annotator.gui.desk import Desk
from annotator.gui.models.plain import tooltip
from annotator.gui.models.policies import Index

LABEL = Qt.ItemDataRole.UserRole
SEARCHED = Qt.ItemDataRole.UserRole + 2


class LabelsModel(QAbstractListModel):
    """In the reviewer's order; retired labels are not offered."""

    def __init__(self, desk: Desk, taxonomy: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._taxonomy = taxonomy
        self._labels = desk.taxonomy(taxonomy).offered
        desk.changed.connect(self._on_changed)
        desk.project_opened.connect(self._reload)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self._labels)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        label = self._labels[index.row()]
        value: object = None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                value = label.name
            case Qt.ItemDataRole.ToolTipRole:
                value = tooltip(label.name, label.definition, label.guidance)
            case Qt.ItemDataRole.AccessibleTextRole:
                key = self.tr("key {key}").format(key=label.key) if label.key else ""
                value = ", ".join(part for part in (label.name, key, label.definition) if part)
            case _ if role == LABEL:
                value = label
            case _ if role == SEARCHED:
                value = _searched(label)
        return value

    def _on_changed(self, event: Event) -> None:
        if any(isinstance(change.entity, Taxonomy) for change in event.changes):
            self._reload()

    def _reload(self) -> None:
        self.beginResetModel()
        self._labels = self._desk.taxonomy(self._taxonomy).offered
        self.endResetModel()


def _searched(label: Label) -> str:
    return f"{label.name} {label.code} {label.family} {label.definition}"
