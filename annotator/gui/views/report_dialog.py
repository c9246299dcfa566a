"""Where a report goes, what it leaves out, and how it is laid out."""

from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QVBoxLayout, QWidget

from annotator.domain import Severity
from annotator.gui.exporting import Export
from annotator.gui.reporting import Report
from annotator.gui.session import Session
from annotator.gui.views.parts import add_row
from annotator.gui.views.write_dialog import WriteDialog
from annotator.report import FORMS
from annotator.report.facts import Choice


class ReportDialog(WriteDialog):
    """For people."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self.severity = QComboBox()
        self.open_only = QCheckBox()
        self.texts = QCheckBox()
        super().__init__(
            session,
            parent,
            forms=FORMS,
            key="report",
            title=self.tr("Report"),
            verb=self.tr("Write"),
            about=self.tr(
                "Suggestions that nobody has decided on, and dismissed issues, are not in a report."
                " The same project always gives the same file."
            ),
        )
        letter = self.fontMetrics()
        self.resize(letter.averageCharWidth() * 96, letter.lineSpacing() * 23)

    def add_rows(self, form: QFormLayout) -> None:
        """What is left out."""
        for severity, words in (
            (Severity.INFO, self.tr("All")),
            (Severity.LOW, self.tr("Low severity or graver")),
            (Severity.MEDIUM, self.tr("Medium severity or graver")),
            (Severity.HIGH, self.tr("High severity")),
        ):
            self.severity.addItem(words, severity.value)
        self.open_only.setText(self.tr("Only &open ones"))
        self.texts.setText(self.tr("With the &texts of the policies and notes beside them"))
        self.texts.setChecked(True)
        issues = QVBoxLayout()
        issues.setSpacing(6)
        issues.addWidget(self.severity)
        issues.addWidget(self.open_only)
        add_row(form, self.tr("&Issues"), issues, self.severity)
        add_row(form, "", self.texts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The narrower, the higher: no row is pressed by the words below, which then take more lines."""
        layout = self.layout()
        if layout is not None:
            self.setMinimumHeight(layout.totalMinimumHeightForWidth(self.width()))
        super().resizeEvent(event)

    def choice(self) -> Choice:
        """What the report is to hold."""
        return Choice(
            self.open_only.isChecked(), Severity(self.severity.currentData()), self.texts.isChecked()
        )

    def export(self, path: Path) -> Export:
        """As it is chosen."""
        return Report(self._session.review.path, path, self.form(), self.policies(), self.choice())
