"""kill -9 at any moment: what was acknowledged is there, and nothing is half there."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from annotator.review import Review
from tests.faults import FULL
from tests.faults.child import acknowledged
from tests.projects import assert_intact, assert_sound, everything_undone, state

ROOT = Path(__file__).parents[2]
KILLS = 250 if FULL else 20
TRIES = 80
"""Acts that a session tries; one that is to be killed tries ten times as many, to be at it when it comes."""


@dataclass
class Run:
    """What one process said before it ended."""

    opened: bool = False
    ended: bool = False
    seconds: float = 0.0
    events: list[list[Any]] = field(default_factory=list)


class Server:
    """The process that forks those that are to be killed."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def run(self, path: Path, seed: int, tries: int, kill_after: float | None = None) -> Run:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(seed, tries, path, file=self._process.stdin, flush=True)
        run = Run()
        _, pid = json.loads(self._process.stdout.readline())
        start = time.perf_counter()
        if kill_after is not None:
            time.sleep(kill_after)
            os.kill(pid, signal.SIGKILL)
        for line in self._process.stdout:
            match json.loads(line):
                case ["open"]:
                    run.opened = True
                case ["done", *event]:
                    run.events.append(event)
                case ["end"]:
                    run.ended = True
                case ["gone"]:
                    break
        run.seconds = time.perf_counter() - start
        return run


@contextmanager
def server() -> Iterator[Server]:
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.child"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Server(process)
        assert process.stdin is not None
        process.stdin.close()


def check(path: Path, run: Run) -> int:
    """Raise unless all that was acknowledged is there and nothing is torn; how many more acts there are."""
    if not path.exists():
        assert not run.opened
        return 0
    with closing(Review.open(path)) as review:
        review.store._db.execute("PRAGMA synchronous = OFF")  # nobody kills the one who checks
        assert_intact(path)
        assert_sound(review)
        history = review.history()[::-1]
        assert [event.act for event in history[:2]] == ["create", "import"]
        acts = history[2:]
        said = [list(acknowledged(event)) for event in acts[: len(run.events)]]
        assert said == run.events, "an acknowledged act is not as it was"
        more = len(acts) - len(run.events)
        assert more in {0, 1}
        review.sign_in("Undoer")
        while review.redo():
            pass
        end = state(review)
        everything_undone(review)
        assert len(review.policies()) == 5
        assert not any(review.annotations(policy.id) for policy in review.policies())
        assert review.taxonomy("clause").version == 1
        while review.redo():
            pass
        assert state(review) == end
    return more


@pytest.mark.slow
def test_kills_lose_nothing(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    dice = random.Random(2)
    kept = unsaid = before_open = 0
    with server() as forks:
        whole = forks.run(tmp_path / "whole.annotator", 0, TRIES)
        assert whole.ended
        assert len(whole.events) > 50
        check(tmp_path / "whole.annotator", whole)
        for number in range(KILLS):
            path = tmp_path / f"{number}.annotator"
            moment = whole.seconds * (number + dice.random()) / KILLS
            run = forks.run(path, number, 10 * TRIES, kill_after=moment)
            unsaid += check(path, run)
            kept += len(run.events)
            before_open += not run.opened
    record_property(
        "figure",
        f"{KILLS} kills at random moments of sessions of {whole.seconds:.2f} s: {before_open} while a project"
        f" was made, {kept} acts acknowledged, 0 lost, 0 torn, {unsaid} done but not acknowledged",
    )
    assert kept > KILLS
    assert before_open > 0 or not FULL, "of few kills none may come so early"
