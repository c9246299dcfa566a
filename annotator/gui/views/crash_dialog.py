"""A bug in the program, told with the report that somebody who helps will ask for."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QPlainTextEdit, QVBoxLayout

from annotator import places
from annotator.gui.views.parts import second
from annotator.gui.views.problem_notes import ProblemLine
from annotator.gui.views.question import Answer, Question, above
from annotator.gui.views.words import PlainLabel
from annotator.problems import ProblemError
from annotator.saving import replacing


class CrashDialog(QDialog):
    """Nothing is sent from here: the report is read, then copied or saved by whoever wants to send it."""

    def __init__(self, report: str) -> None:
        super().__init__(above())
        self.setWindowTitle(self.tr("A fault in the program"))
        what = PlainLabel(
            self.tr(
                "Something went wrong inside the program. Your work is saved up to the last act: "
                "go on, or close the program and start it again."
            ),
            self,
            wrap=True,
        )
        self.why = second(
            self.tr(
                "This report says where it happened. It holds none of your words and none of the policies’, "
                "and nothing is sent by itself: read it, then copy or save it for whoever helps you. "
                "It is noted in {path} too."
            ).format(path=places.log_file()),
            self,
        )
        self.report = QPlainTextEdit(report, self)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setAccessibleName(self.tr("Report"))
        self.remark = ProblemLine(self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.copy = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.save = buttons.addButton(self.tr("Save…"), QDialogButtonBox.ButtonRole.ActionRole)
        for button in (self.copy, self.save):
            button.setAutoDefault(False)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report.toPlainText()))
        self.save.clicked.connect(self._save)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 16)
        column.setSpacing(12)
        for widget in (what, self.why, self.report, self.remark, buttons):
            column.addWidget(widget)
        column.setStretchFactor(self.report, 1)
        letter = self.fontMetrics()
        self.resize(letter.averageCharWidth() * 96, letter.lineSpacing() * 26)
        buttons.button(QDialogButtonBox.StandardButton.Close).setFocus()

    def _save(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the report"), str(Path(folder) / "annotator-report.txt")
        )
        if not name:
            return
        try:
            with replacing(Path(name)) as stream:
                stream.write(self.report.toPlainText().encode())
        except ProblemError as problem:
            self.remark.say(str(problem))
        else:
            self.remark.say("")


def tell(sentence: str) -> None:
    """A sentence that has to be read before anything else."""
    title = QGuiApplication.applicationDisplayName()
    close = QCoreApplication.translate("tell", "Close")
    Question(title, sentence, answers=[Answer("close", close)]).ask()
