"""The commands by menu, each with the keys that it has now."""

from collections.abc import Iterable

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QStandardItem, QStandardItemModel

from annotator.gui.actions import COMMANDS, CONTEXT, MENUS, SUBMENUS, Actions, Command, shown, title
from annotator.gui.models.ranking import fold

COMMAND = Qt.ItemDataRole.UserRole
SEARCHED = Qt.ItemDataRole.UserRole + 1
OWN = Qt.ItemDataRole.UserRole + 2


class KeysModel(QStandardItemModel):
    """Two columns: what it does, and its keys. Menus are the top rows."""

    OR = "   "
    """Between keys that do the same."""

    def __init__(self, actions: Actions, parent: QObject | None = None) -> None:
        super().__init__(0, 2, parent)
        self._commands = actions
        self._keys: dict[str, QStandardItem] = {}
        self.setHorizontalHeaderLabels([self.tr("Command"), self.tr("Keys")])
        for menu in (*MENUS, *SUBMENUS):
            commands = [command for command in COMMANDS if command.menu == menu]
            if commands:
                self.appendRow(self._menu(QCoreApplication.translate(CONTEXT, menu), commands))
        self.refresh()

    def _menu(self, name: str, commands: Iterable[Command]) -> list[QStandardItem]:
        top, beside = QStandardItem(name), QStandardItem()
        for item in (top, beside):
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        for command in commands:
            what, keys = QStandardItem(title(command).removesuffix("…")), QStandardItem()
            for item in (what, keys):
                item.setEditable(False)
                item.setData(command, COMMAND)
            self._keys[command.id] = keys
            top.appendRow([what, keys])
        return [top, beside]

    def refresh(self) -> None:
        """Read all keys again."""
        for command in COMMANDS:
            item = self._keys.get(command.id)
            if item is None:
                continue
            keys = self._commands.keys(command)
            words = self.OR.join(shown(key) for key in keys)
            if item.text() != words:
                item.setText(words)
            item.setData(keys != command.keys, OWN)
            item.setData(words or self.tr("no keys"), Qt.ItemDataRole.AccessibleTextRole)
            what = self.itemFromIndex(item.index().siblingAtColumn(0))
            what.setData(fold(f"{what.text()} {words} {' '.join(keys)}"), SEARCHED)


class KeysFilter(QSortFilterProxyModel):
    """The commands whose name or keys hold every word that is typed; menus without one go."""

    def __init__(self, model: KeysModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self.setRecursiveFilteringEnabled(True)
        self.setSourceModel(model)

    def filter(self, typed: str) -> None:
        self._words = fold(typed).split()
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        searched = self.sourceModel().index(row, 0, parent).data(SEARCHED)
        return searched is not None and all(word in searched for word in self._words)
