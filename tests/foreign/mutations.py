"""Documents that were damaged by chance or by a hand that knows the format."""

import io
import random
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.foreign import makers
from tests.foreign.makers import drawn, level, par, run

Maker = Callable[[random.Random], bytes]
GOLDEN = Path(__file__).parent / "golden"

_TAGS = [
    *(
        "p",
        "div",
        "span",
        "a",
        "b",
        "i",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "h1",
        "h2",
        "pre",
        "br",
        "hr",
    ),
    *(
        "form",
        "select",
        "option",
        "template",
        "svg",
        "math",
        "script",
        "style",
        "frameset",
        "body",
        "html",
        "head",
    ),
    *(
        "textarea",
        "title",
        "button",
        "sup",
        "sub",
        "q",
        "details",
        "iframe",
        "noscript",
        "ruby",
        "font",
        "center",
    ),
]
_HTML = [
    *(f"<{tag}>".encode() for tag in _TAGS),
    *(f"</{tag}>".encode() for tag in _TAGS),
    *(
        b"<!--",
        b"-->",
        b"<![CDATA[",
        b"]]>",
        b"<!DOCTYPE",
        b"&#x110000;",
        b"&#55296;",
        b"&amp",
        b"\0",
        b"\xff",
    ),
    *(
        b"<a href='//[",
        b"<a href=",
        b"<base href='http://['>",
        b"<li value=-9999999999999>",
        b"<ol start=1e9>",
    ),
    *(b"<td rowspan=65534>", b" style='display:none'", b"\xe2\x80\xae", b"<meta charset=utf-7>", b"<p " * 40),
    *(b"<b><i>" * 60, b"<table>" * 40, b"<ol>" * 40, b"\xf0\x9f\x98\x80"),
]
_XML = [
    *(
        b"<w:p>",
        b"</w:p>",
        b"<w:r>",
        b"</w:r>",
        b"<w:t>",
        b"</w:t>",
        b"<w:tbl>",
        b"<w:tr>",
        b"<w:tc>",
        b"<w:del>",
    ),
    *(b'<w:fldChar w:fldCharType="begin"/>', b'<w:fldChar w:fldCharType="end"/>', b'<w:sym w:char="DFFF"/>'),
    *(
        b'<w:numId w:val="-1"/>',
        b'<w:ilvl w:val="99999"/>',
        b'<w:ilvl w:val="x"/>',
        b'<w:outlineLvl w:val="\xc2\xb2"/>',
    ),
    *(
        b'<w:start w:val="99999999999"/>',
        b'<w:lvlText w:val="%1%2%3%4%5%6%7%8%9"/>',
        b"&#0;",
        b"&x;",
        b"<!DOCTYPE x>",
    ),
    *(
        b"<w:basedOn w:val='H1'/>",
        b"<mc:AlternateContent/>",
        b"<w:footnoteReference/>",
        b"<w:hyperlink r:id='x'>",
    ),
]
_ELEMENT = re.compile(r"(<w:p>.*?</w:p>|<w:(r|ins|del|tbl|tc|lvl|style|num)\b.*?</w:\2>|<[^<>]*/>)")
_VALUE = re.compile(r'(?<=val=)"[^"]*"')
_VALUES = [
    "-1",
    "",
    "99999999999",
    "H1",
    "H2",
    "1",
    "0",
    "x",
    "²",
    "%1%9",
    "bullet",
    "upperRoman",
    "DFFF",
    "none",
]
_ELEMENTS = [
    *(
        "<w:p/>",
        "<w:tbl/>",
        "<w:tbl><w:tr/></w:tbl>",
        "<mc:AlternateContent/>",
        '<w:sym w:char="DFFF"/>',
        "<w:del/>",
    ),
    *(
        '<w:numId w:val="1"/>',
        '<w:ilvl w:val="8"/>',
        "<w:vanish/>",
        "<w:footnoteReference/>",
        "<w:sdt/>",
        "<w:ruby/>",
    ),
    *(
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:fldChar w:fldCharType="end"/>',
        "<w:pict><w:txbxContent/></w:pict>",
    ),
]
_PDF = [
    *(
        b"obj",
        b"endobj",
        b"stream",
        b"endstream",
        b"<<",
        b">>",
        b"[",
        b"]",
        b"R",
        b"null",
        b"/Type /Page",
        b"/Kids",
    ),
    *(
        b"-1",
        b"0",
        b"99999999999",
        b"1e308",
        b"/Rotate 90",
        b"/MediaBox [0 0 0 0]",
        b"Tj",
        b"TJ",
        b"Tm",
        b"BT",
        b"ET",
    ),
    *(
        b"0 0 0 0 0 0 Tm",
        b"3 Tr",
        b"/ToUnicode 4 0 R",
        b"/Filter /JBIG2Decode",
        b"/Filter /LZWDecode",
        b"q " * 50,
    ),
    *(b"1 0 0 1 9e9 -9e9 Tm", b"(\\377\\376)", b"/Encrypt 1 0 R", b"/Length 4294967296", b"5 0 R"),
]


