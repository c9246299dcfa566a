"""Tools ▸ Check project, its repair, and a damaged project that is opened."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui import app, entrance
from annotator.gui.views import check_dialog
from annotator.gui.views.backups_dialog import BackupsDialog
from annotator.gui.views.check_dialog import CheckDialog
from annotator.gui.window import MainWindow
from annotator.problems import DiskError
from annotator.review import Review
from annotator.store import backup
from annotator.store.check import check
from tests.projects import assert_sound


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """With a tag in it."""
    path = tmp_path / "mine.annotator"
    with closing(Review.open(path, corpus=True)) as review:
        review.sign_in("Ada")
        review.tag(review.policies()[0].id, [(0, 20)], "purpose", note="mine")
    return path


def damage(path: Path) -> None:
    """A mark says other words than stand at its place."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE span SET quote = 'other words than these'")
        db.commit()


def shown(path: Path, qtbot: QtBot, **named: str) -> CheckDialog:
    dialog = CheckDialog(path, **named)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_sound_project_is_said_to_be_so(project: Path, qtbot: QtBot) -> None:
    dialog = shown(project, qtbot)
    assert dialog.progress.isVisible()
    assert not dialog.page.isVisible()
    qtbot.waitUntil(lambda: dialog.report is not None)
    assert "is sound" in dialog.words.text()
    assert "5  policies" in dialog.page.toPlainText()
    assert not dialog.repair.isVisible()
    assert not dialog.progress.isVisible()


def test_what_is_damaged_is_told_and_repaired_beside_the_original(project: Path, qtbot: QtBot) -> None:
    damage(project)
    dialog = shown(project, qtbot)
    qtbot.waitUntil(dialog.repair.isVisible)
    assert "is damaged in" in dialog.words.text()
    assert "quotes other words" in dialog.page.toPlainText()
    with qtbot.waitSignal(dialog.repairing):
        dialog.repair.click()
    qtbot.waitUntil(lambda: dialog.repaired is not None)
    assert dialog.repaired is not None
    assert dialog.repaired.kept.name in dialog.words.text()
    assert dialog.repaired.kept.is_file()
    assert "Saved:" in dialog.page.toPlainText()
    assert not dialog.repair.isVisible()
    assert check(project).sound
    with closing(Review.open(project)) as review:
        assert_sound(review)


def test_where_it_can_only_be_read_it_is_checked_and_not_repaired(project: Path, qtbot: QtBot) -> None:
    damage(project)
    dialog = shown(project, qtbot, why_not="It can only be read.")
    qtbot.waitUntil(lambda: dialog.report is not None)
    assert not dialog.repair.isEnabled()
    assert "It can only be read." in dialog.repair.toolTip()


def test_a_check_is_cancelled_at_its_next_step(
    project: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = []

    def slow(_path: Path, *, progress: Callable[[float], None]) -> None:
        try:
            while True:
                progress(0.5)
        finally:
            ended.append(True)

    monkeypatch.setattr(check_dialog, "check", slow)
    dialog = shown(project, qtbot)
    qtbot.waitUntil(lambda: dialog.progress.maximum() == 100)
    dialog.stop.click()
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: bool(ended))


def test_what_fails_is_said_where_it_failed(
    project: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise DiskError("The disk is gone. Connect it again.")

    monkeypatch.setattr(check_dialog, "check", gone)
    dialog = shown(project, qtbot)
    qtbot.waitUntil(dialog.problem.isVisible)
    assert dialog.problem.text() == "The disk is gone. Connect it again."


def click(kind: type, name: str, ready: Callable[..., bool]) -> None:
    """A button of the dialog that comes up, once it is ready; then close it."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, kind) and ready(dialog):
        getattr(dialog, name).click()
        QTimer.singleShot(10, lambda: close(dialog))
    else:
        QTimer.singleShot(10, lambda: click(kind, name, ready))


def close(dialog: CheckDialog | BackupsDialog) -> None:
    if QApplication.activeModalWidget() is dialog:
        dialog.reject()
        QTimer.singleShot(10, lambda: close(dialog))


def test_the_window_shows_what_was_repaired(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    session.select(0, 20)
    session.tag("purpose", note="mine")
    damage(session.review.path)
    click(CheckDialog, "repair", lambda dialog: dialog.repair.isVisible())
    with qtbot.waitSignal(session.counted):
        window.actions_["check.check"].trigger()
    assert_sound(session.review)
    (tag,) = session.annotations.values()
    assert tag.note == "mine"
    assert tag.spans[0].quote == session.text.text[tag.spans[0].start : tag.spans[0].end]
    session.select(40, 60)
    assert session.tag("retention") is not None
    session.close()


def torn(path: Path) -> None:
    """Nothing of a project is left of it."""
    path.write_bytes(b"")


def test_a_damaged_project_is_repaired_or_restored_when_it_is_opened(
    project: Path, qtbot: QtBot, answered: Callable[..., list[str]], annotator_home: Path
) -> None:
    backup.make(project, why=backup.ASKED)
    torn(project)
    seen = answered(entrance.RESTORE, "restore")
    click(BackupsDialog, "restore", lambda dialog: dialog.restore.isEnabled())
    window = app.open_window(project)
    assert window is not None
    qtbot.addWidget(window)
    assert "is empty" in seen[0]
    assert len(window.session.policies) == 5
    assert_sound(window.session.review)
    assert list(project.parent.glob("mine.damaged-*"))
    window.close()
    window.session.close()


def test_a_damaged_project_without_backups_offers_the_check_or_nothing(
    project: Path, qtbot: QtBot, answered: Callable[..., list[str]], annotator_home: Path
) -> None:
    torn(project)
    seen = answered(entrance.CANCEL)
    assert app.open_window(project) is None
    assert len(seen) == 1
    assert project.read_bytes() == b""
