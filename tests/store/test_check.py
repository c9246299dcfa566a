"""A check finds what was changed outside the program, wherever, and nothing in what the program wrote."""

import gzip
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from annotator.problems import LockedError, NewerProjectError
from annotator.review import Review
from annotator.store import chain, schema, turns
from annotator.store import check as checking
from annotator.store.check import Defect, check
from annotator.store.project import Store
from tests.projects import made, opened, waiting

RICH = Path(__file__).parent / "version-2.annotator.gz"
SETTINGS = settings(
    deadline=None,
    derandomize=True,
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)
KEYS = {("annotation", "key"), ("policy", "position"), ("document", "id")}
"""Numbers that SQLite gives; they say nothing by themselves."""


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with all that there can be in one, brought up to date."""
    path = tmp_path_factory.mktemp("rich") / "p.annotator"
    path.write_bytes(gzip.decompress(RICH.read_bytes()))
    with closing(opened(path)) as review:
        review.tag(review.policies()[0].id, [(0, 3)], "children", note="one 😀")
        waiting(review)
    return path


def change(path: Path, *statements: str, given: tuple[object, ...] = ()) -> None:
    """As anybody could with a tool for databases: no rule of the project holds."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            db.execute(statement, given)


def kinds(path: Path) -> set[str]:
    return {each.kind for each in check(path).defects}


def test_a_sound_project_is_sound_and_was_looked_at(rich: Path, project_path: Path) -> None:
    shutil.copyfile(rich, project_path)
    seen: list[float] = []
    report = check(project_path, progress=seen.append)
    assert report.sound
    assert report.defects == ()
    assert report.looked == {
        "texts": 4,
        "spans": 14,
        "events": 29,
        "annotations": 15,
        "policies": 3,
    }
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0.0, 1.0)
    assert project_path.read_bytes() == rich.read_bytes()
    assert [each.name for each in project_path.parent.iterdir() if each.is_file()] == [project_path.name]


@pytest.mark.parametrize("version", [1, 2])
def test_an_old_project_is_checked_and_left_as_it_is(project_path: Path, version: int) -> None:
    old = gzip.decompress((RICH.parent / f"version-{version}.annotator.gz").read_bytes())
    project_path.write_bytes(old)
    assert check(project_path).defects == ()
    change(project_path, "UPDATE annotation SET note = note || '.' WHERE key = 1")
    assert kinds(project_path) == {"replay", "search-index"}
    change(project_path, "PRAGMA user_version = 0", "UPDATE event SET changes = '' WHERE seq = 2")
    assert kinds(project_path) == {"schema"}


def values(path: Path, table: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(path)) as db:
        found = db.execute(f"SELECT * FROM {table}")
        return [each[0] for each in found.description], found.fetchall()


def another(value: Any, pick: int) -> Any:
    """A value of the same kind that is not the same."""
    match value:
        case None:
            return ("", "x", 1)[pick % 3]
        case str():
            return (value + "x", value[:-1] if value else " ", value.swapcase() + " ", value[1:] + "\x00")[
                pick % 4
            ]
        case bytes():
            return (value + b"\0", value[:-1], bytes([value[0] ^ 1]) + value[1:] if value else b"x")[pick % 3]
        case _:
            return (value + 1, value - 1, -value - 1, value + 2**40)[pick % 4]


