"""Project files with flipped bytes, lost ends, swapped pages: each is told of, or nothing has changed."""

import random
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.review import Review
from tests.faults import FULL
from tests.faults.jobs import PROJECT
from tests.faults.test_every_call import Figure
from tests.faults.trials import Outcome, Trials

MUTANTS = 2400 if FULL else 72
MENDED = 5
"""One in so many of those that are damaged is repaired."""
HARMLESS = "harmless"
PAGE = 4096
Mutation = Callable[[bytearray, random.Random], None]


def flip_a_bit(data: bytearray, dice: random.Random) -> None:
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)


def change_a_letter(data: bytearray, dice: random.Random) -> None:
    """What no check of SQLite's own can see: a letter in a text becomes another."""
    letters = [at for at in range(len(data)) if chr(data[at]).isascii() and chr(data[at]).isalpha()]
    data[dice.choice(letters)] = ord(dice.choice("abcdefghij"))


def change_a_byte(data: bytearray, dice: random.Random) -> None:
    data[dice.randrange(len(data))] = dice.randrange(256)


def change_the_header(data: bytearray, dice: random.Random) -> None:
    data[dice.randrange(100)] = dice.randrange(256)


def change_the_head_of_a_page(data: bytearray, dice: random.Random) -> None:
    data[dice.randrange(len(data) // PAGE) * PAGE + dice.randrange(100)] = dice.randrange(256)


def blank_a_run(data: bytearray, dice: random.Random) -> None:
    start, length = dice.randrange(len(data)), dice.choice((4, 64, 512))
    data[start : start + length] = bytes(len(data[start : start + length]))


def blank_a_page(data: bytearray, dice: random.Random) -> None:
    start = dice.randrange(len(data) // PAGE) * PAGE
    data[start : start + PAGE] = bytes(PAGE)


def swap_two_pages(data: bytearray, dice: random.Random) -> None:
    one, other = (dice.randrange(len(data) // PAGE) * PAGE for _ in range(2))
    data[one : one + PAGE], data[other : other + PAGE] = data[other : other + PAGE], data[one : one + PAGE]


def cut_anywhere(data: bytearray, dice: random.Random) -> None:
    del data[dice.randrange(len(data)) :]


def cut_at_a_page(data: bytearray, dice: random.Random) -> None:
    del data[dice.randrange(len(data) // PAGE) * PAGE :]


def add_to_the_end(data: bytearray, dice: random.Random) -> None:
    data += dice.randbytes(dice.choice((1, 100, PAGE)))


MUTATIONS: list[Mutation] = [
    flip_a_bit,
    change_a_letter,
    change_a_letter,
    change_a_byte,
    change_the_header,
    change_the_head_of_a_page,
    blank_a_run,
    blank_a_page,
    swap_two_pages,
    cut_anywhere,
    cut_at_a_page,
    add_to_the_end,
]


@pytest.fixture
def marked(template: Path) -> Path:
    """With a history of some length: acts taken back and done again."""
    with closing(Review.open(template / PROJECT)) as review:
        review.sign_in("Ada Lovelace")
        policy = review.policies()[0].id
        for start in range(0, 40, 4):
            review.tag(policy, [(start, start + 9)], "controller-identity", note=f"note {start}")
        while review.undo():
            pass
        for _ in range(6):
            review.redo()
    return template


@pytest.mark.slow
def test_mutants(forks: Trials, marked: Path, record_property: Figure) -> None:
    whole = (marked / PROJECT).read_bytes()
    forks.fill(marked)
    good = dict(forks.run("look").events)
    assert good["find"] == 0
    dice = random.Random(4)
    came: Counter[str] = Counter()
    mended: Counter[bool] = Counter()
    for number in range(MUTANTS):
        mutation = MUTATIONS[number % len(MUTATIONS)]
        data = bytearray(whole)
        mutation(data, dice)
        if data == whole:
            came["the same by chance"] += 1
            continue
        forks.fill(marked)
        (forks.folder / PROJECT).write_bytes(data)
        outcome = forks.run("look")
        try:
            what = _judged(outcome.events, outcome.problems, outcome.bug, outcome.signal, good)
            came[what] += 1
            if what != HARMLESS and number % MENDED == 0:
                (forks.folder / PROJECT).write_bytes(data)
                mended[_mended(forks.run("mend"))] += 1
        except AssertionError as error:
            kept = Path(f"/tmp/mutant-{number}.annotator")
            kept.write_bytes(data)
            error.add_note(f"mutant {number}, {mutation.__name__}, kept as {kept}: {outcome}")
            raise
    found = ", ".join(f"{times} {what}" for what, times in came.most_common())
    record_property("figure", f"mutants of a project: {MUTANTS}, {found}; 0 crashed, 0 hung, 0 wrong unsaid")
    record_property(
        "figure",
        f"mutants repaired: {mended[True]} pass the check, {mended[False]} told that nothing can be saved",
    )


def _mended(outcome: Outcome) -> bool:
    """Whether it could be repaired; then nothing is wrong with it any more."""
    assert not outcome.bug, outcome.bug
    assert not outcome.signal
    if outcome.events:
        assert outcome.events == [["mend", 0]], "what was repaired does not pass the check"
    else:
        assert outcome.problems
    return bool(outcome.events)


def _judged(
    done: list[list[object]], problems: list[tuple[str, str]], bug: str, signal: int, good: dict[str, object]
) -> str:
    assert not bug, bug
    assert not signal
    for _, sentence in problems:
        assert ". " in sentence or sentence.endswith(".")
    came = {str(step): value for step, value in done}
    if "see" not in came:
        assert came.get("find") != 0, "check calls sound what cannot be read"
        return "refused"
    if came["see"] != good["see"]:
        assert came.get("find") != 0, "what can be seen has changed, and check does not say so"
        return "read differently and told by check"
    if came.get("find") != 0:
        return "read as it was, and told by check"
    assert came.get("export") == good["export"], "an export differs"
    assert "act" in came
    return HARMLESS
