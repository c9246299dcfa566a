"""Findings for other tools, made piece by piece so that a corpus of any size passes through.

JSON Lines has a line for each finding, SARIF a result.
"""

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

from annotator.detection.corpus import Form, Found, Report
from annotator.detection.rule import Rule, Tier
from annotator.exchange import sarif

_RANKS = {Tier.SURE: 90.0, Tier.MAYBE: 50.0}


def lines(report: Report) -> str:
    """A JSON object on a line for each finding."""
    return "".join(sarif.line(found.record()) + "\n" for found in report.found)


def sarif_opening(rules: Sequence[Rule]) -> str:
    """Up to the first result."""
    return sarif.opening([_rule(rule) for rule in rules])


def sarif_results(report: Report) -> str:
    """The results of one report, with commas between."""
    seen: Counter[str] = Counter()
    results = []
    for found in report.found:
        mark = _fingerprint(found)
        seen[mark] += 1
        results.append(sarif.line(_result(found, f"{mark}:{seen[mark]}")))
    return ",\n".join(results)


def sarif_closing(problems: Sequence[str]) -> str:
    """From after the last result, with what could not be read."""
    return sarif.closing(problems)


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
        "shortDescription": sarif.message(rule.title),
        "fullDescription": sarif.message(rule.why),
        "help": sarif.message(rule.why + examples),
        "defaultConfiguration": {"level": sarif.LEVELS[rule.severity], "rank": _RANKS[rule.tier]},
        "properties": {
            "tags": [rule.issue],
            "severity": rule.severity.value,
            "tier": rule.tier.value,
            "version": rule.version,
            "languages": sorted(rule.languages),
        },
    }


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.strip("\n").splitlines())


def _result(found: Found, fingerprint: str) -> dict[str, Any]:
    file = {"uri": sarif.uri(found.file)}
    place: dict[str, Any] = {"artifactLocation": file}
    if not found.whole:
        place["region"] = sarif.region(found.quote, found.start, found.line, found.column)
    told: dict[str, Any] = {
        "ruleId": found.rule,
        "level": sarif.LEVELS[found.severity],
        "message": sarif.message(found.message),
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


def _fingerprint(found: Found) -> str:
    """The same wherever the words stand in the file, and however its lines are broken."""
    words = " ".join(found.quote.split())
    told = found.message if found.whole else ""
    identity = f"{found.rule}\n{words}\n{told}"
    return hashlib.sha256(identity.encode("utf-8", "replace")).hexdigest()[:16]
