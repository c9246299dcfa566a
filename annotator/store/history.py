"""The events of a project: what was done, by whom, when, and the way back.

The log only grows. Each event notes where undo and redo stand after it: ``undo`` is the act, or the redo of
it, that undo would reverse next, ``redo`` the undo that redo would reverse next. Either is found in one step,
also after a restart. A reviewer comes into the project with their first act and stays when it is undone: by
then they may have acted again.

A scan lasts: undo passes it by. So what it proposed may stand on what undo or redo takes away, and goes with
it; and what it proposed, changed or withdrew meanwhile is where undo and redo start from.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from annotator import records
from annotator.domain import (
    Annotation,
    Change,
    Entity,
    Event,
    Flag,
    Policy,
    PolicyId,
    Reviewer,
    RuleSetting,
    Scan,
    State,
    Taxonomy,
)
from annotator.problems import BadInputError, DamagedError
from annotator.store import chain, declared, rows

_EVENT = "SELECT seq, at, coalesce(reviewer, ''), act, title, changes, reverts FROM event"

_MOST = 2**53
"""More events, or annotations, than there can be."""

UNDO = "undo"
REDO = "redo"
REPAIR = "repair"


def append(
    db: sqlite3.Connection,
    *,
    at: str,
    reviewer: Reviewer | None,
    act: str,
    title: str,
    changes: Sequence[Change],
    lasting: bool = False,
    documents: Sequence[chain.Facts] = (),
) -> Event:
    """Do what the changes say and write it down, with the documents that came in for it.

    ``lasting``: undo and redo pass it by.
    """
    seq = newest(db) + 1
    undo, redo = _standing(db, seq - 1) if lasting else (seq, None)
    who = reviewer.id if reviewer is not None else ""
    all_of_it = (*_joining(db, reviewer), *_left_behind(db, changes), *changes)
    return _written_first(db, Event(seq, at, who, act, title, all_of_it), undo, redo, documents)


def standing(db: sqlite3.Connection) -> tuple[bool, bool]:
    """Whether there is something to undo, and something to redo."""
    undo, redo = _standing(db, newest(db))
    return undo is not None, redo is not None


def undoable(db: sqlite3.Connection) -> Event | None:
    """The act that undo would take back."""
    undo, _ = _standing(db, newest(db))
    done = None if undo is None else event(db, undo)
    return done if done is None or done.reverts is None else event(db, done.reverts)


def redoable(db: sqlite3.Connection) -> Event | None:
    """The act that redo would do again."""
    _, redo = _standing(db, newest(db))
    reverted = None if redo is None else event(db, redo).reverts
    return None if reverted is None else event(db, reverted)


def undo(db: sqlite3.Connection, *, at: str, reviewer: Reviewer) -> Event | None:
    """Take back the last act that stands, as a new event."""
    last = newest(db)
    head, _ = _standing(db, last)
    if head is None:
        return None
    done = event(db, head)
    title = done.title if done.reverts is None else done.title.removeprefix("Redo: ")
    before, _ = _standing(db, head - 1)
    changes = (*_joining(db, reviewer), *_reversed(db, done.changes))
    taken_back = Event(last + 1, at, reviewer.id, UNDO, f"Undo: {title}", changes, done.reverts or head)
    return _written_again(db, taken_back, before, last + 1)


def redo(db: sqlite3.Connection, *, at: str, reviewer: Reviewer) -> Event | None:
    """Do again what was taken back last, as a new event."""
    last = newest(db)
    _, head = _standing(db, last)
    if head is None:
        return None
    taken_back = event(db, head)
    title = taken_back.title.replace("Undo: ", "Redo: ", 1)
    _, before = _standing(db, head - 1)
    changes = (*_joining(db, reviewer), *_reversed(db, taken_back.changes))
    again = Event(last + 1, at, reviewer.id, REDO, title, changes, taken_back.reverts)
    return _written_again(db, again, last + 1, before)


def event(db: sqlite3.Connection, seq: int) -> Event:
    """One event by its number."""
    found = db.execute(f"{_EVENT} WHERE seq = ?", (seq,)).fetchone()
    if found is None:
        raise _damaged(seq)
    return _event(found)


def latest(db: sqlite3.Connection) -> Iterator[Event]:
    """All events, the latest first. Each is read alone: whoever stops half-way holds no lock."""
    seq = newest(db) + 1
    while row := db.execute(f"{_EVENT} WHERE seq < ? ORDER BY seq DESC LIMIT 1", (seq,)).fetchone():
        if not row[0] < seq:  # a torn file goes round in circles
            raise _damaged(seq)
        seq = row[0]
        yield _event(row)


def since(db: sqlite3.Connection, seq: int) -> list[Event]:
    """What came after that event, in order."""
    return [_event(row) for row in db.execute(f"{_EVENT} WHERE seq > ? ORDER BY seq", (seq,)).fetchall()]


def displaced(db: sqlite3.Connection, policies: Collection[PolicyId]) -> dict[PolicyId, list[Change]]:
    """The acts that stand and put flags of rules on other words or took them out, by policy, in order.

    SQLite looks into the changes: most are decisions that move nothing, at times of a whole project at once.
    """
    standing = {
        reverted: act == REDO
        for reverted, act in db.execute("SELECT reverts, act FROM event WHERE reverts > 0 ORDER BY seq")
    }
    displaced: dict[PolicyId, list[Change]] = {}
    try:
        for seq, change in db.execute(
            "SELECT e.seq, c.value FROM event e, json_each(e.changes) c"
            " WHERE e.act NOT IN ('scan', 'undo', 'redo') AND instr(e.changes, '\"detector\"')"
            " AND json_extract(c.value, '$.kind') = 'flag'"
            " AND json_extract(c.value, '$.before.policy') IN (SELECT value FROM json_each(?))"
            " AND json_extract(c.value, '$.before.spans') IS NOT json_extract(c.value, '$.after.spans')"
            " ORDER BY e.seq, c.key",
            (json.dumps(list(policies)),),
        ):
            if standing.get(seq, True):
                for each in records.decode_changes(f"[{change}]"):
                    displaced.setdefault(each.entity.policy, []).append(each)  # type: ignore[union-attr]
    except BadInputError as error:
        raise _damaged(None) from error
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:  # what JSON that is none is told by
            raise
        raise _damaged(None) from error
    return displaced


def newest(db: sqlite3.Connection) -> int:
    """The number of the latest event; 0 before the first."""
    (last,) = db.execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()
    if not 0 <= last < _MOST:
        raise _damaged(None)
    return int(last)


def last(db: sqlite3.Connection) -> str:
    """The time of the latest event, without reading what it changed."""
    found = db.execute("SELECT at FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    return "" if found is None else str(found[0])


def head(db: sqlite3.Connection) -> tuple[str, int]:
    """The chain of the latest event, and how many annotations there were after it."""
    found = db.execute("SELECT chain, marks FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    if found is None:
        return chain.START, 0
    [(link, marks)] = declared.as_declared([found], "ti")
    if not 0 <= marks < _MOST:
        raise _damaged(newest(db))
    return link, marks


def breaks(db: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Where the history is not what was written: the number of the event and a sentence."""
    as_text, db.text_factory = db.text_factory, chain.lenient
    try:
        yield from chain.breaks(db.execute(f"SELECT {chain.LINKED}, chain FROM event ORDER BY seq"))  # noqa: S608
    finally:
        db.text_factory = as_text


