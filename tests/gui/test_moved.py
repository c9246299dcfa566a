"""The project's file is moved, deleted or replaced under the window: it says so once, and nothing is lost."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotator.domain import Owner
from annotator.gui import ways
from annotator.gui.views.export_dialog import ExportDialog
from annotator.gui.window import MainWindow
from annotator.review import Review
from annotator.store import backup
from annotator.store.owner import own, owner_of
from tests.projects import assert_sound, reading


@pytest.fixture
def marked(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """With a tag that was acknowledged; in the end it closes unasked."""
    window.session.select(0, 20)
    assert window.session.tag("purpose", note="precious") is not None
    yield window
    monkeypatch.setattr(window.session, "may_leave", lambda: True)


def replace(path: Path) -> None:
    beside = path.with_name("theirs.annotator")
    with closing(Review.open(beside)) as theirs:
        theirs.sign_in("Bob")
        theirs.add_policies([reading("Their words.", "theirs.txt")])
    beside.replace(path)


@pytest.mark.parametrize("how", [Path.unlink, replace])
def test_it_is_noticed_by_itself_and_said_once(
    marked: MainWindow, elsewhere: Path, how: Callable[[Path], object], qtbot: QtBot
) -> None:
    session, said = marked.session, []
    session.access_changed.connect(lambda: said.append(session.read_only))
    former = session.review.path
    how(former)
    session._watch.setInterval(20)
    session.watch(on=True)
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    qtbot.wait(200)
    assert len(said) == 1
    assert "desk.annotator" in said[0]
    assert marked.read_only.isVisible()
    assert [each.text() for each in marked.read_only.buttons] == [
        "Save a copy elsewhere…",
        "Open project…",
        "Open what is there now…",
    ]
    assert not marked.actions_["mark.label"].isEnabled()
    assert len(session.annotations) == 1
    there = former.exists()
    marked.actions_["project.copy"].trigger()
    assert session.review.path == elsewhere
    assert not marked.read_only.isVisible()
    assert former.exists() is there
    session.select(30, 60)
    assert session.tag("retention") is not None
    assert {each.note for each in session.annotations.values()} == {"precious", ""}
    assert_sound(session.review)
    session.close()


def test_an_act_is_done_in_the_copy(
    marked: MainWindow, elsewhere: Path, answered: Callable[..., list[str]]
) -> None:
    session = marked.session
    former = session.review.path
    replace(former)
    session.select(30, 60)
    seen = answered(ways.COPY)
    assert session.tag("retention") is not None
    assert "was moved, deleted or replaced" in seen[0]
    assert session.review.path == elsewhere
    assert {each.label for each in session.annotations.values()} == {"purpose", "retention"}
    assert_sound(session.review)
    with closing(Review.open(former)) as theirs:
        assert [each.file_name for each in theirs.policies()] == ["theirs.txt"], "that is as it was"
    session.close()


def test_a_copy_may_go_back_to_where_the_file_was(
    marked: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = marked.session
    path = session.review.path
    session.ownership = own(path)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    path.unlink()
    assert session.ask_place()
    assert marked.ways.copy()
    assert (session.read_only, session.moved) == ("", "")
    assert owner_of(path) == session.ownership.owner
    session.select(30, 60)
    assert session.tag("retention") is not None
    session.close()


def test_what_is_replaced_while_it_is_copied_is_copied_once_more(
    marked: MainWindow, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = backup.write

    def late(path: Path, target: Path) -> None:
        replace(path)
        write(path, target)

    monkeypatch.setattr(backup, "write", late)
    session = marked.session
    assert marked.ways.copy()
    assert session.review.path == elsewhere
    assert [each.note for each in session.review.annotations(session.policy.id)] == ["precious"]
    session.close()


def test_words_that_are_typed_then_go_into_the_copy(
    marked: MainWindow, elsewhere: Path, qtbot: QtBot
) -> None:
    session = marked.session
    (mark,) = session.annotations
    session.review.path.unlink()
    session.ask_place()
    session.edit(mark, note="more precious")
    assert session.held == {mark: {"note": "more precious"}}
    assert marked.ways.copy()
    assert not session.held
    assert session.review.annotation(mark).note == "more precious"
    session.close()


def test_what_is_there_now_is_opened_when_the_former_is_left(
    marked: MainWindow, answered: Callable[..., list[str]], qtbot: QtBot
) -> None:
    session = marked.session
    replace(session.review.path)
    session.select(30, 60)
    seen = answered(ways.NOW, ways.LEAVE)
    with qtbot.waitSignal(session.counted):
        assert session.tag("retention") is None
    assert len(seen) == 2
    assert "nobody may find the former file again" in seen[1]
    assert [each.file_name for each in session.policies.values()] == ["theirs.txt"]
    assert not session.read_only
    session.close()


def test_nothing_is_made_where_the_file_was(
    marked: MainWindow, answered: Callable[..., list[str]], elsewhere: Path
) -> None:
    session = marked.session
    path = session.review.path
    path.unlink()
    session.ask_place()
    told: list[str] = []
    session.problem.connect(told.append)
    marked.ways.reopen()
    assert "put it back" in told[0]
    marked.ways.check()
    assert told[1] == told[0]
    dialog = ExportDialog(session, marked)
    dialog._on_go()
    assert "put it back" in dialog.problem.text()
    assert not path.exists()
    answered(ways.LEAVE)
    assert marked.close()


def test_what_was_put_back_goes_on(marked: MainWindow, qtbot: QtBot) -> None:
    session = marked.session
    path = session.review.path
    (mark,) = session.annotations
    path.rename(path.with_name("aside"))
    session.ask_place()
    session.edit(mark, note="more precious")
    path.with_name("aside").rename(path)
    session.ask_place()
    assert not session.read_only
    assert not marked.read_only.isVisible()
    assert session.review.annotation(mark).note == "more precious"


@pytest.mark.parametrize(("answer", "closed"), [(ways.CLOSE, False), (ways.LEAVE, True), (ways.COPY, True)])
def test_the_window_does_not_close_unasked(
    marked: MainWindow, answered: Callable[..., list[str]], elsewhere: Path, answer: str, closed: bool
) -> None:
    marked.session.review.path.unlink()
    seen = answered(answer)
    assert marked.close() is closed
    assert len(seen) == 1
    assert elsewhere.exists() is (answer == ways.COPY)
    if not closed:
        answered(ways.LEAVE)
        assert marked.close()
    marked.session.close()


def test_a_claim_on_the_file_that_came_is_left_to_its_owner(
    marked: MainWindow, elsewhere: Path, qtbot: QtBot
) -> None:
    """A folder is replaced as a whole, with the claim of whoever works there."""
    session = marked.session
    path = session.review.path
    session.ownership = own(path)
    claim = path.with_name("desk.annotator.lock")
    theirs = Owner("far", 42, "bo", "2026-01-31T14:02:03.456Z")
    claim.unlink()
    claim.write_text(json.dumps(asdict(theirs)))
    replace(path)
    session.watch(on=True)
    session._on_watch()
    assert owner_of(path) == theirs
    assert marked.ways.copy()
    assert owner_of(path) == theirs, "nor is it given back for them"
    assert claim.exists()
    session.close()
