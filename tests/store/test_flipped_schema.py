"""A bit of the schema has flipped: that is damage, which can be repaired, and no stranger's work."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.problems import BadInputError, DamagedError
from annotator.project import Project
from annotator.store.check import check
from annotator.store.repair import repair
from tests.projects import made


def flip(path: Path, name: str, words: str, bit: int) -> None:
    """Turn over a bit of the SQL by which a table or an index says how it is built."""
    with closing(sqlite3.connect(path)) as db:
        (sql,) = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    flipped = bytearray(sql.encode())
    flipped[sql.rindex(words)] ^= 1 << bit
    content = path.read_bytes()
    assert content.count(sql.encode()) == 1
    path.write_bytes(content.replace(sql.encode(), flipped))


@pytest.mark.parametrize(
    ("name", "words", "bit"),
    [
        ("policy", "site TEXT", 0),
        ("policy", "title TEXT", 5),
        ("annotation", "PRIMARY", 1),
        ("annotation_label", "label", 5),
        ("document_fts", "unicode61", 5),
        ("annotation_fts_data", "block", 5),
    ],
)
def test_one_of_whose_schema_a_bit_has_flipped_is_damaged(
    project_path: Path, name: str, words: str, bit: int
) -> None:
    made(project_path, "Some words.").close()
    flip(project_path, name, words, bit)
    before = project_path.read_bytes()
    with pytest.raises(DamagedError, match="is damaged"):
        Project.open(project_path)
    assert project_path.read_bytes() == before
    report = check(project_path)
    assert not report.sound
    assert repair(project_path).saved["policies"] == 1
    assert check(project_path).sound


@pytest.mark.parametrize(
    "evil",
    [
        "CREATE TRIGGER a AFTER INSERT ON event BEGIN DELETE FROM event; END",
        "CREATE VIEW peek AS SELECT * FROM reviewer",
        "CREATE TABLE further (x)",
    ],
)
def test_a_flipped_bit_opens_no_door_for_what_is_not_ours(project_path: Path, evil: str) -> None:
    made(project_path).close()
    with closing(sqlite3.connect(project_path)) as db:
        db.execute(evil)
    flip(project_path, "policy", "site TEXT", 5)
    with pytest.raises(BadInputError, match="which this program puts into no project"):
        Project.open(project_path)


@pytest.mark.parametrize("letters", ["sITE TEXT", "site REAL"])
def test_two_flipped_bits_are_somebodys_work(project_path: Path, letters: str) -> None:
    made(project_path).close()
    with closing(sqlite3.connect(project_path)) as db, db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute(
            "UPDATE sqlite_master SET sql = replace(sql, 'site TEXT', ?) WHERE name = 'policy'", (letters,)
        )
    with pytest.raises(BadInputError, match="“policy”, which this program puts into no project"):
        Project.open(project_path)
