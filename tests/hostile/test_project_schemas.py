"""A project file that would run something, or is built otherwise than ours, is refused and left alone."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.problems import BadInputError, DamagedError, ProblemError
from annotator.review import Review
from annotator.store import schema
from tests.projects import made

SCHEMA = "UPDATE sqlite_master SET sql = replace(sql, '{}', '{}') WHERE name = '{}'"


def rewritten(table: str, words: str, others: str) -> str:
    """A statement that changes how a table says it was made."""
    return SCHEMA.format(words.replace("'", "''"), others.replace("'", "''"), table)


STEAL = "BEGIN UPDATE annotation SET note = 'stolen'; DELETE FROM event; END"

RUNS: dict[str, str] = {
    "trigger on our acts": f"CREATE TRIGGER a AFTER INSERT ON event {STEAL}",
    "trigger before our acts": f"CREATE TRIGGER a BEFORE UPDATE ON annotation {STEAL}",
    "trigger under the name of a table": f"CREATE TRIGGER span AFTER INSERT ON event {STEAL}",
    "trigger under a name of SQLite's": "INSERT INTO sqlite_master VALUES ('trigger', 'sqlite_x', 'event', 0,"
    " 'CREATE TRIGGER sqlite_x AFTER INSERT ON event BEGIN DELETE FROM event; END')",
    "view": "CREATE VIEW peek AS SELECT * FROM reviewer",
    "view without end": "CREATE VIEW peek AS WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
    " SELECT x FROM n",
    "view under the name of a table": "UPDATE sqlite_master SET type = 'view', rootpage = 0, sql ="
    " 'CREATE VIEW scan AS SELECT ''x'' AS policy, ''y'' AS rules, ''z'' AS as_of, '''' AS at'"
    " WHERE name = 'scan'",
    "virtual table": "CREATE VIRTUAL TABLE further USING fts5 (x)",
    "virtual table under the name of ours": "UPDATE sqlite_master SET rootpage = 0, sql ="
    " 'CREATE VIRTUAL TABLE rule USING fts5 (id, active, severity)' WHERE name = 'rule'",
    "virtual table of an unknown kind": "INSERT INTO sqlite_master VALUES ('table', 'x', 'x', 0,"
    " 'CREATE VIRTUAL TABLE x USING system(''rm'')')",
}

OTHERWISE: dict[str, str] = {
    "another table": "CREATE TABLE further (x)",
    "a table of SQLite's": "ANALYZE",
    "another index": "CREATE UNIQUE INDEX one_note ON annotation (note)",
    "index on an expression": "CREATE INDEX policy_x ON policy (abs(position))",
    "partial index": "CREATE INDEX policy_x ON policy (title) WHERE length(title) > 3",
    "index under the name of ours": rewritten("policy_document", "(document)", "(document) WHERE 1"),
    "generated column": rewritten("reviewer", "name TEXT NOT NULL", "name TEXT AS (upper(id))"),
    "check with a function": rewritten(
        "event", "act TEXT NOT NULL", "act TEXT NOT NULL CHECK (length(randomblob(9)) > 0)"
    ),
    "default with a function": rewritten(
        "event", "title TEXT NOT NULL", "title TEXT NOT NULL DEFAULT (hex(randomblob(9)))"
    ),
    "one more column": "ALTER TABLE policy ADD COLUMN further TEXT",
    "one column less": rewritten("scan", "rules TEXT NOT NULL,", ""),
    "not strict": rewritten("policy", "STRICT", ""),
    "another reference": rewritten("span", "ON DELETE CASCADE", ""),
    "a comment": rewritten("span", "STRICT", "STRICT /* mine */"),
    "the same in other letters": rewritten("scan", "CREATE TABLE", "create table"),
    "a search index with another tokenizer": rewritten("document_fts", "unicode61", "ascii"),
    "a table that is missing": "DROP TABLE rule",
    "an index that is missing": "DROP INDEX annotation_label",
    "SQL that is none": "UPDATE sqlite_master SET sql = 'CREATE TABLE span (((' WHERE name = 'span'",
    "no SQL": "UPDATE sqlite_master SET sql = NULL WHERE name = 'span'",
    "SQL that is not UTF-8": "UPDATE sqlite_master SET sql = CAST(x'435245415445FFFE' AS TEXT)"
    " WHERE name = 'span'",
    "a page that is not there": "UPDATE sqlite_master SET rootpage = 99999 WHERE name = 'event'",
    "a page of another table": "UPDATE sqlite_master SET rootpage ="
    " (SELECT rootpage FROM sqlite_master WHERE name = 'reviewer') WHERE name = 'event'",
}


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            before = db.total_changes
            db.execute(statement)
            assert not statement.startswith("UPDATE") or db.total_changes > before, "nothing was changed"


@pytest.fixture
def project(project_path: Path) -> Path:
    with closing(made(project_path, "We keep data for a year.")) as review:
        review.tag(review.policies()[0].id, [(3, 7)], "retention")
    return project_path


@pytest.mark.parametrize("what", RUNS)
@pytest.mark.parametrize("version", [1, schema.NEWEST, schema.NEWEST + 1])
def test_what_would_run_is_refused(project: Path, what: str, version: int) -> None:
    """Also where the file says that it is older, and would be brought up to date, or newer."""
    change(project, RUNS[what], f"PRAGMA user_version = {version}")
    before = project.read_bytes()
    with pytest.raises((BadInputError, DamagedError)):
        _open(project)
    assert project.read_bytes() == before


@pytest.mark.parametrize("what", OTHERWISE)
def test_what_is_built_otherwise_is_refused(project: Path, what: str) -> None:
    change(project, OTHERWISE[what])
    before = project.read_bytes()
    with pytest.raises((BadInputError, DamagedError)) as refused:
        _open(project)
    assert ". " in str(refused.value)
    assert project.read_bytes() == before


@pytest.mark.parametrize("what", OTHERWISE)
def test_a_newer_project_runs_nothing_either(project: Path, what: str) -> None:
    """It may hold more than we know; it is read or refused, and never written."""
    change(project, OTHERWISE[what], f"PRAGMA user_version = {schema.NEWEST + 1}")
    before = project.read_bytes()
    try:
        _open(project)
    except ProblemError as refused:
        assert ". " in str(refused)  # noqa: PT017 - either is right
    assert project.read_bytes() == before


def _open(path: Path) -> None:
    with closing(Review.open(path)) as review:
        review.sign_in("Ada")
        for policy in review.policies():
            review.text(policy.id)
            review.annotations(policy.id)
        review.history()
        review.search("data")
        review.tag(review.policies()[0].id, [], "retention")


def test_a_link_to_a_project_is_no_way_to_another_file(project: Path, tmp_path: Path) -> None:
    """What is beside a project may come from a stranger too: a journal that is a link is not written to."""
    victim = tmp_path / "victim.txt"
    victim.write_text("mine")
    project.with_name(project.name + "-journal").symlink_to(victim)
    try:
        _open(project)
    except ProblemError as refused:
        assert ". " in str(refused)  # noqa: PT017 - either is right
    assert victim.read_text() == "mine"
