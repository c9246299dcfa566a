"""Writes a report on another thread, with its own connection, so that the window never waits."""

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from annotator.domain import Policy
from annotator.gui.exporting import Export
from annotator.project import Project
from annotator.report import FORMS
from annotator.report.facts import Choice, memo


class Report(Export):
    """One report. Cancelled or failed, it leaves whatever file was there before as it was."""

    def __init__(
        self, project: Path, target: Path, form: str, policies: Sequence[Policy] | None, choice: Choice
    ) -> None:
        super().__init__(project, target, form, policies)
        self._choice = choice

    def write(self, project: Project, stream: BinaryIO) -> Sequence[str]:
        """A stream that is told to stop takes nothing: so it is asked between the steps."""
        told = memo(project, self._policies, self._choice, stopped=lambda: self.cancelled)
        stream.write(b"")
        stream.write(FORMS[self._form].write(told))
        return ()
