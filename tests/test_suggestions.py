"""What a scan proposes beside what is there: nothing twice, and nothing again that was decided on."""

import time
from collections.abc import Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from annotator import suggestions
from annotator.detection.rule import Finding, Tier
from annotator.detection.rules import RULES
from annotator.domain import (
    CLAUSES,
    ISSUES,
    Counts,
    Event,
    Flag,
    Origin,
    RuleSetting,
    Scan,
    Severity,
    Span,
    State,
    Status,
    Tag,
)
from annotator.intake import CancelledError
from annotator.problems import BadInputError
from annotator.review import Review
from annotator.suggestions import Scanned, compare
from tests.projects import assert_intact, assert_sound, everything_undone, made, reading, state, tables

DAY = date(2026, 11, 22)
RULE, OTHER = RULES[0], RULES[1]
"""Two that are there, whatever they are for: what they find is made up here."""


def finding(
    start: int = 0,
    end: int = 0,
    *,
    rule: str = RULE.id,
    issue: str = "missing-word",
    message: str = "Found.",
    suggestion: str = "",
    severity: Severity = Severity.LOW,
    other: tuple[int, int] | None = None,
) -> Finding:
    return Finding(rule, issue, severity, Tier.SURE, message, suggestion, start, end, other)


def flag(
    *places: tuple[int, int],
    state: State = State.SUGGESTED,
    rule: str = RULE.id,
    issue: str = "missing-word",
    note: str = "Found.",
    kind: str = "detector",
) -> Flag:
    spans = tuple(Span(start, end, "", "", "", start, end, "") for start, end in places)
    who = "" if state is State.SUGGESTED else "ada"
    origin = Origin(kind, rule) if kind == "detector" else Origin(kind)
    return Flag("f", "p", issue, spans, (), Severity.LOW, state, "", note, "", who, "", "", origin)


def outcome(flags: Sequence[Flag], findings: Sequence[Finding]) -> tuple[int, int, int]:
    """How many are new, found again, gone."""
    compared = compare(flags, findings)
    return len(compared.new), len(compared.again), len(compared.gone)


# When a finding is known


@pytest.mark.parametrize("decided", [State.OPEN, State.RESOLVED, State.DISMISSED])
@pytest.mark.parametrize(
    ("there", "found", "known"),
    [
        (flag((10, 20)), finding(10, 20), True),
        (flag((10, 20)), finding(19, 40), True),
        (flag((10, 20)), finding(20, 40), False),
        (flag((10, 20), issue="placeholder"), finding(15, 30), True),
        (flag((10, 20), rule="x"), finding(10, 20), True),
        (flag((10, 20), rule="x"), finding(10, 16), True),
        (flag((10, 20), rule="x"), finding(10, 15), False),
        (flag((10, 20), rule="x"), finding(10, 30), False),
        (flag((10, 20), rule="x", issue="placeholder"), finding(10, 20), False),
        (flag((10, 20), kind="person"), finding(10, 20), True),
        (flag((10, 14), (16, 20), kind="person"), finding(10, 20), True),
        (flag((10, 14), (18, 20), kind="person"), finding(10, 22), False),
        (flag(), finding(), True),
        (flag(note="In my words."), finding(), True),
        (flag((3, 5), note="Put on words."), finding(), True),
        (flag(rule="x"), finding(), True),
        (flag(rule="x", note="Other."), finding(), False),
        (flag(kind="person", note="Other."), finding(), False),
        (flag(kind="person"), finding(), True),
        (flag(), finding(10, 20), False),
    ],
)
def test_what_was_decided_is_not_proposed_again(
    there: Flag, found: Finding, decided: State, known: bool
) -> None:
    from dataclasses import replace

    there = replace(there, state=decided, reviewer="ada")
    assert outcome([there], [found]) == (0 if known else 1, 0, 0)
    assert outcome([there], []) == (0, 0, 0)


def test_each_decision_on_the_whole_policy_stands_for_one_finding() -> None:
    decided = [flag(state=State.OPEN, note="Mine."), flag(state=State.DISMISSED, note="No fax.")]
    found = [finding(message="No fax."), finding(message="No contact."), finding(message="No period.")]
    assert [each.message for each in compare(decided, found).new] == ["No period."]


