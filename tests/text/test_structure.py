"""Headings, paragraphs, items and rules in texts of every make; what is selected at a caret."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from annotator.text.structure import BlockKind, Structure
from tests.text.any_text import texts

LETTERS = {BlockKind.HEADING: "h", BlockKind.PARAGRAPH: "p", BlockKind.ITEM: "i", BlockKind.RULE: "r"}


def outline(text: str) -> list[str]:
    """Kind, level and number of each block, and its words: ``h1 4.2 Cookies``."""
    return [
        " ".join(
            filter(
                None,
                (f"{LETTERS[block.kind]}{block.level or ''}", block.number, text[block.content : block.end]),
            )
        )
        for block in Structure(text).blocks
    ]


def kinds(text: str) -> str:
    return "".join(LETTERS[block.kind] for block in Structure(text).blocks)


@given(texts())
@example("")
@example("\ufeff")
@example("\u00a0\n\u2028 \f")
def test_blocks_cover_all_that_can_be_read(text: str) -> None:
    structure = Structure(text)
    at = 0
    for block in structure.blocks:
        assert at <= block.start <= block.content <= block.end
        assert block.start < block.end
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        assert not any(map(str.isalnum, text[at : block.start]))
        at = block.end
        assert (block.level > 0) == (block.kind in {BlockKind.HEADING, BlockKind.ITEM})
        assert block.number in text[block.start : block.content]
    assert not any(map(str.isalnum, text[at:]))
    assert structure.headings == tuple(one for one in structure.blocks if one.kind is BlockKind.HEADING)


@given(texts(), st.integers(0, 60))
def test_what_is_selected_at_a_caret_lies_around_it_or_next_to_it(text: str, offset: int) -> None:
    structure = Structure(text)
    offset = min(offset, len(text))
    block = structure.block_at(offset)
    spans = [structure.sentence_at(offset), structure.clause_at(offset), structure.section_at(offset)]
    if block is None:
        assert not structure.blocks
        assert spans == [(offset, offset)] * 3
        return
    for start, end in spans:
        assert text[start:end] == text[start:end].strip() != ""
    sentence, clause, section = spans
    if block.kind is not BlockKind.RULE:  # one that underlines a heading stands for that
        assert block.start <= sentence[0] <= sentence[1] <= block.end
        assert clause[1] == block.end
        assert section[0] <= clause[0] <= clause[1] <= section[1]


@given(texts())
def test_sentences_cover_the_words_of_every_block(text: str) -> None:
    structure = Structure(text)
    sentences = list(structure.sentences())
    assert sentences == sorted(sentences)
    for block in structure.blocks:
        inside = [span for span in sentences if block.start <= span[0] < block.end]
        assert inside[-1][1] == block.end
        assert inside[0][0] <= block.content
        covered = {at for start, end in inside for at in range(start, end)}
        assert all(text[at].isspace() for at in range(inside[0][0], block.end) if at not in covered)


@given(st.lists(st.sampled_from(["We do it.", "Cookies", "• one", "1. Two", "## Three", ""]), max_size=12))
def test_any_line_end_gives_the_same_structure(lines: list[str]) -> None:
    expected = outline("\n".join(lines))
    for end in ("\r\n", "\r", "\u2028", "\u2029", "\v", "\f", "\x85"):
        assert outline(end.join(lines)) == expected
    assert outline("\ufeff" + "\n".join(lines)) == expected or not lines or lines[0]
    assert outline("\n \u00a0\t\n".join(lines)) == outline("\n\n".join(lines))


@pytest.mark.parametrize(
    "blank", ["", " ", "\n\n", "\r\n", "\u00a0\u2003\u3000", "\ufeff", "\u200b\n\u200e", "\u2028"]
)
def test_blank_texts_have_no_blocks(blank: str) -> None:
    structure = Structure(blank)
    assert structure.blocks == structure.headings == ()
    assert structure.block_at(0) is None
    assert list(structure.sentences()) == []


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("# Privacy", "h1 Privacy"),
        ("### 4.2 Your data ###", "h3 4.2 Your data ###"),
        ("#### 1\\. Information that we collect", "h4 1 Information that we collect"),
        ("## Section 4: Cookies", "h2 4 Cookies"),
        ("1. INTRODUCTION", "h1 1 INTRODUCTION"),
        ("4.2 Retention", "h1 4.2 Retention"),
        ("4.2. Retention", "h1 4.2 Retention"),
        ("4) Retention", "h1 4 Retention"),
        ("1. Acme Inc. Policy", "h1 1 Acme Inc. Policy"),
        ("IV. Your rights", "h1 IV Your rights"),
        ("A. Your rights", "h1 A Your rights"),
        ("Section 4", "h1 4"),
        ("Section 4.2 – Cookies", "h1 4.2 Cookies"),
        ("SECTION IV. COOKIES", "h1 IV COOKIES"),
        ("Article 5 Retention", "h1 5 Retention"),
        ("§ 3", "h1 3"),
        ("§ 3a Löschung", "h1 3a Löschung"),
        ("Artikel 3 – Ihre Rechte", "h1 3 Ihre Rechte"),
        ("Annex B", "h1 B"),
        ("**Your rights**", "h1 Your rights**"),
        ("**2. Your rights:**", "h1 2 Your rights:**"),
        ("__Your rights__", "h1 Your rights__"),
        ("Types of Cookies", "h1 Types of Cookies"),
        ("What information do we collect about you and how do we collect it?", None),
        ("You have the right to object to us using your information for our own legitimate interests", None),
        ("COOKIE POLICY\u00a0 \u00a0", "h1 COOKIE POLICY"),
        ("Contacting Us:", None),
        ("Google+", None),
        ("Hur använder vi dina personuppgifter?", None),
        ("Änderungen dieser Erklärung", None),
        ("Politique de confidentialité", None),
        ("Qui sommes-nous ?", None),
        ("¿Qué datos recogemos?", None),
        ("我们收集的信息", None),
        ("سياسة الخصوصية", None),
    ],
)
def test_lines_that_are_headings(line: str, heading: str | None) -> None:
    found = outline(f"We respect you.\n\n{line}\n\nThis is what we do with it.\n")
    assert found[1:] == [heading or f"h1 {line}", "p This is what we do with it."]


@pytest.mark.parametrize(
    ("line", "block"),
    [
        ("We care about you.", "p"),
        ("We may use your information for the following:", "p"),
        ("back to top", "p"),
        ("“First-party Cookies” – Cookies that are placed by Us on your device", "p"),
        ("Completing our form https://example.com/contact", "p"),
        ("Write to privacy@example.com", "p"),
        ("This Privacy Policy was last updated on 21/09/2013", "p"),
        ("Effective May 2018", "p"),
        ("Last updated: yesterday", "p"),
        ("We collect it. You may object", "p"),
        ("© Acme", "p"),
        ("Phone 020 7946 0000", "p"),
        ("Home | Privacy | Help", "p"),
        ("x", "p"),
        ("#", "p"),
        ("#hashtag", "p"),
        ("“", "p"),
        ("**When you visit our website we may collect the following information from you:**", "p"),
        ("**We never sell data.**", "p"),
        ("> Quoted words", "p"),
        ("Section 6 sets out our rules.", "p"),
        ("section 6 Rules", "p"),
        ("M. Dupont est responsable", "p"),
        ("9 Mylen Business Centre", "p"),
        ("A: Never", "p"),
        ("18 years and more, this is the rule.", "p"),
        ("(a. your name", "p"),
        ("(a) your name", "i1"),
        ("a) your name", "i1"),
        ("ii) your name", "i1"),
        ("(2) Your name", "i1"),
        ("1. We use it to bring you our service, and then we delete it.", "i1"),
        ("4.2 We use it to bring you our service.", "i1"),
        ("• Verify your identity", "i1"),
        ("– Verify your identity", "i1"),
        ("· Verify", "i1"),
        ("* Home", "i1"),
        ("+ Home", "i1"),
        ("o\tHome", "i1"),
        ("*Please note: we answer.", "p"),
        ("- - -", "r"),
        ("=====", "r"),
        ("***", "r"),
        ("• • •", "r"),
    ],
)
def test_lines_that_are_something_else(line: str, block: str) -> None:
    text = f"We respect you.\n\n{line}\n\nThis is what we do with it.\n"
    found = Structure(text).blocks[1]
    assert f"{LETTERS[found.kind]}{found.level or ''}" == block
    assert text[found.start : found.end] == line


def test_nothing_is_a_heading_that_heads_nothing() -> None:
    assert kinds("We do.\n\nAbout Us") == "pp"
    assert kinds("We do.\n\n1. About Us") == "pi"
    assert kinds("We do.\n\n# About Us") == "ph"


def test_underlined_titles_are_headings_and_the_line_a_rule() -> None:
    assert outline("[Acme](http://x)\n======\n\nText.\n\n2. Rights\n---\nText.\n\n=====\n") == [
        "h1 [Acme](http://x)",
        "r ======",
        "p Text.",
        "h2 2 Rights",
        "r ---",
        "p Text.",
        "r =====",
    ]
    long = "word " * 40
    assert kinds(f"{long}\n---\n") == "pr"
    assert kinds("• item\n---\n") == "ir"


def test_where_headings_are_marked_up_plain_lines_are_text() -> None:
    text = (
        "# A\n\nTypes of Cookies\n\nWe do.\n\n1. Name\n\nWe do.\n\n"
        "## B\n\n**Bold Line**\n\nWE DO IT\n\nWe do."
    )
    assert outline(text) == [
        "h1 A",
        "p Types of Cookies",
        "p We do.",
        "i1 1 Name",
        "p We do.",
        "h2 B",
        "h4 Bold Line**",
        "h3 WE DO IT",
        "p We do.",
    ]


def test_a_table_of_contents_is_a_list() -> None:
    contents = "1. Who we are\n{0}2. Data\n{0}2.1 Names\n{0}2.2 Other\n{0}3. Cookies\n\n"
    body = (
        "1. Who we are\n\nWe.\n\n2. Data\n\n2.1 Names\n\nAll.\n\n2.2 Other\n\nNone.\n\n3. Cookies\n\nNone.\n"
    )
    for space in ("", "\n", "   "):
        assert kinds("Contents\n\n" + contents.format(space) + body) == "h" + "iiiii" + "hphhphphp"
    assert kinds("Article 1 Scope\nArticle 2 Data\nArticle 3 Use\n\nArticle 1 Scope\n\nAll.") == "iiihp"


def test_two_numbered_titles_are_headings_only_when_they_stand_apart() -> None:
    assert kinds("1. Scope\n\n2. Data\n\nWe do.") == "hhp"
    assert kinds("1. Scope\n2. Data\n\nWe do.") == "iip"
    assert kinds("We use:\n\n1. Names\n\nWe do.") == "pip"


def test_clauses_with_numbers_are_items_under_their_heading() -> None:
    text = (
        "1. Definitions\n\n1.1 “We” means Acme Ltd.\n\n1.2 “Data” means:\n\n(a) names;\n\n(b) numbers:\n\n"
        "(i) old;\n\n(ii) new;\n\n(c) rest.\n\n1.3 Nothing else.\n\n2. Use\n\n2.1 We use it.\n"
    )
    assert [line.split(" ")[0] for line in outline(text)] == [
        "h1",
        "i1",
        "i1",
        "i2",
        "i2",
        "i3",
        "i3",
        "i2",
        "i1",
        "h1",
        "i1",
    ]


def test_a_number_without_a_dot_needs_a_neighbour() -> None:
    assert outline("4 Cookies\n\nNone.\n\n5 Your rights\n\nAll.\n\n9 High Street\n\nLeeds.") == [
        "h1 4 Cookies",
        "p None.",
        "h1 5 Your rights",
        "p All.",
        "p 9 High Street",
        "p Leeds.",
    ]


def test_a_mark_on_a_line_of_its_own_belongs_to_the_words_below() -> None:
    text = (
        "Article 13\n\nInformation to be given\n\nWe give:\n\n(a)\n\nthe name;\n\n(b)\nthe town.\n\n"
        "More:\n•\n\none\n\n2.\n3.\n\nrest.\n\n§ 4\n\nNo.\n\n5."
    )
    assert outline(text) == [
        "h1 13 Information to be given",
        "p We give:",
        "i1 a the name;",
        "i1 b the town.",
        "p More:",
        "i1 one",
        "p 2.",
        "i1 3 rest.",
        "h1 4",
        "p No.",
        "p 5.",
    ]


def test_letters_lead_up_to_each_other() -> None:
    assert outline("A. Scope\n\nAll.\n\nB. Use\n\nAll.")[2] == "h1 B Use"
    assert outline("(h) one\n(i) two\n(j) three")[1] == "i1 i two"
    assert outline("IV. Scope\n\nAll.\n\nV. Use\n\nAll.")[2] == "h1 V Use"
    assert outline("All.\n\nV. Lindqvist\n\nAll.")[1] == "p V. Lindqvist"


def test_items_nest_by_indent() -> None:
    text = "• a\n  – b\n  – c\n    1. d\n• e\n   • f\n  • g\n"
    assert [block.level for block in Structure(text).blocks] == [1, 2, 2, 3, 1, 2, 2]
    assert kinds("  • a\n\n  lead\n\n  • b") == "ipi"


def test_a_menu_is_not_an_outline() -> None:
    assert kinds("Home\n\nAbout us\n\nBlog\n\nWe do.\n") == "pppp"
    assert kinds("Home\n\nAbout us\n\nBlog\n\nPrivacy Policy\n\nWe do.\n") == "ppphp"
    assert kinds("Privacy\n\nPrivacy Policy\n\nWhy do we?\n\nWe do.\n") == "hhhp"


def test_levels_follow_the_kind_of_heading() -> None:
    text = (
        "Privacy\n\nWe do.\n\nPART I\n\nAll.\n\nRULES FOR ALL\n\nAll.\n\nArticle 1 Scope\n\nAll.\n\n"
        "1. Use\n\nAll.\n\n1.1 Names\n\nAll.\n\n**Bold**\n\nAll.\n\nPlain Words\n\nAll.\n"
    )
    assert [heading.level for heading in Structure(text).headings] == [1, 1, 2, 3, 4, 5, 6, 7]


WRAPPED = """\
Introduction
This policy explains what we do with your personal data and how we
collect it when you visit. It applies to everybody who comes to us, and
to nobody else.
We keep:
  - your name, and the name of your company when
    you have one;
  - your address, as far as it is needed for us to bring you what you
