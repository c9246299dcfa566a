"""The power goes at any moment: what was acknowledged is on the disk, not only on its way there."""

import gzip
import random
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.project import Project
from annotator.store import schema
from tests.faults import FULL
from tests.faults.jobs import EXPORT, OLD, PROJECT
from tests.faults.power import SAID, Disk, calls
from tests.faults.test_every_call import FIXTURES, Figure, backups, events, unsaid, whole
from tests.faults.trials import Outcome, Trials
from tests.projects import state

MOMENTS = 15
"""How many are tried of each job unless all are; each with the safe alone, and with some of the rest."""


class Cuts:
    """One job, with the power cut after each of its calls or some of them."""

    def __init__(self, trials: Trials, job: str, template: Path, folder: Path) -> None:
        self.left = trials.folder.with_name("left")
        trials.fill(template)
        self._disk = Disk(trials.folder)
        self._outcome = trials.run(job, log=folder / "log")
        assert not self._outcome.bug, self._outcome.bug
        self._calls = list(calls(folder / "log"))

    def each(self, verify: Callable[[Outcome], None]) -> str:
        """Verify ``left``, which holds what the disk holds, by what was acknowledged when the power went."""
        dice = random.Random(3)
        moments = range(len(self._calls))
        said = [at for at in moments if self._calls[at].name == SAID]
        chosen = set(moments if FULL else [*dice.sample(moments, min(MOMENTS, len(moments))), *said])
        before = Outcome()
        tally = 0
        for at, call in enumerate(self._calls):
            self._disk.see(call)
            if call.name == SAID:
                before.done.append(self._outcome.done[len(before.done)])
            if at not in chosen:
                continue
            for luck in (None, dice, dice) if FULL else (None, dice):
                shutil.rmtree(self.left, ignore_errors=True)
                self._disk.cut(self.left, luck)
                tally += 1
                try:
                    verify(before)
                except AssertionError as error:
                    error.add_note(f"the power went after call {at + 1}, {call.name} {call.path}")
                    raise
        return f"{tally} cuts, {len(before.done)} acknowledged, 0 lost, 0 torn"


@pytest.fixture
def cuts(forks: Trials, template: Path, tmp_path: Path) -> Callable[..., Cuts]:
    return lambda job, start=template: Cuts(forks, job, start, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("job", ["act", "import"])
def test_acts(cuts: Callable[..., Cuts], template: Path, job: str, record_property: Figure) -> None:
    with closing(Project.open(template / PROJECT)) as project:
        before = events(project)
    power = cuts(job)

    def verify(outcome: Outcome) -> None:
        with closing(whole(power.left / PROJECT)) as project:
            assert unsaid(project, before, outcome) <= 1

    record_property("figure", f"power cut in {job}: {power.each(verify)}")


@pytest.mark.slow
def test_making_a_project(cuts: Callable[..., Cuts], record_property: Figure) -> None:
    power = cuts("create")
    path = power.left / "project/new.annotator"

    def verify(outcome: Outcome) -> None:
        if not path.exists():
            assert not outcome.done
            return
        with closing(whole(path)) as project:
            assert len(project.policies()) == 5

    record_property("figure", f"power cut in making a project: {power.each(verify)}")


@pytest.mark.slow
@pytest.mark.parametrize("version", range(1, schema.NEWEST))
def test_migration(
    cuts: Callable[..., Cuts], template: Path, version: int, record_property: Figure, tmp_path: Path
) -> None:
    old = gzip.decompress((FIXTURES / f"version-{version}.annotator.gz").read_bytes())
    (template / PROJECT).write_bytes(old)
    (tmp_path / "copy.annotator").write_bytes(old)
    with closing(whole(tmp_path / "copy.annotator")) as project:
        there = state(project)
    power = cuts("open")

    def verify(outcome: Outcome) -> None:
        with closing(whole(power.left / PROJECT)) as project:
            assert state(project) == there

    record_property("figure", f"power cut in the migration from version {version}: {power.each(verify)}")


@pytest.mark.slow
def test_export(cuts: Callable[..., Cuts], forks: Trials, record_property: Figure) -> None:
    power = cuts("export")
    new = (forks.folder / EXPORT).read_bytes()

    def verify(outcome: Outcome) -> None:
        found = (power.left / EXPORT).read_bytes()
        assert found in ((new,) if outcome.done else (OLD, new))

    record_property("figure", f"power cut in export: {power.each(verify)}")


@pytest.mark.slow
def test_backup(cuts: Callable[..., Cuts], backed_up: Path, record_property: Figure) -> None:
    [first] = [each.relative_to(backed_up) for each in backups(backed_up)]
    power = cuts("backup", backed_up)

    def verify(outcome: Outcome) -> None:
        found = backups(power.left)
        assert power.left / first in found
        assert len(found) == 2 or not outcome.done
        for each in found:
            whole(each).close()

    record_property("figure", f"power cut in backup: {power.each(verify)}")


@pytest.mark.slow
def test_restore(cuts: Callable[..., Cuts], backed_up: Path, record_property: Figure) -> None:
    with closing(whole(backups(backed_up)[0])) as project:
        then = state(project)
    with closing(whole(backed_up / PROJECT)) as project:
        now = state(project)
    power = cuts("restore", backed_up)

    def verify(outcome: Outcome) -> None:
        with closing(whole(power.left / PROJECT)) as project:
            assert state(project) in ((then,) if outcome.done else (now, then))

    record_property("figure", f"power cut in restore: {power.each(verify)}")
