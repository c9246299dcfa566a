"""How a report looks in Word: real styles, so that whoever edits it changes the look in one place."""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

SERIF, SANS = "Cambria", "Calibri"
INK, SOFT, ACCENT, LINE = "1C1C1E", "55565C", "1F3A5F", "CFCFD4"
STRONG = {"high": "A11222", "medium": "9A5B00", "low": "2F5D8A", "info": "5A5A62"}
PALE = {"high": "F3E3E5", "medium": "F8ECD8", "low": "E4EDF5", "info": "ECECEF"}
BARS = {"high": "A11222", "medium": "C07A10", "low": "5687B4", "info": "8E8E98"}
VERDICTS = {"present": "1E6B3C", "absent": "A11222", "unclear": "9A5B00", "not applicable": SOFT}


def apply(document: Document) -> None:
    """Give python-docx's own template the look of the report, and the styles that it lacks."""
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    page.top_margin = page.bottom_margin = Mm(24)
    page.different_first_page_header_footer = False
    _paragraphs(document)
    _characters(document)
    _tables(document)


def furnish(document: Document, title: str, day: str) -> None:
    """Header and footer: what this is, of which day, and the number of the page."""
    page = document.sections[0]
    width = page.page_width - page.left_margin - page.right_margin  # type: ignore[operator]
    for part, words in ((page.header, title), (page.footer, day)):
        paragraph = part.paragraphs[0]
        paragraph.paragraph_format.tab_stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(words)
        paragraph.add_run("\t")
    page.header.paragraphs[0].add_run("Memorandum")
    numbers: Any = page.footer.paragraphs[0]
    _field(numbers, "PAGE")
    numbers.add_run(" / ")
    _field(numbers, "NUMPAGES")


