"""Annotations of another tool come in: which format it is, what its labels are here, and what comes of it."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QAbstractItemModel, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.adoption import Adopted
from annotator.adoption.labels import labels_of
from annotator.exchange import FORMATS, READERS
from annotator.exchange.foreign import Foreign
from annotator.exchange.recognition import NAMES, WHOLE, recognised
from annotator.gui.background import Step, StoppedError, Work, awaited
from annotator.gui.models.adoption import MARKS, OFFERED, OURS, THEIRS, LabelMapModel
from annotator.gui.models.plain import counted, one_line
from annotator.gui.session import Session
from annotator.gui.views.choice_delegate import Index
from annotator.gui.views.parts import add_row, plain_label
from annotator.gui.views.problem_notes import ProblemLine
from annotator.problems import BadInputError, ProblemError
from annotator.review import CancelledError, Restored, Review

TOLD = 4
"""So many sentences on the texts are shown."""


class AdoptDialog(QDialog):
    """The file is read on another thread. Nothing changes before Import is pressed, which is one act."""

    importing = Signal()
    """Another thread is about to write to the project."""

    def __init__(self, session: Session, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._path = session, path
        self._work: Work | None = None
        self.foreign: Foreign | None = None
        """What the file brings, once it was read; None also of what comes back whole."""
        self.adopted: Adopted | None = None
        """What came of it."""
        self.restored: Restored | None = None
        """The same of what this program wrote."""
        self.began = False
        """Whether an import was begun, whatever came of it."""
        self._busy = False
        self.setWindowTitle(self.tr("Import annotations"))
        self.forms = QComboBox(self)
        self.forms.addItem(self.tr("Choose…"), "")
        for name in NAMES:
            self.forms.addItem(FORMATS[name].title if name in FORMATS else "OPP-115", name)
        form = QFormLayout()
        add_row(form, self.tr("From"), plain_label(one_line(str(path)), wrap=True))
        add_row(form, self.tr("&Format"), self.forms)
        self.model = LabelMapModel(session, self)
        self.table = _table(self.model, self)
        self.words = plain_label("", wrap=True)
        self.problem = ProblemLine(self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.start = self.buttons.addButton(self.tr("Import"), QDialogButtonBox.ButtonRole.AcceptRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(form)
        for widget in (self.table, self.words, self.problem, self.buttons):
            column.addWidget(widget)
        column.setStretchFactor(self.table, 1)
        letter = self.fontMetrics()
        self.resize(letter.averageCharWidth() * 92, letter.lineSpacing() * 26)
        self._counting = QTimer(self, singleShot=True, interval=0)
        self._counting.timeout.connect(self._count)
        self.forms.currentIndexChanged.connect(self._read)
        self.model.dataChanged.connect(self._counting.start)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        session.problem.connect(self.problem.say)
        self._recognise()

    # What it is

    def _recognise(self) -> None:
        try:
            self.forms.setCurrentIndex(self.forms.findData(recognised(self._path)))
        except BadInputError:
            self._show(self.tr("Choose the format: it cannot be told from the file."), ready=False)

    def _read(self) -> None:
        form = self.forms.currentData()
        self.foreign = None
        self._forget_work()
        self.model.show(())
        self.problem.say("")
        self.table.setVisible(form not in WHOLE)
        if not form:
            self._show("", ready=False)
        elif form in WHOLE:
            self._show(
                self.tr("This program wrote it: all of it comes back, with its labels, ids and times."),
                ready=True,
            )
        else:
            self._show(self.tr("Reading the file…"), ready=False)
            self._begin(lambda _: READERS[form](self._path), self._on_read)

    def _begin(self, do: Callable[[Step], object], then: Callable[[object], None]) -> None:
        """Do it on another thread. What was begun before is not waited for any more.

        ``then`` is a method: anything else would be called on that thread.
        """
        self._forget_work()
        self._work = Work(do)
        self._work.done.connect(then)
        self._work.failed.connect(self._on_failed)
        self._work.start()

    def _forget_work(self) -> None:
        if self._work is not None:
            self._work.cancel()
        self._work = None

    def _on_read(self, foreign: object) -> None:
        if self.sender() is self._work and isinstance(foreign, Foreign):
            self._work = None
            self.foreign = foreign
            self.model.show(labels_of(foreign))
            self._count()

    def _on_failed(self, problem: ProblemError | None) -> None:
        if self.sender() is not self._work:
            return
        self._work = None
        self._show("", ready=False)
        self.problem.say(str(problem or self.tr("The file could not be read: a fault in the program.")))

    # What comes of it

    def _count(self) -> None:
        if self.foreign is None or self._busy:
            return
        self._forget_work()
        self.problem.say("")
        if waiting := self.model.waiting():
            words = counted(
                waiting,
                self.tr("Choose what one label is here, or leave its marks out."),
                self.tr("Choose what {n} labels are here, or leave their marks out."),
            )
            self._show(words, ready=False)
            return
        self._show(self.tr("Looking for the words…"), ready=False)
        project, foreign, mapping = self._session.review.path, self.foreign, self.model.mapping()

        def look(step: Step) -> Adopted:
            with closing(Review.open(project, read_only=True)) as review:
                try:
                    return review.would_adopt(foreign, mapping, step)
                except CancelledError:
                    raise StoppedError from None

        self._begin(look, self._on_counted)

    def _on_counted(self, outcome: object) -> None:
        if self.sender() is self._work and isinstance(outcome, Adopted):
            self._work = None
            ready = bool(outcome.added or outcome.unplaced or outcome.policies)
            self._show("\n".join((self.told(outcome), *outcome.texts[:TOLD])), ready=ready)

    def told(self, outcome: Adopted) -> str:
        """The counts, as one line."""
        parts = [counted(outcome.added, self.tr("1 mark is placed"), self.tr("{n} marks are placed"))]
        parts += [self._to_be_placed(outcome.unplaced)] if outcome.unplaced else []
        for number, one, many in (
            (outcome.known, self.tr("1 is here already"), self.tr("{n} are here already")),
            (outcome.left_out, self.tr("1 is left out"), self.tr("{n} are left out")),
            (len(outcome.policies), self.tr("1 policy comes along"), self.tr("{n} policies come along")),
        ):
            if number:
                parts.append(counted(number, one, many))
        return "  ·  ".join(parts)

    def _to_be_placed(self, number: int) -> str:
        return counted(number, self.tr("1 is to be placed by hand"), self.tr("{n} are to be placed by hand"))

    def _show(self, words: str, *, ready: bool) -> None:
        self.words.setText(words)
        self.start.setEnabled(ready and not self._session.read_only)

    def accept(self) -> None:
        """Import, and leave; where that is refused, stay."""
        form = self.forms.currentData()
        if form in WHOLE:
            self.restored = self._session.read_back(self._path, form, self._apart)
            if self.restored is None:
                return
            words = counted(
                self.restored.added + self.restored.changed,
                self.tr("1 annotation came in."),
                self.tr("{n} annotations came in."),
            )
            if self.restored.unplaced:
                words = "  ·  ".join((words, self._to_be_placed(self.restored.unplaced)))
        else:
            if self.foreign is None:
                return
            self.adopted = self._session.adopt(self.foreign, self.model.mapping(), self._apart)
            if self.adopted is None:
                return
            words = self.told(self.adopted)
        self._session.notice.emit(words)
        super().accept()

    def _apart(self, do: Callable[[Step], object]) -> object:
        """On another thread, while the window lives and the dialog says how far it is.

        What this program wrote comes in as a whole: there is no telling how far that is.
        """
        from annotator.gui.importing import Progress  # noqa: PLC0415 - when something is imported

        self.began = True
        self.importing.emit()
        progress = Progress(self.tr("Importing annotations"), self)
        work = Work(do)
        if self.foreign is None:
            progress.setCancelButton(None)
            progress.setMaximum(0)
        else:
            work.progressed.connect(progress.show_step)
            progress.canceled.connect(work.cancel)
        self._keep_still(busy=True)
        try:
            return awaited(work)
        finally:
            self._keep_still(busy=False)
            progress.leave()

    def _keep_still(self, *, busy: bool) -> None:
        """The progress is a while in coming, and would be disabled with the dialog."""
        self._busy = busy
        for widget in (self.forms, self.table, self.buttons):
            widget.setDisabled(busy)

    def reject(self) -> None:
        """Not while it is being written: that has a Cancel of its own."""
        if not self._busy:
            super().reject()

    def done(self, result: int) -> None:
        self._session.problem.disconnect(self.problem.say)
        self._forget_work()
        super().done(result)


def _table(model: LabelMapModel, dialog: AdoptDialog) -> QTableView:
    table = QTableView(dialog)
    table.setAccessibleName(dialog.tr("Labels"))
    table.setModel(model)
    table.setItemDelegateForColumn(OURS, LabelDelegate(table))
    table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(THEIRS, QHeaderView.ResizeMode.Stretch)
    header.setSectionResizeMode(MARKS, QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(OURS, QHeaderView.ResizeMode.Stretch)
    return table


class LabelDelegate(QStyledItemDelegate):
    """A list of our labels to choose from."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        box = QComboBox(parent)
        for ours, name in index.data(OFFERED):
            box.addItem(name, ours)
        box.activated.connect(lambda _: self.commitData.emit(box))
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.EditRole))))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
