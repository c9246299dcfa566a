"""What this program is, in which versions, under which licences, and where the work is kept."""

import platform
from collections.abc import Iterator
from importlib import metadata
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout

from annotator import __version__, places
from annotator.gui.views.words import PlainLabel

if TYPE_CHECKING:
    from annotator.gui.window import MainWindow

PARTS = (
    "PySide6-Essentials",
    "shiboken6",
    "sqlite-utils",
    "Pygments",
    "click",
    "msgspec",
    "platformdirs",
    "PyYAML",
)


class About(QDialog):
    """Its text is what one sends to someone who helps: it names folders, but holds no words of a policy."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self.setWindowTitle(self.tr("About"))
        name = PlainLabel(self.tr("Policy Annotator {version}").format(version=__version__), self)
        font = name.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.4)
        name.setFont(font)
        what = PlainLabel(
            self.tr(
                "Reads privacy policies with you: tag clauses, flag issues, export JSON. "
                "It works offline and sends nothing anywhere."
            ),
            self,
            wrap=True,
        )
        self.facts = QPlainTextEdit("\n".join(self._facts(window)), self)
        self.facts.setReadOnly(True)
        self.facts.setTabChangesFocus(True)
        self.facts.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.facts.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.facts.setAccessibleName(self.tr("Versions, licences and folders"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.copy = buttons.addButton(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.facts.toPlainText()))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 16)
        column.setSpacing(12)
        for widget in (name, what, self.facts, buttons):
            column.addWidget(widget)
        column.setStretchFactor(self.facts, 1)
        letter = self.fontMetrics()
        self.resize(letter.averageCharWidth() * 100, letter.lineSpacing() * 28)

    def _facts(self, window: "MainWindow") -> Iterator[str]:
        yield self.tr("Project   {path}").format(path=window.session.review.path)
        yield self.tr("Log       {path}").format(path=places.log_file())
        yield ""
        yield _row("annotator", __version__, "Apache-2.0")
        yield _row("Python", platform.python_version(), "PSF-2.0")
        yield _row("Qt", qVersion(), "LGPL-3.0")
        for part in PARTS:
            yield _row(part, *_version_and_licence(part))
        yield ""
        yield f"{platform.platform()}, {QGuiApplication.platformName()}"


def _row(name: str, version: str, licence: str) -> str:
    return f"{name:<20}{version:<12}{licence}".rstrip()


def _version_and_licence(part: str) -> tuple[str, str]:
    """As the installed package says it; many say it only in their classifiers."""
    try:
        facts = metadata.metadata(part)
    except metadata.PackageNotFoundError:
        return "", ""
    said = next((facts[name] for name in ("License-Expression", "License") if name in facts), "")
    if not said or len(said) > 60 or "\n" in said:
        classes = [one for one in facts.get_all("Classifier", []) if one.startswith("License ::")]
        said = classes[0].rpartition(" :: ")[2] if classes else ""
    return facts["Version"], said
