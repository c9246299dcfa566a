"""sarif-pydantic reads the log into its classes, and writes it again as it was."""

import json
from pathlib import Path

import sarif_pydantic

from annotator.project import Project
from tests.interop.seen import kept, seen


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
