"""Measures of the page at one zoom and width: fonts, line height, column. All in whole logical pixels."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from PySide6.QtGui import QFont, QFontMetricsF

from annotator.gui import theme

LINE_HEIGHT = 1.5
CHARACTERS = 70
"""Of average English text in one line; the measure a reader is comfortable with is 66 to 72."""
_SAMPLE = (
    "We collect the personal data that you give us when you open an account, and we keep it for as long "
    "as the law in your country asks us to. You can write to us at any time and ask what we hold about you."
)
LANES = 4


@dataclass(frozen=True)
class Typography:
    """``zoom`` in per cent; ``room`` is the width of the viewport."""

    zoom: int
    room: int
    body: QFont
    """The body font, already at this zoom."""

    @cached_property
    def scale(self) -> float:
        return self.zoom / 100

    @cached_property
    def em(self) -> int:
        return self.body.pixelSize()

    @cached_property
    def line(self) -> int:
        return round(self.em * LINE_HEIGHT)

    @cached_property
    def metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.body)

    @cached_property
    def average(self) -> float:
        """The width of an average character of English text."""
        return _average(self.body.key(), self.body)

    @cached_property
    def column(self) -> int:
        """The width of the text."""
        ideal = round(self.average * CHARACTERS)
        return max(8 * self.em, min(ideal, self.room - 2 * self.gutter))

    @cached_property
    def gutter(self) -> int:
        """The least that stays free on either side, for brackets and codes."""
        return round(min(72 * self.scale, max(28 * self.scale, self.room * 0.09)))

    @cached_property
    def left(self) -> int:
        """Where the text begins, from the left of the viewport."""
        return max(self.gutter, (self.room - self.column) // 2)

    @cached_property
    def lane(self) -> float:
        """From one underline lane to the next."""
        return 2.8 * self.scale

    @cached_property
    def stroke(self) -> float:
        return 1.6 * self.scale

    @cached_property
    def head(self) -> int:
        """Free above the first line."""
        return 2 * self.line

    @cached_property
    def foot(self) -> int:
        """Free below the last line, so that it can be read away from the edge."""
        return 5 * self.line

    @cached_property
    def between(self) -> int:
        """Between two paragraphs that no blank line separates."""
        return round(self.line * 0.4)

    @cached_property
    def blank(self) -> int:
        """A blank line of the text, which stands between paragraphs more often than not."""
        return round(self.line * 0.6)

    @cached_property
    def code(self) -> QFont:
        """For codes of labels and signs of invisible characters."""
        font = QFont()
        font.setPixelSize(max(7, round(9 * self.scale)))
        font.setWeight(QFont.Weight.DemiBold)
        return font

    @cached_property
    def code_metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.code)

    def heading(self, rank: int) -> QFont:
        """1 for the two upper levels, 2 for all below."""
        font = QFont(self.body)
        font.setPixelSize(round(self.em * (1.4 if rank == 1 else 1.12)))
        font.setWeight(QFont.Weight.Bold)
        return font

    def estimate(self, characters: int, pieces: int) -> int:
        """About the height of so many characters in so many pieces."""
        lines = characters * self.average / self.column
        return round(max(lines, 0.6 * pieces) * self.line + pieces * 0.4 * self.line)


@lru_cache(maxsize=64)
def _average(_key: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE)


def typography(zoom: int, room: int) -> Typography:
    return Typography(zoom, room, theme.reading_font(zoom))