@SETTINGS
@given(
    table=st.sampled_from(sorted(schema.COLUMNS)),
    column=st.integers(0, 40),
    row=st.integers(0, 400),
    pick=st.integers(0, 11),
    how=st.sampled_from(["update", "update", "update", "delete", "insert", "null"]),
)
def test_any_value_that_is_changed_outside_the_program_shows(
    rich: Path, project_path: Path, table: str, column: int, row: int, pick: int, how: str
) -> None:
    shutil.copyfile(rich, project_path)
    names, rows = values(project_path, table)
    found = list(rows[row % len(rows)])
    at = column % len(names)
    this = " AND ".join(f'"{name}" IS ?' for name in names)
    try:
        if how == "delete":
            change(project_path, f"DELETE FROM {table} WHERE {this}", given=tuple(found))
        elif how == "insert":
            if table in {"annotation", "policy", "document", "event"}:
                found[0] = 1000 + row
            unique = {"annotation": 1, "policy": 1, "document": 1, "label": 1, "span": 2}.get(table, 0)
            if table != "event":
                found[unique] = another(found[unique], pick)
            change(
                project_path,
                f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})",
                given=tuple(found),
            )
        else:
            assume((table, names[at]) not in KEYS)
            new = None if how == "null" else another(found[at], pick)
            assume(new != found[at])
            change(project_path, f'UPDATE {table} SET "{names[at]}" = ? WHERE {this}', given=(new, *found))
    except sqlite3.IntegrityError:
        assume(False)  # STRICT, NOT NULL and UNIQUE hold for everybody
    report = check(project_path)
    assert not report.sound
    assert all(each.sentence.endswith(".") and each.where for each in report.defects)


def told(path: Path) -> list[object]:
    """All that a project says to anybody who reads it."""
    with closing(sqlite3.connect(path)) as db:
        tables = [db.execute(f"SELECT * FROM {table}").fetchall() for table in schema.COLUMNS]
        searched = [
            db.execute(f"SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH ?", (word,)).fetchall()
            for table in ("document", "annotation")
            for word in ("data", "yes", "we")
        ]
        return [*tables, searched]


@SETTINGS
@given(at=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_any_byte_that_is_flipped_shows_or_says_nothing(
    rich: Path, project_path: Path, at: float, bit: int
) -> None:
    spoilt = bytearray(rich.read_bytes())
    spoilt[int(at * len(spoilt))] ^= 1 << bit
    shutil.copyfile(rich, project_path)
    before = told(project_path)
    project_path.write_bytes(spoilt)
    try:
        sound = check(project_path).sound
    except NewerProjectError:
        sound = False
    if sound:
        assert told(project_path) == before


@pytest.mark.parametrize(
    ("statement", "kind", "sentence", "where"),
    [
        (
            "UPDATE document SET text = replace(text, 'Sharing', 'Shaking')",
            "text-hash",
            "The text of “Acme",
            "document 2",
        ),
        (
            "UPDATE document SET content = x'00' WHERE id = 1",
            "bytes-hash",
            "The file that “nasty” came from",
            "document 1",
        ),
        ('UPDATE span SET "end" = 9999999', "span-bounds", "stands outside its text", "annotation "),
        ("UPDATE span SET quote = 'x'", "quote", "quotes other words", "annotation "),
        ("UPDATE span SET citation = '§1'", "replay", "A place of a tag or an issue is not", "span "),
        ("DELETE FROM event WHERE seq = 5", "chain", "there is no event 5", "event 5"),
        ("DELETE FROM event WHERE seq IN (5, 6)", "chain", "there is no event 5 to 6", "event 5"),
        (
            "UPDATE event SET at = '2020' WHERE seq = 5",
            "chain",
            "Event 5 of the history is not what",
            "event 5",
        ),
        (
            "UPDATE event SET changes = '[{]' WHERE seq = 5",
            "replay",
            "Event 5 of the history cannot be done again",
            "event 5",
        ),
        (
            "DELETE FROM annotation WHERE key = 2",
            "count",
            "There are 14 annotations; after the last act there were 15",
            "annotation",
        ),
        ("DELETE FROM annotation WHERE key = 1", "orphan", "places in a text is all that is left", "span 1"),
        ("DELETE FROM annotation WHERE key = 1", "foreign-key", "“span” refers to a annotation", "span"),
        (
            "UPDATE policy SET document = 99 WHERE document = 3",
            "foreign-key",
            "“policy” refers to",
            "policy 3",
        ),
        (
            "INSERT INTO reviewer VALUES ('x', 'Eve', '2020')",
            "replay",
            "There is a reviewer that no act made",
            "reviewer x",
        ),
        (
            "DELETE FROM rule",
            "replay",
            "The history says that there is a setting of a rule, and there is not",
            "rule ",
        ),
        (
            "INSERT INTO document VALUES (9, 'a', 'b', 'utf-8', 0, x'', '', '[]', '[]')",
            "orphan",
            "There is a text that no act brought in",
            "document a b utf-8",
        ),
        (
            "UPDATE document SET pages = '[0,7]' WHERE id = 1",
            "replay",
            "A text is not what the history says",
            "document ",
        ),
        (
            "DELETE FROM annotation_fts WHERE rowid = 1",
            "search-index",
            "A note is not found",
            "annotation_fts 1",
        ),
        (
            "INSERT INTO document_fts (document_fts) VALUES ('delete-all')",
            "search-index",
            "does not fit",
            "document_fts",
        ),
        (
            "CREATE VIEW v AS SELECT 1",
            "schema",
            "a view “v”, which this program puts into no project",
            "the file",
        ),
    ],
)
def test_each_kind_of_defect_is_told(
    rich: Path, project_path: Path, statement: str, kind: str, sentence: str, where: str
) -> None:
    shutil.copyfile(rich, project_path)
    change(project_path, statement)
    found = [each for each in check(project_path).defects if each.kind == kind]
    assert any(sentence in each.sentence and each.where.startswith(where) for each in found), found


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (lambda data: b"", "schema"),
        (lambda data: b"This is no database. " * 500, "integrity"),
        (lambda data: data[:5000], "integrity"),
        (lambda data: data[:20480] + b"\xff" * 8192 + data[28672:], "integrity"),
    ],
)
def test_what_is_no_sound_file_is_told(
    rich: Path, project_path: Path, spoil: Callable[[bytes], bytes], kind: str
) -> None:
    project_path.write_bytes(spoil(rich.read_bytes()))
    assert kind in kinds(project_path)


