"""A bug anywhere: noted without the policies' words, told once with a report, and the store as it was."""

import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRunnable, QThreadPool, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from annotator import places
from annotator.gui import app, crashes
from annotator.gui.views.crash_dialog import CrashDialog
from annotator.gui.window import MainWindow
from annotator.problems import DiskError
from annotator.store import history
from tests.projects import assert_sound

SECRET = "the policy says: secret words"


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch, annotator_home: Path, qapp: object) -> Iterator[None]:
    """Neither the hook nor a log file nor what was told in a test outlives it."""
    monkeypatch.setattr(sys, "excepthook", app._report)
    crashes._crashes.cache_clear()
    yield
    log = logging.getLogger("annotator")
    for handler in log.handlers[:]:
        log.removeHandler(handler)
        handler.close()


def fault() -> None:
    try:
        float(SECRET)
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def read_and_close(reports: list[str], then: Callable[[CrashDialog], object] = CrashDialog.reject) -> None:
    """With the next dialog about a fault."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, CrashDialog) and dialog.isVisible():
        reports.append(dialog.report.toPlainText())
        then(dialog)
        dialog.reject()
    else:
        QTimer.singleShot(10, lambda: read_and_close(reports, then))


def test_a_bug_is_noted_and_told_without_words(qtbot: QtBot, capsys: pytest.CaptureFixture[str]) -> None:
    reports: list[str] = []
    read_and_close(reports)
    fault()
    log = places.log_file().read_text("utf-8")
    for told in (log, reports[0], capsys.readouterr().err):
        assert "ValueError" in told
        assert "test_crashes.py" in told
        assert "secret" not in told


def test_the_report_is_copied_and_saved_as_it_is_read(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "report.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))

    def use(dialog: CrashDialog) -> None:
        assert dialog.report.isReadOnly()
        assert isinstance(dialog.report, QPlainTextEdit)
        dialog.copy.click()
        dialog.save.click()
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "gone" / "r.txt"), ""))
        dialog.save.click()
        assert "was not written" in dialog.remark.text()

    reports: list[str] = []
    read_and_close(reports, use)
    fault()
    assert QGuiApplication.clipboard().text() == file.read_text("utf-8") == reports[0]


def test_the_same_fault_is_told_once_and_noted_each_time(qtbot: QtBot) -> None:
    reports: list[str] = []
    read_and_close(reports)
    for _ in range(3):
        fault()
    assert len(reports) == 1
    assert places.log_file().read_text("utf-8").count("ValueError") == 3


def test_a_fault_in_another_thread_is_told_in_the_windows(qtbot: QtBot) -> None:
    class Work(QRunnable):
        def run(self) -> None:
            fault()

    reports: list[str] = []
    read_and_close(reports)
    QThreadPool.globalInstance().start(Work())
    qtbot.waitUntil(lambda: bool(reports))
    assert "ValueError" in reports[0]


def test_a_problem_that_nobody_caught_is_a_sentence_and_no_bug(
    qtbot: QtBot, answered: Callable[..., list[str]]
) -> None:
    seen = answered("close")
    problem = DiskError("The disk is full. Make room, then do it again.")
    sys.excepthook(type(problem), problem, None)
    assert seen == [str(problem)]
    assert not places.log_file().exists()


def test_a_fault_in_the_middle_of_an_act_leaves_nothing_of_it(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.session
    session.select(0, 30)
    assert session.tag("purpose") is not None
    before = session.review.history()

    append = history.append

    def fail(*given: Any, **named: Any) -> None:
        append(*given, **named)
        float(SECRET)

    reports: list[str] = []
    read_and_close(reports)
    monkeypatch.setattr(history, "append", fail)
    session.select(40, 60)
    try:
        session.tag("purpose")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    monkeypatch.setattr(history, "append", append)
    assert len(reports) == 1
    assert session.review.history() == before
    assert_sound(session.review)
    session.select(70, 90)
    assert session.tag("purpose") is not None, "the work goes on"


def test_a_fault_in_an_export_is_told_and_the_dialog_goes_on(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotator.gui.views.export_dialog import ExportDialog
    from annotator.project import Project

    def fail(*_: object, **__: object) -> None:
        float(SECRET)

    monkeypatch.setattr(Project, "export", fail)
    dialog = ExportDialog(window.session, window)
    qtbot.addWidget(dialog)
    dialog.show()
    reports: list[str] = []
    read_and_close(reports)
    dialog.file.setText(str(tmp_path / "out.json"))
    dialog.go.click()
    qtbot.waitUntil(lambda: bool(reports) and dialog.problem.isVisible())
    assert "nothing was written" in dialog.problem.text()
    assert dialog.go.isEnabled()
    assert not list(tmp_path.glob("*out.json*"))
