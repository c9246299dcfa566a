"""Which files a path means, what is read from them, and the processes that share the work."""

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from annotator import places
from annotator.bug_report import FaultElsewhereError
from annotator.detection import crew
from annotator.detection.corpus import (
    Report,
    Request,
    Source,
    _lost,
    findings_in,
    report,
    reports,
    rules_named,
    sources,
)
from annotator.detection.rules import FAMILIES, RULES
from annotator.detection.scan import scan
from annotator.problems import BadInputError, ProblemError
from tests.gold.reading import Mark, own, seeds, unmarked

REQUEST = Request(date(2026, 1, 1))


def no_input() -> bytes:
    raise AssertionError("standard input was read")


def listed(*paths: object) -> list[tuple[str, bool]]:
    """Each name, and whether it can be read."""
    return [(each.name, not each.problem) for each in sources(map(str, paths), no_input)]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("in/b.txt", "in/a/z.md", "in/a/c.TXT", "in/.hidden.txt", "in/.git/x.txt", "in/d.rtf"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Words.", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


# What a path means


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ("in", ["in/a/c.TXT", "in/a/z.md", "in/b.txt"]),
        ("in/", ["in/a/c.TXT", "in/a/z.md", "in/b.txt"]),
        ("./in/a", ["./in/a/c.TXT", "./in/a/z.md"]),
        ("in/../in/b.txt", ["in/../in/b.txt"]),
    ],
)
@pytest.mark.usefixtures("here")
def test_a_file_is_named_by_the_path_as_given(given: str, names: list[str]) -> None:
    assert listed(given) == [(name, True) for name in names]


@pytest.mark.usefixtures("here")
def test_the_order_is_that_of_the_paths() -> None:
    names = [name for name, _ in listed("in/b.txt", "in/a", "in/b.txt")]
    assert names == ["in/b.txt", "in/a/c.TXT", "in/a/z.md", "in/b.txt"]


def test_what_cannot_be_scanned_is_told_in_its_turn(here: Path) -> None:
    (here / "empty").mkdir()
    told = list(sources(["gone.txt", "empty", "in/d.rtf", "in/b.txt"], no_input))
    assert [each.problem.split(".")[0] for each in told] == [
        "“gone",
        "The folder “empty” holds no ",
        "“in/d",
        "",
    ]
    assert report(told[0], REQUEST) == Report("gone.txt", 0, problem=told[0].problem)


def test_a_loop_of_links_ends(here: Path) -> None:
    (here / "in" / "loop").symlink_to(here / "in", target_is_directory=True)
    (here / "in" / "link.txt").symlink_to(here / "in" / "b.txt")
    assert [name for name, _ in listed("in")] == ["in/a/c.TXT", "in/a/z.md", "in/b.txt", "in/link.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_without_rights_is_told_and_the_rest_is_read(here: Path) -> None:
    (here / "in" / "a").chmod(0)
    try:
        assert listed("in") == [("in/a", False), ("in/b.txt", True)]
    finally:
        (here / "in" / "a").chmod(0o700)


def test_standard_input_is_a_text_like_any_other() -> None:
    (text,) = sources(["-"], lambda: "Wörds.".encode("utf-8-sig"))
    assert (text.name, text.content) == ("-", b"\xef\xbb\xbfW\xc3\xb6rds.")
    assert report(text, REQUEST).size == 10


def test_standard_input_may_not_be_there() -> None:
    def closed() -> bytes:
        raise OSError(9, "Bad file descriptor")

    (text,) = sources(["-"], closed)
    assert text.problem == "Standard input cannot be read: Bad file descriptor."


def test_what_may_not_be_read_is_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: object, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refused)
        (folder,) = sources(["in"], no_input)
    assert folder.problem.startswith("“in” cannot be read: permission denied.")
    monkeypatch.setattr(Path, "read_bytes", refused)
    assert "“in/b.txt” cannot be read" in report(Source("in/b.txt"), REQUEST).problem


# What is read


def test_a_byte_order_mark_does_not_count() -> None:
    words = "Call us on: [email protected]"
    plain, marked = (
        report(Source("x.txt", 0, words.encode(name)), REQUEST) for name in ("utf-8", "utf-8-sig")
    )
    assert plain.found == marked.found
    assert [(each.start, each.quote) for each in plain.found if each.type == "obfuscated-contact"] == [
        (12, "[email protected]")
    ]


def test_another_encoding_is_named_or_refused() -> None:
    text = Source("x.txt", 0, "Ihre Einwilligung für alles.".encode("cp1252"))
    assert "“x.txt”: The file is not UTF-8" in report(text, REQUEST).problem
    assert report(text, Request(date(2026, 1, 1), encoding="cp1252")).problem == ""


def test_a_finding_says_all_that_a_reader_needs() -> None:
    text = "1. Contact\r\n\r\nÜber uns: 😀 write to [email protected].\r\n"
    (found,) = findings_in(text, "x.txt", Request(date(2026, 1, 1), ("masked-email",)))
    assert (found.start, found.end, found.quote) == (35, 52, "[email protected]")
    assert text[found.start : found.end] == found.quote
    assert (found.line, found.column) == (3, 22)
    assert (found.where, found.type, found.rule) == ("§1 ¶1", "obfuscated-contact", "masked-email")


def test_findings_are_those_of_a_scan() -> None:
    for gold in (*seeds(), *own()):
        told = [(each.rule, each.start, each.end) for each in findings_in(gold.text, gold.name, REQUEST)]
        found = scan(gold.text, file_name=gold.name, as_of=REQUEST.as_of)
        assert told == [(each.rule, each.start, each.end) for each in found]


