"""The register of laws: its form, and how a text is judged by it."""

import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

from annotator import places
from annotator.detection.laws import FATES, Register, mentions, read, register, spelt
from annotator.detection.rules.references.superseded import RULES
from annotator.detection.scan import scan
from annotator.detection.subject import Subject
from annotator.problems import BadInputError

TODAY = date(2026, 11, 22)


def _messages(text: str, as_of: date = TODAY) -> list[str]:
    return [each.message for each in scan(text, rules=RULES, as_of=as_of)]


def test_the_register_fits_its_schema() -> None:
    folder = places.resources()
    schema = json.loads((folder / "schemas" / "laws.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads((folder / "laws.json").read_text(encoding="utf-8")), schema)


def test_every_entry_can_be_told_and_found() -> None:
    laws = register().laws
    assert len(laws) >= 35
    assert len({law.id for law in laws}) == len(laws)
    for law in laws:
        assert law.fate in FATES
        for pattern in law.patterns:
            words = pattern.replace("*", "0")
            assert any(
                each.law is law or each.end - each.start == len(words) for each in mentions(Subject(words))
            )


def test_the_longest_name_wins() -> None:
    (found,) = mentions(Subject("the Swiss-U.S. Privacy Shield Framework"))
    assert found.law.id == "swiss-privacy-shield"


def test_spaces_and_hyphens_are_alike() -> None:
    assert [each.law.id for each in mentions(Subject("the EU–U.S.\u00a0Privacy-\nShield"))] == [
        "privacy-shield"
    ]


def test_nothing_is_said_before_the_day() -> None:
    text = "Transfers to the United States are made under the Privacy Shield."
    assert _messages(text, date(2020, 7, 15)) == []
    assert _messages(text, date(2020, 7, 16))
    assert _messages("Sensitive data is protected under the SPDI Rules.") == []


def test_what_was_right_on_its_day_is_told_so() -> None:
    text = "Last updated: 25 May 2018\n\nTransfers to the United States are made under the Privacy Shield."
    (message,) = _messages(text)
    assert message.startswith(
        "“Privacy Shield” was in force when this policy was last updated (25 May 2018), but"
    )
    assert message.endswith(
        "on 16 July 2020; its successor is the EU–U.S. Data Privacy Framework (10 July 2023)."
    )


def test_a_month_is_told_as_a_month() -> None:
    assert "since June 2015" in _messages("Your payment is protected by SSL encryption.")[0]


@pytest.mark.parametrize(
    "text",
    [
        "Regulation (EU) 2016/679 of 27 April 2016 and repealing Directive 95/46/EC (GDPR) applies.",
        "le règlement (UE) 2016/679 abrogeant la directive 95/46/CE s'applique.",
        "der Verordnung (EU) 2016/679 zur Aufhebung der Richtlinie 95/46/EG (DSGVO)",
        "el Reglamento (UE) 2016/679, por el que se deroga la Directiva 95/46/CE, se aplica.",
        "förordning (EU) 2016/679 om upphävande av direktiv 95/46/EG gäller.",
        "Commission Decision 2000/518/EC pursuant to Directive 95/46/EC on adequacy",
        "The COPPA safe harbor programme of the FTC protects children.",
        "We de-identify data by the Safe Harbor method of HIPAA.",
        "We obey the Privacy and Electronic Communications (EC Directive) Regulations 2003.",
        "Marco Civil da Internet, Lei 12.965/2014, aplica-se.",
        "We rely on the EU-U.S. Data Privacy Framework.",
        "See https://example.org/privacy-Shield/Privacy Shield",
        "The Privacy Act 1988 and the Australian Privacy Principles allow a small fee for access.",
    ],
)
def test_traps(text: str) -> None:
    assert _messages(text) == []


def test_a_framework_that_is_called_history_once_is_not_held_against_the_rest() -> None:
    text = (
        "Privacy Shield was declared invalid in 2020.\n\nWe honour the promises we made under Privacy Shield."
    )
    assert _messages(text) == []


def test_one_finding_for_each_paragraph() -> None:
    text = "We joined Privacy Shield, and Privacy Shield protects you.\n\nSee Privacy Shield."
    assert len(_messages(text)) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[]", "not a register"),
        ("{", "not a register"),
        ('{"entries": [{"colour": "red"}]}', "colour"),
        ('{"entries": [3]}', "nothing is known"),
        ('{"entries": [{"id": "x"}]}', "x does not fit"),
    ],
)
def test_a_register_that_does_not_fit_says_where(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "laws.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadInputError, match=said):
        read(path)


def test_an_empty_register_finds_nothing() -> None:
    assert list(Register(()).mentions("Privacy Shield", ())) == []


def test_days_are_spelt() -> None:
    assert spelt(date(2018, 5, 1)) == "1 May 2018"


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["Shield ", "Privacy ", "95/46", "§ 15 ", "EU-", "Google +", "a small fee "]
)
def test_long_texts_of_one_piece_end_soon(piece: str) -> None:
    assert len(list(mentions(Subject(piece * (100_000 // len(piece)))))) <= 100_000
