"""Earlier states of a project, kept outside its folder: verified when they are made, thinned as they age.

Each is a project file of its own whose name says when and why it was made. What cannot be read as it was
written is never kept as a backup, and none is taken away for one that a full check finds fault with.
"""

import contextlib
import hashlib
import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from annotator import places
from annotator.domain import Event, Reviewer
from annotator.problems import BadInputError, DamagedError, DiskError, NewerProjectError, ProblemError
from annotator.saving import beside_of
from annotator.store import history, rows, schema
from annotator.store.copying import copy, ends, facts, reading, verify
from annotator.store.opening import Connection, bring_up_to_date, connected, recognised
from annotator.store.owner import owning
from annotator.store.swap import put_in_place
from annotator.store.troubles import disk_in_words, in_words
from annotator.times import written

DAILY = "daily"
ASKED = "asked"
MIGRATION = "migration"
RESTORE = "restore"

_DAYS, _WEEKS, _MONTHS = 3, 4, 6
"""Of how many days, weeks and months, of those that have any, the last backup is kept."""
_LASTING = {MIGRATION, RESTORE}
"""What was there before these is kept for half a year."""
_NAME = re.compile(r"(\d{4}-\d\d-\d\dT\d{6}\.\d{6})Z-([a-z]+)\.annotator")
_STAMP = "%Y-%m-%dT%H%M%S.%f"


@dataclass(frozen=True, slots=True)
class Backup:
    """A state that can be restored. ``size`` is in bytes; suggestions that nobody decided on are no flags."""

    path: Path
    at: str
    size: int
    why: str
    """``daily``, ``asked``, ``migration``, ``restore``: the occasion."""
    events: int
    policies: int
    tags: int
    flags: int


@dataclass(frozen=True, slots=True)
class PolicyDifference:
    """How many marks, which are tags and flags but no suggestions, a restore changes on one policy."""

    title: str
    gone: int
    back: int
    changed: int
    """Marks that are in both, in other words or another state."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a restore would take away and what it would bring back."""

    since: str = ""
    """When the first act was done that would be gone; empty where none would."""
    gone: Mapping[str, int] = field(default_factory=dict)
    """Acts that would be gone, by the name of the reviewer; what the program did by itself under ``""``."""
    back: Mapping[str, int] = field(default_factory=dict)
    """Acts that would come back, likewise."""
    policies: tuple[PolicyDifference, ...] = ()
    """Those whose marks are not the same."""
    added: tuple[str, ...] = ()
    """Titles of policies that would be gone."""
    missing: tuple[str, ...] = ()
    """Titles of policies that would come back."""
    damaged: str = ""
    """Why the project as it is now cannot be read and so not be compared."""


@dataclass(frozen=True, slots=True)
class Restored:
    """``kept``: where the state is that was there before; None where there was nothing.

    ``anew``: the file is another one, as of the former SQLite could make nothing: open the project again.
    """

    event: Event
    kept: Path | None
    anew: bool


def folder_of(path: Path) -> Path:
    """Where the backups of a project are, by the place of the project."""
    with disk_in_words(path):
        real = places.real(path)
    place = hashlib.sha256(str(real).encode("utf-8", "surrogateescape")).hexdigest()
    return places.backups() / f"{real.stem[:60]}-{place[:8]}"


def make(path: Path, *, why: str) -> Backup:
    """Keep the project as it is now, and take away those of its backups that have become superfluous.

    DamagedError where the project is not sound, DiskError where there is no room: then all is as it was.
    """
    with reading(path) as db:
        return _keep(db, path, why)


def _keep(db: Connection, path: Path, why: str) -> Backup:
    folder, at = folder_of(path), _now()
    target = folder / f"{at.strftime(_STAMP)}Z-{why}.annotator"
    with disk_in_words(folder):
        folder.mkdir(parents=True, exist_ok=True)
    copy(db, path, target)
    with contextlib.suppress(OSError, ProblemError):
        _thin(folder, at, target)
    found = _known(target)
    if found is None:
        raise DiskError(f"The backup of {path} cannot be read again. Check the disk of {folder}.")
    return found


def write(path: Path, target: Path) -> None:
    """Keep the project as it is now in a file of one's own choice, which must not be there yet."""
    with reading(path) as db:
        copy(db, path, target)


