"""The scan on a real Dask scheduler with two workers, on this machine."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from annotator import places
from annotator.cli import run
from annotator.cli.desk import ExitCode
from annotator.detection import cluster
from annotator.detection.cluster import Fields
from annotator.detection.corpus import Request, Source, Sum
from annotator.problems import BadInputError, ProblemError
from annotator.text.readers import read

pytest.importorskip("distributed", reason="needs annotator[cluster]")
pa = pytest.importorskip("pyarrow", reason="needs annotator[cluster]")
pq = pytest.importorskip("pyarrow.parquet")

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]

ROOT = Path(__file__).resolve().parents[2]
WAIT = 60
DAY = ("--as-of", "2026-01-01")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of a scheduler that has two workers, each a process of one thread."""
    folder = tmp_path_factory.mktemp("dask")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "DASK_TEMPORARY_DIRECTORY": str(folder)}

    def started(name: str, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{name}", *arguments],
            env=environment,
            cwd=folder,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    scheduler = started(
        "scheduler", "--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0"
    )
    assert scheduler.stderr
    line = next(each for each in scheduler.stderr if "Scheduler at:" in each)
    where = line.split()[-1]
    alone = ("--nthreads", "1", "--no-nanny", "--dashboard-address", "127.0.0.1:0", "--memory-limit", "0")
    workers = [started("worker", where, "--host", "127.0.0.1", *alone) for _ in range(2)]
    from distributed import Client

    with Client(where, timeout=WAIT, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=WAIT)
    yield where
    for process in (*workers, scheduler):
        process.terminate()
        process.communicate(timeout=WAIT)


@pytest.fixture
def shards(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two Parquet files, two of JSON Lines and two text files: fourteen texts in five shards."""
    monkeypatch.chdir(tmp_path)
    texts = {path.name: read(path).text for path in sorted(places.corpus().glob("*.txt"))}
    columns = {"doc": list(texts), "body": list(texts.values())}
    inside = tmp_path / "in"
    inside.mkdir()
    for name in ("a.parquet", "b.parquet"):
        pq.write_table(pa.table(columns), inside / name, row_group_size=2)
    for name in ("c.jsonl", "d.ndjson"):
        lines = [json.dumps({"doc": doc, "body": text}) + "\n" for doc, text in list(texts.items())[:1]]
        (inside / name).write_text("".join(lines), encoding="utf-8")
    for name in ("kluje.txt", "klingit.txt"):
        (inside / name).write_bytes((places.corpus() / name).read_bytes())
    return tmp_path


def scanned(address: str, *more: object) -> int:
    given = ("--cluster", address, "-o", "out", "--text-field", "body", "--id-field", "doc")
    return run(["scan", "in", *given, "--fail-on", "never", *DAY, *map(str, more)])


def told(folder: Path) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The findings by file and id."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in pq.read_table(folder).to_pylist():
        found.setdefault((row.pop("file"), row.pop("id")), []).append(row)
    return found


def locally(capsys: pytest.CaptureFixture[str], path: Path) -> list[dict[str, Any]]:
    capsys.readouterr()
    run(["scan", str(path), "--format", "jsonl", *DAY])
    rows = [
        json.loads(line) | {"other": json.loads(line).get("other")}
        for line in capsys.readouterr().out.splitlines()
    ]
    return [{name: value for name, value in row.items() if name != "file"} for row in rows]


def test_each_shard_becomes_a_part(address: str, shards: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert scanned(address) == ExitCode.DONE
    assert "Scanned 14 texts: " in capsys.readouterr().err
    assert sorted(path.name for path in (shards / "out").iterdir()) == [
        "_scan.json",
        *(cluster.part_name(number) for number in range(5)),
    ]
    found = told(shards / "out")
    names = [path.name for path in sorted(places.corpus().glob("*.txt"))]
    assert {file for file, _ in found} == {
        f"in/{each}" for each in ("a.parquet", "b.parquet", "c.jsonl", "d.ndjson", "klingit.txt", "kluje.txt")
    }
    for name in names:
        wanted = locally(capsys, places.corpus() / name)
        assert found["in/a.parquet", name] == found["in/b.parquet", name] == wanted
    assert found["in/kluje.txt", ""] == locally(capsys, places.corpus() / "kluje.txt")
    assert found["in/c.jsonl", names[0]] == locally(capsys, places.corpus() / names[0])


def test_only_what_is_missing_is_done_again(
    address: str, shards: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scanned(address)
    first = capsys.readouterr().err
    before = told(shards / "out")
    lost = shards / "out" / cluster.part_name(1)
    lost.unlink()
    (shards / "out" / ".part-000001.parquet.0.new").write_bytes(b"half")
    times = {path: path.stat().st_mtime_ns for path in (shards / "out").glob("part-*")}
    assert scanned(address) == ExitCode.DONE
    assert capsys.readouterr().err == first
    assert told(shards / "out") == before
    assert {path: path.stat().st_mtime_ns for path in times} == times
    assert not list((shards / "out").glob(".part*"))


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_a_scan_that_was_killed_goes_on(
    address: str, shards: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [read(path).text for path in sorted(places.corpus().glob("*.txt"))]
    for number in range(30):
        pq.write_table(
            pa.table({"doc": list("abcde"), "body": texts}), shards / "in" / f"e{number:02}.parquet"
        )
    arguments = ("--cluster", address, "-o", "out", "--text-field", "body", "--id-field", "doc", *DAY)
    command = [sys.executable, "-m", "annotator", "scan", "in", *arguments]
    with subprocess.Popen(command, env=os.environ | {"PYTHONPATH": str(ROOT)}) as process:
        while process.poll() is None and not list((shards / "out").glob("part-*")):
            pass
        process.send_signal(signal.SIGKILL)
    early = list((shards / "out").glob("part-*"))
    assert scanned(address) == ExitCode.DONE
    assert 0 < len(early) <= 35
    assert len(list((shards / "out").glob("part-*"))) == 35
    assert "Scanned 164 texts: " in capsys.readouterr().err
    assert len(told(shards / "out")) == 164


def test_another_scan_is_refused(address: str, shards: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scanned(address)
    assert scanned(address, "--rules", "drafting") == ExitCode.PROBLEM
    assert "another scan: rules differ" in capsys.readouterr().err
    (shards / "in" / "more.txt").write_text("More.", encoding="utf-8")
    assert scanned(address) == ExitCode.PROBLEM
    assert "shards differ" in capsys.readouterr().err


def test_a_scan_keeps_its_day(address: str, shards: Path) -> None:
    scanned(address)
    (shards / "out" / cluster.part_name(0)).unlink()
    given = ("--cluster", address, "-o", "out", "--text-field", "body", "--id-field", "doc")
    assert run(["scan", "in", *given, "--fail-on", "never"]) == ExitCode.DONE
    assert json.loads((shards / "out" / "_scan.json").read_text())["as_of"] == "2026-01-01"


def test_what_cannot_be_read_is_told(address: str, shards: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for path in (shards / "in").iterdir():
        path.unlink()
    (shards / "in" / "a.jsonl").write_text(
        '{"body": "We keep it."}\n[1]\n{"body": 7}\nnonsense\n{"body": "\\ud800"}\n'
    )
    (shards / "in" / "b.parquet").write_bytes(b"no table")
    pq.write_table(pa.table({"words": ["We keep it."]}), shards / "in" / "c.parquet")
    pq.write_table(
        pa.table({"body": ["Für alle.".encode("cp1252"), b"We keep it.", None]}), shards / "in" / "d.parquet"
    )
    given = ("--cluster", address, "-o", "out", "--text-field", "body")
    assert run(["scan", "in", "gone.txt", *given]) == ExitCode.PROBLEM
    *problems, summed = capsys.readouterr().err.splitlines()
    assert sorted(each[:40] for each in problems) == sorted(
        each[:40]
        for each in (
            "“gone.txt” is not there. Check the name.",
            "“in/a.jsonl”, row 2: the line is not a JSON object.",
            "“in/a.jsonl”, row 3: there is no text in this row.",
            "“in/a.jsonl”, row 4: the line is not a JSON object.",
            "“in/a.jsonl”, row 5: the text holds half a character.",
            "“in/b.parquet” cannot be read as Parquet: ",
            "“in/c.parquet” has no column “body”, only words. ",
            "“in/d.parquet”, row 1: The file is not UTF-8",
            "“in/d.parquet”, row 3: there is no text in this row.",
        )
    )
    assert summed.startswith("Scanned 2 texts: ")
    assert summed.endswith("9 could not be read.")


@pytest.mark.usefixtures("shards")
def test_no_scheduler_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    assert scanned("tcp://127.0.0.1:1") == ExitCode.PROBLEM
    assert "No Dask scheduler answers at tcp://127.0.0.1:1" in capsys.readouterr().err


@pytest.mark.usefixtures("shards")
def test_without_the_extra_it_is_said_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert scanned("tcp://127.0.0.1:1") == ExitCode.PROBLEM
    assert "pip install 'annotator[cluster]'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "more",
    [
        ("--cluster", "tcp://a:1"),
        ("-o", "out"),
        ("--text-field", "body"),
        ("--cluster", "tcp://a:1", "-o", "out", "--jobs", "2"),
        ("--cluster", "tcp://a:1", "-o", "out", "--format", "jsonl"),
    ],
)
def test_options_that_do_not_go_together(more: tuple[str, ...]) -> None:
    assert run(["scan", "in", *more]) == 2


def test_text_files_are_cut_into_runs() -> None:
    few = [Source(f"{number}.txt", 3_000_000) for number in range(5)]
    assert [len(shard) for shard in cluster._shards(few)] == [2, 2, 1]
    many = [Source(f"{number}.txt", 1) for number in range(2_500)]
    assert [len(shard) for shard in cluster._shards(many)] == [1_000, 1_000, 500]
    mixed = [Source("a.txt"), Source("b.parquet"), Source("c.txt")]
    assert [[each.name for each in shard] for shard in cluster._shards(mixed)] == [
        ["b.parquet"],
        ["a.txt", "c.txt"],
    ]


# What a worker and the driver do, each by itself


@pytest.mark.parametrize(
    ("name", "texts"), [("in/a.parquet", 5), ("in/c.jsonl", 1), ("in/kluje.txt", 1), ("in/gone.txt", 0)]
)
def test_a_part_knows_its_sum(shards: Path, name: str, texts: int) -> None:
    (shards / "out").mkdir()
    request = Request(date(2026, 1, 1))
    work = partial(cluster.write_part, request=request, fields=Fields("body", "doc"), out=str(shards / "out"))
    number, told = work(3, (Source(name, root=str(shards)),))
    part = shards / "out" / cluster.part_name(number)
    assert cluster._sum_of(part) == told
    assert told.texts == texts
    assert pq.read_table(part).num_rows == told.severities.total()


def test_a_part_keeps_the_first_sentences_only(shards: Path) -> None:
    (shards / "bad.jsonl").write_text("nonsense\n" * 50, encoding="utf-8")
    (shards / "out").mkdir()
    shard = (Source("bad.jsonl", root=str(shards)),)
    _, told = cluster.write_part(
        0, shard, request=Request(date(2026, 1, 1)), fields=Fields(), out=str(shards / "out")
    )
    assert (told.unread, len(told.problems)) == (50, cluster.TOLD)


@pytest.mark.parametrize("name", ["in/none.parquet", "in/none.jsonl", "in/a.parquet"])
def test_a_shard_that_cannot_be_read_leaves_no_part(shards: Path, name: str) -> None:
    (shards / "out").mkdir()
    with pytest.raises(BadInputError, match=name.split("/")[1]):
        cluster.write_part(
            0,
            (Source(name, root=str(shards)),),
            request=Request(date(2026, 1, 1)),
            fields=Fields("no such column"),
            out=str(shards / "out"),
        )
    assert list((shards / "out").iterdir()) == []


class Stub:
    """A cluster that answers as it is told."""

    def __init__(self, answer: object, *, workers: bool = True) -> None:
        self.answer = answer
        self.workers = workers

    def wait_for_workers(self, _count: int, *, timeout: float) -> None:
        if not self.workers:
            raise TimeoutError

    def run(self, _function: object) -> object:
        if isinstance(self.answer, Exception):
            raise self.answer
        return {"tcp://a:1": self.answer}

    def result(self) -> object:
        return self.run(None)["tcp://a:1"]  # type: ignore[index]

    def nthreads(self) -> dict[str, int]:
        return {"tcp://a:1": 1, "tcp://b:1": 2}


@pytest.mark.parametrize(
    ("stub", "told"),
    [
        (Stub(None, workers=False), "has no workers"),
        (Stub(ModuleNotFoundError("No module named 'annotator'")), "lacks what is needed"),
        (Stub(("0.0.1", "")), "runs annotator 0.0.1 or other rules"),
    ],
)
def test_a_cluster_that_cannot_be_used_is_told(stub: Stub, told: str) -> None:
    with pytest.raises(ProblemError, match=told):
        cluster._ready(stub, "tcp://a:1")


def test_a_cluster_that_can_be_used_says_how_many_threads_it_has() -> None:
    assert cluster._ready(Stub(cluster._here()), "tcp://a:1") == 3


def test_a_part_whose_workers_died_is_told_and_left_for_the_next_time(tmp_path: Path) -> None:
    from distributed import KilledWorker

    told = cluster._outcome(Stub(KilledWorker("key", None, 3)), tmp_path)
    assert told.unread == 1
    assert "only what is missing" in told.problems[0]


def test_a_folder_that_only_the_workers_see_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="same place"):
        cluster._outcome(Stub((0, Sum())), tmp_path)


def test_parts_of_nobody_knows_what_are_refused(shards: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (shards / "out").mkdir()
    (shards / "out" / cluster.part_name(0)).write_bytes(b"")
    assert scanned("tcp://127.0.0.1:1") == ExitCode.PROBLEM
    assert "holds parts but no _scan.json" in capsys.readouterr().err
