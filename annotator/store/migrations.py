"""The schema, by named steps. A step that has been released is never changed; a new one is added below it.

Every step runs inside one IMMEDIATE transaction that the store holds, so each statement stands alone:
``executescript`` would commit it half-way. No triggers: a project says what is in it, never what to do.
"""

import sqlite3
from typing import Any

from sqlite_utils import Database, Migrations

from annotator.problems import BadInputError, DamagedError
from annotator.store import chain, schema
from annotator.times import now

migrations = Migrations("annotator")

# As sqlite-utils makes it, written out: what a project holds is told by these very words.
_LEDGER = (
    """CREATE TABLE IF NOT EXISTS "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
)""",
    """CREATE UNIQUE INDEX IF NOT EXISTS "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name")""",
)

_FIRST = (
    """
    CREATE TABLE reviewer (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        created TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE taxonomy (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        version INTEGER NOT NULL CHECK (version >= 1),
        attributes TEXT NOT NULL,
        note TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE label (
        taxonomy TEXT NOT NULL REFERENCES taxonomy (id),
        id TEXT NOT NULL,
        position INTEGER NOT NULL,
        name TEXT NOT NULL,
        definition TEXT NOT NULL,
        guidance TEXT NOT NULL,
        colour TEXT NOT NULL,
        underline TEXT NOT NULL,
        code TEXT NOT NULL,
        key TEXT NOT NULL,
        family TEXT NOT NULL,
        severity TEXT CHECK (severity IN ('info', 'low', 'medium', 'high')),
        retired INTEGER NOT NULL CHECK (retired IN (0, 1)),
        mappings TEXT NOT NULL,
        PRIMARY KEY (taxonomy, id)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE document (
        id INTEGER PRIMARY KEY,
        bytes_sha256 TEXT NOT NULL,
        text_sha256 TEXT NOT NULL,
        encoding TEXT NOT NULL,
        length INTEGER NOT NULL,
        content BLOB NOT NULL,
        text TEXT NOT NULL,
        UNIQUE (bytes_sha256, text_sha256, encoding)
    ) STRICT
    """,
    """
    CREATE TABLE policy (
        position INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        document INTEGER NOT NULL REFERENCES document (id),
        file_name TEXT NOT NULL,
        title TEXT NOT NULL,
        site TEXT NOT NULL,
        captured TEXT NOT NULL,
        language TEXT NOT NULL,
        imported TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('unread', 'reading', 'reviewed'))
    ) STRICT
    """,
    "CREATE INDEX policy_document ON policy (document)",
    """
    CREATE TABLE annotation (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('tag', 'flag')),
        policy TEXT NOT NULL REFERENCES policy (id),
        taxonomy TEXT NOT NULL,
        label TEXT NOT NULL,
        attributes TEXT NOT NULL,
        severity TEXT CHECK (severity IN ('info', 'low', 'medium', 'high')),
        state TEXT CHECK (state IN ('open', 'resolved', 'dismissed')),
        reason TEXT NOT NULL,
        note TEXT NOT NULL,
        suggestion TEXT NOT NULL,
        reviewer TEXT NOT NULL REFERENCES reviewer (id),
        created TEXT NOT NULL,
        modified TEXT NOT NULL,
        origin TEXT NOT NULL,
        origin_name TEXT NOT NULL,
        origin_version TEXT NOT NULL,
        FOREIGN KEY (taxonomy, label) REFERENCES label (taxonomy, id),
        CHECK ((kind = 'flag') = (severity IS NOT NULL)),
        CHECK ((kind = 'flag') = (state IS NOT NULL))
    ) STRICT
    """,
    "CREATE INDEX annotation_policy ON annotation (policy, kind, state)",
    "CREATE INDEX annotation_label ON annotation (taxonomy, label, policy)",
    """
    CREATE TABLE span (
        annotation INTEGER NOT NULL REFERENCES annotation (key) ON DELETE CASCADE,
        part TEXT NOT NULL CHECK (part IN ('main', 'counterpart')),
        position INTEGER NOT NULL,
        start INTEGER NOT NULL CHECK (start >= 0),
        "end" INTEGER NOT NULL CHECK ("end" > start),
        quote TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        utf16_start INTEGER NOT NULL,
        utf16_end INTEGER NOT NULL,
        citation TEXT NOT NULL,
        PRIMARY KEY (annotation, part, position)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE event (
        seq INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        reviewer TEXT REFERENCES reviewer (id),
        act TEXT NOT NULL,
        title TEXT NOT NULL,
        reverts INTEGER REFERENCES event (seq),
        undo INTEGER REFERENCES event (seq),
        redo INTEGER REFERENCES event (seq),
        changes TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE VIRTUAL TABLE document_fts USING fts5 (
        text, content='document', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
    )
    """,
    """
    CREATE VIRTUAL TABLE annotation_fts USING fts5 (
        note, reason, suggestion, tokenize='unicode61 remove_diacritics 2'
    )
    """,
)