def due(path: Path) -> bool:
    """Whether the project has changed since its last backup and that is older than a day.

    In a network folder, than an hour. The making of a project counts as its first backup.
    """
    now = _now()
    # One from when the clock was ahead is none to go by: until then, each act would make another.
    newest = max((each for each in _named(folder_of(path)) if each[0] <= now), default=None)
    with reading(path) as db:
        first, last = ends(db)
    if newest is None:
        since = _time(first)
    else:
        since = newest[0]
        with contextlib.suppress(ProblemError, sqlite3.Error), reading(newest[2], writing=False) as db:
            if ends(db) == (first, last):
                return False
    limit = timedelta(hours=1) if places.network(path) else timedelta(days=1)
    return not timedelta(0) <= now - since < limit


def backups_of(path: Path) -> list[Backup]:
    """The newest first. What cannot be read is not among them."""
    named = sorted(_named(folder_of(path)), reverse=True)
    return [found for *_, file in named if (found := _known(file)) is not None]


def backup_at(file: Path) -> Backup:
    """A file that is to be restored, wherever it came from; a ProblemError where it is no project."""
    with disk_in_words(file):
        status = file.stat()
    found = _NAME.fullmatch(file.name)
    at = _from_name(found[1]) if found else datetime.fromtimestamp(status.st_mtime, UTC)
    with reading(file, writing=False) as db:
        known = facts(db)
    why = found[2] if found else ASKED
    return Backup(
        file, written(at), status.st_size, why, known.events, known.policies, known.tags, known.flags
    )


def superfluous(made: list[tuple[datetime, str]], now: datetime) -> list[int]:
    """Which of the backups that were made then and for that need not be kept; the newest come first.

    Kept are all of the last day, the last one of each of three days, four weeks and six months, and for half
    a year what was there before a restore or a migration. Those from when the clock was ahead
    stay until then, and take no other's place.
    """
    kept = set()
    for period, number in (("%Y-%m-%d", _DAYS), ("%G-%V", _WEEKS), ("%Y-%m", _MONTHS)):
        last_of: dict[str, int] = {}
        for at, (when, _) in enumerate(made):
            if when > now:
                continue
            last_of.setdefault(when.strftime(period), at)
        kept.update(list(last_of.values())[:number])
    for at, (when, why) in enumerate(made):
        if now - when < (timedelta(days=183) if why in _LASTING else timedelta(days=1)):
            kept.add(at)
    return [at for at in range(len(made)) if at not in kept]


def _thin(folder: Path, now: datetime, newest: Path) -> None:
    """Take away what is superfluous, and what a backup that was killed half-way left."""
    named = sorted(_named(folder), reverse=True)
    going = superfluous([(at, why) for at, why, _ in named], now)
    if going:
        from annotator.store.check import check  # noqa: PLC0415 - not each backup makes another superfluous

        if check(newest).sound:
            for at in going:
                named[at][2].unlink(missing_ok=True)
    for left in folder.glob(".*.new*"):
        if now.timestamp() - left.stat().st_mtime > timedelta(days=1).total_seconds():
            left.unlink(missing_ok=True)


def difference(path: Path, backup: Backup) -> Difference:
    """What restoring the backup would take away from the project and what it would bring back."""
    with reading(backup.path, writing=False) as then:
        try:
            with reading(path) as now:
                return _difference(now, then)
        except (BadInputError, DamagedError, DiskError) as problem:
            return Difference(damaged=str(problem))


def _difference(now: Connection, then: Connection) -> Difference:
    here, there = _events(now), _events(then)
    common = 0
    while common < min(len(here), len(there)) and here[common] == there[common]:
        common += 1
    gone, back = here[common:], there[common:]
    (mine, marks), (theirs, others) = _marks(now), _marks(then)
    counted: dict[str, Counter[str]] = {}
    for mark in marks.keys() | others.keys():
        policy = (marks.get(mark) or others[mark])[0]
        if marks.get(mark) != others.get(mark):
            kind = "back" if mark not in marks else "gone" if mark not in others else "changed"
            counted.setdefault(policy, Counter())[kind] += 1
    titles = {**theirs, **mine}
    policies = tuple(
        PolicyDifference(title, counted[policy]["gone"], counted[policy]["back"], counted[policy]["changed"])
        for policy, title in titles.items()
        if policy in counted
    )
    return Difference(
        since=gone[0][1] if gone else "",
        gone=_by_name(now, gone),
        back=_by_name(then, back),
        policies=policies,
        added=tuple(title for policy, title in mine.items() if policy not in theirs),
        missing=tuple(title for policy, title in theirs.items() if policy not in mine),
    )


