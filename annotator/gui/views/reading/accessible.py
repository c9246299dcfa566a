"""What a screen reader is told about the pane: its text, caret and selection, and what is marked at the
caret.

Assistive technology counts UTF-16 units, the pane counts code points; this module converts. Highlights
cannot be spoken inline, for PySide6 does not pass on text attributes; so they are announced as the caret
comes to them.
"""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
)
from PySide6.QtWidgets import QAccessibleWidget
from shiboken6 import VoidPtr

from annotator.text.offsets import Offsets

if TYPE_CHECKING:
    from annotator.gui.views.reading.pane import ReadingPane

_NOTHING = VoidPtr(0)
"""A null pointer. None or 0 would be passed on as the address of a Python object, and the process would
die.
"""


class _Text(QAccessibleTextInterface):
    """The whole policy as one text."""

    def __init__(self, pane: "ReadingPane") -> None:
        super().__init__()
        self._pane = pane

    @property
    def _offsets(self) -> Offsets:
        return self._pane.canonical.offsets

    def _point(self, units: int) -> int:
        """UTF-16 units to code points, bent to fit."""
        return self._offsets.from_utf16(min(max(units, 0), self._offsets.utf16_length))

    def characterCount(self) -> int:
        return self._offsets.utf16_length

    def text(self, start: int, end: int) -> str:
        end = self.characterCount() if end < 0 else end
        return self._pane.canonical.text[self._point(start) : self._point(end)]

    def cursorPosition(self) -> int:
        return self._offsets.to_utf16(self._pane.caret())

    def setCursorPosition(self, position: int) -> None:
        offset = self._point(position)
        self._pane.select(offset, offset)

    def selectionCount(self) -> int:
        """None, for PySide6 would answer where the selection is with whatever lies in memory."""
        return 0

    def setSelection(self, _index: int, start: int, end: int) -> None:
        self._pane.select(self._point(start), self._point(end))

    def addSelection(self, start: int, end: int) -> None:
        self.setSelection(0, start, end)

    def removeSelection(self, _index: int) -> None:
        self._pane.select(self._pane.caret(), self._pane.caret(), reveal=False)

    def characterRect(self, position: int) -> QRect:
        rect = self._pane.character_rect(self._point(position))
        return rect.translated(self._pane.viewport().mapToGlobal(QPoint(0, 0)))

    def offsetAtPoint(self, point: QPoint) -> int:
        inside = self._pane.viewport().mapFromGlobal(point)
        return self._offsets.to_utf16(self._pane.offset_at(inside))

    def scrollToSubstring(self, start: int, end: int) -> None:
        self._pane.reveal(self._point(start), self._point(end))


class _Pane(QAccessibleWidget):
    """The pane as a document that can be read but not written."""

    def __init__(self, pane: "ReadingPane") -> None:
        super().__init__(pane, QAccessible.Role.Document, pane.accessibleName())
        self._text = _Text(pane)

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:  # the stub calls this pointer an int
        return self._text if kind == QAccessible.InterfaceType.TextInterface else _NOTHING

    def state(self) -> QAccessible.State:
        state = super().state()
        state.readOnly = True
        state.multiLine = True
        state.selectableText = True
        return state


_factory_installed: list[bool] = []


def make_accessible() -> None:
    """Tells Qt once how to make the interface of a pane."""
    if not _factory_installed:
        QAccessible.installFactory(_interface_of)
        _factory_installed.append(True)


def _interface_of(_key: str, thing: QObject | None) -> QAccessibleWidget | None:
    from annotator.gui.views.reading.pane import ReadingPane  # noqa: PLC0415 - each needs the other

    if not isinstance(thing, ReadingPane):
        return None
    made = _Pane(thing)
    thing.accessible = made  # Qt does not keep Python's half alive
    return made


def tell_caret(pane: "ReadingPane") -> None:
    """Says where the caret is now; costs nothing while nobody listens."""
    if not QAccessible.isActive():
        return
    position = pane.canonical.offsets.to_utf16(pane.caret())
    QAccessible.updateAccessibility(QAccessibleTextCursorEvent(pane, position))


def announce(pane: "ReadingPane", words: str) -> None:
    """Has a screen reader say something."""
    if words and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(pane, words))
