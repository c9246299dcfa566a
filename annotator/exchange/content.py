"""What a format may ask of a project when it writes, and what it gives back when it reads."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from annotator.domain import Annotation, Document, Policy, PolicyId, Reviewer, RuleSetting, Taxonomy


class Source(Protocol):
    """A project as an export sees it: one moment of it, read piece by piece."""

    def authors(self) -> list[Reviewer]:
        """The reviewers who stand behind at least one annotation."""

    def taxonomy(self, taxonomy: str) -> Taxonomy:
        """A label set by its id."""

    def rule_settings(self) -> list[RuleSetting]:
        """What the project says about rules, by their ids."""

    def policies(self) -> list[Policy]:
        """In order of import."""

    def document(self, policy: Policy) -> Document:
        """Bytes and text; DamagedError where they are not those that were imported."""

    def records(self, policy: PolicyId, kind: str, text: str) -> Iterator[bytes]:
        """``tag`` or ``flag`` records of a policy in reading order, as JSON.

        DamagedError where the text, which is the policy's, does not have a span's quote at its place.
        """


@dataclass(frozen=True, slots=True)
class IncomingPolicy:
    """A policy with its text and all that stands on it."""

    policy: Policy
    document: Document
    annotations: tuple[Annotation, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """All that a file brings."""

    reviewers: tuple[Reviewer, ...]
    taxonomies: tuple[Taxonomy, ...]
    policies: tuple[IncomingPolicy, ...]
    rules: tuple[RuleSetting, ...] = ()
