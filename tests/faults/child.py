"""A process that works on a project until somebody kills it: ``python -m tests.faults.child``.

It loads the program once and then forks for each line that it is given, ``SEED TRIES PATH``. The fork tries
that many acts through ``Review`` and says each only when it is done, as one line with the event it returned.
"""

import hashlib
import json
import os
import random
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from annotator import records
from annotator.domain import CLAUSES, ISSUES, Event, State, Status
from annotator.problems import BadInputError
from annotator.review import Review
from annotator.store import migrations, search  # noqa: F401 - loaded before the fork
from tests.projects import reading


def say(*words: object) -> None:
    """One line in one write: whoever reads has all of it or nothing."""
    os.write(1, f"{json.dumps(words)}\n".encode())


def acknowledged(event: Event) -> tuple[object, ...]:
    """An event in the form in which it is said and compared: short enough for one write to a pipe."""
    changes = hashlib.sha256(records.encode_changes(event.changes).encode()).hexdigest()
    return (event.seq, event.at, event.reviewer, event.act, event.title[:500], changes)


def session(path: Path, seed: int, tries: int) -> Iterator[Event | None]:
    """Make the project if it is not there, sign in, and act."""
    dice = random.Random(seed)
    review = Review.open(path, corpus=True)
    say("open")
    review.sign_in(f"Reviewer {seed}")
    policies = review.policies()
    clauses = [label.id for label in review.taxonomy(CLAUSES).labels]
    issues = [label.id for label in review.taxonomy(ISSUES).labels]

    def policy() -> str:
        return dice.choice(policies).id

    def place() -> tuple[int, int]:
        start = dice.randrange(5000)
        return start, start + dice.randrange(1, 200)

    def mark() -> str:
        here = [each for policy in policies for each in review.annotations(policy.id)]
        return dice.choice(here).id

    acts: list[Callable[[], Event | None]] = [
        lambda: review.tag(policy(), [place()], dice.choice(clauses), note=f"note {dice.random()}"),
        lambda: review.flag(policy(), [place(), place()], dice.choice(issues), counterpart=[place()]),
        lambda: review.tag(policy(), [], dice.choice(clauses)),
        lambda: review.edit(mark(), note=f"note {dice.random()}", spans=[place()]),
        lambda: review.edit(mark(), state=State.DISMISSED, reason="r"),
        lambda: review.remove([mark(), mark()]),
        lambda: review.set_status(policy(), dice.choice(list(Status))),
        lambda: review.add_policies([reading(f"# New\n\n{dice.random()} 😀\n" * 50)]).event,
        lambda: review.set_taxonomy(replace(review.taxonomy(CLAUSES), note=f"{dice.random()}")),
        review.undo,
        review.undo,
        review.redo,
    ]
    for _ in range(tries):
        with suppress(BadInputError, IndexError):
            yield dice.choice(acts)()


def work(seed: int, tries: int, path: Path) -> None:
    for event in session(path, seed, tries):
        if event is not None:
            say("done", *acknowledged(event))
    say("end")


def main() -> None:
    for line in sys.stdin:
        seed, tries, path = line.rstrip("\n").split(" ", 2)
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            say("pid", os.getpid())
            work(int(seed), int(tries), Path(path))
            os._exit(0)
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()
