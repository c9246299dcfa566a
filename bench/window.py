"""The real window in a process of its own, for the benchmarks that need one.

``python -m bench.window [PROJECT]`` opens it and closes it when a policy stands there and keys are heard.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit

from annotator.gui import app
from annotator.gui.views.reading import ReadingPane
from annotator.gui.window import MainWindow


class Paints(QObject):
    """Counts how often the text of one view has been painted."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        super().__init__(view)
        self.count = 0
        view.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False

    def wait(self, before: int) -> None:
        """Until it has been painted more often than that."""
        while self.count == before:
            QApplication.processEvents()


class FirstPaint(QObject):
    """Quits once the pane has been painted, and after what the window itself has put off until then."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched.parent(), ReadingPane):
            application = QApplication.instance()
            application.removeEventFilter(self)
            QTimer.singleShot(0, application.quit)
        return False


def open_window(project: Path) -> tuple[MainWindow, Paints]:
    """The window with a policy painted, and what was put off until then."""
    app.make_application()
    window = app.open_window(project)
    paints = Paints(window.pane)
    window.show()
    paints.wait(0)
    QApplication.processEvents()
    return window, paints


class Desk:
    """A window on a project, painted; and beside it Qt's own widget with the same bare text."""

    def __init__(self, project: Path) -> None:
        self.window, self._paints = open_window(project)
        self.pane = self.window.pane
        self.plain = QPlainTextEdit(self.window.session.text.text)
        self.plain.resize(self.pane.size())
        self._plain_paints = Paints(self.plain)
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
        self._paints.wait(before)
        QApplication.processEvents()

    def until_plain_painted(self, act: Callable[[], object]) -> None:
        """The same for Qt's own widget, of which nothing has changed."""
        before = self._plain_paints.count
        act()
        self.plain.viewport().update()
        self._plain_paints.wait(before)
        QApplication.processEvents()


def main() -> None:
    """As ``annotator-gui`` does it, to the last line."""
    FirstPaint(app.make_application())
    sys.exit(app.main(sys.argv[1:]))


if __name__ == "__main__":
    main()
