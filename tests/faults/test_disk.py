"""A full disk, a file size limit, a read-only folder: a sentence, and all that was done is kept."""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from annotator.problems import DiskError
from annotator.review import Review
from tests.projects import assert_intact, assert_sound, everything_undone, made, opened, reading, state

ROOT = Path(__file__).parents[2]
BIG = "Many words, and more of them. " * 20_000


@contextmanager
def files_up_to(size: int) -> Iterator[None]:
    """As on a disk that takes so many bytes a file and no more."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_an_act_that_does_not_fit_is_not_half_there(review: Review) -> None:
    before = state(review), review.history(limit=1)
    with files_up_to(review.path.stat().st_size + 8192):
        with pytest.raises(DiskError, match="This act was not saved, all earlier"):
            review.add_policies([reading(BIG)])
        assert (state(review), review.history(limit=1)) == before
    assert_intact(review.path)
    review.add_policies([reading(BIG)])
    assert len(review.policies()) == 3
    assert_sound(review)


def test_a_project_that_does_not_fit_is_not_made(project_path: Path) -> None:
    with files_up_to(60_000), pytest.raises(DiskError):
        Review.open(project_path, corpus=True)
    assert list(project_path.parent.iterdir()) == []


def test_an_export_that_does_not_fit_leaves_the_old_one(review: Review, tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    target.write_bytes(b"old")
    with files_up_to(10_000), pytest.raises(DiskError, match="untouched"):
        review.export(target)
    assert target.read_bytes() == b"old"
    assert {each.name for each in tmp_path.iterdir() if each.is_file()} == {"a.json", review.path.name}


FILL = """
import sys
from pathlib import Path
from annotator.problems import DiskError
from annotator.review import Review
from tests.projects import assert_intact, assert_sound, made
path = Path(sys.argv[1]) / "p.annotator"
review = made(path, "x" * 3000)
policy = review.policies()[0].id
done = 0
try:
    for number in range(10_000):
        review.tag(policy, [(number, number + 5)], "retention", note=f"{number} " * 300)
        done += 1
except DiskError as error:
    assert "make room and repeat it" in str(error), error
assert 0 < done == len(review.annotations(policy)), done
review.close()
review = Review.open(path)
assert done == len(review.annotations(policy))
assert_intact(path)
assert_sound(review)
review.close()
print(done)
"""


def test_a_disk_that_fills_up(tmp_path: Path) -> None:
    """On a disk of one megabyte that nobody else sees."""
    inside = f'mount -t tmpfs -o size=1m none {tmp_path} && exec {sys.executable} -c "$1" {tmp_path}'
    alone = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
    trial = [*alone, f"mount -t tmpfs none {tmp_path}"]
    if shutil.which("unshare") is None or subprocess.run(trial, check=False).returncode:
        pytest.skip("this system lets nobody mount a disk of their own")
    made_ = subprocess.run(
        [*alone, inside, "sh", FILL],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert made_.returncode == 0, made_.stderr
    assert int(made_.stdout) > 10


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """A folder that this process may read and not write."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    with closing(made(folder / "p.annotator", "Some words.")) as review:
        review.tag(review.policies()[0].id, [(0, 4)], "retention")
    (folder / "p.annotator").chmod(0o444)
    folder.chmod(0o555)
    root = os.geteuid() == 0
    try:
        if root:
            os.seteuid(65534)
        yield folder
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_read_only_project_can_be_read_and_says_why_it_cannot_be_changed(locked_folder: Path) -> None:
    path = locked_folder / "p.annotator"
    with closing(opened(path)) as review:
        before = state(review)
        policy = review.policies()[0].id
        assert len(review.annotations(policy)) == 1
        for act in (
            lambda: review.tag(policy, [(5, 10)], "retention"),
            review.undo,
        ):
            with pytest.raises(DiskError, match=r"cannot be written|cannot be opened"):
                act()
        assert state(review) == before
        assert review.reviewer is not None
        assert review.reviewer.name == "Ada Lovelace"
    with pytest.raises(DiskError):
        Review.open(locked_folder / "new.annotator")
    with pytest.raises(DiskError, match="cannot be used"):
        Review.open(locked_folder / "deeper" / "new.annotator")


def test_a_writable_file_in_a_read_only_folder_says_so_too(locked_folder: Path) -> None:
    path = locked_folder / "p.annotator"
    user = os.geteuid()
    if os.getuid() == 0:
        os.seteuid(0)
    path.chmod(0o666)
    os.seteuid(user)
    with closing(opened(path)) as review:
        with pytest.raises(DiskError, match="check disk and rights"):
            review.undo()
        assert len(review.annotations(review.policies()[0].id)) == 1


def test_after_a_full_disk_undo_still_works(review: Review) -> None:
    policy = review.policies()[1].id
    review.tag(policy, [(0, 7)], "retention")
    with files_up_to(0), pytest.raises(DiskError):
        review.undo()
    assert len(review.annotations(policy)) == 1
    assert everything_undone(review) == 2
