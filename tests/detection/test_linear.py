"""The whole scan on any text: it never raises, never leaves the text, says the same twice, and stays linear.

Linear is tested by ratio: on four times as much, a part may take eight times as long. What is quadratic takes
sixteen times. Each part is timed by itself, so that a failure names the rules.
"""

import gc
import string
from collections.abc import Callable, Iterator
from datetime import date
from itertools import count
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.detection.rules import RULES
from annotator.detection.scan import look, scan
from annotator.detection.subject import Subject
from tests.gold.reading import Gold, own, seeds

DAY = date(2026, 1, 1)
SMALL = 8_000
"""Code points of the shorter text."""
MOST = 8
IDLE = 0.03
"""Seconds: what takes less on the longer text is not judged."""

# fmt: off
PIECES = [
    " ", "\u00a0", " \u00a0", "\t", "\n", "\r", "\r\n", "\n\n", "\u2028", "\u200b", "\u202e", "\ufeff",
    "\ufffd", "\x85", "a", "é", "ß", "ä", "Ã¤", "â€™", "‚Äč", "щ", "ش", "漢", "😀", "\u0301", ".", ",", ";",
    ":", "!", "?", "…", "..", ". ", " .", "-", "--", "–", "_", "=", "*", "**", "* ", "#", "# ", "## ", "\n#",
    "\n# ", "\n* ", "\n- ", "\n• ", "\n> ", "|", "| ", "\n|", "\n---\n", "\n===\n", "/", "\\", "\\[", "\\]",
    "[", "]", "[]", "[[", "](", "[a](", "[a](b", "[a](b)", "![", "![](", "(", ")", "()", "((", "(i)", "(a) ",
    "\n(a) ", "{", "}", "{{", "}}", "${", "<", ">", "<a ", "<a>", "</p>", "<!--", "&", "&amp;", "&#",
    "&nbsp;", "%20", "\"", "'", "“", "”", "„", "«", "»", "‘", "’", "“a", "@", "a@", "a@b.", "@a", "[email ",
    "[email protected]", " at ", " (at) ", "[at]", "www.", "http://", "https://a.", "http://a b", "://", "a.",
    "a. ", "a.b", "A. ", "1", "1.", "1. ", "\n1. ", "1.1", "1.1.", "\n1.1 ", "§", "§ 1", "§ ", "Section 1 ",
    "Art. ", "Article 6 ", "2018", "1/2/", "25 May 2018 ", "2018-05-25 ", "the ", "the the ", "and ", "und ",
    "der ", "et ", "de ", "que ", "och ", "att ", "any other ", "any other .", "by ", "such as ", "through ",
    "including ", "We may ", "we will not ", "you ", "your ", "for as long as ", "as long as necessary ",
    "necessary ", "we never share ", "consent ", "by using ", "By using our site you agree ", "cookies ",
    "Privacy Policy ", "Privacy Shield ", "Directive 95/46/EC ", "Data Protection Act 1998 ", "GDPR ",
    "personal data ", "Personal Data ", "“Personal Data” means ", "the Service ", "xxx", "TODO ", "[insert ",
    "[Company Name] ", "Lorem ipsum ", "____", "Back to top ", "Home | ", "e-mail ", "infor mation ",
    "ofthe ", "ABC ", "Abc", "abC", "We keep it. ", "We keep it.", "Wir behalten es. ", "Nous le gardons. ",
    "Vi behåller det. ", "Lo conservamos. ", "Why?\n", "Title Here\n\n", "Types of Cookies\n\n", "Types:\n\n",
    "- a\n", "  - a\n", "\n\n\n", "a\n", "a,\n", "a and\n", "a:\n", "A b c.\n\n",
]
# fmt: on

CYCLES = [
    "We collect your name and address. ",
    "We collect your name,\nyour address and\n\n",
    "## 1. What we collect\n\nWe collect your data through\n\n* your name\n* any other\n\n",
    "Wir verarbeiten Ihre Daten, soweit dies erforderlich ist, gemäß § 13 TMG und Art. 6 DSGVO. ",
    "Wir verarbeiten Ihre Daten. We process your data. Nous traitons vos données.\n\n",
    "[a](b) ![c](d) <e> {f} “g” (h) [i] j@k.l http://m.n/o p\\. q\\[ 1.2.3 § 4 ",
]

COUNTED = [
    "See “What {word} does” below.\n\n",
    "As section {number} says, see section {number}.\n\n",
    "{number}. What {word} does\n\nIt does.\n\n",
    "“{word} Data” means data. The {word} Data are ours. ",
    "We never share {word}. We share {word}.\n\n",
    "https://{word}.example/{word} or {word}@{word}.example ",
    "Last updated: {day} May 20{day}. In force from {day} June 20{day}.\n",
    "[insert {word}] or {{{{{word}}}}} ",
    "{word} Ltd and {word} Inc. run {word}.example. ",
    "<{word}>{word}</{word}> ",
    "[{word}](#{word}) ",
    "We keep {word} for {number} days and {word} as long as necessary. ",
    "{word}-\n{word}ing {word}s ",
    "By using {word} you agree to {word}. ",
    "| {word} | {number} |\n",
    "* {word}; and\n",
    "## {word}\n",
]
"""Each time with another word, number and day: repeated as they are, texts do not show what goes through all
that differ for each.
"""


def _counted(pattern: str, length: int) -> str:
    each = (
        pattern.format(word=f"{chr(65 + n % 26)}{_word(n // 26)}", number=n + 1, day=n % 19 + 10)
        for n in count()
    )
    parts, long = [], 0
    while long < length:
        parts.append(next(each))
        long += len(parts[-1])
    return "".join(parts)[:length]


