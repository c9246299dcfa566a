"""A bar over the text that says what was taken away and offers Undo, or what went wrong and what to do."""

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from annotator.gui.views.parts import plain_label

OFFER_MS = 8_000
EDGE = 18


class UndoBar(QFrame):
    """Stands at the foot of its parent; an offer goes after 8 s, a problem when it is closed."""

    undo_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setObjectName("undoBar")
        self._words = plain_label(wrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Preferred)
        self.undo = QPushButton(self.tr("Undo"))
        self.close_button = QPushButton(self.tr("Close"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 9, 9)
        row.setSpacing(12)
        row.addWidget(self._words, 1)
        row.addWidget(self.undo)
        row.addWidget(self.close_button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(OFFER_MS)
        self._timer.timeout.connect(self.hide)
        self.undo.clicked.connect(self._ask)
        self.close_button.clicked.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    def offer(self, words: str) -> None:
        """It was done; it can be undone."""
        self.undo.show()
        self._appear(words)
        self._timer.start()

    def warn(self, words: str) -> None:
        """It was not done; the sentence says what to do."""
        self.undo.hide()
        self._timer.stop()
        self._appear(words)

    def _appear(self, words: str) -> None:
        self._words.setText(words)
        self.show()
        self._place()
        self.raise_()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _place(self) -> None:
        area = self._over.rect()
        width = min(area.width() - 2 * EDGE, 680)
        height = max(self.sizeHint().height(), self.heightForWidth(width))
        self.setGeometry((area.width() - width) // 2, area.height() - height - EDGE, width, height)

    def _ask(self) -> None:
        self.hide()
        self.undo_asked.emit()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def enterEvent(self, event: QEnterEvent) -> None:
        """Whoever reads it gets the time to."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self.undo.isVisible():
            self._timer.start()
        super().leaveEvent(event)