def _standing(db: sqlite3.Connection, seq: int) -> tuple[int | None, int | None]:
    """Where undo and redo stood after that event."""
    found = db.execute("SELECT undo, redo FROM event WHERE seq = ?", (seq,)).fetchone()
    return (None, None) if found is None else (found[0], found[1])


def _joining(db: sqlite3.Connection, reviewer: Reviewer | None) -> tuple[Change, ...]:
    """Whoever acts here for the first time comes in with that act."""
    if reviewer is None or db.execute("SELECT 1 FROM reviewer WHERE id = ?", (reviewer.id,)).fetchone():
        return ()
    return (Change(None, reviewer),)


def _reversed(db: sqlite3.Connection, changes: Sequence[Change]) -> tuple[Change, ...]:
    """The way back from what is there now."""
    turned = [
        Change(_now(db, change.after, change.before), change.before)
        for change in reversed(changes)
        if not isinstance(change.entity, Reviewer) and not _withdrawn(db, change)
    ]
    turned = [change for change in turned if change.before != change.after]
    return (*_left_behind(db, turned), *turned)


def _now(db: sqlite3.Connection, after: Entity | None, before: Entity | None) -> Entity | None:
    """What an act left, unless a scan may have touched it since: then what is there."""
    known = after if after is not None else before
    if isinstance(known, Flag) and (_undecided(after) or _undecided(before)):
        return next(rows.annotations(db, "a.id = ?", (known.id,)), None)
    return after


def _withdrawn(db: sqlite3.Connection, change: Change) -> bool:
    """Whether the act changed a suggestion that no scan has found since."""
    return _undecided(change.before) and _undecided(change.after) and _now(db, change.after, None) is None


