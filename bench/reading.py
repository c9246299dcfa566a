"""The reading pane: opening a policy, with and without the store, and what ``bench_reading`` measures."""

import gc
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench import projects
from bench.measure import CHECKOUT, Row, by_turns, child, environment, milliseconds

OPENED = ((projects.SMALL, 1.0), (projects.LARGE, 0.6), (projects.HUGE, 0.3))


def rows(quick: bool) -> Iterator[Row]:
    """Asks are of the pane alone; beside them the whole way from the project file."""
    done = subprocess.run(
        [sys.executable, "bench/bench_reading.py", "--json", "--rounds", "3" if quick else "7"],
        cwd=CHECKOUT,
        env=environment(),
        check=True,
        stdout=subprocess.PIPE,
    )
    for row in json.loads(done.stdout):
        yield _row(**row)
    for sizes, _ in OPENED[: 2 if quick else 3]:
        measured = child("bench.reading", str(projects.project(sizes)), "3" if quick else "5")
        what = f"open {sizes.length // 1000:,} kB / {sizes.annotations:,} in the window, from the project"
        yield Row(what, measured["all"], floor=measured["floor"])
        yield Row("… of that reading the store", measured["store"])


def _row(what: str, floor: float, ours: float, ask: str) -> Row:
    name, _, unit = what.rpartition(", ")
    times = re.match(r"≤ ([\d.]+) ×", ask)
    at_most = re.match(r"≤ ([\d.]+) (?:ms|MB)", ask)
    part = unit.split()
    return Row(
        " ".join([name, *part[:-2], *part[:1] * (part[0] == "p50" or part[0] == "p99")]),
        ours,
        "MB" if "MB" in part else "ms",
        floor,
        float(times[1]) if times else None,
        float(at_most[1]) if at_most else None,
    )


def _measure(path: Path, runs: int) -> dict[str, float]:
    """From the project to painted, in a window; and the bare text in Qt's own widget, likewise from the
    project.
    """
    from PySide6.QtWidgets import QApplication, QPlainTextEdit

    from bench.desk import Desk

    desk = Desk(path)
    session = desk.window.session
    (policy,) = session.policies
    store = session.review.store

    def ours() -> float:
        session._open = None
        session.review._texts.cache_clear()
        return milliseconds(lambda: desk.until_painted(lambda: session.open_policy(policy)))

    def reading() -> float:
        gc.disable()  # as the desk does while it opens a policy
        try:
            return milliseconds(lambda: session.review.annotations(policy))
        finally:
            gc.enable()

    def floor() -> float:
        widget = QPlainTextEdit()
        widget.resize(desk.pane.size())

        def act() -> None:
            widget.setPlainText(store.text(policy))
            widget.show()
            QApplication.processEvents()

        taken = milliseconds(act)
        widget.close()
        return taken

    whole, store_part, bare = by_turns(runs, ours, reading, floor)
    return {"all": whole, "store": store_part, "floor": bare}


if __name__ == "__main__":
    print(json.dumps(_measure(Path(sys.argv[1]), int(sys.argv[2]))))
