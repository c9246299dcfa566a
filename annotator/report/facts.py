"""All that a report says, as one value; its writers only lay it out.

There is no time of making in it: the same project gives the same report. Offsets are code points.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from enum import Enum
from itertools import takewhile
from typing import Any, TypeVar, cast

from annotator import __version__
from annotator.domain import (
    CLAUSES,
    ISSUES,
    Annotation,
    Flag,
    Label,
    Policy,
    Severity,
    Span,
    State,
    Tag,
    Taxonomy,
)
from annotator.exchange.content import marked
from annotator.exchange.losses import Tally
from annotator.project import Project
from annotator.report.runs import Run, paragraphs
from annotator.report.words import cited, legible

Value = TypeVar("Value")
SEVERITIES = tuple(reversed(Severity))
"""As a report orders them: the gravest first."""
NOT_APPLICABLE = "not applicable"
"""The verdict on what is not asked of a policy."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a report is to hold."""

    open_only: bool = False
    """Only issues that are open, none that are resolved."""
    least: Severity = Severity.INFO
    text: bool = True
    """Whether the policies themselves are in it, with their highlights."""

    def takes(self, flag: Flag) -> bool:
        """Suggestions and what was dismissed are never issues of a report."""
        states = {State.OPEN} if self.open_only else {State.OPEN, State.RESOLVED}
        return flag.state in states and SEVERITIES.index(flag.severity) <= SEVERITIES.index(self.least)

    def sentences(self) -> tuple[str, ...]:
        """What is left out, so that no reader takes a part for the whole."""
        told = []
        if self.open_only:
            told.append("Only open issues are in this report; resolved ones are left out.")
        if self.least is not Severity.INFO:
            told.append(f"Only issues of {self.least} severity or graver are in this report.")
        if not self.text:
            told.append("The texts of the policies are left out.")
        return tuple(told)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a policy, and where a lawyer finds them."""

    quote: str
    citation: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue as a reader meets it. ``number`` counts through one policy, the gravest first."""

    number: int
    id: str
    type: str
    severity: Severity
    state: State
    passages: tuple[Passage, ...]
    counterpart: tuple[Passage, ...]
    why: str
    """What its type means."""
    note: str
    wording: str
    """What the reviewer proposes instead."""
    reason: str
    """Why it was resolved."""
    reviewer: str
    day: str
    """On which it was last changed, ``YYYY-MM-DD``."""
    rule: str
    """The detector's rule and its version, where one found it first."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a policy says about one thing that the law asks for."""

    title: str
    source: str
    verdict: str
    """present, absent, unclear or not applicable."""
    quote: str
    citation: str
    reason: str


@dataclass(frozen=True, slots=True)
class Section:
    """One policy of a report."""

    policy: Policy
    reviewers: tuple[str, ...]
    issues: tuple[Issue, ...]
    clauses: tuple[tuple[str, int], ...]
    """Clauses and how often each is tagged, in the order of the label set."""
    answers: tuple[Answer, ...]
    """None where nothing is asked of it."""
    paragraphs: tuple[tuple[Run, ...], ...]
    undecided: int
    """Suggestions that nobody has decided on."""
    unplaced: int
    """Marks that were imported and wait for their place."""
    namesakes: bool = False
    """Whether another policy of the report is called the same."""

    @property
    def title(self) -> str:
        """What the policy is called, and where another is called so too, its file."""
        title = self.policy.title or self.policy.file_name
        return f"{title} ({self.policy.file_name})" if self.namesakes else title

    @property
    def applicable(self) -> tuple[Answer, ...]:
        """What it says about that which is asked of it."""
        return tuple(each for each in self.answers if each.verdict != NOT_APPLICABLE)

    def severity(self, run: Run) -> Severity:
        """The gravest of the issues on the run."""
        return self.issues[run.issue - 1].severity


