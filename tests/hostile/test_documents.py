"""Documents that are made to hang, fill, crash or reach out: each costs one sentence at most."""

import io
import zipfile
import zlib

import pytest

from annotator.problems import BadInputError
from annotator.text import foreign
from annotator.text.canonical import CanonicalText
from annotator.text.foreign import limits
from tests.foreign import makers
from tests.foreign.makers import par, word_parts, zipped

pytestmark = pytest.mark.slow
WORDS = par("Words.")


def read(kind: str, content: bytes | str) -> foreign.Parsed:
    return foreign.read(kind, content.encode() if isinstance(content, str) else content)


def with_part(name: str, content: bytes | str) -> bytes:
    return zipped({**word_parts(WORDS, numbering=""), name: content})


# Pages


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("<a " * 50_000, ""),
        ("<p>x</p>" + "<a " * 50_000, "x\n"),
        ("&" * 200_000, "&" * 200_000 + "\n"),
        ("<!--" * 50_000, ""),
        ("<p>a\0b", "ab\n"),
        ("<p>&#xD800;&#xDFFF;", "\ufffd\ufffd\n"),
        ("<p>\u202eevil\u202c \u2066x\u2069", "\u202eevil\u202c \u2066x\u2069\n"),
        ("<b>" * 900 + "<p>x" * 900, "x\n\n" * 899 + "x\n"),
        ("<table>" * 1_000 + "x", "x\n"),
        ("<select>" + "<option>x" * 100_000, "x\n\n" * 99_999 + "x\n"),
        ("<ol start=99999999999999999999><li value=-1e9>x", "1. x\n"),
    ],
)
def test_pages(source: str, said: str) -> None:
    assert read("html", source).text.replace("**", "") == said


def test_twenty_thousand_nested_divs() -> None:
    with pytest.raises(BadInputError, match="It is nested more than 5,000 deep, which is more than is read"):
        read("html", "<div>" * 20_000 + "x")


def test_a_line_of_a_megabyte() -> None:
    words = "word " * 200_000
    text = CanonicalText(read("html", f"<p>{words}").text)
    assert text.text == words.strip() + "\n"
    assert text.span(0, 4).citation == "¶1"


def test_a_page_that_says_too_much() -> None:
    with pytest.raises(
        BadInputError, match=r"It holds (more than )?8,\d+,\d+ characters, which is more than is read"
    ):
        read("html", "<p>" + "x" * (limits.MOST_TEXT + 10))


# ZIP and XML


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1 or str()};" * 10}">' for n in range(1, 10))
    + ']><w:document xmlns:w="x">&lol9;</w:document>'
)
OUTSIDE = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">'
    '<!ENTITY % y SYSTEM "http://127.0.0.1:9/d">%y;]><d>&x;</d>'
)


@pytest.mark.parametrize("part", ["word/document.xml", "word/_rels/document.xml.rels", "word/numbering.xml"])
@pytest.mark.parametrize("xml", [LAUGHS, OUTSIDE], ids=["billion laughs", "outside entities"])
def test_no_document_type_is_read(part: str, xml: str) -> None:
    with pytest.raises(BadInputError, match="It declares a document type of its own"):
        read("docx", with_part(part, xml))


def test_a_bomb_is_not_unpacked() -> None:
    bomb = with_part("word/document.xml", "<w>" + " " * (100 * limits.MEGABYTE))
    assert len(bomb) < limits.MEGABYTE
    with pytest.raises(BadInputError, match=r"It unpacks to more than \d+ MB and many times its size"):
        read("docx", bomb)


def test_a_bomb_that_lies_about_its_size_is_not_unpacked_either() -> None:
    bomb = with_part("word/document.xml", b"<w>" + b" " * (60 * limits.MEGABYTE))
    size = (60 * limits.MEGABYTE + 3).to_bytes(4, "little")
    assert bomb.count(size) == 2
    with pytest.raises(BadInputError, match=r"unpacks to more than|is damaged or cut off"):
        read("docx", bomb.replace(size, b"\x64\0\0\0"))