def test_a_suggestion_takes_its_own_finding_before_a_near_one() -> None:
    there = [flag((0, 10)), flag((5, 15))]
    found = [finding(5, 15), finding(0, 10)]
    again = compare(there, found).again
    assert {(one.spans[0].start, two.start) for one, two in again} == {(0, 0), (5, 5)}
    assert outcome(there, found) == (0, 2, 0)
    assert outcome(there, found[:1]) == (0, 1, 1)


def test_of_two_findings_where_one_was_the_farther_is_new() -> None:
    assert outcome([flag((0, 10))], [finding(0, 3), finding(5, 10)]) == (1, 1, 0)
    assert outcome([flag((0, 10))], [finding(0, 6), finding(5, 10)]) == (0, 1, 0)


def test_an_issue_of_ones_own_on_the_same_words_goes_before_a_suggestion() -> None:
    own = flag((0, 10), kind="person", state=State.OPEN)
    assert outcome([flag((0, 10)), own], [finding(0, 10)]) == (0, 0, 1)


def test_another_rule_takes_over_what_the_first_finds_no_more() -> None:
    assert outcome([flag((0, 10))], [finding(0, 8, rule=OTHER.id)]) == (0, 1, 0)
    assert outcome([flag((0, 10))], [finding(0, 10), finding(0, 8, rule=OTHER.id)]) == (0, 1, 0)
    assert outcome([flag((0, 10))], [finding(0, 10, rule=OTHER.id, issue="placeholder")]) == (1, 0, 1)


def test_what_others_suggest_is_left_alone() -> None:
    there = flag((0, 10), kind="import")
    assert outcome([there], []) == (0, 0, 0)
    assert outcome([there], [finding(0, 10)]) == (0, 0, 0)


def test_ten_thousand_findings_are_compared_in_one_pass() -> None:
    """Also under flags that reach over all of them."""

    def steps(number: int) -> float:
        found = [finding(10 * each, 10 * each + 8) for each in range(number)]
        there = [flag((10 * each + 1, 10 * each + 8)) for each in range(number)]
        there += [flag((0, 10 * number), issue="placeholder", state=State.OPEN, kind="person")] * 3
        start = time.process_time()
        assert outcome(there, found) == (0, number, 0)
        return time.process_time() - start

    steps(100)
    assert min(steps(10_000) for _ in range(2)) < 12 * min(steps(2_500) for _ in range(3))


# Scans


@pytest.fixture
def policy(review: Review) -> str:
    return review.policies()[1].id


def suggest(review: Review, policy: str, *found: Finding, day: date = DAY) -> Scanned:
    scanned = review.suggest({policy: found}, ruleset=review.ruleset(), as_of=day)
    assert_sound(review)
    return scanned


def waiting(review: Review) -> list[Flag]:
    return list(review.suggestions())


def test_a_finding_becomes_a_flag_that_nobody_stands_behind(review: Review, policy: str) -> None:
    scanned = suggest(
        review, policy, finding(12, 16, message="Stops.", suggestion="keep", other=(2, 7)), finding()
    )
    assert (scanned.new, scanned.unchanged, scanned.gone) == (2, 0, 0)
    whole, one = waiting(review)
    assert whole.spans == ()
    assert (one.spans[0].quote, one.counterpart[0].quote) == ("keep", "Plain")
    assert (one.label, one.severity, one.state) == ("missing-word", Severity.LOW, State.SUGGESTED)
    assert (one.note, one.suggestion, one.reviewer, one.reason) == ("Stops.", "keep", "", "")
    assert one.origin == Origin("detector", RULE.id, str(RULE.version), RULE.tier)
    assert review.counts() == {policy: Counts(sure=2)}
    event = scanned.event
    assert event is not None
    assert (event.act, event.title) == ("scan", "Scan “Plain”: 2 new")
    assert event.reviewer == review.reviewer.id if review.reviewer else False
    assert event.policies == {policy}
    assert review.undoable is not None
    assert review.undoable.act == "import", "a scan is no act of the reviewer’s"
    assert review.policy(policy).status is Status.UNREAD
    assert review.search("Stops")[0][0] == policy
    assert list(review.flags(policy)) == [whole, one]


