"""Our clause labels in the terms of other schemes: many to many, and what has no term there is told.

Terms are the identifiers that a label carries in its mappings (several are parted by ``;``), else those of
``resources/crosswalks.json``. Issues are ours alone and stay as they are.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TypeVar

from annotator import places, records
from annotator.domain import (
    CLAUSES,
    Annotation,
    Document,
    Flag,
    Label,
    LabelId,
    Policy,
    PolicyId,
    Reviewer,
    RuleSetting,
    Tag,
    Taxonomy,
    Unplaced,
    reading_order,
)
from annotator.exchange.content import Source
from annotator.problems import BadInputError

Mark = TypeVar("Mark", Annotation, Unplaced)

_NONE = "(none)"
"""What a mapping says where its scheme has nothing like the label."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """Another way to divide what a policy says. ``mapping`` names its identifiers in a label's mappings."""

    name: str
    title: str
    mapping: str
    source: str = ""
    terms: Mapping[LabelId, tuple[str, ...]] = field(default_factory=dict)

    def terms_of(self, label: Label) -> tuple[str, ...]:
        """What a label is there; empty where it has no counterpart."""
        said = label.mappings.get(self.mapping, "")
        terms = tuple(filter(None, (each.strip() for each in said.split(";"))))
        return tuple(each for each in terms or self.terms.get(label.id, ()) if each != _NONE)


@dataclass(frozen=True, slots=True)
class _File:
    schemes: tuple[Scheme, ...]


@cache
def schemes() -> Mapping[str, Scheme]:
    """All that there are, by name."""
    data = (places.resources() / "crosswalks.json").read_bytes()
    return {each.name: each for each in records.decode(data, _File).schemes}


class Crosswalked:
    """A project as another scheme sees it: a tag becomes one for each term of its label there."""

    def __init__(self, source: Source, name: str) -> None:
        if name not in schemes():
            raise BadInputError(f"There is no scheme “{name}”. There are: {', '.join(schemes())}.")
        self._source = source
        self._scheme = schemes()[name]
        ours = source.taxonomy(CLAUSES)
        self._terms = {label.id: self._scheme.terms_of(label) for label in ours.labels}
        self._names = {label.id: label.name for label in ours.labels}
        self._lost: Counter[LabelId] = Counter()

    def sentences(self) -> list[str]:
        """What of all that was read has no counterpart, a sentence or none."""
        if not self._lost:
            return []
        number = self._lost.total()
        named = ", ".join(f"{self._names[label]} ({n})" for label, n in self._lost.most_common())
        tags = "1 tag has" if number == 1 else f"{number} tags have"
        return [f"{tags} no counterpart in {self._scheme.title}: {named}."]

    def authors(self) -> list[Reviewer]:
        """As they are."""
        return self._source.authors()

    def rule_settings(self) -> list[RuleSetting]:
        """As they are."""
        return self._source.rule_settings()

    def policies(self) -> list[Policy]:
        """As they are."""
        return self._source.policies()

    def document(self, policy: Policy) -> Document:
        """As it is."""
        return self._source.document(policy)

    def head(self) -> str:
        """As it is."""
        return self._source.head()

    def taxonomy(self, taxonomy: str) -> Taxonomy:
        """The terms as labels, each in the colour of the first of ours that leads to it."""
        ours = self._source.taxonomy(taxonomy)
        if taxonomy != CLAUSES:
            return ours
        terms: dict[str, Label] = {}
        for label in ours.labels:
            for term in self._terms[label.id]:
                terms.setdefault(term, replace(label, id=term, name=term, code="", key="", mappings={}))
        return replace(ours, name=self._scheme.title, labels=tuple(terms.values()))

    def annotations(self, policy: PolicyId) -> list[Annotation]:
        """The first term of a tag keeps its id."""
        return [each for one in self._source.annotations(policy) for each in self._translated(one)]

    def unplaced(self) -> list[Unplaced]:
        """Those that are to be tags as tags are."""
        return [each for one in self._source.unplaced() for each in self._translated(one)]

    def records(self, policy: PolicyId, kind: str, text: str) -> Iterator[bytes]:
        """Ours are held against the text before they are translated."""
        found = self._source.records(policy, kind, text)
        if kind != "tag":
            yield from found
            return
        tags = sorted((records.decode(each, Tag) for each in found), key=reading_order)
        yield from (records.encode(each) for tag in tags for each in self._translated(tag))

    def _translated(self, mark: Mark) -> Iterator[Mark]:
        if isinstance(mark, Flag) or (isinstance(mark, Unplaced) and mark.kind == "flag"):
            yield mark
            return
        terms = self._terms[mark.label]
        if not terms:
            self._lost[mark.label] += 1
        for number, term in enumerate(terms, 1):
            own = mark.id if number == 1 else f"{mark.id}-{number}"
            yield replace(mark, id=own, label=term)
