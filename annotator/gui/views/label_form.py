"""One label as a form: its words, its look, its key. Each field is handed to the model as it is changed."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QColorDialog,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from annotator.domain import ISSUES, Label, Severity
from annotator.gui.models.label_set import COLOURS, LabelSetModel
from annotator.gui.models.plain import tooltip
from annotator.gui.theme import DARK, LIGHT, Theme, highlight_style, reading_font
from annotator.gui.views.chips import paint_chip, paint_underline, theme_of
from annotator.gui.views.parts import add_row, second
from annotator.gui.views.wording import severity_name, underline_name
from annotator.gui.views.words import PlainLabel
from annotator.gui.views.writing import Writing, typed
from annotator.taxonomy import KEYS, UNDERLINES

SWATCHES = 6
"""In a row."""


class Swatch(QAbstractButton):
    """One colour to choose; the chosen one carries a ring, so that it is not told by hue alone."""

    def __init__(self, colour: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.colour = colour
        self.setCheckable(True)
        self.setFixedSize(26, 26)
        self.setToolTip(tooltip(colour))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = theme_of(self.palette())
        if self.isChecked() or self.hasFocus():
            painter.setPen(QColor(theme.ink if self.isChecked() else theme.focus))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colour))
        painter.drawEllipse(QRectF(self.rect()).adjusted(4, 4, -4, -4))


class Preview(QWidget):
    """The label on a page, light and dark, as it will look in a policy."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = Label("", "")
        self.setMinimumHeight(66)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_label(self, label: Label) -> None:
        self._label = label
        self.setAccessibleName(self.tr("How “{label}” looks in a policy").format(label=label.name))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = self.width() / 2 - 4
        for theme, left in ((LIGHT, 0.0), (DARK, half + 8)):
            self._paint_page(painter, QRectF(left, 0, half, self.height()), theme)

    def _paint_page(self, painter: QPainter, page: QRectF, theme: Theme) -> None:
        style = highlight_style(self._label, theme)
        painter.setPen(QColor(theme.border))
        painter.setBrush(QColor(theme.page))
        painter.drawRoundedRect(page.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        font = reading_font()
        metrics = QFontMetricsF(font)
        words = metrics.elidedText(
            self.tr("kept for six years"), Qt.TextElideMode.ElideRight, page.width() - 70
        )
        chip = QRectF(page.left() + 14, page.center().y() - 10, 36, 21)
        painter.setFont(self.font())
        paint_chip(painter, chip, self._label, theme)
        width = metrics.horizontalAdvance(words)
        box = QRectF(chip.right() + 6, page.center().y() - metrics.height() / 2, width, metrics.height() + 2)
        painter.fillRect(box, QColor(style.tint))
        painter.setFont(font)
        painter.setPen(QColor(style.ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)
        paint_underline(painter, box.adjusted(0, 0, 0, -0.5), style)


class LabelForm(QWidget):
    """Shows one row of a label set. What cannot be (an empty name, a code twice) is said and not taken."""

    retire_asked = Signal()
    settled = Signal()
    """A choice was made, or a field for words was left."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._model: LabelSetModel | None = None
        self._row = -1
        self._showing = False
        self._make_fields()
        self._lay_out()
        self._connect()

    def _make_fields(self) -> None:
        self.name = self._line(self.tr("Name"))
        self.code = self._line(self.tr("Code"))
        self.code.setMaxLength(4)
        self.code.setFixedWidth(76)
        self.key = self._combo(self.tr("Key"))
        self.key.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.key.setMinimumContentsLength(10)
        self.remark = self._remark()
        """Stands outside the form, in the foot of the editor: nothing here gives way to it."""
        self.definition = self._text(self.tr("Definition"), 2)
        self.definition.setFixedHeight(self.definition.minimumHeight())
        self.guidance = self._text(self.tr("Guidance"), 4)
        self.underline = self._combo(self.tr("Underline"))
        self.underline.setIconSize(QSize(44, 14))
        self.family = self._line(self.tr("Family"))
        self.severity = self._combo(self.tr("Severity of a new flag"))
        for severity in Severity:
            self.severity.addItem(severity_name(severity), severity)
        self.swatches = [Swatch(colour, self) for colour in COLOURS]
        for number, swatch in enumerate(self.swatches, start=1):
            swatch.setAccessibleName(self.tr("Colour {n}, {code}").format(n=number, code=swatch.colour))
        self.own_swatch = Swatch("", self)
        self.own_swatch.setAccessibleName(self.tr("The label’s own colour"))
        self.other_colour = QPushButton(self.tr("Other…"), self)
        self.other_colour.setAccessibleName(self.tr("Another colour"))
        self.other_colour.setAutoDefault(False)
        self.preview = Preview(self)
        self.retire = QPushButton(self)
        self.retire.setAutoDefault(False)
        self.retired = self._remark()

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(name)
        return line

    def _combo(self, name: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setAccessibleName(name)
        return combo

    def _text(self, name: str, lines: int) -> QPlainTextEdit:
        edit = QPlainTextEdit(self)
        edit.setAccessibleName(name)
        edit.setTabChangesFocus(True)
        edit.setMinimumHeight(edit.fontMetrics().lineSpacing() * lines + 16)
        return edit

    def _remark(self) -> PlainLabel:
        label = second("", self)
        label.hide()
        return label

    def _lay_out(self) -> None:
        short = QHBoxLayout()
        short.setSpacing(10)
        short.addWidget(self.code)
        key_caption = PlainLabel(self.tr("&Key"), self)
        key_caption.setBuddy(self.key)
        short.addSpacing(8)
        short.addWidget(key_caption)
        short.addWidget(self.key, 1)
        colours = QGridLayout()
        colours.setSpacing(4)
        for place, swatch in enumerate(self.swatches):
            colours.addWidget(swatch, place // SWATCHES, place % SWATCHES)
        beside = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        colours.addWidget(self.own_swatch, 0, SWATCHES, 2, 1, beside)
        colours.addWidget(self.other_colour, 0, SWATCHES + 1, 2, 1, beside)
        colours.setColumnStretch(SWATCHES + 1, 1)
        self.form = QFormLayout()
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignRight)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.form.setHorizontalSpacing(14)
        self.form.setVerticalSpacing(10)
        add_row(self.form, self.tr("&Name"), self.name)
        add_row(self.form, self.tr("&Code"), short, self.code)
        add_row(self.form, self.tr("De&finition"), self.definition)
        add_row(self.form, self.tr("&Guidance"), self.guidance)
        add_row(self.form, self.tr("F&amily"), self.family)
        add_row(self.form, self.tr("Se&verity"), self.severity)
        add_row(self.form, self.tr("Colour"), colours)
        add_row(self.form, self.tr("&Underline"), self.underline)
        foot = QHBoxLayout()
        foot.addWidget(self.retired, 1)
        foot.addStretch(0)
        foot.addWidget(self.retire, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.preview)
        column.addLayout(self.form, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.name.textEdited.connect(self._on_name)
        self.name.editingFinished.connect(self._show_words)
        self.code.textEdited.connect(self._on_code)
        self.code.editingFinished.connect(self._show_words)
        self.key.activated.connect(self._on_key)
        self.definition.textChanged.connect(lambda: self._put(definition=typed(self.definition.document())))
        self.guidance.textChanged.connect(lambda: self._put(guidance=typed(self.guidance.document())))
        self.family.textEdited.connect(lambda text: self._put(family=text.strip()))
        self.severity.activated.connect(lambda: self._choose(severity=Severity(self.severity.currentData())))
        self.underline.activated.connect(lambda: self._choose(underline=self.underline.currentData()))
        for swatch in self.swatches:
            swatch.clicked.connect(lambda _checked=False, colour=swatch.colour: self._choose(colour=colour))
        for line in (self.name, self.code, self.family):
            line.editingFinished.connect(self.settled)
        for field in (self.definition, self.guidance):
            Writing(field).due.connect(self.settled)
        self.other_colour.clicked.connect(self._on_other_colour)
        self.retire.clicked.connect(self.retire_asked)

    # Showing a label

    def show_row(self, model: LabelSetModel | None, row: int) -> None:
        """Show a label; nothing to edit where the row is below 0."""
        self._model, self._row = model, row
        self.setEnabled(model is not None and row >= 0)
        if model is None or row < 0:
            return
        self._showing = True
        label, issue = model.label(row), model.former.id == ISSUES
        self.form.setRowVisible(self.severity, issue)
        self.severity.setCurrentIndex(self.severity.findData(label.severity or Severity.MEDIUM))
        self.definition.setPlainText(label.definition)
        self.guidance.setPlainText(label.guidance)
        self.family.setText(label.family)
        self.say("")
        self._show_words()
        self._showing = False
        self.refresh()

    def follow(self, row: int) -> None:
        """The same label may stand on another row now."""
        self._row = row
        if not self._showing:
            self.refresh()

    def _show_words(self) -> None:
        """What was not taken gives way to what holds."""
        if self._model is None or not 0 <= self._row < self._model.rowCount():
            return
        label = self._model.label(self._row)
        if self.name.text().strip() != label.name:
            self.name.setText(label.name)
        if self.code.text().strip() != label.code:
            self.code.setText(label.code)

    def refresh(self) -> None:
        """What follows from the label: preview, colours, keys, the way out."""
        if self._model is None or not 0 <= self._row < self._model.rowCount():
            return
        label = self._model.label(self._row)
        self.preview.show_label(label)
        for swatch in self.swatches:
            swatch.setChecked(swatch.colour == label.colour.lower())
        self.own_swatch.colour = label.colour
        self.own_swatch.setChecked(True)
        self.own_swatch.setVisible(label.colour.lower() not in COLOURS)
        self.own_swatch.update()
        self._fill_keys(label)
        self._fill_underlines(label)
        self.key.setEnabled(not label.retired)
        new = self._model.is_new(self._row)
        self.retire.setText(
            self.tr("Bring back")
            if label.retired
            else self.tr("Delete")
            if new
            else self.tr("Retire this label")
        )
        self.retired.setVisible(label.retired)
        self.retired.setText(
            self.tr("Retired: no longer offered. Whatever carries this label keeps it.")
            if label.retired
            else ""
        )

    def _fill_keys(self, label: Label) -> None:
        if self._model is None:
            return
        self.key.clear()
        self.key.addItem(self.tr("No key"), "")
        for key in KEYS:
            holder = self._model.holder(key, but=self._row)
            taken = f"   {self._model.label(holder).name}" if holder is not None else ""
            self.key.addItem(f"{key}{taken}", key)
        self.key.setCurrentIndex(max(0, self.key.findData(label.key)))

    def _fill_underlines(self, label: Label) -> None:
        self.underline.clear()
        for underline in UNDERLINES:
            icon = _underline_icon(
                label.colour, underline, theme_of(self.palette()), self.devicePixelRatioF()
            )
            self.underline.addItem(icon, underline_name(underline), underline)
        self.underline.setCurrentIndex(max(0, self.underline.findData(label.underline)))

    # Edits

    def _put(self, **fields: object) -> None:
        if self._model is not None and self._row >= 0 and not self._showing:
            self._model.put(self._row, **fields)
            self.refresh()

    def _choose(self, **fields: object) -> None:
        self._put(**fields)
        self.settled.emit()

    def say(self, words: str) -> None:
        """A remark on what was done; an empty one clears the line."""
        self.remark.setText(words)
        self.remark.setVisible(bool(words))

    def _on_name(self, text: str) -> None:
        if self._model is None:
            return
        name = text.strip()
        self.say("" if name else self.tr("A label needs a name. It keeps the one it had."))
        if name:
            self._model.rename(self._row, name)
            self.refresh()
            if not self.code.hasFocus():
                self.code.setText(self._model.label(self._row).code)

    def _on_code(self, text: str) -> None:
        if self._model is None:
            return
        code = text.strip().upper()
        holder = self._model.code_holder(code, but=self._row) if code else None
        if holder is not None:
            words = self.tr("“{label}” has the code {code}. Choose another.")
            self.say(words.format(label=holder.name, code=code))
        elif code and not code.isalnum():
            self.say(self.tr("A code is two or three letters or digits."))
        else:
            self.say("")
            if code:
                self._put(code=code)

    def _on_key(self) -> None:
        if self._model is None:
            return
        key = str(self.key.currentData())
        holder = self._model.holder(key, but=self._row)
        words = ""
        if holder is not None:
            former = self._model.label(holder).name
            words = self.tr("{key} was the key of “{label}”, which now has none.").format(
                key=key, label=former
            )
        self._choose(key=key)
        self.say(words)

    def _on_other_colour(self) -> None:
        if self._model is None:
            return
        label = self._model.label(self._row)
        title = self.tr("Colour of “{label}”").format(label=label.name)
        colour = QColorDialog.getColor(QColor(label.colour), self, title)
        if colour.isValid():
            self._choose(colour=colour.name())


def _underline_icon(colour: str, underline: str, theme: Theme, ratio: float) -> QIcon:
    pixmap = QPixmap(QSize(44, 14) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    label = Label("", "", colour=colour, underline=underline, code="X")
    paint_underline(painter, QRectF(1, 0, 42, 10), highlight_style(label, theme))
    painter.end()
    return QIcon(pixmap)
