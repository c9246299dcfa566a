"""Work off the window's thread, which never waits."""

import sys
from collections.abc import Callable
from threading import Event as Stop
from threading import Thread
from typing import TypeAlias

from PySide6.QtCore import QEventLoop, QObject, Signal

from annotator.problems import ProblemError

Step: TypeAlias = Callable[[int, int], bool]
"""Told how many of how many are done; False once the reviewer has cancelled."""
Apart: TypeAlias = Callable[[Callable[[Step], object]], object]
"""Has something done and gives what comes of it, or raises what ended it."""

_busy: "set[Work]" = set()


class StoppedError(Exception):
    """Raised by work that was told to stop, and heard by nobody."""


class Work(QObject):
    """Runs once. It uses connections of its own: those of the window belong to the window's thread.

    It stays until it has ended, whatever becomes of whoever started it, and does not keep the program from
    being closed.
    """

    progressed = Signal(int, int)
    done = Signal(object)
    """What came of it."""
    failed = Signal(object)
    """The ``ProblemError`` that ended it; None where the reviewer has, or a bug, which is told by itself."""
    _over = Signal()

    def __init__(self, do: Callable[[Step], object]) -> None:
        super().__init__()
        self._do = do
        self._stop = Stop()
        self._thread = Thread(target=self._run, daemon=True)
        self._over.connect(self._forget)

    def start(self) -> None:
        """Begin."""
        _busy.add(self)
        self._thread.start()

    def cancel(self) -> None:
        """Ask it to stop at its next step."""
        self._stop.set()

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
        self._over.emit()

    def _forget(self) -> None:
        """In the window's thread, where this was made: no other may be the last to know it."""
        self._thread.join()
        _busy.discard(self)


def awaited(work: Work) -> object:
    """What comes of work that is waited for while the window lives.

    Raises the ProblemError that ended it, or StoppedError.
    """
    loop, end = QEventLoop(), _End()
    for ended, told in ((work.done, end.succeed), (work.failed, end.fail)):
        ended.connect(told)
        ended.connect(loop.quit)
    work.start()
    loop.exec()
    if not end.well:
        raise end.problem or StoppedError
    return end.found


class _End(QObject):
    """How work came out; an object of the window's thread, so that it is told there."""

    well = False
    found: object = None
    problem: ProblemError | None = None

    def succeed(self, found: object) -> None:
        self.well, self.found = True, found

    def fail(self, problem: ProblemError | None) -> None:
        self.problem = problem
