"""Whether a project is what was written: the file, its texts, its marks, and all of it against its history.

A copy is looked at, so nobody who works on the project waits, and one of an earlier version is brought up to
date first. Nothing is changed.
"""

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator.problems import BadInputError, DamagedError, NewerProjectError
from annotator.store import chain, opening, replay, schema
from annotator.store.troubles import in_words

MOST = 100
"""Defects of one kind that are told one by one."""


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is not as it was written."""

    kind: str
    """integrity, foreign-key, text-hash, bytes-hash, span-bounds, quote, chain, replay, orphan, count,
    search-index or schema."""
    sentence: str
    where: str
    """The table and the row, or the event, for whoever looks closer."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, and how much was looked at."""

    path: Path
    defects: tuple[Defect, ...]
    looked: dict[str, int]
    """How many events, policies, texts, annotations and spans were looked at."""

    @property
    def sound(self) -> bool:
        """Whether all is as it was written."""
        return not self.defects


def check(path: Path, *, progress: Callable[[float], None] | None = None) -> Report:
    """Look at all of a project. ``progress`` is told how much is done, from 0 to 1; what it raises ends it.

    NewerProjectError where a later version wrote the project; LockedError or DiskError where it cannot be
    read now. Whatever else is wrong is in the report.
    """
    tell = progress or (lambda _: None)
    tell(0.0)
    try:
        with in_words(path), closing(opening.copied(path, f"{path} is being checked.")) as copy:
            if copy.db.execute("PRAGMA user_version").fetchone()[0] > schema.NEWEST:
                raise NewerProjectError(
                    f"{path} was written by a later version of this program: only that can check it. Install"
                    " it."
                )
            with closing(replay.beside(copy.copy or path)) as db, db.unhurried():
                looks = _Looking(db)
                for number, look in enumerate(_LOOKS, 1):
                    looks.look(look)
                    tell(number / len(_LOOKS))
    except (BadInputError, DamagedError) as problem:
        kind = "integrity" if isinstance(problem.__cause__, sqlite3.Error) else "schema"
        return Report(path, (Defect(kind, str(problem), "the file"),), {})
    return Report(path, _abridged(looks.defects), looks.looked)


_BROKEN = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_ERROR}


def _abridged(defects: list[Defect]) -> tuple[Defect, ...]:
    """No more of a kind than anybody reads; the last of them says how many more there are."""
    told: list[Defect] = []
    for kind, number in Counter(each.kind for each in defects).items():
        of_kind = list(dict.fromkeys(each for each in defects if each.kind == kind))
        told += of_kind[:MOST]
        if number > MOST:
            told.append(Defect(kind, f"There are {number - MOST:,} more of this kind.", "elsewhere"))
    return tuple(told)


