"""A project file built as ours is, with values that we never write: told of, or read for what they are."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.problems import ProblemError
from annotator.review import Review
from annotator.store import check
from tests.faults import FULL
from tests.faults.jobs import digest
from tests.projects import TEXT, made

DEEP = "[" * 10_000 + "]" * 10_000
SURROGATE = "CAST(x'61EDA08062' AS TEXT)"
NOT_UTF8 = "CAST(x'61FFFE62' AS TEXT)"
NUL = "CAST(x'610062' AS TEXT)"
HUGE = "hex(zeroblob(10000000))"
TOP = 2**63 - 1

TEXTS = {
    "half a pair": SURROGATE,
    "not UTF-8": NOT_UTF8,
    "NUL": NUL,
    "20 MB": HUGE,
    "bytes": "x'00ff'",
    "a number": "7",
    "NaN": "9e999 - 9e999",
    "infinity": "9e999",
}
PLACES = (
    *("reviewer.name", "reviewer.id", "policy.title", "policy.file_name", "policy.status", "policy.imported"),
    *("label.name", "label.colour", "label.key", "taxonomy.name", "annotation.note", "annotation.state"),
    *(
        "annotation.label",
        "annotation.created",
        "annotation.origin",
        "span.quote",
        "span.citation",
        "span.part",
    ),
    *("document.text", "document.encoding", "event.title", "event.at", "event.act", "event.chain"),
)
"""One of each kind of text column."""
RECORDS = {
    "nothing": "''",
    "half": "'{'",
    "a list": "'[]'",
    "null": "'null'",
    "a word": "'\"x\"'",
    "a number for a word": "'{\"polarity\":1}'",
    "NaN": "'{\"polarity\":NaN}'",
    "a name twice": '\'{"polarity":"does","polarity":"unclear"}\'',
    "10,000 deep": f"'{DEEP}'",
    "10,000 deep inside": f"'{{\"polarity\":{DEEP}}}'",
    "half a pair": '\'{"polarity":"\\ud800"}\'',
    "not UTF-8": NOT_UTF8,
}
JSON = (
    *("annotation.attributes", "label.mappings", "taxonomy.attributes"),
    *("document.pages", "document.notes", "event.changes"),
)
NUMBERS = {
    **dict.fromkeys(("span.start", 'span."end"', "span.utf16_start"), (-1, TOP, "'x'", "NULL", 0.5)),
    **dict.fromkeys(("taxonomy.version", "label.position", "label.retired"), (-1, 0, TOP, "'x'")),
    **dict.fromkeys(("document.length", "policy.document", "annotation.key"), (-1, TOP)),
    **dict.fromkeys(("event.undo", "event.redo", "event.reverts"), (-1, 0, TOP, "seq", "seq + 1")),
    **dict.fromkeys(("event.seq", "event.marks"), (-1, TOP)),
}

VALUES = {
    **{f"{place}: {what}": (place, value) for place in PLACES for what, value in TEXTS.items()},
    **{f"{place}: {what}": (place, value) for place in JSON for what, value in (RECORDS | TEXTS).items()},
    **{f"{place}: {value}": (place, str(value)) for place, values in NUMBERS.items() for value in values},
}
TRIED = list(VALUES) if FULL else list(VALUES)[::6]
OTHERS = {
    "no reviewer": "DELETE FROM reviewer",
    "no label": "DELETE FROM label",
    "no label sets": "DELETE FROM taxonomy",
    "no documents": "DELETE FROM document",
    "no history": "DELETE FROM event",
    "no spans": "DELETE FROM span",
    "no policies": "DELETE FROM policy",
    "no search index": "DELETE FROM document_fts_data",
    "a torn search index": "UPDATE annotation_fts_data SET block = x'ffffffffff'",
    "a search index that counts wrong": "UPDATE document_fts_docsize SET sz = x'ff'",
    "another search index": "UPDATE document_fts_config SET v = 99",
    "no steps of the schema": "DELETE FROM _sqlite_migrations",
    "all marks on another policy": "UPDATE annotation SET policy = (SELECT max(id) FROM policy)",
    "an act that never ends": "UPDATE event SET reverts = seq, undo = seq, redo = seq",
}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("good") / "p.annotator"
    with closing(made(path, TEXT, "# Plain\n\nWe keep data for a year.\n")) as review:
        policy = review.policies()[0].id
        review.tag(policy, [(3, 9)], "retention", note="ours", attributes={"polarity": "does"})
        review.flag(review.policies()[1].id, [(2, 7)], "vague-wording", counterpart=[(0, 1)])
        review.undo()
        review.redo()
    return path


def tamper(path: Path, statement: str) -> None:
    """Write what the columns are declared not to hold: for a moment they are declared to hold anything."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_master SET sql = replace(sql, 'STRICT, WITHOUT', 'WITHOUT')")
        for words, others in (
            (") STRICT", ")"),
            *((f"{each} NOT NULL", each) for each in ("TEXT", "INTEGER", "BLOB")),
        ):
            db.execute("UPDATE sqlite_master SET sql = replace(sql, ?, ?)", (words, others))
        db.execute("PRAGMA writable_schema = RESET")
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA foreign_keys = OFF")
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute(statement)


