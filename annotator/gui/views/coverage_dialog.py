"""What the open policy says of all that the law wants it to say, beside the text."""

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.detection.disclosures import Regime
from annotator.detection.verdict import Disclosed, Verdict
from annotator.domain import Event, Flag
from annotator.gui.covering import Coverer
from annotator.gui.models.coverage import (
    EVIDENCE,
    GLYPHS,
    ISSUE,
    ITEM,
    ROW,
    SOURCE,
    VERDICT,
    CoverageModel,
    WantedCoverage,
    severity,
    verdict_name,
    why,
)
from annotator.gui.models.plain import counted
from annotator.gui.open_policy import is_suggestion
from annotator.gui.session import Session
from annotator.gui.settings import Settings
from annotator.gui.theme import Theme
from annotator.gui.views.chips import theme_of
from annotator.gui.views.choice_delegate import Index
from annotator.gui.views.parts import paint_empty, plain_label
from annotator.gui.views.problem_notes import ProblemLine

GEOMETRY = "coverage/geometry"
NARROW = 120
"""Letters. Below, the columns draw closer."""
LETTERS = {ITEM: (25, 36), SOURCE: (23, 30), VERDICT: (17, 18)}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def verdict_colour(verdict: Verdict, theme: Theme) -> str:
    return {
        Verdict.PRESENT: theme.good,
        Verdict.ABSENT: theme.danger,
        Verdict.UNCLEAR: theme.warning,
        Verdict.NOT_APPLICABLE: theme.muted,
    }[verdict]


