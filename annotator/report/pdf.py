"""The report as a tagged PDF, laid out by Typst from a template that reads all words as data."""

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from annotator import places
from annotator.problems import BadInputError
from annotator.report import wording
from annotator.report.facts import Issue, Memo, Passage, Section
from annotator.report.runs import Run, notes_of
from annotator.report.words import right_to_left, shown

LONG = 1_500
"""Code points from which an issue may be parted by the end of a page."""
TEXTS = 2_000_000
"""Code points of the texts that are laid out: some thousand pages, and half a minute."""
PAGES = 4_000
"""That are laid out beside the texts."""
_ISSUES, _ANSWERS = 6, 9
"""On a page."""
_LINE_ENDS = re.compile("[\u2028\u2029]")
"""Typst spreads the words of a line that ends so."""


def pdf(memo: Memo) -> bytes:
    """The pages. Texts that are too long for them are left out, which the first page says.

    BadInputError where it would be too many pages all the same.
    """
    memo = _bounded(memo)
    import typst  # noqa: PLC0415 - only for reports

    folder = places.resources() / "report"
    data = json.dumps(_data(memo), ensure_ascii=False)
    day = date.fromisoformat(memo.as_of) if memo.as_of else date(1970, 1, 1)
    made = typst.compile(
        folder / "memo.typ",
        root=folder,
        sys_inputs={"memo": data},
        timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
    )
    assert isinstance(made, bytes)  # noqa: S101 - one PDF, and no file named
    return made


def _bounded(memo: Memo) -> Memo:
    pages = sum(len(each.issues) / _ISSUES + len(each.applicable) / _ANSWERS for each in memo.sections)
    if pages > PAGES:
        raise BadInputError(
            f"This report would have some {round(pages, -3):,.0f} pages, more than anybody reads."
            " Choose fewer policies or only graver issues, or write it as HTML."
        )
    length = sum(each.policy.length for each in memo.sections)
    if not memo.choice.text or length <= TEXTS:
        return memo
    sentence = (
        f"The texts of the policies are left out: {length:,} characters are too many for pages."
        " The report as HTML has them."
    )
    return replace(memo, choice=replace(memo.choice, text=False), left_out=(*memo.left_out, sentence))


def _data(memo: Memo) -> dict[str, Any]:
    return {
        "title": memo.title,
        "heading": _words(memo.title),
        "as_of": memo.as_of,
        "day": [int(part) for part in memo.as_of.split("-")] if memo.as_of else None,
        "reviewers": list(wording.reviewers(memo)),
        "cover": _pairs(wording.cover(memo)),
        "left_out": memo.left_out,
        "lead": wording.lead(memo),
        "charts": [_chart(each) for each in wording.charts(memo)],
        "comparisons": [
            {
                "title": each.title,
                "head": [_words(name) for name in each.head],
                "rows": [(_words(name), counts) for name, counts in each.rows],
            }
            for each in wording.comparisons(memo)
        ],
        "disclosures": wording.DISCLOSURES,
        "nothing_asked": wording.NOTHING_ASKED,
        "with_texts": memo.choice.text,
        "texts_title": wording.texts_title(memo),
        "provenance": _pairs(memo.provenance),
        "sections": [
            _section(number, each, texts=memo.choice.text) for number, each in enumerate(memo.sections, 1)
        ],
    }


def _words(text: str) -> dict[str, Any]:
    return {"text": text, "rtl": right_to_left(text)}


def _pairs(pairs: wording.Pairs) -> list[tuple[str, dict[str, Any]]]:
    return [(name, _words(value)) for name, value in pairs]


def _chart(chart: wording.Chart) -> dict[str, Any]:
    bars = [
        (_words(name.capitalize() if chart.severities else name), count, name if chart.severities else "")
        for name, count in chart.bars
    ]
    return {"title": chart.title, "most": chart.most, "bars": bars}


def _section(number: int, section: Section, *, texts: bool) -> dict[str, Any]:
    return {
        "home": f"i{number}",
        "title": _words(section.title),
        "missing": list(wording.missing(section)),
        "said": wording.said(section),
        "source": _pairs(wording.source(section.policy)),
        "issues": [_issue(each) for each in section.issues],
        "answers": [
            {
                "title": each.title,
                "source": each.source,
                "verdict": each.verdict,
                "quote": _words(shown(each.quote)),
                "citation": each.citation,
                "reason": each.reason,
            }
            for each in section.applicable
        ],
        "not_applicable": list(wording.not_applicable(section)),
        "paragraphs": [_paragraph(section, each) for each in section.paragraphs] if texts else [],
    }


def _issue(issue: Issue) -> dict[str, Any]:
    quotes = [shown(each.quote) for each in (*issue.passages, *issue.counterpart)]
    words = sum(map(len, (*quotes, issue.note, issue.wording, issue.reason)))
    return {
        "number": issue.number,
        "type": _words(issue.type),
        "severity": issue.severity,
        "state": issue.state,
        "ended": issue.state.capitalize(),
        "long": words > LONG,
        "passages": _passages(issue.passages),
        "counterpart": _passages(issue.counterpart),
        "note": _lines(issue.note),
        "why": _words(wording.why(issue)),
        "wording": _lines(issue.wording),
        "reason": _lines(issue.reason),
        "who": wording.who(issue),
    }


def _passages(passages: tuple[Passage, ...]) -> list[tuple[list[dict[str, Any]], str]]:
    return [(_lines(shown(each.quote)), each.citation) for each in passages]


def _lines(words: str) -> list[dict[str, Any]]:
    """Each line runs as its own words do."""
    return [_words(line) for line in words.splitlines() if line.strip()]


def _paragraph(section: Section, runs: tuple[Run, ...]) -> dict[str, Any]:
    return {
        "rtl": right_to_left("".join(run.text for run in runs)),
        "runs": [
            (
                _LINE_ENDS.sub("\n", run.text),
                section.severity(run) if run.issue else "clause" if run.clause else "",
                run.numbers,
            )
            for run in runs
        ],
        "notes": [(note.number, _words(note.words)) for note in notes_of(runs)],
    }
