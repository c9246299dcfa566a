"""`annotator scan`, `rules` and `coverage`: what they print where, and with which exit code they end."""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from annotator import places
from annotator.cli import run
from annotator.cli.desk import ExitCode
from annotator.detection.rules import RULES

MASKED = "Write to [email protected] at any time. We answer within a month.\n"
CLEAN = "We keep your order for six years.\n"


class Outcome(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def findings(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Annotate = Callable[..., Outcome]


@pytest.fixture
def annotate(capsys: pytest.CaptureFixture[str]) -> Annotate:
    def call(*arguments: object) -> Outcome:
        code = run([str(each) for each in arguments])
        return Outcome(code, *capsys.readouterr())

    return call


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with three texts, where one is."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ANNOTATOR_HOME", str(tmp_path / "home"))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "masked.txt").write_text(MASKED, encoding="utf-8")
    (tmp_path / "in" / "clean.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "in" / "old.txt").write_bytes("Für alle.\n".encode("cp1252"))
    return tmp_path


ONE_RULE = ("--rules", "masked-email")

# What is printed


@pytest.mark.usefixtures("here")
def test_json_lines_tell_all_there_is(annotate: Annotate) -> None:
    told = annotate("scan", "in/masked.txt", "--format", "jsonl", *ONE_RULE)
    (found,) = told.findings
    assert found | {"message": "", "rule_version": 1} == {
        "file": "in/masked.txt",
        "start": 9,
        "end": 26,
        "quote": "[email protected]",
        "type": "obfuscated-contact",
        "rule": "masked-email",
        "rule_version": 1,
        "severity": "high",
        "tier": "sure",
        "message": "",
        "suggestion": "",
        "where": "¶1",
        "language": "en",
        "line": 1,
        "column": 10,
    }
    assert found["message"]
    assert "1 text: 1 finding (1 high, 0 medium, 0 low, 0 info)" in told.err


@pytest.mark.usefixtures("here")
def test_text_is_like_a_compilers(annotate: Annotate) -> None:
    told = annotate("scan", "in/masked.txt", *ONE_RULE)
    first, second = told.out.splitlines()
    assert first.startswith("in/masked.txt:1:10: high [masked-email] ")
    assert second == "    “[email protected]”"


def test_nothing_of_a_file_reaches_the_terminal_as_it_is(annotate: Annotate, here: Path) -> None:
    (here / "evil.txt").write_text(
        "Write to [email\u202e protected\x1b[31m] [email protected]\r\n", encoding="utf-8"
    )
    told = annotate("scan", "evil.txt")
    assert "\x1b" not in told.out
    assert "\u202e" not in told.out


def test_offsets_are_code_points_of_the_decoded_text() -> None:
    for path in sorted(places.corpus().glob("*.txt")):
        text = path.read_bytes().decode("utf-8-sig")
        outcome = subprocess.run(
            [sys.executable, "-m", "annotator", "scan", path, "--format", "jsonl", "--fail-on", "never"],
            check=True,
            capture_output=True,
        )
        for line in outcome.stdout.decode().splitlines():
            found = json.loads(line)
            for place in (found, found.get("other", found)):
                assert text[place["start"] : place["end"]] == place["quote"]
            lines = text.replace("\r\n", " \n").replace("\r", "\n").split("\n")
            begun = lines[found["line"] - 1][found["column"] - 1 :]
            assert begun.startswith(found["quote"].splitlines()[0] if found["quote"] else "")


def test_a_json_line_is_one_line_however_it_is_split(annotate: Annotate, here: Path) -> None:
    (here / "ends.txt").write_text(
        "We keep\x85 the\x85 name.\n\nWrite to xa0\u2028[email protected].\n", encoding="utf-8"
    )
    told = annotate("scan", "ends.txt", "--format", "jsonl")
    assert told.findings
    assert not set(told.out) & set("\x85\u2028\u2029")


@pytest.mark.usefixtures("here")
def test_several_processes_print_the_same(annotate: Annotate) -> None:
    paths = (places.corpus(), "in", places.corpus())
    for form in ("text", "jsonl", "sarif"):
        one = annotate("scan", *paths, "--format", form)
        two = annotate("scan", *paths, "--format", form, "--jobs", 2)
        assert one == two


@pytest.mark.usefixtures("here")
def test_standard_input(annotate: Annotate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(MASKED.encode("utf-8-sig"))))
    (found,) = annotate("scan", "-", "--format", "jsonl", *ONE_RULE).findings
    assert (found["file"], found["start"]) == ("-", 9)