def _field(paragraph: Any, code: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = "1"
    run.append(words)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no fields


def _paragraphs(document: Document) -> None:
    normal = _style(document, "Normal", size=10.5, font=SERIF, colour=INK, after=6)
    normal.paragraph_format.line_spacing = 1.15
    _style(document, "Title", size=22, bold=True, colour=ACCENT, after=10)
    for level, size, before in ((1, 14.0, 24), (2, 12, 16), (3, 11, 14)):
        _style(
            document,
            f"Heading {level}",
            size=size,
            bold=True,
            colour=INK if level == 3 else ACCENT,
            before=before,
            after=5,
        )
    _border(document.styles["Heading 1"], "bottom", ACCENT, 8)
    _border(document.styles["Title"], "bottom", "auto", 0)
    quote = _style(document, "Quote", size=10.5, font=SERIF, colour=INK, before=4, after=2)
    quote.font.italic = quote.font.cs_italic = False
    quote.paragraph_format.left_indent = Mm(5)
    _border(quote, "left", LINE, 12)
    _style(document, "Caption", size=9, bold=True, colour=SOFT, before=10, after=4)
    for name, points, colour, before, after in (
        ("Kind", 8.5, SOFT, 0, 0),
        ("Citation", 9, SOFT, 0, 4),
        ("Explanation", 10, SOFT, 0, 4),
        ("Signature", 9, SOFT, 2, 8),
        ("Cell", 9.5, INK, 1, 1),
        ("Cell Note", 8.5, SOFT, 0, 1),
        ("Small", 4, SOFT, 0, 0),
        ("annotation text", 9, INK, 0, 0),
    ):
        _style(document, name, size=points, colour=colour, before=before, after=after)
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Caption", "Quote", "Citation"):
        document.styles[name].paragraph_format.keep_with_next = True
    document.styles["annotation text"].element.styleId = "CommentText"
    _style(document, "Caution", size=9.5, colour=INK, before=4, after=6)
    _border(document.styles["Caution"], "left", STRONG["medium"], 16)
    text = _style(document, "Policy Text", size=10.5, font=SERIF, colour=INK, after=6)
    text.paragraph_format.line_spacing = 1.15
    wording = _style(document, "Suggested Wording", size=10.5, font=SERIF, colour=INK, before=2, after=6)
    _shade(wording, "EEF5EE")
    for name in ("Header", "Footer"):
        ends = _style(document, name, size=8.5, colour=SOFT).element.pPr
        ends.remove(ends.find(qn("w:tabs")))
    for name, fill in {"": ACCENT, **BARS}.items():
        bar = _style(document, f"Bar {name.capitalize()}".strip(), size=7, colour=fill, before=3, after=2)
        bar.paragraph_format.line_spacing = Pt(7)
        _shade(bar, fill)


def _style(
    document: Document,
    name: str,
    *,
    size: float,
    font: str = SANS,
    colour: str,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
) -> ParagraphStyle:
    styles = document.styles
    known = {each.name for each in styles}
    found: Any = styles[name] if name in known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if name not in known:
        found.base_style = styles["Normal"]
    _letters(found, font, size, colour, bold=bold)
    found.paragraph_format.space_before = Pt(before)
    found.paragraph_format.space_after = Pt(after)
    return found  # type: ignore[no-any-return]


def _letters(style: Any, font: str, size: float | None, colour: str, *, bold: bool) -> None:
    style.font.name = font
    style.font.bold = bold
    style.font.color.rgb = RGBColor.from_string(colour)
    if size is not None:
        style.font.size = Pt(size)
    names = style.element.rPr.rFonts
    for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        names.attrib.pop(qn(f"w:{key}"), None)
    names.set(qn("w:cs"), "Arial")


def _characters(document: Document) -> None:
    made = [(f"Issue {name.capitalize()}", INK, fill) for name, fill in PALE.items()]
    for name, colour, fill in made:
        _shade(_character(document, name, colour), fill)
    for name, colour in STRONG.items():
        _character(document, f"Severity {name.capitalize()}", colour, bold=True, size=9)
    for name, colour in VERDICTS.items():
        _character(document, f"Finding {name.capitalize()}", colour, bold=True)
    _character(document, "Soft", SOFT)
    _character(document, "Label", INK, bold=True)
    _character(document, "Issue Number", ACCENT, bold=True).font.superscript = True
    _character(document, "Clause", INK).font.underline = True
    _character(document, "annotation reference", SOFT, size=8).element.styleId = "CommentReference"


def _character(
    document: Document, name: str, colour: str, *, bold: bool | None = None, size: float | None = None
) -> CharacterStyle:
    found: Any = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
    found.font.bold = bold
    found.font.color.rgb = RGBColor.from_string(colour)
    if size is not None:
        found.font.size = Pt(size)
    return found  # type: ignore[no-any-return]


def _tables(document: Document) -> None:
    lines: Any = document.styles.add_style("Lines", WD_STYLE_TYPE.TABLE)
    plain: Any = document.styles.add_style("Plain", WD_STYLE_TYPE.TABLE)
    for style in (lines, plain):
        properties = OxmlElement("w:tblPr")
        if style is lines:
            borders = OxmlElement("w:tblBorders")
            for side in ("bottom", "insideH"):
                borders.append(_line(side, LINE, 4))
            properties.append(borders)
        margins = OxmlElement("w:tblCellMar")
        for side, width in (("left", 0), ("right", 120)):
            margin = OxmlElement(f"w:{side}")
            margin.set(qn("w:w"), str(width))
            margin.set(qn("w:type"), "dxa")
            margins.append(margin)
        properties.append(margins)
        style.element.append(properties)


def _line(side: str, colour: str, width: int) -> Any:
    line = OxmlElement(f"w:{side}")
    kind = "single" if width else "nil"
    for key, value in (("val", kind), ("sz", str(width)), ("space", "4"), ("color", colour)):
        line.set(qn(f"w:{key}"), value)
    return line


def _border(style: Any, side: str, colour: str, width: int) -> None:
    properties = style.element.get_or_add_pPr()
    for old in properties.findall(qn("w:pBdr")):
        properties.remove(old)
    borders = OxmlElement("w:pBdr")
    borders.append(_line(side, colour, width))
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _shade(style: Any, fill: str) -> None:
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shade.set(qn(f"w:{key}"), value)
    if style.type == WD_STYLE_TYPE.PARAGRAPH:
        properties = style.element.get_or_add_pPr()
        properties.insert_element_before(shade, "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    else:
        style.element.get_or_add_rPr().append(shade)
