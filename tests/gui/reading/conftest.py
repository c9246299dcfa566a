"""A pane of pinned size and face, shown and with the focus."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from annotator.gui import theme
from annotator.gui.views.reading import Highlight, ReadingPane
from annotator.text.canonical import CanonicalText

Show = Callable[..., ReadingPane]


@pytest.fixture(autouse=True)
def pinned_face(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "_reading_families", lambda: ("DejaVu Serif",))


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """Shows a pane with a text and highlights."""
    kept = []  # qtbot keeps weak references only

    def shown(text: str, *highlights: Highlight, width: int = 900, height: int = 600) -> ReadingPane:
        pane = ReadingPane()
        kept.append(pane)
        qtbot.addWidget(pane)
        pane.resize(width, height)
        with qtbot.waitExposed(pane):
            pane.show()
        pane.activateWindow()
        pane.setFocus()
        pane.show_policy(CanonicalText(text))
        pane.set_highlights(highlights)
        return pane

    return shown
