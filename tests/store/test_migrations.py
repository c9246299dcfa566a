"""A project of an earlier version is brought up to date as it is opened, and nothing of it is lost."""

import gzip
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.domain import State
from annotator.problems import DamagedError, DiskError
from annotator.project import Project
from annotator.store import migrations, project, schema
from annotator.store.project import Store
from tests.projects import assert_intact, assert_sound, everything_undone, opened, state

FIRST = Path(__file__).parent / "version-1.annotator.gz"
"""Made by the program when it wrote version 1: tags and flags in all states, and acts taken back."""
KEYED = (
    "SELECT a.id, a.key, s.* FROM annotation a LEFT JOIN span s ON s.annotation = a.key ORDER BY 1, 4, 5",
    "SELECT rowid, * FROM annotation_fts ORDER BY 1",
    "SELECT key, id, kind, policy, label, state, reviewer, created, modified FROM annotation ORDER BY 1",
    "SELECT seq, at, reviewer, act, title, reverts, undo, redo, changes FROM event ORDER BY 1",
)


@pytest.fixture
def first(project_path: Path) -> Path:
    project_path.write_bytes(gzip.decompress(FIRST.read_bytes()))
    return project_path


def rows(path: Path, *statements: str) -> list[list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as db:
        return [db.execute(statement).fetchall() for statement in statements]


def test_all_of_a_project_of_version_1_is_there_afterwards(first: Path) -> None:
    before = rows(first, *KEYED)
    assert all(before)
    assert rows(first, "PRAGMA user_version") == [[(1,)]]
    with closing(Project.open(first)) as opened_first:
        assert_sound(opened_first)
        assert {flag.state for flag in opened_first.flags()} == {
            State.OPEN,
            State.RESOLVED,
            State.DISMISSED,
        }
        assert (opened_first.store.rule_settings(), opened_first.store.scans()) == ([], {})
        assert opened_first.store._db.execute("PRAGMA foreign_keys").fetchone() == (1,)
    assert rows(first, *KEYED) == before
    assert rows(first, "PRAGMA user_version") == [[(schema.NEWEST,)]]
    assert_intact(first)


def test_an_old_project_has_the_tables_of_a_new_one(first: Path, tmp_path: Path) -> None:
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

    Project.open(first).close()
    Project.open(tmp_path / "new.annotator").close()
    assert list(shape(first)) == list(shape(tmp_path / "new.annotator"))


def test_what_was_done_in_version_1_can_be_undone_and_done_again(first: Path) -> None:
    with closing(opened(first)) as review:
        end = state(review)
        done = everything_undone(review)
        assert review.policies() == []
        for _ in range(done):
            review.redo()
        assert state(review) == end
        assert_sound(review)


def test_of_a_migration_that_fails_nothing_is_done(first: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = first.read_bytes()
    monkeypatch.setattr(migrations, "_SUGGESTIONS", (*migrations._SUGGESTIONS, "CREATE nonsense"))
    with pytest.raises(sqlite3.OperationalError):
        Store(first)
    assert rows(first, *KEYED)
    assert rows(first, "PRAGMA user_version") == [[(1,)]]
    monkeypatch.undo()
    assert first.read_bytes() == before
    Store(first).close()


def test_one_that_cannot_be_written_is_told_and_stays_as_it_was(
    first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = first.read_bytes()

    def reading_only(path: Path) -> sqlite3.Connection:
        return sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)

    monkeypatch.setattr(project, "_connect", reading_only)
    with pytest.raises(DiskError, match=r"an earlier version of this program .* open the copy"):
        Store(first)
    assert first.read_bytes() == before


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
