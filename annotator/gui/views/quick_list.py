"""Type a few letters, press Enter: the one panel behind the palette and every picker."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListView,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.models.choices import ChoiceModel
from annotator.gui.models.ranking import Choice
from annotator.gui.views.chips import small
from annotator.gui.views.choice_delegate import ChoiceDelegate
from annotator.gui.views.overlay import SHADOW, Overlay
from annotator.gui.views.parts import second
from annotator.gui.views.words import PlainLabel
from annotator.gui.views.writing import Writing

WIDTH = 660
ROWS = 8
MOVES = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Backtab: -1,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_PageUp: 1 - ROWS,
    Qt.Key.Key_PageDown: ROWS - 1,
}
"""By how many rows a key goes on."""


class QuickList(Overlay):
    """A line to type into over the list of what fits. Subclasses say what there is and what choosing does."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.edit = QLineEdit(self)
        self.edit.setClearButtonEnabled(True)
        self.edit.installEventFilter(self)
        self.model = ChoiceModel(self)
        self.view = QListView(self)
        self.view.setModel(self.model)
        self.view.setUniformItemSizes(True)
        self.delegate = ChoiceDelegate(self.view)
        self.view.setItemDelegate(self.delegate)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setStyleSheet("background: transparent;")
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.nothing = second("", self)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setMargin(20)
        self.hint = PlainLabel("", self)
        self.hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.hint.setContentsMargins(8, 2, 8, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 6)
        column.setSpacing(6)
        for widget in (self.edit, self.view, self.nothing, self.hint):
            column.addWidget(widget)
        self.edit.textChanged.connect(self._on_typed)
        self.edit.returnPressed.connect(self._choose_current)
        Writing(self.edit).finished.connect(self._choose_current)
        self.view.clicked.connect(lambda index: self._choose_row(index.row()))
        self.view.selectionModel().currentChanged.connect(self._announce)

    def name(self, name: str, prompt: str, hint: str) -> None:
        """What the panel is called, what its empty line says, and which keys it reminds of."""
        for widget in (self, self.edit, self.view):
            widget.setAccessibleName(name)
        self.edit.setPlaceholderText(prompt)
        self.hint.setText(hint)

    # What a subclass says
    def choices(self) -> Sequence[Choice]:
        raise NotImplementedError

    def recent(self) -> Sequence[str]:
        """Ids of what was chosen lately, the latest first."""
        return ()

    def choose(self, choice: Choice) -> None:
        """Called after the panel has closed and the focus is where it was."""
        raise NotImplementedError

    def nothing_fits(self, typed: str) -> str:
        return self.tr("Nothing here fits “{typed}”. Try fewer letters.").format(typed=typed)

    # What it does
    def open(self) -> None:
        self.edit.clear()
        choices = self.choices()
        self.delegate.two_lines = any(choice.detail for choice in choices)
        self.model.set_choices(choices, self.recent())
        self._on_typed("")
        self.hint.setFont(small(self.font()))
        self.appear()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def place(self) -> None:
        window = self.window()
        top = window.menuBar().height() if isinstance(window, QMainWindow) else 0
        width = min(WIDTH + 2 * SHADOW, window.width())
        rows = self.model.rowCount()
        self.view.setFixedHeight(max(0, self.view.sizeHintForRow(0)) * min(rows, ROWS) + 4)
        self.view.setVisible(rows > 0)
        self.nothing.setVisible(rows == 0)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        height = min(self.sizeHint().height(), window.height() - top)
        self.setGeometry((window.width() - width) // 2, top, width, height)

    def _on_typed(self, text: str) -> None:
        self.model.filter(text)
        self.nothing.setText(self.nothing_fits(text.strip()))
        self.view.setCurrentIndex(self.model.index(0))
        self.view.scrollToTop()
        self.place()

    def _choose_current(self) -> None:
        self._choose_row(self.view.currentIndex().row())

    def _choose_row(self, row: int) -> None:
        match = self.model.at(row)
        if match is not None:
            self.dismiss()
            self.choose(match.choice)

    def _announce(self) -> None:
        """The focus stays in the line, so a screen reader is told which row is meant."""
        spoken = self.view.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        if spoken and self.isVisible() and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.edit, spoken))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent):
            mine = event.key() in MOVES or event.key() == Qt.Key.Key_Escape
            if mine and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if mine and event.type() == QEvent.Type.KeyPress:
                self._press(Qt.Key(event.key()))
                return True
        return super().eventFilter(watched, event)

    def _press(self, key: Qt.Key) -> None:
        """Up from the first row goes to the last and back, as in any quick list; Tab goes down, too."""
        row, last = self.view.currentIndex().row(), self.model.rowCount() - 1
        step = MOVES.get(key)
        if step is None:
            self.dismiss()
        elif abs(step) == 1:
            self.view.setCurrentIndex(self.model.index((row + step) % (last + 1) if last >= 0 else 0))
        else:
            self.view.setCurrentIndex(self.model.index(max(0, min(row + step, last))))
