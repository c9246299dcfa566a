"""What a format may be unable to hold, and how much of it a project has: never dropped without a word."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from annotator.domain import Annotation, Flag, Origin, Span, State, Tag


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that an annotation, or a project, has beside label and words."""

    name: str
    lost: str
    """What a format without it does, as a sentence to be read before an export."""
    count: str
    """The same of ``{n}`` annotations, after it; empty where it cannot be counted."""
    has: Callable[[Annotation], bool] | None = None
    """Whether an annotation has it; None where only the format can tell, or where it is the project's."""


def _flag(of: Callable[[Flag], object]) -> Callable[[Annotation], bool]:
    return lambda each: isinstance(each, Flag) and bool(of(each))


TAGS = Facet("tags", "Tags are left out.", "{n} tags are left out", lambda each: isinstance(each, Tag))
FLAGS = Facet("flags", "Issues are left out.", "{n} issues are left out", _flag(lambda _: True))
WHOLE = Facet(
    "whole",
    "What stands on a policy as a whole, not on words of it, is left out.",
    "{n} annotations on a whole policy are left out",
    lambda each: not each.spans,
)
PARTS = Facet(
    "parts",
    "An annotation with several spans becomes one for each span.",
    "{n} annotations with several spans are split",
    lambda each: len(each.spans) > 1,
)
OVERLAPS = Facet(
    "overlaps",
    "Where annotations overlap only the longest is kept.",
    "{n} annotations that overlap a longer one are left out",
)
BOUNDARIES = Facet(
    "boundaries",
    "Spans that begin or end inside a word are widened to whole words.",
    "{n} spans are widened to whole words",
)
COUNTERPART = Facet(
    "counterpart",
    "The second place of a contradiction is left out.",
    "{n} second places of contradictions are left out",
    _flag(lambda each: each.counterpart),
)
ATTRIBUTES = Facet(
    "attributes",
    "Attributes of tags are left out.",
    "{n} tags lose their attributes",
    lambda each: isinstance(each, Tag) and bool(each.attributes),
)
NOTES = Facet("notes", "Notes are left out.", "{n} notes are left out", lambda each: bool(each.note))
SEVERITY = Facet(
    "severity", "The severity of issues is left out.", "{n} issues lose their severity", _flag(lambda _: True)
)
STATE = Facet(
    "state",
    "What became of an issue (open, resolved, dismissed, only suggested) and why is left out.",
    "{n} issues lose what became of them",
    _flag(lambda each: each.state is not State.OPEN or each.reason),
)
WORDING = Facet(
    "wording",
    "Proposed wording is left out.",
    "{n} proposals of other wording are left out",
    _flag(lambda each: each.suggestion),
)
WHO = Facet(
    "who",
    "Who made an annotation and when is left out.",
    "{n} annotations lose their reviewer and their times",
    lambda _: True,
)
ORIGIN = Facet(
    "origin",
    "Which rule or which import an annotation came from is left out.",
    "{n} annotations lose the rule or import they came from",
    lambda each: each.origin != Origin(),
)
IDS = Facet("ids", "The ids of annotations are left out.", "{n} annotations lose their id", lambda _: True)
LABELS = Facet("labels", "Definitions, colours and keys of labels are left out.", "")
FACTS = Facet("facts", "Site, capture date, language and status of policies are left out.", "")
BYTES = Facet("bytes", "The original file of a policy is left out; its text is there.", "")
RULES = Facet("rules", "How rules are set in the project is left out.", "")
CONTROLS = Facet(
    "controls",
    "Characters that XML cannot hold are written as “\ufffd”, so that all offsets stay.",
    "{n} characters that XML cannot hold are replaced",
)

FACETS = (
    *(
        TAGS,
        FLAGS,
        WHOLE,
        PARTS,
        OVERLAPS,
        BOUNDARIES,
        COUNTERPART,
        ATTRIBUTES,
        NOTES,
        SEVERITY,
        STATE,
        WORDING,
    ),
    *(WHO, ORIGIN, IDS, LABELS, FACTS, BYTES, RULES, CONTROLS),
)


class Tally:
    """Counts what is lost while an export is written. ``loses``: what its format cannot hold."""

    def __init__(self, loses: Collection[Facet] = ()) -> None:
        self._loses = [each for each in loses if each.has is not None]
        self._counts: Counter[str] = Counter()
        self._further: list[str] = []

    def see(self, annotations: Iterable[Annotation]) -> None:
        """Count what these have and the format has not."""
        for each in annotations:
            for facet in self._loses:
                if facet.has is not None and facet.has(each):
                    self._counts[facet.count] += 1

    def add(self, facet: Facet, number: int = 1) -> None:
        """Count what only the format itself can tell."""
        self._counts[facet.count] += number

    def say(self, sentence: str) -> None:
        """Tell of something else that the file does not have."""
        self._further.append(sentence)

    def sentences(self) -> list[str]:
        """What was lost, a sentence each; empty where nothing was."""
        return [*(f"{said.format(n=n)}." for said, n in self._counts.items() if n), *self._further]


def parted(annotation: Annotation) -> tuple[Span | None, ...]:
    """Its spans one by one, for formats without ``PARTS``; None for the whole policy."""
    return annotation.spans or (None,)
