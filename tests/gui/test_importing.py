"""Import by the window: files are read on another thread, nothing is guessed, and Cancel leaves no trace."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from annotator.gui.importing import PATIENCE_MS
from annotator.gui.views.import_dialog import EncodingDialog
from annotator.gui.views.policy_details import PolicyDetails
from annotator.gui.window import MainWindow
from tests.foreign.makers import par, run, word


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "policies"
    (folder / "more").mkdir(parents=True)
    (folder / "one.txt").write_text("We keep nothing.\n", encoding="utf-8")
    (folder / "more" / "two.md").write_bytes("\ufeff# Two\r\n\r\nWe keep all.\r\n".encode())
    return folder


def names(window: MainWindow) -> list[str]:
    return [policy.file_name for policy in window.session.policies.values()][5:]


def test_a_dropped_folder_is_imported_and_shown(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(folder))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(window.importer.finished):
        window.panels.policies.dropEvent(drop)
    assert sorted(names(window)) == ["one.txt", "two.md"]
    assert window.session.policy is not None
    assert window.session.policy.file_name in names(window)
    assert window.statusBar().remark.text() == "2 policies imported."  # type: ignore[attr-defined]
    with qtbot.waitSignal(window.importer.finished):
        window.importer.start([folder])
    assert window.statusBar().remark.text() == "0 policies imported; 2 were here already."  # type: ignore[attr-defined]
    window.session.undo()
    assert names(window) == []
    assert window.session.policy is not None


def test_what_cannot_be_read_is_said_and_the_rest_comes_in(
    window: MainWindow, qtbot: QtBot, folder: Path
) -> None:
    with qtbot.waitSignal(window.importer.finished):
        window.importer.start([folder / "one.txt", folder / "gone.txt"])
    assert "gone.txt" in window.undo_bar.words
    assert window.undo_bar.isVisible()


def test_an_empty_file_comes_in_and_is_named_so(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"\n")
    with qtbot.waitSignal(window.importer.finished):
        window.importer.start([folder])
    assert window.statusBar().remark.text() == "3 policies imported; 1 of them is empty."  # type: ignore[attr-defined]


def test_another_encoding_is_asked_for(
    window: MainWindow, qtbot: QtBot, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "old.txt").write_bytes("Café €".encode("cp1252"))
    (folder / "skipped.txt").write_bytes("Café".encode("cp1252"))
    asked: list[str] = []

    def ask(path: Path, _parent: object = None) -> str:
        asked.append(path.name)
        return "cp1252" if path.name == "old.txt" else ""

    monkeypatch.setattr(EncodingDialog, "ask", ask)
    with qtbot.waitSignal(window.importer.finished):
        window.importer.start([folder / "old.txt", folder / "skipped.txt"])
    assert asked == ["old.txt", "skipped.txt"]
    assert names(window) == ["old.txt"]
    assert window.session.text.text == "Café €"


@pytest.mark.parametrize(
    ("press", "imported", "words"),
    [
        ("use", ["old.txt", "one.txt", "two.md"], "3 policies imported."),
        ("skip", ["one.txt", "two.md"], "2 policies imported; 1 file was skipped."),
        ("cancel", [], "The import was cancelled. Nothing was imported."),
    ],
)
def test_the_question_stands_alone_and_each_answer_is_taken(
    window: MainWindow, qtbot: QtBot, folder: Path, press: str, imported: list[str], words: str
) -> None:
    """With a folder, and slowly: the progress would have appeared over the question by then."""
    (folder / "old.txt").write_bytes("Café €".encode("cp1252"))
    modal: list[object] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        modal.append(dialog)
        if isinstance(dialog, EncodingDialog):
            qtbot.mouseClick(getattr(dialog, press), Qt.MouseButton.LeftButton)

    QTimer.singleShot(PATIENCE_MS + 300, answer)
    with qtbot.waitSignal(window.importer.finished):
        window.importer.start([folder])
    assert [type(dialog) for dialog in modal] == [EncodingDialog]
    assert sorted(names(window)) == imported
    assert window.statusBar().remark.text() == words  # type: ignore[attr-defined]
    assert not window.importer.busy


def test_cancel_leaves_no_trace(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    with qtbot.waitSignal(window.importer.finished):
        window.importer.start([folder])
        assert window.importer.busy
        window.importer.start([folder])
        assert "under way" in window.statusBar().remark.text()  # type: ignore[attr-defined]
        window.importer.cancel()
    assert "Nothing was imported" in window.statusBar().remark.text()  # type: ignore[attr-defined]
    assert not window.importer.busy
    assert names(window) == []


def test_cancel_half_way_rolls_back(window: MainWindow, qtbot: QtBot, folder: Path) -> None:
    readings: list[int] = []

    def stop(done: int) -> bool:
        readings.append(done)
        return done < 1

    from annotator.text.readers import read

    found = [read(folder / "one.txt"), read(folder / "more" / "two.md")]
    assert window.session.add_policies(found, stop) is None
    assert readings
    assert names(window) == []


def test_web_pages_word_documents_and_pdfs_come_in_with_what_reading_them_took(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "foreign"
    folder.mkdir()
    (folder / "page.html").write_text("<h1>Privacy</h1><p>We keep <b>nothing</b>.</p>", "utf-8")
    changed = par("<w:ins>" + run("We added this.") + "</w:ins>", run("We keep data."))
    (folder / "draft.docx").write_bytes(word(changed))
    (folder / "torn.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    with qtbot.waitSignal(window.importer.finished, timeout=20_000):
        window.importer.start([folder])
    assert sorted(names(window)) == ["draft.docx", "page.html"]
    assert "torn.pdf" in window.undo_bar.words
    policy = window.session.review.policy("draft.docx")
    (note,) = window.session.review.store.notes(policy.id)
    assert note in window.undo_bar.words
    details = PolicyDetails(window.session, policy, window)
    qtbot.addWidget(details)
    assert note in [label.text() for label in details.findChildren(QLabel)]
    page = window.session.review.policy("page.html")
    assert "<" not in window.session.review.text(page.id).text


def test_the_dialog_offers_every_kind_that_can_be_read(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", lambda *given: (asked.extend(given[1:]), ([], ""))[1]
    )
    window.actions_["policies.import"].trigger()
    for suffix in ("*.txt", "*.md", "*.html", "*.htm", "*.docx", "*.pdf"):
        assert suffix in asked[-1]


def test_of_many_that_cannot_be_read_the_first_are_named(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    for number in range(9):
        (tmp_path / f"torn {number}.pdf").write_bytes(b"%PDF-1.7 and nothing more")
    with qtbot.waitSignal(window.importer.finished, timeout=30_000):
        window.importer.start(sorted(tmp_path.glob("torn*.pdf")))
    assert "torn 0.pdf" in window.undo_bar.words
    assert "5 more" in window.undo_bar.words