def damaged(data: bytes, dice: random.Random, tokens: Sequence[bytes]) -> bytes:
    """One to six changes of bytes, runs of bytes, or words of the format."""
    out = bytearray(data)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(out) + 1)
        match dice.randrange(7):
            case 0 if at < len(out):
                out[at] = dice.randrange(256)
            case 1 if at < len(out):
                out[at] ^= 1 << dice.randrange(8)
            case 2:
                del out[at : at + dice.choice((1, 4, 30, 300))]
            case 3:
                out[at:at] = out[at : at + dice.choice((5, 50, 500))] * dice.choice((1, 2, 30))
            case 4:
                del out[at if dice.random() < 0.3 else len(out) :]
            case 5:
                out[at:at] = dice.randbytes(dice.choice((1, 8)))
            case _:
                out[at:at] = dice.choice(tokens) * dice.choice((1, 1, 1, 20))
    return bytes(out)


def page(dice: random.Random) -> bytes:
    """A page, damaged or made of nothing but marks."""
    if dice.random() < 0.3:
        return b"".join(dice.choice((*_HTML, b"words ", b"\n")) for _ in range(dice.randint(1, 400)))
    return damaged((GOLDEN / "policy.html").read_bytes(), dice, _HTML)


def _word_parts() -> dict[str, bytes | str]:
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "%1.")
        + level(1, "%1.%2")
        + level(2, "(%3)", "lowerLetter")
        + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="H2"/>'
        '</w:style><w:style w:type="paragraph" w:styleId="H2"><w:name w:val="x"/>'
        '<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    )
    cell = f"<w:tc>{par('a cell')}</w:tc>"
    box = f"<w:r><w:pict><w:txbxContent>{par('boxed')}</w:txbxContent></w:pict></w:r>"
    body = (
        par("Title", style="H1")
        + "".join(par("clause", number=(1, place)) for place in (0, 1, 2, 2, 0))
        + par(f"<w:ins>{run('in')}</w:ins><w:del>{run('out')}</w:del>", box)
        + f"<w:tbl><w:tr>{cell}{cell}</w:tr></w:tbl>"
        + par(
            '<w:r><w:footnoteReference w:id="1"/></w:r>',
            f'<w:hyperlink r:id="a">{run("there")}</w:hyperlink>',
        )
    )
    notes = f'<w:footnote w:id="1">{par("noted")}</w:footnote>'
    return makers.word_parts(
        body, {"a": "https://shop.example"}, numbering=numbering, styles=styles, footnotes=notes
    )


def document(dice: random.Random) -> bytes:
    """A Word document: its parts damaged, or the ZIP around them."""
    parts = _word_parts()
    if dice.random() < 0.25:
        return damaged(
            makers.zipped(parts), dice, [b"PK\x01\x02", b"PK\x05\x06", b"\xff\xff\xff\xff", b"\0\0"]
        )
    name = dice.choice([*(each for each in parts if each != "_rels/.rels"), "word/document.xml"])
    whole = str(parts[name])
    parts[name] = _shuffled(whole, dice) if dice.random() < 0.7 else damaged(whole.encode(), dice, _XML)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", dice.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as package:
        for each, inside in parts.items():
            package.writestr(each, inside)
    return stream.getvalue()


def _shuffled(xml: str, dice: random.Random) -> str:
    """XML that mostly still is well-formed: elements moved, taken out, doubled, given other values."""
    for _ in range(dice.randint(1, 8)):
        found = list(_ELEMENT.finditer(xml))
        if not found:
            break
        one, other = dice.choice(found), dice.choice(found)
        match dice.randrange(5):
            case 0:
                new = other[0]
            case 1:
                new = ""
            case 2:
                new = one[0] * dice.choice((2, 40))
            case 3:
                new = _VALUE.sub(f'"{dice.choice(_VALUES)}"', one[0])
            case _:
                new = one[0] + dice.choice(_ELEMENTS)
        xml = xml[: one.start()] + new + xml[one.end() :]
    return xml


def paper(dice: random.Random) -> bytes:
    """A PDF: what it draws damaged, or the file around it."""
    lines = [
        "1. Scope",
        "We keep what you tell us, and our represen-",
        "tatives see it.",
        "(a) one;",
        "(b) two.",
    ]
    left, right = drawn(lines), drawn(lines, left=dice.choice((90, 320, 330)))
    if dice.random() < 0.5:
        broken = damaged((left + right).encode("cp1252"), dice, _PDF).decode("latin-1")
        return makers.pdf([broken.encode("cp1252", "replace").decode("cp1252"), right])
    return damaged(makers.pdf([left + right, left]), dice, _PDF)