def _events(db: Connection) -> list[tuple[int, str, str, str, str, str]]:
    """Number, time, reviewer, act, title and changes of each."""
    return db.execute(
        "SELECT seq, at, coalesce(reviewer, ''), act, title, changes FROM event ORDER BY seq"
    ).fetchall()


def _by_name(db: Connection, events: list[tuple[int, str, str, str, str, str]]) -> Counter[str]:
    names = dict(db.execute("SELECT id, name FROM reviewer"))
    return Counter(names.get(who, "") for _, _, who, *_ in events)


def _marks(db: Connection) -> tuple[dict[str, str], dict[str, tuple[str, str, str | None, str]]]:
    """The titles of the policies, by id, and what is known of each mark, by id."""
    titles = dict(db.execute("SELECT id, title FROM policy ORDER BY rowid"))
    found = db.execute(
        "SELECT id, policy, kind, state, modified FROM annotation WHERE state IS NOT 'suggested'"
    )
    return titles, {mark: (policy, kind, state, modified) for mark, policy, kind, state, modified in found}


def restore(path: Path, backup: Backup, *, reviewer: Reviewer | None = None) -> Restored:
    """Make the project what it was when the backup was made, with an event that says so.

    What is there now is kept first: as a backup, or, where it is damaged, as a file beside. It is replaced
    under the lock of the project's owner, in the file that is there, so that whoever has it open sees it.
    """
    with disk_in_words(path):
        path = places.real(
            path
        )  # where nothing can be made of the file, it is replaced and not the link to it
    fresh = beside_of(path)
    with in_words(path), owning(path):
        try:
            event = _prepare(backup, fresh, reviewer)
            kept, anew = put_in_place(fresh, path, keep=lambda db: _keep(db, path, RESTORE).path)
        finally:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
        with reading(path) as db:
            verify(db, path)
            if history.event(db, event.seq) != event:
                raise DamagedError(
                    f"{path} does not hold what was restored. Restore the backup again, or open it elsewhere:"
                    f" {backup.path}"
                )
    return Restored(event, kept, anew)


def _prepare(backup: Backup, fresh: Path, reviewer: Reviewer | None) -> Event:
    """What is to be there, in a file beside: the backup, brought up to date, and the event."""
    try:
        with reading(backup.path, writing=False) as db:
            if recognised(db, backup.path) > schema.NEWEST:
                raise NewerProjectError(
                    f"The backup {backup.path} was written by a later version of this program. Nothing was"
                    " changed: install that version to restore it."
                )
            copy(db, backup.path, fresh)
    except (BadInputError, DamagedError) as problem:
        raise DamagedError(
            f"The backup {backup.path} is damaged itself. Nothing was changed: choose another one."
        ) from problem
    with contextlib.closing(connected(fresh)) as db:
        if recognised(db, fresh) < schema.NEWEST:
            bring_up_to_date(db, fresh, copy=True)
        known = (each for each in rows.reviewers(db) if reviewer and each.name == reviewer.name)
        db.execute("BEGIN IMMEDIATE")
        title = f"Restore the backup of {backup.at[:16].replace('T', ' ')} UTC"
        at = written(_now())
        event = history.append(
            db, at=at, reviewer=next(known, reviewer), act=RESTORE, title=title, changes=(), lasting=True
        )
        db.execute("COMMIT")
    return event


def _named(folder: Path) -> Iterator[tuple[datetime, str, Path]]:
    """When, why, and the file, in no order."""
    with disk_in_words(folder):
        files = list(folder.iterdir()) if folder.is_dir() else []
    for file in files:
        if found := _NAME.fullmatch(file.name):
            with contextlib.suppress(ValueError):
                yield _from_name(found[1]), found[2], file


def _known(file: Path) -> Backup | None:
    with contextlib.suppress(ProblemError, sqlite3.Error):
        return backup_at(file)
    return None


def _from_name(stamp: str) -> datetime:
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def _time(event: tuple[int, str] | None) -> datetime:
    """When an event was; long ago where nobody can say."""
    with contextlib.suppress(ValueError):
        when = datetime.fromisoformat(event[1] if event else "")
        return when if when.tzinfo else when.replace(tzinfo=UTC)
    return datetime(1970, 1, 1, tzinfo=UTC)


def _now() -> datetime:
    return datetime.now(UTC)
