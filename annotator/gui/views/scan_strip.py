"""How far a scan has come, in the status bar, with a way to stop it. It takes no keys from the text."""

from time import monotonic

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from annotator.gui.scanning import Scanner
from annotator.gui.views.parts import plain_label

PATIENCE_MS = 400
"""A scan that takes longer is shown."""
LEFT_AFTER = 2
"""Seconds after which it is said how long the rest will take."""


class ScanStrip(QWidget):
    """Hidden while nothing is scanned."""

    def __init__(self, scanner: Scanner, parent: QWidget) -> None:
        super().__init__(parent)
        self._began = 0.0
        self.words = plain_label("", "muted")
        self.stop = QPushButton(self.tr("Cancel"))
        self.stop.setAccessibleName(self.tr("Cancel the scan"))
        self.stop.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(10)
        row.addWidget(self.words)
        row.addWidget(self.stop)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self.stop.clicked.connect(scanner.cancel)
        scanner.started.connect(self._on_started)
        scanner.progressed.connect(self._on_progressed)
        scanner.finished.connect(self._on_finished)
        self.hide()

    def _on_started(self) -> None:
        self._began = monotonic()
        self.words.setText(self.tr("Looking for issues"))
        self._patience.start()

    def _on_progressed(self, done: int, total: int) -> None:
        spent = monotonic() - self._began
        parts = [self.tr("Looking for issues")]
        if total > 1:
            parts.append(self.tr("{done} of {all}").format(done=f"{done:,}", all=f"{total:,}"))
        if done and spent > LEFT_AFTER and total > done:
            left = round(spent / done * (total - done))
            parts.append(self.tr("about {seconds} s left").format(seconds=left))
        self.words.setText("  ·  ".join(parts))

    def _on_finished(self) -> None:
        self._patience.stop()
        self.hide()
