"""The real window in a process of its own, for the benchmarks that need one.

``python -m bench.window [PROJECT]`` opens it and closes it when a policy stands there and keys are heard.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from annotator.gui import app
from annotator.gui.views.reading import ReadingPane
from annotator.gui.window import MainWindow


class Paints(QObject):
    """Hears of each time that the pane has been painted."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self.count = 0
        self.plain = 0
        self.first: Callable[[], object] = int
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched.parent(), ReadingPane):
            self.count += 1
            if self.count == 1:
                # After what the window itself has put off until it is painted.
                QTimer.singleShot(0, self.first)
        elif event.type() == QEvent.Type.Paint and isinstance(watched.parent(), QPlainTextEdit):
            self.plain += 1
        return False


def open_window(project: Path) -> tuple[MainWindow, Paints]:
    """The window with a policy painted, and what was put off until then."""
    paints = Paints(app.make_application())
    window = app.open_window(project)
    window.show()
    while not paints.count:
        QApplication.processEvents()
    QApplication.processEvents()
    return window, paints


class Desk:
    """A window on a project, painted; and beside it Qt's own widget with the same bare text."""

    def __init__(self, project: Path) -> None:
        self.window, self._paints = open_window(project)
        self.pane = self.window.pane
        self.plain = QPlainTextEdit(self.window.session.text.text)
        self.plain.resize(self.pane.size())
        self.plain.show()
        self.window.activateWindow()
        self.pane.setFocus()
        self.settle()

    def settle(self) -> None:
        """Let everything happen that waits to."""
        for _ in range(3):
            QApplication.processEvents()

    def until_painted(self, act: Callable[[], object]) -> None:
        """Do it, then wait until the pane is painted anew, and the lists with it."""
        before = self._paints.count
        act()
        self._wait(before, plain=False)
        QApplication.processEvents()

    def until_plain_painted(self, act: Callable[[], object]) -> None:
        """The same for Qt's own widget, of which nothing has changed."""
        before = self._paints.plain
        act()
        self.plain.viewport().update()
        self._wait(before, plain=True)
        QApplication.processEvents()

    def _wait(self, before: int, *, plain: bool) -> None:
        while (self._paints.plain if plain else self._paints.count) == before:
            QApplication.processEvents()


def main() -> None:
    """As ``annotator-gui`` does it, to the last line."""
    application = app.make_application()
    paints = Paints(application)
    paints.first = application.quit
    sys.exit(app.main(sys.argv[1:]))


if __name__ == "__main__":
    main()
