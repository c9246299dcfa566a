"""A project that can only be read: a calm bar, acts switched off with the reason, and a way on."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotator.gui.actions import COMMANDS
from annotator.gui.session import Session
from annotator.gui.settings import Settings
from annotator.gui.views.context_menu import context_menu
from annotator.gui.window import MainWindow
from annotator.review import Review

WHY = "“desk.annotator” is on a disk that nobody may write."


@pytest.fixture
def reading_only(review: Review, qtbot: QtBot, annotator_home: Path) -> Iterator[MainWindow]:
    """The window on a project that can only be read, with a tag and an issue in it."""
    policy = review.policies()[0]
    review.tag(policy.id, [(0, 20)], "purpose", note="mine")
    review.flag(policy.id, [(30, 60)], "vague-wording")
    settings = Settings()
    settings.put("scan/automatic", False)
    with closing(Review.open(review.path, read_only=WHY)) as opened:
        opened.sign_in("Ada")
        window = MainWindow(Session(opened), settings)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window), qtbot.waitSignal(window.session.counted):
            window.show()
        window.pane.setFocus()
        yield window
        window.close()


def test_the_bar_says_why_and_offers_a_way_on(reading_only: MainWindow) -> None:
    bar = reading_only.read_only
    assert bar.isVisible()
    assert bar.words.text() == WHY
    assert [button.text() for button in bar.buttons] == [
        "Save a copy elsewhere…",
        "Open project…",
        "Open again to write",
    ]


def test_what_acts_is_off_with_the_reason_and_all_else_is_on(reading_only: MainWindow) -> None:
    for command in COMMANDS:
        action = reading_only.actions_[command.id]
        assert action.isEnabled() is not command.acts, command.id
        assert ("nobody may write" in action.toolTip()) is command.acts, command.id
    for menu in reading_only.menuBar().actions():
        assert menu.menu().toolTipsVisible()


def test_every_command_that_changes_the_project_is_among_those_that_act(reading_only: MainWindow) -> None:
    """Each that is left on leaves the project as it is, whatever it does."""
    harmless = {
        "application", "words", "find", "go", "zoom", "show", "look", "panel", "help", "project", "export",
        "reviewer", "step", "check",
    }  # fmt: skip
    rest = {command.id for command in COMMANDS if not command.acts and command.group not in harmless}
    assert rest == {
        "suggestion.skip",
        "policy.details",
        "placing.list",
        "scan.automatic",
        "scan.rules",
        "scan.coverage",
    }


def test_the_widgets_that_act_are_off_too(reading_only: MainWindow, qtbot: QtBot) -> None:
    session, panels = reading_only.session, reading_only.panels
    session.go_to(next(iter(session.annotations.values())))
    assert not reading_only.header.button.isEnabled()
    assert not panels.policies.add.isEnabled()
    assert not panels.policies.acceptDrops()
    assert not panels.labels.edit.isEnabled()
    assert not panels.issues.remove.isEnabled()
    sheet = panels.span.sheet
    assert sheet.note.isReadOnly()
    assert not sheet.remove.isEnabled()
    assert "nobody may write" in reading_only.header.button.toolTip()


def test_an_act_that_comes_all_the_same_is_refused_in_the_same_words(
    reading_only: MainWindow, qtbot: QtBot
) -> None:
    session = reading_only.session
    before = session.review.newest()
    session.select(0, 20)
    qtbot.keyClick(reading_only.pane, Qt.Key.Key_1)
    assert reading_only.undo_bar.words == WHY
    assert session.undo() is None
    assert session.set_rule("any", on=False) is None
    assert session.review.newest() == before


def test_a_context_menu_does_not_switch_acts_on_again(reading_only: MainWindow) -> None:
    session = reading_only.session
    session.select(0, 20)
    menu = context_menu(session, reading_only.actions_, reading_only)
    menu.aboutToHide.emit()
    assert not reading_only.actions_["mark.label"].isEnabled()
    assert reading_only.actions_["words.copy"].isEnabled()


def test_nothing_is_scanned_or_backed_up_by_itself(reading_only: MainWindow, annotator_home: Path) -> None:
    reading_only.settings.put("scan/automatic", True)
    reading_only.scans.new()
    reading_only.ways.settle()
    assert "scanner" not in reading_only.scans.__dict__
    assert not reading_only.ways._backing_up


def test_a_copy_elsewhere_can_be_worked_in(
    reading_only: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "mine.annotator"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target.with_suffix("")), ""))
    reading_only.read_only.buttons[0].click()
    session = reading_only.session
    assert session.review.path == target
    assert not reading_only.read_only.isVisible()
    assert reading_only.actions_["mark.label"].isEnabled()
    assert reading_only.header.button.isEnabled()
    session.select(100, 120)
    assert session.tag("retention") is not None
    assert len(session.annotations) == 3
    session.close()


def test_it_is_opened_again_to_work_in_when_that_can_be(reading_only: MainWindow, qtbot: QtBot) -> None:
    session = reading_only.session
    with qtbot.waitSignal(session.counted):
        reading_only.read_only.buttons[2].click()
    assert not reading_only.read_only.isVisible()
    session.select(100, 120)
    assert session.tag("retention") is not None
    session.close()


def test_a_folder_without_the_right_to_write_opens_to_be_read(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotator.store import opening

    sealed = tmp_path / "sealed" / "other.annotator"
    sealed.parent.mkdir()
    Review.open(sealed, corpus=True).close()
    monkeypatch.setattr(opening, "_can_be_written", lambda path: False)
    with qtbot.waitSignal(window.session.counted):
        window.open_project(sealed)
    assert window.read_only.isVisible()
    assert "cannot be written" in window.read_only.words.text()
    assert window.session.policy is not None
    window.session.close()
