"""Processes of ours that work beside the window, which may end them at any time."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

import annotator


def worker_process(module: str, parent: QObject) -> QProcess:
    """A module of ours as a process yet to be started; it imports nothing from where one is."""
    worker = QProcess(parent)
    environment = QProcessEnvironment.systemEnvironment()
    home = str(Path(annotator.__file__).parent.parent)
    paths = [home, *filter(None, [environment.value("PYTHONPATH")])]
    environment.insert("PYTHONPATH", os.pathsep.join(paths))
    worker.setProcessEnvironment(environment)
    worker.setStandardErrorFile(QProcess.nullDevice())
    worker.setProgram(sys.executable)
    worker.setArguments(["-P", "-m", module])
    return worker


def end_worker(worker: QProcess | None) -> None:
    """End it without a word from it. Nothing is waited for but its death."""
    if worker is not None:
        worker.blockSignals(True)  # noqa: FBT003 - as Qt declares it
        worker.kill()
        worker.waitForFinished(1_000)
        worker.deleteLater()
