"""Asks a process of its own what a policy says of all that the law wants it to say.

The process is that of the scan, a second one: the table is wanted now, not after the policies that wait.
"""

from datetime import date

from PySide6.QtCore import QObject, QProcess, Signal

from annotator.detection.worker import MODULE, Job, done_of, job_line
from annotator.domain import PolicyId
from annotator.gui.processes import end_worker, worker_process


class Coverer(QObject):
    """Of several policies that were asked for, only the last is told of."""

    told = Signal(str, object)
    """A policy, and its rows: a tuple of ``Disclosed``."""
    failed = Signal(str)
    """The policy was given up; in a few words, why."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._worker: QProcess | None = None
        self._asked: PolicyId = ""

    def ask(self, policy: PolicyId, text: str, file_name: str) -> None:
        self._asked = policy
        today = date.today()  # noqa: DTZ011 - the reviewer's own day
        worker = self._running()
        if worker is not None:
            worker.write(job_line(Job(policy, text, file_name, today, coverage=True)))

    def close(self) -> None:
        """End the process; what is under way is not told of."""
        self._asked = ""
        worker, self._worker = self._worker, None
        end_worker(worker)

    def _running(self) -> QProcess | None:
        """None where it cannot be started, which has been told."""
        if self._worker is None:
            self._worker = worker = worker_process(MODULE, self)
            worker.readyReadStandardOutput.connect(self._on_output)
            worker.errorOccurred.connect(self._on_end)
            worker.finished.connect(self._on_end)
            worker.start()
        return self._worker

    def _on_output(self) -> None:
        worker = self._worker
        while worker is not None and worker is self._worker and worker.canReadLine():
            done = done_of(bytes(worker.readLine().data()))
            if done.policy != self._asked:
                continue  # another policy is on the desk by now
            self._asked = ""
            if done.failure:
                self.failed.emit(done.failure)
            else:
                self.told.emit(done.policy, done.covered)

    def _on_end(self) -> None:
        """It could not be started, or died of a text. The next question starts it anew."""
        asked = self._asked
        self.close()
        if asked:
            self.failed.emit(self.tr("its process ended"))
