"""What a report says in its own words; page, PDF and Word document say it alike."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from annotator.domain import Policy
from annotator.report.facts import NOT_APPLICABLE, Issue, Matrix, Memo, Section

Pair: TypeAlias = tuple[str, str]
"""Name and value."""
Pairs: TypeAlias = Iterable[Pair]
FEW = 6
"""Policies that stand side by side in a comparison; more of them stand one below another."""
LONGEST_CHART = 10
DISCLOSURES = (
    "What the law asks a policy to say, as far as a program can tell. Each line is to be read by a person"
    " before it is relied on."
)
NOTHING_ASKED = "This is no policy about privacy or cookies, or too short a one: nothing is asked of it."


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars: name and count, the longest first but for severities."""

    title: str
    bars: tuple[tuple[str, int], ...]
    severities: bool = False
    """Whether the names are severities, each with its colour."""

    @property
    def most(self) -> int:
        """What the longest bar stands for; at least 1."""
        return max([1, *(count for _, count in self.bars)])


@dataclass(frozen=True, slots=True)
class Table:
    """A comparison as it is laid out: the corner is empty."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


def cover(memo: Memo) -> Iterator[Pair]:
    """What a reader wants to know first: name and value."""
    count = len(memo.sections)
    yield "Subject", "Review of a privacy policy" if count == 1 else f"Review of {count} privacy policies"
    yield "Reviewed by", ", ".join(reviewers(memo)) or "nobody yet"
    yield "As of", memo.as_of or "no act yet"
    if count == 1:
        policy = memo.sections[0].policy
        if policy.site:
            yield "Site", policy.site
        yield "Captured", policy.captured or "date unknown"


def reviewers(memo: Memo) -> tuple[str, ...]:
    """All who stand behind something in the report."""
    return tuple(dict.fromkeys(name for section in memo.sections for name in section.reviewers))


def lead(memo: Memo) -> str:
    """The summary in a sentence."""
    total = sum(memo.by_severity.values())
    if not total:
        return "No issues were found."
    parts = [f"{count} of {name} severity" for name, count in memo.by_severity.items() if count]
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    where = "" if len(memo.sections) == 1 else f" in {len(memo.sections)} policies"
    return f"{total} issue{'s' if total > 1 else ''}{where}: {listed}."


def charts(memo: Memo) -> tuple[Chart, ...]:
    """The summary in bars."""
    clauses: Counter[str] = Counter()
    for section in memo.sections:
        clauses.update(dict(section.clauses))
    severities = tuple((name.value, count) for name, count in memo.by_severity.items())
    return (
        Chart("Issues by severity", severities, severities=True),
        Chart("Issues by type", memo.by_type[:LONGEST_CHART]),
        Chart("Clauses tagged", tuple(clauses.most_common(LONGEST_CHART))),
    )


def comparisons(memo: Memo) -> tuple[Table, ...]:
    """How the policies of a report differ; none where there is but one."""
    if len(memo.sections) == 1:
        return ()
    return (_table("Clauses by policy", memo.clauses), _table("Issue types by policy", memo.issues))


def _table(title: str, matrix: Matrix) -> Table:
    if len(matrix.rows) > FEW or not matrix.columns:
        return Table(title, matrix.columns, matrix.rows if matrix.columns else ())
    counts = zip(*(row for _, row in matrix.rows), strict=True)
    return Table(
        title, tuple(name for name, _ in matrix.rows), tuple(zip(matrix.columns, counts, strict=True))
    )


def texts_title(memo: Memo) -> str:
    """Over the policies themselves."""
    return "The policy" if len(memo.sections) == 1 else "The policies"


def why(issue: Issue) -> str:
    """What its type means, as a sentence."""
    return issue.why if not issue.why or issue.why.endswith(".") else f"{issue.why}."


def who(issue: Issue) -> str:
    """Who stands behind an issue, and which rule found it."""
    found = f"; first found by the rule {issue.rule}" if issue.rule else ""
    return f"{issue.reviewer or 'Nobody yet'}, {issue.day}{found}"


def missing(section: Section) -> Iterator[str]:
    """What is in the project and not in the report, a sentence each."""
    match section.undecided:
        case 0:
            pass
        case 1:
            yield "1 suggestion of a rule has not been decided on, and is not in this report."
        case many:
            yield f"{many} suggestions of rules have not been decided on, and are not in this report."
    match section.unplaced:
        case 0:
            pass
        case 1:
            yield "1 imported mark waits for its place, and is not in this report."
        case many:
            yield f"{many} imported marks wait for their places, and are not in this report."


def said(section: Section) -> str:
    """How the disclosures of a policy stand, in a line."""
    counts = Counter(answer.verdict for answer in section.answers)
    return ", ".join(f"{count} {verdict}" for verdict, count in counts.most_common())


def not_applicable(section: Section) -> Iterator[Pair]:
    """Why some disclosures are not asked of a policy, and which: a sentence, and their titles."""
    titles: dict[str, list[str]] = {}
    for each in section.answers:
        if each.verdict == NOT_APPLICABLE:
            titles.setdefault(each.reason, []).append(each.title)
    return ((reason, "; ".join(listed)) for reason, listed in titles.items())


def source(policy: Policy) -> Pairs:
    """Where a policy came from, and what tells whether it is still the same: name and value."""
    return (
        ("File", policy.file_name),
        ("Site", policy.site or "not known"),
        ("Captured", policy.captured or "date unknown"),
        ("Imported", policy.imported),
        ("Read as", f"{policy.encoding}, {policy.length:,} characters"),
        ("SHA-256 of the file", policy.bytes_sha256),
        ("SHA-256 of the text", policy.text_sha256),
    )
