"""Jobs done by processes whose disk fails when told to, and what is left afterwards."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.faults.shim import Fault

ROOT = Path(__file__).parents[2]
HANGS = 14
"""The signal that ends a job which takes too long."""


@dataclass
class Outcome:
    """What one process said before it ended."""

    done: list[list[Any]] = field(default_factory=list)
    """What was acknowledged: events, or nothing where the job makes none."""
    problems: list[tuple[str, str]] = field(default_factory=list)
    """Kind and sentence."""
    bug: str = ""
    calls: int = 0
    signal: int = 0

    @property
    def events(self) -> list[list[Any]]:
        return [each for each in self.done if each]


class Trials:
    """One folder, filled anew for each job, and the process that forks those who work in it."""

    def __init__(self, process: "subprocess.Popen[str]", folder: Path) -> None:
        self._process = process
        self.folder = folder / "run"

    def fill(self, template: Path) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(template, self.folder)
        for name in ("tmp", "home"):
            (self.folder / name).mkdir(exist_ok=True)

    def run(self, job: str, at: int = 0, fault: Fault = Fault.NONE, *, log: Path | None = None) -> Outcome:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        order = [job, str(self.folder), at, int(fault), None if log is None else str(log)]
        print(json.dumps(order), file=self._process.stdin, flush=True)
        outcome = Outcome()
        for line in self._process.stdout:
            match json.loads(line):
                case ["done", *event]:
                    outcome.done.append(event)
                case ["problem", kind, sentence]:
                    outcome.problems.append((kind, sentence))
                case ["bug", trace]:
                    outcome.bug = trace
                case ["calls", number]:
                    outcome.calls = number
                case ["gone", number]:
                    outcome.signal = number
                    break
        return outcome


@contextmanager
def trials(library: Path) -> Iterator[Trials]:
    """In memory where the system has such a folder: the faults are ours, the disk need not be waited for."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        run = Path(folder) / "run"
        run.mkdir()
        variables = {
            "LD_PRELOAD": str(library),
            "ANNOTATOR_HOME": str(run / "home"),
            "SQLITE_TMPDIR": str(run / "tmp"),
            "TMPDIR": str(run / "tmp"),
        }
        with subprocess.Popen(
            [sys.executable, "-m", "tests.faults.jobs"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, **variables},
        ) as process:
            yield Trials(process, Path(folder))
            assert process.stdin is not None
            process.stdin.close()
