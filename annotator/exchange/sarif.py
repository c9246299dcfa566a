"""SARIF 2.1.0, which code review and continuous integration read: its parts, and a project's issues in it.

Places are given as lines and columns and as offsets, all in Unicode code points, and the file says so. The
guid of a result is the issue's id, so that results of two exports can be held against each other.
"""

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote as percent
from uuid import UUID

from annotator import __version__
from annotator.domain import ISSUES, Flag, Label, Policy, Reviewer, Severity, Span, State
from annotator.exchange.baseline import FINGERPRINT, Baseline
from annotator.exchange.content import MarkedPolicy, Source, marked
from annotator.exchange.losses import BYTES, LABELS, RULES, TAGS, WAITING, Facet, Tally
from annotator.text.offsets import Rows

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.INFO: "note", Severity.LOW: "note", Severity.MEDIUM: "warning", Severity.HIGH: "error"}
TEXT = Facet("text", "The text of the policies is left out; the words of each issue are there.", "")
LOSES = (TAGS, TEXT, LABELS, BYTES, RULES, WAITING)


def write(source: Source, stream: BinaryIO, policies: Sequence[Policy] | None, tally: Tally) -> None:
    """One run; its rules are the issue types, a result stands on a line."""
    _write(source, stream, policies, tally, None)


def write_since(
    source: Source, stream: BinaryIO, policies: Sequence[Policy] | None, tally: Tally, earlier: Path
) -> None:
    """The same with what each result is beside an earlier log, and at the end those that are gone."""
    _write(source, stream, policies, tally, Baseline(earlier))


def _write(
    source: Source,
    stream: BinaryIO,
    policies: Sequence[Policy] | None,
    tally: Tally,
    baseline: Baseline | None,
) -> None:
    issues = source.taxonomy(ISSUES).labels
    people = {each.id: each for each in source.authors()}
    index = {label.id: at for at, label in enumerate(issues)}
    stream.write(opening([_type(label) for label in issues]).encode("utf-8", "replace"))
    found = (
        result
        for each in marked(source, policies, tally)
        for result in _results(each, index, people, baseline)
    )
    chosen = None if policies is None else {policy.id for policy in policies}
    gone = (_gone(each, index) for each in (baseline.absent(chosen) if baseline is not None else ()))
    lines = (line(result) for result in chain(found, gone))
    stream.writelines(
        (",\n" * bool(number) + each).encode("utf-8", "replace") for number, each in enumerate(lines)
    )
    stream.write(closing(()).encode())


