"""One window owns a project: the second one reads, or takes over, and the first one says so."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.domain import Owner
from annotator.gui import app, entrance
from annotator.gui.keeping import opened
from annotator.gui.window import MainWindow
from annotator.problems import OwnedError
from annotator.review import Review
from annotator.store.owner import own, owner_of


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "shared.annotator"
    Review.open(path, corpus=True).close()
    return path


@pytest.fixture
def shown(qtbot: QtBot, annotator_home: Path) -> Iterator[Callable[[Path], MainWindow]]:
    """A window on a project, as it starts."""
    windows = []

    def show(path: Path) -> MainWindow:
        window = app.open_window(path)
        assert window is not None
        window.settings.put("scan/automatic", False)
        windows.append(window)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window), qtbot.waitSignal(window.session.counted):
            window.show()
        return window

    yield show
    for window in windows:
        window.close()
        window.session.close()


def test_a_window_owns_its_project_until_it_is_closed(
    shown: Callable[[Path], MainWindow], project: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = shown(project)
    assert owner_of(project) is not None
    with pytest.raises(OwnedError):
        own(project)
    with qtbot.waitSignal(window.session.counted):
        window.open_project(tmp_path / "another.annotator")
    assert owner_of(project) is None, "another project was opened instead"
    assert owner_of(tmp_path / "another.annotator") is not None
    with qtbot.waitSignal(window.session.counted):
        window.open_project(tmp_path / "another.annotator")
    assert owner_of(tmp_path / "another.annotator") is not None, "the same once more"
    window.close()
    window.session.close()
    assert owner_of(tmp_path / "another.annotator") is None


def test_a_window_does_not_stand_in_its_own_way(shown: Callable[[Path], MainWindow], project: Path) -> None:
    window = shown(project)
    link = project.with_name("link.annotator")
    link.symlink_to(project)
    before = owner_of(project)
    assert before is not None
    assert window.session.switch(link), "the same project under another name"
    assert owner_of(project) == before
    assert not window.session.read_only


def test_the_second_window_is_told_who_has_it_and_reads(
    shown: Callable[[Path], MainWindow], project: Path, answered: Callable[..., list[str]], qtbot: QtBot
) -> None:
    first = shown(project)
    first.session.sign_in("Ada")
    owner = owner_of(project)
    assert owner is not None
    seen = answered(entrance.READ)
    second = shown(project)
    for fact in ("shared.annotator", owner.host, owner.user, str(owner.process)):
        assert fact in seen[0]
    assert second.read_only.isVisible()
    assert owner.host in second.read_only.words.text()
    first.session.select(0, 20)
    event = first.session.tag("purpose")
    assert event is not None, "the owner is not disturbed"
    second.session.look()
    assert len(second.session.annotations) == 1, "and is followed"
    assert second.session.remove(list(second.session.annotations)) is None
    assert len(first.session.annotations) == 1


def test_whoever_is_taken_over_reads_from_then_on_and_loses_nothing(
    shown: Callable[[Path], MainWindow], project: Path, answered: Callable[..., list[str]], qtbot: QtBot
) -> None:
    first = shown(project)
    first.session.sign_in("Ada")
    first.session.select(0, 20)
    first.session.tag("purpose")
    (mark,) = first.session.annotations
    sheet = first.panels.span.sheet
    answered(entrance.TAKE)
    second = shown(project)
    assert not second.read_only.isVisible()
    assert len(second.session.annotations) == 1
    qtbot.keyClicks(sheet.note, "half a note")
    sheet.hand_in()
    assert first.read_only.isVisible(), "it asks before each act"
    assert "was taken over" in first.read_only.words.text()
    assert first.session.held == {mark: {"note": "half a note"}}
    assert first.session.review.annotation(mark).note == ""
    assert sheet.note.toPlainText() == "half a note"
    second.session.select(30, 60)
    second.session.sign_in("Bob")
    assert second.session.tag("retention") is not None
    first.session.held.clear()
    sheet.note.document().setModified(False)


def test_it_is_noticed_within_seconds_even_in_the_background(
    shown: Callable[[Path], MainWindow], project: Path, qtbot: QtBot
) -> None:
    window = shown(project)
    window.session.watch(on=False)
    with closing(opened(project, take_over=True).review):
        qtbot.waitUntil(lambda: bool(window.session.read_only), timeout=10_000)
    assert window.read_only.isVisible()
    assert not window.actions_["mark.label"].isEnabled()


def test_whoever_cancels_at_the_start_gets_no_window(
    project: Path, answered: Callable[..., list[str]], qtbot: QtBot, annotator_home: Path
) -> None:
    claim = own(project)
    seen = answered(entrance.CANCEL)
    assert app.main([str(project)]) == app.NO_PROJECT
    assert len(seen) == 1
    claim.release()


def test_whoever_cancels_keeps_the_project_that_is_open(
    window: MainWindow, project: Path, answered: Callable[..., list[str]]
) -> None:
    claim = own(project)
    answered(entrance.CANCEL)
    before = window.session.review.path
    window.open_project(project)
    assert window.session.review.path == before
    claim.release()


def test_a_claim_that_a_stranger_wrote_is_shown_as_it_is(
    project: Path, answered: Callable[..., list[str]], qtbot: QtBot
) -> None:
    seen = answered(entrance.CANCEL)
    assert entrance.ask_owned(project, Owner("<img src=x>", 7, "", "not a time")) == entrance.CANCEL
    assert "<img src=x>" in seen[0]
    assert "Somebody" in seen[0]
    assert json.dumps(seen)
