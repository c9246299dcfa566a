"""The lexer for policy text: exact on any text, the same from any line start, right about what things are."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.lexers import get_lexer_by_name
from pygments.token import Generic, Keyword, Literal, Name, Punctuation, Text

from annotator.detection.lexer import PolicyLexer, tokens

CORPUS = Path(__file__).parents[2] / "corpus"

# fmt: off
_PIECES = st.sampled_from([
    "\n", "\r\n", "\r", " ", "  ", "\t", "\u00a0", "\u2028", "\ufeff", "\x00", "😀", "é", "ש", "a", "We", ".",
    "Privacy", "# ", "## ", "====", "----", "* ", "• ", "1. ", "4.2 ", "(a) ", "**", "> ", "[", "](", ")",
    "![", "http://x", "www.", "@", "a@b.c", "[email protected]", " [at] ", "25 May 2018", "2018-05-25", "1/2",
    "Art. 6", "(1)", "(f)", " GDPR", "§ 1798.83", " Act 2018", "Data Protection", "“", "”", "(“", "”)", '"',
    " means ", "Regulation (EU) ", "2016/679",
])
# fmt: on
texts = st.one_of(st.text(), st.lists(_PIECES, max_size=40).map("".join))


def found(text: str, kind: object) -> list[str]:
    return [value for _, token, value in tokens(text) if token is kind]


@given(texts)
def test_tokens_are_the_text(text: str) -> None:
    position = 0
    for offset, _, value in PolicyLexer().get_tokens_unprocessed(text):
        assert offset == position
        assert value
        assert text.startswith(value, offset)
        position += len(value)
    assert position == len(text)


@given(texts)
def test_lexing_from_any_line_start_agrees(text: str) -> None:
    whole = {(offset, token, value) for offset, token, value in tokens(text)}
    for start in [index + 1 for index, char in enumerate(text) if char == "\n"]:
        assert {(offset + start, token, value) for offset, token, value in tokens(text[start:])} <= whole


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("# Privacy policy\n", "Privacy policy", Generic.Heading),
        ("####  1\\. What we store\n", "1\\. What we store", Generic.Subheading),
        ("About us, and you\n---\n", "About us, and you", Generic.Subheading),
        ("Privacy policy sv\r\n====\r\n", "Privacy policy sv", Generic.Heading),
        ("1. INTRODUCTION\n", "1. INTRODUCTION", Generic.Heading),
        ("4.2 How long we keep it\n", "4.2 How long we keep it", Generic.Subheading),
        ("IV. DATA RETENTION", "IV. DATA RETENTION", Generic.Heading),
        ("Article 5 Your rights", "Article 5 Your rights", Generic.Heading),
        ("Types of Cookies\n\n", "Types of Cookies", Generic.Subheading),
        ("What are your rights?", "What are your rights?", Generic.Subheading),
        ("**Who we are**", "Who we are", Generic.Subheading),
        ("Dein Recht auf Auskunft?", "Dein Recht auf Auskunft?", Generic.Subheading),
    ],
)
def test_headings(text: str, words: str, kind: object) -> None:
    assert found(text, kind) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "We keep it.",
        "Services:",
        "and the users of the site",
        "We may keep the data of users",
        "1. Name, job title, contact information",
        "  1. Access to information",
        "4.2 We keep your data for two years.",
        "a) Right of access",
        "* Home",
        "**We need this for these reasons:**",
        "=====",
        "---\n",
        "x" * 400 + "\n---",
    ],
)
def test_what_is_no_heading(text: str) -> None:
    assert found(text, Generic.Heading) == []
    assert found(text, Generic.Subheading) == []


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("  • Operate the service;", "  • "),
        ("* Home", "* "),
        ("- Home", "- "),
        ("1. Name, address", "1. "),
        ("1\\. Name, address", "1\\. "),
        ("(iv) our own marketing", "(iv) "),
        ("  (a) our own marketing", "  (a) "),
        ("4.2 We keep your data for two years.", "4.2 "),
        ("> quoted words", "> "),
        ("## Title", "## "),
        ("======", "======"),
        ("* * *", "* * *"),
    ],
)
def test_markers(text: str, marker: str) -> None:
    assert found(text, Punctuation.Marker) == [marker]


def test_a_link_shows_its_words_and_its_address() -> None:
    text = "our [User Agreement](https://kluje.com/en/a_(b)) and\n"
    assert [(kind, value) for _, kind, value in tokens(text)] == [
        (Text, "our "),
        (Punctuation, "["),
        (Name.Tag, "User Agreement"),
        (Punctuation, "]("),
        (Name.Attribute, "https://kluje.com/en/a_(b)"),
        (Punctuation, ")"),
        (Text, " and"),
        (Text, "\n"),
    ]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("see http://sopro.io.", "http://sopro.io"),
        ("(https://x.eu/a?b=c&d)", "https://x.eu/a?b=c&d"),
        ("at www.kjmgroup.co.uk and", "www.kjmgroup.co.uk"),
        ("https://de.wikipedia.org/wiki/Cookie_(HTTP),", "https://de.wikipedia.org/wiki/Cookie_(HTTP)"),
    ],
)
def test_bare_addresses(text: str, address: str) -> None:
    assert found(text, Name.Attribute) == [address]


@pytest.mark.parametrize(
    ("text", "email"),
    [
        ("write to privacy@kallu.cc.", "privacy@kallu.cc"),
        ("mejl: dataskydd.ombud+x@före-tag.se,", "dataskydd.ombud+x@före-tag.se"),
        ("on: [email\u00a0protected].", "[email\u00a0protected]"),
        ("on: [email protected]", "[email protected]"),
        ("info [at] example [dot] com", "info [at] example [dot] com"),
        ("info(at)example.com", "info(at)example.com"),
    ],
)
def test_emails(text: str, email: str) -> None:
    assert found(text, Name.Entity) == [email]


DATES = """\
21/09/2013
25.05.2018
2018-05-25
2018.05.25
2 Jan 2014
1st January 2020
January 2, 2014
Sept. 3rd, 2021
25th day of May, 2018
June 2018
25. Mai 2018
1er janvier 2024
1 de enero de 2024
março de 2023
25 maj 2018
12 februari 2019
10 ottobre 2022
3 marca 2021
2024年1月1日"""


@pytest.mark.parametrize("date", DATES.splitlines())
def test_dates(date: str) -> None:
    assert found(f"updated on {date} by us", Literal.Date) == [date]


@pytest.mark.parametrize(
    "text", ["you may 2018 times", "version 1.2.3.4", "1/2", "ring 555-123-4567", "in 2018 we"]
)
def test_what_is_no_date(text: str) -> None:
    assert found(text, Literal.Date) == []


LAWS = """\
GDPR
UK GDPR
CCPA
DSGVO
RGPD
DPA 2018
Art. 6(1)(f)
Art. 6 Abs. 1 lit. f DSGVO
Article 6 (1) (f)
Article 13 of the GDPR
artículo 15 del RGPD
§ 1798.83
§ 26 BDSG
Section 1798.83
15 U.S.C. § 6501
Regulation (EU) 2016/679
Verordnung (EU) 2016/679
Directive 95/46/EC
Data Protection Act 1998
California Consumer Privacy Act of 2018
General Data Protection Regulation"""


@pytest.mark.parametrize("law", LAWS.splitlines())
def test_law_references(law: str) -> None:
    assert found(f"as the {law} says, we", Keyword) == [law]


@pytest.mark.parametrize(
    "text", ["an act of 2018", "see Section 4.2", "art 5 minutes", "GDPRX", "We act, and the Act"]
)
def test_what_is_no_law(text: str) -> None:
    assert found(text.replace("art 5", "part 5"), Keyword) == []


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ('our services ("Services") are', ['"Services"']),
        ("Klingit (“Vi” eller “Oss” eller “Vårt”) åtar", ["“Vi”", "“Oss”", "“Vårt”"]),
        ("“Personal Data” means any", ["“Personal Data”"]),
        ("‘We’ means The KJM Group", ["‘We’"]),
        ("(together, the “Site”)", ["“Site”"]),
        ("(nachfolgend „Dienst“) und", ["„Dienst“"]),
        ("such as “Google Sign-in” and “Other”", []),
        ("the controller's and users' data", []),
    ],
)
def test_terms_where_they_are_defined(text: str, terms: list[str]) -> None:
    assert found(text, Name.Class) == terms


def test_the_stronger_kind_wins_where_two_overlap() -> None:
    text = "see [the GDPR of 25 May 2018](https://x.eu/2018-05-25) now"
    assert found(text, Name.Tag) == ["the GDPR of 25 May 2018"]
    assert found(text, Keyword) == found(text, Literal.Date) == []


def test_pygments_finds_the_lexer_by_its_name() -> None:
    lexer = PolicyLexer()
    assert (lexer.name, lexer.aliases, lexer.filenames) == ("Privacy policy", ["policy"], [])
    assert "".join(value for _, value in lexer.get_tokens("\n# Title\nNo end")) == "\n# Title\nNo end"


def test_the_plug_in_is_registered_where_the_package_is_installed() -> None:
    from importlib.metadata import entry_points

    if not any(point.name == "policy" for point in entry_points(group="pygments.lexers")):
        pytest.skip("annotator is not installed here, only on the path")
    assert isinstance(get_lexer_by_name("policy"), PolicyLexer)


def test_the_shipped_policies() -> None:
    manifest = json.loads((CORPUS / "manifest.json").read_text(encoding="utf-8"))
    assert manifest
    for path in sorted(CORPUS.glob("*.[tm][xd]*")):
        text = path.read_bytes().decode("utf-8-sig")
        kinds = {kind for _, kind, _ in tokens(text)}
        assert "".join(value for _, _, value in tokens(text)) == text
        assert Punctuation.Marker in kinds
        assert kinds & {Generic.Heading, Generic.Subheading}
