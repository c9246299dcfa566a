"""The coverage table: what it says of known policies, and what it says nothing about."""

import time
from collections import Counter

import pytest

from annotator.detection.coverage import absent, coverage
from annotator.detection.cues import languages, topics
from annotator.detection.disclosures import ITEMS, Regime
from annotator.detection.rules.disclosure.examples import complete, without
from annotator.detection.subject import Subject
from annotator.detection.verdict import Verdict
from tests.gold.disclosures import Policy, policies

GOLD = tuple(policies())
SPECIAL = {"source"}


def _counted(gold: tuple[Policy, ...]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for policy in gold:
        found = {each.item: each.verdict for each in coverage(Subject(policy.text))}
        for item, verdict in policy.verdicts.items():
            absent = found.get(item) is Verdict.ABSENT
            if absent or verdict is Verdict.ABSENT:
                counts[
                    "right" if absent and verdict is Verdict.ABSENT else "wrong" if absent else "missed"
                ] += 1
    return counts


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "sv", "it", "nl"])
def test_nine_in_ten_verdicts_are_right_in_each_language(language: str) -> None:
    counts = _counted(tuple(each for each in GOLD if each.language == language))
    assert counts["right"] / (counts["right"] + counts["wrong"]) >= 0.9
    assert counts["right"] / (counts["right"] + counts["missed"]) >= 0.9


@pytest.mark.parametrize("folder", ["held-out", "blind-a", "blind-b"])
def test_nine_in_ten_are_right_of_policies_in_other_words(folder: str) -> None:
    counts = _counted(tuple(policies(folder)))
    assert counts["right"] / (counts["right"] + counts["wrong"]) >= 0.9
    assert counts["right"] / (counts["right"] + counts["missed"]) >= 0.9


AMERICAN = (
    "This privacy policy says how Acme Inc. handles personal information. We collect your name and email "
    "address and use your information to send you what you ordered. You may ask for a copy of it. "
)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("We follow the GDPR.", True),
        ("Visitors from the European Economic Area have more rights.", True),
        ("See https://acme.example/eu/privacy and https://acme.example/eu/cookies for maps.", False),
        ("Please also see our supplement for residents of the European Economic Area.", False),
        ("Our parcels go to the European Union.", False),
    ],
)
def test_a_law_is_not_taken_from_an_address_or_a_link(words: str, named: bool) -> None:
    table = coverage(Subject(AMERICAN * 8 + words))
    assert table
    assert any(Regime.GDPR in each.regimes for each in table) is named


def test_a_policy_that_does_not_call_itself_one_is_told_by_the_words_of_the_trade() -> None:
    found = [bool(coverage(Subject(each.text))) for each in policies("blind-a")]
    assert all(found)


@pytest.mark.parametrize("policy", GOLD, ids=lambda policy: policy.name)
def test_the_scope_is_told_from_the_words(policy: Policy) -> None:
    table = coverage(Subject(policy.text))
    scope = {regime for each in table for regime in each.regimes}
    british = {Regime.GDPR, Regime.UK}
    assert scope == policy.scope or (scope & british and scope | british == policy.scope | british)


@pytest.mark.parametrize("policy", GOLD, ids=lambda policy: policy.name)
def test_evidence_is_a_sentence_of_the_text(policy: Policy) -> None:
    for each in coverage(Subject(policy.text)):
        assert bool(each.evidence) == (each.verdict in {Verdict.PRESENT, Verdict.UNCLEAR})
        assert all(policy.text[start:end].strip() for start, end in each.evidence)
        assert all(0 <= start < end <= len(policy.text) for start, end in each.evidence)
        assert bool(each.source) == (each.verdict is not Verdict.NOT_APPLICABLE)
        assert bool(each.reason) == (each.verdict in {Verdict.UNCLEAR, Verdict.NOT_APPLICABLE})


_OPENING = (
    "# Privacy policy\n\nThe GDPR applies to the personal data that we, Acme Ltd, process about you.\n\n"
)


