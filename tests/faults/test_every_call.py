"""The disk fails, or the process dies, at each call that writes, syncs, names or removes a file.

Whatever the call: what was acknowledged is there, what was not is not half there, and the program said a
sentence.
"""

import gzip
import random
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from annotator.project import Project
from annotator.review import Review
from annotator.store import schema
from annotator.store.check import check
from tests.faults import FULL
from tests.faults.child import acknowledged
from tests.faults.jobs import EXPORT, OLD, PROJECT
from tests.faults.shim import Fault
from tests.faults.trials import HANGS, Outcome, Trials
from tests.projects import assert_intact, assert_sound, state

Figure = Callable[[str, object], None]
FAULTS = [fault for fault in Fault if fault is not Fault.NONE]
STAYS = "is there, but the disk does not say that it will stay"
"""Said of what was written when only the last sync of the folder failed."""
SAMPLE = 3
"""Of the calls of a job, how many are tried with each fault unless all are."""
FIXTURES = Path(__file__).parents[1] / "store"


@dataclass
class Tally:
    """What a sweep over the calls of one job came to."""

    calls: int = 0
    runs: int = 0
    killed: int = 0
    told: int = 0
    acts: int = 0
    unsaid: int = 0
    """Done but not acknowledged: the process died, or the disk failed, in between."""

    def __str__(self) -> str:
        return (
            f"{self.calls} calls, {self.runs} runs ({self.killed} killed, {self.told} told in a sentence),"
            f" {self.acts} acts acknowledged, 0 lost, 0 torn, {self.unsaid} done but not acknowledged"
        )


class Sweep:
    """One job, at each call or some of them, with each fault."""

    def __init__(self, forks: Trials, job: str, template: Path) -> None:
        self.forks, self.job, self.template = forks, job, template
        self.tally = Tally()
        forks.fill(template)
        self.whole = forks.run(job)
        assert not self.whole.bug, self.whole.bug
        assert self.whole.done
        assert not self.whole.problems
        self.tally.calls = self.whole.calls

    def each(self, verify: Callable[[Outcome, Fault], int]) -> Tally:
        """Verify what came of each run, whose folder is as the run left it; ``verify`` counts the unsaid."""
        dice = random.Random(self.job)
        numbers = range(1, self.whole.calls + 1)
        for fault in FAULTS:
            for at in numbers if FULL else sorted(dice.sample(numbers, min(SAMPLE, len(numbers)))):
                self.forks.fill(self.template)
                outcome = self.forks.run(self.job, at, fault)
                try:
                    self._told(outcome, fault)
                    self.tally.unsaid += verify(outcome, fault)
                except AssertionError as error:
                    error.add_note(f"{self.job}: {fault.name} at call {at} of {self.whole.calls}: {outcome}")
                    raise
        return self.tally

    def _told(self, outcome: Outcome, fault: Fault) -> None:
        """Nothing but a kill or a sentence ends a job early."""
        assert not outcome.bug, outcome.bug
        assert outcome.signal != HANGS, "it hangs"
        assert outcome.signal == 0 or fault.kills
        for _, sentence in outcome.problems:
            assert ". " in sentence, "what happened, and what to do next"
            assert "Errno" not in sentence
        assert outcome.done or outcome.problems or outcome.signal
        tally = self.tally
        tally.runs += 1
        tally.killed += bool(outcome.signal)
        tally.told += bool(outcome.problems)
        tally.acts += len(outcome.done)


def whole(path: Path) -> Project:
    """The project, open, and nothing in it is torn. Close it."""
    project = Review.open(path)
    try:
        assert_intact(path)
        assert_sound(project)
        assert check(path).defects == ()
    except BaseException:
        project.close()
        raise
    return project


def events(project: Project) -> list[list[object]]:
    return [list(acknowledged(event)) for event in project.history()[::-1]]


def unsaid(project: Project, before: list[list[object]], outcome: Outcome) -> int:
    """How many acts are there that nobody was told of; AssertionError where one that was told is not."""
    after = events(project)
    assert after[: len(before)] == before
    new = after[len(before) :]
    assert [each for each in new if each in outcome.events] == outcome.events, "an acknowledged act is lost"
    return len(new) - len(outcome.events)


def stays(outcome: Outcome) -> bool:
    """Whether the program said that something is there although it could not be acknowledged."""
    return any(STAYS in sentence for _, sentence in outcome.problems)


