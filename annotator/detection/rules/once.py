"""What two rules look for alike is looked for once in a text."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from annotator.detection.subject import Subject

T = TypeVar("T")


def once(look: Callable[[Subject], Iterable[T]]) -> Callable[[Subject], tuple[T, ...]]:
    """The function, whose answer is kept for as long as somebody holds the text."""
    kept: WeakKeyDictionary[Subject, tuple[T, ...]] = WeakKeyDictionary()

    @wraps(look)
    def looked(subject: Subject) -> tuple[T, ...]:
        found = kept.get(subject)
        if found is None:
            found = kept[subject] = tuple(look(subject))
        return found

    return looked
