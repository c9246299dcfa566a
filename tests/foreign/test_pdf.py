"""A PDF is read in the order in which people read it, and each place knows its page."""

from pathlib import Path

import pytest

from annotator.problems import BadInputError
from annotator.text.canonical import CanonicalText
from annotator.text.foreign import Parsed, pdf
from tests.foreign import makers
from tests.foreign.makers import drawn

LEFT = [
    "We collect your name, your address",
    "and what you tell us. Our represen-",
    "tatives see it, our third-",
    "party partners do not, and this is",
    "how our representatives keep it as",
]
RIGHT = [
    "long as the law of the land asks for",
    "it. A third party is told no more than",
    "any other party, whoever that may be.",
    "Nothing that we know of you is sold.",
    "That is a promise to each of you all.",
]


@pytest.fixture(autouse=True)
def _library() -> None:
    pdf.start()


def parsed(*pages: str, **more: bytes) -> Parsed:
    return pdf.parse(makers.pdf(pages, **more), None)  # type: ignore[arg-type]


def test_lines_become_paragraphs() -> None:
    page = (
        drawn(["Privacy Policy"], size=18, font="F2")
        + drawn(["1. What we collect"], top=690, font="F2")
        + drawn(["We collect your name and the address that you", "give us when you register."], top=670)
        + drawn(["A second paragraph stands apart, and goes on", "here:", "(a) one;", "(b) two."], top=620)
    )
    assert parsed(page).text == (
        "Privacy Policy\n\n1. What we collect\n\nWe collect your name and the address that you give us when"
        " you register.\n\nA second paragraph stands apart, and goes on here:\n(a) one;\n(b) two.\n"
    )


def test_two_columns_are_read_one_after_the_other() -> None:
    title = drawn(["A title above both columns of this page"], top=750, size=14)
    whole = parsed(title + drawn(LEFT) + drawn(RIGHT, left=320))
    assert whole.text == (
        "A title above both columns of this page\n\nWe collect your name, your address and what you tell us."
        " Our representatives see it, our third-party partners do not, and this is how our representatives"
        " keep it as long as the law of the land asks for it. A third party is told no more than any other"
        " party, whoever that may be. Nothing that we know of you is sold. That is a promise to each of you"
        " all.\n"
    )
    assert whole.notes == ("1 word that was divided at the end of a line was joined.",)


def test_columns_that_were_written_across_the_page_are_taken_apart() -> None:
    across = "".join(
        drawn([one], top=720 - 14 * number) + drawn([two], left=320, top=720 - 14 * number)
        for number, (one, two) in enumerate(zip(LEFT, RIGHT, strict=True))
    )
    assert parsed(across).text == parsed(drawn(LEFT) + drawn(RIGHT, left=320)).text


def test_what_stands_above_is_read_before_what_the_file_puts_first() -> None:
    foot = drawn(["Page 1 of 1"], top=40, size=9)
    head = drawn(["Terms of the shop"], top=760, size=16)
    body = drawn(["All that we sell is sold as it stands on the shelf."], top=700)
    assert parsed(foot + body + head).text == (
        "Terms of the shop\n\nAll that we sell is sold as it stands on the shelf.\n\nPage 1 of 1\n"
    )


def test_rows_of_a_table_stay_rows() -> None:
    rows = [("Cookie", "Purpose", "Kept"), ("_ga", "to count", "2 years"), ("_id", "to log in", "1 day")]
    page = "".join(
        drawn([cell], left=72 + 150 * column, top=700 - 14 * number)
        for number, row in enumerate(rows)
        for column, cell in enumerate(row)
    )
    assert (
        parsed(page).text
        == "| Cookie | Purpose | Kept |\n| _ga | to count | 2 years |\n| _id | to log in | 1 day |\n"
    )


def test_pages_are_known_and_cited() -> None:
    whole = parsed(
        drawn(["1. Scope", "", "All of it."]), "", drawn(["Third page, where it goes on."]), drawn(["2. Use"])
    )
    assert whole.pages == (
        0,
        whole.text.index("Third"),
        whole.text.index("Third"),
        whole.text.index("2. Use"),
    )
    text = CanonicalText(whole.text, whole.pages)
    assert text.locate("All of it").citation == "p. 1, §1 ¶1"
    assert text.locate("Third page").citation == "p. 3, §1 ¶2"
    both = text.span(whole.text.index("All"), whole.text.index("goes"))
    assert both.citation == "pp. 1–3, §1 ¶1 – ¶2"
    assert CanonicalText(whole.text).locate("Third page").citation == "§1 ¶2"


def test_a_page_on_its_side_is_read_upright() -> None:
    across = "BT /F1 11 Tf 0 1 -1 0 {} 100 Tm ({}) Tj ET\n"
    assert (
        parsed(across.format(100, "First line of it") + across.format(114, "second")).text
        == "First line of it second\n"
    )


def test_addresses_and_numbers_are_not_torn() -> None:
    lines = [
        "See https://shop.example/",
        "policies for all that we do with what you tell us, in 2025–",
        "2026 and after.",
    ]
    assert parsed(drawn(lines)).text == (
        "See https://shop.example/policies for all that we do with what you tell us, in 2025–2026 and"
        " after.\n"
    )


IMAGE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    b" /Length 1 >>\nstream\n\x80\nendstream"
)


def scan(*pages: str) -> bytes:
    """``/I`` is a picture."""
    number = 5 + 2 * len(pages)
    return makers.pdf(pages, fonts=f">> /XObject << /I {number} 0 R", more=[IMAGE])


def test_a_scan_is_said_to_be_one() -> None:
    picture = "q 600 0 0 700 0 0 cm /I Do Q"
    with pytest.raises(
        BadInputError, match=r"It has 2 pages but no text: it is a scan\. Run text recognition"
    ):
        pdf.parse(scan(picture, picture), None)
    mixed = pdf.parse(scan(drawn(["Words."]), picture, "", picture), None)
    assert mixed.text == "Words.\n"
    assert mixed.notes == ("Pages 2 and 4 show pictures but no text: they may be scans.",)
    with pytest.raises(BadInputError, match="It has 1 page but no text"):
        pdf.parse(makers.pdf([""]), None)


def test_one_that_asks_for_a_password_is_refused_in_words() -> None:
    locked = b"<< /Filter /Standard /V 1 /R 2 /O <%b> /U <%b> /P -4 >>" % (b"11" * 32, b"22" * 32)
    content = makers.pdf([drawn(["x"])], more=[locked], trailer=b"/Encrypt 7 0 R /ID [<00112233> <00112233>]")
    with pytest.raises(BadInputError, match="protected by a password"):
        pdf.parse(content, None)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"no pdf", makers.pdf(["x"])[:200]])
def test_what_is_no_pdf_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(BadInputError, match=r"It is not a PDF|None of its pages|but no text"):
        pdf.parse(content, None)


def test_a_pdf_in_a_project_keeps_pages_and_notes(review, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    from annotator.text.readers import read

    path = tmp_path / "two.pdf"
    path.write_bytes(makers.pdf([drawn(LEFT), drawn(["On the second page."])]))
    done = review.add_policies([read(path)])
    (policy,) = done.policies
    note = "1 word that was divided at the end of a line was joined."
    assert done.notes == ((policy, note),)
    assert review.store.notes(policy.id) == (note,)
    place = review.text(policy.id).locate("second page")
    review.tag(policy.id, [(place.start, place.end)], "retention")
    assert review.annotations(policy.id)[-1].spans[0].citation == "p. 2, ¶2"
    assert review.store.document(policy).content == path.read_bytes()
