"""The card that appears when the mouse rests on a highlight: what the label means, and what the reviewer
noted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from annotator.domain import AnnotationId
from annotator.gui.theme import Theme, highlight_style
from annotator.gui.views.reading.highlights import Highlight
from annotator.gui.views.words import PlainLabel

_WIDTH = 340


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of an annotation beyond its label. Shown as plain text."""

    note: str = ""
    provenance: str = ""


About: TypeAlias = Callable[[AnnotationId], Details]


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

    def show_card(self, highlights: Sequence[Highlight], about: About, theme: Theme, at: QPoint) -> None:
        """The innermost first; below ``at`` (global), or above it where the screen ends."""
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.setStyleSheet(
            f"#card {{ background: {theme.raised}; border: 1px solid {theme.border}; border-radius: 8px; }}"
        )
        labels = {one.annotation: one.label for one in highlights}
        for index, (annotation, label) in enumerate(labels.items()):
            if index:
                self._rows.addSpacing(8)
            style = highlight_style(label, theme)
            details = about(annotation)
            self._add(
                f"{style.code}  {label.name or label.id}",
                f"color: {theme.ink}; font-weight: 600; padding-left: 8px;"
                f" border-left: 4px solid {style.stroke};",
            )
            for words, ink in (
                (label.definition, theme.muted),
                (details.note, theme.ink),
                (details.provenance, theme.muted),
            ):
                if words:
                    self._add(words, f"color: {ink}; padding-left: 12px;")
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
        label = PlainLabel(words, self, wrap=True)
        label.setFixedWidth(_WIDTH)
        label.setStyleSheet(f"QLabel {{ {style} background: transparent; }}")
        self._rows.addWidget(label)
