"""A panel that floats over the window: pickers, the tag pop-up, the note.

A child of the window rather than a window of its own, so that it needs no grab, is placed alike on every
desktop (Wayland lets no application place a window), and a key that it does not want reaches the pane.
"""

from typing import cast

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from annotator.gui.views.chips import theme_of
from annotator.gui.views.writing import to_text

SHADOW = 14
RADIUS = 10.0


def _application() -> QApplication:
    return cast("QApplication", QApplication.instance())


class Overlay(QFrame):
    """Closes by Esc, by a click elsewhere, or when the focus goes elsewhere; gives the focus back.

    What had it may be hidden or gone by then: a pop-up that this one replaced, say. Then the text gets it.
    """

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent.window())
        self.setObjectName("overlay")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setContentsMargins(SHADOW, SHADOW, SHADOW, SHADOW)
        self._came_from: QWidget | None = None
        self.hide()

    def appear(self) -> None:
        if not self.isHidden():
            return
        self._came_from = QApplication.focusWidget()
        self.place()
        self.show()
        self.raise_()
        application = _application()
        application.installEventFilter(self)
        application.focusChanged.connect(self._on_focus_changed)

    def dismiss(self) -> None:
        if self.isHidden():
            return
        application = _application()
        application.removeEventFilter(self)
        application.focusChanged.disconnect(self._on_focus_changed)
        focus = QApplication.focusWidget()
        held = focus is not None and (focus is self or self.isAncestorOf(focus))
        self.hide()
        back, self._came_from = self._came_from, None
        if held and back is not None and isValid(back) and back.isVisible() and back.isEnabled():
            back.setFocus(Qt.FocusReason.PopupFocusReason)
        elif held:
            to_text(self)
        self.closed.emit()

    def place(self) -> None:
        """Set the geometry; called before it is shown and whenever the window changes its size."""
        raise NotImplementedError

    def place_beside(self, anchor: QRect) -> None:
        """Under ``anchor`` (in the window's coordinates), above it where there is no room, never over it."""
        window = self.window().rect()
        self.adjustSize()
        size = self.size().boundedTo(window.size())
        left = max(0, min(anchor.left() - SHADOW, window.width() - size.width()))
        top = anchor.bottom() + 6 - SHADOW
        if top + size.height() - SHADOW > window.height():
            above = anchor.top() - 6 - size.height() + SHADOW
            top = above if above > -SHADOW else window.height() - size.height()
        self.setGeometry(left, top, size.width(), size.height())

    def covers(self, global_position: QPoint) -> bool:
        inner = self.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        return inner.contains(self.mapFromGlobal(global_position))

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or new is self or self.isAncestorOf(new) or new.window() is not self.window():
            return
        self.dismiss()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Resize and watched is self.window():
            self.place()
        elif (
            kind == QEvent.Type.MouseButtonPress
            and isinstance(event, QMouseEvent)
            and isinstance(watched, QWidget)
            and QApplication.activePopupWidget() is None
            and not self.covers(event.globalPosition().toPoint())
        ):
            self.dismiss()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        for spread in range(SHADOW - 2, 0, -2):
            painter.setBrush(QColor(0, 0, 0, 7))
            painter.drawRoundedRect(
                box.adjusted(-spread, -spread + 3, spread, spread), RADIUS + spread, RADIUS + spread
            )
        theme = theme_of(self.palette())
        painter.setBrush(QColor(theme.raised))
        painter.setPen(QColor(theme.border))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
