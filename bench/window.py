"""Starts the program as ``annotator-gui`` does, and leaves it as soon as it has started.

``python -m bench.window drawn|heard [PROJECT]`` leaves when a policy is painted, or when the panels too are
there and keys are heard.
"""

import sys
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

from annotator.gui import app


class FirstPaint(QObject):
    """Leaves once this widget has been painted, or after what the window does then."""

    def __init__(self, watched: QObject, *, at_once: bool) -> None:
        super().__init__(watched)
        self._at_once = at_once
        watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            leave = QCoreApplication.exit
            if not self._at_once:
                # Behind what the window puts off until its first paint, which it orders only now.
                leave = partial(QTimer.singleShot, 0, partial(QTimer.singleShot, 0, leave))
            leave()
        return False


def main() -> None:
    """The whole of ``app.main``, with one pair of eyes on the pane."""
    _, until, *arguments = sys.argv
    opened = app.open_window

    def watched(project: object) -> object:
        window = opened(project)
        FirstPaint(window.pane.viewport(), at_once=until == "drawn")
        return window

    app.open_window = watched
    sys.exit(app.main(arguments))


if __name__ == "__main__":
    main()
