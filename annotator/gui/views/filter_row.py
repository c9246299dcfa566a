"""The filters over a list, on one line. Where they find no room they fold into one button with a menu."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from annotator.gui.menus import Menu
from annotator.gui.mnemonics import escaped, mark_mnemonics
from annotator.gui.views.parts import Elided

LEAST, MOST = 100, 240
"""Pixels for the words that are looked for."""
COUNT = 64
"""Pixels for the count: it is cut short before the filters fold."""
GAP = 6


class FilterRow(QWidget):
    """Choosers and switches stay what is chosen; the menu only turns them."""

    def __init__(
        self,
        words: QLineEdit,
        choosers: Sequence[QComboBox],
        switches: Sequence[QToolButton],
        count: Elided,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._choosers, self._switches, self._count = words, choosers, switches, count
        self._idle: set[QWidget] = set()
        self._folded = False
        words.setMinimumWidth(LEAST)
        words.setMaximumWidth(MOST)
        self.button = QToolButton()
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = Menu(parent=self.button)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        self.button.setMenu(menu)
        self.button.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        for widget in (words, *choosers, *switches, self.button):
            row.addWidget(widget)
        row.addStretch(1)
        count.setMinimumWidth(0)
        row.addWidget(count)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for chooser in choosers:
            chooser.currentIndexChanged.connect(self._name_button)
        for switch in switches:
            switch.toggled.connect(self._name_button)
        self._name_button()

    def offer(self, chooser: QComboBox, on: bool) -> None:  # noqa: FBT001 - a switch
        """A chooser between fewer than two is not shown."""
        self._idle.discard(chooser) if on else self._idle.add(chooser)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        least = LEAST + GAP + self.button.sizeHint().width() + GAP + COUNT
        return QSize(least, self._words.sizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(self._full_width(), self._words.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _offered(self) -> list[QWidget]:
        return [widget for widget in (*self._choosers, *self._switches) if widget not in self._idle]

    def _full_width(self) -> int:
        return LEAST + GAP + COUNT + sum(GAP + widget.sizeHint().width() for widget in self._offered())

    def _arrange(self) -> None:
        self._folded = self.width() < self._full_width()
        self.button.setVisible(self._folded)
        offered = self._offered()
        for widget in (*self._choosers, *self._switches):
            widget.setVisible(not self._folded and widget in offered)

    def _name_button(self) -> None:
        chosen = sum(chooser.currentIndex() > 0 for chooser in self._choosers)
        chosen += sum(switch.isChecked() for switch in self._switches)
        words = self.tr("Filters: {n}").format(n=chosen) if chosen else self.tr("Filters")
        self.button.setText(words + "  ")
        self.button.setAccessibleName(words)

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for widget in self._offered():
            if isinstance(widget, QComboBox):
                choices = Menu(escaped(widget.accessibleName()), menu)
                menu.addMenu(choices)
                self._add_choices(choices, widget)
        menu.addSeparator()
        for switch in self._switches:
            action = menu.addAction(escaped(switch.accessibleName()))
            action.setCheckable(True)
            action.setChecked(switch.isChecked())
            action.triggered.connect(switch.toggle)
        mark_mnemonics(menu.actions())

    def _add_choices(self, menu: QMenu, chooser: QComboBox) -> None:
        for place in range(chooser.count()):
            action = menu.addAction(escaped(chooser.itemText(place)))
            action.setCheckable(True)
            action.setChecked(place == chooser.currentIndex())
            action.triggered.connect(lambda _on, place=place: chooser.setCurrentIndex(place))
        mark_mnemonics(menu.actions())


def new_chooser(name: str, anything: str) -> QComboBox:
    chooser = QComboBox()
    chooser.setAccessibleName(name)
    chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    chooser.setMinimumContentsLength(len(anything) - 4)
    chooser.addItem(anything, None)
    return chooser


def new_switch(words: str, what: str) -> QToolButton:
    switch = QToolButton()
    switch.setText(words)
    switch.setToolTip(what)
    switch.setAccessibleName(what)
    switch.setCheckable(True)
    return switch
