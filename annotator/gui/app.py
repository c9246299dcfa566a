"""Starts the desk: what Qt needs, logging, the project, the window. Wiring only."""

import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from annotator import places, profile
from annotator.gui import prerequisites
from annotator.problems import ProblemError

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from annotator.gui.keeping import Opened
    from annotator.gui.window import MainWindow

NO_WINDOW = 3
"""Exit code where no window can be opened."""
NO_PROJECT = 1


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window on a project; returns the exit code when it is closed."""
    project = _project(sys.argv[1:] if argv is None else argv)
    obstacle = prerequisites.missing()
    if obstacle is not None:
        sys.stderr.write(obstacle + "\n")
        return NO_WINDOW
    sys.excepthook = _report
    application = make_application()
    try:
        window = open_window(project)
    except ProblemError as problem:
        from annotator.gui.views.crash_dialog import tell  # noqa: PLC0415 - hardly ever needed

        tell(str(problem))
        return NO_PROJECT
    if window is None:
        return NO_PROJECT
    # One way out: Qt's own would come a second time, after the loop has ended.
    application.setQuitOnLastWindowClosed(False)
    window.closed.connect(application.exit)
    window.show()
    code = application.exec()
    window.session.close()
    return code


def make_application() -> "QApplication":
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - only once nothing is missing

    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([sys.argv[0]])
    application.setApplicationName("annotator")
    application.setApplicationDisplayName("Policy Annotator")
    application.setDesktopFileName("annotator")
    application.setStyle("Fusion")
    return application


def open_window(project: Path | None = None) -> "MainWindow | None":
    """The window on a project that is there or is made; without one, on the reviewer's own.

    None where the reviewer leaves a project that stands in the way.
    """
    from annotator.gui.session import Session  # noqa: PLC0415 - only once nothing is missing
    from annotator.gui.settings import Settings  # noqa: PLC0415
    from annotator.gui.window import MainWindow  # noqa: PLC0415

    found = open_project(project)
    if found is None:
        return None
    settings = Settings()
    session = Session(found.review, ownership=found.ownership)
    window = MainWindow(session, settings)
    session.setParent(window)
    settings.remember_project(found.review.path)
    return window


def open_project(project: Path | None) -> "Opened | None":
    """A project of one's own choice starts empty; the default one starts with the shipped policies.

    Who acts is said by the reviewer's own profile, never by the project. None where the reviewer leaves a
    project that somebody else has, or that is damaged.
    """
    from annotator.gui.keeping import opened  # noqa: PLC0415

    path = project.absolute() if project is not None else places.default_project()
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
    found: Opened | None
    try:
        found = opened(path, corpus=project is None)
    except ProblemError:
        from annotator.gui.entrance import enter  # noqa: PLC0415 - hardly ever needed

        found = enter(path, corpus=project is None)
    name = profile.reviewer()
    if name and found is not None:
        found.review.sign_in(name)
    return found


def _project(argv: Sequence[str]) -> Path | None:
    """The project that the command line names, if it names one."""
    if not argv:
        return None
    import argparse  # noqa: PLC0415 - a tenth of a start is saved where nobody asks for anything

    parser = argparse.ArgumentParser(
        prog="annotator-gui", description="Review policies: read, tag clauses, flag issues."
    )
    parser.add_argument("file", nargs="?", type=Path, help="a project file")
    parser.add_argument("--project", type=Path, help="the same, as the command line says it")
    arguments = parser.parse_args(argv)
    project: Path | None = arguments.project or arguments.file
    return project


def _report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What nobody has caught: where it happened is noted, without a policy's words; one dialog tells."""
    from annotator.gui import crashes  # noqa: PLC0415 - wanted only when something has gone wrong

    crashes.hear(kind, error, trace)
