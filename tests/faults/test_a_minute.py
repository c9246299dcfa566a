"""Two processes act on one project without a pause: nothing is corrupt, lost, or waited for in silence.

Ten seconds; with ``FAULTS=full`` a minute.
"""

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from annotator.review import Review
from annotator.store import turns
from annotator.store.check import check
from tests.faults import FULL
from tests.faults.child import acknowledged
from tests.projects import assert_intact

ROOT = Path(__file__).parents[2]
SECONDS = 60 if FULL else 10
LATE = 0.5
"""Seconds by which a loaded system may be late to wake a process."""


@pytest.mark.slow
def test_a_minute_of_two_processes_at_one_project(
    project_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Review.open(project_path, corpus=True).close()
    said = [tmp_path / f"said-{seed}.txt" for seed in (0, 1)]  # a pipe that nobody reads stops who writes
    processes = []
    for seed, file in enumerate(said):
        with file.open("w") as out:
            command = [
                sys.executable,
                "-m",
                "tests.faults.minute",
                str(seed),
                str(SECONDS),
                str(project_path),
            ]
            processes.append(subprocess.Popen(command, stdout=out, cwd=ROOT))
    assert [process.wait(timeout=SECONDS + 60) for process in processes] == [0, 0]
    ends = [each.read_text().splitlines() for each in said]
    done, refused = {}, []
    for lines in ends:
        for line in lines:
            match json.loads(line):
                case ["done", *event]:
                    assert event[0] not in done, "no two acts are one event"
                    done[event[0]] = event
                case ["refused", sentence]:
                    refused.append(sentence)
                case ["waited", statements, median, most, longest]:
                    assert longest < turns.PATIENCE + LATE
                    with capsys.disabled():
                        print(
                            f"\n  {statements} statements, waits included: {1000 * median:.2f} ms,"
                            f" 99 % {1000 * most:.0f} ms, longest {1000 * longest:.0f} ms",
                            end="",
                        )
    assert all("wait a moment and try again" in sentence for sentence in refused)
    assert len(refused) <= len(done) / 100
    assert all(lines[-1].startswith('["waited"') for lines in ends), "both came to their end"
    with closing(Review.open(project_path)) as review:
        events = {event.seq: list(acknowledged(event)) for event in review.history()}
        names = {each.id: each.name for each in review.reviewers()}
    assert {seq: events[seq] for seq in done} == done
    assert len(events) == len(done) + 2, "and the making"
    shares = [sum(names[event[2]] == f"Reviewer {seed}" for event in done.values()) for seed in (0, 1)]
    assert min(shares) > 0.1 * sum(shares), "either comes to its turn"
    with capsys.disabled():
        print(f"\n  {shares[0]} and {shares[1]} acts done, {len(refused)} refused", end="")
    assert check(project_path).defects == ()
    assert_intact(project_path)
