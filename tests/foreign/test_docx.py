"""A Word document says what Word prints: its numbers, what was accepted, nothing that is hidden."""

import pytest

from annotator.problems import BadInputError
from annotator.text.foreign import docx
from annotator.text.structure import BlockKind, Structure
from tests.foreign.makers import level, par, run, word, word_parts, zipped

NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "%1.")
    + level(1, "%1.%2")
    + level(2, "(%3)", "lowerLetter")
    + level(3, "(%4)", "lowerRoman")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "\uf0b7", "bullet")
    + level(1, "o", "bullet")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr>'
    '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="Rubrik 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="character" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr>'
    "</w:style>"
)


def text(body: str, **parts: str) -> str:
    return docx.parse(word(body, **parts), None).text


def test_headings_by_style_by_what_they_are_based_on_and_by_level() -> None:
    body = (
        par("Privacy Policy", style="T")
        + par("Scope", style="H1")
        + par("Who we are", style="H2")
        + par("Rights", style="Mine")
        + par("Direct", about='<w:outlineLvl w:val="2"/>')
        + par(
            "No heading", style="H1", about='<w:outlineLvl w:val="9"/><w:numPr><w:numId w:val="0"/></w:numPr>'
        )
    )
    assert text(body, styles=STYLES, numbering=NUMBERING) == (
        "# Privacy Policy\n\n# 1. Scope\n\n## Who we are\n\n# 2. Rights\n\n### Direct\n\n**No heading**\n"
    )


def test_numbers_are_those_that_word_prints() -> None:
    body = (
        par("Definitions", number=(1, 0))
        + par("We mean it.", number=(1, 1))
        + par("one;", number=(1, 2))
        + par("deep;", number=(1, 3))
        + par("two.", number=(1, 2))
        + par("You mean it.", number=(1, 1))
        + par("first again.", number=(1, 2))
        + par("Use", number=(1, 0))
        + par("All.", number=(1, 1))
    )
    assert text(body, numbering=NUMBERING).split("\n\n") == [
        "1. Definitions",
        "1.1 We mean it.",
        "    (a) one;",
        "      (i) deep;",
        "    (b) two.",
        "1.2 You mean it.",
        "    (a) first again.",
        "2. Use",
        "2.1 All.\n",
    ]


def test_a_list_goes_on_after_words_and_another_one_starts_where_it_says() -> None:
    body = (
        par("A", number=(1, 0))
        + par("Between.")
        + par("B", number=(1, 0))
        + par(number=(1, 0))
        + par("D", number=(1, 0))
        + par("Seven", number=(3, 0))
        + par("dot", number=(2, 0))
        + par("ring", number=(2, 1))
    )
    assert text(body, numbering=NUMBERING).split("\n\n") == [
        "1. A",
        "Between.",
        "2. B",
        "4. D",
        "7. Seven",
        "- dot\n  - ring\n",
    ]


def test_what_is_printed_after_z() -> None:
    letters = '<w:abstractNum w:abstractNumId="0">' + level(0, "%1)", "lowerLetter") + "</w:abstractNum>"
    letters += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    printed = text(par("x", number=(1, 0)) * 29, numbering=letters).split("\n\n")
    assert [each.split(")")[0] for each in printed[24:]] == ["y", "z", "aa", "bb", "cc"]


def test_the_structure_finds_the_clauses() -> None:
    body = (
        par("Use of data", style="H1")
        + par("We use your data for the following:", number=(1, 1))
        + par("to answer you;", number=(1, 2))
        + par("to bill you.", number=(1, 2))
    )
    found = text(body, styles=STYLES, numbering=NUMBERING)
    structure = Structure(found)
    assert [structure.title(each) for each in structure.headings] == ["Use of data"]
    at = found.index("to bill")
    assert structure.citation(at, at + 7) == "§1.1 ¶1 item b"
    assert [block.kind for block in structure.blocks] == [
        BlockKind.HEADING,
        BlockKind.ITEM,
        BlockKind.ITEM,
        BlockKind.ITEM,
    ]


