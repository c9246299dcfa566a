"""`annotator backup` and `annotator restore`, and the backup before an act."""

import errno
import io
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, NamedTuple

import click
import pytest

from annotator import places
from annotator.cli import desk, run
from annotator.domain import Owner
from annotator.problems import DiskError
from annotator.project import Project
from annotator.review import Review
from annotator.store import backup
from annotator.store.backup import backups_of
from annotator.store.owner import own
from tests.projects import made, state


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Annotate = Callable[..., Outcome]


@pytest.fixture
def project(project_path: Path) -> Path:
    made(project_path, "# Plain\n\nWe keep data for a year.\n").close()
    return project_path


@pytest.fixture
def annotate(project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Annotate:
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Bo")
    capsys.readouterr()

    def call(*arguments: object) -> Outcome:
        code = run(["--project", str(project), *(str(each) for each in arguments)])
        return Outcome(code, *capsys.readouterr())

    return call


def tagged(annotate: Annotate, label: str = "retention") -> Outcome:
    return annotate("tag", "1.txt", "--whole", "--label", label)


def all_of(path: Path) -> dict[str, object]:
    with closing(Project.open(path)) as project:
        return state(project)


def test_backup_prints_where_it_is(annotate: Annotate, project: Path) -> None:
    outcome = annotate("backup")
    (made,) = backups_of(project)
    assert outcome == (0, f"{made.path}\n", "Kept 1 policy, 0 tags and 0 issues.\n")


def test_backup_in_a_network_folder_says_so(
    annotate: Annotate, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "network", lambda path: "NFS")
    assert f"{project} is in a network folder (NFS)" in annotate("backup").err


def test_backup_into_a_file_of_ones_own_replaces_nothing(
    annotate: Annotate, project: Path, tmp_path: Path
) -> None:
    target = tmp_path / "mine.annotator"
    assert annotate("backup", "-o", target) == (0, f"{target}\n", "")
    assert all_of(target) == all_of(project)
    assert backups_of(project) == []
    again = annotate("backup", "-o", target)
    assert (again.code, again.out) == (3, "")
    assert "is there already" in again.err


def test_restore_says_what_differs_asks_and_can_be_taken_back(
    annotate: Annotate, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = all_of(project)
    annotate("backup")
    tagged(annotate)
    later = all_of(project)
    asked: list[str] = []
    monkeypatch.setattr(click, "confirm", lambda words, **_: asked.append(words))
    outcome = annotate("restore")
    assert (outcome.code, outcome.out, asked) == (0, "", ["Restore it?"])
    assert "(asked for) holds 1 policy, 0 tags and 0 issues." in outcome.err
    assert "would be gone: 1 act of Bo." in outcome.err
    assert "  Plain: 1 mark gone" in outcome.err
    assert str(backups_of(project)[0].path) in outcome.err
    assert all_of(project) == before
    assert json.loads(annotate("history", "--limit", 1, "--json").out)[0]["reviewer_name"] == "Bo"
    outcome = annotate("restore", 1, "--yes")
    assert outcome.code == 0
    assert "would come back: 1 act of Bo." in outcome.err
    assert all_of(project) == later


def test_restore_without_a_number_does_not_take_back_the_restore_before(
    annotate: Annotate, project: Path
) -> None:
    before = all_of(project)
    annotate("backup")
    tagged(annotate)
    after = all_of(project)
    for _ in range(2):
        assert annotate("restore", "--yes").code == 0
        assert all_of(project) == before
    newest, *_, first = backups_of(project)
    assert (newest.why, first.why) == (backup.RESTORE, backup.ASKED)
    first.path.unlink()
    outcome = annotate("restore", 2, "--yes")
    assert (outcome.code, "(before a restore)" in outcome.err) == (0, True)
    assert all_of(project) == after
    outcome = annotate("restore", "--yes")
    assert "(before a restore)" in outcome.err, "there is no other"
    assert "not made before a restore" in " ".join(annotate("restore", "--help").out.split())


@pytest.mark.parametrize("said", ["n\n", "\n", ""])
def test_whoever_does_not_say_yes_changes_nothing(
    annotate: Annotate, project: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    annotate("backup")
    tagged(annotate)
    before = project.read_bytes()
    monkeypatch.setattr("sys.stdin", io.StringIO(said))
    outcome = annotate("restore")
    assert (outcome.code, project.read_bytes()) == (130, before)


def test_the_list_has_numbers_that_restore_takes(annotate: Annotate, project: Path) -> None:
    annotate("backup")
    tagged(annotate)
    annotate("backup")
    outcome = annotate("restore", "--list")
    head, one, two = outcome.out.splitlines()
    assert head.split()[:3] == ["MADE", "(UTC)", "POLICIES"]
    assert (one.split()[0], one.split()[3:6]) == ("1", ["1", "1", "0"])
    assert (two.split()[0], two.split()[3:6]) == ("2", ["1", "0", "0"])
    assert one.endswith(str(backups_of(project)[0].path))
    assert annotate("restore", "2", "--yes").code == 0
    assert annotate("restore", "9").code == 3


def test_a_file_is_restored_too(annotate: Annotate, project: Path, tmp_path: Path) -> None:
    before = all_of(project)
    annotate("backup", "-o", tmp_path / "mine.annotator")
    tagged(annotate)
    assert annotate("restore", tmp_path / "mine.annotator", "--yes").code == 0
    assert all_of(project) == before
    (tmp_path / "other.annotator").write_bytes(b"rubbish" * 999)
    assert annotate("restore", tmp_path / "other.annotator", "--yes").code == 3
    assert annotate("restore", tmp_path / "none.annotator", "--yes").code == 4


def test_where_nothing_differs_or_is_there_nothing_is_done(annotate: Annotate, project: Path) -> None:
    assert annotate("restore", "--list").code == 1
    none = annotate("restore")
    assert (none.code, "There is no backup of" in none.err) == (3, True)
    annotate("backup")
    before = project.read_bytes()
    outcome = annotate("restore", "--yes")
    assert (outcome.code, "nothing to restore" in outcome.err) == (1, True)
    assert project.read_bytes() == before


def test_a_damaged_project_and_one_that_is_gone_come_back(annotate: Annotate, project: Path) -> None:
    before = all_of(project)
    annotate("backup")
    project.write_bytes(b"rubbish" * 1000)
    assert annotate("list").code == 3
    outcome = annotate("restore", "--yes")
    assert (outcome.code, "nobody can say what differs" in outcome.err) == (0, True)
    assert ".damaged-" in outcome.err
    assert all_of(project) == before
    project.unlink()
    assert annotate("restore", "--yes").code == 0
    assert all_of(project) == before


def test_a_project_that_a_window_has_open_is_not_restored(
    annotate: Annotate, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    annotate("backup")
    tagged(annotate)
    place = project.with_name("p.annotator.lock")
    claim = Owner("far", 42, "cy", "2026-01-31T14:02:03.456Z")
    place.write_text(json.dumps({each: getattr(claim, each) for each in Owner.__slots__}))
    before = project.read_bytes()
    for arguments in (("restore", "--yes"), ("tag", "1.txt", "--whole", "--label", "purpose")):
        outcome = annotate(*arguments)
        assert outcome.code == 4
        assert "is open on far since 2026-01-31 14:02 UTC (user cy, process 42)" in outcome.err
    assert project.read_bytes() == before
    assert annotate("list").code == 0


def test_short_acts_go_beside_a_window_on_the_same_computer(annotate: Annotate, project: Path) -> None:
    mine = own(project)
    assert tagged(annotate).code == 0
    mine.release()


def test_before_the_first_act_of_a_day_a_backup_is_made(
    annotate: Annotate, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tagged(annotate).err == "Tag “Retention” on the whole policy.\n"
    assert backups_of(project) == []
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    monkeypatch.setattr(backup, "_now", lambda: tomorrow)
    assert annotate("list").code == 0
    assert backups_of(project) == [], "whoever only reads needs none"
    assert tagged(annotate, "purpose").err == "Tag “Purpose” on the whole policy.\n"
    (kept,) = backups_of(project)
    assert (kept.why, kept.tags) == ("daily", 1)
    tagged(annotate, "children")
    assert backups_of(project) == [kept]
    monkeypatch.setattr(backup, "_now", lambda: tomorrow + timedelta(days=1))
    monkeypatch.setattr(desk, "LONG", -1.0)
    assert "A backup of the project was made first" in tagged(annotate, "transfers").err
    assert len(backups_of(project)) == 2


def test_where_there_is_no_room_for_a_backup_the_act_is_done_all_the_same(
    annotate: Annotate, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places.data_folder().mkdir()
    places.backups().write_text("in the way")
    monkeypatch.setattr(backup, "_now", lambda: datetime.now(UTC) + timedelta(days=1))
    outcome = tagged(annotate)
    assert outcome.code == 0
    assert f"{places.backups()}" in outcome.err


def test_a_damaged_project_is_told_of_before_the_first_act_of_a_day(
    annotate: Annotate, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_now", lambda: datetime.now(UTC) + timedelta(days=1))
    with closing(sqlite3.connect(project)) as db, db:
        db.execute("UPDATE document SET text = replace(text, 'year', 'week')")
    outcome = tagged(annotate)
    assert outcome.code == 5
    assert "all earlier ones are kept" in outcome.err


def test_no_verb_that_writes_a_file_replaces_the_project(annotate: Annotate, project: Path) -> None:
    before = project.read_bytes()
    for verb in (("export",), ("report", "--format", "html"), ("backup",)):
        told = annotate(*verb, "-o", project)
        assert (told.code, told.out) == (3, "")
        assert "is not replaced" in told.err
    assert project.read_bytes() == before


def test_links_in_a_circle_are_told(annotate: Annotate, project: Path) -> None:
    project.unlink()
    project.symlink_to(project)
    for verb in (("restore",), ("check",), ("list",), ("import", project.parent)):
        told = annotate(*verb)
        assert told.code in (1, 3, 4), told.err
        assert "fault" not in told.err


def test_what_may_not_be_read_is_no_mistake_of_usage(
    annotate: Annotate, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is found out by reading, and said by the verb; a restore does not need it."""
    annotate("backup")
    monkeypatch.setattr("os.access", lambda *_, **__: False)
    assert annotate("restore", "--list").code == 0


def test_whoever_reads_an_export_slowly_keeps_nobody_from_acting(
    annotate: Annotate, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `annotator export | less` does."""
    tags: list[object] = []

    class Slow(io.BytesIO):
        def write(self, content: object) -> int:
            with closing(Review.open(project)) as review:
                review.sign_in("Ada")
                tags.append(review.tag(review.policies()[0].id, [], "retention"))
            monkeypatch.undo()
            return len(content)  # type: ignore[arg-type]

    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(Slow()))
    assert annotate("export").code == 0
    assert len(tags) == 1


def test_a_slow_disk_for_an_export_keeps_nobody_from_acting(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, tags, before = tmp_path / "export.json", [], io.BytesIO()
    copy = shutil.copyfileobj

    def slow(source: BinaryIO, stream: BinaryIO) -> None:
        assert not target.exists()
        with closing(Review.open(project)) as review:
            review.sign_in("Ada")
            tags.append(review.tag(review.policies()[0].id, [], "retention"))
        copy(source, stream)

    with closing(Project.open(project)) as exported:
        exported.export(before)
        monkeypatch.setattr("shutil.copyfileobj", slow)
        exported.export(target)
    assert len(tags) == 1
    assert target.read_bytes() == before.getvalue(), "it is of the moment at which it was read"


def test_where_an_export_cannot_be_gathered_the_former_one_stands(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(**_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    class Full(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    def full(buffering: int) -> io.BufferedRandom:
        return io.BufferedRandom(Full(), buffering)  # type: ignore[arg-type]

    target = tmp_path / "export.json"
    target.write_bytes(b"former")
    with closing(Project.open(project)) as exported:
        for file in (none, full):
            monkeypatch.setattr("tempfile.TemporaryFile", file)
            for place in (target, io.BytesIO()):
                with pytest.raises(DiskError, match="Make room there"):
                    exported.export(place)
    assert target.read_bytes() == b"former"
    assert list(tmp_path.glob(".*.new")) == []
