"""What the table says of one rule, to be read: why it matters, what it finds, what it leaves alone."""

from typing import TYPE_CHECKING

from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
)
from PySide6.QtWidgets import QWidget

from annotator.gui.models.rules import excerpt, languages, pieces
from annotator.gui.views.reading.signs import hidden_signs
from annotator.gui.views.written_page import WrittenPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.detection.rule import Rule

SMALL = 0.9


class RulePage(WrittenPage):
    """One rule, or none."""

    _shown: "tuple[Rule | None, str, str]" = (None, "", "")
    """The rule on show, its issue type and its family."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("About the rule"), parent)

    def show_rule(self, rule: "Rule | None", issue: str = "", family: str = "") -> None:
        """Write it anew; ``issue`` and ``family`` as a reviewer calls them."""
        self._shown = (rule, issue, family)
        self.write_anew()

    def write(self, cursor: QTextCursor) -> None:
        """What the table says of it."""
        rule, issue, family = self._shown
        if rule is None:
            return
        self._paragraph(cursor, f"{issue}  ·  {family}", self._muted(), first=True)
        self._paragraph(cursor, self._tier(rule))
        self._heading(cursor, self.tr("Why it matters"))
        self._paragraph(cursor, rule.why)
        self._heading(cursor, self.tr("Finds"))
        if not any(found for example in rule.hits for _, found in pieces(example)):
            self._paragraph(cursor, self.tr("In the policy as a whole, such as this one:"), self._muted())
        self._examples(cursor, rule.hits, rule.misses)
        self._heading(cursor, self.tr("Leaves alone"))
        self._examples(cursor, rule.misses, rule.hits)
        self._heading(cursor, self.tr("Reads"))
        self._paragraph(cursor, languages(rule))
        self._paragraph(
            cursor,
            self.tr("Rule “{rule}”, version {version}").format(rule=rule.id, version=rule.version),
            self._muted(),
        )

    def _tier(self, rule: "Rule") -> str:
        if rule.tier.value == "sure":
            return self.tr("Suggested: shown at once, since at least nine in ten of its findings are right.")
        return self.tr(
            "Worth a look: not all of its findings are right, so they are shown when you ask (Ctrl+U)."
        )

    # Writing

    def _examples(self, cursor: QTextCursor, examples: "Sequence[str]", opposites: "Sequence[str]") -> None:
        frame = QTextFrameFormat()
        frame.setBackground(QBrush(QColor(self._theme.page)))
        frame.setBorder(1)
        frame.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        frame.setBorderBrush(QBrush(QColor(self._theme.border)))
        frame.setPadding(8)
        frame.setTopMargin(6)
        frame.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        gap = QTextBlockFormat()
        gap.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        for example in examples:
            cursor.insertFrame(frame)
            self._example(cursor, excerpt(example, opposites).strip("\n"))
            cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.setBlockFormat(gap)

    def _example(self, cursor: QTextCursor, example: str) -> None:
        block = QTextBlockFormat()
        block.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(block)
        if not example:
            cursor.insertText(self.tr("(an empty text)"), self._muted())
        for words, found in pieces(example):
            form = self._found() if found else QTextCharFormat()
            at = 0
            for place, name in hidden_signs(words):
                self._run(cursor, words[at:place], form)
                cursor.insertText(f"\u2009{name}\u2009", self._badge())
                at = place + 1
            self._run(cursor, words[at:], form)

    def _run(self, cursor: QTextCursor, words: str, form: QTextCharFormat) -> None:
        if words:
            cursor.insertText(words.replace("\r\n", "\n").replace("\r", "\n"), form)

    def _found(self) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFontWeight(QFont.Weight.Bold)
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        form.setBackground(QColor(self._theme.hit))
        return form

    def _badge(self) -> QTextCharFormat:
        """For a character that would go unseen, as in the policy's text."""
        form = QTextCharFormat()
        form.setBackground(QColor(self._theme.badge))
        form.setForeground(QColor(self._theme.badge_ink))
        font = self.font()
        if font.pixelSize() > 0:
            form.setProperty(QTextCharFormat.Property.FontPixelSize, max(1, round(font.pixelSize() * SMALL)))
        else:
            form.setFontPointSize(font.pointSizeF() * SMALL)
        return form
