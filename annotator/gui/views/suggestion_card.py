"""A suggestion as a card: what a rule has found, why it matters, and four ways to go on."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain import Flag, Label
from annotator.gui.models.plain import one_line
from annotator.gui.rule_book import RuleBook
from annotator.gui.session import Session
from annotator.gui.theme import highlight_style
from annotator.gui.views.chips import chip_icon, chip_size, theme_of
from annotator.gui.views.issue_cells import BARS, severity_icon
from annotator.gui.views.parts import plain_label
from annotator.gui.views.rows import severity_colour
from annotator.gui.views.wording import isolated, isolated_quotes, severity_name, tier_name
from annotator.gui.views.words import PlainLabel

QUOTED = 160
"""Code points of what the suggested wording would replace, and of the other half of a contradiction."""


class SuggestionCard(QWidget):
    """Nothing on it can be typed into: whoever wants other words accepts it by way of the editor."""

    rule_asked = Signal(str)
    """Show the page of this rule."""

    def __init__(self, session: Session, book: RuleBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._book = session, book
        self._shown: Flag | None = None
        self._chip, self._bars = PlainLabel(), PlainLabel()
        self.type = _Words(bold=True)
        self.weight = plain_label("", "muted")
        self.message = _Words()
        self.wording = _Words()
        self._instead = _Words("muted")
        self._against = _Words("muted")
        self.rule = _Words(bold=True)
        self.why = _Words("muted")
        self.about = QToolButton()
        self.about.setText(self.tr("About this rule…"))
        self.about.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.about.clicked.connect(lambda: self._shown and self.rule_asked.emit(self._shown.origin.name))
        self._frame = _Frame()
        self._lay_out()
        book.read.connect(self._explain)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.type, 1)
        facts = QHBoxLayout()
        facts.setSpacing(6)
        facts.addWidget(self._bars)
        facts.addWidget(self.weight, 1)
        inside = QVBoxLayout(self._frame)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.setSpacing(7)
        inside.addLayout(head)
        inside.addLayout(facts)
        for words in (self.message, self._instead, self.wording, self._against, self.rule, self.why):
            inside.addWidget(words)
        inside.addWidget(self.about, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addStretch(1)
        page = QWidget()
        page.setObjectName("panel")
        around = QVBoxLayout(page)
        around.setContentsMargins(4, 4, 4, 4)
        around.addWidget(self._frame)
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(self.tr("Suggestion"))
        self._buttons = QGridLayout()
        self._buttons.setContentsMargins(4, 0, 4, 4)
        self._buttons.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(scroll, 1)
        column.addLayout(self._buttons)

    def offer(self, commands: Iterable[tuple[str, QAction]]) -> None:
        """A button for each command, which has its key beside its name."""
        for place, (name, command) in enumerate(commands):
            button = QPushButton()
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys to the text
            button.setAccessibleName(command.text().replace("&", ""))
            button.clicked.connect(command.trigger)

            def dress(button: QPushButton = button, name: str = name, command: QAction = command) -> None:
                keys = command.shortcut().toString(command.shortcut().SequenceFormat.NativeText)
                button.setText(f"{name}   {keys}" if keys else name)
                button.setEnabled(command.isEnabled())

            command.changed.connect(dress)
            dress()
            self._buttons.addWidget(button, place // 2, place % 2)

    def show_suggestion(self, flag: Flag) -> None:
        if flag == self._shown:
            return
        self._shown = flag
        label = self._session.label_of(flag)
        self.type.setText(label.name)
        self.weight.setText(f"{severity_name(flag.severity)}  ·  {tier_name(flag.origin.tier)}")
        self.message.setText(isolated_quotes(flag.note))
        quote = one_line(" … ".join(span.quote for span in flag.spans), QUOTED)
        self._put(self._instead, self.tr("Instead of “{quote}”:") if flag.suggestion else "", quote)
        self._put(self.wording, isolated(flag.suggestion))
        self._put(
            self._against,
            self.tr("Against {where}: “{quote}”") if flag.counterpart else "",
            one_line(" … ".join(span.quote for span in flag.counterpart), QUOTED),
            ", ".join(span.citation for span in flag.counterpart),
        )
        self._explain()
        self._dress(flag, label)

    def _put(self, label: PlainLabel, words: str, quote: str = "", where: str = "") -> None:
        """Empty ones take no room."""
        label.setText(words.format(quote=isolated(quote), where=isolated_quotes(where)) if quote else words)
        label.setVisible(bool(words))

    def _explain(self) -> None:
        """The rule in its own words, once they are known; one that is no more by its id."""
        flag = self._shown
        if flag is None:
            return
        entry = self._book.entry(flag.origin.name)
        unknown = flag.origin.name if self._book.is_read else ""
        self._put(self.rule, entry.title if entry is not None else unknown)
        self._put(self.why, entry.why if entry is not None else "")
        self.about.setVisible(entry is not None)

    def _dress(self, flag: Flag, label: Label) -> None:
        theme, ratio = theme_of(self.palette()), self.devicePixelRatioF()
        icon = chip_icon(label, self.font(), theme, ratio, suggested=True)
        self._chip.setPixmap(icon.pixmap(chip_size(self.font()), ratio))
        bars = severity_icon(flag.severity, severity_colour(flag.severity, theme).name(), ratio)
        self._bars.setPixmap(bars.pixmap(BARS, ratio))
        self._frame.edge = QColor(highlight_style(label, theme).stroke)
        self._frame.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._shown is not None:
            self._dress(self._shown, self._session.label_of(self._shown))


class _Frame(QFrame):
    """Its edge is dashed, as suggestions are in the text."""

    edge = QColor()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self.edge, 1.4)
        pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.setBrush(QColor(theme_of(self.palette()).page))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)


class _Words(PlainLabel):
    """Wrapped words that are as high as they have to be at their width, and no higher."""

    def __init__(self, name: str = "", *, bold: bool = False) -> None:
        super().__init__(wrap=True)
        self.setObjectName(name)
        font = self.font()
        font.setBold(bold)
        self.setFont(font)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height())
