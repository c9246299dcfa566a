"""Import by the window: files are read on another thread, nothing is guessed, and Cancel leaves no trace."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.gui.importing import PATIENCE_MS
from annotator.gui.views.import_dialog import EncodingDialog
from annotator.gui.window import MainWindow


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
