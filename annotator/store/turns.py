"""Whoever finds a project busy waits for a turn, looking at random moments.

SQLite's own waiting looks ever more rarely, ten times a second in the end: whoever acts without a pause is
there first each time, and the other waits for seconds. At random moments, often, both come to their turn.
"""

import random
import sqlite3
import time
from collections.abc import Callable
from typing import ParamSpec, TypeVar

PATIENCE = 2.0
"""Seconds that an act waits for others, before somebody is told that it could not be done."""
_LOOKS = (0.00005, 0.0003)
"""Seconds between two looks, from and to: far less than an act, for the moment between two is short."""

Given = ParamSpec("Given")
Result = TypeVar("Result")


def patiently(
    until: float, statement: Callable[Given, Result], *given: Given.args, **named: Given.kwargs
) -> Result:
    """What a statement gives as soon as nobody is in its way.

    It is tried until that moment of the monotonic clock; what SQLite says then is raised as it is.
    """
    while True:
        try:
            return statement(*given, **named)
        except sqlite3.OperationalError as error:
            busy = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > until:
                raise
        time.sleep(random.uniform(*_LOOKS))  # noqa: S311 - no secret
