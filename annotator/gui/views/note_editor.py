"""A note on a span, written beside it."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from annotator.domain import AnnotationId
from annotator.gui.models.plain import one_line
from annotator.gui.session import Session
from annotator.gui.views.chips import small
from annotator.gui.views.overlay import Overlay
from annotator.gui.views.words import PlainLabel
from annotator.gui.views.writing import Writing, typed

TITLE = 90
"""Code points: a section's heading may be long."""


class NoteEditor(Overlay):
    """However it closes, the words are kept: Esc, Ctrl+Enter, a click elsewhere, another policy, quitting.

    A reviewer who did not mean them has Undo, which takes back the whole note as one act; one who did would
    have nothing if Esc threw them away. Enter begins a new line, as in any comment.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._annotation: AnnotationId = ""
        self._anchor = QRect()
        self._refused = False
        self.title = PlainLabel("", self)
        self.edit = QPlainTextEdit(self)
        self.edit.setTabChangesFocus(True)
        self.edit.setPlaceholderText(self.tr("What should be remembered about these words?"))
        self.edit.setAccessibleName(self.tr("Note"))
        self.edit.installEventFilter(self)
        self.title.setBuddy(self.edit)
        self.hint = PlainLabel("", self)
        self.hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(6)
        for widget in (self.title, self.edit, self.hint):
            column.addWidget(widget)
        self.writing = Writing(self.edit)
        self.writing.due.connect(self.keep)
        self.writing.finished.connect(self.dismiss)
        session.leaving.connect(self.dismiss)
        session.policy_opened.connect(self.dismiss)

    def open_for(self, annotation: AnnotationId, anchor: QRect, viewport: QWidget) -> None:
        """Edit the note of an annotation; ``anchor`` is its rectangle in the viewport's coordinates."""
        self.dismiss()
        value = self._session.annotations[annotation]
        self._annotation = annotation
        self._anchor = QRect(viewport.mapTo(self.window(), anchor.topLeft()), anchor.size())
        where = value.spans[0].citation if value.spans else self.tr("whole policy")
        name = self._session.label_of(value).name
        words = self.tr("Note on “{label}”, {where}").format(label=name, where=where)
        self.title.setText(one_line(words, TITLE))
        held = self._session.held.get(annotation, {}).get("note")
        self.edit.setPlainText(value.note if held is None else held)
        self.edit.document().setModified(held is not None)
        self.edit.moveCursor(self.edit.textCursor().MoveOperation.End)
        self._refused = False
        self.hint.setText(self.tr("Ctrl+Enter or Esc keeps it   ·   Ctrl+Z then takes it back"))
        self.hint.setFont(small(self.font()))
        self.appear()
        self.edit.setFocus(Qt.FocusReason.PopupFocusReason)

    def place(self) -> None:
        self.edit.setFixedHeight(self.edit.fontMetrics().lineSpacing() * 5 + 18)
        self.place_beside(self._anchor)

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(self.fontMetrics().averageCharWidth() * 66, 0))

    def keep(self) -> bool:
        """Write what is typed. False where that could not be done: the words then stay on the screen."""
        value = self._session.annotations.get(self._annotation)
        document = self.edit.document()
        if value is None or not document.isModified() or typed(document) == value.note:
            return True
        kept = self._session.edit(self._annotation, note=typed(document)) is not None
        document.setModified(not kept)
        return kept

    def dismiss(self) -> None:
        if self.isHidden():
            return
        if not self.keep() and not self._refused:
            self._refused = True
            QGuiApplication.clipboard().setText(typed(self.edit.document()))
            self.hint.setText(
                self.tr("Not saved yet. The words are kept here and on the clipboard; Esc closes.")
            )
            return
        self._annotation = ""
        super().dismiss()

    def hideEvent(self, event: QHideEvent) -> None:
        """The window closes over an open note."""
        if self._annotation:
            self.keep()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent):
            closes = event.key() == Qt.Key.Key_Escape
            if closes and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if closes and event.type() == QEvent.Type.KeyPress:
                self.dismiss()
                return True
        return super().eventFilter(watched, event)
