"""The report as PDF: read back by PDFium."""

from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pytest

from annotator.problems import BadInputError
from annotator.report import pdf as module
from annotator.report.facts import Memo, memo
from annotator.report.pdf import pdf
from annotator.review import Review


def opened(content: bytes) -> "pypdfium2.PdfDocument":
    return pypdfium2.PdfDocument(content)


@pytest.fixture
def pages(told: Memo) -> Iterator[str]:
    document = opened(pdf(told))
    yield "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()


def test_the_same_project_gives_the_same_bytes(reviewed: Review) -> None:
    assert pdf(memo(reviewed)) == pdf(memo(reviewed))


def test_hostile_words_are_words(pages: str) -> None:
    said = "".join(pages.split())
    for words in (
        "<script>alert(1)</script>",
        "{{ 7*7 }}",
        '#panic("no") $x^2$ *bold* _it_ @ref',
        "/* no */ [#sys]",
        "{ HYPERLINK http://evil.example }",
        "]]> <!-- <w:p/> -->",
        "Straße",
    ):
        assert "".join(words.split()) in said


def test_it_is_tagged_titled_and_has_an_outline(told: Memo) -> None:
    document = opened(pdf(told))
    assert document.is_tagged()
    assert document.get_metadata_value("Title") == "Review: 3 policies"
    assert document.get_metadata_value("Author") == "Ada Lovelace"
    titles = [each.get_title() for each in document.get_toc(max_depth=1)]
    assert titles == ["Summary", "Comparison", "Issues", "Disclosures", "The policies", "Provenance"]
    document.close()


def test_pages_are_numbered(pages: str) -> None:
    assert "1 / " in pages


def test_texts_too_long_for_pages_are_left_out_and_that_is_said(
    told: Memo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TEXTS", 10)
    document = opened(pdf(told))
    said = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert "are too many for pages" in " ".join(said.split())
    assert "The policies" not in [each.get_title() for each in document.get_toc(max_depth=1)]
    document.close()


def test_more_pages_than_anybody_reads_are_refused(told: Memo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGES", 0.1)
    with pytest.raises(BadInputError, match="write it as HTML"):
        pdf(told)


def test_an_empty_report_has_pages(told: Memo) -> None:
    nothing = replace(told, sections=(), as_of="", by_type=(), by_severity={}, provenance=())
    document = opened(pdf(nothing))
    assert "No issues were found." in document[0].get_textpage().get_text_bounded()
    document.close()
