"""The rules run over one text."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from annotator.detection.rule import Finding, Hit, Rule
from annotator.detection.rules import RULES
from annotator.detection.subject import Subject
from annotator.domain import Severity


def scan(
    text: str,
    *,
    file_name: str = "",
    as_of: date | None = None,
    rules: Sequence[Rule] = RULES,
    severities: Mapping[str, Severity] | None = None,
) -> list[Finding]:
    """What the rules find, in reading order: on the whole policy first, then by place, the longer first.

    ``as_of`` is the day on which the text is judged, by default today; ``severities`` go before those of the
    rules. Where two rules of one issue type say the same of the same words, the first in the table is kept.
    """
    return look(Subject(text, file_name=file_name, as_of=as_of), rules=rules, severities=severities)


def look(
    subject: Subject, *, rules: Sequence[Rule] = RULES, severities: Mapping[str, Severity] | None = None
) -> list[Finding]:
    """The same, for whoever needs the subject afterwards."""
    found: dict[tuple[object, ...], Finding] = {}
    for rule in rules:
        severity = (severities or {}).get(rule.id, rule.severity)
        for hit in rule.find(subject):
            finding = _finding(rule, hit, severity)
            who = rule.id if finding.whole else ""
            found.setdefault((rule.issue, hit.start, hit.end, who, finding.message if who else ""), finding)
    return sorted(found.values(), key=lambda each: (not each.whole, each.start, -each.end))


def chosen(ids: Iterable[str]) -> list[Rule]:
    """The rules of these ids, in the order of the table; KeyError names the first that is unknown."""
    wanted = set(ids)
    known = {rule.id for rule in RULES}
    for each in sorted(wanted - known):
        raise KeyError(each)
    return [rule for rule in RULES if rule.id in wanted]


def _finding(rule: Rule, hit: Hit, severity: Severity) -> Finding:
    return Finding(
        rule=rule.id,
        issue=rule.issue,
        severity=severity,
        tier=rule.tier,
        message=hit.message or rule.title,
        suggestion=hit.suggestion,
        start=hit.start,
        end=hit.end,
        other=hit.other,
    )
