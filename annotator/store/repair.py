"""A damaged project is made anew from what can be read of it: its history told again, and what else is there.

The history is linked, the rows are not: where each of its links holds, it says what there is. Where it is
torn, rows that are sound go before it. Whatever is in either is kept; what could be saved from neither is
told. The result passes the check, the damaged file stays beside it.
"""

import contextlib
import json
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from annotator import records
from annotator.domain import (
    CLAUSES,
    ISSUES,
    Annotation,
    Change,
    Document,
    Entity,
    Flag,
    Policy,
    Reviewer,
    RuleSetting,
    Scan,
    Span,
    Tag,
    Taxonomy,
    place_of,
)
from annotator.problems import BadInputError, DamagedError
from annotator.saving import beside_of
from annotator.store import chain, history, opening, replay, rows, salvage
from annotator.store.check import MOST, check
from annotator.store.opening import Connection
from annotator.store.owner import owning
from annotator.store.swap import put_in_place
from annotator.store.troubles import disk_in_words, in_words
from annotator.taxonomy import built_in
from annotator.text.canonical import CanonicalText

LOST = "lost"
_LONGEST = 2_000
"""Characters of the event's title, which says what was lost."""

_Key = tuple[str, str, str]
"""What a document is known by: fingerprints of bytes and text, encoding."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """What became of a repair. ``kept``: where the damaged project is now."""

    kept: Path
    saved: dict[str, int]
    """How many events, policies, tags and flags there are."""
    lost: tuple[str, ...]
    """What could not be saved, or not as it was, a sentence each."""


def repair(path: Path) -> Repaired:
    """Make a project sound again, as far as it can be, under its owner's lock.

    BadInputError where nothing is wrong with it. DamagedError where nothing can be saved, DiskError where
    there is no room: then all is as it was.
    """
    if check(path).sound:
        raise BadInputError(f"{path} is sound: there is nothing to repair.")
    fresh = beside_of(path)
    with in_words(path), owning(path), disk_in_words(path), tempfile.TemporaryDirectory() as folder:
        damaged = Path(folder) / "damaged.annotator"
        opening.copy_file(path, damaged)
        try:
            saved, lost = _made_anew(damaged, fresh)
            if not check(fresh).sound:
                raise DamagedError(
                    f"{path} could not be repaired. It is as it was: restore a backup of it instead."
                )
            kept, _ = put_in_place(fresh, path, keep=_keep_as_it_is)
        finally:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
    return Repaired(kept or path, saved, lost)


def _keep_as_it_is(_: Connection) -> Path:
    raise DamagedError("It is kept as the file that it is.")


def _made_anew(damaged: Path, fresh: Path) -> tuple[dict[str, int], tuple[str, ...]]:
    with salvage.salvaged(damaged, damaged.with_name("salvaged.annotator")) as found:
        fresh.touch()
        with contextlib.closing(opening.built(fresh).db) as db, db.unhurried():
            db.execute("PRAGMA synchronous = OFF")  # whoever puts it in place syncs it
            db.execute(
                "ATTACH ? AS project", (f"{damaged.with_name('salvaged.annotator').as_uri()}?mode=rw",)
            )
            db.execute("BEGIN")
            repairing = _Repairing(db, found)
            repairing.do()
            db.execute("COMMIT")
            return repairing.saved(), _abridged(repairing.lost)


def _abridged(lost: list[str]) -> tuple[str, ...]:
    """No more than anybody reads."""
    more = len(lost) - MOST
    return (*lost[:MOST], f"And {more:,} more of the like.") if more > 0 else tuple(lost)


@dataclass(slots=True)
class _Logged:
    """An event as it was found, or a place where one is missing."""

    values: list[Any]
    """In the order of ``chain.LINKED``."""
    sound: bool
    """Whether it is what was written, as far as its link says."""
    link: str
    """Empty where it has to be linked anew."""


class _Repairing:
    """``db`` is the project in the making, beside it what was salvaged, which ``found`` leads to alone."""

    def __init__(self, db: Connection, found: Connection) -> None:
        self.db = db
        self.found = found
        self.lost: list[str] = []
        self.texts = salvage.texts(found)
        self.stubs: dict[_Key, dict[str, Any]] = {}
        """Documents that are not what they were, by what the history knows them by."""
        self.changes: list[Change] = []
        self.documents: list[chain.Facts] = []

    def do(self) -> None:
        events = self._history()
        self._bridge(events)
        self._tell(events)
        self.trusted = bool(events) and all(event.sound for event in events)
        self._write(events)
        self._rows()
        self._append()

    def saved(self) -> dict[str, int]:
        count = "SELECT count(*) FROM main."
        wanted = {
            "events": "event",
            "policies": "policy",
            "tags": "annotation WHERE kind = 'tag'",
            "flags": "annotation WHERE kind = 'flag'",
        }
        return {name: self.db.execute(count + what).fetchone()[0] for name, what in wanted.items()}

    # The history

    def _history(self) -> list[_Logged]:
        """The events from the first to the last; in place of one that is gone there is one that says so."""
        there = {
            row[0]: row
            for row in self.found.execute(f"SELECT {chain.LINKED}, chain FROM event ORDER BY seq")  # noqa: S608
        }
        sealed = any(row[-1] for row in there.values())
        self.broken = dict(chain.breaks(there.values())) if sealed else {}
        if not there or max(there) > 2 * len(there) + 1_000:
            there.clear()
            if not self.found.execute("SELECT 1 FROM policy").fetchone():
                raise DamagedError("Nothing can be read that could be saved. Restore a backup instead.")
            self.lost.append("The history cannot be read: it begins anew with what there is now.")
        events: list[_Logged] = []
        for seq in range(1, max(there, default=0) + 1):
            if seq not in there:
                at = events[-1].values[1] if events else ""
                title = f"Event {seq} of the history could not be saved"
                events.append(
                    _Logged(
                        [seq, at, None, LOST, title, None, None, None, "[]", "[]", 0], sound=False, link=""
                    )
                )
                self.lost.append(f"{title}: nobody can say what it did.")
                continue
            *values, link = there[seq]
            event = _Logged(values, seq not in self.broken, link)
            try:
                records.decode_changes(values[8])
            except (BadInputError, UnicodeError, TypeError):
                values[8], event.sound, event.link = "[]", False, ""
                self.lost.append(
                    f"Event {seq} of the history, “{values[4]}”, does not say any more what it did."
                )
            else:
                if seq in self.broken:
                    self.lost.append(
                        f"Event {seq} of the history, “{values[4]}”, was changed outside the program; it is"
                        " kept as it is now."
                    )
            events.append(event)
        return events

    def _bridge(self, events: list[_Logged]) -> None:
        """What those that are lost must have made, for others build on it, is said by the first of them."""
        gap = next((event for event in events if not event.sound and event.values[8] == "[]"), None)
        if gap is None:
            return
        made: set[tuple[str, str]] = set()
        wanted: dict[tuple[str, str], Entity] = {}
        for event in events:
            for change in records.decode_changes(event.values[8]):
                key = _key_of(change.entity)
                if change.before is not None and key not in made:
                    wanted.setdefault(key, change.before)
                made.add(key)
        order = [("taxonomy", CLAUSES), ("taxonomy", ISSUES)]
        for table, names in (
            ("reviewer", "SELECT id FROM reviewer ORDER BY created"),
            ("policy", "SELECT id FROM policy ORDER BY document"),
        ):
            for (name,) in self.found.execute(names).fetchall():
                order.append((table, name))
                there = self._value(self.found, table, name)
                if there is not None and (table, name) not in made:
                    wanted.setdefault((table, name), there)
        first = {key: number for number, key in enumerate(order)}
        kinds = list(records.KINDS)
        entities = sorted(
            wanted.values(),
            key=lambda each: (kinds.index(records.kind_of(each)), first.get(_key_of(each), len(first))),
        )
        gap.values[8] = records.encode_changes([Change(None, entity) for entity in entities])

    def _tell(self, events: list[_Logged]) -> None:
        """Do again what the events say; each brings the documents of the policies that come with it."""
        known: set[_Key] = set()
        for event in events:
            brought = _documents(event.values[9])
            come = {chain.key(each) for each in brought if not each.get("lost")}
            for facts in chain.shown(event.values[8]):
                key = chain.key(facts)
                if key not in known | come:
                    come.add(key)
                    whole = key in self.texts and self.texts[key].whole
                    pages, notes = _about(self.texts[key].document) if whole else ((), ())
                    brought.append({**facts, "pages": pages, "notes": notes})
            known |= come
            documents = chain.written(brought)
            if documents != event.values[9]:
                event.values[9], event.link = documents, ""
        faults: list[int] = []
        replay.tell(self.db, (event.values for event in events), document=self._bring, fault=faults.append)
        for seq in faults:
            event = events[seq - 1]
            event.values[8:10] = "[]", "[]"
            event.sound, event.link = False, ""
            self.lost.append(f"Event {seq} of the history, “{event.values[4]}”, cannot be done again.")

    def _bring(self, facts: dict[str, Any]) -> None:
        text = self.texts.get(chain.key(facts))
        if text is not None and text.whole:
            as_told = replace(text.document, pages=tuple(facts["pages"]), notes=tuple(facts["notes"]))
            rows.add_document(self.db, as_told)
        else:
            replay.add_stub(self.db, facts)
            self.stubs[chain.key(facts)] = facts

    def _write(self, events: list[_Logged]) -> None:
        """The events as they were found; from the first that is not, they are linked anew."""
        people = {reviewer.id for reviewer in rows.reviewers(self.db)}
        head, marks, anew = chain.START, 0, False
        (standing,) = self.db.execute("SELECT count(*) FROM main.annotation").fetchone()
        for number, event in enumerate(events, 1):
            values = event.values
            values[1:5] = [str(values[1]), values[2], str(values[3]), str(values[4])]
            if values[2] is not None and values[2] not in people:
                self.lost.append(f"Who did what event {number} of the history tells cannot be said any more.")
                values[2], event.sound, event.link = None, False, ""
            for at in (5, 6, 7):
                if values[at] is not None and not 1 <= values[at] <= len(events):
                    values[at], event.sound, event.link = None, False, ""
            if number == len(events) and values[10] != standing:
                event.link = ""
            anew = anew or not event.link or number in self.broken
            if anew:
                marks = standing if number == len(events) else max(0, marks + chain.added_by(values[8]))
                values[10] = marks
                event.link = chain.link(head, values)
            head, marks = event.link, values[10]
            self.db.execute(
                f"INSERT INTO main.event ({chain.LINKED}, chain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
                (*values, event.link),
            )
        self.whole = all(event.sound for event in events)

    # The rows

    def _rows(self) -> None:
        """What is there beside the history, or otherwise than it says."""
        differing: dict[str, dict[str, None]] = {}
        for table, name, *_ in replay.differences(self.db):
            differing.setdefault({"span": "annotation", "label": "taxonomy"}.get(table, table), {})[
                name.partition(" ")[0] if table == "label" else name
            ] = None
        brought = differing.pop("document", {})
        for key in self.texts:  # in the order in which they came
            if " ".join(key) in brought:
                self._document(key)
        self._torn_policies()
        for table in ("reviewer", "taxonomy", "policy", "annotation", "rule", "scan"):
            for name in differing.get(table, {}):
                told, there = self._value(self.db, table, name), self._value(self.found, table, name)
                if told != there:
                    self._settle(told, there)
            if table == "taxonomy":
                self._missing_labels()
        self._left_on_torn()

    def _missing_labels(self) -> None:
        for name in (CLAUSES, ISSUES):
            if self._value(self.db, "taxonomy", name) is None:
                self._change(None, built_in(name))
                self.lost.append(f"The label set “{name}” cannot be read: it is the one that ships.")

    def _value(self, db: Connection, table: str, name: str) -> Entity | None:
        with contextlib.suppress(sqlite3.DatabaseError, ValueError, BadInputError):
            return next(_READ[table](db, name), None)
        return None

    def _settle(self, told: Entity | None, there: Entity | None) -> None:
        """What the history says, or what is there: both where they agree on nothing but that they differ."""
        later = (
            isinstance(told, Tag | Flag) and isinstance(there, Tag | Flag) and there.modified > told.modified
        )
        if there is not None and (told is None or later or not self.trusted):
            fitting = self._fitting(there)
            if fitting is not None:
                self._change(told, fitting)
                return
        if told is None and there is not None:
            self.lost.append(
                f"{_named(there)} is in no event of the history and fits nowhere: it was left out."
            )
        elif told is not None and there is None:
            self.lost.append(f"{_named(told)} was gone, and is there again as the history tells it.")
        elif told is not None:
            self.lost.append(f"{_named(told)} was changed, and is again as the history tells it.")

    def _fitting(self, entity: Entity) -> Entity | None:
        """The value where all that it refers to is there and its words are at its place."""
        match entity:
            case Tag() | Flag():
                return self._standing(entity)
            case Policy():
                key = (entity.bytes_sha256, entity.text_sha256, entity.encoding)
                known = self.db.execute(
                    "SELECT 1 FROM main.document WHERE bytes_sha256 = ? AND text_sha256 = ? AND encoding = ?",
                    key,
                ).fetchone()
                return entity if known and key not in self.stubs else None
            case Scan():
                return entity if self._value(self.db, "policy", entity.policy) else None
            case _:
                return entity

    def _standing(self, mark: Annotation) -> Annotation | None:
        policy = self._value(self.db, "policy", mark.policy)
        labels = self._value(self.db, "taxonomy", CLAUSES if isinstance(mark, Tag) else ISSUES)
        known = not mark.reviewer or self._value(self.db, "reviewer", mark.reviewer)
        if (
            policy is None
            or not known
            or not isinstance(labels, Taxonomy)
            or labels.label(mark.label) is None
        ):
            return None
        text, pages = self.db.execute(
            "SELECT text, pages FROM main.document d JOIN main.policy p ON p.document = d.id WHERE p.id = ?",
            (mark.policy,),
        ).fetchone()
        return _placed(mark, CanonicalText(text, tuple(json.loads(pages))))

    def _change(self, before: Entity | None, after: Entity | None) -> None:
        try:
            self.db.execute("SAVEPOINT change")
            if after is not None:
                rows.put(self.db, after)
            elif before is not None:
                rows.remove(self.db, before)
            self.db.execute("RELEASE change")
        except (sqlite3.IntegrityError, TypeError):
            self.db.execute("ROLLBACK TO change")
            self.db.execute("RELEASE change")
            if after is not None:
                self.lost.append(f"{_named(after)} does not fit to what else there is: it was left out.")
        else:
            self.changes.append(Change(before, after))

    # The texts

    def _document(self, key: _Key) -> None:
        """One that no event brought in is kept where it is what its fingerprints say."""
        text = self.texts[key]
        if text.whole and rows.add_document(self.db, text.document):
            self.documents.append(chain.facts(text.document))

    def _torn_policies(self) -> None:
        """A policy whose text is not what was imported goes on with what was saved of it, or not at all."""
        self.torn: list[tuple[Policy, CanonicalText | None]] = []
        for policy in list(rows.policies(self.db)):
            key = (policy.bytes_sha256, policy.text_sha256, policy.encoding)
            if key not in self.stubs:
                continue
            text = self.texts.get(key)
            if text is None:
                self.torn.append((policy, None))
                continue
            document = text.document
            if rows.add_document(self.db, document):
                self.documents.append(chain.facts(document))
            after = replace(
                policy,
                length=len(document.text),
                text_sha256=document.text_sha256,
                bytes_sha256=document.bytes_sha256,
            )
            self._change(policy, after)
            self.torn.append((after, CanonicalText(document.text, document.pages)))
            what = "text" if document.text_sha256 != policy.text_sha256 else "file"
            self.lost.append(
                f"The {what} of “{policy.title}” is not what was imported. It is kept as it could be saved:"
                " import it again to compare the two."
            )

    def _left_on_torn(self) -> None:
        """What has no place in a torn text goes, and with a text that is gone all that stood on it."""
        for policy, text in self.torn:
            for mark in list(rows.annotations(self.db, "a.policy = ?", (policy.id,))):
                placed = None if text is None else _placed(mark, text)
                if placed != mark:
                    self._change(mark, placed)
                if placed is None and text is not None:
                    words = " … ".join(span.quote for span in mark.spans)
                    self.lost.append(
                        f"{_named(mark)} on “{words}” in “{policy.title}” has no place in the text any more."
                        " The history still has it."
                    )
            if text is None:
                for scan in rows.scans(self.db, policy.id):
                    self._change(scan, None)
                self._change(policy, None)
                self.lost.append(
                    f"The text of “{policy.title}” cannot be read, so the policy is not there any more. What"
                    " stood on it is in the history; restore a backup to have it back."
                )

    def _append(self) -> None:
        for key, facts in self.stubs.items():
            self.documents.append({**facts, "lost": True})
            replay.remove_document(self.db, key)
        title = "Repair the project" if not self.lost else f"Repair the project. {' '.join(self.lost)}"
        title = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
        at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        history.repaired(
            self.db,
            at=at,
            title=title,
            changes=self.changes,
            documents=self.documents,
            reaching_back=self.whole and not self.stubs,
        )


_READ: dict[str, Callable[[Connection, str], Iterator[Entity]]] = {
    "reviewer": lambda db, name: (each for each in rows.reviewers(db) if each.id == name),
    "taxonomy": lambda db, name: iter((rows.taxonomy(db, name),)),
    "policy": lambda db, name: rows.policies(db, "p.id = ?", (name,)),
    "annotation": lambda db, name: rows.annotations(db, "a.id = ?", (name,)),
    "rule": lambda db, name: (each for each in rows.rule_settings(db) if each.rule == name),
    "scan": lambda db, name: iter(rows.scans(db, name)),
}


def _key_of(entity: Entity) -> tuple[str, str]:
    match entity:
        case RuleSetting(rule=name) | Scan(policy=name):
            return records.kind_of(entity), name
        case _:
            return records.kind_of(entity), entity.id


def _named(entity: Entity) -> str:
    match entity:
        case Tag() | Flag():
            kind = "The tag" if isinstance(entity, Tag) else "The issue"
            note = f" with the note “{entity.note}”" if entity.note else ""
            return f"{kind} “{entity.label}”{note} on {place_of(entity)}"
        case Policy():
            return f"The policy “{entity.title}”"
        case Reviewer() | Taxonomy():
            return f"“{entity.name}”"
        case RuleSetting(rule=rule):
            return f"How the rule “{rule}” is set"
        case Scan():
            return "The note of a scan"


def _placed(mark: Annotation, text: CanonicalText) -> Annotation | None:
    """The mark with its places cut anew; None where the words are others."""

    def cut(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        if any(not 0 <= span.start < span.end <= len(text.text) for span in spans):
            raise ValueError
        fresh = tuple(text.span(span.start, span.end) for span in spans)
        if [span.quote for span in fresh] != [span.quote for span in spans]:
            raise ValueError
        return fresh

    try:
        if isinstance(mark, Tag):
            return replace(mark, spans=cut(mark.spans))
        return replace(mark, spans=cut(mark.spans), counterpart=cut(mark.counterpart))
    except ValueError:
        return None


def _about(document: Document) -> tuple[tuple[int, ...], tuple[str, ...]]:
    return document.pages, document.notes


def _documents(written: str) -> list[chain.Facts]:
    """What an event says of documents, as far as it says it as it should."""
    names = set(chain.DOCUMENT.split(", "))
    try:
        found = json.loads(written)
    except ValueError:
        return []
    return (
        [each for each in found if isinstance(each, dict) and names <= each.keys()]
        if isinstance(found, list)
        else []
    )
