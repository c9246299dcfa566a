"""What a rule is, and what it finds.

A rule is one row of a table (``detection/rules``): what it is called, why it matters, how sure it is, and the
function that finds it. All offsets are code points of the text.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from annotator.detection.subject import Subject
from annotator.domain import LabelId, Severity


class Tier(StrEnum):
    """How far a rule is to be trusted."""

    SURE = "sure"
    """Right nine times in ten and more: shown at once."""
    MAYBE = "maybe"
    """Worth a look: waits in the review queue."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place a rule points at, ``[start, end)``; 0, 0 for the policy as a whole."""

    start: int
    end: int
    message: str = ""
    """What is wrong here, in one sentence; empty where the rule's title says it all."""
    suggestion: str = ""
    """The words that would be right, where the rule knows them."""
    other: tuple[int, int] | None = None
    """The other half of a contradiction."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of defect and how it is found.

    ``hits`` and ``misses`` are its golden examples, each a whole text. In a hit the words to be found stand
    in ``⟦ ⟧``, as often as they occur; without any, the finding is on the policy as a whole. In a miss
    nothing is found. They are shown to the reviewer, and tested.
    """

    id: str
    """Lower-case words joined by hyphens; it never changes, since decisions refer to it."""
    issue: LabelId
    """The issue type, as in ``resources/taxonomies``."""
    title: str
    why: str
    """Why it matters to a reader of the policy, in a sentence or two."""
    severity: Severity
    tier: Tier
    find: Callable[[Subject], Iterable[Hit]]
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    languages: frozenset[str] = frozenset()
    """The languages it reads, as ``Subject.language_of`` names them; empty for any."""
    reads_code: bool = False
    """Whether it is told of what stands in the code of a page, where nothing is the policy's."""
    version: int = 1
    """Rises when what it finds changes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says about one place of one text."""

    rule: str
    issue: LabelId
    severity: Severity
    tier: Tier
    message: str
    suggestion: str
    start: int
    end: int
    other: tuple[int, int] | None = None
    version: int = 1
    """Of the rule."""

    @property
    def whole(self) -> bool:
        """Whether it is about the policy as a whole."""
        return self.start == self.end
