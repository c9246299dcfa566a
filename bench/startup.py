"""Start of the program: whole processes, from nothing to a prompt or to a painted window."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench import projects
from bench.measure import Row, by_turns, environment, process

ANNOTATOR = "from annotator.cli import main; main()"
QT = ("-c", "import PySide6.QtWidgets")
HEAVY = ("PySide6", "shiboken6", "sqlite_utils")
"""What the command line must not import in order to answer at once."""


def rows(quick: bool) -> Iterator[Row]:
    """All are warm: files are in the system's cache, Python's bytecode is written."""
    runs = 3 if quick else 9
    home = projects.shipped()
    at_home = {"ANNOTATOR_HOME": str(home)}
    for verb in ("--help", "list"):
        process("-c", ANNOTATOR, verb, **at_home)
        bare, ours = by_turns(
            runs, lambda: process("-c", "pass"), lambda each=verb: process("-c", ANNOTATOR, each, **at_home)
        )
        yield Row(f"annotator {verb}, floor: python -c pass", ours, floor=bare, at_most=250)
        yield Row(f"… imports of {', '.join(HEAVY)}", len(_heavy(verb, home)), "", at_most=0)
    sizes = projects.THOUSAND if quick else projects.MANY
    many = str(projects.project(sizes))
    starts = [(until, *path) for until in ("heard", "drawn") for path in ((), (many,))]
    acts = [partial(process, "-m", "bench.window", *start, **at_home) for start in starts]
    for act in acts:
        act()
    floor, five, full, five_drawn, full_drawn = by_turns(runs, partial(process, *QT), *acts)
    yield Row("window with five policies, floor: import PySide6.QtWidgets", five, floor=floor, times=2)
    yield Row("… of that until the policy is painted", five_drawn, floor=floor)
    size = f"{sizes.policies:,} policies, {sizes.policies * sizes.annotations:,} annotations"
    yield Row(f"window with {size}, floor: with five", full, floor=five, times=1.5)
    yield Row("… of that until the policy is painted", full_drawn, floor=five_drawn)


def _heavy(verb: str, home: Path) -> set[str]:
    """Which of the heavy packages a verb imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", ANNOTATOR, verb],
        env=environment(ANNOTATOR_HOME=str(home)),
        check=True,
        capture_output=True,
        text=True,
    )
    imported = {line.rsplit("|", 1)[-1].strip().partition(".")[0] for line in done.stderr.splitlines()}
    return imported & set(HEAVY)
