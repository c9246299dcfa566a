"""The pop-up beside words that were just selected with the mouse: one click tags them."""

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from annotator.domain import Label, Tag
from annotator.gui.models.recent import RecentLabels
from annotator.gui.session import Session
from annotator.gui.views.chips import chip_size, paint_chip, small, theme_of
from annotator.gui.views.choice_delegate import paint_key
from annotator.gui.views.overlay import Overlay

KEYED = tuple("1234567890")
RECENT = 4
COLUMNS = 2
NAME_WIDTH = 24
"""Room for a label's name, in average letters."""
WALK = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
MODIFIERS = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}


class PopupButton(QAbstractButton):
    """A label (or a command) with the key that does the same. It never takes the focus from the pane."""

    def __init__(self, parent: QWidget, text: str, key: str, label: Label | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setText(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.key = key
        self.label = label
        self._walked_to = False
        if label is not None and label.definition:
            self.setAccessibleDescription(label.definition)

    def walk_to(self, *, here: bool) -> None:
        self._walked_to = here
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        height = max(chip_size(self.font()).height(), metrics.height()) + 8
        if self.label is None:
            key = max(20, QFontMetrics(small(self.font())).horizontalAdvance(self.key) + 14)
            return QSize(metrics.horizontalAdvance(self.text()) + key + 22, height)
        return QSize(chip_size(self.font()).width() + metrics.averageCharWidth() * NAME_WIDTH + 56, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = theme_of(self.palette())
        if self.underMouse() or self._walked_to:
            painter.setPen(QColor(theme.accent) if self._walked_to else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.hover))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        area = QRectF(self.rect()).adjusted(6, 0, -6, 0)
        painter.setFont(self.font())
        if self.label is not None:
            size = chip_size(self.font())
            chip = QRectF(area.left(), area.center().y() - size.height() / 2, size.width(), size.height())
            paint_chip(painter, chip, self.label, theme)
            area.setLeft(chip.right() + 8)
        if self.key:
            right = QPointF(area.right(), area.center().y())
            area.setRight(paint_key(painter, right, self.key, self.font(), theme) - 8)
        painter.setFont(self.font())
        painter.setPen(QColor(theme.ink))
        name = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, max(0, int(area.width()))
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)

    def enterEvent(self, _event: QEvent) -> None:
        self.update()

    def leaveEvent(self, _event: QEvent) -> None:
        self.update()


class TagPopup(Overlay):
    """The ten labels that have a plain digit, then those used lately.

    The focus stays in the pane, so digits and every other key keep working; Tab walks over the labels and
    Enter takes one, Esc and everything that is not for the pop-up closes it.
    """

    find_asked = Signal()
    """The reviewer wants a label that is not here."""
    flag_asked = Signal()
    note_asked = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._recent = RecentLabels(session)
        self._anchor = QRect()
        self._at = -1
        self.buttons: list[PopupButton] = []
        self.setAccessibleName(self.tr("Tag the selection"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 6, 6, 6)
        self._column.setSpacing(4)
        session.changed.connect(self.dismiss)
        session.policy_opened.connect(self.dismiss)

    def offer(self, anchor: QRect, viewport: QWidget) -> None:
        """Show beside ``anchor``, the selection's rectangle in the viewport's coordinates."""
        self.dismiss()
        self._fill()
        top_left = viewport.mapTo(self.window(), anchor.topLeft())
        visible = QRect(viewport.mapTo(self.window(), viewport.rect().topLeft()), viewport.size())
        self._anchor = QRect(top_left, anchor.size()).intersected(visible) or QRect(top_left, anchor.size())
        self.appear()

    def place(self) -> None:
        self.place_beside(self._anchor)

    def _labels(self) -> tuple[list[Label], list[Label]]:
        offered = self._session.clauses.offered
        by_key = {label.key: label for label in offered}
        keyed = [by_key[key] for key in KEYED if key in by_key]
        used = self._recent.of(Tag)
        others = {label.id: label for label in offered if label not in keyed}
        return keyed, [others[label] for label in used if label in others][:RECENT]

    def _fill(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        self.buttons, self._at = [], -1
        keyed, recent = self._labels()
        for group in (keyed, recent):
            if group:
                self._column.addWidget(self._grid(group))
        self._column.addWidget(self._footer())

    def _grid(self, labels: list[Label]) -> QWidget:
        """Down the first column, then down the second, as keys lie on a keyboard in two hands."""
        holder = QWidget(self)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        rows = -(-len(labels) // COLUMNS)
        for place, label in enumerate(labels):
            button = PopupButton(holder, label.name, label.key, label)
            spoken = self.tr("Tag as {name}, key {key}") if label.key else self.tr("Tag as {name}")
            button.setAccessibleName(spoken.format(name=label.name, key=label.key))
            button.clicked.connect(lambda _checked=False, chosen=label.id: self._tag(chosen))
            grid.addWidget(button, place % rows, place // rows)
            self.buttons.append(button)
        return holder

    def _footer(self) -> QWidget:
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for text, key, signal in (
            (self.tr("Find a label"), "L", self.find_asked),
            (self.tr("Flag"), "F", self.flag_asked),
            (self.tr("Note"), "M", self.note_asked),
        ):
            button = PopupButton(holder, text, key)
            button.setAccessibleName(text)
            button.clicked.connect(self.dismiss)
            button.clicked.connect(signal)
            row.addWidget(button)
            self.buttons.append(button)
        row.addStretch(1)
        return holder

    def _tag(self, label: str) -> None:
        self.dismiss()
        self._session.tag(label)

    def _walk(self, step: int) -> None:
        if 0 <= self._at < len(self.buttons):
            self.buttons[self._at].walk_to(here=False)
            self._at = (self._at + step) % len(self.buttons)
        else:
            self._at = 0 if step > 0 else len(self.buttons) - 1
        self.buttons[self._at].walk_to(here=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Wheel and isinstance(watched, QWidget) and watched.window() is self.window():
            self.dismiss()
        elif (
            kind in {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}
            and isinstance(event, QKeyEvent)
            and watched is QApplication.focusWidget()
        ):
            return self._key(event, pressed=kind == QEvent.Type.KeyPress)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent, *, pressed: bool) -> bool:
        """An override comes before the key itself and keeps it from being taken as a shortcut."""
        key = Qt.Key(event.key())
        mine = key == Qt.Key.Key_Escape or key in WALK or (key in ENTER and self._at >= 0)
        if not mine or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if key not in MODIFIERS:
                self.dismiss()
            return False
        if not pressed:
            event.accept()
        elif key in WALK:
            self._walk(WALK[key])
        elif key in ENTER:
            self.buttons[self._at].click()
        else:
            self.dismiss()
        return True
