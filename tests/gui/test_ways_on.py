"""Where the disk says no: a sentence, what is kept, a way on; and no word that was typed is lost."""

import errno
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui import importing
from annotator.gui.views.flag_editor import FlagEditor
from annotator.gui.window import MainWindow
from annotator.problems import DiskError
from annotator.review import Review
from annotator.store import backup
from tests.projects import assert_sound, reading

FULL = "The disk is full. Make room, then do it again."


@pytest.fixture
def full(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Iterator[None]]:
    """While this lasts, the disk of the project is full; that of a copy is not."""
    store = window.session.review.store

    @contextmanager
    def fill() -> Iterator[None]:
        @contextmanager
        def refuse() -> Iterator[None]:
            raise DiskError(FULL)
            yield

        with monkeypatch.context() as patched:
            patched.setattr(store, "transaction", refuse)
            yield

    return fill


def test_an_act_is_tried_again_when_there_is_room(
    window: MainWindow, full: Callable[[], Iterator[None]], answered: Callable[..., list[str]]
) -> None:
    session = window.session
    session.select(0, 20)
    waiting = full()
    waiting.__enter__()
    tries = []
    again = session.ways.on

    def room(problem: DiskError) -> bool:
        tries.append(problem)
        if len(tries) == 2:
            waiting.__exit__(None, None, None)
        return again(problem)

    session.ways.on = room
    seen = answered("again", "again")
    event = session.tag("purpose")
    assert event is not None
    assert len(seen) == 2
    assert FULL in seen[0]
    assert "All that you did before is saved" in seen[0]
    assert len(session.annotations) == 1


