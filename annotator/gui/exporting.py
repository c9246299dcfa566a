"""Writes an export on another thread, with its own connection, so that the window never waits."""

import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Event as Stop
from typing import BinaryIO, cast

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from annotator.domain import Policy
from annotator.problems import ProblemError
from annotator.project import Project
from annotator.saving import replacing

FAULT = "A fault in the program: nothing was written. What was there before is untouched."
REPORT_EVERY = 1_000_000
"""Bytes between two words about how far it has come."""


class _StoppedError(Exception):
    """The reviewer cancelled."""


class _Counted:
    """The stream of the file, which counts and can be told to stop."""

    def __init__(self, stream: BinaryIO, stop: Stop, voice: "Voice") -> None:
        self._stream, self._stop, self._voice = stream, stop, voice
        self._written = self._told = 0

    def write(self, data: bytes) -> int:
        if self._stop.is_set():
            raise _StoppedError
        self._written += len(data)
        if self._written - self._told >= REPORT_EVERY:
            self._told = self._written
            self._voice.written.emit(self._written)
        return self._stream.write(data)

    def writelines(self, lines: Sequence[bytes]) -> None:
        for line in lines:
            self.write(line)


class Voice(QObject):
    written = Signal(int)
    """So many bytes."""
    done = Signal(str)
    """The problem, as a sentence; empty when the file is there or the reviewer has cancelled."""


class Export(QRunnable):
    """One export. Cancelled or failed, it leaves whatever file was there before as it was."""

    def __init__(self, project: Path, target: Path, form: str, policies: Sequence[Policy] | None) -> None:
        super().__init__()
        self._project, self._target, self._form, self._policies = project, target, form, policies
        self._stop = Stop()
        self.voice = Voice()

    def start(self) -> None:
        QThreadPool.globalInstance().start(self)

    def cancel(self) -> None:
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def write(self, project: Project, stream: BinaryIO) -> None:
        """What goes into the file."""
        project.export(stream, self._form, self._policies)

    def run(self) -> None:
        sentence = ""
        try:
            project = Project.open(self._project)
            try:
                with replacing(self._target) as stream:
                    counted = cast("BinaryIO", _Counted(stream, self._stop, self.voice))
                    self.write(project, counted)
            finally:
                project.close()
        except _StoppedError:
            pass
        except ProblemError as problem:
            sentence = str(problem)
        except Exception as error:  # noqa: BLE001 - whoever waits for it has to know that it has ended
            sentence = FAULT
            sys.excepthook(type(error), error, error.__traceback__)
        self.voice.done.emit(sentence)
