"""What has to be asked before anything else can go on: a sentence, what follows from it, the ways on."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.views.parts import second
from annotator.gui.views.wording import isolated_quotes
from annotator.gui.views.words import PlainLabel

LETTERS = 62
"""The width, in letters."""
NOTHING = ""
"""The answer of whoever closes the question with Esc."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One way on, as a button."""

    key: str
    words: str


class Question(QDialog):
    """The first answer is the one that Enter gives. Esc gives none."""

    def __init__(
        self,
        title: str,
        sentence: str,
        *more: str,
        answers: Sequence[Answer],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent or above())
        self.setWindowTitle(title)
        self.answer = NOTHING
        self.sentence = PlainLabel(isolated_quotes(sentence), self, wrap=True)
        self.more = second(isolated_quotes("\n\n".join(words for words in more if words)), self)
        self.more.setVisible(bool(self.more.text()))
        for words in (self.sentence, self.more):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setFixedWidth(self.fontMetrics().averageCharWidth() * LETTERS)
        self.column = QVBoxLayout()
        self.column.setSpacing(10)
        for words in (self.sentence, self.more):
            self.column.addWidget(words)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self.buttons = {answer.key: self._button(answer) for answer in answers}
        for button in reversed(self.buttons.values()):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 16)
        column.setSpacing(18)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        column.addLayout(self.column)
        column.addLayout(row)
        first = next(iter(self.buttons.values()))
        first.setDefault(True)
        first.setFocus()
        self.setAccessibleDescription(sentence)

    def _button(self, answer: Answer) -> QPushButton:
        button = QPushButton(answer.words, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.give(answer.key))
        return button

    def give(self, key: str) -> None:
        """Answer."""
        self.answer = key
        self.accept()

    def ask(self) -> str:
        """The key of the answer; ``NOTHING`` where none was given."""
        self.answer = NOTHING
        self.exec()
        self.deleteLater()
        return self.answer


def above() -> QWidget | None:
    """What a question has to stand over, so that it can be answered; it goes with what it stands over."""
    lasting = (QApplication.activeModalWidget(), QApplication.activeWindow())
    return next((one for one in lasting if isinstance(one, QMainWindow | QDialog) and one.isVisible()), None)
