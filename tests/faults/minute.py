"""A process that acts on a project without a pause: ``python -m tests.faults.minute SEED SECONDS PATH``.

Each act that is done is said as one line with its event, each that is refused with the sentence; the last
line says how long acts waited for the other process.
"""

import random
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from sqlite3 import Cursor

from annotator.domain import CLAUSES, ISSUES, Event, State
from annotator.problems import BadInputError, LockedError
from annotator.review import Review
from annotator.store import turns
from tests.faults.child import acknowledged, say

waits: list[float] = []
"""Seconds that each statement took: to wait for the other process, and for the disk."""


def patiently(until: float, statement: Callable[..., Cursor], *given: object) -> Cursor:
    before = time.monotonic()
    try:
        return waiting(until, statement, *given)
    finally:
        waits.append(time.monotonic() - before)


waiting = turns.patiently


def acts_of(review: Review, dice: random.Random) -> list[Callable[[], Event | None]]:
    policies = [policy.id for policy in review.policies()]
    clauses = [label.id for label in review.taxonomy(CLAUSES).labels]
    issues = [label.id for label in review.taxonomy(ISSUES).labels]

    def place() -> tuple[int, int]:
        start = dice.randrange(5000)
        return start, start + dice.randrange(1, 200)

    def mark() -> str:
        """One of either process's."""
        return dice.choice(review.annotations(dice.choice(policies))).id

    return [
        lambda: review.tag(dice.choice(policies), [place()], dice.choice(clauses), note=f"{dice.random()}"),
        lambda: review.flag(dice.choice(policies), [place()], dice.choice(issues), note=f"{dice.random()}"),
        lambda: review.edit(mark(), note=f"note {dice.random()}", spans=[place()]),
        lambda: review.edit(mark(), state=State.DISMISSED, reason="r"),
        lambda: review.remove([mark()]),
        lambda: review.remove([mark()]),
        review.undo,
        review.redo,
    ]


def main(seed: int, seconds: float, path: Path) -> None:
    turns.patiently = patiently  # type: ignore[assignment]
    dice = random.Random(seed)
    review = Review.open(path)
    review.sign_in(f"Reviewer {seed}")
    acts = acts_of(review, dice)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if dice.random() < 0.005:
                review.export(BytesIO())
            with suppress(BadInputError, IndexError):
                event = dice.choice(acts)()
                if event is not None:
                    say("done", *acknowledged(event))
        except LockedError as problem:
            say("refused", str(problem))
    waits.sort()
    say("waited", len(waits), *(waits[int(share * (len(waits) - 1))] for share in (0.5, 0.99, 1.0)))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), Path(sys.argv[3]))
