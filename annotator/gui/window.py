"""The window: the text in the middle, panels around it, and the wiring between them."""

import gc
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QMoveEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QVBoxLayout, QWidget

from annotator.domain import AnnotationId, Event, Policy, State
from annotator.gui.actions import Actions
from annotator.gui.dialogs import Dialogs
from annotator.gui.digit_keys import DigitKeys
from annotator.gui.highlighting import Highlighter
from annotator.gui.look import FOLLOW, Look
from annotator.gui.menus import Menu
from annotator.gui.mnemonics import escaped, mark_mnemonics
from annotator.gui.open_policy import is_suggestion
from annotator.gui.panels import Panels
from annotator.gui.scans import Scans
from annotator.gui.session import Session
from annotator.gui.settings import Settings
from annotator.gui.views.find_bar import FindBar
from annotator.gui.views.hints import Hints
from annotator.gui.views.parts import plain_label
from annotator.gui.views.policy_header import PolicyHeader
from annotator.gui.views.read_only_bar import ReadOnlyBar
from annotator.gui.views.reading import ReadingPane
from annotator.gui.views.status_bar import StatusBar
from annotator.gui.views.undo_bar import UndoBar
from annotator.gui.ways import Ways

if TYPE_CHECKING:
    from annotator.gui.importing import Importer

ZOOM_STEP = 10
REMEMBER_MS = 1_000
SETTLED_MS = 600
"""After the first paint; then policies that the rules have not seen are scanned."""
REMEMBERED_POLICIES = 200
"""Of so many policies the place where one was reading is kept."""


