"""Draws the pictures in docs/images from the policies that ship: ``python scripts/screenshots.py``.

Only some of them are drawn with ``writing`` or ``keeping`` after it.

A screen of 1440 × 900 gives the window its usual size: ``xvfb-run -s "-screen 0 1440x900x24" …`` with
QT_QPA_PLATFORM=xcb. Look at each picture before it is committed.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Collection
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["ANNOTATOR_HOME"] = tempfile.mkdtemp()
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from annotator import profile
from annotator.domain import Owner
from annotator.gui import app, entrance
from annotator.gui.views.backups_dialog import BackupsDialog
from annotator.gui.views.check_dialog import CheckDialog
from annotator.gui.views.export_dialog import ExportDialog
from annotator.gui.views.quick_list import QuickList
from annotator.gui.views.report_dialog import ReportDialog
from annotator.gui.window import MainWindow
from annotator.problems import DiskError
from annotator.store import backup

IMAGES = Path(__file__).parents[1] / "docs" / "images"

TAGS = (
    ("What is this Privacy Policy for?", "intro"),
    (
        "9 Mylen Business Centre, Andover, Hampshire",
        "controller-identity",
    ),
    ("We are the data controller for the purposes of the Data Protection Act 2018", "controller-identity"),
    ("General Data Protection Regulation", "legal-basis"),
    (
        "We will only require you to provide personal information to us where it is necessary",
        "mandatory-provision",
    ),
    ("We may collect information about you from other sources.", "data-source"),
    ("from sources such as Companies House, the Electoral Roll, County Court Judgements", "data-source"),
    ("County Court Judgements and repossessions this may include details about your home", "sensitive-data"),
    ("Information you have shared publicly, including on social media", "data-source"),
    ("including on social media (particularly in respect of job applications)", "data-categories"),
    ("we may collect information about your criminal record", "sensitive-data"),
    ("including details about your home, belongings and creditworthiness", "data-categories"),
    ("set out exactly how and why we use your information", "purpose"),
    ("what our legal basis is to be able to use your information in each way", "legal-basis"),
    ("Provide you with information about our products and services, including our availability", "purpose"),
)
FLAGS = (
    ("by obtaining a DBS check through", "truncated-sentence", "Stops before the provider is named."),
    ("This website comply's to all UK national laws", "misspelling", ""),
    ("This list is not exhaustive", "vague-wording", "Art. 13 asks for the categories, not for examples."),
    ("‚Äč", "mojibake", "A zero-width space, decoded as Mac Latin 2."),
)


def main() -> None:
    """Draw them all."""
    IMAGES.mkdir(exist_ok=True)
    profile.remember_reviewer("Ada Lovelace")
    app.make_application()
    window = app.open_window()
    window.show()
    scanned(window)
    for look in ("light", "dark"):
        window.actions_[f"look.{look}"].trigger()
        draw(window, f"first-run-{look}", lambda: window.session.open_policy(policy(window, "kluje.txt")))
    mark(window)
    window.close()
    window.session.close()
    window = app.open_window()
    window.show()
    QTest.qWait(400)
    for look in ("light", "dark"):
        window.actions_[f"look.{look}"].trigger()
        window.session.open_policy(policy(window, "kjm-group.txt"))
        draw(window, f"tagged-{look}", lambda: show(window, "County Court Judgements"))
        draw(window, f"palette-{look}", window.actions_["go.palette"].trigger)
        close_pop_ups(window)
        draw(window, f"suggestion-{look}", lambda: suggestion(window, "truncated-sentence"))
        draw(window, f"queue-{look}", window.actions_["show.queue"].trigger)
        window.actions_["show.queue"].trigger()
        draw_dialog(window, f"rules-{look}", "scan.rules")
        draw_dialog(window, f"coverage-{look}", "scan.coverage")
    writing(window)
    keeping(window)


def writing(window: MainWindow) -> None:
    """What is said before an export and a report."""
    for look in ("light", "dark"):
        window.actions_[f"look.{look}"].trigger()
        export = ExportDialog(window.session, window)
        export.show()
        export.list.choose("sarif")
        export.file.setText("/home/ada/Documents/Policies.sarif")
        draw(export, f"export-{look}", lambda: None)
        export.close()
        report = ReportDialog(window.session, window)
        report.show()
        report.file.setText("/home/ada/Documents/Policies.html")
        draw(report, f"report-{look}", lambda: None)
        report.close()


def keeping(window: MainWindow) -> None:
    """Backups, the check, and what is said where a project cannot be written."""
    session = window.session
    session.open_policy(policy(window, "kjm-group.txt"))
    backup.make(session.review.path, why=backup.DAILY)
    show(window, "household, vehicles, financial situation and debts")
    session.tag("data-categories", note="Of third parties, too.")
    backup.make(session.review.path, why=backup.ASKED)
    show(window, "due to their location")
    session.flag("vague-wording", note="Due to whose?")
    for look in ("light", "dark"):
        window.actions_[f"look.{look}"].trigger()
        dialog = BackupsDialog(session.review.path, window, reviewer=session.review.reviewer)
        dialog.show()
        QTest.qWait(1_500)
        dialog.list.setCurrentItem(dialog.list.topLevelItem(1))
        draw(dialog, f"backups-{look}", lambda: QTest.qWait(1_500))
        dialog.close()
    window.actions_["look.light"].trigger()
    check = CheckDialog(session.review.path, window)
    check.show()
    draw(check, "check-light", lambda: QTest.qWait(3_000))
    check.close()
    full = DiskError(f"The disk of {session.review.path.name} is full. Make room, then try again.")
    draw_question("disk-full-light", lambda: session.ways.on(full))
    owner = Owner("office-pc", 4711, "ada", session.review.saved())
    draw_question("owned-light", lambda: entrance.ask_owned(session.review.path, owner))
    why = entrance.read_beside(session.review.path, owner)
    session.move_to(session.review.path, read_only=why)
    draw(window, "read-only-light", lambda: show(window, "County Court Judgements"))


def draw_question(name: str, ask: Callable[[], object]) -> None:
    """A question by itself."""

    def grab() -> None:
        QTest.qWait(300)
        question = QApplication.activeModalWidget()
        question.grab().save(str(IMAGES / f"{name}.png"))
        question.close()

    QTimer.singleShot(300, grab)
    ask()


def scanned(window: MainWindow) -> None:
    """Wait until the shipped policies have been scanned by themselves."""
    for _ in range(300):
        QTest.qWait(100)
        if not window.session.review.unscanned():
            break
    QTest.qWait(400)


def suggestion(window: MainWindow, label: str) -> None:
    """Stand on Klingit's first suggestion of a type."""
    window.session.open_policy(policy(window, "klingit.txt"))
    wanted = (one for one in window.session.flags() if one.label == label and one.origin.tier == "sure")
    window.session.go_to(next(wanted))


