"""Writes an export on another thread, with its own connection, so that the window never waits."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event as Stop
from time import monotonic
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from annotator.domain import Document, Policy
from annotator.problems import ProblemError
from annotator.project import Project
from annotator.saving import replacing

if TYPE_CHECKING:
    from annotator.store.project import Store

FAULT = "A fault in the program: nothing was written. What was there before is untouched."
REPORT_EVERY = 1_000_000
"""Bytes between two words about how far it has come."""
REPORT_S = 0.1
"""Seconds between two words about the policies that are read."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What has become of an export."""

    path: Path
    left_out: tuple[str, ...]
    """What of the project is not there, a sentence each."""


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


class _Watched:
    """The project as the export reads it, which tells how far it is and can be told to stop."""

    def __init__(self, store: "Store", stop: Stop, voice: "Voice", total: int) -> None:
        self._store, self._stop, self._voice, self._total = store, stop, voice, total
        self._seen: set[str] = set()
        self._told = 0.0

    def __getattr__(self, name: str) -> Any:
        if self._stop.is_set():
            raise _StoppedError
        return getattr(self._store, name)

    def document(self, policy: Policy) -> Document:
        if self._stop.is_set():
            raise _StoppedError
        self._seen.add(policy.id)
        if monotonic() - self._told > REPORT_S:
            self._told = monotonic()
            self._voice.read.emit(len(self._seen), self._total)
        return self._store.document(policy)


class Voice(QObject):
    written = Signal(int)
    """So many bytes."""
    read = Signal(int, int)
    """So many policies, of so many."""
    done = Signal(str)
    """The problem, as a sentence; empty when the file is there or the reviewer has cancelled."""


class Export(QRunnable):
    """One export. Cancelled or failed, it leaves whatever was there before as it was."""

    def __init__(
        self,
        project: Path,
        target: Path,
        form: str,
        policies: Sequence[Policy] | None,
        scheme: str = "",
    ) -> None:
        """``scheme``: in whose terms clauses are named; ours where it is empty."""
        super().__init__()
        self._project, self._target, self._form, self._policies = project, target, form, policies
        self._scheme = scheme
        self._stop = Stop()
        self.voice = Voice()
        self.outcome: Exported | None = None
        """Where it is and what is not in it, once it is there."""

    def start(self) -> None:
        QThreadPool.globalInstance().start(self)

    def cancel(self) -> None:
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def put(self, project: Project) -> Sequence[str]:
        """Have it written to its place; what is not in it, a sentence each."""
        with replacing(self._target) as stream:
            return self.write(project, cast("BinaryIO", _Counted(stream, self._stop, self.voice)))

    def write(self, project: Project, stream: BinaryIO) -> Sequence[str]:
        """What goes into the file; what does not, a sentence each."""
        return project.export(stream, self._form, self._policies, scheme=self._scheme)

    def run(self) -> None:
        sentence = ""
        try:
            project = Project.open(self._project)
            store = project.store
            try:
                total = len(project.policies() if self._policies is None else self._policies)
                project.store = cast("Store", _Watched(store, self._stop, self.voice, total))
                self.outcome = Exported(self._target, tuple(self.put(project)))
            finally:
                store.close()
        except _StoppedError:
            pass
        except ProblemError as problem:
            sentence = str(problem)
        except Exception as error:  # noqa: BLE001 - whoever waits for it has to know that it has ended
            sentence = FAULT
            sys.excepthook(type(error), error, error.__traceback__)
        self.voice.done.emit(sentence)


class FolderExport(Export):
    """One export that is a folder of files. Cancelled or failed, there is no such folder."""

    def put(self, project: Project) -> Sequence[str]:
        """All at once."""
        return project.export(self._target, self._form, self._policies, scheme=self._scheme)
