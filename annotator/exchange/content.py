"""What a format may ask of a project when it writes, and what it gives back when it reads."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from annotator.domain import (
    CLAUSES,
    ISSUES,
    Annotation,
    Document,
    Flag,
    Policy,
    PolicyId,
    Reviewer,
    RuleSetting,
    Tag,
    Taxonomy,
    Unplaced,
    reading_order,
)
from annotator.exchange.losses import Tally
from annotator.problems import DamagedError


class Source(Protocol):
    """A project as an export sees it: one moment of it, read piece by piece."""

    def head(self) -> str:
        """The chain of the latest event of its history, in hexadecimal."""

    def authors(self) -> list[Reviewer]:
        """The reviewers who stand behind at least one annotation, or a mark that waits for its place."""

    def taxonomy(self, taxonomy: str) -> Taxonomy:
        """A label set by its id."""

    def rule_settings(self) -> list[RuleSetting]:
        """What the project says about rules, by their ids."""

    def policies(self) -> list[Policy]:
        """In order of import."""

    def document(self, policy: Policy) -> Document:
        """Bytes and text; DamagedError where they are not those that were imported."""

    def annotations(self, policy: PolicyId) -> list[Annotation]:
        """Tags and flags of a policy, in no order that matters."""

    def unplaced(self) -> list[Unplaced]:
        """The marks that wait for their place: those of a policy together, by their time and their id."""

    def records(self, policy: PolicyId, kind: str, text: str) -> Iterator[bytes]:
        """``tag`` or ``flag`` records of a policy in reading order, as JSON.

        DamagedError where the text, which is the policy's, does not have a span's quote at its place.
        """


@dataclass(frozen=True, slots=True)
class MarkedPolicy:
    """A policy with its text and, in reading order, all that stands on it."""

    policy: Policy
    document: Document
    annotations: tuple[Annotation, ...]


def marked(source: Source, policies: Sequence[Policy] | None, tally: Tally) -> Iterator[MarkedPolicy]:
    """The policies, all unless some are chosen, one at a time, with what the format can hold of each.

    DamagedError where a quote is not what the text has at its place.
    """
    for policy in source.policies() if policies is None else policies:
        document = source.document(policy)
        annotations = tuple(sorted(source.annotations(policy.id), key=reading_order))
        for each in annotations:
            spans = (*each.spans, *each.counterpart) if isinstance(each, Flag) else each.spans
            if any(document.text[span.start : span.end] != span.quote for span in spans):
                raise DamagedError(
                    f"Annotation {each.id} on “{policy.title}” does not quote what stands at its place."
                    " Nothing was written: check the project, or open a backup of it."
                )
        yield MarkedPolicy(policy, document, tuple(tally.kept(annotations)))


_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_LONGEST_NAME = 80


def file_stems(policies: Iterable[Policy]) -> dict[PolicyId, str]:
    """What the files of each policy are called in a folder, without ending: no two alike on any system."""
    stems: dict[PolicyId, str] = {}
    taken: set[str] = set()
    for policy in policies:
        stem = _UNSAFE.sub("_", Path(policy.file_name).stem).strip(". ")[:_LONGEST_NAME]
        if not stem or stem.casefold() in taken:
            stem = f"{stem}-{policy.id}".strip("-")
        taken.add(stem.casefold())
        stems[policy.id] = stem
    return stems


def label_of(annotation: Annotation) -> str:
    """The name of its label where both sets of labels are one: ``clause.retention``, ``issue.broken-url``."""
    return f"{CLAUSES if isinstance(annotation, Tag) else ISSUES}.{annotation.label}"


@dataclass(frozen=True, slots=True)
class IncomingPolicy:
    """A policy with its text and all that stands on it."""

    policy: Policy
    document: Document
    annotations: tuple[Annotation, ...]
    unplaced: tuple[Unplaced, ...] = ()
    """Marks that wait for their place on it."""


@dataclass(frozen=True, slots=True)
class Content:
    """All that a file brings."""

    reviewers: tuple[Reviewer, ...]
    taxonomies: tuple[Taxonomy, ...]
    policies: tuple[IncomingPolicy, ...]
    rules: tuple[RuleSetting, ...] = ()
