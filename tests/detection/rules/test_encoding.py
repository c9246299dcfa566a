"""The family about encoding and layout: what its examples do not show, and that its time is linear."""

from time import process_time

import pytest

from annotator.detection.rule import Rule
from annotator.detection.rules.encoding import RULES
from annotator.detection.scan import scan
from annotator.detection.subject import Subject

_BY_ID = {rule.id: rule for rule in RULES}
_POLICY = (
    "We collect your name and your address so that we can send you what you have ordered from us in our shop."
)


def _found(text: str, *ids: str, file_name: str = "") -> list[str]:
    rules = [_BY_ID[each] for each in ids]
    return [text[each.start : each.end] for each in scan(text, file_name=file_name, rules=rules)]


@pytest.mark.parametrize(
    "code_page", ["cp1252", "latin-1", "mac_roman", "mac_latin2", "cp1250", "cp437", "cp850"]
)
def test_misread_text_is_turned_back(code_page: str) -> None:
    words = "Voilà ce que « nous » gérons\u00a0: l’accès aux données privées d’un élève – très tôt."
    misread = words.encode("utf-8").decode(code_page, "ignore")
    text, at = "", 0
    for hit in _BY_ID["misread-characters"].find(Subject(misread)):
        text += misread[at : hit.start] + (hit.suggestion or misread[hit.start : hit.end])
        at = hit.end
    assert (text + misread[at:]).split() == words.split()


def test_what_was_misread_twice_is_turned_back_twice() -> None:
    twice = "don’t".encode().decode("cp1252").encode().decode("cp1252")
    assert [each.suggestion for each in scan(twice, rules=[_BY_ID["misread-characters"]])] == ["’"]


@pytest.mark.parametrize(
    "words",
    [
        "Größe, Äußerung, „Ä“ und ß”, ‚Ä‘ – Maßnahmen",
        "L’Éditeur a déposé\u00a0» et « traité\u00a0» ; SOCIÉTÉ\u00a0: Âge, Île, Œuvre, forêt à",
        "INFORMAÇÃO, NÃO, ÂMBITO, «ÓRGÃO», proteção às crianças, Ñandú ¿Qué? ESPAÑA",
        "В\u00a0соответствии с «А, Б, В», Ві та Гість, Це є політика №\u00a05",
        "KOŚCIÓŁ, ŻÓŁĆ, Dz.U., RĂŞINĂ, ÎNTÂI, în ţară, Őrült fűző, Škoda, Žižek",
        "Þróað á Íslandi; Ærø, Ålesund, Øl – og så videre",
        "隐私政策、個人情報保護方針。개인정보처리방침",
        "Πολιτική Απορρήτου «ΠΡΟΣΤΑΣΊΑ»",
    ],
)
def test_no_alphabet_is_taken_for_misread_text(words: str) -> None:
    mojibake = [rule for rule in RULES if rule.issue == "mojibake"]
    assert scan(words, rules=mojibake) == []


def test_escapes_and_tags_are_residue_only_where_the_file_is_no_markdown() -> None:
    text = "#### 1\\. Data\n\nWe keep it.<br>For long &amp; well."
    ids = ("escaped-punctuation", "html-tag", "html-entity")
    assert _found(text, *ids, file_name="policy.txt") == ["1\\.", "<br>", "&amp;"]
    assert _found(text, *ids, file_name="policy.md") == []


def test_what_comes_back_often_is_told_once() -> None:
    text = "".join(f"#### {number}\\. Part\n\n{_POLICY}\n\n" for number in range(1, 50))
    findings = scan(text, rules=[_BY_ID["escaped-punctuation"]])
    assert len(findings) == 1
    assert "48 other places" in findings[0].message


def test_two_spaces_after_every_stop_are_a_habit() -> None:
    text = "It is so.\u00a0 " * 9
    findings = scan(text, rules=[_BY_ID["wide-gap-after-stop"]])
    assert len(findings) == 1
    assert "7 other places" in findings[0].message


def test_a_menu_is_looked_for_outside_the_policy_only() -> None:
    menu = "* Home\n* About\n* Services\n* Contact us\n"
    inside = f"{_POLICY}\n\n{menu}\n{_POLICY}"
    assert _found(inside, "site-menu") == []
    assert _found(f"{menu}\n{_POLICY}", "site-menu") == ["Home\n* About\n* Services\n* Contact us"]


def test_a_menu_is_told_whole_and_covers_its_own_footer() -> None:
    menu = "* Recipes\n* Products\n* Help\n* About us\n* Kitchens"
    found = _found(f"{_POLICY}\n\n{menu}\n* All rights reserved\n", "site-menu", "page-footer")
    assert found == [f"{menu}\n* All rights reserved".removeprefix("* ")]


def test_a_comment_over_several_lines_is_one() -> None:
    text = f"{_POLICY}\n\n<!--\nto be checked\n-->\n\n{_POLICY}"
    assert _found(text, "html-comment") == ["<!--\nto be checked\n-->"]
    assert _found(text, "html-comment", file_name="a.md") == []


def test_a_wide_gap_is_shown_with_whole_words() -> None:
    names = ",".join(["AB_DATA_TRACK"] * 12)
    assert _found(f"We use {names},Google  Analytics here and on our site.", "wide-gap-between-words") == [
        "Google  Analytics"
    ]


def test_a_text_is_at_most_one_thing_instead_of_a_policy() -> None:
    rules = [rule for rule in RULES if rule.issue == "not-a-policy"]
    for text in ("", "404 Not Found", "Log in\n\nPassword\n\nForgot password?", "Privacy\n=======", _POLICY):
        assert len(scan(text, rules=rules)) == 1
    assert scan(f"{_POLICY} " * 8, rules=rules) == []


_WORST = (
    "a",
    " ",
    "\u00a0",
    "ab  cd ",
    "ab\u00a0 cd ",
    "[](#)",
    "[](",
    "![](",
    "*",
    "*Word\n",
    "=====\n",
    "\\-",
    "1\\.",
    "<br>",
    "<a ",
    "<!--",
    "&amp;",
    "{a: b;",
    "# \u00a0\u00a0",
    "Ã©",
    "â€™ ",
    "Р°",
    "À",
    "\ufffd",
    "a\u200b",
    "\u0092 ",
    "don?t ",
    "Home\n",
    "back to top\n",
    "a | b ",
    "copyright © ",
    "function (",
)


@pytest.mark.slow
@pytest.mark.parametrize("pattern", _WORST)
def test_time_is_linear(pattern: str) -> None:
    times: list[dict[str, float]] = []
    for size in (15_000, 60_000):
        subject = Subject((pattern * size)[:size], file_name="policy.txt")
        _ = subject.paragraphs, subject.addresses, subject.unusual
        times.append({rule.id: _time(rule, subject) for rule in RULES})
    small, large = times
    assert {each: large[each] for each in large if large[each] > max(8 * small[each], 0.6)} == {}


def _time(rule: Rule, subject: Subject) -> float:
    start = process_time()
    for _ in rule.find(subject):
        pass
    return process_time() - start
