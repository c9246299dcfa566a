"""A small screen, long words, and words that run to the left."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QFontMetricsF
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from annotator.domain import Severity
from annotator.gui.session import Session
from annotator.gui.views.outline import OutlinePanel
from annotator.gui.views.parts import Elided
from annotator.gui.views.rows import elided_citation
from annotator.gui.views.wording import attribute_rank, isolated, isolated_quotes
from annotator.gui.window import MainWindow

Select = Callable[[str], tuple[int, int]]


def test_the_window_fits_a_small_screen(window: MainWindow, qtbot: QtBot) -> None:
    window.session.review.sign_in("Bob, whose name is a good deal longer than most names are")
    window.session.notice.emit("A remark that is far too long for any status bar. " * 9)
    window.resize(900, 600)
    qtbot.waitUntil(lambda: window.size() == QSize(900, 600))
    least = window.minimumSizeHint()
    assert least.width() <= 720
    assert least.height() <= 450
    for dock in window.panels.docks.values():
        if dock.isVisible():
            assert window.rect().contains(dock.geometry())


def test_filters_fold_into_a_menu_and_stay_what_they_are(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.panels.issues
    row = panel._head
    window.resize(900, 600)
    qtbot.waitUntil(row.button.isVisible)
    assert not panel.states.isVisible()
    menu = row.button.menu()
    menu.aboutToShow.emit()
    severities = named(menu, "Severity").menu()
    assert isinstance(severities, QMenu)
    named(severities, "High").trigger()
    assert panel.wanted.wanted.severity is Severity.HIGH
    named(menu, "Show the issues of all policies").trigger()
    assert panel.everywhere.isChecked()
    assert row.button.accessibleName() == "Filters: 2"
    window.resize(1500, 800)
    qtbot.waitUntil(panel.states.isVisible)
    assert not row.button.isVisible()
    assert panel.severities.currentData() == Severity.HIGH
    assert not panel.reviewers.isVisible()


def named(menu: QMenu, words: str) -> QAction:
    return next(action for action in menu.actions() if action.text().replace("&", "") == words)


def test_what_finds_no_room_stands_in_the_tooltip(qtbot: QtBot) -> None:
    label = Elided()
    qtbot.addWidget(label)
    label.setText("<b>Some words</b> that are too long")
    assert label.minimumSizeHint().width() == 0
    label.resize(60, 20)
    label.grab()
    assert "&lt;b&gt;Some words&lt;/b&gt; that are too long" in label.toolTip()
    label.resize(600, 20)
    label.grab()
    assert label.toolTip() == ""


@pytest.mark.parametrize(
    ("citation", "end"),
    [
        ("“Information that we collect from you and others” ¶1 item 4", "” ¶1 item 4"),
        ("“Information that we collect” ¶1 – “How we use it, and why” ¶2", "” ¶2"),
        ("§4.2 ¶3", "§4.2 ¶3"),
    ],
)
def test_a_citation_keeps_its_end(qapp: QApplication, citation: str, end: str) -> None:
    metrics = QFontMetricsF(qapp.font())
    shown = elided_citation(citation, metrics, 150)
    assert shown.endswith(end)
    assert metrics.horizontalAdvance(shown) <= 150
    assert elided_citation(citation, metrics, 2000) == citation


def test_words_that_run_to_the_left_turn_only_themselves() -> None:
    assert isolated("kluje.com") == "kluje.com"
    assert isolated("שלום") == "\u2068שלום\u2069"
    assert isolated_quotes("“שלום” ¶1, “Us” ¶2") == "“\u2068שלום\u2069” ¶1, “Us” ¶2"


def test_attributes_come_in_the_order_in_which_one_asks() -> None:
    names = ["applies_to", "tone", "party", "polarity", "mood", "specificity"]
    assert sorted(names, key=attribute_rank) == [
        "polarity", "party", "specificity", "applies_to", "mood", "tone",
    ]  # fmt: skip


def test_attributes_stand_in_that_order(session: Session, select: Select, qtbot: QtBot) -> None:
    from annotator.gui.views.annotation_sheet import AnnotationSheet

    select("absolutely respect")
    session.tag(session.clauses.offered[0].id)
    sheet = AnnotationSheet(session)
    qtbot.addWidget(sheet)
    sheet.show_annotation(next(iter(session.annotations.values())))
    names = [field.accessibleName() for field in sheet.attributes.values()]
    assert names == ["polarity", "party", "specificity", "applies to"]
    sheet.resize(300, 700)
    sheet.show()
    heights = [field.mapTo(sheet, field.rect().topLeft()).y() for field in sheet.attributes.values()]
    assert heights == sorted(heights)


def test_the_outline_reads_as_a_list_of_headings(session: Session, qtbot: QtBot) -> None:
    panel = OutlinePanel(session)
    qtbot.addWidget(panel)
    heading = session.text.structure.headings[2]
    panel.follow(heading.start + 3)
    panel.show()
    rows = [panel.model.index(row).data() for row in range(panel.model.rowCount())]
    assert rows[0] == "Kluje | Privacy Policy"
    assert rows[1].strip().startswith("1 Information")
    assert not any("#" in row or "\\" in row for row in rows)
    assert panel.list.currentIndex().row() == 2


def test_bars_over_the_text_leave_room_on_a_small_screen(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(720, 450)
    hints = window.hints
    qtbot.waitUntil(lambda: [label.isVisible() for label in hints._labels] == [True, False, False])
    window.session.select(0, 20)
    assert [label.isVisible() for label in hints._labels] == [False, True, False]
    window.find_bar.open()
    qtbot.waitUntil(lambda: window.find_bar.words.width() > 100)
    window.resize(1400, 800)
    qtbot.waitUntil(lambda: all(label.isVisible() for label in hints._labels))
    assert window.find_bar.whole.text() == "Whole words"


def test_counters_are_never_cut(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(720, 450)
    done: QWidget = window.panels.policies._done
    qtbot.waitUntil(lambda: window.width() <= 720)
    assert done.width() >= done.sizeHint().width()
    count: QWidget = window.panels.issues._count
    assert count.width() >= count.sizeHint().width()
