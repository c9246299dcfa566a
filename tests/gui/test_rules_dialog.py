"""All rules on one page: found, explained, switched on and off, and all of it undone."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt, QThreadPool, QTimer
from PySide6.QtGui import QTextCharFormat, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from annotator.detection.rules import FAMILIES, RULES
from annotator.domain import RuleSetting, Severity, State
from annotator.gui.look import dress
from annotator.gui.models.rules import (
    FOUND,
    LONGEST,
    RULE,
    SEVERITY,
    SHOWN,
    WHAT,
    RulesFilter,
    RulesModel,
    Which,
    excerpt,
    languages,
    pieces,
)
from annotator.gui.session import Session
from annotator.gui.settings import Settings
from annotator.gui.theme import THEMES
from annotator.gui.views.rule_page import RulePage
from annotator.gui.views.rules_dialog import RulesDialog
from annotator.gui.window import MainWindow
from annotator.review import Review

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
RULE_ID = "sentence-cut-off"
KNOWN = next(each for each in RULES if each.id == RULE_ID)


@pytest.fixture
def model(session: Session) -> RulesModel:
    model = RulesModel(session)
    model.fill(FAMILIES)
    return model


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> Iterator[RulesDialog]:
    dialog = RulesDialog(session)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    filled(dialog, qtbot)
    yield dialog
    QThreadPool.globalInstance().waitForDone()


def filled(dialog: RulesDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.model.rowCount() > 0)


def ids(shown: RulesFilter) -> list[str]:
    families = [shown.index(row, WHAT) for row in range(shown.rowCount())]
    rows = [shown.index(row, WHAT, one) for one in families for row in range(shown.rowCount(one))]
    return [index.data(RULE).id for index in rows]


def stand_on(dialog: RulesDialog, rule: str = RULE_ID) -> None:
    assert dialog.go_to(rule)
    dialog.view.setFocus()


def setting(session: Session, rule: str = RULE_ID) -> RuleSetting:
    """As another program reads it."""
    other = Review.open(session.review.path)
    try:
        return other.rule_settings().get(rule, RuleSetting(rule))
    finally:
        other.close()


def box(dialog: RulesDialog, rule: str = RULE_ID) -> Qt.CheckState:
    return Qt.CheckState(dialog.model.index_of(rule).data(Qt.ItemDataRole.CheckStateRole))


def cell(dialog: RulesDialog, column: int, role: int = Qt.ItemDataRole.DisplayRole) -> object:
    return dialog.model.index_of(RULE_ID).siblingAtColumn(column).data(role)


def test_the_models(model: RulesModel, qtmodeltester: object) -> None:
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    shown = RulesFilter(model)
    shown.want("cookie", Which.ALL)
    qtmodeltester.check(shown)  # type: ignore[attr-defined]
    assert "cookie-banner-button" in ids(shown)


def test_every_rule_is_there_once_under_its_family(model: RulesModel) -> None:
    assert ids(RulesFilter(model)) == [rule.id for rule in RULES]
    assert [model.index(row, WHAT).data() for row in range(model.rowCount())][:2] == [
        "Encoding and layout",
        "Drafting",
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("CUT-off", "sentence-cut-off"),
        ("truncated sentence", "sentence-cut-off"),
        ("drafting middle", "sentence-cut-off"),
        ("misspelling", "misspelt-word"),
    ],
)
def test_rules_are_found_by_words_issue_type_and_family(dialog: RulesDialog, typed: str, found: str) -> None:
    QTest.keyClicks(dialog.line, typed)
    assert found in ids(dialog.shown)
    assert len(ids(dialog.shown)) < 20
    assert dialog.rule() is not None
    dialog.line.clear()
    QTest.keyClicks(dialog.line, "no such rule anywhere")
    assert ids(dialog.shown) == []
    assert "Try fewer letters" in dialog.view.empty_words
    assert dialog.title.text() == ""
    assert not dialog.on.isEnabled()


def test_rules_of_one_kind(dialog: RulesDialog, session: Session) -> None:
    def choose(which: Which) -> list[str]:
        dialog.which.setCurrentIndex(dialog.which.findData(which))
        return ids(dialog.shown)

    assert choose(Which.SURE) == [rule.id for rule in RULES if rule.tier.value == "sure"]
    assert choose(Which.MAYBE) == [rule.id for rule in RULES if rule.tier.value == "maybe"]
    assert choose(Which.SET) == []
    session.set_rule(RULE_ID, severity=Severity.INFO)
    assert choose(Which.FINDING) == []
    assert choose(Which.SET) == [RULE_ID]
    session.undo()
    assert ids(dialog.shown) == [RULE_ID]
    assert dialog.rule() == KNOWN


def test_it_opens_at_once_and_is_filled_when_the_rules_are_there(session: Session, qtbot: QtBot) -> None:
    dialog = RulesDialog(session, rule=RULE_ID)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.model.rowCount() == 0
    assert dialog.view.empty_words == "Reading the rules…"
    filled(dialog, qtbot)
    assert dialog.rule() == KNOWN
    QThreadPool.globalInstance().waitForDone()


def test_closed_before_the_rules_are_there(session: Session, qtbot: QtBot) -> None:
    for _ in range(5):
        dialog = RulesDialog(session)
        dialog.show()
        dialog.reject()
        with qtbot.waitSignal(dialog.destroyed):
            dialog.deleteLater()
        del dialog
    QThreadPool.globalInstance().waitForDone()


def test_space_switches_a_rule_and_undo_switches_it_back(dialog: RulesDialog, session: Session) -> None:
    stand_on(dialog)
    QTest.keyClick(dialog.view, Key.Key_Space)
    assert not setting(session).on
    assert box(dialog) is Qt.CheckState.Unchecked
    assert not dialog.on.isChecked()
    assert dialog.count.text().endswith("1 switched off")
    assert "switched off" in str(cell(dialog, WHAT, Qt.ItemDataRole.AccessibleTextRole))
    assert dialog.rule() == KNOWN
    assert dialog.changed
    QTest.keyClick(dialog, Key.Key_Z, CTRL)
    assert setting(session).on
    assert box(dialog) is Qt.CheckState.Checked
    assert dialog.on.isChecked()
    QTest.keyClick(dialog, Key.Key_Z, CTRL | SHIFT)
    assert not setting(session).on
    QTest.keyClick(dialog.view, Key.Key_Space)
    assert setting(session).on


def test_undo_here_takes_back_nothing_but_what_is_said_of_rules(
    dialog: RulesDialog, session: Session
) -> None:
    session.select(0, 5)
    session.tag("retention")
    QTest.keyClick(dialog, Key.Key_Z, CTRL)
    QTest.keyClick(dialog, Key.Key_Z, CTRL | SHIFT)
    assert len(session.annotations) == 1


def test_a_click_on_the_box_switches_a_rule(dialog: RulesDialog, session: Session) -> None:
    stand_on(dialog)
    row = dialog.view.visualRect(dialog.view.currentIndex())
    dialog.view.setCurrentIndex(QModelIndex())
    QTest.mouseClick(dialog.view.viewport(), LEFT, pos=row.topLeft() + QPoint(16, row.height() // 2))
    assert not setting(session).on
    assert dialog.rule() == KNOWN
    QTest.mouseClick(dialog.on, LEFT, pos=QPoint(8, dialog.on.height() // 2))
    assert setting(session).on


def test_severity_is_set_by_keys_and_goes_back_to_what_the_rule_says(
    dialog: RulesDialog, session: Session
) -> None:
    stand_on(dialog)
    assert dialog.severity.currentText() == "High – as the rule says"
    QTest.keyClick(dialog.view, Key.Key_Return)
    assert dialog.severity.hasFocus()
    QTest.keyClick(dialog.severity, Key.Key_Down)
    assert setting(session).severity is Severity.MEDIUM
    assert cell(dialog, SEVERITY) == "Medium"
    assert cell(dialog, SEVERITY, Qt.ItemDataRole.AccessibleTextRole) == "Medium, set in this project"
    assert cell(dialog, SEVERITY, Qt.ItemDataRole.FontRole).bold()  # type: ignore[attr-defined]
    QTest.keyClick(dialog.severity, Key.Key_Up)
    assert setting(session).severity is None
    assert cell(dialog, SEVERITY) == "High"
    QTest.keyClick(dialog, Key.Key_Z, CTRL)
    assert setting(session).severity is Severity.MEDIUM
    assert dialog.severity.currentText() == "Medium"


def test_the_wheel_changes_no_severity(dialog: RulesDialog, session: Session) -> None:
    stand_on(dialog)
    at = dialog.severity.rect().center().toPointF()
    wheel = QWheelEvent(
        at,
        dialog.severity.mapToGlobal(at),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(dialog.severity, wheel)
    assert setting(session) == RuleSetting(RULE_ID)


def test_what_another_hand_sets_is_shown(dialog: RulesDialog, session: Session) -> None:
    stand_on(dialog)
    other = Review.open(session.review.path)
    other.sign_in("Grace")
    other.set_rule(RULE_ID, on=False, severity=Severity.LOW)
    other.close()
    session.look()
    assert box(dialog) is Qt.CheckState.Unchecked
    assert not dialog.on.isChecked()
    assert dialog.severity.currentData() == Severity.LOW


def test_who_gives_no_name_changes_nothing(dialog: RulesDialog, session: Session) -> None:
    session.review._reviewer = None
    stand_on(dialog)
    QTest.keyClick(dialog.view, Key.Key_Space)
    assert box(dialog) is Qt.CheckState.Checked
    QTest.mouseClick(dialog.on, LEFT, pos=QPoint(8, dialog.on.height() // 2))
    assert dialog.on.isChecked()
    dialog.severity.setFocus()
    QTest.keyClick(dialog.severity, Key.Key_Down)
    assert dialog.severity.currentData() == Severity.HIGH
    assert not dialog.changed


def test_suggestions_are_counted_and_follow_what_is_decided(dialog: RulesDialog, session: Session) -> None:
    policy = session.review.policy("kjm-group.txt").id
    session.review.scan([policy], as_of=date(2026, 11, 22))
    session.look()
    there = session.review.suggestion_counts()[RULE_ID]
    assert cell(dialog, FOUND) == str(there)
    session.open_policy(policy)
    one = next(flag for flag in session.flags() if flag.origin.name == RULE_ID)
    assert one.state is State.SUGGESTED
    session.dismiss([one.id])
    assert cell(dialog, FOUND) == (str(there - 1) if there > 1 else "")
    dialog.which.setCurrentIndex(dialog.which.findData(Which.FINDING))
    assert set(ids(dialog.shown)) == session.review.suggestion_counts().keys()


# What is said of a rule


def formats(dialog: RulesDialog) -> Iterator[tuple[str, QTextCharFormat]]:
    block = dialog.page.document().begin()
    while block.isValid():
        at = block.begin()
        while not at.atEnd():
            yield at.fragment().text(), at.fragment().charFormat()
            at += 1
        block = block.next()


def test_a_rule_is_explained_with_what_it_finds_marked(dialog: RulesDialog) -> None:
    stand_on(dialog)
    assert dialog.title.text() == KNOWN.title
    said = dialog.page.toPlainText()
    for words in (
        "Truncated sentence",
        "Drafting",
        "Suggested: shown at once",
        KNOWN.why,
        "Leaves alone",
        "French",
    ):
        assert words in said
    assert f"Rule “{RULE_ID}”, version {KNOWN.version}" in said
    assert "⟦" not in said
    marked = [words for words, form in formats(dialog) if form.fontUnderline() and form.fontWeight() > 500]
    found = [words for example in KNOWN.hits for words, is_found in pieces(example) if is_found]
    assert marked == [line for words in found for line in words.split("\n") if line]
    stand_on(dialog, "very-short-text")
    assert "Worth a look: not all" in dialog.page.toPlainText()


def test_mark_up_in_an_example_is_shown_as_it_is(dialog: RulesDialog) -> None:
    stand_on(dialog, "html-tag")
    rule = dialog.rule()
    assert rule is not None
    said = dialog.page.toPlainText()
    for example in (*rule.hits, *rule.misses):
        plain = "".join(words for words, _ in pieces(example))
        assert all(line in said for line in plain.split("\n"))


def test_what_nobody_sees_is_shown_as_a_badge(dialog: RulesDialog) -> None:
    stand_on(dialog, "invisible-character")
    assert any(words.strip("\u2009") == "SHY" for words, _ in formats(dialog))
    assert "\u200b" not in dialog.page.toPlainText()


def test_every_rule_has_its_page(qtbot: QtBot) -> None:
    page = RulePage()
    qtbot.addWidget(page)
    for rule in RULES:
        page.show_rule(rule, "Issue", "Family")
        assert rule.why in page.toPlainText()
    page.show_rule(None)
    assert page.toPlainText() == ""


def test_colours_follow_the_theme(dialog: RulesDialog) -> None:
    stand_on(dialog)
    before = dialog.page.toPlainText()

    def ground() -> set[str]:
        return {form.background().color().name() for _, form in formats(dialog) if form.fontUnderline()}

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    worn = application.palette(), application.styleSheet()
    for theme in THEMES:
        dress(theme)
        assert ground() == {theme.hit}
    application.setPalette(worn[0])
    application.setStyleSheet(worn[1])
    assert dialog.page.toPlainText() == before


def test_examples_in_runs() -> None:
    assert pieces("a ⟦b\nc⟧ d⟦e⟧") == [("a ", False), ("b\nc", True), (" d", False), ("e", True)]
    assert pieces("") == []
    assert pieces("plain") == [("plain", False)]


def test_a_long_example_is_cut_to_what_makes_the_difference() -> None:
    paragraphs = [f"Paragraph {n} says something." for n in range(LONGEST // 20)]
    complete = "\n\n".join(paragraphs)
    without = "\n\n".join(paragraphs[:5] + paragraphs[6:])
    assert excerpt("short", [complete]) == "short"
    assert excerpt(complete, ["other", without]) == "…\n\nParagraph 5 says something.\n\n…"
    assert excerpt(without, [complete]).endswith("\n\nParagraph 2 says something.\n\n…")
    assert excerpt(complete, []).startswith("Paragraph 0")


def test_languages_by_name() -> None:
    assert languages(KNOWN).startswith("Dutch, English, French, German")
    assert languages(next(rule for rule in RULES if not rule.languages)) == "any language"


# The dialog


def test_every_control_has_a_name(dialog: RulesDialog) -> None:
    for kind in (QComboBox, QLineEdit):
        assert all(each.accessibleName() for each in dialog.findChildren(kind))
    for button in dialog.findChildren(QAbstractButton):
        assert button.text() or button.accessibleName() or isinstance(button.parent(), QLineEdit)
    assert dialog.view.accessibleName()
    assert dialog.page.accessibleName()


def test_tab_goes_through_all_of_it_and_escape_closes_from_everywhere(
    dialog: RulesDialog, qtbot: QtBot
) -> None:
    wanted = [dialog.line, dialog.which, dialog.view, dialog.on, dialog.severity, dialog.page]
    dialog.activateWindow()
    dialog.line.setFocus()
    for widget in wanted:
        assert dialog.focusWidget() is widget
        QTest.keyClick(widget, Key.Key_Tab)
    assert dialog.focusWidget() is dialog.close_button
    for widget in wanted:
        dialog.show()
        widget.setFocus()
        QTest.keyClick(widget, Key.Key_Escape)
        assert dialog.isHidden()


def test_without_room_columns_give_way_to_the_title(dialog: RulesDialog, qtbot: QtBot) -> None:
    letter = dialog.fontMetrics().averageCharWidth()
    for letters, hidden in ((200, []), (75, [SHOWN]), (50, [SHOWN, FOUND])):
        dialog.view.resize(letter * letters, 300)
        assert [column for column in range(4) if dialog.view.isColumnHidden(column)] == hidden
        assert dialog.view.columnWidth(WHAT) > letter * 25


def test_arrow_keys_go_from_rule_to_rule(dialog: RulesDialog) -> None:
    stand_on(dialog, RULES[0].id)
    for rule in RULES[1:45]:
        QTest.keyClick(dialog.view, Key.Key_Down)
        assert dialog.rule() == rule
    for rule in RULES[43::-1]:
        QTest.keyClick(dialog.view, Key.Key_Up)
        assert dialog.rule() == rule
    for key, rule in ((Key.Key_End, RULES[-1]), (Key.Key_Home, RULES[0]), (Key.Key_Up, RULES[0])):
        QTest.keyClick(dialog.view, key)
        assert dialog.rule() == rule


def test_its_size_is_remembered(dialog: RulesDialog, session: Session, qtbot: QtBot) -> None:
    dialog.resize(701, 503)
    QTest.keyClick(dialog.view, Key.Key_Escape)
    again = RulesDialog(session)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (701, 503)
    QThreadPool.globalInstance().waitForDone()


def through_the_menu(window: MainWindow, qtbot: QtBot, act: Callable[[RulesDialog], None]) -> None:
    done = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, RulesDialog) or dialog.model.rowCount() == 0:
            QTimer.singleShot(20, look)
            return
        act(dialog)
        done.append(dialog)
        QTest.keyClick(dialog, Key.Key_Escape)

    QTimer.singleShot(0, look)
    window.actions_.run("scan.rules")
    assert done


def test_what_was_changed_is_looked_for_when_it_is_closed(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(window.scans, "new", lambda: asked.append(True))
    through_the_menu(window, qtbot, lambda _dialog: None)
    assert not asked

    def switch(dialog: RulesDialog) -> None:
        stand_on(dialog)
        QTest.keyClick(dialog.view, Key.Key_Space)

    through_the_menu(window, qtbot, switch)
    assert asked == [True]
    assert "Switch off the rule" in window.status.remark.text()
    assert window.focusWidget() is window.pane
    assert not window.session.review.rule_settings()[RULE_ID].on


def test_about_one_rule(window: MainWindow, qtbot: QtBot) -> None:
    seen = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, RulesDialog) or dialog.rule() is None:
            QTimer.singleShot(20, look)
            return
        seen.append(dialog.rule())
        dialog.page.moveCursor(QTextCursor.MoveOperation.End)
        dialog.reject()

    QTimer.singleShot(0, look)
    window.dialogs.rules(RULE_ID)
    assert seen == [KNOWN]


def test_its_places_in_the_settings_are_its_own(dialog: RulesDialog) -> None:
    dialog.reject()
    assert not Settings().blob("rules/geometry").isEmpty()
    assert not Settings().blob("rules/halves").isEmpty()