def test_the_same_scan_again_leaves_no_trace(review: Review, policy: str) -> None:
    found = finding(12, 16), finding(message="No fax."), finding(message="No period.")
    suggest(review, policy, *found)
    before = state(review), review.newest()
    assert suggest(review, policy, *reversed(found)) == Scanned(None, 0, 3, 0)
    assert (state(review), review.newest()) == before


def test_another_day_is_noted_and_changes_nothing_else(review: Review, policy: str) -> None:
    suggest(review, policy, finding(12, 16))
    before = waiting(review)
    scanned = suggest(review, policy, finding(12, 16), day=date(2027, 1, 1))
    assert (scanned.new, scanned.unchanged, scanned.gone) == (0, 1, 0)
    assert scanned.event is not None
    assert scanned.event.title == "Scan “Plain”: nothing new"
    assert waiting(review) == before
    assert review.store.scans()[policy].as_of == "2027-01-01"


def test_what_is_found_elsewhere_or_in_other_words_keeps_its_id(review: Review, policy: str) -> None:
    suggest(review, policy, finding(12, 16), finding(message="No fax."))
    first, second = waiting(review)
    scanned = suggest(
        review, policy, finding(12, 21, severity=Severity.HIGH), finding(message="No fax in 2026.")
    )
    assert (scanned.new, scanned.unchanged, scanned.gone) == (0, 2, 0)
    whole, moved = waiting(review)
    assert [(each.id, each.created) for each in (whole, moved)] == [
        (each.id, each.created) for each in (first, second)
    ]
    assert (moved.spans[0].end, moved.severity, whole.note) == (21, Severity.HIGH, "No fax in 2026.")


def test_what_is_not_found_any_more_goes_and_what_was_decided_stays(review: Review, policy: str) -> None:
    suggest(review, policy, *(finding(at, at + 2) for at in (9, 12, 17, 22)))
    one, two, three, _ = waiting(review)
    review.accept([one.id])
    review.dismiss([two.id], "not so")
    review.edit(one.id, note="mine", spans=[(9, 16)])
    decided = [each for each in review.flags() if each.state is not State.SUGGESTED]
    scanned = suggest(review, policy, finding(17, 19))
    assert (scanned.new, scanned.unchanged, scanned.gone) == (0, 1, 1)
    assert waiting(review) == [three]
    assert [each for each in review.flags() if each.state is not State.SUGGESTED] == decided
    assert suggest(review, policy, *(finding(at, at + 2) for at in (9, 12, 17))).new == 0
    assert scanned.event is not None
    assert scanned.event.title == "Scan “Plain”: 1 gone"


def test_policies_rules_and_types_that_are_gone_are_passed_over(review: Review, policy: str) -> None:
    issues = review.taxonomy(ISSUES)
    from dataclasses import replace

    retired = tuple(replace(each, retired=each.id == "placeholder", key="") for each in issues.labels)
    review.set_taxonomy(replace(issues, labels=retired))
    review.set_rule(OTHER.id, on=False)
    found = (
        finding(9, 11, rule=OTHER.id),
        finding(12, 16, issue="placeholder"),
        finding(issue="never-heard-of"),
    )
    scanned = review.suggest({"gone": [finding()], policy: found}, ruleset=review.ruleset(), as_of=DAY)
    assert (scanned.new, waiting(review)) == (0, [])
    assert list(review.store.scans()) == [policy]


def test_a_scan_runs_the_rules_over_what_it_is_told_to(project_path: object, review: Review) -> None:
    seen: list[int] = []
    scanned = review.scan([review.policies()[1].id], as_of=DAY, progress=lambda done: not seen.append(done))
    assert seen == [1]
    assert [each.file_name for each in review.unscanned()] == ["1.txt"]
    with pytest.raises(CancelledError):
        review.scan(progress=lambda done: False)
    assert [each.file_name for each in review.unscanned()] == ["1.txt"]
    review.scan()
    assert review.unscanned() == []
    assert scanned.event is not None
    assert review.scan().event is None
    assert_sound(review)


