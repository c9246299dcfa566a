"""A Word document that grows at its end: styles, headings, tables and comments over python-docx.

python-docx looks for the end of the document whenever something is added to it, so what is long takes
for ever. Here elements are appended, and what comes after the body is put there when the document is saved.
"""

import io
import zipfile
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, TypeAlias

from annotator.report.words import right_to_left

Element: TypeAlias = Any
"""An element of lxml, which has no types."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""What a package says of when its parts were written: nothing."""
WIDTH = 9_400
"""Of the lines of a page, in twentieths of a point."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a paragraph in one look."""

    text: str
    style: str = ""
    """The id of a character style."""
    link: str = ""
    """The bookmark that it leads to."""
    opens: tuple[int, ...] = ()
    """Comments that begin with it."""
    closes: tuple[int, ...] = ()
    """Comments that end with it."""


Words: TypeAlias = str | Iterable[Piece]


@dataclass(frozen=True, slots=True)
class Cell:
    """Of a table."""

    paragraphs: Sequence[tuple[str, Words]]
    """Style and words of each."""
    bar: float = 0
    """How much of its width a bar takes, which is drawn in the style of its first paragraph."""
    upright: bool = False
    """Whether its words run from below to above."""


class Office:
    """A document under way. Users' words go in as text alone."""

    def __init__(self, title: str, day: str) -> None:
        """``day``: on which all that is in it was so."""
        import docx  # noqa: PLC0415 - only for reports

        from annotator.report import styles  # noqa: PLC0415 - python-docx too

        self._document = docx.Document()
        self._title, self._day = title, day
        styles.apply(self._document)
        styles.furnish(self._document, title, day)
        self._body: Element = self._document.element.body
        self._section: Element = self._body.sectPr
        self._body.remove(self._section)
        self._comments: Element = None
        self._bookmarks = 0
        self._commented = 0

    def paragraph(
        self, words: Words, style: str = "Normal", *, bookmark: str = "", page: bool = False
    ) -> None:
        """A paragraph, on a new ``page`` if need be; it runs as its first letter does."""
        self._paragraph(self._body, words, style, bookmark, page=page)

    def _paragraph(
        self, parent: Element, words: Words, style: str, bookmark: str = "", *, page: bool = False
    ) -> Element:
        pieces = [Piece(words)] if isinstance(words, str) else list(words)
        leftwards = right_to_left("".join(piece.text for piece in pieces))
        paragraph = _add(parent, "p")
        properties = _add(paragraph, "pPr")
        _add(properties, "pStyle", val=style)
        if page:
            _add(properties, "pageBreakBefore")
        if leftwards:
            _add(properties, "bidi")
        if bookmark:
            self._bookmarks += 1
            _add(paragraph, "bookmarkStart", id=str(self._bookmarks), name=bookmark)
        for piece in pieces:
            self._piece(paragraph, piece, leftwards=leftwards)
        if bookmark:
            _add(paragraph, "bookmarkEnd", id=str(self._bookmarks))
        return paragraph

    def _piece(self, paragraph: Element, piece: Piece, *, leftwards: bool) -> None:
        for comment in piece.opens:
            _add(paragraph, "commentRangeStart", id=str(comment))
        parent = _add(paragraph, "hyperlink", anchor=piece.link) if piece.link else paragraph
        if piece.text:
            run = _add(parent, "r")
            if piece.style or leftwards:
                properties = _add(run, "rPr")
                if piece.style:
                    _add(properties, "rStyle", val=piece.style)
                if leftwards:
                    _add(properties, "rtl")
            _fill(run, piece.text)
        for comment in piece.closes:
            _add(paragraph, "commentRangeEnd", id=str(comment))
            run = _add(paragraph, "r")
            _add(_add(run, "rPr"), "rStyle", val="CommentReference")
            _add(run, "commentReference", id=str(comment))

    def comment(self, words: Words, *, author: str, initials: str) -> int:
        """A note in the margin; gives its number, by which a piece opens and another closes it."""
        if self._comments is None:
            from docx.opc.constants import RELATIONSHIP_TYPE  # noqa: PLC0415

            _ = self._document.comments  # makes the part
            self._comments = self._document.part.part_related_by(RELATIONSHIP_TYPE.COMMENTS).element  # type: ignore[attr-defined]
        number = self._commented
        self._commented += 1
        comment = _add(self._comments, "comment", id=str(number), author=author, initials=initials)
        self._paragraph(comment, words, "CommentText")
        return number

    def table(
        self, rows: Iterable[Sequence[Cell]], widths: Sequence[int], *, head: bool, style: str = "Lines"
    ) -> None:
        """A table of columns of these widths, in twentieths of a point. ``head``: the first row is one."""
        table = _add(self._body, "tbl")
        properties = _add(table, "tblPr")
        _add(properties, "tblStyle", val=style)
        _add(properties, "tblW", w=str(sum(widths)), type="dxa")
        _add(properties, "tblLayout", type="fixed")
        _add(properties, "tblLook", val="0020" if head else "0000", firstRow="1" if head else "0")
        grid = _add(table, "tblGrid")
        for width in widths:
            _add(grid, "gridCol", w=str(width))
        for number, cells in enumerate(rows):
            row = _add(table, "tr")
            whole = _add(row, "trPr")
            _add(whole, "cantSplit")
            if head and number == 0:
                _add(whole, "tblHeader")
            for cell, width in zip(cells, widths, strict=True):
                self._cell(row, cell, width)
        self.paragraph("", "Small")

    def _cell(self, row: Element, cell: Cell, width: int) -> None:
        made = _add(row, "tc")
        properties = _add(made, "tcPr")
        _add(properties, "tcW", w=str(width), type="dxa")
        if cell.upright:
            _add(properties, "textDirection", val="btLr")
        for style, words in cell.paragraphs:
            paragraph = self._paragraph(made, words, style)
            if cell.bar:
                _add(paragraph[0], "ind", right=str(round(width * (1 - cell.bar))))

    def saved(self, *, authors: Collection[str]) -> bytes:
        """The file; its day is the one given, and nothing in it says when it was made."""
        self._body.append(self._section)
        facts = self._document.core_properties
        made = datetime.combine(date.fromisoformat(self._day or "1980-01-01"), time(), UTC)
        facts.title, facts.author = self._title[:255], ", ".join(authors)[:255]
        facts.created = facts.modified = made
        facts.last_modified_by, facts.comments, facts.revision = "", "", 1
        whole = io.BytesIO()
        self._document.save(whole)
        return _timeless(whole)


def _add(parent: Element, kind: str, /, **attributes: str) -> Element:
    made = parent.makeelement(_WORD + kind, {_WORD + key: value for key, value in attributes.items()})
    parent.append(made)
    return made


def _fill(run: Element, text: str) -> None:
    """Words as words: what looks like a field or like markup stays what it is."""
    for number, line in enumerate(text.splitlines() or [text]):
        if number:
            _add(run, "br")
        for place, words in enumerate(line.split("\t")):
            if place:
                _add(run, "tab")
            if words:
                written = _add(run, "t")
                written.text = words
                written.set(_XML + "space", "preserve")


def _timeless(package: io.BytesIO) -> bytes:
    """The same package, its parts as old as a package can say."""
    whole = io.BytesIO()
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(whole, "w") as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _EARLIEST), old.read(name), zipfile.ZIP_DEFLATED)
    return whole.getvalue()
