"""What several rules ask of a text is looked for once."""

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, TypeVar, overload

from annotator.detection.subject import Subject

T = TypeVar("T")
Answer = TypeVar("Answer")


@overload
def once(look: Callable[[Subject], Iterator[T]]) -> Callable[[Subject], tuple[T, ...]]: ...
@overload
def once(look: Callable[[Subject], Answer]) -> Callable[[Subject], Answer]: ...
def once(look: Callable[[Subject], Any]) -> Callable[[Subject], Any]:
    """The function, whose answer is kept with the text; what it yields, as a tuple."""

    @wraps(look)
    def looked(subject: Subject) -> Any:
        kept = subject.answers
        if look not in kept:
            found = look(subject)
            kept[look] = tuple(found) if isinstance(found, Iterator) else found
        return kept[look]

    return looked
