"""The report as PDF: read back by PDFium."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from annotator.problems import BadInputError
from annotator.report import pdf as module
from annotator.report.facts import Memo, memo
from annotator.report.pdf import pdf
from annotator.review import Review
from tests.projects import made


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


def test_a_line_of_signs_ends_with_the_page_and_a_line_that_ends_otherwise_is_not_spread(
    tmp_path: Path,
) -> None:
    text = f"# Policy\n\n{'=' * 300}\n\nFew words\u2028of a line.\n"
    with closing(made(tmp_path / "p.annotator", text)) as review:
        review.flag(review.policies()[0].id, [(10, 290)], "vague-wording")
        document = opened(pdf(memo(review)))
    signs = 0
    for page in document:
        words = page.get_textpage()
        edge = page.get_width() - 60
        for number in range(words.count_chars()):
            if words.get_text_range(number, 1) == "=":
                signs += 1
                assert words.get_charbox(number)[2] <= edge
        found = words.search("Few words").get_next()
        if found:
            left, right = (words.get_charbox(found[0] + at) for at in (0, len("Few words") - 1))
            assert right[2] - left[0] < 60, "points; spread, it were more than 200"
            break
    else:
        raise AssertionError("the text is not there")
    assert signs == 280 + 300
    document.close()


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
