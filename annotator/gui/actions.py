"""Every command, in one table: menus, palette and shortcut sheet read it, and so do the tests.

A handler is a path from the window, ``session.undo`` or ``dialogs.export``. Keys are portable text. Single
letters belong to the reading pane (``where="pane"``), so that typing a note never tags a clause. Keys that a
reviewer has chosen are kept in the settings and win over the table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from annotator.gui.menus import KeepsKeys, Menu
from annotator.gui.mnemonics import escaped
from annotator.gui.models.plain import tooltip
from annotator.gui.settings import Settings

CONTEXT = "commands"


def _(title: str) -> str:
    """Marks words for the translators; they are translated when they are shown."""
    return title


MENUS = (_("File"), _("Edit"), _("Review"), _("View"), _("Tools"), _("Help"))
SUBMENUS = {_("Panels"): "View"}
"""Menus that open from another one."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the reviewer can ask for."""

    id: str
    """``group.name``; groups stand apart in a menu."""
    title: str
    menu: str
    handler: str
    keys: tuple[str, ...] = ()
    where: str = "window"
    """``window`` or ``pane``: where the keys are heard."""
    choice: str = ""
    """For switches, the name of the set of which one is on; a set of its own may be off."""
    about: str = ""
    """What the handler is told first, where several commands share it."""
    acts: bool = False
    """Whether it changes the project, and so cannot be used where that can only be read."""

    @property
    def group(self) -> str:
        return self.id.partition(".")[0]


