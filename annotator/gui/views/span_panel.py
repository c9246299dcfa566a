"""The annotations at the caret: what stands here, and the sheet of the one that edits apply to.

A suggestion has a card instead: it is decided on, not filled in.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.domain import Flag, Tag
from annotator.gui.models.here import ANNOTATION, HereModel
from annotator.gui.open_policy import is_suggestion
from annotator.gui.session import Session
from annotator.gui.views.parts import RowList, Still, plain_label
from annotator.gui.views.rows import HereDelegate

if TYPE_CHECKING:
    from annotator.gui.views.annotation_sheet import AnnotationSheet
    from annotator.gui.views.suggestion_card import SuggestionCard

ROWS = 4
CARD_LINES = 14
"""Of the font: what a card needs before more than one row stands above it."""


class SpanPanel(QWidget):
    """The sheet and the card are made when they are first wanted."""

    relabel_asked = Signal(str)
    rule_asked = Signal(str)
    reason_given = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sheet: AnnotationSheet | None = None
        self._card: SuggestionCard | None = None
        self._commands: Sequence[tuple[str, QAction]] = ()
        self._shown = ""
        self.setObjectName("panel")
        self.model = HereModel(session, self)
        self.list = RowList(self.tr("Annotations here"), self.model)
        self.list.setItemDelegate(HereDelegate(self.list))
        self.empty = plain_label(
            self.tr(
                "Nothing is marked here.\n\nSelect words and press 1 to 9 to tag them, or F to flag an issue."
            ),
            "muted",
            wrap=True,
        )
        self.empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.empty.setContentsMargins(14, 14, 14, 14)
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(8, 2, 8, 4)
        self._column.setSpacing(2)
        self._column.addWidget(self.list)
        self._column.addWidget(self.empty, 1)
        self._column.addStretch()  # rows without a sheet stay at the top
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Still(body))
        for news in (session.here_changed, session.changed, session.policy_opened, session.shown_changed):
            news.connect(self.refresh)
        session.leaving.connect(self.hand_in)
        self.list.selectionModel().currentChanged.connect(self._on_row)
        self.refresh()

    @property
    def sheet(self) -> "AnnotationSheet":
        if self._sheet is None:
            from annotator.gui.views.annotation_sheet import AnnotationSheet  # noqa: PLC0415 - see above

            self._sheet = AnnotationSheet(self._session)
            self._sheet.relabel_asked.connect(self.relabel_asked)
            self._sheet.reason_given.connect(self.reason_given)
            self._column.insertWidget(2, self._sheet, 1)
        return self._sheet

    @property
    def card(self) -> "SuggestionCard":
        if self._card is None:
            from annotator.gui.rule_book import RuleBook  # noqa: PLC0415 - see above
            from annotator.gui.views.suggestion_card import SuggestionCard  # noqa: PLC0415

            self._card = SuggestionCard(self._session, RuleBook(self))
            self._card.offer(self._commands)
            self._card.rule_asked.connect(self.rule_asked)
            self._column.insertWidget(2, self._card, 1)
        return self._card

    def decide_with(self, commands: Sequence[tuple[str, QAction]]) -> None:
        """What can be done with a suggestion: what its button is called, and the command.

        A window that opens on a suggestion has made the card before it is told.
        """
        self._commands = commands
        if self._card is not None:
            self._card.offer(commands)

    def refresh(self) -> None:
        """Show the annotation that edits apply to; one on the whole policy stays until another is chosen."""
        session = self._session
        focused = session.focused
        if focused is None:
            whole = self._session.on_whole_policy()
            focused = next((one for one in whole if one.id == self._shown and session.is_shown(one)), None)
        self._shown = focused.id if focused is not None else ""
        suggestion = focused if isinstance(focused, Flag) and is_suggestion(focused) else None
        decided = focused if suggestion is None else None
        if suggestion is not None:
            self.card.show_suggestion(suggestion)
        if decided is not None:
            self.sheet.show_annotation(decided)
        elif self._sheet is not None:
            self._sheet.hand_in()
        for part, shown in ((self._card, suggestion), (self._sheet, decided)):
            if part is not None:
                part.setVisible(shown is not None)
        self.model.refresh()
        rows = self.model.rowCount()
        self.list.setVisible(rows > 0)
        self.empty.setVisible(rows == 0)
        self._fit()
        with QSignalBlocker(self.list.selectionModel()):
            self.list.setCurrentIndex(self.model.index(self.model.row_of(self._shown)))
        self.list.viewport().update()

    def _fit(self) -> None:
        """A card takes room from the rows above it, down to none where its buttons would be cut off."""
        rows, high = self.model.rowCount(), self.list.sizeHintForRow(0)
        if rows:
            most = ROWS
            if self._card is not None and not self._card.isHidden():
                room = self.height() - CARD_LINES * self.fontMetrics().lineSpacing()
                most = max(1, min(ROWS, room // high))
                spare = self.height() - high - self._card.minimumSizeHint().height()
                self.list.setVisible(spare > self.fontMetrics().lineSpacing())
            self.list.setFixedHeight(min(rows, most) * high + 4)

    def hand_in(self) -> None:
        """Write down what is half typed."""
        if self._sheet is not None:
            self._sheet.hand_in()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _on_row(self) -> None:
        annotation = self.list.currentIndex().data(ANNOTATION)
        if isinstance(annotation, Tag | Flag):
            self._session.activate(annotation.id)
