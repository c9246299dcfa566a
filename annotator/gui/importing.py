"""Brings files in: read and decoded on another thread, imported as one act, and nothing is guessed."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event as Stop
from time import monotonic

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, Qt, QThreadPool, Signal
from PySide6.QtWidgets import QProgressBar, QProgressDialog, QWidget

from annotator.gui.models.plain import counted
from annotator.gui.session import Session
from annotator.gui.views.parts import plain_label
from annotator.problems import ProblemError, UnknownEncodingError
from annotator.review import Imported
from annotator.text.readers import Reading, documents_in, read

FAULT = "“{name}” could not be read: a fault in the program."
TOLD = 4
"""Of what could not be read, and of what reading took; each policy says the latter of itself."""
PATIENCE_MS = 400
"""Work that takes longer shows its progress."""


@dataclass(slots=True)
class Found:
    """What reading has brought."""

    readings: list[Reading] = field(default_factory=list)
    undecided: list[Path] = field(default_factory=list)
    """Not UTF-8: the reviewer has to say what they are."""
    skipped: int = 0
    problems: list[str] = field(default_factory=list)


class _Voice(QObject):
    read = Signal(int, int)
    done = Signal(object)


class _Reader(QRunnable):
    def __init__(self, paths: Sequence[Path], stop: Stop) -> None:
        super().__init__()
        self._paths, self._stop = list(paths), stop
        self.voice = _Voice()

    def run(self) -> None:
        found = Found()
        try:
            files = documents_in(self._paths)
        except ProblemError as problem:
            found.problems.append(str(problem))
            files = []
        for done, path in enumerate(files):
            if self._stop.is_set():
                return
            try:
                found.readings.append(read(path))
            except UnknownEncodingError:
                found.undecided.append(path)
            except ProblemError as problem:
                found.problems.append(str(problem))
            except Exception as error:  # noqa: BLE001 - one file that is a fault's occasion stops no other
                found.problems.append(FAULT.format(name=path.name))
                sys.excepthook(type(error), error, error.__traceback__)
            self.voice.read.emit(done + 1, len(files))
        self.voice.done.emit(found)


class Importer(QObject):
    """One import at a time, with progress, time left and Cancel.

    A question and the progress are never both up: each is modal and would keep the other from being answered.
    """

    finished = Signal()

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._stop = Stop()
        self._progress: Progress | None = None
        self.busy = False

    def start(self, paths: Sequence[Path]) -> None:
        if self.busy:
            self._session.notice.emit(self.tr("An import is under way: wait for it, or cancel it."))
            return
        self.busy = True
        self._stop = Stop()
        reader = _Reader(paths, self._stop)
        reader.voice.read.connect(self._show_progress(self.tr("Reading files")).show_step)
        reader.voice.done.connect(self._on_read)
        self._voice = reader.voice
        QThreadPool.globalInstance().start(reader)

    def cancel(self) -> None:
        """Stop whatever is under way: reading, asking or importing."""
        if self.busy:
            self._stop.set()
            self._end()
            self._session.notice.emit(self.tr("The import was cancelled. Nothing was imported."))

    def _on_read(self, found: Found) -> None:
        if self._stop.is_set():
            return
        self._hide_progress()
        for path in found.undecided:
            self._ask(path, found)
            if self._stop.is_set():
                return
        if found.readings:
            self._import(found)
        elif found.skipped:
            self._session.notice.emit(self.tr("Nothing was imported."))
        self._end()
        if found.problems:
            self._session.problem.emit(self._told(found.problems))

    def _ask(self, path: Path, found: Found) -> None:
        """The reviewer chooses an encoding by its preview, leaves the file out, or gives up the import."""
        from annotator.gui.views.import_dialog import EncodingDialog  # noqa: PLC0415 - hardly ever needed

        try:
            encoding = EncodingDialog.ask(path, self._window)
            if encoding is None:
                self.cancel()
            elif encoding:
                found.readings.append(read(path, encoding))
            else:
                found.skipped += 1
        except ProblemError as problem:
            found.problems.append(str(problem))

    def _import(self, found: Found) -> None:
        total = len(found.readings)

        def step(done: int) -> bool:
            """The first one comes when all questions have been answered, that for a name too."""
            progress = self._progress or self._show_progress(self.tr("Importing"))
            progress.show_step(done, total)
            QCoreApplication.processEvents()
            return not self._stop.is_set()

        outcome = self._session.add_policies(found.readings, step)
        if outcome is not None:
            self._session.notice.emit(self._summary(outcome, found.skipped))
            # What reading took stays in what is known about each policy.
            found.problems += [
                f"“{policy.title or policy.file_name}”: {note}" for policy, note in outcome.notes
            ]

    def _told(self, sentences: list[str]) -> str:
        more = len(sentences) - TOLD
        rest = [counted(more, self.tr("and one more"), self.tr("and {n} more"))] if more > 0 else []
        return "\n".join([*sentences[:TOLD], *rest])

    def _summary(self, outcome: Imported, skipped: int) -> str:
        words = counted(len(outcome.policies), self.tr("1 policy imported"), self.tr("{n} policies imported"))
        if outcome.known:
            known = counted(
                len(outcome.known), self.tr("1 was here already"), self.tr("{n} were here already")
            )
            words += f"; {known}"
        if outcome.empty:
            words += "; " + counted(
                len(outcome.empty), self.tr("1 of them is empty"), self.tr("{n} of them are empty")
            )
        if skipped:
            words += "; " + counted(skipped, self.tr("1 file was skipped"), self.tr("{n} files were skipped"))
        return words + "."

    def _show_progress(self, words: str) -> "Progress":
        self._progress = Progress(words, self._window)
        self._progress.canceled.connect(self.cancel)
        return self._progress

    def _hide_progress(self) -> None:
        progress, self._progress = self._progress, None
        if progress is not None:
            progress.canceled.disconnect(self.cancel)
            progress.leave()

    def _end(self) -> None:
        if self.busy:
            self._hide_progress()
            self.busy = False
            self.finished.emit()


class Progress(QProgressDialog):
    """Appears after 0.4 s; says how much is done and how long the rest will take."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(words)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumDuration(PATIENCE_MS)
        self.setMinimumWidth(380)
        self.setAutoClose(False)
        self.setAutoReset(False)
        self._words = plain_label(words)
        self.setLabel(self._words)
        bar = QProgressBar()
        bar.setTextVisible(False)
        self.setBar(bar)
        self._began = monotonic()

    def leave(self) -> None:
        """Go at once: what is said next must not stand over a window that is about to vanish."""
        self.reset()  # else it appears yet, when its patience is over
        self.close()
        self.deleteLater()

    def show_step(self, done: int, total: int) -> None:
        self.setMaximum(total)
        self.setValue(done)
        spent = monotonic() - self._began
        left = round(spent / done * (total - done)) if done and spent > 2 else 0
        count = self.tr("{done} of {all}").format(done=f"{done:,}", all=f"{total:,}")
        rest = self.tr("about {seconds} s left").format(seconds=left) if left else ""
        self._words.setText("  ·  ".join(part for part in (self.windowTitle(), count, rest) if part))
