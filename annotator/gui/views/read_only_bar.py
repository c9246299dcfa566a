"""Over the text of a project that can only be read: why, and how to go on."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAction
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from annotator.gui.session import Session
from annotator.gui.views.parts import plain_label
from annotator.gui.views.wording import isolated_quotes


class ReadOnlyBar(QWidget):
    """Gone where the project can be written."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("readOnlyBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = plain_label(wrap=True)
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.buttons: list[QPushButton] = []
        self._again = ""
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 8, 14, 8)
        column.setSpacing(7)
        column.addWidget(self.words)
        column.addLayout(self._row)
        for news in (session.access_changed, session.project_opened):
            news.connect(self.refresh)
        self.refresh()

    def offer(self, *ways: QAction) -> None:
        """The ways on, as buttons; the last of them opens what is at the project's place."""
        for way in ways:
            button = QPushButton(way.text().replace("&", ""), self)
            button.setMinimumWidth(1)  # in a narrow window they give way
            button.clicked.connect(way.trigger)
            self.buttons.append(button)
            self._row.insertWidget(self._row.count() - 1, button)
        self._again = self.buttons[-1].text()
        self.refresh()

    def refresh(self) -> None:
        """Say why nothing can be written, also to a screen reader."""
        why = self._session.read_only
        self.words.setText(isolated_quotes(why))
        if self.buttons:
            moved = self.tr("Open what is there now…") if self._session.moved else self._again
            self.buttons[-1].setText(moved)
        self.setVisible(bool(why))
        if why and QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, why))
