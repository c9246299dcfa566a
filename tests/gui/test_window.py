"""The window as a reviewer uses it: keys, clicks, panels, and what is there again after a restart."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget
from pytestqt.qtbot import QtBot

from annotator.domain import Flag, Severity, State, Status, Tag
from annotator.gui import app
from annotator.gui.models.flags import POLICY
from annotator.gui.session import Session
from annotator.gui.settings import Settings
from annotator.gui.views.find_bar import matches
from annotator.gui.window import MainWindow
from annotator.review import Review

Key = Qt.Key
SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def put_caret(window: MainWindow) -> Callable[[str], int]:
    """Put the caret before the first of these words."""

    def there(words: str) -> int:
        at = window.session.text.text.index(words)
        window.pane.select(at, at)
        return at

    return there


def click_row(qtbot: QtBot, view: QAbstractItemView, row: int) -> None:
    index = view.model().index(row, 0)
    view.scrollTo(index)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center())


def quotes(session: Session) -> list[tuple[str, str]]:
    found = [(one.label, one.spans[0].quote) for one in session.annotations.values() if one.spans]
    return sorted(found)


def keyed(session: Session, key: str) -> str:
    return next(label.id for label in session.clauses.offered if label.key == key)


def test_s_and_a_digit_tag_the_sentence(
    window: MainWindow, qtbot: QtBot, put_caret: Callable[[str], int]
) -> None:
    session, pane = window.session, window.pane
    put_caret("absolutely respect")
    qtbot.keyClick(pane, Key.Key_S)
    qtbot.keyClick(pane, Key.Key_3)
    qtbot.keyClick(pane, Key.Key_Exclam, SHIFT)
    assert [label for label, _ in quotes(session)] == sorted([keyed(session, "3"), keyed(session, "Shift+1")])
    sentence = quotes(session)[0][1]
    assert sentence.startswith("We absolutely respect")
    assert sentence.endswith("Service.")
    assert "2 tags" in window.statusBar().facts.text()  # type: ignore[attr-defined]
    assert "Saved" in window.statusBar().facts.text()  # type: ignore[attr-defined]


def test_letters_do_nothing_outside_the_text(window: MainWindow, qtbot: QtBot) -> None:
    window.panels.labels.filter.setFocus()
    qtbot.keyClicks(window.panels.labels.filter, "s3f")
    assert window.panels.labels.filter.text() == "s3f"
    assert not window.session.annotations


def test_growing_a_tag_by_a_word(window: MainWindow, qtbot: QtBot, put_caret: Callable[[str], int]) -> None:
    at = put_caret("privacy and we")
    window.pane.select(at, at + len("privacy"))
    qtbot.keyClick(window.pane, Key.Key_1)
    qtbot.keyClick(window.pane, Key.Key_Right, SHIFT | ALT)
    assert [quote for _, quote in quotes(window.session)] == ["privacy and"]
    qtbot.keyClick(window.pane, Key.Key_Left, SHIFT | ALT)
    assert [quote for _, quote in quotes(window.session)] == ["privacy"]


def test_delete_removes_and_the_bar_offers_undo(
    window: MainWindow, qtbot: QtBot, put_caret: Callable[[str], int]
) -> None:
    put_caret("absolutely respect")
    qtbot.keyClick(window.pane, Key.Key_S)
    qtbot.keyClick(window.pane, Key.Key_1)
    qtbot.keyClick(window.pane, Key.Key_Delete)
    assert not window.session.annotations
    assert window.undo_bar.isVisible()
    qtbot.mouseClick(window.undo_bar.undo, Qt.MouseButton.LeftButton)
    assert len(window.session.annotations) == 1
    assert not window.undo_bar.isVisible()
    assert window.pane.annotations_at(window.pane.caret()) != ()
    qtbot.keyClick(window, Key.Key_Z, CONTROL)
    assert not window.session.annotations


def test_a_click_on_a_label_tags_and_the_text_keeps_the_focus(
    window: MainWindow, qtbot: QtBot, put_caret: Callable[[str], int]
) -> None:
    put_caret("absolutely respect")
    qtbot.keyClick(window.pane, Key.Key_S)
    click_row(qtbot, window.panels.labels.list, 1)
    assert quotes(window.session)[0][0] == window.session.clauses.offered[1].id
    assert window.pane.hasFocus()
    window.panels.labels.sets.setCurrentIndex(1)
    window.panels.labels.filter.setText("truncated")
    click_row(qtbot, window.panels.labels.list, 0)
    assert [type(one) for one in window.session.annotations.values()] == [Tag, Flag]


def test_the_span_panel_shows_and_keeps_what_is_said(
    window: MainWindow, qtbot: QtBot, put_caret: Callable[[str], int]
) -> None:
    session, panel = window.session, window.panels.span
    put_caret("absolutely respect")
    assert panel.empty.isVisible()
    qtbot.keyClick(window.pane, Key.Key_S)
    session.flag("contradiction")
    assert panel.sheet.severity.isVisible()
    panel.sheet.note.setFocus()
    qtbot.keyClicks(panel.sheet.note, "Look at 4.2")
    window.pane.setFocus()
    flag = session.flags()[0]
    assert flag.note == "Look at 4.2"
    panel.sheet.state.setCurrentIndex(panel.sheet.state.findData(State.DISMISSED))
    panel.sheet.state.activated.emit(panel.sheet.state.currentIndex())
    assert session.flags()[0].state is State.DISMISSED
    assert panel.sheet.reason.isVisible()
    panel.sheet.reason.setFocus()
    qtbot.keyClicks(panel.sheet.reason, "a quotation")
    qtbot.keyClick(panel.sheet.reason, Key.Key_Return)
    assert session.flags()[0].reason == "a quotation"


def test_a_half_typed_note_is_kept_when_the_policy_is_left(
    window: MainWindow, qtbot: QtBot, put_caret: Callable[[str], int]
) -> None:
    session = window.session
    put_caret("absolutely respect")
    qtbot.keyClick(window.pane, Key.Key_S)
    qtbot.keyClick(window.pane, Key.Key_1)
    name = next(iter(session.annotations))
    window.panels.span.sheet.note.setFocus()
    qtbot.keyClicks(window.panels.span.sheet.note, "half")
    session.open_policy(list(session.policies)[1])
    assert session.review.annotation(name).note == "half"


def test_what_nobody_touched_stays_as_it_is(
    window: MainWindow, qtbot: QtBot, put_caret: Callable[[str], int]
) -> None:
    session = window.session
    at = put_caret("absolutely respect")
    odd = "line\r\nno\u00a0break \u2029 end"
    event = session.review.tag(
        session.policy.id,
        [(at, at + 10)],
        "purpose",
        note=odd,
        attributes={"polarity": "does"},  # type: ignore[union-attr]
    )
    session.apply(event)
    clauses = session.clauses
    session.set_taxonomy(replace(clauses, attributes={"polarity": ("unclear",), "tone": ("mild",)}))
    tag = next(iter(session.annotations.values()))
    window.pane.select(at + 2, at + 2)
    assert window.panels.span.sheet.isVisible()
    count = len(session.review.history())
    window.panels.span.sheet.note.setFocus()
    window.pane.setFocus()
    put_caret("Payment Terms")
    session.open_policy(list(session.policies)[1])
    assert session.review.annotation(tag.id) == tag
    assert len(session.review.history()) == count


def test_attributes_of_a_tag(window: MainWindow, qtbot: QtBot, put_caret: Callable[[str], int]) -> None:
    put_caret("absolutely respect")
    qtbot.keyClick(window.pane, Key.Key_S)
    qtbot.keyClick(window.pane, Key.Key_1)
    name, values = next(iter(window.session.clauses.attributes.items()))
    field = window.panels.span.sheet.attributes[name]
    assert field.isVisible()
    field.setCurrentIndex(field.findData(values[0]))
    field.activated.emit(field.currentIndex())
    tag = next(iter(window.session.annotations.values()))
    assert isinstance(tag, Tag)
    assert dict(tag.attributes) == {name: values[0]}


def test_issues_are_listed_filtered_and_gone_to(window: MainWindow, qtbot: QtBot) -> None:
    session, panel = window.session, window.panels.issues
    ids = list(session.policies)
    for policy, label, severity in (
        (ids[1], "placeholder", Severity.LOW),
        (ids[0], "contradiction", Severity.HIGH),
        (ids[0], "mojibake", Severity.INFO),
    ):
        session.open_policy(policy)
        session.select(5, 20) if label != "mojibake" else session.select(100, 120)
        session.flag(label, severity=severity)
    assert panel.wanted.rowCount() == 2
    panel.severities.setCurrentIndex(panel.severities.findData(Severity.HIGH))
    assert panel.wanted.rowCount() == 1
    panel.severities.setCurrentIndex(0)
    panel.everywhere.setChecked(True)
    qtbot.waitUntil(lambda: panel.wanted.rowCount() == 3)
    assert not panel.table.isColumnHidden(POLICY)
    click_row(qtbot, panel.table, 2)
    assert session.policy is not None
    assert session.policy.id == ids[1]
    assert isinstance(session.active, Flag)
    assert window.pane.selection() == (5, 20) or session.active.spans[0].start == window.pane.selection()[0]
    assert [one.id for one in panel.selected()] == [session.active.id]
    assert panel.table.hasFocus()
    for key in (Key.Key_D, Key.Key_R, Key.Key_1, Key.Key_3):
        qtbot.keyClick(panel.table, key)
    assert session.active == session.review.annotation(session.active.id)
    assert session.flags()[0].state is State.OPEN, "letters and digits are for the text"
    menu = panel.menu()
    offered = {action.text(): action for action in menu.actions()}
    assert not offered["Open again"].isEnabled()
    assert not offered["Severity: Low"].isEnabled()
    window.panels.docks["span"].hide()
    offered["Dismiss…"].trigger()
    assert session.flags()[0].state is State.DISMISSED
    reason = window.panels.span.sheet.reason
    qtbot.waitUntil(reason.hasFocus)
    qtbot.keyClicks(reason, "a quotation")
    qtbot.keyClick(reason, Key.Key_Escape)
    assert session.flags()[0].reason == "a quotation"
    assert panel.wanted.rowCount() == 2
    window.actions_["show.dismissed"].trigger()
    assert panel.wanted.rowCount() == 3
    assert len(list(window.highlighter.highlights(session.flags()[0]))) == 1


def test_find_counts_and_walks(window: MainWindow, qtbot: QtBot) -> None:
    bar = window.find_bar
    qtbot.keyClick(window, Key.Key_F, CONTROL)
    assert bar.words.hasFocus()
    qtbot.keyClicks(bar.words, "privacy")
    hits = matches(window.session.text.text, "privacy", case=False, whole=False)
    qtbot.waitUntil(lambda: bar.count.text() == f"1 of {len(hits)}")
    qtbot.keyClick(bar.words, Key.Key_Return)
    assert window.pane.selection() == hits[1]
    qtbot.keyClick(bar.words, Key.Key_Return, SHIFT)
    qtbot.keyClick(bar.words, Key.Key_Return, SHIFT)
    assert bar.count.text() == f"{len(hits)} of {len(hits)}"
    bar.case.setChecked(True)
    assert bar.count.text().endswith(
        f"of {len(matches(window.session.text.text, 'privacy', case=True, whole=False))}"
    )
    bar.words.setText("no such words")
    qtbot.waitUntil(lambda: bar.count.text() == "Not found")
    qtbot.keyClick(bar.words, Key.Key_Escape)
    assert not bar.isVisible()
    assert window.pane.hasFocus()


@pytest.mark.parametrize(
    ("text", "words", "case", "whole", "expected"),
    [
        ("Data and data", "data", False, False, [(0, 4), (9, 13)]),
        ("Data and data", "data", True, False, [(9, 13)]),
        ("database data", "data", False, True, [(9, 13)]),
        ("a\n b", "a b", False, False, [(0, 4)]),
        ("1+1 (a)", "1+1 (a)", False, True, [(0, 7)]),
        ("😀 x", "x", False, False, [(2, 3)]),
        ("anything", "  ", False, False, []),
    ],
)
def test_matches(text: str, words: str, case: bool, whole: bool, expected: list[tuple[int, int]]) -> None:
    assert matches(text, words, case=case, whole=whole) == expected


def test_three_hints_are_ticked_off_and_stay_away(
    window: MainWindow, qtbot: QtBot, put_caret: Callable[[str], int]
) -> None:
    assert window.hints.isVisible()
    put_caret("absolutely respect")
    qtbot.keyClick(window.pane, Key.Key_S)
    qtbot.keyClick(window.pane, Key.Key_3)
    assert window.hints.isVisible()
    qtbot.keyClick(window, Key.Key_F8)
    assert not window.hints.isVisible()
    assert Settings().truth("hints/done", default=False)
    window.hints.restart()
    assert window.hints.isVisible()


def test_reviewed_opens_the_next_and_the_list_shows_it(window: MainWindow, qtbot: QtBot) -> None:
    ids = list(window.session.policies)
    qtbot.keyClick(window, Key.Key_Return, CONTROL)
    assert window.session.policies[ids[0]].status is Status.REVIEWED
    assert window.session.policy is not None
    assert window.session.policy.id == ids[1]
    assert window.panels.policies.progress.value() == 1
    assert window.panels.policies.list.currentIndex().row() == 1
    qtbot.keyClick(window, Key.Key_Z, CONTROL)
    assert window.session.policy.id == ids[0]
    assert window.panels.policies.progress.value() == 0


def test_the_filter_of_policies(window: MainWindow, qtbot: QtBot) -> None:
    panel = window.panels.policies
    panel.filter.setFocus()
    qtbot.keyClicks(panel.filter, "KJM")
    assert panel.list.model().rowCount() == 1
    qtbot.keyClick(panel.filter, Key.Key_Return)
    assert window.session.policy is not None
    assert "KJM" in window.session.policy.title
    qtbot.keyClick(panel.filter, Key.Key_Escape)
    assert window.pane.hasFocus()


def test_f6_walks_through_the_panels(window: MainWindow, qtbot: QtBot) -> None:
    seen: list[QWidget | None] = []
    for _ in range(4):
        qtbot.keyClick(window, Key.Key_F6)
        seen.append(window.focusWidget())
    assert seen == [
        window.panels.labels.list,
        window.panels.issues.table,
        window.panels.policies.list,
        window.pane,
    ]
    qtbot.keyClick(window, Key.Key_F6, SHIFT)
    assert window.focusWidget() is window.panels.policies.list


def test_a_problem_stands_in_the_window_until_it_is_closed(window: MainWindow, qtbot: QtBot) -> None:
    window.session.problem.emit("<b>The disk is full.</b> Make room and do it again.")
    assert window.undo_bar.words == "<b>The disk is full.</b> Make room and do it again."
    assert window.undo_bar.isVisible()
    assert not window.undo_bar.undo.isVisible()
    qtbot.mouseClick(window.undo_bar.close_button, Qt.MouseButton.LeftButton)
    assert not window.undo_bar.isVisible()


def test_the_look_is_chosen_and_kept(window: MainWindow) -> None:
    for command, name in (("look.dark", "dark"), ("look.contrast", "high contrast"), ("look.light", "light")):
        window.actions_[command].trigger()
        assert window.look.theme.name == name
        assert window.actions_[command].isChecked()
        assert Settings().text("look/theme") == name


def test_everything_is_named_for_a_screen_reader(window: MainWindow) -> None:
    nameless = [
        child
        for child in window.findChildren(QWidget)
        if child.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not child.accessibleName()
        and not getattr(child, "text", str)()
        and child.objectName() != "qt_scrollarea_viewport"
        and not child.inherits("QMenu")
        and not child.inherits("QComboBoxListView")
    ]
    assert nameless == []


def test_what_was_there_is_there_again(window: MainWindow, qtbot: QtBot, review: Review) -> None:
    session = window.session
    second = list(session.policies)[1]
    session.open_policy(second)
    session.select(3000, 3010)
    flag = session.flag("contradiction", severity=Severity.HIGH)
    assert flag is not None
    window.pane.set_zoom(130)
    window.pane.select(3000, 3010)
    window.pane.scroll_by(37)
    there = window.pane.view_state()
    window.panels.issues.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    window.panels.docks["outline"].show()
    window.panels.issues.dismissed.setChecked(True)
    window.panels.issues.severities.setCurrentIndex(window.panels.issues.severities.findData(Severity.HIGH))
    window.panels.issues.filter.setText("data")
    window.close()
    again = MainWindow(Session(review), Settings())
    qtbot.addWidget(again)
    with qtbot.waitExposed(again), qtbot.waitSignal(again.session.counted):
        again.show()
    assert again.session.policy is not None
    assert again.session.policy.id == second
    assert again.pane.selection() == (3000, 3010)
    assert again.pane.zoom() == 130
    assert again.pane.view_state() == there
    assert again.session.active is not None
    assert again.session.active in [change.after for change in flag.changes]
    assert (again.panels.issues.wanted.sortColumn(), again.panels.issues.wanted.sortOrder()) == (
        1,
        Qt.SortOrder.DescendingOrder,
    )
    assert again.panels.issues.dismissed.isChecked()
    assert again.panels.issues.wanted.wanted.severity is Severity.HIGH
    assert again.panels.issues.wanted.wanted.words == "data"
    assert again.panels.docks["outline"].isVisible()
    assert again.actions_["show.dismissed"].isChecked()


def test_the_place_is_written_down_within_a_second_and_without_leaving(
    window: MainWindow, qtbot: QtBot
) -> None:
    second = list(window.session.policies)[1]
    window.session.open_policy(second)
    window.pane.set_zoom(150)
    window.pane.reveal(4000, 4010)
    window.pane.select(4000, 4010, reveal=False)

    def written() -> bool:
        settings = Settings()
        place = settings.place(window.session.review.path)
        return (
            place.get("policy") == second
            and place["policies"].get(second) == window.pane.view_state()
            and settings.number("window/zoom", 100) == 150
        )

    qtbot.waitUntil(written, timeout=3000)


def test_one_zoom_for_all_policies(window: MainWindow) -> None:
    first, second = list(window.session.policies)[:2]
    window.pane.set_zoom(150)
    window.session.open_policy(second)
    window.pane.set_zoom(90)
    window.session.open_policy(first)
    assert window.pane.zoom() == 90


def test_an_empty_project_says_what_to_do(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(window.session.counted):
        window.open_project(tmp_path / "empty.annotator")
    assert window.session.policy is None
    assert not window.pane.isVisible()
    assert "Ctrl+I" in window.nothing.text()
    assert "Ctrl+I" in window.panels.policies.list.empty_words
    for command in ("undo.undo", "step.issue", "policy.finish", "find.find"):
        window.actions_[command].trigger()
    assert Settings().recent_projects()[0].name == "empty.annotator"
    window.session.review.close()


def test_the_mouse_selects_and_the_pop_up_offers_labels(window: MainWindow, qtbot: QtBot) -> None:
    app.make_application()
    viewport = window.pane.viewport()
    middle = viewport.rect().center()
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=middle - QPoint(60, 0))
    if window.session.words() is not None:
        before = len(window.session.annotations)
        qtbot.keyClick(window.pane, Key.Key_2)
        assert len(window.session.annotations) == before + 1


def test_an_issue_is_closed_with_a_reason_and_opened_again_by_key(
    window: MainWindow, qtbot: QtBot, put_caret: Callable[[str], int]
) -> None:
    session = window.session
    qtbot.keyClick(window.pane, Key.Key_R)
    assert "no issue here" in window.statusBar().remark.text()  # type: ignore[attr-defined]
    put_caret("absolutely respect")
    qtbot.keyClick(window.pane, Key.Key_S)
    session.flag("contradiction")
    qtbot.keyClick(window.pane, Key.Key_D)
    reason = window.panels.span.sheet.reason
    assert reason.hasFocus()
    qtbot.keyClicks(reason, "a quotation")
    qtbot.keyClick(reason, Key.Key_Escape)
    assert window.pane.hasFocus()
    flag = session.flags()[0]
    assert (flag.state, flag.reason) == (State.DISMISSED, "a quotation")
    qtbot.keyClick(window.pane, Key.Key_O)
    assert session.flags()[0].state is State.OPEN


def test_what_is_known_about_a_policy_is_corrected(window: MainWindow, qtbot: QtBot) -> None:
    from annotator.gui.views.policy_details import PolicyDetails

    policy = window.session.policy
    assert policy is not None
    dialog = PolicyDetails(window.session, policy, window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.fields["title"].setText("Kluje & <b>Co</b>")
    dialog.fields["captured"].setText("yesterday")
    dialog.accept()
    assert dialog.isVisible()
    assert "yesterday" in dialog.problem.text()
    dialog.fields["captured"].setText("2015-03-18")
    dialog.accept()
    assert not dialog.isVisible()
    assert window.header.title.text() == "Kluje & <b>Co</b>"
    assert window.windowTitle().startswith("Kluje & <b>Co</b> ")
    window.session.undo()
    assert window.header.title.text() == policy.title
    assert window.windowTitle().startswith(policy.title)
