"""Backups in the window: which there are, what differs, back to one, and those made by themselves."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator import places
from annotator.gui.session import Session
from annotator.gui.views import backups_dialog
from annotator.gui.views.backups_dialog import BackupsDialog, told
from annotator.gui.window import MainWindow
from annotator.problems import DiskError
from annotator.review import Review
from annotator.store import backup
from annotator.store.backup import Difference, PolicyDifference
from tests.projects import assert_sound


@pytest.fixture
def session(window: MainWindow) -> Session:
    """Signed in, with one tag made before the only backup and one after it."""
    session = window.session
    session.select(0, 20)
    session.tag("purpose")
    backup.make(session.review.path, why=backup.ASKED)
    session.select(30, 60)
    session.tag("retention")
    return session


@pytest.fixture
def dialog(session: Session, window: MainWindow, qtbot: QtBot) -> Iterator[BackupsDialog]:
    dialog = BackupsDialog(session.review.path, window, reviewer=session.review.reviewer)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: bool(dialog.about.toPlainText()))
    yield dialog
    qtbot.waitUntil(lambda: dialog._work is None)


def test_it_lists_them_and_says_what_differs(dialog: BackupsDialog) -> None:
    (row,) = [dialog.list.topLevelItem(at) for at in range(dialog.list.topLevelItemCount())]
    assert row.text(0).startswith("today, ")
    assert [row.text(column) for column in (1, 4, 5, 6)] == ["asked for", "5", "1", "0"]
    assert "1 act of Ada" in dialog.about.toPlainText()
    assert "1 gone" in dialog.about.toPlainText()


def test_another_is_made_when_asked_for(dialog: BackupsDialog, qtbot: QtBot, session: Session) -> None:
    dialog.make.click()
    assert not dialog.restore.isEnabled(), "one thing at a time"
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 2)
    qtbot.waitUntil(lambda: "Nothing" in dialog.about.toPlainText())
    assert dialog.current().tags == 2


def test_a_backup_that_cannot_be_made_says_why_and_takes_none_away(
    dialog: BackupsDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskError("The disk of the backups is full. Make room there.")

    monkeypatch.setattr(backup, "make", full)
    dialog.make.click()
    qtbot.waitUntil(dialog.problem.isVisible)
    assert dialog.problem.text() == "The disk of the backups is full. Make room there."
    assert dialog.list.topLevelItemCount() == 1
    assert dialog.make.isEnabled()


def test_the_window_shows_what_was_restored(
    window: MainWindow, session: Session, answered: Callable[..., list[str]], qtbot: QtBot
) -> None:
    seen = answered(backups_dialog.RESTORE)

    def restore() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, BackupsDialog) and dialog.restore.isEnabled() and dialog.about.toPlainText():
            dialog.restore.click()
        else:
            QTimer.singleShot(10, restore)

    restore()
    with qtbot.waitSignal(session.counted):
        window.actions_["project.backups"].trigger()
    assert "1 act of Ada" in seen[0]
    assert "kept as a backup first" in seen[0]
    assert [one.label for one in session.annotations.values()] == ["purpose"]
    assert "was restored" in window.status.remark.text()
    assert [known.why for known in backup.backups_of(session.review.path)] == ["restore", "asked"]
    assert_sound(session.review)
    session.select(70, 90)
    assert session.tag("retention") is not None, "the work goes on in the same file"
    session.close()


def test_another_process_restores_and_the_window_follows(window: MainWindow, session: Session) -> None:
    (known,) = backup.backups_of(session.review.path)
    backup.restore(session.review.path, known)
    session.look()
    assert [one.label for one in session.annotations.values()] == ["purpose"]
    session.select(70, 90)
    assert session.tag("retention") is not None


def test_where_a_project_can_only_be_read_nothing_is_restored(
    session: Session, window: MainWindow, qtbot: QtBot
) -> None:
    dialog = BackupsDialog(session.review.path, window, why_not="It can only be read.")
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: bool(dialog.about.toPlainText()))
    assert not dialog.restore.isEnabled()
    assert "It can only be read." in dialog.restore.toolTip()
    assert dialog.make.isEnabled()


def test_a_backup_that_is_due_is_made_by_itself_and_told_in_passing(
    window: MainWindow, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "due", lambda path: True)
    window.ways.settle()
    qtbot.waitUntil(lambda: len(backup.backups_of(session.review.path)) == 2)
    qtbot.waitUntil(lambda: "backup" in window.status.remark.text())
    assert backup.backups_of(session.review.path)[0].why == backup.DAILY


def test_one_that_is_not_due_is_not_made(window: MainWindow, session: Session, qtbot: QtBot) -> None:
    window.ways.settle()
    qtbot.waitUntil(lambda: not window.ways._backing_up)
    assert len(backup.backups_of(session.review.path)) == 1


def test_a_network_folder_is_said_once_in_words(
    window: MainWindow, session: Session, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(places, "network", lambda path: "SMB")
    window.ways.settle()
    assert "network folder (SMB)" in window.undo_bar.words
    window.undo_bar.go()
    window.ways.settle()
    assert not window.undo_bar.isVisible()
    qtbot.waitUntil(lambda: not window.ways._backing_up)


def test_what_differs_is_told_in_full_and_cut_where_it_is_long() -> None:
    many = tuple(PolicyDifference(f"Policy {number}", 1, 2, 3) for number in range(20))
    lines = told(
        Difference(
            since="2026-01-31T14:02:03.456Z",
            gone={"Ada": 2, "": 1},
            back={"Bob": 1},
            policies=many,
            added=("New one",),
            missing=("Old one",),
        )
    )
    words = "\n".join(lines)
    for said in ("2 acts of Ada", "1 act of the program", "1 act of Bob", "“New one”", "“Old one”"):
        assert said in words
    assert "1 gone, 2 back, 3 otherwise" in words
    assert lines[-1] == "and 8 more"
    assert told(Difference()) == ["Nothing: the project is now what it was then."]
    assert "It is torn." in told(Difference(damaged="It is torn."))


def test_where_another_file_had_to_be_put_in_place_the_window_works_in_that(
    session: Session, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite makes nothing of a file that was cut: what the window has open is not the project any more."""
    path = session.review.path
    os.truncate(path, path.stat().st_size // 2 // 4096 * 4096)

    def restored(dialog: BackupsDialog) -> None:
        (kept,) = backup.backups_of(path)
        dialog.restored = backup.restore(path, kept)
        assert dialog.restored.anew

    monkeypatch.setattr(BackupsDialog, "exec", restored)
    window.ways.backups()
    assert [each.label for each in session.annotations.values()] == ["purpose"]
    session.select(30, 60)
    session.tag("retention")
    assert len(session.annotations) == 2
    assert_sound(session.review)
    with closing(Review.open(path)) as other:
        assert len(other.annotations(other.policies()[0].id)) == 2
