"""Three hints for the first minute, in place; each is ticked off when it has been done."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from annotator.domain import Event, Flag, Tag
from annotator.gui.open_policy import is_suggestion
from annotator.gui.session import Session
from annotator.gui.settings import Settings
from annotator.gui.views.parts import plain_label

DONE = "hints/done"
TICKED = "hints/ticked"
"""The places of those that were done, as ``02``."""
NARROW = 480
"""Pixels. Below, one hint is shown at a time."""


class Hints(QWidget):
    """Select a sentence, press 3, F8 for the next issue or suggestion. Gone for good once done or closed."""

    def __init__(self, session: Session, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setObjectName("hints")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._texts = (
            self.tr("Click a sentence, press S to select it"),
            self.tr("Press 3 to tag it, F to flag an issue"),
            self.tr("F8: the next issue or suggestion (A accepts, X dismisses), F1: all keys"),
        )
        ticked = settings.text(TICKED)
        self._ticks = [str(place) in ticked for place in range(len(self._texts))]
        self._narrow = False
        self._labels: list[QLabel] = [plain_label(wrap=True) for _ in self._texts]
        close = QToolButton()
        close.setText("✕")
        close.setToolTip(self.tr("Close the hints"))
        close.setAccessibleName(self.tr("Close the hints"))
        close.setProperty("flat", True)  # noqa: FBT003 - a property's value
        close.clicked.connect(self._finish)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(26)
        for label in self._labels:
            row.addWidget(label, 1)
        row.addWidget(close)
        session.selection_changed.connect(self._on_selection)
        session.changed.connect(self._on_changed)
        self._refresh()
        self.setVisible(not settings.truth(DONE, default=False))

    def restart(self) -> None:
        self._ticks = [False] * len(self._texts)
        self._settings.put(TICKED, "")
        self._settings.put(DONE, value=False)
        self._refresh()
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            self._refresh()

    def stepped(self) -> None:
        """The reviewer went to an issue."""
        self._tick(2)

    def _finish(self) -> None:
        self._settings.put(DONE, value=True)
        self.hide()

    def _on_selection(self, start: int, end: int) -> None:
        if end - start > 1:
            self._tick(0)

    def _on_changed(self, event: Event) -> None:
        """What a scan suggests is not the reviewer's doing."""
        made = (change.after for change in event.changes if change.before is None)
        if any(isinstance(one, Tag | Flag) and not is_suggestion(one) for one in made):
            self._tick(1)

    def _tick(self, hint: int) -> None:
        if self.isVisible() and not self._ticks[hint]:
            self._ticks[hint] = True
            ticked = (str(place) for place, done in enumerate(self._ticks) if done)
            self._settings.put(TICKED, "".join(ticked))
            self._refresh()
            if all(self._ticks):
                self._finish()

    def _refresh(self) -> None:
        following = self._ticks.index(False) if False in self._ticks else 0
        for place, (label, words) in enumerate(zip(self._labels, self._texts, strict=True)):
            label.setText(f"{'✓' if self._ticks[place] else '①②③'[place]}  {words}")
            label.setEnabled(not self._ticks[place])
            label.setVisible(not self._narrow or place == following)
