"""The rules about drafting on the policies that ship, on traps, and on hostile texts."""

import time

import pytest

from annotator.detection.rule import Finding, Tier
from annotator.detection.rules import drafting
from annotator.detection.scan import scan
from annotator.detection.subject import Subject
from annotator.places import corpus


def _found(text: str, file_name: str = "policy.md") -> list[Finding]:
    return scan(text, file_name=file_name, rules=drafting.RULES)


def _sure(text: str) -> list[tuple[str, str]]:
    return [(each.rule, text[each.start : each.end]) for each in _found(text) if each.tier is Tier.SURE]


def _shipped(name: str) -> str:
    return (corpus() / name).read_bytes().decode("utf-8")


@pytest.mark.parametrize(
    ("name", "rule", "words"),
    [
        ("kjm-group.txt", "sentence-cut-off", "obtaining a DBS check through"),
        ("klingit.txt", "sentence-cut-off", "databases and any other ."),
        ("klingit.txt", "empty-section", "Types of Cookies"),
        (
            "klingit.txt",
            "lead-in-without-list",
            "The following types of cookies may be used when You visit the Site:",
        ),
        ("klingit.txt", "doubled-compound", "kampanjkampanjer"),
    ],
)
def test_what_is_plainly_wrong_in_the_corpus_is_sure(name: str, rule: str, words: str) -> None:
    found = [(each, text) for each, text in _sure(_shipped(name)) if each == rule]
    assert any(words in text for _, text in found)


@pytest.mark.parametrize("name", ["kluje.txt", "clusterlinks.txt", "kallu.txt"])
def test_nothing_is_sure_where_nothing_is_plainly_wrong(name: str) -> None:
    assert _sure(_shipped(name)) == []


def test_a_capture_cut_into_lines_has_no_cut_off_sentences() -> None:
    text = (
        "# Privacy\n\nWe pass your data on to the carriers of our choice and to the\n\nbanks that "
        "handle the payment "
        "of what you buy in the\n\nshop, and to nobody else but the police and the\n\nCourts of the "
        "country.\n\n"
        "The owner of the shop and of the\n\nbrand is a company.\n"
    )
    assert _sure(text) == []


def test_an_item_that_ends_on_and_goes_on_in_the_next() -> None:
    assert _sure("# P\n\nWe may:\n\n- answer you; and\n- write to you; or\n- do neither of the two.\n") == []


def test_brackets_are_fields_where_one_certainly_is() -> None:
    text = "We are [Company Name], a [legal form] in [town], see [1] and [email protected]."
    assert [words for _, words in _sure(text)] == ["[Company Name]", "[legal form]", "[town]"]
    assert _sure("We are a [legal form] in [town].") == []


def test_links_by_reference_are_no_fields() -> None:
    assert (
        _sure("See [website] and [date].\n\n[website]: https://a.example\n[date]: https://b.example\n") == []
    )


def test_a_refrain_is_no_repetition() -> None:
    basis = "The legal basis is Article 6(1)(f) of the regulation: our interest in a shop that works."
    cookies = (f"## Cookie {number}\n\nIt counts visits.\n\n{basis}" for number in range(12))
    text = "\n\n".join(cookies)
    assert [each for each in _found(text) if each.issue == "duplicated-text"] == []


def test_two_documents_in_one_file_have_their_own_numbers() -> None:
    one = "\n\n".join(f"## {number}. Topic\n\nWords about it." for number in range(1, 6))
    assert [each for each in _found(f"# A\n\n{one}\n\n# B\n\n{one}") if each.issue == "numbering"] == []


def test_empty_and_blank_texts_have_no_findings() -> None:
    for text in ("", " ", "\n\n", "\ufeff", "a", ":", "#", "-", "1."):
        assert _found(text) == []


HOSTILE = {
    "one long word": "a",
    "brackets": "[",
    "fields": "[Company Name] ",
    "half fields": "[insert ",
    "words in brackets": "[ab] ",
    "escaped brackets": "\\[",
    "underscores": "_",
    "blanks": " ____ ",
    "stops": "the . ",
    "slashes": "ab cd / ",
    "doubled": "the the ",
    "many doubled": "",
    "colons": "the following:\n\n",
    "headings": "# A\n\n",
    "numbered": "1. A\n\n",
    "items": "- a, b and c of the\n",
    "copies": "We keep all of your data for as long as the law obliges us to keep the records of it.\n\n",
    "same endings": "",
    "samples": "XXX ABC Acme ",
    "braces": "{{",
    "angles": "<",
    "tables": "the table below ",
    "examples": "such as ",
    "dates": "DD/MM/ ",
    "commas": "a, ",
    "dashes": "xx.xx.",
    "compounds": "kampanjkampanj",
}


def _hostile(name: str, size: int) -> str:
    if name == "many doubled":
        return " ".join(f"w{chr(97 + i % 26)}{'b' * (i % 40)} " * 2 for i in range(size // 44))
    if name == "same endings":
        tail = "x " * 45 + "end of it all."
        return "\n\n".join(f"Number {i} {tail}" for i in range(size // 120))
    return HOSTILE[name] * (size // len(HOSTILE[name]))


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_takes_more_than_its_length_deserves(name: str) -> None:
    def seconds(size: int) -> float:
        subject = Subject(_hostile(name, size), file_name="policy.md")
        subject.paragraphs, subject.language, subject.addresses, subject.structure.headings  # noqa: B018
        start = time.process_time()
        for rule in drafting.RULES:
            for _ in rule.find(subject):
                pass
        return time.process_time() - start

    small, large = min(seconds(50_000) for _ in range(2)), seconds(400_000)
    assert large < 24 * small + 1.0
