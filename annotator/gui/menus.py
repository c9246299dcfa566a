"""Menus that keep the keys to themselves.

Qt asks for shortcuts before a menu hears a key, and the text behind an open menu still has the focus: there
the A of “Scan all policies” would accept a suggestion.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

CHORDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class Menu(QMenu):
    """While it is open no key without Ctrl or Alt is a shortcut."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.setToolTipsVisible(True)

    def event(self, event: QEvent) -> bool:
        return takes_key(event) or super().event(event)


class KeepsKeys(QObject):
    """The same for a menu bar that is walked by keys."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        return takes_key(event)


def takes_key(event: QEvent) -> bool:
    """Whether this asks if a key without Ctrl or Alt is wanted here: it is, and is then no shortcut."""
    wanted = (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and not event.modifiers() & CHORDS
    )
    if wanted:
        event.accept()
    return wanted
