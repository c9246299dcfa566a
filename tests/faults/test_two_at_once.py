"""Two processes at one project: acts wait for one another, none is lost, and who waits too long is told."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from annotator.problems import LockedError
from annotator.review import Review
from annotator.store import turns
from tests.faults.child import acknowledged
from tests.faults.test_kill import Run, Server, server
from tests.projects import assert_intact, assert_sound, opened, replayed, state


def together(one: Server, other: Server, path: Path, *, tries: int) -> list[Run]:
    """What two processes say that work on one project at the same time."""
    with ThreadPoolExecutor() as pool:
        return list(pool.map(lambda forks, seed: forks.run(path, seed, tries), (one, other), (0, 1)))


@pytest.mark.slow
def test_no_act_of_two_processes_is_lost(project_path: Path) -> None:
    """Both undo and redo what the other did, too."""
    Review.open(project_path, corpus=True).close()
    with server() as one, server() as other:
        runs = together(one, other, project_path, tries=80)
    assert all(run.ended for run in runs)
    with closing(Review.open(project_path)) as review:
        events = {event.seq: list(acknowledged(event)) for event in review.history()}
        said = {event[0]: event for run in runs for event in run.events}
        assert len(said) == sum(len(run.events) for run in runs) > 100
        assert {seq: events[seq] for seq in said} == said
        assert len(events) == len(said) + 2, "and the making"
        names = {each.id: each.name for each in review.reviewers()}
        for seed, run in enumerate(runs):
            assert {names[event[2]] for event in run.events} == {f"Reviewer {seed}"}
        assert_sound(review)
        assert replayed(review)
    assert_intact(project_path)


def test_who_waits_too_long_is_told_and_loses_nothing(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.05)
    with (
        closing(sqlite3.connect(review.path, isolation_level=None)) as other,
        closing(opened(review.path)) as waiting,
    ):
        before = state(waiting)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(LockedError, match="Nothing is lost: wait a moment and try again"):
            waiting.tag(waiting.policies()[0].id, [], "children")
        assert state(waiting) == before
        other.execute("ROLLBACK")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LockedError):
            waiting.policies()
        with pytest.raises(LockedError):
            Review.open(review.path)
        other.execute("ROLLBACK")
        waiting.tag(waiting.policies()[0].id, [], "children")


def test_a_reader_keeps_an_act_from_ending_and_it_is_rolled_back_whole(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.05)
    with closing(opened(review.path)) as waiting:
        before = state(waiting)
        with review.store.snapshot():
            review.policies()
            with pytest.raises(LockedError):
                waiting.tag(waiting.policies()[0].id, [], "children")
        assert state(waiting) == before
        assert not waiting.store._db.in_transaction
        waiting.tag(waiting.policies()[0].id, [], "children")


@pytest.mark.slow
def test_two_first_starts_make_one_project(tmp_path: Path) -> None:
    with server() as one, server() as other:
        for number in range(5):
            path = tmp_path / f"{number}.annotator"
            runs = together(one, other, path, tries=2)
            assert all(run.ended for run in runs)
            with closing(Review.open(path)) as review:
                assert [event.act for event in review.history()[-2:]] == ["import", "create"]
                assert_sound(review)
    assert {each.suffix for each in tmp_path.iterdir() if each.is_file()} == {".annotator"}
