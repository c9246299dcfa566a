"""A lawyer finds the place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.text.structure import Structure
from tests.text.any_text import texts

POLICY = """\
Preamble.

And more.

# Privacy

We do. You may.

## 4.2 Use

First.

Second, namely:

• one
• two
  1. inner
  7. odd
• three

Third.

## 4.3 Rights

• alone

## Types of Cookies

None.

## Section 9

Nine.

## Article 10: Last

Ten.

## Annex A

Vendors.

## What information do we collect about you and how do we collect it, and why?

All of it, as
follows: ever.

## What information do we collect about you and how do we sell it?

All.

## Types of Cookies

Some.
"""


def cite(first: str, last: str | None = None, text: str = POLICY) -> str:
    start = text.index(first)
    until = last or first
    return Structure(text).citation(start, text.index(until, start) + len(until))


@pytest.mark.parametrize(
    ("first", "last", "cited"),
    [
        ("Preamble", None, "¶1"),
        ("And", None, "¶2"),
        ("Privacy", None, "“Privacy” heading"),
        ("You may", None, "“Privacy” ¶1"),
        ("4.2 Use", None, "§4.2 heading"),
        ("Second", None, "§4.2 ¶2"),
        ("one", None, "§4.2 ¶2 item 1"),
        ("inner", None, "§4.2 ¶2 item 2.1"),
        ("odd", None, "§4.2 ¶2 item 2.7"),
        ("three", None, "§4.2 ¶2 item 3"),
        ("Third", None, "§4.2 ¶3"),
        ("alone", None, "§4.3 item 1"),
        ("None", None, "“Types of Cookies” (1st) ¶1"),
        ("Some", None, "“Types of Cookies” (2nd) ¶1"),
        ("Nine", None, "§9 ¶1"),
        ("Ten", None, "Article 10 ¶1"),
        ("Vendors", None, "Annex A ¶1"),
        ("All of it", None, "“What information do we collect about…” (1st) ¶1"),
        ("All.", None, "“What information do we collect about…” (2nd) ¶1"),
        ("First", "Second", "§4.2 ¶1 – ¶2"),
        ("Second", "three", "§4.2 ¶2 – item 3"),
        ("one", "inner", "§4.2 ¶2 item 1 – item 2.1"),
        ("one", "Third", "§4.2 ¶2 item 1 – ¶3"),
        ("Third", "alone", "§4.2 ¶3 – §4.3 item 1"),
        ("Preamble", "We do", "¶1 – “Privacy” ¶1"),
        ("4.2 Use", "First", "§4.2 heading – ¶1"),
        ("4.2 Use", "Third.", "§4.2"),
        ("## 4.2 Use", "Third.", "§4.2"),
        ("Annex A", "Vendors.", "Annex A"),
        ("All of it", "All.", "“What information do…” (1st) ¶1 – “What information do…” (2nd) ¶1"),
    ],
)
def test_places(first: str, last: str | None, cited: str) -> None:
    assert cite(first, last) == cited or (len(cited) > 60 and len(cite(first, last)) <= 60)


def test_all_words_are_cited_as_a_range_too() -> None:
    """“The whole policy” is what an annotation without spans stands on."""
    structure = Structure(POLICY)
    cited = structure.citation(0, len(POLICY))
    assert cited == structure.citation(0, len(POLICY) - 1)
    assert " – " in cited
    assert Structure("One.\n\nTwo.\n").citation(0, 12) == "¶1 – ¶2"
    assert Structure("").citation(0, 0) == Structure(" \n").citation(0, 1) == "no words"


def test_the_space_around_belongs_to_the_nearest_words() -> None:
    text = "One.\n\n\nTwo.\n\n\n"
    structure = Structure(text)
    assert structure.citation(4, 5) == "¶1"
    assert structure.citation(4, 8) == "¶2"
    assert structure.citation(3, 7) == "¶1"
    assert structure.citation(len(text) - 1, len(text)) == "¶2"
    assert Structure("\n\nOne.\n\nTwo.").citation(0, 1) == "¶1"


def test_a_rule_is_cited_by_what_stands_above() -> None:
    assert cite("---", text="---\n\nOne.") == "before ¶1"
    assert cite("***", text="One.\n\n***\n\nTwo.") == "¶1"
    assert cite("***", "+++", text="One.\n\n***\n\n+++\n\nTwo.") == "¶1"


def test_numbered_clauses_are_cited_by_their_number() -> None:
    text = (
        "1. Scope\n\n1.1 We do it.\n\n(a) one;\n\n(b) two.\n\nMore.\n\n1.2 You do it.\n\n"
        "2. Use\n\nAll.\n\n1.1 Odd words.\n"
    )
    assert cite("We do", text=text) == "§1.1 (1st) ¶1"
    assert cite("two", text=text) == "§1.1 (1st) ¶1 item b"
    assert cite("More", text=text) == "§1.1 (1st) ¶2"
    assert cite("You", text=text) == "§1.2 ¶1"
    assert cite("Odd", text=text) == "§1.1 (2nd) ¶1"


def test_a_contents_does_not_take_the_numbers_of_its_headings() -> None:
    text = "1. One\n2. Two\n2.1 Sub\n3. End\n\n2. Two\n\nAll.\n\n2.1 Sub\n\nText.\n"
    assert cite("Sub", text=text) == "item 2.1"
    assert cite("Text", text=text) == "§2.1 ¶1"


@pytest.mark.parametrize(
    ("count", "cited"), [(3, "“Use” (3rd) ¶1"), (11, "“Use” (11th) ¶1"), (22, "“Use” (22nd) ¶1")]
)
def test_namesakes_are_counted(count: int, cited: str) -> None:
    text = "## Use\n\nAll.\n\n" * count
    assert Structure(text).citation(len(text) - 6, len(text) - 3) == cited


@given(texts(), st.data())
def test_every_citation_is_short_and_says_something(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert 0 < len(Structure(text).citation(start, end)) <= 60


def test_two_long_titles_are_cut_until_both_fit() -> None:
    title = "Donaudampfschifffahrtsgesellschaftskapitänspatentverordnung"
    text = f"# {title} eins\n\nA.\n\n# {title} zwei\n\nB.\n" * 120
    cited = Structure(text).citation(len(text) // 2, len(text) - 2)
    assert len(cited) <= 60
    assert " – " in cited


def test_a_citation_that_cannot_be_short_is_cut() -> None:
    deep = "".join(f"{' ' * depth}• We do.\n" for depth in range(12))
    text = f"# Privacy\n\n{deep}\n# Cookies\n\n{deep}"
    cited = cite("• We do.\n\n# Cookies", deep.strip(), text=text)
    assert cited == "“Privacy” item 1.1.1.1.1.1.1.1.1.1.1.1 – “Cookies” item 1.1…"
