"""All keys on one sheet, and the place to change them."""

from PySide6.QtCore import QEvent, QModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from annotator.gui.actions import COMMANDS, Actions, Command, shown, title
from annotator.gui.digit_keys import label_key
from annotator.gui.models.keys import COMMAND, OWN, KeysFilter, KeysModel
from annotator.gui.views.chips import small, theme_of
from annotator.gui.views.choice_delegate import Index, paint_key, paint_row
from annotator.gui.views.parts import paint_empty, second
from annotator.gui.views.rows import draw_elided
from annotator.gui.views.words import PlainLabel

MODIFIERS = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}
ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
MOVING = ENTER | {
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right,
    Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
}  # fmt: skip
STRONG = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class KeysDelegate(QStyledItemDelegate):
    """Menus as headings, keys as caps; those that the reviewer has changed are marked."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        extra = 10 if index.data(COMMAND) else 24
        return QSize(120, QFontMetrics(option.font).height() + extra)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, font = theme_of(option.palette), option.font
        area = QRectF(option.rect)
        painter.save()
        painter.setFont(font)
        if not index.data(COMMAND):
            heading = QFont(font)
            heading.setBold(True)
            draw_elided(painter, area.adjusted(10, 8, -4, 0), index.data() or "", heading, theme.ink)
            painter.setPen(QColor(theme.border))
            painter.drawLine(area.bottomLeft(), area.bottomRight())
        elif index.column() == 0:
            whole = QRectF(area)
            whole.setWidth(self._view.viewport().width())
            paint_row(painter, whole.adjusted(3, 1, -3, -1), option.state, theme)
            draw_elided(painter, area.adjusted(22, 0, -4, 0), index.data(), font, theme.ink)
        else:
            self._paint_keys(painter, area.adjusted(0, 0, -12, 0), option, index)
        painter.restore()

    def _paint_keys(
        self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        theme, font = theme_of(option.palette), option.font
        right = area.right()
        for keys in reversed(str(index.data()).split(KeysModel.OR) if index.data() else []):
            right = paint_key(painter, QPointF(right, area.center().y()), keys, font, theme) - 6
        if index.data(OWN):
            words = self.tr("changed")
            width = QFontMetrics(small(font)).horizontalAdvance(words) + 2
            place = QRectF(right - width - 4, area.top(), width, area.height())
            draw_elided(painter, place, words, small(font), theme.accent)


class KeysView(QTreeView):
    """Where nothing fits it says so."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.model() is not None and self.model().rowCount() == 0:
            paint_empty(self, self.tr("No command or key fits this. Try fewer letters."))