def _undecided(entity: Entity | None) -> bool:
    return isinstance(entity, Flag) and entity.state is State.SUGGESTED


def _left_behind(db: sqlite3.Connection, changes: Sequence[Change]) -> Iterator[Change]:
    """What scans have put on policies, or under labels, or found by rules, that go with these changes.

    It goes first; what is changed or goes by itself is not meant.
    """
    going = {
        change.before.id if isinstance(change.before, Flag) else change.before.policy
        for change in changes
        if isinstance(change.before, Flag | Scan)
    }
    for change in changes:
        match change:
            case Change(before=Policy(id=policy), after=None):
                left: list[Annotation | Scan] = [
                    *rows.annotations(db, "a.policy = ? AND a.state = 'suggested'", (policy,)),
                    *rows.scans(db, policy),
                ]
            case Change(before=Taxonomy() as before, after=Taxonomy() as after):
                lost = {label.id for label in before.labels} - {label.id for label in after.labels}
                left = [
                    each
                    for label in sorted(lost)
                    for each in rows.annotations(
                        db,
                        "a.taxonomy = ? AND a.label = ? AND a.state = 'suggested'",
                        (before.id, label),
                    )
                ]
            case Change(after=RuleSetting(rule=rule, on=False)):
                left = list(
                    rows.annotations(
                        db,
                        "a.kind = 'flag' AND a.state = 'suggested' AND a.origin = 'detector'"
                        " AND a.origin_name = ?",
                        (rule,),
                    )
                )
            case _:
                continue
        for entity in left:
            known = entity.policy if isinstance(entity, Scan) else entity.id
            if known not in going:
                going.add(known)
                yield Change(entity, None)


def _written_first(db: sqlite3.Connection, event: Event, *rest: Any) -> Event:
    """What was checked fits; where it does not, nor does something else, the file is not what was written."""
    try:
        return _write(db, event, *rest)
    except sqlite3.IntegrityError as error:
        astray = db.execute("PRAGMA foreign_key_check").fetchone()
        if astray is None:
            raise
        raise DamagedError(
            f"This project is damaged: something in its table “{astray[0]}” refers to what is not there. Do"
            " not work on it; check it, or open a backup of it."
        ) from error


def _written_again(db: sqlite3.Connection, event: Event, undo: int | None, redo: int | None) -> Event:
    """What the log says stood here once; where it cannot, the log is not what was written."""
    try:
        return _write(db, event, undo, redo)
    except sqlite3.IntegrityError as error:
        raise _damaged(event.reverts or event.seq) from error


def _write(
    db: sqlite3.Connection,
    event: Event,
    undo: int | None,
    redo: int | None,
    documents: Sequence[chain.Facts] = (),
) -> Event:
    for change in event.changes:
        if change.after is not None:
            rows.put(db, change.after)
        elif change.before is not None:
            rows.remove(db, change.before)
    _log(db, event, undo, redo, documents)
    return event


def repaired(
    db: sqlite3.Connection,
    *,
    at: str,
    title: str,
    changes: Sequence[Change],
    documents: Sequence[chain.Facts],
    reaching_back: bool,
) -> None:
    """Write down what a repair has done. ``reaching_back``: what stood before can still be undone."""
    seq = newest(db) + 1
    undo, redo = _standing(db, seq - 1) if reaching_back else (None, None)
    _log(db, Event(seq, at, "", REPAIR, title, tuple(changes)), undo, redo, documents)


def _log(
    db: sqlite3.Connection,
    event: Event,
    undo: int | None,
    redo: int | None,
    documents: Sequence[chain.Facts],
) -> None:
    previous, marks = head(db)
    values = (
        event.seq,
        event.at,
        event.reviewer or None,
        event.act,
        event.title,
        event.reverts,
        undo,
        redo,
        records.encode_changes(event.changes),
        chain.written(documents),
        marks + chain.added(event.changes),
    )
    db.execute(
        f"INSERT INTO event ({chain.LINKED}, chain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        (*values, chain.link(previous, values)),
    )


def _event(row: tuple[Any, ...]) -> Event:
    seq, at, reviewer, act, title, changes, reverts = row
    try:
        [_] = declared.as_declared([row], "itttttI")
        return Event(seq, at, reviewer, act, title, records.decode_changes(changes), reverts)
    except (BadInputError, declared.UndeclaredError) as error:
        raise _damaged(seq) from error


def _damaged(seq: int | None) -> DamagedError:
    what = "The history" if seq is None else f"Event {seq} of the history"
    return DamagedError(f"{what} cannot be read. Do not work on this project; open a backup of it.")
