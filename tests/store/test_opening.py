"""Making, opening and refusing project files."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator import intake
from annotator.problems import (
    BadInputError,
    DamagedError,
    DiskError,
    NewerProjectError,
    ProblemError,
    ReadOnlyError,
    SlowError,
)
from annotator.project import Project
from annotator.review import Review
from annotator.store import opening, schema
from annotator.store.project import Store
from tests.projects import made, opened, state


def pragma(store: Store, name: str) -> object:
    return store._db.execute(f"PRAGMA {name}").fetchone()[0]


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        for statement in statements:
            db.execute(statement)


def test_a_project_says_what_it_is_and_guards_itself(review: Review) -> None:
    expected = {
        "application_id": schema.APPLICATION_ID,
        "user_version": schema.NEWEST,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "journal_mode": "delete",
        "synchronous": 3,
    }
    assert {name: pragma(review.store, name) for name in expected} == expected
    tables = review.store._db.execute("PRAGMA table_list").fetchall()
    ours = [row for row in tables if row[2] == "table" and not row[1].startswith(("sqlite_", "_sqlite"))]
    assert len(ours) == 11
    assert all(row[5] for row in ours), "every table is STRICT"


def test_a_new_project_has_the_built_in_labels_and_is_empty_otherwise(project_path: Path) -> None:
    with closing(Project.open(project_path)) as project:
        assert project.policies() == []
        assert len(project.taxonomy("clause").labels) == 38
        assert [event.act for event in project.history()] == ["create"]
        assert project.undoable is None
        assert project.path == project_path
    assert [each.name for each in project_path.parent.iterdir()] == [project_path.name]


def test_the_first_start_brings_the_shipped_policies_which_undo_passes_by(project_path: Path) -> None:
    with closing(Review.open(project_path, corpus=True)) as review:
        assert [policy.file_name for policy in review.policies()] == [
            "kluje.txt",
            "klingit.txt",
            "kallu.txt",
            "kjm-group.txt",
            "clusterlinks.txt",
        ]
        assert review.policies()[0].captured == "2015-03-18"
        review.sign_in("Ada")
        assert review.undo() is None
    with closing(Review.open(project_path, corpus=True)) as again:
        assert len(again.policies()) == 5


def _no_link(*_: object) -> None:
    raise PermissionError(1, "Operation not permitted")


@pytest.mark.parametrize("links", [True, False])
def test_making_never_replaces_a_file(
    project_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", _no_link)
    with pytest.raises(BadInputError, match="is not a project"):
        Store.create(project_path, lambda store: _garbage(project_path))
    assert project_path.read_bytes().startswith(b"This is no database")
    assert list(project_path.parent.iterdir()) == [project_path]


def test_of_two_first_starts_at_once_the_quicker_makes_the_project(project_path: Path) -> None:
    def fill(store: Store) -> None:
        made(project_path, "Theirs.").close()

    store = Store.create(project_path, fill)
    assert [policy.file_name for policy in store.policies()] == ["1.txt"]
    store.close()
    assert list(project_path.parent.iterdir()) == [project_path]


def test_a_disk_without_links_gets_the_project_too(
    project_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", _no_link)
    with closing(made(project_path, "Text.")) as review:
        assert len(review.policies()) == 1
    assert list(project_path.parent.iterdir()) == [project_path]


def test_what_fails_half_way_leaves_nothing(project_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(intake, "add_policies", broken)
    with pytest.raises(RuntimeError):
        Project.open(project_path, corpus=True)
    assert list(project_path.parent.iterdir()) == []


def test_folders_are_made_and_what_cannot_be_made_is_told(tmp_path: Path) -> None:
    Project.open(tmp_path / "a" / "b" / "p.annotator").close()
    (tmp_path / "file").write_text("x")
    for path in (tmp_path / "file" / "p.annotator", tmp_path / ("x" * 300)):
        with pytest.raises(DiskError, match="cannot be used"):
            Project.open(path)


def test_a_missing_file_is_not_made_by_opening(project_path: Path) -> None:
    with pytest.raises(DiskError, match="cannot be opened"):
        Store(project_path)
    assert not project_path.exists()


def _garbage(path: Path) -> None:
    path.write_bytes(b"This is no database. " * 1000)


def _foreign(path: Path) -> None:
    change(path, "CREATE TABLE mine (x)")


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _folder(path: Path) -> None:
    path.mkdir()


def _newer(path: Path, *further: str) -> None:
    made(path, "Some words.").close()
    change(path, *further, f"PRAGMA user_version = {schema.NEWEST + 1}")


def _much_newer(path: Path) -> None:
    _newer(path, "ALTER TABLE span RENAME TO place")


@pytest.mark.parametrize(
    ("make", "problem", "words"),
    [
        (_garbage, BadInputError, "is not a project"),
        (_foreign, BadInputError, "is not a project"),
        (_empty, DamagedError, "is empty"),
        (_folder, DiskError, "cannot be opened"),
        (_much_newer, NewerProjectError, "later version"),
    ],
)
def test_other_files_are_refused_and_left_alone(
    project_path: Path, make: Callable[[Path], None], problem: type[ProblemError], words: str
) -> None:
    make(project_path)
    before = None if project_path.is_dir() else project_path.read_bytes()
    with pytest.raises(problem, match=words) as caught:
        Project.open(project_path)
    assert str(project_path) in str(caught.value)
    assert before is None or project_path.read_bytes() == before


def test_what_cannot_be_opened_is_let_go(project_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(project_path).close()
    closed: list[Path] = []
    monkeypatch.setattr(Project, "__init__", lambda self, store: 1 / 0)
    monkeypatch.setattr(Store, "close", lambda store: closed.append(store.path) or store._db.close())
    with pytest.raises(ZeroDivisionError):
        Review.open(project_path)
    assert closed == [project_path]


@pytest.mark.parametrize(
    ("name", "ours", "theirs"),
    [
        ("policy", "site TEXT NOT NULL", "site TEXT NOT NULL DEFAULT (hex(randomblob(9)))"),
        ("policy", "site TEXT NOT NULL", "site TEXT NOT NULL CHECK (length(randomblob(1000000000)) > 0)"),
        ("scan", "at TEXT NOT NULL", "at TEXT NOT NULL AS (hex(rules))"),
        ("annotation_label", "(taxonomy, label, policy)", "(taxonomy, abs(label), policy)"),
        ("annotation_label", "(taxonomy, label, policy)", "(taxonomy) WHERE abs(label)"),
        ("document_fts", "unicode61 remove_diacritics 2", "trigram"),
        ("span", "ON DELETE CASCADE", "ON UPDATE SET NULL"),
        ("reviewer", "name TEXT NOT NULL", "name TEXT NOT  NULL"),
    ],
)
def test_what_is_another_letter_by_letter_is_refused(
    project_path: Path, name: str, ours: str, theirs: str
) -> None:
    made(project_path).close()
    change(
        project_path,
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_master SET sql = replace(sql, '{ours}', '{theirs}') WHERE name = '{name}'",
    )
    with pytest.raises(BadInputError, match=f"“{name}”, which this program puts into no project"):
        Project.open(project_path)


def test_a_virtual_table_under_the_name_of_ours_is_refused(project_path: Path) -> None:
    made(project_path).close()
    change(project_path, "DROP TABLE scan", "CREATE VIRTUAL TABLE scan USING fts5 (policy, rules, as_of, at)")
    with pytest.raises(BadInputError, match="“scan"):
        Project.open(project_path)


@pytest.mark.parametrize("missing", ["INDEX annotation_label", "TABLE scan", "TABLE document_fts"])
def test_one_that_lacks_a_part_is_damaged(project_path: Path, missing: str) -> None:
    made(project_path).close()
    change(project_path, f"DROP {missing}")
    with pytest.raises(DamagedError, match="lacks a part"):
        Project.open(project_path)


@pytest.mark.parametrize("kept", [0.02, 0.3, 0.6, 0.95])
def test_a_cut_file_is_damaged_wherever_one_looks(project_path: Path, kept: float) -> None:
    with closing(made(project_path, *(f"{number} words " * 2000 for number in range(30)))) as review:
        for policy in review.policies():
            review.flag(policy.id, [(0, 5)], "vague-wording", note="note")
    size = project_path.stat().st_size
    os.truncate(project_path, int(size * kept) // 4096 * 4096)
    with pytest.raises(DamagedError, match="Do not work on it"):
        _read_all(project_path)


def _read_all(path: Path) -> None:
    with closing(Review.open(path)) as review:
        for policy in review.policies():
            review.text(policy.id)
        list(review.flags())
        review.history()
        review.search("note")


def test_a_header_alone_is_damaged(project_path: Path) -> None:
    made(project_path).close()
    project_path.write_bytes(project_path.read_bytes()[:512])
    with pytest.raises(DamagedError):
        Project.open(project_path)


@pytest.mark.parametrize(
    "further",
    [
        (),
        ("ALTER TABLE policy ADD COLUMN colour TEXT NOT NULL DEFAULT ''", "CREATE TABLE further (x)"),
    ],
)
def test_a_later_project_whose_tables_are_known_is_open_to_be_read(
    project_path: Path, further: tuple[str, ...]
) -> None:
    _newer(project_path, *further)
    before = project_path.read_bytes()
    with closing(opened(project_path)) as review:
        assert "by a later version of this program: it is open to be read only" in review.store.read_only
        (policy,) = review.policies()
        assert review.text(policy.id).text == "Some words."
        assert review.search("words")
        with pytest.raises(ReadOnlyError, match="later version"):
            review.tag(policy.id, [], "children")
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            review.store._db.execute("DELETE FROM annotation")
    assert project_path.read_bytes() == before


@pytest.mark.parametrize(
    "evil",
    [
        ("CREATE VIEW further AS SELECT 1",),
        ("CREATE TRIGGER steal AFTER INSERT ON annotation BEGIN DELETE FROM event; END",),
        ("CREATE VIRTUAL TABLE further USING fts5 (x)",),
        ("DROP TABLE annotation_fts", "CREATE VIRTUAL TABLE annotation_fts USING fts5 (note, reason)"),
    ],
)
def test_a_later_project_runs_nothing_either(project_path: Path, evil: tuple[str, ...]) -> None:
    _newer(project_path, *evil)
    with pytest.raises(BadInputError, match="which this program puts into no project"):
        Project.open(project_path)


def test_a_later_project_with_columns_that_are_worked_out_is_not_read(project_path: Path) -> None:
    _newer(project_path, "DROP TABLE scan", "CREATE TABLE scan (policy, rules, as_of, at AS (rules || 'x'))")
    with pytest.raises(NewerProjectError, match="cannot be read by this one"):
        Project.open(project_path)


def test_a_project_can_be_opened_to_be_read_only(review: Review) -> None:
    with closing(Review.open(review.path, read_only="It is open in another window.")) as reader:
        reader.sign_in("Bo")
        before = reader.version()
        review.tag(review.policies()[0].id, [], "children")
        assert reader.version() != before
        assert len(reader.annotations(reader.policies()[0].id)) == 1
        for act in (reader.undo, lambda: reader.tag(reader.policies()[0].id, [], "retention")):
            with pytest.raises(ReadOnlyError, match=r"^It is open in another window\.$"):
                act()
    with closing(Review.open(review.path, read_only=True)) as reader:
        assert reader.store.read_only == f"{review.path} is open to be read only."


def test_nothing_is_made_where_only_reading_was_asked_for(project_path: Path) -> None:
    with pytest.raises(DiskError, match="cannot be opened"):
        Project.open(project_path, read_only=True)
    assert not project_path.exists()


def test_what_was_interrupted_is_taken_back_also_where_nothing_can_be_written(
    review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = tmp_path / "sealed"
    sealed.mkdir()
    there = state(review)
    db = review.store._db
    db.execute("PRAGMA cache_size = 1")
    db.execute("BEGIN IMMEDIATE")
    db.execute("UPDATE document SET text = replace(text, 'e', 'E')")
    db.execute("UPDATE label SET definition = hex(randomblob(3000))")
    for side in ("", "-journal"):
        (sealed / f"p.annotator{side}").write_bytes(Path(f"{review.path}{side}").read_bytes())
    db.execute("ROLLBACK")
    left = {each.name: each.read_bytes() for each in sealed.iterdir()}
    assert left["p.annotator"] != review.path.read_bytes(), "pages were written before the end"
    monkeypatch.setattr(opening, "_can_be_written", lambda _: False)
    with closing(Project.open(sealed / "p.annotator")) as project:
        assert state(project) == there
    assert {each.name: each.read_bytes() for each in sealed.iterdir()} == left


def test_one_that_was_switched_to_wal_is_switched_back(review: Review) -> None:
    review.close()
    change(review.path, "PRAGMA journal_mode = WAL")
    with closing(Project.open(review.path)) as project:
        assert pragma(project.store, "journal_mode") == "delete"
        assert len(project.policies()) == 2
    assert [each.name for each in review.path.parent.iterdir() if each.is_file()] == ["p.annotator"]


ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300000) SELECT max(i) FROM n"


def test_a_statement_that_takes_too_long_is_stopped_in_words(review: Review) -> None:
    db = review.store._db
    db._limit = 0.0
    with pytest.raises(SlowError, match="took too long and was stopped"), review.store.snapshot():
        db.execute(ENDLESS).fetchone()
    with review.store.snapshot(), db.unhurried():
        assert db.execute(ENDLESS).fetchone() == (300000,)
    assert db._limit == 0.0


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER steal AFTER INSERT ON annotation BEGIN DELETE FROM event; END",
        "CREATE VIEW peek AS SELECT * FROM reviewer",
        "CREATE TABLE further (x)",
        "CREATE VIRTUAL TABLE further USING fts5 (x)",
        "CREATE UNIQUE INDEX one_note ON annotation (note)",
    ],
)
def test_what_no_project_holds_is_refused(project_path: Path, statement: str) -> None:
    made(project_path).close()
    change(project_path, statement)
    with pytest.raises(BadInputError, match="which this program puts into no project"):
        Project.open(project_path)


def test_a_view_under_the_name_of_a_table_is_refused(project_path: Path) -> None:
    made(project_path).close()
    change(
        project_path,
        "ALTER TABLE span RENAME TO policy_document_x",
        "PRAGMA writable_schema = ON",
        "DELETE FROM sqlite_master WHERE name = 'policy_document_x'",
        "PRAGMA writable_schema = OFF",
        "CREATE VIEW span AS SELECT 1 AS id",
    )
    with pytest.raises(BadInputError, match="a view “span”"):
        Project.open(project_path)


def test_an_unfinished_schema_is_finished_once(project_path: Path) -> None:
    with closing(made(project_path, "Text.")) as review:
        before = review.policies()
    change(project_path, "PRAGMA user_version = 0")
    with closing(Review.open(project_path)) as again:
        assert again.policies() == before
        assert pragma(again.store, "user_version") == schema.NEWEST


def test_a_changed_text_is_noticed_before_it_is_exported(review: Review, tmp_path: Path) -> None:
    review.export(tmp_path / "a.json")
    good = (tmp_path / "a.json").read_bytes()
    for column, changed in (("text", "replace(text, 'sell', 'tell')"), ("content", "x'00'")):
        review.store._db.execute("SAVEPOINT s")
        review.store._db.execute(f"UPDATE document SET {column} = {changed} WHERE id = 2")
        review.store._db.execute("RELEASE s")
        with pytest.raises(DamagedError, match="Do not rely on it"):
            review.export(tmp_path / "a.json")
        review.store._db.execute("UPDATE document SET text = replace(text, 'tell', 'sell')")
    assert (tmp_path / "a.json").read_bytes() == good
    assert sorted(each.name for each in tmp_path.iterdir() if each.is_file()) == ["a.json", "p.annotator"]


def test_a_changed_quote_is_noticed_before_it_is_exported(review: Review, tmp_path: Path) -> None:
    review.tag(review.policies()[1].id, [(2, 7)], "retention")
    review.store._db.execute("UPDATE span SET quote = 'Plaim'")
    with pytest.raises(DamagedError, match="not what its marks were made on"):
        review.export(tmp_path / "a.json")
    assert not (tmp_path / "a.json").exists()


def test_a_changed_history_is_noticed(review: Review) -> None:
    review.store._db.execute("UPDATE event SET changes = '[{' WHERE seq = 2")
    with pytest.raises(DamagedError, match="Event 2"):
        review.undo()
    with pytest.raises(DamagedError, match="Event 2"):
        review.history()


def test_a_bug_in_a_statement_is_not_dressed_up(review: Review) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"), review.store.transaction():
        review.store._db.execute("SELECT * FROM mistyped")
    assert not review.store._db.in_transaction


def test_what_goes_wrong_outside_the_project_is_not_blamed_on_it(review: Review) -> None:
    with pytest.raises(FileNotFoundError), review.store.snapshot():
        raise FileNotFoundError(2, "elsewhere")
    assert not review.store._db.in_transaction


def test_of_two_that_are_open_one_sees_that_the_other_has_written(review: Review) -> None:
    with closing(Review.open(review.path)) as other:
        before = other.version()
        review.tag(review.policies()[0].id, [], "children")
        assert other.version() != before
        assert len(other.annotations(other.policies()[0].id)) == 1


@pytest.mark.parametrize("how", [Path.unlink, lambda path: path.rename(path.with_name("elsewhere"))])
def test_a_file_that_is_taken_away_under_an_open_project_is_told(
    review: Review, how: Callable[[Path], object]
) -> None:
    policy = review.policies()[0].id
    how(review.path)
    with pytest.raises(DiskError, match="was moved, deleted or replaced"):
        review.tag(policy, [], "retention")
    assert review.annotations(policy) == []
