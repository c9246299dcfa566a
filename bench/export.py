"""Export of a million annotations, beside reading the same rows in Python, and ``json.dump``."""

import json
import os
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path

from annotator.review import Review
from annotator.text.canonical import text_sha256
from bench import projects
from bench.measure import Row, by_turns, child, memory, milliseconds, peak_memory

ROWS = """
    SELECT a.*, s.* FROM annotation a LEFT JOIN span s ON s.annotation = a.key
    WHERE a.policy = ? AND a.kind = ? ORDER BY s.start, -s."end", a.created, a.id
"""
DUMPED = 100_000
"""Annotations for ``json.dump``, which keeps them all in memory; ten times as many would need 10 GB."""


def rows(quick: bool) -> Iterator[Row]:
    """Each figure from a process of its own, so that its memory is its own too."""
    sizes = projects.THOUSAND if quick else projects.MANY
    path = str(projects.project(sizes))
    size = f"{sizes.policies * sizes.annotations:,}"
    export, floor = by_turns(1 if quick else 3, lambda: _timed("null", path), lambda: _timed("iterate", path))
    yield Row(
        f"export {size} annotations as JSON Lines, floor: reading the rows", export, floor=floor, times=1.5
    )
    to_file = child("bench.export", "file", path)
    yield Row("… into a file, with fsync", to_file["ms"], floor=floor)
    thousand = str(projects.project(projects.THOUSAND))
    small = child("bench.export", "file", thousand)
    yield Row("… peak memory, more than for 10,000", to_file["MB"] - small["MB"], "MB", at_most=20)
    dumped = _timed("dump-by-policy", path)
    yield Row("… floor: json.dump of the same, policy by policy", to_file["ms"], floor=dumped)
    for form in ("sarif", "csv"):
        to_file, small = (child("bench.export", form, each) for each in (path, thousand))
        yield Row(f"export {size} annotations as {form}, floor: as before", to_file["ms"], floor=dumped)
        yield Row("… peak memory, more than for 10,000", to_file["MB"] - small["MB"], "MB", at_most=20)
    if not quick:
        huge = str(projects.project(projects.HUGE))
        ours, dump = by_turns(1, lambda: _timed("null", huge), lambda: _timed("dump", huge))
        yield Row(f"export {DUMPED:,} on one policy of 10 MB, floor: json.dump", ours, floor=dump)


def _timed(what: str, path: str) -> float:
    return child("bench.export", what, path)["ms"]


def _null(path: Path) -> None:
    review = Review.open(path)
    with Path(os.devnull).open("wb") as stream:
        review.export(stream, "jsonl")


def _file(path: Path, form: str = "jsonl") -> None:
    review = Review.open(path)
    with tempfile.TemporaryDirectory() as folder:
        review.export(Path(folder) / f"export.{form}", form)


def _iterate(path: Path) -> None:
    """What any export has to do: read each text, and each row in reading order."""
    db = sqlite3.connect(path)
    for policy, text in db.execute("SELECT p.id, d.text FROM policy p JOIN document d ON d.id = p.document"):
        text_sha256(text)
        for kind in ("tag", "flag"):
            for _ in db.execute(ROWS, (policy, kind)):
                pass


def _dump(path: Path) -> None:
    review = Review.open(path)
    found = [asdict(mark) for policy in review.policies() for mark in review.annotations(policy.id)]
    with Path(os.devnull).open("w", encoding="utf-8") as stream:
        json.dump(found, stream, ensure_ascii=False)


def _dump_by_policy(path: Path) -> None:
    """As much as memory holds at a time, which is what a writer that streams has to be compared with."""
    review = Review.open(path)
    with tempfile.TemporaryFile("w", encoding="utf-8") as stream:
        for policy in review.policies():
            marks = [asdict(mark) for mark in review.annotations(policy.id)]
            json.dump({"text": review.text(policy.id).text, "marks": marks}, stream, ensure_ascii=False)


if __name__ == "__main__":
    acts = {
        "null": _null,
        "file": _file,
        "iterate": _iterate,
        "dump": _dump,
        "dump-by-policy": _dump_by_policy,
        "sarif": partial(_file, form="sarif"),
        "csv": partial(_file, form="csv"),
    }
    before = memory()
    taken = milliseconds(lambda: acts[sys.argv[1]](Path(sys.argv[2])))
    print(json.dumps({"ms": taken, "MB": peak_memory(), "before": before}))
