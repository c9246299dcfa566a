"""What `annotator diff` tells of two exports, by ids that never change."""

import json
from pathlib import Path

from click.testing import CliRunner

from annotator.cli import cli
from annotator.cli.desk import ExitCode
from annotator.domain import State
from annotator.exchange import read_back
from annotator.exchange.difference import differences
from tests.exchange.nasty import nasty


def test_what_was_added_changed_and_removed(tmp_path: Path) -> None:
    review = nasty(tmp_path / "p.annotator")
    before, after = tmp_path / "before.json", tmp_path / "after.jsonl"
    review.export(before, "json")
    policy = review.policies()[0].id
    edited, removed = [each for each in review.flags() if each.state is State.OPEN][:2]
    review.edit(edited.id, note="another", suggestion="others")
    review.remove([removed.id])
    added = review.tag(policy, [(0, 4)], "retention").changes[-1].entity.id
    review.describe(policy, title="Another")
    review.export(after, "jsonl")
    found = list(differences(read_back(before), read_back(after)))
    assert {(each.what, each.id, each.change) for each in found} == {
        ("policy", policy, "changed"),
        ("tag", added, "added"),
        ("flag", edited.id, "changed"),
        ("flag", removed.id, "removed"),
    }
    (changed,) = (each for each in found if each.id == edited.id)
    assert {each.name for each in changed.fields} == {"note", "suggestion", "modified"}
    run = CliRunner().invoke
    told = run(cli, ["diff", "--json", str(before), str(after)])
    assert told.exit_code == ExitCode.FOUND
    assert [json.loads(line)["id"] for line in told.stdout.splitlines()] == [each.id for each in found]
    told = run(cli, ["diff", str(before), str(after)])
    assert told.exit_code == ExitCode.FOUND
    assert f"removed  flag {removed.id}" in told.stdout
    assert run(cli, ["diff", str(before), str(before)]).exit_code == 0
    review.close()
