"""What a document or a person has written is shown as it is, never read as HTML."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QDialog, QLabel, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

import annotator.gui
from annotator.gui.views.flag_editor import FlagEditor
from annotator.gui.views.import_dialog import EncodingDialog
from annotator.gui.views.label_editor import LabelEditor
from annotator.gui.views.policy_details import PolicyDetails
from annotator.gui.window import MainWindow
from tests.projects import reading

IMAGE = '<img src="file:///etc/hosts"> & <b>bold</b> [*]'
HOUSE = Path(annotator.gui.__file__).parent


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call in the window's code, with the file it stands in."""
    for file in sorted(HOUSE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield file.name, node


def name_of(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def test_labels_and_boxes_are_made_in_one_place_that_makes_them_plain() -> None:
    made = {(file, name_of(call)) for file, call in calls()}
    for kind in (
        "QLabel",
        "QMessageBox",
        "QInputDialog",
        "QToolTip",
        "setWhatsThis",
        "setHtml",
        "QTextBrowser",
    ):
        assert not [file for file, name in made if name == kind], kind


def is_own(words: ast.expr) -> bool:
    """Whether these are the program's own words, or such as have been made safe."""
    match words:
        case ast.Constant():
            return True
        case ast.Call(func=ast.Attribute(attr="tr")) | ast.Call(func=ast.Name(id="tooltip")):
            return True
        case ast.IfExp(body=body, orelse=orelse):
            return is_own(body) and is_own(orelse)
    return False


def test_tooltips_are_made_safe_or_are_the_programs_own() -> None:
    handed_on = {("find_bar.py", "what"), ("filter_row.py", "what"), ("label_editor.py", "what")}
    strangers = {
        (file, ast.unparse(call.args[0]))
        for file, call in calls()
        if name_of(call) == "setToolTip" and not is_own(call.args[0])
    }
    assert strangers <= handed_on, "use models.plain.tooltip"


@pytest.fixture
def hostile(window: MainWindow) -> MainWindow:
    """A desk on which every word that somebody wrote names a file as an image."""
    session = window.session
    session.sign_in(IMAGE)
    clauses = session.clauses
    mine = replace(clauses.labels[0], name=IMAGE, definition=IMAGE, guidance=IMAGE)
    session.set_taxonomy(replace(clauses, labels=(mine, *clauses.labels[1:])))
    session.add_policies([reading(f"# {IMAGE}\n\nWe keep data. {IMAGE}\n", "<img src=x>.txt")])
    assert session.policy is not None
    session.describe(session.policy.id, title=IMAGE, site=IMAGE)
    session.select(0, 20)
    assert session.tag(mine.id, note=IMAGE) is not None
    assert session.flag("vague-wording", note=IMAGE, suggestion=IMAGE) is not None
    session.notice.emit(IMAGE)
    session.problem.emit(IMAGE)
    return window


def widgets(window: QWidget) -> Iterator[QWidget]:
    for top in [window, *QApplication.topLevelWidgets()]:
        yield top
        yield from top.findChildren(QWidget)


def indexes(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[QModelIndex]:
    for row in range(min(model.rowCount(parent), 60)):
        column = 0
        while model.hasIndex(row, column, parent):
            index = model.index(row, column, parent)
            yield index
            if column == 0 and not isinstance(model, QAbstractListModel):
                yield from indexes(model, index)
            column += 1


def assert_plain(window: QWidget) -> None:
    for widget in widgets(window):
        if isinstance(widget, QLabel):
            assert widget.textFormat() is Qt.TextFormat.PlainText, widget.text()
        if isinstance(widget, QTextEdit):
            assert "file:///" not in widget.toHtml()
        assert "<img" not in widget.toolTip()
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            for index in indexes(widget.model(), QModelIndex()):
                assert "<img" not in str(index.data(Qt.ItemDataRole.ToolTipRole) or "")


def test_no_widget_of_the_window_reads_words_as_html(hostile: MainWindow) -> None:
    assert_plain(hostile)
    assert hostile.windowTitle().startswith(IMAGE.replace("[*]", "[*][*]"))
    assert hostile.header.title.text() == IMAGE


@pytest.mark.parametrize(
    "make",
    [
        lambda window: FlagEditor(window.session, window.session.flags()[0].id, window),
        lambda window: LabelEditor(window.session, window),
        lambda window: PolicyDetails(window.session, window.session.policy, window),
        lambda window: EncodingDialog(IMAGE, [("cp1252", IMAGE)], window),
    ],
)
def test_no_dialog_reads_words_as_html(
    hostile: MainWindow, qtbot: QtBot, make: Callable[[MainWindow], QDialog]
) -> None:
    dialog = make(hostile)
    qtbot.addWidget(dialog)
    dialog.show()
    assert_plain(dialog)
