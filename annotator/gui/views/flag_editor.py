"""All of a flag on one sheet."""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent, QTextCursor
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.domain import AnnotationId, Flag, LabelId, Severity, Span, State
from annotator.gui.models.plain import tooltip
from annotator.gui.open_policy import bounds, is_suggestion
from annotator.gui.session import Session
from annotator.gui.views.chips import chip_icon, chip_size, theme_of
from annotator.gui.views.parts import add_row, second
from annotator.gui.views.problem_notes import ProblemLine
from annotator.gui.views.wording import severity_name, state_name
from annotator.gui.views.words import PlainLabel
from annotator.gui.views.writing import WAIT, typed

QUOTED = 280
"""Code points of a span that are shown; its beginning and its end."""
SPANS = 3
"""Of a discontinuous one, that are shown."""

Value = TypeVar("Value", bound=StrEnum)


class OneOf(QWidget, Generic[Value]):
    """A few values side by side, of which one holds; arrow keys move between them."""

    changed = Signal()

    def __init__(self, name: str, values: Iterable[tuple[Value, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self.buttons: dict[Value, QRadioButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(18)
        for value, words in values:
            button = QRadioButton(words, self)
            button.setAccessibleName(f"{name}: {words}")
            button.toggled.connect(self._on_toggled)
            self._group.addButton(button)
            self.buttons[value] = button
            row.addWidget(button)
        row.addStretch(1)
        self.setFocusProxy(next(iter(self.buttons.values())))

    def value(self) -> Value:
        return next(value for value, button in self.buttons.items() if button.isChecked())

    def set_value(self, value: Value) -> None:
        self.buttons[value].setChecked(True)
        self.setFocusProxy(self.buttons[value])

    def _on_toggled(self, checked: bool) -> None:  # noqa: FBT001 - as Qt calls it
        if checked:
            self.changed.emit()


class FlagEditor(QDialog):
    """What is written is kept, within a second and on closing; “Put back” is for second thoughts."""

    def __init__(self, session: Session, annotation: AnnotationId, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        flag = session.annotations[annotation]
        if not isinstance(flag, Flag):
            raise TypeError(f"{annotation} is no flag")
        self._flag = flag
        """As it was when the sheet opened."""
        self._suggested = is_suggestion(flag)
        """Then nothing is written down before it is accepted, with all that differs, in one act."""
        self._kept = flag
        """With what was written from here since; what others have changed meanwhile is theirs."""
        self._drop_counterpart = False
        self._wait = QTimer(self, singleShot=True, interval=WAIT)
        self._wait.timeout.connect(self._keep)
        self.setWindowTitle(self.tr("Suggestion") if self._suggested else self.tr("Issue"))
        self._make_fields()
        self._lay_out()
        self._fill()
        self._connect()
        self.note.moveCursor(QTextCursor.MoveOperation.End)
        self.note.setFocus()

    def _make_fields(self) -> None:
        self.type = QComboBox(self)
        self.type.setAccessibleName(self.tr("Issue type"))
        self.type.setMaxVisibleItems(14)
        self.type.setIconSize(chip_size(self.font()))
        theme = theme_of(self.palette())
        own = self._session.label_of(self._flag)
        offered = self._session.issues.offered
        for label in offered if own in offered else (own, *offered):
            icon = chip_icon(label, self.font(), theme, self.devicePixelRatioF())
            self.type.addItem(icon, label.name, label.id)
        self.definition = second("", self)
        self.definition.setWordWrap(False)
        self.definition.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.severity = OneOf(
            self.tr("Severity"), [(severity, severity_name(severity)) for severity in Severity], self
        )
        decided = [state for state in State if self._suggested or state is not State.SUGGESTED]
        self.state = OneOf(self.tr("State"), [(state, state_name(state)) for state in decided], self)
        self.reason = QLineEdit(self)
        self.reason.setAccessibleName(self.tr("Reason"))
        self.note = self._text(self.tr("Note"), self.tr("What is wrong, and why it matters"))
        self.suggestion = self._text(
            self.tr("Suggested wording"), self.tr("What the policy should say instead")
        )
        self.problem = ProblemLine(self)
        self.put_back = QPushButton(self.tr("Put back"), self)
        self.put_back.setToolTip(self.tr("Everything on this sheet as it was when it opened"))
        self.put_back.setAutoDefault(False)

    def _text(self, name: str, prompt: str) -> QPlainTextEdit:
        edit = QPlainTextEdit(self)
        edit.setAccessibleName(name)
        edit.setPlaceholderText(prompt)
        edit.setTabChangesFocus(True)
        edit.setMinimumHeight(edit.fontMetrics().lineSpacing() * 3 + 18)
        return edit

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(10)
        add_row(form, self.tr("&Type"), self.type)
        add_row(form, "", self.definition)
        add_row(form, self.tr("Se&verity"), self.severity)
        add_row(form, self.tr("St&ate"), self.state)
        form.setRowVisible(self.state, not self._suggested)
        self.reason_caption = PlainLabel(self.tr("&Reason"), self)
        self.reason_caption.setBuddy(self.reason)
        form.addRow(self.reason_caption, self.reason)
        add_row(form, self.tr("&Note"), self.note)
        add_row(form, self.tr("S&uggested wording"), self.suggestion)
        buttons = QDialogButtonBox(self)
        done = self.tr("Accept") if self._suggested else self.tr("Done")
        self.done_button = buttons.addButton(done, QDialogButtonBox.ButtonRole.AcceptRole)
        if self._suggested:
            leave = buttons.addButton(self.tr("Leave undecided"), QDialogButtonBox.ButtonRole.RejectRole)
            leave.setAutoDefault(False)
            buttons.rejected.connect(self.reject)
        buttons.addButton(self.put_back, QDialogButtonBox.ButtonRole.ResetRole)
        buttons.accepted.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addWidget(self._quotes())
        column.addLayout(form, 1)
        column.addWidget(self.problem)
        column.addWidget(buttons)

    def _quotes(self) -> QWidget:
        """The words that are flagged and, of a contradiction, the other half."""
        flag = self._flag
        holder = QFrame(self)
        theme = theme_of(self.palette())
        holder.setObjectName("quotes")
        holder.setStyleSheet(
            f"#quotes {{ background: {theme.page}; border: 1px solid {theme.border}; border-radius: 8px; }}"
        )
        column = QVBoxLayout(holder)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(4)
        if not flag.spans:
            column.addWidget(second(self.tr("On the whole policy"), self))
        for span in flag.spans[:SPANS]:
            self._add_quote(column, span, span.citation)
        if len(flag.spans) > SPANS:
            column.addWidget(second(self.tr("and {n} more").format(n=len(flag.spans) - SPANS), self))
        self.counterpart = QFrame(holder)
        other = QVBoxLayout(self.counterpart)
        other.setContentsMargins(0, 8, 0, 0)
        other.setSpacing(4)
        for span in flag.counterpart[:SPANS]:
            self._add_quote(other, span, self.tr("against {where}").format(where=span.citation))
        self.drop = QPushButton(self.tr("Take the second span away"), self.counterpart)
        self.drop.setHidden(self._suggested)
        self.drop.setAutoDefault(False)
        other.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.counterpart)
        return holder

    def _add_quote(self, column: QVBoxLayout, span: Span, caption: str) -> None:
        column.addWidget(second(caption, self))
        words = PlainLabel(f"“{shortened(span.quote)}”", self, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(words)

    def _fill(self) -> None:
        flag = self._flag
        self.type.setCurrentIndex(max(0, self.type.findData(flag.label)))
        self.severity.set_value(flag.severity)
        self.state.set_value(flag.state)
        self.reason.setText(flag.reason)
        self.note.setPlainText(flag.note)
        self.suggestion.setPlainText(flag.suggestion)
        self._drop_counterpart = self._refused = False
        self._filled = self._words()
        held = self._session.held.get(flag.id, {})
        if held:  # typed here before, and not taken by the project yet
            self.reason.setText(held.get("reason", flag.reason))
            self.note.setPlainText(held.get("note", flag.note))
            self.suggestion.setPlainText(held.get("suggestion", flag.suggestion))
        self._refresh()

    def _words(self) -> dict[str, str]:
        return {
            "reason": self.reason.text().strip(),
            "note": typed(self.note.document()),
            "suggestion": typed(self.suggestion.document()),
        }

    def _connect(self) -> None:
        self.type.currentIndexChanged.connect(self._refresh)
        self.severity.changed.connect(self._refresh)
        self.state.changed.connect(self._on_state)
        self.reason.textChanged.connect(self._refresh)
        self.note.textChanged.connect(self._refresh)
        self.suggestion.textChanged.connect(self._refresh)
        self._session.problem.connect(self.problem.say)
        self.put_back.clicked.connect(self._on_put_back)
        self.drop.clicked.connect(self._on_drop)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.accept)

    def _on_state(self) -> None:
        self._refresh()
        if self.state.value() is not State.OPEN and not self.reason.text():
            self.reason.setPlaceholderText(
                self.tr("How it was settled")
                if self.state.value() is State.RESOLVED
                else self.tr("Why this is no issue")
            )

    def _on_put_back(self) -> None:
        self._fill()
        if not self._suggested:
            self._keep()

    def _on_drop(self) -> None:
        self._drop_counterpart = True
        self._refresh()

    def _refresh(self) -> None:
        chosen = self._session.issues.label(self.label())
        self._define(chosen.definition if chosen is not None else "")
        settled = self.state.value() not in {State.OPEN, State.SUGGESTED}
        self.reason.setVisible(settled)
        self.reason_caption.setVisible(settled)
        self.counterpart.setVisible(bool(self._flag.counterpart) and not self._drop_counterpart)
        self.put_back.setEnabled(bool(self._differing(self._flag)))
        if not self._suggested and not self._wait.isActive() and self.changes():
            self._wait.start()
        self._fit()

    def _define(self, words: str) -> None:
        """On one line, cut where it has to be: a form with wrapped words does not know its own height."""
        line = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(200, self.type.width()))
        self.definition.setText(line)
        self.definition.setToolTip(tooltip(words))
        self.definition.setVisible(bool(words))
        self.type.setAccessibleDescription(words)

    def _fit(self) -> None:
        """Grow to what is shown now: a layout of wrapped words does not do that by itself."""
        layout = self.layout()
        if layout is not None and self.isVisible():
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalMinimumHeightForWidth(self.width())))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()
        self._refresh()

    def label(self) -> LabelId:
        return str(self.type.currentData())

    def changes(self) -> dict[str, Any]:
        """What differs from the flag as it is kept, by the names that ``Session.edit`` has for it."""
        differing = self._differing(self._kept)
        if "counterpart" in differing:
            differing["counterpart"] = bounds(differing["counterpart"])
        return differing

    def _differing(self, flag: Flag) -> dict[str, Any]:
        """Words that nobody touched are those that were there: Qt gives not every text back."""
        words = {
            name: getattr(self._flag, name) if words == self._filled[name] else words
            for name, words in self._words().items()
        }
        if self.state.value() is State.OPEN:
            words["reason"] = ""
        now: dict[str, object] = {
            **words,
            "label": self.label(),
            "severity": self.severity.value(),
            "state": self.state.value(),
            "counterpart": () if self._drop_counterpart else self._flag.counterpart,
        }
        return {name: value for name, value in now.items() if value != getattr(flag, name)}

    def _keep(self) -> bool:
        """Write down what differs; False where that could not be done, and the session has said why."""
        self._wait.stop()
        changes, differing = self.changes(), self._differing(self._kept)
        if changes and self._session.edit(self._flag.id, **changes) is None:
            stored = self._session.annotations.get(self._flag.id)
            if any(value != getattr(stored, name, None) for name, value in differing.items()):
                return False
        self._kept = replace(self._kept, **differing)
        return True

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(self.fontMetrics().averageCharWidth() * 92, 0))

    def done(self, result: int) -> None:
        if self._suggested:
            self._accept_or_leave(accepted=result == QDialog.DialogCode.Accepted)
        elif self._keep() or self._flag.id not in self._session.annotations or self._refused:
            super().done(result)
        else:
            self._fit()  # the words stay on the sheet; closed once more, the session holds them
            self._refused = self._flag.id in self._session.held

    def _accept_or_leave(self, *, accepted: bool) -> None:
        if not accepted:
            super().done(QDialog.DialogCode.Rejected)
        elif self._session.accept([self._flag.id], **self.changes()) is not None:
            super().done(QDialog.DialogCode.Accepted)
        else:
            self._fit()


def shortened(quote: str) -> str:
    """A long quote by its beginning and its end, on one paragraph."""
    words = " ".join(quote.split())
    if len(words) <= QUOTED:
        return words
    half = QUOTED // 2
    return f"{words[:half].rstrip()} … {words[-half:].lstrip()}"
