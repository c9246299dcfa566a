"""Reads the formats that the program only writes, as another program would: from what docs/EXPORT.md says."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from annotator.domain import Origin, Severity, State
from annotator.exchange.foreign import Mark, Place, kind_and_label

ByPolicy = dict[str, list[Mark]]


def rows_of_csv(path: Path) -> Iterator[dict[str, str]]:
    """Rows by plain names, the apostrophe before formulas taken off again."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            yield {
                name.partition(" ")[0]: value[1:] if " " in name and value.startswith("'") else value
                for name, value in row.items()
            }


def from_rows(rows: Iterable[Mapping[str, str]]) -> ByPolicy:
    """The rows of a table, those of one annotation together."""
    by_id: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        by_id.setdefault(row["id"], []).append(row)
    found: ByPolicy = {}
    for parts in by_id.values():
        found.setdefault(parts[0]["policy_id"], []).append(_from_row(parts))
    return found


def _from_row(parts: list[Mapping[str, str]]) -> Mark:
    row, flag = parts[0], parts[0]["kind"] == "issue"
    pairs = (each.split("=", 1) for each in row["attributes"].split("; ") if each)

    def places(part: str) -> tuple[Place, ...]:
        listed = sorted(
            (each for each in parts if each["part"] == part), key=lambda each: int(each["number"])
        )
        return tuple(
            Place(int(each["start"]), int(each["end"]), each["quote"]) for each in listed if each["end"]
        )

    return Mark(
        label=row["label"],
        kind="flag" if flag else "tag",
        places=places("main"),
        counterpart=places("counterpart"),
        id=row["id"],
        attributes=dict(pairs),
        severity=Severity(row["severity"]) if flag else None,
        state=State(row["state"]) if flag else None,
        reason=row["reason"],
        note=row["note"],
        suggestion=row["wording"],
        reviewer=row["reviewer"],
        created=row["created"],
        modified=row["modified"],
        origin=Origin(row["origin"], row["rule"], row["rule_version"], row["tier"]),
    )


def from_sarif(path: Path, uris: Mapping[str, str]) -> ByPolicy:
    """The results of a log, by the ids of policies; ``uris``: where each policy's file is said to be."""
    (run,) = json.loads(path.read_text(encoding="utf-8"))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    found: ByPolicy = {}
    for result in run["results"]:
        policy = result["properties"]["policy"]
        locations = [*result["locations"], *result.get("relatedLocations", [])]
        assert {each["physicalLocation"]["artifactLocation"]["uri"] for each in locations} == {uris[policy]}
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        found.setdefault(policy, []).append(_from_result(result, locations))
    return found


def _from_result(result: dict[str, Any], locations: list[dict[str, Any]]) -> Mark:
    told = result["properties"]
    regions = [
        each["physicalLocation"]["region"] for each in locations if "region" in each["physicalLocation"]
    ]
    places = tuple(
        Place(each["charOffset"], each["charOffset"] + each["charLength"], each["snippet"]["text"])
        for each in regions
    )
    state = State(told["state"])
    assert result["kind"] == ("review" if state is State.SUGGESTED else "fail")
    suppressed = [each["justification"] for each in result.get("suppressions", [])]
    assert bool(suppressed) == (state in {State.RESOLVED, State.DISMISSED})
    return Mark(
        label=result["ruleId"],
        kind="flag",
        places=places[: told["spans"]],
        counterpart=places[told["spans"] :],
        id=result["guid"].replace("-", ""),
        severity=Severity(told["severity"]),
        state=state,
        reason="".join(each for each in suppressed if each != state),
        note=told["note"],
        suggestion=told["wording"],
        reviewer=told["reviewer"] or "",
        reviewer_id=told["reviewerId"] or "",
        created=told["created"],
        modified=told["modified"],
        origin=Origin(*(told["origin"][each] for each in ("kind", "name", "version", "tier"))),
    )


def from_squad(path: Path) -> tuple[ByPolicy, dict[str, str]]:
    """The answers as marks, and the contexts, by the ids of policies."""
    document = json.loads(path.read_text(encoding="utf-8"))
    found: ByPolicy = {}
    texts = {}
    for entry in document["data"]:
        (paragraph,) = entry["paragraphs"]
        for asked in paragraph["qas"]:
            policy, _, name = asked["id"].partition("__")
            texts[policy] = paragraph["context"]
            kind, label = kind_and_label(name)
            assert asked["is_impossible"] == (not asked["answers"])
            for answer in asked["answers"]:
                start, words = answer["answer_start"], answer["text"]
                place = Place(start, start + len(words), words)
                assert paragraph["context"][start:].startswith(words)
                found.setdefault(policy, []).append(Mark(label=label, kind=kind, places=(place,)))
    return found, texts


Word = tuple[int, int, str, bool]
"""Start, end, the word, and whether it is the first of its sentence."""


def from_conll(path: Path) -> tuple[ByPolicy, dict[str, list[Word]]]:
    """Runs of B and I as marks without their words, and the words, by the ids of policies."""
    found: ByPolicy = {}
    words: dict[str, list[Word]] = {}
    policy, inside, first = "", "", True
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# doc_id = "):
            policy = line.partition(" = ")[2]
            found[policy], words[policy] = [], []
        if "\t" not in line:
            inside, first = "", True
            continue
        word, start, end, bio = line.split("\t")
        words[policy].append((int(start), int(end), word, first))
        begun, _, name = bio.partition("-")
        assert (begun == "O") == (name == "")
        if begun == "B":
            kind, label = kind_and_label(name)
            place = Place(int(start), int(end))
            found[policy].append(Mark(label=label, kind=kind, places=(place,)))
        elif begun == "I":
            assert inside == name
            last = found[policy][-1]
            place = Place(last.places[0].start, int(end))
            found[policy][-1] = Mark(label=last.label, kind=last.kind, places=(place,))
        inside, first = name, False
    return found, words
