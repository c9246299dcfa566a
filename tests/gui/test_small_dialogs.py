"""Name, encoding, about, and a problem in place."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from annotator import __version__
from annotator.gui.look import dress
from annotator.gui.models.encodings import GuessesModel
from annotator.gui.theme import THEMES, Theme, contrast
from annotator.gui.views import reviewer_dialog
from annotator.gui.views.about import About
from annotator.gui.views.import_dialog import EncodingDialog, visible
from annotator.gui.views.problem_notes import ProblemLine
from annotator.gui.views.reviewer_dialog import ReviewerDialog, ask_name
from annotator.gui.window import MainWindow
from annotator.problems import BadInputError
from annotator.text.readers import guesses

GERMAN = "Datenschutzerklärung – „Müller“ erhebt Daten für 5 €.\n" * 5


def in_dialog(kind: type, act: object) -> None:
    """Once the modal dialog is up, do this in it."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        try:
            assert isinstance(dialog, kind)
            act(dialog)  # type: ignore[operator]
        finally:
            if dialog.isVisible():
                dialog.reject()

    QTimer.singleShot(0, look)


def test_a_name_is_asked_and_trimmed(qtbot: QtBot) -> None:
    def answer(dialog: ReviewerDialog) -> None:
        assert not dialog.go.isEnabled()
        QTest.keyClicks(dialog.line, "  Ada   Lovelace ")
        QTest.keyClick(dialog.line, Qt.Key.Key_Return)

    in_dialog(ReviewerDialog, answer)
    assert ask_name(None) == "Ada Lovelace"


def test_keys_that_were_meant_for_the_text_are_no_name(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewer_dialog, "BURST_MS", 50)
    dialog = ReviewerDialog()
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    QTest.keyClicks(dialog.line, "s7")
    assert dialog.line.text() == ""

    def name_is_taken() -> None:
        QTest.keyClicks(dialog.line, "A")
        assert dialog.line.text() == "A"

    qtbot.waitUntil(name_is_taken)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_default_button_that_waits_can_be_read(qtbot: QtBot, theme: Theme) -> None:
    dress(theme)
    dialog = ReviewerDialog()
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    shot = dialog.go.grab().toImage()
    assert shot.pixelColor(6, shot.height() // 2).name() == theme.window
    assert contrast(theme.muted, theme.window) >= 4.5
    assert all(button.icon().isNull() for button in dialog.findChildren(QPushButton))


def test_no_name_is_no_name(qtbot: QtBot) -> None:
    def refuse(dialog: ReviewerDialog) -> None:
        assert dialog.line.text() == "Ada"
        QTest.keyClick(dialog, Qt.Key.Key_Escape)

    in_dialog(ReviewerDialog, refuse)
    assert ask_name(None, "Ada") == ""


def test_an_encoding_is_chosen_by_what_can_be_read(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "a & <b>.txt"
    path.write_bytes(GERMAN.encode("cp1252"))

    def choose(dialog: EncodingDialog) -> None:
        assert dialog.page.toPlainText() == GERMAN
        QTest.keyClick(dialog.view, Qt.Key.Key_End)
        assert dialog.page.toPlainText() != GERMAN
        QTest.keyClick(dialog.view, Qt.Key.Key_Home)
        QTest.keyClick(dialog.view, Qt.Key.Key_Return)

    in_dialog(EncodingDialog, choose)
    assert EncodingDialog.ask(path) == "cp1252"


def test_a_file_can_be_skipped(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(GERMAN.encode("cp1252"))
    in_dialog(EncodingDialog, lambda dialog: QTest.mouseClick(dialog.skip, Qt.MouseButton.LeftButton))
    assert EncodingDialog.ask(path) == ""
    with pytest.raises(BadInputError, match="cannot be read"):
        EncodingDialog.ask(tmp_path / "gone.txt")


def test_names_of_files_are_never_markup(qtbot: QtBot) -> None:
    dialog = EncodingDialog("<img src=file:///etc/passwd>.txt", guesses(GERMAN.encode("cp1252")))
    formats = {label.textFormat() for label in dialog.findChildren(QLabel) if "<img" in label.text()}
    assert formats == {Qt.TextFormat.PlainText}


def test_nothing_that_fits(qtbot: QtBot) -> None:
    dialog = EncodingDialog("a.txt", [])
    assert not dialog.use.isEnabled()
    assert dialog.encoding() == ""
    assert "no text" in dialog.remark.text()


def test_bad_characters_are_made_visible() -> None:
    assert visible("a\x00b\x85\n\té") == ("a␀b\ufffd\n\té", 2)


def test_the_guesses_model(qtmodeltester: object) -> None:
    model = GuessesModel(guesses(GERMAN.encode("cp1252")))
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    assert model.index(0).data() == "Western, Windows  (cp1252)"


def test_about_says_versions_and_where_the_project_is(window: MainWindow) -> None:
    about = About(window)
    words = about.facts.toPlainText()
    for part in (__version__, "PySide6-Essentials", "Pygments", str(window.session.review.path)):
        assert part in words
    QTest.mouseClick(about.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == words


def test_a_problem_in_place_goes_when_it_is_over(window: MainWindow) -> None:
    line = ProblemLine(window)
    line.say("That is <i>wrong</i>.")
    assert line.isVisible()
    assert line.textFormat() == Qt.TextFormat.PlainText
    line.say("")
    assert not line.isVisible()


def test_one_letter_is_no_name(qtbot: QtBot) -> None:
    dialog = ReviewerDialog()
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    QTest.keyClicks(dialog.line, "x")
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "One letter" in dialog.why.text()
    QTest.keyClicks(dialog.line, "u")
    assert "Each mark" in dialog.why.text()
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_the_time_for_keys_that_missed_begins_when_the_dialog_is_active(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviewer_dialog, "BURST_MS", 60_000)
    dialog = ReviewerDialog()
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    dialog._up.invalidate()
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.ActivationChange))
    assert dialog._up.isValid()
    QApplication.sendEvent(dialog.line, typed_by_an_input_method("x"))
    assert dialog.line.text() == ""


def typed_by_an_input_method(words: str) -> QInputMethodEvent:
    event = QInputMethodEvent()
    event.setCommitString(words)
    return event
