"""What is said of names that are written nearly right, and that each listed form is found once."""

import json
from collections.abc import Iterator
from time import process_time

import pytest

from annotator import places
from annotator.detection.rule import Finding
from annotator.detection.rules import RULES
from annotator.detection.rules.language import names
from annotator.detection.scan import scan

_ENTRIES = json.loads((places.resources() / "names.json").read_text(encoding="utf-8"))["names"]
_MISSPELLING = [rule for rule in RULES if rule.issue == "misspelling"]


def said(text: str) -> list[tuple[str, str]]:
    return [(text[each.start : each.end], each.suggestion) for each in scan(text, rules=names.RULES)]


def misspellings(text: str) -> list[Finding]:
    return scan(text, rules=_MISSPELLING)


def _forms() -> Iterator[tuple[str, str, str]]:
    for entry in _ENTRIES:
        for kind in ("not", "perhaps", "bare"):
            for form in entry.get(kind, ()):
                yield kind, form, entry["name"]


def test_what_is_right_is_left_alone() -> None:
    for entry in _ENTRIES:
        for name in (entry["name"], entry["name"].upper(), entry["name"].lower()):
            assert said(f"We name the {name} and no other.") == [], name


def test_every_wrong_form_is_found_once_among_all_rules() -> None:
    for _, form, name in _forms():
        text = f"We comply with the {form} and with no other."
        found = misspellings(text)
        assert [(text[each.start : each.end], each.suggestion) for each in found] == [(form, name)], form


def test_a_form_stands_in_one_place_of_the_list() -> None:
    forms = [form for _, form, _ in _forms()]
    assert len(forms) == len(set(forms))
    assert not set(forms) & {entry["name"] for entry in _ENTRIES}


@pytest.mark.parametrize(
    ("text", "word", "right"),
    [
        ("The Federal Trade Commision may ask us.", "Commision", "Commission"),
        ("Data leave the European Economc Area.", "Economc", "Economic"),
        ("UNDER THE GENERAL DATA PROTECION REGULATION YOU MAY OBJECT.", "PROTECION", "PROTECTION"),
        ("We follow the General Data Protection Regulatoin.", "Regulatoin", "Regulation"),
        ("We use Google Analyics and Facebook.", "Analyics", "Analytics"),
        ("We are on Facebok and on LinkedIn.", "Facebok", "Facebook"),
        (
            "Écrivez à la Commission nationale de l’infomatique et des libertés.",
            "infomatique",
            "informatique",
        ),
        ("La Agencia Española de Proteción de Datos le atiende.", "Proteción", "Protección"),
        ("Under the General\nData Protecion\u00a0Regulation you may object.", "Protecion", "Protection"),
    ],
)
def test_a_misspelt_word_within_a_name_is_found_by_the_rest_of_it(text: str, word: str, right: str) -> None:
    assert said(text) == [(word, right)]


def test_without_the_rest_of_the_name_a_word_may_be_any() -> None:
    assert said("The Digital Adverting Group and the Data Proteccion Society agree.") == []


def test_a_word_that_the_spelling_finds_too_is_one_finding() -> None:
    assert [each.rule for each in misspellings("We tell the Glass and Glazing Fedration about it.")] == [
        "misspelt-name"
    ]
    assert len(misspellings("You may complain to the Information Comissioner of your country.")) == 1


def test_a_name_across_lines_and_in_other_quotes() -> None:
    text = "We know the Information Commissioners\nOffice and the California Consumer's\u00a0Privacy Act."
    assert [each for _, each in said(text)] == [
        "Information Commissioner's Office",
        "California Consumer Privacy Act",
    ]


def test_a_letter_that_grows_in_lower_case_hides_no_name() -> None:
    assert said("Write to us in İstanbul about the GPDR and Facebok.") == [
        ("GPDR", "GDPR"),
        ("Facebok", "Facebook"),
    ]


def test_one_wrong_name_is_not_reported_without_end() -> None:
    assert len(said("We comply with the GPDR.\n\n" * 50)) == 5


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "General Data Protection ",
        "General Data Protection Regulations",
        "Data Protecion Act ",
        "protecion ",
        "Fedration.org ",
        "facebok",
        "Information Commissioner’s ",
        "https://example.com/GPDR ",
    ],
)
def test_time_grows_with_the_length_only(piece: str) -> None:
    seconds = []
    for size in (100_000, 400_000):
        text = piece * (size // len(piece))
        start = process_time()
        said(text)
        seconds.append(process_time() - start)
    assert seconds[1] < max(1.0, 8 * seconds[0])
