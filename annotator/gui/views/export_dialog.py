"""Where an export goes, what is in it, in which format, and what that format cannot hold."""

from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFormLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.exchange import FORMATS
from annotator.exchange.crosswalk import Scheme, schemes
from annotator.exchange.losses import TAGS
from annotator.gui.exporting import Export, Exported, FolderExport
from annotator.gui.models.formats import missing
from annotator.gui.session import Session
from annotator.gui.views.exported import ExportedDialog
from annotator.gui.views.format_choice import FormatList, FormatPage
from annotator.gui.views.parts import add_row
from annotator.gui.views.write_dialog import WriteDialog

LETTERS, LINES = 132, 38
"""How large it is where there is room."""


class ExportDialog(WriteDialog):
    """For other programs."""

    def __init__(self, session: Session, parent: QWidget | None = None, last: Exported | None = None) -> None:
        """``last``: the export before this one, of which it can be asked again."""
        self._last = last
        self.scheme = QComboBox()
        super().__init__(
            session,
            parent,
            forms=FORMATS,
            key="export",
            title=self.tr("Export"),
            verb=self.tr("Export"),
            about="",
        )
        if last is not None:
            self.again = self.buttons.addButton(
                self.tr("&Last export…"), QDialogButtonBox.ButtonRole.ResetRole
            )
            self.again.setAutoDefault(False)
            self.again.clicked.connect(self._on_again)
        letter = self.fontMetrics()
        wanted = QSize(letter.averageCharWidth() * LETTERS, letter.lineSpacing() * LINES)
        self.resize(wanted.boundedTo(self.screen().availableSize() * 0.94))
        self.list.selectionModel().currentChanged.connect(self.follow_format)
        self.scheme.activated.connect(self._say_all)
        self._order()
        self._say_all()
        self.list.setFocus()

    def add_formats(self, column: QVBoxLayout, _form: QFormLayout) -> None:
        """All that there are, beside what is to be known of the chosen one."""
        self.list = FormatList(self.remembered(), self)
        self.page = FormatPage(self._session.clauses, self)
        halves = QSplitter(Qt.Orientation.Horizontal, self)
        halves.setChildrenCollapsible(False)
        for half in (self.list, self.page):
            halves.addWidget(half)
        halves.setStretchFactor(0, 1)
        halves.setStretchFactor(1, 1)
        column.addWidget(halves, 1)

    def add_rows(self, form: QFormLayout) -> None:
        """In whose terms clauses are named."""
        self.scheme.addItem(self.tr("Ours"), "")
        for scheme in schemes().values():
            self.scheme.addItem(scheme.title, scheme.name)
        add_row(form, self.tr("Name &clauses as"), self.scheme)

    def _order(self) -> None:
        """As it is read."""
        order = [self.list, self.page, *self.scopes.buttons(), self.scheme, self.file, self.browse, self.go]
        for one, following in pairwise(order):
            self.setTabOrder(one, following)

    def form(self) -> str:
        """The name of the chosen one."""
        return self.list.form()

    def chosen_scheme(self) -> Scheme | None:
        """In whose terms clauses are to be named; None for ours, and where no tags are in the format."""
        wanted = schemes().get(str(self.scheme.currentData()))
        return wanted if TAGS not in FORMATS[self.form()].loses else None

    def follow_format(self) -> None:
        """Also what is said of it."""
        super().follow_format()
        self._say_all()

    def _say_all(self) -> None:
        self.scheme.setEnabled(TAGS not in FORMATS[self.form()].loses)
        self.page.show_format(self.form(), self.chosen_scheme())

    def why_not(self) -> str:
        """Its optional part is not installed."""
        return missing(FORMATS[self.form()])

    def export(self, path: Path) -> Export:
        """In the format that is chosen."""
        scheme = self.chosen_scheme()
        kind = Export if FORMATS[self.form()].extension else FolderExport
        name = scheme.name if scheme is not None else ""
        return kind(self._session.review.path, path, self.form(), self.policies(), name)

    def _set_busy(self, *, busy: bool) -> None:
        super()._set_busy(busy=busy)
        self.list.setEnabled(not busy)
        self.scheme.setEnabled(not busy and TAGS not in FORMATS[self.form()].loses)

    def _on_again(self) -> None:
        if self._last is not None:
            ExportedDialog(self._last, self).open()
