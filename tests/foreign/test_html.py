"""A page says what a browser without scripts shows, in the marks that the structure believes."""

from pathlib import Path

import pytest

from annotator.problems import BadInputError, UnknownEncodingError
from annotator.text.foreign import html, limits
from annotator.text.readers import parse, read
from annotator.text.structure import Structure

GOLDEN = Path(__file__).parent / "golden"


def text(source: str) -> str:
    return html.parse(source.encode(), None).text


def test_a_policy_as_a_page(request: pytest.FixtureRequest) -> None:
    parsed = html.parse((GOLDEN / "policy.html").read_bytes(), None)
    golden = GOLDEN / "policy.txt"
    if request.config.getoption("--update-golden", default=False):
        golden.write_text(parsed.text, encoding="utf-8")
    assert parsed.text == golden.read_text(encoding="utf-8")
    assert parsed.encoding == "html utf-8"
    assert parsed.notes == ("2 hidden passages were left out.", "1 passage is struck out on the page.")


def test_the_structure_of_a_page_is_that_of_its_mark_up() -> None:
    found = html.parse((GOLDEN / "policy.html").read_bytes(), None).text
    structure = Structure(found)
    titles = [(each.level, structure.title(each)) for each in structure.headings]
    assert (
        titles
        == [
            (1, "Privacy Policy"),
            (2, "Who we are"),
            (4, "What this is not"),
            (2, "How we use it"),
            (3, "Layout"),
        ]
        or titles
    )
    at = found.index("by invoice")
    assert structure.citation(at, at + 5) == "§2 ¶1 item b.2"
    row = found.index("| _ga")
    assert structure.clause_at(row) == (row, found.index("\n", row))


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("<p>One<p>Two", "One\n\nTwo\n"),
        ("<p> a\n b\t<i>c</i> <b> d </b>e", "a b c d e\n"),
        ("no mark-up at all", "no mark-up at all\n"),
        ("<ul><li>a<li>b</ul><ul><li>c</ul>", "- a\n- b\n\n- c\n"),
        ("<ol reversed><li>x<li>y</ol>", "2. x\n1. y\n"),
        ("<ol style='list-style: upper-roman'><li>x<li>y</ol>", "I. x\nII. y\n"),
        ("<ul style='list-style:none'><li>x</ul>", "x\n"),
        ("<ol><li><b>Scope</b><p>All.</ol>", "**1. Scope**\n\n  All.\n"),
        ("<ol><li><h2>Scope</h2></ol>", "## 1. Scope\n"),
        ("<h7>x</h7><h3></h3>", "x\n"),
        ("<a href='/a'><div>one</div><div>two</div></a>", "[one](/a)\n\ntwo\n"),
        ("<a href='/a b(c'>x</a><a href=/d></a><a>y</a>", "[x](/ab%28c)y\n"),
        ("<a href='x'>[see] this</a>", "[see] this (x)\n"),
        ("<p>see <a href=/a>\n one\n</a> <a href=/b> <b>two</b> </a>\n too", "see [one](/a) [two](/b) too\n"),
        ("<p>on<a href=/a> one </a>too,<i> <a href=/b> two</a></i>", "on [one](/a) too, [two](/b)\n"),
        ("<p>at <a href=mailto:a@b.de> a@b.de </a> now", "at a@b.de now\n"),
        ("<p>at&nbsp;<a href=/a>&nbsp;one</a>", "at\u00a0\u00a0[one](/a)\n"),
        ("<p>one <a href=/a> <br> two <br> </a> six", "one\n[two](/a)\nsix\n"),
        ("<pre>one  <a href=/a>  two  </a>  six</pre>", "one    [two](/a)    six\n"),
        ("<a href='tel:+4912'>+49 12</a>", "+49 12\n"),
        ("<a href='javascript:void(0)'>menu</a>", "[menu](javascript:void(0))\n"),
        ("<p>a<br>b<br/>\n<br>c", "a\nb\n\nc\n"),
        ("&lt;b&gt;&amp;amp;&#x41;&notin;&#xD800;&#0;", "<b>&amp;A∉\ufffd\ufffd\n"),
        ("<p>a\0b\x01\u202e\u2066c", "ab\x01\u202e\u2066c\n"),
        ("<select><option>one<option>two</select>", "one\n\ntwo\n"),
        ("<details><summary>More</summary>inside</details>", "**More**\n\ninside\n"),
        ("<template>x</template><svg><text>y</text></svg><iframe>z</iframe><math><mi>m</mi></math>", "m\n"),
        ("<span style='display:block'>a</span><span>b</span>", "a\n\nb\n"),
        ("<textarea>a\n  b</textarea>", "a\n  b\n"),
        ("<q>said</q>", "“said”\n"),
        ("<div style='VISIBILITY: hidden'>x</div>y", "y\n"),
        ("<div hidden=until-found>x</div>", "x\n"),
        ("", ""),
        ("<!-- only a comment -->", ""),
        ("<frameset><frame src=a.html></frameset>", ""),
    ],
)
def test_small_pages(source: str, said: str) -> None:
    assert text(source) == said


@pytest.mark.parametrize(
    ("content", "said", "encoding", "note"),
    [
        (b"<p>f\xc3\xb6r", "för", "utf-8", ""),
        (b"\xef\xbb\xbf<meta charset=latin1><p>f\xc3\xb6r", "för", "utf-8", ""),
        ("\ufeff<p>för".encode("utf-16-le"), "för", "utf-16-le", ""),
        (b"<meta charset='ISO-8859-1'><p>f\xf6r \x80", "för €", "cp1252", ""),
        (
            b"<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=shift_jis'><p>\x8c\xc2",
            "個",
            "cp932",
            "",
        ),
        (b"<?xml version='1.0' encoding='iso-8859-2'?><p>\xb1", "ą", "iso8859-2", ""),
        (b"<!-- <meta charset=koi8-r> --><p>f\xc3\xb6r", "för", "utf-8", ""),
        (
            b"<meta charset=latin1><p>f\xc3\xb6r",
            "för",
            "utf-8",
            "says that it is written in latin1, but it is UTF-8",
        ),
        (b"<meta charset=utf-8><p>f\xf6r", "f\ufffdr", "utf-8", "1 place does not fit"),
        (b"<meta charset=utf-16><p>f\xc3\xb6r", "för", "utf-8", ""),
    ],
)
def test_a_page_is_decoded_as_browsers_do(content: bytes, said: str, encoding: str, note: str) -> None:
    parsed = html.parse(content, None)
    assert parsed.text == said + "\n"
    assert parsed.encoding == f"html {encoding}"
    assert note in " ".join(parsed.notes)
    assert bool(note) is bool(parsed.notes)


@pytest.mark.parametrize("content", [b"<p>f\xf6r", b"<meta charset=klingon><p>f\xf6r"])
def test_an_encoding_that_nobody_says_is_asked_for(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(content)
    with pytest.raises(UnknownEncodingError, match=r"“page\.html”: The page .* --encoding cp1252"):
        read(tmp_path / "page.html")
    chosen = read(tmp_path / "page.html", "cp437")
    assert (chosen.text, chosen.encoding, chosen.content) == ("f÷r\n", "html cp437", content)
    with pytest.raises(BadInputError, match="“klingon” is not an encoding"):
        parse("page.html", content, "klingon")


def test_what_is_nested_too_deeply_is_refused() -> None:
    assert text("<div>" * (limits.DEEPEST - 10) + "x") == "x\n"
    with pytest.raises(BadInputError, match="nested more than 5,000 deep"):
        text("<div>" * (limits.DEEPEST + 10) + "x")
