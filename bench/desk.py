"""The real window, for the benchmarks that work in one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit

from annotator.gui import app
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