def test_other_settings_make_policies_unscanned(review: Review) -> None:
    assert len(review.unscanned()) == 2
    review.scan()
    review.set_rule(RULE.id, on=False)
    assert len(review.unscanned()) == 2
    rules, severities = review.active_rules()
    assert RULE not in rules
    assert len(rules) == len(RULES) - 1
    review.undo()
    assert review.unscanned() == []
    review.set_rule(OTHER.id, severity=Severity.INFO if OTHER.severity is Severity.HIGH else Severity.HIGH)
    assert len(review.unscanned()) == 2
    assert list(review.active_rules()[1]) == [OTHER.id]
    assert severities == {}


def test_nobody_needs_a_name_to_scan(project_path: object, review: Review) -> None:
    review.close()
    nameless = Review.open(review.path)
    policy = nameless.policies()[0].id
    event = nameless.suggest({policy: [finding(0, 3)]}, ruleset="r", as_of=DAY).event
    assert event is not None
    assert event.reviewer == ""
    (one,) = nameless.suggestions()
    with pytest.raises(BadInputError, match="Nobody is named"):
        nameless.accept([one.id])
    nameless.close()


# Decisions


def test_accepting_makes_it_the_reviewers_own(review: Review, policy: str) -> None:
    suggest(review, policy, finding(12, 16, message="Stops."))
    (before,) = waiting(review)
    event = review.accept([before.id])
    (after,) = review.flags(policy)
    assert review.reviewer is not None
    assert (after.state, after.reviewer) == (State.OPEN, review.reviewer.id)
    assert (after.id, after.created, after.origin, after.note) == (
        before.id,
        before.created,
        before.origin,
        "Stops.",
    )
    assert after.modified >= before.modified
    assert (event.act, event.title) == ("accept", "Accept “Missing word” on “Plain” ¶1")
    assert event.changes[0].after == after
    assert review.policy(policy).status is Status.READING
    assert review.counts() == {policy: Counts(open_flags=1)}
    review.undo()
    assert waiting(review) == [before]
    assert review.policy(policy).status is Status.UNREAD
    assert_sound(review)


def test_one_can_be_accepted_with_changes_and_several_cannot(review: Review, policy: str) -> None:
    suggest(review, policy, finding(12, 16), finding(17, 21))
    one, two = waiting(review)
    review.accept(
        [one.id], label="placeholder", severity=Severity.HIGH, spans=[(9, 16)], note="n", suggestion="s"
    )
    after = review.annotation(one.id)
    assert isinstance(after, Flag)
    assert (after.label, after.severity, after.spans[0].start) == ("placeholder", Severity.HIGH, 9)
    assert (after.note, after.suggestion) == ("n", "s")
    review.undo()
    with pytest.raises(BadInputError, match="Choose one to change"):
        review.accept([one.id, two.id], note="n")
    review.flag(policy, [(22, 25)], "missing-word")
    with pytest.raises(BadInputError, match="is there already"):
        review.accept([one.id], spans=[(22, 25)])


def test_many_are_decided_in_one_step(review: Review, policy: str) -> None:
    suggest(review, policy, *(finding(at, at + 2) for at in (9, 12, 17, 22)))
    ids = [each.id for each in waiting(review)]
    review.accept(ids[:1])
    before = state(review)
    event = review.dismiss([*ids, ids[1], "0" * 32], "all of them")
    assert event.title == "Dismiss 3 suggestions of “Missing word”"
    assert waiting(review) == []
    assert {each.reason for each in review.flags() if each.state is State.DISMISSED} == {"all of them"}
    review.undo()
    assert state(review) == before
    review.redo()
    with pytest.raises(BadInputError, match="All of these were decided on already"):
        review.accept(ids)
    assert suggest(review, policy, *(finding(at, at + 2) for at in (9, 12, 17, 22))).event is None


def test_those_of_several_types_and_policies_too(review: Review) -> None:
    one, two = (each.id for each in review.policies())
    review.suggest({one: [finding(0, 2)], two: [finding(2, 7, issue="placeholder")]}, ruleset="r", as_of=DAY)
    event = review.accept([each.id for each in review.suggestions()])
    assert event.title == "Accept 2 suggestions"
    assert {each.status for each in review.policies()} == {Status.READING}
    assert event.policies == {one, two}


