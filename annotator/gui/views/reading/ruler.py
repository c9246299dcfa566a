"""The whole policy in one narrow strip beside the scroll bar: tags, flags, search hits, and where the window
is.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from annotator.gui.views.reading.highlights import Highlight, Highlights
from annotator.gui.views.reading.looks import Looks
from annotator.gui.views.reading.page import Page

WIDTH = 18
_ROW = 3
_MOMENT_MS = 60
_LOOKED_AT = 32
"""Highlights asked for in each row; one wins the row, so more would change nothing."""


class Ruler(QWidget):
    """Left column tags, right column flags, hits across both. A press asks to go there."""

    jump = Signal(float)
    """A share of the policy's height, 0 to 1."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page: Page | None = None
        self._highlights = Highlights()
        self._hits: Sequence[tuple[int, int]] = ()
        self._looks: Looks | None = None
        self._marks: QPixmap | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_MOMENT_MS)
        self._later.timeout.connect(self._gather)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Overview of tags, flags and search hits"))

    def show_page(self, page: Page, highlights: Highlights, looks: Looks) -> None:
        self._page, self._highlights, self._looks = page, highlights, looks
        self._marks = None
        self.refresh()

    def set_hits(self, hits: Sequence[tuple[int, int]]) -> None:
        """In order of the text."""
        self._hits = hits
        self.refresh()

    def refresh(self) -> None:
        """Looks again a moment later, so that many changes cost one look."""
        self._later.start()

    def _gather(self) -> None:
        page, looks = self._page, self._looks
        if page is None or looks is None:
            return
        count = max(1, self.height() // _ROW)
        height = max(page.height, page.window)
        bounds = [page.offset_at(height * row // count) for row in range(count + 1)]
        hit_rows = {bisect_right(bounds, start) - 1 for start, _ in self._hits}
        picture = QPixmap(self.size() * self.devicePixelRatioF())
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        for row in range(count):
            if bounds[row] < page.length:
                end = max(bounds[row + 1], bounds[row] + 1)
                near = islice(self._highlights.touching(bounds[row], end), _LOOKED_AT)
                self._mark(painter, row * _ROW, list(near), looks)
            if row in hit_rows:
                painter.fillRect(0, row * _ROW, WIDTH, _ROW - 1, looks.colour("hit_mark"))
        painter.end()
        self._marks = picture
        self.update()

    def _mark(self, painter: QPainter, y: int, near: list[Highlight], looks: Looks) -> None:
        tag = next((one for one in near if not one.flag), None)
        flag = next((one for one in near if one.flag), None)
        if tag is not None:
            painter.fillRect(3, y, 6, _ROW - 1, looks.of(tag.label, muted=tag.muted).stroke)
        if flag is not None:
            painter.fillRect(10, y, 6, _ROW, looks.of(flag.label, flag=True, muted=flag.muted).stroke)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, 100)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.refresh()

    def paintEvent(self, _event: QPaintEvent) -> None:
        page, looks = self._page, self._looks
        if page is None or looks is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), looks.colour("ruler"))
        height = max(page.height, page.window)
        top = page.y / height * self.height()
        tall = max(6.0, page.window / height * self.height())
        painter.fillRect(QRectF(0, top, WIDTH, tall), looks.colour("view"))
        if self._marks is not None:
            painter.drawPixmap(0, 0, self._marks)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def _go(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.jump.emit(min(1.0, max(0.0, event.position().y() / max(1, self.height()))))
