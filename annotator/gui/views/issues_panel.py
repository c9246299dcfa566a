"""The issues at the bottom: sort, filter, go there by Enter or a click, close or reopen them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QMenu,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain import Event, Flag, Severity, State, Taxonomy
from annotator.gui.models.flags import (
    FLAG,
    POLICY,
    REVIEWER,
    SEVERITIES,
    SEVERITY,
    STATE,
    STATES,
    TYPE,
    WHERE,
    WORDS,
    FlagsModel,
    WantedFlags,
)
from annotator.gui.models.plain import counted
from annotator.gui.session import Session
from annotator.gui.views.filter_row import FilterRow
from annotator.gui.views.issue_cells import SeverityDelegate, TypeDelegate, WhereDelegate
from annotator.gui.views.parts import filter_line, paint_empty, plain_label
from annotator.gui.views.wording import severity_name, state_name

NARROW = 640
"""Pixels. Below, the columns draw closer, and who has flagged is to be seen beside the text only."""
CLOSE = {SEVERITY: 92, TYPE: 136, WHERE: 124}
WIDTHS = {SEVERITY: 108, TYPE: 190, WHERE: 200, WORDS: 340, STATE: 82, REVIEWER: 108, POLICY: 150}


class IssuesTable(QTableView):
    """Rows are flags; empty, it says what to do next."""

    empty_words = ""
    narrow = False
    several = False
    """Whether more than one person has a hand in the project."""

    def fit(self) -> None:
        self.setColumnHidden(REVIEWER, self.narrow or not self.several)
        for column, width in CLOSE.items():
            self.horizontalHeader().resizeSection(column, width if self.narrow else WIDTHS[column])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        if narrow != self.narrow:
            self.narrow = narrow
            self.fit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key opens the menu at the row that is meant, not in the middle."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            row = self.visualRect(self.currentIndex()).intersected(self.viewport().rect())
            self.customContextMenuRequested.emit(row.center())
        else:
            self.customContextMenuRequested.emit(event.pos())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model() is not None and self.model().rowCount() == 0:
            paint_empty(self, self.empty_words)


class IssuesPanel(QWidget):
    """Issues of the open policy, or of all policies. Letters and digits do nothing here: they might be meant
    for the text.
    """

    reason_asked = Signal()
    """The issue at the caret was closed here: ask why."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("panel")
        self.model = FlagsModel(session, self)
        self.wanted = WantedFlags(self.model, self)
        self.table = IssuesTable()
        self.filter = filter_line(self.tr("Filter by words"), self.tr("Filter issues by words"))
        self.states = _chooser(self.tr("State"), self.tr("Any state"))
        self.severities = _chooser(self.tr("Severity"), self.tr("Any severity"))
        self.types = _chooser(self.tr("Type"), self.tr("Any type"))
        self.reviewers = _chooser(self.tr("Reviewer"), self.tr("Any reviewer"))
        for state in STATES:
            self.states.addItem(state_name(state), state)
        for severity in SEVERITIES[::-1]:
            self.severities.addItem(severity_name(severity), severity)
        self.everywhere = _switch(self.tr("All policies"), self.tr("Show the issues of all policies"))
        self.dismissed = _switch(self.tr("Dismissed"), self.tr("Show dismissed issues too"))
        self._count = plain_label("", "muted")
        self._filler = QTimer(self)
        self._filler.setInterval(0)
        self._set_up_table()
        self._lay_out()
        self._connect()
        self._reload_choices()
        self._refresh()

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.wanted)
        table.setAccessibleName(self.tr("Issues"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setItemDelegateForColumn(SEVERITY, SeverityDelegate(table))
        table.setItemDelegateForColumn(TYPE, TypeDelegate(table))
        table.setItemDelegateForColumn(WHERE, WhereDelegate(table))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 12)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in WIDTHS.items():
            header.resizeSection(column, width)
        header.setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(60)
        table.setColumnHidden(POLICY, True)  # noqa: FBT003 - as Qt declares it
        table.fit()
        table.setSortingEnabled(True)
        table.sortByColumn(WHERE, Qt.SortOrder.AscendingOrder)

    def _lay_out(self) -> None:
        choosers = (self.states, self.severities, self.types, self.reviewers)
        self._head = FilterRow(self.filter, choosers, (self.dismissed, self.everywhere), self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 2, 8, 4)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addWidget(self.table, 1)

    def _connect(self) -> None:
        for chooser in (self.states, self.severities, self.types, self.reviewers):
            chooser.currentIndexChanged.connect(self._want)
        self.filter.textChanged.connect(self._want)
        self.dismissed.toggled.connect(self._want)
        self.everywhere.toggled.connect(self._show_all)
        self.table.clicked.connect(self._go)
        self.table.activated.connect(self._go)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self._filler.timeout.connect(self._fill)
        for news in (self._session.changed, self._session.policy_opened, self._session.project_opened):
            news.connect(self._refresh)
        self._session.project_opened.connect(self._reload_choices)
        self._session.changed.connect(self._on_changed)
        self._session.here_changed.connect(self._follow)
        self.remove = QAction(self.tr("Remove"), self.table)
        self.remove.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        self.remove.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.remove.triggered.connect(self._remove_selected)
        self.table.addAction(self.remove)

    # What is shown

    def filters(self) -> dict[str, Any]:
        """What is asked for, to be remembered."""
        return {
            "state": self.states.currentData(),
            "severity": self.severities.currentData(),
            "type": self.types.currentData(),
            "reviewer": self.reviewers.currentData(),
            "words": self.filter.text(),
            "dismissed": self.dismissed.isChecked(),
            "everywhere": self.everywhere.isChecked(),
            "column": self.wanted.sortColumn(),
            "falling": self.wanted.sortOrder() is Qt.SortOrder.DescendingOrder,
        }

    def restore_filters(self, filters: Mapping[str, Any]) -> None:
        """What is no longer there to be asked for is passed over."""
        choosers = ("state", self.states), ("severity", self.severities), ("type", self.types)
        for name, chooser in (*choosers, ("reviewer", self.reviewers)):
            chooser.setCurrentIndex(max(0, chooser.findData(filters.get(name))))
        self.filter.setText(str(filters.get("words", "")))
        self.dismissed.setChecked(filters.get("dismissed") is True)
        self.everywhere.setChecked(filters.get("everywhere") is True)
        column, falling = filters.get("column"), filters.get("falling") is True
        if column in WIDTHS:
            order = Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder
            self.table.sortByColumn(column, order)

    def show_dismissed(self, on: bool) -> None:  # noqa: FBT001 - a switch
        self.dismissed.setChecked(on)

    def _want(self) -> None:
        state, severity = self.states.currentData(), self.severities.currentData()
        self.wanted.want(
            replace(
                self.wanted.wanted,
                state=State(state) if state else None,
                severity=Severity(severity) if severity else None,
                type=self.types.currentData(),
                reviewer=self.reviewers.currentData(),
                dismissed=self.dismissed.isChecked(),
                words=self.filter.text().strip(),
            )
        )
        self._refresh()

    def _show_all(self, on: bool) -> None:  # noqa: FBT001 - a switch
        self.table.setColumnHidden(POLICY, not on)
        self.model.show_all(on)
        self._refresh()

    def _refresh(self) -> None:
        shown = self.wanted.rowCount()
        more = self.model.canFetchMore()
        counted_words = counted(shown, self.tr("1 issue"), self.tr("{n} issues"))
        self._count.setText(
            self.tr("{issues} so far").format(issues=counted_words) if more else counted_words
        )
        filtered = self.model.rowCount() > 0
        self.table.empty_words = (
            self.tr("No issue fits this filter.")
            if filtered
            else self.tr("No issues yet.\n\nSelect words in the text and press F to flag one.")
        )
        if not shown:
            self.table.viewport().update()
        if self.model.canFetchMore() and not self._full():
            self._filler.start()

    def _full(self) -> bool:
        rows = self.table.viewport().height() // max(1, self.table.verticalHeader().defaultSectionSize())
        return self.wanted.rowCount() > rows

    def _fill(self) -> None:
        """Read on, page by page between two paints, until the table is full or all is read."""
        if self._full() or not self.model.canFetchMore():
            self._filler.stop()
        else:
            self.model.fetchMore()
        self._refresh()

    def _follow(self) -> None:
        """Mark the issue that is active in the text."""
        active = self._session.active
        row = self.model.row_of(active.id) if isinstance(active, Flag) else -1
        index = self.wanted.mapFromSource(self.model.index(row, WORDS))
        if not index.isValid():
            self.table.clearSelection()
        elif not self.table.selectionModel().isSelected(index):
            self.table.selectRow(index.row())

    def _on_changed(self, event: Event) -> None:
        kinds = {type(change.entity) for change in event.changes}
        if Taxonomy in kinds or self.reviewers.findData(event.reviewer) < 0:
            self._reload_choices()
        self._follow()

    def _reload_choices(self) -> None:
        """The types and reviewers of this project; what was chosen stays chosen."""
        types = [(label.name, label.id) for label in self._session.issues.labels]
        reviewers = [(reviewer.name, reviewer.id) for reviewer in self._session.review.reviewers()]
        for chooser, rows in ((self.types, types), (self.reviewers, reviewers)):
            chosen = chooser.currentData()
            with QSignalBlocker(chooser):
                while chooser.count() > 1:
                    chooser.removeItem(1)
                for name, value in rows:
                    chooser.addItem(name, value)
                chooser.setCurrentIndex(max(0, chooser.findData(chosen)))
        self._head.offer(self.reviewers, len(reviewers) > 1)
        several = len(reviewers) > 1
        if several != self.table.several:
            self.table.several = several
            self.table.fit()
        self._want()

    # Acts

    def _go(self, index: QModelIndex) -> None:
        flag = index.data(FLAG)
        if isinstance(flag, Flag):
            self._session.go_to(flag)

    def selected(self) -> list[Flag]:
        rows = self.table.selectionModel().selectedRows()
        return [flag for flag in (row.data(FLAG) for row in rows) if isinstance(flag, Flag)]

    def _become(self, state: State) -> None:
        """Change the state of what is selected. Why one issue was closed is asked for at once."""
        flags = self.selected()
        done = [self._session.edit(flag.id, state=state) is not None for flag in flags]
        if done == [True] and state is not State.OPEN:
            self._session.go_to(flags[0])
            self.reason_asked.emit()

    def _weigh(self, severity: Severity) -> None:
        for flag in self.selected():
            self._session.edit(flag.id, severity=severity)

    def _remove_selected(self) -> None:
        flags = self.selected()
        if flags:
            self._session.remove([flag.id for flag in flags])

    def _show_menu(self, at: QPoint) -> None:
        if self.selected():
            menu = self.menu()
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.table.viewport().mapToGlobal(at))

    def menu(self) -> QMenu:
        """What can be done with the selected issues; what would change nothing is greyed."""
        flags = self.selected()
        menu = QMenu(self)

        def offer(title: str, act: Callable[[], None], *, on: bool) -> None:
            action = menu.addAction(title)
            action.setEnabled(on)
            action.triggered.connect(act)

        offer(self.tr("Go there"), lambda: self._go(self.table.currentIndex()), on=len(flags) == 1)
        menu.addSeparator()
        for title, state in (
            (self.tr("Resolve…"), State.RESOLVED),
            (self.tr("Dismiss…"), State.DISMISSED),
            (self.tr("Open again"), State.OPEN),
        ):
            offer(title, partial(self._become, state), on=any(flag.state is not state for flag in flags))
        menu.addSeparator()
        for severity in SEVERITIES[::-1]:
            title = self.tr("Severity: {name}").format(name=severity_name(severity))
            differs = any(flag.severity is not severity for flag in flags)
            offer(title, partial(self._weigh, severity), on=differs)
        menu.addSeparator()
        menu.addAction(self.remove)
        return menu


def _chooser(name: str, anything: str) -> QComboBox:
    chooser = QComboBox()
    chooser.setAccessibleName(name)
    chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    chooser.setMinimumContentsLength(len(anything) - 4)
    chooser.addItem(anything, None)
    return chooser


def _switch(words: str, what: str) -> QToolButton:
    switch = QToolButton()
    switch.setText(words)
    switch.setToolTip(what)
    switch.setAccessibleName(what)
    switch.setCheckable(True)
    return switch