def test_of_many_defects_of_a_kind_the_first_are_told_and_the_rest_are_counted(
    project_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "MOST", 3)
    with closing(made(project_path, "word " * 200)) as review:
        (policy,) = review.policies()
        for start in range(0, 25, 5):
            review.tag(policy.id, [(start, start + 4)], "children")
    change(project_path, "UPDATE span SET quote = 'sword'")
    found = [each for each in check(project_path).defects if each.kind == "quote"]
    assert len(found) == 4
    assert found[-1] == Defect("quote", "There are 2 more of this kind.", "elsewhere")


def test_a_newer_project_is_not_judged(rich: Path, project_path: Path) -> None:
    shutil.copyfile(rich, project_path)
    change(project_path, f"PRAGMA user_version = {schema.NEWEST + 1}")
    with pytest.raises(NewerProjectError, match="only that can check it"):
        check(project_path)


def test_whoever_works_on_a_project_does_not_wait_for_a_check(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = review.policies()[0].id
    places = iter(range(99))

    def act(_: float) -> None:
        at = next(places)
        review.tag(policy, [(at, at + 1)], "children")

    assert check(review.path, progress=act).sound
    assert len(review.annotations(policy)) == next(places) > 3
    with closing(sqlite3.connect(review.path)) as db:
        db.execute("BEGIN EXCLUSIVE")
        monkeypatch.setattr(turns, "PATIENCE", 0.1)
        with pytest.raises(LockedError):
            check(review.path)


def test_a_link_depends_on_each_value_and_on_where_one_ends() -> None:
    values: tuple[Any, ...] = (1, "at", None, "act", "title", None, 1, None, "[]", "[]", 0)
    links = {chain.link(chain.START, values)}
    for at, value in enumerate(values):
        for other in ("", "x", 7, None):
            if other != value:
                links.add(chain.link(chain.START, (*values[:at], other, *values[at + 1 :])))
    links.add(chain.link("1" * 64, values))
    links.add(chain.link(chain.START, (1, "atac", None, "t", *values[4:])))
    links.add(chain.link(chain.START, (1, "a", None, "tact", *values[4:])))
    assert len(links) == 1 + sum(len({"", "x", 7, None} - {value}) for value in values) + 3


def test_a_store_knows_the_head_of_its_history(review: Review) -> None:
    before = review.store.head()
    review.tag(review.policies()[0].id, [], "children")
    after = review.store.head()
    assert before != after
    assert len(after) == 64
    review.close()
    with closing(Store(review.path)) as store:
        assert store.head() == after