def opening(rules: Sequence[Mapping[str, Any]]) -> str:
    """Up to the first result."""
    driver = {"name": "annotator", "semanticVersion": __version__, "version": __version__, "rules": rules}
    head = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
    }
    return f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{line(head)[:-1]}, "results": [\n'


def closing(problems: Sequence[str]) -> str:
    """From after the last result, with what could not be read."""
    notes = [{"level": "error", "message": message(problem)} for problem in problems]
    invocation = {"executionSuccessful": not problems, "toolExecutionNotifications": notes}
    return f'\n], "invocations": [{line(invocation)}]}}]}}\n'


def message(words: str) -> dict[str, str]:
    """Words as they are: braces would be places to fill in, ``[…](…)`` a link."""
    return {"text": words.replace("{", "{{").replace("}", "}}").replace("](", "] (")}


def region(quote: str, start: int, row: int, column: int) -> dict[str, Any]:
    """A place in both ways; ``row`` and ``column`` count from 1, the column of the end is after the last."""
    rows = quote.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return {
        "startLine": row,
        "startColumn": column,
        "endLine": row + len(rows) - 1,
        "endColumn": len(rows[-1]) + (column if len(rows) == 1 else 1),
        "charOffset": start,
        "charLength": len(quote),
        "snippet": {"text": quote},
    }


def uri(name: str) -> str:
    """A file name as a reference: absolute ones with their scheme, relative ones as they are."""
    path = name.replace("\\", "/") if name[1:3] == ":\\" else name
    escaped = percent(path.encode("utf-8", "surrogateescape"), safe="/")
    return f"file://{escaped}" if path.startswith("/") else escaped


_OTHER_LINE_ENDS = tuple((each, f"\\u{ord(each):04x}") for each in "\x85\u2028\u2029")
"""JSON lets them stand in a string, but those who split its lines may take them for line ends."""


def line(value: object) -> str:
    """A value as JSON on one line."""
    written = json.dumps(value, ensure_ascii=False)
    for (
        end,
        escaped,
    ) in _OTHER_LINE_ENDS:  # many times as fast as str.translate, in what has hardly any of them
        written = written.replace(end, escaped)
    return written


def _type(label: Label) -> dict[str, Any]:
    return {
        "id": label.id,
        "name": label.name,
        "shortDescription": message(label.name),
        "fullDescription": message(label.definition or label.name),
        "help": message(label.guidance or label.definition or label.name),
        "defaultConfiguration": {"level": LEVELS[label.severity or Severity.MEDIUM]},
    }


def _results(
    each: MarkedPolicy,
    index: Mapping[str, int],
    people: Mapping[str, Reviewer],
    baseline: Baseline | None,
) -> Iterator[dict[str, Any]]:
    file = {"uri": uri(each.policy.file_name)}
    rows = Rows(each.document.text)

    def places(spans: Sequence[Span]) -> list[dict[str, Any]]:
        return [
            {
                "physicalLocation": {
                    "artifactLocation": file,
                    "region": region(span.quote, span.start, *rows.at(span.start)),
                },
                "logicalLocations": [{"fullyQualifiedName": span.citation}],
            }
            for span in spans
        ]

    for flag in each.annotations:
        if isinstance(flag, Flag):
            result = _result(flag, people)
            result["ruleIndex"] = index[flag.label]
            result["locations"] = places(flag.spans[:1]) or [{"physicalLocation": {"artifactLocation": file}}]
            further = (*flag.spans[1:], *flag.counterpart)
            if further:
                result["relatedLocations"] = [
                    {"id": number, **place} for number, place in enumerate(places(further), 1)
                ]
            if flag.suggestion and len(flag.spans) == 1:
                result["fixes"] = [_fix(file, flag)]
            result["properties"]["policy"] = each.policy.id
            if baseline is not None:
                result["baselineState"] = baseline.state(result)
            yield result


def _gone(result: dict[str, Any], index: Mapping[str, int]) -> dict[str, Any]:
    """A result of an earlier log, its rule as this one numbers it."""
    numbered = {name: value for name, value in result.items() if name != "ruleIndex"}
    known = index.get(result.get("ruleId", ""))
    return numbered if known is None else numbered | {"ruleIndex": known}


def _result(flag: Flag, people: Mapping[str, Reviewer]) -> dict[str, Any]:
    """What is said of an issue, without its places. One that nobody has decided on is to be reviewed."""
    undecided = flag.state is State.SUGGESTED
    result: dict[str, Any] = {
        "ruleId": flag.label,
        "kind": "review" if undecided else "fail",
        "level": "none" if undecided else LEVELS[flag.severity],
        "message": message(flag.note or flag.label),
        "partialFingerprints": {FINGERPRINT: flag.id},
        "properties": {
            "severity": flag.severity.value,
            "state": flag.state.value,
            "note": flag.note,
            "wording": flag.suggestion,
            "spans": len(flag.spans),
            "reviewer": people[flag.reviewer].name if flag.reviewer else None,
            "reviewerId": flag.reviewer or None,
            "created": flag.created,
            "modified": flag.modified,
            "origin": {
                "kind": flag.origin.kind,
                "name": flag.origin.name,
                "version": flag.origin.version,
                "tier": flag.origin.tier,
            },
        },
    }
    with contextlib.suppress(ValueError):  # ids of other programs need not be UUIDs
        result["guid"] = str(UUID(flag.id))
    if flag.state in {State.RESOLVED, State.DISMISSED}:
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": flag.reason or flag.state.value}
        ]
    return result


def _fix(file: Mapping[str, str], flag: Flag) -> dict[str, Any]:
    span = flag.spans[0]
    deleted = {"charOffset": span.start, "charLength": span.end - span.start}
    replacement = {"deletedRegion": deleted, "insertedContent": {"text": flag.suggestion}}
    return {"artifactChanges": [{"artifactLocation": file, "replacements": [replacement]}]}