bought.

Further words follow here that are pursuant to Article 6 and Section
4.2 of the law, without any other break between them than that of the
- page.
"""


def test_a_hard_wrapped_text_keeps_its_paragraphs_together() -> None:
    assert kinds(WRAPPED) == "hppiip"
    blocks = Structure(WRAPPED).blocks
    assert WRAPPED[blocks[1].start : blocks[1].end].endswith("to nobody else.")
    assert WRAPPED[blocks[4].start : blocks[4].end].endswith("\nbought.")
    assert WRAPPED[blocks[5].start : blocks[5].end].count("\n") == 2


def test_in_a_text_that_is_not_wrapped_every_line_is_a_paragraph() -> None:
    long = "We use your data in order to bring you the goods that you have ordered. " * 3
    assert (
        kinds(f"{long}\nShort one.\n{long}\nUse of Data\n{long}\nYou may:\n• go\nWe do it.\n") == "ppphppip"
    )
    assert kinds(f"{long}\n• go\nInformation we collect\n\n{long}") == "pihp"
    assert kinds(f"{long}\n\nwords that go on\nin small letters\n") == "pp"


def test_capitals_head_the_line_below_but_no_further_capitals() -> None:
    assert kinds("PRIVACY POLICY\nLast revised: 2020\n\nWe do.") == "hpp"
    assert kinds("ACME LIMITED\nHIGH STREET\n\nWe do.") == "ppp"


def test_quoted_lines_stay_together() -> None:
    text = "> We do\n> what we do.\n\nYes."
    assert outline(text) == ["p We do\n> what we do.", "p Yes."]


def test_a_section_ends_at_the_next_heading_of_its_level() -> None:
    text = "Before.\n\n# One\n\nA.\n\n## 1.1 Two\n\nB.\n\n# Three\n\nC.\n"

    def section(words: str) -> str:
        start, end = Structure(text).section_at(text.index(words))
        return text[start:end]

    assert section("Before") == "Before."
    assert section("One") == section("A.") == "One\n\nA.\n\n## 1.1 Two\n\nB."
    assert section("Two") == section("B.") == "1.1 Two\n\nB."
    assert section("C.") == "Three\n\nC."
    assert Structure("A.\n\nB.").section_at(0) == (0, 6)


def test_a_caret_between_blocks_belongs_to_the_following_one() -> None:
    text = "  One. Two.\n\n\n• Three.\n\n---\n\nFour.\n\n***\n"
    structure = Structure(text)

    def at(offset: int) -> tuple[str, str]:
        spans = structure.sentence_at(offset), structure.clause_at(offset)
        return text[slice(*spans[0])], text[slice(*spans[1])]

    assert at(0) == at(2) == at(6) == ("One.", "One. Two.")
    assert at(7) == at(11) == ("Two.", "One. Two.")
    assert at(12) == at(14) == at(len("  One. Two.\n\n\n• Three.")) == ("Three.", "Three.")
    assert at(text.index("---")) == ("---", "Four.")
    assert at(len(text)) == ("***", "***")


def test_selections_start_with_words_or_their_number() -> None:
    text = "## 1\\. **Scope**\n\n• We do.\n\n> We don’t.\n\n(a) We may.\n"
    structure = Structure(text)
    words = [text[slice(*structure.clause_at(block.start))] for block in structure.blocks]
    assert words == ["1\\. **Scope**", "We do.", "We don’t.", "(a) We may."]
    assert structure.title(structure.headings[0]) == "Scope"


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "Ab. " * 250_000,
        "# " * 500_000,
        "- " * 500_000,
        "=" * 1_000_000,
        "1." * 500_000,
        "\r" * 10**6,
    ],
    ids=lambda text: text[:4],
)
def test_a_line_of_a_megabyte_is_one_block_at_most(text: str) -> None:
    structure = Structure(text)
    assert len(structure.blocks) <= 1
    assert len(structure.citation(10, 20)) <= 60


@pytest.mark.parametrize("line", ["Title\n\n", "- a\n", "1. a\n", "(i) a\n", "**A**\n", "A\n---\n", "A.\n"])
def test_very_many_blocks_are_no_trap(line: str) -> None:
    text = line * 20_000
    structure = Structure(text)
    assert len(structure.citation(len(text) // 2, len(text) // 2 + 1)) <= 60
    assert structure.section_at(len(text) // 2)[1] <= len(text)


def test_the_line_under_a_heading_is_part_of_it() -> None:
    text = "Your data\r\n  =========\r\nWe keep it. We sell it.\r\n\r\nRights\n---\n\n---\nAsk us.\n"
    structure = Structure(text)
    for offset in (text.index("===") + 3, text.index("==="), text.index("\r\n") + 1):
        assert structure.sentence_at(offset) == structure.clause_at(offset) == (0, 9)
    under = text.index("---")
    assert text[slice(*structure.clause_at(under))] == text[slice(*structure.sentence_at(under))] == "Rights"
    rule = text.rindex("---")
    assert text[slice(*structure.clause_at(rule))] == "Ask us.", "a rule of its own is passed over"
    title = Structure("# Title\n***\nText.")
    assert title.clause_at(9) == (12, 17)