# Which exit code


@pytest.mark.parametrize(
    ("file", "fail_on", "code"),
    [
        ("clean.txt", None, ExitCode.DONE),
        ("masked.txt", None, ExitCode.FOUND),
        ("masked.txt", "high", ExitCode.FOUND),
        ("masked.txt", "never", ExitCode.DONE),
        ("old.txt", "never", ExitCode.PROBLEM),
        ("gone.txt", None, ExitCode.PROBLEM),
    ],
)
@pytest.mark.usefixtures("here")
def test_exit_codes(annotate: Annotate, file: str, fail_on: str | None, code: int) -> None:
    wanted = ("--fail-on", fail_on) if fail_on else ()
    assert annotate("scan", f"in/{file}", *ONE_RULE, *wanted).code == code


def test_lower_severities_do_not_fail(annotate: Annotate, here: Path) -> None:
    rule = next(rule for rule in RULES if rule.severity == "info")
    (here / "info.txt").write_text(re.sub("[⟦⟧]", "", rule.hits[0]), encoding="utf-8")
    told = annotate("scan", "info.txt", "--rules", rule.id, "--fail-on", "low")
    assert told.code == ExitCode.DONE
    assert f"info [{rule.id}]" in told.out


@pytest.mark.usefixtures("here")
def test_what_cannot_be_read_is_told_and_the_rest_scanned(annotate: Annotate) -> None:
    told = annotate("scan", "gone.txt", "in", "--format", "jsonl", *ONE_RULE)
    assert told.code == ExitCode.PROBLEM
    assert [each["file"] for each in told.findings] == ["in/masked.txt"]
    first, second, summed = told.err.splitlines()
    assert first == "“gone.txt” is not there. Check the name."
    assert second.startswith("“in/old.txt”: The file is not UTF-8")
    assert summed.endswith("2 could not be read.")


@pytest.mark.usefixtures("here")
def test_a_named_encoding_is_used(annotate: Annotate) -> None:
    assert annotate("scan", "in/old.txt", "--encoding", "cp1252", *ONE_RULE).code == ExitCode.DONE
    told = annotate("scan", "in/old.txt", "--encoding", "klingon")
    assert (told.code, told.out) == (ExitCode.PROBLEM, "")
    assert "“klingon” is not an encoding" in told.err


def test_an_unknown_rule_is_refused(annotate: Annotate) -> None:
    told = annotate("scan", places.corpus(), "--rules", "drafting,spelling")
    assert told.code == ExitCode.PROBLEM
    assert "no rule and no family “spelling”" in told.err


