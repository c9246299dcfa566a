"""What is known about a policy beyond its words: title, site, day of capture, language."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.domain import Policy
from annotator.gui.session import Session
from annotator.gui.views.parts import plain_label
from annotator.gui.views.problem_notes import ProblemLine


class PolicyDetails(QDialog):
    """Title, site, day and language can be corrected, as one act; where the text came from stands below."""

    def __init__(self, session: Session, policy: Policy, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._policy = session, policy
        self.setWindowTitle(self.tr("About this policy"))
        self.fields = {
            "title": self._line(self.tr("Title"), policy.title, policy.file_name),
            "site": self._line(self.tr("Site"), policy.site, "example.com"),
            "captured": self._line(self.tr("Captured"), policy.captured, "2026-01-31"),
            "language": self._line(self.tr("Language"), policy.language, "en"),
        }
        self.problem = ProblemLine(self)
        session.problem.connect(self.problem.say)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.setHorizontalSpacing(14)
        for field in self.fields.values():
            form.addRow(plain_label(field.accessibleName(), "muted"), field)
        notes = session.review.store.notes(policy.id)
        for name, value in (
            *([(self.tr("How it was read"), "\n".join(notes))] if notes else []),
            (self.tr("File"), policy.file_name),
            (self.tr("Encoding"), policy.encoding),
            (self.tr("SHA-256 of the file"), policy.bytes_sha256),
            (self.tr("SHA-256 of the text"), policy.text_sha256),
        ):
            fact = plain_label(value, wrap=True)
            fact.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(plain_label(name, "muted"), fact)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addWidget(buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 92)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)

    def _line(self, name: str, value: str, example: str) -> QLineEdit:
        line = QLineEdit(value)
        line.setAccessibleName(name)
        line.setPlaceholderText(example)
        return line

    def accept(self) -> None:
        facts = {name: field.text().strip() for name, field in self.fields.items()}
        changed = {name: fact for name, fact in facts.items() if fact != getattr(self._policy, name)}
        if not changed or self._session.describe(self._policy.id, **changed) is not None:
            super().accept()
