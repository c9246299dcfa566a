"""The editor of both label sets."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QListView,
    QPushButton,
    QScrollArea,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from annotator.domain import CLAUSES, ISSUES, Event, Label, Taxonomy
from annotator.gui.models.label_set import LabelSetModel
from annotator.gui.models.labels import LABEL
from annotator.gui.session import Session
from annotator.gui.views.chips import chip_size, paint_chip, small, theme_of
from annotator.gui.views.choice_delegate import Index, paint_key, paint_row
from annotator.gui.views.label_form import LabelForm
from annotator.gui.views.problem_notes import ProblemLine
from annotator.gui.views.rows import draw_elided, key_cap
from annotator.gui.views.writing import WAIT
from annotator.problems import ProblemError
from annotator.taxonomy import merge, read, write

FILES = "JSON (*.json);;YAML (*.yaml *.yml)"


class LabelRow(QStyledItemDelegate):
    """Chip, name, and the key or the word “retired”."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(120, max(chip_size(option.font).height(), QFontMetrics(option.font).height()) + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        label: Label = index.data(LABEL)
        theme, font = theme_of(option.palette), option.font
        area = QRectF(option.rect).adjusted(3, 1, -3, -1)
        painter.save()
        painter.setFont(font)
        paint_row(painter, area, option.state, theme)
        area.adjust(8, 0, -10, 0)
        size = chip_size(font)
        chip = QRectF(area.left(), area.center().y() - size.height() / 2, size.width(), size.height())
        paint_chip(painter, chip, label, theme)
        area.setLeft(chip.right() + 10)
        if label.retired:
            words = self.tr("retired")
            width = QFontMetrics(small(font)).horizontalAdvance(words) + 2
            draw_elided(
                painter, area.adjusted(area.width() - width, 0, 0, 0), words, small(font), theme.muted
            )
            area.setRight(area.right() - width - 8)
        elif label.key:
            middle = area.center()
            middle.setX(area.right())
            area.setRight(paint_key(painter, middle, key_cap(label.key), font, theme) - 8)
        draw_elided(painter, area, label.name, font, theme.muted if label.retired else theme.ink)
        painter.restore()


