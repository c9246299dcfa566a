"""Suggestions in the list, in the text and on their card: keys, menus, many at once, what stays hidden."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from annotator.detection.rule import Finding, Tier
from annotator.domain import Flag, PolicyId, Severity, State
from annotator.gui.models.flags import SEVERITY, STATE, WHY, WORDS
from annotator.gui.models.policies import SUGGESTED
from annotator.gui.rule_book import title_of
from annotator.gui.session import Session
from annotator.gui.settings import Settings
from annotator.gui.views.context_menu import context_menu
from annotator.gui.views.flag_editor import FlagEditor
from annotator.gui.views.pickers import FlagPicker, PolicyPicker
from annotator.gui.window import MainWindow
from tests.projects import reading

Key = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def said(window: MainWindow) -> list[str]:
    heard: list[str] = []
    window.session.notice.connect(heard.append)
    window.session.problem.connect(heard.append)
    return heard


def finding(
    start: int,
    end: int,
    rule: str = "sentence-cut-off",
    issue: str = "truncated-sentence",
    *,
    maybe: bool = False,
    severity: Severity = Severity.MEDIUM,
    suggestion: str = "",
) -> Finding:
    tier = Tier.MAYBE if maybe else Tier.SURE
    return Finding(rule, issue, severity, tier, f"What {rule} says.", suggestion, start, end)


def suggest(session: Session, found: dict[PolicyId, list[Finding]]) -> None:
    assert session.suggest(found, "rules", date(2026, 1, 31)) is not None


@pytest.fixture
def suggested(window: MainWindow) -> list[str]:
    """Three sure ones, the last of another rule and graver; then two for the queue, the first of them on the
    whole policy. Their ids.
    """
    session = window.session
    (first, second, *_) = session.policies
    suggest(
        session,
        {
            first: [
                finding(0, 0, "no-date", "missing-disclosure", maybe=True),
                finding(10, 20),
                finding(40, 60, suggestion="better words"),
                finding(80, 90, "torn-word", "broken-word", severity=Severity.HIGH),
                finding(200, 220, "hedged-wording", "vague-wording", maybe=True, severity=Severity.HIGH),
            ],
            second: [finding(10, 20), finding(30, 40, "torn-word", "broken-word")],
        },
    )
    flags = session.flags()
    return [flag.id for flag in sorted(flags, key=lambda flag: flag.origin.tier == Tier.MAYBE)]


def states(session: Session, ids: list[str]) -> list[State]:
    return [session.review.annotation(one).state for one in ids]  # type: ignore[union-attr]


def listed(window: MainWindow) -> list[str]:
    wanted = window.panels.issues.wanted
    return [wanted.index(row, 0).data(Qt.ItemDataRole.UserRole + 1).id for row in range(wanted.rowCount())]


def select_rows(window: MainWindow, *ids: str) -> None:
    table = window.panels.issues.table
    table.clearSelection()
    how = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for one in ids:
        index = table.model().index(listed(window).index(one), 0)
        table.selectionModel().setCurrentIndex(index, how)
    table.setFocus()


def menu_of(window: MainWindow) -> dict[str, Callable[[], None]]:
    return {
        action.text().partition("\t")[0]: action.trigger
        for action in window.panels.issues.menu().actions()
        if action.isEnabled() and action.text()
    }


def test_the_queue_is_shown_when_it_is_asked_for(
    window: MainWindow, qtbot: QtBot, suggested: list[str]
) -> None:
    panel, session = window.panels.issues, window.session
    assert set(listed(window)) == set(suggested[:3])
    assert panel.queue.text() == "Worth a look: 2"
    assert "3 suggestions" in panel._count.text()
    drawn = [one.id for one in session.flags() if list(window.highlighter.highlights(one))]
    assert set(drawn) == set(suggested[:3])
    qtbot.mouseClick(panel.queue, Qt.MouseButton.LeftButton)
    assert set(listed(window)) == set(suggested)
    assert window.actions_["show.queue"].isChecked()
    assert window.settings.truth("window/queue", default=False)
    qtbot.keyClick(window, Key.Key_U, CONTROL)
    assert not panel.queue.isChecked()
    assert len(listed(window)) == 3
    panel.everywhere.setChecked(True)
    qtbot.waitUntil(lambda: len(listed(window)) == 5)
    assert panel.queue.text() == "Worth a look: 2"


def test_an_active_one_of_the_queue_is_drawn_all_the_same(window: MainWindow, suggested: list[str]) -> None:
    session = window.session
    queued = session.annotations[suggested[-1]]
    session.go_to(queued)
    assert list(window.highlighter.highlights(queued))
    assert window.pane.annotations_at(205) == (queued.id,)
    session.activate("")
    assert not list(window.highlighter.highlights(queued))
    assert window.pane.annotations_at(205) == ()


def test_only_a_queue_says_how_to_see_it(window: MainWindow) -> None:
    session, panel = window.session, window.panels.issues
    assert "Tools ▸ Scan this policy" in panel.table.empty_words
    suggest(session, {next(iter(session.policies)): [finding(10, 20, maybe=True)]})
    assert "1 thing is worth a look" in panel.table.empty_words


def test_the_graver_and_the_surer_come_first(window: MainWindow, suggested: list[str]) -> None:
    panel, session = window.panels.issues, window.session
    session.show_queue(True)
    session.select(300, 310)
    session.flag("contradiction", severity=Severity.HIGH)
    panel.table.sortByColumn(SEVERITY, Qt.SortOrder.DescendingOrder)
    flags = [session.annotations[one] for one in listed(window)]
    order = [(flag.severity, flag.state, flag.origin.tier) for flag in flags if isinstance(flag, Flag)]
    assert order[:3] == [
        (Severity.HIGH, State.OPEN, ""),
        (Severity.HIGH, State.SUGGESTED, "sure"),
        (Severity.HIGH, State.SUGGESTED, "maybe"),
    ]
    assert [order_of[2] for order_of in order[3:]] == ["sure", "sure", "maybe"]


def test_a_row_says_why_and_by_which_rule(window: MainWindow, suggested: list[str]) -> None:
    panel = window.panels.issues
    window.session.show_queue(True)
    row = listed(window).index(suggested[1])
    model = panel.table.model()
    assert model.index(row, WHY).data() == "What sentence-cut-off says."
    assert model.index(row, STATE).data() == "Suggested"
    hint = model.index(row, WORDS).data(Qt.ItemDataRole.ToolTipRole)
    assert "What sentence-cut-off says." in hint
    assert "“sentence-cut-off”, suggested" in hint
    assert "better words" in hint
    assert model.index(listed(window).index(suggested[-1]), STATE).data() == "Worth a look"
    panel.filter.setText("torn-word")
    assert listed(window) == [suggested[2]]


@pytest.mark.parametrize(
    ("key", "became"),
    [(Key.Key_A, State.OPEN), (Key.Key_X, State.DISMISSED), (Key.Key_Delete, State.DISMISSED)],
)
def test_one_key_decides_on_the_selected_rows_and_goes_on(
    window: MainWindow, qtbot: QtBot, suggested: list[str], key: Qt.Key, became: State
) -> None:
    session, table = window.session, window.panels.issues.table
    select_rows(window, *suggested[:2])
    acts = len(session.review.history())
    qtbot.keyClick(table, key)
    assert states(session, suggested[:3]) == [became, became, State.SUGGESTED]
    assert len(session.review.history()) == acts + 1
    assert table.hasFocus()
    assert window.undo_bar.isVisible()
    assert [flag.id for flag in window.panels.issues.selected()] == [suggested[2]]
    qtbot.keyClick(window, Key.Key_Z, CONTROL)
    assert states(session, suggested[:3]) == [State.SUGGESTED] * 3
    assert set(listed(window)) == set(suggested[:3])


def test_the_last_row_is_told_and_other_rows_take_no_letters(
    window: MainWindow, qtbot: QtBot, suggested: list[str], said: list[str]
) -> None:
    session, table = window.session, window.panels.issues.table
    select_rows(window, *suggested[:3])
    qtbot.keyClick(table, Key.Key_A)
    assert said[-1] == "No other suggestion in this list."
    assert states(session, suggested[:3]) == [State.OPEN] * 3
    select_rows(window, suggested[0])
    acts = len(session.review.history())
    for key in (Key.Key_A, Key.Key_X):
        qtbot.keyClick(table, key)
    assert len(session.review.history()) == acts


def test_other_keys_of_ones_own_are_heard(window: MainWindow, qtbot: QtBot, suggested: list[str]) -> None:
    window.actions_.rebind("suggestion.accept", "Y")
    select_rows(window, suggested[0])
    qtbot.keyClick(window.panels.issues.table, Key.Key_A)
    assert states(window.session, suggested[:1]) == [State.SUGGESTED]
    qtbot.keyClick(window.panels.issues.table, Key.Key_Y)
    assert states(window.session, suggested[:1]) == [State.OPEN]


def test_delete_dismisses_also_in_another_policy(
    window: MainWindow, qtbot: QtBot, suggested: list[str]
) -> None:
    session, panel = window.session, window.panels.issues
    panel.everywhere.setChecked(True)
    qtbot.waitUntil(lambda: len(listed(window)) == 5)
    elsewhere = next(one for one in listed(window) if one not in suggested)
    select_rows(window, suggested[0], elsewhere)
    qtbot.keyClick(panel.table, Key.Key_Delete)
    assert states(session, [suggested[0], elsewhere]) == [State.DISMISSED] * 2


def test_all_of_a_rule_in_one_step(window: MainWindow, qtbot: QtBot, suggested: list[str]) -> None:
    session, panel = window.session, window.panels.issues
    select_rows(window, suggested[0])
    menu_of(window)[f"Accept all 2 of “{title_of('sentence-cut-off')}”"]()
    assert states(session, suggested[:3]) == [State.OPEN, State.OPEN, State.SUGGESTED]
    session.undo()
    assert states(session, suggested[:3]) == [State.SUGGESTED] * 3
    panel.everywhere.setChecked(True)
    qtbot.waitUntil(lambda: len(listed(window)) == 5)
    select_rows(window, suggested[2])
    menu_of(window)[f"Dismiss all 2 of “{title_of('torn-word')}”"]()
    torn = [flag for flag in session.review.flags() if flag.origin.name == "torn-word"]
    assert [flag.state for flag in torn] == [State.DISMISSED] * 2
    assert len(listed(window)) == 3
    session.undo()
    assert len(listed(window)) == 5


def test_the_menu_of_suggestions(window: MainWindow, qtbot: QtBot, suggested: list[str]) -> None:
    session, panel = window.session, window.panels.issues
    select_rows(window, *suggested[:2])
    titles = [action.text() for action in panel.menu().actions() if action.isEnabled()]
    assert "Accept\tA" in titles
    assert "Dismiss\tX, Del" in titles
    assert not {"Open again", "Severity: High", "Edit…", "Resolve…", "Remove"} & menu_of(window).keys()
    acts = len(session.review.history())
    menu_of(window)["Dismiss"]()
    assert window.undo_bar.isVisible()
    assert len(session.review.history()) == acts + 1
    assert states(session, suggested[:2]) == [State.DISMISSED] * 2
    select_rows(window, suggested[2])
    menu_of(window)["Dismiss with a reason…"]()
    reason = window.panels.span.sheet.reason
    qtbot.waitUntil(reason.hasFocus)
    qtbot.keyClicks(reason, "a brand")
    qtbot.keyClick(reason, Key.Key_Return)
    flag = session.review.annotation(suggested[2])
    assert isinstance(flag, Flag)
    assert (flag.state, flag.reason) == (State.DISMISSED, "a brand")
    assert panel.wanted.rowCount() == 0


def test_a_flag_by_hand_on_suggested_words_accepts_it(window: MainWindow, suggested: list[str]) -> None:
    session = window.session
    session.select(10, 20)
    session.flag("truncated-sentence")
    assert states(session, suggested[:1]) == [State.OPEN]
    assert session.active is not None
    assert session.active.id == suggested[0]


def when_asked(answer: Callable[[FlagEditor], None]) -> list[BaseException]:
    """The editor is about to open and to stop everything else: answer it. What fails comes in the list."""
    failures: list[BaseException] = []

    def look() -> None:
        sheet, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
        if not (isinstance(sheet, FlagEditor) and focus is not None and sheet.isAncestorOf(focus)):
            QTimer.singleShot(10, look)
            return
        try:
            answer(sheet)
        except BaseException as failure:  # noqa: BLE001 - told outside of Qt's loop
            failures.append(failure)
        sheet.reject()

    QTimer.singleShot(10, look)
    return failures


def step(window: MainWindow, qtbot: QtBot) -> Flag:
    qtbot.keyClick(window.pane, Key.Key_F8)
    focused = window.session.focused
    assert isinstance(focused, Flag)
    return focused


def test_the_card_says_all_there_is_to_decide_by(
    window: MainWindow, qtbot: QtBot, suggested: list[str]
) -> None:
    panel, session = window.panels.span, window.session
    step(window, qtbot)
    flag = step(window, qtbot)
    card = panel.card
    assert card.isVisible()
    assert flag.id == suggested[1]
    assert card.type.text() == session.label_of(flag).name
    assert card.weight.text() == "Medium  ·  suggested"
    assert card.message.text() == "What sentence-cut-off says."
    assert card.wording.text() == "better words"
    assert flag.spans[0].quote.strip() in card._instead.text()
    qtbot.waitUntil(card.why.isVisible)
    from annotator.suggestions import rule

    assert (card.rule.text(), card.why.text()) == (
        rule("sentence-cut-off").title,
        rule("sentence-cut-off").why,
    )
    window.panels.span.rule_asked.disconnect()
    with qtbot.waitSignal(window.panels.span.rule_asked) as asked:
        qtbot.mouseClick(card.about, Qt.MouseButton.LeftButton)
    assert asked.args == ["sentence-cut-off"]
    flag = step(window, qtbot)
    assert not card.wording.isVisible()
    assert not card._instead.isVisible()
    session.accept([flag.id])
    assert not card.isVisible()
    assert panel.sheet.isVisible()
    session.undo()
    assert session.review.annotation(flag.id) == flag
    assert card.isVisible()


def test_the_buttons_of_the_card_leave_the_keys_to_the_text(
    window: MainWindow, qtbot: QtBot, suggested: list[str]
) -> None:
    window.actions_.rebind("suggestion.dismiss", "Y")
    step(window, qtbot)
    buttons = window.panels.span.card.findChildren(QPushButton)
    assert [button.text().split() for button in buttons] == [
        ["Accept", "A"], ["Dismiss", "Y"], ["Edit…", "Return"], ["Skip", "Space"],
    ]  # fmt: skip
    for button in (buttons[0], buttons[1], buttons[3]):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert window.pane.hasFocus()
    assert states(window.session, suggested[:3]) == [State.OPEN, State.DISMISSED, State.SUGGESTED]
    qtbot.keyClick(window.pane, Key.Key_A)
    assert states(window.session, suggested[2:3]) == [State.OPEN]


@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_F])
def test_edit_then_accept_in_one_act(
    window: MainWindow, qtbot: QtBot, suggested: list[str], key: Qt.Key
) -> None:
    session = window.session
    step(window, qtbot)

    def fill(sheet: FlagEditor) -> None:
        assert not sheet.state.isVisible()
        sheet.note.selectAll()
        qtbot.keyClicks(sheet.note, "Ask them")
        sheet.severity.set_value(Severity.HIGH)
        qtbot.keyClick(sheet.note, Key.Key_Return, CONTROL)

    acts = len(session.review.history())
    failures = when_asked(fill)
    qtbot.keyClick(window.pane, key)
    assert not failures
    flag = session.review.annotation(suggested[0])
    assert isinstance(flag, Flag)
    assert (flag.state, flag.note, flag.severity) == (State.OPEN, "Ask them", Severity.HIGH)
    assert flag.origin.name == "sentence-cut-off"
    assert len(session.review.history()) == acts + 1
    qtbot.waitUntil(window.pane.hasFocus)
    qtbot.keyClick(window.pane, Key.Key_Z, CONTROL)
    assert states(session, suggested[:1]) == [State.SUGGESTED]


def test_f_on_words_of_ones_own_offers_the_issue_types(
    window: MainWindow, qtbot: QtBot, suggested: list[str]
) -> None:
    window.pane.select(10, 20)
    qtbot.keyClick(window.pane, Key.Key_F)
    assert window.dialogs._kept(FlagPicker).isVisible()
    assert states(window.session, suggested[:1]) == [State.SUGGESTED]


def test_escape_leaves_it_undecided(window: MainWindow, qtbot: QtBot, suggested: list[str]) -> None:
    session = window.session
    before = step(window, qtbot)

    def fill(sheet: FlagEditor) -> None:
        qtbot.keyClicks(sheet.note, "Ask them")
        qtbot.keyClick(sheet.note, Key.Key_Escape)

    failures = when_asked(fill)
    qtbot.keyClick(window.pane, Key.Key_Return)
    assert not failures
    assert session.review.annotation(before.id) == before
    qtbot.waitUntil(window.pane.hasFocus)


def test_d_dismisses_and_asks_why_r_resolves_delete_dismisses(
    window: MainWindow, qtbot: QtBot, suggested: list[str], said: list[str]
) -> None:
    session = window.session
    step(window, qtbot)
    qtbot.keyClick(window.pane, Key.Key_M)
    assert said[-1].startswith("Accept the suggestion first")
    qtbot.keyClick(window.pane, Key.Key_D)
    reason = window.panels.span.sheet.reason
    qtbot.waitUntil(reason.hasFocus)
    qtbot.keyClicks(reason, "a quotation")
    qtbot.keyClick(reason, Key.Key_Escape)
    flag = session.review.annotation(suggested[0])
    assert isinstance(flag, Flag)
    assert (flag.state, flag.reason) == (State.DISMISSED, "a quotation")
    window.pane.setFocus()
    step(window, qtbot)
    qtbot.keyClick(window.pane, Key.Key_R)
    window.pane.setFocus()
    assert states(session, suggested[1:2]) == [State.RESOLVED]
    step(window, qtbot)
    qtbot.keyClick(window.pane, Key.Key_Delete)
    assert states(session, suggested[2:3]) == [State.DISMISSED]


def test_the_menu_in_the_text(window: MainWindow, qtbot: QtBot, suggested: list[str]) -> None:
    step(window, qtbot)
    menu = context_menu(window.session, window.actions_, window)
    entries = {action.objectName(): action for action in menu.actions()}
    assert {"suggestion.accept", "suggestion.dismiss", "suggestion.edit"} <= entries.keys()
    assert not entries["mark.remove"].isEnabled()
    menu.aboutToHide.emit()
    window.session.accept(suggested[:1])
    assert "suggestion.accept" not in {
        action.objectName() for action in context_menu(window.session, window.actions_, window).actions()
    }


def test_suggestions_are_counted_where_issues_are(
    window: MainWindow, qtbot: QtBot, suggested: list[str]
) -> None:
    session = window.session
    assert "0 open issues  ·  3 suggestions" in window.status.facts.text()
    model = window.panels.policies.model
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("0 open issues, 3 suggestions")
    assert "2 suggestions" in PolicyPicker(session, window).choices()[0].group
    session.show_queue(True)
    assert "5 suggestions" in window.status.facts.text()
    assert model.index(0).data(SUGGESTED) == 5
    from annotator.gui.views.export_dialog import ExportDialog

    dialog = ExportDialog(session, window)
    assert any("7 undecided suggestions" in button.text() for button in dialog.scopes.buttons())
    dialog.close()


def test_what_is_said_of_the_whole_policy_is_listed_at_the_caret_while_it_is_shown(
    window: MainWindow, qtbot: QtBot, suggested: list[str]
) -> None:
    panel, session = window.panels.span, window.session
    assert panel.list.model().rowCount() == 0
    session.show_queue(True)
    assert panel.list.model().rowCount() == 1
    flag = step(window, qtbot)
    assert flag.spans == ()
    assert panel.card.message.text() == "What no-date says."
    qtbot.keyClick(window.pane, Key.Key_X)
    assert session.focused is not None
    assert session.focused.id == suggested[0]
    assert panel.list.model().rowCount() == 1


def test_hints_are_not_ticked_off_by_a_scan(window: MainWindow, suggested: list[str]) -> None:
    assert window.hints._ticks == [False, False, False]


def test_a_right_to_left_quote_does_not_turn_the_sentence_round(window: MainWindow) -> None:
    session = window.session
    text = "מדיניות\n\nאנו שומרים מידע על ידי\n\nסוף\n"
    session.add_policies([reading(text, "he.txt")])
    found = Finding(
        "r", "truncated-sentence", Severity.LOW, Tier.SURE, "Nothing follows “על ידי”.", "x", 9, 31
    )
    suggest(session, {session.policy.id: [found]})  # type: ignore[union-attr]
    session.next_issue()
    card = window.panels.span.card
    assert "“\u2068על ידי\u2069”" in card.message.text()
    assert "\u2068" in card._instead.text()


@pytest.mark.parametrize("key", [Key.Key_D, Key.Key_R])
def test_enter_after_the_reason_goes_back_to_the_text_and_on(
    window: MainWindow, qtbot: QtBot, suggested: list[str], key: Qt.Key
) -> None:
    session, reason = window.session, window.panels.span.sheet.reason
    step(window, qtbot)
    qtbot.keyClick(window.pane, key)
    qtbot.waitUntil(reason.hasFocus)
    qtbot.keyClicks(reason, "a brand")
    qtbot.keyClick(reason, Key.Key_Return)
    assert window.pane.hasFocus()
    flag = session.review.annotation(suggested[0])
    assert isinstance(flag, Flag)
    assert flag.reason == "a brand"
    assert session.focused is not None
    assert session.focused.id == suggested[1]
    qtbot.keyClick(window.pane, Key.Key_X)
    assert states(session, suggested[1:2]) == [State.DISMISSED]


def test_enter_after_the_reason_for_an_issue_stays_there(
    window: MainWindow, qtbot: QtBot, suggested: list[str]
) -> None:
    session, reason = window.session, window.panels.span.sheet.reason
    window.pane.select(300, 310)
    session.flag("contradiction")
    place = session.selection
    qtbot.keyClick(window.pane, Key.Key_R)
    qtbot.waitUntil(reason.hasFocus)
    qtbot.keyClick(reason, Key.Key_Return)
    assert window.pane.hasFocus()
    assert session.selection == place


@pytest.mark.parametrize("size", [(1360, 860), (900, 600), (800, 480)])
def test_the_buttons_of_the_card_are_to_be_seen_after_a_restart(
    window: MainWindow, qtbot: QtBot, suggested: list[str], size: tuple[int, int]
) -> None:
    """A window that opens on a suggestion shows its card before all else is wired."""
    window.resize(*size)
    step(window, qtbot)

    def seen(window: MainWindow) -> None:
        buttons = window.panels.span.card.findChildren(QPushButton)
        assert len(buttons) == 4
        for button in buttons:
            assert button.visibleRegion().boundingRect() == button.rect()
            assert button.height() >= button.sizeHint().height()

    qtbot.waitUntil(lambda: seen(window))
    window.close()
    again = MainWindow(Session(window.session.review), window.settings)
    qtbot.addWidget(again)
    with qtbot.waitExposed(again), qtbot.waitSignal(again.session.counted):
        again.show()
    assert again.session.focused is not None
    assert again.session.focused.id == suggested[0]
    qtbot.waitUntil(lambda: seen(again))
    again.resizeDocks([again.panels.docks["span"]], [10], Qt.Orientation.Vertical)
    qtbot.waitUntil(lambda: seen(again))
    again.close()


def test_the_filters_stay_when_the_count_grows(
    window: MainWindow, qtbot: QtBot, suggested: list[str]
) -> None:
    window.resize(1360, 860)
    panel = window.panels.issues
    step(window, qtbot)
    qtbot.keyClick(window.pane, Key.Key_A)
    assert panel._count.text() == "1 issue  ·  2 suggestions"
    panel._count.setText("1,204 issues  ·  12,024 suggestions so far")
    qtbot.waitUntil(panel.states.isVisible)
    panel._head.resize(panel._head.width() + 1, panel._head.height())
    assert panel.states.isVisible()
    assert not panel._head.button.isVisible()


def test_a_click_on_severity_shows_the_gravest_first_at_the_top(
    window: MainWindow, qtbot: QtBot, suggested: list[str]
) -> None:
    session, table = window.session, window.panels.issues.table
    many = [finding(300 + 20 * n, 310 + 20 * n, severity=Severity.INFO) for n in range(60)]
    suggest(session, {session.policy.id: [finding(10, 20), *many]})  # type: ignore[union-attr]
    table.scrollToBottom()
    assert table.verticalScrollBar().value() > 0
    header = table.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(SEVERITY) + 8, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    first = session.annotations[listed(window)[0]]
    assert isinstance(first, Flag)
    assert first.severity is not Severity.INFO
    assert session.annotations[listed(window)[-1]].severity is Severity.INFO  # type: ignore[union-attr]
    assert table.verticalScrollBar().value() == 0
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert session.annotations[listed(window)[0]].severity is Severity.INFO  # type: ignore[union-attr]


def test_suggestions_are_counted_as_they_come_and_go(window: MainWindow, suggested: list[str]) -> None:
    session, panel = window.session, window.panels.issues

    def counted() -> tuple[int, int]:
        rows = [session.review.annotation(one) for one in listed(window)]
        return panel.wanted.suggestions(), sum(flag.state is State.SUGGESTED for flag in rows)  # type: ignore[union-attr]

    acts: list[Callable[[], object]] = [
        lambda: session.accept(suggested[:1]),
        lambda: session.dismiss(suggested[1:3]),
        lambda: session.show_queue(True),
        lambda: panel.everywhere.setChecked(True),
        lambda: session.set_rule("torn-word", on=False),
        session.undo,
        lambda: session.remove(suggested[:1]),
        session.undo,
        session.undo,
        lambda: session.show_dismissed(True),
        lambda: panel.filter.setText("torn"),
        panel.filter.clear,
    ]
    for act in acts:
        act()
        while panel.model.canFetchMore():
            panel.model.fetchMore()
        shown, there = counted()
        assert shown == there


def in_view(window: MainWindow, flag: Flag) -> bool:
    place = window.pane.character_rect(flag.spans[0].start)
    return not place.isEmpty() and window.pane.viewport().rect().contains(place)


@pytest.mark.parametrize("key", [Key.Key_A, Key.Key_X])
def test_undo_and_redo_of_a_decision_show_what_was_decided(
    window: MainWindow, qtbot: QtBot, suggested: list[str], key: Qt.Key
) -> None:
    session = window.session
    far = len(session.text.text) - 200
    suggest(session, {session.policy.id: [finding(10, 20), finding(far, far + 9)]})  # type: ignore[union-attr]
    flag = step(window, qtbot)
    qtbot.keyClick(window.pane, key)
    assert session.active is not None
    assert session.active.id != flag.id
    assert not in_view(window, flag)
    qtbot.keyClick(window.pane, Key.Key_Z, CONTROL)
    assert in_view(window, flag)
    assert session.active.id == flag.id
    qtbot.keyClick(window.pane, Key.Key_End, CONTROL)
    assert not in_view(window, flag)
    qtbot.keyClick(window.pane, Key.Key_Z, CONTROL | SHIFT)
    assert in_view(window, flag)


def test_undo_of_a_rule_switch_stays_where_one_reads(window: MainWindow, suggested: list[str]) -> None:
    session = window.session
    *_, last = session.policies
    session.open_policy(last)
    window.pane.select(100, 120)
    session.set_rule("sentence-cut-off", on=False)
    session.undo()
    session.redo()
    assert session.policy is not None
    assert session.policy.id == last
    assert session.selection == (100, 120)


def test_hints_that_were_ticked_off_stay_so(window: MainWindow, qtbot: QtBot, suggested: list[str]) -> None:
    step(window, qtbot)
    window.close()
    again = MainWindow(Session(window.session.review), Settings())
    qtbot.addWidget(again)
    with qtbot.waitExposed(again), qtbot.waitSignal(again.session.counted):
        again.show()
    done = window.hints._ticks
    assert done[2]
    assert again.hints._ticks == done
    again.hints.restart()
    assert again.hints._ticks == [False, False, False]
    again.close()