def test_what_is_no_suggestion_is_not_decided_on(review: Review, policy: str) -> None:
    review.tag(policy, [], "retention")
    review.flag(policy, [], "placeholder")
    tag, own = sorted(review.annotations(policy), key=lambda each: isinstance(each, Flag))
    with pytest.raises(BadInputError, match="is a tag"):
        review.accept([tag.id])
    with pytest.raises(BadInputError, match="was decided on already: it is open"):
        review.dismiss([own.id])
    with pytest.raises(BadInputError, match="not in the project any more"):
        review.dismiss(["0" * 32])
    with pytest.raises(BadInputError, match="Choose the suggestions"):
        review.accept([])
    with pytest.raises(BadInputError, match="Undo the decision"):
        review.edit(own.id, state=State.SUGGESTED)


def test_whoever_changes_a_suggestion_accepts_it(review: Review, policy: str) -> None:
    suggest(review, policy, finding(12, 16), finding(17, 21), finding(22, 25))
    one, two, three = waiting(review)
    event = review.edit(one.id, severity=Severity.HIGH, note="Mine.")
    assert event is not None
    assert (event.act, event.title) == ("accept", "Accept “Missing word” on “Plain” ¶1")
    after = review.annotation(one.id)
    assert isinstance(after, Flag)
    assert (after.state, after.severity, after.note) == (State.OPEN, Severity.HIGH, "Mine.")
    assert review.edit(two.id, state=State.DISMISSED, reason="no").act == "dismiss"  # type: ignore[union-attr]
    resolved = review.edit(three.id, state=State.RESOLVED)
    assert resolved is not None
    assert resolved.title == "Resolve “Missing word” on “Plain” ¶1"
    assert waiting(review) == []


def test_words_alone_do_not_accept_it(review: Review, policy: str) -> None:
    suggest(review, policy, finding(12, 16))
    (one,) = waiting(review)
    for words in ({"note": "n"}, {"reason": "r"}, {"note": "n", "reason": "r"}):
        with pytest.raises(BadInputError, match=r"is a suggestion\. Accept or dismiss it"):
            review.edit(one.id, **words)  # type: ignore[arg-type]
    assert review.edit(one.id, note=one.note, state=State.SUGGESTED) is None
    with pytest.raises(BadInputError, match="Dismiss it instead"):
        review.remove([one.id])
    assert waiting(review) == [one]


def test_the_same_flag_by_hand_accepts_the_suggestion(review: Review, policy: str) -> None:
    suggest(review, policy, finding(12, 16, message="Stops.", severity=Severity.INFO, other=(2, 7)))
    (one,) = waiting(review)
    event = review.flag(policy, [(11, 17)], "missing-word", suggestion="Better.")
    (after,) = review.flags(policy)
    assert (event.act, after.id, after.state) == ("accept", one.id, State.OPEN)
    assert (after.note, after.suggestion, after.severity) == ("Stops.", "Better.", Severity.INFO)
    assert after.counterpart == one.counterpart
    with pytest.raises(BadInputError, match="is there already"):
        review.flag(policy, [(12, 16)], "missing-word")


def test_on_the_whole_policy_words_tell_findings_of_a_type_apart(review: Review, policy: str) -> None:
    missing = "missing-disclosure"
    suggest(
        review,
        policy,
        finding(issue=missing, message="No contact."),
        finding(issue=missing, message="No period.", rule=OTHER.id),
    )
    one, two = waiting(review)
    review.flag(policy, [], missing, note="No right to complain.")
    assert len(waiting(review)) == 2
    for said in ("No right to complain.", ""):
        with pytest.raises(BadInputError, match="is there already"):
            review.flag(policy, [], missing, note=said)
    review.flag(policy, [], missing, note="Another of my own.")
    review.flag(policy, [], missing, note="No period.")
    assert {each.note for each in waiting(review)} == {"No contact."}
    review.accept([one.id if one.note == "No contact." else two.id])
    assert len(list(review.flags(policy))) == 4


# What was decided on and is not where it was