@pytest.mark.skipif(os.name == "nt", reason="there are no such pipes")
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_reader_that_goes_away_is_no_error(jobs: int) -> None:
    """As `annotator scan … | head -1` does."""
    command = [sys.executable, "-m", "annotator", "scan", *[str(places.corpus())] * 20]
    with subprocess.Popen(
        [*command, "--format", "jsonl", "--jobs", str(jobs)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == ExitCode.READER_GONE


# Choosing


def test_tiers_and_rules_are_chosen(annotate: Annotate) -> None:
    everything = annotate("scan", places.corpus(), "--format", "jsonl").findings
    tiers = {
        tier: annotate("scan", places.corpus(), "--format", "jsonl", "--tier", tier).findings
        for tier in ("sure", "maybe")
    }
    assert {each["tier"] for each in tiers["sure"]} == {"sure"}
    assert len(tiers["sure"]) + len(tiers["maybe"]) >= len(everything)
    some = annotate("scan", places.corpus(), "--format", "jsonl", "--rules", "drafting,masked-email").findings
    families = {row["id"]: row["family"] for row in json.loads(annotate("rules", "--json").out)}
    assert {families[each["rule"]] for each in some} == {"drafting", "references"}


def test_the_customers_two_are_found_for_sure(annotate: Annotate) -> None:
    sure = annotate("scan", places.corpus(), "--format", "jsonl", "--tier", "sure").findings
    words = {(each["type"], each["quote"]) for each in sure}
    assert ("truncated-sentence", "obtaining a DBS check through") in {
        (kind, quote[-29:]) for kind, quote in words
    }
    assert ("empty-section", "Types of Cookies") in words


# SARIF


@pytest.mark.usefixtures("here")
def test_sarif(annotate: Annotate) -> None:
    told = annotate("scan", places.corpus(), "gone {0}.txt", "--format", "sarif")
    log = json.loads(told.out)
    assert log["version"] == "2.1.0"
    (each_run,) = log["runs"]
    assert each_run["columnKind"] == "unicodeCodePoints"
    rules = {rule["id"]: rule for rule in each_run["tool"]["driver"]["rules"]}
    assert set(rules) == {rule.id for rule in RULES}
    assert all(rule["help"]["text"] for rule in rules.values())
    (note,) = each_run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("“gone {{0}}.txt” is not there")
    assert each_run["invocations"][0]["executionSuccessful"] is False
    lines = annotate("scan", places.corpus(), "--format", "jsonl").findings
    assert len(each_run["results"]) == len(lines)
    for result, found in zip(each_run["results"], lines, strict=True):
        assert result["ruleId"] in rules
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == f"file://{found['file']}"
        if found["quote"]:
            region = place["region"]
            assert region["charOffset"] == found["start"]
            assert region["charLength"] == len(found["quote"])
            assert (region["startLine"], region["startColumn"]) == (found["line"], found["column"])
            assert (region["endLine"], region["endColumn"]) > (region["startLine"], region["startColumn"])


def test_sarif_of_nothing(annotate: Annotate, here: Path) -> None:
    log = json.loads(annotate("scan", "in/clean.txt", "--format", "sarif", *ONE_RULE).out)
    assert log["runs"][0]["results"] == []


def test_fingerprints_stay_when_the_words_move(annotate: Annotate, here: Path) -> None:
    twice = MASKED + "\n" + MASKED

    def fingerprints(text: str) -> list[str]:
        (here / "moved.txt").write_text(text, encoding="utf-8")
        log = json.loads(annotate("scan", "moved.txt", "--format", "sarif", *ONE_RULE).out)
        return [each["partialFingerprints"]["wordsOfRule/v1"] for each in log["runs"][0]["results"]]

    before, after = fingerprints(twice), fingerprints("Privacy Policy\n\n" + twice)
    assert before == after
    assert len(set(before)) == 2


def test_file_names_become_references(annotate: Annotate, here: Path) -> None:
    name = "50% für uns #1.txt"
    (here / name).write_text(MASKED, encoding="utf-8")
    log = json.loads(annotate("scan", name, "--format", "sarif", *ONE_RULE).out)
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "50%25%20f%C3%BCr%20uns%20%231.txt"


# The table of rules


def test_rules_are_listed(annotate: Annotate) -> None:
    table = annotate("rules").out.splitlines()
    assert len(table) == len(RULES) + 1
    rows = json.loads(annotate("rules", "--family", "drafting", "--json").out)
    assert {row["family"] for row in rows} == {"drafting"}
    assert Counter(row["id"] for row in rows) == Counter(
        rule.id for rule in RULES if rule.id in {row["id"] for row in rows}
    )


def test_every_rule_can_be_explained(annotate: Annotate) -> None:
    for rule in RULES:
        told = annotate("rules", rule.id)
        assert told.code == ExitCode.DONE
        assert rule.title in told.out
        assert "Leaves alone:" in told.out


def test_an_unknown_rule_cannot_be_explained(annotate: Annotate) -> None:
    told = annotate("rules", "no-such-rule")
    assert told.code == ExitCode.PROBLEM
    assert "annotator rules" in told.err


# The coverage table


def test_coverage_as_a_table(annotate: Annotate) -> None:
    told = annotate("coverage", places.corpus() / "kjm-group.txt")
    assert told.code == ExitCode.DONE
    rows = [line for line in told.out.splitlines() if line.startswith(("present", "absent", "unclear"))]
    assert any("Right to data portability" in row for row in rows)
    assert "\x1b" not in told.out


def test_coverage_as_json(annotate: Annotate) -> None:
    path = places.corpus() / "kjm-group.txt"
    (told,) = json.loads(annotate("coverage", path, "--json").out)
    assert told["file"] == str(path)
    text = path.read_bytes().decode("utf-8-sig")
    assert {item["verdict"] for item in told["items"]} >= {"present", "absent"}
    for item in told["items"]:
        for each in item["evidence"]:
            assert text[each["start"] : each["end"]] == each["quote"]


@pytest.mark.usefixtures("here")
def test_coverage_of_what_is_no_policy(annotate: Annotate) -> None:
    told = annotate("coverage", "in")
    assert told.code == ExitCode.PROBLEM
    assert told.out.count("This is no policy") == 2
    assert told.err.startswith("“in/old.txt”: The file is not UTF-8")
    assert json.loads(annotate("coverage", "in/clean.txt", "--json").out)[0]["items"] == []