@pytest.mark.slow
@pytest.mark.parametrize("job", ["act", "import"])
def test_acts(forks: Trials, template: Path, job: str, record_property: Figure) -> None:
    with closing(Project.open(template / PROJECT)) as project:
        before = events(project)

    def verify(outcome: Outcome, fault: Fault) -> int:
        with closing(whole(forks.folder / PROJECT)) as project:
            more = unsaid(project, before, outcome)
        assert more <= (fault.kills or stays(outcome)), "an act that was refused is there"
        return more

    record_property("figure", f"faults in {job}: {Sweep(forks, job, template).each(verify)}")


@pytest.mark.slow
def test_making_a_project(forks: Trials, template: Path, record_property: Figure) -> None:
    path = forks.folder / "project/new.annotator"

    def verify(outcome: Outcome, fault: Fault) -> int:
        if not path.exists():
            assert not outcome.done
            return 0
        with closing(whole(path)) as project:
            assert [event[3] for event in events(project)] == ["create", "import"]
            assert len(project.policies()) == 5
        return not outcome.done

    record_property("figure", f"faults in making a project: {Sweep(forks, 'create', template).each(verify)}")


@pytest.mark.slow
@pytest.mark.parametrize("version", range(1, schema.NEWEST))
def test_migration(forks: Trials, template: Path, version: int, record_property: Figure) -> None:
    old = gzip.decompress((FIXTURES / f"version-{version}.annotator.gz").read_bytes())
    (template / PROJECT).write_bytes(old)
    sweep = Sweep(forks, "open", template)
    with closing(whole(forks.folder / PROJECT)) as project:
        there = state(project)

    def verify(outcome: Outcome, fault: Fault) -> int:
        with closing(whole(forks.folder / PROJECT)) as project:
            assert state(project) == there
        return 0

    record_property("figure", f"faults in the migration from version {version}: {sweep.each(verify)}")


@pytest.mark.slow
def test_export(forks: Trials, template: Path, record_property: Figure) -> None:
    sweep = Sweep(forks, "export", template)
    new = (forks.folder / EXPORT).read_bytes()
    project = (template / PROJECT).read_bytes()

    def verify(outcome: Outcome, fault: Fault) -> int:
        found = (forks.folder / EXPORT).read_bytes()
        assert found in ((new,) if outcome.done else (OLD, new) if fault.kills or stays(outcome) else (OLD,))
        assert (forks.folder / PROJECT).read_bytes() == project
        return found == new and not outcome.done

    record_property("figure", f"faults in export: {sweep.each(verify)}")


def backups(folder: Path) -> list[Path]:
    """Oldest first."""
    found = (folder / "home/backups").rglob("*.annotator")
    return sorted(each for each in found if not each.name.startswith("."))


@pytest.mark.slow
def test_backup(forks: Trials, backed_up: Path, record_property: Figure) -> None:
    [first] = [each.relative_to(backed_up) for each in backups(backed_up)]
    with closing(whole(backed_up / PROJECT)) as project:
        now = events(project)

    def verify(outcome: Outcome, fault: Fault) -> int:
        assert (forks.folder / first).read_bytes() == (backed_up / first).read_bytes()
        found = backups(forks.folder)
        assert len(found) == 2 or not outcome.done
        for each in found[1:]:
            with closing(whole(each)) as copy:
                assert events(copy) == now
        with closing(whole(forks.folder / PROJECT)) as project:
            assert events(project) == now
        return len(found) - 1 - len(outcome.done)

    record_property("figure", f"faults in backup: {Sweep(forks, 'backup', backed_up).each(verify)}")


@pytest.mark.slow
def test_restore(forks: Trials, backed_up: Path, record_property: Figure) -> None:
    [first] = backups(backed_up)
    with closing(whole(first)) as project:
        then = state(project)
    with closing(whole(backed_up / PROJECT)) as project:
        now = state(project)
    assert then != now

    def verify(outcome: Outcome, fault: Fault) -> int:
        with closing(whole(forks.folder / PROJECT)) as project:
            found = state(project)
        # Of a drive that is gone at the last word nobody can tell what it holds.
        unsure = fault.kills or stays(outcome) or fault is Fault.GONE
        assert found in ((then,) if outcome.done else (now, then) if unsure else (now,))
        for each in backups(forks.folder):
            whole(each).close()
        return found == then and not outcome.done

    record_property("figure", f"faults in restore: {Sweep(forks, 'restore', backed_up).each(verify)}")
