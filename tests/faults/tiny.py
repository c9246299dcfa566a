"""Jobs on a disk with next to no room: ``python -m tests.faults.tiny TEMPLATE FOLDER``, in a namespace.

A disk in memory is mounted at FOLDER, filled with the template, and made so small that few pages are free.
For each job and number of pages it is said what came of it, after the disk was given room and looked at.
"""

import os
import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from annotator.problems import ProblemError
from annotator.project import Project
from tests.faults.child import acknowledged, say
from tests.faults.jobs import EXPORT, JOBS, OLD, PROJECT, say_problem
from tests.faults.test_every_call import backups, events, whole

PAGES = (0, 1, 2, 3, 5, 8, 13, 20, 30, 45, 70, 100, 200)
"""Of 4 kB, that are free: from nothing to more than any job needs."""
ROOM = "64m"


def filled(folder: Path, template: Path, pages: int) -> None:
    for each in folder.iterdir():
        shutil.rmtree(each)
    for name in ("tmp", "home"):
        (folder / name).mkdir()
    shutil.copytree(template, folder, dirs_exist_ok=True)
    used = os.statvfs(folder)
    remount(folder, str((used.f_blocks - used.f_bfree + pages) * used.f_frsize))


def remount(folder: Path, size: str) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", str(folder)], check=True)


def tried(job: str, folder: Path) -> list[list[object]]:
    """What was acknowledged."""
    done: list[list[object]] = []
    try:
        done.extend([] if event is None else list(acknowledged(event)) for event in JOBS[job](folder))
    except ProblemError as problem:
        say_problem(problem)
    return done


def look(job: str, folder: Path, before: list[list[object]], done: list[list[object]]) -> None:
    with closing(whole(folder / PROJECT)) as project:
        assert events(project)[len(before) :] == [each for each in done if each]
    if job == "export":
        assert ((folder / EXPORT).read_bytes() == OLD) is (not done)
    if job == "backup":
        for each in backups(folder):
            whole(each).close()
        assert len(backups(folder)) == len(done)


def main() -> None:
    template, folder = map(Path, sys.argv[1:])
    os.environ |= {"ANNOTATOR_HOME": str(folder / "home"), "SQLITE_TMPDIR": str(folder / "tmp")}
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "none", str(folder)], check=True)
    with closing(Project.open(template / PROJECT)) as project:
        before = events(project)
    for job in ("act", "import", "export", "backup", "create"):
        for pages in PAGES:
            filled(folder, template, pages)
            done = tried(job, folder)
            remount(folder, ROOM)
            look(job, folder, before, done)
            say("tried", job, pages, len(done))


if __name__ == "__main__":
    main()
