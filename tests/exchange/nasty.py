"""Projects that a format may trip over, and their marks as another tool's file would bring them."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from annotator.detection.rule import Finding, Tier
from annotator.detection.rules import RULES
from annotator.domain import CLAUSES, ISSUES, Annotation, Flag, Reviewer, Severity, Span, State, Tag
from annotator.exchange.foreign import Mark, Place
from annotator.project import Project
from annotator.review import Review
from tests.projects import opened, reading

TEXT = (
    "# Policy 😀 é\r\nWe collect data. a\u0301bc مرحبا بالعالم and\u00a0more, 👩‍👩‍👧 family.\r\n\r\n"
    "=1+1 is a formula; “quotes” & <b>tags</b> | {braces} [a](b) ]]> \\ \t tab.  Two spaces.\r\n"
    "Retention\r\nover lines.\r\rA lone CR.\n\n\nLF. \x01 and \x1f\x7f are controls, \u2028 and \x85 "
    "part lines.\r\n"
    "\u202eright to left\u202c שלום e\u0301\u0302 \U0010ffff \ufeff end 😀"
)
"""Emoji, joined ones, combining marks, right-to-left, NBSP, every line end, controls, and marks of markup."""

WORDS = '=SUM(A1) "x" & <b>\n\tüber 😀 مرحبا \\n {0} [a](b)\r\nlast'
RULE = RULES[0]


def place(quote: str) -> tuple[int, int]:
    """Where words stand in the text for the first time."""
    start = TEXT.index(quote)
    return start, start + len(quote)


def nasty(path: Path) -> Review:
    """One text with every kind of mark on it, an empty one, and one with nothing on it."""
    review = opened(path)
    review.sign_in("=Ann <b> “ö” 😀")
    review.add_policies(
        [
            reading(TEXT, "nasty 😀 & #1.txt"),
            reading("", "empty.txt"),
            reading(TEXT + ".", "NASTY 😀 & #1.md"),
        ]
    )
    policy = review.policies()[0].id
    everywhere = {"polarity": "does-not", "party": "third"}
    review.tag(policy, [place("😀 é")], "intro", note=WORDS)
    review.tag(policy, [place("مرحبا"), place("👩‍👩‍👧")], "retention", attributes=everywhere)
    review.tag(policy, [place("Retention\r\nover")], "retention", note="two lines")
    review.tag(policy, [place("collect")], "retention")
    review.tag(policy, [place("We collect data.")], "data-categories")
    review.tag(policy, [place("We collect data.")], "intro")
    review.tag(policy, [(0, len(TEXT))], "data-categories")
    review.tag(policy, [place("end 😀")], "data-categories")
    review.tag(policy, [], "intro", note="on all of it", attributes={"polarity": "does"})
    review.sign_in("Bo")
    review.flag(
        policy,
        [place("\u0301bc")],
        "broken-url",
        note=WORDS,
        suggestion=WORDS,
        counterpart=[place("family"), place("\U0010ffff")],
        severity=Severity.HIGH,
    )
    review.flag(policy, [place("\x01 and \x1f\x7f")], "vague-wording", note="\x02 a control")
    review.flag(policy, [place("formula"), place("LF. "), place("lone CR.\n\n\nLF")], "vague-wording")
    review.flag(policy, [place("=1+1")], "contradiction", note="-1", suggestion="+1")
    review.flag(policy, [], "missing-disclosure", note="nowhere", severity=Severity.INFO)
    settled = review.flag(policy, [place("tab.  Two")], "double-spaces", suggestion="tab. Two")
    review.edit(settled.changes[-1].entity.id, state=State.RESOLVED, reason=f"mended {WORDS}")
    settled = review.flag(policy, [place("\u00a0")], "double-spaces")
    review.edit(settled.changes[-1].entity.id, state=State.DISMISSED, reason="no")
    review.flag(policy, [place("  ")], "double-spaces", note="only spaces")
    found = [
        Finding(RULE.id, RULE.issue, Severity.LOW, Tier.SURE, "Found.", "", *place("مرحبا")),
        Finding(RULE.id, RULE.issue, Severity.LOW, Tier.MAYBE, "On all of it.", "", 0, 0),
    ]
    review.suggest({policy: found}, ruleset=review.ruleset(), as_of=date(2026, 11, 22))
    return review


def shipped(path: Path) -> Review:
    """The five policies that ship, with marks on every paragraph, overlapping, split and on all of it."""
    review = Review.open(path, corpus=True)
    review.sign_in("Ada Lovelace")
    clauses = [each.id for each in review.taxonomy(CLAUSES).offered]
    issues = [each.id for each in review.taxonomy(ISSUES).offered]
    for policy in review.policies():
        text = review.text(policy.id).text
        ends = [at for at in range(0, len(text), 997) if not text[at : at + 1].isspace()]
        for number, (start, end) in enumerate(list(pairwise(ends))[:24]):
            clause, issue = clauses[number % len(clauses)], issues[number % len(issues)]
            review.tag(policy.id, [(start, end + 40 * (number % 3))], clause, note="n" * (number % 2))
            if number % 3 == 0:
                review.flag(policy.id, [(start + 7, start + 60)], issue, suggestion="s" * (number % 2))
            if number % 7 == 0:
                parts = [(start, start + 30), (start + 100, end)]
                review.flag(policy.id, parts, issue, counterpart=[(end + 1, end + 9)])
        review.tag(policy.id, [], clauses[0])
    return review


def made_once(which: str, folders: pytest.TempPathFactory) -> Iterator[Review]:
    """One of them, for the tests of a module."""
    folder = folders.mktemp(which)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ANNOTATOR_HOME", str(folder / "home"))
        review = {"nasty": nasty, "shipped": shipped}[which](folder / "p.annotator")
        yield review
        review.close()


def marks(project: Project, policy: str) -> list[Mark]:
    """All that stands on a policy, with nothing lost."""
    people = {each.id: each for each in project.reviewers()}
    return [mark_of(each, people) for each in project.annotations(policy)]


def mark_of(annotation: Annotation, people: dict[str, Reviewer]) -> Mark:
    """An annotation as a lossless file would bring it."""
    flag = annotation if isinstance(annotation, Flag) else None
    return Mark(
        label=annotation.label,
        kind="tag" if isinstance(annotation, Tag) else "flag",
        places=tuple(_places(annotation.spans)),
        counterpart=tuple(_places(flag.counterpart)) if flag else (),
        id=annotation.id,
        attributes=annotation.attributes if isinstance(annotation, Tag) else {},
        severity=flag.severity if flag else None,
        state=flag.state if flag else None,
        reason=flag.reason if flag else "",
        note=annotation.note,
        suggestion=flag.suggestion if flag else "",
        reviewer=people[annotation.reviewer].name if annotation.reviewer else "",
        reviewer_id=annotation.reviewer,
        created=annotation.created,
        modified=annotation.modified,
        origin=annotation.origin,
    )


def _places(spans: Sequence[Span]) -> Iterator[Place]:
    for span in spans:
        yield Place(span.start, span.end, span.quote, span.prefix, span.suffix)
