"""The history of a damaged project, as far as it can be read, in a form that can be told again.

In place of an event that is gone, or of which nobody can read what it did, stands one that says so. From the
first that is not what was written, all are linked anew.
"""

import json
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from annotator import records
from annotator.domain import CLAUSES, ISSUES, Change, Document, Entity
from annotator.problems import BadInputError, DamagedError
from annotator.store import chain, replay, rows
from annotator.store.opening import Connection
from annotator.store.salvage import Key, Text

LOST = "lost"


@dataclass(slots=True)
class Logged:
    """An event as it was found, or a place where one is missing."""

    values: list[Any]
    """In the order of ``chain.LINKED``."""
    sound: bool
    """Whether it is what was written, as far as its link says."""
    link: str
    """Empty where it has to be linked anew."""


class History:
    """The events of a project; ``lost`` says in sentences what is not in them any more."""

    def __init__(self, found: Connection, texts: dict[Key, Text]) -> None:
        self.found = found
        self.texts = texts
        self.lost: list[str] = []
        self.stubs: dict[Key, chain.Facts] = {}
        """Documents that are not what they were, by what the history knows them by."""
        self.events = self._read()
        self._bridge()

    @property
    def sound(self) -> bool:
        """Whether every event is what was written, and there is one."""
        return bool(self.events) and all(event.sound for event in self.events)

    def tell(self, db: Connection) -> None:
        """Do again what the events say, in a project without anything in it, and write them down there."""
        self._tell(db)
        self._write(db)

    def _read(self) -> list[Logged]:
        """From the first to the last; in place of one that is gone there is one that says so."""
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
        events: list[Logged] = []
        for seq in range(1, max(there, default=0) + 1):
            if seq not in there:
                at = events[-1].values[1] if events else ""
                title = f"Event {seq} of the history could not be saved"
                events.append(
                    Logged(
                        [seq, at, None, LOST, title, None, None, None, "[]", "[]", 0], sound=False, link=""
                    )
                )
                self.lost.append(f"{title}: nobody can say what it did.")
                continue
            *values, link = there[seq]
            event = Logged(values, seq not in self.broken, link)
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

    def _bridge(self) -> None:
        """What those that are lost must have made, for others build on it, is said by the first of them."""
        gap = next((event for event in self.events if not event.sound and event.values[8] == "[]"), None)
        if gap is None:
            return
        made: set[tuple[str, str]] = set()
        wanted: dict[tuple[str, str], Entity] = {}
        for event in self.events:
            for change in records.decode_changes(event.values[8]):
                key = replay.key_of(change.entity)
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
                there = replay.value(self.found, table, name)
                if there is not None and (table, name) not in made:
                    wanted.setdefault((table, name), there)
        first = {key: number for number, key in enumerate(order)}
        kinds = list(records.KINDS)
        entities = sorted(
            wanted.values(),
            key=lambda each: (kinds.index(records.kind_of(each)), first.get(replay.key_of(each), len(first))),
        )
        gap.values[8] = records.encode_changes([Change(None, entity) for entity in entities])

    def _tell(self, db: Connection) -> None:
        """Do again what the events say; each brings the documents of the policies that come with it."""
        known: set[Key] = set()
        for event in self.events:
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
        replay.tell(
            db,
            (event.values for event in self.events),
            document=partial(self._bring, db),
            fault=faults.append,
        )
        for seq in faults:
            event = self.events[seq - 1]
            event.values[8:10] = "[]", "[]"
            event.sound, event.link = False, ""
            self.lost.append(f"Event {seq} of the history, “{event.values[4]}”, cannot be done again.")

    def _bring(self, db: Connection, facts: chain.Facts) -> None:
        text = self.texts.get(chain.key(facts))
        if text is not None and text.whole:
            as_told = replace(text.document, pages=tuple(facts["pages"]), notes=tuple(facts["notes"]))
            rows.add_document(db, as_told)
        else:
            replay.add_stub(db, facts)
            self.stubs[chain.key(facts)] = facts

    def _write(self, db: Connection) -> None:
        """The events as they were found; from the first that is not, they are linked anew."""
        people = {reviewer.id for reviewer in rows.reviewers(db)}
        head, marks, anew = chain.START, 0, False
        (standing,) = db.execute("SELECT count(*) FROM main.annotation").fetchone()
        for number, event in enumerate(self.events, 1):
            values = event.values
            values[1:5] = [str(values[1]), values[2], str(values[3]), str(values[4])]
            if values[2] is not None and values[2] not in people:
                self.lost.append(f"Who did what event {number} of the history tells cannot be said any more.")
                values[2], event.sound, event.link = None, False, ""
            for at in (5, 6, 7):
                if values[at] is not None and not 1 <= values[at] <= number:
                    values[at], event.sound, event.link = None, False, ""
            if number == len(self.events) and values[10] != standing:
                event.link = ""
            anew = anew or not event.link or number in self.broken
            if anew:
                marks = standing if number == len(self.events) else max(0, marks + chain.added_by(values[8]))
                values[10] = marks
                event.link = chain.link(head, values)
            head, marks = event.link, values[10]
            db.execute(
                f"INSERT INTO main.event ({chain.LINKED}, chain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
                (*values, event.link),
            )


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
