"""The panels around the text. Their docks are there at once; what they hold is made after the first paint.

So the text is on the screen, and hears keys, in about half the time that the whole window takes. A panel that
is asked for earlier is made then; one that is hidden, when it is first shown.
"""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDockWidget, QTabBar, QVBoxLayout, QWidget

from annotator.gui.views.parts import plain_label

if TYPE_CHECKING:
    from annotator.gui.views.issues_panel import IssuesPanel
    from annotator.gui.views.json_preview import JsonPreview
    from annotator.gui.views.labels_panel import LabelsPanel
    from annotator.gui.views.outline import OutlinePanel
    from annotator.gui.views.policies_panel import PoliciesPanel
    from annotator.gui.views.span_panel import SpanPanel
    from annotator.gui.window import MainWindow

LAYOUT_VERSION = 2
LEFT, RIGHT, FOOT = (
    Qt.DockWidgetArea.LeftDockWidgetArea,
    Qt.DockWidgetArea.RightDockWidgetArea,
    Qt.DockWidgetArea.BottomDockWidgetArea,
)
LINES = 7
"""The least height of a panel."""
ON_DEMAND = ("outline", "preview")


class Panels(QObject):
    """Each panel is made and wired in one place."""

    rearranged = Signal()
    """A panel was moved, shown or put away, or shows other rows."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.docks = {
            name: self._dock(name, title, area, letters)
            for name, title, area, letters in (
                ("policies", self.tr("Policies"), LEFT, 22),
                ("outline", self.tr("Outline"), LEFT, 22),
                ("labels", self.tr("Labels"), RIGHT, 32),
                ("span", self.tr("At the caret"), RIGHT, 32),
                ("issues", self.tr("Issues"), FOOT, 40),
                ("preview", self.tr("Export preview"), RIGHT, 32),
            )
        }
        window.tabifyDockWidget(self.docks["span"], self.docks["preview"])
        for corner in (Qt.Corner.BottomLeftCorner, Qt.Corner.TopLeftCorner):
            window.setCorner(corner, LEFT)
        for corner in (Qt.Corner.BottomRightCorner, Qt.Corner.TopRightCorner):
            window.setCorner(corner, RIGHT)
        for name in ON_DEMAND:
            dock = self.docks[name]
            dock.hide()

    def _dock(self, name: str, title: str, area: Qt.DockWidgetArea, letters: int) -> QDockWidget:
        dock = QDockWidget(title, self._window)
        dock.setObjectName(name)
        holder = _ground("panel")
        holder.setMinimumWidth(dock.fontMetrics().averageCharWidth() * letters)
        holder.setMinimumHeight(dock.fontMetrics().lineSpacing() * LINES)
        QVBoxLayout(holder).setContentsMargins(0, 0, 0, 0)
        bar = _ground("dockTitle")
        column = QVBoxLayout(bar)
        column.setContentsMargins(14, 9, 8, 3)
        column.addWidget(plain_label(title, "panelTitle"))
        dock.setTitleBarWidget(bar)
        for news in (dock.visibilityChanged, dock.dockLocationChanged):
            news.connect(self.rearranged)
        dock.setWidget(holder)
        self._window.addDockWidget(area, dock)
        keys = QKeySequence(Qt.Key.Key_Escape)
        escape = QShortcut(keys, holder, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._window.to_text)
        return dock

    def _put(self, name: str, panel: QWidget) -> None:
        dock = self.docks[name]
        holder = dock.widget()
        panel.setAccessibleName(dock.windowTitle())
        layout = holder.layout() if holder is not None else None
        if layout is not None:
            layout.addWidget(panel)

    # Made when they are first asked for

    @cached_property
    def policies(self) -> "PoliciesPanel":
        from annotator.gui.views.policies_panel import PoliciesPanel  # noqa: PLC0415 - see above, as all here

        panel = PoliciesPanel(self._window.session)
        panel.dropped.connect(self._import)
        panel.import_asked.connect(self._window.dialogs.import_files)
        self._put("policies", panel)
        return panel

    def _import(self, paths: list[Path]) -> None:
        self._window.importer.start(paths)

    @cached_property
    def outline(self) -> "OutlinePanel":
        from annotator.gui.views.outline import OutlinePanel  # noqa: PLC0415

        panel = OutlinePanel(self._window.session)
        panel.chosen.connect(self._window.go_to_offset)
        self._window.pane.caret_moved.connect(panel.follow)
        panel.follow(self._window.pane.caret())
        self._put("outline", panel)
        return panel

    @cached_property
    def labels(self) -> "LabelsPanel":
        from annotator.gui.views.labels_panel import LabelsPanel  # noqa: PLC0415

        panel = LabelsPanel(self._window.session)
        panel.edit_asked.connect(self._window.dialogs.edit_labels)
        panel.list.clicked.connect(self._window.to_text)
        self._put("labels", panel)
        return panel

    @cached_property
    def span(self) -> "SpanPanel":
        from annotator.gui.views.span_panel import SpanPanel  # noqa: PLC0415

        panel = SpanPanel(self._window.session)
        panel.relabel_asked.connect(self._window.dialogs.relabel)
        panel.rule_asked.connect(self._window.dialogs.rules)
        panel.reason_given.connect(self._window.reason_given)
        actions = self._window.actions_
        panel.decide_with(
            [
                (self.tr("Accept"), actions["suggestion.accept"]),
                (self.tr("Dismiss"), actions["suggestion.dismiss"]),
                (self.tr("Edit…"), actions["suggestion.edit"]),
                (self.tr("Skip"), actions["suggestion.skip"]),
            ]
        )
        self._put("span", panel)
        return panel

    @cached_property
    def issues(self) -> "IssuesPanel":
        from annotator.gui.views.issues_panel import IssuesPanel  # noqa: PLC0415

        window = self._window
        panel = IssuesPanel(window.session)
        panel.reason_asked.connect(window.ask_reason)
        panel.edit_asked.connect(window.dialogs.edit_flag)
        panel.decide_with(window.actions_["suggestion.accept"], window.actions_["suggestion.dismiss"])
        panel.restore_filters(window.settings.mapping("window/issues"))
        for news in (panel.wanted.layoutChanged, panel.everywhere.toggled):
            news.connect(self.rearranged)
        self._put("issues", panel)
        return panel

    @cached_property
    def preview(self) -> "JsonPreview":
        from annotator.gui.views.json_preview import JsonPreview  # noqa: PLC0415

        panel = JsonPreview(self._window.session)
        self._put("preview", panel)
        return panel

    def complete(self) -> None:
        """Make what is to be seen now, and see to the rest when it is shown."""
        for name, dock in self.docks.items():
            if name not in ON_DEMAND or dock.isVisible():
                getattr(self, name)
            else:
                dock.visibilityChanged.connect(lambda shown, name=name: shown and getattr(self, name))

    def show(self, name: str, on: bool) -> None:  # noqa: FBT001 - a switch
        """Bring a panel to the front, or put it away."""
        dock = self.docks[name]
        dock.setVisible(on)
        if on:
            dock.raise_()

    # Places

    def restore(self) -> None:
        """The docks as they were left; on a first start, room for the text before all."""
        window, docks = self._window, self.docks
        if not window.restoreState(window.settings.blob("window/docks"), LAYOUT_VERSION):
            wide, high = min(1.0, window.width() / 1360), min(1.0, window.height() / 860)
            sides = [round(250 * wide), round(300 * wide)]
            window.resizeDocks([docks["policies"], docks["labels"]], sides, Qt.Orientation.Horizontal)
            window.resizeDocks([docks["labels"], docks["span"]], [400, 380], Qt.Orientation.Vertical)
            window.resizeDocks([docks["issues"]], [round(230 * high)], Qt.Orientation.Vertical)
        for tabs in window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
            tabs.setAccessibleName(self.tr("Panels"))

    def remember(self) -> None:
        self._window.settings.put("window/docks", self._window.saveState(LAYOUT_VERSION))
        if "issues" in self.__dict__:
            self._window.settings.put_mapping("window/issues", self.issues.filters())

    def next(self) -> None:
        self._step(1)

    def previous(self) -> None:
        self._step(-1)

    def _step(self, way: int) -> None:
        """The focus goes to the next panel that can be seen, round and round by way of the text."""
        stops = [self._window.pane, self.labels.list, self.span.list, self.issues.table, self.policies.list]
        places = [self._window.pane, *(stop.parentWidget() for stop in stops[1:])]
        seen = [
            (stop, place) for stop, place in zip(stops, places, strict=True) if stop.isVisible() and place
        ]
        focus = QApplication.focusWidget()
        inside = (
            at
            for at, (_, place) in enumerate(seen)
            if focus is not None and (place is focus or place.isAncestorOf(focus))
        )
        here = next(inside, 0)
        seen[(here + way) % len(seen)][0].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _ground(name: str) -> QWidget:
    """A widget that the style sheet colours."""
    ground = QWidget()
    ground.setObjectName(name)
    ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return ground
