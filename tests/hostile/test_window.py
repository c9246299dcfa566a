"""The window shows hostile words as words, and asks nobody for anything."""

import socket
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.domain import CLAUSES, ISSUES, Taxonomy
from annotator.gui import app
from annotator.gui.session import Session
from annotator.gui.settings import Settings
from annotator.gui.views.about import About
from annotator.gui.views.coverage_dialog import CoverageDialog
from annotator.gui.views.crash_dialog import CrashDialog
from annotator.gui.views.export_dialog import ExportDialog
from annotator.gui.views.flag_editor import FlagEditor
from annotator.gui.views.import_dialog import EncodingDialog
from annotator.gui.views.label_editor import LabelEditor
from annotator.gui.views.policy_details import PolicyDetails
from annotator.gui.views.reviewer_dialog import ReviewerDialog
from annotator.gui.views.rules_dialog import RulesDialog
from annotator.gui.window import MainWindow
from annotator.review import Review
from tests.hostile.words import WORDS, Listener, listening
from tests.projects import reading

ASKING = [each for each in WORDS if "{port}" in WORDS[each] or "file:" in WORDS[each]]
"""What would make somebody look elsewhere."""
STRANGE = [each for each in WORDS if each not in {*ASKING, "one long word", "many lines"}]
DIALOGS: dict[str, Callable[[MainWindow, str], QDialog]] = {
    "issue": lambda window, words: FlagEditor(window.session, window.session.flags()[0].id, window),
    "labels": lambda window, words: LabelEditor(window.session, window),
    "policy": lambda window, words: PolicyDetails(window.session, window.session.policy, window),
    "encoding": lambda window, words: EncodingDialog(words, [("cp1252", words)], window),
    "export": lambda window, words: ExportDialog(window.session, window),
    "rules": lambda window, words: RulesDialog(window.session, window),
    "coverage": lambda window, words: CoverageDialog(window.session, window),
    "reviewer": lambda window, words: ReviewerDialog(words, window),
    "crash": lambda window, words: CrashDialog(words),
    "about": lambda window, words: About(window),
}


@pytest.fixture
def listener() -> Iterator[Listener]:
    with listening() as listener:
        yield listener


def named(taxonomy: Taxonomy, words: str) -> Taxonomy:
    first = replace(taxonomy.labels[0], name=words, definition=words, guidance=words, family=words)
    return replace(taxonomy, labels=(first, *taxonomy.labels[1:]), note=words)


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    """Closed after the windows on it."""
    with closing(Review.open(tmp_path / "p.annotator")) as review:
        yield review


def desk(review: Review, words: str) -> MainWindow:
    """A window on a project in which all that somebody wrote is these words."""
    review.sign_in(words)
    for each in (CLAUSES, ISSUES):
        review.set_taxonomy(named(review.taxonomy(each), words))
    review.add_policies([reading(f"# {words}\n\nWe keep data. {words}\n\n- {words}\n", f"{words}.txt")])
    policy = review.policies()[0].id
    review.describe(policy, title=words, site=words)
    review.tag(policy, [(0, 9)], review.taxonomy(CLAUSES).labels[0].id, note=words)
    review.flag(
        policy,
        [(2, 12)],
        review.taxonomy(ISSUES).labels[0].id,
        note=words,
        suggestion=words,
        counterpart=[(0, 3)],
    )
    settings = Settings()
    settings.put("scan/automatic", False)
    return MainWindow(Session(review), settings)


def texts(widget: QWidget) -> Iterator[str]:
    """All that a widget, or the model behind it, gives to be shown where Qt might take it for HTML."""
    yield widget.toolTip()
    yield widget.whatsThis()
    if isinstance(widget, QTextEdit):
        yield "\n".join(line for line in widget.toHtml().splitlines() if "<img" in line)
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        for index in indexes(widget.model(), QModelIndex()):
            yield str(index.data(Qt.ItemDataRole.ToolTipRole) or "")


def indexes(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[QModelIndex]:
    for row in range(min(model.rowCount(parent), 60)):
        column = 0
        while model.hasIndex(row, column, parent):
            index = model.index(row, column, parent)
            yield index
            if column == 0 and not isinstance(model, QAbstractListModel):
                yield from indexes(model, index)
            column += 1


def assert_plain() -> None:
    for top in QApplication.topLevelWidgets():
        for widget in (top, *top.findChildren(QWidget)):
            if isinstance(widget, QLabel):
                assert widget.textFormat() is Qt.TextFormat.PlainText, widget.text()
            for text in texts(widget):
                assert "<img" not in text
                assert "<style" not in text
                assert "<a href" not in text


@pytest.mark.slow
@pytest.mark.parametrize("what", [*ASKING, *STRANGE])
def test_nobody_is_asked_and_nothing_is_read_as_html(
    what: str, review: Review, qtbot: QtBot, listener: Listener
) -> None:
    app.make_application()
    words = WORDS[what].replace("{port}", str(listener.port))
    window = desk(review, words)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.session.open_policy(review.policies()[0].id)
    window.session.select(0, 9)
    window.session.notice.emit(words)
    window.session.problem.emit(words)
    window.grab()
    assert_plain()
    for make in DIALOGS.values() if what in ASKING else ():
        dialog = make(window, words)
        qtbot.addWidget(dialog)
        dialog.show()
        if isinstance(dialog, RulesDialog):  # its rules are loaded beside
            qtbot.waitUntil(lambda shown=dialog: shown.model.rowCount() > 0, timeout=30_000)
        dialog.grab()
        assert_plain()
        dialog.close()
    window.close()
    assert listener.calls == 0


def test_the_listener_hears_who_calls(listener: Listener) -> None:
    """Else its silence would prove nothing."""
    with socket.create_connection(("127.0.0.1", listener.port)) as caller:
        caller.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert caller.recv(9) == b""
    assert listener.calls == 1
