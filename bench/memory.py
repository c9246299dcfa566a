"""Memory of the window with a policy open, each in a process of its own."""

import gc
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench import projects
from bench.measure import Row, child, memory, peak_memory


def rows(quick: bool) -> Iterator[Row]:
    """What is resident once the policy has been painted."""
    runs = 1 if quick else 3
    floor = median(child("bench.memory", "qt")["now"] for _ in range(runs))
    small = median(_opened(projects.SMALL)["now"] for _ in range(runs))
    yield Row("window, 30 kB / 200, floor: import PySide6.QtWidgets", small, "MB", floor, times=2.5)
    if not quick:
        huge = _opened(projects.HUGE)
        yield Row("window, 10 MB / 100,000: more than with 30 kB", huge["now"] - small, "MB", at_most=100)
        yield Row("… at its peak, while opening", huge["peak"] - small, "MB")


def _opened(sizes: projects.Sizes) -> dict[str, float]:
    return child("bench.memory", str(projects.project(sizes)))


def _measure(project: str) -> None:
    if project == "qt":
        import PySide6.QtWidgets  # noqa: F401
    else:
        from bench.desk import open_window

        _kept = open_window(Path(project))
    gc.collect()
    print(json.dumps({"now": memory(), "peak": peak_memory()}))


if __name__ == "__main__":
    _measure(sys.argv[1])