class LabelEditor(QDialog):
    """Each edit is an act as soon as it is made; words, when their field is left or the keys rest a second.

    Undo takes back one after the other, “Put back” the whole sitting. Labels are retired, never deleted, once
    they can have been used.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._wait = QTimer(self, singleShot=True, interval=WAIT)
        self._wait.timeout.connect(self._write)
        self.setWindowTitle(self.tr("Labels and issue types"))
        self.models = [LabelSetModel(session.taxonomy(name), self) for name in (CLAUSES, ISSUES)]
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(self.tr("Label set"))
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for words in (self.tr("Clauses"), self.tr("Issue types")):
            self.tabs.addTab(words)
        self.view = QListView(self)
        self.view.setAccessibleName(self.tr("Labels"))
        self.view.setItemDelegate(LabelRow(self.view))
        self.view.setDragDropMode(QListView.DragDropMode.InternalMove)
        self.view.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.view.setDragDropOverwriteMode(False)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.form = LabelForm(self)
        self.problem = ProblemLine(self)
        self.add = self._button(self.tr("Add"), self.tr("Add a label (Ctrl+N)"))
        self.up = self._button("↑", self.tr("Move up (Alt+Up)"))
        self.down = self._button("↓", self.tr("Move down (Alt+Down)"))
        self.bring_in = self._button(self.tr("Import…"), self.tr("Take over a label set from a file"))
        self.take_out = self._button(self.tr("Export…"), self.tr("Write this label set to a file"))
        self._lay_out()
        self._connect()
        self._show_set(0)
        letter = self.fontMetrics()
        wanted = QSize(letter.averageCharWidth() * 140, letter.lineSpacing() * 40)
        self.resize(wanted.boundedTo(self.screen().availableSize()))

    def _button(self, words: str, what: str) -> QPushButton:
        button = QPushButton(words, self)
        button.setToolTip(what)
        button.setAccessibleName(what)
        button.setAutoDefault(False)
        if len(words) == 1:
            button.setFixedWidth(38)
        return button

    def _lay_out(self) -> None:
        under = QHBoxLayout()
        under.setSpacing(6)
        for button in (self.add, self.up, self.down):
            under.addWidget(button)
        under.addStretch(1)
        for button in (self.bring_in, self.take_out):
            under.addWidget(button)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.view, 1)
        left.addLayout(under)
        area = QScrollArea(self)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.form)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.form.setContentsMargins(0, 0, 14, 0)
        area.setMinimumWidth(self.form.minimumSizeHint().width() + 14)
        halves = QHBoxLayout()
        halves.setSpacing(22)
        halves.addLayout(left, 2)
        halves.addWidget(area, 3)
        buttons = QDialogButtonBox(self)
        buttons.addButton(self.tr("Done"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.put_back = buttons.addButton(self.tr("Put back"), QDialogButtonBox.ButtonRole.ResetRole)
        self.put_back.setToolTip(self.tr("Both sets as they were when the editor opened"))
        self.put_back.setAutoDefault(False)
        buttons.accepted.connect(self.accept)
        foot = QHBoxLayout()
        foot.addWidget(self.form.remark, 1)
        foot.addWidget(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(12)
        column.addWidget(self.tabs)
        column.addLayout(halves, 1)
        column.addWidget(self.problem)
        column.addLayout(foot)

    def _connect(self) -> None:
        for model in self.models:
            model.edited.connect(self._on_edited)
            model.rowsMoved.connect(self._refresh)
        self.tabs.currentChanged.connect(self._show_set)
        self.add.clicked.connect(self._on_add)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.bring_in.clicked.connect(self._on_import)
        self.take_out.clicked.connect(self._on_export)
        self.put_back.clicked.connect(self._on_put_back)
        self.form.retire_asked.connect(self._on_retire)
        self.form.settled.connect(self._write)
        self._session.changed.connect(self._on_changed)
        self._session.problem.connect(self.problem.say)
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            QShortcut(QKeySequence(keys), self, lambda step=step: self._move(step))
        QShortcut(QKeySequence("Ctrl+N"), self, self._on_add)

    @property
    def model(self) -> LabelSetModel:
        """The set on show."""
        return self.models[self.tabs.currentIndex()]

    def row(self) -> int:
        return self.view.currentIndex().row()

    def _show_set(self, which: int) -> None:
        selection = self.view.selectionModel()
        self.view.setModel(self.models[which])
        if selection is not None:
            selection.deleteLater()
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self._go_to(0)

    def _go_to(self, row: int) -> None:
        self.view.setCurrentIndex(self.model.index(min(row, self.model.rowCount() - 1)))
        self._on_current()

    def _on_current(self) -> None:
        self._write()
        self.form.show_row(self.model, self.row())
        self._refresh()

    def _refresh(self) -> None:
        row, count = self.row(), self.model.rowCount()
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < count - 1)
        self.put_back.setEnabled(any(model.is_edited() for model in self.models))
        self.form.follow(row)

    def _on_edited(self) -> None:
        self._wait.start()
        self._refresh()

    def _write(self) -> bool:
        """Hand over what differs; False where that is refused, and the session has said why."""
        self._wait.stop()
        for model in self.models:
            if model.is_pending():
                self.problem.say("")
                done = self._session.set_taxonomy(model.taxonomy(), model.known)
                if done is None and model.is_pending():
                    return False
        return True

    def _on_changed(self, event: Event) -> None:
        """The project has other sets now: by what was done here, or by someone else."""
        shown = self.model.label(self.row()).id if self.row() >= 0 else ""
        changed = {change.entity.id for change in event.changes if isinstance(change.entity, Taxonomy)}
        for model in self.models:
            if model.former.id in changed:
                model.follow(self._session.taxonomy(model.former.id))
        if self.row() < 0:
            self._go_to(self.model.row_of(shown))

    def _on_add(self) -> None:
        self._go_to(self.model.add(self.tr("New label")))
        self.form.name.setFocus()
        self.form.name.selectAll()

    def _move(self, step: int) -> None:
        row = self.row()
        if row >= 0 and self.model.move(row, row + step):
            self.view.scrollTo(self.view.currentIndex())
            self._write()

    def _on_retire(self) -> None:
        row = self.row()
        if self.model.label(row).retired:
            self.model.bring_back(row)
        elif self.model.is_new(row):
            self.model.delete(row)
            self._go_to(min(row, self.model.rowCount() - 1))
            return
        else:
            self.model.retire(row)
        self.form.show_row(self.model, row)
        self._write()

    def _on_put_back(self) -> None:
        for model in self.models:
            model.replace_all(model.former)
        self._go_to(0)
        self._write()

    def _on_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Import a label set"), "", "JSON, YAML (*.json *.yaml *.yml)"
        )
        if name:
            self.import_from(Path(name))

    def import_from(self, path: Path) -> None:
        """Take over a set from a file; labels that it lacks stay, retired."""
        try:
            merged = merge(self.model.taxonomy(), read(path))
        except ProblemError as problem:
            self.problem.say(str(problem))
            return
        self.problem.say("")
        self.model.replace_all(merged)
        self._go_to(0)

    def _on_export(self) -> None:
        suggested = f"{self.model.former.id}-labels.json"
        name, chosen = QFileDialog.getSaveFileName(self, self.tr("Export this label set"), suggested, FILES)
        if name:
            path = Path(name)
            self.export_to(
                path if path.suffix else path.with_suffix(".yaml" if "yaml" in chosen else ".json")
            )

    def export_to(self, path: Path) -> None:
        try:
            write(self.model.taxonomy(), path)
        except ProblemError as problem:
            self.problem.say(str(problem))
            return
        self.problem.say("")
        self.form.say(self.tr("Written to {path}").format(path=path))

    def done(self, result: int) -> None:
        """The editor stays open where something is refused."""
        if self._write():
            super().done(result)
        else:
            pending = next((at for at, model in enumerate(self.models) if model.is_pending()), 0)
            self.tabs.setCurrentIndex(pending)
