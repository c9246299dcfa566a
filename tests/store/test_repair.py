"""A damaged project is repaired: all that can be saved is there, the rest is told, the file is kept."""

import gzip
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from annotator.problems import BadInputError, DamagedError, NewerProjectError
from annotator.project import Project
from annotator.review import Review
from annotator.store import schema
from annotator.store.check import check
from annotator.store.repair import repair
from tests.projects import assert_intact, assert_sound, opened, state, tables
from tests.store.test_check import RICH, another, change, values

SETTINGS = settings(
    deadline=None,
    derandomize=True,
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rich") / "p.annotator"
    path.write_bytes(gzip.decompress(RICH.read_bytes()))
    with closing(opened(path)) as review:
        review.tag(review.policies()[0].id, [(0, 3)], "children", note="one 😀")
    return path


@pytest.fixture
def damaged(rich: Path, project_path: Path) -> Path:
    """To be damaged by the test."""
    shutil.copyfile(rich, project_path)
    return project_path


def whole(path: Path) -> dict[str, object]:
    with closing(Project.open(path)) as project:
        return state(project)


def repaired(path: Path) -> tuple[dict[str, object], tuple[str, ...]]:
    """What there is afterwards and what was lost; all that must hold of every repair is looked at."""
    before = path.read_bytes()
    done = repair(path)
    assert check(path).defects == ()
    assert_intact(path)
    assert done.kept.read_bytes() == before
    assert done.kept.name.startswith("p.damaged-")
    left = {each.name for each in path.parent.iterdir() if each.is_file()}
    assert left == {path.name, done.kept.name}
    done.kept.unlink()
    with closing(opened(path)) as review:
        last = review.history(limit=1)[0]
        assert (last.act, last.reviewer) == ("repair", "")
        assert all(each in last.title for each in done.lost) or last.title.endswith("…")
        assert done.saved["policies"] == len(review.policies())
        marks = sum(len(review.annotations(each.id)) for each in review.policies())
        assert done.saved["tags"] + done.saved["flags"] == marks
        assert done.saved["events"] == last.seq
        for policy in review.policies():
            text = review.text(policy.id).text
            for mark in review.annotations(policy.id):
                assert all(text[span.start : span.end] == span.quote for span in mark.spans)
        found = state(review)
        for policy in review.policies()[:1]:  # one can go on working
            review.tag(policy.id, [], "dpo-contact", note="after the repair")
            review.undo()
    assert check(path).defects == ()
    return found, done.lost


def test_what_is_sound_is_not_repaired(damaged: Path) -> None:
    before = damaged.read_bytes()
    with pytest.raises(BadInputError, match="nothing to repair"):
        repair(damaged)
    assert damaged.read_bytes() == before


@SETTINGS
@given(
    table=st.sampled_from(["annotation", "span", "policy", "reviewer", "label", "taxonomy", "rule", "scan"]),
    column=st.integers(0, 40),
    row=st.integers(0, 400),
    pick=st.integers(0, 11),
    delete=st.booleans(),
)
def test_of_a_row_that_was_changed_outside_the_history_knows_what_it_was(
    rich: Path, damaged: Path, table: str, column: int, row: int, pick: int, *, delete: bool
) -> None:
    shutil.copyfile(rich, damaged)
    names, found = values(damaged, table)
    one = found[row % len(found)]
    at = column % len(names)
    assume(names[at] not in {"modified", "key", "position"})
    this = " AND ".join(f'"{name}" IS ?' for name in names)
    try:
        if delete:
            change(damaged, f"DELETE FROM {table} WHERE {this}", given=one)
        else:
            new = another(one[at], pick)
            change(damaged, f'UPDATE {table} SET "{names[at]}" = ? WHERE {this}', given=(new, *one))
    except sqlite3.IntegrityError:
        assume(False)
    before = tables(rich)
    assume(not check(damaged).sound)
    _, lost = repaired(damaged)
    after = tables(damaged)
    for name in ("policy", "annotation", "span", "label", "scan", "rule"):
        missing = [each for each in before[name] if each not in after[name]]
        assert missing == [], "what the history knows is there as it was"
    further = {name: len(after[name]) - len(before[name]) for name in after}
    assert not any(further.values()) or "left out" in " ".join(lost) or names[at] == "id"


@SETTINGS
@given(
    pages=st.lists(st.integers(1, 200), min_size=1, max_size=4),
    filler=st.sampled_from([b"\0", b"\xff", b"\x0d", b"ab"]),
    part=st.sampled_from([(0, 4096), (0, 8), (100, 900), (4000, 4096)]),
)
def test_around_bad_pages_all_that_can_be_is_saved(
    rich: Path, damaged: Path, pages: list[int], filler: bytes, part: tuple[int, int]
) -> None:
    data = bytearray(rich.read_bytes())
    start, end = part
    for page in pages:
        offset = (page % (len(data) // 4096 - 1) + 1) * 4096
        data[offset + start : offset + end] = (filler * (end - start))[: end - start]
    damaged.write_bytes(data)
    assume(not check(damaged).sound)
    before = whole(rich)
    try:
        found, lost = repaired(damaged)
    except DamagedError:
        assert damaged.read_bytes() == data
        return
    if not lost:
        assert found == before


def test_the_tail_of_a_history_that_is_gone_leaves_the_marks(damaged: Path) -> None:
    with closing(opened(damaged)) as review:
        policy = review.policies()[1]
        review.tag(policy.id, [(2, 9)], "purpose", note="the last")
        tag = next(each for each in review.annotations(policy.id) if each.label == "retention")
        review.edit(tag.id, note="changed at last")
        before = state(review)
        last = review.newest()
    change(damaged, f"DELETE FROM event WHERE seq > {last - 2}")
    found, lost = repaired(damaged)
    assert found == before
    assert len(lost) == 2
    for tag, what in (("purpose", "in no event of the history"), ("retention", "otherwise than the history")):
        assert any(each.startswith(f"The tag “{tag}”") and what in each for each in lost)


def test_an_event_that_is_gone_is_told_and_the_marks_it_made_stay(damaged: Path) -> None:
    before = whole(damaged)
    change(damaged, "DELETE FROM event WHERE seq = 3")
    found, lost = repaired(damaged)
    assert found == before
    assert any("Event 3 of the history could not be saved" in each for each in lost)
    with closing(opened(damaged)) as review:
        assert review.undoable is None
        assert [event.act for event in review.history()][-3] == "lost"


def test_who_came_with_an_event_that_is_gone_still_stands_behind_all_they_did(damaged: Path) -> None:
    before = whole(damaged)
    with closing(Project.open(damaged)) as project:
        by = {event.seq: event.reviewer for event in project.history()}
    change(damaged, "DELETE FROM event WHERE seq IN (2, 13, 16)")
    found, lost = repaired(damaged)
    assert found == before
    assert sum("could not be saved" in each for each in lost) == 3
    with closing(Project.open(damaged)) as project:
        now = {event.seq: event.reviewer for event in project.history()}
        assert {seq: who for seq, who in now.items() if seq in by and seq not in {2, 13, 16}} == {
            seq: who for seq, who in by.items() if seq not in {2, 13, 16}
        }
        assert all(
            event.changes for event in project.history() if event.act not in {"migrate", "lost", "repair"}
        )


def test_a_history_that_is_gone_begins_anew_with_what_there_is(damaged: Path) -> None:
    before = whole(damaged)
    change(damaged, "DELETE FROM event")
    found, lost = repaired(damaged)
    assert found == before
    assert lost == ("The history cannot be read: it begins anew with what there is now.",)


def test_an_event_that_was_changed_is_kept_and_told(damaged: Path) -> None:
    before = whole(damaged)
    change(
        damaged,
        "UPDATE event SET title = 'Nothing', changes = replace(changes, 'emoji', 'enemy') WHERE seq = 3",
    )
    found, lost = repaired(damaged)
    assert found == before
    assert any("Event 3 of the history, “Nothing”, was changed outside" in each for each in lost)


@pytest.mark.parametrize("column", ["reverts", "undo", "redo"])
def test_an_event_that_points_to_a_later_one_is_kept_without_that(damaged: Path, column: str) -> None:
    before = whole(damaged)
    change(damaged, f"UPDATE event SET {column} = 5 WHERE seq = 3")
    found, lost = repaired(damaged)
    assert found == before
    assert any(each.startswith("Event 3 of the history") for each in lost)


def test_an_event_that_cannot_be_read_is_told(damaged: Path) -> None:
    before = whole(damaged)
    change(damaged, "UPDATE event SET changes = '[{', reviewer = 'nobody', undo = 99 WHERE seq = 4")
    found, lost = repaired(damaged)
    assert found == before
    assert any("does not say any more what it did" in each for each in lost)


def test_a_torn_text_is_made_anew_from_the_file_and_the_file_from_the_text(damaged: Path) -> None:
    before = whole(damaged)
    change(
        damaged,
        "UPDATE document SET text = replace(text, 'Sharing', 'Shaking') WHERE id = 2",
        "UPDATE document SET content = x'00' WHERE id = 3",
    )
    found, lost = repaired(damaged)
    assert (found, lost) == (before, ())


def test_of_a_text_that_is_torn_for_good_the_marks_stay_whose_words_are_there(damaged: Path) -> None:
    with closing(opened(damaged)) as review:
        policy = review.policies()[1]
        text = review.text(policy.id).text
        marks = review.annotations(policy.id)
    change(
        damaged,
        "UPDATE document SET content = x'00', text = replace(text, 'INSERT COM', 'insert com') WHERE id = 2",
    )
    _, lost = repaired(damaged)
    with closing(opened(damaged)) as review:
        after = review.policy(policy.file_name)
        assert after.id == policy.id
        assert review.text(after.id).text == text.replace("INSERT COM", "insert com")
        kept = {mark.id for mark in review.annotations(after.id)}
        gone = [mark for mark in marks if mark.id not in kept]
        assert [mark.spans[0].quote for mark in gone] == ["[INSERT COMPANY NAME]"]
        assert any("“[INSERT COMPANY NAME]” in “Acme 👨‍👩‍👧” has no place" in each for each in lost)
        assert review.store.notes(after.id) == (
            "It was damaged in the project, and is here as it could be saved.",
        )
        assert_sound_but_for_history(review)


def assert_sound_but_for_history(review: Review) -> None:
    for policy in review.policies():
        text = review.text(policy.id)
        for mark in review.annotations(policy.id):
            assert [text.span(span.start, span.end) for span in mark.spans] == list(mark.spans)


def test_a_text_that_is_gone_takes_its_marks_along_and_says_so(damaged: Path) -> None:
    change(damaged, "DELETE FROM document WHERE id = 2")
    found, lost = repaired(damaged)
    assert [policy.file_name for policy in found["policies"]] == ["nasty.txt", "fr.txt"]  # type: ignore[attr-defined]
    assert any("The text of “Acme 👨‍👩‍👧” cannot be read" in each for each in lost)


@pytest.mark.parametrize("version", [1, 2])
def test_an_old_project_is_repaired_too(project_path: Path, version: int) -> None:
    project_path.write_bytes(gzip.decompress((RICH.parent / f"version-{version}.annotator.gz").read_bytes()))
    good = project_path.with_name("good.annotator")
    shutil.copyfile(project_path, good)
    before = whole(good)
    good.unlink()
    change(
        project_path,
        "DELETE FROM annotation WHERE key = 2",
        "UPDATE policy SET document = 77 WHERE document = 1",
    )
    assert not check(project_path).sound
    found, lost = repaired(project_path)
    assert found == before
    assert len(lost) == 2
    assert all("again as the history tells it" in each for each in lost)


@pytest.mark.parametrize(
    "evil",
    [
        ("CREATE TRIGGER steal AFTER INSERT ON annotation BEGIN DELETE FROM event; END",),
        ("CREATE VIEW v AS SELECT 1", "CREATE TABLE further (x)"),
        ("DROP INDEX annotation_label",),
        ("DROP TABLE document_fts",),
        ("DROP TABLE scan",),
        ("DROP TABLE rule", "CREATE VIEW rule AS SELECT randomblob(9) AS id, 1 AS active, NULL AS severity"),
    ],
)
def test_what_nobody_can_open_is_made_anew_without_what_is_strange(
    damaged: Path, evil: tuple[str, ...]
) -> None:
    before = whole(damaged)
    change(damaged, *evil)
    found, lost = repaired(damaged)
    assert found == before
    assert all(each.endswith("was gone, and is there again as the history tells it.") for each in lost)


def test_what_nothing_can_be_saved_of_is_left_alone(damaged: Path) -> None:
    for spoilt in (b"", b"This is no database. " * 500, damaged.read_bytes()[:512]):
        damaged.write_bytes(spoilt)
        with pytest.raises(DamagedError):
            repair(damaged)
        assert damaged.read_bytes() == spoilt
        assert [each.name for each in damaged.parent.iterdir() if each.is_file()] == [damaged.name]


def test_a_newer_project_is_left_to_that_version(damaged: Path) -> None:
    change(damaged, f"PRAGMA user_version = {schema.NEWEST + 1}")
    with pytest.raises(NewerProjectError):
        repair(damaged)


def test_whoever_has_it_open_sees_what_was_repaired(damaged: Path) -> None:
    change(damaged, "DELETE FROM annotation WHERE key = 2")
    with closing(opened(damaged)) as review:
        before = review.version()
        repair(damaged)
        assert review.version() != before
        assert_sound(review)
        assert review.history(limit=1)[0].act == "repair"
