"""A project that has all that a report tells, in words that try to be more than words."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.domain import CLAUSES, Flag, Severity, State
from annotator.report.facts import Memo, memo
from annotator.report.words import legible
from annotator.review import Review
from tests.projects import TEXT, made

HOSTILE = (
    "<script>alert(1)</script>",
    "</mark></p><img src=x onerror=alert(1)>",
    "\"'>&amp;&lt; {{ 7*7 }} {% raw %}",
    '#panic("no") $x^2$ *bold* _it_ @ref <label> \\ `raw` // no /* no */ [#sys]',
    "{ HYPERLINK http://evil.example } { INCLUDETEXT C:\\secret } PAGE \\* MERGEFORMAT",
    "]]> <!-- <w:p/> --> <?xml?>",
    "سياسة الخصوصية: نحتفظ ببياناتك",
    "\u05de\u05d3\u05d9\u05e0\u05d9\u05d5\u05ea \u05e4\u05e8\u05d8\u05d9\u05d5\u05ea",
    "e\u0301clairs\u00a0😀 👨‍👩‍👧 Straße \u202eevil\u202c",
    "a\x00b\x01c\x1bd\x7fe\x85f\ufffe\uffff",
)
WORDS = "\r\n\r\n".join(HOSTILE)
LINES = [legible(line.rstrip("\r\n")).strip() for line in WORDS.splitlines(keepends=True) if line.strip()]
"""What a report shows of them, paragraph by paragraph."""
ORDINARY = "Privacy policy\n\nWe keep data for a year. We sell nothing.\n\nWrite to us.\n"


@pytest.fixture
def reviewed(tmp_path: Path) -> Iterator[Review]:
    """Three policies; on the first all kinds of issues and tags, in hostile words."""
    review = made(tmp_path / "r.annotator", WORDS, ORDINARY, TEXT)
    first, second, third = (each.id for each in review.policies())
    labels = review.taxonomy(CLAUSES)
    review.set_taxonomy(
        replace(labels, labels=(replace(labels.labels[0], name=HOSTILE[1] + HOSTILE[3]), *labels.labels[1:]))
    )
    end = len(review.text(first).text)
    review.tag(first, [(0, end)], labels.labels[0].id, note=HOSTILE[9])
    review.tag(first, [(3, 40), (60, 70)], labels.labels[1].id)
    review.tag(first, [], labels.labels[1].id)
    review.flag(
        first,
        [(0, 20), (100, end)],
        "contradiction",
        severity=Severity.HIGH,
        note=HOSTILE[3],
        suggestion="\n".join(HOSTILE),
        counterpart=[(30, 50)],
    )
    review.flag(first, [(10, 35)], "broken-url")
    review.flag(first, [], "missing-disclosure", severity=Severity.LOW, note=HOSTILE[0])
    for start, state in ((5, State.RESOLVED), (6, State.DISMISSED)):
        event = review.flag(first, [(start, 9)], "contradiction", severity=Severity.INFO, note=f"is {state}")
        (found,) = (each.entity for each in event.changes if isinstance(each.entity, Flag))
        review.edit(found.id, state=state, reason=f"why {state} {HOSTILE[2]}")
    review.flag(second, [(16, 40)], "contradiction", severity=Severity.MEDIUM)
    review.flag(third, [(0, 5)], "contradiction", severity=Severity.MEDIUM)
    yield review
    review.close()


@pytest.fixture
def told(reviewed: Review) -> Memo:
    """The report on all of it."""
    return memo(reviewed)