def _word(number: int) -> str:
    """Letters that stand for it."""
    return "abcdefghij"[number % 10] + (_word(number // 10) if number >= 10 else "")


def _texts(length: int) -> Iterator[tuple[str, str]]:
    """A name and a text of so many code points each; the words of the gold texts make the last ones."""
    for piece in [*PIECES, *CYCLES]:
        yield ascii(piece), (piece * (length // len(piece) + 1))[:length]
    for pattern in COUNTED:
        yield f"{pattern!r}, counted", _counted(pattern, length)
    for letter in 'aA1 .(["“':
        yield f"{letter!r} once, then one word a line", letter + ("word\n" * (length // 5))[1:]
    words = " ".join(gold.text for gold in (*seeds(), *own())).split()
    long = " ".join(words * (length // 40_000 + 2))
    yield "real words without a line break", long[:length]
    yield "real words, three a line", _broken(words, 3, length)
    yield "real words, one a line", _broken(words, 1, length)
    yield "real words, one a paragraph", _broken(words, 1, length, "\n\n")


def _broken(words: list[str], each: int, length: int, end: str = "\n") -> str:
    lines = [" ".join(words[at : at + each]) for at in range(0, len(words), each)]
    once = end.join(lines)
    return (once * (length // len(once) + 1))[:length]


def _parts(subject: Subject) -> dict[str, float]:
    """Seconds of each part of a scan."""
    return {
        "structure": _seconds(lambda: subject.structure),
        "paragraphs": _seconds(lambda: subject.paragraphs),
        "sentences": _seconds(lambda: [*subject.structure.sentences()]),
        "links": _seconds(lambda: subject.links),
        "addresses": _seconds(lambda: subject.addresses),
        **{rule.id: _seconds(lambda rule=rule: look(subject, rules=[rule])) for rule in RULES},  # type: ignore[misc]
    }


def _seconds(act: Callable[[], object]) -> float:
    start = process_time()
    act()
    return process_time() - start


def _offenders(small: str, large: str, file_name: str) -> dict[str, str]:
    """The parts that take more than they should, each with its seconds on both texts."""
    found: dict[str, str] = {}
    for again in range(3):
        slow = _parts(Subject(large, file_name=file_name, as_of=DAY))
        if all(seconds < IDLE for seconds in slow.values()):
            return {}
        fast = _parts(Subject(small, file_name=file_name, as_of=DAY))
        bad = {
            name: f"{fast[name]:.3f} s → {seconds:.3f} s"
            for name, seconds in slow.items()
            if seconds > IDLE and seconds > MOST * fast[name] and (not again or name in found)
        }
        found = bad
        if not found:
            break
    return found


@pytest.fixture
def no_collection() -> Iterator[None]:
    """What was made is not gone through while time is taken: that would be counted to whoever comes next.

    What is there before is left out of every collection between.
    """
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.enable()
    gc.unfreeze()


@pytest.mark.slow
@pytest.mark.usefixtures("no_collection")
@pytest.mark.parametrize("file_name", ["a.txt", "a.md"])
def test_time_is_linear_in_the_length(file_name: str) -> None:
    told = []
    for (name, small), (_, large) in zip(_texts(SMALL), _texts(4 * SMALL), strict=True):
        gc.collect()
        if file_name.endswith(".md") and not set(small) & set("[]()*#<>|`_=\\"):
            continue
        told += [f"{rule} on {name}: {times}" for rule, times in _offenders(small, large, file_name).items()]
    print(*told, sep="\n")
    assert told == []


@pytest.mark.slow
@pytest.mark.usefixtures("no_collection")
def test_a_megabyte_without_a_line_break_and_a_hundred_thousand_short_lines() -> None:
    words = " ".join(gold.text for gold in (*seeds(), *own())).split()
    times = 1_000_000 // len(" ".join(words)) + 1
    for large in (" ".join(words * times)[:1_000_000], "\n".join((words * times)[:100_000])):
        assert _offenders(large[: len(large) // 4], large, "a.txt") == {}


texts = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
    st.lists(
        st.one_of(
            st.sampled_from([*PIECES, *CYCLES]),
            st.text(string.ascii_letters + " .,\n", max_size=20),
        ),
        max_size=40,
    ).map("".join),
)
days = st.dates(date(1990, 1, 1), date(2050, 1, 1))


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(texts, days, st.sampled_from(["", "a.txt", "a.md"]))
def test_any_text_can_be_scanned(text: str, day: date, file_name: str) -> None:
    found = scan(text, file_name=file_name, as_of=day)
    assert found == scan(text, file_name=file_name, as_of=day)
    for each in found:
        places = [(each.start, each.end), *([each.other] if each.other is not None else [])]
        for start, end in places:
            assert 0 <= start <= end <= len(text), each
            assert start < end or (start, end) == (0, 0), each
        assert each.message, each


@pytest.mark.slow
@pytest.mark.parametrize("gold", [*seeds(), *own()], ids=lambda gold: gold.name)
def test_each_rule_by_itself_finds_what_it_finds_after_all_others(gold: Gold) -> None:
    warm = Subject(gold.text, file_name=gold.name, as_of=DAY)
    look(warm)
    for rule in RULES:
        alone = scan(gold.text, file_name=gold.name, as_of=DAY, rules=[rule])
        assert look(warm, rules=[rule]) == alone, rule.id


def test_a_text_is_judged_as_on_the_day_given() -> None:
    text = "We rely on the EU-US Privacy Shield for transfers to the United States.\n"
    before, after = (
        [each for each in scan(text, as_of=day) if each.issue == "superseded-reference"]
        for day in (date(2019, 1, 1), date(2026, 1, 1))
    )
    assert not before
    assert [text[each.start : each.end] for each in after]
