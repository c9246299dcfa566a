"""Texts of one line with marks without end: no part of a report may go over all of them for each."""

from dataclasses import replace

import pytest

from annotator.domain import Flag, Label, Severity, Span, State, Tag
from annotator.report.document import docx
from annotator.report.facts import memo
from annotator.report.page import html
from annotator.report.runs import paragraphs
from annotator.review import Review

MARKS = 20_000


def nested(number: int) -> Flag | Tag:
    span = Span(number, 2 * MARKS - number, "x", "", "", number, 2 * MARKS - number, "§1")
    if number % 2:
        return Tag("t", "p", "x", (span,), {}, "", "r", "", "")
    return Flag("f", "p", "x", (span,), (), Severity.LOW, State.OPEN, "", "", "", "r", "", "")


@pytest.mark.slow
def test_marks_in_marks_in_marks() -> None:
    marks = [nested(number) for number in range(MARKS)]
    flags = [each for each in marks if isinstance(each, Flag)]
    tags = [each for each in marks if isinstance(each, Tag)]
    labels = {"x": Label("x", "X")}
    (line,) = paragraphs("x" * (2 * MARKS), flags, tags, (labels, labels))
    assert len(line) == 2 * MARKS - 1
    assert line[MARKS].issue == 1


@pytest.mark.slow
def test_thousands_of_marks_on_thousands_of_lines(reviewed: Review) -> None:
    told = memo(reviewed, [reviewed.policies()[0]])
    section = told.sections[0]
    plain = tuple(replace(run, notes=(), ends=()) for run in section.paragraphs[1])
    lines = section.paragraphs + (plain * 50,) * 100
    many = replace(told, sections=(replace(section, paragraphs=lines),))
    assert html(many).count(b"<mark") > 1_000
    assert docx(many)
