"""The labels of another tool beside ours, and the marks that wait for their place."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt

from annotator.adoption.labels import LEFT_OUT, SPACES, ForeignLabel, LabelMap
from annotator.domain import CLAUSES, ISSUES, Unplaced
from annotator.gui.desk import Desk
from annotator.gui.models.plain import one_line, tooltip
from annotator.gui.models.policies import Index
from annotator.gui.models.table import TableModel

THEIRS, MARKS, OURS = range(3)
LABEL, WORDS, POLICY = range(3)
OFFERED = Qt.ItemDataRole.UserRole
"""What a label can be here: pairs of ``clause.retention`` and how it is called."""
MARK = Qt.ItemDataRole.UserRole


class LabelMapModel(TableModel):
    """A row for each label of the file; the last column is chosen."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._map = LabelMap((desk.clauses, desk.issues), {})
        self._rows: list[ForeignLabel] = []
        self._ours: list[str] = []
        self._names = {
            f"{space}.{label.id}": self._called(space, label.name)
            for space, labels in ((CLAUSES, desk.clauses), (ISSUES, desk.issues))
            for label in labels.labels
        }
        self._choices = [
            f"{space}.{label.id}"
            for space, labels in ((CLAUSES, desk.clauses), (ISSUES, desk.issues))
            for label in labels.offered
        ]

    def _called(self, space: str, name: str) -> str:
        return self.tr("Issue: {name}").format(name=name) if space == ISSUES else name

    def show(self, labels: Sequence[ForeignLabel]) -> None:
        """Those of a file; what says by itself what it is here is chosen already."""
        self.beginResetModel()
        self._rows = list(labels)
        self._ours = [self._map.ours(each) for each in self._rows]
        self.endResetModel()

    def mapping(self) -> dict[str, str]:
        """All that is chosen."""
        return {
            f"{SPACES[each.kind]}.{each.name}" if each.kind else each.name: ours
            for each, ours in zip(self._rows, self._ours, strict=True)
            if ours
        }

    def waiting(self) -> int:
        """How many labels are not chosen yet."""
        return self._ours.count("")

    def headings(self) -> tuple[str, ...]:
        return (self.tr("Label there"), self.tr("Marks"), self.tr("Label here"))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        label, ours = self._rows[index.row()], self._ours[index.row()]
        if role == OFFERED:
            return self._offered(label)
        if role == Qt.ItemDataRole.EditRole:
            return ours
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == THEIRS:
            return tooltip(label.name)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        shown = {LEFT_OUT: self.tr("Leave out"), "": self.tr("Choose…")}
        cells = (one_line(label.name), f"{label.marks:,}", shown.get(ours) or self._names.get(ours, ours))
        return cells[index.column()]

    def _offered(self, label: ForeignLabel) -> list[tuple[str, str]]:
        """What is near comes first."""
        near = self._map.guess(label)
        listed = sorted(self._choices, key=lambda each: each != near)
        return [
            ("", self.tr("Choose…")),
            *((each, self._names[each]) for each in listed),
            (LEFT_OUT, self.tr("Leave out")),
        ]

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if not index.isValid() or index.column() != OURS or role != Qt.ItemDataRole.EditRole:
            return False
        self._ours[index.row()] = str(value or "")
        self.dataChanged.emit(index, index)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        editable = Qt.ItemFlag.ItemIsEditable if index.column() == OURS else Qt.ItemFlag.NoItemFlags
        return super().flags(index) | editable if index.isValid() else super().flags(index)


class UnplacedModel(TableModel):
    """A row for each mark that waits."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rows: list[Unplaced] = []

    def show(self, marks: Sequence[Unplaced]) -> None:
        self.beginResetModel()
        self._rows = list(marks)
        self.endResetModel()

    def row_of(self, mark: str) -> int:
        """-1 where it waits no longer."""
        return next((row for row, each in enumerate(self._rows) if each.id == mark), -1)

    def name_of(self, mark: Unplaced) -> str:
        """What its label is called."""
        label = self._desk.taxonomy(SPACES[mark.kind]).label(mark.label)
        return label.name if label is not None else mark.label

    def headings(self) -> tuple[str, ...]:
        return (self.tr("Label"), self.tr("Words"), self.tr("Policy"))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        mark = self._rows[index.row()]
        if role == MARK:
            return mark
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        policy = self._desk.policies.get(mark.policy)
        words = one_line(" … ".join(each.words for each in mark.quotes))
        return (self.name_of(mark), words, policy.title if policy is not None else "")[index.column()]
