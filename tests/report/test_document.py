"""The report as a Word document: read back by python-docx."""

import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn

from annotator.report.document import docx
from annotator.report.facts import Memo, memo
from annotator.review import Review
from tests.report.conftest import LINES

ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd"
    " tabs suppressAutoHyphens bidi adjustRightInd snapToGrid spacing ind contextualSpacing jc"
    " outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing kern position sz szCs highlight"
    " u bdr shd vertAlign rtl cs lang",
    "tblPr": "tblStyle tblStyleRowBandSize tblStyleColBandSize tblW jc tblInd tblBorders shd tblLayout"
    " tblCellMar tblLook",
    "tcPr": "tcW gridSpan tcBorders shd noWrap tcMar textDirection vAlign",
    "trPr": "cantSplit tblHeader",
}
"""In which Word wants what it finds; else it calls the file damaged. From ECMA-376."""


@pytest.fixture
def document(told: Memo) -> Opened:
    return Document(io.BytesIO(docx(told)))


def test_the_same_project_gives_the_same_bytes(reviewed: Review) -> None:
    assert docx(memo(reviewed)) == docx(memo(reviewed))


def test_headings_quotes_captions_and_tables_have_real_styles(document: Opened) -> None:
    used = {paragraph.style.name for paragraph in document.paragraphs if paragraph.style is not None}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Quote", "Caption", "Policy Text"} <= used
    titles = [each.text for each in document.paragraphs if each.style and each.style.name == "Heading 1"]
    assert titles == ["Summary", "Comparison", "Issues", "Disclosures", "The policies", "Provenance"]
    assert {table.style.name for table in document.tables if table.style} == {"Lines", "Plain"}
    known = {style.style_id for style in document.styles}
    for element in document.element.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle")):
        assert element.get(qn("w:val")) in known


def test_everything_is_in_the_order_that_word_wants(document: Opened) -> None:
    roots = (document.element, document.styles.element, document.sections[0].footer._element)
    for name, order in ORDERS.items():
        ranks = {qn(f"w:{each}"): rank for rank, each in enumerate(order.split())}
        for element in (each for root in roots for each in root.iter(qn(f"w:{name}"))):
            found = [ranks[child.tag] for child in element]
            assert found == sorted(found)


def test_the_policy_is_in_it_word_for_word(document: Opened) -> None:
    written = []
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.name == "Policy Text":
            runs = [run.text for run in paragraph.runs]  # the numbers of issues are links, and no runs of it
            written.append("".join(runs).strip())
    assert written[: len(LINES)] == LINES


def test_margin_notes_are_comments_on_the_words_they_are_about(document: Opened, told: Memo) -> None:
    comments = {comment.comment_id: comment for comment in document.comments}
    body = document.element.body
    for kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        ids = [int(each.get(qn("w:id"))) for each in body.iter(qn(f"w:{kind}"))]
        assert sorted(ids) == sorted(comments)
    assert {comment.author for comment in comments.values()} == {"Ada Lovelace", "Clause"}
    numbers = {comment.initials for comment in comments.values()}
    assert {"1", "2", "4", "C"} <= numbers
    numbered = [comment for comment in comments.values() if comment.initials != "C"]
    assert all(comment.text.startswith(comment.initials or "?") for comment in numbered)


def test_links_lead_to_the_issues(document: Opened) -> None:
    body = document.element.body
    marks = {each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))}
    links = {each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))}
    assert links
    assert links <= marks


def test_only_our_own_fields_are_in_it(told: Memo) -> None:
    with zipfile.ZipFile(io.BytesIO(docx(told))) as package:
        parts = [package.read(name) for name in package.namelist() if name.endswith(".xml")]
    assert not any(b"instrText" in part for part in parts)
    fields = sum(part.count(b"<w:fldSimple") for part in parts)
    assert fields == 2, "the number of the page, and of all"


def test_arabic_and_hebrew_run_from_the_right(document: Opened) -> None:
    for paragraph in document.paragraphs:
        if paragraph.style is not None and paragraph.style.name == "Policy Text":
            arabic = paragraph.text.strip()[:1] in {"س", "\u05de"}
            marked = paragraph.paragraph_format.element.pPr.find(qn("w:bidi")) is not None
            assert arabic <= marked


def test_it_has_header_footer_title_and_no_time_of_making(document: Opened, told: Memo) -> None:
    page = document.sections[0]
    assert "3 policies" in page.header.paragraphs[0].text
    assert told.as_of in page.footer.paragraphs[0].text
    facts = document.core_properties
    assert (facts.title, facts.author) == ("3 policies", "Ada Lovelace")
    assert f"{facts.created:%Y-%m-%d}" == told.as_of
    with zipfile.ZipFile(io.BytesIO(docx(told))) as package:
        assert {each.date_time for each in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_empty_report_is_a_document(told: Memo) -> None:
    nothing = replace(told, sections=(), as_of="", by_type=(), by_severity={}, provenance=())
    assert Document(io.BytesIO(docx(nothing))).paragraphs
