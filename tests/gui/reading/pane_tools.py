"""What the tests of the reading pane share."""

from PySide6.QtCore import QPoint

from annotator.domain import Label
from annotator.gui.views.reading import Highlight, ReadingPane

MIXED = (
    "Privacy 👩‍👩‍👧‍👦 policy\r\n"
    "\r\n"
    "We keep e\u0301lan\u00a0vital 😀 data, fo\u200br ever.\r\n"
    "سياسة الخصوصية: نحن نجمع Data البيانات.\n"
    "Last line\twith a tab, U+FDD0 \ufdd0 and NUL \x00 in it."
)


def mark(start: int, end: int, name: str = "", **looks: object) -> Highlight:
    """A highlight whose annotation is named by its bounds unless a name is given."""
    label = Label(id="data", name="Data categories", definition="Kinds of data.", colour="#2a7fd0", code="DC")
    return Highlight(name or f"{start}-{end}", start, end, label, **looks)  # type: ignore[arg-type]


def point_of(pane: ReadingPane, offset: int) -> QPoint:
    """Where the caret before a character stands, in the viewport."""
    kept = pane.selection()
    pane.select(offset, offset)
    point = pane.selection_rect().center()
    pane.select(*kept, reveal=False)
    return point