@migrations(name="0001_first")
def first(db: Database) -> None:
    """Policies, taxonomies, annotations with their spans, events, and the words of all of these."""
    for statement in _FIRST:
        db.execute(statement)


# SQLite changes no CHECK in place: the table is made anew under its own keys, to which spans and words refer.
_SUGGESTIONS = (
    """
    CREATE TABLE annotation_new (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL CHECK (kind IN ('tag', 'flag')),
        policy TEXT NOT NULL REFERENCES policy (id),
        taxonomy TEXT NOT NULL,
        label TEXT NOT NULL,
        attributes TEXT NOT NULL,
        severity TEXT CHECK (severity IN ('info', 'low', 'medium', 'high')),
        state TEXT CHECK (state IN ('suggested', 'open', 'resolved', 'dismissed')),
        reason TEXT NOT NULL,
        note TEXT NOT NULL,
        suggestion TEXT NOT NULL,
        reviewer TEXT REFERENCES reviewer (id),
        created TEXT NOT NULL,
        modified TEXT NOT NULL,
        origin TEXT NOT NULL,
        origin_name TEXT NOT NULL,
        origin_version TEXT NOT NULL,
        origin_tier TEXT NOT NULL,
        FOREIGN KEY (taxonomy, label) REFERENCES label (taxonomy, id),
        CHECK ((kind = 'flag') = (severity IS NOT NULL)),
        CHECK ((kind = 'flag') = (state IS NOT NULL)),
        CHECK ((state IS 'suggested') = (reviewer IS NULL))
    ) STRICT
    """,
    """
    INSERT INTO annotation_new
    SELECT key, id, kind, policy, taxonomy, label, attributes, severity, state, reason, note, suggestion,
           reviewer, created, modified, origin, origin_name, origin_version, ''
    FROM annotation
    """,
    "DROP TABLE annotation",
    "ALTER TABLE annotation_new RENAME TO annotation",
    "CREATE INDEX annotation_policy ON annotation (policy, kind, state, origin_tier)",
    "CREATE INDEX annotation_label ON annotation (taxonomy, label, policy)",
    """
    CREATE TABLE rule (
        id TEXT PRIMARY KEY,
        active INTEGER NOT NULL CHECK (active IN (0, 1)),
        severity TEXT CHECK (severity IN ('info', 'low', 'medium', 'high'))
    ) STRICT
    """,
    """
    CREATE TABLE scan (
        policy TEXT PRIMARY KEY REFERENCES policy (id),
        rules TEXT NOT NULL,
        as_of TEXT NOT NULL,
        at TEXT NOT NULL
    ) STRICT
    """,
)


@migrations(name="0002_suggestions")
def suggestions(db: Database) -> None:
    """Flags that nobody stands behind yet, how the rules are set, and which rules saw which policy."""
    for statement in _SUGGESTIONS:
        db.execute(statement)


_EVENT = """
    CREATE TABLE event_new (
        seq INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        reviewer TEXT REFERENCES reviewer (id),
        act TEXT NOT NULL,
        title TEXT NOT NULL,
        reverts INTEGER REFERENCES event (seq),
        undo INTEGER REFERENCES event (seq),
        redo INTEGER REFERENCES event (seq),
        marks INTEGER NOT NULL CHECK (marks >= 0),
        chain TEXT NOT NULL CHECK (length(chain) = 64),
        documents TEXT NOT NULL,
        changes TEXT NOT NULL
    ) STRICT
"""
# What can be long comes last: SQLite reads through it to what stands behind.


