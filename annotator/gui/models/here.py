"""The annotations at the caret, innermost first, then those on the whole policy."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from annotator.domain import Annotation, Flag, Label
from annotator.gui.desk import Desk
from annotator.gui.models.labels import LABEL
from annotator.gui.models.plain import one_line, tooltip
from annotator.gui.models.policies import Index
from annotator.gui.open_policy import is_suggestion

ANNOTATION = Qt.ItemDataRole.UserRole + 1
WHERE = Qt.ItemDataRole.UserRole + 3
"""The citation, or “whole policy”."""


class HereModel(QAbstractListModel):
    """What the reviewer can look at and change at this place of the text."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: list[Annotation] = []

    def refresh(self) -> None:
        """Called when the caret moves, and after each act."""
        annotations = self._desk.annotations
        here = [annotations[one] for one in self._desk.here if one in annotations]
        active = self._desk.active
        if active is not None and active not in here and active.spans:
            here.insert(0, active)
        whole = self._desk.on_whole_policy()
        rows = [*here, *(one for one in whole if one is active or self._desk.is_shown(one))]
        if rows == self._rows:
            return
        if [one.id for one in rows] == [one.id for one in self._rows]:
            self._rows = rows
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_of(self, annotation: str) -> int:
        """-1 when it is not there."""
        return next((row for row, one in enumerate(self._rows) if one.id == annotation), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        annotation = self._rows[index.row()]
        label = self._desk.label_of(annotation)
        value: object = None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                value = self._shown(annotation, label)
            case Qt.ItemDataRole.ToolTipRole:
                value = tooltip(label.name, label.definition, annotation.note)
            case Qt.ItemDataRole.AccessibleTextRole:
                kind = self.tr("issue") if isinstance(annotation, Flag) else self.tr("tag")
                kind = self.tr("suggestion") if is_suggestion(annotation) else kind
                value = f"{kind} {self._shown(annotation, label)}, {one_line(annotation.note)}"
            case _ if role == LABEL:
                value = label
            case _ if role == ANNOTATION:
                value = annotation
            case _ if role == WHERE:
                value = self._where(annotation)
        return value

    def _shown(self, annotation: Annotation, label: Label) -> str:
        return f"{label.name}, {self._where(annotation)}"

    def _where(self, annotation: Annotation) -> str:
        return annotation.spans[0].citation if annotation.spans else self.tr("whole policy")
