"""The item models, checked by Qt's own tester, and what they show."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt

from annotator.domain import CLAUSES, ISSUES, Severity, State, Status
from annotator.gui.models import flags as flags_module
from annotator.gui.models.flags import (
    FLAG,
    POLICY,
    SEVERITY,
    STATE,
    TYPE,
    WHERE,
    FlagsModel,
    Wanted,
    WantedFlags,
)
from annotator.gui.models.here import ANNOTATION, HereModel
from annotator.gui.models.labels import LABEL, LabelsModel
from annotator.gui.models.plain import counted, one_line, tooltip
from annotator.gui.models.policies import COUNTS, STATUS, PoliciesModel
from annotator.gui.session import Session
from annotator.gui.views.outline import OutlineModel

Select = Callable[[str], tuple[int, int]]


def shown(model: QAbstractItemModel, column: int = 0) -> list[Any]:
    return [model.index(row, column).data() for row in range(model.rowCount())]


@pytest.mark.parametrize(
    "make",
    [
        PoliciesModel,
        lambda session: LabelsModel(session, CLAUSES),
        lambda session: LabelsModel(session, ISSUES),
        FlagsModel,
        HereModel,
        OutlineModel,
    ],
    ids=["policies", "clauses", "issue types", "flags", "here", "outline"],
)
def test_models_keep_qts_rules(
    session: Session, select: Select, qtmodeltester: Any, make: Callable[[Session], QAbstractItemModel]
) -> None:
    model = make(session)
    qtmodeltester.check(model)
    select("trade")
    session.flag("contradiction")
    select("Payment Terms")
    session.flag("placeholder", note="why")
    session.tag("purpose")
    if isinstance(model, HereModel | OutlineModel):
        model.refresh()
    qtmodeltester.check(model)
    session.undo()
    session.undo()
    if isinstance(model, HereModel):
        model.refresh()
    qtmodeltester.check(model)


def test_policies_show_how_far_they_are(session: Session, select: Select) -> None:
    model = PoliciesModel(session)
    assert shown(model) == [policy.title for policy in session.policies.values()]
    select("trade")
    session.flag("contradiction")
    first = model.index(0)
    assert first.data(COUNTS).open_flags == 1
    assert first.data(Qt.ItemDataRole.AccessibleTextRole).endswith(", reading, 1 open issue")
    session.finish_policy()
    assert first.data(STATUS) == Status.REVIEWED


def test_labels_are_those_that_are_offered(session: Session) -> None:
    model = LabelsModel(session, CLAUSES)
    gone = session.clauses.labels[0]
    labels = tuple(replace(label, retired=label is gone) for label in session.clauses.labels)
    session.set_taxonomy(replace(session.clauses, labels=labels))
    assert gone.name not in shown(model)
    assert len(shown(model)) == len(labels) - 1
    assert all(model.index(row).data(LABEL).definition for row in range(model.rowCount()))


def test_here_shows_the_innermost_first_and_the_whole_policy_last(session: Session, select: Select) -> None:
    model = HereModel(session)
    session.tag("purpose", whole=True)
    select("trade")
    session.tag("retention")
    inner = session.active
    assert inner is not None
    session.stand_at([inner.id])
    model.refresh()
    assert [model.index(row).data(ANNOTATION).label for row in range(2)] == ["retention", "purpose"]
    assert shown(model)[1].endswith("whole policy")


def test_flags_of_the_open_policy_follow_each_act(session: Session, select: Select) -> None:
    model = FlagsModel(session)
    select("Payment Terms")
    session.flag("contradiction", severity=Severity.LOW)
    select("trade")
    session.flag("placeholder")
    assert model.rowCount() == 2
    flag = model.flag_at(0)
    assert flag is not None
    session.edit(flag.id, state=State.RESOLVED)
    assert model.index(0, STATE).data() == "Resolved"
    session.remove([flag.id])
    assert model.rowCount() == 1
    session.open_policy(list(session.policies)[1])
    assert model.rowCount() == 0


def test_flags_of_all_policies_come_in_pages(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flags_module, "PAGE", 3)
    for policy in session.policies:
        session.open_policy(policy)
        for start in (0, 20):
            session.select(start, start + 15)
            session.flag("placeholder")
    model = FlagsModel(session)
    model.show_all(everything=True)
    assert model.rowCount() == 0
    model.fetchMore()
    assert model.rowCount() == 4
    first = session.review.flags(next(iter(session.policies)))
    session.edit(next(iter(first)).id, note="seen while reading on")
    while model.canFetchMore():
        model.fetchMore()
    assert model.rowCount() == 10
    assert len({model.index(row, POLICY).data() for row in range(10)}) == 5
    ids = [model.index(row, 0).data(FLAG).id for row in range(10)]
    assert len(set(ids)) == 10


def test_wanted_flags_are_sorted_and_filtered(session: Session, select: Select) -> None:
    model = FlagsModel(session)
    wanted = WantedFlags(model)
    for quote, label, severity in (
        ("trade", "contradiction", Severity.LOW),
        ("Payment Terms", "placeholder", Severity.HIGH),
        ("archived", "mojibake", Severity.INFO),
    ):
        select(quote)
        session.flag(label, severity=severity)
    wanted.sort(WHERE)
    assert shown(wanted, TYPE)[0] == session.issues.label("mojibake").name  # type: ignore[union-attr]
    wanted.sort(SEVERITY, Qt.SortOrder.DescendingOrder)
    assert shown(wanted, SEVERITY) == ["High", "Low", "Info"]
    wanted.want(Wanted(words="payment"))
    assert shown(wanted, SEVERITY) == ["High"]
    wanted.want(Wanted(type="contradiction"))
    assert shown(wanted, SEVERITY) == ["Low"]
    flag = session.flags()[0]
    session.edit(flag.id, state=State.DISMISSED, reason="a quotation")
    wanted.want(Wanted())
    assert wanted.rowCount() == 2
    wanted.want(Wanted(dismissed=True))
    assert wanted.rowCount() == 3
    wanted.want(Wanted(state=State.DISMISSED))
    assert wanted.rowCount() == 1
    wanted.want(Wanted(reviewer="someone else", dismissed=True))
    assert wanted.rowCount() == 0


def test_headings_are_listed(session: Session) -> None:
    model = OutlineModel(session)
    model.refresh()
    assert "Kluje | Privacy Policy" in [words.strip() for words in shown(model)] or shown(model)
    assert model.row_at(-1) == -1
    assert model.row_at(len(session.text.text)) == model.rowCount() - 1


def test_words_are_never_taken_for_html() -> None:
    assert tooltip("<img src=x>", "", "a & b\nc") == "<qt><p>&lt;img src=x&gt;</p><p>a &amp; b<br>c</p></qt>"
    assert tooltip("", "") == ""
    assert one_line("a\n b\t c") == "a b c"
    assert one_line("x" * 300, 10) == "x" * 9 + "…"
    assert [counted(n, "1 tag", "{n} tags") for n in (0, 1, 1200)] == ["0 tags", "1 tag", "1,200 tags"]
