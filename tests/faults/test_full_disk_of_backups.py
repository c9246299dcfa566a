"""The disk of the backups, or of the project, fills up: a sentence, and all that was there is there."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

BACKUPS = """
import os, sys
from pathlib import Path
from annotator import places
from annotator.problems import DiskError
from annotator.store import backup
from tests.projects import made, state, assert_intact
small, large = Path(sys.argv[1]), Path(sys.argv[2])
os.environ["ANNOTATOR_HOME"] = str(small)
review = made(large / "p.annotator", "x" * 90_000)
review.tag(review.policies()[0].id, [(0, 5)], "retention")
before, kept = state(review), []
try:
    for _ in range(100):
        kept.insert(0, backup.make(review.path, why=backup.ASKED))
except DiskError as error:
    assert str(small) in str(error) and "Make room there" in str(error), error
assert 0 < len(kept) < 100
assert backup.backups_of(review.path) == kept
assert sorted(each.path for each in kept) == sorted(backup.folder_of(review.path).iterdir())
for each in kept:
    assert_intact(each.path)
assert state(review) == before
review.tag(review.policies()[0].id, [(5, 9)], "retention")
try:  # what is there could not be kept first, so nothing is replaced
    backup.restore(review.path, kept[0])
except DiskError as error:
    assert str(small) in str(error), error
else:
    raise AssertionError("restored without a copy of what was there")
assert len(review.annotations(review.policies()[0].id)) == 2
assert [each.name for each in large.iterdir()] == ["p.annotator"], list(large.iterdir())
print(len(kept))
"""

PROJECT = """
import os, sys
from pathlib import Path
from annotator.problems import DiskError
from annotator.store import backup
from tests.projects import made, state, reading, assert_intact, assert_sound
small, large = Path(sys.argv[1]), Path(sys.argv[2])
os.environ["ANNOTATOR_HOME"] = str(large / "home")
review = made(small / "p.annotator", "x" * 90_000)
kept = backup.make(review.path, why=backup.ASKED)
review.tag(review.policies()[0].id, [(0, 5)], "retention")
before = state(review)
with (small / "filled").open("wb", buffering=0) as file:
    try:
        while True:
            file.write(b"x" * 4096)
    except OSError:
        pass
try:
    backup.restore(review.path, kept)
except DiskError:
    pass
else:
    raise AssertionError("there is room")
assert state(review) == before
assert_intact(review.path)
(small / "filled").unlink()
backup.restore(review.path, kept)
assert review.annotations(review.policies()[0].id) == []
assert_sound(review)
print(1)
"""


@pytest.mark.parametrize("script", [BACKUPS, PROJECT], ids=["backups", "project"])
def test_a_disk_that_fills_up(tmp_path: Path, script: str) -> None:
    """On a disk of two megabytes that nobody else sees."""
    small, large = tmp_path / "small", tmp_path / "large"
    small.mkdir()
    large.mkdir()
    alone = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
    trial = [*alone, f"mount -t tmpfs none {small}"]
    if shutil.which("unshare") is None or subprocess.run(trial, check=False).returncode:
        pytest.skip("this system lets nobody mount a disk of their own")
    inside = f'mount -t tmpfs -o size=2m none {small} && exec {sys.executable} -c "$1" {small} {large}'
    done = subprocess.run(
        [*alone, inside, "sh", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0
