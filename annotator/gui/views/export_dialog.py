"""Where an export goes, what is in it, and in which format."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from annotator.exchange import FORMATS as ALL_FORMATS
from annotator.gui.exporting import Export
from annotator.gui.session import Session
from annotator.gui.views.write_dialog import WriteDialog

FORMATS = {name: each for name, each in ALL_FORMATS.items() if each.read is not None}


class ExportDialog(WriteDialog):
    """For other programs."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(
            session,
            parent,
            forms=FORMATS,
            key="export",
            title=self.tr("Export"),
            verb=self.tr("Export"),
            about=self.tr(
                "The file says how its offsets are counted, and carries each quote with the words around it."
                " The same project always gives the same file."
            ),
        )

    def export(self, path: Path) -> Export:
        """In the format that is chosen."""
        return Export(self._session.review.path, path, self.form(), self.policies())