def again(review: Review, policy: str, *found: Finding) -> list[Flag]:
    """What waits after another scan, which leaves no trace when it is repeated."""
    suggest(review, policy, *found)
    assert suggest(review, policy, *found).event is None
    return waiting(review)


def test_an_issue_that_was_moved_does_not_come_back_where_it_was(review: Review, policy: str) -> None:
    found = finding(12, 16), finding(22, 25)
    suggest(review, policy, *found)
    one, two = waiting(review)
    review.accept([one.id])
    review.edit(one.id, spans=[(2, 7)])
    review.accept([two.id], spans=[(9, 11)])
    assert again(review, policy, *found, finding(13, 18)) == []
    assert [each.spans[0].start for each in again(review, policy, *found, finding(17, 19))] == [17]
    for _ in range(3):
        review.undo()
    suggest(review, policy)
    assert [each.spans[0].start for each in again(review, policy, *found)] == [12, 22]


@pytest.mark.parametrize("how", ["accept", "dismiss"])
def test_an_issue_that_was_taken_out_does_not_come_back(review: Review, policy: str, how: str) -> None:
    found = finding(12, 16), finding(message="No fax."), finding(message="No period.")
    suggest(review, policy, *found[:2])
    ids = [each.id for each in waiting(review)]
    getattr(review, how)(ids)
    review.remove(ids)
    assert list(review.flags()) == []
    assert [each.note for each in again(review, policy, *found)] == ["No period."]
    assert [each.note for each in again(review, policy, found[0], found[2])] == ["No period."]
    review.undo()
    assert [each.note for each in again(review, policy, *found)] == ["No period."]
    review.redo()
    assert [each.note for each in again(review, policy, *found)] == ["No period."]
    review.undo()
    review.undo()
    assert [each.id for each in waiting(review) if each.note != "No period."] == ids


def test_of_what_was_moved_and_then_taken_out_neither_place_comes_back(review: Review, policy: str) -> None:
    suggest(review, policy, finding(12, 16), finding())
    whole, one = waiting(review)
    review.accept([one.id], spans=[(2, 7)])
    review.accept([whole.id], spans=[(22, 25)], note="Here.")
    review.remove([one.id, whole.id])
    found = finding(12, 16), finding(2, 7), finding(), finding(message="No period.")
    assert [each.note for each in again(review, policy, *found)] == ["No period."]


def test_an_import_brings_no_suggestion_that_was_taken_out(
    project_path: object, review: Review, policy: str
) -> None:
    file = review.path.with_suffix(".json")
    suggest(review, policy, finding(12, 16))
    review.export(file)
    (one,) = waiting(review)
    review.accept([one.id])
    review.remove([one.id])
    review.import_annotations(file)
    assert waiting(review) == []


def test_an_import_that_was_taken_back_settles_nothing(
    project_path: object, tmp_path: Path, review: Review, policy: str
) -> None:
    file = review.path.with_suffix(".json")
    suggest(review, policy, finding(12, 16))
    review.accept([each.id for each in waiting(review)])
    review.export(file)
    with closing(
        made(tmp_path / "other.annotator", *(review.text(each.id).text for each in review.policies()))
    ) as other:
        there = other.policies()[1].id
        other.set_status(there, Status.READING)
        other.import_annotations(file)
        assert again(other, there, finding(12, 16)) == []
        other.undo()
        assert len(again(other, there, finding(12, 16))) == 1


def test_a_policy_with_a_decision_that_was_taken_out_does_not_give_way(
    project_path: object, tmp_path: Path, review: Review, policy: str
) -> None:
    with closing(made(tmp_path / "other.annotator", review.text(policy).text)) as other:
        other.export(tmp_path / "x.json")
    suggest(review, policy, finding(12, 16))
    (one,) = waiting(review)
    review.accept([one.id])
    review.remove([one.id])
    review.set_status(policy, Status.UNREAD)
    review.import_annotations(tmp_path / "x.json")
    assert policy in {each.id for each in review.policies()}
    assert again(review, policy, finding(12, 16)) == []