class _Looking:
    """One project under the glass."""

    def __init__(self, db: opening.Connection) -> None:
        self.db = db
        self.defects: list[Defect] = []
        self.looked: dict[str, int] = {}

    def look(self, look: "Callable[[_Looking], Iterator[Defect]]") -> None:
        """Take down what is found, and that something cannot even be read."""
        try:
            self.defects += look(self)
        except (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError):
            told = "A part of the file cannot be read: it holds what this program never writes."
            self.defects.append(Defect("integrity", told, look.__name__))
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF not in _BROKEN:
                raise
            told = f"A part of the file cannot be read: {error}."
            self.defects.append(Defect("integrity", told, "the file"))

    def integrity(self) -> Iterator[Defect]:
        for (found,) in self.db.execute(f"PRAGMA project.integrity_check({MOST + 1})"):
            if found != "ok":
                yield Defect("integrity", f"The file is damaged: {found}.", "the file")

    def references(self) -> Iterator[Defect]:
        for table, row, parent, _ in self.db.execute("PRAGMA project.foreign_key_check"):
            yield Defect(
                "foreign-key",
                f"Something in the table “{table}” refers to a {parent} that is not there.",
                f"{table} {row if row is not None else ''}".strip(),
            )

    def texts(self) -> Iterator[Defect]:
        titles = dict(self.db.execute("SELECT document, title FROM project.policy"))
        documents = self.db.execute(
            "SELECT id, bytes_sha256, text_sha256, length, content, text FROM project.document"
        )
        texts = spans = 0
        for key, bytes_sha256, text_sha256, length, content, text in documents:
            texts += 1
            name, where = f"“{titles.get(key, 'a policy that was taken out')}”", f"document {key}"
            as_written = text.encode("utf-8", "surrogateescape") if isinstance(text, str) else b""
            if hashlib.sha256(as_written).hexdigest() != text_sha256 or len(text) != length:
                yield Defect("text-hash", f"The text of {name} is not what was imported.", where)
            if not isinstance(content, bytes) or hashlib.sha256(content).hexdigest() != bytes_sha256:
                yield Defect("bytes-hash", f"The file that {name} came from is not what was imported.", where)
            for mark, start, end, quote in self.db.execute(
                'SELECT a.id, s.start, s."end", s.quote FROM project.policy p JOIN project.annotation a'
                " ON a.policy = p.id JOIN project.span s ON s.annotation = a.key WHERE p.document = ?",
                (key,),
            ):
                spans += 1
                if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
                    yield Defect(
                        "span-bounds", f"A mark on {name} stands outside its text.", f"annotation {mark}"
                    )
                elif text[start:end] != quote:
                    yield Defect(
                        "quote",
                        f"A mark on {name} quotes other words than stand at its place.",
                        f"annotation {mark}",
                    )
        self.looked |= {"texts": texts, "spans": spans}

    def links(self) -> Iterator[Defect]:
        for seq, sentence in chain.breaks(self._events()):
            yield Defect("chain", sentence, f"event {seq}")

    def replay(self) -> Iterator[Defect]:
        faults: list[int] = []
        self.db.execute("BEGIN")
        replay.tell(self.db, self._events(), document=self._keep, fault=faults.append)
        for seq in faults:
            yield Defect("replay", f"Event {seq} of the history cannot be done again.", f"event {seq}")
        for table, name, told, there in replay.differences(self.db):
            noun = _NOUNS.get(table, table)
            if table == "document" and there and not told:
                kind, what = "orphan", f"There is {noun} that no act brought in"
            elif told and there:
                kind, what = "replay", f"{noun.capitalize()} is not what the history says"
            elif told:
                kind, what = "replay", f"The history says that there is {noun}, and there is not"
            else:
                kind, what = "replay", f"There is {noun} that no act made"
            yield Defect(kind, f"{what}.", f"{table} {name}")
        self.db.execute("COMMIT")
        self.looked["events"] = self._count("event")

    def _keep(self, facts: chain.Facts) -> None:
        replay.add_stub(self.db, facts)

    def orphans(self) -> Iterator[Defect]:
        for key, number in self.db.execute(
            "SELECT annotation, count(*) FROM project.span"
            " WHERE annotation NOT IN (SELECT key FROM project.annotation) GROUP BY annotation"
        ):
            places = "1 place" if number == 1 else f"{number} places"
            yield Defect(
                "orphan", f"There is a mark of which {places} in a text is all that is left.", f"span {key}"
            )

    def counted(self) -> Iterator[Defect]:
        last = self.db.execute("SELECT marks FROM project.event ORDER BY seq DESC LIMIT 1").fetchone()
        expected, there = last[0] if last else 0, self._count("annotation")
        if there != expected:
            yield Defect(
                "count",
                f"There are {there:,} annotations; after the last act there were {expected:,}.",
                "annotation",
            )
        self.looked |= {"annotations": there, "policies": self._count("policy")}

    def words(self) -> Iterator[Defect]:
        """The index of words, by its own check and against the marks."""
        for table in ("document_fts", "annotation_fts"):
            try:
                self.db.execute(
                    f"INSERT INTO project.{table} ({table}, rank) VALUES ('integrity-check', 1)"  # noqa: S608
                )
            except sqlite3.DatabaseError:
                yield Defect("search-index", "The index that searches use does not fit the texts.", table)
        noted = "SELECT key, note, reason, suggestion FROM project.annotation"
        indexed = "SELECT rowid, note, reason, suggestion FROM project.annotation_fts"
        some = "(note <> '' OR reason <> '' OR suggestion <> '')"
        for one, other in ((f"{noted} WHERE {some}", indexed), (indexed, noted)):
            for key, *_ in self.db.execute(f"{one} EXCEPT {other}"):
                yield Defect(
                    "search-index", "A note is not found by a search as it is.", f"annotation_fts {key}"
                )

    def _events(self) -> Iterator[tuple[Any, ...]]:
        """In order. In a torn file SQLite can go round in circles: it finds its place again by the number."""
        before = 0
        for event in self.db.execute(
            f"SELECT {chain.LINKED}, chain FROM project.event ORDER BY seq"  # noqa: S608 - ours
        ):
            if event[0] <= before:
                raise sqlite3.DatabaseError("the events are out of order")
            before = event[0]
            yield event

    def _count(self, table: str) -> int:
        (number,) = self.db.execute(f"SELECT count(*) FROM project.{table}").fetchone()  # noqa: S608
        return int(number)


_NOUNS = {
    "taxonomy": "a label set",
    "reviewer": "a reviewer",
    "label": "a label",
    "document": "a text",
    "policy": "a policy",
    "annotation": "a tag or an issue",
    "span": "a place of a tag or an issue",
    "rule": "a setting of a rule",
    "scan": "a note of a scan",
    "unplaced": "a mark that waits for its place",
}
_LOOKS = (
    _Looking.integrity,
    _Looking.references,
    _Looking.texts,
    _Looking.links,
    _Looking.counted,
    _Looking.orphans,
    _Looking.replay,
    _Looking.words,
)
