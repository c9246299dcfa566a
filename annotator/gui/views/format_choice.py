"""The formats to choose from, and the page that says what the chosen one is and cannot hold."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter, QTextCursor
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from annotator.domain import Taxonomy
from annotator.exchange import FORMATS
from annotator.exchange.crosswalk import Scheme
from annotator.exchange.losses import TAGS
from annotator.gui.models.formats import FORMAT, OURS, READ_BY, FormatsModel, group_of, missing, read_by
from annotator.gui.views.chips import small, theme_of
from annotator.gui.views.choice_delegate import LEFT, Index, paint_row
from annotator.gui.views.parts import RowList
from annotator.gui.views.rows import MARGIN, draw_elided, two_lines
from annotator.gui.views.wording import isolated
from annotator.gui.views.written_page import WrittenPage

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class FormatDelegate(QStyledItemDelegate):
    """Title and ending over what reads it; groups as headings."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        heading = index.data(FORMAT) is None
        return QSize(120, QFontMetrics(option.font).height() + 16 if heading else two_lines(option.font))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, font = theme_of(option.palette), QFont(option.font)
        area = QRectF(option.rect).adjusted(4, 1, -4, -1)
        name = index.data(FORMAT)
        painter.save()
        if name is None:
            font.setBold(True)
            area.adjust(MARGIN - 2, 4, -MARGIN, 0)
            draw_elided(painter, area, index.data(), font, theme.muted)
            painter.restore()
            return
        paint_row(painter, area, option.state, theme)
        area.adjust(MARGIN, 6, -MARGIN, -6)
        kind = FORMATS[name].extension or self.tr("folder")
        title = QRectF(area.left(), area.top(), area.width(), QFontMetricsF(font).height())
        painter.setFont(small(font))
        painter.setPen(QColor(theme.muted))
        painter.drawText(title, RIGHT, kind)
        below = area.adjusted(0, title.height() + 1, 0, 0)
        title.setRight(title.right() - QFontMetricsF(small(font)).horizontalAdvance(kind) - MARGIN)
        draw_elided(painter, title, index.data(), font, theme.ink)
        painter.setPen(QColor(theme.muted))
        said = QFontMetricsF(small(font)).elidedText(
            index.data(READ_BY), Qt.TextElideMode.ElideRight, below.width()
        )
        painter.setFont(small(font))
        painter.drawText(below, LEFT, said)
        painter.restore()


class FormatList(RowList):
    """One format is always chosen."""

    def __init__(self, chosen: str, parent: QWidget | None = None) -> None:
        self._formats = FormatsModel()
        super().__init__(self.tr("Format"), self._formats, parent)
        self._formats.setParent(self)
        self.setItemDelegate(FormatDelegate(self))
        self.setUniformItemSizes(False)
        self.choose(chosen if chosen in FORMATS else next(iter(FORMATS)))

    def choose(self, form: str) -> None:
        """Go to it."""
        index = self._formats.index_of(form)
        self.setCurrentIndex(index)
        above = index.sibling(0, 0) if index.row() == 1 else index
        self.scrollTo(above, QAbstractItemView.ScrollHint.EnsureVisible)

    def form(self) -> str:
        """The name of the one that is chosen."""
        return str(self.currentIndex().data(FORMAT))


class FormatPage(WrittenPage):
    """Read before an export, so that nothing is missed after it."""

    def __init__(self, clauses: Taxonomy, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("What the format holds"), parent)
        self.document().setDocumentMargin(12)
        self._clauses = clauses
        self._form = next(iter(FORMATS))
        self._scheme: Scheme | None = None

    def show_format(self, form: str, scheme: Scheme | None) -> None:
        """``scheme``: in whose terms clauses are to be named; None for ours."""
        self._form, self._scheme = form, scheme
        self.write_anew()

    def write(self, cursor: QTextCursor) -> None:
        """What it is, what it cannot hold, and how it counts."""
        form = FORMATS[self._form]
        self._heading(cursor, form.title, first=True)
        readers = read_by(form.name)
        if readers:
            self._paragraph(cursor, self.tr("Read by: {readers}.").format(readers=readers), self._muted())
        for line in missing(form).splitlines():
            self._paragraph(cursor, line)
        if form.loses:
            self._heading(cursor, self.tr("What it cannot hold"))
            self._points(cursor, (facet.lost for facet in form.loses))
        if group_of(form) == OURS and self._scheme is None:
            self._heading(cursor, self.tr("It holds everything"))
            self._paragraph(cursor, self.tr("All that the project holds is in it, and can be read back."))
        if self._scheme is not None and TAGS not in form.loses:
            self._name_clauses(cursor, self._scheme)
        self._heading(cursor, self.tr("How it is written"))
        if not form.extension:
            self._paragraph(cursor, self.tr("It is a folder of several files; a new one will be made."))
        self._paragraph(cursor, self.tr("Places are counted in {unit}.").format(unit=form.offset_unit))

    def _name_clauses(self, cursor: QTextCursor, scheme: Scheme) -> None:
        self._heading(cursor, self.tr("Clauses named as {scheme}").format(scheme=scheme.title))
        sentences = [
            self.tr("A tag whose clause has several terms there becomes one tag for each."),
            *self._without(scheme),
            self.tr("Issues keep their names."),
        ]
        if group_of(FORMATS[self._form]) == OURS:
            sentences.append(self.tr("To read it back here, name clauses as ours."))
        self._points(cursor, sentences)

    def _without(self, scheme: Scheme) -> Sequence[str]:
        names = [isolated(each.name) for each in self._clauses.labels if not scheme.terms_of(each)]
        if not names:
            return ()
        said = self.tr("Tags of clauses that have no term there are left out: {names}.")
        return (said.format(names=", ".join(names)),)