def put_back(path: Path, good: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("ATTACH ? AS good", (str(good),))
        db.execute("PRAGMA writable_schema = ON")
        db.execute(
            "UPDATE main.sqlite_master AS m SET sql = (SELECT sql FROM good.sqlite_master g"
            " WHERE g.type = m.type AND g.name = m.name)"
        )


def tampered(good: Path, path: Path, statement: str) -> Path:
    path.write_bytes(good.read_bytes())
    tamper(path, statement)
    put_back(path, good)
    return path


@pytest.mark.slow
@pytest.mark.parametrize("what", TRIED)
def test_a_value_that_we_never_write(good: Path, project_path: Path, tmp_path: Path, what: str) -> None:
    place, value = VALUES[what]
    table, _, column = place.partition(".")
    # Of the last row, where there are several: what was made first is read first.
    last = f"(SELECT {column} FROM {table} ORDER BY {column} DESC LIMIT 1)"
    statement = f"UPDATE OR IGNORE {table} SET {column} = {value} WHERE {column} IS {last}"
    _assert_told(good, tampered(good, project_path, statement), tmp_path)


@pytest.mark.parametrize("what", OTHERS)
def test_rows_that_are_not_there_or_are_not_ours(
    good: Path, project_path: Path, tmp_path: Path, what: str
) -> None:
    _assert_told(good, tampered(good, project_path, OTHERS[what]), tmp_path)


def _assert_told(good: Path, path: Path, folder: Path) -> None:
    """Whatever one does gives a sentence or works; and what is not as it was is told by the check."""
    if path.read_bytes() == good.read_bytes():
        pytest.skip("the value is there already")

    def see() -> str:
        with closing(Review.open(path)) as review:
            return digest(review)

    def find() -> int:
        return len(check.check(path).defects)

    def export() -> None:
        with closing(Review.open(path)) as review:
            review.export(folder / "a.json")

    def act() -> None:
        with closing(Review.open(path)) as review:
            review.sign_in("Grace")
            for policy in review.policies()[-1:]:
                review.tag(policy.id, [(0, 6)], "retention", note="new")
            review.undo()

    with closing(Review.open(good)) as review:
        expected = digest(review)
    came: dict[str, object] = {}
    steps: list[Callable[[], object]] = [see, find, export, act]
    for step in steps:
        try:
            came[step.__name__] = step()
        except ProblemError as problem:
            assert ". " in str(problem)  # noqa: PT017 - either is right
    assert came.get("find") != 0 or came.get("see") == expected, (
        "what can be seen has changed, and check is silent"
    )
