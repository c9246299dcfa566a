"""What the rules about substance find in whole policies, and that they do so in linear time."""

import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from annotator.detection.literals import Sought
from annotator.detection.rule import Finding, Tier
from annotator.detection.rules import substance
from annotator.detection.rules.phrases import cues, sentences_with, whole_words
from annotator.detection.rules.substance import controllers, date_of_the_policy, periods
from annotator.detection.scan import scan
from annotator.detection.subject import Subject, folded

CORPUS = Path(__file__).parents[3] / "corpus"
TODAY = date(2026, 11, 22)


def found(text: str, rule: str = "", as_of: date = TODAY) -> list[Finding]:
    rules = [each for each in substance.RULES if rule in {"", each.id}]
    return scan(text, rules=rules, as_of=as_of)


def in_policy(name: str) -> dict[str, list[str]]:
    """The words found in a policy of the corpus, by rule."""
    text = (CORPUS / name).read_bytes().decode("utf-8-sig")
    words: dict[str, list[str]] = {}
    for each in found(text):
        words.setdefault(each.rule, []).append(text[each.start : each.end])
    return words


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(Subject(text).folded) == len(text)


def test_folding_keeps_offsets_where_lower_case_is_longer() -> None:
    assert Subject("İ’\u00a0ẞ“X*").folded == "?' ??x "[: len("İ’\u00a0ẞ“X*")]


@given(st.text(min_size=1), st.data())
def test_whole_words_only_moves_the_end(text: str, data: st.DataObject) -> None:
    end = data.draw(st.integers(1, len(text)))
    start, moved = whole_words(text, 0, end)
    assert start == 0
    assert 0 <= moved <= len(text)


def test_a_sentence_is_given_once_for_several_cues() -> None:
    text = "We never share your data, and we do not sell them, with or without your consent. We keep nothing."
    listed = cues({"en": ("never", "not sell", "without", "data")})
    assert [each.words[:8] for each in sentences_with(Subject(text), listed)] == ["we never"]


def test_a_sentence_in_another_language_has_no_part() -> None:
    text = "Wir geben Ihre Daten nicht weiter, und das gilt für alle, die mit uns zu tun haben."
    assert list(sentences_with(Subject(text), cues({"en": ("daten",)}))) == []


def test_the_builders_policy_is_older_than_its_text() -> None:
    words = in_policy("kjm-group.txt")
    assert words["law-after-the-policy"] == ["Data Protection Act 2018"]
    assert words["text-after-the-stamp"] == ["June 2018"]
    assert words["stamp-before-the-text"] == ["v.2.0 April 2018"]
    assert words["company-in-variants"] == ["The KJM Group Ltd"]
    assert "retention-without-period" not in words


def test_the_reseller_is_headed_by_another_brand() -> None:
    words = in_policy("clusterlinks.txt")
    assert words["brand-of-the-page-not-of-the-policy"] == ["iNetFusion"]
    assert words["stale-policy"] == ["This policy is effective from 2 Jan 2014"]
    assert words["consent-from-use"][0].startswith("When you use our website, you agree to us collecting")


def test_two_languages_in_one_policy_are_both_read() -> None:
    words = in_policy("klingit.txt")
    assert words["consent-with-data"][0].startswith("Genom att tillhandahålla din personliga information")
    assert len(words["retention-without-period"]) == 2
    assert words["vital-interests-misapplied"] == ["Vital Interests:\u00a0We may disclose Your information"]


@pytest.mark.parametrize(
    "name", ["kluje.txt", "kallu.txt", "klingit.txt", "kjm-group.txt", "clusterlinks.txt"]
)
def test_contradictions_show_both_places(name: str) -> None:
    text = (CORPUS / name).read_bytes().decode("utf-8-sig")
    pairs = [each for each in found(text) if each.issue == "contradiction"]
    assert pairs
    for each in pairs:
        assert each.tier is Tier.MAYBE
        assert each.other is not None
        assert each.other[1] <= each.start or each.end <= each.other[0]
        assert 0 <= each.other[0] < each.other[1] <= len(text)


def test_a_period_anywhere_makes_vague_retention_a_question() -> None:
    vague = "We retain your data for as long as necessary for the purposes set out in this policy.\n\n"
    assert [each.tier for each in found(vague)] == [Tier.SURE]
    assert [each.tier for each in found(f"{vague}# Invoices\n\nInvoices are kept for ten years.")] == [
        Tier.MAYBE
    ]
    assert found(f"{vague.strip()} Invoices are kept for ten years.") == []


def test_a_policy_is_judged_by_the_day_given() -> None:
    text = "Last updated: 3 March 2019\n\nWe care about your data."
    assert found(text, as_of=date(2020, 1, 1)) == []
    assert [each.rule for each in found(text, as_of=date(2025, 1, 1))] == ["stale-policy"]
    assert [each.rule for each in found(text, as_of=date(2018, 1, 1))] == ["update-in-the-future"]


def test_a_day_that_may_be_read_in_two_ways_is_not_called_future() -> None:
    assert found("Last updated: 03/12/2026", "update-in-the-future", date(2026, 11, 22)) == []
    assert len(found("Last updated: 13/12/2026", "update-in-the-future", date(2026, 11, 22))) == 1


@pytest.mark.parametrize(
    ("pattern", "openings"),
    [(periods._CRITERION, periods._OPENINGS), (controllers._LEGAL_ELSEWHERE, controllers._LEGAL_WORDS)],
    ids=["criterion", "legal"],
)
@settings(max_examples=400)
@given(data=st.data())
def test_what_is_tried_at_its_opening_alone_opens_so(
    pattern: re.Pattern[str], openings: Sought, data: st.DataObject
) -> None:
    said = folded(data.draw(st.from_regex(pattern.pattern, fullmatch=True)))
    assume(pattern.match(said))
    assert any(map(said.startswith, openings.words))


def test_laws_are_listed_with_the_day_they_came() -> None:
    for law in date_of_the_policy._LAWS:
        assert law.since > date(2016, 1, 1)
        assert all(law.words.search(cue) for cue in law.cues)


_OPENING = "We and our partners are with you in the use of this site and of all that you have given to us. "
_PIECES = [
    "as long as ",
    "for as long as it is we are the such your information data ",
    "by using our website you ",
    "we do not ",
    "consent ",
    "30 ",
    "at the time of writing (",
    "The X Ltd ",
    "(“we” ",
    "as of 1 January 2020 ",
    "never share or and to sell or and to ",
    "any other information that you may might choose to ",
    "[x](",
    "By using our site you consent to the processing. ",
    "We retain data as long as necessary for the purposes. ",
    "We do not share your data with third parties. We may share your data with partners. ",
    "\n",
    "x\n",
    "ab Cd Ef Gh ",
]


@pytest.mark.slow
@pytest.mark.parametrize("piece", _PIECES)
def test_time_is_linear_whatever_the_text(piece: str) -> None:
    def seconds(size: int) -> float:
        text = f"Last updated: 3 March 2015\n\n{_OPENING}{piece * (size // len(piece))}"
        subject = Subject(text)
        for paragraph in subject.paragraphs:
            subject.sentences(paragraph)
        start = time.process_time()
        for rule in substance.RULES:
            for _ in rule.find(subject):
                pass
        return time.process_time() - start

    small, large = seconds(50_000), seconds(200_000)
    assert large < 1.0 or large / small < 8
