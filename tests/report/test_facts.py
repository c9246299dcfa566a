"""What a report says, whoever lays it out."""

from collections import Counter
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.detection.verdict import Verdict
from annotator.domain import Flag, Label, Severity, Span, State, Tag
from annotator.problems import DamagedError
from annotator.report import wording
from annotator.report.document import docx
from annotator.report.facts import NOT_APPLICABLE, Choice, Memo, memo
from annotator.report.page import html
from annotator.report.pdf import pdf
from annotator.report.runs import notes_of, paragraphs
from annotator.report.words import cited, legible, right_to_left, shown
from annotator.review import Review
from tests.projects import made


def test_issues_are_numbered_the_gravest_first_and_what_was_dismissed_is_none(told: Memo) -> None:
    issues = told.sections[0].issues
    assert [each.number for each in issues] == [1, 2, 3, 4]
    assert [each.severity for each in issues] == ["high", "medium", "low", "info"]
    assert all(each.state is not State.DISMISSED for each in issues)
    assert told.by_severity == {"high": 1, "medium": 3, "low": 1, "info": 1}
    assert wording.lead(told).startswith("6 issues in 3 policies: 1 of high severity, 3 of medium")


def test_a_choice_leaves_out_what_it_says_it_leaves_out(reviewed: Review) -> None:
    told = memo(reviewed, choice=Choice(open_only=True, least=Severity.MEDIUM, text=False))
    assert {each.severity for section in told.sections for each in section.issues} == {"high", "medium"}
    assert {each.state for section in told.sections for each in section.issues} == {State.OPEN}
    assert not any(section.paragraphs for section in told.sections)
    assert len(told.left_out) == 3


def test_one_policy_is_named_and_compared_with_none(reviewed: Review) -> None:
    one = memo(reviewed, [reviewed.policies()[1]])
    assert one.title == one.sections[0].title
    assert wording.comparisons(one) == ()
    assert ("Reviewed by", "Ada Lovelace") in list(wording.cover(one))


def test_policies_of_one_title_are_told_apart_by_their_files(tmp_path: Path) -> None:
    with closing(
        made(tmp_path / "p.annotator", "# Same\n\nOne.", "# Same\n\nTwo.", "# Other\n\nThree.")
    ) as review:
        told = memo(review)
        assert [each.title for each in told.sections] == ["Same (1.txt)", "Same (2.txt)", "Other"]
        assert [name for name, _ in told.clauses.rows] == ["Same (1.txt)", "Same (2.txt)", "Other"]
        assert memo(review, review.policies()[:1]).title == "Same"


def test_what_is_not_asked_of_a_policy_is_told_by_its_reasons(tmp_path: Path) -> None:
    """Each disclosure stands in the table or in one of the sentences, in every form."""
    with closing(Review.open(tmp_path / "p.annotator", corpus=True)) as review:
        told = memo(review, choice=Choice(text=False))
    assert NOT_APPLICABLE == Verdict.NOT_APPLICABLE
    kluje = next(each for each in told.sections if each.policy.file_name == "kluje.txt")
    assert not kluje.applicable
    said = list(wording.not_applicable(kluje))
    assert [reason for reason, _ in said] == [
        "Nothing in the text points to the EU, the EEA or the UK.",
        "Nothing in the text points to consumers in California.",
    ]
    assert [title for _, named in said for title in named.split("; ")] == [one.title for one in kluje.answers]
    klingit = next(each for each in told.sections if each.policy.file_name == "klingit.txt")
    named = [title for _, titles in wording.not_applicable(klingit) for title in titles.split("; ")]
    assert 0 < len(named) < len(klingit.answers)
    assert sorted([*named, *(each.title for each in klingit.applicable)]) == sorted(
        each.title for each in klingit.answers
    )
    one = replace(told, sections=(kluje,))
    document = ElementTree.fromstring(ZipFile(BytesIO(docx(one))).read("word/document.xml"))
    pages = pypdfium2.PdfDocument(pdf(one))
    for form in (
        html(one).decode(),
        "".join(document.itertext()),
        " ".join(page.get_textpage().get_text_bounded() for page in pages),
    ):
        words = " ".join(form.split())
        assert "Not applicable: Identity of the controller; Contact details of the controller;" in words
        assert "Asked for by" not in words
    pages.close()


