"""What others write to the project while the window is open: the command line, a second window."""

from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from annotator.domain import Counts, Event, Label, Status
from annotator.gui.session import Session
from annotator.gui.views.label_editor import LabelEditor
from annotator.gui.window import MainWindow
from annotator.problems import LockedError
from annotator.review import Review
from tests.projects import reading

Select = Callable[[str], tuple[int, int]]


@pytest.fixture
def other(review: Review) -> Iterator[Review]:
    """Another hand at the same project."""
    with closing(Review.open(review.path)) as other:
        other.sign_in("Bo")
        yield other


@pytest.fixture
def heard(session: Session) -> list[Event]:
    events: list[Event] = []
    session.changed.connect(events.append)
    return events


def state(session: Session) -> tuple[object, ...]:
    counts = {policy: counts for policy, counts in session.counts.items() if counts != Counts()}
    taxonomies = [session.clauses, session.issues]
    return session.policies, dict(session.annotations), taxonomies, counts, session.policy


def fresh(session: Session) -> tuple[object, ...]:
    """The same as a session knows it that begins now."""
    anew = Session(session.review)
    assert session.policy is not None
    anew.open_policy(session.policy.id)
    anew.count()
    return state(anew)


def test_what_others_do_is_announced_act_by_act(
    session: Session, other: Review, heard: list[Event], select: Select
) -> None:
    here, there = list(session.policies)[:2]
    words = select("trade")
    session.look()
    assert heard == []
    acts = [
        other.tag(here, [(0, 5)], "purpose"),
        other.flag(there, [(0, 5)], "missing-word"),
        other.set_status(there, Status.REVIEWED),
        other.describe(here, title="Another title"),
        other.set_taxonomy(replace(other.taxonomy("clause"), labels=(Label("own", "Own", code="OWN"),))),
        other.remove([other.annotations(there)[0].id]),
        other.add_policies([reading("New words.")]).event,
        other.undo(),
    ]
    session.look()
    assert heard == acts
    assert state(session) == fresh(session)
    assert session.selection == words
    assert session.reviewer_name(acts[0].reviewer) == "Bo"  # type: ignore[union-attr]
    session.look()
    assert len(heard) == len(acts)


def test_an_act_here_brings_what_others_did_before_it(
    session: Session, other: Review, heard: list[Event], select: Select
) -> None:
    assert session.policy is not None
    theirs = other.tag(session.policy.id, [(0, 5)], "purpose")
    select("trade")
    mine = session.tag("retention")
    assert heard == [theirs, mine]
    assert session.active is not None
    assert session.active.label == "retention"
    session.look()
    assert heard == [theirs, mine]
    assert state(session) == fresh(session)


def test_what_was_counted_before_it_was_announced_is_not_counted_twice(
    session: Session, other: Review, select: Select
) -> None:
    there = list(session.policies)[1]
    other.flag(there, [(0, 5)], "missing-word")
    session.count()
    session.look()
    other.flag(there, [(6, 9)], "missing-word")
    session.open_policy(there)
    select("the")
    session.flag("missing-word")
    assert state(session) == fresh(session)
    assert session.counts[there].open_flags == 3


def test_what_is_gone_is_said_without_its_number_and_shown(
    session: Session, other: Review, select: Select
) -> None:
    said: list[str] = []
    session.problem.connect(said.append)
    select("trade")
    session.tag("purpose")
    (mark,) = session.annotations
    for act in (
        lambda: session.edit(mark, note="n"),
        lambda: session.remove([mark]),
        lambda: session.edit(mark, spans=[(0, 4)]),
    ):
        with suppress(Exception):
            other.remove([mark])
        assert act() is None
        assert said[-1].startswith("This tag or issue is not in the project any more")
        assert mark not in said[-1]
        assert not session.annotations


def test_a_policy_that_is_gone_gives_way(session: Session, other: Review) -> None:
    added = session.add_policies([reading("New words.")])
    assert added is not None
    assert session.policy == added.policies[0]
    other.undo()
    session.look()
    assert session.policy == next(iter(session.policies.values()))
    assert added.policies[0].id not in session.policies


def test_a_look_never_waits(
    session: Session, other: Review, heard: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    session.problem.connect(said.append)
    other.tag(next(iter(session.policies)), [(0, 5)], "purpose")

    def locked(seq: int) -> list[Event]:
        raise LockedError(str(seq))

    with monkeypatch.context() as patched:
        patched.setattr(session.review, "since", locked)
        session.look()
    other.store._db.execute("BEGIN EXCLUSIVE")
    session.look()
    other.store._db.execute("ROLLBACK")
    assert (heard, said) == ([], [])
    session.look()
    assert len(heard) == 1


def test_the_window_follows_without_losing_its_place(window: MainWindow, other: Review) -> None:
    session, pane = window.session, window.pane
    assert session.policy is not None
    pane.select(4000, 4007)
    bar = pane.verticalScrollBar()
    before = pane.selection(), bar.value()
    assert bar.value() > 0
    session.watch(on=True)
    other.tag(session.policy.id, [(3990, 4010)], "purpose")
    session.watch(on=False)
    assert not session.annotations
    session.watch(on=True)
    assert len(session.annotations) == 1
    assert len(session.here) == 1
    assert (pane.selection(), bar.value()) == before
    assert "1 tag" in window.statusBar().facts.text()  # type: ignore[attr-defined]
    said = window.statusBar().remark.text()  # type: ignore[attr-defined]
    assert "Bo" in said.partition(":")[0]
    assert "Tag" in said.partition(":")[2]
    session.watch(on=False)


def test_the_same_edit_of_the_labels_in_two_windows_closes_the_editor(
    window: MainWindow, qtbot: QtBot, other: Review
) -> None:
    editor = LabelEditor(window.session, window)
    qtbot.addWidget(editor)
    editor.show()
    editor.model.put(0, definition="New words.")
    clauses = other.taxonomy("clause")
    first = replace(clauses.labels[0], definition="New words.")
    other.set_taxonomy(replace(clauses, labels=(first, *clauses.labels[1:])))
    editor.accept()
    assert not editor.isVisible()
    assert window.session.clauses == other.taxonomy("clause")


def test_two_who_change_one_label_keep_the_draft(window: MainWindow, qtbot: QtBot, other: Review) -> None:
    editor = LabelEditor(window.session, window)
    qtbot.addWidget(editor)
    editor.show()
    editor.model.put(0, definition="Mine.")
    clauses = other.taxonomy("clause")
    first = replace(clauses.labels[0], definition="Theirs.")
    other.set_taxonomy(replace(clauses, labels=(first, *clauses.labels[1:])))
    editor.accept()
    assert editor.isVisible()
    assert "was changed elsewhere meanwhile" in editor.problem.text()
    assert editor.model.label(0).definition == "Mine."
    assert other.taxonomy("clause").labels[0] == first
