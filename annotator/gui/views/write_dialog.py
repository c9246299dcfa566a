"""Asks where a file goes, what is in it and in which format, and has it written on another thread."""

from pathlib import Path
from time import monotonic

from PySide6.QtCore import QSize, QStandardPaths, Qt, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain import Counts, Policy
from annotator.gui.exporting import Export, Exported
from annotator.gui.models.file_names import Forms, ending, is_full, renamed, vacant
from annotator.gui.models.plain import counted
from annotator.gui.session import Session
from annotator.gui.settings import Settings
from annotator.gui.views.parts import add_row, second
from annotator.gui.views.problem_notes import ProblemLine
from annotator.gui.views.words import PlainLabel

PATIENCE_MS = 400
LONG_S = 2
"""After so many seconds it is said how many are left."""


class WriteDialog(QDialog):
    """Writes on another thread; Cancel leaves an older file of that name as it was."""

    def __init__(
        self,
        session: Session,
        parent: QWidget | None,
        *,
        forms: Forms,
        key: str,
        title: str,
        verb: str,
        about: str,
    ) -> None:
        """``key``: under which the choice is remembered. ``about``: what is to be known before."""
        super().__init__(parent)
        self._session = session
        self._forms, self._key, self._verb, self._about = forms, key, verb, about
        self._settings = Settings()
        self._export: Export | None = None
        self._agreed = Path()
        self._began = 0.0
        self.outcome: Exported | None = None
        """What was written, once it is there."""
        self.setWindowTitle(title)
        self.formats = QButtonGroup(self)
        self.scopes = QButtonGroup(self)
        self.file = QLineEdit(self)
        self.browse = QPushButton(self.tr("Browse…"), self)
        self.browse.setAutoDefault(False)
        self.problem = ProblemLine(self)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.hide()
        self.written = second("", self)
        self.written.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = self.buttons.addButton(verb, QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setDefault(True)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._lay_out()
        self._connect()
        self._suggest_file()
        self.go.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(14)
        self.add_formats(column, form)
        add_row(form, self.tr("Contents"), self._scope_choice())
        self.add_rows(form)
        place = QHBoxLayout()
        place.addWidget(self.file, 1)
        place.addWidget(self.browse)
        add_row(form, self.tr("&File"), place, self.file)
        self.place_name = form.labelForField(place)
        column.addLayout(form)
        if self._about:
            column.addWidget(second(self._about, self))
        column.addStretch()
        column.addWidget(self.problem)
        column.addWidget(self.progress)
        column.addWidget(self.written)
        column.addWidget(self.buttons)
        letter = self.fontMetrics()
        self.resize(QSize(letter.averageCharWidth() * 96, letter.lineSpacing() * 20))

    def export(self, path: Path) -> Export:
        """What is to run for this file."""
        raise NotImplementedError

    def add_formats(self, _column: QVBoxLayout, form: QFormLayout) -> None:
        """The choice of a format, above all else."""
        add_row(form, self.tr("Format"), self._format_choice())

    def add_rows(self, form: QFormLayout) -> None:
        """What else is asked."""

    def remembered(self) -> str:
        """The format that was chosen last."""
        return self._settings.text(f"{self._key}/format", next(iter(self._forms)))

    def _format_choice(self) -> QWidget:
        holder, column = self._column()
        chosen = self.remembered()
        for name, form in self._forms.items():
            button = QRadioButton(self.tr("{title}  ({extension})").format(
                title=form.title, extension=form.extension
            ), holder)  # fmt: skip
            button.setProperty("format", name)
            button.setChecked(name == chosen)
            self.formats.addButton(button)
            column.addWidget(button)
        if self.formats.checkedButton() is None:
            self.formats.buttons()[0].setChecked(True)
        return holder

    def _scope_choice(self) -> QWidget:
        holder, column = self._column()
        session = self._session
        every = counted(len(session.policies), self.tr("The one policy"), self.tr("All {n} policies"))
        total = Counts(
            sum(each.tags for each in session.counts.values()),
            sum(each.open_flags for each in session.counts.values()),
            sum(each.sure for each in session.counts.values()),
            sum(each.maybe for each in session.counts.values()),
        )
        button = QRadioButton(f"{every}:  {self._amount(total)}", holder)
        button.setChecked(True)
        self.scopes.addButton(button, 0)
        column.addWidget(button)
        if session.policy is not None and len(session.policies) > 1:
            title = (session.policy.title or session.policy.file_name).replace("&", "&&")
            short = title if len(title) <= 48 else title[:47] + "…"
            amount = self._amount(session.counts.get(session.policy.id, Counts()))
            only = QRadioButton(self.tr("Only “{title}”:").format(title=short) + f"  {amount}", holder)
            self.scopes.addButton(only, 1)
            column.addWidget(only)
        return holder

    def _column(self) -> tuple[QWidget, QVBoxLayout]:
        holder = QWidget(self)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        return holder, column

    def _amount(self, counts: Counts) -> str:
        tags = counted(counts.tags, self.tr("1 tag"), self.tr("{n} tags"))
        flags = counted(counts.open_flags, self.tr("1 open issue"), self.tr("{n} open issues"))
        undecided = counts.sure + counts.maybe
        if not undecided:
            return f"{tags}, {flags}"
        said = counted(undecided, self.tr("1 undecided suggestion"), self.tr("{n} undecided suggestions"))
        return f"{tags}, {flags}, {said}"

    def _connect(self) -> None:
        self.formats.buttonClicked.connect(self.follow_format)
        self.browse.clicked.connect(self._on_browse)
        self.file.textChanged.connect(lambda: self.problem.say(""))
        self.buttons.accepted.connect(self._on_go)
        self.buttons.rejected.connect(self.reject)
        self._patience.timeout.connect(self.progress.show)
        self._patience.timeout.connect(self.written.show)

    def form(self) -> str:
        button = self.formats.checkedButton()
        return str(button.property("format")) if button is not None else next(iter(self._forms))

    def policies(self) -> list[Policy] | None:
        """None for all of them."""
        if self.scopes.checkedId() == 1 and self._session.policy is not None:
            return [self._session.policy]
        return None

    def _suggest_file(self) -> None:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Path(self._settings.text(f"{self._key}/folder", documents))
        if not folder.is_dir():
            folder = Path.home()
        name = self._session.review.path.stem + ending(self.form(), self._forms)
        self.file.setText(vacant(str(folder / name), self.form(), self._forms))
        self._say_what()

    def follow_format(self) -> None:
        """The ending of the name is that of the format, unless it was someone's own."""
        self.file.setText(renamed(self.file.text(), self.form(), self._forms))
        self.problem.say("")
        self._say_what()

    def _is_folder(self) -> bool:
        return not self._forms[self.form()].extension

    def _say_what(self) -> None:
        folder = self._is_folder()
        if isinstance(self.place_name, PlainLabel):
            self.place_name.setText(self.tr("New &folder") if folder else self.tr("&File"))
        self.file.setAccessibleName(self.tr("New folder") if folder else self.tr("File"))

    def _on_browse(self) -> None:
        form, now = self._forms[self.form()], Path(self.file.text())
        if self._is_folder():
            name = QFileDialog.getExistingDirectory(
                self, self.tr("Where the new folder shall be"), str(now.parent)
            )
            if name:
                self.file.setText(vacant(str(Path(name) / now.name), self.form(), self._forms))
            return
        name, _ = QFileDialog.getSaveFileName(
            self, self.windowTitle(), self.file.text(), f"{form.title} (*{form.extension})"
        )
        if name:
            self.file.setText(name if Path(name).suffix else name + form.extension)
            self._agreed = Path(self.file.text())

    def why_not(self) -> str:
        """Why the format cannot be written here, and what to do; empty where it can."""
        return ""

    def _on_go(self) -> None:
        if self._export is not None:
            return
        path = Path(self.file.text().strip()).expanduser()
        folder = self._is_folder()
        why_not = self._session.ask_place() or self.why_not()
        if why_not:
            self.problem.say(why_not)
        elif not self.file.text().strip() or (path.is_dir() and not folder):
            self.problem.say(
                self.tr("Say which folder to make.") if folder else self.tr("Say which file to write.")
            )
            self.file.setFocus()
        elif not path.parent.is_dir():
            self.problem.say(
                self.tr("There is no folder “{folder}”. Choose another place.").format(folder=path.parent)
            )
            self.file.setFocus()
        elif folder and (path.is_file() or is_full(path)):
            words = self.tr(
                "“{name}” is there already. Name a folder that is not there yet: it will be made."
            )
            self.problem.say(words.format(name=path.name))
            self.file.setFocus()
        elif path.exists() and path != self._agreed and not folder:
            self._agreed = path
            words = self.tr("“{name}” is there already. Press {verb} again to replace it.")
            self.problem.say(words.format(name=path.name, verb=self._verb))
        else:
            self._start(path)

    def _start(self, path: Path) -> None:
        self.problem.say("")
        self._set_busy(busy=True)
        self._export = self.export(path)
        self._export.setAutoDelete(False)
        self._export.voice.written.connect(self._on_written)
        self._export.voice.read.connect(self._on_read)
        self._export.voice.done.connect(self._on_done)
        self._agreed = path
        self._began = monotonic()
        self._patience.start()
        self._export.start()

    def _set_busy(self, *, busy: bool) -> None:
        for button in (*self.formats.buttons(), *self.scopes.buttons()):
            button.setEnabled(not busy)
        for widget in (self.file, self.browse, self.go):
            widget.setEnabled(not busy)

    def _on_written(self, size: int) -> None:
        if self.progress.maximum() == 0:
            self.written.setText(self.tr("{n} MB written").format(n=f"{size // 1_000_000:,}"))

    def _on_read(self, done: int, total: int) -> None:
        if total == 1 or self._patience.isActive():
            return
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        words = self.tr("{done} of {all} policies").format(done=f"{done:,}", all=f"{total:,}")
        spent = monotonic() - self._began
        left = round(spent / done * (total - done)) if spent > LONG_S else 0
        if left:
            words += "  ·  " + self.tr("about {seconds} s left").format(seconds=left)
        self.written.setText(words)

    def _on_done(self, problem: str) -> None:
        self.outcome = self._export.outcome if self._export is not None else None
        self._export = None
        self._patience.stop()
        self.progress.hide()
        self.progress.setRange(0, 0)
        self.written.setText("")
        self.written.hide()
        self._set_busy(busy=False)
        if problem:
            self.problem.say(problem)
        elif self.outcome is None:
            super().done(QDialog.DialogCode.Rejected)
        else:
            self._settings.put(f"{self._key}/folder", str(self._agreed.parent))
            self._settings.put(f"{self._key}/format", self.form())
            self._session.notice.emit(self.tr("Written to {path}").format(path=self._agreed))
            super().done(QDialog.DialogCode.Accepted)

    def done(self, result: int) -> None:
        """While it writes, closing cancels, and the dialog goes when the file is cleaned up."""
        if self._export is not None:
            self._export.cancel()
        else:
            super().done(result)
