"""What all verbs share: the project they work on, who acts, and how they speak."""

import contextlib
import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.problems import BadInputError

if TYPE_CHECKING:
    from annotator.project import Project
    from annotator.review import Review


class ExitCode(IntEnum):
    """A promise to scripts, told by `annotator --help` and in docs/CLI.md."""

    DONE = 0
    NOTHING = 1
    FOUND = 1
    PROBLEM = 3
    UNAVAILABLE = 4
    DAMAGED = 5
    BUG = 70
    STOPPED = 130
    READER_GONE = 141


LONG = 1.0
"""Seconds after which somebody is told what they waited for."""


class Desk:
    """The global options, and the project they lead to, opened when a verb asks for it."""

    def __init__(self, chosen: Path | None, reviewer: str | None) -> None:
        self.chosen = chosen
        self._reviewer = reviewer

    @contextlib.contextmanager
    def project(self) -> Iterator["Project"]:
        """The project, to read. The reviewer's own one is made on first use, with the policies that ship."""
        from annotator.project import Project

        with contextlib.closing(Project.open(self._path(), corpus=self.chosen is None)) as project:
            yield project

    @contextlib.contextmanager
    def review(self, *, make: bool = False) -> Iterator["Review"]:
        """The project, to act on. A chosen one that is not there is made only if ``make``."""
        from annotator.review import Review
        from annotator.store.owner import refuse_elsewhere

        path = self._path(make=make)
        refuse_elsewhere(path)
        with contextlib.closing(Review.open(path, corpus=self.chosen is None)) as review:
            review.sign_in(self.name())
            if not review.store.read_only:
                _back_up_if_due(path)
            yield review

    def place(self) -> Path:
        """Where the project is, or was."""
        from annotator import places

        return places.default_project() if self.chosen is None else self.chosen

    def existing(self) -> Path:
        """The same; BadInputError where nothing is there."""
        path = self.place()
        if not path.exists():
            raise BadInputError(f"There is no project {path}. Check the name.")
        return path

    def _path(self, *, make: bool = False) -> Path:
        if self.chosen is None:
            return self.place()
        if not make and not self.chosen.exists():
            raise BadInputError(
                f"There is no project {self.chosen}. Check the name, or make it by importing into it: "
                f"annotator --project {self.chosen} import PATH"
            )
        return self.chosen

    def name(self) -> str:
        """--reviewer, else the environment, else the profile, else the login name."""
        from annotator import profile

        if self._reviewer is not None:
            return self._reviewer
        name = os.environ.get("ANNOTATOR_REVIEWER", "").strip() or profile.reviewer()
        if not name:
            name = _login_name()
            say(f"Working as “{one_line(name)}”, your login name. To change it: annotator --reviewer NAME …")
        return name


def _back_up_if_due(path: Path) -> None:
    """Before an act, where something has changed since a backup that is a day old, on a network an hour.

    Where there is no room for a backup, the act is done all the same.
    """
    import time

    from annotator.problems import DiskError, LockedError
    from annotator.store import backup

    began = time.monotonic()
    try:
        if not backup.due(path):
            return
        backup.make(path, why=backup.DAILY)
    except (DiskError, LockedError) as problem:
        say(str(problem))
        return
    took = time.monotonic() - began
    if took > LONG:
        say(f"A backup of the project was made first, which took {took:.0f} seconds.")


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError) as error:
        raise BadInputError(
            "Nobody is named as the reviewer yet. Add --reviewer NAME before the verb."
        ) from error


def say(message: str) -> None:
    """A message for a person."""
    click.echo(message, err=True)


@contextlib.contextmanager
def progress(total: int, label: str) -> Iterator[Callable[[int], bool] | None]:
    """A callback that draws a bar on a terminal; none elsewhere."""
    if total == 1 or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=total, label=label, file=sys.stderr, show_pos=True) as bar:

        def advance(done: int) -> bool:
            bar.update(done - bar.pos)
            return True

        yield advance


def one_line(text: str) -> str:
    """What came from a file or a person, harmless to a terminal and on one line."""
    from annotator.cli import terminal

    return " ".join(terminal.harmless(text).split())


def clipped(words: str, most: int) -> str:
    """Words as far as ``most`` code points go."""
    return words if len(words) <= most else words[: most - 1] + "…"


def counted(number: int, one: str, many: str) -> str:
    """``1 policy``, ``2 policies``."""
    return f"{number} {one if number == 1 else many}"


def echo_table(rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> None:
    """Columns as wide as their widest cell, those numbered in ``right`` keeping to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            cell.rjust(width) if at in right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        click.echo("  ".join(cells).rstrip())
