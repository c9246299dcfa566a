"""The project under the desk: who owns it, whether it can be written, and what becomes of what it refuses."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from annotator import places
from annotator.domain import AnnotationId, Owner
from annotator.gui.models.plain import counted
from annotator.problems import DamagedError, DiskError, MovedError, ProblemError, ReadOnlyError, UnsyncedError
from annotator.review import Review
from annotator.store.owner import Ownership, own

WATCH_MS = 2_000
"""How often it is asked whether the project is still ours; that takes microseconds."""
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Opened:
    """A project, and the claim on it; without one it can only be read."""

    review: Review
    ownership: Ownership | None = None


def opened(
    path: Path,
    *,
    corpus: bool = False,
    read_only: bool | str = False,
    take_over: bool = False,
    ownership: Ownership | None = None,
) -> Opened:
    """Open a project, or make it, and own it for as long as it is open. ``ownership``: a claim one has.

    OwnedError where somebody else owns it. ``read_only`` may be the sentence why, and needs no claim.
    """
    if read_only:
        return Opened(Review.open(path, read_only=read_only))
    claim = ownership or own(path, take_over=take_over)
    try:
        review = Review.open(path, corpus=corpus)
    except BaseException:
        if claim is not ownership:
            claim.release()
        raise
    return Opened(review, claim)


class Ways(Protocol):
    """What is asked of the reviewer where a project stands in the way."""

    def opened(self, path: Path, *, corpus: bool, ownership: Ownership | None) -> Opened | None:
        """Open a project as the reviewer chooses; None where they leave it."""

    def on(self, problem: ProblemError) -> bool:
        """Whether to try again, now that something was done about the problem."""

    def may_leave(self) -> bool:
        """Whether the project may be put away although its file is gone, or has not taken all words."""


class NoWays:
    """Nobody is asked."""

    def opened(self, path: Path, *, corpus: bool, ownership: Ownership | None) -> Opened | None:
        return opened(path, corpus=corpus, ownership=ownership)

    def on(self, problem: ProblemError) -> bool:  # noqa: ARG002 - whatever it is
        return False

    def may_leave(self) -> bool:
        return True


class Keeping(QObject):
    """What the desk and all acts have in common: the project, and what is done where it says no."""

    problem = Signal(str)
    """A sentence that says what went wrong and what to do."""
    notice = Signal(str)
    """A passing remark."""
    leaving = Signal()
    """The open policy is about to be put away: hand in what is half typed."""
    project_opened = Signal()
    access_changed = Signal()
    """Whether the project can be written is otherwise than before, or the work goes on in a copy."""

    def __init__(
        self, review: Review, parent: QObject | None = None, *, ownership: Ownership | None = None
    ) -> None:
        super().__init__(parent)
        self.review = review
        self.ownership = ownership
        self.ways: Ways = NoWays()
        self.held: dict[AnnotationId, dict[str, Any]] = {}
        """Words that were typed and that the project has not taken yet, by what they were written on."""
        self._taken = ""
        self._moved = ""
        self._asking = False
        self._follows = False
        self._watch = QTimer(self, interval=WATCH_MS)
        self._watch.timeout.connect(self._on_watch)

    @property
    def who(self) -> str:
        """The name under which the reviewer acts; empty until it has been asked for."""
        return self.review.reviewer.name if self.review.reviewer is not None else ""

    @property
    def read_only(self) -> str:
        """Why nothing can be written; empty where it can."""
        return self._taken or self._moved or self.review.store.read_only

    @property
    def moved(self) -> str:
        """Why what is shown is not what is at the project's place, as of the last look; empty where it is."""
        return self._moved

    # Owning

    def watch(self, on: bool) -> None:  # noqa: FBT001 - a switch
        """Keep an eye on what others write to the project: the command line, a second window.

        Whether it is still ours, and still there, is asked all the time.
        """
        self._follows = on
        self._watch.start()
        if on:
            self.look()

    def _on_watch(self) -> None:
        self._ask_owner()
        self.ask_place()
        if self._follows:
            self.look()

    def look(self) -> None:
        """Take in what others have written since the last look."""
        raise NotImplementedError

    def catch_up(self) -> bool:
        """Show what is not shown yet, whoever wrote it; False where somebody is writing just now."""
        raise NotImplementedError

    def _ask_owner(self) -> None:
        owner = self.ownership.lost() if self.ownership is not None else None
        if owner is not None and not self._taken:
            self._taken = self._taken_by(owner)
            self.access_changed.emit()

    def ask_place(self) -> str:
        """Look whether the file is still at its place; why what is shown is not what is there, or empty."""
        moved = self.review.store.moved()
        said, self._moved = self._moved, self._moved_away() if moved else ""
        if self._moved != said:
            self.access_changed.emit()
        if said and not moved:
            self.notice.emit(self.tr("The project is at its place again: the work goes on in it."))
            self.hand_over()
        return self._moved

    def _moved_away(self) -> str:
        path = self.review.path
        if path.exists():
            said = self.tr(
                "“{name}” was replaced by another file while it was open here. You see the former one, with"
                " all that you did: save a copy of it elsewhere, or open what is there now."
            )
        else:
            said = self.tr(
                "“{name}” was moved, renamed or deleted while it was open here. You still see it, with all"
                " that you did: save a copy of it elsewhere, or put it back."
            )
        return said.format(name=path.name)

    def _taken_by(self, owner: Owner) -> str:
        return self.tr(
            "“{name}” was taken over at {time} by {user} on {host}. All that you did until then is in it;"
            " from now on you can read it here."
        ).format(
            name=self.review.path.name,
            time=f"{local_time(owner.since):%H:%M}",
            user=owner.user or self.tr("somebody"),
            host=owner.host,
        )

    def may_leave(self) -> bool:
        """Whether the project may be put away; asked where words, or all that was done, would go with it."""
        moved = self.ask_place()
        return not (self.held or moved) or self.ways.may_leave()

    def close(self) -> None:
        """Let go of the project."""
        self._watch.stop()
        self.review.close()
        if self.ownership is not None:
            self.ownership.release()

    # Another project, or a copy of this one

    def switch(self, path: Path, *, corpus: bool = False, restored: bool = False) -> bool:
        """Open or make another project in place of this one, or this one again.

        ``restored``: that the file is another one now is what the reviewer wanted.
        """
        self.leaving.emit()
        if (self.held or not restored) and not self.may_leave():
            return False
        try:
            found = self.ways.opened(path, corpus=corpus, ownership=self._claim_on(path))
        except ProblemError as problem:
            self.problem.emit(str(problem))
            return False
        if found is None:
            return False
        self.held.clear()
        former = self._take_up(found)
        self._load()
        former.close()
        self.project_opened.emit()
        return True

    def move_to(self, path: Path, *, read_only: str = "") -> None:
        """Go on in a copy of the project; all that lies on the desk stays as it is. A ProblemError leaves all
        as it was. ``read_only``: why nothing is to be written there.
        """
        former = self._take_up(opened(path, read_only=read_only, ownership=self._claim_on(path)))
        former.close()
        self.access_changed.emit()
        self.hand_over()

    def _claim_on(self, path: Path) -> Ownership | None:
        """The claim that we have, where it is on the project at that place."""
        self._ask_owner()
        same = places.real(path) == places.real(self.review.path)
        return self.ownership if same and not self._taken else None

    def _take_up(self, found: Opened) -> Review:
        """Gives back the former project, which is still open."""
        name, former, claim = self.who, self.review, self.ownership
        if name:
            found.review.sign_in(name)
        self.review, self.ownership = found.review, found.ownership
        self._taken = self._moved = ""
        if claim is not None and claim is not found.ownership:
            claim.release()
        return former

    def _load(self) -> None:
        """Forget the former project and read this one."""
        raise NotImplementedError

    # Where the project says no

    def attempt(
        self, act: Callable[[], Result], *, quiet: bool = False, look: bool = False
    ) -> Result | ProblemError:
        """Do it, as often as the reviewer wants it tried again; the problem where it could not be done.

        What is refused may stand on what is no longer so: ``look`` shows what others did. ``quiet``: it was
        told before.
        """
        while True:
            try:
                return act()
            except ProblemError as problem:
                if not quiet and self._tries_again(problem):
                    continue
                if isinstance(problem, MovedError):
                    self.ask_place()
                elif isinstance(problem, UnsyncedError):
                    self.catch_up()
                elif look:
                    self.look()
                if not quiet:
                    self.problem.emit(str(problem))
                return problem

    def _tries_again(self, problem: ProblemError) -> bool:
        """The reviewer is asked once at a time: an editor that loses the focus to the question tries too.

        What is done already is not tried again.
        """
        if self._asking or not isinstance(problem, DiskError | DamagedError):
            return False
        if isinstance(problem, UnsyncedError):
            return False
        self._asking = True
        try:
            return self.ways.on(problem)
        finally:
            self._asking = False

    def refuse_writing(self) -> None:
        """ReadOnlyError where the project can only be read."""
        self._ask_owner()
        if self.read_only:
            raise ReadOnlyError(self.read_only)

    def hold(self, annotation: AnnotationId, changes: dict[str, Any]) -> None:
        """Keep words that the project has not taken; they go into it with the next act that it takes."""
        if changes != self.held.get(annotation):
            self.held[annotation] = {**self.held.get(annotation, {}), **changes}
            self.notice.emit(
                counted(
                    len(self.held),
                    self.tr("Your words are not saved yet. They are kept here and go in with the next act."),
                    self.tr("Your words on {n} marks are not saved yet. They go in with the next act."),
                )
            )

    def hand_over(self) -> None:
        """Put the words that are held into the project."""
        raise NotImplementedError


def local_time(at: str) -> datetime:
    """A stored time on the reviewer's own clock; where a stranger wrote none, now."""
    try:
        return datetime.fromisoformat(at).astimezone()
    except ValueError:
        return datetime.now().astimezone()
