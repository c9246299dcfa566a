"""The coverage table beside the text: what it shows, where it leads, and who makes it."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox
from pytestqt.qtbot import QtBot

from annotator.detection.coverage import coverage
from annotator.detection.disclosures import ITEMS, Regime
from annotator.detection.rule import Finding, Tier
from annotator.detection.subject import Subject
from annotator.detection.verdict import Disclosed, Verdict
from annotator.domain import Flag, PolicyId, Severity, State
from annotator.gui.covering import Coverer
from annotator.gui.models.coverage import (
    EVIDENCE,
    ISSUE,
    ITEM,
    ROW,
    SOURCE,
    VERDICT,
    CoverageModel,
    WantedCoverage,
    asking,
    verdict_name,
)
from annotator.gui.session import Session
from annotator.gui.views.coverage_dialog import CoverageDialog
from annotator.gui.window import MainWindow

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PATIENCE = 20_000
"""Milliseconds for a process to start on a busy machine."""
GDPR, UK, CCPA = Regime.GDPR, Regime.UK, Regime.CCPA
ROWS = (
    Disclosed(
        "controller", "Identity", (GDPR, UK), "GDPR Art. 13(1)(a)", Verdict.PRESENT, ((10, 20), (30, 42))
    ),
    Disclosed("retention", "Retention", (GDPR,), "GDPR Art. 13(2)(a)", Verdict.ABSENT),
    Disclosed("source", "Source of the data", (GDPR,), "GDPR Art. 14(2)(f)", Verdict.ABSENT),
    Disclosed(
        "access",
        "Right of access",
        (GDPR,),
        "GDPR Art. 13(2)(b)",
        Verdict.UNCLEAR,
        ((5, 9),),
        "It comes near.",
    ),
    Disclosed("dpo", "Officer", (), "", Verdict.NOT_APPLICABLE, (), "Nobody has to have one."),
    Disclosed("contact", "Contact", (CCPA,), "11 CCR", Verdict.PRESENT, ((0, 4),)),
)
MISSING = "Says nothing about how long data are kept (GDPR Art. 13(2)(a))."


class Stub:
    """Stands in for the process: remembers what it is asked for, and answers when it is told to."""

    def __init__(self, coverer: Coverer) -> None:
        self.coverer = coverer
        self.asked: list[PolicyId] = []

    def ask(self, policy: PolicyId, text: str, file_name: str) -> None:
        self.asked.append(policy)

    def tell(self, rows: Sequence[Disclosed] = ROWS, policy: PolicyId = "") -> None:
        self.coverer.told.emit(policy or self.asked[-1], tuple(rows))


@pytest.fixture
def model(session: Session) -> CoverageModel:
    model = CoverageModel(session)
    model.show(ROWS)
    return model


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> CoverageDialog:
    """Open, and waiting for its rows."""
    dialog = CoverageDialog(session)
    qtbot.addWidget(dialog)
    stub = Stub(dialog.coverer)
    dialog.stub = stub  # type: ignore[attr-defined]
    dialog.coverer.ask = stub.ask  # type: ignore[method-assign]
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


@pytest.fixture
def stub(dialog: CoverageDialog) -> Stub:
    found: Stub = dialog.stub  # type: ignore[attr-defined]
    return found


@pytest.fixture
def filled(dialog: CoverageDialog, stub: Stub) -> CoverageDialog:
    stub.tell()
    return dialog


@pytest.fixture
def revealed(session: Session) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    session.reveal_asked.connect(lambda start, end: places.append((start, end)))
    return places


def items(dialog: CoverageDialog) -> list[str]:
    return [dialog.wanted.index(row, ITEM).data(ROW).item for row in range(dialog.wanted.rowCount())]


def stand_on(dialog: CoverageDialog, item: str) -> None:
    dialog.table.setCurrentIndex(dialog.wanted.index(items(dialog).index(item), ITEM))
    dialog.table.setFocus()


def said(dialog: CoverageDialog, item: str, column: int = EVIDENCE) -> str:
    return str(dialog.wanted.index(items(dialog).index(item), column).data())


def flags(session: Session) -> list[Flag]:
    return [one for one in session.on_whole_policy() if isinstance(one, Flag)]


def suggest(session: Session, item: str, message: str) -> None:
    assert session.policy is not None
    found = Finding(f"no-{item}", ISSUE, Severity.HIGH, Tier.MAYBE, message, "", 0, 0)
    session.review.suggest({session.policy.id: [found]}, ruleset="r", as_of=date(2026, 11, 22))
    session.look()


# The models


def test_the_models(model: CoverageModel, qtmodeltester: object) -> None:
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    wanted = WantedCoverage(model)
    wanted.want(CCPA, None)
    qtmodeltester.check(wanted)  # type: ignore[attr-defined]


def test_a_row_tells_a_verdict_by_sign_and_word_and_the_first_quote(
    model: CoverageModel, session: Session
) -> None:
    text = session.text.text
    first = " ".join(text[10:20].split())
    cells = [model.index(0, column).data() for column in range(4)]
    assert cells == ["Identity", "GDPR Art. 13(1)(a)", "✓  present", f"“{first}”  +1"]
    assert model.index(1, VERDICT).data() == "✗  absent"
    assert model.index(1, EVIDENCE).data() == ""
    assert model.index(3, VERDICT).data() == "?  unclear"
    assert "It comes near." in model.index(3, EVIDENCE).data(Qt.ItemDataRole.ToolTipRole)
    assert model.index(4, VERDICT).data() == "–  not applicable"
    assert model.index(4, EVIDENCE).data() == "Nobody has to have one."
    assert model.index(1, VERDICT).data(Qt.ItemDataRole.AccessibleTextRole) == "absent"
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(4)]
    assert heads == ["What", "Asked for by", "Verdict", "Words, or why"]


def test_mark_up_in_a_title_or_quote_stays_words(session: Session) -> None:
    model = CoverageModel(session)
    model.show([Disclosed("dpo", "<b>x</b>", (), "", Verdict.NOT_APPLICABLE, (), "<img src=a>")])
    assert model.index(0, ITEM).data() == "<b>x</b>"
    tip = str(model.index(0, EVIDENCE).data(Qt.ItemDataRole.ToolTipRole))
    assert "&lt;img" in tip


def test_what_does_not_apply_is_under_the_laws_that_would_ask_for_it() -> None:
    by_item = {row.item: row for row in ROWS}
    assert asking(by_item["contact"]) == (CCPA,)
    assert asking(by_item["dpo"]) == (GDPR, UK)


def test_every_item_has_a_name_for_its_verdict_and_a_reason() -> None:
    assert {verdict_name(verdict) for verdict in Verdict} == {verdict.value for verdict in Verdict}
    assert all(item.why for item in ITEMS)


# The dialog


def test_it_says_what_it_does_and_then_shows_the_rows(dialog: CoverageDialog, stub: Stub) -> None:
    assert dialog.table.empty_words == "Reading what the policy says…"
    assert stub.asked == [dialog._session.policy.id]  # type: ignore[union-attr]
    stub.tell()
    assert items(dialog) == [row.item for row in ROWS]
    assert dialog.count.text() == "2 present  ·  2 absent  ·  1 unclear  ·  1 not applicable"
    assert dialog.row() == ROWS[0]
    assert dialog.table.hasFocus()


def test_a_text_of_which_nothing_is_asked(dialog: CoverageDialog, stub: Stub) -> None:
    stub.tell(())
    assert "nothing is asked of it" in dialog.table.empty_words
    assert not dialog.flag.isEnabled()
    assert not dialog.copy.isEnabled()


def test_a_failure_is_told_in_words(dialog: CoverageDialog) -> None:
    dialog.coverer.failed.emit("ZeroDivisionError")
    assert "could not be made (ZeroDivisionError)" in dialog.table.empty_words


def test_another_policy_is_asked_for_and_what_comes_late_is_dropped(
    dialog: CoverageDialog, stub: Stub, session: Session
) -> None:
    first, second = list(session.policies)[:2]
    session.open_policy(second)
    assert stub.asked == [first, second]
    stub.tell(policy=first)
    assert items(dialog) == []
    assert dialog.title.text() == session.policies[second].title
    stub.tell(policy=second)
    assert items(dialog)
    session.clear()
    assert items(dialog) == []
    assert dialog.table.empty_words == "Open a policy first."
    assert len(stub.asked) == 2


def test_closed_it_asks_for_nothing(filled: CoverageDialog, stub: Stub, session: Session) -> None:
    QTest.keyClick(filled.table, Key.Key_Escape)
    assert filled.isHidden()
    session.open_policy(list(session.policies)[1])
    assert len(stub.asked) == 1
    filled.show()
    assert len(stub.asked) == 2


def test_filters_by_law_and_verdict(filled: CoverageDialog) -> None:
    filled.regimes.setFocus()
    for _ in range(3):
        QTest.keyClick(filled.regimes, Key.Key_Down)
    assert items(filled) == ["contact"]
    QTest.keyClick(filled.regimes, Key.Key_Home)
    filled.verdicts.setFocus()
    QTest.keyClick(filled.verdicts, Key.Key_Down)
    assert items(filled) == ["retention", "source"]
    filled.regimes.setCurrentIndex(filled.regimes.findData(CCPA))
    assert items(filled) == []
    assert filled.table.empty_words == "No item fits this filter."


def test_enter_and_a_click_go_to_the_words_and_the_page_stays(
    filled: CoverageDialog, revealed: list[tuple[int, int]]
) -> None:
    QTest.keyClick(filled.table, Key.Key_Return)
    QTest.keyClick(filled.table, Key.Key_Enter)
    QTest.keyClick(filled.table, Key.Key_Return)
    assert revealed == [(10, 20), (30, 42), (10, 20)]
    cell = filled.table.visualRect(filled.wanted.index(3, SOURCE))
    QTest.mouseClick(filled.table.viewport(), LEFT, pos=cell.center())
    assert revealed[-1] == (5, 9)
    assert filled.isVisible()
    assert filled.table.hasFocus()
    assert "It comes near." in filled.about.text()


def test_enter_on_what_is_absent_goes_on_to_flagging_it(filled: CoverageDialog, session: Session) -> None:
    stand_on(filled, "retention")
    assert filled.flag.isEnabled()
    QTest.keyClick(filled.table, Key.Key_Return)
    assert filled.flag.hasFocus()
    QTest.keyClick(filled.flag, Key.Key_Space)
    (flag,) = flags(session)
    assert (flag.label, flag.state, flag.severity, flag.origin.kind) == (
        ISSUE,
        State.OPEN,
        Severity.HIGH,
        "person",
    )
    assert flag.note.startswith("Says nothing about ")
    assert flag.note.endswith("(GDPR Art. 13(2)(a)).")
    assert said(filled, "retention") == "Flagged as an issue"
    assert not filled.flag.isEnabled()
    assert filled.table.hasFocus()


def test_several_things_that_are_missing_are_flagged_one_by_one_and_undone(
    filled: CoverageDialog, session: Session
) -> None:
    for item in ("retention", "source"):
        stand_on(filled, item)
        QTest.mouseClick(filled.flag, LEFT)
    assert len(flags(session)) == 2
    QTest.keyClick(filled, Key.Key_Z, CTRL)
    assert said(filled, "source") == ""
    assert said(filled, "retention") == "Flagged as an issue"
    assert filled.flag.isEnabled()
    QTest.keyClick(filled, Key.Key_Z, CTRL | SHIFT)
    assert said(filled, "source") == "Flagged as an issue"


def test_a_suggestion_that_says_so_is_accepted(filled: CoverageDialog, session: Session) -> None:
    suggest(session, "retention", MISSING)
    assert said(filled, "retention") == "Suggested as an issue"
    stand_on(filled, "retention")
    QTest.mouseClick(filled.flag, LEFT)
    (flag,) = flags(session)
    assert (flag.state, flag.note, flag.origin.name) == (State.OPEN, MISSING, "no-retention")
    assert said(filled, "retention") == "Flagged as an issue"
    session.edit(flag.id, state=State.RESOLVED)
    assert said(filled, "retention") == "Flagged and resolved"
    assert not filled.flag.isEnabled()
    QTest.keyClick(filled.table, Key.Key_Return)
    assert session.active == session.annotations[flag.id]


def test_what_was_dismissed_is_said_and_not_flagged_again(filled: CoverageDialog, session: Session) -> None:
    suggest(session, "retention", MISSING)
    session.dismiss([flags(session)[0].id])
    stand_on(filled, "retention")
    assert said(filled, "retention") == "Dismissed as an issue"
    assert not filled.flag.isEnabled()


def test_a_type_that_is_not_offered_any_more_is_told_here(filled: CoverageDialog, session: Session) -> None:
    from dataclasses import replace

    labels = tuple(replace(one, retired=True) if one.id == ISSUE else one for one in session.issues.labels)
    session.set_taxonomy(replace(session.issues, labels=labels))
    stand_on(filled, "retention")
    QTest.mouseClick(filled.flag, LEFT)
    assert filled.problem.isVisible()
    assert flags(session) == []


def test_the_table_is_copied_as_it_is_filtered(filled: CoverageDialog, session: Session) -> None:
    filled.verdicts.setCurrentIndex(filled.verdicts.findData(Verdict.UNCLEAR))
    QTest.mouseClick(filled.copy, LEFT)
    words = " ".join(session.text.text[5:9].split())
    expected = (
        "What\tAsked for by\tVerdict\tWords, or why\n"
        f"Right of access\tGDPR Art. 13(2)(b)\tunclear\t“{words}” It comes near.\n"
    )
    assert QGuiApplication.clipboard().text() == expected
    QGuiApplication.clipboard().clear()
    filled.table.setFocus()
    QTest.keyClick(filled.table, Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == expected


def test_every_control_has_a_name_and_tab_goes_through_all(filled: CoverageDialog) -> None:
    assert all(each.accessibleName() for each in filled.findChildren(QComboBox))
    assert all(each.text() or each.accessibleName() for each in filled.findChildren(QAbstractButton)[1:])
    stand_on(filled, "retention")
    filled.regimes.setFocus()
    for widget in (filled.regimes, filled.verdicts, filled.table, filled.flag, filled.copy):
        assert filled.focusWidget() is widget
        QTest.keyClick(widget, Key.Key_Tab)


def test_without_room_the_words_keep_theirs(filled: CoverageDialog) -> None:
    letter = filled.fontMetrics().averageCharWidth()
    for letters in (180, 100, 180):
        filled.table.resize(letter * letters, 300)
        assert filled.table.columnWidth(EVIDENCE) > letter * 25
        assert filled.table.columnWidth(ITEM) == letter * (25 if letters == 100 else 36)


def test_a_word_without_end_does_not_make_the_page_wider(filled: CoverageDialog) -> None:
    before = filled.minimumSizeHint().width()
    filled.title.setText("w" * 3_000)
    filled.about.setText("w" * 3_000)
    assert filled.minimumSizeHint().width() == before


def test_its_size_is_remembered(filled: CoverageDialog, session: Session, qtbot: QtBot) -> None:
    filled.resize(703, 507)
    filled.reject()
    again = CoverageDialog(session)
    qtbot.addWidget(again)
    assert (again.width(), again.height()) == (703, 507)


# The process


@pytest.fixture
def coverer(session: Session, qtbot: QtBot) -> Iterator[Coverer]:
    coverer = Coverer(session)
    yield coverer
    coverer.close()
    assert not running(coverer)


def running(parent: object) -> list[QProcess]:
    found = parent.findChildren(QProcess)  # type: ignore[attr-defined]
    return [each for each in found if each.state() is not QProcess.ProcessState.NotRunning]


def test_the_process_tells_of_the_policy_that_was_asked_for_last(coverer: Coverer, qtbot: QtBot) -> None:
    told: list[str] = []
    coverer.told.connect(lambda policy, _rows: told.append(policy))
    coverer.ask("one", "Short.", "a.txt")
    coverer.ask("two", "Short.", "a.txt")
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
    assert told == ["two"]
    with qtbot.waitSignal(coverer.told, timeout=PATIENCE):
        coverer.ask("three", "Short.", "a.txt")
    assert told == ["two", "three"]


def test_a_process_that_dies_is_told_of_and_the_next_question_starts_another(
    coverer: Coverer, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(coverer.failed, timeout=PATIENCE) as failed:
        coverer.ask("one", "Short.", "a.txt")
        qtbot.waitUntil(lambda: bool(running(coverer)), timeout=PATIENCE)
        running(coverer)[0].kill()
    assert failed.args == ["its process ended"]
    with qtbot.waitSignal(coverer.told, timeout=PATIENCE):
        coverer.ask("one", "Short.", "a.txt")


def test_a_process_that_cannot_be_started_is_told_of(
    coverer: Coverer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    with qtbot.waitSignal(coverer.failed, timeout=PATIENCE):
        coverer.ask("one", "Short.", "a.txt")


def test_the_page_beside_the_text(window: MainWindow, qtbot: QtBot) -> None:
    session = window.session
    policy = session.review.policy("kjm-group.txt")
    session.open_policy(policy.id)
    window.actions_.run("scan.coverage")
    dialog = window.findChild(CoverageDialog)
    assert dialog is not None
    assert not dialog.isModal()
    qtbot.waitUntil(lambda: dialog.wanted.rowCount() > 0, timeout=PATIENCE)
    rows = coverage(Subject(session.text.text, file_name=policy.file_name))
    assert dialog.model.rows == rows
    present = next(row for row in rows if row.evidence)
    stand_on(dialog, present.item)
    QTest.keyClick(dialog.table, Key.Key_Return)
    assert session.selection == present.evidence[0]
    assert dialog.isVisible()
    other = next(one for one in session.policies if one != policy.id)
    session.open_policy(other)
    assert dialog.model.rows == ()
    qtbot.waitUntil(lambda: dialog.wanted.rowCount() > 0, timeout=PATIENCE)
    assert dialog.title.text() == session.policies[other].title
    window.actions_.run("scan.coverage")
    assert window.findChildren(CoverageDialog) == [dialog]
    window.close()
    assert dialog.isHidden()
    assert not running(window)
