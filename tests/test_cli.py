"""The command line, verb by verb: what it prints where, and with which exit code it ends."""

import getpass
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator import places, profile
from annotator.cli import cli, run, terminal
from annotator.cli.desk import ExitCode
from annotator.domain import CLAUSES, ISSUES
from annotator.problems import DamagedError, LockedError, NewerProjectError
from annotator.project import Project
from annotator.taxonomy import built_in
from tests.projects import headless

USAGE = 2
POLICY = "We keep data for two years. 😀 We keep data. Ask us.\r\nTypes of Cookies\r\n"


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Annotate = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def named_reviewer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANNOTATOR_REVIEWER", "Ada")


@pytest.fixture
def annotate(capsys: pytest.CaptureFixture[str]) -> Annotate:
    def call(*arguments: object) -> Outcome:
        code = run([str(each) for each in arguments])
        return Outcome(code, *capsys.readouterr())

    return call


@pytest.fixture(scope="session")
def one_policy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one policy, to be copied: making one takes longer."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "policy.txt").write_bytes(POLICY.encode("utf-8-sig"))
    project = folder / "one.annotator"
    assert run(["--project", str(project), "--reviewer", "Ada", "import", str(folder / "policy.txt")]) == 0
    return project


@pytest.fixture
def on_one(annotate: Annotate, one_policy: Path, tmp_path: Path) -> Annotate:
    """The command line on a project that holds one policy."""
    project = tmp_path / "one.annotator"
    shutil.copyfile(one_policy, project)
    return lambda *arguments: annotate("--project", project, *arguments)