class CoverageDelegate(QStyledItemDelegate):
    """The verdict in its colour, beside its sign and its word; what does not apply is greyed."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        super().initStyleOption(option, index)
        if index.column() == SOURCE:  # the article is what one looks for: it stands at the end
            option.textElideMode = Qt.TextElideMode.ElideMiddle
        if option.state & QStyle.StateFlag.State_Selected:
            return
        row: Disclosed = index.data(ROW)
        theme, colour = theme_of(option.palette), ""
        if row.verdict is Verdict.NOT_APPLICABLE or index.column() == SOURCE:
            colour = theme.muted
        elif index.column() == VERDICT:
            colour = verdict_colour(row.verdict, theme)
        elif index.column() == EVIDENCE and not row.evidence:
            colour = theme.muted
        if colour:
            option.palette.setColor(option.palette.ColorRole.Text, QColor(colour))


class CoverageTable(QTableView):
    """Enter goes to the evidence, on every desktop; empty, it says why."""

    empty_words = ""
    narrow = True
    """Whether columns have drawn closer, for want of room."""

    def fit(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        for column, (close, wide) in LETTERS.items():
            self.horizontalHeader().resizeSection(column, letter * (close if self.narrow else wide))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW * self.fontMetrics().averageCharWidth()
        if narrow != self.narrow:
            self.narrow = narrow
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            event.ignore()  # the whole table is copied
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model() is not None and self.model().rowCount() == 0:
            paint_empty(self, self.empty_words)


class CoverageDialog(QDialog):
    """It stays open while one reads, and follows when another policy is opened."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._settings = Settings()
        self._went = ("", 0)
        """The item to whose evidence one went last, and to which sentence."""
        self.coverer = Coverer(self)
        self.setWindowTitle(self.tr("Disclosure coverage"))
        self.title = plain_label("", "policyTitle", wrap=True)
        self.regimes = self._chooser(self.tr("Law"), self.tr("Any law"))
        self.verdicts = self._chooser(self.tr("Verdict"), self.tr("Any verdict"))
        for regime in Regime:
            self.regimes.addItem(regime.value, regime)
        for verdict in (Verdict.ABSENT, Verdict.UNCLEAR, Verdict.PRESENT, Verdict.NOT_APPLICABLE):
            self.verdicts.addItem(f"{GLYPHS[verdict]}  {verdict_name(verdict)}", verdict)
        self.model = CoverageModel(session, self)
        self.wanted = WantedCoverage(self.model, self)
        self.table = CoverageTable(self)
        self.about = plain_label("", wrap=True)
        self.about.setAccessibleName(self.tr("About the item"))
        self.about.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.count = plain_label("", "muted", wrap=True)
        self.problem = ProblemLine(self)
        self.flag = self._button(self.tr("&Flag as missing disclosure"))
        self.copy = self._button(self.tr("&Copy as text"))
        self._set_up_table()
        self._lay_out()
        self._connect()
        self._refresh()

    def _chooser(self, name: str, anything: str) -> QComboBox:
        chooser = QComboBox(self)
        chooser.setAccessibleName(name)
        chooser.addItem(anything, None)
        return chooser

    def _button(self, words: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        return button

    def _set_up_table(self) -> None:
        table = self.table
        table.setModel(self.wanted)
        table.setAccessibleName(self.tr("What the law asks for"))
        table.setItemDelegate(CoverageDelegate(table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 12)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.fit()
        header.setSectionResizeMode(EVIDENCE, QHeaderView.ResizeMode.Stretch)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.title, 1)
        above.addWidget(self.regimes)
        above.addWidget(self.verdicts)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.flag)
        foot.addWidget(self.copy)
        foot.addStretch(1)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(above)
        column.addWidget(self.table, 1)
        column.addWidget(self.count)
        column.addWidget(self.about)
        column.addWidget(self.problem)
        column.addLayout(foot)
        self.about.setMinimumHeight(self.fontMetrics().lineSpacing() * 4)
        for label in (self.title, self.about):
            label.setMinimumWidth(1)  # a long word of a document does not make the page wider
        letter = self.fontMetrics()
        wanted = QSize(letter.averageCharWidth() * 130, letter.lineSpacing() * 36)
        self.resize(wanted.boundedTo(self.screen().availableSize()))
        if not self.restoreGeometry(self._settings.blob(GEOMETRY)):
            corner = self.screen().availableGeometry().bottomRight()
            self.move(corner - QPoint(self.width() + 16, self.height() + 48))  # beside what is read

    def _connect(self) -> None:
        for chooser in (self.regimes, self.verdicts):
            chooser.currentIndexChanged.connect(self._want)
        self.table.clicked.connect(self._go)
        self.table.activated.connect(self._go)
        self.table.selectionModel().currentChanged.connect(self._refresh)
        self.flag.clicked.connect(self._on_flag)
        self.copy.clicked.connect(self._on_copy)
        self.coverer.told.connect(self._on_told)
        self.coverer.failed.connect(self._on_failed)
        session = self._session
        session.policy_opened.connect(self._ask)
        session.changed.connect(self._on_changed)
        session.problem.connect(self.problem.say)
        QShortcut(QKeySequence.StandardKey.Copy, self, self._on_copy)
        QShortcut(QKeySequence.StandardKey.Undo, self, session.undo)
        QShortcut(QKeySequence.StandardKey.Redo, self, session.redo)

    # Asking

    def _ask(self) -> None:
        """Make the table of the policy that lies on the desk, unless nobody looks."""
        if not self.isVisible():
            return
        policy = self._session.policy
        self.model.show(())
        self.problem.say("")
        self._went = ("", 0)
        if policy is None:
            self.title.setText("")
            self._say(self.tr("Open a policy first."))
        else:
            self.title.setText(policy.title or policy.file_name)
            self._say(self.tr("Reading what the policy says…"))
            self.coverer.ask(policy.id, self._session.text.text, policy.file_name)
        self._refresh()

    def _on_told(self, policy: str, rows: tuple[Disclosed, ...]) -> None:
        if self._session.policy is None or self._session.policy.id != policy:
            return
        self.model.show(rows)
        self._say(
            self.tr("No item fits this filter.")
            if rows
            else self.tr(
                "This is no policy about privacy or cookies, or there is too little text in it: nothing is"
                " asked of it."
            )
        )
        self._to_first()

    def _on_failed(self, kind: str) -> None:
        self._say(
            self.tr(
                "The table could not be made ({kind}). This is a fault in the program; all else works as"
                " before. To try again, close this page and open it again."
            ).format(kind=kind)
        )
        self._refresh()

    def _say(self, words: str) -> None:
        """What stands in place of the rows."""
        self.table.empty_words = words
        self.table.setAccessibleDescription(words if not self.wanted.rowCount() else "")
        self.table.viewport().update()

    # What is shown

    def _want(self) -> None:
        regime, verdict = self.regimes.currentData(), self.verdicts.currentData()
        self.wanted.want(Regime(regime) if regime else None, Verdict(verdict) if verdict else None)
        self._to_first()

    def _to_first(self) -> None:
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.wanted.index(0, ITEM))
        self._refresh()

    def row(self) -> Disclosed | None:
        """The item at hand."""
        found: Disclosed | None = self.table.currentIndex().data(ROW)
        return found

    def _refresh(self) -> None:
        row = self.row()
        flag = self.model.flag_of(row) if row is not None else None
        absent = row is not None and row.verdict is Verdict.ABSENT
        self.flag.setEnabled(absent and (flag is None or is_suggestion(flag)))
        self.copy.setEnabled(self.wanted.rowCount() > 0)
        self.about.setText(self._told(row) if row is not None else "")
        self.count.setText(self._counted())

    def _told(self, row: Disclosed) -> str:
        """All of the row, in as many lines as it takes."""
        head = f"{row.title}  ·  {row.source}" if row.source else row.title
        said = self.model.quotes(row) or [self.model.words(row)]
        reason = row.reason if row.reason not in said else ""
        return "\n".join(part for part in (head, *said, reason, why(row)) if part)

    def _counted(self) -> str:
        parts = []
        for verdict in Verdict:
            n = sum(row.verdict is verdict for row in self.model.rows)
            if n:
                parts.append(f"{n} {verdict_name(verdict)}")
        return "  ·  ".join(parts)

    def _on_changed(self, event: Event) -> None:
        if any(isinstance(change.entity, Flag) for change in event.changes):
            self._refresh()

    # What is asked for

    def _go(self, index: QModelIndex) -> None:
        """To the words it rests on, one after the other; else to the issue that says that there are none."""
        row: Disclosed | None = index.data(ROW)
        if row is None:
            return
        flag = self.model.flag_of(row)
        if row.evidence:
            item, step = self._went
            step = (step + 1) % len(row.evidence) if item == row.item else 0
            self._went = (row.item, step)
            self._session.reveal_asked.emit(*row.evidence[step])
        elif flag is not None:
            self._session.go_to(flag)
        elif self.flag.isEnabled():
            self.flag.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_flag(self) -> None:
        """Accept the suggestion that says so; where there is none, say it oneself."""
        row = self.row()
        if row is None:
            return
        self.problem.say("")
        suggestion = self.model.flag_of(row)
        if suggestion is not None:
            self._session.accept([suggestion.id])
        else:
            self._session.flag(ISSUE, severity=severity(row), note=self.model.message(row), whole=True)
        self.table.setFocus()

    def _on_copy(self) -> None:
        rows = [self.wanted.index(row, ITEM).data(ROW) for row in range(self.wanted.rowCount())]
        if rows:
            QGuiApplication.clipboard().setText(self.model.as_text(rows))
            self._session.notice.emit(
                counted(len(rows), self.tr("Copied: 1 row."), self.tr("Copied: {n} rows."))
            )

    # As Qt asks

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.table.setFocus()
            self._ask()

    def done(self, result: int) -> None:
        """The process ends with the page."""
        self._settings.put(GEOMETRY, self.saveGeometry())
        self.coverer.close()
        super().done(result)