class MainWindow(QMainWindow):
    """Wiring only: views speak to the session, the session speaks to views."""

    closed = Signal()

    def __init__(self, session: Session, settings: Settings) -> None:
        super().__init__()
        self.session, self.settings = session, settings
        self.look = Look(settings, self)
        self._goes_on_from: AnnotationId = ""
        """The suggestion that was closed last and whose reason was asked for."""
        self._make_centre()
        self.panels = Panels(self)
        self.dialogs = Dialogs(self)
        self.ways = Ways(self)
        session.ask_name = self.dialogs.ask_name
        session.ways = self.ways
        self.actions_ = Actions(self, self.pane, settings)
        self._make_menus()
        ways = ("project.copy", "project.open", "project.reopen")
        self.read_only.offer(*map(self.actions_.__getitem__, ways))
        self._connect()
        self._restore()
        self._on_access()

    # Making

    def _make_centre(self) -> None:
        session = self.session
        self.pane = ReadingPane()
        self.pane.setAccessibleName(self.tr("Policy text"))
        self.read_only = ReadOnlyBar(session)
        self.header = PolicyHeader(session)
        self.hints = Hints(session, self.settings)
        self.find_bar = FindBar(session, self.pane)
        self.highlighter = Highlighter(session, self.pane)
        centre = QWidget()
        centre.setFocusProxy(self.pane)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.read_only, self.header, self.hints, self.find_bar):
            column.addWidget(widget)
        column.addWidget(self.pane, 1)
        self.nothing = plain_label(
            self.tr("Nothing to read yet.\n\nPress Ctrl+I to import policies, or drop files on the left."),
            "nothing",
            wrap=True,
        )
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.nothing, 1)
        centre.setMinimumWidth(self.fontMetrics().averageCharWidth() * 42)
        self.setCentralWidget(centre)
        self._painted = False
        self._remembering = QTimer(self, singleShot=True, interval=REMEMBER_MS)
        self._remembering.timeout.connect(self._remember)
        for first in (self.pane.viewport(), self.nothing):
            first.installEventFilter(self)
        self.undo_bar = UndoBar(self.session, centre)
        self.digits = DigitKeys(self.pane)
        self.status = StatusBar(session)
        self.setStatusBar(self.status)
        self.scans = Scans(session, self.settings, self.status)

    def _make_menus(self) -> None:
        menus = self.actions_.fill(self.menuBar())
        recent = Menu(self.tr("Recent projects"), self)
        recent.aboutToShow.connect(lambda: self._fill_recent(recent))
        menus["File"].insertMenu(self.actions_["policies.import"], recent)
        for name, dock in self.panels.docks.items():
            switch = self.actions_[f"panel.{name}"]
            switch.setChecked(not dock.isHidden())
            dock.toggleViewAction().toggled.connect(switch.setChecked)
        for entries in (self.menuBar(), *menus.values()):
            mark_mnemonics(entries.actions())
        self.actions_["scan.automatic"].setChecked(self.scans.automatic)
        chosen = {FOLLOW: "look.desktop", "light": "look.light", "dark": "look.dark"}
        self.actions_[chosen.get(self.look.choice, "look.contrast")].setChecked(True)

    def _connect(self) -> None:
        session, pane = self.session, self.pane
        pane.selection_changed.connect(session.select)
        pane.caret_moved.connect(self._on_caret)
        pane.annotation_activated.connect(session.activate)
        pane.selection_made.connect(self.dialogs.offer_tags)
        pane.context_menu_requested.connect(self._show_context_menu)
        self.digits.pressed.connect(session.tag_by_key)
        session.reveal_asked.connect(self._reveal)
        session.leaving.connect(self._remember_place)
        session.policy_opened.connect(self._on_policy_opened)
        session.changed.connect(self._on_changed)
        session.project_opened.connect(self._on_project_opened)
        session.access_changed.connect(self._on_access)
        self.header.finish_asked.connect(session.finish_policy)
        self.header.reopen_asked.connect(session.reopen_policy)
        session.shown_changed.connect(self._on_shown)
        self.look.changed.connect(pane.set_theme)
        for step in ("step.issue", "step.issue-back"):
            self.actions_[step].triggered.connect(self.hints.stepped)

    @cached_property
    def importer(self) -> "Importer":
        from annotator.gui.importing import Importer  # noqa: PLC0415 - not before something is imported

        importer = Importer(self.session, self)
        importer.finished.connect(self.scans.new)
        return importer

    # What commands ask for

    def edit_suggestion(self) -> None:
        focused = self.session.focused
        if is_suggestion(focused) and focused is not None:
            self.dialogs.edit_flag(focused.id)
        else:
            self.session.notice.emit(self.tr("There is no suggestion here. F8 goes to the next one."))

    def grow(self) -> None:
        before = self.session.selection
        self.pane.grow()
        self.session.reshape(before, self.session.selection)

    def shrink(self) -> None:
        before = self.session.selection
        self.pane.shrink()
        self.session.reshape(before, self.session.selection)

    def resolve_issue(self) -> None:
        self._close_issue(State.RESOLVED)

    def dismiss_issue(self) -> None:
        self._close_issue(State.DISMISSED)

    def reopen_issue(self) -> None:
        self.session.set_state(State.OPEN)

    def _close_issue(self, state: State) -> None:
        undecided = is_suggestion(self.session.focused)
        if self.session.set_state(state) is not None:
            self.ask_reason(undecided)

    def ask_reason(self, undecided: bool) -> None:  # noqa: FBT001 - as the signal says it
        """It is asked for where it will stand; Esc goes back to the text, with or without one.

        After the reason for what was ``undecided``, a suggestion, Enter goes on to the next.
        """
        focused = self.session.focused
        self._goes_on_from = focused.id if undecided and focused is not None else ""
        dock = self.panels.docks["span"]
        dock.show()
        dock.raise_()
        self.panels.span.sheet.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def reason_given(self, annotation: AnnotationId) -> None:
        asked, self._goes_on_from = self._goes_on_from, ""
        if annotation == asked:
            self.session.go_on()

    def zoom_in(self) -> None:
        self.pane.set_zoom(self.pane.zoom() + ZOOM_STEP)

    def zoom_out(self) -> None:
        self.pane.set_zoom(self.pane.zoom() - ZOOM_STEP)

    def zoom_reset(self) -> None:
        self.pane.set_zoom(100)

    def open_menus(self) -> None:
        self.menuBar().setActiveAction(self.menuBar().actions()[0])

    def open_project(self, path: Path) -> None:
        if self.session.switch(path):
            self.settings.remember_project(path)

    # What the session says

    def _on_policy_opened(self) -> None:
        self.pane.show_policy(self.session.text)
        self.highlighter.show_all()
        policy = self.session.policy
        self.pane.setVisible(policy is not None)
        self.nothing.setVisible(policy is None)
        self._to_place()
        self._on_caret(self.pane.caret())
        self._title()

    def _on_changed(self, event: Event) -> None:
        self.highlighter.follow(event)
        self._on_caret(self.pane.caret())
        if any(isinstance(change.entity, Policy) for change in event.changes):
            self._title()

    def _on_shown(self) -> None:
        self.actions_["show.queue"].setChecked(self.session.shows_queue)
        self.actions_["show.dismissed"].setChecked(self.session.shows_dismissed)
        self.settings.put("window/queue", self.session.shows_queue)
        self._on_caret(self.pane.caret())

    def _on_project_opened(self) -> None:
        self._on_access()
        self._open_first()
        QTimer.singleShot(0, self.session.count)
        self._settle()

    def _on_access(self) -> None:
        """All that acts is switched off where the project can only be read."""
        why = self.session.read_only
        self.actions_.refuse_acts(why)
        if why:
            self.hints.hide()
        self._title()

    def _settle(self) -> None:
        for late in (self.scans.new, self.ways.settle):
            QTimer.singleShot(SETTLED_MS, self, late)

    def _reveal(self, start: int, end: int) -> None:
        self.pane.select(start, end)

    def _on_caret(self, offset: int) -> None:
        self.session.stand_at(self.pane.annotations_at(offset))

    def go_to_offset(self, offset: int) -> None:
        self.pane.select(offset, offset)
        self.to_text()

    def to_text(self) -> None:
        self.pane.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_context_menu(self, at: QPoint) -> None:
        from annotator.gui.views.context_menu import context_menu  # noqa: PLC0415 - when it is first wanted

        context_menu(self.session, self.actions_, self).popup(at)

    def _title(self) -> None:
        policy = self.session.policy
        name = self.session.review.path.stem
        words = f"{policy.title or policy.file_name} — {name}" if policy is not None else name
        self.setWindowTitle(words.replace("[*]", "[*][*]"))  # alone it is Qt's sign for what is not saved

    def _fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        for path in self.settings.recent_projects():
            action = menu.addAction(escaped(f"{path.stem}  —  {path.parent}"))
            action.triggered.connect(lambda _checked=False, chosen=path: self.open_project(chosen))
        mark_mnemonics(menu.actions())
        if menu.isEmpty():
            menu.addAction(self.tr("None yet")).setEnabled(False)

    # What is remembered

    def _restore(self) -> None:
        self.resize(QSize(1360, 860).boundedTo(self.screen().availableSize()))
        self.restoreGeometry(self.settings.blob("window/geometry"))
        self.panels.restore()
        self.session.show_queue(self.settings.truth("window/queue", default=False))
        self.pane.set_theme(self.look.theme)
        self.pane.set_zoom(self.settings.number("window/zoom", 100))
        self._open_first()

    def _open_first(self) -> None:
        """The policy that was open last, else the first one."""
        place = self.settings.place(self.session.review.path)
        last = place.get("policy")
        policies = self.session.policies
        if last not in policies:
            last = next(iter(policies), None)
        if last is None or not self.session.open_policy(last):
            self.session.clear()
        self.to_text()

    def _to_place(self) -> None:
        """Where one was reading in the open policy."""
        policy = self.session.policy
        places = self.settings.place(self.session.review.path).get("policies", {})
        if policy is not None and policy.id in places:
            self.pane.restore_view_state(places[policy.id])

    def _remember_soon(self) -> None:
        """Something moved: it is written down once within a second, however much moves."""
        if self._painted and not self._remembering.isActive():
            self._remembering.start()

    def _remember(self) -> None:
        self._remember_place()
        self.settings.put("window/geometry", self.saveGeometry())
        self.settings.put("window/zoom", self.pane.zoom())
        self.panels.remember()

    def _remember_place(self) -> None:
        policy = self.session.policy
        if policy is None:
            return
        project = self.session.review.path
        places = self.settings.place(project).get("policies", {})
        places.pop(policy.id, None)
        places[policy.id] = self.pane.view_state()
        kept = dict(list(places.items())[-REMEMBERED_POLICIES:])
        active = self.session.active
        place = {"policy": policy.id, "policies": kept, "active": active.id if active is not None else ""}
        self.settings.put_place(project, place)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.session.leaving.emit()
        if not self.session.may_leave():
            event.ignore()
            return
        if "importer" in self.__dict__:
            self.importer.cancel()
        self.scans.close()
        self.session.watch(on=False)
        self._remembering.stop()
        self._remember()
        self.settings.sync()
        super().closeEvent(event)
        self.closed.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Another application may have the focus for hours: what is half typed is handed in first, and what
        others write is looked at again when the focus is back.
        """
        if event.type() == QEvent.Type.ActivationChange and self._painted:
            if not self.isActiveWindow():
                self.panels.span.hand_in()
            self.session.watch(self.isActiveWindow())
        super().changeEvent(event)

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._remember_soon()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._to_place()  # once more: only now the lines are as wide as they were
            self._painted = True
            QTimer.singleShot(0, self._complete)
        elif event.type() == QEvent.Type.Resize:
            self._remember_soon()
        return super().eventFilter(watched, event)

    def _complete(self) -> None:
        """What can wait until the text is on the screen.

        All that is there by now lives as long as the window: the garbage collector need not look at it again.
        """
        self.panels.complete()
        self.session.activate(self.settings.place(self.session.review.path).get("active", ""))
        for moved in (self.pane.scrolled, self.pane.caret_moved, self.panels.rearranged):
            moved.connect(self._remember_soon)
        self.session.here_changed.connect(self._remember_soon)
        self.session.watch(self.isActiveWindow())
        self.session.count()
        self._settle()
        gc.freeze()
