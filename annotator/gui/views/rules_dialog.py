"""All rules of the scan: what each is for, and how it is set in this project."""

from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QRunnable, QSignalBlocker, QSize, Qt, QThreadPool, Signal
from PySide6.QtGui import (
    QFont,
    QKeySequence,
    QShortcut,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.domain import Event, RuleSetting, Severity
from annotator.gui.models.plain import counted, tooltip
from annotator.gui.models.rules import (
    FAMILY,
    ON,
    RULE,
    WHAT,
    RulesFilter,
    RulesModel,
    Which,
    family_name,
)
from annotator.gui.session import Session
from annotator.gui.settings import Settings
from annotator.gui.views.parts import filter_line, plain_label
from annotator.gui.views.problem_notes import ProblemLine
from annotator.gui.views.rule_page import RulePage
from annotator.gui.views.rule_rows import LETTERS, RuleDelegate, RulesView
from annotator.gui.views.wording import severity_name

if TYPE_CHECKING:
    from annotator.detection.rule import Rule

GEOMETRY, HALVES = "rules/geometry", "rules/halves"


class _Voice(QObject):
    read = Signal(object)


class _Reader(QRunnable):
    """The rules and all that they read take a quarter of a second to load."""

    def __init__(self) -> None:
        super().__init__()
        self.voice = _Voice()

    def run(self) -> None:
        from annotator.detection.rules import FAMILIES  # noqa: PLC0415 - see above

        with suppress(RuntimeError):  # the dialog was closed meanwhile
            self.voice.read.emit(FAMILIES)


class SeverityBox(QComboBox):
    """The wheel scrolls what is around it and changes nothing."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class RulesDialog(QDialog):
    """Each change is an act as soon as it is made, and can be undone here and in the window."""

    def __init__(self, session: Session, parent: QWidget | None = None, rule: str = "") -> None:
        super().__init__(parent)
        self._session = session
        self._settings = Settings()
        self._wanted = rule
        self._explained: Rule | None = None
        self.changed = False
        """Whether rules are set otherwise than when the dialog opened."""
        self.setWindowTitle(self.tr("Rules"))
        self.line = filter_line(
            self.tr("Find by words, issue type or family"),
            self.tr("Find rules by words, issue type or family"),
        )
        self.which = QComboBox(self)
        self.which.setAccessibleName(self.tr("Which rules"))
        for which, words in (
            (Which.ALL, self.tr("All rules")),
            (Which.SURE, self.tr("Suggested")),
            (Which.MAYBE, self.tr("Worth a look")),
            (Which.FINDING, self.tr("With suggestions here")),
            (Which.SET, self.tr("Set in this project")),
        ):
            self.which.addItem(words, which)
        self.model = RulesModel(session, self)
        self.shown = RulesFilter(self.model, self)
        self.view = RulesView(self)
        self.view.empty_words = self.tr("Reading the rules…")
        self.title = plain_label("", "ruleTitle", wrap=True)
        self.on = QCheckBox(self.tr("&Look for this"), self)
        self.severity = SeverityBox(self)
        self.severity.setAccessibleName(self.tr("Severity in this project"))
        self.severity.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.page = RulePage(self)
        self.count = plain_label("", "muted")
        self.problem = ProblemLine(self)
        self._set_up_view()
        self._lay_out()
        self._connect()
        self._on_current()
        reader = _Reader()
        self._voice = reader.voice
        self._voice.read.connect(self._fill)
        QThreadPool.globalInstance().start(reader)

    def _set_up_view(self) -> None:
        view = self.view
        view.setModel(self.shown)
        view.setAccessibleName(self.tr("Rules"))
        view.setItemDelegate(RuleDelegate(view))
        view.setRootIsDecorated(False)
        view.setItemsExpandable(False)
        view.setIndentation(0)
        view.setAllColumnsShowFocus(True)
        view.setUniformRowHeights(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setTabKeyNavigation(False)
        header = view.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in LETTERS.items():
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(column, letter * letters)

    def _lay_out(self) -> None:
        self.halves = QSplitter(Qt.Orientation.Horizontal, self)
        self.halves.setChildrenCollapsible(False)
        self.halves.addWidget(self._list())
        self.halves.addWidget(self._sheet())
        self.halves.setStretchFactor(0, 5)
        self.halves.setStretchFactor(1, 4)
        buttons = QDialogButtonBox(self)
        self.close_button = buttons.addButton(self.tr("Done"), QDialogButtonBox.ButtonRole.RejectRole)
        self.close_button.setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.halves, 1)
        column.addWidget(self.problem)
        column.addLayout(foot)
        order = [self.line, self.which, self.view, self.on, self.severity, self.page, self.close_button]
        for one, following in pairwise(order):
            self.setTabOrder(one, following)
        letter = self.fontMetrics()
        wanted = QSize(letter.averageCharWidth() * 165, letter.lineSpacing() * 42)
        self.resize(wanted.boundedTo(self.screen().availableSize()))
        self.restoreGeometry(self._settings.blob(GEOMETRY))
        self.halves.restoreState(self._settings.blob(HALVES))

    def _list(self) -> QWidget:
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.line, 1)
        above.addWidget(self.which)
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(above)
        column.addWidget(self.view, 1)
        return left

    def _sheet(self) -> QWidget:
        bold = QFont(self.font())
        bold.setBold(True)
        self.title.setFont(bold)
        caption = plain_label(self.tr("&Severity"))
        caption.setBuddy(self.severity)
        weight = QHBoxLayout()
        weight.setSpacing(10)
        weight.addWidget(caption)
        weight.addWidget(self.severity)
        weight.addStretch(1)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(14, 4, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(self.on)
        column.addLayout(weight)
        column.addWidget(self.page, 1)
        return right

    def _connect(self) -> None:
        self.line.textChanged.connect(self._filter)
        self.which.currentIndexChanged.connect(self._filter)
        self.model.switched.connect(self._switch)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.activated.connect(self._on_activated)
        self.on.clicked.connect(self._on_box)
        self.severity.activated.connect(self._on_severity)
        self._session.changed.connect(self._on_changed)
        self._session.problem.connect(self.problem.say)
        QShortcut(QKeySequence.StandardKey.Undo, self, self._undo)
        QShortcut(QKeySequence.StandardKey.Redo, self, self._redo)

    def _fill(self, families: object) -> None:
        self.model.fill(families)  # type: ignore[arg-type]
        self.view.empty_words = self.tr("No rule fits this. Try fewer letters, or “All rules”.")
        self._filter()
        if self._wanted and self.go_to(self._wanted):
            self.view.scrollTo(self.view.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)

    # What is shown

    def _filter(self) -> None:
        """The rule that was on show stays so where it still fits."""
        shown = self.rule()
        self.shown.want(self.line.text(), Which(self.which.currentData()))
        self.view.expandAll()
        for row in range(self.shown.rowCount()):
            self.view.setFirstColumnSpanned(row, QModelIndex(), True)  # noqa: FBT003 - Qt's own
        if shown is None or not self.go_to(shown.id):
            self.view.setCurrentIndex(self.shown.index(0, WHAT, self.shown.index(0, WHAT)))
        self._on_current()

    def go_to(self, rule: str) -> bool:
        """Show a rule; False where it is not among those on show."""
        index = self.shown.mapFromSource(self.model.index_of(rule))
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
        return index.isValid()

    def rule(self) -> "Rule | None":
        """The rule on show."""
        found: Rule | None = self.view.currentIndex().data(RULE)
        return found

    def _on_current(self) -> None:
        rule = self.rule()
        if rule is self._explained:
            self._refresh()
            return
        self._explained = rule
        self.title.setText(rule.title if rule is not None else "")
        if rule is None:
            self.page.show_rule(None)
        else:
            label = self._session.issues.label(rule.issue)
            family = family_name(self.view.currentIndex().data(FAMILY))
            self.page.show_rule(rule, label.name if label is not None else rule.issue, family)
        self._refresh()

    def _refresh(self) -> None:
        """How the rule on show is set, and how many rules are on show."""
        rule = self.rule()
        for widget in (self.on, self.severity):
            widget.setEnabled(rule is not None and not self._session.read_only)
            widget.setToolTip(tooltip(self._session.read_only))
        with QSignalBlocker(self.severity):
            self.severity.clear()
            for severity in reversed(Severity):
                words = severity_name(severity)
                if rule is not None and severity is rule.severity:
                    words = self.tr("{severity} – as the rule says").format(severity=words)
                self.severity.addItem(words, severity)
            if rule is not None:
                self.severity.setCurrentIndex(self.severity.findData(self.model.severity(rule)))
        self.on.setChecked(rule is not None and self.model.setting(rule).on)
        families = [self.shown.index(row, WHAT) for row in range(self.shown.rowCount())]
        rules = [
            self.shown.index(row, WHAT, one) for one in families for row in range(self.shown.rowCount(one))
        ]
        off = sum(not each.data(ON) for each in rules)
        words = counted(len(rules), self.tr("1 rule"), self.tr("{n} rules"))
        if off:
            words += "  ·  " + self.tr("{n} switched off").format(n=off)
        self.count.setText(words if self.model.rowCount() else "")

    def _on_changed(self, event: Event) -> None:
        self.changed = self.changed or _sets_rules(event)
        self._refresh()

    # Acts

    def _switch(self, rule: str, on: bool) -> None:  # noqa: FBT001 - as the signal says it
        self.problem.say("")
        self.go_to(rule)  # a click on a box does not
        self._session.set_rule(rule, on=on)
        self._refresh()

    def _on_box(self, on: bool) -> None:  # noqa: FBT001 - as Qt calls it
        rule = self.rule()
        if rule is not None:
            self._switch(rule.id, on)

    def _on_severity(self) -> None:
        rule = self.rule()
        if rule is not None:
            self.problem.say("")
            self._session.set_rule(rule.id, severity=Severity(self.severity.currentData()))
            self._refresh()

    def _on_activated(self) -> None:
        """Enter or a double click on a row goes on to its severity."""
        if self.rule() is not None:
            self.severity.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _undo(self) -> None:
        """Here only what was done with rules is taken back: of all else nothing is to be seen."""
        following = self._session.review.undoable
        if following is not None and _sets_rules(following):
            self._session.undo()

    def _redo(self) -> None:
        following = self._session.review.redoable
        if following is not None and _sets_rules(following):
            self._session.redo()

    def done(self, result: int) -> None:
        self._settings.put(GEOMETRY, self.saveGeometry())
        self._settings.put(HALVES, self.halves.saveState())
        super().done(result)


def _sets_rules(event: Event) -> bool:
    return any(isinstance(change.entity, RuleSetting) for change in event.changes)
