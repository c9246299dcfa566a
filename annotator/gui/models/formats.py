"""The formats of the export as rows of a list, in groups, and what is said of each before it is written."""

from importlib.util import find_spec

from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from annotator.exchange import FORMATS, Format

FORMAT = Qt.ItemDataRole.UserRole
READ_BY = Qt.ItemDataRole.UserRole + 1
CONTEXT = "formats"
OURS, TOOLS, PEOPLE = "ours", "tools", "people"
_FOR_PEOPLE = frozenset({"csv", "xlsx"})
_MODULES = {"xlsx": "xlsxwriter"}
"""By what an optional part is known to be there, where that is not its name."""
Index = QModelIndex | QPersistentModelIndex


def _say(words: str) -> str:
    return QCoreApplication.translate(CONTEXT, words)


def group_of(form: Format) -> str:
    """For whom it is."""
    if form.read is not None:
        return OURS
    return PEOPLE if form.name in _FOR_PEOPLE else TOOLS


def group_name(group: str) -> str:
    return {
        OURS: _say("Ours, with all that the project holds"),
        TOOLS: _say("For other tools"),
        PEOPLE: _say("For people"),
    }[group]


def read_by(form: str) -> str:
    """What reads it; empty for a format that nothing is known of."""
    return {
        "json": _say("This program, and all that reads JSON"),
        "jsonl": _say("This program, and all that reads line by line"),
        "web-annotation": _say("Tools for web annotations and linked data"),
        "sarif": _say("Code-review viewers, GitHub code scanning"),
        "spacy-jsonl": _say("spaCy, Prodigy"),
        "docbin": _say("spaCy: train, debug data"),
        "cas-json": _say("INCEpTION, UIMA tools"),
        "cas-xmi": _say("INCEpTION, UIMA tools"),
        "label-studio": _say("Label Studio, by its Import"),
        "doccano": _say("doccano, by its Import Dataset"),
        "refi-qda": _say("QualCoder, MAXQDA, NVivo, ATLAS.ti"),
        "refi-codebook": _say("QualCoder, MAXQDA, NVivo, ATLAS.ti"),
        "brat": _say("brat, INCEpTION"),
        "conll": _say("Tools that read a label for each word"),
        "squad": _say("Models for contract review, such as those for CUAD"),
        "csv": _say("Any spreadsheet, R, pandas"),
        "xlsx": _say("Excel, LibreOffice Calc"),
    }.get(form, "")


def missing(form: Format) -> str:
    """How to get the optional part that writing takes; empty where it is there or none is needed."""
    if not form.extra or find_spec(_MODULES.get(form.extra, form.extra)) is not None:
        return ""
    return _say(
        "This format takes an optional part of the program that is not installed here. To get it, run\n"
        'pip install "annotator[{part}]"\nor ask whoever looks after your computer. Then come back here.'
    ).format(part=form.extra)


class FormatsModel(QStandardItemModel):
    """Headings, which arrow keys pass by, and the formats under them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        for group in (OURS, TOOLS, PEOPLE):
            heading = QStandardItem(group_name(group))
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            self.appendRow(heading)
            for form in FORMATS.values():
                if group_of(form) == group:
                    self.appendRow(self._row(form))

    def _row(self, form: Format) -> QStandardItem:
        item = QStandardItem(form.title)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        item.setData(form.name, FORMAT)
        below = _say("Not installed here") if missing(form) else read_by(form.name)
        item.setData(below, READ_BY)
        spoken = (form.title, form.extension or _say("folder"), below, group_name(group_of(form)))
        item.setData(", ".join(filter(None, spoken)), Qt.ItemDataRole.AccessibleTextRole)
        return item

    def index_of(self, form: str) -> QModelIndex:
        """Where a format stands."""
        rows = (self.index(row, 0) for row in range(self.rowCount()))
        return next((each for each in rows if each.data(FORMAT) == form), QModelIndex())
