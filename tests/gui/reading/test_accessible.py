"""What assistive technology gets, in UTF-16 units, through Qt's own interface."""

import gc
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleTextInterface
from PySide6.QtWidgets import QApplication

from annotator.gui.views.reading import ReadingPane, accessible
from annotator.text.canonical import CanonicalText
from tests.gui.reading.conftest import Show
from tests.gui.reading.pane_tools import mark

TEXT = "Hello 😀 world.\r\nWe keep data."


def text_of(pane: ReadingPane) -> QAccessibleTextInterface:
    return QAccessible.queryAccessibleInterface(pane).textInterface()


def test_the_pane_is_a_document_that_can_be_read(show: Show) -> None:
    interface = QAccessible.queryAccessibleInterface(show(TEXT))
    assert interface.role() == QAccessible.Role.Document
    assert interface.text(QAccessible.Text.Name) == "Policy text"
    assert interface.state().readOnly


def test_there_is_no_other_interface_behind_it(show: Show) -> None:
    """A wrong null pointer here once killed the process as soon as a screen reader looked."""
    interface = QAccessible.queryAccessibleInterface(show(TEXT))
    assert interface.actionInterface() is None
    assert interface.valueInterface() is None
    assert interface.selectionInterface() is None
    assert interface.attributesInterface() is None


def test_text_and_caret_are_counted_in_utf16(show: Show) -> None:
    pane = show(TEXT)
    text = text_of(pane)
    assert text.characterCount() == len(TEXT) + 1
    assert text.text(0, 8) == "Hello 😀"
    assert text.text(9, 14) == "world"
    assert text.text(0, -1) == TEXT
    pane.select(8, 13)
    assert text.cursorPosition() == 14
    text.setCursorPosition(9)
    assert pane.caret() == 8
    text.setSelection(0, 9, 14)
    assert pane.selection() == (8, 13)
    text.removeSelection(0)
    assert pane.selection() == (13, 13)


def test_places_on_screen_go_both_ways(show: Show) -> None:
    pane = show(TEXT)
    text = text_of(pane)
    rect = text.characterRect(9)
    assert pane.viewport().rect().contains(pane.viewport().mapFromGlobal(rect.center()))
    assert text.offsetAtPoint(QPoint(rect.left() + 1, rect.center().y())) == 9


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said: list[str] = []

    def listen(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())

    monkeypatch.setattr(
        accessible, "QAccessible", SimpleNamespace(isActive=lambda: True, updateAccessibility=listen)
    )
    return said


def test_what_is_marked_at_the_caret_is_said_once(show: Show, spoken: list[str]) -> None:
    pane = show(TEXT, mark(19, 23))
    for offset in (18, 20, 21, 3):
        pane.select(offset, offset)
    assert spoken == ["Data categories"]
    pane.select_clause()
    assert spoken[1] == "Selected: Hello 😀 world."


def test_panes_come_and_go_while_someone_listens(qapp: QApplication) -> None:
    QAccessible.setActive(True)
    for _ in range(20):
        pane = ReadingPane()
        pane.show_policy(CanonicalText(TEXT))
        assert text_of(pane).characterCount() == len(TEXT) + 1
        pane.select(2, 4)
        pane.deleteLater()
        del pane
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
    QAccessible.setActive(False)