def test_a_suggestion_goes_where_an_issue_was_moved_onto_its_words(review: Review, policy: str) -> None:
    suggest(review, policy, finding(12, 16))
    review.flag(policy, [(2, 7)], "missing-word")
    own = next(each for each in review.flags() if each.state is State.OPEN)
    before = state(review)
    review.edit(own.id, spans=[(12, 16)])
    assert waiting(review) == []
    assert again(review, policy, finding(12, 16)) == []
    review.undo()
    assert state(review) == before
    review.redo()
    assert [each.id for each in review.flags()] == [own.id]
    assert_sound(review)


# Rules


def test_switching_a_rule_off_takes_its_suggestions_along(review: Review, policy: str) -> None:
    suggest(review, policy, finding(12, 16), finding(17, 21), finding(22, 25, rule=OTHER.id))
    one, two, three = waiting(review)
    review.accept([one.id])
    before = state(review)
    event = review.set_rule(RULE.id, on=False)
    assert event is not None
    assert (event.act, event.title) == ("rule", f"Switch off the rule “{RULE.title}”")
    assert review.rule_settings() == {RULE.id: RuleSetting(RULE.id, on=False)}
    assert waiting(review) == [three]
    assert review.set_rule(RULE.id, on=False) is None
    review.undo()
    assert state(review) == before
    assert review.rule_settings() == {}
    assert two in waiting(review)
    review.redo()
    on = review.set_rule(RULE.id, on=True)
    assert on is not None
    assert on.title == f"Switch on the rule “{RULE.title}”"
    assert_sound(review)


def test_a_rule_that_undo_or_redo_switches_off_suggests_nothing(review: Review, policy: str) -> None:
    review.set_rule(RULE.id, on=False)
    review.undo()
    suggest(review, policy, finding(12, 16))
    (one,) = waiting(review)
    review.redo()
    assert waiting(review) == []
    review.set_rule(RULE.id, on=True)
    suggest(review, policy, finding(12, 16), finding(17, 21, rule=OTHER.id))
    both = waiting(review)
    review.undo()
    assert [each.origin.name for each in waiting(review)] == [OTHER.id]
    review.redo()
    assert waiting(review) == both
    assert one not in both
    assert_sound(review)


def test_an_import_that_switches_a_rule_off_takes_its_suggestions_along(
    tmp_path: Path, review: Review, policy: str
) -> None:
    suggest(review, policy, finding(12, 16), finding(17, 21))
    with closing(made(tmp_path / "other.annotator", review.text(policy).text)) as other:
        other.suggest({other.policies()[0].id: [finding(17, 21)]}, ruleset="r", as_of=DAY)
        other.accept([each.id for each in other.suggestions()])
        other.set_rule(RULE.id, on=False)
        other.export(tmp_path / "x.json")
    before = state(review)
    review.set_status(policy, Status.READING)
    review.import_annotations(tmp_path / "x.json")
    assert [each.state for each in review.flags()] == [State.OPEN]
    assert_sound(review)
    review.undo()
    review.undo()
    assert state(review) == before
    assert_sound(review)


def test_a_severity_is_for_what_waits_and_for_what_comes(review: Review, policy: str) -> None:
    suggest(review, policy, finding(12, 16, severity=RULE.severity), finding(17, 21, severity=RULE.severity))
    one, two = waiting(review)
    review.accept([one.id])
    other = Severity.INFO if RULE.severity is not Severity.INFO else Severity.HIGH
    event = review.set_rule(RULE.id, severity=other)
    assert event is not None
    assert event.title == f"Severity {other} for the rule “{RULE.title}”"
    assert [each.severity for each in review.flags(policy)] == [RULE.severity, other]
    assert review.active_rules()[1] == {RULE.id: other}
    review.set_rule(RULE.id, severity=RULE.severity)
    assert review.rule_settings()[RULE.id].severity is None
    assert review.annotation(two.id).severity is RULE.severity  # type: ignore[union-attr]


def test_an_unknown_rule_is_told(review: Review) -> None:
    with pytest.raises(BadInputError, match=r"no rule “x”\. `annotator rules` lists"):
        review.set_rule("x", on=False)


# The way back, with scans in between


