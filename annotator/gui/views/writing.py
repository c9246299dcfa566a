"""What every field for words does: Ctrl+Enter ends the writing, and half-typed words are soon on the disk."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QTextDocument
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from annotator.gui.views.reading import ReadingPane

WAIT = 1_000
"""Milliseconds that typed words are in memory alone, also while typing goes on."""
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class Writing(QObject):
    """Watches one field. The keys of the window are not heard in it where they mean something to a writer."""

    due = Signal()
    """Write down what is there."""
    finished = Signal()
    """Ctrl+Enter; what is there is due as well."""

    def __init__(self, field: QPlainTextEdit | QLineEdit) -> None:
        super().__init__(field)
        self._field = field
        self._wait = QTimer(self, singleShot=True, interval=WAIT)
        self._wait.timeout.connect(self.due)
        typed = field.textEdited if isinstance(field, QLineEdit) else field.textChanged
        typed.connect(self._on_typed)
        field.installEventFilter(self)

    def _on_typed(self) -> None:
        """The first letter starts the clock; those after it do not put it back."""
        if not self._wait.isActive() and self._field.hasFocus():
            self._wait.start()

    def _hand_in(self) -> None:
        self._wait.stop()
        self.due.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._hand_in()
        elif isinstance(event, QKeyEvent) and ends_writing(event):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self._hand_in()
                self.finished.emit()
                return True
        return super().eventFilter(watched, event)


def ends_writing(event: QKeyEvent) -> bool:
    return event.key() in ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def typed(document: QTextDocument) -> str:
    """What was typed. ``toPlainText`` would turn each no-break space into a plain one."""
    return document.toRawText().replace("\u2029", "\n").replace("\u2028", "\n").strip()


def to_text(widget: QWidget) -> None:
    """Give the focus to the text of the window that the widget is in."""
    pane = widget.window().findChild(ReadingPane)
    if pane is not None:
        pane.setFocus(Qt.FocusReason.OtherFocusReason)