def draw_dialog(window: MainWindow, name: str, command: str) -> None:
    """A dialog by itself, when what it shows has been loaded."""

    def grab() -> None:
        QTest.qWait(3_000)
        dialog = next(
            one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()
        )
        dialog.grab().save(str(IMAGES / f"{name}.png"))
        dialog.close()

    QTimer.singleShot(300, grab)
    window.actions_[command].trigger()
    QTest.qWait(4_500)
    window.close()


def policy(window: MainWindow, name: str) -> str:
    """Its id."""
    return window.session.review.policy(name).id


def mark(window: MainWindow) -> None:
    """Put the tags and flags on KJM's policy."""
    review, kjm = window.session.review, policy(window, "kjm-group.txt")
    text = review.text(kjm)
    for quote, label in TAGS:
        span = text.locate(quote, 1)
        review.tag(kjm, [(span.start, span.end)], label)
    for quote, label, note in FLAGS:
        span = text.locate(quote, 1)
        review.flag(kjm, [(span.start, span.end)], label, note=note)
    review.flag(kjm, [], "missing-disclosure", note="No right to complain to the ICO is mentioned anywhere.")
    window.session.open_policy(kjm)


def show(window: MainWindow, quote: str) -> None:
    """Bring a quote into view."""
    span = window.session.text.locate(quote)
    window.pane.select(span.start, span.end)


def draw(window: QWidget, name: str, act: Callable[[], object]) -> None:
    """One picture of the window as it is after the act."""
    act()
    QTest.qWait(400)
    window.grab().save(str(IMAGES / f"{name}.png"))


def close_pop_ups(window: MainWindow) -> None:
    """Put away the list of commands."""
    for pop_up in window.findChildren(QuickList):
        pop_up.hide()


def only(names: Collection[str]) -> None:
    """The pictures of ``writing``, of ``keeping``, or of both."""
    profile.remember_reviewer("Ada Lovelace")
    app.make_application()
    window = app.open_window()
    window.settings.put("scan/automatic", "false")
    window.hints.hide()
    window.show()
    QTest.qWait(400)
    mark(window)
    for name, pictures in (("writing", writing), ("keeping", keeping)):
        if name in names:
            pictures(window)


if __name__ == "__main__":
    only(sys.argv[1:]) if sys.argv[1:] else main()
