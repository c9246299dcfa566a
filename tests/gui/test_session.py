"""The acts of the session: what they change, what they refuse in words, and where they take the reviewer."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from annotator import profile
from annotator.domain import CLAUSES, Counts, Flag, Severity, State, Status, Tag
from annotator.gui.session import Session

Select = Callable[[str], tuple[int, int]]


@pytest.fixture
def said(session: Session) -> list[str]:
    """What the session remarks and complains about."""
    heard: list[str] = []
    session.notice.connect(heard.append)
    session.problem.connect(heard.append)
    return heard


def test_a_tag_lands_on_the_selected_words_and_becomes_active(session: Session, select: Select) -> None:
    start, end = select("sell, trade or share")
    event = session.tag("purpose", {"polarity": "does-not"}, note="look again")
    assert event is not None
    tag = session.active
    assert isinstance(tag, Tag)
    assert [(span.start, span.end, span.quote) for span in tag.spans] == [
        (start, end, "sell, trade or share")
    ]
    assert (tag.label, dict(tag.attributes), tag.note) == ("purpose", {"polarity": "does-not"}, "look again")
    assert session.review.annotation(tag.id) == tag
    assert session.counts[tag.policy] == Counts(tags=1)


def test_spaces_at_the_ends_are_not_tagged(session: Session, select: Select) -> None:
    select(" trade or ")
    session.tag("purpose")
    assert session.active is not None
    assert session.active.spans[0].quote == "trade or"


@pytest.mark.parametrize("kind", ["tag", "flag"])
def test_without_words_nothing_happens_and_the_reviewer_is_told(
    session: Session, said: list[str], kind: str
) -> None:
    session.select(5, 5)
    done = session.tag("purpose") if kind == "tag" else session.flag("placeholder")
    assert done is None
    assert said == ["Select words first, or press S for the sentence."]
    assert not session.annotations


def test_the_same_label_on_the_same_words_is_refused(
    session: Session, select: Select, said: list[str]
) -> None:
    select("sell, trade or share")
    session.tag("purpose")
    first = session.active
    select("sell, trade or share")
    assert session.tag("purpose") is None
    assert "already" in said[-1]
    assert session.active == first
    assert session.tag("retention") is not None
    assert session.flag("contradiction") is not None
    assert len(session.annotations) == 3


def test_a_key_tags_with_its_label(session: Session, select: Select, said: list[str]) -> None:
    keyed = next(label for label in session.clauses.offered if label.key == "3")
    select("sell, trade or share")
    session.tag_by_key("3")
    assert session.active is not None
    assert session.active.label == keyed.id
    session.tag_by_key("Shift+Ctrl+3")
    assert "No label has the key" in said[-1]


def test_the_whole_policy_can_be_flagged_once(session: Session, said: list[str]) -> None:
    assert session.flag("contradiction", whole=True)
    flag = session.on_whole_policy()[0]
    assert isinstance(flag, Flag)
    assert flag.spans == ()
    assert session.flag(flag.label, whole=True) is None
    assert "as a whole" in said[-1]


def test_a_second_span_and_the_other_half(session: Session, select: Select) -> None:
    first = select("sell, trade or share")
    session.flag("contradiction")
    second = select("archived")
    session.extend_chosen()
    half = select("Payment Terms")
    session.set_counterpart()
    flag = session.flags()[0]
    assert [(span.start, span.end) for span in flag.spans] == sorted([first, second])
    assert [(span.start, span.end) for span in flag.counterpart] == [half]


def test_a_half_needs_an_issue(session: Session, select: Select, said: list[str]) -> None:
    select("Payment Terms")
    session.tag("purpose")
    assert session.set_counterpart() is None
    assert said[-1].startswith("Choose an issue first")


def test_reshaping_moves_the_active_span(session: Session, select: Select) -> None:
    before = select("trade")
    session.tag("purpose")
    after = (before[0] - 6, before[1])
    session.reshape(before, after)
    assert session.active is not None
    assert session.active.spans[0].quote == "sell, trade"
    assert session.reshape((0, 3), (0, 4)) is None


def test_moving_away_leaves_the_active_annotation(session: Session, select: Select) -> None:
    select("trade")
    session.tag("purpose")
    assert session.active is not None
    select("Payment Terms")
    assert session.active is None


def test_removing_offers_undo_and_undo_brings_it_back(session: Session, select: Select, qtbot: QtBot) -> None:
    select("trade")
    session.tag("purpose")
    tag = session.active
    assert tag is not None
    with qtbot.waitSignal(session.undo_offered):
        session.remove_focused()
    assert not session.annotations
    session.undo()
    assert dict(session.annotations) == {tag.id: tag}
    session.redo()
    assert not session.annotations


def test_undo_goes_back_to_the_policy_it_changes(session: Session, select: Select, said: list[str]) -> None:
    first, second = list(session.policies)[:2]
    select("trade")
    session.tag("purpose")
    session.open_policy(second)
    session.undo()
    assert session.policy is not None
    assert session.policy.id == first
    assert not session.annotations
    while session.undo():
        pass
    assert said[-1] == "There is nothing to undo."


def test_next_issue_goes_round_and_on_to_other_policies(session: Session, select: Select) -> None:
    ids = list(session.policies)
    for quote in ("trade", "Payment Terms"):
        select(quote)
        session.flag("contradiction")
    session.open_policy(ids[2])
    session.select(0, 12)
    session.flag("placeholder")
    seen = []
    session.open_policy(ids[0])
    for _ in range(4):
        session.next_issue()
        assert session.active is not None
        seen.append((ids.index(session.active.policy), session.active.spans[0].quote))
    assert [quote for _, quote in seen[:2]] == ["trade", "Payment Terms"]
    assert [place for place, _ in seen] == [0, 0, 2, 0]
    session.previous_issue()
    assert session.active.policy == ids[2]


def test_resolved_issues_are_passed_over(session: Session, select: Select, said: list[str]) -> None:
    select("trade")
    session.flag("contradiction")
    assert session.active is not None
    session.edit(session.active.id, state=State.RESOLVED, reason="fixed in the next version")
    session.select(0, 0)
    session.next_issue()
    assert said[-1].startswith("No open issues")
    assert session.policy is not None
    assert session.counts[session.policy.id] == Counts()


def test_spans_are_stepped_in_reading_order(session: Session, select: Select) -> None:
    for quote in ("Payment Terms", "trade", "sell, trade or share"):
        select(quote)
        session.tag("purpose")
    session.select(0, 0)
    quotes = []
    for _ in range(4):
        session.next_span()
        assert session.active is not None
        quotes.append(session.active.spans[0].quote)
    assert quotes == ["sell, trade or share", "trade", "Payment Terms", "sell, trade or share"]
    session.previous_span()
    assert session.active.spans[0].quote == "Payment Terms"


def test_finishing_opens_the_next_that_is_not_reviewed(session: Session, said: list[str]) -> None:
    ids = list(session.policies)
    session.set_status(ids[1], Status.REVIEWED)
    session.finish_policy()
    assert session.policies[ids[0]].status is Status.REVIEWED
    assert session.policy is not None
    assert session.policy.id == ids[2]
    for _ in range(3):
        session.finish_policy()
    assert said[-1].startswith("Every policy is reviewed")
    session.reopen_policy()
    assert session.policy.status is Status.READING


def test_nobody_acts_without_a_name(
    session: Session, select: Select, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = iter(["", "Grace"])
    session.ask_name = lambda: next(names)
    monkeypatch.setattr(session.review, "_reviewer", None)
    select("trade")
    assert session.tag("purpose") is None
    event = session.tag("purpose")
    assert event is not None
    assert session.reviewer_name(event.reviewer) == session.who == profile.reviewer() == "Grace"


def test_a_problem_is_said_and_nothing_changes(session: Session, select: Select, said: list[str]) -> None:
    select("trade")
    assert session.tag("no-such-label") is None
    assert "no-such-label" in said[-1]
    assert not session.annotations


def test_severity_and_reason_are_kept(session: Session, select: Select) -> None:
    select("trade")
    session.flag("contradiction", severity=Severity.LOW, note="n", suggestion="s")
    flag = session.flags()[0]
    assert (flag.severity, flag.note, flag.suggestion, flag.state) == (Severity.LOW, "n", "s", State.OPEN)


def test_an_edited_label_set_is_known_at_once(session: Session) -> None:
    from dataclasses import replace

    labels = tuple(replace(label, retired=label.id == "purpose") for label in session.clauses.labels)
    session.set_taxonomy(replace(session.clauses, labels=labels))
    assert "purpose" not in {label.id for label in session.taxonomy(CLAUSES).offered}


def test_counts_follow_without_counting_anew(session: Session, select: Select) -> None:
    select("trade")
    session.flag("contradiction")
    session.tag("purpose")
    kept = dict(session.counts)
    session.count()
    assert {policy: counts for policy, counts in kept.items() if counts != Counts()} == {
        policy: counts for policy, counts in session.counts.items() if counts != Counts()
    }
