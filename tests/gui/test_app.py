"""How the desk starts, and how it fails: in sentences, with exit codes, and no policy's words in the log."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator import places
from annotator.gui import app
from annotator.gui.window import MainWindow
from annotator.review import Review
from tests.projects import reading


@pytest.fixture(autouse=True)
def quiet_log(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Neither the hook nor a log file of a test outlives it."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    yield
    log = logging.getLogger("annotator")
    for handler in log.handlers[:]:
        log.removeHandler(handler)
        handler.close()


def test_a_missing_library_is_said_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(app.prerequisites, "missing", lambda: "Install libfoo.")
    assert app.main([]) == app.NO_WINDOW
    assert capsys.readouterr().err == "Install libfoo.\n"


def test_a_file_that_is_no_project_is_said_in_a_dialog(
    qtbot: QtBot, tmp_path: Path, answered: Callable[..., list[str]]
) -> None:
    stranger = tmp_path / "letter.annotator"
    stranger.write_text("Dear all, this is no project.", encoding="utf-8")
    seen = answered("close")
    assert app.main(["--project", str(stranger)]) == app.NO_PROJECT
    assert "letter.annotator is not a project of this program, or not any more. Choose another" in seen[0]
    assert stranger.read_text("utf-8") == "Dear all, this is no project."


def test_who_acts_is_the_same_in_every_project_and_at_every_start(qtbot: QtBot, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.annotator"
    with closing(Review.open(theirs)) as review:
        review.sign_in("Bob")
        review.add_policies([reading("Some words.")])
    first = app.open_window(theirs)
    assert first.session.who == "", "whose project it is says nothing of who opens it"
    first.session.ask_name = lambda: "Ada Lovelace"
    first.session.select(0, 4)
    event = first.session.tag("purpose")
    assert event is not None
    assert first.session.reviewer_name(event.reviewer) == "Ada Lovelace"
    assert "Ada Lovelace" in first.statusBar().facts.text()  # type: ignore[attr-defined]
    with qtbot.waitSignal(first.session.counted):
        first.session.switch(tmp_path / "mine.annotator")
    assert first.session.who == "Ada Lovelace"
    assert first.session.review.reviewers() == []
    first.session.sign_in("Grace")
    assert "Grace" in first.statusBar().facts.text()  # type: ignore[attr-defined]
    first.session.review.close()
    again = app.open_window(theirs)
    assert again.session.who == "Grace"
    again.session.review.close()
    for window in (first, again):
        qtbot.addWidget(window)


def test_the_first_start_brings_the_corpus_and_another_project_is_empty(qtbot: QtBot, tmp_path: Path) -> None:
    first = app.open_window()
    assert first.session.review.path == places.default_project()
    assert len(first.session.policies) == 5
    second = app.open_window(tmp_path / "new folder" / "own.annotator")
    assert not second.session.policies
    for window in (first, second):
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.session.counted):
            window.show()
        window.close()
        window.session.review.close()


def test_closing_writes_down_what_is_half_typed(window: MainWindow, qtbot: QtBot) -> None:
    window.session.select(0, 30)
    window.session.tag("purpose")
    name = next(iter(window.session.annotations))
    window.panels.span.sheet.note.setFocus()
    qtbot.keyClicks(window.panels.span.sheet.note, "half")
    window.close()
    assert window.session.review.annotation(name).note == "half"
