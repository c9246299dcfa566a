"""The report as one HTML page: no scripts, nothing fetched, for reading, printing and screen readers."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator import places
from annotator.report.facts import SEVERITIES, Memo, Run, Section

LONGEST_QUOTE = 1_200
"""Code points of a quote that are shown; who wants all of it follows the citation."""


@dataclass(frozen=True, slots=True)
class MarginNote:
    """What stands beside a paragraph: an issue by its number, or a clause."""

    kind: str
    words: str
    number: int = 0


def html(memo: Memo) -> bytes:
    """The page, in UTF-8."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only for reports
    from markupsafe import Markup  # noqa: PLC0415

    folder = places.resources() / "report"
    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["shown"] = shown
    environment.globals |= {"gravest": gravest, "begun": lambda *of: list(begun(*of)), "said": said}
    page = environment.get_template("memo.html").render(
        memo=memo,
        style=Markup((folder / "memo.css").read_text("utf-8")),  # noqa: S704 - ours
        reviewers=reviewers(memo),
        lead=lead(memo),
        severities=[(name.value, count) for name, count in memo.by_severity.items()],
        clauses=clause_counts(memo),
    )
    return page.encode("utf-8", "replace")


def shown(quote: str) -> str:
    """As much of a quote as a report shows."""
    return quote if len(quote) <= LONGEST_QUOTE else f"{quote[:LONGEST_QUOTE]} […]"


def reviewers(memo: Memo) -> list[str]:
    """All who stand behind something in the report."""
    return list(dict.fromkeys(name for section in memo.sections for name in section.reviewers))


def lead(memo: Memo) -> str:
    """The summary in a sentence."""
    total = sum(memo.by_severity.values())
    if not total:
        return "No issues were found."
    parts = [f"{count} of {name.value} severity" for name, count in memo.by_severity.items() if count]
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    where = "" if len(memo.sections) == 1 else f" in {len(memo.sections)} policies"
    return f"{total} issue{'s' if total > 1 else ''}{where}: {listed}."


def clause_counts(memo: Memo) -> list[tuple[str, int]]:
    """How often each clause is tagged in all policies, the most frequent ten."""
    counts: Counter[str] = Counter()
    for section in memo.sections:
        counts.update(dict(section.clauses))
    return counts.most_common(10)


def said(section: Section) -> str:
    """How the disclosures of a policy stand, in a line."""
    counts = Counter(answer.verdict for answer in section.answers)
    return ", ".join(f"{count} {verdict}" for verdict, count in counts.most_common())


def gravest(section: Section, run: Run) -> str:
    """The severity that a run is coloured by."""
    found = {section.issues[number - 1].severity for number in run.issues}
    return next(each.value for each in SEVERITIES if each in found)


def begun(section: Section, paragraph: Sequence[Run]) -> Iterator[MarginNote]:
    """The notes beside a paragraph: what begins in it."""
    for run in paragraph:
        for number in run.issues_begun:
            yield MarginNote("issue", section.issues[number - 1].type, number)
        for name in run.clauses_begun:
            yield MarginNote("clause", name)
