"""The rows of a picker: choices in the order in which they fit what was typed."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.gui.models.ranking import Choice, Match, rank

MATCH = Qt.ItemDataRole.UserRole


class ChoiceModel(QAbstractListModel):
    """All rows are values that are already in memory; a keystroke ranks them again."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices: Sequence[Choice] = ()
        self._recent: Sequence[str] = ()
        self._matches: list[Match] = []
        self._query = ""

    def set_choices(self, choices: Sequence[Choice], recent: Sequence[str] = ()) -> None:
        """What there is to choose from; ``recent`` are ids, the latest first."""
        self._choices, self._recent = choices, recent
        self.filter(self._query)

    def filter(self, query: str) -> None:
        self.beginResetModel()
        self._query = query
        self._matches = rank(query, self._choices, self._recent)
        self.endResetModel()

    def at(self, row: int) -> Match | None:
        return self._matches[row] if 0 <= row < len(self._matches) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._matches)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if not index.isValid():
            return None
        match = self._matches[index.row()]
        choice = match.choice
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (choice.title, choice.key, choice.group, choice.detail) if part)
        if role == MATCH:
            return match
        return None
