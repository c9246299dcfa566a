"""The nouns. Frozen values; what they mean is in docs/GLOSSARY.md.

Offsets are Unicode code points, half-open ``[start, end)``, over a policy's canonical text. Times are UTC in
ISO 8601 with milliseconds, ``2026-01-31T14:02:03.456Z``. Field names and order are those of the export.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

PolicyId: TypeAlias = str
AnnotationId: TypeAlias = str
LabelId: TypeAlias = str
ReviewerId: TypeAlias = str

CLAUSES = "clause"
ISSUES = "issue"


class Status(StrEnum):
    """How far the review of one policy has come."""

    UNREAD = "unread"
    READING = "reading"
    REVIEWED = "reviewed"


class Severity(StrEnum):
    """How much an issue matters, in rising order."""

    INFO = "info"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class State(StrEnum):
    """What has become of a flag. A suggested one is a finding that nobody has decided on yet."""

    SUGGESTED = "suggested"
    OPEN = "open"
    RESOLVED = "resolved"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who stands behind an act."""

    id: ReviewerId
    name: str
    created: str


@dataclass(frozen=True, slots=True)
class Owner:
    """Who has a project open to write to it: which process on which machine, run by whom."""

    host: str
    process: int
    user: str
    since: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it came, and the canonical text that was read from it, which never changes again."""

    file_name: str
    content: bytes
    text: str
    encoding: str
    text_sha256: str
    """Over the text as UTF-8."""
    bytes_sha256: str
    pages: tuple[int, ...] = ()
    """The offset at which each page starts; empty where there are no pages."""
    notes: tuple[str, ...] = ()
    """What reading the file took, a sentence each: “3 tracked changes were accepted.”"""


@dataclass(frozen=True, slots=True)
class Policy:
    """One document under review. ``length`` is in code points."""

    id: PolicyId
    file_name: str
    title: str
    site: str
    captured: str
    """The day the text was captured, ``YYYY-MM-DD``, or empty where nobody knows."""
    language: str
    """A language tag such as ``en``, or empty."""
    length: int
    text_sha256: str
    bytes_sha256: str
    encoding: str
    imported: str
    status: Status = Status.UNREAD


@dataclass(frozen=True, slots=True)
class Span:
    """A run of a policy's text, with all that is needed to find it again.

    Made only by ``CanonicalText.span``, so that ``text[start:end] == quote`` always holds.
    """

    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    utf16_start: int
    utf16_end: int
    citation: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an annotation came from: a person, an import, a detector's rule in one version."""

    kind: str = "person"
    name: str = ""
    version: str = ""
    tier: str = ""
    """How far the rule was trusted when it found this: ``sure`` or ``maybe``; empty for all else."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A clause label on spans of a policy, or on the whole policy when there are none."""

    id: AnnotationId
    policy: PolicyId
    label: LabelId
    spans: tuple[Span, ...]
    attributes: Mapping[str, str]
    note: str
    reviewer: ReviewerId
    created: str
    modified: str
    origin: Origin = Origin()


@dataclass(frozen=True, slots=True)
class Flag:
    """An issue on spans of a policy, or on the whole policy when there are none.

    ``label`` is the issue type; ``counterpart`` is the other half of a contradiction. A suggestion has no
    reviewer: nobody stands behind it until it is accepted or dismissed.
    """

    id: AnnotationId
    policy: PolicyId
    label: LabelId
    spans: tuple[Span, ...]
    counterpart: tuple[Span, ...]
    severity: Severity
    state: State
    reason: str
    """Why it was resolved or dismissed."""
    note: str
    suggestion: str
    """The wording the reviewer proposes instead."""
    reviewer: ReviewerId
    created: str
    modified: str
    origin: Origin = Origin()


