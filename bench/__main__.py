"""``make bench``: measure, and print one table. ``python -m bench NAME …`` runs part of it."""

import argparse
import datetime
import importlib
import os
import platform
import sqlite3
from importlib.metadata import version
from pathlib import Path

from annotator import __version__
from bench.measure import Row

NAMES = ("startup", "reading", "acts", "memory", "search", "export", "text")


def main() -> None:
    """Print each row as soon as it is known: a run takes minutes."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(NAMES)}; all without one")
    parser.add_argument("--quick", action="store_true", help="few runs, small projects")
    arguments = parser.parse_args()
    print(_machine(), end="\n\n")
    print(_line("what", "figure", "floor", "ratio", "ask", "ok?"))
    print(f"|{'-' * 76}|{'-' * 12}|{'-' * 12}|{'-' * 8}|{'-' * 18}|{'-' * 5}|")
    for name in arguments.names or NAMES:
        for row in importlib.import_module(f"bench.{name}").rows(quick=arguments.quick):
            print(_cells(row), flush=True)


def _machine() -> str:
    today = datetime.datetime.now(datetime.UTC).date()
    parts = ("PySide6-Essentials", "sqlite-utils", "Pygments", "msgspec")
    versions = [f"Python {platform.python_version()}", f"SQLite {sqlite3.sqlite_version}"]
    versions += [f"{part} {version(part)}" for part in parts]
    machine = f"{platform.system()} {platform.release()} · {os.cpu_count()} × {_processor()}"
    return f"{today} · annotator {__version__} · {machine}\n{' · '.join(versions)}"


def _processor() -> str:
    try:
        with Path("/proc/cpuinfo").open(encoding="utf-8") as lines:
            return next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.machine()


def _cells(row: Row) -> str:
    asks = [f"≤ {row.times:g} ×"] if row.times is not None else []
    asks += [f"≤ {row.at_most:g} {row.unit}"] if row.at_most is not None else []
    return _line(
        row.what,
        f"{row.figure:,.{_places(row.figure)}f} {row.unit}",
        "" if row.floor is None else f"{row.floor:,.{_places(row.floor)}f} {row.unit}",
        "" if row.ratio is None else f"{row.ratio:.2f}",
        ", ".join(asks),
        {True: "yes", False: "NO", None: ""}[row.kept],
    )


def _places(number: float) -> int:
    return 0 if number >= 100 else 1 if number >= 10 else 2


def _line(what: str, figure: str, floor: str, ratio: str, ask: str, kept: str) -> str:
    return f"| {what:<74} | {figure:>10} | {floor:>10} | {ratio:>6} | {ask:>16} | {kept:>3} |"


if __name__ == "__main__":
    main()
