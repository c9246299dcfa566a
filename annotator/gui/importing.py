"""Brings files in: read and decoded on another thread, imported as one act, and nothing is guessed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event as Stop
from time import monotonic

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, Qt, QThreadPool, Signal
from PySide6.QtWidgets import QProgressDialog, QWidget

from annotator.gui.models.plain import counted
from annotator.gui.session import Session
from annotator.gui.views.parts import plain_label
from annotator.problems import ProblemError, UnknownEncodingError
from annotator.review import Imported
from annotator.text.readers import Reading, documents_in, read

PATIENCE_MS = 400
"""Work that takes longer shows its progress."""


@dataclass(slots=True)
class Found:
    """What reading has brought."""

    readings: list[Reading] = field(default_factory=list)
    undecided: list[Path] = field(default_factory=list)
    """Not UTF-8: the reviewer has to say what they are."""
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
            self.voice.read.emit(done + 1, len(files))
        self.voice.done.emit(found)


class Importer(QObject):
    """One import at a time, with progress, time left and Cancel."""

    finished = Signal()

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self._stop = Stop()
        self._progress: Progress | None = None

    @property
    def busy(self) -> bool:
        return self._progress is not None

    def start(self, paths: Sequence[Path]) -> None:
        if self.busy:
            self._session.notice.emit(self.tr("An import is under way: wait for it, or cancel it."))
            return
        self._stop = Stop()
        self._progress = Progress(self.tr("Reading files"), self._window)
        self._progress.canceled.connect(self.cancel)
        reader = _Reader(paths, self._stop)
        reader.voice.read.connect(self._progress.show_step)
        reader.voice.done.connect(self._on_read)
        self._voice = reader.voice
        QThreadPool.globalInstance().start(reader)

    def cancel(self) -> None:
        self._stop.set()
        self._close()

    def _on_read(self, found: Found) -> None:
        if self._stop.is_set():
            return
        for path in found.undecided:
            reading = self._ask(path, found)
            if reading is not None:
                found.readings.append(reading)
        if found.readings:
            self._import(found)
        self._close()
        if found.problems:
            self._session.problem.emit("\n".join(found.problems))

    def _ask(self, path: Path, found: Found) -> Reading | None:
        """The reviewer chooses an encoding by its preview, or leaves the file out."""
        from annotator.gui.views.import_dialog import EncodingDialog  # noqa: PLC0415 - hardly ever needed

        try:
            encoding = EncodingDialog.ask(path, self._window)
            return read(path, encoding) if encoding else None
        except ProblemError as problem:
            found.problems.append(str(problem))
            return None

    def _import(self, found: Found) -> None:
        total = len(found.readings)
        if self._progress is not None:
            self._progress.setWindowTitle(self.tr("Importing"))

        def step(done: int) -> bool:
            if self._progress is not None:
                self._progress.show_step(done, total)
                QCoreApplication.processEvents()
            return not self._stop.is_set()

        outcome = self._session.add_policies(found.readings, step)
        if outcome is not None:
            self._session.notice.emit(self._summary(outcome))

    def _summary(self, outcome: Imported) -> str:
        words = counted(len(outcome.policies), self.tr("1 policy imported"), self.tr("{n} policies imported"))
        if outcome.known:
            known = counted(
                len(outcome.known), self.tr("1 was here already"), self.tr("{n} were here already")
            )
            words += f"; {known}"
        return words + "."

    def _close(self) -> None:
        progress, self._progress = self._progress, None
        if progress is not None:
            progress.canceled.disconnect(self.cancel)
            progress.close()
            progress.deleteLater()
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
        self._began = monotonic()

    def show_step(self, done: int, total: int) -> None:
        self.setMaximum(total)
        self.setValue(done)
        spent = monotonic() - self._began
        left = round(spent / done * (total - done)) if done and spent > 2 else 0
        count = self.tr("{done} of {all}").format(done=f"{done:,}", all=f"{total:,}")
        rest = self.tr("about {seconds} s left").format(seconds=left) if left else ""
        self._words.setText("  ·  ".join(part for part in (self.windowTitle(), count, rest) if part))
