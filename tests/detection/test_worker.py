"""The scan as a process of its own."""

import io
from datetime import date

import pytest

from annotator.detection import rules, worker
from annotator.detection.coverage import coverage
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.disclosure.examples import complete
from annotator.detection.scan import fingerprint
from annotator.detection.subject import Subject
from annotator.domain import Severity

DAY = date(2026, 1, 31)


def _broken(_subject: Subject) -> list[Hit]:
    raise ZeroDivisionError


def _rule(name: str, find: object) -> Rule:
    return Rule(name, "placeholder", "Title", "Why.", Severity.LOW, Tier.SURE, find, (), ())  # type: ignore[arg-type]


def _answers(*jobs: worker.Job) -> list[worker.Done]:
    results = io.BytesIO()
    worker.work([worker.job_line(job) for job in jobs], results)
    return [worker.done_of(line) for line in results.getvalue().splitlines()]


def test_findings_come_back_as_they_were_made(monkeypatch: pytest.MonkeyPatch) -> None:
    found = _rule("found", lambda subject: [Hit(0, 1, subject.as_of.isoformat(), "b", (1, 2))])
    quiet = _rule("quiet", lambda _subject: [Hit(0, 1)])
    monkeypatch.setattr(rules, "RULES", (found, quiet))
    job = worker.Job("p", "a😀", "a.txt", DAY, frozenset({"quiet"}), {"found": Severity.HIGH})
    (done,) = _answers(job)
    (finding,) = done.findings
    assert done.policy == "p"
    assert (finding.rule, finding.severity, finding.other) == ("found", Severity.HIGH, (1, 2))
    assert (finding.message, finding.suggestion) == ("2026-01-31", "b")


def test_a_bug_in_a_rule_costs_one_text_and_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "RULES", (_rule("broken", _broken),))
    first, second = _answers(
        worker.Job("one", "a", "a.txt", DAY), worker.Job("two", "a", "a.txt", DAY, frozenset({"broken"}))
    )
    assert (first.policy, first.failure) == ("one", "ZeroDivisionError")
    assert (second.policy, second.failure, second.findings) == ("two", "", ())
    assert first.ruleset == fingerprint()


def test_the_coverage_table_comes_back_as_it_was_made() -> None:
    text = complete("en")
    (done,) = _answers(worker.Job("p", text, "p.md", DAY, coverage=True))
    assert (done.policy, done.ruleset, done.findings, done.failure) == ("p", "", (), "")
    assert done.covered == coverage(Subject(text, file_name="p.md", as_of=DAY))
    assert done.covered


def test_a_bug_in_the_coverage_table_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("annotator.detection.coverage.coverage", _broken)
    (done,) = _answers(worker.Job("p", "a", "p.md", DAY, coverage=True))
    assert (done.failure, done.covered) == ("ZeroDivisionError", ())