COMMANDS: tuple[Command, ...] = (
    Command("project.new", _("New project…"), "File", "dialogs.new_project", ("Ctrl+N",)),
    Command("project.open", _("Open project…"), "File", "dialogs.open_project", ("Ctrl+O",)),
    Command("project.reopen", _("Open again to write"), "File", "ways.reopen"),
    Command("project.copy", _("Save a copy elsewhere…"), "File", "ways.copy"),
    Command("project.backups", _("Backups…"), "File", "ways.backups"),
    Command("policies.import", _("Import policies…"), "File", "dialogs.import_files", ("Ctrl+I",), acts=True),
    Command("policies.import-folder", _("Import a folder…"), "File", "dialogs.import_folder", acts=True),
    Command("annotations.import", _("Import annotations…"), "File", "dialogs.import_annotations", acts=True),
    Command(
        "annotations.import-folder",
        _("Import a folder of annotations…"),
        "File",
        "dialogs.import_annotations_folder",
        acts=True,
    ),
    Command("export.export", _("Export…"), "File", "dialogs.export", ("Ctrl+E",)),
    Command("export.report", _("Report…"), "File", "dialogs.report", ("Ctrl+R",)),
    Command("application.quit", _("Quit"), "File", "close", ("Ctrl+Q",)),
    Command("undo.undo", _("Undo"), "Edit", "session.undo", ("Ctrl+Z",), acts=True),
    Command("undo.redo", _("Redo"), "Edit", "session.redo", ("Ctrl+Shift+Z", "Ctrl+Y"), acts=True),
    Command("words.copy", _("Copy the selected words"), "Edit", "pane.copy", ("Ctrl+C",), "pane"),
    Command("words.sentence", _("Select the sentence"), "Edit", "pane.select_sentence", ("S",), "pane"),
    Command("words.clause", _("Select the clause"), "Edit", "pane.select_clause", ("C",), "pane"),
    Command("words.section", _("Select the section"), "Edit", "pane.select_section", ("H",), "pane"),
    Command("words.grow", _("Grow the span by a word"), "Edit", "grow", ("Shift+Alt+Right",), "pane"),
    Command("words.shrink", _("Shrink the span by a word"), "Edit", "shrink", ("Shift+Alt+Left",), "pane"),
    Command("find.find", _("Find in this policy"), "Edit", "find_bar.open", ("Ctrl+F",)),
    Command("find.next", _("Find next"), "Edit", "find_bar.next", ("Ctrl+G", "F3")),
    Command("find.previous", _("Find previous"), "Edit", "find_bar.previous", ("Ctrl+Shift+G", "Shift+F3")),
    Command("mark.label", _("Tag with a label…"), "Review", "dialogs.label", ("L",), "pane", acts=True),
    Command("mark.flag", _("Flag an issue…"), "Review", "dialogs.flag", ("F",), "pane", acts=True),
    Command("mark.note", _("Write a note…"), "Review", "dialogs.note", ("M",), "pane", acts=True),
    Command(
        "mark.remove",
        _("Remove the tag or issue"),
        "Review",
        "session.remove_focused",
        ("Del",),
        "pane",
        acts=True,
    ),
    Command(
        "suggestion.accept",
        _("Accept the suggestion"),
        "Review",
        "session.accept_and_go_on",
        ("A",),
        "pane",
        acts=True,
    ),
    Command(
        "suggestion.dismiss",
        _("Dismiss the suggestion"),
        "Review",
        "session.dismiss_and_go_on",
        ("X",),
        "pane",
        acts=True,
    ),
    Command("suggestion.skip", _("Skip the suggestion"), "Review", "session.skip", ("Space",), "pane"),
    Command(
        "suggestion.edit",
        _("Edit the suggestion, then accept it…"),
        "Review",
        "edit_suggestion",
        ("Return", "Enter"),
        "pane",
        acts=True,
    ),
    Command("issue.resolve", _("Resolve the issue"), "Review", "resolve_issue", ("R",), "pane", acts=True),
    Command("issue.dismiss", _("Dismiss the issue"), "Review", "dismiss_issue", ("D",), "pane", acts=True),
    Command("issue.reopen", _("Open the issue again"), "Review", "reopen_issue", ("O",), "pane", acts=True),
    Command(
        "span.extend",
        _("Add the selection to the last span"),
        "Review",
        "session.extend_chosen",
        ("+",),
        "pane",
        acts=True,
    ),
    Command(
        "span.counterpart",
        _("The selection contradicts the last issue"),
        "Review",
        "session.set_counterpart",
        ("=",),
        "pane",
        acts=True,
    ),
    Command(
        "whole.tag",
        _("Tag the whole policy…"),
        "Review",
        "dialogs.label_whole",
        ("Shift+L",),
        "pane",
        acts=True,
    ),
    Command(
        "whole.flag",
        _("Flag the whole policy…"),
        "Review",
        "dialogs.flag_whole",
        ("Shift+F",),
        "pane",
        acts=True,
    ),
    Command("placing.list", _("To be placed…"), "Review", "dialogs.unplaced"),
    Command("step.issue", _("Next issue or suggestion"), "Review", "session.next_issue", ("F8",)),
    Command(
        "step.issue-back",
        _("Previous issue or suggestion"),
        "Review",
        "session.previous_issue",
        ("Shift+F8",),
    ),
    Command("step.span", _("Next span"), "Review", "session.next_span", ("N",), "pane"),
    Command("step.span-back", _("Previous span"), "Review", "session.previous_span", ("P",), "pane"),
    Command(
        "policy.finish",
        _("Mark reviewed and open the next"),
        "Review",
        "session.finish_policy",
        ("Ctrl+Return", "Ctrl+Enter"),
        acts=True,
    ),
    Command("policy.reopen", _("Take back “reviewed”"), "Review", "session.reopen_policy", acts=True),
    Command("policy.details", _("About this policy…"), "Review", "dialogs.policy_details"),
    Command("go.palette", _("All commands…"), "View", "dialogs.palette", ("Ctrl+Shift+P",)),
    Command("go.policy", _("Go to policy…"), "View", "dialogs.go_to_policy", ("Ctrl+P",)),
    Command("go.menus", _("Go to the menus"), "View", "open_menus", ("F10",)),
    Command("go.text", _("Go to the text"), "View", "pane.setFocus", ("Ctrl+T",)),
    Command("go.panel", _("Go to the next panel"), "View", "panels.next", ("F6",)),
    Command("go.panel-back", _("Go to the previous panel"), "View", "panels.previous", ("Shift+F6",)),
    Command("zoom.in", _("Larger text"), "View", "zoom_in", ("Ctrl++", "Ctrl+=")),
    Command("zoom.out", _("Smaller text"), "View", "zoom_out", ("Ctrl+-",)),
    Command("zoom.reset", _("Normal text size"), "View", "zoom_reset", ("Ctrl+0",)),
    Command(
        "show.dismissed",
        _("Show dismissed issues"),
        "View",
        "session.show_dismissed",
        ("Ctrl+D",),
        choice="dismissed",
    ),
    Command(
        "show.queue",
        _("Show what is worth a look"),
        "View",
        "session.show_queue",
        ("Ctrl+U",),
        choice="queue",
    ),
    Command("look.desktop", _("Look: as the desktop"), "View", "look.follow_desktop", choice="look"),
    Command("look.light", _("Look: light"), "View", "look.light", choice="look"),
    Command("look.dark", _("Look: dark"), "View", "look.dark", choice="look"),
    Command("look.contrast", _("Look: high contrast"), "View", "look.high_contrast", choice="look"),
    Command("panel.policies", _("Policies"), "Panels", "panels.show", choice="policies", about="policies"),
    Command("panel.outline", _("Outline"), "Panels", "panels.show", choice="outline", about="outline"),
    Command("panel.labels", _("Labels"), "Panels", "panels.show", choice="labels", about="labels"),
    Command("panel.span", _("At the caret"), "Panels", "panels.show", choice="span", about="span"),
    Command("panel.issues", _("Issues"), "Panels", "panels.show", choice="issues", about="issues"),
    Command("panel.preview", _("Export preview"), "Panels", "panels.show", choice="preview", about="preview"),
    Command("scan.policy", _("Scan this policy"), "Tools", "scans.policy", acts=True),
    Command("scan.all", _("Scan all policies"), "Tools", "scans.everything", acts=True),
    Command(
        "scan.automatic",
        _("Scan new policies by themselves"),
        "Tools",
        "scans.set_automatic",
        choice="automatic",
    ),
    Command("scan.rules", _("Rules…"), "Tools", "dialogs.rules"),
    Command("scan.coverage", _("Disclosure coverage…"), "Tools", "dialogs.coverage"),
    Command(
        "taxonomy.edit", _("Labels and issue types…"), "Tools", "dialogs.edit_labels", ("Ctrl+L",), acts=True
    ),
    Command("check.check", _("Check project…"), "Tools", "ways.check"),
    Command("reviewer.name", _("Reviewer’s name…"), "Tools", "dialogs.reviewer"),
    Command("help.keys", _("Keys"), "Help", "dialogs.keys", ("F1",)),
    Command("help.keys-here", _("Keys"), "", "dialogs.keys", ("?",), "pane"),
    Command("help.hints", _("Show the first hints again"), "Help", "hints.restart"),
    Command("help.about", _("About"), "Help", "dialogs.about"),
)


