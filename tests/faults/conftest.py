"""A disk that fails when told to, and a project to try it on."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.jobs import EXPORT, IMPORT, OLD, PROJECT
from tests.faults.shim import built
from tests.faults.trials import Trials, trials
from tests.projects import TEXT, made


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if sys.platform != "linux":
        pytest.skip("a library can be put before the calls of a process as it is done here on Linux only")
    return built(tmp_path_factory.mktemp("shim"))


@pytest.fixture(scope="module")
def forks(library: Path) -> Iterator[Trials]:
    """All of it in memory, what a check copies too: no fault is the disk's own, nor need it be waited for."""
    with trials(library) as running, pytest.MonkeyPatch.context() as patch:
        patch.setattr(tempfile, "tempdir", str(running.folder.parent))
        yield running


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A project with marks, an export of another, and an old file where the export is to be."""
    template = tmp_path / "template"
    (template / PROJECT).parent.mkdir(parents=True)
    (template / EXPORT).parent.mkdir()
    with closing(made(tmp_path / "theirs.annotator", "# Theirs\n\nWe sell what we know. 😀\n")) as theirs:
        theirs.tag(theirs.policies()[0].id, [(2, 8)], "retention", note="theirs")
        theirs.flag(theirs.policies()[0].id, [], "vague-wording")
        theirs.export(template / IMPORT)
    with closing(made(template / PROJECT, TEXT, "# Plain\n\nWe keep data for a year.\n" * 50)) as review:
        review.tag(review.policies()[0].id, [(3, 9)], "retention", note="ours")
        review.flag(review.policies()[1].id, [(2, 7)], "vague-wording")
    (template / EXPORT).write_bytes(OLD)
    return template


@pytest.fixture
def backed_up(forks: Trials, template: Path, tmp_path: Path) -> Path:
    """With a backup, and acts since."""
    forks.fill(template)
    assert forks.run("backup").done
    assert forks.run("act").done
    shutil.copytree(forks.folder, tmp_path / "backed-up")
    return tmp_path / "backed-up"
