"""A bar over the text that says what was taken away and offers Undo, or what went wrong and what to do."""

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from annotator.gui.session import Session
from annotator.gui.views.parts import plain_label
from annotator.gui.views.wording import isolated_quotes

OFFER_MS = 8_000
EDGE = 18


class UndoBar(QFrame):
    """Stands at the foot of its parent and speaks of one act: with the next one, or another policy, it goes.

    An offer goes after 8 s besides. Its button takes back the act that was offered and no other.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._over = parent
        self._offered: int | None = None
        """The number of the event that the button takes back."""
        self._fresh = QTimer(self, singleShot=True, interval=0)
        """Runs until the call that failed is over: what follows within it is part of the same act."""
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
        self._timer.timeout.connect(self.go)
        self.undo.clicked.connect(self._ask)
        self.close_button.clicked.connect(self.go)
        for news in (session.changed, session.policy_opened, session.project_opened):
            news.connect(self._pass)
        session.problem.connect(self.warn)
        session.undo_offered.connect(self.offer)
        parent.installEventFilter(self)
        self.hide()

    @property
    def words(self) -> str:
        return self._words.text()

    def offer(self, words: str) -> None:
        """It was done just now; it can be undone."""
        self._offered = self._last_act()
        self._fresh.stop()
        self.undo.show()
        self._appear(words)
        self._timer.start()

    def warn(self, words: str) -> None:
        """It was not done; the sentence says what to do."""
        self.undo.hide()
        self._timer.stop()
        self._fresh.start()
        self._appear(words)

    def go(self) -> None:
        """Hide. A focus that was here goes to the text; Qt would give it to whatever comes next."""
        focus = QApplication.focusWidget()
        held = focus is not None and self.isAncestorOf(focus)
        self.hide()
        if held:
            self._over.setFocus()

    def _appear(self, words: str) -> None:
        self._words.setText(isolated_quotes(words))
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

    def _pass(self) -> None:
        """Something else happened. What was said in the same breath stays to be read."""
        if not self._fresh.isActive():
            self.go()

    def _last_act(self) -> int | None:
        act = self._session.review.undoable
        return act.seq if act is not None else None

    def _ask(self) -> None:
        self._session.leaving.emit()
        self.go()
        self._over.setFocus()
        if self._offered is not None and self._offered == self._last_act():
            self._session.undo()
        else:
            self._session.notice.emit(
                self.tr("Something else was done since. Ctrl+Z takes back one act after the other.")
            )

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
