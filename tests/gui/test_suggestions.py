"""Suggestions in the list, in the text and on their card: keys, menus, many at once, what stays hidden."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from pytestqt.qtbot import QtBot

from annotator.detection.rule import Finding, Tier
from annotator.domain import Flag, PolicyId, Severity, State
from annotator.gui.models.flags import SEVERITY, STATE, WHY, WORDS
from annotator.gui.session import Session
from annotator.gui.window import MainWindow

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
        action.text(): action.trigger
        for action in window.panels.issues.menu().actions()
        if action.isEnabled() and action.text()
    }


def test_the_queue_is_shown_when_it_is_asked_for(
    window: MainWindow, qtbot: QtBot, suggested: list[str]
) -> None:
    panel, session = window.panels.issues, window.session
    assert set(listed(window)) == set(suggested[:3])
    assert panel.queue.text() == "Queue: 2"
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
    assert panel.queue.text() == "Queue: 2"


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
    assert "waits in the review queue" in panel.table.empty_words


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
    assert "“sentence-cut-off”, sure" in hint
    assert "better words" in hint
    assert model.index(listed(window).index(suggested[-1]), STATE).data() == "Worth a look"
    panel.filter.setText("torn-word")
    assert listed(window) == [suggested[2]]


@pytest.mark.parametrize(("key", "became"), [(Key.Key_A, State.OPEN), (Key.Key_X, State.DISMISSED)])
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
    menu_of(window)["Accept all 2 of this rule"]()
    assert states(session, suggested[:3]) == [State.OPEN, State.OPEN, State.SUGGESTED]
    session.undo()
    assert states(session, suggested[:3]) == [State.SUGGESTED] * 3
    panel.everywhere.setChecked(True)
    qtbot.waitUntil(lambda: len(listed(window)) == 5)
    select_rows(window, suggested[2])
    menu_of(window)["Dismiss all 2 of this rule"]()
    torn = [flag for flag in session.review.flags() if flag.origin.name == "torn-word"]
    assert [flag.state for flag in torn] == [State.DISMISSED] * 2
    assert len(listed(window)) == 3
    session.undo()
    assert len(listed(window)) == 5


def test_the_menu_of_suggestions(window: MainWindow, qtbot: QtBot, suggested: list[str]) -> None:
    session, panel = window.session, window.panels.issues
    select_rows(window, *suggested[:2])
    assert {"Accept", "Dismiss…", "Resolve…", "Remove"} <= menu_of(window).keys()
    assert not {"Open again", "Severity: High", "Edit…"} & menu_of(window).keys()
    acts = len(session.review.history())
    menu_of(window)["Dismiss…"]()
    assert len(session.review.history()) == acts + 1
    assert states(session, suggested[:2]) == [State.DISMISSED] * 2
    select_rows(window, suggested[2])
    menu_of(window)["Dismiss…"]()
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