@dataclass(frozen=True, slots=True)
class Matrix:
    """Policies against labels: how often each stands on each."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Memo:
    """A report."""

    title: str
    as_of: str
    """The day of the last act in the project, ``YYYY-MM-DD``; empty where there is none."""
    sections: tuple[Section, ...]
    by_severity: Mapping[Severity, int]
    by_type: tuple[tuple[str, int], ...]
    """Issue types, the most frequent first."""
    clauses: Matrix
    issues: Matrix
    left_out: tuple[str, ...]
    provenance: tuple[tuple[str, str], ...]
    """What the report rests on: name and value."""
    choice: Choice


EVERYTHING = Choice()


def memo(
    project: Project,
    policies: Sequence[Policy] | None = None,
    choice: Choice = EVERYTHING,
    *,
    stopped: Callable[[], bool] = lambda: False,
) -> Memo:
    """The report on these policies, or on all, as they are at this moment.

    DamagedError where the project is not as its acts left it. ``stopped`` is asked before each policy: where
    it says so, the rest is left out, and nobody is to read the report.
    """
    with project.store.snapshot():  # only while it is read: nobody can write meanwhile
        project.store.refuse_uncounted()
        labels = project.taxonomy(CLAUSES), project.taxonomy(ISSUES)
        people = {each.id: each.name for each in project.reviewers()}
        as_of, provenance = project.saved()[:10], tuple(_provenance(project, *labels))
        waiting = Counter(each.policy for each in project.unplaced())
        read = [
            (each.policy, each.document.text, each.annotations, waiting[each.policy.id])
            for each in marked(project.store, policies, Tally(()))
        ]
    sections = tuple(
        _section(*each, choice=choice, labels=labels, people=people, as_of=as_of)
        for each in takewhile(lambda _: not stopped(), read)
    )
    titles = Counter(each.title for each in sections)
    sections = tuple(replace(each, namesakes=titles[each.title] > 1) for each in sections)
    types = Counter(issue.type for section in sections for issue in section.issues)
    severities = Counter(issue.severity for section in sections for issue in section.issues)
    clauses, issues = ([label.name for label in each.labels] for each in labels)
    return _legible(
        Memo(
            title=sections[0].title if len(sections) == 1 else f"{len(sections)} policies",
            as_of=as_of,
            sections=sections,
            by_severity={each: severities[each] for each in SEVERITIES},
            by_type=tuple(sorted(types.items(), key=lambda pair: (-pair[1], pair[0]))),
            clauses=_matrix(sections, clauses, _clause_counts),
            issues=_matrix(sections, issues, _type_counts),
            left_out=choice.sentences(),
            provenance=provenance,
            choice=choice,
        )
    )


def _legible(value: Value) -> Value:
    """The same without the signs that no document may hold, however deep they are."""
    found: Any = value
    match value:
        case Enum():
            pass
        case str():
            found = legible(value)
        case tuple():
            found = tuple(map(_legible, value))
        case _ if is_dataclass(value) and not isinstance(value, type):
            found = replace(
                value, **{field.name: _legible(getattr(value, field.name)) for field in fields(value)}
            )
    return cast("Value", found)


def _provenance(project: Project, clauses: Taxonomy, issues: Taxonomy) -> Iterator[tuple[str, str]]:
    yield "Program", f"annotator {__version__}"
    yield "Project", project.path.name
    yield "Last act", project.saved() or "none"
    yield "Acts in the history", str(project.newest())
    yield "Seal of the history", project.store.head()
    yield "Labels for clauses", f"{clauses.name}, version {clauses.version}"
    yield "Types of issues", f"{issues.name}, version {issues.version}"
    yield "Detection rules", project.ruleset()


def _section(
    policy: Policy,
    text: str,
    annotations: Sequence[Annotation],
    unplaced: int,
    *,
    choice: Choice,
    labels: tuple[Taxonomy, Taxonomy],
    people: Mapping[str, str],
    as_of: str,
) -> Section:
    clauses, types = ({label.id: label for label in each.labels} for each in labels)
    flags = [each for each in annotations if isinstance(each, Flag) and choice.takes(each)]
    flags.sort(key=lambda each: SEVERITIES.index(each.severity))  # stable: in reading order for each
    tags = [each for each in annotations if isinstance(each, Tag)]
    counts = Counter(each.label for each in tags)
    return Section(
        policy=policy,
        reviewers=tuple(_names([*flags, *tags], people)),
        issues=tuple(_issue(number, each, types, people) for number, each in enumerate(flags, 1)),
        clauses=tuple((label.name, counts[label.id]) for label in labels[0].labels if counts[label.id]),
        answers=tuple(_answers(text, policy, as_of)),
        paragraphs=tuple(paragraphs(text, flags, tags, (clauses, types))) if choice.text else (),
        undecided=sum(isinstance(each, Flag) and each.state is State.SUGGESTED for each in annotations),
        unplaced=unplaced,
    )


def _names(annotations: Collection[Annotation], people: Mapping[str, str]) -> Iterator[str]:
    return iter(dict.fromkeys(people[each.reviewer] for each in annotations if each.reviewer))


def _issue(number: int, flag: Flag, types: Mapping[str, Label], people: Mapping[str, str]) -> Issue:
    label, origin = types[flag.label], flag.origin
    return Issue(
        number=number,
        id=flag.id,
        type=label.name,
        severity=flag.severity,
        state=flag.state,
        passages=tuple(map(_passage, flag.spans)),
        counterpart=tuple(map(_passage, flag.counterpart)),
        why=label.definition,
        note=flag.note,
        wording=flag.suggestion,
        reason=flag.reason,
        reviewer=people.get(flag.reviewer, ""),
        day=flag.modified[:10],
        rule=f"{origin.name}, version {origin.version}" if origin.kind == "detector" else "",
    )


def _passage(span: Span) -> Passage:
    return Passage(span.quote, cited(span.citation), span.start, span.end)


def _answers(text: str, policy: Policy, as_of: str) -> Iterator[Answer]:
    from annotator.detection.coverage import coverage  # noqa: PLC0415 - reads its registers
    from annotator.detection.subject import Subject  # noqa: PLC0415

    day = date.fromisoformat(as_of) if as_of else None
    subject = Subject(text, file_name=policy.file_name, as_of=day)
    for each in coverage(subject):
        start, end = next(iter(each.evidence), (0, 0))
        citation = cited(subject.structure.citation(start, end)) if start < end else ""
        yield Answer(each.title, each.source, each.verdict.value, text[start:end], citation, each.reason)


def _clause_counts(section: Section) -> Mapping[str, int]:
    return dict(section.clauses)


def _type_counts(section: Section) -> Mapping[str, int]:
    return Counter(each.type for each in section.issues)


def _matrix(
    sections: Sequence[Section], names: Sequence[str], counts: Callable[[Section], Mapping[str, int]]
) -> Matrix:
    """Without the labels that stand on none of the policies."""
    counted = [(section.title, counts(section)) for section in sections]
    used = tuple(name for name in names if any(each.get(name) for _, each in counted))
    return Matrix(used, tuple((title, tuple(each.get(name, 0) for name in used)) for title, each in counted))