@pytest.mark.parametrize(
    ("item", "passing", "saying"),
    [
        (
            "access",
            "You are responsible for your password and may restrict access to your account.",
            "You have the right to request access to your personal data.",
        ),
        (
            "recipients",
            "Security measures protect your data from loss and unauthorised disclosure by third parties.",
            "We share your data with couriers and other service providers.",
        ),
        (
            "transfers",
            "If you are under 18 and reside in the United States, you may ask us to process no data.",
            "Your data are transferred to the United States.",
        ),
        (
            "categories",
            "California law permits you to request the categories of personal information that we collect.",
            "We collect your name, your e-mail address and your IP address.",
        ),
    ],
)
def test_the_sentence_that_says_it_is_quoted_and_not_one_that_shares_its_words(
    item: str, passing: str, saying: str
) -> None:
    filler = "Our personal data page is about privacy and about data protection. " * 20
    text = f"{_OPENING}{passing}\n\n{filler}\n\n{saying}\n"
    found = next(each for each in coverage(Subject(text)) if each.item == item)
    assert found.verdict is Verdict.PRESENT
    assert [text[start:end] for start, end in found.evidence] == [saying]
    alone = next(each for each in coverage(Subject(text.replace(saying, ""))) if each.item == item)
    assert alone.verdict is not Verdict.PRESENT


@pytest.mark.parametrize(
    "said",
    [
        "our processors include Prospect Global Ltd.",
        "disclosure of Your data will be limited to our employees.",
        "Vi behandlar uppgifter om din upplevelse. Vi delar dem inte.",
    ],
)
def test_a_processor_is_not_the_controller_nor_is_a_word_like_a_legal_form(said: str) -> None:
    filler = "Our personal data page is about privacy and about data protection. " * 20
    text = f"# Privacy policy\n\nUnder the GDPR {said}\n\n{filler}"
    assert next(iter(coverage(Subject(text)))).verdict is not Verdict.PRESENT


@pytest.mark.parametrize("policy", GOLD, ids=lambda policy: policy.name)
def test_the_rules_have_the_absences_of_the_table(policy: Policy) -> None:
    subject = Subject(policy.text)
    table = {each.item: each.source for each in coverage(subject) if each.verdict is Verdict.ABSENT}
    assert absent(subject) == table


def test_every_item_is_in_the_table_once() -> None:
    table = coverage(Subject(complete("en")))
    assert [each.item for each in table] == [item.id for item in ITEMS]


def test_an_item_of_another_law_does_not_apply_and_the_table_says_why() -> None:
    table = {each.item: each for each in coverage(Subject(complete("en")))}
    assert table["ca-agent"].verdict is Verdict.NOT_APPLICABLE
    assert "California" in table["ca-agent"].reason
    assert table["complaint"].source == "GDPR Art. 13(2)(d)"


def test_the_united_kingdom_has_its_own_source() -> None:
    text = complete("en").replace("under the GDPR", "under the UK GDPR")
    table = {each.item: each for each in coverage(Subject(text))}
    assert "UK GDPR" in table["complaint"].source


@pytest.mark.parametrize(
    "text",
    ["", "# Privacy policy\n\nWe keep your personal data for a year.", "Our lamps are made of birch. " * 100],
)
def test_what_is_no_policy_or_hardly_one_has_no_table(text: str) -> None:
    assert coverage(Subject(text)) == ()


def test_rights_of_californians_are_not_those_of_europeans() -> None:
    text = (
        without("en", "erasure")
        + "\n\n# California residents\n\nYou have the right to deletion of your data."
    )
    table = {each.item: each.verdict for each in coverage(Subject(text))}
    assert table["erasure"] is Verdict.ABSENT
    assert table["ca-delete"] is Verdict.PRESENT


def test_a_heading_alone_announces_no_transfer() -> None:
    text = without("en", "transfers") + "\n\n# Transfers to third countries\n\nNone are made."
    table = {each.item: each.verdict for each in coverage(Subject(text))}
    assert table["transfers"] is Verdict.PRESENT
    assert table["safeguards"] is Verdict.NOT_APPLICABLE


@pytest.mark.parametrize("language", sorted(languages()))
def test_every_language_knows_every_european_item(language: str) -> None:
    known = topics(language)
    wanted = {item.id for item in ITEMS if item.article}
    wanted |= {item.needs for item in ITEMS if item.article and item.needs}
    assert wanted <= set(known)
    for name, topic in known.items():
        for line in (*topic.says, *topic.hints):
            assert all(needle.word for needle in line.needles), name


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "your rights ",
        "consent\n",
        "right to access your data ",
        "we keep your data as long as ",
        "@a.b ",
        "](contact",
    ],
)
def test_the_time_is_linear_in_the_length(piece: str) -> None:
    def seconds(length: int) -> float:
        subject = Subject(complete("en") + "\n\n" + piece * (length // len(piece)))
        assert subject.paragraphs
        started = time.process_time()
        coverage(subject)
        return time.process_time() - started

    assert seconds(800_000) < 8 * max(seconds(200_000), 0.1)
