"""Findings for other tools, made piece by piece so that a corpus of any size passes through.

JSON Lines has a line for each finding. SARIF 2.1.0 is what code review and continuous integration read; its
places are given as lines and columns and as offsets, all in Unicode code points, and it says so.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote as percent

from annotator import __version__
from annotator.detection.corpus import Found, Report
from annotator.detection.rule import Rule, Tier
from annotator.domain import Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS = {Severity.INFO: "note", Severity.LOW: "note", Severity.MEDIUM: "warning", Severity.HIGH: "error"}
_RANKS = {Tier.SURE: 90.0, Tier.MAYBE: 50.0}


@dataclass(frozen=True, slots=True)
class Form:
    """How findings are written: an opening, a piece for each report with ``between`` between those that are
    not empty, and a closing that tells what could not be read."""

    name: str
    piece: Callable[[Report], str]
    opening: Callable[[Sequence[Rule]], str] = lambda _: ""
    between: str = ""
    closing: Callable[[Sequence[str]], str] = lambda _: ""


def lines(report: Report) -> str:
    """A JSON object on a line for each finding."""
    return "".join(_json(found.record()) + "\n" for found in report.found)


def sarif_opening(rules: Sequence[Rule]) -> str:
    """Up to the first result."""
    driver = {
        "name": "annotator",
        "semanticVersion": __version__,
        "version": __version__,
        "rules": [_rule(rule) for rule in rules],
    }
    head = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints"}
    head["newlineSequences"] = ["\r\n", "\n", "\r"]
    opened = _json(head)[:-1]
    return f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{opened}, "results": [\n'


def sarif_results(report: Report) -> str:
    """The results of one report, with commas between."""
    seen: Counter[str] = Counter()
    results = []
    for found in report.found:
        mark = _fingerprint(found)
        seen[mark] += 1
        results.append(_json(_result(found, f"{mark}:{seen[mark]}")))
    return ",\n".join(results)


def sarif_closing(problems: Sequence[str]) -> str:
    """From after the last result, with what could not be read."""
    notes = [{"level": "error", "message": _message(problem)} for problem in problems]
    invocation = {"executionSuccessful": not problems, "toolExecutionNotifications": notes}
    return f'\n], "invocations": [{_json(invocation)}]}}]}}\n'


FORMS: dict[str, Form] = {
    each.name: each
    for each in (
        Form("jsonl", lines),
        Form("sarif", sarif_results, sarif_opening, ",\n", sarif_closing),
    )
}


def _rule(rule: Rule) -> dict[str, Any]:
    examples = "".join(f"\n\nFound in:\n\n{_indented(text)}" for text in rule.hits[:2])
    examples += "".join(f"\n\nNot found in:\n\n{_indented(text)}" for text in rule.misses[:2])
    return {
        "id": rule.id,
        "name": rule.title,
        "shortDescription": _message(rule.title),
        "fullDescription": _message(rule.why),
        "help": _message(rule.why + examples),
        "defaultConfiguration": {"level": _LEVELS[rule.severity], "rank": _RANKS[rule.tier]},
        "properties": {
            "tags": [rule.issue],
            "severity": rule.severity.value,
            "tier": rule.tier.value,
            "version": rule.version,
            "languages": sorted(rule.languages),
        },
    }


def _message(words: str) -> dict[str, str]:
    """Words as they are: braces would be places to fill in, ``[…](…)`` a link."""
    return {"text": words.replace("{", "{{").replace("}", "}}").replace("](", "] (")}


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.strip("\n").splitlines())


def _result(found: Found, fingerprint: str) -> dict[str, Any]:
    file = {"uri": _uri(found.file)}
    place: dict[str, Any] = {"artifactLocation": file}
    if not found.whole:
        place["region"] = _region(found)
    told: dict[str, Any] = {
        "ruleId": found.rule,
        "level": _LEVELS[found.severity],
        "message": _message(found.message),
        "locations": [{"physicalLocation": place, "logicalLocations": [{"fullyQualifiedName": found.where}]}],
        "partialFingerprints": {"wordsOfRule/v1": fingerprint},
        "rank": _RANKS[found.tier],
        "properties": {
            "type": found.type,
            "severity": found.severity.value,
            "tier": found.tier.value,
            "ruleVersion": found.rule_version,
            "where": found.where,
            "language": found.language,
        },
    }
    if found.other is not None:
        start, end, words = found.other
        region = {"charOffset": start, "charLength": end - start, "snippet": {"text": words}}
        place = {"artifactLocation": file, "region": region}
        told["relatedLocations"] = [{"id": 1, "physicalLocation": place}]
    if found.suggestion and not found.whole:
        deleted = {"charOffset": found.start, "charLength": found.end - found.start}
        replacement = {"deletedRegion": deleted, "insertedContent": {"text": found.suggestion}}
        change = {"artifactLocation": file, "replacements": [replacement]}
        told["fixes"] = [{"artifactChanges": [change]}]
    return told


def _region(found: Found) -> dict[str, Any]:
    """The place in both ways; the column of the end is that after the last character."""
    rows = found.quote.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return {
        "startLine": found.line,
        "startColumn": found.column,
        "endLine": found.line + len(rows) - 1,
        "endColumn": len(rows[-1]) + (found.column if len(rows) == 1 else 1),
        "charOffset": found.start,
        "charLength": found.end - found.start,
        "snippet": {"text": found.quote},
    }


def _fingerprint(found: Found) -> str:
    """The same wherever the words stand in the file, and however its lines are broken."""
    words = " ".join(found.quote.split())
    told = found.message if found.whole else ""
    identity = f"{found.rule}\n{words}\n{told}"
    return hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()[:16]


def _uri(name: str) -> str:
    """A file name as a reference: absolute ones with their scheme, relative ones as they are."""
    path = name.replace("\\", "/") if name[1:3] == ":\\" else name
    escaped = percent(path.encode("utf-8", "surrogateescape"), safe="/")
    return f"file://{escaped}" if path.startswith("/") else escaped


_OTHER_LINE_ENDS = {ord(each): f"\\u{ord(each):04x}" for each in "\x85\u2028\u2029"}
"""JSON lets them stand in a string, but those who split its lines may take them for line ends."""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).translate(_OTHER_LINE_ENDS)