def test_an_import_is_undone_with_what_a_scan_put_on_it(project_path: object, review: Review) -> None:
    added = review.add_policies([reading("Some more words.", "more.txt")])
    assert added.event is not None
    policy = added.policies[0].id
    suggest(review, policy, finding(0, 4), finding())
    end = state(review), review.store.scans()
    undone = review.undo()
    assert undone is not None
    assert undone.reverts == added.event.seq
    assert (list(review.suggestions()), review.store.scans()) == ([], {})
    review.redo()
    assert (state(review), review.store.scans()) == end
    assert_sound(review)
    assert_intact(review.path)


def test_a_decision_is_taken_back_though_the_finding_is_gone(review: Review, policy: str) -> None:
    suggest(review, policy, finding(12, 16))
    (one,) = waiting(review)
    review.accept([one.id])
    review.undo()
    suggest(review, policy)
    assert waiting(review) == []
    review.redo()
    assert [each.state for each in review.flags(policy)] == [State.OPEN]
    review.undo()
    assert waiting(review) == []
    assert_sound(review)


def test_a_label_goes_with_the_suggestions_that_carry_it(review: Review, policy: str) -> None:
    from dataclasses import replace

    issues = review.taxonomy(ISSUES)
    without = tuple(each for each in issues.labels if each.id != "missing-word")
    review.set_taxonomy(replace(issues, labels=without))
    review.undo()
    suggest(review, policy, finding(12, 16))
    review.redo()
    assert waiting(review) == []
    review.undo()
    assert len(waiting(review)) == 1
    assert_sound(review)
    assert_intact(review.path)


def test_a_severity_is_taken_back_where_there_is_something_left(review: Review, policy: str) -> None:
    suggest(review, policy, finding(12, 16), finding(17, 21))
    one, _ = waiting(review)
    review.set_rule(RULE.id, severity=Severity.INFO)
    suggest(review, policy, finding(12, 16, severity=Severity.INFO))
    review.undo()
    assert waiting(review) == [one]
    review.redo()
    assert [each.severity for each in waiting(review)] == [Severity.INFO]
    assert_sound(review)


def test_scans_stay_when_everything_is_undone(project_path: object, review: Review) -> None:
    start = tables(review.path)
    with_corpus = review.policies()
    suggest(review, with_corpus[0].id, finding(0, 3))
    assert everything_undone(review) == 1
    assert tables(review.path) != start
    assert review.store.scans() == {}
    review.redo()
    assert [each.policy for each in review.suggestions()] == [with_corpus[0].id]


def test_the_shipped_policies_keep_their_scans(tmp_path: object, project_path: object) -> None:
    review = Review.open(project_path, corpus=True)  # type: ignore[arg-type]
    review.sign_in("Ada")
    review.scan(as_of=DAY)
    before = state(review)
    assert review.undo() is None
    ids = [each.id for each in review.suggestions()]
    assert ids
    review.accept(ids)
    assert review.scan(as_of=DAY) == Scanned(None, 0, len(ids), 0)
    assert everything_undone(review) == 1
    assert state(review) == before
    assert review.scan(as_of=DAY).event is None
    assert_sound(review)
    review.close()


def test_an_event_is_an_event(review: Review, policy: str) -> None:
    """Old events have no rules and scans; new ones tell all of it."""
    suggest(review, policy, finding(12, 16))
    event = review.history(limit=1)[0]
    assert isinstance(event, Event)
    kinds = [type(change.entity) for change in event.changes]
    assert kinds == [Flag, Scan]
    assert not any(isinstance(each, Tag) for each in review.annotations(policy))
    assert review.taxonomy(CLAUSES).version == 1
    assert suggestions.undecided(waiting(review)[0])
    assert made is not None


def test_suggestions_are_counted_by_rule(review: Review) -> None:
    policy, other = (each.id for each in review.policies())
    assert review.suggestion_counts() == {}
    found = {policy: [finding(0, 4), finding(5, 9, rule=OTHER.id)], other: [finding(0, 4)]}
    review.suggest(found, ruleset="r", as_of=DAY)
    assert review.suggestion_counts() == {RULE.id: 2, OTHER.id: 1}
    review.dismiss([next(review.suggestions(other)).id])
    assert review.suggestion_counts() == {RULE.id: 1, OTHER.id: 1}