class KeyCatcher(PlainLabel):
    """Where new keys are pressed: it takes every key there is."""

    pressed = Signal(QKeyEvent)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", parent, wrap=True)
        self.setMargin(12)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def event(self, event: QEvent) -> bool:
        """Tab, Esc and shortcuts are keys like any other here."""
        if isinstance(event, QKeyEvent) and event.type() in {
            QEvent.Type.ShortcutOverride,
            QEvent.Type.KeyPress,
        }:
            event.accept()
            if event.type() == QEvent.Type.KeyPress and event.key() not in MODIFIERS:
                self.pressed.emit(event)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = theme_of(self.palette())
        painter.setPen(QColor(theme.focus))
        painter.setBrush(QColor(theme.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()
        super().paintEvent(event)


class ShortcutSheet(QDialog):
    """Reads the table of commands; Enter on a row asks for new keys."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._commands = actions
        self._changing: Command | None = None
        self._wanted = ""
        self.setWindowTitle(self.tr("Keys"))
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("Find a command or a key"))
        self.line.setAccessibleName(self.tr("Find a command or a key"))
        self.line.setClearButtonEnabled(True)
        self.model = KeysModel(actions, self)
        self.shown = KeysFilter(self.model, self)
        self.view = KeysView(self)
        self.catcher = KeyCatcher(self)
        self.catcher.setAccessibleName(self.tr("New keys"))
        self.catcher.hide()
        self._set_up_view()
        self._lay_out()
        self._connect()
        self._filter("")

    def _set_up_view(self) -> None:
        self.view.setModel(self.shown)
        self.view.setAccessibleName(self.tr("Commands and their keys"))
        self.view.setItemDelegate(KeysDelegate(self.view))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setHeaderHidden(True)
        self.view.setRootIsDecorated(False)
        self.view.setItemsExpandable(False)
        self.view.setIndentation(0)
        self.view.setMouseTracking(True)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, self.fontMetrics().averageCharWidth() * 38)

    def _lay_out(self) -> None:
        digits = second(
            self.tr(
                "1 to 9, 0, and these with Shift, tag the selected words. "
                "Which label each stands for is set under Tools ▸ Labels and issue types."
            ),
            self,
        )
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.change = self._button(self.tr("Change…"))
        self.reset = self._button(self.tr("As delivered"))
        self.reset_all = self._button(self.tr("All as delivered"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        for widget in (self.line, digits, self.view, self.catcher, self.buttons):
            column.addWidget(widget)
        column.setStretchFactor(self.view, 1)
        letter = self.fontMetrics()
        wanted = QSize(letter.averageCharWidth() * 100, letter.lineSpacing() * 40)
        self.resize(wanted.boundedTo(self.screen().availableSize()))

    def _button(self, words: str) -> QPushButton:
        button = self.buttons.addButton(words, QDialogButtonBox.ButtonRole.ActionRole)
        button.setAutoDefault(False)
        return button

    def _connect(self) -> None:
        self.line.textChanged.connect(self._filter)
        self.view.activated.connect(self.ask)
        self.view.selectionModel().currentChanged.connect(self._refresh)
        self.change.clicked.connect(self.ask)
        self.reset.clicked.connect(self._on_reset)
        self.reset_all.clicked.connect(self._on_reset_all)
        self.catcher.pressed.connect(self._on_pressed)
        self.buttons.rejected.connect(self.reject)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)

    def _filter(self, typed: str) -> None:
        self.shown.filter(typed)
        self.view.expandAll()
        for row in range(self.shown.rowCount()):
            self.view.setFirstColumnSpanned(row, QModelIndex(), True)  # noqa: FBT003 - Qt's own
        first = self.shown.index(0, 0, self.shown.index(0, 0))
        self.view.setCurrentIndex(first)
        self._refresh()

    def current(self) -> Command | None:
        command = self.view.currentIndex().data(COMMAND)
        return command if isinstance(command, Command) else None

    def _refresh(self) -> None:
        command = self.current()
        self.change.setEnabled(command is not None)
        self.reset.setEnabled(command is not None and self._is_own(command))
        self.reset_all.setEnabled(any(self._is_own(one) for one in COMMANDS))

    def _is_own(self, command: Command) -> bool:
        return self._commands.keys(command) != command.keys

    # Changing keys

    def ask(self) -> None:
        """Wait for the new keys of the current command."""
        self._changing, self._wanted = self.current(), ""
        if self._changing is None:
            return
        self._say(
            self.tr("Press the new keys for “{title}”.   Backspace: no keys.   Esc: leave them.").format(
                title=title(self._changing).removesuffix("…")
            )
        )
        self.catcher.show()
        self.catcher.setFocus()

    def _say(self, words: str) -> None:
        self.catcher.setText(words)
        self.catcher.setAccessibleDescription(words)

    def _on_pressed(self, event: QKeyEvent) -> None:
        command = self._changing
        if command is None:
            return
        plain = not event.modifiers() & STRONG
        if event.key() == Qt.Key.Key_Escape and plain:
            self._stop()
        elif event.key() == Qt.Key.Key_Backspace and plain:
            self._bind(command, "")
        elif event.key() in ENTER and plain and self._wanted:
            self._take_over(command, self._wanted)
        else:
            self._consider(command, event)

    def _consider(self, command: Command, event: QKeyEvent) -> None:
        keys = pressed_keys(event)
        self._wanted = ""
        refusal = self._refusal(command, event, keys)
        other = self._commands.conflict(command.id, keys)
        if refusal:
            self._say(refusal)
        elif other is not None:
            self._wanted = keys
            self._say(
                self.tr(
                    "{keys} belongs to “{other}”. Press Enter to take it from there, or press other keys."
                ).format(keys=shown(keys), other=title(other).removesuffix("…"))
            )
        else:
            self._bind(command, keys)

    def _refusal(self, command: Command, event: QKeyEvent, keys: str) -> str:
        plain = not event.modifiers() & STRONG
        if digit := label_key(event, QGuiApplication.platformName()):
            return self.tr("{keys} tags with a label. Press other keys.").format(keys=shown(digit))
        if plain and Qt.Key(event.key()) in MOVING:
            return self.tr("{keys} moves in the text. Press other keys.").format(keys=shown(keys))
        if plain and command.where == "window" and event.text().isprintable() and event.text():
            return self.tr(
                "This command works everywhere, so {keys} alone could not be typed any more. Add Ctrl or Alt."
            ).format(keys=shown(keys))
        return ""

    def _take_over(self, command: Command, keys: str) -> None:
        self._release(command, keys)
        self._bind(command, keys)

    def _bind(self, command: Command, keys: str) -> None:
        self._commands.rebind(command.id, keys)
        self._stop()

    def _stop(self) -> None:
        self._changing, self._wanted = None, ""
        self.catcher.hide()
        self.view.setFocus()
        self.model.refresh()
        self._refresh()

    def _on_reset(self) -> None:
        """The delivered keys may belong to another command by now, which then gives them back."""
        command = self.current()
        if command is not None:
            for keys in command.keys:
                self._release(command, keys)
            self._commands.rebind(command.id, None)
            self._stop()

    def _on_reset_all(self) -> None:
        for command in COMMANDS:
            self._commands.rebind(command.id, None)
        self._stop()

    def _release(self, command: Command, keys: str) -> None:
        """Take these keys from every other command."""
        while (other := self._commands.conflict(command.id, keys)) is not None:
            rest = [key for key in self._commands.keys(other) if QKeySequence(key) != QKeySequence(keys)]
            self._commands.rebind(other.id, rest[0] if rest else "")


def pressed_keys(event: QKeyEvent) -> str:
    """Portable text of the keys. A sign that needs Shift on this keyboard is named by the sign alone."""
    combination = event.keyCombination()
    sign = event.text()
    if sign.isprintable() and sign and not sign.isalnum() and not event.modifiers() & STRONG:
        return QKeySequence(event.key()).toString(QKeySequence.SequenceFormat.PortableText)
    return QKeySequence(combination).toString(QKeySequence.SequenceFormat.PortableText)
