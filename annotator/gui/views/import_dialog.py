"""How a file was written that is not UTF-8: a person chooses by what can be read."""

import unicodedata
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QListView,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.models.encodings import GUESS, GuessesModel
from annotator.gui.theme import reading_font
from annotator.gui.views.parts import second
from annotator.gui.views.words import PlainLabel
from annotator.problems import BadInputError
from annotator.text.readers import guesses

SKIPPED = 2
"""What the dialog ends with when this one file is left out."""


class EncodingDialog(QDialog):
    """The encodings that fit the bytes, the most plausible first, each with the beginning of the text."""

    def __init__(self, file_name: str, found: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("How was this file written?"))
        self.model = GuessesModel(found, self)
        question = PlainLabel(
            self.tr(
                "“{name}” is not UTF-8. Choose the line under which the text reads as it should; "
                "look at accents, quotation marks and currency signs."
            ).format(name=file_name),
            self,
            wrap=True,
        )
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setAccessibleName(self.tr("Encodings"))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setFixedWidth(self.fontMetrics().averageCharWidth() * 38)
        self.page = QPlainTextEdit(self)
        self.page.setReadOnly(True)
        self.page.setTabChangesFocus(True)
        self.page.setFont(reading_font())
        self.page.setAccessibleName(self.tr("How the text reads"))
        self.remark = second("", self)
        buttons = QDialogButtonBox(self)
        self.use = buttons.addButton(
            self.tr("It reads well like this"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.skip = buttons.addButton(self.tr("Skip this file"), QDialogButtonBox.ButtonRole.ActionRole)
        self.cancel = buttons.addButton(self.tr("Cancel the import"), QDialogButtonBox.ButtonRole.RejectRole)
        for button in (self.skip, self.cancel):
            button.setAutoDefault(False)
        self.use.setDefault(True)
        halves = QHBoxLayout()
        halves.setSpacing(12)
        halves.addWidget(self.view)
        halves.addWidget(self.page, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(question)
        column.addLayout(halves, 1)
        column.addWidget(self.remark)
        column.addWidget(buttons)
        letter = self.fontMetrics()
        wanted = QSize(letter.averageCharWidth() * 130, letter.lineSpacing() * 32)
        self.resize(wanted.boundedTo(self.screen().availableSize()))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.skip.clicked.connect(lambda: self.done(SKIPPED))
        self.view.selectionModel().currentChanged.connect(self._show)
        self.view.doubleClicked.connect(self.accept)
        self.view.setCurrentIndex(self.model.index(0))
        self.view.setFocus()
        self._show()

    def _show(self) -> None:
        guess = self.view.currentIndex().data(GUESS)
        self.use.setEnabled(guess is not None)
        if guess is None:
            self.remark.setText(self.tr("No encoding that is known here fits: this may be no text at all."))
            return
        preview, bad = visible(guess[1])
        self.page.setPlainText(preview)
        self.remark.setText(
            self.tr("Characters here that cannot be printed, shown as ␀ and the like: {n}.").format(n=bad)
            if bad
            else self.tr("The first words that tell encodings apart, up to 2,000 characters.")
        )

    def encoding(self) -> str:
        guess = self.view.currentIndex().data(GUESS)
        return guess[0] if guess is not None else ""

    @classmethod
    def ask(cls, path: Path, parent: QWidget | None = None) -> str | None:
        """The encoding that was chosen for a file; empty to leave it out, None to give up the import."""
        try:
            content = path.read_bytes()
        except OSError as error:
            raise BadInputError(f"“{path.name}” cannot be read: {error.strerror or error}.") from error
        dialog = cls(path.name, guesses(content), parent)
        outcome = dialog.exec()
        dialog.deleteLater()
        if outcome == QDialog.DialogCode.Accepted:
            return dialog.encoding()
        return "" if outcome == SKIPPED else None


def visible(text: str) -> tuple[str, int]:
    """The text with a sign for each character that could not be seen, and how many there are."""
    shown = [_sign(character) for character in text]
    return "".join(shown), sum(sign != own for sign, own in zip(shown, text, strict=True))


def _sign(character: str) -> str:
    if character in "\n\r\t":
        return character
    if character < " ":
        return chr(0x2400 + ord(character))
    if unicodedata.category(character) in {"Cc", "Cn", "Co", "Cs"}:
        return "\ufffd"
    return character
