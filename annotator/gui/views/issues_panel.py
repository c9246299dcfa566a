"""The issues at the bottom: sort, filter, go there by Enter or a click, close or reopen them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, QPoint, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QMenu,
    QVBoxLayout,
    QWidget,
)

from annotator.domain import AnnotationId, Counts, Event, Flag, Severity, State, Taxonomy
from annotator.gui.menus import Menu
from annotator.gui.mnemonics import escaped
from annotator.gui.models.flags import (
    FLAG,
    POLICY,
    SEVERITIES,
    STATES,
    WORDS,
    FlagsModel,
    WantedFlags,
)
from annotator.gui.models.plain import counted, one_line, tooltip
from annotator.gui.open_policy import is_suggestion
from annotator.gui.rule_book import title_of
from annotator.gui.session import Session
from annotator.gui.views.filter_row import FilterRow, new_chooser, new_switch
from annotator.gui.views.issues_table import WIDTHS, IssuesTable
from annotator.gui.views.parts import Elided, filter_line
from annotator.gui.views.wording import severity_name, state_name

RULE_LETTERS = 40
"""Code points of a rule's title in the menu."""


class IssuesPanel(QWidget):
    """Issues of the open policy, or of all policies. Letters and digits do nothing here, since they might be
    meant for the text; but the keys that accept and dismiss do, where suggestions are selected.
    """

    reason_asked = Signal(bool)
    """The issue at the caret was closed here: ask why. Whether it was a suggestion until then."""
    edit_asked = Signal(str)
    """Open the editor of this flag, which lies on the desk."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("panel")
        self.model = FlagsModel(session, self)
        self.wanted = WantedFlags(self.model, self)
        self.table = IssuesTable(self.wanted)
        self.filter = filter_line(self.tr("Filter by words"), self.tr("Filter issues by words"))
        self.states = new_chooser(self.tr("State"), self.tr("Any state"))
        self.severities = new_chooser(self.tr("Severity"), self.tr("Any severity"))
        self.types = new_chooser(self.tr("Type"), self.tr("Any type"))
        self.reviewers = new_chooser(self.tr("Reviewer"), self.tr("Any reviewer"))
        for state in STATES:
            self.states.addItem(state_name(state), state)
        for severity in SEVERITIES[::-1]:
            self.severities.addItem(severity_name(severity), severity)
        self.everywhere = new_switch(self.tr("All policies"), self.tr("Show the issues of all policies"))
        self.dismissed = new_switch(self.tr("Dismissed"), self.tr("Show dismissed issues too"))
        self.queue = new_switch(self.tr("Worth a look"), self.tr("Show what is worth a look"))
        self.queue.setToolTip(
            self.tr(
                "Suggested: shown at once, since nine in ten are right or more.\n"
                "Worth a look: not all of these are right, so they are shown when you ask for them (Ctrl+U)."
            )
        )
        self._count = Elided("muted")
        self._filler = QTimer(self)
        self._filler.setInterval(0)
        self._lay_out()
        self._connect()
        self._reload_choices()
        self._refresh()

    def _lay_out(self) -> None:
        choosers = (self.states, self.severities, self.types, self.reviewers)
        switches = (self.queue, self.dismissed, self.everywhere)
        self._head = FilterRow(self.filter, choosers, switches, self._count)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 2, 8, 4)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addWidget(self.table, 1)

    def _connect(self) -> None:
        for chooser in (self.states, self.severities, self.types, self.reviewers):
            chooser.currentIndexChanged.connect(self._want)
        self.filter.textChanged.connect(self._want)
        self.dismissed.toggled.connect(self._session.show_dismissed)
        self.queue.toggled.connect(self._session.show_queue)
        self._session.shown_changed.connect(self._on_shown)
        self.everywhere.toggled.connect(self._show_all)
        self.table.clicked.connect(self._go)
        self.table.activated.connect(self._go)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self._filler.timeout.connect(self._fill)
        session = self._session
        for news in (session.changed, session.policy_opened, session.project_opened, session.counted):
            news.connect(self._refresh)
        self.table.decided.connect(self._decide_selected)
        self._session.project_opened.connect(self._reload_choices)
        self._session.changed.connect(self._on_changed)
        self._session.here_changed.connect(self._follow)
        self.remove = QAction(self.tr("Remove"), self.table)
        self.remove.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        self.remove.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.remove.triggered.connect(self._remove_selected)
        self.table.addAction(self.remove)
        for news in (session.project_opened, session.access_changed):
            news.connect(self._on_access)
        self._on_access()

    def _on_access(self) -> None:
        self.remove.setEnabled(not self._session.read_only)
        self.remove.setToolTip(tooltip(self._session.read_only))

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
        self._session.show_dismissed(filters.get("dismissed") is True)
        self.everywhere.setChecked(filters.get("everywhere") is True)
        column, falling = filters.get("column"), filters.get("falling") is True
        if column in WIDTHS:
            order = Qt.SortOrder.DescendingOrder if falling else Qt.SortOrder.AscendingOrder
            self.table.sortByColumn(column, order)

    def _on_shown(self) -> None:
        self.dismissed.setChecked(self._session.shows_dismissed)
        self.queue.setChecked(self._session.shows_queue)
        self._want()
        self.table.doItemsLayout()  # else it scrolls no further than the rows before went
        for row in self.table.selectionModel().selectedRows()[:1]:
            self.table.scrollTo(row)

    def _want(self) -> None:
        state, severity = self.states.currentData(), self.severities.currentData()
        self.wanted.want(
            replace(
                self.wanted.wanted,
                state=State(state) if state else None,
                severity=Severity(severity) if severity else None,
                type=self.types.currentData(),
                reviewer=self.reviewers.currentData(),
                dismissed=self._session.shows_dismissed,
                queue=self._session.shows_queue,
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
        counted_words = self._counted(shown)
        self._count.setText(
            self.tr("{issues} so far").format(issues=counted_words) if more else counted_words
        )
        queued = self._queued()
        words = self.tr("Worth a look: {n}") if queued else self.tr("Worth a look")
        self.queue.setText(words.format(n=f"{queued:,}"))
        self.table.empty_words = self._nothing_shown(queued)
        if not shown:
            self.table.viewport().update()
        if self.model.canFetchMore() and not self._full():
            self._filler.start()

    def _counted(self, shown: int) -> str:
        suggestions = self.wanted.suggestions()
        parts = [counted(suggestions, self.tr("1 suggestion"), self.tr("{n} suggestions"))]
        if shown > suggestions or not suggestions:
            parts.insert(0, counted(shown - suggestions, self.tr("1 issue"), self.tr("{n} issues")))
        return "  ·  ".join(parts if suggestions else parts[:1])

    def _queued(self) -> int:
        """How many suggestions wait in the review queue of the open policy, or of all."""
        session = self._session
        if self.model.all_policies:
            return sum(counts.maybe for counts in session.counts.values())
        policy = session.policy
        return session.counts.get(policy.id, Counts()).maybe if policy is not None else 0

    def _nothing_shown(self, queued: int) -> str:
        if queued and queued == self.model.rowCount() and not self._session.shows_queue:
            return counted(
                queued,
                self.tr("Nothing is suggested here, but 1 thing is worth a look.\n\nShow it with Ctrl+U."),
                self.tr(
                    "Nothing is suggested here, but {n} things are worth a look.\n\nShow them with Ctrl+U."
                ),
            )
        if self.model.rowCount():
            return self.tr("No issue fits this filter.")
        return self.tr(
            "No issues yet.\n\nSelect words and press F to flag one, or scan for suggestions with"
            " Tools ▸ Scan this policy."
        )

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

    def _selected_suggestions(self) -> list[Flag]:
        return [flag for flag in self.selected() if is_suggestion(flag)]

    def decide_with(self, accept: QAction, dismiss: QAction) -> None:
        """The commands of the text whose keys decide here too."""
        self.table.accept, self.table.dismiss = accept, dismiss

    def _decide_selected(self, accepts: bool) -> None:  # noqa: FBT001 - as the signal says it
        """By one key, and on to the suggestion after them."""
        chosen = self._selected_suggestions()
        if not chosen:
            return
        following = self._following(chosen)
        decide = self._session.accept if accepts else self._session.dismiss
        if decide([flag.id for flag in chosen]) is None:
            return
        if following is not None:
            self._session.go_to(following)
        else:
            self._session.notice.emit(self.tr("No other suggestion in this list."))

    def _following(self, chosen: list[Flag]) -> Flag | None:
        """The suggestion below the last of these rows, else the first in the list."""
        ids = {flag.id for flag in chosen}
        rows = [self.wanted.index(row, 0) for row in range(self.wanted.rowCount())]
        flags = [flag for flag in (row.data(FLAG) for row in rows) if isinstance(flag, Flag)]
        last = max(place for place, flag in enumerate(flags) if flag.id in ids)
        round_trip = (*flags[last + 1 :], *flags[:last])
        return next((flag for flag in round_trip if is_suggestion(flag) and flag.id not in ids), None)

    def _edit(self) -> None:
        """Only what lies on the desk is edited."""
        (flag,) = self.selected()
        self._session.go_to(flag)
        if flag.id in self._session.annotations:
            self.edit_asked.emit(flag.id)

    def _become(self, state: State) -> None:
        """Change the state of what is selected. Why one issue was closed is asked for at once."""
        flags, suggested = self.selected(), [flag.id for flag in self._selected_suggestions()]
        done = []
        if suggested and state is State.DISMISSED:
            done.append(self._session.dismiss(suggested) is not None)
        others = [flag for flag in flags if not (done and flag.id in suggested)]
        done += [self._session.edit(flag.id, state=state) is not None for flag in others]
        if done == [True] and len(flags) == 1 and state is not State.OPEN:
            self._session.go_to(flags[0])
            self.reason_asked.emit(bool(suggested))

    def _of_rule(self) -> list[AnnotationId]:
        """All suggestions of the rule that found what is selected: of this policy, or of all."""
        rules = {flag.origin.name for flag in self._selected_suggestions()}
        if len(rules) != 1 or len(self._selected_suggestions()) < len(self.selected()):
            return []
        session, (rule,) = self._session, rules
        if self.model.all_policies:
            return [flag.id for flag in session.review.suggestions_of(rule)]
        return [flag.id for flag in session.flags() if is_suggestion(flag) and flag.origin.name == rule]

    def _weigh(self, severity: Severity) -> None:
        for flag in self.selected():
            self._session.edit(flag.id, severity=severity)

    def _remove_selected(self) -> None:
        """A suggestion is dismissed, so that it is not proposed again."""
        flags = self.selected()
        if flags and all(map(is_suggestion, flags)):
            self._decide_selected(accepts=False)
        elif flags:
            self._session.remove([flag.id for flag in flags])

    def _show_menu(self, at: QPoint) -> None:
        if self.selected():
            menu = self.menu()
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.table.viewport().mapToGlobal(at))

    def menu(self) -> QMenu:
        """What can be done with the selected issues; what would change nothing is greyed."""
        flags = self.selected()
        menu = Menu(parent=self)

        def offer(title: str, act: Callable[[], object], *, on: bool, reads: bool = False) -> None:
            action = menu.addAction(title if "\t" in title else escaped(title))
            action.setEnabled(on and (reads or not self._session.read_only))
            action.setToolTip("" if reads else tooltip(self._session.read_only))
            action.triggered.connect(lambda _checked=False: act())

        suggested = self._selected_suggestions()
        undecided = len(suggested) == len(flags)
        offer(
            self.tr("Go there"), lambda: self._go(self.table.currentIndex()), on=len(flags) == 1, reads=True
        )
        offer(self.tr("Edit…"), self._edit, on=len(flags) == 1)
        menu.addSeparator()
        if suggested:
            accept, dismiss = keys_of(self.table.accept), keys_of(self.table.dismiss, self.remove)
            offer(f"{self.tr('Accept')}\t{accept}", partial(self._decide_selected, accepts=True), on=True)
        if undecided:
            offer(f"{self.tr('Dismiss')}\t{dismiss}", partial(self._decide_selected, accepts=False), on=True)
            become = partial(self._become, State.DISMISSED)
            offer(self.tr("Dismiss with a reason…"), become, on=len(flags) == 1)
            self._offer_all(offer)
            return menu
        for title, state in (
            (self.tr("Dismiss…"), State.DISMISSED),
            (self.tr("Resolve…"), State.RESOLVED),
            (self.tr("Open again"), State.OPEN),
        ):
            offer(title, partial(self._become, state), on=any(flag.state is not state for flag in flags))
        menu.addSeparator()
        for severity in SEVERITIES[::-1]:
            title = self.tr("Severity: {name}").format(name=severity_name(severity))
            differs = not suggested and any(flag.severity is not severity for flag in flags)
            offer(title, partial(self._weigh, severity), on=differs)
        menu.addSeparator()
        menu.addAction(self.remove)
        return menu

    def _offer_all(self, offer: "Offer") -> None:
        """What the rule of the selected suggestions has found, all at once."""
        same = self._of_rule()
        if len(same) < 2:
            return
        session, count = self._session, f"{len(same):,}"
        rule = one_line(title_of(self._selected_suggestions()[0].origin.name), RULE_LETTERS)
        for title, act in (
            (self.tr("Accept all {n} of “{rule}”"), session.accept),
            (self.tr("Dismiss all {n} of “{rule}”"), session.dismiss),
        ):
            offer(title.format(n=count, rule=rule), partial(act, same), on=True)


class Offer(Protocol):
    def __call__(self, title: str, act: Callable[[], object], *, on: bool) -> None: ...


def keys_of(*commands: QAction | None) -> str:
    """The first key of each, as this desktop writes them."""
    shortcuts = [one.shortcut() for one in commands if one is not None]
    return ", ".join(one.toString(QKeySequence.SequenceFormat.NativeText) for one in shortcuts if one)
