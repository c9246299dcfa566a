"""What all benchmarks share: medians, child processes, and rows of the table.

A figure is compared with a floor that was measured in the same run, turn by turn, so that a busy machine
slows down both.
"""

import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent
FOLDER = Path(tempfile.gettempdir()) / "annotator-bench"
"""What the benchmarks make and keep."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. ``times`` is asked of the ratio to the floor, ``at_most`` of the figure."""

    what: str
    figure: float
    unit: str = "ms"
    floor: float | None = None
    times: float | None = None
    at_most: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.figure / self.floor if self.floor else None

    @property
    def kept(self) -> bool | None:
        """Whether it is as asked; None where nothing is asked."""
        kept = []
        if self.times is not None and self.ratio is not None:
            kept.append(self.ratio <= self.times)
        if self.at_most is not None:
            kept.append(self.figure <= self.at_most)
        return all(kept) if kept else None


def milliseconds(act: Callable[[], object]) -> float:
    """How long it takes once."""
    start = perf_counter()
    act()
    return (perf_counter() - start) * 1000


def by_turns(runs: int, *acts: Callable[[], float]) -> list[float]:
    """The median of what each returns; they take turns: A B A B."""
    taken = [[act() for act in acts] for _ in range(runs)]
    return [statistics.median(column) for column in zip(*taken, strict=True)]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of them do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def environment(**more: str) -> dict[str, str]:
    """For child processes: no screen, and Python's bytecode is kept, as it is for a reviewer."""
    own = {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(CHECKOUT),
        "PYTHONPYCACHEPREFIX": str(FOLDER / "bytecode"),
    }
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | own | more


def process(*arguments: str, **more: str) -> float:
    """Milliseconds of a whole Python process with these arguments."""
    start = perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        env=environment(**more),
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return (perf_counter() - start) * 1000


def child(module: str, *arguments: str, **more: str) -> Any:
    """What a script of ours, run in a process of its own, prints as JSON."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=environment(**more),
        check=True,
        stdout=subprocess.PIPE,
    )
    return json.loads(done.stdout)


def memory() -> float:
    """MB that this process has in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def peak_memory() -> float:
    """MB that this process has had in memory at most; ``getrusage`` would count its parent's too."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s*(\d+)", status)[1]) * 1024 / 1e6
