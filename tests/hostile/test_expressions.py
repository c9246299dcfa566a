"""Expressions that never end, or want all memory: each is answered or given up in time, and nobody waits."""

import os
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from annotator.gui import expressions
from annotator.gui.expressions import Expressions
from annotator.text.expressions import (
    MOST_HITS,
    NOT_RUNNING,
    TOO_DEEP,
    TOO_LARGE,
    TOO_LONG,
    Answer,
    Question,
)

MEGABYTE = 1_000_000
LATE, STILL = 2, 1
"""Seconds that a busy computer may add, and for which it may keep the window's thread from running."""
ENDLESS = {
    "a plus in a plus": r"(a+)+$",
    "two ways": r"(a|aa)+$",
    "two ways to the end of the line": r"(?:a|a)*\d",
    "three times anything": r".*.*.*x",
    "a letter after a run": r"\w+\s\d",
    "counted repeats": r"(a{1,1000}){1,1000}b",
    "a group that may be empty": r"(?:a?){1000}a{1000}b",
    "look-ahead in look-ahead": r"(?=(?=a*b)a*b)c|(?=a*b)",
    "back references": r"(a*)\1*b",
}
"""In a line of a million a's and a sign that fits none of them."""
LARGE = {
    "groups in groups": "(" * 90 + "a" + ")+" * 90,
    "a long choice": "(" + "|".join("a" * n for n in range(1, 40)) + ")*b",
}
"""These may run out of memory as well as of time."""
HARMLESS = {
    "a million empty matches": (r"x*", 0, False),
    "a million letters": (r"a", MOST_HITS, True),
    "look-behind in look-behind": (r"(?<=(?<=(?<=a)a)a)a", MOST_HITS, True),
    "a thousand million times": (r"a{1000000000}", 0, False),
    "that, a thousand million times": (r"(a{1000000000}){1000000000}", 0, False),
    "pluses in pluses in pluses": ("(" * 22 + "b" + ")+" * 22, 0, False),
    "a thousand times a thousand times": (r"(?:(?:b{1000}){1000}){1000}", 0, False),
    "all signs there are": ("(?i)[" + r"\U00000001-\U0010ffff" * 50 + "]", MOST_HITS, True),
}


@pytest.fixture
def asker(qapp: object) -> Iterator[Expressions]:
    home = QObject()
    asker = Expressions(home)
    yield asker
    asker.close()


def answer(asker: Expressions, qtbot: QtBot, text: str, expression: str) -> tuple[Answer, float, float]:
    """What came, after how many seconds, and how long the window's thread stood still at most."""
    stood = last = 0.0

    def tick() -> None:
        nonlocal stood, last
        now = time.perf_counter()
        stood, last = max(stood, now - last), now

    timer = QTimer(interval=5)
    timer.timeout.connect(tick)
    begun = last = time.perf_counter()
    timer.start()
    with qtbot.waitSignal(asker.answered, timeout=30_000) as told:
        asker.ask(text, Question(expression))
    timer.stop()
    return told.args[0], time.perf_counter() - begun, stood


@pytest.mark.slow
@pytest.mark.parametrize("name", [*ENDLESS, *LARGE])
def test_no_expression_takes_longer_than_it_may(asker: Expressions, qtbot: QtBot, name: str) -> None:
    answer(asker, qtbot, "warm", "w")
    worker = asker._worker
    assert worker is not None
    process = worker.processId()
    given, took, stood = answer(asker, qtbot, "a" * MEGABYTE + "!", (ENDLESS | LARGE)[name])
    assert given.problem in ({TOO_LONG} if name in ENDLESS else {TOO_LONG, TOO_LARGE})
    assert given.hits == ()
    assert took < expressions.MOST_MS / 1_000 + LATE
    assert stood < STILL
    if given.problem == TOO_LONG:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)
    given, _, _ = answer(asker, qtbot, "30 days", r"\d+")
    assert given == Answer(((0, 2),))


@pytest.mark.parametrize("name", HARMLESS)
def test_what_only_looks_hostile_is_answered(
    asker: Expressions, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(expressions, "MOST_MS", 20_000)  # on a computer that is busy with other things
    expression, hits, more = HARMLESS[name]
    given, _, stood = answer(asker, qtbot, "a" * MEGABYTE, expression)
    assert not given.problem
    assert (len(given.hits), given.more) == (hits, more)
    assert stood < STILL


def test_brackets_without_end(asker: Expressions, qtbot: QtBot) -> None:
    given, _, _ = answer(asker, qtbot, "a", "(" * 30_000 + ")" * 30_000)
    assert given.problem == TOO_DEEP


def test_a_newer_question_ends_the_older_one(asker: Expressions, qtbot: QtBot) -> None:
    answer(asker, qtbot, "warm", "w")
    asker.ask("a" * 50 + "!", Question(r"(a+)+$"))
    qtbot.wait(50)
    given, took, _ = answer(asker, qtbot, "😀 30 days", r"\d+")
    assert given == Answer(((2, 4),))
    assert took < expressions.MOST_MS / 1_000


def test_questions_while_the_process_starts_are_answered_by_the_last(
    asker: Expressions, qtbot: QtBot
) -> None:
    for number in range(5):
        asker.ask("0123456789", Question(str(number)))
    given, _, _ = answer(asker, qtbot, "0123456789", "7")
    assert given == Answer(((7, 8),))
    with qtbot.assertNotEmitted(asker.answered, wait=100):
        pass


def test_what_is_dropped_is_not_answered(asker: Expressions, qtbot: QtBot) -> None:
    asker.ask("a", Question("a"))
    asker.drop()
    with qtbot.assertNotEmitted(asker.answered, wait=300):
        pass
    assert not asker.busy


def test_a_process_that_dies_of_a_question(asker: Expressions, qtbot: QtBot) -> None:
    answer(asker, qtbot, "warm", "w")
    asker.ask("a" * 50 + "!", Question(r"(a+)+$"))
    worker = asker._worker
    assert worker is not None
    with qtbot.waitSignal(asker.answered, timeout=5_000) as told:
        worker.kill()
    assert told.args == [Answer(problem=TOO_LARGE)]


def test_a_process_that_dies_of_nothing_is_started_anew(asker: Expressions, qtbot: QtBot) -> None:
    answer(asker, qtbot, "warm", "w")
    worker = asker._worker
    assert worker is not None
    with qtbot.assertNotEmitted(asker.answered, wait=200):
        worker.kill()
    assert answer(asker, qtbot, "warm", "m")[0].hits == ((3, 4),)


def test_a_process_that_does_not_start(
    asker: Expressions, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    assert answer(asker, qtbot, "a", "a")[0] == Answer(problem=NOT_RUNNING)
