"""A label set while it is being edited; the editor hands it to the project, step by step."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from annotator.domain import ISSUES, Label, LabelId, Severity, Taxonomy
from annotator.gui.models.labels import LABEL
from annotator.taxonomy import UNDERLINES, suggest_code

MIME = "application/x-annotator-label-row"
COLOURS = (
    "#2f6fde", "#0f8a8a", "#2e8b3d", "#7d8a12", "#b87a00", "#d2601a",
    "#c9352b", "#c23b78", "#8e44ad", "#5a4fcf", "#6b5b4b", "#5f6b7a",
)  # fmt: skip
Index = QModelIndex | QPersistentModelIndex


class LabelSetModel(QAbstractListModel):
    """The labels in the reviewer's order, retired ones at their place. A label that is taken away is retired;
    only one that was added since the editor opened, and so cannot have been used, can be deleted.
    """

    edited = Signal()
    """Something differs now from what it was, in whatever way."""

    def __init__(self, taxonomy: Taxonomy, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._former = taxonomy
        self._known = taxonomy
        self._now = taxonomy
        self._labels = list(taxonomy.labels)

    # What is there

    @property
    def former(self) -> Taxonomy:
        """The set as it was when the editor opened."""
        return self._former

    @property
    def known(self) -> Taxonomy:
        """The set as the project has it, as far as is known here."""
        return self._known

    def taxonomy(self) -> Taxonomy:
        return replace(self._now, labels=tuple(self._labels))

    def is_edited(self) -> bool:
        """Whether it differs from what it was when the editor opened."""
        return _differ(self.taxonomy(), self._former)

    def is_pending(self) -> bool:
        """Whether the project has it otherwise."""
        return _differ(self.taxonomy(), self._known)

    def label(self, row: int) -> Label:
        return self._labels[row]

    def row_of(self, label: LabelId) -> int:
        """0 where it is no longer there."""
        return next((row for row, one in enumerate(self._labels) if one.id == label), 0)

    def is_new(self, row: int) -> bool:
        return self._former.label(self._labels[row].id) is None

    def holder(self, key: str, *, but: int) -> int | None:
        """The row of the other offered label that has this key."""
        return next(
            (
                row
                for row, label in enumerate(self._labels)
                if row != but and key and label.key == key and not label.retired
            ),
            None,
        )

    def code_holder(self, code: str, *, but: int) -> Label | None:
        """The other offered label that would look the same at the start of a span."""
        others = (label for row, label in enumerate(self._labels) if row != but and not label.retired)
        return next((label for label in others if label.code.upper() == code.upper()), None)

    # Edits

    def put(self, row: int, **fields: object) -> None:
        """Change fields of one label. A key that another label had is taken from it."""
        label = replace(self._labels[row], **fields)  # type: ignore[arg-type]
        if label == self._labels[row]:
            return
        if "key" in fields and (other := self.holder(label.key, but=row)) is not None:
            self._set(other, replace(self._labels[other], key=""))
        self._set(row, label)
        self.edited.emit()

    def _set(self, row: int, label: Label) -> None:
        self._labels[row] = label
        self.dataChanged.emit(self.index(row), self.index(row))

    def add(self, name: str) -> int:
        """A new label at the end, with a colour and an underline that the last ones have not."""
        count = len(self._labels)
        issue = self._now.id == ISSUES
        label = Label(
            self._free_id(name),
            name,
            colour=COLOURS[count % len(COLOURS)],
            underline=UNDERLINES[count % len(UNDERLINES)],
            code=suggest_code(name, self._codes(but=None)),
            severity=Severity.MEDIUM if issue else None,
        )
        self.beginInsertRows(QModelIndex(), count, count)
        self._labels.append(label)
        self.endInsertRows()
        self.edited.emit()
        return count

    def rename(self, row: int, name: str) -> None:
        """A label that nobody can have used yet takes its id from its name; its code too, unless chosen."""
        label, taken = self._labels[row], self._codes(but=row)
        fields: dict[str, object] = {"name": name}
        if self.is_new(row):
            fields["id"] = self._free_id(name, but=row)
            if label.code == suggest_code(label.name, taken):
                fields["code"] = suggest_code(name, taken)
        self.put(row, **fields)

    def retire(self, row: int) -> None:
        self.put(row, retired=True, key="")

    def bring_back(self, row: int) -> None:
        label = self._labels[row]
        code = label.code
        if self.code_holder(code, but=row) is not None:
            code = suggest_code(label.name, self._codes(but=row))
        self.put(row, retired=False, code=code)

    def delete(self, row: int) -> None:
        """Only for a label that was added in this sitting."""
        if not self.is_new(row):
            raise ValueError("a label that was there before is retired, not deleted")
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._labels[row]
        self.endRemoveRows()
        self.edited.emit()

    def move(self, row: int, to: int) -> bool:
        """Put the label of one row at another place."""
        if row == to or not 0 <= to < len(self._labels):
            return False
        if not self.beginMoveRows(QModelIndex(), row, row, QModelIndex(), to + (to > row)):
            return False
        self._labels.insert(to, self._labels.pop(row))
        self.endMoveRows()
        self.edited.emit()
        return True

    def follow(self, known: Taxonomy) -> None:
        """The project has the set like this now: as it was handed over, or with what others have changed."""
        self._known = known
        if self.is_pending():
            self.replace_all(known)

    def replace_all(self, taxonomy: Taxonomy) -> None:
        self.beginResetModel()
        self._now = taxonomy
        self._labels = list(taxonomy.labels)
        self.endResetModel()
        self.edited.emit()

    def _codes(self, but: int | None) -> set[str]:
        return {label.code for row, label in enumerate(self._labels) if row != but}

    def _free_id(self, name: str, but: int | None = None) -> str:
        taken = {label.id for row, label in enumerate(self._labels) if row != but}
        taken.update(label.id for label in self._former.labels)
        return free_id(name, taken)

    # As Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self._labels)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        label = self._labels[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return label.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = self.tr("retired") if label.retired else ""
            key = self.tr("key {key}").format(key=label.key) if label.key else ""
            return ", ".join(part for part in (label.name, key, state) if part)
        return label if role == LABEL else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def moveRows(  # noqa: N802 - as Qt calls it
        self, source: Index, row: int, count: int, target: Index, before: int
    ) -> bool:
        """How a list view moves what was dragged; one row at a time here."""
        if count != 1 or source.isValid() or target.isValid():
            return False
        return self.move(row, before - (before > row))

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        data = QMimeData()
        rows = [str(index.row()) for index in indexes]
        data.setData(MIME, ",".join(rows[:1]).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, _column: int, _parent: Index
    ) -> bool:
        """The row moves here; False tells the view that there is nothing left to remove."""
        carried = bytes(data.data(MIME).data())
        if carried.isdigit() and action == Qt.DropAction.MoveAction:
            source = int(carried)
            target = row if row >= 0 else len(self._labels)
            self.move(source, target - (target > source))
        return False


def _differ(one: Taxonomy, other: Taxonomy) -> bool:
    return replace(one, version=other.version) != other


def free_id(name: str, taken: Iterable[str]) -> str:
    """The name as an identifier in plain letters, with a number where it is taken."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "label"
    known = set(taken)
    found, number = stem, 2
    while found in known:
        found, number = f"{stem}-{number}", number + 1
    return found
