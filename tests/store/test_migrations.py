"""A project of an earlier version is brought up to date as it is opened, and nothing of it is lost."""

import gzip
import json
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from annotator.domain import State
from annotator.problems import DamagedError, DiskError, ReadOnlyError
from annotator.project import Project
from annotator.review import Review
from annotator.store import chain, migrations, opening, schema
from annotator.store.project import Store
from tests.projects import assert_intact, assert_sound, everything_undone, opened, state

OLD = {number: Path(__file__).parent / f"version-{number}.annotator.gz" for number in (1, 2, 3)}
"""Each made by the program when it wrote that version.

1: tags and flags in all states, and acts taken back. 2: suggestions, decided and not, rules, scans, several
reviewers, emoji and NUL in notes, a text in cp1252, and an import taken back. 3: a history that is linked, a
web page, a Word document and a PDF with pages and notes.
"""
KEYED = (
    "SELECT a.id, a.key, s.* FROM annotation a LEFT JOIN span s ON s.annotation = a.key ORDER BY 1, 4, 5",
    "SELECT rowid, * FROM annotation_fts ORDER BY 1",
    "SELECT key, id, kind, policy, label, state, reviewer, created, modified FROM annotation ORDER BY 1",
    (
        "SELECT seq, at, reviewer, act, title, reverts, undo, redo, changes FROM event"
        " WHERE act <> 'migrate' ORDER BY 1"
    ),
    "SELECT id, bytes_sha256, text_sha256, encoding, length, content, text FROM document ORDER BY 1",
)


def unpacked(path: Path, version: int) -> Path:
    path.write_bytes(gzip.decompress(OLD[version].read_bytes()))
    return path


@pytest.fixture
def first(project_path: Path) -> Path:
    return unpacked(project_path, 1)


@pytest.fixture(params=OLD)
def old(project_path: Path, request: pytest.FixtureRequest) -> Path:
    return unpacked(project_path, request.param)


