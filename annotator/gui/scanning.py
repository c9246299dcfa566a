"""Looks for issues in a process of its own: a thread would share the interpreter with the window and make it
stutter.

One text is handed over at a time. What comes back goes into the project in lots, so that no commit takes long
and what is found early is seen early. A scan that is stopped loses nothing: the next one finds the rest.
"""

import os
import sys
from collections import deque
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

import annotator
from annotator.detection.rule import Finding
from annotator.detection.worker import Done, Job, done_of, job_line
from annotator.domain import PolicyId
from annotator.gui.session import Session
from annotator.problems import ProblemError
from annotator.suggestions import severities, switched_off

LOT = 300
"""Findings that go into the project at once."""


class Scanner(QObject):
    """Scans the policies it is given, in order; what waits already is not added twice."""

    started = Signal()
    progressed = Signal(int, int)
    """So many policies of so many are done."""
    finished = Signal(bool)
    """Nothing waits any more. True when all was done, False when the rest was given up."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._worker: QProcess | None = None
        self._waiting: deque[PolicyId] = deque()
        self._under_way: Job | None = None
        self._ruleset, self._as_of = "", date.min
        self._found: dict[PolicyId, tuple[Finding, ...]] = {}
        self._failed = 0
        self.done = self.new = self.unchanged = self.gone = 0
        """Policies, and suggestions, since nothing waited last."""
        session.project_opened.connect(self.cancel)

    @property
    def busy(self) -> bool:
        return self._under_way is not None

    def scan(self, policies: Iterable[PolicyId]) -> None:
        """Scan these after those that wait already."""
        under_way = self._under_way.policy if self._under_way is not None else ""
        known = {*self._waiting, under_way}
        self._waiting.extend(one for one in policies if one not in known)
        if not self.busy:
            self.done = self.new = self.unchanged = self.gone = self._failed = 0
            self.started.emit()
            self._next()

    def scan_new(self) -> None:
        """Scan what the rules as they are set now have not seen; the worker knows which there are."""
        self.scan([""])

    def cancel(self) -> None:
        """Give up what waits and what is under way, at once; what was found before stays."""
        if self.busy:
            self.close()
            self.finished.emit(False)  # noqa: FBT003 - as Qt declares it

    def close(self) -> None:
        """End the process without a word."""
        self._waiting.clear()
        self._found.clear()
        self._under_way = None
        self._stop_worker()

    # One text after the other

    def _next(self) -> None:
        while self._waiting:
            policy = self._waiting.popleft()
            try:
                self._under_way = self._job(policy)
            except ProblemError:
                continue  # it is gone, or cannot be read, which is said when it is opened
            self._running_worker().write(job_line(self._under_way))
            return
        self._hand_in()
        self.finished.emit(True)  # noqa: FBT003 - as Qt declares it

    def _job(self, policy: PolicyId) -> Job:
        review = self._session.review
        settings = review.rule_settings()
        return Job(
            policy,
            review.text(policy).text if policy else "",
            review.policy(policy).file_name if policy else "",
            date.today(),  # noqa: DTZ011 - the reviewer's own day
            switched_off(settings),
            severities(settings),
        )

    def _on_output(self) -> None:
        worker = self._worker
        while worker is not None and worker is self._worker and worker.canReadLine():
            self._take(done_of(bytes(worker.readLine().data())))

    def _take(self, done: Done) -> None:
        job, self._under_way = self._under_way, None
        if job is None or job.policy != done.policy:
            return
        if done.failure:
            self._fail(done)
        elif not done.policy:
            self._waiting.extend(one.id for one in self._session.review.unscanned(done.ruleset))
        else:
            self._keep(done, job)
        self.progressed.emit(self.done, self.done + len(self._waiting))
        self._next()

    def _keep(self, done: Done, job: Job) -> None:
        self.done += 1
        if done.ruleset != self._ruleset:
            self._hand_in()
        self._ruleset, self._as_of = done.ruleset, job.as_of
        self._found[done.policy] = done.findings
        if sum(map(len, self._found.values())) >= LOT:
            self._hand_in()

    def _hand_in(self) -> None:
        found, self._found = self._found, {}
        scanned = self._session.suggest(found, self._ruleset, self._as_of) if found else None
        if scanned is not None:
            self.new += scanned.new
            self.unchanged += scanned.unchanged
            self.gone += scanned.gone

    def _fail(self, done: Done) -> None:
        """Said once in a scan: the same bug may stand in the way of every text."""
        self._failed += 1
        policy = self._session.policies.get(done.policy)
        if self._failed == 1:
            self._session.problem.emit(
                self.tr(
                    "“{name}” could not be searched for issues ({kind}). This is a fault in the program;"
                    " all else works as before."
                ).format(name=policy.title if policy is not None else "", kind=done.failure)
            )

    # The process

    def _running_worker(self) -> QProcess:
        if self._worker is None:
            worker = QProcess(self)
            environment = QProcessEnvironment.systemEnvironment()
            home = str(Path(annotator.__file__).parent.parent)
            paths = [home, *filter(None, [environment.value("PYTHONPATH")])]
            environment.insert("PYTHONPATH", os.pathsep.join(paths))
            worker.setProcessEnvironment(environment)
            worker.setStandardErrorFile(QProcess.nullDevice())
            worker.readyReadStandardOutput.connect(self._on_output)
            worker.errorOccurred.connect(self._on_death)
            worker.finished.connect(self._on_death)
            self._worker = worker
            worker.start(sys.executable, ["-m", "annotator.detection.worker"])
        return self._worker

    def _on_death(self) -> None:
        """The process could not be started, or died of a text: that one is given up, and the rest goes on."""
        if self._worker is None:
            return
        self._stop_worker()
        if self._under_way is not None:
            self._take(Done(self._under_way.policy, "", failure=self.tr("its process ended")))

    def _stop_worker(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.blockSignals(True)  # noqa: FBT003 - as Qt declares it
            worker.kill()
            worker.waitForFinished(1_000)
            worker.deleteLater()
