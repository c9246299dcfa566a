"""The bar speaks of one act: it goes with the next one, and takes back no other."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.gui.window import MainWindow


@pytest.fixture
def removed(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """A tag has just been removed, and the bar offers to take that back."""
    at = window.session.text.text.index("privacy")
    window.pane.select(at, at + len("privacy"))
    qtbot.keyClick(window.pane, Qt.Key.Key_1)
    qtbot.keyClick(window.pane, Qt.Key.Key_Delete)
    assert window.undo_bar.isVisible()
    return window


def test_its_button_gives_the_tag_and_the_focus_back(removed: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(removed.undo_bar.undo, Qt.MouseButton.LeftButton)
    assert [tag.spans[0].quote for tag in removed.session.annotations.values()] == ["privacy"]
    assert removed.pane.hasFocus()


def test_closing_it_gives_the_focus_to_the_text(removed: MainWindow, qtbot: QtBot) -> None:
    qtbot.mouseClick(removed.undo_bar.close_button, Qt.MouseButton.LeftButton)
    assert removed.undo_bar.isHidden()
    assert removed.pane.hasFocus()


@pytest.mark.parametrize("news", ["tag", "undo", "policy", "project"])
def test_it_goes_with_the_next_event(removed: MainWindow, news: str) -> None:
    session = removed.session
    acts: dict[str, Callable[[], object]] = {
        "tag": lambda: session.tag("retention", whole=True),
        "undo": session.undo,
        "policy": lambda: session.open_policy(list(session.policies)[1]),
        "project": session.project_opened.emit,
    }
    acts[news]()
    assert removed.undo_bar.isHidden()


def test_what_another_program_did_since_is_not_taken_back(removed: MainWindow, qtbot: QtBot) -> None:
    session = removed.session
    assert session.policy is not None
    session.review.tag(session.policy.id, [], "retention")
    count = len(session.review.history())
    qtbot.mouseClick(removed.undo_bar.undo, Qt.MouseButton.LeftButton)
    assert len(session.review.history()) == count
    assert removed.undo_bar.isHidden()


def test_a_warning_goes_with_the_next_act_and_not_before(window: MainWindow, qtbot: QtBot) -> None:
    window.session.problem.emit("The disk is full.")
    window.session.policy_opened.emit(window.session.policy.id if window.session.policy else "")
    assert window.undo_bar.isVisible(), "said in the same breath"
    qtbot.waitUntil(lambda: not window.undo_bar._fresh.isActive())
    assert window.undo_bar.isVisible()
    assert window.session.tag("retention", whole=True) is not None
    assert window.undo_bar.isHidden()
