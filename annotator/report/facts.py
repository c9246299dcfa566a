"""All that a report says, as one value; its writers only lay it out.

There is no time of making in it: the same project gives the same report. Offsets are code points.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

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
from annotator.project import Project

SEVERITIES = tuple(reversed(Severity))
"""As a report orders them: the gravest first."""


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
class Run:
    """A stretch of a paragraph over which nothing changes."""

    text: str
    issues: tuple[int, ...] = ()
    """The numbers of the issues on it."""
    clauses: tuple[str, ...] = ()
    """The names of the clauses that it is tagged with."""
    issues_begun: tuple[int, ...] = ()
    """Those of the issues that begin here: where their numbers stand."""
    clauses_begun: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One policy of a report."""

    policy: Policy
    reviewers: tuple[str, ...]
    issues: tuple[Issue, ...]
    clauses: tuple[tuple[str, int], ...]
    """Clauses and how often each is tagged, in the order of the label set."""
    answers: tuple[Answer, ...]
    paragraphs: tuple[tuple[Run, ...], ...]
    undecided: int
    """Suggestions that nobody has decided on."""

    def by_severity(self) -> dict[Severity, int]:
        """How many issues of each, the gravest first."""
        counts = Counter(each.severity for each in self.issues)
        return {each: counts[each] for each in SEVERITIES}


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


def memo(project: Project, policies: Sequence[Policy] | None = None, choice: Choice = EVERYTHING) -> Memo:
    """The report on these policies, or on all."""
    chosen = project.policies() if policies is None else list(policies)
    clauses, issues = project.taxonomy(CLAUSES), project.taxonomy(ISSUES)
    people = {each.id: each.name for each in project.reviewers()}
    as_of = project.saved()[:10]
    sections = tuple(
        _section(project, each, choice=choice, labels=(clauses, issues), people=people, as_of=as_of)
        for each in chosen
    )
    types = Counter(issue.type for section in sections for issue in section.issues)
    severities = Counter(issue.severity for section in sections for issue in section.issues)
    return Memo(
        title=sections[0].policy.title if len(sections) == 1 else f"{len(sections)} policies",
        as_of=as_of,
        sections=sections,
        by_severity={each: severities[each] for each in SEVERITIES},
        by_type=tuple(sorted(types.items(), key=lambda pair: (-pair[1], pair[0]))),
        clauses=_matrix(sections, [each.name for each in clauses.labels], _clause_counts),
        issues=_matrix(sections, [each.name for each in issues.labels], _type_counts),
        left_out=choice.sentences(),
        provenance=tuple(_provenance(project, clauses, issues)),
        choice=choice,
    )


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
    project: Project,
    policy: Policy,
    *,
    choice: Choice,
    labels: tuple[Taxonomy, Taxonomy],
    people: Mapping[str, str],
    as_of: str,
) -> Section:
    clauses, types = ({label.id: label for label in each.labels} for each in labels)
    annotations = project.annotations(policy.id)
    flags = [each for each in annotations if isinstance(each, Flag) and choice.takes(each)]
    flags.sort(key=lambda each: SEVERITIES.index(each.severity))  # stable: in reading order for each
    tags = [each for each in annotations if isinstance(each, Tag)]
    counts = Counter(each.label for each in tags)
    text = project.text(policy.id).text
    return Section(
        policy=policy,
        reviewers=tuple(_names([*flags, *tags], people)),
        issues=tuple(_issue(number, each, types, people) for number, each in enumerate(flags, 1)),
        clauses=tuple((label.name, counts[label.id]) for label in labels[0].labels if counts[label.id]),
        answers=tuple(_answers(text, policy, as_of)),
        paragraphs=tuple(_paragraphs(text, flags, tags, clauses)) if choice.text else (),
        undecided=sum(isinstance(each, Flag) and each.state is State.SUGGESTED for each in annotations),
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
    return Passage(span.quote, span.citation, span.start, span.end)


def _answers(text: str, policy: Policy, as_of: str) -> Iterator[Answer]:
    from annotator.detection.coverage import coverage  # noqa: PLC0415 - reads its registers
    from annotator.detection.subject import Subject  # noqa: PLC0415

    day = date.fromisoformat(as_of) if as_of else None
    subject = Subject(text, file_name=policy.file_name, as_of=day)
    for each in coverage(subject):
        start, end = next(iter(each.evidence), (0, 0))
        citation = subject.structure.citation(start, end) if start < end else ""
        yield Answer(each.title, each.source, each.verdict.value, text[start:end], citation, each.reason)


def _paragraphs(
    text: str, flags: Sequence[Flag], tags: Sequence[Tag], clauses: Mapping[str, Label]
) -> Iterator[tuple[Run, ...]]:
    """The lines of a text that have words, each cut wherever an issue or a clause begins or ends."""
    marks: list[tuple[int, int, int | str]] = [
        (span.start, span.end, number)
        for number, flag in enumerate(flags, 1)
        for span in (*flag.spans, *flag.counterpart)
    ]
    marks += [(span.start, span.end, clauses[tag.label].name) for tag in tags for span in tag.spans]
    changes: dict[int, list[tuple[bool, int | str]]] = {}
    for start, end, mark in marks:
        changes.setdefault(start, []).append((True, mark))
        changes.setdefault(end, []).append((False, mark))
    places = sorted(changes)
    active: Counter[int | str] = Counter()
    offset = 0
    for line in text.splitlines(keepends=True):
        after = offset + len(line)
        inside = places[bisect_right(places, offset) : bisect_left(places, after)]
        runs = []
        for start, end in pairwise((offset, *inside, after)):
            begun = []
            for begins, mark in changes.get(start, ()):
                active[mark] += 1 if begins else -1
                begun += [mark] if begins else []
            if words := text[start:end].rstrip("\r\n"):
                runs.append(_run(words, +active, begun))
        offset = after
        if any(run.text.strip() for run in runs):
            yield tuple(runs)


def _run(words: str, active: Collection[int | str], begun: Collection[int | str]) -> Run:
    def numbers(marks: Collection[int | str]) -> tuple[int, ...]:
        return tuple(sorted({each for each in marks if isinstance(each, int)}))

    def names(marks: Collection[int | str]) -> tuple[str, ...]:
        return tuple(sorted({each for each in marks if isinstance(each, str)}))

    return Run(words, numbers(active), names(active), numbers(begun), names(begun))


def _clause_counts(section: Section) -> Mapping[str, int]:
    return dict(section.clauses)


def _type_counts(section: Section) -> Mapping[str, int]:
    return Counter(each.type for each in section.issues)


def _matrix(
    sections: Sequence[Section], names: Sequence[str], counts: Callable[[Section], Mapping[str, int]]
) -> Matrix:
    """Without the labels that stand on none of the policies."""
    counted = [(section.policy.title, counts(section)) for section in sections]
    used = tuple(name for name in names if any(each.get(name) for _, each in counted))
    return Matrix(used, tuple((title, tuple(each.get(name, 0) for name in used)) for title, each in counted))
