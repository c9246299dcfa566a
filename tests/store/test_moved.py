"""A project's file that is moved, deleted or replaced under whoever has it open."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.problems import BadInputError, DiskError, MovedError
from annotator.review import Review
from annotator.store import copying
from tests.projects import assert_sound, made, opened, state

ROOT = Path(__file__).parents[2]


def replaced(path: Path) -> None:
    """By another project, as a sync service does it."""
    beside = path.with_name("theirs.annotator")
    with closing(made(beside, "Their words.\n")):
        pass
    beside.replace(path)


def renamed(path: Path) -> None:
    path.rename(path.with_name("elsewhere.annotator"))


@pytest.fixture
def mine(project_path: Path) -> Review:
    review = made(project_path, "mywords" * 20)
    review.tag(review.policies()[0].id, [(0, 2)], "retention", note="precious")
    return review


@pytest.mark.parametrize("how", [Path.unlink, renamed, replaced])
def test_nothing_is_written_where_nobody_would_find_it(mine: Review, how: Callable[[Path], object]) -> None:
    before, policy = state(mine), mine.policies()[0].id
    assert not mine.store.moved()
    how(mine.path)
    assert mine.store.moved()
    with pytest.raises(MovedError, match=r"was moved, deleted or replaced .* This act was not saved"):
        mine.tag(policy, [(0, 2)], "children")
    assert state(mine) == before, "and what was there can still be read"
    mine.close()


def test_what_was_put_back_goes_on(mine: Review) -> None:
    aside = mine.path.with_name("aside")
    policy = mine.policies()[0].id
    mine.path.rename(aside)
    assert mine.annotations(policy)
    aside.rename(mine.path)
    assert not mine.store.moved()
    mine.tag(policy, [], "children")
    assert_sound(mine)
    mine.close()


@pytest.mark.parametrize("how", [Path.unlink, renamed, replaced])
def test_a_copy_is_of_the_file_that_is_open(
    mine: Review, tmp_path: Path, how: Callable[[Path], object]
) -> None:
    before, calls = state(mine), []
    how(mine.path)
    target = tmp_path / "rescued.annotator"
    end = mine.store.begin_copy(target, meanwhile=lambda: calls.append(1))
    assert not target.exists(), "before it is verified it is not there"
    end()
    assert calls
    with closing(opened(target)) as copy:
        assert state(copy) == before
        assert_sound(copy)
    assert [each.name for each in tmp_path.iterdir() if each.name.endswith(".new")] == []
    mine.close()


def test_a_copy_goes_where_nothing_is_and_nothing_lies_beside(mine: Review, tmp_path: Path) -> None:
    target = tmp_path / "rescued.annotator"
    for side in ("", "-journal"):
        there = target.with_name(target.name + side)
        there.write_text("somebody's own")
        with pytest.raises(BadInputError, match="is there already"):
            mine.store.begin_copy(target, meanwhile=lambda: None)
        assert there.read_text() == "somebody's own"
        there.unlink()
    mine.close()


def test_a_copy_that_fails_half_way_leaves_nothing(
    mine: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "there").mkdir()

    def stop() -> None:
        raise DiskError("no")

    with pytest.raises(DiskError):
        mine.store.begin_copy(tmp_path / "there" / "rescued.annotator", meanwhile=stop)
    end = mine.store.begin_copy(tmp_path / "there" / "rescued.annotator", meanwhile=lambda: None)

    def fails(*_: object) -> None:
        raise DiskError("no")

    monkeypatch.setattr(copying, "verify", fails)
    with pytest.raises(DiskError):
        end()
    assert list((tmp_path / "there").iterdir()) == []
    mine.close()


WRITING = """
import os, signal, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA cache_size = 1")
db.execute("BEGIN IMMEDIATE")
db.execute("UPDATE annotation SET note = note || ?", ("x" * 3000,))
if sys.argv[2] == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
print(flush=True)
sys.stdin.read()
db.execute("COMMIT")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="what is open is not replaced there")
@pytest.mark.parametrize("how", ["alive", "killed"])
def test_a_journal_of_the_file_that_came_is_neither_rolled_back_nor_deleted(mine: Review, how: str) -> None:
    """SQLite takes what lies beside the path for the journal of the file that it has open."""
    policy = mine.policies()[0].id
    for number in range(30):
        mine.flag(policy, [(number, number + 1)], "vague-wording", note=f"{number}" * 900)
    theirs = mine.path.with_name("theirs.annotator")
    shutil.copy(mine.path, theirs)
    with closing(opened(theirs)) as other:
        other.remove([each.id for each in other.annotations(policy)[1:]])
        for number in range(30):
            other.flag(policy, [(number, number + 2)], "vague-wording", note=f"theirs {number}" * 200)
        left = state(other)
    before = state(mine)
    theirs.replace(mine.path)
    journal = mine.path.with_name(f"{mine.path.name}-journal")
    with subprocess.Popen(
        [sys.executable, "-c", WRITING, str(mine.path), how], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writing:
        assert writing.stdout is not None
        writing.stdout.readline()
        if how == "killed":
            writing.wait()
        size = journal.stat().st_size
        assert size > 4096
        assert state(mine) == before
        mine.version()
        assert journal.stat().st_size == size
        writing.communicate(b"")
    if how == "killed":
        with closing(opened(mine.path)) as other:
            assert state(other) == left, "the act that was interrupted is taken back there"
    assert not journal.exists()
    mine.close()


def test_where_files_cannot_be_told_apart_sqlite_has_the_word(
    mine: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os.path, "samestat", lambda *_: True)
    replaced(mine.path)
    assert not mine.store.moved()
    with pytest.raises(MovedError):
        mine.tag(mine.policies()[0].id, [], "children")
    assert mine.store.moved()
    mine.close()


def test_a_link_that_leads_elsewhere_now_is_no_matter(mine: Review, tmp_path: Path) -> None:
    link = tmp_path / "link.annotator"
    link.symlink_to(mine.path)
    with closing(opened(link)) as through:
        link.unlink()
        assert not through.store.moved()
        through.tag(through.policies()[0].id, [], "children")
    mine.close()
