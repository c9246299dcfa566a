"""What another tool's file brings: texts, marks on them, and where they stood. Nothing of it is ours yet.

Offsets are code points of the text as the tool has it; readers convert.
"""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TypeAlias, TypeVar

from annotator import records
from annotator.domain import CLAUSES, ISSUES, Origin, Policy, Severity, State
from annotator.places import refuse_project
from annotator.problems import BadInputError
from annotator.text.offsets import Offsets


@dataclass(frozen=True, slots=True)
class Place:
    """A run of words. ``start`` is -1 where the tool gives no offsets; then the quote is there."""

    start: int
    end: int
    quote: str = ""
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One annotation. ``label`` is what the tool calls it; what the tool does not know is empty or None.

    Without places it stands on the whole text.
    """

    label: str
    kind: str = ""
    """``tag`` or ``flag`` where the file says so."""
    places: tuple[Place, ...] = ()
    counterpart: tuple[Place, ...] = ()
    id: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    severity: Severity | None = None
    state: State | None = None
    reason: str = ""
    note: str = ""
    suggestion: str = ""
    reviewer: str = ""
    """The name of whoever made it."""
    reviewer_id: str = ""
    created: str = ""
    modified: str = ""
    origin: Origin | None = None
    """Where it came from before the tool had it, if the file says so."""


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text of another tool. ``text`` is None where the file does not hold it."""

    name: str
    text: str | None
    marks: tuple[Mark, ...]
    policy: str = ""
    """The id that this program gave it, if the file came from here."""
    text_sha256: str = ""


@dataclass(frozen=True, slots=True)
class Foreign:
    """All that a file, or a folder, brings."""

    tool: str
    """As the origin of what comes in will name it: ``brat``, ``label-studio``."""
    texts: tuple[MarkedText, ...]
    notes: tuple[str, ...] = ()
    """What of the file is no annotation and stays behind, a sentence each."""


Reader: TypeAlias = Callable[[Path], Foreign]
"""Reads a file or a folder; BadInputError says what does not fit, and where."""


@dataclass(frozen=True, slots=True)
class Meta:
    """Which text a line is, as far as its file says so."""

    policy: str = ""
    file_name: str = ""
    title: str = ""
    source: str = ""
    text_sha256: str = ""

    @classmethod
    def of(cls, policy: Policy) -> "Meta":
        """What this program writes of a policy."""
        return cls(policy.id, policy.file_name, policy.title, policy.site, policy.text_sha256)


UNNAMED = Meta()

T = TypeVar("T")


def lines(path: Path, form: type[T]) -> Iterator[tuple[int, T]]:
    """The records of a file of JSON Lines, each with the number of its line, from 1."""
    with opened(path) as stream:
        for number, line in enumerate(stream, 1):
            if line.strip():
                try:
                    yield number, records.decode(line, form)
                except BadInputError as error:
                    raise BadInputError(f"Line {number} of {path.name}: {error}") from error


def marked_text(text: str, meta: Meta, runs: Iterable[tuple[Place, str]], number: int) -> MarkedText:
    """A text with bare labels on runs of it, the ``number``-th of its file."""
    marks = []
    for place, name in runs:
        kind, label = kind_and_label(name)
        marks.append(Mark(label=label, kind=kind, places=(place,)))
    name = meta.file_name or meta.title or meta.source or f"text {number}"
    return MarkedText(name, text, tuple(marks), meta.policy, meta.text_sha256)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file to read; BadInputError where it cannot be."""
    refuse_project(path)
    try:
        with path.open("rb") as stream:
            yield stream
    except OSError as error:
        raise BadInputError(f"{path} cannot be read: {error.strerror or error}.") from error


def kind_and_label(name: str) -> tuple[str, str]:
    """Kind and id of a label that this program wrote (``clause.retention``); another name has no kind."""
    space, dot, label = name.partition(".")
    kind = {CLAUSES: "tag", ISSUES: "flag"}.get(space, "") if dot else ""
    return (kind, label) if kind else ("", name)


def place_in(text: str, start: int, end: int, what: str) -> Place:
    """A place in code points; BadInputError, which names ``what``, where the text does not go so far."""
    if not 0 <= start < end <= len(text):
        raise BadInputError(f"{what} stands at {start}–{end}, but its text has {len(text)} characters.")
    return Place(start, end, text[start:end])


def place_in_utf16(offsets: Offsets, text: str, start: int, end: int, what: str) -> Place:
    """The same from UTF-16 units."""
    try:
        first, last = offsets.from_utf16(start, snap="error"), offsets.from_utf16(end, snap="error")
    except (IndexError, ValueError) as error:
        raise BadInputError(
            f"{what} stands at {start}–{end}, which is not between characters of its text. Its offsets are"
            " read as UTF-16 units, as this format has them."
        ) from error
    return place_in(text, first, last, what)


Choice = TypeVar("Choice", Severity, State)


def one_of(choices: type[Choice], name: str) -> Choice | None:
    """The severity or state of that name; None where there is none such."""
    return choices(name) if name in set(choices) else None
