"""The marks of other tools that wait for their place, beside the text in which they are placed."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPlainTextEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain import Event, Unplaced
from annotator.gui.models.adoption import LABEL, MARK, POLICY, WORDS, UnplacedModel
from annotator.gui.models.plain import counted
from annotator.gui.session import Session
from annotator.gui.views.parts import plain_label
from annotator.gui.views.problem_notes import ProblemLine


class UnplacedDialog(QDialog):
    """It stays open while one reads and selects."""

    find_asked = Signal(str)
    """Look for these words in the open policy."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(self.tr("To be placed"))
        self.words = plain_label("", wrap=True)
        self.model = UnplacedModel(session, self)
        self.table = QTableView(self)
        self.table.setAccessibleName(self.tr("To be placed"))
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
        for column in (LABEL, POLICY):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.about = QPlainTextEdit(self)
        self.about.setReadOnly(True)
        self.about.setTabChangesFocus(True)
        self.about.setAccessibleName(self.tr("Where it stood"))
        self.problem = ProblemLine(self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        action = QDialogButtonBox.ButtonRole.ActionRole
        self.place = self.buttons.addButton(self.tr("&Place on the selection"), action)
        self.seek = self.buttons.addButton(self.tr("&Find in the text"), action)
        self.aside = self.buttons.addButton(self.tr("Set &aside"), action)
        for button in (self.place, self.seek, self.aside):
            button.setAutoDefault(False)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(20, 18, 20, 16)
        column_of_all.setSpacing(12)
        for widget in (self.words, self.table, self.about, self.problem, self.buttons):
            column_of_all.addWidget(widget)
        column_of_all.setStretchFactor(self.table, 3)
        column_of_all.setStretchFactor(self.about, 2)
        letter = self.fontMetrics()
        self.resize(letter.averageCharWidth() * 88, letter.lineSpacing() * 28)
        self._connect()

    def _connect(self) -> None:
        session = self._session
        self.place.clicked.connect(self._on_place)
        self.seek.clicked.connect(self._on_find)
        self.aside.clicked.connect(self._on_aside)
        self.buttons.rejected.connect(self.reject)
        self.table.selectionModel().currentChanged.connect(self._show)
        self.table.activated.connect(self._on_find)
        session.changed.connect(self._on_changed)
        session.project_opened.connect(self._refresh)
        session.access_changed.connect(self._show)
        session.problem.connect(self.problem.say)
        session.notice.connect(self._on_notice)
        QShortcut(QKeySequence.StandardKey.Undo, self, session.undo)
        QShortcut(QKeySequence.StandardKey.Redo, self, session.redo)

    def mark(self) -> Unplaced | None:
        """The one at hand."""
        found: Unplaced | None = self.table.currentIndex().data(MARK)
        return found

    # What is shown

    def _on_changed(self, event: Event) -> None:
        if any(isinstance(change.entity, Unplaced) for change in event.changes):
            self._refresh()

    def _refresh(self) -> None:
        if not self.isVisible():
            return
        known, row = self.mark(), max(0, self.table.currentIndex().row())
        self.model.show(self._session.unplaced())
        count = self.model.rowCount()
        kept = self.model.row_of(known.id) if known is not None else -1
        self.table.setCurrentIndex(
            self.model.index(kept if kept >= 0 else min(row, count - 1), LABEL) if count else QModelIndex()
        )
        self.words.setText(
            counted(
                count,
                self.tr(
                    "One mark waits: its words are not in the text for certain. Select where it belongs."
                ),
                self.tr(
                    "{n} marks wait: their words are not in the text for certain. Select where each belongs."
                ),
            )
            if count
            else self.tr("No mark waits to be placed.")
        )
        self._show()

    def _show(self) -> None:
        mark = self.mark()
        self.problem.say("")
        self.about.setPlainText(_told(mark) if mark is not None else "")
        for button in (self.place, self.aside):
            button.setEnabled(mark is not None and not self._session.read_only)
        self.seek.setEnabled(mark is not None and any(each.words for each in mark.quotes))

    def _on_notice(self, words: str) -> None:
        """What is said while this is in front is said here too."""
        if self.isActiveWindow():
            self.problem.say(words)

    # What is asked for

    def _on_place(self) -> None:
        mark = self.mark()
        if mark is not None:
            self.problem.say("")
            self._session.place(mark)

    def _on_find(self) -> None:
        mark = self.mark()
        if mark is not None and self._session.open_policy(mark.policy):
            self.find_asked.emit(next((each.words for each in mark.quotes if each.words), ""))

    def _on_aside(self) -> None:
        mark = self.mark()
        if mark is not None:
            self._session.set_aside(mark.id)

    # As Qt asks

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._refresh()
            self.table.setFocus()


def _told(mark: Unplaced) -> str:
    """The words with those around them, and what else the mark says."""
    stood = [f"…{each.prefix}⟦{each.words}⟧{each.suffix}…" for each in (*mark.quotes, *mark.counterpart)]
    said = [f"{name}: {value}" for name, value in mark.attributes.items()]
    return "\n\n".join(filter(None, (*stood, "\n".join(said), mark.note, mark.suggestion)))