def marks(on_one: Annotate, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(on_one("export").out)["policies"][0][kind]
    return found


# Help


def test_every_verb_teaches_with_an_example(annotate: Annotate) -> None:
    for name in cli.commands:
        outcome = annotate(name, "--help")
        assert outcome.code == 0
        assert re.search(rf"^  annotator (--\S+ \S+ )?{name}\b", outcome.out, re.MULTILINE), name
        assert "\b" not in outcome.out


def test_help_lists_every_exit_code_and_the_verbs_in_the_order_of_work(annotate: Annotate) -> None:
    out = annotate("--help").out
    codes = {int(code) for code in re.findall(r"^    (\d+)  ", out, re.MULTILINE)}
    assert codes == {USAGE, *ExitCode}
    assert out.index("  import ") < out.index("  list ") < out.index("  tag ") < out.index("  export ")


def test_the_documentation_lists_every_verb_and_exit_code() -> None:
    text = (Path(__file__).parents[1] / "docs" / "CLI.md").read_text("utf-8")
    assert all(f"### {name}" in text for name in cli.commands)
    assert all(f"| {code:d} |" in text for code in (USAGE, *ExitCode))


def test_version(annotate: Annotate) -> None:
    assert annotate("--version").out.startswith("annotator, version ")


# list and labels


def test_a_fresh_profile_lists_the_five_policies_that_ship(annotate: Annotate) -> None:
    outcome = annotate("list")
    assert outcome.code == 0
    assert outcome.err == ""
    head, *rows = outcome.out.splitlines()
    assert head.split() == ["ID", "STATUS", "TAGS", "ISSUES", "FILE", "TITLE"]
    assert [row.split()[4] for row in rows] == [
        "kluje.txt",
        "klingit.txt",
        "kallu.txt",
        "kjm-group.txt",
        "clusterlinks.txt",
    ]


def test_list_as_json(on_one: Annotate) -> None:
    on_one("tag", "policy.txt", "--quote", "two years", "--label", "retention")
    on_one("flag", "policy.txt", "--whole", "--type", "missing-disclosure")
    (policy,) = json.loads(on_one("list", "--json").out)
    assert (policy["file_name"], policy["length"], policy["encoding"]) == (
        "policy.txt",
        len(POLICY),
        "utf-8-sig",
    )
    assert (policy["status"], policy["tags"], policy["open_flags"]) == ("reading", 1, 1)


def test_an_empty_project_says_what_to_do(annotate: Annotate, tmp_path: Path) -> None:
    Project.open(tmp_path / "empty.annotator").close()
    outcome = annotate("--project", tmp_path / "empty.annotator", "list")
    assert (outcome.code, outcome.out) == (0, "")
    assert "annotator import PATH" in outcome.err
    assert annotate("--project", tmp_path / "empty.annotator", "list", "--json").out == "[]\n"


def test_labels(on_one: Annotate) -> None:
    rows = on_one("labels").out.splitlines()
    assert len(rows) == 1 + len(built_in(CLAUSES).labels) + len(built_in(ISSUES).labels)
    assert "clause  RET   retention" in "\n".join(rows)
    sets = json.loads(on_one("labels", "--json").out)
    assert [each["id"] for each in sets] == [CLAUSES, ISSUES]


def test_a_project_that_is_not_there_is_not_made_by_reading(annotate: Annotate, tmp_path: Path) -> None:
    outcome = annotate("--project", tmp_path / "no.annotator", "list")
    assert outcome.code == ExitCode.PROBLEM
    assert "There is no project" in outcome.err
    assert not (tmp_path / "no.annotator").exists()


# import


def test_import_files_and_folders_once(annotate: Annotate, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt").write_text("One", "utf-8")
    (folder / "deep" / "b.md").write_text("# Two", "utf-8")
    project = ("--project", tmp_path / "new.annotator")
    outcome = annotate(*project, "import", folder)
    assert outcome.code == 0
    assert [line.split("\t")[1] for line in outcome.out.splitlines()] == ["a.txt", "b.md"]
    assert "Imported 2 policies." in outcome.err
    again = annotate(*project, "import", folder / "a.txt")
    assert (again.code, again.out) == (ExitCode.NOTHING, "")
    assert "Already there: a.txt" in again.err
    assert "Imported 0 policies." in again.err


def test_import_says_which_files_are_empty(annotate: Annotate, tmp_path: Path) -> None:
    for name, text in (("a.txt", ""), ("b.txt", "\n"), ("c.txt", "Words.")):
        (tmp_path / name).write_text(text, "utf-8")
    outcome = annotate("--project", tmp_path / "new.annotator", "import", tmp_path)
    assert (outcome.code, len(outcome.out.splitlines())) == (0, 3)
    assert "There are no words in it: a.txt\n" in outcome.err
    assert "Imported 3 policies, 2 of them empty." in outcome.err


def test_import_refuses_what_is_not_utf8_until_it_is_told(annotate: Annotate, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("Datenschutzerklärung".encode("cp1252"))
    project = ("--project", tmp_path / "new.annotator")
    outcome = annotate(*project, "import", tmp_path / "old.txt")
    assert outcome.code == ExitCode.PROBLEM
    assert "--encoding" in outcome.err
    assert annotate(*project, "list", "--json").out == "[]\n"
    assert annotate(*project, "import", tmp_path / "old.txt", "--encoding", "cp1252").code == 0
    (policy,) = json.loads(annotate(*project, "list", "--json").out)
    assert policy["encoding"] == "cp1252"


def test_import_of_nothing(annotate: Annotate, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    outcome = annotate("import", tmp_path / "empty")
    assert (outcome.code, outcome.out) == (ExitCode.PROBLEM, "")
    assert "holds no .txt, .md, .html, .docx or .pdf file" in outcome.err
    assert annotate("import", tmp_path / "missing.txt").code == ExitCode.PROBLEM


def test_ctrl_c_rolls_the_import_back(
    annotate: Annotate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotator.text import readers

    real = readers.read

    def read(path: Path, encoding: str | None = None) -> readers.Reading:
        if path.name == "b.txt":
            raise KeyboardInterrupt
        return real(path, encoding)

    monkeypatch.setattr(readers, "read", read)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name, "utf-8")
    project = ("--project", tmp_path / "new.annotator")
    outcome = annotate(*project, "import", tmp_path / "a.txt", tmp_path / "b.txt")
    assert outcome.code == ExitCode.STOPPED
    assert "rolled back" in outcome.err
    assert annotate(*project, "list", "--json").out == "[]\n"


def test_progress_is_drawn_on_a_terminal(
    annotate: Annotate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name, "utf-8")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    outcome = annotate(
        "--project", tmp_path / "new.annotator", "import", tmp_path / "a.txt", tmp_path / "b.txt"
    )
    assert "2/2" in outcome.err


# tag and flag


def test_tag_and_its_parts(on_one: Annotate) -> None:
    outcome = on_one(
        *("tag", "policy.txt", "--quote", "We keep data for two years.", "--label", "retention"),
        *("--attribute", "polarity=does", "--attribute", "party=first", "--note", "A period"),
    )
    assert outcome.code == 0
    (tag,) = marks(on_one, "tags")
    assert tag["id"] == outcome.out.strip()
    assert (tag["label"], tag["note"]) == ("retention", "A period")
    assert tag["attributes"] == {"party": "first", "polarity": "does"}
    assert "Retention" in outcome.err


def test_flag_and_its_parts(on_one: Annotate) -> None:
    outcome = on_one(
        *("flag", "policy.txt", "--quote", "We keep data", "--occurrence", "2", "--type", "contradiction"),
        *("--severity", "low", "--suggestion", "Say it once", "--counterpart", "for two years"),
    )
    assert outcome.code == 0
    (flag,) = marks(on_one, "flags")
    assert (flag["severity"], flag["state"], flag["suggestion"]) == ("low", "open", "Say it once")
    (span,) = flag["spans"]
    assert span["start"] == POLICY.index("We keep data.")
    assert span["utf16_start"] == span["start"] + 1
    assert [each["quote"] for each in flag["counterpart"]] == ["for two years"]


def test_several_quotes_make_one_discontinuous_annotation(on_one: Annotate) -> None:
    where = ("--quote", "two years", "--quote", "We keep data")
    assert on_one("tag", "policy.txt", *where, "--occurrence", 1, "--label", "retention").code == USAGE
    outcome = on_one(
        "tag", "policy.txt", *where, "--occurrence", 1, "--occurrence", 2, "--label", "retention"
    )
    assert outcome.code == 0
    (tag,) = marks(on_one, "tags")
    assert [span["quote"] for span in tag["spans"]] == ["two years", "We keep data"]


def test_on_the_whole_policy(on_one: Annotate) -> None:
    assert on_one("tag", "policy.txt", "--whole", "--label", "retention").code == 0
    assert on_one("flag", "policy.txt", "--whole", "--type", "vague-retention").code == 0
    assert marks(on_one, "tags")[0]["spans"] == []
    assert marks(on_one, "flags")[0]["severity"] == "medium"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--quote", "We keep data", "--label", "retention"], ExitCode.PROBLEM, "2 times"),
        (
            ["--quote", "We keep data", "--occurrence", "3", "--label", "retention"],
            ExitCode.PROBLEM,
            "2 times",
        ),
        (["--quote", "we KEEP data", "--label", "retention"], ExitCode.PROBLEM, "letter by letter"),
        (["--quote", "nowhere", "--label", "retention"], ExitCode.PROBLEM, "not in the text"),
        (["--quote", "Ask us.", "--label", "retentoin"], ExitCode.PROBLEM, "There is no label “retentoin”"),
        (
            ["--quote", "Ask us.", "--label", "security", "--attribute", "mood=bad"],
            ExitCode.PROBLEM,
            "“mood”",
        ),
        (["--quote", "Ask us.", "--label", "security", "--attribute", "mood"], USAGE, "NAME=VALUE"),
        (["--label", "retention"], USAGE, "either --quote TEXT or --whole"),
        (["--quote", "Ask us.", "--whole", "--label", "retention"], USAGE, "either --quote TEXT or --whole"),
        (["--quote", "Ask us."], USAGE, "--label"),
        (["--quote", "Ask us.", "--occurrence", "0", "--label", "retention"], USAGE, "--occurrence"),
    ],
)
def test_what_cannot_be_tagged_is_said(
    on_one: Annotate, arguments: Sequence[str], code: int, words: str
) -> None:
    outcome = on_one("tag", "policy.txt", *arguments)
    assert outcome.code == code
    assert outcome.out == ""
    assert words in outcome.err
    assert "Traceback" not in outcome.err
    assert marks(on_one, "tags") == []


def test_an_unknown_policy_is_answered_with_those_there_are(on_one: Annotate) -> None:
    outcome = on_one("tag", "polisy.txt", "--whole", "--label", "retention")
    assert outcome.code == ExitCode.PROBLEM
    assert "policy.txt" in outcome.err


def test_a_policy_answers_to_the_beginning_of_its_id(on_one: Annotate) -> None:
    (policy,) = json.loads(on_one("list", "--json").out)
    assert on_one("show", policy["id"][:6]).code == 0


# Who


def test_the_reviewer_comes_from_the_option_then_the_environment_then_the_profile(
    annotate: Annotate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("One two three", "utf-8")
    project = ("--project", tmp_path / "new.annotator")
    profile.remember_reviewer("Grace")
    imported = annotate(*project, "import", tmp_path / "a.txt")
    assert "Working as" not in imported.err
    annotate(*project, "--reviewer", "Mary", "tag", "a.txt", "--quote", "two", "--label", "intro")
    annotate(*project, "tag", "a.txt", "--quote", "three", "--label", "intro")
    monkeypatch.delenv("ANNOTATOR_REVIEWER")
    tagged = annotate(*project, "tag", "a.txt", "--quote", "One", "--label", "intro")
    assert "Working as" not in tagged.err
    assert len(tagged.out.split()) == 1, "the id of the tag alone, though a reviewer came too"
    annotate(*project, "undo")
    events = json.loads(annotate(*project, "history", "--json").out)
    assert [(each["act"], each["reviewer_name"]) for each in events[:-1]] == [
        ("undo", "Grace"),
        ("tag", "Grace"),
        ("tag", "Ada"),
        ("tag", "Mary"),
        ("import", "Ada"),
    ]


def test_the_login_name_is_the_last_resort(
    annotate: Annotate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANNOTATOR_REVIEWER")
    monkeypatch.setattr(getpass, "getuser", lambda: "a.lovelace")
    (tmp_path / "a.txt").write_text("One", "utf-8")
    outcome = annotate("--project", tmp_path / "new.annotator", "import", tmp_path / "a.txt")
    assert "Working as “a.lovelace”, your login name" in outcome.err

    def nobody() -> str:
        raise OSError

    monkeypatch.setattr(getpass, "getuser", nobody)
    outcome = annotate("--project", tmp_path / "newer.annotator", "import", tmp_path / "a.txt")
    assert outcome.code == ExitCode.PROBLEM
    assert "--reviewer NAME" in outcome.err


# show


def test_show_brackets_what_is_marked(on_one: Annotate) -> None:
    on_one(
        "tag",
        "policy.txt",
        "--quote",
        "We keep data for two years.",
        "--label",
        "retention",
        "--note",
        "Good",
    )
    on_one("flag", "policy.txt", "--quote", "two years", "--type", "vague-retention")
    outcome = on_one("show", "policy.txt")
    assert outcome.code == 0
    assert "[RET: We keep data for [!VRE: two years :VRE!]. :RET] 😀 We keep data." in outcome.out
    assert "\r" not in outcome.out
    assert "\x1b" not in outcome.out
    assert "Retention, ¶1: “We keep data for two years.” — Good (Ada)" in outcome.out
    assert "Vague retention (medium, open), ¶1: “two years” (Ada)" in outcome.out


def test_show_in_colour(on_one: Annotate, monkeypatch: pytest.MonkeyPatch) -> None:
    on_one("tag", "policy.txt", "--quote", "Ask us.\r\nTypes", "--label", "retention")
    on_one("flag", "policy.txt", "--quote", "Types of Cookies", "--type", "empty-section")
    monkeypatch.setenv("COLORTERM", "truecolor")
    colours = on_one("show", "policy.txt", "--colour", "always").out
    assert re.sub(r"\x1b\[[0-9;]*m", "", colours).count("RETAsk us.\n!EMPTypes of Cookies\n") == 1
    assert "48;2;" in colours
    assert "\x1b[4m" in colours
    monkeypatch.delenv("COLORTERM")
    assert "48;5;" in on_one("show", "policy.txt", "--color", "always").out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert "\x1b" in on_one("show", "policy.txt").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in on_one("show", "policy.txt").out


def test_a_policy_cannot_speak_to_the_terminal(annotate: Annotate, tmp_path: Path) -> None:
    (tmp_path / "evil.txt").write_text("Pay\x1b]0;owned\x07 \u202eevil\u202c\x9b2J", "utf-8")
    project = ("--project", tmp_path / "new.annotator")
    annotate(*project, "import", tmp_path / "evil.txt")
    annotate(*project, "tag", "evil.txt", "--whole", "--label", "intro", "--note", "\x1b[2Jgone")
    for colour in ("always", "never"):
        out = annotate(*project, "show", "evil.txt", "--colour", colour).out
        assert "Pay<U+001B>]0;owned<U+0007> <U+202E>evil<U+202C><U+009B>2J" in out
        assert "— <U+001B>[2Jgone" in out


_TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="!\ue000"), min_size=1, max_size=60)
_SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6)


@given(_TEXTS, _SPANS, _SPANS, st.booleans())
def test_marking_adds_to_the_text_and_takes_nothing_from_it(
    text: str, spans: list[tuple[int, int]], headings: list[tuple[int, int]], flag: bool
) -> None:
    def inside(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
        cut = sorted((min(a, b, len(text)), min(max(a, b), len(text))) for a, b in places)
        return [(start, end) for start, end in cut if start < end and "\r" not in text[start - 1 : end + 1]]

    marks = [terminal.Mark(start, end, "\ue000", "#3689dd", flag) for start, end in inside(spans)]
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    plain = "".join(terminal.plain(text, marks))
    assert re.sub(r"\[!?\ue000: | :\ue000!?\]", "", plain) == terminal.harmless(text)
    colours = "".join(terminal.coloured(text, marks, inside(headings), true_colour=flag))
    assert re.sub(r"\x1b\[[0-9;]*m|!?\ue000", "", colours) == terminal.harmless(text)


# undo, redo, history


def test_undo_and_redo_outlive_the_process(on_one: Annotate) -> None:
    on_one("tag", "policy.txt", "--whole", "--label", "retention")
    (tag,) = marks(on_one, "tags")
    outcome = on_one("undo")
    assert (outcome.code, outcome.out) == (0, "")
    assert "Tag “Retention” on the whole policy" in outcome.err
    assert marks(on_one, "tags") == []
    assert on_one("redo").code == 0
    assert marks(on_one, "tags") == [tag]
    nothing = on_one("redo")
    assert (nothing.code, nothing.err) == (ExitCode.NOTHING, "There is nothing to redo.\n")


def test_undo_ends_where_there_is_nothing_left(on_one: Annotate) -> None:
    codes = [on_one("undo").code for _ in range(4)]
    assert codes[-1] == ExitCode.NOTHING


def test_history(on_one: Annotate) -> None:
    on_one("tag", "policy.txt", "--quote", "Ask us.", "--label", "controller-contact")
    lines = on_one("history").out.splitlines()
    assert re.match(r" *\d+  \d{4}-\d\d-\d\dT[\d:.]+Z  Ada  Tag “Controller contact” on ", lines[0])
    assert len(on_one("history", "--limit", 1).out.splitlines()) == 1
    assert all(
        "Import" in line or "Tag" in line
        for line in on_one("history", "--policy", "policy.txt").out.splitlines()
    )
    events = json.loads(on_one("history", "--json").out)
    assert events[0]["act"] == "tag"
    change, begun = events[0]["changes"]
    assert begun["kind"] == "policy"
    assert (change["kind"], change["before"], change["after"]["label"]) == ("tag", None, "controller-contact")
    assert events[0]["policies"] == [change["after"]["policy"]]


# export, import-annotations, schema


def test_export_to_a_file_and_back(on_one: Annotate, annotate: Annotate, tmp_path: Path) -> None:
    on_one("tag", "policy.txt", "--quote", "two years", "--label", "retention")
    for name in ("out.json", "out.jsonl"):
        outcome = on_one("export", "-o", tmp_path / name)
        assert (outcome.code, outcome.out) == (0, "")
        assert f"Wrote 1 policy to {tmp_path / name}" in outcome.err
        second = ("--project", tmp_path / f"{name}.annotator")
        restored = annotate(*second, "import-annotations", tmp_path / name)
        assert restored.code == 0
        assert "Annotations: 1 added" in restored.err
        annotate(*second, "export", "-o", tmp_path / "again" / name)
        assert annotate(*second, "import-annotations", tmp_path / name).code == ExitCode.NOTHING
        form = Path(name).suffix[1:]
        again = annotate(*second, "export", "--format", form).out
        assert headless(again.encode()) == headless((tmp_path / name).read_bytes())


def test_export_of_one_policy(annotate: Annotate) -> None:
    outcome = annotate("export", "--policy", "kluje.txt")
    assert [each["file_name"] for each in json.loads(outcome.out)["policies"]] == ["kluje.txt"]


def test_what_cannot_be_exported_or_read_back(on_one: Annotate, tmp_path: Path) -> None:
    assert on_one("export", "--format", "docx").code == ExitCode.PROBLEM
    assert on_one("export", "-o", tmp_path / "no" / "x.json").code == ExitCode.UNAVAILABLE
    assert on_one("import-annotations", tmp_path / "no.json").code == ExitCode.PROBLEM
    (tmp_path / "x.json").write_text("[]", "utf-8")
    assert on_one("import-annotations", tmp_path / "x.json").code == ExitCode.PROBLEM


def test_schema(annotate: Annotate) -> None:
    for form in ("json", "jsonl"):
        assert "$schema" in json.loads(annotate("schema", "--format", form).out)


# gui


def test_gui_hands_over(annotate: Annotate, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[list[str]] = []

    def open_window(arguments: list[str]) -> int:
        given.append(arguments)
        return 7

    monkeypatch.setitem(sys.modules, "annotator.gui.app", SimpleNamespace(main=open_window))
    assert annotate("gui").code == 7
    assert annotate("--project", "x.annotator", "gui").code == 7
    assert given == [[], ["--project", "x.annotator"]]


# Problems and faults


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (LockedError("Wait."), ExitCode.UNAVAILABLE),
        (NewerProjectError("Update."), ExitCode.UNAVAILABLE),
        (DamagedError("Restore."), ExitCode.DAMAGED),
        (OSError(28, "No space left on device"), ExitCode.UNAVAILABLE),
    ],
)
def test_each_kind_of_problem_has_its_exit_code(
    on_one: Annotate, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(Project, "policies", fail)
    outcome = on_one("list")
    assert outcome.code == code
    assert outcome.err.count("\n") == 1


@pytest.mark.parametrize("error", [ZeroDivisionError("0"), FileNotFoundError(2, "gone", "some.py")])
def test_a_fault_is_written_down_and_said_in_a_sentence(
    on_one: Annotate, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(Project, "policies", fail)
    outcome = on_one("list")
    assert outcome.code == ExitCode.BUG
    assert str(places.log_file()) in outcome.err
    assert type(error).__name__ in places.log_file().read_text("utf-8")
    shutil.rmtree(places.log_file().parent)
    places.log_file().parent.write_text("in the way", "utf-8")
    assert type(error).__name__ in on_one("list").err


def test_a_mistyped_command(annotate: Annotate) -> None:
    outcome = annotate("lst")
    assert outcome.code == USAGE
    assert "lst" in outcome.err


# The process


def start(*arguments: str, **options: Any) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-m", "annotator", *arguments]
    return subprocess.run(command, check=False, capture_output="stdout" not in options, **options)


def test_the_command_line_never_imports_qt(tmp_path: Path) -> None:
    code = (
        "import sys; from annotator.cli import run; run(['--help']); assert 'sqlite3' not in sys.modules;"
        "assert run(['list']) == 0; assert run(['show', 'kluje.txt', '--colour', 'always']) == 0;"
        "sys.exit(any(name.startswith(('PySide6', 'annotator.gui')) for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()


def test_output_is_utf8_whatever_the_console_says(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    done = start("show", "klingit.txt", env=environment)
    assert done.returncode == 0
    assert "Hur använder vi dina personuppgifter?" in done.stdout.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
@pytest.mark.parametrize("arguments", [("show", "kjm-group.txt"), ("export",)])
def test_a_reader_that_goes_away_is_no_fault(arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = start(*arguments, stdout=writing, stderr=subprocess.PIPE)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (ExitCode.READER_GONE, b"")
