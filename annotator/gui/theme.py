"""How the application looks: colours, fonts, and what a label looks like on the page.

Colours are ``#rrggbb`` strings, so that style sheets, painters and tests read the same values. Every text
colour keeps 7:1 against the page and against every tint; every mark keeps 3:1 against the page and against
its own tint.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from annotator.domain import Label

TEXT_CONTRAST = 7.0
MARK_CONTRAST = 3.0
BODY_PIXELS = 16
READING_FAMILIES = (
    "Charter",
    "Source Serif 4",
    "Source Serif Pro",
    "Georgia",
    "Noto Serif",
    "DejaVu Serif",
)
EMOJI_FAMILIES = ("Noto Color Emoji", "Segoe UI Emoji", "Apple Color Emoji")


@dataclass(frozen=True, slots=True)
class Theme:
    """One set of colours for the page and for what surrounds it."""

    name: str
    dark: bool
    page: str
    ink: str
    muted: str
    """Secondary words on page or panel; still 4.5:1."""
    heading: str
    link: str
    law: str
    term: str
    """Defined terms and dates."""
    selection: str
    selection_ink: str
    hit: str
    """Behind a search hit."""
    hit_current: str
    hit_mark: str
    """A search hit on the ruler."""
    badge: str
    """Signs for characters that cannot be seen."""
    badge_ink: str
    rule: str
    """Hairlines on the page."""
    ruler: str
    view: str
    """The part of the ruler that is on screen."""
    window: str
    panel: str
    raised: str
    hover: str
    border: str
    accent: str
    accent_ink: str
    focus: str
    good: str
    warning: str
    danger: str
    tint_lightness: float
    """OKLab lightness that tints start from."""
    tint_chroma: float


LIGHT = Theme(
    name="light",
    dark=False,
    page="#fdfcf9",
    ink="#1d1c1a",
    muted="#66615a",
    heading="#11100f",
    link="#0e4480",
    law="#5a2d6e",
    term="#24474a",
    selection="#b7d3f7",
    selection_ink="#1d1c1a",
    hit="#fff0a3",
    hit_current="#ffcf4a",
    hit_mark="#b07d00",
    badge="#8a4b00",
    badge_ink="#ffffff",
    rule="#e4e0d8",
    ruler="#f5f3ee",
    view="#dedad1",
    window="#f3f1ec",
    panel="#faf9f6",
    raised="#ffffff",
    hover="#ebe8e1",
    border="#d9d5cc",
    accent="#1f5fbf",
    accent_ink="#ffffff",
    focus="#1f5fbf",
    good="#22713d",
    warning="#8a5a00",
    danger="#b3261e",
    tint_lightness=0.93,
    tint_chroma=0.06,
)

DARK = Theme(
    name="dark",
    dark=True,
    page="#1b1c1f",
    ink="#eceae4",
    muted="#a5a29b",
    heading="#ffffff",
    link="#b4d4ff",
    law="#e6ccf3",
    term="#c4e3e0",
    selection="#2b4a74",
    selection_ink="#ffffff",
    hit="#443a0c",
    hit_current="#5a4600",
    hit_mark="#d8a930",
    badge="#e3a957",
    badge_ink="#1b1c1f",
    rule="#33353a",
    ruler="#222327",
    view="#3b3d43",
    window="#232428",
    panel="#1f2023",
    raised="#2b2d32",
    hover="#33353b",
    border="#3d3f46",
    accent="#6ea4f4",
    accent_ink="#0d1828",
    focus="#8ab6fb",
    good="#7fcf98",
    warning="#e0b45c",
    danger="#f2938c",
    tint_lightness=0.36,
    tint_chroma=0.07,
)

HIGH_CONTRAST = Theme(
    name="high contrast",
    dark=True,
    page="#000000",
    ink="#ffffff",
    muted="#d6d6d6",
    heading="#ffffff",
    link="#9fd0ff",
    law="#f0c8ff",
    term="#a8f5ee",
    selection="#ffee32",
    selection_ink="#000000",
    hit="#003f36",
    hit_current="#005a4d",
    hit_mark="#00e0c0",
    badge="#ffb454",
    badge_ink="#000000",
    rule="#8c8c8c",
    ruler="#000000",
    view="#4a4a4a",
    window="#000000",
    panel="#000000",
    raised="#141414",
    hover="#2e2e2e",
    border="#b8b8b8",
    accent="#ffee32",
    accent_ink="#000000",
    focus="#ffee32",
    good="#7dff9b",
    warning="#ffd24d",
    danger="#ff9d94",
    tint_lightness=0.33,
    tint_chroma=0.09,
)

THEMES = (LIGHT, DARK, HIGH_CONTRAST)


@dataclass(frozen=True, slots=True)
class HighlightStyle:
    """What a label looks like: a tint behind the words, a stroke under them, a code above their start."""

    tint: str
    ink: str
    """The words on the tint."""
    stroke: str
    """Underline, outline, margin bracket and the ground of the code."""
    stroke_ink: str
    """The code on that ground."""
    underline: str
    """solid, dashed, dotted, double or wavy."""
    code: str


def highlight_style(label: Label, theme: Theme) -> HighlightStyle:
    """The look of a label in a theme, computed from its colour so that contrast always holds."""
    code = label.code or "".join(part[0] for part in label.name.split()[:3]).upper() or "?"
    return _style(label.colour, label.underline, code[:3], theme)


@lru_cache(maxsize=1024)
def _style(colour: str, underline: str, code: str, theme: Theme) -> HighlightStyle:
    _, chroma, hue = _oklch(colour)
    away = -0.01 if theme.dark else 0.01
    texts = (theme.ink, theme.heading, theme.link, theme.law, theme.term)
    tint = _until(
        lambda tone: _hex(tone, min(chroma, theme.tint_chroma), hue),
        theme.tint_lightness,
        away,
        lambda found: min(contrast(text, found) for text in texts) >= TEXT_CONTRAST,
    )
    stroke = _until(
        lambda tone: _hex(tone, min(chroma, 0.16), hue),
        0.58 if not theme.dark else 0.68,
        -away,
        lambda found: min(contrast(found, theme.page), contrast(found, tint)) >= MARK_CONTRAST,
    )
    black_or_white = max(("#000000", "#ffffff"), key=lambda ink: contrast(ink, stroke))
    return HighlightStyle(tint, theme.ink, stroke, black_or_white, underline, code)


def _until(make: Callable[[float], str], tone: float, step: float, good: Callable[[str], bool]) -> str:
    """The first colour on the way from ``tone`` towards black or white that is good enough."""
    while not good(found := make(tone)) and 0 < tone < 1:
        tone += step
    return found


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@lru_cache(maxsize=4096)
def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it, 0 to 1."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(colour: str) -> tuple[float, float, float]:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return red, green, blue


def _oklch(colour: str) -> tuple[float, float, float]:
    """Lightness, chroma and hue (radians) in OKLab, where equal steps look equal (Ottosson 2020)."""
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    medium = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _hex(lightness: float, chroma: float, hue: float) -> str:
    """The sRGB colour nearest to an OKLCH one: chroma gives way until it fits, hue and lightness stay."""
    lightness = min(max(lightness, 0.0), 1.0)
    while True:
        a, b = chroma * math.cos(hue), chroma * math.sin(hue)
        long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
        medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
        short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
        channels = (
            4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
        )
        if chroma <= 0.001 or all(-0.002 <= channel <= 1.002 for channel in channels):
            return "#" + "".join(f"{_encode(channel):02x}" for channel in channels)
        chroma -= 0.005


def _encode(channel: float) -> int:
    channel = min(max(channel, 0.0), 1.0)
    curve = channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
    return round(curve * 255)


def reading_font(zoom: int = 100) -> QFont:
    """The face of the policy's words: the first reading face this system has. Zoom is in per cent."""
    font = QFont()
    font.setFamilies(list(_reading_families()))
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPixelSize(max(1, round(BODY_PIXELS * zoom / 100)))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@lru_cache(maxsize=1)
def _reading_families() -> tuple[str, ...]:
    present = [family for family in (*READING_FAMILIES, *EMOJI_FAMILIES) if QFontDatabase.hasFamily(family)]
    return (*present, "serif")


def desktop_theme() -> Theme:
    """Light, dark or high contrast, as the desktop asks."""
    hints = QApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)  # since Qt 6.10
    if (
        accessibility is not None
        and accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
    ):
        return HIGH_CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
