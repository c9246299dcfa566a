"""One owner at a time: named, let go of by a crash, taken over when asked."""

import json
import os
import platform
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from annotator.domain import Owner
from annotator.problems import DiskError, OwnedError
from annotator.store import owner
from annotator.store.owner import own, owner_of, owning, refuse_elsewhere

ROOT = Path(__file__).parents[2]
OTHER = """
import sys, time
from pathlib import Path
from annotator.store import owner
mine = owner.own(Path(sys.argv[1]), take_over="take" in sys.argv)
print(mine.owner.process, flush=True)
for line in sys.stdin:
    lost = mine.lost()
    print(lost.process if lost else 0, flush=True)
mine.release()
"""


@contextmanager
def another(path: Path, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """Another process that owns the project, and says on each line whether it has lost it."""
    with subprocess.Popen(
        [sys.executable, "-c", OTHER, str(path), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        assert int(process.stdout.readline()) == process.pid
        yield process


def lost(process: "subprocess.Popen[str]") -> int:
    assert process.stdin is not None
    assert process.stdout is not None
    print(file=process.stdin, flush=True)
    return int(process.stdout.readline())


def claim_of(host: str, place: Path, *, age: float = 0.0) -> Owner:
    """A claim as a process on another computer would have left it, whose lock is not seen here."""
    claimed = Owner(host, 42, "bo", "2026-01-31T14:02:03.456Z")
    place.write_text(json.dumps({each: getattr(claimed, each) for each in Owner.__slots__}))
    os.utime(place, (time.time() - age, time.time() - age))
    return claimed


@pytest.fixture
def place(project_path: Path) -> Path:
    return project_path.with_name("p.annotator.lock")


def test_one_owner_at_a_time_who_is_named(project_path: Path, place: Path) -> None:
    assert owner_of(project_path) is None
    with another(project_path) as other:
        with pytest.raises(
            OwnedError, match=f"on this computer since .* UTC .*process {other.pid}"
        ) as caught:
            own(project_path)
        assert str(project_path) in str(caught.value)
        assert caught.value.owner == owner_of(project_path)
        assert (caught.value.owner.host, caught.value.owner.process) == (platform.node(), other.pid)
        refuse_elsewhere(project_path)
        assert other.stdin is not None
        other.stdin.close()
        other.wait()
        assert not place.exists()
        mine = own(project_path)
    assert owner_of(project_path) == mine.owner
    with pytest.raises(OwnedError):
        own(project_path)
    mine.release()
    mine.release()
    assert owner_of(project_path) is None
    assert list(place.parent.iterdir()) == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal")
def test_a_crash_lets_go_by_itself(project_path: Path, place: Path) -> None:
    with another(project_path) as other:
        other.kill()
        other.wait()
        assert place.exists(), "it still names who is gone"
        assert owner_of(project_path) is None
        mine = own(project_path)
        assert owner_of(project_path) == mine.owner
        mine.release()


def test_who_is_taken_over_is_told_by_whom(project_path: Path) -> None:
    mine = own(project_path)
    assert mine.lost() is None
    with another(project_path, "take") as other:
        assert lost(other) == 0
        successor = mine.lost()
        assert successor is not None
        assert successor.process == other.pid
        assert mine.lost() == successor
        mine.release()
        assert lost(other) == 0, "who has lost it takes nothing from its successor"
        assert owner_of(project_path) == successor
        with pytest.raises(OwnedError):
            own(project_path)
        again = own(project_path, take_over=True)
        assert lost(other) == os.getpid()
        assert again.lost() is None
    again.release()
    assert owner_of(project_path) is None


def test_the_lock_comes_to_the_successor_once_the_former_owner_answers(project_path: Path) -> None:
    with another(project_path) as other:
        mine = own(project_path, take_over=True)
        assert owner_of(project_path) == mine.owner
        assert mine.lost() is None
        assert not mine._locked
        assert lost(other) == os.getpid()
        assert mine.lost() is None
        assert mine._locked
    mine.release()


def test_a_claim_that_somebody_deleted_is_made_again(project_path: Path, place: Path) -> None:
    mine = own(project_path)
    place.unlink()
    assert mine.lost() is None
    assert owner_of(project_path) == mine.owner
    with pytest.raises(OwnedError):
        own(project_path)
    place.unlink()
    with another(project_path) as other:
        successor = mine.lost()
        assert successor is not None
        assert successor.process == other.pid


def test_another_host_lives_while_it_renews_its_claim(project_path: Path, place: Path) -> None:
    claimed = claim_of("far", place)
    assert owner_of(project_path) == claimed
    with pytest.raises(OwnedError, match=r"on far since 2026-01-31 14:02 UTC \(user bo, process 42\)"):
        own(project_path)
    with pytest.raises(OwnedError, match="far"):
        refuse_elsewhere(project_path)
    claim_of("far", place, age=owner.STALE + 5)
    refuse_elsewhere(project_path)
    own(project_path).release()
    assert not place.exists()


def test_a_claim_is_renewed_now_and_then(
    project_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = own(project_path)
    os.utime(place, (0, 0))
    mine.lost()
    assert place.stat().st_mtime == 0
    monkeypatch.setattr(owner, "_RENEWED", -1.0)
    mine.lost()
    assert time.time() - place.stat().st_mtime < 60
    mine.release()


def test_where_no_locks_are_known_the_claim_alone_counts(
    project_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owner, "_lock", lambda file, shared=False: None)
    mine = own(project_path)
    with pytest.raises(OwnedError):
        own(project_path)
    mine.release()
    claim_of(platform.node(), place, age=owner.STALE + 5)
    own(project_path).release()


def test_who_owns_it_already_owns_it_for_what_is_done_inside(project_path: Path) -> None:
    with owning(project_path):
        inner = owner_of(project_path)
        assert inner is not None
        with owning(project_path):
            assert owner_of(project_path) == inner
        assert owner_of(project_path) == inner
    assert owner_of(project_path) is None
    mine = own(project_path)
    with owning(project_path):
        pass
    assert owner_of(project_path) == mine.owner
    mine.release()


def test_what_needs_the_project_waits_for_who_is_about_to_let_go(
    project_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with another(project_path) as other:
        assert other.stdin is not None
        waited: list[float] = []

        def sleep(seconds: float) -> None:
            waited.append(seconds)
            with suppress(OSError):
                other.stdin.close()  # type: ignore[union-attr]
            other.wait()

        monkeypatch.setattr(owner.time, "sleep", sleep)
        with owning(project_path):
            assert waited


@pytest.mark.parametrize(
    "words",
    [
        b"",
        b"\x00\xff",
        b"[" * 4000,
        b'{"host": 1}',
        b"null",
        b'{"host":"a","process":1e999,"user":"","since":""}',
    ],
)
def test_a_claim_that_says_nothing_is_nobodys(project_path: Path, place: Path, words: bytes) -> None:
    place.write_bytes(words)
    assert owner_of(project_path) is None
    mine = own(project_path)
    assert owner_of(project_path) == mine.owner
    mine.release()


def test_what_a_stranger_wrote_into_a_claim_is_plain_and_short(project_path: Path, place: Path) -> None:
    claim_of("\x1b[31m\u202efar\n" + "x" * 1000, place)
    found = owner_of(project_path)
    assert found is not None
    assert found.host.startswith("[31mfarx")
    assert len(found.host) <= 200


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_strangers_link_leads_nowhere(project_path: Path, place: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    place.symlink_to(tmp_path / "mine.txt")
    with pytest.raises(DiskError, match="symbolic link"):
        own(project_path)
    assert (tmp_path / "mine.txt").read_text() == "mine"
    place.unlink()
    os.mkfifo(place)
    assert owner_of(project_path) is None
    place.unlink()


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_has_no_owner(project_path: Path) -> None:
    project_path.parent.chmod(0o555)
    mine = own(project_path)
    assert (mine.lost(), owner_of(project_path)) == (None, None)
    mine.release()
    project_path.parent.chmod(0o755)


@pytest.mark.parametrize("number", [30, 28])
def test_a_medium_that_takes_nothing_has_no_owner(
    project_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def full(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", full)
        mine = own(project_path)
    assert mine.lost() is None
    mine.release()
    assert not place.exists()


def test_the_claim_follows_the_project_not_the_link_to_it(project_path: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    link = tmp_path / "elsewhere" / "link.annotator"
    project_path.touch()
    link.symlink_to(project_path)
    mine = own(link)
    assert owner_of(project_path) == mine.owner
    mine.release()


RACING = """
import os, sys
from pathlib import Path
from annotator.problems import OwnedError
from annotator.store.owner import own
path, alone, owned = Path(sys.argv[1]), Path(sys.argv[2]), 0
while owned < 40:
    try:
        mine = own(path)
    except OwnedError:
        continue
    os.close(os.open(alone, os.O_CREAT | os.O_EXCL))
    owned += 1
    assert mine.lost() is None
    alone.unlink()
    mine.release()
"""


def test_of_many_who_come_at_once_one_owns_it_at_a_time(project_path: Path, tmp_path: Path) -> None:
    """Whoever owns it makes a file that must not be there; the claim is deleted and made anew each time."""
    racing = [
        subprocess.Popen([sys.executable, "-c", RACING, str(project_path), str(tmp_path / "alone")], cwd=ROOT)
        for _ in range(3)
    ]
    assert [each.wait() for each in racing] == [0, 0, 0]


@pytest.fixture
def shared(tmp_path: Path) -> Iterator[Path]:
    """A project in a folder where all may write, with a claim of root's, seen by somebody else."""
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("only root can be somebody else")
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    (folder / "p.annotator.lock").write_text("{}")
    (folder / "p.annotator.lock").chmod(0o644)
    os.seteuid(65534)
    try:
        yield folder / "p.annotator"
    finally:
        os.seteuid(0)
        shutil.rmtree(folder)


def test_a_claim_that_another_user_left_is_replaced(shared: Path) -> None:
    mine = own(shared)
    assert owner_of(shared) == mine.owner
    mine.release()
    assert list(shared.parent.iterdir()) == []


def test_a_claim_that_another_user_holds_is_theirs_until_it_is_taken_over(shared: Path) -> None:
    claimed = Owner("far", 42, "bo", "2026-01-31T14:02:03.456Z")
    os.seteuid(0)
    claim_of("far", shared.with_name("p.annotator.lock"))
    os.seteuid(65534)
    with pytest.raises(OwnedError) as caught:
        own(shared)
    assert caught.value.owner == claimed
    mine = own(shared, take_over=True)
    assert owner_of(shared) == mine.owner
    mine.release()


def test_a_claim_that_nobody_may_take_away_is_told(shared: Path) -> None:
    os.seteuid(0)
    shared.parent.chmod(0o1777)
    os.seteuid(65534)
    with pytest.raises(DiskError, match="belongs to another user"):
        own(shared)


def test_who_cannot_be_named_owns_it_all_the_same(
    project_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise KeyError("no such user")

    monkeypatch.setattr("getpass.getuser", nobody)
    mine = own(project_path)
    assert mine.owner.user == ""
    mine.release()
