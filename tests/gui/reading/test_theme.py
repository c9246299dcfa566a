import colorsys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain import Label
from annotator.gui.theme import DARK, HIGH_CONTRAST, LIGHT, THEMES, Theme, contrast, highlight_style

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
HUES = [
    "#" + "".join(f"{round(255 * channel):02x}" for channel in colorsys.hls_to_rgb(hue / 36, lightness, 0.8))
    for hue in range(36)
    for lightness in (0.25, 0.5, 0.8)
]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@given(colour=colours)
def test_any_colour_becomes_a_readable_highlight(theme: Theme, colour: str) -> None:
    check(theme, colour)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("colour", [*HUES, "#000000", "#ffffff", "#808080"])
def test_every_hue_becomes_a_readable_highlight(theme: Theme, colour: str) -> None:
    check(theme, colour)


def check(theme: Theme, colour: str) -> None:
    style = highlight_style(Label("x", "X", colour=colour), theme)
    for text in (style.ink, theme.ink, theme.heading, theme.link, theme.law, theme.term):
        assert contrast(text, style.tint) >= 7
    assert contrast(style.stroke, theme.page) >= 3
    assert contrast(style.stroke, style.tint) >= 3
    assert contrast(style.stroke_ink, style.stroke) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_words_and_marks_stand_out_from_what_is_behind_them(theme: Theme) -> None:
    for text in (theme.ink, theme.heading, theme.link, theme.law, theme.term):
        assert contrast(text, theme.page) >= 7
        assert contrast(text, theme.hit) >= 7
    assert contrast(theme.ink, theme.hit_current) >= 7
    assert contrast(theme.selection_ink, theme.selection) >= 7
    for ground in (theme.page, theme.panel, theme.window, theme.raised):
        assert contrast(theme.ink, ground) >= 7
        assert contrast(theme.muted, ground) >= 4.5
        assert contrast(theme.focus, ground) >= 3
    assert contrast(theme.accent_ink, theme.accent) >= 4.5
    assert contrast(theme.badge_ink, theme.badge) >= 4.5
    assert contrast(theme.badge, theme.page) >= 3
    assert contrast(theme.hit_mark, theme.ruler) >= 3
    for mark in (theme.good, theme.warning, theme.danger):
        assert contrast(mark, theme.panel) >= 4.5


def test_different_hues_get_different_tints() -> None:
    for theme in (LIGHT, DARK, HIGH_CONTRAST):
        tints = {highlight_style(Label("x", "X", colour=colour), theme).tint for colour in HUES[1::9]}
        assert len(tints) == len(HUES[1::9])


def test_a_label_without_a_code_gets_one_from_its_name() -> None:
    assert highlight_style(Label("x", "Data retention periods of all kinds"), LIGHT).code == "DRP"
    assert highlight_style(Label("x", "X", code="ret"), LIGHT).code == "ret"