def test_many_policies_stand_below_one_another(told: Memo) -> None:
    clauses, issues = wording.comparisons(told)
    assert len(clauses.head) == 3, "few stand side by side"
    many = replace(told, issues=replace(told.issues, rows=told.issues.rows * 3))
    assert len(wording.comparisons(many)[1].rows) == 9
    assert sum(sum(counts) for _, counts in issues.rows) == 6


def test_it_says_on_what_it_rests(told: Memo, reviewed: Review) -> None:
    facts = dict(told.provenance)
    assert facts["Seal of the history"] == reviewed.store.head()
    assert facts["Acts in the history"] == str(reviewed.newest())
    assert told.as_of == reviewed.saved()[:10]
    sources = dict(wording.source(told.sections[0].policy))
    assert sources["SHA-256 of the text"] == reviewed.policies()[0].text_sha256


def test_an_empty_project_has_a_report(tmp_path_factory: pytest.TempPathFactory) -> None:
    review = Review.open(tmp_path_factory.mktemp("empty") / "e.annotator")
    told = memo(review)
    assert wording.lead(told) == "No issues were found."
    assert told.sections == ()
    review.close()


def test_a_project_that_lost_annotations_without_an_act_has_none(reviewed: Review) -> None:
    with reviewed.store.transaction():
        reviewed.store._db.execute("DELETE FROM span")
        reviewed.store._db.execute("DELETE FROM annotation")
    with pytest.raises(DamagedError):
        memo(reviewed)


def test_what_is_in_the_project_and_not_in_the_report_is_said(told: Memo) -> None:
    section = told.sections[0]
    assert list(wording.missing(section)) == []
    few, many = replace(section, undecided=1, unplaced=1), replace(section, undecided=2, unplaced=3)
    assert [sentence.split()[0] for each in (few, many) for sentence in wording.missing(each)] == list("1123")
    one = replace(told, sections=(many,))
    assert all(sentence in html(one).decode() for sentence in wording.missing(many))


def test_who_is_stopped_gets_no_further(reviewed: Review) -> None:
    assert memo(reviewed, stopped=lambda: True).sections == ()


def test_each_sign_is_there_to_be_seen() -> None:
    assert legible("a\x00b\x1bc\x7f\ud800\ufffe\t\r\n") == "a␀b␛c␡\ufffd\ufffd\t\r\n"
    assert shown("x" * 5_000).endswith("[…]")
    assert right_to_left("12 “سياسة” x")
    assert not right_to_left("12 Privacy سياسة")
    assert not right_to_left("")


def test_a_citation_reads_from_left_to_right_whatever_its_heading() -> None:
    assert cited("“Privacy” ¶2 – ¶3") == "“Privacy” ¶2 – ¶3"
    assert cited("“سياسة” ¶2 – ¶3") == "\u200e“سياسة”\u200e ¶2 – ¶3"


SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30), st.booleans()), max_size=12)


@given(text=st.text("ab \r\n\u2028\t", min_size=60, max_size=60), spans=SPANS)
def test_runs_are_the_text_and_each_mark_begins_and_ends_once(
    text: str, spans: list[tuple[int, int, bool]]
) -> None:
    flags, tags = [], []
    for start, length, is_flag in spans:
        end = min(start + length, len(text))
        if start < end:
            span = Span(start, end, text[start:end], "", "", start, end, "§1")
            common = ("id", "p", "x", (span,))
            if is_flag:
                flag = Flag(*common, (), Severity.LOW, State.OPEN, "", "", "", "r", "", "")
                flags.append(flag)
            else:
                tags.append(Tag(*common, {}, "", "r", "", ""))
    labels = {"x": Label("x", "X")}
    found = list(paragraphs(text, flags, tags, (labels, labels)))
    lines = [line.rstrip("\r\n") for line in text.splitlines(keepends=True) if line.strip()]
    assert ["".join(run.text for run in runs) for runs in found if any(run.text for run in runs)] == lines
    begun = Counter(note.mark for runs in found for note in notes_of(runs))
    ended = Counter(mark for runs in found for run in runs for mark in run.ends)
    assert begun == ended == Counter(range(len(flags) + len(tags)))
    words = "".join(run.text for runs in found for run in runs if run.issue)
    marked = {offset for flag in flags for span in flag.spans for offset in range(span.start, span.end)}
    kept = "".join(text[offset] for offset in sorted(marked))
    assert words.split() == [] or set("".join(words.split())) <= set(kept)