Annotation: TypeAlias = Tag | Flag


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that stood in another text, with those around them."""

    words: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """A mark of another text that has no certain place in the policy: a reviewer places it, or sets it aside.

    All but its places is as the annotation will have it. ``severity`` and ``state`` are a flag's.
    """

    id: AnnotationId
    policy: PolicyId
    kind: str
    """``tag`` or ``flag``."""
    label: LabelId
    quotes: tuple[Quote, ...]
    counterpart: tuple[Quote, ...]
    attributes: Mapping[str, str]
    severity: Severity | None
    state: State | None
    reason: str
    note: str
    suggestion: str
    reviewer: ReviewerId
    created: str
    modified: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Label:
    """One entry of a taxonomy. A retired label is no longer offered, and what carries it keeps it."""

    id: LabelId
    name: str
    definition: str = ""
    guidance: str = ""
    colour: str = "#5b8def"
    """``#rrggbb``; the theme derives tints that keep the text readable."""
    underline: str = "solid"
    """solid, dashed, dotted, double or wavy."""
    code: str = ""
    """Two or three letters drawn at the start of a span."""
    key: str = ""
    """``1``-``9``, ``0``, or ``Shift+`` one of these; empty for none."""
    family: str = ""
    severity: Severity | None = None
    """The severity a new flag of this type starts with; None for clauses."""
    retired: bool = False
    mappings: Mapping[str, str] = field(default_factory=dict)
    """Identifiers of the same idea in other schemes."""


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A set of labels in the reviewer's order. ``version`` rises by one with every change."""

    id: str
    name: str
    version: int
    labels: tuple[Label, ...]
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Attributes a tag may carry, each with its values, such as polarity: does, does-not, unclear."""
    note: str = ""

    def label(self, label_id: LabelId) -> Label | None:
        """The label of that id, retired or not."""
        return next((label for label in self.labels if label.id == label_id), None)

    @property
    def offered(self) -> tuple[Label, ...]:
        """The labels a reviewer may choose from."""
        return tuple(label for label in self.labels if not label.retired)


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """What a project says about one rule. Without a severity its findings have the rule's own."""

    rule: str
    on: bool = True
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Scan:
    """Which rules saw a policy last, and for which day it was judged."""

    policy: PolicyId
    rules: str
    """A fingerprint of the rules as they were set."""
    as_of: str
    """``YYYY-MM-DD``."""
    at: str


Entity: TypeAlias = Reviewer | Policy | Taxonomy | Tag | Flag | RuleSetting | Scan | Unplaced


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after an act; None where it was not there."""

    before: Entity | None
    after: Entity | None

    @property
    def entity(self) -> Entity:
        """What is there now, or what was there last."""
        value = self.after if self.after is not None else self.before
        if value is None:
            raise ValueError("a change without a before and without an after changes nothing")
        return value


@dataclass(frozen=True, slots=True)
class Event:
    """One act: who, when, what, before and after. One event is one transaction and one undo step."""

    seq: int
    at: str
    reviewer: ReviewerId
    act: str
    """What was done, as a verb: ``tag``, ``flag``, ``edit``, ``remove``, ``undo`` …"""
    title: str
    """The same as a reviewer would say it: ``Tag “Retention” on §4.2 ¶1``."""
    changes: tuple[Change, ...]
    reverts: int | None = None
    """For undo and redo, the event that was taken back or done again."""

    @property
    def policies(self) -> frozenset[PolicyId]:
        """The policies that this act touched."""
        touched = set()
        for change in self.changes:
            match change.entity:
                case Policy(id=policy):
                    touched.add(policy)
                case Tag(policy=policy) | Flag(policy=policy) | Unplaced(policy=policy) | Scan(policy=policy):
                    touched.add(policy)
        return frozenset(touched)


@dataclass(frozen=True, slots=True)
class Counts:
    """What a list shows beside a policy."""

    tags: int = 0
    open_flags: int = 0
    sure: int = 0
    """Suggestions of rules that can be trusted."""
    maybe: int = 0
    """Suggestions that wait in the review queue."""


def reading_order(annotation: Annotation) -> tuple[int, int, str, str]:
    """A sort key: those on the whole policy first, then by place, the longer first, then by age."""
    if not annotation.spans:
        return (-1, 0, annotation.created, annotation.id)
    first = annotation.spans[0]
    return (first.start, -first.end, annotation.created, annotation.id)


def place_of(annotation: Annotation) -> str:
    """Where an annotation stands, as a reviewer cites it."""
    if not annotation.spans:
        return "the whole policy"
    more = len(annotation.spans) - 1
    return annotation.spans[0].citation + (f" and {more} more" if more else "")
