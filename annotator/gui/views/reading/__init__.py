"""The reading pane. Why it is built as it is: docs/adr/0002-reading-pane.md."""

from annotator.gui.views.reading.card import About, Details
from annotator.gui.views.reading.highlights import Highlight
from annotator.gui.views.reading.pane import ReadingPane

__all__ = ["About", "Details", "Highlight", "ReadingPane"]
