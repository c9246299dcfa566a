"""Exports and label sets that somebody has changed: refused in a sentence, or read for what they are."""

import random
import re
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from annotator import places, taxonomy
from annotator.domain import CLAUSES
from annotator.exchange import FORMATS
from annotator.problems import BadInputError
from annotator.review import Review
from annotator.store.check import check
from tests.faults import FULL
from tests.faults.test_mutants import (
    add_to_the_end,
    blank_a_run,
    change_a_byte,
    change_a_letter,
    cut_anywhere,
)
from tests.projects import TEXT, made, opened

MUTANTS = 2500 if FULL else 100
LIMIT = 10
"""Seconds for one."""
DEEP = b"[" * 10_000 + b"]" * 10_000
VALUES = [
    *(b"NaN", b"-Infinity", b"1e999", b"-0.0", b"9" * 5000, b"18446744073709551616", b"null", b"true"),
    *(b"[]", b"{}", b"[[[]]]", b'""', b'"\\ud800"', b'"\\u0000"', b'"\xff"', b'"\xed\xa0\x80"', DEEP),
    *(b'{"a":1,"a":2}', b'"../../../etc/passwd"', b'"' + b"w" * 300_000 + b'"', b'"\\u202e"'),
]
VALUE = re.compile(rb'(?<=[:\[,])\s?("(?:[^"\\]|\\.)*"|-?\d+|true|false|null)')


def put_another_value(data: bytearray, dice: random.Random) -> None:
    found = list(VALUE.finditer(data))
    if found:
        place = dice.choice(found)
        data[place.start() : place.end()] = dice.choice(VALUES)


def say_something_twice(data: bytearray, dice: random.Random) -> None:
    lines = data.split(b"\n")
    at = dice.randrange(len(lines))
    lines.insert(dice.randrange(len(lines)), lines[at])
    data[:] = b"\n".join(lines)


def leave_something_out(data: bytearray, dice: random.Random) -> None:
    lines = data.split(b"\n")
    del lines[dice.randrange(len(lines))]
    data[:] = b"\n".join(lines)


CHANGES: list[Callable[[bytearray, random.Random], None]] = [
    *(put_another_value, put_another_value, put_another_value, say_something_twice, leave_something_out),
    *(change_a_byte, change_a_letter, blank_a_run, cut_anywhere, add_to_the_end),
]


@contextmanager
def in_time() -> Iterator[None]:
    """Whatever takes longer is stopped, and fails the test: TimeoutError is no ProblemError."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LIMIT)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def tried(whole: bytes, read: Callable[[bytes], object], seed: str) -> Counter[str]:
    """What came of each mutant: read, or refused in a sentence. Anything else is raised."""
    dice = random.Random(seed)
    came: Counter[str] = Counter()
    for number in range(MUTANTS):
        change = CHANGES[number % len(CHANGES)]
        data = bytearray(whole)
        change(data, dice)
        try:
            with in_time():
                read(bytes(data))
            came["read"] += 1
        except BadInputError as refused:
            assert str(refused).strip(), change.__name__  # noqa: PT017 - either is right
            came["refused"] += 1
        except Exception as error:
            error.add_note(f"mutant {number}, {change.__name__}")
            raise
    return came


def told(came: Counter[str]) -> str:
    return f"{MUTANTS}, {came['refused']} refused in a sentence, {came['read']} read, 0 crashed, 0 hung"


@pytest.fixture
def exports(tmp_path: Path) -> dict[str, bytes]:
    found = {}
    with closing(made(tmp_path / "p.annotator", TEXT, "# Plain\n\nWe keep data for a year.\n")) as review:
        policy = review.policies()[0].id
        review.tag(policy, [(3, 9)], "retention", note="ours", attributes={"polarity": "does"})
        review.flag(review.policies()[1].id, [(2, 7)], "vague-wording", counterpart=[(0, 1)])
        review.flag(policy, [], "vague-wording", suggestion="better", note="n")
        for form in ("json", "jsonl"):
            review.export(tmp_path / f"a.{form}", form)
            found[form] = (tmp_path / f"a.{form}").read_bytes()
    return found


@pytest.mark.slow
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_mutants_of_an_export(
    exports: dict[str, bytes], form: str, record_property: Callable[[str, object], None]
) -> None:
    read = FORMATS[form].read
    assert read is not None
    came = tried(exports[form], lambda data: read(BytesIO(data)), form)
    assert came["refused"] > came["read"] > 0
    record_property("figure", f"mutants of an export as {form}: {told(came)}")


@pytest.mark.slow
def test_what_is_imported_of_a_mutant_is_sound(exports: dict[str, bytes], tmp_path: Path) -> None:
    """All of it went in or nothing, and what went in passes the check."""
    path = tmp_path / "into.annotator"
    with closing(opened(path)) as review:

        def take(data: bytes) -> None:
            (tmp_path / "a.json").write_bytes(data)
            before = review.history(limit=1)
            try:
                review.import_annotations(tmp_path / "a.json")
            except BadInputError:
                assert review.history(limit=1) == before
                raise
            review.undo()

        tried(exports["json"], take, "sound")
    assert check(path).defects == ()
    with closing(Review.open(path)) as again:
        assert again.policies() == []


@pytest.mark.slow
@pytest.mark.parametrize("form", ["json", "yaml"])
def test_mutants_of_a_label_set(form: str, record_property: Callable[[str, object], None]) -> None:
    shipped = taxonomy.read(places.resources() / "taxonomies" / f"{CLAUSES}.json")
    whole = taxonomy.text_of(replace(shipped, labels=shipped.labels[:5]), form).encode()

    def read(data: bytes) -> None:
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            raise BadInputError("Not UTF-8, as taxonomy.read says.") from error
        taxonomy.parse(text, form)

    came = tried(whole, read, form)
    record_property("figure", f"mutants of a label set as {form}: {told(came)}")
