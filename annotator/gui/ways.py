"""The ways on where the project stands in the way, and what is done with a project as a whole."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from annotator import places
from annotator.gui.keeping import Opened, opened
from annotator.gui.models.plain import counted
from annotator.gui.session import WORDS
from annotator.problems import DamagedError, MovedError, ProblemError

if TYPE_CHECKING:
    from annotator.gui.window import MainWindow
    from annotator.store.owner import Ownership

AGAIN, COPY, CHECK, BACKUPS, CLIPBOARD, CLOSE = "again", "copy", "check", "backups", "clipboard", "close"
NOW, LEAVE = "now", "leave"
NETWORK = "network/told"
BACK_UP_MS = 3_600_000
"""How often it is asked whether a backup is due."""


class Ways(QObject):
    """What the session asks of the reviewer, and the commands that belong to no text. Dialogs are imported
    when they are wanted.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self._backing_up = False
        self._hourly = QTimer(self, interval=BACK_UP_MS)
        self._hourly.timeout.connect(self._back_up_when_due)

    # What the session asks

    def opened(self, path: Path, *, corpus: bool, ownership: "Ownership | None") -> Opened | None:
        """Open a project as the reviewer chooses."""
        try:
            return opened(path, corpus=corpus, ownership=ownership)
        except ProblemError:
            from annotator.gui.entrance import enter  # noqa: PLC0415 - see above, as everywhere here

            return enter(path, corpus=corpus, ownership=ownership)

    def on(self, problem: ProblemError) -> bool:
        """Say what happened and what is kept; whether to try again, here or in a copy elsewhere."""
        from annotator.gui.views.question import Answer, Question  # noqa: PLC0415

        if isinstance(problem, MovedError):
            return self._on_moved(problem)
        damaged = isinstance(problem, DamagedError)
        answers = [Answer(AGAIN, self.tr("Try again")), Answer(COPY, self.tr("Save a copy elsewhere…"))]
        if damaged:
            answers = [Answer(CHECK, self.tr("Check project…"))]
        answers += [Answer(BACKUPS, self.tr("Backups…")), Answer(CLOSE, self.tr("Close"))]
        while True:
            answer = Question(
                self.tr("This could not be done"),
                str(problem),
                self.tr(
                    "All that you did before is saved. Words that you are typing stay where they are until"
                    " they can be saved."
                ),
                answers=answers,
            ).ask()
            if answer == COPY and not self.copy():
                continue
            if answer == CHECK:
                self.check()
            elif answer == BACKUPS:
                self.backups()
            return answer in (AGAIN, COPY)

    def _on_moved(self, problem: MovedError) -> bool:
        from annotator.gui.views.question import Answer, Question  # noqa: PLC0415

        answers = [Answer(COPY, self.tr("Save a copy elsewhere…"))]
        if self._session.review.path.exists():
            answers.append(Answer(NOW, self.tr("Open what is there now…")))
        while True:
            answer = Question(
                self.tr("This could not be done"),
                str(problem),
                self.tr(
                    "You still see the file that was open, with all that you did before. Save a copy of it"
                    " elsewhere, and this is done there; once it is closed here, nobody may find it again."
                ),
                answers=[*answers, Answer(CLOSE, self.tr("Close"))],
            ).ask()
            if answer == COPY and not self.copy():
                continue
            if answer == NOW:
                self.reopen()
            return answer == COPY

    def may_leave(self) -> bool:
        """Words that the project has not taken, or all of it where its file is gone, are saved elsewhere, or
        left as the reviewer says.
        """
        from annotator.gui.views.question import Answer, Question  # noqa: PLC0415

        held = self._session.held
        if not held:
            answer = Question(
                self.tr("A project that is not at its place"),
                self._session.moved,
                self.tr("Once it is closed here, nobody may find the former file again."),
                answers=[
                    Answer(COPY, self.tr("Save a copy elsewhere…")),
                    Answer(LEAVE, self.tr("Leave it")),
                    Answer(CLOSE, self.tr("Go back")),
                ],
            ).ask()
            return self.copy() if answer == COPY else answer == LEAVE
        answer = Question(
            self.tr("Words that are not saved"),
            counted(
                len(held),
                self.tr("Words that you typed on one mark could not be saved."),
                self.tr("Words that you typed on {n} marks could not be saved."),
            ),
            self._session.read_only
            or self.tr("Save a copy of the project elsewhere: the words go in there."),
            answers=[
                Answer(COPY, self.tr("Save a copy elsewhere…")),
                Answer(CLIPBOARD, self.tr("Copy the words and close")),
                Answer(CLOSE, self.tr("Go back")),
            ],
        ).ask()
        if answer == COPY:
            return self.copy() and not held
        if answer == CLIPBOARD:
            words = (
                str(each) for changes in held.values() for name, each in changes.items() if name in WORDS
            )
            QGuiApplication.clipboard().setText("\n\n".join(words))
            return True
        return False

    # Commands

    def copy(self) -> bool:
        """Save a copy of the project where the reviewer says, and go on there."""
        former = self._session.review.path
        target = self._ask_place(former)
        if target is None or not self._copied(former, target):
            return False
        try:
            self._session.move_to(target)
        except ProblemError as problem:
            self._session.problem.emit(str(problem))
            return False
        self._window.settings.remember_project(target)
        self._session.notice.emit(
            self.tr("From now on you work in {new}. {old} stays as it was.").format(new=target, old=former)
        )
        return True

    def _ask_place(self, former: Path) -> Path | None:
        folder = places.data_folder() if places.data_folder().is_dir() else Path.home()
        name, _ = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save a copy elsewhere"),
            str(folder / self.tr("{name} (copy).annotator").format(name=former.stem)),
            self.tr("Projects ({pattern})").format(pattern="*.annotator"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not name:
            return None
        return Path(name) if Path(name).suffix else Path(name).with_suffix(".annotator")

    def _copied(self, former: Path, target: Path) -> bool:
        """On another thread; the window waits for it behind a sign of life."""
        from annotator.gui.background import StoppedError, Work, awaited  # noqa: PLC0415
        from annotator.gui.importing import Progress  # noqa: PLC0415
        from annotator.gui.views.crash_dialog import tell  # noqa: PLC0415
        from annotator.gui.views.question import above  # noqa: PLC0415
        from annotator.store import backup  # noqa: PLC0415

        progress = Progress(self.tr("Copying the project"), above() or self._window)
        progress.setCancelButton(None)
        progress.setMaximum(0)
        store = self._session.review.store
        moved = store.moved()
        write: Callable[[], None] = partial(backup.write, former, target)
        if moved:
            try:
                write = store.begin_copy(target, meanwhile=_breathe)
            except ProblemError as problem:
                progress.leave()
                tell(str(problem))
                return False
        ended: ProblemError | StoppedError | None = None
        try:
            awaited(Work(lambda _: write()))
        except (ProblemError, StoppedError) as error:
            ended = error
        progress.leave()
        if store.moved() and not moved:  # meanwhile: whose copy it is nobody can say
            if ended is None:
                target.unlink(missing_ok=True)
            return self._copied(former, target)
        if isinstance(ended, ProblemError):
            tell(str(ended))
        return ended is None

    def reopen(self, *, restored: bool = False) -> None:
        """Open the project anew, to work in it; where another file is there now, that."""
        path = self._session.review.path
        if self._session.moved and not path.exists():
            self._session.problem.emit(self._session.moved)
        else:
            self._session.switch(path, restored=restored)

    def backups(self) -> None:
        """Which there are; after a restore the window shows what was restored."""
        from annotator.gui.views.backups_dialog import BackupsDialog  # noqa: PLC0415
        from annotator.gui.views.question import above  # noqa: PLC0415

        session = self._session
        session.leaving.emit()
        review = session.review
        dialog = BackupsDialog(review.path, above(), reviewer=review.reviewer, why_not=session.read_only)
        dialog.exec()
        dialog.deleteLater()
        if dialog.restored is not None:
            self.reopen(restored=True)
            session.notice.emit(
                self.tr("The backup was restored. What was there before is kept as a backup.")
            )

    def check(self) -> None:
        """Look through the whole project; what is damaged can be repaired."""
        from annotator.gui.views.check_dialog import CheckDialog  # noqa: PLC0415
        from annotator.gui.views.question import above  # noqa: PLC0415

        session = self._session
        if session.ask_place():
            session.problem.emit(session.moved)
            return
        session.leaving.emit()
        dialog = CheckDialog(session.review.path, above(), why_not=session.read_only)
        dialog.repairing.connect(self._window.scans.close)
        dialog.exec()
        dialog.deleteLater()
        if dialog.repaired is not None:
            self.reopen(restored=True)

    # By themselves

    def settle(self) -> None:
        """A while after a project was opened, and now and then."""
        self._tell_of_network()
        self._back_up_when_due()
        self._hourly.start()

    def _back_up_when_due(self) -> None:
        """Off the window's thread; told in passing."""
        session = self._session
        if self._backing_up or session.read_only:
            return
        from annotator.gui.background import Work  # noqa: PLC0415
        from annotator.store import backup  # noqa: PLC0415

        path = session.review.path
        self._backing_up = True
        self._work = Work(lambda _: backup.make(path, why=backup.DAILY) if backup.due(path) else None)
        self._work.done.connect(self._on_backup)
        self._work.failed.connect(self._on_no_backup)
        self._work.start()

    def _on_backup(self, made: object) -> None:
        self._backing_up = False
        if made is not None:
            self._session.notice.emit(self.tr("A backup of the project was made."))

    def _on_no_backup(self, problem: ProblemError | None) -> None:
        self._backing_up = False
        if problem is not None:
            self._session.problem.emit(str(problem))

    def _tell_of_network(self) -> None:
        """Once for each project that is in a network folder."""
        path, settings = self._session.review.path, self._window.settings
        told = settings.mapping(NETWORK)
        kind = places.network(path)
        if not kind or str(path) in told:
            return
        settings.put_mapping(NETWORK, {**told, str(path): kind})
        self._session.problem.emit(
            self.tr(
                "“{name}” is in a network folder ({kind}). Such folders can lose what was just written when"
                " the connection breaks, so it is backed up every hour on this computer. A folder of your own"
                " is safer and faster."
            ).format(name=path.name, kind=kind)
        )


def _breathe() -> None:
    """What is shown is drawn; keys and clicks wait."""
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
