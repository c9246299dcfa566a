"""The digit row tags on every keyboard, with Shift or without."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from annotator.gui.digit_keys import label_key

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PAD = Qt.KeyboardModifier.KeypadModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def pressed(key: Qt.Key, modifiers: Qt.KeyboardModifier, text: str, scan_code: int = 0) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, scan_code, 0, 0, text)


@pytest.mark.parametrize(
    ("event", "platform", "expected"),
    [
        (pressed(Key.Key_3, NONE, "3"), "offscreen", "3"),
        (pressed(Key.Key_0, NONE, "0", 19), "xcb", "0"),
        (pressed(Key.Key_3, PAD, "3", 89), "xcb", "3"),
        (pressed(Key.Key_3, SHIFT, "3"), "offscreen", "Shift+3"),
        (pressed(Key.Key_Exclam, SHIFT, "!"), "offscreen", "Shift+1"),
        (pressed(Key.Key_ParenRight, SHIFT, ")"), "cocoa", "Shift+0"),
        (pressed(Key.Key_Ampersand, NONE, "&", 10), "xcb", "1"),  # French: the key 1 without Shift
        (pressed(Key.Key_1, SHIFT, "1", 10), "xcb", "Shift+1"),  # French, with Shift
        (pressed(Key.Key_QuoteDbl, SHIFT, '"', 11), "xcb", "Shift+2"),  # German
        (pressed(Key.Key_QuoteDbl, SHIFT, '"', 3), "windows", "Shift+2"),
        (pressed(Key.Key_Slash, SHIFT, "/", 16), "wayland-egl", "Shift+7"),
        (pressed(Key.Key_Exclam, NONE, "!", 61), "xcb", ""),  # a key of its own, not the digit row
        (pressed(Key.Key_3, CONTROL, "3", 12), "xcb", ""),
        (pressed(Key.Key_S, NONE, "s", 39), "xcb", ""),
        (pressed(Key.Key_Shift, SHIFT, "", 50), "xcb", ""),
    ],
)
def test_label_key(event: QKeyEvent, platform: str, expected: str) -> None:
    assert label_key(event, platform) == expected