def test_tracked_changes_are_accepted_and_counted() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    body = (
        par(
            run("We keep it "),
            f"<w:ins>{run('for a year')}</w:ins>",
            f"<w:del>{run('for ever')}</w:del>",
            run("."),
        )
        + par("First half,", about=gone)
        + par(" second half.")
        + par("<w:moveFrom>" + run("Moved.") + "</w:moveFrom>")
        + par("<w:moveTo>" + run("Moved.") + "</w:moveTo>")
    )
    parsed = docx.parse(word(body), None)
    assert parsed.text == "We keep it for a year.\n\nFirst half, second half.\n\nMoved.\n"
    assert parsed.notes == ("4 tracked changes were accepted.",)


def test_what_stood_before_a_change_of_form_is_not_read() -> None:
    former = '<w:pPrChange><w:pPr><w:pStyle w:val="H1"/></w:pPr></w:pPrChange>'
    assert text(par("Words.", about=former), styles=STYLES) == "Words.\n"


def test_what_is_left_out_is_told() -> None:
    body = (
        par(run("Seen"), run(" hidden", "<w:vanish/>"), run(" secret", '<w:rStyle w:val="Secret"/>'))
        + par(
            run("x"), '<w:commentRangeStart w:id="1"/>', run("y"), "<w:r><w:commentReference w:id='1'/></w:r>"
        )
        + par(run("struck", "<w:strike/>"), run(" not", '<w:strike w:val="0"/>'))
    )
    parsed = docx.parse(word(body, styles=STYLES, header=""), None)
    assert parsed.text == "Seen\n\nxy\n\nstruck not\n"
    assert parsed.notes == (
        "1 comment was left out.",
        "2 hidden passages were left out.",
        "1 passage is struck out on the page.",
        "Its page headers and footers were left out.",
    )


def test_footnotes_are_marked_and_stand_at_the_end() -> None:
    def note(number: int, words: str) -> str:
        return f'<w:footnote w:id="{number}">{par(words)}</w:footnote>'

    body = par(
        run("It is so"), '<w:r><w:footnoteReference w:id="5"/></w:r>', run(" and so"),
        '<w:r><w:footnoteReference w:id="2"/></w:r>', run("."),
    )  # fmt: skip
    notes = note(0, "A line.") + note(2, "Second.") + note(5, "First.")
    assert text(body, footnotes=notes) == "It is so[1] and so[2].\n\n[1] First.\n\n[2] Second.\n"


def test_tables_are_rows_and_those_of_one_column_are_paragraphs() -> None:
    def table(*rows: tuple[str, ...]) -> str:
        return "<w:tbl>" + "".join(
            "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows
        ) + "</w:tbl>"  # fmt: skip

    merged = "<w:tcPr><w:vMerge/></w:tcPr>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{par('x')}</w:tc><w:tc>{par('y')}</w:tc></w:tr>"
    body = (
        par("Before.")
        + table((par("Purpose"), par("Kept")), (par("Bills") + par("and more"), par("ten years")))
        + table((par("a"), par("b")), (merged + par(""), par("c"))).replace("</w:tbl>", gone + "</w:tbl>")
        + table((par("Alone"),), (par("in a box"),))
    )
    parsed = docx.parse(word(body), None)
    assert parsed.text.split("\n\n") == [
        "Before.",
        "| Purpose | Kept |\n| Bills and more | ten years |",
        "| a | b |\n|  | c |",
        "Alone",
        "in a box\n",
    ]
    assert [block.kind for block in Structure(parsed.text).blocks][:5] == [BlockKind.PARAGRAPH] * 5
    assert parsed.notes == ("1 tracked change was accepted.",)


