"""What a format may be unable to hold, and how much of it a project has: never dropped without a word."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from annotator.domain import Annotation, Flag, Origin, State, Tag


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing that an annotation, or a project, has beside label and words."""

    name: str
    lost: str
    """What a format without it does, as a sentence to be read before an export."""
    count: str
    """The same of one and of ``{n}`` annotations, after it, parted by ``|``; empty where none are counted."""
    has: Callable[[Annotation], bool] | None = None
    """Whether an annotation has it; None where only the format can tell, or where it is the project's."""
    whole: bool = False
    """Whether an annotation that has it is left out altogether."""


def _flag(of: Callable[[Flag], object]) -> Callable[[Annotation], bool]:
    return lambda each: isinstance(each, Flag) and bool(of(each))


TAGS = Facet(
    "tags",
    "Tags are left out.",
    "{n} tag is left out|{n} tags are left out",
    lambda each: isinstance(each, Tag),
    whole=True,
)
FLAGS = Facet(
    "flags",
    "Issues are left out.",
    "{n} issue is left out|{n} issues are left out",
    _flag(lambda _: True),
    whole=True,
)
SUGGESTED = Facet(
    "suggested",
    "Suggestions that nobody has decided on are left out: they would look like issues.",
    "{n} suggestion is left out|{n} suggestions are left out",
    _flag(lambda each: each.state is State.SUGGESTED),
    whole=True,
)
DISMISSED = Facet(
    "dismissed",
    "Dismissed issues are left out: they would look like open ones.",
    "{n} dismissed issue is left out|{n} dismissed issues are left out",
    _flag(lambda each: each.state is State.DISMISSED),
    whole=True,
)
WHOLE = Facet(
    "whole",
    "What stands on a policy as a whole, not on words of it, is left out.",
    "{n} annotation on a whole policy is left out|{n} annotations on a whole policy are left out",
    lambda each: not each.spans,
    whole=True,
)
PARTS = Facet(
    "parts",
    "An annotation with several spans becomes one for each span.",
    "{n} annotation with several spans is split|{n} annotations with several spans are split",
    lambda each: len(each.spans) > 1,
)
OVERLAPS = Facet(
    "overlaps",
    "Where annotations overlap only the longest is kept.",
    "{n} annotation that overlaps a longer one is left out"
    "|{n} annotations that overlap a longer one are left out",
)
BOUNDARIES = Facet(
    "boundaries",
    "Spans that do not begin and end with a word are fitted to whole words.",
    "{n} span is fitted to whole words|{n} spans are fitted to whole words",
)
WORDLESS = Facet(
    "wordless",
    "Spans without a word in them, such as spaces or a bullet, are left out.",
    "{n} span without a word is left out|{n} spans without a word are left out",
)
COUNTERPART = Facet(
    "counterpart",
    "The second place of a contradiction is left out.",
    "{n} second place of a contradiction is left out|{n} second places of contradictions are left out",
    _flag(lambda each: each.counterpart),
)
ATTRIBUTES = Facet(
    "attributes",
    "Attributes of tags are left out.",
    "{n} tag loses its attributes|{n} tags lose their attributes",
    lambda each: isinstance(each, Tag) and bool(each.attributes),
)
NOTES = Facet(
    "notes",
    "Notes are left out.",
    "{n} note is left out|{n} notes are left out",
    lambda each: bool(each.note),
)
SEVERITY = Facet(
    "severity",
    "The severity of issues is left out.",
    "{n} issue loses its severity|{n} issues lose their severity",
    _flag(lambda _: True),
)
STATE = Facet(
    "state",
    "Whether an issue is open or resolved, and why, is left out.",
    "{n} issue loses that it was resolved, and why|{n} issues lose that they were resolved, and why",
    _flag(lambda each: each.state is not State.OPEN or each.reason),
)
WORDING = Facet(
    "wording",
    "Proposed wording is left out.",
    "{n} proposal of other wording is left out|{n} proposals of other wording are left out",
    _flag(lambda each: each.suggestion),
)
WHO = Facet(
    "who",
    "Who made an annotation and when is left out.",
    "{n} annotation loses its reviewer and its times|{n} annotations lose their reviewer and their times",
    lambda _: True,
)
ORIGIN = Facet(
    "origin",
    "Which rule or which import an annotation came from is left out.",
    "{n} annotation loses the rule or import it came from"
    "|{n} annotations lose the rule or import they came from",
    lambda each: each.origin != Origin(),
)
IDS = Facet(
    "ids",
    "The ids of annotations are left out.",
    "{n} annotation loses its id|{n} annotations lose their id",
    lambda _: True,
)
LABELS = Facet("labels", "Definitions, colours and keys of labels are left out.", "")
FACTS = Facet("facts", "Site, capture date, language and status of policies are left out.", "")
BYTES = Facet("bytes", "The original file of a policy is left out.", "")
RULES = Facet("rules", "How rules are set in the project is left out.", "")
WAITING = Facet(
    "waiting",
    "Marks that wait to be placed by hand are left out.",
    "{n} mark that waits to be placed by hand is left out"
    "|{n} marks that wait to be placed by hand are left out",
)
CONTROLS = Facet(
    "controls",
    "Characters that XML cannot hold are written as “\ufffd”, so that all offsets stay.",
    "{n} character that XML cannot hold is replaced|{n} characters that XML cannot hold are replaced",
)

MARGIN = (ATTRIBUTES, NOTES, SEVERITY, STATE, WORDING, WHO, ORIGIN, IDS)
"""All that an annotation has beside its label and its places."""
PROJECT = (LABELS, FACTS, BYTES, RULES, WAITING)
"""All that a project has beside texts and annotations."""
BARE = (SUGGESTED, DISMISSED, WHOLE, PARTS, COUNTERPART, *MARGIN, *PROJECT)
"""What a format loses that holds a text, and labels on runs of it, and nothing else."""


class Tally:
    """Counts what is lost while an export is written. ``loses``: what its format cannot hold."""

    def __init__(self, loses: Collection[Facet] = ()) -> None:
        self._whole = [(each, each.has) for each in loses if each.has is not None and each.whole]
        self._partly = [(each, each.has) for each in loses if each.has is not None and not each.whole]
        self._counts: Counter[str] = Counter()
        self._further: list[str] = []

    def kept(self, annotations: Iterable[Annotation]) -> Iterator[Annotation]:
        """Those that the format can hold at least in part; what is lost of all of them is counted."""
        for each in annotations:
            missing = next((facet for facet, has in self._whole if has(each)), None)
            if missing is not None:
                self.add(missing)
                continue
            for facet, has in self._partly:
                if has(each):
                    self.add(facet)
            yield each

    def add(self, facet: Facet, number: int = 1) -> None:
        """Count what only the format itself can tell."""
        self._counts[facet.count] += number

    def say(self, sentence: str) -> None:
        """Tell of something else that the file does not have."""
        self._further.append(sentence)

    def sentences(self) -> list[str]:
        """What was lost, a sentence each; empty where nothing was."""
        counted = ((said.split("|")[number > 1], number) for said, number in self._counts.items() if number)
        return [*(f"{said.format(n=number)}." for said, number in counted), *self._further]
