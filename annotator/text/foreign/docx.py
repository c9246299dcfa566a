"""A Word document → its words, with the numbers that it prints.

Read from the parts of the package themselves: what libraries for it give is the paragraphs without their
numbers, and with what tracked changes took out. What is tracked is read as if it had been accepted.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.problems import BadInputError
from annotator.text.foreign import Parsed, limits, listed, too_much
from annotator.text.foreign.docx_parts import THROUGH, address, boxes, chosen, inside
from annotator.text.foreign.docx_styles import Numbering, Styles, heading_level, symbol
from annotator.text.foreign.package import Element, Package
from annotator.text.foreign.writer import Writer, link, numeral

_NESTED = 60
"""Tables, boxes and frames within each other; Word itself stops at some fifty."""
_SIGNS = {"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "\u2011", "w:softHyphen": "\u00ad"}


def parse(content: bytes, _: str | None) -> Parsed:
    """The words of a document."""
    package = Package(content)
    main = next(
        (target for kind, target, _ in package.relations("").values() if kind == "officeDocument"),
        "word/document.xml",
    )
    document = package.xml(main)
    body = document.first("w:body") if document is not None else None
    if body is None:
        raise BadInputError(
            "It is not a Word document (.docx): there is no text part inside. Check what it is, or save it"
            " anew in the program that it comes from."
        )
    relations = package.relations(main)
    parts = {
        kind: package.xml(target)
        for kind, target, outside in relations.values()
        if kind in _PARTS and not outside
    }
    styles = Styles(parts.get("styles"))
    told = _Told(
        styles,
        Numbering(parts.get("numbering"), styles),
        {
            name: target
            for name, (kind, target, outside) in relations.items()
            if outside or kind == "hyperlink"
        },
    )
    writer = Writer()
    _Walk(told, writer).blocks(body)
    for noun, kind in (("w:footnote", "footnotes"), ("w:endnote", "endnotes")):
        _notes_at_end(told, writer, noun, parts.get(kind))
    headed = any(kind in {"header", "footer"} for kind, _, _ in relations.values())
    return Parsed(
        writer.text(),
        "docx",
        (),
        (*told.notes(), *(["Its page headers and footers were left out."] * headed)),
    )


_PARTS = frozenset({"styles", "numbering", "footnotes", "endnotes"})


@dataclass(slots=True)
class _Told:
    """What the document says of itself, and what is counted on the way."""

    styles: Styles
    numbering: Numbering
    targets: dict[str, str]
    footnotes: dict[tuple[str, str], str] = field(default_factory=dict)
    """Those that the text leads to, in its order: by noun and id, with the mark that is printed."""
    changes: int = 0
    comments: int = 0
    hidden: int = 0
    struck: int = 0
    embedded: int = 0
    unknown: int = 0

    def notes(self) -> tuple[str, ...]:
        return listed(
            (
                (self.changes, "1 tracked change was accepted.", "{n} tracked changes were accepted."),
                (self.comments, "1 comment was left out.", "{n} comments were left out."),
                (self.hidden, "1 hidden passage was left out.", "{n} hidden passages were left out."),
                (
                    self.struck,
                    "1 passage is struck out on the page.",
                    "{n} passages are struck out on the page.",
                ),
                (self.embedded, "1 embedded document was left out.", "{n} embedded documents were left out."),
                (
                    self.unknown,
                    "1 sign of a picture font could not be read and shows as �.",
                    "{n} signs of picture fonts could not be read and show as �.",
                ),
            )
        )


def _notes_at_end(told: _Told, writer: Writer, noun: str, part: Element | None) -> None:
    bodies = {each.attributes.get("w:id", ""): each for each in part.all(noun)} if part is not None else {}
    wanted = [(name, mark) for (kind, name), mark in told.footnotes.items() if kind == noun]
    for name, mark in wanted:
        if name not in bodies:
            continue
        inner = Writer()
        _Walk(told, inner).blocks(bodies[name])
        for number, words in enumerate(inner.blocks()):
            writer.paragraph(words if number else f"{mark} {words}")


@dataclass(slots=True)
class _Field:
    """A field that is open: its code, and from its separator on where its result starts."""

    code: str = ""
    start: int | None = None


class _Walk:
    """Goes through a part of the document and writes what it says."""

    def __init__(self, told: _Told, writer: Writer, depth: int = 0) -> None:
        if depth > _NESTED:
            raise BadInputError(too_much(f"has more than {_NESTED} tables or boxes inside one another"))
        self._told, self._writer, self._depth = told, writer, depth
        self._pieces: list[str] = []
        self._bold = self._plain = 0
        self._fields: list[_Field] = []
        self._boxes: list[Element] = []
        self._style = ""
        self._left_open: Element | None = None
        """The paragraph whose end was taken out, so that the next one goes on with it and says what it is."""

    def blocks(self, parent: Element) -> None:
        """The paragraphs and tables below an element."""
        self._blocks(parent)
        if self._left_open is not None:
            self._end(self._left_open)

    def _blocks(self, parent: Element) -> None:
        stack: list[Iterator[Element]] = [iter(parent)]
        while stack:
            each = next(stack[-1], None)
            if each is None:
                stack.pop()
            elif each.name == "w:p":
                self._paragraph(each)
            elif each.name == "w:tbl":
                self._table(each)
            elif each.name == "w:altChunk":
                self._told.embedded += 1
            elif each.name == "mc:AlternateContent":
                stack.append(iter(chosen(each)))
            elif each.name in THROUGH:
                stack.append(iter(each))

    # Paragraphs

    def _paragraph(self, paragraph: Element) -> None:
        about = paragraph.first("w:pPr")
        marks = about.first("w:rPr") if about is not None else None
        self._style = (about.value("w:pStyle") if about is not None else "") or self._told.styles.plain
        if marks is not None:
            self._told.changes += (marks.first("w:ins") is not None) + (marks.first("w:del") is not None)
        self._inline(paragraph)
        gone = marks is not None and (
            marks.first("w:del") is not None or marks.first("w:moveFrom") is not None
        )
        self._left_open = paragraph if gone else None
        if not gone:
            self._end(paragraph)

    def _end(self, paragraph: Element) -> None:
        words, bold = "".join(self._pieces), self._bold > 0 and self._plain == 0
        self._pieces, self._bold, self._plain = [], 0, 0
        for each in self._fields:
            each.start = None if each.start is None else 0
        about = paragraph.first("w:pPr")
        if words.strip():
            self._write(words, about, bold=bold)
        elif self._left_open is None and not self._is_on(
            about.first("w:rPr") if about is not None else None, "w:vanish"
        ):
            self._mark(about)  # an empty one is counted by the list that it is in, a hidden one is not
        found, self._boxes = self._boxes, []
        for box in found:
            _Walk(self._told, self._writer, self._depth + 1).blocks(box)

    def _write(self, words: str, about: Element | None, *, bold: bool) -> None:
        outline = about.number("w:outlineLvl") if about is not None else None
        level = self._told.styles.level(self._style) if outline is None else heading_level(outline)
        mark, place = self._mark(about)
        if level:
            self._writer.heading(level, words, "" if mark in {None, "-"} else mark or "")
        elif mark is None:
            self._writer.paragraph(words, bold=bold)
        else:
            dotted = "." in mark.strip(".")
            self._writer.paragraph(
                words, mark=mark, depth=1 if dotted else place + 1, bold=bold, tight=mark == "-"
            )

    def _mark(self, about: Element | None) -> tuple[str | None, int]:
        """What is printed before the paragraph, and its level in the list from 0."""
        own = about.first("w:numPr") if about is not None else None
        number, said = self._told.styles.numbering(self._style)
        if own is not None:
            number = own.value("w:numId") or number
            place = own.number("w:ilvl")
            said = said if place is None else place
        if not number or number == "0":
            return None, 0
        level = self._told.numbering.level_of(number, self._style) if said is None else said
        return self._told.numbering.mark(number, level), level

    # Words

    def _inline(self, parent: Element) -> None:
        stack: list[tuple[Element, Iterator[Element], int]] = [(parent, iter(parent), len(self._pieces))]
        while stack:
            element, inside, start = stack[-1]
            each = next(inside, None)
            if each is None:
                stack.pop()
                self._leave(element, start)
            elif each.name == "w:r":
                self._run(each)
            elif each.name == "mc:AlternateContent":
                form = chosen(each)
                stack.append((form, iter(form), len(self._pieces)))
            elif each.name in {"w:del", "w:moveFrom"}:
                self._told.changes += each.name == "w:del"
            elif each.name in THROUGH or each.name.startswith("m:"):
                self._told.changes += each.name in {"w:ins", "w:moveTo"}
                if each.name == "m:t":
                    self._say(each.text())
                stack.append((each, iter(each), len(self._pieces)))

    def _leave(self, element: Element, start: int) -> None:
        if element.name == "w:hyperlink":
            target = self._told.targets.get(element.attributes.get("r:id", ""), "")
            anchor = element.attributes.get("w:anchor", "")
            if target:
                self._lead(start, f"{target}#{anchor}" if anchor and "#" not in target else target)
        elif element.name == "w:fldSimple":
            self._lead(start, address(element.attributes.get("w:instr", "")))

    def _lead(self, start: int, target: str) -> None:
        words = "".join(self._pieces[start:])
        if target and words.strip():
            self._pieces[start:] = [link(words, target)]

    def _run(self, run: Element) -> None:
        about = run.first("w:rPr")
        hidden = self._is_on(about, "w:vanish")
        if self._is_on(about, "w:strike") or self._is_on(about, "w:dstrike"):
            self._told.struck += 1
        before = len(self._pieces)
        bold = self._is_on(about, "w:b")
        counts = self._bold, self._plain
        for each in run:
            self._in_run(each, bold=bold)
        if hidden:
            self._told.hidden += any(piece.strip() for piece in self._pieces[before:])
            del self._pieces[before:]
            self._bold, self._plain = counts

    def _is_on(self, about: Element | None, switch: str) -> bool:
        own = about.is_on(switch) if about is not None else None
        if own is not None:
            return own
        style = about.value("w:rStyle") if about is not None else ""
        of_letters = self._told.styles.is_on(style, switch) if style else None
        if of_letters is not None:
            return of_letters
        return bool(self._told.styles.is_on(self._style, switch))

    def _in_run(self, each: Element, *, bold: bool) -> None:
        if each.name in {"w:t", "w:sym"}:
            self._say(self._letters(each), bold=bold)
        elif each.name in _SIGNS:
            self._pieces.append(_SIGNS[each.name])
        elif each.name == "w:br":
            in_line = each.attributes.get("w:type", "textWrapping") == "textWrapping"
            self._pieces.append("\n" if in_line else "\n\n")
        elif each.name == "mc:AlternateContent":
            for inner in chosen(each):
                self._in_run(inner, bold=bold)
        elif each.name == "w:ruby":
            for below in each.all("w:rubyBase"):
                self._inline(below)
        else:
            self._beside(each)

    def _beside(self, each: Element) -> None:
        """What stands in a run and is no letter of it."""
        match each.name:
            case "w:fldChar":
                self._field(each)
            case "w:instrText" if self._fields and self._fields[-1].start is None:
                self._fields[-1].code += each.text()[:4_000]
            case "w:footnoteReference" | "w:endnoteReference":
                self._footnote(each)
            case "w:commentReference":
                self._told.comments += 1
            case "w:drawing" | "w:pict" | "w:object":
                self._boxes += boxes(each)
                self._told.embedded += each.name == "w:object"

    def _letters(self, each: Element) -> str:
        if each.name == "w:t":
            words = each.text()
            return words if each.attributes.get("xml:space") == "preserve" else words.strip(" \t\r\n")
        try:
            sign = symbol(int(each.attributes.get("w:char", ""), 16))
        except ValueError:
            sign = "\ufffd"
        self._told.unknown += sign == "\ufffd"
        return sign

    def _say(self, words: str, *, bold: bool = False) -> None:
        self._pieces.append(words)
        if words.strip():
            self._bold += bold
            self._plain += not bold

    def _field(self, each: Element) -> None:
        match each.attributes.get("w:fldCharType"):
            case "begin" if len(self._fields) < limits.DEEPEST:
                self._fields.append(_Field())
            case "separate" if self._fields:
                self._fields[-1].start = len(self._pieces)
            case "end" if self._fields:
                done = self._fields.pop()
                if done.start is not None:
                    self._lead(done.start, address(done.code))

    def _footnote(self, each: Element) -> None:
        noun = "w:footnote" if each.name == "w:footnoteReference" else "w:endnote"
        key = noun, each.attributes.get("w:id", "")
        marks = self._told.footnotes
        if key not in marks:
            same = 1 + sum(kind == noun for kind, _ in marks)
            marks[key] = f"[{same}]" if noun == "w:footnote" else f"[{numeral(same, 'lower-roman')}]"
        if each.attributes.get("w:customMarkFollows", "0") in {"0", "false", "off"}:
            self._say(marks[key])

    # Tables

    def _table(self, table: Element) -> None:
        rows = [row for row in inside(table, "w:tr") if not self._is_gone(row)]
        cells = [list(inside(row, "w:tc")) for row in rows]
        if not any(len(row) > 1 for row in cells):
            for row in cells:
                for cell in row:
                    _Walk(self._told, self._writer, self._depth + 1).blocks(cell)
            return
        self._writer.loosen()
        for row in cells:
            self._writer.row([self._cell(cell) for cell in row])
        self._writer.loosen()

    def _is_gone(self, row: Element) -> bool:
        about = row.first("w:trPr")
        changed = [name for name in ("w:ins", "w:del") if about is not None and about.first(name) is not None]
        self._told.changes += len(changed)
        return "w:del" in changed

    def _cell(self, cell: Element) -> str:
        about = cell.first("w:tcPr")
        merged = about.first("w:vMerge") if about is not None else None
        if merged is not None and merged.attributes.get("w:val", "continue") == "continue":
            return ""
        writer = Writer()
        _Walk(self._told, writer, self._depth + 1).blocks(cell)
        return " ".join(
            words.strip("*") if words.startswith("**") else words.lstrip("# ") for words in writer.blocks()
        )