def test_links_and_fields_are_their_words_and_where_they_lead() -> None:
    def field(code: str, result: str) -> str:
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f"<w:r><w:instrText>{code}</w:instrText></w:r>"
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            f'{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    body = (
        par(run("See "), f'<w:hyperlink r:id="a">{run("our terms")}</w:hyperlink>', run("."))
        + par(f'<w:hyperlink r:id="a">{run("https://shop.example/terms")}</w:hyperlink>')
        + par(f'<w:hyperlink w:anchor="top">{run("above")}</w:hyperlink>')
        + par(
            field(' HYPERLINK "mailto:us@shop.example" ', "write"), run(" "), field(" PAGEREF _x \\h ", "4")
        )
        + par(f'<w:fldSimple w:instr=" DATE ">{run("1 May")}</w:fldSimple>')
    )
    links = {"a": "https://shop.example/terms"}
    assert docx.parse(word(body, links), None).text == (
        "See [our terms](https://shop.example/terms).\n\nhttps://shop.example/terms\n\nabove\n\n"
        "[write](mailto:us@shop.example) 4\n\n1 May\n"
    )


def test_text_boxes_signs_and_formulas() -> None:
    box = f"<w:txbxContent>{par('In a box.')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    body = (
        par(run("Around."), both)
        + par("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>")
        + par('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="X" w:char="F0E9"/></w:r>')
        + par("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>")
    )
    parsed = docx.parse(word(body), None)
    assert parsed.text == "Around.\n\nIn a box.\n\na\tb\nc\u2011d\n\n✓\ufffd\n\nx=1\n"
    assert parsed.notes == ("1 sign of a picture font could not be read and shows as �.",)


def test_a_document_of_the_strict_kind_is_read_too() -> None:
    parts = word_parts(par("Strict.", style="H2"), styles=STYLES)
    strict = {
        name: str(content)
        .replace(
            "schemas.openxmlformats.org/wordprocessingml/2006/main",
            "purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replace(
            "schemas.openxmlformats.org/officeDocument/2006/relationships",
            "purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, content in parts.items()
    }
    assert docx.parse(zipped(strict), None).text == "## Strict.\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a Word document"),
        (b"PK\x03\x04 cut off", "not a Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "protected by a password, or an old .doc"),
        (zipped({"a.txt": "x"}), "there is no text part inside"),
        (zipped({"word/document.xml": "<w:document"}), "damaged at line 1"),
        (zipped({"word/document.xml": ""}), "damaged at line 1"),
    ],
)
def test_what_is_no_word_document_is_refused_in_words(content: bytes, said: str) -> None:
    with pytest.raises(BadInputError) as error:
        docx.parse(content, None)
    assert said in str(error.value)


def test_legal_numbers_own_restarts_and_lists_of_a_style() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        + level(0, "Article %1", "upperRoman")
        + level(1, "%1.%2", more="<w:isLgl/>")
        + level(2, "(%3)", "lowerRoman", more='<w:lvlRestart w:val="1"/>')
        + '<w:styleLink w:val="Legal"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Legal"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="1"><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/>'
        '<w:lvlText w:val="%2)"/></w:lvl></w:lvlOverride></w:num>'
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="Legal"><w:name w:val="Legal"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = "".join(par("x", number=each) for each in [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (2, 1)])
    assert [line.strip() for line in text(body, numbering=numbering, styles=styles).split("\n\n")] == [
        "Article I x",
        "1.1 x",
        "(i) x",
        "1.2 x",
        "(ii) x",
        "Article II x",
        "a) x",
    ]


def test_controls_and_what_is_embedded() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{par('Chosen.')}</w:sdtContent></w:sdt>"
    cell = f"<w:sdt><w:sdtContent><w:tc>{par('a')}</w:tc></w:sdtContent></w:sdt><w:tc>{par('b')}</w:tc>"
    ruby = f"<w:r><w:ruby><w:rt>{run('kan')}</w:rt><w:rubyBase>{run('漢')}</w:rubyBase></w:ruby></w:r>"
    body = (
        control
        + f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>"
        + par(ruby, "<w:r><w:object/></w:r>")
        + "<w:altChunk/>"
    )
    parsed = docx.parse(word(body), None)
    assert parsed.text == "Chosen.\n\n| a | b |\n\n漢\n"
    assert parsed.notes == ("2 embedded documents were left out.",)
