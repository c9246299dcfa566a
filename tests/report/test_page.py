"""The report as a web page: what axe would ask of it, and that words stay words.

axe-core needs a browser, which `make test` has not: docs/adr/0010-reports.md says what it found.
"""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from lxml import html as parser

from annotator import places
from annotator.report.facts import Choice, Memo, memo
from annotator.report.page import html
from annotator.report.words import legible
from annotator.review import Review
from tests.report.conftest import HOSTILE, LINES

FETCHING = ("src", "srcset", "poster", "data", "action", "formaction", "background")


@pytest.fixture
def page(told: Memo) -> parser.HtmlElement:
    return parser.document_fromstring(html(told).decode())


def test_the_same_project_gives_the_same_bytes(reviewed: Review) -> None:
    assert html(memo(reviewed)) == html(memo(reviewed))


def test_nothing_runs_and_nothing_is_fetched(page: parser.HtmlElement) -> None:
    assert not page.xpath("//script | //img | //iframe | //object | //embed | //link | //form | //base")
    for element in page.iter():
        assert not any(name.startswith("on") or name in FETCHING for name in element.attrib)
        assert element.get("href", "#").startswith("#")
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    assert "url(" not in page.findtext(".//style")
    assert "@import" not in page.findtext(".//style")


def test_hostile_words_are_words(page: parser.HtmlElement) -> None:
    said = page.find("body").text_content()
    for line in HOSTILE:
        assert legible(line).replace("\x85", "") in said or "\x85" in line
    (section,) = page.xpath("//section[@id='texts']")
    paragraphs = [row.xpath("./p")[0] for row in section.find_class("row")]
    for number in section.xpath(".//a[@class='ref']"):
        number.drop_tree()
    written = [paragraph.text_content().strip() for paragraph in paragraphs]
    assert written[: len(LINES)] == LINES


def test_it_is_marked_up_for_screen_readers(page: parser.HtmlElement) -> None:
    assert page.get("lang") == "en"
    assert page.findtext(".//title")
    assert len(page.findall(".//main")) == len(page.findall(".//h1")) == 1
    assert page.xpath("//nav/@aria-label")
    assert page.xpath("//a[@class='skip']/@href") == ["#issues"]
    levels = [int(each.tag[1]) for each in page.xpath("//h1|//h2|//h3|//h4")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in page.findall(".//table"):
        assert all(cell.get("scope") in {"row", "col"} for cell in table.findall(".//th"))
        assert table.xpath("./thead//th[@scope='col']")
    for region in page.xpath("//*[@role='region'] | //section"):
        assert region.get("aria-label") or page.get_element_by_id(region.get("aria-labelledby")) is not None
    assert all(each.get("tabindex") == "0" for each in page.find_class("wide")), "scrolled by keys"
    assert all(each.text_content().strip() or each.get("aria-label") for each in page.iter("a"))


def test_ids_are_unique_and_links_lead_somewhere(page: parser.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href")} <= set(ids)


def test_every_paragraph_runs_as_its_words_do(page: parser.HtmlElement) -> None:
    (section,) = page.xpath("//section[@id='texts']")
    assert all(row.xpath("./p/@dir") == ["auto"] for row in section.find_class("row"))
    assert all(quote.get("dir") == "auto" for quote in page.findall(".//blockquote"))


def test_colours_can_be_read() -> None:
    style = (places.resources() / "report" / "memo.css").read_text("utf-8")
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6});", style))
    for name in ("ink", "soft", "accent", "high", "medium", "low", "info"):
        assert contrast(colours[name], colours["paper"]) >= 4.5
    for ground in re.findall(r"background: (#[0-9a-f]{6})", style):
        assert contrast(colours["ink"], ground) >= 4.5
        assert contrast(colours["soft"], ground) >= 4.5 or ground == "#eceef1"


def contrast(one: str, other: str) -> float:
    """As WCAG 2 counts it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_page_says_what_is_not_on_it(reviewed: Review) -> None:
    page = parser.document_fromstring(html(memo(reviewed, choice=Choice(text=False))).decode())
    assert "The texts of the policies are left out." in page.text_content()
    assert not page.xpath("//section[@id='texts'] | //a[@href='#texts']")


def test_an_issue_of_nobody_says_so(told: Memo) -> None:
    section = told.sections[1]
    issue = replace(section.issues[0], reviewer="")
    one = replace(told, sections=(replace(section, issues=(issue,)),))
    assert f"Nobody yet, {issue.day}" in html(one).decode()
