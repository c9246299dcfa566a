"""Every command by a few letters of its name."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from annotator.gui.actions import COMMANDS, CONTEXT, Actions, shown, title
from annotator.gui.models.ranking import Choice
from annotator.gui.settings import Settings
from annotator.gui.views.quick_list import QuickList

REMEMBERED = 8
RECENT = "palette/recent"


class CommandPalette(QuickList):
    """Runs a command and teaches its keys; what was used lately comes first. It opens recent projects too."""

    project_chosen = Signal(Path)

    def __init__(self, actions: Actions, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._commands = actions
        self._settings = settings
        self.name(
            self.tr("All commands"),
            self.tr("Find a command"),
            self.tr("↑ ↓ choose   ·   Enter does it   ·   Esc closes"),
        )

    def choices(self) -> list[Choice]:
        """Without itself, and without what cannot be done now."""
        commands = [
            Choice(
                command.id,
                title(command).removesuffix("…"),
                key="  ".join(shown(keys) for keys in self._commands.keys(command)[:1]),
                group=QCoreApplication.translate(CONTEXT, command.menu),
            )
            for command in COMMANDS
            if command.menu and command.id != "go.palette" and self._commands[command.id].isEnabled()
        ]
        return commands + [
            Choice(str(path), path.stem, detail=str(path.parent), group=self.tr("Recent projects"))
            for path in self._settings.recent_projects()
        ]

    def recent(self) -> list[str]:
        return self._settings.text(RECENT).split()

    def choose(self, choice: Choice) -> None:
        if all(command.id != choice.id for command in COMMANDS):
            self.project_chosen.emit(Path(choice.id))
            return
        others = [known for known in self.recent() if known != choice.id]
        self._settings.put(RECENT, " ".join([choice.id, *others][:REMEMBERED]))
        self._commands.run(choice.id)
