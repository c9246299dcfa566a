"""Reports by the dialog, which File ▸ Report… opens."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFormLayout, QLabel
from pytestqt.qtbot import QtBot

from annotator.domain import Severity
from annotator.gui.reporting import Report
from annotator.gui.session import Session
from annotator.gui.views.report_dialog import ReportDialog
from annotator.gui.window import MainWindow
from annotator.report import FORMS
from annotator.report.facts import Choice, memo


@pytest.fixture
def dialog(session: Session, qtbot: QtBot, tmp_path: Path) -> ReportDialog:
    dialog = ReportDialog(session)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.file.setText(str(tmp_path / "out.html"))
    return dialog


def finish(dialog: ReportDialog, qtbot: QtBot) -> None:
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(dialog.isHidden, timeout=60_000)


@pytest.mark.parametrize("form", FORMS)
def test_the_file_is_the_report(
    dialog: ReportDialog, session: Session, qtbot: QtBot, tmp_path: Path, form: str
) -> None:
    next(each for each in dialog.formats.buttons() if each.property("format") == form).click()
    dialog.scopes.button(1).click()
    finish(dialog, qtbot)
    assert session.policy is not None
    expected = FORMS[form].write(memo(session.review, [session.policy]))
    assert (tmp_path / f"out.{form}").read_bytes() == expected


def test_what_is_left_out_is_chosen_by_keyboard(dialog: ReportDialog) -> None:
    assert dialog.choice() == Choice()
    dialog.severity.setFocus()
    QTest.keyClick(dialog.severity, Qt.Key.Key_End)
    for box in (dialog.open_only, dialog.texts):
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Space)
    assert dialog.choice() == Choice(open_only=True, least=Severity.HIGH, text=False)


def test_cancel_leaves_what_was_there(session: Session, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "out.html"
    path.write_text("old")
    report = Report(session.review.path, path, "html", None, Choice())
    report.setAutoDelete(False)
    report.cancel()
    with qtbot.waitSignal(report.voice.done) as done:
        report.start()
    assert done.args == [""]
    assert path.read_text() == "old"


def test_the_menu_opens_it(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    monkeypatch.setattr(window.dialogs, "_run", opened.append)
    window.actions_["export.report"].trigger()
    assert isinstance(opened[0], ReportDialog)


def test_a_narrow_dialog_presses_no_row_and_names_stand_beside_the_first_choice(
    dialog: ReportDialog,
) -> None:
    dialog.resize(1, 1)
    QApplication.processEvents()
    choices = [*dialog.formats.buttons(), *dialog.scopes.buttons()]
    assert all(each.height() >= each.sizeHint().height() for each in choices)
    for group in (dialog.formats, dialog.scopes):
        first = group.buttons()[0]
        holder = first.parentWidget()
        form = next(each for each in dialog.findChildren(QFormLayout) if each.indexOf(holder) >= 0)
        name = form.labelForField(holder)
        assert isinstance(name, QLabel)
        assert name.alignment() & Qt.AlignmentFlag.AlignTop
        assert abs(name.mapTo(dialog, name.rect().topLeft()).y() - first.mapTo(dialog, QPoint()).y()) <= 2
