"""Looks through a whole project, says in plain words what was found, and repairs what can be repaired."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from annotator.gui.background import Step, StoppedError, Work
from annotator.gui.models.plain import counted, tooltip
from annotator.gui.views.problem_notes import ProblemLine
from annotator.gui.views.question import above
from annotator.gui.views.words import PlainLabel
from annotator.problems import ProblemError
from annotator.store.check import Report, check
from annotator.store.repair import Repaired, repair

SHOWN = 200
"""So many defects are told; more would tell nothing else."""


class CheckDialog(QDialog):
    """It begins by itself. Both are done on another thread, with connections of their own."""

    repairing = Signal()
    """Nothing else may write to the project now."""

    def __init__(self, path: Path, parent: QWidget | None = None, *, why_not: str = "") -> None:
        """``why_not``: why nothing can be repaired here; empty where it can."""
        super().__init__(parent or above())
        self._path, self._why_not = path, why_not
        self._work: Work | None = None
        self.report: Report | None = None
        self.repaired: Repaired | None = None
        """What came of a repair, if there was one."""
        self.setWindowTitle(self.tr("Check of {name}").format(name=path.stem))
        self.words = PlainLabel("", self, wrap=True)
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress of the check"))
        self.page = QPlainTextEdit(self)
        self.page.setReadOnly(True)
        self.page.setTabChangesFocus(True)
        self.page.setAccessibleName(self.tr("Report"))
        self.problem = ProblemLine(self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.copy = self.buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.repair = self.buttons.addButton(self.tr("Repair"), QDialogButtonBox.ButtonRole.ActionRole)
        self.stop = self.buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.ActionRole)
        for button in (self.copy, self.repair, self.stop):
            button.setAutoDefault(False)
        self.repair.setToolTip(tooltip(why_not))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.page.toPlainText()))
        self.repair.clicked.connect(self._repair)
        self.stop.clicked.connect(self.reject)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        for widget in (self.words, self.progress, self.page, self.problem, self.buttons):
            column.addWidget(widget)
        column.setStretchFactor(self.page, 1)
        letter = self.fontMetrics()
        self.resize(letter.averageCharWidth() * 96, letter.lineSpacing() * 24)
        self._check()

    # Work

    def _check(self) -> None:
        def look(step: Step) -> Report:
            def progress(done: float) -> None:
                if not step(round(done * 100), 100):
                    raise StoppedError

            return check(self._path, progress=progress)

        self.words.setText(self.tr("Looking through the project…"))
        self._work = Work(look)
        self._work.done.connect(self._on_checked)
        self._begin()

    def _repair(self) -> None:
        self.repairing.emit()
        self.words.setText(self.tr("Repairing a copy of the project…"))
        self._work = Work(lambda _: repair(self._path))
        self._work.done.connect(self._on_repaired)
        self._begin()

    def _begin(self) -> None:
        if self._work is None:
            return
        self.problem.say("")
        self.progress.setRange(0, 0)
        self._work.progressed.connect(self._on_step)
        self._work.failed.connect(self._on_failed)
        self._show(busy=True)
        self._work.start()

    def _on_step(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _on_failed(self, problem: ProblemError | None) -> None:
        self._end()
        self.words.setText(
            self.tr("The project could not be looked through.")
            if self.report is None
            else self.tr("The project could not be repaired. It is as it was.")
        )
        self.problem.say(str(problem or ""))

    def _end(self) -> None:
        self._work = None
        self._show(busy=False)

    def _show(self, *, busy: bool) -> None:
        damaged = self.report is not None and bool(self.report.defects)
        self.progress.setVisible(busy)
        self.page.setVisible(not busy)
        self.copy.setVisible(not busy)
        self.stop.setVisible(busy and self._may_stop)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setVisible(not busy)
        self.repair.setVisible(not busy and damaged and self.repaired is None)
        self.repair.setEnabled(not self._why_not)
        if not busy:
            self.buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()

    # What was found

    def _on_checked(self, report: object) -> None:
        if not isinstance(report, Report):
            return
        self.report = report
        self._end()
        count = len(report.defects)
        self.words.setText(
            counted(
                count,
                self.tr("The project is damaged in one place. Do not work on it before it is repaired."),
                self.tr("The project is damaged in {n} places. Do not work on it before it is repaired."),
            )
            if count
            else self.tr("The project is sound: everything in it is what was written.")
        )
        self.page.setPlainText("\n".join(told(report)))

    def _on_repaired(self, repaired: object) -> None:
        if not isinstance(repaired, Repaired):
            return
        self.repaired = repaired
        self._end()
        self.words.setText(
            self.tr(
                "The project was repaired, with losses. What it was is kept beside it, as {name}."
            ).format(name=repaired.kept.name)
            if repaired.lost
            else self.tr(
                "The project was repaired, and nothing was lost. What it was is kept as {name}."
            ).format(name=repaired.kept.name)
        )
        saved = [f"{repaired.saved[what]:,}  {words}" for what, words in kinds() if what in repaired.saved]
        lost = [self.tr("Could not be saved:"), *repaired.lost] if repaired.lost else []
        self.page.setPlainText("\n".join([self.tr("Saved:"), *saved, *lost]))

    def reject(self) -> None:
        """A check is given up; a repair is waited for."""
        if self._work is not None and not self._may_stop:
            return
        if self._work is not None:
            self._work.cancel()
        super().reject()

    @property
    def _may_stop(self) -> bool:
        return self.report is None


def told(report: Report) -> list[str]:
    """What was found, then what was looked at."""
    lines = [
        f"{defect.sentence}  ({defect.where})" if defect.where else defect.sentence
        for defect in report.defects
    ]
    more = [f"… {len(lines) - SHOWN:,}"] if len(lines) > SHOWN else []
    looked = [f"{report.looked[what]:,}  {words}" for what, words in kinds() if what in report.looked]
    head = [_say("Looked at:")] if looked else []
    return [*lines[:SHOWN], *more, *([""] if lines else []), *head, *looked]


def kinds() -> list[tuple[str, str]]:
    """What is counted in a project, and how it is called."""
    return [
        ("events", _say("acts in the history")),
        ("policies", _say("policies")),
        ("texts", _say("texts")),
        ("annotations", _say("marks")),
        ("tags", _say("tags")),
        ("flags", _say("issues")),
        ("spans", _say("spans")),
    ]


def _say(words: str) -> str:
    return QCoreApplication.translate("check", words)
