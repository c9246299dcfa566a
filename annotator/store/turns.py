"""Whoever writes waits for a turn, looking at random moments.

SQLite's own waiting looks ever more rarely, up to ten times a second: whoever acts without a pause is there
first each time, and the other waits for seconds. At random moments both come to their turn.
"""

import random
import sqlite3
import time

PATIENCE = 2.0
"""Seconds that a whole act waits for others, before somebody is told that it could not be done."""
_LOOKS = (0.00005, 0.0003)
"""Seconds between two looks, from and to: far less than an act, for the moment between two is short."""


def begin(db: sqlite3.Connection, kind: str = "IMMEDIATE", *, patience: float | None = None) -> float:
    """Begin a transaction that writes; the moment, of the monotonic clock, until which it may wait further.

    What SQLite says of a project that others write all the time is raised as it is.
    """
    until = time.monotonic() + (PATIENCE if patience is None else patience)
    (waits,) = db.execute("PRAGMA busy_timeout").fetchone()
    db.execute("PRAGMA busy_timeout = 0")
    try:
        while True:
            try:
                db.execute(f"BEGIN {kind}")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
                time.sleep(random.uniform(*_LOOKS))  # noqa: S311 - no secret
            else:
                return until
    finally:
        db.execute(f"PRAGMA busy_timeout = {waits}")


def commit(db: sqlite3.Connection, until: float) -> None:
    """Commit, waiting for those that still read, but not beyond that moment."""
    (waits,) = db.execute("PRAGMA busy_timeout").fetchone()
    db.execute(f"PRAGMA busy_timeout = {max(0, int(1000 * (until - time.monotonic())))}")
    try:
        db.execute("COMMIT")
    finally:
        db.execute(f"PRAGMA busy_timeout = {waits}")