@migrations(name="0003_chain")
def linked(db: Database) -> None:
    """Events are linked, each says how many annotations there are after it and which documents came in.

    An event says so of a project that has a history; with it come the documents that no other event brought.
    """
    for column in ("pages", "notes"):
        db.execute(f"ALTER TABLE document ADD COLUMN {column} TEXT NOT NULL DEFAULT '[]'")
    db.execute(_EVENT)
    names = chain.DOCUMENT.split(", ")
    there = db.execute("SELECT bytes_sha256, text_sha256, encoding, length FROM document ORDER BY id")
    waiting = {row[:3]: dict(zip(names, (*row, (), ()), strict=True)) for row in there}
    head, marks, seq = chain.START, 0, 0
    undo = redo = None
    for row in db.execute(
        "SELECT seq, at, reviewer, act, title, reverts, undo, redo, changes FROM event ORDER BY seq"
    ):
        seq, undo, redo = row[0], row[6], row[7]
        try:
            marks += chain.added_by(row[8])
            shown = map(chain.key, chain.shown(row[8]))
            come = [waiting.pop(each) for each in shown if each in waiting]
        except BadInputError as error:
            raise DamagedError(
                f"Event {seq} of the history cannot be read. Do not work on this project; open a backup"
                " of it."
            ) from error
        head = _link(db, head, (*row, chain.written(come), marks))
    if seq:
        title = "Bring the project up to date"
        documents = chain.written(waiting.values())
        _link(db, head, (seq + 1, now(), None, "migrate", title, None, undo, redo, "[]", documents, marks))
    db.execute("DROP TABLE event")
    db.execute("ALTER TABLE event_new RENAME TO event")


def _link(db: Database, head: str, event: tuple[Any, ...]) -> str:
    head = chain.link(head, event)
    db.execute(
        f"INSERT INTO event_new ({chain.LINKED}, chain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        (*event, head),
    )
    return head


@migrations(name="0004_unplaced")
def unplaced(db: Database) -> None:
    """Marks of other texts that have no certain place yet."""
    db.execute(_UNPLACED)


_UNPLACED = """
    CREATE TABLE unplaced (
        id TEXT PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('tag', 'flag')),
        policy TEXT NOT NULL REFERENCES policy (id),
        taxonomy TEXT NOT NULL,
        label TEXT NOT NULL,
        quotes TEXT NOT NULL,
        counterpart TEXT NOT NULL,
        attributes TEXT NOT NULL,
        severity TEXT CHECK (severity IN ('info', 'low', 'medium', 'high')),
        state TEXT CHECK (state IN ('suggested', 'open', 'resolved', 'dismissed')),
        reason TEXT NOT NULL,
        note TEXT NOT NULL,
        suggestion TEXT NOT NULL,
        reviewer TEXT REFERENCES reviewer (id),
        created TEXT NOT NULL,
        modified TEXT NOT NULL,
        origin TEXT NOT NULL,
        origin_name TEXT NOT NULL,
        origin_version TEXT NOT NULL,
        origin_tier TEXT NOT NULL,
        FOREIGN KEY (taxonomy, label) REFERENCES label (taxonomy, id),
        CHECK ((kind = 'flag') = (severity IS NOT NULL)),
        CHECK ((kind = 'flag') = (state IS NOT NULL)),
        CHECK ((state IS 'suggested') = (reviewer IS NULL))
    ) STRICT
"""


def taken(db: sqlite3.Connection) -> int:
    """How many of the steps a project has had, by its own word; -1 where these are others."""
    there = db.execute("SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'").fetchone()
    if there is None:
        return 0
    ours = db.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = 'annotator' ORDER BY id")
    names = [name for (name,) in ours]
    steps = [step.name for step in migrations.pending(Database(memory=True, execute_plugins=False))]
    return len(names) if names == steps[: len(names)] else -1


def apply(connection: sqlite3.Connection) -> None:
    """Bring a project up to date, inside a transaction that the caller holds.

    Foreign keys are off meanwhile: where they are on, dropping a table takes all that refers to it along.
    """
    db = Database(connection, execute_plugins=False)
    for statement in _LEDGER:
        db.execute(statement)
    migrations.apply(db)
    db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {schema.NEWEST}")
