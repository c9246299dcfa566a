"""When Python looks for garbage while a text is scanned.

Nothing that a scan makes refers to itself in a circle, so all of it goes with the text. To look for circles
as often as Python does takes some of the time, at most a few hundredths; it is done still, for what libraries
leave behind.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 50_000
"""So many things more than went must have been made before it is looked for; Python's own number is 700."""


@contextmanager
def seldom() -> Iterator[None]:
    """Garbage is looked for seldom: whoever scans in a process of their own need not ask for it.

    Let go of the text inside: of what is held when this ends, Python looks through all at once.
    """
    first, *others = gc.get_threshold()
    gc.set_threshold(max(first, _SELDOM) if first else 0, *others)
    try:
        yield
    finally:
        gc.set_threshold(first, *others)


@contextmanager
def only_scanning() -> Iterator[None]:
    """The same, for processes that do nothing else: what is there already is taken to stay."""
    gc.freeze()
    try:
        with seldom():
            yield
    finally:
        gc.unfreeze()
