"""The annotation under the caret: what it says, who said it and when, and the place to say more."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.domain import Annotation, Flag, Origin, Severity, State, Tag
from annotator.gui.desk import local_time
from annotator.gui.models.flags import SEVERITIES, STATES
from annotator.gui.models.here import ANNOTATION, HereModel
from annotator.gui.session import Session
from annotator.gui.views.parts import RowList, Still, plain_label
from annotator.gui.views.rows import HereDelegate
from annotator.gui.views.wording import severity_name, state_name

ROWS = 4


class SpanPanel(QWidget):
    """Edits are handed in when a field is left, each as one act."""

    relabel_asked = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: Annotation | None = None
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
        self.note = _note_field(self.tr("Note"), self.tr("Why it matters, what to ask, …"))
        self.suggestion = _note_field(self.tr("Suggested wording"), self.tr("How it could read instead"))
        self.severity = _choice(self.tr("Severity"))
        for severity in SEVERITIES:
            self.severity.addItem(severity_name(severity), severity)
        self.state = _choice(self.tr("State"))
        for state in STATES:
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
        self.refresh()

    def _lay_out(self) -> None:
        self._form = QFormLayout()
        self._form.setContentsMargins(6, 6, 8, 6)
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
            name = plain_label(words, "muted")
            name.setBuddy(field)
            self._form.addRow(name, field)
        self._form.addRow(self._facts)
        buttons = QHBoxLayout()
        buttons.addWidget(self.relabel)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        self._form.addRow(buttons)
        self._sheet = QWidget()
        self._sheet.setObjectName("panel")
        self._sheet.setLayout(self._form)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(self._sheet)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll = scroll
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(8, 2, 8, 4)
        column.setSpacing(2)
        column.addWidget(self.list)
        column.addWidget(self.empty)
        column.addWidget(scroll, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Still(body))

    def _connect(self) -> None:
        for news in (self._session.here_changed, self._session.changed, self._session.policy_opened):
            news.connect(self.refresh)
        self._session.leaving.connect(self.hand_in)
        self.list.selectionModel().currentChanged.connect(self._on_row)
        self.severity.activated.connect(self.hand_in)
        self.state.activated.connect(self.hand_in)
        self.reason.editingFinished.connect(self.hand_in)
        for field in (self.note, self.suggestion):
            field.installEventFilter(self)
        self.remove.clicked.connect(self._remove)
        self.relabel.clicked.connect(self._relabel)

    # Showing

    def refresh(self) -> None:
        """Show the annotation that edits apply to, unless it is shown already."""
        focused = self._session.focused
        if focused is None:
            whole = self._session.on_whole_policy()
            focused = next((one for one in whole if self._shown and one.id == self._shown.id), None)
        if self._shown is not None and (focused is None or focused.id != self._shown.id):
            self.hand_in()
        self.model.refresh()
        rows = self.model.rowCount()
        self.list.setVisible(rows > 0)
        self.list.setFixedHeight(min(rows, ROWS) * max(1, self.list.sizeHintForRow(0)) + 4)
        self.empty.setVisible(rows == 0)
        self._scroll.setVisible(focused is not None)
        if focused is not None and focused != self._shown:
            self._fill(focused)
        self._shown = focused
        with QSignalBlocker(self.list.selectionModel()):
            row = self.model.row_of(focused.id) if focused is not None else -1
            self.list.setCurrentIndex(self.model.index(row))
        self.list.viewport().update()

    def _fill(self, annotation: Annotation) -> None:
        same = self._shown is not None and self._shown.id == annotation.id
        flag = annotation if isinstance(annotation, Flag) else None
        for field in (self.severity, self.state, self.suggestion):
            self._form.setRowVisible(field, flag is not None)
        self._form.setRowVisible(self.reason, flag is not None and flag.state is not State.OPEN)
        if not (same and self.note.hasFocus()):
            self.note.setPlainText(annotation.note)
        if flag is not None:
            self.severity.setCurrentIndex(SEVERITIES.index(flag.severity))
            self.state.setCurrentIndex(STATES.index(flag.state))
            if not (same and self.reason.hasFocus()):
                self.reason.setText(flag.reason)
            if not (same and self.suggestion.hasFocus()):
                self.suggestion.setPlainText(flag.suggestion)
        self._fill_attributes(annotation.attributes if isinstance(annotation, Tag) else None)
        self._facts.setText(self._provenance(annotation))

    def _fill_attributes(self, attributes: Mapping[str, str] | None) -> None:
        offered = self._session.clauses.attributes
        if self.attributes.keys() != offered.keys():
            for field in self.attributes.values():
                self._form.removeRow(field)
            self.attributes = {name: self._attribute(name, values) for name, values in offered.items()}
        for name, field in self.attributes.items():
            self._form.setRowVisible(field, attributes is not None)
            field.setCurrentIndex(max(0, field.findData((attributes or {}).get(name, ""))))

    def _attribute(self, name: str, values: tuple[str, ...]) -> QComboBox:
        field = _choice(name)
        field.addItem(self.tr("not said"), "")
        for value in values:
            field.addItem(value.replace("-", " "), value)
        field.activated.connect(self.hand_in)
        words = plain_label(name.replace("-", " ").capitalize(), "muted")
        self._form.insertRow(0, words, field)
        return field

    def _provenance(self, annotation: Annotation) -> str:
        made = f"{local_time(annotation.created):%Y-%m-%d %H:%M}"
        words = self.tr("{name}, {when} · {origin}").format(
            name=self._session.reviewer_name(annotation.reviewer),
            when=made,
            origin=self._origin(annotation.origin),
        )
        spans = [span.citation for span in annotation.spans]
        if isinstance(annotation, Flag) and annotation.counterpart:
            halves = ", ".join(span.citation for span in annotation.counterpart)
            return self.tr("{where}, against {other}\n{words}").format(
                where=", ".join(spans), other=halves, words=words
            )
        return f"{', '.join(spans)}\n{words}" if len(spans) > 1 else words

    def _origin(self, origin: Origin) -> str:
        if origin.kind == "person":
            return self.tr("by hand")
        return " ".join(part for part in (origin.kind, origin.name, origin.version) if part)

    # Acts

    def hand_in(self) -> None:
        """Write down what was changed in the fields."""
        shown = self._session.annotations.get(self._shown.id) if self._shown is not None else None
        if shown is None:
            return
        note = self.note.toPlainText()
        if isinstance(shown, Flag):
            severity, state = Severity(self.severity.currentData()), State(self.state.currentData())
            reason = self.reason.text() if state is not State.OPEN else ""
            suggestion = self.suggestion.toPlainText()
            now = (shown.note, shown.severity, shown.state, shown.reason, shown.suggestion)
            if now != (note, severity, state, reason, suggestion):
                self._session.edit(
                    shown.id, note=note, severity=severity, state=state, reason=reason, suggestion=suggestion
                )
            return
        attributes = {name: field.currentData() for name, field in self.attributes.items()}
        attributes = {name: value for name, value in attributes.items() if value}
        if (shown.note, dict(shown.attributes)) != (note, attributes):
            self._session.edit(shown.id, note=note, attributes=attributes)

    def _relabel(self) -> None:
        if self._shown is not None:
            self.relabel_asked.emit(self._shown.id)

    def _remove(self) -> None:
        if self._shown is not None:
            self._session.remove([self._shown.id])

    def _on_row(self) -> None:
        annotation = self.list.currentIndex().data(ANNOTATION)
        if isinstance(annotation, Tag | Flag):
            self._session.activate(annotation.id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.hand_in()
        return super().eventFilter(watched, event)


def _note_field(name: str, prompt: str) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(prompt)
    field.setTabChangesFocus(True)
    field.setFixedHeight(field.fontMetrics().lineSpacing() * 3 + 16)
    return field


def _choice(name: str) -> QComboBox:
    field = QComboBox()
    field.setAccessibleName(name)
    return field
