"""What is found in a text, as a process of its own: a job on each line of stdin, what came of it on a line of
stdout, both JSON.

The window starts it, so that a long text never makes the window wait, and may kill it at any time.
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

import msgspec

from annotator.detection import garbage
from annotator.detection.rule import Finding
from annotator.detection.verdict import Disclosed
from annotator.domain import PolicyId, Severity

MODULE = __name__
"""As which it is started."""


@dataclass(frozen=True, slots=True)
class Job:
    """One text to be looked at. ``off`` are the ids of the rules that are switched off.

    An empty text asks for the fingerprint of the rules and nothing else.
    """

    policy: PolicyId
    text: str
    file_name: str
    as_of: date
    off: frozenset[str] = frozenset()
    severities: dict[str, Severity] | None = None
    coverage: bool = False
    """Whether the coverage table is wanted, in place of the findings."""


@dataclass(frozen=True, slots=True)
class Done:
    """What was found in one text; ``failure`` names the kind of a bug that stopped its scan."""

    policy: PolicyId
    ruleset: str = ""
    """What ``scan.fingerprint`` says of the rules that were run."""
    findings: tuple[Finding, ...] = ()
    failure: str = ""
    covered: tuple[Disclosed, ...] = ()


_jobs = msgspec.json.Decoder(Job)
_results = msgspec.json.Decoder(Done)
_encode = msgspec.json.Encoder().encode


def job_line(job: Job) -> bytes:
    """A job as the worker reads it."""
    return _encode(job) + b"\n"


def done_of(line: bytes) -> Done:
    """What the worker has written on one line."""
    return _results.decode(line)


def work(jobs: Iterable[bytes], results: BinaryIO) -> None:
    """Do each job as it comes. A bug in a rule costs what is found in one text, never the worker."""
    for line in jobs:
        job = _jobs.decode(line)
        done = _covered(job) if job.coverage else _scanned(job)
        results.write(_encode(done) + b"\n")
        results.flush()


def _scanned(job: Job) -> Done:
    from annotator.detection.rules import RULES  # noqa: PLC0415 - the window imports the values above only
    from annotator.detection.scan import fingerprint, scan  # noqa: PLC0415

    rules = [rule for rule in RULES if rule.id not in job.off]
    ruleset = fingerprint(job.off, job.severities)
    try:
        found = scan(
            job.text,
            file_name=job.file_name,
            as_of=job.as_of,
            rules=rules,
            severities=job.severities,
        )
    except Exception as error:  # noqa: BLE001 - any bug in any rule
        return Done(job.policy, ruleset, failure=type(error).__name__)
    return Done(job.policy, ruleset, tuple(found))


def _covered(job: Job) -> Done:
    from annotator.detection.coverage import coverage  # noqa: PLC0415
    from annotator.detection.subject import Subject  # noqa: PLC0415

    try:
        covered = coverage(Subject(job.text, file_name=job.file_name, as_of=job.as_of))
    except Exception as error:  # noqa: BLE001
        return Done(job.policy, failure=type(error).__name__)
    return Done(job.policy, covered=covered)


if __name__ == "__main__":
    with garbage.only_scanning():
        work(sys.stdin.buffer, sys.stdout.buffer)
