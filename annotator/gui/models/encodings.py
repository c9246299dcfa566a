"""The encodings that a file's bytes fit."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

GUESS = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class GuessesModel(QAbstractListModel):
    """Pairs of an encoding and the text that it gives, as ``readers.guesses`` found them."""

    def __init__(self, found: Sequence[tuple[str, str]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found = list(found)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        encoding, _ = self._found[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            name = self._name(encoding)
            return f"{name}  ({encoding})" if name else encoding
        return self._found[index.row()] if role == GUESS else None

    def _name(self, encoding: str) -> str:
        return {
            "cp1252": self.tr("Western, Windows"),
            "cp1250": self.tr("Central European, Windows"),
            "iso8859-1": self.tr("Western, ISO"),
            "mac-roman": self.tr("Western, old Macintosh"),
            "cp1251": self.tr("Cyrillic, Windows"),
            "koi8-r": self.tr("Cyrillic, KOI8"),
            "cp1253": self.tr("Greek, Windows"),
            "cp932": self.tr("Japanese, Windows"),
            "gb18030": self.tr("Chinese, simplified"),
            "big5": self.tr("Chinese, traditional"),
            "euc_kr": self.tr("Korean"),
            "utf-16": self.tr("Unicode, 16 bit"),
            "utf-16-le": self.tr("Unicode, 16 bit, little end"),
            "utf-16-be": self.tr("Unicode, 16 bit, big end"),
            "utf-32": self.tr("Unicode, 32 bit"),
        }.get(encoding, "")
