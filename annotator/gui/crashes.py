"""Bugs: written down without the policies' words, and told once, with a report to be read before it is sent.

Imported when something has gone wrong, not before.
"""

import logging
import sys
from functools import cache
from logging.handlers import RotatingFileHandler
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from annotator import places
from annotator.bug_report import describe
from annotator.problems import ProblemError


class Crashes(QObject):
    """Hears of what nobody has caught, from whatever thread; tells of it in the window's."""

    _heard = Signal(str, str)
    """A sentence of a problem, or a report of a bug."""

    def __init__(self) -> None:
        super().__init__()
        application = QApplication.instance()
        if application is not None:
            self.moveToThread(application.thread())
        self._known: set[str] = set()
        self._telling = False
        self._heard.connect(self._tell)

    def hear(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Note it, and tell of it."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        sentence, report = "", ""
        if isinstance(error, ProblemError):
            sentence = str(error)
        else:
            report = describe(error.with_traceback(trace))
            sys.stderr.write(report)
            log().error("%s", report)
        if self.thread().isCurrentThread():
            self._tell(sentence, report)
        else:
            self._heard.emit(sentence, report)

    def _tell(self, sentence: str, report: str) -> None:
        """Never two over each other: a fault in painting would come again with each dialog about it."""
        if self._telling or QApplication.instance() is None:
            sys.stderr.write(f"{sentence}\n" if sentence else "")
            return
        if report in self._known:
            return
        self._telling = True
        try:
            from annotator.gui.views.crash_dialog import CrashDialog, tell  # noqa: PLC0415 - may be what fails

            if sentence:
                tell(sentence)
            else:
                self._known.add(report)
                CrashDialog(report).exec()
        finally:
            self._telling = False


@cache
def _crashes() -> Crashes:
    return Crashes()


def hear(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What ``sys.excepthook`` is told."""
    _crashes().hear(kind, error, trace)


def log() -> logging.Logger:
    """Goes to a file; where none can be written, to stderr."""
    found = logging.getLogger("annotator")
    if not found.handlers:
        handler: logging.Handler
        try:
            file = places.log_file()
            file.parent.mkdir(parents=True, exist_ok=True)
            handler = RotatingFileHandler(file, maxBytes=1_000_000, backupCount=2, encoding="utf-8")
        except OSError:
            handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        found.addHandler(handler)
    return found
