"""The issues: those of the open policy, or of all policies, which are read page by page."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QSortFilterProxyModel,
    Qt,
)

from annotator.domain import Event, Flag, PolicyId, Severity, State, Taxonomy
from annotator.gui.desk import Desk
from annotator.gui.models.labels import LABEL
from annotator.gui.models.plain import one_line, tooltip
from annotator.gui.models.policies import Index
from annotator.gui.open_policy import is_queued, is_suggestion
from annotator.gui.views.wording import found_by, severity_name, state_name

FLAG = Qt.ItemDataRole.UserRole + 1
SORT = Qt.ItemDataRole.UserRole + 3
SEVERITY, TYPE, WHERE, WORDS, WHY, STATE, REVIEWER, POLICY = range(8)
PAGE = 200
PAGE_SECONDS = 0.03
"""A page ends after so many rows or after so long, so that the window never waits."""
SEVERITIES = list(Severity)
STATES = list(State)


class FlagsModel(QAbstractTableModel):
    """One row for each flag; kept in step with each act."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._all = False
        self._rows: list[Flag] = []
        self._places: dict[str, int] = {}
        self._unread: list[PolicyId] = []
        self._sure = self._maybe = 0
        self._order: dict[PolicyId, int] = {}
        desk.changed.connect(self._on_changed)
        desk.policy_opened.connect(self._on_policy_opened)
        desk.project_opened.connect(self.reload)
        self.reload()

    @property
    def all_policies(self) -> bool:
        return self._all

    def show_all(self, everything: bool) -> None:  # noqa: FBT001 - a switch
        if everything != self._all:
            self._all = everything
            self.reload()

    def reload(self) -> None:
        self.beginResetModel()
        self._order = {policy: place for place, policy in enumerate(self._desk.policies)}
        self._rows = [] if self._all else self._desk.flags()
        self._unread = list(self._desk.policies)[::-1] if self._all else []
        self._number()
        self._sure = self._maybe = 0
        for flag in self._rows:
            self._count(flag, 1)
        self.endResetModel()

    def row_of(self, flag: str) -> int:
        """-1 when it is not there."""
        return self._places.get(flag, -1)

    def flag_at(self, row: int) -> Flag | None:
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def suggested(self, *, queue: bool) -> int:
        """How many suggestions have been read by now, those of the review queue among them or not."""
        return self._sure + (self._maybe if queue else 0)

    def _count(self, flag: Flag, by: int) -> None:
        if is_queued(flag):
            self._maybe += by
        elif is_suggestion(flag):
            self._sure += by

    def read(self) -> Sequence[Flag]:
        """Those that have been read by now."""
        return self._rows

    def _number(self) -> None:
        self._places = {flag.id: row for row, flag in enumerate(self._rows)}

    def _on_policy_opened(self) -> None:
        if not self._all:
            self.reload()

    def _on_changed(self, event: Event) -> None:
        if event.policies - self._order.keys() or event.policies - self._desk.policies.keys():
            self.reload()
            return
        new: list[Flag] = []
        for change in event.changes:
            flag = change.entity
            if isinstance(flag, Taxonomy) and self._rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, POLICY))
            elif isinstance(flag, Flag) and self._belongs(flag):
                if flag.id in self._places:
                    self._put(flag, present=change.after is not None)
                elif change.after is not None:
                    new.append(flag)
        if new:
            self._add(new)

    def _belongs(self, flag: Flag) -> bool:
        if self._all:
            return flag.policy not in self._unread
        return self._desk.policy is not None and flag.policy == self._desk.policy.id

    def _put(self, flag: Flag, *, present: bool) -> None:
        row = self._places[flag.id]
        self._count(self._rows[row], -1)
        if present:
            self._count(flag, 1)
        if present:
            self._rows[row] = flag
            self.dataChanged.emit(self.index(row, 0), self.index(row, POLICY))
        else:
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._rows[row]
            self._number()
            self.endRemoveRows()

    def _add(self, flags: list[Flag]) -> None:
        self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(flags) - 1)
        self._rows.extend(flags)
        for flag in flags:
            self._count(flag, 1)
        self._number()
        self.endInsertRows()

    # Pages

    def canFetchMore(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - as Qt declares it
        return not parent.isValid() and bool(self._unread)

    def fetchMore(self, parent: Index = QModelIndex()) -> None:  # noqa: B008
        if parent.isValid():
            return
        page = list(self._page())
        if page:
            self._add(page)

    def _page(self) -> Iterator[Flag]:
        end, count = perf_counter() + PAGE_SECONDS, 0
        while self._unread and count < PAGE and perf_counter() < end:
            for flag in self._desk.review.flags(self._unread.pop()):
                count += 1
                yield flag

    # What is shown

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else POLICY + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.InitialSortOrderRole and section == SEVERITY:
            return Qt.SortOrder.DescendingOrder.value  # the gravest first
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (
            self.tr("Severity"),
            self.tr("Type"),
            self.tr("Where"),
            self.tr("Words"),
            self.tr("Why"),
            self.tr("State"),
            self.tr("Reviewer"),
            self.tr("Policy"),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        flag, column = self._rows[index.row()], index.column()
        if role == SORT:  # asked for half a million times where 26,000 are sorted
            return self._sorted_by(flag, column)
        value: object = None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                value = self._shown(flag, column)
            case Qt.ItemDataRole.ToolTipRole:
                label = self._desk.label_of(flag)
                about = (flag.note, flag.suggestion, flag.reason, found_by(flag))
                value = tooltip(label.name, label.definition, *about)
            case _ if role == FLAG:
                value = flag
            case _ if role == LABEL:
                value = self._desk.label_of(flag)
        return value

    def _shown(self, flag: Flag, column: int) -> str:
        match column:
            case 0:
                words = severity_name(flag.severity)
            case 1:
                words = self._desk.label_of(flag).name
            case 2:
                words = flag.spans[0].citation if flag.spans else self.tr("whole policy")
            case 3:
                words = one_line(" … ".join(span.quote for span in flag.spans))
            case 4:
                words = one_line(flag.note)
            case 5:
                words = self.tr("Worth a look") if is_queued(flag) else state_name(flag.state)
            case 6:
                words = self._desk.reviewer_name(flag.reviewer)
            case _:
                policy = self._desk.policies.get(flag.policy)
                words = (policy.title or policy.file_name) if policy is not None else ""
        return words

    def _sorted_by(self, flag: Flag, column: int) -> object:
        match column:
            case 0:
                # The sure before what is worth a look, and both after what was decided on, the worst first.
                trust = 0 if is_queued(flag) else 1 if is_suggestion(flag) else 2
                return 3 * SEVERITIES.index(flag.severity) + trust
            case 2:
                # One number: the policy's place, then the place in the text, which is far below 2 ** 40.
                start = flag.spans[0].start + 1 if flag.spans else 0
                return (self._order.get(flag.policy, 0) << 40) + start
            case 5:
                return 2 * STATES.index(flag.state) + is_queued(flag)
        return self._shown(flag, column).casefold()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the issues panel shows; None means any."""

    state: State | None = None
    severity: Severity | None = None
    type: str | None = None
    reviewer: str | None = None
    dismissed: bool = False
    """Whether dismissed issues are shown when no state is asked for."""
    queue: bool = False
    """Whether suggestions that are worth a look are shown."""
    words: str = ""

    def admits(self, flag: Flag, found_in: Callable[[Flag], str]) -> bool:
        if self.state is None and flag.state is State.DISMISSED and not self.dismissed:
            return False
        if is_queued(flag) and not self.queue:
            return False
        return (
            self.state in (None, flag.state)
            and self.severity in (None, flag.severity)
            and self.type in (None, flag.label)
            and self.reviewer in (None, flag.reviewer)
            and (not self.words or self.words.casefold() in found_in(flag).casefold())
        )


class WantedFlags(QSortFilterProxyModel):
    """The flags that are wanted, in the order that is wanted."""

    def __init__(self, flags: FlagsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._flags = flags
        self.wanted = Wanted()
        self.setSortRole(SORT)
        self.setSourceModel(flags)

    def want(self, wanted: Wanted) -> None:
        if wanted != self.wanted:
            self.wanted = wanted
            self.invalidate()

    def suggestions(self) -> int:
        """How many of them are suggestions; each is looked at only where some are left out."""
        if self.wanted == Wanted(dismissed=self.wanted.dismissed, queue=self.wanted.queue):
            return self._flags.suggested(queue=self.wanted.queue)
        return sum(is_suggestion(flag) and self.admits(flag) for flag in self._flags.read())

    def admits(self, flag: Flag) -> bool:
        return self.wanted.admits(flag, self._searched)

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        flag = self._flags.flag_at(row)
        return flag is not None and self.admits(flag)

    def _searched(self, flag: Flag) -> str:
        quotes = " ".join(span.quote for span in flag.spans)
        return f"{quotes} {flag.note} {flag.suggestion} {flag.label} {flag.origin.name}"
