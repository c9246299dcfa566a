"""Looks for issues in a process of its own: a thread would share the interpreter with the window and make it
stutter.

One text is handed over at a time. What comes back goes into the project in lots, so that no commit takes long
and what is found early is seen early. A scan that is stopped loses nothing: the next one finds the rest.
"""

from collections import deque
from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import QObject, QProcess, Signal

from annotator.detection.rule import Finding
from annotator.detection.worker import MODULE, Done, Job, done_of, job_line
from annotator.domain import PolicyId
from annotator.gui.open_policy import is_queued
from annotator.gui.processes import end_worker, worker_process
from annotator.gui.session import Session
from annotator.problems import ProblemError
from annotator.suggestions import severities, switched_off

LOT = 300
"""Findings that go into the project at once."""
DEATHS = 3
"""Of the process, one after the other; then it is not the texts that it dies of."""


class Scanner(QObject):
    """Scans the policies it is given, in order; what waits already is not added twice."""

    started = Signal()
    progressed = Signal(int, int)
    """So many policies of so many are done."""
    finished = Signal(bool)
    """Nothing waits any more. True when all was looked at, False when the rest was given up."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._worker: QProcess | None = None
        self._waiting: deque[PolicyId] = deque()
        self._under_way: Job | None = None
        self._ruleset, self._as_of = "", date.min
        self._found: dict[PolicyId, tuple[Finding, ...]] = {}
        self._deaths = 0
        self._looked_at: set[PolicyId] = set()
        self.failed = self.new = self.maybe = self.unchanged = self.gone = 0
        """Policies that could not be searched, and suggestions, since nothing waited last. Of the new ones,
        ``maybe`` are only worth a look.
        """
        session.project_opened.connect(self._on_project_opened)

    @property
    def busy(self) -> bool:
        return self._under_way is not None

    @property
    def done(self) -> int:
        """How many policies have been looked at since nothing waited last."""
        return len(self._looked_at)

    def scan(self, policies: Iterable[PolicyId]) -> None:
        """Scan these after those that wait already."""
        busy = self.busy
        self._put_in_line(policies)
        if not busy:
            self._looked_at.clear()
            self.failed = self.new = self.maybe = self.unchanged = self.gone = self._deaths = 0
            self.started.emit()
            self._next()

    def scan_new(self) -> None:
        """Scan what the rules as they are set now have not seen; the worker knows which there are."""
        self.scan([""])

    def cancel(self) -> None:
        """Give up what waits and what is under way, at once; what was found before stays."""
        if self.busy:
            self._give_up()
            self._hand_in()
            self._end(complete=False)

    def close(self) -> None:
        """End the process without a word."""
        self._give_up()
        self._found.clear()

    def _on_project_opened(self) -> None:
        """What was found in the former project is found again when that is opened."""
        busy = self.busy
        self.close()
        if busy:
            self._end(complete=False)

    def _give_up(self) -> None:
        self._waiting.clear()
        self._under_way = None
        self._stop_worker()

    def _end(self, *, complete: bool) -> None:
        self.finished.emit(complete)

    # One text after the other

    def _put_in_line(self, policies: Iterable[PolicyId]) -> None:
        known = {*self._waiting, self._under_way.policy if self._under_way is not None else None}
        self._waiting.extend(one for one in policies if one not in known)

    def _next(self) -> None:
        while self._waiting:
            policy = self._waiting.popleft()
            try:
                self._under_way = self._job(policy)
            except ProblemError:
                continue  # it is gone, or cannot be read, which is said when it is opened
            self._running_worker().write(job_line(self._under_way))
            return
        self._end(complete=self._hand_in())

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
            self._deaths = 0
            self._take(done_of(bytes(worker.readLine().data())))

    def _take(self, done: Done) -> None:
        job, self._under_way = self._under_way, None
        if job is None or job.policy != done.policy:
            return
        if not done.policy:
            self._put_in_line(self._unscanned(done))
        elif done.policy in self._session.policies and not self._keep(done, job):
            self._give_up()
            self._end(complete=False)
            return
        self.progressed.emit(self.done, self.done + len(self._waiting))
        self._next()

    def _unscanned(self, done: Done) -> list[PolicyId]:
        """Those that these rules have not seen."""
        try:
            return [one.id for one in self._session.review.unscanned(done.ruleset)]
        except ProblemError as problem:
            self._session.problem.emit(str(problem))
            return []

    def _keep(self, done: Done, job: Job) -> bool:
        """False where the project does not take it."""
        self._looked_at.add(done.policy)
        if done.failure:
            self._fail(done)
            return True
        taken = done.ruleset == self._ruleset or self._hand_in()
        self._ruleset, self._as_of = done.ruleset, job.as_of
        self._found[done.policy] = done.findings
        return taken and (sum(map(len, self._found.values())) < LOT or self._hand_in())

    def _hand_in(self) -> bool:
        """False where the project does not take it, which has been said then."""
        found, self._found = self._found, {}
        if not found:
            return True
        scanned = self._session.suggest(found, self._ruleset, self._as_of)
        if scanned is None:
            return False
        self.new += scanned.new
        if scanned.event is not None:
            self.maybe += sum(one.before is None and is_queued(one.after) for one in scanned.event.changes)
        self.unchanged += scanned.unchanged
        self.gone += scanned.gone
        return True

    def _fail(self, done: Done) -> None:
        """Said once in a scan: the same bug may stand in the way of every text."""
        self.failed += 1
        if self.failed == 1:
            policy = self._session.policies[done.policy]
            self._session.problem.emit(
                self.tr(
                    "“{name}” could not be searched for issues ({kind}). This is a fault in the program;"
                    " all else works as before."
                ).format(name=policy.title or policy.file_name, kind=done.failure)
            )

    # The process

    def _running_worker(self) -> QProcess:
        if self._worker is None:
            worker = worker_process(MODULE, self)
            worker.readyReadStandardOutput.connect(self._on_output)
            worker.errorOccurred.connect(self._on_error)
            worker.finished.connect(self._on_death)
            self._worker = worker
            worker.start()
        return self._worker

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._stop_for_good()
        else:
            self._on_death()

    def _on_death(self) -> None:
        """The process died of a text: that one is given up, and the rest goes on."""
        if self._worker is None:
            return
        self._stop_worker()
        self._deaths += 1
        job = self._under_way
        if job is None:
            return
        if job.policy and self._deaths < DEATHS:
            self._take(Done(job.policy, "", failure=self.tr("its process ended")))
        else:
            self._stop_for_good()

    def _stop_for_good(self) -> None:
        self._give_up()
        self._session.problem.emit(
            self.tr(
                "Nothing more can be searched for issues: the process that does it does not run."
                " All else works as before. Close the program and start it again; if this goes on, install"
                " it anew."
            )
        )
        self._hand_in()
        self._end(complete=False)

    def _stop_worker(self) -> None:
        worker, self._worker = self._worker, None
        end_worker(worker)
