"""Who is at the desk; asked once."""

from PySide6.QtCore import QElapsedTimer, QEvent, QObject
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from annotator.gui.views.parts import second
from annotator.gui.views.words import PlainLabel

BURST_MS = 400
"""Keys so soon after the dialog can hear any were meant for the text, where the reviewer was working."""
SHORTEST = 2
"""Letters of a name; one alone is a key that missed the text."""


class ReviewerDialog(QDialog):
    """One line for a name."""

    def __init__(self, current: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Reviewer"))
        question = PlainLabel(self.tr("What is your &name?"), self)
        font = question.font()
        font.setBold(True)
        question.setFont(font)
        self.line = QLineEdit(current, self)
        self.line.setAccessibleName(self.tr("Your name"))
        self.line.setPlaceholderText(self.tr("as it should stand beside your marks"))
        self.line.setMaxLength(200)
        self.line.setMinimumWidth(self.fontMetrics().averageCharWidth() * 52)
        self.line.selectAll()
        self.line.installEventFilter(self)
        self._up = QElapsedTimer()
        question.setBuddy(self.line)
        self.why = second("", self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = buttons.addButton(self.tr("Continue"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.go.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 16)
        column.setSpacing(10)
        for widget in (question, self.line, self.why):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addWidget(buttons)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.line.textChanged.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        length = len(self.name())
        self.go.setEnabled(length >= SHORTEST)
        self.why.setText(
            self.tr("One letter says little: please write the name by which others know you.")
            if 0 < length < SHORTEST
            else self.tr("Each mark carries your name, so that it is clear later who stands behind it.")
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._up.start()

    def changeEvent(self, event: QEvent) -> None:
        """Until the dialog is active the desktop holds keys back for it: only now does the time begin."""
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._up.start()
        super().changeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Where an input method is at work, letters come from it and are no keys."""
        typed = event.type() in (QEvent.Type.KeyPress, QEvent.Type.InputMethod)
        return (typed and self._up.elapsed() < BURST_MS) or super().eventFilter(watched, event)

    def name(self) -> str:
        return " ".join(self.line.text().split())


def ask_name(parent: QWidget | None, current: str = "") -> str:
    """The reviewer's name; empty where none was given."""
    dialog = ReviewerDialog(current, parent)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return dialog.name() if accepted else ""
