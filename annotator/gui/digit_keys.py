"""Digits tag: the keys of the digit row do, on any keyboard, whatever they print and with Shift or without.

An action's shortcut cannot do that: on most layouts Shift+1 arrives as ``!``, on a French one the bare key
arrives as ``&``. The place of the key on the keyboard decides, where the platform tells it; else the digit or
the symbol that a US keyboard has there.
"""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

DIGITS = "1234567890"
SHIFTED = "!@#$%^&*()"
FIRST_SCAN_CODE = {"xcb": 10, "wayland": 10, "windows": 2}
"""Of the key ``1``; the other nine follow."""
OTHERS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class DigitKeys(QObject):
    """Listens at one widget and says ``3`` or ``Shift+3``."""

    pressed = Signal(str)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = label_key(event, QGuiApplication.platformName())
        if not key:
            return False
        if not event.isAutoRepeat():
            self.pressed.emit(key)
        return True


def label_key(event: QKeyEvent, platform: str) -> str:
    """The label key that was pressed, as in ``Label.key``; empty for any other key."""
    if event.modifiers() & OTHERS:
        return ""
    shift = "Shift+" if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else ""
    if not event.modifiers() & Qt.KeyboardModifier.KeypadModifier:
        place = event.nativeScanCode() - FIRST_SCAN_CODE.get(platform.partition("-")[0], 1_000_000)
        if 0 <= place < len(DIGITS):
            return shift + DIGITS[place]
    if Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9:
        return shift + chr(event.key())
    place = SHIFTED.find(event.text()) if event.text() else -1
    return "Shift+" + DIGITS[place] if shift and place >= 0 else ""
