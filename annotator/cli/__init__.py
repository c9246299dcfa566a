"""`annotator VERB`: the whole review without a window. It never imports Qt.

Data goes to stdout and messages to stderr. A verb imports what it needs when it runs, so `--help` is instant.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from annotator import __version__
from annotator.cli import acts, adopting, covering, files, keeping, reading, reporting, scanning, suggesting
from annotator.cli.desk import Desk, ExitCode, say
from annotator.problems import (
    DamagedError,
    DiskError,
    LockedError,
    NewerProjectError,
    ProblemError,
    ReadOnlyError,
    SlowError,
)

EPILOG = """\b
Exit codes:
  0    done
  1    nothing to do; of scan: something was found, see --fail-on; of diff: they differ
  2    the command was not understood
  3    something given cannot be used: a quote, a label, a file
  4    the project cannot be used now: locked, from a later version, disk full
  5    the project, or a text in it, is damaged
  70   a fault in the program; the message says where its details are
  130  stopped with Ctrl-C; what was not finished was rolled back
  141  whoever read the output went away

\b
POLICY is a file name, an id, or the beginning of an id, as `annotator list`
shows them. Data goes to stdout, messages go to stderr.
"""


class Verbs(click.Group):
    """Lists its verbs in the order of work rather than of the alphabet, and tells problems in words."""

    def list_commands(self, _context: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, context: click.Context) -> None:
        try:
            super().invoke(context)
            sys.stdout.flush()
        except (ProblemError, OSError) as problem:
            raise click.exceptions.Exit(_explain(problem)) from problem


@click.group(cls=Verbs, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--project",
    type=click.Path(path_type=Path, readable=False),  # the verb says what is wrong with it
    metavar="FILE",
    help="Work on this project file.",
)
@click.option("--reviewer", metavar="NAME", help="Act under this name, this time.")
@click.version_option(__version__, prog_name="annotator")
@click.pass_context
def cli(context: click.Context, project: Path | None, reviewer: str | None) -> None:
    """Review privacy policies: tag clauses, flag issues, export what other tools read.

    Without --project all happens in your own project, which begins with five policies to try things on.

    \b
    Try:
      annotator list
      annotator show kjm-group.txt
      annotator tag kjm-group.txt --quote "KJM's Privacy Policy" --label intro
      annotator flag klingit.txt --quote "Types of Cookies" --type empty-section
      annotator undo
      annotator export -o review.json
    """
    context.obj = Desk(project, reviewer)


@click.command()
@click.pass_obj
def gui(desk: Desk) -> None:
    """Open the window.

    \b
    annotator gui
    annotator --project client.annotator gui
    """
    from annotator.gui.app import main as open_window

    raise click.exceptions.Exit(open_window(["--project", str(desk.chosen)] if desk.chosen else []))


for verb in (
    acts.import_,
    reading.list_,
    reading.show,
    reading.labels,
    acts.tag,
    acts.flag,
    suggesting.suggest,
    suggesting.suggestions,
    suggesting.accept,
    suggesting.dismiss,
    acts.undo,
    acts.redo,
    reading.history,
    files.export,
    reporting.report,
    files.formats,
    files.diff,
    adopting.import_annotations,
    adopting.unplaced,
    adopting.place,
    adopting.set_aside,
    files.schema,
    keeping.check,
    keeping.backup,
    keeping.restore,
    scanning.scan,
    scanning.rules,
    covering.coverage,
    gui,
):
    cli.add_command(verb)


def main() -> NoReturn:
    """Run a verb; whatever goes wrong is one sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(run())


_CODES: tuple[tuple[type[ProblemError], ExitCode], ...] = (
    (DamagedError, ExitCode.DAMAGED),
    (LockedError, ExitCode.UNAVAILABLE),
    (NewerProjectError, ExitCode.UNAVAILABLE),
    (ReadOnlyError, ExitCode.UNAVAILABLE),
    (SlowError, ExitCode.UNAVAILABLE),
    (DiskError, ExitCode.UNAVAILABLE),
    (ProblemError, ExitCode.PROBLEM),
)


def run(arguments: Sequence[str] | None = None) -> int:
    """The exit code of a command line, by default the one the program was started with."""
    try:
        code = cli.main(arguments, prog_name="annotator", standalone_mode=False)
    except click.Abort:
        say("Stopped. What was not finished was rolled back.")
        code = ExitCode.STOPPED
    except click.ClickException as mistake:
        mistake.show()
        code = mistake.exit_code
    except Exception as error:  # noqa: BLE001 - anything else is a bug: written down, and said in a sentence
        code = _note_bug(error)
    return int(code or ExitCode.DONE)


def _explain(problem: ProblemError | OSError) -> ExitCode:
    if isinstance(problem, BrokenPipeError) or isinstance(problem.__cause__, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.READER_GONE
    if isinstance(problem, OSError):
        if problem.filename is not None:
            return _note_bug(problem)
        say(f"The output could not be written: {problem.strerror or problem}. Make room, or write elsewhere.")
        return ExitCode.UNAVAILABLE
    say(str(problem))
    return next(code for kind, code in _CODES if isinstance(problem, kind))


def _note_bug(error: Exception) -> ExitCode:
    from datetime import UTC, datetime

    from annotator import bug_report, places

    details = bug_report.describe(error)
    log = places.log_file()
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as stream:
            stream.write(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC\n{details}\n")
        say(f"This is a fault in the program, not in what you did. Its details are in {log}.")
    except OSError:
        say(f"This is a fault in the program, not in what you did:\n{details}")
    return ExitCode.BUG