@pytest.fixture
def unsynced(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on the disk takes all that is written, and refuses to say that the name of it will stay."""
    db = window.session.review.store._db
    execute = db.execute

    def refuse_the_last_word(statement: str, *given: object) -> sqlite3.Cursor:
        done = execute(statement, *given)
        if statement == "COMMIT":
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_DIR_FSYNC
            raise error
        return done

    def fails(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(db, "execute", refuse_the_last_word)
    monkeypatch.setattr(os, "fsync", fails)


def test_what_is_done_is_not_done_again_where_the_disk_does_not_vouch_for_it(
    window: MainWindow, unsynced: None, answered: Callable[..., list[str]]
) -> None:
    session = window.session
    before = session.review.newest()
    seen, told = answered("again", "again", "again"), []
    session.problem.connect(told.append)
    session.select(0, 20)
    assert session.tag("purpose") is None
    assert seen == [], "nobody is asked whether to try again"
    assert len(told) == 1
    assert "does not say that it will stay" in told[0]
    assert session.review.newest() == before + 1
    (mark,) = session.annotations
    session.edit(mark, note="precious")
    assert session.annotations[mark].note == "precious"
    assert not session.held, "what is in the project is not held to be written again"
    assert session.review.newest() == before + 2
    assert (seen, len(told)) == ([], 2)


def test_an_act_goes_on_in_a_copy_elsewhere(
    window: MainWindow,
    full: Callable[[], Iterator[None]],
    answered: Callable[..., list[str]],
    elsewhere: Path,
    qtbot: QtBot,
) -> None:
    session = window.session
    former = session.review.path
    session.select(0, 20)
    first = session.tag("purpose", note="kept")
    session.select(30, 60)
    caret, policy = session.selection, session.policy
    with full():
        answered("copy")
        event = session.tag("retention")
    assert event is not None
    assert session.review.path == elsewhere
    assert (session.selection, session.policy.id) == (caret, policy.id)
    assert str(elsewhere.stem) in window.windowTitle()
    assert elsewhere in window.settings.recent_projects()
    assert {one.label for one in session.annotations.values()} == {"purpose", "retention"}
    assert_sound(session.review)
    with closing(Review.open(former)) as old:
        assert old.newest() == first.seq, "the former project is as it was"
    session.close()


def test_a_copy_that_cannot_be_made_is_said_and_asked_again(
    window: MainWindow,
    full: Callable[[], Iterator[None]],
    answered: Callable[..., list[str]],
    elsewhere: Path,
) -> None:
    elsewhere.write_text("somebody's own file", "utf-8")
    session = window.session
    session.select(0, 20)
    with full():
        seen = answered("copy", "close", "close")
        assert session.tag("purpose") is None
    assert "is there already" in seen[1]
    assert elsewhere.read_text("utf-8") == "somebody's own file"
    assert window.undo_bar.words == FULL, "what was not done stays to be read"


def test_what_is_said_after_a_long_copy_stands_over_no_vanishing_window(
    window: MainWindow,
    full: Callable[[], Iterator[None]],
    answered: Callable[..., list[str]],
    elsewhere: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importing, "PATIENCE_MS", 0)

    def slow(*_: Path) -> None:
        time.sleep(0.3)
        raise DiskError("There is no room there.")

    monkeypatch.setattr(backup, "write", slow)
    session = window.session
    session.select(0, 20)
    with full():
        seen = answered("copy", "close", "close")
        assert session.tag("purpose") is None
    assert "There is no room there." in seen[1]


def test_a_note_that_is_being_written_survives_all_of_it(
    window: MainWindow, full: Callable[[], Iterator[None]], answered: Callable[..., list[str]], qtbot: QtBot
) -> None:
    session = window.session
    session.select(0, 20)
    session.tag("purpose")
    (mark,) = session.annotations
    sheet = window.panels.span.sheet
    with full():
        seen = answered("close")
        qtbot.keyClicks(sheet.note, "precious")
        sheet.hand_in()
        sheet.hand_in()
        assert len(seen) == 1, "the same words are not asked about twice"
        first, other = list(session.policies)[:2]
        session.open_policy(other)
        session.open_policy(first)
        session.activate(mark)
        assert sheet.note.toPlainText() == "precious"
        assert session.review.annotation(mark).note == ""
    session.select(40, 60)
    assert session.tag("retention") is not None
    assert session.review.annotation(mark).note == "precious", "the next act takes them along"
    assert not session.held


def test_what_is_written_after_words_that_are_held_is_not_undone_by_them(
    window: MainWindow, full: Callable[[], Iterator[None]], answered: Callable[..., list[str]]
) -> None:
    session = window.session
    session.select(0, 20)
    session.tag("purpose")
    (mark,) = session.annotations
    with full():
        answered("close")
        session.edit(mark, note="half")
    assert session.held == {mark: {"note": "half"}}
    session.edit(mark, note="half a note")
    assert session.review.annotation(mark).note == "half a note"
    assert not session.held


def test_words_that_are_held_for_what_somebody_removed_are_shown(
    window: MainWindow, full: Callable[[], Iterator[None]], answered: Callable[..., list[str]], qtbot: QtBot
) -> None:
    session = window.session
    session.select(0, 20)
    session.tag("purpose")
    (mark,) = session.annotations
    with full():
        answered("close")
        session.edit(mark, note="precious")
    assert session.held
    with closing(Review.open(session.review.path)) as other:
        other.sign_in("Another")
        other.remove([mark])
    told: list[str] = []
    session.problem.connect(told.append)
    session.hand_over()
    assert not session.held
    assert "“precious”" in told[-1]


def test_words_that_are_held_stay_where_something_else_is_refused(
    window: MainWindow, full: Callable[[], Iterator[None]], answered: Callable[..., list[str]]
) -> None:
    session = window.session
    session.select(0, 20)
    session.tag("retention")
    session.tag("purpose")
    mark = session.active.id
    with full():
        answered("close")
        session.edit(mark, note="precious")
    assert session.edit(mark, label="retention") is None
    assert "is there already" in window.undo_bar.words
    assert session.held == {mark: {"note": "precious"}}
    session.hand_over()
    assert session.review.annotation(mark).note == "precious"


def test_a_sheet_closes_with_its_words_held_and_opens_with_them(
    window: MainWindow, full: Callable[[], Iterator[None]], answered: Callable[..., list[str]], qtbot: QtBot
) -> None:
    session = window.session
    session.select(0, 20)
    session.flag("vague-wording")
    (flag,) = session.annotations
    with full():
        answered("close")
        sheet = FlagEditor(session, flag, window)
        sheet.note.setPlainText("precious")
        sheet.show()
        sheet.reject()
        assert sheet.isVisible()
        sheet.reject()
        assert not sheet.isVisible()
    again = FlagEditor(session, flag, window)
    assert again.note.toPlainText() == "precious"
    again.show()
    again.accept()
    assert session.review.annotation(flag).note == "precious"
    assert not session.held


@pytest.mark.parametrize(("answer", "closed"), [("close", False), ("clipboard", True), ("copy", True)])
def test_the_window_does_not_close_over_words_that_are_not_saved(
    window: MainWindow,
    full: Callable[[], Iterator[None]],
    answered: Callable[..., list[str]],
    elsewhere: Path,
    answer: str,
    closed: bool,
) -> None:
    session = window.session
    session.select(0, 20)
    session.tag("purpose")
    (mark,) = session.annotations
    with full():
        answered("close")
        session.edit(mark, note="precious")
        seen = answered(answer)
        assert window.close() is closed
        assert "could not be saved" in seen[0]
        if answer == "clipboard":
            assert QGuiApplication.clipboard().text() == "precious"
        if answer == "copy":
            assert session.review.path == elsewhere
            assert session.review.annotation(mark).note == "precious"
            session.close()
    session.held.clear()


def test_a_scan_and_an_import_that_find_no_room_say_so(
    window: MainWindow, full: Callable[[], Iterator[None]], answered: Callable[..., list[str]]
) -> None:
    session = window.session
    before = session.review.newest()
    assert session.policy is not None
    with full():
        seen = answered("close", "close")
        assert session.suggest({session.policy.id: ()}, "rules", date(2026, 1, 1)) is None
        assert session.add_policies([reading("Some words.")]) is None
    assert [FULL in words for words in seen] == [True, True]
    assert session.review.newest() == before


def test_a_project_that_is_damaged_offers_its_backups(
    window: MainWindow, answered: Callable[..., list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    session = window.session
    asked = []
    monkeypatch.setattr(window.ways, "backups", lambda: asked.append("backups"))
    other = list(session.policies)[1]
    with closing(sqlite3.connect(session.review.path)) as db:
        db.execute("UPDATE document SET text = text || '!'")
        db.commit()
    seen = answered("backups")
    assert not session.open_policy(other)
    assert asked == ["backups"]
    assert seen


def test_while_it_is_asked_an_editor_that_loses_the_focus_does_not_ask_again(
    window: MainWindow, full: Callable[[], Iterator[None]], answered: Callable[..., list[str]], qtbot: QtBot
) -> None:
    session = window.session
    session.select(0, 20)
    session.tag("purpose")
    sheet = window.panels.span.sheet
    with full():
        seen = answered("close")
        sheet.note.setFocus()
        qtbot.keyClicks(sheet.note, "precious")
        QApplication.sendEvent(sheet.note, QEvent(QEvent.Type.FocusOut))
        session.select(40, 60)
        assert len(seen) == 1
    sheet.hand_in()
    assert not session.held
