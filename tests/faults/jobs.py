"""A process whose disk fails when told to: ``python -m tests.faults.jobs``, with the shim before it.

It loads the program once and forks for each line, a JSON list: name of the job, folder, number of the call
at which the disk fails, fault, file for the log or null. The fork does the job in that folder and says what
came of it.
"""

import hashlib
import json
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from annotator import intake  # noqa: F401 - loaded before the fork
from annotator.cli import acts, files, reading  # noqa: F401
from annotator.domain import Event, Status
from annotator.exchange import project_json  # noqa: F401
from annotator.problems import ProblemError
from annotator.review import Review
from annotator.store import migrations, search  # noqa: F401
from tests.faults import shim
from tests.faults.child import acknowledged, say
from tests.projects import reading as text
from tests.projects import state

LIMIT = 60
"""Seconds after which a job hangs."""
MEMORY = 2 << 30
"""Bytes that a project from elsewhere may make the program take."""
PROJECT = "project/p.annotator"
EXPORT = "out/review.json"
IMPORT = "out/theirs.json"
OLD = b"what was there before"
"""In place of the export."""


def _act(folder: Path) -> Iterator[Event | None]:
    """A short day's work, each act by itself; what fails is told, and the next is tried."""
    with closing(Review.open(folder / PROJECT)) as review:
        review.sign_in("Grace")
        policy = review.policies()[0].id
        mine: list[str] = []

        def tag() -> Event | None:
            event = review.tag(policy, [(0, 6)], "retention", note="kept for long " * 40)
            mine.append(event.changes[-1].entity.id)  # type: ignore[union-attr]
            return event

        tasks: list[Callable[[], Event | None]] = [
            tag,
            lambda: review.flag(policy, [(3, 9)], "vague-wording", note="?", counterpart=[(10, 14)]),
            lambda: review.edit(mine[-1], note="else", spans=[(2, 11)]),
            review.undo,
            review.redo,
            lambda: review.set_status(policy, Status.REVIEWED),
            lambda: review.remove([mine[-1]]),
            lambda: review.edit(
                next(each.id for each in review.annotations(policy) if each.id not in mine),
                note="seen",
            ),
            lambda: (
                review.add_policies([text("# Third\n\nWords, and more words. 😀\n" * 400, "3.txt")]).event
            ),
        ]
        for task in tasks:
            try:
                yield task()
            except IndexError:  # the tag it is about could not be made
                yield None
            except ProblemError as problem:
                say_problem(problem)


def _create(folder: Path) -> Iterator[Event | None]:
    Review.open(folder / "project/new.annotator", corpus=True).close()
    yield None


def _open(folder: Path) -> Iterator[Event | None]:
    """Which is all that a project from an earlier version needs to be brought up to date."""
    with closing(Review.open(folder / PROJECT)) as review:
        review.policies()
    yield None


def _export(folder: Path) -> Iterator[Event | None]:
    with closing(Review.open(folder / PROJECT)) as review:
        review.export(folder / EXPORT)
    yield None


def _import(folder: Path) -> Iterator[Event | None]:
    with closing(Review.open(folder / PROJECT)) as review:
        review.sign_in("Grace")
        yield review.import_annotations(folder / IMPORT).event


def _backup(folder: Path) -> Iterator[Event | None]:
    from annotator.store import backup

    backup.make(folder / PROJECT, why="asked")
    yield None


def _restore(folder: Path) -> Iterator[Event | None]:
    from annotator.store import backup

    backup.restore(folder / PROJECT, backup.backups_of(folder / PROJECT)[-1])
    yield None


def _look(folder: Path) -> Iterator[Event | None]:
    """All that one can do with a project from elsewhere, each by itself; says what came of it."""
    path = folder / PROJECT
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    def see() -> str:
        with closing(Review.open(path)) as review:
            return digest(review)

    def find() -> int:
        from annotator.store import check

        return len(check.check(path).defects)

    def act() -> object:
        with closing(Review.open(path)) as review:
            review.sign_in("Grace")
            policies = review.policies()
            return policies and review.tag(policies[0].id, [(0, 6)], "retention", note="new").seq

    def export() -> str:
        with closing(Review.open(path)) as review:
            review.export(folder / EXPORT)
        return hashlib.sha256((folder / EXPORT).read_bytes()).hexdigest()

    steps: list[Callable[[], object]] = [see, find, export, act]
    for step in steps:
        try:
            say("done", step.__name__, step())
        except ProblemError as problem:
            say_problem(problem)
    yield None


def _mend(folder: Path) -> Iterator[Event | None]:
    """Repair a project from elsewhere; says how many defects are left."""
    from annotator.store import check, repair

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    repair.repair(folder / PROJECT)
    say("done", "mend", len(check.check(folder / PROJECT).defects))
    yield None


def digest(review: Review) -> str:
    """Of all that a reviewer can see of a project."""
    seen = [
        state(review),
        review.reviewers(),
        review.store.rule_settings(),
        review.store.scans(),
        [acknowledged(event) for event in review.history()],
        review.search("we"),
    ]
    return hashlib.sha256(repr(seen).encode()).hexdigest()


JOBS: dict[str, Callable[[Path], Iterator[Event | None]]] = {
    "act": _act,
    "create": _create,
    "open": _open,
    "export": _export,
    "import": _import,
    "backup": _backup,
    "restore": _restore,
    "look": _look,
    "mend": _mend,
}


def say_problem(problem: ProblemError) -> None:
    say("problem", type(problem).__name__, str(problem))


def _do(job: str, folder: Path, at: int, fault: shim.Fault, log: str | None) -> None:
    out = -1 if log is None else os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
    shim.arm(folder, at, fault, out, data=log is not None)
    try:
        for event in JOBS[job](folder):
            if log is not None:
                os.write(out, b"0\tsaid\t0\t0\t0\t\t\n")
            say("done", *(() if event is None else acknowledged(event)))
    except ProblemError as problem:
        say_problem(problem)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told and fails the test
        say("bug", "".join(traceback.format_exception(error)))
    say("calls", shim.disarm())


def main() -> None:
    for line in sys.stdin:
        job, folder, at, fault, log = json.loads(line)
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            signal.alarm(LIMIT)
            _do(job, Path(folder), at, shim.Fault(fault), log)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        say("gone", os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0)


if __name__ == "__main__":
    main()
