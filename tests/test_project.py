"""What a project tells about itself."""

from pathlib import Path

import pytest

from annotator.domain import CLAUSES, Counts, Event, Flag, State, place_of, reading_order
from annotator.problems import BadInputError
from annotator.review import Review
from annotator.text.canonical import text_sha256
from tests.projects import TEXT, reading


def test_a_policy_is_known_by_file_name_id_and_the_beginning_of_its_id(review: Review) -> None:
    first, second = review.policies()
    assert review.policy("2.txt") == review.policy(second.id) == second
    assert review.policy(first.id[:12]) == first
    with pytest.raises(BadInputError, match=r"There is no policy “3.txt”. There are: 1.txt, 2.txt."):
        review.policy("3.txt")
    with pytest.raises(BadInputError, match="There is no policy “”"):
        review.policy("")
    with pytest.raises(BadInputError, match="half of a broken pair"):
        review.policy("\udcff")


def test_two_policies_of_one_name_are_told_apart_by_id(review: Review) -> None:
    added = review.add_policies([reading("One.", "same.txt"), reading("Two.", "same.txt")]).policies
    with pytest.raises(BadInputError) as caught:
        review.policy("same.txt")
    assert all(policy.id in str(caught.value) for policy in added)
    assert review.policy(added[1].id) == added[1]


def test_an_annotation_is_known_by_its_id_or_the_beginning_of_it(review: Review) -> None:
    policy = review.policies()[0].id
    review.tag(policy, [], "children")
    (mark,) = review.annotations(policy)
    assert review.annotation(mark.id) == review.annotation(mark.id[:10]) == mark
    for name in ("", "nothing", "%", "_" * 32):
        with pytest.raises(BadInputError, match="not in the project any more"):
            review.annotation(name)
    for label in ("intro", "purpose", "security", "breach", "regional", "cookies-tracking", "sale-sharing"):
        review.tag(policy, [], label)
    starts = [each.id[0] for each in review.annotations(policy)]
    twice = next((start for start in starts if starts.count(start) > 1), None)
    if twice is not None:
        with pytest.raises(BadInputError, match="Give the id of one"):
            review.annotation(twice)


def test_annotations_come_in_reading_order(review: Review) -> None:
    policy = review.policies()[0].id
    for places in ([(30, 40)], [(0, 4)], [], [(0, 9)], [(17, 20), (50, 60)]):
        review.flag(policy, places, "missing-word")
    marks = review.annotations(policy)
    assert marks == sorted(marks, key=reading_order)
    assert [mark.spans[0].start if mark.spans else None for mark in marks] == [None, 0, 0, 17, 30]
    assert [mark.spans[0].end for mark in marks[1:3]] == [9, 4]
    assert place_of(marks[0]) == "the whole policy"
    assert place_of(marks[3]) == f"{marks[3].spans[0].citation} and 1 more"
    assert place_of(marks[4]) == marks[4].spans[0].citation


def test_counts_and_flags_of_one_and_of_all(review: Review) -> None:
    first, second = (policy.id for policy in review.policies())
    assert review.counts() == {}
    review.tag(first, [], "children")
    review.flag(second, [], "missing-word")
    review.flag(first, [], "missing-word")
    review.flag(second, [(0, 7)], "placeholder")
    (done,) = (flag for flag in review.flags(second) if flag.spans)
    review.edit(done.id, state=State.RESOLVED)
    assert review.counts() == {first: Counts(1, 1), second: Counts(0, 1)}
    assert [flag.policy for flag in review.flags()] == [first, second, second]
    assert [flag.label for flag in review.flags(second)] == ["missing-word", "placeholder"]


def test_a_text_is_the_one_of_the_policy_that_is_there_now(review: Review) -> None:
    first, second = review.policies()
    assert review.text(first.id).text == TEXT
    assert review.text(first.id) is review.text(first.id)
    for policy in ("nothing", ""):
        with pytest.raises(BadInputError, match="not in the project any more"):
            review.text(policy)
    review.undo()
    with pytest.raises(BadInputError, match="not in the project any more"):
        review.text(first.id)
    review.redo()
    assert review.text(second.id).text.startswith("# Plain")


def test_a_text_that_came_under_the_id_of_another_is_not_taken_for_it(review: Review, tmp_path: Path) -> None:
    """Two exports may give one id to two texts; the second is read after the first was undone."""
    (policy,) = review.add_policies([reading("First words.", "a.txt")]).policies
    assert review.text(policy.id).text == "First words."
    review.export(tmp_path / "a.json")
    review.undo()
    content = (tmp_path / "a.json").read_bytes()
    for old, new in (
        ("First words.", "Other words."),
        (text_sha256("First words."), text_sha256("Other words.")),
    ):
        content = content.replace(old.encode(), new.encode())
    (tmp_path / "b.json").write_bytes(content)
    review.import_annotations(tmp_path / "b.json")
    assert review.text(policy.id).text == "Other words."


def test_an_export_of_a_policy_that_has_gone_is_refused(review: Review, tmp_path: Path) -> None:
    gone = review.policies()
    review.undo()
    with pytest.raises(BadInputError, match="not in the project any more"):
        review.export(tmp_path / "a.json", policies=gone)
    assert not (tmp_path / "a.json").exists()


def test_a_label_set_that_is_not_there_is_told(review: Review) -> None:
    assert review.taxonomy(CLAUSES).label("nothing") is None
    with pytest.raises(BadInputError, match=r"no label set “mine”\. It has: clause, issue"):
        review.taxonomy("mine")


def test_policies_keep_their_order_through_undo(review: Review) -> None:
    review.add_policies([reading("Three.", "3.txt")])
    review.undo()
    review.undo()
    review.redo()
    review.redo()
    assert [policy.file_name for policy in review.policies()] == ["1.txt", "2.txt", "3.txt"]


def test_when_the_last_act_was(review: Review) -> None:
    event = review.tag(review.policies()[0].id, [], "children")
    assert review.saved() == event.at
    review.undo()
    assert review.saved() == review.history(limit=1)[0].at


def test_an_event_names_the_policies_it_touched(review: Review) -> None:
    policy = review.policies()[0].id
    flagged = review.flag(policy, [], "missing-word")
    assert isinstance(flagged.changes[0].entity, Flag)
    assert flagged.policies == {policy}
    assert review.history()[-1].policies == frozenset()
    assert Event(1, "", "", "", "", ()).policies == frozenset()