def rows(path: Path, *statements: str) -> list[list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as db:
        return [db.execute(statement).fetchall() for statement in statements]


def test_all_of_an_old_project_is_there_afterwards(old: Path) -> None:
    before = rows(old, *KEYED)
    assert all(before)
    with closing(Project.open(old)) as project:
        assert_sound(project)
        assert {State.OPEN, State.RESOLVED, State.DISMISSED} >= {
            flag.state for flag in project.flags() if flag.reviewer
        }
        assert project.store._db.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert rows(old, *KEYED) == before
    assert rows(old, "PRAGMA user_version") == [[(schema.NEWEST,)]]
    assert_intact(old)


def test_version_1_had_no_rules_and_version_2_keeps_them(tmp_path: Path) -> None:
    with closing(Project.open(unpacked(tmp_path / "1.annotator", 1))) as first:
        assert (first.store.rule_settings(), first.store.scans()) == ([], {})
    with closing(Project.open(unpacked(tmp_path / "2.annotator", 2))) as second:
        assert [(each.rule, each.on) for each in second.store.rule_settings()] == [("missing-section", False)]
        assert len(second.store.scans()) == 2
        assert len(list(second.suggestions())) == 9


@pytest.fixture(params=[1, 2])
def unlinked(project_path: Path, request: pytest.FixtureRequest) -> Path:
    return unpacked(project_path, request.param)


def test_version_3_is_linked_as_it_was_and_keeps_pages_and_notes(tmp_path: Path) -> None:
    path = unpacked(tmp_path / "3.annotator", 3)
    before = rows(path, "SELECT * FROM event ORDER BY 1", "SELECT id, pages, notes FROM document ORDER BY 1")
    with closing(Project.open(path)) as project:
        assert project.store.verify_history() == []
        assert [len(project.store.pages(each.id)) for each in project.policies()] == [0, 0, 0, 0, 2]
        assert any(project.store.notes(each.id) for each in project.policies())
        assert project.store.unplaced() == []
    after = rows(path, "SELECT * FROM event ORDER BY 1", "SELECT id, pages, notes FROM document ORDER BY 1")
    assert after == before


def test_the_history_of_an_old_project_is_linked_and_says_so_itself(unlinked: Path) -> None:
    old = unlinked
    before = rows(old, "SELECT seq, undo, redo FROM event ORDER BY 1")[0]
    undoable = before[-1][1]
    with closing(Project.open(old)) as project:
        newest, *_ = project.history(limit=1)
        assert (newest.act, newest.reviewer, newest.changes) == ("migrate", "", ())
        assert project.store.standing() == (undoable is not None, before[-1][2] is not None)
    columns = f"SELECT {chain.LINKED}, chain FROM event ORDER BY seq"
    previous = chain.START
    events, counted, documents = rows(
        old, columns, "SELECT count(*) FROM annotation", "SELECT bytes_sha256 FROM document ORDER BY id"
    )
    for *values, link in events:
        previous = chain.link(previous, values)  # type: ignore[arg-type]
        assert previous == link
    assert events[-1][10] == counted[0][0]
    kept = [each for event in events for each in json.loads(str(event[9]))]
    assert [(each["bytes_sha256"],) for each in kept] == documents
    assert events[-1][9] == "[]"


def test_an_old_project_has_the_tables_of_a_new_one(old: Path, tmp_path: Path) -> None:
    def shape(path: Path) -> Iterator[tuple[object, ...]]:
        names = "SELECT type, name, tbl_name FROM sqlite_master ORDER BY 1, 2"
        columns = (
            "SELECT m.name, c.* FROM sqlite_master m, pragma_table_xinfo(m.name) c"
            " WHERE m.type = 'table' ORDER BY 1, 2"
        )
        referring = (
            "SELECT m.name, k.* FROM sqlite_master m, pragma_foreign_key_list(m.name) k"
            " WHERE m.type = 'table' ORDER BY 1, 2"
        )
        return (tuple(found) for found in rows(path, names, columns, referring))

    Project.open(old).close()
    Project.open(tmp_path / "new.annotator").close()
    assert list(shape(old)) == list(shape(tmp_path / "new.annotator"))


def test_what_was_done_in_an_old_version_can_be_undone_and_done_again(old: Path) -> None:
    with closing(opened(old)) as review:
        end = state(review)
        done = everything_undone(review)
        assert review.policies() == []
        for _ in range(done):
            review.redo()
        assert state(review) == end
        assert_sound(review)


def test_of_a_migration_that_fails_nothing_is_done(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, kept = old.read_bytes(), rows(old, *KEYED)
    monkeypatch.setattr(migrations, "_UNPLACED", "CREATE nonsense")
    with pytest.raises(sqlite3.OperationalError):
        Store(old)
    monkeypatch.undo()
    assert rows(old, *KEYED) == kept
    assert old.read_bytes() == before
    Store(old).close()


def test_one_that_cannot_be_written_is_read_in_a_copy_and_stays_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = old.read_bytes()
    monkeypatch.setattr(opening, "_can_be_written", lambda _: False)
    with closing(Review.open(old)) as review:
        assert "cannot be written: it is open to be read only" in review.store.read_only
        assert_sound(review)
        copy = review.store._opened.copy
        assert copy is not None
        assert copy.exists()
        review.sign_in("Ada")
        with pytest.raises(ReadOnlyError, match="copy it to a folder where you may write"):
            review.tag(review.policies()[0].id, [], "children")
    assert not copy.parent.exists()
    assert old.read_bytes() == before
    assert [each.name for each in old.parent.iterdir() if each.is_file()] == [old.name]


def test_one_on_a_full_disk_is_read_in_a_copy(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, real = old.read_bytes(), opening.bring_up_to_date

    def full(db: opening.Connection, path: Path, *, copy: bool = False) -> None:
        if not copy:
            raise DiskError("The disk is full.")
        real(db, path, copy=copy)

    monkeypatch.setattr(opening, "bring_up_to_date", full)
    with closing(Project.open(old)) as project:
        assert "cannot be written" in project.store.read_only
        assert_sound(project)
    assert old.read_bytes() == before


@pytest.mark.parametrize(
    "wrong",
    [
        "DELETE FROM _sqlite_migrations",
        "INSERT INTO _sqlite_migrations VALUES (9, 'annotator', '0003_chain', '')",
        "UPDATE _sqlite_migrations SET name = '0009_other'",
    ],
)
def test_one_that_lost_count_of_its_steps_is_refused(first: Path, wrong: str) -> None:
    with closing(sqlite3.connect(first)) as db, db:
        db.execute(wrong)
    with pytest.raises(DamagedError, match="what it says of itself"):
        Store(first)


def test_one_whose_history_cannot_be_read_is_refused(unlinked: Path) -> None:
    old = unlinked
    with closing(sqlite3.connect(old)) as db, db:
        db.execute("UPDATE event SET changes = '[{]' WHERE seq = 4")
    with pytest.raises(DamagedError, match="Event 4 of the history"):
        Store(old)


def test_two_at_once_bring_it_up_to_date_once(unlinked: Path) -> None:
    old = unlinked
    with ThreadPoolExecutor(4) as crew:
        list(crew.map(lambda _: Store(old).close(), range(8)))
    assert rows(old, "SELECT count(*) FROM event WHERE act = 'migrate'") == [[(1,)]]
    assert rows(old, "SELECT count(*) FROM _sqlite_migrations") == [[(4,)]]


def test_what_refers_to_nothing_is_not_carried_over(first: Path) -> None:
    with closing(sqlite3.connect(first)) as db, db:
        db.execute("UPDATE annotation SET policy = 'gone' WHERE kind = 'tag'")
    with pytest.raises(DamagedError, match="“annotation” refers to what is not there"):
        Store(first)
    assert rows(first, "PRAGMA user_version") == [[(1,)]]


@pytest.mark.parametrize(
    "wrong",
    ["SET reviewer = NULL", "SET state = 'suggested'", "SET state = 'doubtful'", "SET state = NULL"],
)
def test_nobody_stands_behind_a_suggestion_and_somebody_behind_all_else(first: Path, wrong: str) -> None:
    Project.open(first).close()
    with closing(sqlite3.connect(first)) as db, pytest.raises(sqlite3.IntegrityError, match="CHECK"):
        db.execute(f"UPDATE annotation {wrong} WHERE kind = 'flag'")


def test_the_history_of_version_1_is_as_it_was_written(first: Path) -> None:
    Project.open(first).close()
    ((changes, *_), *_) = rows(first, "SELECT changes FROM event ORDER BY seq")[0]
    assert [each["kind"] for each in json.loads(str(changes))] == ["taxonomy", "taxonomy"]
