"""The table of issues and suggestions: its columns, and the keys that are heard in it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from annotator.gui.models.flags import (
    POLICY,
    REVIEWER,
    SEVERITY,
    STATE,
    TYPE,
    WHERE,
    WHY,
    WORDS,
    WantedFlags,
)
from annotator.gui.views.issue_cells import SeverityDelegate, TypeDelegate, WhereDelegate, WordsDelegate
from annotator.gui.views.parts import paint_empty

NARROW = 640
"""Pixels. Below, why and by whom something is an issue is to be seen beside the text only."""
WIDE = 1120
"""Pixels. Below, the columns draw closer."""
CLOSE = {SEVERITY: 104, TYPE: 150, WHERE: 124, STATE: 100}
CLOSEST = {SEVERITY: 96, TYPE: 108, WHERE: 92, STATE: 100}
WIDTHS = {
    SEVERITY: 108,
    TYPE: 190,
    WHERE: 200,
    WORDS: 340,
    WHY: 340,
    STATE: 104,
    REVIEWER: 108,
    POLICY: 150,
}


class IssuesTable(QTableView):
    """Rows are flags; empty, it says what to do next."""

    empty_words = ""
    narrow = False
    tight = False
    several = False
    """Whether more than one person has a hand in the project."""
    accept: QAction | None = None
    dismiss: QAction | None = None
    """The commands of the text whose keys decide on suggestions here too."""

    decided = Signal(bool)
    """The selected suggestions were accepted, or dismissed, by one key."""

    def __init__(self, wanted: WantedFlags, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(wanted)
        self.setAccessibleName(self.tr("Issues"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegateForColumn(SEVERITY, SeverityDelegate(self))
        self.setItemDelegateForColumn(TYPE, TypeDelegate(self))
        self.setItemDelegateForColumn(WHERE, WhereDelegate(self))
        self.setItemDelegateForColumn(WORDS, WordsDelegate(self))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in WIDTHS.items():
            header.resizeSection(column, width)
        for column in (WORDS, WHY):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(60)
        self.setColumnHidden(POLICY, True)  # noqa: FBT003 - as Qt declares it
        self.fit()
        self.setSortingEnabled(True)
        self.sortByColumn(WHERE, Qt.SortOrder.AscendingOrder)
        header.sortIndicatorChanged.connect(self.scrollToTop)

    def fit(self) -> None:
        self.setColumnHidden(REVIEWER, self.narrow or not self.several)
        self.setColumnHidden(WHY, self.narrow)
        widths = CLOSEST if self.narrow else CLOSE if self.tight else WIDTHS
        for column in CLOSE:
            self.horizontalHeader().resizeSection(column, widths[column])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = event.size().width()
        if (width < NARROW, width < WIDE) != (self.narrow, self.tight):
            self.narrow, self.tight = width < NARROW, width < WIDE
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that decide on suggestions, whatever they are by now; other letters do nothing."""
        pressed = QKeySequence(event.keyCombination())
        for command, accepts in ((self.accept, True), (self.dismiss, False)):
            if command is not None and pressed in command.shortcuts():
                self.decided.emit(accepts)
                return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu key opens the menu at the row that is meant, not in the middle."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            row = self.visualRect(self.currentIndex()).intersected(self.viewport().rect())
            self.customContextMenuRequested.emit(row.center())
        else:
            self.customContextMenuRequested.emit(event.pos())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model() is not None and self.model().rowCount() == 0:
            paint_empty(self, self.empty_words)
