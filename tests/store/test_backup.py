"""Backups: verified, outside the project's folder, thinned as they age, and restored without a loss."""

import gzip
import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from annotator import places
from annotator.domain import State
from annotator.problems import (
    BadInputError,
    DamagedError,
    DiskError,
    LockedError,
    NewerProjectError,
    OwnedError,
)
from annotator.review import Review
from annotator.store import backup, owner, schema, turns
from annotator.store.backup import backups_of, difference, due, folder_of, make, restore, superfluous, write
from tests.projects import assert_intact, assert_sound, opened, reading, state, tables

ROOT = Path(__file__).parents[2]
START = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(backup, "_now", clock)
    return clock


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        for statement in statements:
            db.execute(statement)


def tag(review: Review, label: str = "retention") -> None:
    review.tag(review.policies()[1].id, [], label)


def test_a_backup_holds_what_the_project_holds_in_another_folder(review: Review) -> None:
    tag(review)
    review.flag(review.policies()[1].id, [(2, 7)], "vague-wording", note="why")
    before = tables(review.path)
    kept = make(review.path, why=backup.ASKED)
    assert tables(kept.path) == before == tables(review.path)
    assert (kept.why, kept.events, kept.policies, kept.tags, kept.flags) == ("asked", 4, 2, 1, 1)
    assert kept.size == kept.path.stat().st_size
    assert backups_of(review.path) == [kept]
    assert kept.path.parent.parent == places.backups()
    assert [each.name for each in kept.path.parent.iterdir()] == [kept.path.name], "nothing half-made is left"
    assert_intact(kept.path)


def test_projects_of_one_name_have_folders_of_their_own(tmp_path: Path) -> None:
    names = [tmp_path / folder / "Policies.annotator" for folder in ("a", "b")]
    (tmp_path / "a").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "a")
    assert len({folder_of(each) for each in names}) == 2
    assert folder_of(tmp_path / "link" / "Policies.annotator") == folder_of(names[0])
    assert all(folder_of(each).name.startswith("Policies-") for each in names)
    assert len(folder_of(tmp_path / ("😀" * 62)).name.encode()) < 255


