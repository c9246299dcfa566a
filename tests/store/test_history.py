"""The log: who, when, what, before and after; and the way back and forth along it."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.domain import Change, Severity, Status, Tag
from annotator.problems import DamagedError
from annotator.review import Review
from annotator.store import history
from annotator.times import now
from tests.projects import assert_sound, everything_undone, made, opened, replayed, state


def test_an_event_says_who_when_what_before_and_after(review: Review) -> None:
    policy = review.policies()[1]
    start = now()
    made_ = review.tag(policy.id, [(2, 7)], "retention", note="n")
    (mark,) = review.annotations(policy.id)
    edited = review.edit(mark.id, note="m")
    (after,) = review.annotations(policy.id)
    assert edited is not None
    assert review.reviewer is not None
    assert made_.act == "tag"
    assert made_.title == f"Tag “Retention” on {mark.spans[0].citation}"
    assert made_.changes == (Change(None, mark), Change(policy, replace(policy, status=Status.READING)))
    assert (edited.act, edited.changes) == ("edit", (Change(mark, after),))
    assert edited.reviewer == made_.reviewer == mark.reviewer == review.reviewer.id
    assert start <= made_.at <= edited.at <= now()
    assert (after.created, after.modified >= mark.modified) == (mark.created, True)
    assert made_.policies == edited.policies == {policy.id}
    assert edited.changes[0].entity == after
    assert edited.title == f"Note on “Retention” on {mark.spans[0].citation}"
    assert review.history(limit=2) == [edited, made_]


def test_history_is_of_all_or_of_one_policy_and_starts_with_the_latest(review: Review) -> None:
    first, second = (policy.id for policy in review.policies())
    one = review.tag(first, [], "children")
    other = review.set_status(second, Status.READING)
    assert review.history(limit=1) == [other]
    assert review.history(limit=1, policy=first) == [one]
    assert [event.act for event in review.history()] == ["status", "tag", "import", "create"]
    assert [event.act for event in review.history(policy=second)] == ["status", "import"]
    assert review.history(limit=0) == []


def test_undo_and_redo_are_events_that_name_what_they_revert(review: Review) -> None:
    done = review.tag(review.policies()[0].id, [], "children")
    undone = review.undo()
    assert undone is not None
    assert (undone.act, undone.title, undone.reverts) == ("undo", f"Undo: {done.title}", done.seq)
    assert undone.changes == tuple(Change(each.after, each.before) for each in done.changes[::-1])
    again = review.redo()
    assert again is not None
    assert (again.act, again.title, again.reverts) == ("redo", f"Redo: {done.title}", done.seq)
    assert again.changes == done.changes
    assert [event.seq for event in review.history(limit=3)] == [again.seq, undone.seq, done.seq]


def test_a_new_act_ends_what_can_be_redone_but_a_new_name_does_not(review: Review) -> None:
    policy = review.policies()[0].id
    done = review.tag(policy, [], "children")
    review.undo()
    review.sign_in("Bo")
    assert review.redoable == done
    again = review.redo()
    assert again is not None
    assert again.reviewer == review.reviewer.id if review.reviewer else False
    review.undo()
    review.tag(policy, [], "retention")
    assert review.redoable is None
    assert review.redo() is None


def test_who_takes_back_the_act_of_another_stands_behind_that_alone(review: Review) -> None:
    policy = review.policies()[0].id
    done = review.tag(policy, [], "children")
    bo = review.sign_in("Bo")
    undone = review.undo()
    review.redo()
    (mark,) = review.annotations(policy)
    assert undone is not None
    assert (undone.reviewer, mark.reviewer) == (bo.id, done.reviewer)
    assert bo.id != done.reviewer


def test_the_way_back_and_forth_in_any_order_survives_restarts(review: Review) -> None:
    """Forks in the log: undo some, do others, undo across the fork."""
    policy = review.policies()[1].id
    seen = [state(review)]

    def act(label: str) -> None:
        review.tag(policy, [(0, 7)], label)
        seen.append(state(review))

    for label in ("retention", "children", "dpo-contact"):
        act(label)
    review.undo()
    review.undo()
    del seen[2:]
    act("purpose")
    act("security")
    review.close()
    with closing(opened(review.path)) as again:
        for expected in (*seen[-2::-1], None):
            event = again.undo()
            if expected is None:
                assert event is not None, "the import"
                assert again.undo() is None
            else:
                assert state(again) == expected
        again.redo()
        for expected in seen:
            assert state(again) == expected
            again.redo()
        assert again.redo() is None
        assert_sound(again)


def test_undo_heads_are_found_in_one_step_over_thousands_of_events(project_path: Path) -> None:
    with closing(made(project_path, "Some words.")) as review:
        policy = review.policies()[0].id
        mark = review.tag(policy, [(0, 4)], "retention").changes[0].entity
        assert isinstance(mark, Tag)
        start = state(review)
        store, ada = review.store, review.reviewer
        assert ada is not None
        with store.transaction():
            for number in range(3000):
                after = Tag(
                    *(getattr(mark, name) for name in Tag.__slots__[:5]), f"{number}", *mark_rest(mark)
                )
                store.record("edit", f"{number}", [Change(mark, after)], at=now(), reviewer=review.reviewer)
                mark = after
        with store.transaction():
            for _ in range(2999):
                store.undo(at=now(), reviewer=ada)
        steps: list[int] = []
        store._db.set_progress_handler(lambda: steps.append(1), 100)
        undoable = review.undoable
        redoable = review.redoable
        assert undoable is not None
        assert redoable is not None
        assert (undoable.title, redoable.title) == ("0", "1")
        assert len(steps) * 100 < 2000, "no walk through the log"
        steps.clear()
        review.undo()
        review.redo()
        review.undo()
        assert len(steps) * 100 < 20_000
        store._db.set_progress_handler(None, 0)
        assert state(review) == start
        assert len(review.history()) == 3000 + 2999 + 3 + 3
        assert everything_undone(review) == 2


def mark_rest(mark: Tag) -> tuple[object, ...]:
    return tuple(getattr(mark, name) for name in Tag.__slots__[6:])


def test_half_read_lists_do_not_keep_others_from_writing(review: Review) -> None:
    policy = review.policies()[0].id
    for label in ("vague-wording", "missing-word"):
        review.flag(policy, [], label)
    flags, events = review.flags(), review.store.latest_events()
    next(flags)
    next(events)
    with closing(opened(review.path)) as other:
        other.flag(policy, [], "placeholder", severity=Severity.LOW)
    assert len(list(flags)) == 1
    assert len(list(events)) == 3


def test_the_log_alone_gives_the_state(review: Review) -> None:
    policy = review.policies()[0].id
    review.flag(policy, [(0, 5)], "missing-word", counterpart=[(7, 12)])
    review.set_status(policy, Status.REVIEWED)
    review.undo()
    assert len([key for key in replayed(review) if key[0] == "flag"]) == 1
    assert_sound(review)


def test_nothing_to_undo_in_a_store_without_acts(project_path: Path) -> None:
    with closing(Review.open(project_path)) as review, review.store.transaction():
        ada = review.sign_in("Ada")
        assert history.undo(review.store._db, at=now(), reviewer=ada) is None
        assert history.redo(review.store._db, at=now(), reviewer=ada) is None


def test_undo_by_nobody_is_refused(review: Review, tmp_path: Path) -> None:
    """Two at one new project: the one without a name cannot take back what the other did."""
    path = tmp_path / "q.annotator"
    with closing(Review.open(path)) as nameless:
        assert nameless.undo() is None
        with closing(made(path, "Text.")) as other:
            other.undo()
            other.redo()
        with pytest.raises(Exception, match="Nobody is named"):
            nameless.undo()
        assert len(nameless.policies()) == 1


@pytest.mark.parametrize(
    "spoilt",
    [
        'changes = \'[{"kind":"flag"}]\'',
        'changes = \'[{"kind":"nonsense","before":null,"after":null}]\'',
        'changes = \'[{"kind":"flag","before":null,"after":null}]\'',
        "changes = replace(changes, '\"retention\"', '\"never-heard-of\"')",
        "undo = 999",
    ],
)
def test_a_log_that_is_not_what_was_written_is_told_in_words(review: Review, spoilt: str) -> None:
    policy = review.policies()[0].id
    review.tag(policy, [], "retention")
    review.remove([each.id for each in review.annotations(policy)])
    before = state(review)
    with closing(sqlite3.connect(review.path)) as db, db:
        db.execute(f"UPDATE event SET {spoilt} WHERE seq = (SELECT max(seq) FROM event)")
    with pytest.raises(DamagedError, match="of the history cannot be read"):
        review.undo()
    assert state(review) == before


def test_a_log_in_which_sqlite_cannot_look_is_told_in_words(review: Review) -> None:
    policy = review.policies()[0].id
    with closing(sqlite3.connect(review.path)) as db, db:
        db.execute("UPDATE event SET changes = '[\"detector\"' WHERE seq = (SELECT max(seq) FROM event)")
    with pytest.raises(DamagedError, match="The history cannot be read"):
        review.store.displaced([policy])
