"""What another tool's file brings: texts, marks on them, and where they stood. Nothing of it is ours yet.

Offsets are code points of the text as the tool has it; readers convert.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from annotator.domain import Origin, Severity, State


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


Reader: TypeAlias = Callable[[Path], Foreign]
"""Reads a file or a folder; BadInputError says what does not fit, and where."""
