"""Where an export is, and what of the project is not in it."""

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from annotator.gui.exporting import Exported
from annotator.gui.views.words import PlainLabel
from annotator.gui.views.written_page import WrittenPage


class _Page(WrittenPage):
    def __init__(self, exported: Exported, name: str, parent: QWidget) -> None:
        super().__init__(name, parent)
        self.document().setDocumentMargin(12)
        self._exported = exported
        self.write_anew()

    def write(self, cursor: QTextCursor) -> None:
        if not self._exported.left_out:
            self._paragraph(cursor, self.tr("Nothing was left out."), first=True)
            return
        self._heading(cursor, self.tr("Not in it"), first=True)
        self._points(cursor, self._exported.left_out)


class ExportedDialog(QDialog):
    """Shown after an export that could not hold all, and again when it is asked for."""

    def __init__(self, exported: Exported, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Exported"))
        self._folder = exported.path if exported.path.is_dir() else exported.path.parent
        self.where = PlainLabel(str(exported.path), self, wrap=True)
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.page = _Page(exported, self.tr("What is not in it"), self)
        buttons = QDialogButtonBox(self)
        self.show_folder = buttons.addButton(self.tr("Show &folder"), QDialogButtonBox.ButtonRole.ActionRole)
        self.show_folder.setAutoDefault(False)
        self.close_button = buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.close_button.setDefault(True)
        self.show_folder.clicked.connect(self._on_show_folder)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(PlainLabel(self.tr("The export is at"), self))
        column.addWidget(self.where)
        column.addWidget(self.page, 1)
        column.addWidget(buttons)
        self.setAccessibleDescription("\n".join((str(exported.path), *exported.left_out)))
        letter = self.fontMetrics()
        wanted = QSize(letter.averageCharWidth() * 84, letter.lineSpacing() * 22)
        self.resize(wanted.boundedTo(self.screen().availableSize()))
        self.close_button.setFocus()

    def _on_show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
