"""An act from the key press to durable, painted and listed; and its commit alone."""

import json
import os
import re
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from annotator import profile
from annotator.domain import CLAUSES
from annotator.review import Review
from bench import projects
from bench.measure import Row, child, milliseconds, percentile

ACTS = ("tag", "undo", "redo", "remove")
SIZES = (("30 kB / 200", projects.SMALL), ("1 MB / 10,000", projects.LARGE))


def rows(quick: bool) -> Iterator[Row]:
    """In the window: asked is twice a bare commit of the same rows and a bare repaint of Qt's own widget."""
    rounds = "5" if quick else "40"
    for name, sizes in SIZES:
        measured = child("bench.acts", "window", str(projects.project(sizes)), rounds)
        for act in ACTS:
            yield Row(f"{act}, key press to durable, painted, listed: {name}", *_pair(measured[act]), times=2)
        yield Row(
            "… p99 of all these", percentile([one for act in ACTS for one in measured[act]["ours"][1:]], 0.99)
        )
        yield Row("… the first tag after opening", measured["tag"]["ours"][0])
    for name, sizes in SIZES:
        measured = child("bench.acts", "commit", str(projects.project(sizes)), rounds)
        yield Row(f"tag, commit alone: {name}, floor: the same rows", *_pair(measured))
        yield Row("… p99", percentile(measured["ours"], 0.99))


def _pair(measured: dict[str, list[float]]) -> tuple[float, str, float]:
    return median(measured["ours"]), "ms", median(measured["floor"])


class BareRows:
    """The rows of an act, written to the same tables by nothing but SQLite, on disk when it returns."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA foreign_keys = ON")
        self._db.execute("PRAGMA synchronous = FULL")
        self._annotation, self._span = (
            self._db.execute(f"SELECT * FROM {table} LIMIT 1").fetchone() for table in ("annotation", "span")
        )
        self._event = self._db.execute("SELECT * FROM event ORDER BY seq LIMIT 1").fetchone()
        (self._key,) = self._db.execute("SELECT max(key) FROM annotation").fetchone()
        (self._seq,) = self._db.execute("SELECT max(seq) FROM event").fetchone()

    def add(self) -> None:
        """An annotation, its span, and the event that says so."""
        self._key += 1
        self._db.execute("BEGIN IMMEDIATE")
        self._insert("annotation", (self._key, f"{self._key:032x}", *self._annotation[2:]))
        self._insert("span", (self._key, *self._span[1:]))
        self._note()

    def take(self) -> None:
        """The same annotation goes, and its span with it."""
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute("DELETE FROM annotation WHERE key = ?", (self._key,))
        self._key -= 1
        self._note()

    def _note(self) -> None:
        self._seq += 1
        # As many characters as an act on one annotation writes.
        linked = (self._seq, "-" * 64, "[]", "-" * 700)
        self._insert("event", (self._seq, *self._event[1:5], None, self._seq, None, *linked))
        self._db.execute("COMMIT")

    def _insert(self, table: str, row: tuple[object, ...]) -> None:
        self._db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def _commit(path: Path, bare: BareRows, rounds: int) -> dict[str, list[float]]:
    review = Review.open(path)
    review.sign_in(projects.REVIEWER)
    (policy,) = review.policies()
    (label, *_) = review.taxonomy(CLAUSES).offered
    review.text(policy.id).span(0, 1)  # the index and the structure are there, as at the desk
    found: dict[str, list[float]] = {"ours": [], "floor": []}
    for start in range(100, 100 + 7 * rounds, 7):
        found["ours"].append(milliseconds(partial(review.tag, policy.id, [(start, start + 5)], label.id)))
        found["floor"].append(milliseconds(bare.add))
    return found


def _window(path: Path, bare: BareRows, rounds: int) -> dict[str, dict[str, list[float]]]:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    from bench.desk import Desk

    desk = Desk(path)
    pane, text = desk.pane, desk.window.session.text.text
    command = Qt.KeyboardModifier.ControlModifier
    keys = {
        "tag": partial(QTest.keyClick, pane, Qt.Key.Key_1),
        "undo": partial(QTest.keyClick, pane, Qt.Key.Key_Z, command),
        "redo": partial(QTest.keyClick, pane, Qt.Key.Key_Z, command | Qt.KeyboardModifier.ShiftModifier),
        "remove": partial(QTest.keyClick, pane, Qt.Key.Key_Delete),
    }
    floors = {"tag": bare.add, "undo": bare.take, "redo": bare.add, "remove": bare.take}
    session = desk.window.session
    found = {act: {"ours": [], "floor": []} for act in ACTS}
    words = [match.span() for match in re.finditer(r"\w+ \w+", text[:1500])]
    for number in range(rounds):
        pane.select(*words[number % len(words)], reveal=False)
        desk.settle()
        for act in ACTS:
            before = len(session.annotations)
            found[act]["ours"].append(milliseconds(lambda each=act: desk.until_painted(keys[each])))
            assert abs(len(session.annotations) - before) == 1, act
            found[act]["floor"].append(milliseconds(lambda each=act: desk.until_plain_painted(floors[each])))
            desk.settle()
    return found


if __name__ == "__main__":
    measure = {"window": _window, "commit": _commit}[sys.argv[1]]
    with tempfile.TemporaryDirectory() as folder:
        ours, floor = (
            Path(shutil.copy(sys.argv[2], f"{folder}/{name}.annotator")) for name in ("ours", "floor")
        )
        os.environ["ANNOTATOR_HOME"] = folder
        profile.remember_reviewer(projects.REVIEWER)
        print(json.dumps(measure(ours, BareRows(floor), int(sys.argv[3]))))
