"""A project that does not open just like that: somebody else has it, or it is damaged.

Imported when one does not.
"""

import platform
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from annotator.domain import Owner
from annotator.gui.keeping import Opened, local_time, opened
from annotator.gui.views.question import Answer, Question
from annotator.problems import BadInputError, DamagedError, OwnedError, ProblemError
from annotator.store import backup
from annotator.store.owner import Ownership

READ, TAKE, CHECK, RESTORE, CANCEL = "read", "take", "check", "restore", "cancel"


def _say(words: str) -> str:
    return QCoreApplication.translate("entrance", words)


def enter(path: Path, *, corpus: bool = False, ownership: Ownership | None = None) -> Opened | None:
    """Open a project as the reviewer chooses; None where they leave it.

    A ProblemError where there is nothing to choose from.
    """
    take_over = False
    while True:
        try:
            return opened(path, corpus=corpus, take_over=take_over, ownership=ownership)
        except OwnedError as problem:
            answer = ask_owned(path, problem.owner)
            if answer == READ:
                return opened(path, read_only=read_beside(path, problem.owner))
            if answer != TAKE:
                return None
            take_over = True
        except (DamagedError, BadInputError) as problem:
            if not mend(path, problem):
                return None


def ask_owned(path: Path, owner: Owner) -> str:
    """Whether to read it beside its owner, or to take it over."""
    facts = [
        _say("on {host}, which is this computer") if owner.host == platform.node() else _say("on {host}"),
        _say("since {time}"),
        _say("process {process}"),
    ]
    who = _say("{user} has it open {facts}.").format(
        user=owner.user or _say("Somebody"), facts=", ".join(facts)
    )
    return Question(
        _say("Open elsewhere"),
        _say("“{name}” is open in another window.").format(name=path.name),
        who.format(
            host=owner.host or _say("a computer that is not named"),
            time=f"{local_time(owner.since):%Y-%m-%d %H:%M}",
            process=owner.process,
        ),
        _say(
            "Read it here, and what is done there shows here too. Take it over where nobody works in that"
            " window any more: it can then only be read there, and nothing that was done is lost."
        ),
        answers=[
            Answer(READ, _say("Open to read only")),
            Answer(TAKE, _say("Take over")),
            Answer(CANCEL, _say("Cancel")),
        ],
    ).ask()


def read_beside(path: Path, owner: Owner) -> str:
    """Why a project can only be read that another window has."""
    return _say(
        "“{name}” is open in another window ({user} on {host}, since {time}), so here it can only be read."
        " What is done there shows here."
    ).format(
        name=path.name,
        user=owner.user or _say("somebody"),
        host=owner.host or _say("another computer"),
        time=f"{local_time(owner.since):%H:%M}",
    )


def mend(path: Path, problem: ProblemError) -> bool:
    """Whether to try again, now that the reviewer has done something about a damaged project."""
    try:
        has_backups = bool(backup.backups_of(path))
    except ProblemError:
        has_backups = False
    if isinstance(problem, BadInputError) and not has_backups:
        raise problem
    check = Answer(CHECK, _say("Check and repair…"))
    restore = Answer(RESTORE, _say("Restore a backup…"))
    answers = [check] if isinstance(problem, DamagedError) else []
    answers += [restore] if has_backups else []
    answer = Question(
        _say("This project cannot be opened"),
        str(problem),
        _say("Nothing was changed. Repair works on a copy, and keeps the file as it is beside it."),
        answers=[*answers, Answer(CANCEL, _say("Cancel"))],
    ).ask()
    if answer == CHECK:
        from annotator.gui.views.check_dialog import CheckDialog  # noqa: PLC0415 - when it is wanted

        CheckDialog(path).exec()
    elif answer == RESTORE:
        from annotator.gui.views.backups_dialog import BackupsDialog  # noqa: PLC0415

        BackupsDialog(path).exec()
    else:
        return False
    return True
