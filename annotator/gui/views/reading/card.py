"""The card that appears when the mouse rests on a highlight: what the label means, and what the reviewer
noted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from annotator.gui.theme import Theme, highlight_style
from annotator.gui.views.reading.highlights import Highlight

_WIDTH = 340


@dataclass(frozen=True, slots=True)
class CardEntry:
    """One annotation on the card. Everything is shown as plain text."""

    title: str
    body: str = ""
    footnote: str = ""
    code: str = ""
    ground: str = ""
    """``#rrggbb`` behind the code; empty for the accent."""
    ink: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What a hover card says, innermost annotation first."""

    entries: tuple[CardEntry, ...]


CardMaker: TypeAlias = Callable[[tuple[str, ...]], "str | Card"]
"""From annotation ids to more about them, or to the whole card."""


def card_of(highlights: Sequence[Highlight], theme: Theme, more: str = "") -> Card:
    """A card from what the highlights themselves know; ``more`` stands below the last."""
    entries = []
    seen = set()
    for one in highlights:
        if one.annotation in seen:
            continue
        seen.add(one.annotation)
        style = highlight_style(one.label, theme)
        name = one.label.name or one.label.id
        entries.append(CardEntry(name, one.label.definition, "", style.code, style.stroke, style.stroke_ink))
    if more and entries:
        last = entries[-1]
        entries[-1] = CardEntry(last.title, last.body, more, last.code, last.ground, last.ink)
    return Card(tuple(entries))


class CardWindow(QFrame):
    """A small window without a frame that never takes the focus."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setObjectName("card")
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(14, 12, 14, 12)
        self._rows.setSpacing(3)

    def show_card(self, card: Card, theme: Theme, at: QPoint) -> None:
        """Below ``at`` (global), or above it where the screen ends."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.setStyleSheet(
            f"#card {{ background: {theme.raised}; border: 1px solid {theme.border}; border-radius: 8px; }}"
        )
        for index, entry in enumerate(card.entries):
            if index:
                self._rows.addSpacing(8)
            title = f"{entry.code}  {entry.title}" if entry.code else entry.title
            edge = entry.ground or theme.accent
            self._add(
                title,
                f"color: {theme.ink}; font-weight: 600; border-left: 4px solid {edge}; padding-left: 8px;",
            )
            if entry.body:
                self._add(entry.body, f"color: {theme.ink}; padding-left: 12px;")
            if entry.footnote:
                self._add(entry.footnote, f"color: {theme.muted}; padding-left: 12px;")
        self.adjustSize()
        where = at + QPoint(0, 18)
        screen = self.screen().availableGeometry()
        if where.y() + self.height() > screen.bottom():
            where.setY(at.y() - self.height() - 12)
        where.setX(max(screen.left(), min(where.x(), screen.right() - self.width())))
        self.move(where)
        self.show()

    def labels(self) -> list[QLabel]:
        """From top to bottom."""
        widgets = (item.widget() for at in range(self._rows.count()) if (item := self._rows.itemAt(at)))
        return [widget for widget in widgets if isinstance(widget, QLabel)]

    def _add(self, words: str, style: str) -> None:
        label = QLabel(words, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setFixedWidth(_WIDTH)
        label.setStyleSheet(f"QLabel {{ {style} background: transparent; }}")
        self._rows.addWidget(label)