def test_a_bomb_that_no_one_asks_for_does_no_harm() -> None:
    bomb = with_part("word/media/image1.png", b"\0" * (100 * limits.MEGABYTE))
    assert read("docx", bomb).text == "Words.\n"


def test_too_many_files_are_not_listed() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for number in range(limits.MOST_MEMBERS + 1):
            package.writestr(f"word/{number}.xml", "")
    with pytest.raises(BadInputError, match="It has 5,001 files inside"):
        read("docx", stream.getvalue())


def test_names_that_lead_out_of_the_file_lead_nowhere() -> None:
    away = word_parts(WORDS, styles="")
    for name in (
        "../../../../etc/passwd",
        "/etc/passwd",
        "..\\..\\evil.exe",
        "C:\\evil",
        "word/\0/x",
        "a" * 5_000,
    ):
        away[name] = "evil"
    relations = str(away["word/_rels/document.xml.rels"])
    away["word/_rels/document.xml.rels"] = relations.replace("styles.xml", "../../../../../../etc/passwd")
    assert read("docx", zipped(away)).text == "Words.\n"
    main = str(away["_rels/.rels"]).replace("word/document.xml", "file:///etc/passwd")
    with pytest.raises(BadInputError, match="there is no text part inside"):
        read("docx", zipped({**away, "_rels/.rels": main}))


def test_nested_tables_and_boxes_have_an_end() -> None:
    inner = WORDS
    for _ in range(100):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    with pytest.raises(BadInputError, match="more than 60 tables or boxes inside one another"):
        read("docx", makers.word(inner))


def test_deep_xml_and_circles_of_styles_have_an_end() -> None:
    deep = with_part("word/document.xml", "<a>" * 20_000 + "</a>" * 20_000)
    with pytest.raises(BadInputError, match="nested more than 5,000 deep"):
        read("docx", deep)
    circle = "".join(
        f'<w:style w:styleId="{one}"><w:basedOn w:val="{two}"/></w:style>' for one, two in ("AB", "BA")
    )
    assert read("docx", makers.word(par("Words.", style="A"), styles=circle)).text == "Words.\n"


def test_a_document_behind_a_password_says_so() -> None:
    content = bytearray(zipped(word_parts(WORDS)))
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 1)
    with pytest.raises(BadInputError, match="It is protected by a password"):
        read("docx", bytes(content))


# PDF


def test_a_stream_that_grows_and_grows() -> None:
    packed = zlib.compress(b"BT /F1 9 Tf (words) Tj ET\n" * 2_000_000, 9)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode()
    content = makers.pdf([""], more=[head + packed + b"\nendstream"])
    content = content.replace(b"/Contents 6 0 R", b"/Contents 7 0 R")
    with pytest.raises(BadInputError, match=r"more than \d+ (MB|seconds)|characters|failed"):
        read("pdf", content)


def test_pages_in_a_circle_and_pages_without_end() -> None:
    one = makers.pdf([makers.drawn(["Words."])])
    circle = one.replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")
    many = one.replace(b"/Count 1 ", b"/Count 2147483647 ")
    assert read("pdf", many).text == "Words.\n"
    with pytest.raises(BadInputError, match=r"It is not a PDF|None of its pages|but no text"):
        read("pdf", circle)


def test_forms_that_draw_themselves() -> None:
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Length 5"
    form += b" /Resources << /XObject << /X 7 0 R >> >> >>\n"
    drawn = makers.drawn(["Words."]) + "/X Do"
    content = makers.pdf([drawn], fonts=">> /XObject << /X 7 0 R", more=[form + b"stream\n/X Do\nendstream"])
    assert read("pdf", content).text == "Words.\n"


def test_places_beyond_the_page() -> None:
    far = "".join(f"BT /F1 1e30 Tf 1 0 0 1 {x} {y} Tm (far) Tj ET\n" for x, y in ((1e38, -1e38), (0, "nan")))
    assert "Words." in read("pdf", makers.pdf([makers.drawn(["Words."]) + far])).text
