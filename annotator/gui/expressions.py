"""Asks a process of its own where a regular expression is found, and ends it where that takes too long."""

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from annotator.gui.processes import end_worker, worker_process
from annotator.text.expressions import (
    MODULE,
    NOT_RUNNING,
    TOO_LARGE,
    TOO_LONG,
    Answer,
    Question,
    answer_of,
    question_bytes,
)

MOST_MS = 2_000
"""For one question, by the clock, from when the process has it."""
START_MS = 15_000
"""For the process to start, on a computer that is busy with other things."""


class Expressions(QObject):
    """Of several questions only the last is answered, and always."""

    answered = Signal(object)
    """An ``Answer``."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._worker: QProcess | None = None
        self._ready = False
        self._waiting: bytes | None = None
        """The question for when the process is ready."""
        self._asked = False
        """Whether the process has one."""
        self._clock = QTimer(self, singleShot=True)
        self._clock.timeout.connect(self._on_late)

    @property
    def busy(self) -> bool:
        return self._asked or self._waiting is not None

    def ask(self, text: str, question: Question) -> None:
        """Where in the text; what was asked before is not answered any more."""
        self.drop()
        self._waiting = question_bytes(text, question)
        if self._worker is None:
            self._start()
        elif self._ready:
            self._send()

    def drop(self) -> None:
        """The answer is not wanted any more."""
        self._waiting = None
        if self._asked:
            self.close()

    def close(self) -> None:
        """End the process; the next question starts it anew."""
        self._clock.stop()
        self._ready = self._asked = False
        self._waiting = None
        worker, self._worker = self._worker, None
        end_worker(worker)

    def _start(self) -> None:
        self._worker = worker = worker_process(MODULE, self)
        worker.readyReadStandardOutput.connect(self._on_output)
        worker.errorOccurred.connect(self._on_death)
        worker.finished.connect(self._on_death)
        self._clock.start(START_MS)
        worker.start()

    def _send(self) -> None:
        question, self._waiting = self._waiting, None
        if question is not None and self._worker is not None:
            self._asked = True
            self._clock.start(MOST_MS)
            self._worker.write(question)

    def _on_output(self) -> None:
        worker = self._worker
        while worker is not None and worker is self._worker and worker.canReadLine():
            self._clock.stop()
            line = bytes(worker.readLine().data())
            if self._asked:
                self._asked = False
                self.answered.emit(answer_of(line))
            else:
                self._ready = True
                self._send()

    def _on_late(self) -> None:
        self._fail(TOO_LONG)

    def _on_death(self) -> None:
        self._fail(TOO_LARGE)

    def _fail(self, why: str) -> None:
        """End the process; where it never was ready, no expression is to blame."""
        ready, busy = self._ready, self.busy
        self.close()
        if busy:
            self.answered.emit(Answer(problem=why if ready else NOT_RUNNING))
