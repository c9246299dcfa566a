"""All that is said of one annotation, each field editable in place."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from annotator.domain import Annotation, Flag, Severity, State, Tag
from annotator.gui.models.flags import SEVERITIES, STATES
from annotator.gui.models.plain import tooltip
from annotator.gui.open_policy import is_suggestion
from annotator.gui.session import Session
from annotator.gui.views.parts import plain_label
from annotator.gui.views.wording import attribute_rank, isolated_quotes, provenance, severity_name, state_name
from annotator.gui.views.writing import Writing, to_text, typed

DECIDED = tuple(state for state in STATES if state is not State.SUGGESTED)
"""Nothing becomes a suggestion again but by undo."""


class AnnotationSheet(QScrollArea):
    """What is typed is handed in within a second and when its field is left. What nobody touched stays."""

    relabel_asked = Signal(str)
    reason_given = Signal(str)
    """Enter after the reason why this flag is closed."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: Annotation | None = None
        self._handing_in = False
        self.note = _text_field(self.tr("Note"), self.tr("Why it matters, what to ask, …"))
        self.suggestion = _text_field(self.tr("Suggested wording"), self.tr("How it could read instead"))
        self.severity = _choice(self.tr("Severity"))
        for severity in SEVERITIES:
            self.severity.addItem(severity_name(severity), severity)
        self.state = _choice(self.tr("State"))
        for state in DECIDED:
            self.state.addItem(state_name(state), state)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("Why it is closed"))
        self.attributes: dict[str, QComboBox] = {}
        self._facts = plain_label("", "muted", wrap=True)
        self.relabel = QPushButton(self.tr("Change label…"))
        self.remove = QPushButton(self.tr("Remove"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        page = QWidget()
        page.setObjectName("panel")
        self._form = QFormLayout(page)
        self._form.setContentsMargins(4, 6, 4, 6)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setVerticalSpacing(7)
        for words, field in (
            (self.tr("Severity"), self.severity),
            (self.tr("State"), self.state),
            (self.tr("Reason"), self.reason),
            (self.tr("Note"), self.note),
            (self.tr("Wording"), self.suggestion),
        ):
            self._form.addRow(_name(words, field), field)
        self._form.addRow(self._facts)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.relabel)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        self._form.addRow(buttons)
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _connect(self) -> None:
        self.severity.activated.connect(self.hand_in)
        self.state.activated.connect(self._on_state)
        self.reason.editingFinished.connect(self.hand_in)
        self.reason.returnPressed.connect(self._on_reason)
        for field in (self.note, self.suggestion, self.reason):
            writing = Writing(field)
            writing.due.connect(self.hand_in)
            writing.finished.connect(lambda: to_text(self))
        for news in (self._session.project_opened, self._session.access_changed):
            news.connect(self._refresh)
        self._refresh()
        self.remove.clicked.connect(self._remove)
        self.relabel.clicked.connect(self._relabel)

    # Showing

    def _refresh(self) -> None:
        """Where the project can only be read, so can the sheet; words that are held stay to be copied."""
        why = self._session.read_only
        for writing in (self.note, self.suggestion, self.reason):
            writing.setReadOnly(bool(why))
        for part in (self.severity, self.state, self.relabel, self.remove, *self.attributes.values()):
            part.setEnabled(not why)
            part.setToolTip(tooltip(why))

    def show_annotation(self, annotation: Annotation) -> None:
        """What is half typed on another one is handed in first; on this one it stays."""
        same = self._shown is not None and self._shown.id == annotation.id
        if not same:
            self.hand_in()
        elif annotation == self._shown:
            return
        flag = annotation if isinstance(annotation, Flag) else None
        self._shown = annotation
        for field in (self.severity, self.state, self.suggestion):
            self._form.setRowVisible(field, flag is not None)
        self._form.setRowVisible(self.reason, flag is not None and flag.state is not State.OPEN)
        held = self._session.held.get(annotation.id, {})
        _put(self.note, annotation.note, held.get("note"), keep=same)
        if flag is not None:
            self.severity.setCurrentIndex(SEVERITIES.index(flag.severity))
            self.state.setCurrentIndex(self.state.findData(flag.state))
            _put(self.suggestion, flag.suggestion, held.get("suggestion"), keep=same)
            reason = held.get("reason", flag.reason)
            if not (same and self.reason.isModified()) and self.reason.text().strip() != reason:
                self.reason.setText(reason)
            self.reason.setModified(self.reason.isModified() or "reason" in held)
        self._show_attributes(annotation.attributes if isinstance(annotation, Tag) else None)
        self._facts.setText(self._provenance(annotation))

    def _show_attributes(self, attributes: Mapping[str, str] | None) -> None:
        offered = self._session.clauses.attributes
        if self.attributes.keys() != offered.keys():
            for field in self.attributes.values():
                self._form.removeRow(field)
            names = sorted(offered, key=attribute_rank)
            self.attributes = {
                name: self._attribute(row, name, offered[name]) for row, name in enumerate(names)
            }
            self._refresh()
        for name, field in self.attributes.items():
            self._form.setRowVisible(field, attributes is not None)
            value = (attributes or {}).get(name, "")
            if field.findData(value) < 0:
                field.addItem(_words(value), value)
            field.setCurrentIndex(field.findData(value))

    def _attribute(self, row: int, name: str, values: tuple[str, ...]) -> QComboBox:
        field = _choice(_words(name))
        field.addItem(self.tr("not said"), "")
        for value in values:
            field.addItem(_words(value), value)
        field.activated.connect(self.hand_in)
        self._form.insertRow(row, _name(_words(name).capitalize(), field), field)
        return field

    def _provenance(self, annotation: Annotation) -> str:
        words = provenance(annotation, self._session.reviewer_name(annotation.reviewer))
        where = isolated_quotes(", ".join(span.citation for span in annotation.spans))
        if isinstance(annotation, Flag) and annotation.counterpart:
            other = isolated_quotes(", ".join(span.citation for span in annotation.counterpart))
            return self.tr("{where}, against {other}").format(where=where, other=other) + "\n" + words
        return f"{where}\n{words}" if len(annotation.spans) > 1 else words

    # Acts

    def hand_in(self) -> None:
        """Write down what was changed. Asking for a name takes the focus, which would hand in again."""
        if not self._handing_in:
            self._handing_in = True
            self._hand_in()
            self._handing_in = False

    def _hand_in(self) -> None:
        shown = self._session.annotations.get(self._shown.id) if self._shown is not None else None
        if shown is None or is_suggestion(shown):
            return  # gone, or undone while the sheet was still there
        changes: dict[str, Any] = {"note": _typed(self.note)}
        if isinstance(shown, Flag):
            changes["suggestion"] = _typed(self.suggestion)
            if self.reason.isModified():
                changes["reason"] = self.reason.text().strip()
            if self.severity.currentData() != shown.severity:
                changes["severity"] = Severity(self.severity.currentData())
            if self.state.currentData() != shown.state:
                changes["state"] = State(self.state.currentData())
        else:
            said = {name: field.currentData() for name, field in self.attributes.items()}
            attributes = {name: value for name, value in {**shown.attributes, **said}.items() if value}
            if attributes != shown.attributes:
                changes["attributes"] = attributes
        changes = {
            name: value
            for name, value in changes.items()
            if value is not None and value != getattr(shown, name)
        }
        if not changes or self._session.edit(shown.id, **changes) is not None:
            for field in (self.note, self.suggestion):
                field.document().setModified(False)
            self.reason.setModified(False)

    def _on_state(self) -> None:
        """Why an issue is closed is asked for at once."""
        self.hand_in()
        if self._form.isRowVisible(self.reason):
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_reason(self) -> None:
        self.hand_in()
        to_text(self)
        if self._shown is not None:
            self.reason_given.emit(self._shown.id)

    def _relabel(self) -> None:
        if self._shown is not None:
            self.relabel_asked.emit(self._shown.id)

    def _remove(self) -> None:
        if self._shown is not None:
            self._session.remove([self._shown.id])
            to_text(self)


def _text_field(name: str, prompt: str) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(prompt)
    field.setTabChangesFocus(True)
    field.setFixedHeight(field.fontMetrics().lineSpacing() * 3 + 16)
    return field


def _put(field: QPlainTextEdit, words: str, held: str | None, *, keep: bool) -> None:
    """Show these words, or those that are ``held`` since they could not be written; unless they are there, or
    others are half typed and to be kept.
    """
    document, shown = field.document(), words if held is None else held
    if not (keep and (document.isModified() or typed(document) == shown.strip())):
        field.setPlainText(shown)
        document.setModified(held is not None)


def _typed(field: QPlainTextEdit) -> str | None:
    """What was typed since it was filled; None where nothing was: Qt gives not every text back."""
    document = field.document()
    return typed(document) if document.isModified() else None


def _choice(name: str) -> QComboBox:
    field = QComboBox()
    field.setAccessibleName(name)
    field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return field


def _name(words: str, field: QWidget) -> QWidget:
    name = plain_label(words, "muted")
    name.setBuddy(field)
    return name


def _words(identifier: str) -> str:
    """``does-not`` as one reads it."""
    return identifier.replace("-", " ").replace("_", " ")
