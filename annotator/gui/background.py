"""Work off the window's thread, which never waits."""

import sys
from collections.abc import Callable
from threading import Event as Stop
from typing import TypeAlias

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from annotator.problems import ProblemError

Step: TypeAlias = Callable[[int, int], bool]
"""Told how many of how many are done; False once the reviewer has cancelled."""


class StoppedError(Exception):
    """Raised by work that was told to stop, and heard by nobody."""


_busy: "set[Work]" = set()


class Work(QObject):
    """Runs once. It uses connections of its own: those of the window belong to the window's thread."""

    progressed = Signal(int, int)
    done = Signal(object)
    """What came of it."""
    failed = Signal(object)
    """The ``ProblemError`` that ended it; None where the reviewer has, or a bug, which is told by itself."""

    def __init__(self, do: Callable[[Step], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._do = do
        self._stop = Stop()
        self._task = _Task(self._run)
        self._task.setAutoDelete(False)

    def start(self) -> None:
        """It keeps itself alive until it has ended, whatever becomes of whoever started it."""
        _busy.add(self)
        self.setParent(None)
        QThreadPool.globalInstance().start(self._task)

    def cancel(self) -> None:
        """Ask it to stop at its next step."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def _step(self, done: int, total: int) -> bool:
        self.progressed.emit(done, total)
        return not self._stop.is_set()

    def _run(self) -> None:
        try:
            found = self._do(self._step)
        except StoppedError:
            self.failed.emit(None)
        except ProblemError as problem:
            self.failed.emit(problem)
        except Exception as error:  # noqa: BLE001 - whoever waits for it has to know that it has ended
            self.failed.emit(None)
            sys.excepthook(type(error), error, error.__traceback__)
        else:
            self.done.emit(found)
        finally:
            _busy.discard(self)


class _Task(QRunnable):
    def __init__(self, run: Callable[[], None]) -> None:
        super().__init__()
        self._run = run

    def run(self) -> None:
        self._run()
