"""A disk of a few free pages, for each job: it is done, or a sentence says that there is no room."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.trials import ROOT

ROOM = re.compile("full|space|room")
ALONE = ["unshare", "--user", "--map-root-user", "--mount"]


@pytest.mark.slow
def test_a_disk_with_next_to_no_room(
    template: Path, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    trial = [*ALONE, "mount", "-t", "tmpfs", "none", str(disk)]
    if shutil.which("unshare") is None or subprocess.run(trial, check=False, capture_output=True).returncode:
        pytest.skip("this system lets nobody mount a disk of their own")
    tried = subprocess.run(
        [*ALONE, sys.executable, "-m", "tests.faults.tiny", str(template), str(disk)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert tried.returncode == 0, tried.stderr[-3000:]
    told: Counter[str] = Counter()
    done: Counter[str] = Counter()
    sentences: list[str] = []
    for line in tried.stdout.splitlines():
        match json.loads(line):
            case ["problem", _, sentence]:
                assert ROOM.search(sentence), sentence
                sentences.append(sentence)
            case ["tried", job, _, number]:
                told[job] += len(sentences)
                done[job] += number
                sentences.clear()
    assert done.keys() == told.keys() == {"act", "import", "export", "backup", "create"}
    assert min(done.values()) > 0, "some of each found room"
    assert min(told.values()) > 0, "some of each did not"
    record_property(
        "figure",
        f"full disk, 0 to 200 pages free: {done.total()} done, {told.total()} refused in a sentence, 0 lost,"
        " 0 torn",
    )
