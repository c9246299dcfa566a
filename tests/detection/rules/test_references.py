"""What the golden examples of the references do not show: traps of real pages, messages, long texts."""

from datetime import date

import pytest

from annotator.detection.rules.references import RULES
from annotator.detection.scan import scan
from annotator.detection.subject import Subject


def _found(text: str, rule: str = "", file_name: str = "") -> list[tuple[str, str]]:
    findings = scan(text, rules=RULES, file_name=file_name, as_of=date(2026, 11, 22))
    return [(each.rule, text[each.start : each.end]) for each in findings if rule in {"", each.rule}]


@pytest.mark.parametrize(
    "text",
    [
        "See [privacy](/privacy), [cookies](#cookies), [top](../index.html), [terms](terms.html).",
        "The address begins with https:// (the s stands for secure), or with “http://”.",
        "Le nom du site commence par https:// (où le s signifie sécurisé).",
        "Write to privacy@example.org, or call +44 20 7946 0000.",
        "![logo](data:image/gif;base64,R0lGODlhAQABAAAAACH5)",
        "An [older version](https://web.archive.org/web/20220628035235mp_/https://example.org/) is kept.",
        "| [www.facebook.com](https://cookiepedia.co.uk/host/www.facebook.com) | session |",
        "See [the principles](https://aka.ms/RAI) and [the list](https://example.org/a%20b.pdf).",
        "See [how to](https://example.org/@user/post) and [chat](https://matrix.to/#/@user:example.org).",
        "Visit www.example.com, www.example.fr and www.example.co.uk/a,b.",
    ],
)
def test_what_real_pages_are_full_of_is_left_alone(text: str) -> None:
    assert _found(text) == []


def test_a_doubled_scheme_is_told_once() -> None:
    text = "Yahoo [https://www.yahoo.com/](http://https//www.yahoo.com/)"
    assert _found(text, "malformed-address") == [("malformed-address", "http://https//www.yahoo.com/")]


def test_a_mended_address_is_suggested() -> None:
    text = "Visit https:// example.com today."
    (finding,) = scan(text, rules=RULES)
    assert finding.suggestion == "https://example.com"
    assert finding.message == "A space divides the address “https:// example.com”."


def test_a_mended_e_mail_address_is_suggested() -> None:
    (finding,) = scan("Write to dpo @ example.org now.", rules=RULES)
    assert finding.suggestion == "dpo@example.org"


def test_a_mask_in_a_link_is_told_once() -> None:
    text = "Write to [[email protected]](/cdn-cgi/l/email-protection#a1b2), please."
    assert _found(text) == [("masked-email", "[email protected]")]


def test_a_section_of_another_document_is_not_missed() -> None:
    sections = "".join(f"## {number}. Part\n\nWords about it.\n\n" for number in range(1, 7))
    for words in (
        "section 13 of the GDPR",
        "Section 1798.100",
        "clause 14 of our Terms",
        "Section 7 (3) of the UWG",
    ):
        assert _found(f"{sections}You find this in {words}, as we have told you.") == []


def test_numbers_that_the_policy_does_not_head_are_not_missed_either() -> None:
    text = "".join(f"## {number}. Part\n\nWords about it.\n\n" for number in range(1, 7))
    assert _found(text + "7. In the end, see section 7 for what we have told you.", "missing-section") == []


def test_a_part_with_parts_may_name_itself() -> None:
    text = "## 1. One\n\nWords.\n\n## 2. Two\n\n2.1. First.\n\n2.2. As told in section 2, we keep nothing."
    assert _found(text, "section-refers-to-itself") == []


def test_a_heading_may_be_anywhere() -> None:
    text = 'Please see the "How to contact us" section.\n\n**How to contact us**\n\nWrite to us.'
    assert _found(text, "missing-heading") == []


_PIECES = [
    *(
        "[email protected",
        "[](",
        "[a](#)",
        "https://",
        "http:",
        "http:/a",
        "www.a.",
        "www.a,",
        "a@",
        "@@a.b",
        " @ a.com ",
    ),
    *(
        "click here ",
        "[x](www.a.b)",
        "bit.ly/",
        "Section 9 ",
        "see “A” below ",
        "the Company ",
        "(at)",
        "a (at) b.c ",
    ),
    *(
        "web.archive.org/",
        "https://web.archive.org/a ",
        "file:///",
        "google.com/privacy/ads",
        "Privacy Shield ",
        "\\[",
    ),
    *("https://a/www.b.c", "“A", "Flash ", "§ 15 TMG ", "1. a\n", "## 1. A\n\n"),
]


@pytest.mark.slow
@pytest.mark.parametrize("piece", _PIECES)
def test_long_texts_of_one_piece_end_soon(piece: str) -> None:
    subject = Subject(piece * (40_000 // len(piece)), as_of=date(2026, 11, 22))
    for rule in RULES:
        assert sum(1 for _ in rule.find(subject)) <= len(subject.text)