def test_it_is_due_when_something_has_changed_since_and_a_day_has_passed(
    review: Review, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_at = datetime.now(UTC)
    clock.now = made_at + timedelta(hours=23)
    assert not due(review.path), "the making is its first backup"
    clock.now = made_at + timedelta(hours=25)
    assert due(review.path)
    make(review.path, why=backup.DAILY)
    clock.now += timedelta(days=9)
    assert not due(review.path), "nothing has changed"
    tag(review)
    assert due(review.path)
    make(review.path, why=backup.DAILY)
    tag(review, "purpose")
    clock.now += timedelta(hours=2)
    assert not due(review.path)
    monkeypatch.setattr(places, "network", lambda path: "NFS")
    assert due(review.path), "an hour is enough where the network may go"
    clock.now -= timedelta(days=300)
    assert due(review.path), "a clock that was set back keeps no backup from being made"


def test_a_backup_of_a_clock_that_was_ahead_is_not_followed_by_one_for_each_act(
    review: Review, clock: Clock
) -> None:
    clock.now = datetime.now(UTC) + timedelta(days=400)
    tag(review)
    make(review.path, why=backup.DAILY)
    clock.now -= timedelta(days=398)
    tag(review, "purpose")
    assert due(review.path)
    make(review.path, why=backup.DAILY)
    tag(review, "security")
    assert not due(review.path)


def test_those_of_a_clock_that_was_ahead_take_no_place() -> None:
    ahead = [(START + timedelta(days=400 - day), backup.DAILY) for day in range(9)]
    made = [(START - timedelta(days=day), backup.DAILY) for day in range(9)]
    alone = {made[at] for at in superfluous(made, START)}
    both = [*ahead, *made]
    assert {both[at] for at in superfluous(both, START)} == alone


def test_of_many_the_last_of_three_days_four_weeks_and_six_months_stay() -> None:
    made: list[tuple[datetime, str]] = []
    for day in range(200):
        now = START + timedelta(days=day)
        made.insert(0, (now, backup.DAILY))
        for at in reversed(superfluous(made, now)):
            del made[at]
    assert [when.date().isoformat() for when, _ in made] == [
        *("2026-08-18", "2026-08-17", "2026-08-16"),
        *("2026-08-09", "2026-08-02"),
        *("2026-07-31", "2026-06-30", "2026-05-31", "2026-04-30", "2026-03-31"),
    ]


def test_all_of_the_last_day_stay(review: Review, clock: Clock) -> None:
    for _ in range(4):
        make(review.path, why=backup.DAILY)
        clock.now += timedelta(hours=3)
    assert len(backups_of(review.path)) == 4
    clock.now += timedelta(days=1)
    make(review.path, why=backup.DAILY)
    kept = [each.at[:13] for each in backups_of(review.path)]
    assert kept == ["2026-02-02T00", "2026-01-31T21"]


def test_what_was_there_before_a_restore_stays_for_half_a_year(review: Review, clock: Clock) -> None:
    first = make(review.path, why=backup.RESTORE)
    for days in (1, 100, 81):
        clock.now += timedelta(days=days)
        make(review.path, why=backup.DAILY)
        assert first in backups_of(review.path)
    for _ in range(8):
        clock.now += timedelta(days=31)
        make(review.path, why=backup.DAILY)
    assert first not in backups_of(review.path)


def torn_page(path: Path) -> None:
    """As a disk that wrote rubbish into the middle of the file."""
    with path.open("rb+") as file:
        file.seek(path.stat().st_size // 4096 // 2 * 4096)
        file.write(b"\xaa" * 4096)


def flipped_text(path: Path) -> None:
    change(path, "UPDATE document SET text = replace(text, 'sell', 'tell') WHERE id = 2")


def dangling(path: Path) -> None:
    change(path, "DELETE FROM reviewer")


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 // 4096 * 4096)


@pytest.mark.parametrize("damage", [torn_page, flipped_text, dangling, cut])
def test_what_is_damaged_is_not_kept_and_nothing_is_taken_away_for_it(
    review: Review, clock: Clock, damage: Callable[[Path], None]
) -> None:
    tag(review)
    review.close()
    for _ in range(5):
        make(review.path, why=backup.DAILY)
        clock.now += timedelta(hours=4)
    before = sorted(folder_of(review.path).iterdir())
    damage(review.path)
    clock.now += timedelta(days=400)
    with pytest.raises(DamagedError):
        make(review.path, why=backup.DAILY)
    assert sorted(folder_of(review.path).iterdir()) == before


@pytest.mark.parametrize(
    "fault",
    [
        "UPDATE event SET title = 'Another' WHERE seq = 2",
        "DELETE FROM annotation",
        "UPDATE annotation SET note = 'Theirs'",
    ],
)
def test_for_what_does_not_fit_its_history_nothing_is_taken_away(
    review: Review, clock: Clock, fault: str
) -> None:
    tag(review)
    for _ in range(3):
        make(review.path, why=backup.DAILY)
        clock.now += timedelta(hours=1)
    with closing(sqlite3.connect(review.path)) as db, db:
        db.execute(fault)
    clock.now += timedelta(days=2)
    make(review.path, why=backup.DAILY)
    assert len(backups_of(review.path)) == 4


@pytest.mark.parametrize("size", [0, 5_000, 100_000])
def test_a_backup_that_does_not_fit_is_not_there_at_all(review: Review, size: int) -> None:
    kept = make(review.path, why=backup.DAILY)
    before = state(review)
    with files_up_to(size), pytest.raises(DiskError, match="The project and its backups are as they were"):
        make(review.path, why=backup.DAILY)
    assert backups_of(review.path) == [kept]
    assert list(folder_of(review.path).iterdir()) == [kept.path]
    tag(review)
    assert before != state(review)


def test_a_folder_that_cannot_be_made_is_told(review: Review) -> None:
    places.data_folder().mkdir()
    places.backups().write_text("in the way")
    with pytest.raises(DiskError, match="cannot be used"):
        make(review.path, why=backup.DAILY)


KILLED = """
import os, signal, sys
from pathlib import Path
from annotator.store import backup, copying
at = sys.argv[2]
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
if at == "verify": copying.verify = die
if at == "fsync": os.fsync = die
if at == "rename": Path.rename = die
backup.make(Path(sys.argv[1]), why="daily")
"""


@pytest.mark.parametrize("at", ["verify", "fsync", "rename"])
def test_a_backup_that_was_killed_is_not_listed_and_goes_with_a_later_one(
    review: Review, clock: Clock, at: str
) -> None:
    ended = subprocess.run([sys.executable, "-c", KILLED, str(review.path), at], cwd=ROOT, check=False)
    assert ended.returncode == -signal.SIGKILL
    assert backups_of(review.path) == []
    assert len(list(folder_of(review.path).iterdir())) == 1
    clock.now = datetime.now(UTC) + timedelta(days=2)
    kept = make(review.path, why=backup.DAILY)
    assert list(folder_of(review.path).iterdir()) == [kept.path]


def test_a_project_that_is_written_all_the_time_is_waited_for_and_then_told(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.05)
    with closing(sqlite3.connect(review.path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(LockedError, match="wait a moment and try again"):
            make(review.path, why=backup.DAILY)
    assert backups_of(review.path) == []


def test_a_backup_that_cannot_be_read_is_not_listed(review: Review) -> None:
    kept = make(review.path, why=backup.DAILY)
    (kept.path.parent / "2026-01-31T120000.000000Z-daily.annotator").write_bytes(b"no project")
    (kept.path.parent / "2026-99-31T120000.000000Z-daily.annotator").write_bytes(b"no date")
    (kept.path.parent / "notes.txt").write_bytes(b"")
    assert backups_of(review.path) == [kept]


def test_a_copy_of_ones_own_replaces_nothing(review: Review, tmp_path: Path) -> None:
    target = tmp_path / "copy.annotator"
    write(review.path, target)
    assert tables(target) == tables(review.path)
    with pytest.raises(BadInputError, match="is there already"):
        write(review.path, target)


# Restoring


def test_restoring_puts_back_what_was_there_and_keeps_what_is(review: Review) -> None:
    tag(review)
    wanted, kept = state(review), make(review.path, why=backup.ASKED)
    tag(review, "purpose")
    later = state(review)
    restored = restore(review.path, kept)
    assert state(review) == wanted
    assert_sound(review)
    assert_intact(review.path)
    last = review.history(limit=1)[0]
    assert (last, last.act, last.changes) == (restored.event, "restore", ())
    assert f"{kept.at[:10]} {kept.at[11:16]} UTC" in last.title
    assert review.undoable is not None
    assert review.undoable.act == "tag"
    assert restored.kept == backups_of(review.path)[0].path
    assert backups_of(review.path)[0].why == "restore"
    assert sorted(each.name for each in review.path.parent.iterdir() if each.is_file()) == ["p.annotator"]
    again = restore(review.path, backups_of(review.path)[0])
    assert state(review) == later
    assert again.event.seq == 5


def test_who_has_it_open_sees_it_and_what_they_did_before_is_kept(review: Review) -> None:
    kept = make(review.path, why=backup.ASKED)
    with closing(opened(review.path)) as other:
        tag(other, "purpose")
        before, theirs = other.version(), state(other)
        restored = restore(review.path, kept)
        assert other.version() != before
        assert other.annotations(other.policies()[1].id) == []
        tag(other, "children")
        assert [each.label for each in review.annotations(review.policies()[1].id)] == ["children"]
        assert_sound(other)
    assert restored.kept is not None
    with closing(Review.open(restored.kept)) as former:
        assert state(former) == theirs


ACTING = """
import sys
from pathlib import Path
from contextlib import suppress
from annotator.problems import ProblemError
from annotator.review import Review
review = Review.open(Path(sys.argv[1]))
review.sign_in("Bo")
policy = review.policies()[1].id
number = 0
while True:
    with suppress(ProblemError):
        number += 1
        review.flag(policy, [], "vague-wording", note=f"{number}")
        print(number, flush=True)
"""


def test_no_act_of_another_process_is_lost_by_a_restore(review: Review) -> None:
    """What it did before is in what was kept, what it did after in the project: no act falls between."""
    kept = make(review.path, why=backup.ASKED)
    process = subprocess.Popen(
        [sys.executable, "-c", ACTING, str(review.path)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    try:
        assert process.stdout is not None
        said = [int(process.stdout.readline()) for _ in range(20)]
        restored = restore(review.path, kept)
        said += [int(process.stdout.readline()) for _ in range(200)]
    finally:
        process.kill()
        said += [int(each) for each in process.communicate()[0].split()]
    assert restored.kept is not None
    with closing(Review.open(restored.kept)) as former:
        before = [int(flag.note) for flag in former.flags()]
    after = [int(flag.note) for flag in review.flags()]
    assert set(said) <= {*before, *after}
    assert max(before) < min(after)
    assert 20 <= len(before) < len(said)
    assert_intact(review.path)


@pytest.mark.parametrize("damage", [torn_page, flipped_text, dangling, cut])
def test_a_damaged_project_is_restored_and_kept_as_the_file_it_is(
    review: Review, damage: Callable[[Path], None]
) -> None:
    tag(review)
    wanted, kept = state(review), make(review.path, why=backup.ASKED)
    damage(review.path)
    damaged = review.path.read_bytes()
    restored = restore(review.path, kept)
    assert restored.anew == (damage is cut)
    assert restored.anew or state(review) == wanted, "who has it open sees it"
    review.close()
    assert restored.kept is not None
    assert restored.kept.name.startswith("p.damaged-20")
    assert restored.kept.read_bytes() == damaged
    assert backups_of(review.path) == [kept]
    with closing(Review.open(review.path)) as again:
        assert state(again) == wanted
        assert_sound(again)


@pytest.mark.parametrize(
    "rubbish", [b"no project any more " * 900, b"", b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_what_is_no_project_any_more_is_replaced(review: Review, rubbish: bytes) -> None:
    wanted, kept = state(review), make(review.path, why=backup.ASKED)
    review.close()
    review.path.write_bytes(rubbish)
    review.path.with_name("p.annotator-journal").write_bytes(
        b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\1" * 600
    )
    restored = restore(review.path, kept)
    assert restored.kept is not None
    assert restored.kept.read_bytes() == rubbish
    with closing(Review.open(review.path)) as again:
        assert state(again) == wanted
    assert_intact(review.path)


def test_what_a_link_leads_to_is_replaced_and_not_the_link(review: Review, tmp_path: Path) -> None:
    wanted, kept = state(review), make(review.path, why=backup.ASKED)
    review.close()
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "l.annotator"
    link.symlink_to(review.path)
    review.path.write_bytes(b"no project any more " * 900)
    restored = restore(link, kept)
    assert restored.kept is not None
    assert restored.kept.parent == review.path.parent
    assert not restored.kept.is_symlink()
    assert link.is_symlink()
    with closing(Review.open(review.path)) as again:
        assert state(again) == wanted
    assert [each.path for each in backups_of(link)] == [kept.path]


def test_a_project_that_is_gone_comes_back(review: Review) -> None:
    wanted, kept = state(review), make(review.path, why=backup.ASKED)
    review.close()
    review.path.unlink()
    assert restore(review.path, kept).kept is None
    with closing(Review.open(review.path)) as again:
        assert state(again) == wanted


def test_a_backup_of_an_earlier_version_is_brought_up_to_date(project_path: Path) -> None:
    project_path.write_bytes(gzip.decompress((Path(__file__).parent / "version-1.annotator.gz").read_bytes()))
    kept = make(project_path, why=backup.MIGRATION)
    with closing(opened(project_path)) as review:
        wanted = state(review)
        review.flag(review.policies()[0].id, [], "vague-wording")
        restore(project_path, kept)
        assert state(review) == wanted
        assert_sound(review)
    assert kept in backups_of(project_path)


def test_a_backup_that_cannot_be_used_changes_nothing(review: Review) -> None:
    newer, torn = make(review.path, why=backup.ASKED), make(review.path, why=backup.ASKED)
    change(newer.path, f"PRAGMA user_version = {schema.NEWEST + 1}")
    torn_page(torn.path)
    tag(review)
    before = review.path.read_bytes()
    with pytest.raises(NewerProjectError, match="Nothing was changed"):
        restore(review.path, newer)
    with pytest.raises(DamagedError, match="Nothing was changed: choose another one"):
        restore(review.path, torn)
    assert review.path.read_bytes() == before
    assert sorted(each.name for each in review.path.parent.iterdir() if each.is_file()) == ["p.annotator"]


def test_a_restore_that_does_not_fit_changes_nothing(review: Review) -> None:
    kept = make(review.path, why=backup.ASKED)
    before = review.path.read_bytes()
    for size in (20_000, review.path.stat().st_size - 4096):
        with files_up_to(size), pytest.raises(DiskError):
            restore(review.path, kept)
    assert review.path.read_bytes() == before


def test_who_works_on_it_elsewhere_keeps_it(review: Review, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = make(review.path, why=backup.ASKED)
    monkeypatch.setattr(owner, "WAITS", 0.02)
    mine = owner.own(review.path)
    restore(review.path, kept)
    owner._held.clear()  # as another process sees it
    before = review.path.read_bytes()
    with pytest.raises(OwnedError):
        restore(review.path, kept)
    assert review.path.read_bytes() == before
    mine.release()


# What differs


def test_the_difference_says_whose_acts_go_and_on_which_policies(review: Review) -> None:
    one, two = review.policies()
    review.tag(one.id, [], "retention")
    review.flag(two.id, [], "vague-wording", note="n")
    kept = make(review.path, why=backup.ASKED)
    assert difference(review.path, kept) == backup.Difference()
    review.remove([review.annotations(one.id)[0].id])
    review.edit(review.annotations(two.id)[0].id, state=State.RESOLVED)
    with closing(Review.open(review.path)) as other:
        other.sign_in("Bo")
        first = other.history(limit=2)[1].at
        other.tag(two.id, [], "purpose")
        other.add_policies([reading("# New\n", "new.txt")])
    found = difference(review.path, kept)
    assert found.gone == {"Ada Lovelace": 2, "Bo": 2}
    assert found.since == first
    assert (found.back, found.missing, found.damaged) == ({}, (), "")
    assert found.added == ("New",)
    assert [(each.title, each.gone, each.back, each.changed) for each in found.policies] == [
        (one.title, 0, 1, 0),
        (two.title, 1, 0, 1),
    ]
    restored = restore(review.path, kept)
    assert restored.kept is not None
    back = difference(review.path, backup.backup_at(restored.kept))
    assert (back.gone, back.back) == ({"": 1}, {"Ada Lovelace": 2, "Bo": 2})
    assert (back.added, back.missing) == ((), ("New",))


def test_what_is_damaged_is_not_compared(review: Review) -> None:
    kept = make(review.path, why=backup.ASKED)
    review.close()
    review.path.write_bytes(b"rubbish" * 1000)
    assert "not a project of this program" in difference(review.path, kept).damaged
    review.path.unlink()
    assert difference(review.path, kept).damaged


# Before a project is brought up to date


@pytest.fixture
def first(project_path: Path) -> Path:
    project_path.write_bytes(gzip.decompress((Path(__file__).parent / "version-1.annotator.gz").read_bytes()))
    return project_path


def test_what_an_earlier_version_wrote_is_kept_before_it_is_brought_up_to_date(first: Path) -> None:
    before = tables_of_first(first)
    Review.open(first).close()
    (kept,) = backups_of(first)
    assert kept.why == backup.MIGRATION
    assert tables_of_first(kept.path) == before
    Review.open(first).close()
    assert backups_of(first) == [kept], "once"


def tables_of_first(path: Path) -> list[object]:
    with closing(sqlite3.connect(path)) as db:
        names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1").fetchall()
        return [db.execute("PRAGMA user_version").fetchone()] + [
            db.execute(f"SELECT * FROM {name}").fetchall() for (name,) in names
        ]


def test_what_cannot_be_kept_first_is_not_brought_up_to_date(first: Path) -> None:
    before = first.read_bytes()
    places.data_folder().mkdir()
    places.backups().write_text("in the way")
    with closing(Review.open(first)) as review:
        assert "could not be brought up to date" in review.store.read_only
        assert str(places.backups()) in review.store.read_only
        assert len(review.policies()) == 2
    assert first.read_bytes() == before


def test_two_who_open_it_at_once_bring_it_up_to_date_once(first: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from annotator.review import Review;"
        " sys.stdin.readline(); print(Review.open(Path(sys.argv[1])).store.read_only or 'open')"
    )
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(first)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for _ in range(3)
    ]
    for each in both:
        assert each.stdin is not None
        each.stdin.write("\n")
        each.stdin.flush()
    assert [each.communicate()[0].strip() for each in both] == ["open"] * 3
    assert len(backups_of(first)) == 1
    with closing(Review.open(first)) as review:
        assert [each.act for each in review.history() if each.act == "migrate"] == ["migrate"]
        assert_sound(review)


def test_a_disk_without_links_keeps_what_was_damaged_too(
    review: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted, kept = state(review), make(review.path, why=backup.ASKED)
    review.close()
    review.path.write_bytes(b"rubbish" * 1000)

    def no_link(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_link)
    restored = restore(review.path, kept)
    assert restored.kept is not None
    assert restored.kept.read_bytes() == b"rubbish" * 1000
    with closing(Review.open(review.path)) as again:
        assert state(again) == wanted
