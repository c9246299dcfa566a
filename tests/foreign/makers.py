"""Documents made by hand: as much of a format as a test needs, and nothing that its code does not show."""

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_PARTS = ("styles", "numbering", "footnotes", "endnotes", "header", "settings")


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """A ZIP of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return stream.getvalue()


def word_parts(body: str, links: Mapping[str, str] | None = None, **parts: str) -> dict[str, bytes | str]:
    """The files in a Word document. ``parts`` are the insides of ``styles``, ``numbering`` and so on."""
    relations = "".join(
        f'<Relationship Id="p{number}" Type="{R}/{name}" Target="{name}.xml"/>'
        for number, name in enumerate(parts)
    ) + "".join(
        f'<Relationship Id="{name}" Type="{R}/hyperlink" Target="{target}" TargetMode="External"/>'
        for name, target in (links or {}).items()
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    members: dict[str, bytes | str] = {
        "_rels/.rels": f'{head}<Relationships xmlns="{package}"><Relationship Id="r"'
        f' Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{head}<Relationships xmlns="{package}">{relations}</Relationships>',
        "word/document.xml": f"{head}<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
    }
    for name, inside in parts.items():
        members[f"word/{name}.xml"] = f"{head}<w:{name} {_SPACES}>{inside}</w:{name}>"
    return members


def word(body: str, links: Mapping[str, str] | None = None, **parts: str) -> bytes:
    """A Word document with this body."""
    return zipped(word_parts(body, links, **parts))


def run(words: str, about: str = "") -> str:
    """A run of a paragraph."""
    return f'<w:r><w:rPr>{about}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def par(*inside: str, style: str = "", number: tuple[int, int] | None = None, about: str = "") -> str:
    """A paragraph of runs; what is no XML yet becomes one. ``number`` is a list and the level in it."""
    told = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None:
        told += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    runs = "".join(each if each.startswith("<") else run(each) for each in inside)
    return f"<w:p><w:pPr>{told}{about}</w:pPr>{runs}</w:p>"


def level(place: int, text: str, form: str = "decimal", more: str = "") -> str:
    """A level of a kind of list."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def pdf(pages: Sequence[str], *, fonts: str = "", more: Sequence[bytes] = (), trailer: bytes = b"") -> bytes:
    """A PDF whose pages, 612 by 792 points, are drawn by these operators; /F1 is Helvetica, /F2 its bold."""
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica{} /Encoding /WinAnsiEncoding >>"
    count = len(pages)
    first = 5
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        font.format("").encode(),
        font.format("-Bold").encode(),
    ]
    for number, drawn in enumerate(pages):
        content = zlib.compress(drawn.encode("cp1252"))
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {first + 1 + 2 * number} 0 R"
            f" /Resources << /Font << /F1 3 0 R /F2 4 0 R {fonts} >> >> >>".encode()
        )
        head = f"<< /Length {len(content)} /Filter /FlateDecode >>\nstream\n".encode()
        objects.append(head + content + b"\nendstream")
    objects += more
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %b >>\n" % (len(objects) + 1, trailer)
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def drawn(
    lines: Sequence[str],
    left: float = 72,
    top: float = 720,
    size: float = 11,
    font: str = "F1",
    drop: float = 14,
) -> str:
    """The operators that write these lines below each other."""
    return "".join(
        f"BT /{font} {size} Tf 1 0 0 1 {left} {top - drop * number} Tm ({_escaped(words)}) Tj ET\n"
        for number, words in enumerate(lines)
    )


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
