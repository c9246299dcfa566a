"""The rules run over one text."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from annotator import __version__, places, records
from annotator.detection import garbage, page_code
from annotator.detection.rule import Finding, Hit, Rule
from annotator.detection.rules import RULES
from annotator.detection.subject import Subject
from annotator.domain import Severity
from annotator.text.canonical import bytes_sha256

_NO_REGISTERS = {"icons", "schemas", "taxonomies"}


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
    with garbage.seldom():
        return look(Subject(text, file_name=file_name, as_of=as_of), rules=rules, severities=severities)


def look(
    subject: Subject, *, rules: Sequence[Rule] = RULES, severities: Mapping[str, Severity] | None = None
) -> list[Finding]:
    """The same, for whoever needs the subject afterwards. Of code only those rules are told that read it."""
    found: dict[tuple[object, ...], Finding] = {}
    given = severities or {}
    for rule in rules:
        for hit in rule.find(subject):
            if hit.end and not rule.reads_code and page_code.touches(subject, hit.start, hit.end):
                continue
            finding = _finding(rule, hit, given.get(rule.id, rule.severity))
            who = rule.id if finding.whole else ""
            told = finding.message if who else ""
            found.setdefault((rule.issue, hit.start, hit.end, who, told), finding)
    return sorted(found.values(), key=lambda each: (not each.whole, each.start, -each.end))


def fingerprint(off: Collection[str] = (), severities: Mapping[str, Severity] | None = None) -> str:
    """Stands for the rules, those that are ``off`` left out, for what they read beside a text, and for this
    version of the program.
    """
    given = severities or {}
    known = [
        (each.id, each.version, given.get(each.id, each.severity)) for each in RULES if each.id not in off
    ]
    return bytes_sha256(records.encode((_registers(), known)))


@cache
def _registers() -> tuple[str, ...]:
    resources = places.resources()
    registers = sorted(
        each
        for each in resources.rglob("*")
        if each.is_file() and each.relative_to(resources).parts[0] not in _NO_REGISTERS
    )
    return (__version__, *(bytes_sha256(each.read_bytes()) for each in registers))


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
        version=rule.version,
    )
