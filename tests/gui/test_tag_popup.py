"""The pop-up beside words that were selected with the mouse."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from annotator.gui.session import Session
from annotator.gui.views.overlay import SHADOW
from annotator.gui.views.tag_popup import PopupButton, TagPopup
from annotator.gui.window import MainWindow


@pytest.fixture
def session(window: MainWindow) -> Session:
    return window.session


@pytest.fixture
def popup(window: MainWindow, session: Session) -> TagPopup:
    """Offered for words that are selected."""
    start = session.text.text.index("privacy")
    window.pane.select(start, start + len("privacy"))
    popup = TagPopup(session, window)
    popup.offer(window.pane.selection_rect(), window.pane.viewport())
    return popup


def button(popup: TagPopup, label: str) -> PopupButton:
    return next(one for one in popup.buttons if one.label is not None and one.label.id == label)


def labels(session: Session) -> list[str]:
    return [one.label for one in session.annotations.values()]


def test_it_comes_after_a_mouse_selection_and_one_click_tags(window: MainWindow, session: Session) -> None:
    pane = window.pane.viewport()
    QTest.mouseDClick(pane, Qt.MouseButton.LeftButton, pos=window.pane.selection_rect().center())
    QTest.mouseRelease(pane, Qt.MouseButton.LeftButton, pos=window.pane.selection_rect().center())
    popup = window.findChild(TagPopup)
    assert isinstance(popup, TagPopup)
    assert popup.isVisible()
    assert window.pane.hasFocus()
    chosen = popup.buttons[0]
    assert chosen.label is not None
    QTest.mouseClick(chosen, Qt.MouseButton.LeftButton)
    assert labels(session) == [chosen.label.id]
    assert popup.isHidden()
    assert window.pane.hasFocus()


def test_it_shows_the_ten_keyed_labels_in_the_order_of_the_keys(popup: TagPopup, session: Session) -> None:
    keys = [one.label.key for one in popup.buttons if one.label is not None]
    assert keys == list("1234567890")
    assert all(one.accessibleName() for one in popup.buttons)


def test_a_digit_still_tags_and_closes_it(popup: TagPopup, window: MainWindow, session: Session) -> None:
    assert window.pane.hasFocus()
    QTest.keyClick(window.pane, Qt.Key.Key_3)
    (expected,) = (label.id for label in session.clauses.offered if label.key == "3")
    assert labels(session) == [expected]
    assert popup.isHidden()


def test_tab_walks_and_enter_tags(popup: TagPopup, window: MainWindow, session: Session) -> None:
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        QTest.keyClick(window.pane, key)
    assert popup.isVisible()
    assert window.pane.hasFocus()
    QTest.keyClick(window.pane, Qt.Key.Key_Return)
    first = popup.buttons[0].label
    assert first is not None
    assert labels(session) == [first.id]


def test_backtab_begins_at_the_end(popup: TagPopup, window: MainWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window.pane, Qt.Key.Key_Backtab)
    with qtbot.waitSignal(popup.note_asked):
        QTest.keyClick(window.pane, Qt.Key.Key_Return)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Right, Qt.Key.Key_PageDown])
def test_esc_and_moving_on_dismiss_it(popup: TagPopup, window: MainWindow, key: Qt.Key) -> None:
    QTest.keyClick(window.pane, key)
    assert popup.isHidden()


def test_a_modifier_alone_does_not(popup: TagPopup, window: MainWindow) -> None:
    QTest.keyClick(window.pane, Qt.Key.Key_Shift)
    assert popup.isVisible()


def test_a_click_elsewhere_dismisses_it(popup: TagPopup, window: MainWindow, session: Session) -> None:
    far = window.pane.viewport().rect().bottomRight() - QPoint(8, 8)
    QTest.mouseClick(window.pane.viewport(), Qt.MouseButton.LeftButton, pos=far)
    assert popup.isHidden()
    assert not session.annotations


def test_labels_used_lately_stand_below(window: MainWindow, session: Session) -> None:
    start = session.text.text.index("privacy")
    window.pane.select(start, start + len("privacy"))
    rare = next(label for label in session.clauses.offered if not label.key)
    session.tag(rare.id)
    popup = TagPopup(session, window)
    popup.offer(window.pane.selection_rect(), window.pane.viewport())
    assert button(popup, rare.id).isVisible()


@pytest.mark.parametrize("place", [(0, 0), (2000, 0), (0, 2000), (2000, 2000), (300, 300)])
def test_it_stays_in_the_window_and_off_the_selection(
    window: MainWindow, session: Session, place: tuple[int, int]
) -> None:
    viewport: QWidget = window.pane.viewport()
    left = min(place[0], viewport.width() - 120)
    top = min(place[1], viewport.height() - 24)
    popup = TagPopup(session, window)
    anchor = QRect(left, top, 110, 20)
    popup.offer(anchor, viewport)
    panel = popup.geometry().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
    selection = QRect(viewport.mapTo(window, anchor.topLeft()), anchor.size())
    assert window.rect().contains(panel)
    assert not panel.intersects(selection)
