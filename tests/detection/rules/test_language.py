"""What the rules about language say, where they hold back, and that their time grows with the text only."""

import time

import pytest

from annotator.detection.rule import Finding, Tier
from annotator.detection.rules import language
from annotator.detection.rules.language import words
from annotator.detection.scan import scan
from annotator.detection.subject import Subject

_ENGLISH = "We process your personal data when you have told us that we may do so, and for no other purpose."
_GERMAN = "Wir verarbeiten Ihre Daten nur, wenn Sie uns das erlaubt haben, und zu keinem anderen Zweck."


def found(text: str, *ids: str) -> list[Finding]:
    rules = [rule for rule in language.RULES if not ids or rule.id in ids]
    return scan(text, rules=rules)


def said(text: str, *ids: str) -> list[tuple[str, str]]:
    return [(text[each.start : each.end], each.suggestion) for each in found(text, *ids)]


def test_a_misspelt_word_keeps_its_capitals() -> None:
    text = "Infomation that we RECIEVE is kept, and so is the infomation of others who recieve it from us."
    assert said(text, "misspelt-word") == [
        ("Infomation", "Information"),
        ("RECIEVE", "RECEIVE"),
        ("infomation", "information"),
        ("recieve", "receive"),
    ]


def test_a_plain_word_is_asked_about_once_and_again_when_another_rule_comes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(words, "_all", [])
    monkeypatch.setattr(words, "_plain", set())
    asked: list[str] = []
    first = words.Noted(lambda word: asked.append(word) is not None)
    assert first.words(Subject("Data data")) == first.words(Subject("data")) == frozenset()
    assert asked == ["data"]
    second = words.Noted("data".__eq__)
    text = Subject("your Data")
    assert (first.words(text), second.words(text)) == (frozenset(), {"data"})


def test_a_misspelling_is_one_of_its_own_language() -> None:
    french = "Nous recueillons vos informations et celles de votre connexion pour vous servir."
    english = "We collect informations about you and about the way in which you use our site."
    assert said(french) == []
    assert said(english, "misspelt-word") == [("informations", "information")]


def test_one_misspelling_is_not_reported_without_end() -> None:
    text = "We recieve it.\n\n" * 50
    assert len(found(text, "misspelt-word")) == 5


def test_two_misspellings_of_one_name_are_both_found() -> None:
    text = "The Information Comissioner and the Federal Trade Commision may ask us for it at any time."
    assert said(text, "nearly-a-frequent-word") == [
        ("Comissioner", "Commissioner"),
        ("Commision", "Commission"),
    ]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("We use your personal inform ation for this.", "information"),
        ("We use your data and your inform\u00a0ation.", "information"),
        ("We use your Inform ation for this purpose.", "Information"),
    ],
)
def test_a_torn_word_is_made_whole(text: str, right: str) -> None:
    assert [each.suggestion for each in found(text, "torn-word")] == [right]


def test_words_that_ran_together_are_parted_where_they_met() -> None:
    text = "See ourPrivacy Policy and send it to youremail, as part ofthe contract with you."
    assert [right for _, right in said(text, "words-run-together")] == ["our Privacy", "your email", "of the"]


def test_a_space_before_signs_that_a_text_always_sets_so_is_its_own_way() -> None:
    once = "We keep it here ; it is yours. We never sell it, and we tell you so."
    always = once * 5
    assert len(found(once, "space-before-stop")) == 1
    assert found(always, "space-before-stop") == []


def test_several_languages_in_turn_are_meant() -> None:
    text = "\n\n".join([_ENGLISH, _GERMAN] * 6)
    assert [each for each in found(text, "mixed-language") if each.tier is Tier.SURE] == []


def test_a_whole_translation_under_its_name_is_meant() -> None:
    text = "# Deutsch\n\n" + f"{_GERMAN}\n\n" * 5 + "# English\n\n" + f"{_ENGLISH}\n\n" * 5
    assert found(text, "mixed-language") == []


def test_no_rule_about_words_looks_into_addresses() -> None:
    text = (
        "Please see https://example.com/recieve.We/adress,and?a=ofthe and write to adress@example.com,"
        " or look at [this page](https://example.com/infomation..html) of ours.\n"
    )
    assert said(text) == []


_HOSTILE = (
    "a",
    " ",
    ".",
    ", if you ",
    " an if",
    "to whom ",
    "inform ation ",
    "ofthe",
    "recieve ",
    "a.B",
    ",a",
    ";.",
    " .",
    "and or ",
    "however ",
    "* a;\n",
    "x\n\n",
    "[a](b)and",
    "Wir sind. We are. ",
    "in order provide ",
    " you information",
)


@pytest.mark.slow
@pytest.mark.parametrize("part", _HOSTILE)
def test_time_is_linear_in_the_length_of_the_text(part: str) -> None:
    def seconds(size: int) -> float:
        text = part * (size // len(part))
        before = time.process_time()
        found(text)
        return time.process_time() - before

    seconds(1_000)
    short, long = seconds(25_000), seconds(200_000)
    assert long < 8 * 4 * short + 1.0