def test_rules_are_named_by_id_and_by_family() -> None:
    drafting = [rule.id for rule in FAMILIES["drafting"]]
    named = rules_named(["masked-email", "drafting"])
    assert set(named) == {*drafting, "masked-email"}
    assert list(named) == [rule.id for rule in RULES if rule.id in named]
    with pytest.raises(BadInputError, match="no family “spelling”"):
        rules_named(["drafting", "spelling"])


# Several processes


def told(each: Report) -> tuple[str, int, str]:
    return each.name, len(each.found), each.problem


def test_several_processes_tell_the_same_in_the_same_order() -> None:
    paths = [str(places.corpus()), "gone.txt", *(str(places.corpus() / "kluje.txt") for _ in range(70))]
    one, three = (list(reports(sources(paths, no_input), REQUEST, told, jobs=jobs)) for jobs in (1, 3))
    assert one == three
    assert [name for name, _, _ in one][5] == "gone.txt"


def shouted(word: str) -> str:
    if word == "die":
        os._exit(3)
    if word == "fail":
        raise ZeroDivisionError(word)
    return word.upper()


def lost(word: str) -> str:
    return f"({word})"


@pytest.fixture(params=["fork", "spawn"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How processes are started."""
    if request.param not in multiprocessing.get_all_start_methods():
        pytest.skip("not on this system")
    monkeypatch.setattr(crew, "way_to_start", lambda: request.param)
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_a_process_that_dies_costs_one_item() -> None:
    words = ["a", "die", "b", *["c"] * 40, "die", "d"]
    assert list(crew.in_order(shouted, words, 2, lost=lost)) == [
        "(die)" if word == "die" else word.upper() for word in words
    ]


@pytest.mark.usefixtures("way")
def test_a_fault_in_another_process_is_told_as_one() -> None:
    with pytest.raises(FaultElsewhereError) as fault:
        list(crew.in_order(shouted, ["a", "fail"], 2, lost=lost))
    assert "ZeroDivisionError" in fault.value.report


def test_what_is_given_up_is_said_of_the_file() -> None:
    (given_up,) = crew.in_order(shouted, ["die"], 2, lost=lambda word: _lost(str, Source(word)))
    assert "the process that read it ended twice" in given_up


def exits(_: object) -> None:
    sys.exit(1)


class Unreadable:
    """Cannot be made in another process."""

    def __reduce__(self) -> tuple[object, ...]:
        return exits, (None,)

    def __call__(self, word: str) -> str:
        return word


@pytest.mark.parametrize("way", ["spawn"], indirect=True)
@pytest.mark.usefixtures("way")
def test_a_process_that_cannot_start_is_told() -> None:
    with pytest.raises(ProblemError, match="--jobs 1"):
        list(crew.in_order(Unreadable(), ["a"], 2, lost=lost))


def test_only_so_many_items_are_taken_ahead() -> None:
    taken = 0

    def words() -> Iterator[str]:
        nonlocal taken
        for _ in range(10_000):
            taken += 1
            yield "a"

    results = crew.in_order(shouted, words(), 2, lost=lost)
    next(results)
    assert taken <= 2 * crew.AHEAD + crew.BATCH_ITEMS
    results.close()


def test_a_process_serves_until_nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    ours, theirs = multiprocessing.Pipe()
    ours.send(["a", "fail"])
    crew._serve(theirs, shouted)
    assert [ours.recv(), ours.recv()] == [crew._READY, "A"]
    assert "ZeroDivisionError" in ours.recv().report
    ours.close()
    crew._serve(theirs, shouted)


def test_a_batch_is_full_by_weight_or_by_number() -> None:
    heavy = [list(each) for each in crew._batches([40_000] * 9, lambda weight: weight)]
    assert list(map(len, heavy)) == [4, 4, 1]
    assert [len(each) for each in crew._batches(range(70), lambda _: 0)] == [32, 32, 6]


def test_work_is_sent_as_a_value() -> None:
    assert list(crew.in_order(partial(str.join, "-"), [["a", "b"]], 2, lost=str)) == ["a-b"]


# Marked texts


def test_marks_are_taken_out() -> None:
    gold = unmarked("x", "We ⟦duplicated-text: use use⟧ it.\n⟦!placeholder: [your ⟦double-spaces:   ⟧name]⟧")
    assert gold.text == "We use use it.\n[your   name]"
    assert gold.marks == (
        Mark("duplicated-text", 3, 10),
        Mark("placeholder", 15, 28, trap=True),
        Mark("double-spaces", 21, 23),
    )


def test_a_mark_at_the_start_without_words_is_on_the_whole_policy() -> None:
    gold = unmarked("x", "⟦not-a-policy: ⟧Please sign in.")
    assert (gold.text, gold.marks) == ("Please sign in.", (Mark("not-a-policy", 0, 0),))
    assert gold.marks[0].whole


@pytest.mark.parametrize(
    "marked", ["⟦odd-type: a⟧", "⟦placeholder: a", "a⟧", "⟦a⟧", "⟦placeholder:a⟧", "a ⟦placeholder: ⟧"]
)
def test_what_is_not_well_marked_is_refused(marked: str) -> None:
    with pytest.raises(ValueError, match="x"):
        unmarked("x", marked)


def test_all_gold_texts_are_well_marked() -> None:
    texts = [*seeds(), *own()]
    assert len(texts) >= 9
    for gold in texts:
        assert gold.marks
        assert "⟦" not in gold.text
        assert "⟧" not in gold.text
