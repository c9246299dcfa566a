"""sarif-pydantic reads the log into its classes; the schema of SARIF finds nothing wrong with it."""

import json
from pathlib import Path

import sarif_pydantic
from jsonschema import Draft7Validator

from annotator.project import Project
from tests.interop.seen import kept, seen
from tests.servers.tools import from_package, needs


def test_results_are_read_and_stand_on_the_same_characters(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "it.sarif"
    project.export(path, "sarif")
    (run,) = sarif_pydantic.load(path).runs
    raw = json.loads(path.read_text(encoding="utf-8"))["runs"][0]["results"]
    assert len(run.results) == len(raw)
    texts = {each.id: project.text(each.id).text for each in project.policies()}
    found: dict[str, list[tuple[str, int, int, str]]] = {each: [] for each in texts}
    for result, told in zip(run.results, raw, strict=True):
        policy = told["properties"]["policy"]
        locations = [*result.locations, *(result.related_locations or [])]
        for each in locations:
            region = each.physical_location.region
            if region is not None:
                start, end = region.char_offset, region.char_offset + region.char_length
                words = region.snippet["text"] if isinstance(region.snippet, dict) else region.snippet.text
                found[policy].append((f"issue.{result.rule_id}", start, end, words))
                assert by_lines(texts[policy], region) == words
    for policy, listed in found.items():
        assert sorted(listed) == seen(kept(project, policy, "sarif"))


def by_lines(text: str, region: sarif_pydantic.Region) -> str:
    """What stands between the lines and columns of a region; lines end as the log says."""
    lines = text.replace("\r\n", "\n\x00").replace("\r", "\n").split("\n")
    starts, at = [], 0
    for each in lines:
        starts.append(at + each.startswith("\x00"))
        at += len(each) + 1
    start, end = (
        starts[line - 1] + column - 1
        for line, column in ((region.start_line, region.start_column), (region.end_line, region.end_column))
    )
    return text[start:end]


@needs("schemas")
def test_it_fits_the_schema_of_oasis(project: Project, tmp_path: Path) -> None:
    """That in sarif-pydantic's source package, mended where errata 01 mends it; beside an earlier log too."""
    schema = json.loads(from_package("sarif_pydantic", "sarif-schema-2.1.0.json"))
    suppression = schema["definitions"]["suppression"]["properties"]
    suppression["status"] = suppression.pop("state")
    schema["definitions"]["region"]["anyOf"] = [
        {"required": [each]} for each in ("startLine", "charOffset", "byteOffset")
    ]
    validator = Draft7Validator(schema)
    project.export(tmp_path / "earlier.sarif", "sarif")
    project.export(tmp_path / "it.sarif", "sarif", since=tmp_path / "earlier.sarif")
    for name in ("earlier", "it"):
        log = json.loads((tmp_path / f"{name}.sarif").read_text(encoding="utf-8"))
        assert [each.message for each in validator.iter_errors(log)] == []
    assert {each["baselineState"] for each in log["runs"][0]["results"]} == {"unchanged"}
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"] = {"startLine": 0}
    assert not validator.is_valid(log)
