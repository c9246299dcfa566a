"""This process's locks on a project stay while an act is under way, whatever is asked to be read."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.exchange import READERS, read_back
from annotator.exchange.recognition import recognised
from annotator.problems import BadInputError
from annotator.text.readers import read
from tests.projects import made

OTHER = """
import sqlite3, sys
sqlite3.connect(sys.argv[1], timeout=0, isolation_level=None).execute("BEGIN IMMEDIATE")
"""


def another_may_write(path: Path) -> bool:
    """Whether another process gets the turn."""
    said = subprocess.run([sys.executable, "-c", OTHER, str(path)], capture_output=True, check=False)
    assert said.returncode == 0 or b"database is locked" in said.stderr
    return said.returncode == 0


@pytest.mark.parametrize(
    "how",
    [recognised, lambda path: read_back(path, "json"), READERS["doccano"], read],
    ids=["told", "export", "doccano", "policy"],
)
def test_a_project_is_not_opened_to_be_imported(project_path: Path, how: Callable[[Path], object]) -> None:
    link = project_path.with_name("link.json")
    link.symlink_to(project_path)
    with closing(made(project_path, "Words.\n")) as review:
        with review.store.transaction():
            for path in (project_path, link):
                with pytest.raises(BadInputError, match="is called as a project of this program is"):
                    how(path)
            assert not another_may_write(project_path)
        assert another_may_write(project_path)