class Actions(QObject):
    """The table brought to life on a window: one QAction for each command."""

    def __init__(self, window: QWidget, pane: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._own = settings.shortcuts()
        self._choices: dict[str, QActionGroup] = {}
        self._actions = {command.id: self._make(command, pane) for command in COMMANDS}
        self._refused = ""

    def _make(self, command: Command, pane: QWidget) -> QAction:
        action = QAction(escaped(title(command)), self)
        action.setObjectName(command.id)
        action.setMenuRole(QAction.MenuRole.NoRole)
        action.setShortcuts([QKeySequence(keys) for keys in self.keys(command)])
        if command.choice:
            action.setCheckable(True)
            group = self._choices.setdefault(command.choice, QActionGroup(self))
            group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
            group.addAction(action)
        action.triggered.connect(lambda checked: self._run(command, checked=checked))
        if command.where == "pane":
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            pane.addAction(action)
        else:
            self._window.addAction(action)
        return action

    def _run(self, command: Command, *, checked: bool) -> None:
        handler: Callable[..., object] = attrgetter(command.handler)(self._window)
        given = (command.about,) if command.about else ()
        if command.choice:
            handler(*given, checked)
        else:
            handler(*given)

    def __getitem__(self, command: str) -> QAction:
        return self._actions[command]

    def keys(self, command: Command) -> tuple[str, ...]:
        """The keys that work now: the reviewer's own, else those of the table."""
        own = self._own.get(command.id)
        return command.keys if own is None else (own,) if own else ()

    def fill(self, menu_bar: QMenuBar) -> dict[str, QMenu]:
        """Make the menus; by their untranslated names, for those who have more to add."""
        KeepsKeys(menu_bar)
        menus: dict[str, QMenu] = {
            name: Menu(QCoreApplication.translate(CONTEXT, name), menu_bar) for name in MENUS
        }
        for menu in menus.values():
            menu_bar.addMenu(menu)
        for name, parent in SUBMENUS.items():
            menus[name] = Menu(QCoreApplication.translate(CONTEXT, name), menus[parent])
        groups: dict[str, str] = {}
        for command in COMMANDS:
            if not command.menu:
                continue
            menu = menus[command.menu]
            if groups.get(command.menu, command.group) != command.group:
                menu.addSeparator()
            groups[command.menu] = command.group
            menu.addAction(self._actions[command.id])
        for name, parent in SUBMENUS.items():
            menus[parent].addSeparator()
            menus[parent].addMenu(menus[name])
        return menus

    def refuse_acts(self, why: str) -> None:
        """Switch off all that changes the project, with the reason as tooltip; without one, on again."""
        self._refused = why
        for command in COMMANDS:
            if command.acts:
                action = self._actions[command.id]
                action.setEnabled(not why)
                action.setToolTip(tooltip(why))

    def allows(self, command: str) -> bool:
        """Whether a command can be used in this project."""
        return not (self._refused and next(one.acts for one in COMMANDS if one.id == command))

    def run(self, command: str) -> None:
        self._actions[command].trigger()

    # The reviewer's own keys

    def conflict(self, command: str, keys: str) -> Command | None:
        """The other command that has these keys already."""
        wanted = QKeySequence(keys)
        return next(
            (
                other
                for other in COMMANDS
                if other.id != command and any(QKeySequence(taken) == wanted for taken in self.keys(other))
            ),
            None,
        )

    def rebind(self, command: str, keys: str | None) -> None:
        """Give a command these keys; none at all when empty; those of the table again when None."""
        if keys is None:
            self._own.pop(command, None)
        else:
            self._own[command] = keys
        self._settings.put_shortcuts(self._own)
        row = next(one for one in COMMANDS if one.id == command)
        self._actions[command].setShortcuts([QKeySequence(key) for key in self.keys(row)])


def title(command: Command) -> str:
    return QCoreApplication.translate(CONTEXT, command.title)


def shown(keys: str) -> str:
    """Keys as this desktop writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
