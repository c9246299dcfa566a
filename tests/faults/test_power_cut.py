"""The power goes at any moment: what was acknowledged is on the disk, not only on its way there."""

import gzip
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.project import Project
from tests.faults import FULL
from tests.faults.jobs import EXPORT, PROJECT
from tests.faults.power import SAID, Disk, calls
from tests.faults.test_every_call import (
    FIXTURES,
    OLD,
    Figure,
    events,
    forks,
    library,
    template,
    unsaid,
    whole,
)
from tests.faults.trials import Outcome, Trials
from tests.projects import state

__all__ = ["forks", "library", "template"]

MOMENTS = 40
"""How many are tried of each job unless all are; each with the safe alone, and with some of the rest."""


class Cuts:
    """One job, with the power cut after each of its calls or some of them."""

    def __init__(self, trials: Trials, job: str, template: Path, folder: Path) -> None:
        self.left = folder / "left"
        trials.fill(template)
        self._disk = Disk(trials.folder)
        self._outcome = trials.run(job, log=folder / "log")
        assert not self._outcome.bug, self._outcome.bug
        self._calls = list(calls(folder / "log"))
        self.tally = 0

    def __iter__(self) -> Iterator[Outcome]:
        """What had been acknowledged when the power went; ``left`` holds what the disk then holds."""
        dice = random.Random(3)
        moments = range(len(self._calls))
        said = [at for at in moments if self._calls[at].name == SAID]
        chosen = set(moments if FULL else [*dice.sample(moments, min(MOMENTS, len(moments))), *said])
        before = Outcome()
        for at, call in enumerate(self._calls):
            self._disk.see(call)
            if call.name == SAID:
                before.done.append(self._outcome.done[len(before.done)])
            if at not in chosen:
                continue
            for luck in (None, dice, dice) if FULL else (None, dice):
                shutil.rmtree(self.left, ignore_errors=True)
                self._disk.cut(self.left, luck)
                self.tally += 1
                try:
                    yield before
                except AssertionError as error:
                    error.add_note(
                        f"the power went after call {at + 1} of {len(self._calls)}, {call.name} {call.path}"
                    )
                    raise


@pytest.fixture
def cuts(forks: Trials, template: Path, tmp_path: Path) -> Callable[[str], Cuts]:
    return lambda job: Cuts(forks, job, template, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("job", ["act", "import"])
def test_acts(cuts: Callable[[str], Cuts], template: Path, job: str, record_property: Figure) -> None:
    with closing(Project.open(template / PROJECT)) as project:
        before = events(project)
    power = cuts(job)
    kept = 0
    for outcome in power:
        with closing(whole(power.left / PROJECT)) as project:
            assert unsaid(project, before, outcome) <= 1
        kept += len(outcome.done)
    record_property(
        "figure", f"power cut in {job}: {power.tally} cuts, {kept} acknowledged acts, 0 lost, 0 torn"
    )


@pytest.mark.slow
def test_making_a_project(cuts: Callable[[str], Cuts], record_property: Figure) -> None:
    power = cuts("create")
    for outcome in power:
        path = power.left / "project/new.annotator"
        assert path.exists() or not outcome.done
        if path.exists():
            with closing(whole(path)) as project:
                assert len(project.policies()) == 5
    record_property("figure", f"power cut in making a project: {power.tally} cuts, 0 torn, 0 lost")


@pytest.mark.slow
@pytest.mark.parametrize("version", [1, 2])
def test_migration(
    cuts: Callable[[str], Cuts], template: Path, version: int, record_property: Figure, tmp_path: Path
) -> None:
    old = gzip.decompress((FIXTURES / f"version-{version}.annotator.gz").read_bytes())
    (template / PROJECT).write_bytes(old)
    copy = tmp_path / "copy.annotator"
    copy.write_bytes(old)
    with closing(whole(copy)) as project:
        there = state(project)
    power = cuts("open")
    for _ in power:
        with closing(whole(power.left / PROJECT)) as project:
            assert state(project) == there
    record_property("figure", f"power cut in migration from {version}: {power.tally} cuts, 0 lost, 0 torn")


@pytest.mark.slow
def test_export(cuts: Callable[[str], Cuts], forks: Trials, record_property: Figure) -> None:
    power = cuts("export")
    new = (forks.folder / EXPORT).read_bytes()
    for outcome in power:
        found = (power.left / EXPORT).read_bytes()
        assert found in ((new,) if outcome.done else (OLD, new))
    record_property("figure", f"power cut in export: {power.tally} cuts, 0 torn, 0 lost")
