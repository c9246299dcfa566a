"""The scan on a running Dask cluster, for corpora that outgrow one machine.

A shard is a Parquet file, a JSON Lines file, or a run of text files. Each becomes one part: a Parquet file of
findings, which a worker writes beside its place and then puts there. So whatever stops a scan, the next one
does only what is missing. ``_scan.json`` in the same folder says what was looked for and where; parts of two
different scans are never mixed. Workers read shards and write parts themselves: both have to be at the same
place for all of them.
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator import __version__
from annotator.detection.corpus import Found, Report, Request, Source, Sum, findings_in, report, sources
from annotator.detection.scan import fingerprint
from annotator.problems import BadInputError, ProblemError
from annotator.saving import replacing
from annotator.text.readers import SUFFIXES, decode

if TYPE_CHECKING:
    import pyarrow as pa
    from distributed import Client, Future

LINES = frozenset({".jsonl", ".ndjson"})
TABLES = frozenset({".parquet"})
SHARDS = SUFFIXES | LINES | TABLES

KEPT = "_scan.json"
"""Readers of Parquet pass over what begins with ``_``."""

MOST_TEXTS = 1_000
HEAVIEST = 8_000_000
"""How many text files, or bytes of them, make one shard: seconds of work, not minutes."""
ROWS = 256
"""Rows of a Parquet file that are read at a time."""
FINDINGS = 4_096
"""Findings that are written at a time."""
IN_FLIGHT = 4
"""Shards that wait at each thread of the cluster; the others are handed out later."""
TOLD = 20
"""Sentences about what could not be read that a part keeps; the rest is counted."""
PATIENCE = 30
"""Seconds to wait for the scheduler and for a first worker."""


@dataclass(frozen=True, slots=True)
class Fields:
    """Which columns of a Parquet file, or fields of a JSON line, hold the text and what it is called."""

    text: str = "text"
    id: str = ""
    """Empty: a text is called by the number of its row, from 1."""


Shard = tuple[Source, ...]
"""One file of many texts, or many files of one text each."""


def scan_on(
    address: str,
    paths: Sequence[str],
    out: Path,
    request: Request,
    *,
    fields: Fields | None = None,
    told_day: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> Sum:
    """Scan the shards that paths mean on the cluster whose scheduler is at this address, into a folder.

    Where ``told_day`` is False, a scan that goes on keeps the day on which it began. ``progress`` is told how
    many parts of how many are done.
    """
    _needed()
    root = str(Path.cwd())
    found = [replace(each, root=root) for each in sources(paths, _no_input, SHARDS)]
    total = Sum()
    for each in found:
        if each.problem:
            total.refuse(each.problem)
    shards = list(_shards(each for each in found if not each.problem))
    request = _agreed(out, request, fields or Fields(), shards, told_day=told_day)
    work = partial(write_part, request=request, fields=fields or Fields(), out=str(out.resolve()))
    missing = []
    for number, shard in enumerate(shards):
        if (part := out / part_name(number)).exists():
            total.add(_sum_of(part))
        else:
            missing.append((number, shard))
    if missing:
        outcomes = _on_cluster(address, work, missing, out)
        for done, outcome in enumerate(outcomes, len(shards) - len(missing) + 1):
            total.add(outcome)
            if progress is not None:
                progress(done, len(shards))
    for left in out.glob(".part-*.new"):
        left.unlink(missing_ok=True)
    return total


def part_name(number: int) -> str:
    """What the part of a shard is called; shards are numbered in the order of the paths, from 0."""
    return f"part-{number:06}.parquet"


def _needed() -> None:
    try:
        import distributed  # noqa: F401, PLC0415 - an extra
        import pyarrow  # noqa: F401, PLC0415
    except ImportError as error:
        raise BadInputError(
            "To scan on a cluster, Dask and pyarrow are needed here and on each worker: "
            "pip install 'annotator[cluster]'"
        ) from error


def _no_input() -> bytes:
    raise BadInputError("A cluster cannot read standard input. Name files or folders.")


def _shards(found: Iterable[Source]) -> Iterator[Shard]:
    run: list[Source] = []
    weight = 0
    for each in found:
        if _suffix(each.name) not in SUFFIXES:
            yield (each,)
            continue
        if run and (len(run) >= MOST_TEXTS or weight + each.size > HEAVIEST):
            yield tuple(run)
            run, weight = [], 0
        run.append(each)
        weight += each.size
    if run:
        yield tuple(run)


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 - as in corpus


# What was looked for


def _agreed(
    out: Path, request: Request, fields: Fields, shards: Sequence[Shard], *, told_day: bool
) -> Request:
    """The request, on the day on which the scan began; refused where the folder holds another scan."""
    wanted: dict[str, Any] = {
        "annotator": __version__,
        "as_of": request.as_of.isoformat(),
        "rules": list(request.rules),
        "registers": fingerprint(),
        "encoding": request.encoding,
        "fields": asdict(fields),
        "shards": _told(shards),
    }
    kept = out / KEPT
    if kept.exists():
        before = json.loads(kept.read_text(encoding="utf-8"))
        if not told_day:
            wanted["as_of"] = before.get("as_of", wanted["as_of"])
        differs = [name for name in wanted if before.get(name) != wanted[name]]
        if differs:
            raise BadInputError(
                f"“{out}” holds the findings of another scan: {', '.join(differs)} differ. "
                "Choose another folder, or empty this one."
            )
        return replace(request, as_of=date.fromisoformat(wanted["as_of"]))
    if any(out.glob("part-*.parquet")):
        raise BadInputError(f"“{out}” holds parts but no {KEPT}. Choose another folder.")
    out.mkdir(parents=True, exist_ok=True)
    with replacing(kept) as stream:
        stream.write(json.dumps(wanted, indent=2).encode() + b"\n")
    return request


def _told(shards: Sequence[Shard]) -> str:
    """Of the names and sizes of all that is scanned, as it is cut into shards."""
    told = hashlib.sha256()
    for shard in shards:
        for each in shard:
            told.update(f"{each.name}\0{each.size}\n".encode("utf-8", "surrogateescape"))
        told.update(b"\n")
    return told.hexdigest()


# On the driver


def _on_cluster(
    address: str,
    work: Callable[[int, Shard], tuple[int, Sum]],
    missing: Sequence[tuple[int, Shard]],
    out: Path,
) -> Iterator[Sum]:
    """What came of each missing part, in the order in which they are done."""
    from distributed import as_completed  # noqa: PLC0415

    with _connected(address) as client:
        threads = _ready(client, address)
        waiting = iter(missing)

        def next_one() -> "Iterator[Future]":
            for number, shard in islice(waiting, 1):
                yield client.submit(work, number, shard, key=f"annotator-{os.urandom(8).hex()}", retries=1)

        first = [each for _ in range(IN_FLIGHT * threads) for each in next_one()]
        running = as_completed(first, loop=client.loop)
        for future in running:
            for more in next_one():
                running.add(more)
            yield _outcome(future, out)


def _connected(address: str) -> "Client":
    from distributed import Client  # noqa: PLC0415

    try:
        return Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ProblemError(
            f"No Dask scheduler answers at {address}. Check the address, or start one: dask scheduler"
        ) from error


def _ready(client: "Client", address: str) -> int:
    """How many threads the cluster has, once each worker is known to run the same rules."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        raise ProblemError(
            f"The scheduler at {address} has no workers. Start some: dask worker {address} --nthreads 1"
        ) from error
    try:
        versions = client.run(_here)
    except ImportError as error:
        raise ProblemError(
            f"A worker lacks what is needed ({error}). Install there: pip install 'annotator[cluster]'"
        ) from error
    for worker, version in versions.items():
        if version != _here():
            raise ProblemError(
                f"The worker {worker} runs annotator {version[0]} or other rules; here it is {__version__}. "
                "Install the same version everywhere."
            )
    return sum(client.nthreads().values())


def _here() -> tuple[str, str]:
    """What would be run in this process: the version, the rules and what they read beside a text."""
    _needed()
    return __version__, fingerprint()


def _outcome(future: "Future", out: Path) -> Sum:
    from distributed import KilledWorker  # noqa: PLC0415

    failed = Sum()
    try:
        number, done = future.result()
    except KilledWorker:
        failed.refuse(
            "A part was not written: the workers that tried ended, perhaps for want of memory. "
            "Give them more, and start the scan again: it does only what is missing."
        )
        return failed
    except ProblemError as problem:
        failed.refuse(str(problem))
        return failed
    if not (out / part_name(number)).exists():
        raise ProblemError(
            f"A worker wrote to “{out}”, but the part is not there. Choose a folder that is at the same "
            "place for all workers and for this machine."
        )
    return done  # type: ignore[no-any-return]


def _sum_of(part: Path) -> Sum:
    """What a part that was finished earlier came to."""
    import pyarrow.parquet as pq  # noqa: PLC0415

    told = json.loads(pq.read_metadata(part).metadata[_OWN])
    return Sum(**told | {"severities": Counter(told["severities"])})


# On a worker

_OWN = b"annotator"
"""The key of a part's own metadata under which its sum is."""


def write_part(number: int, shard: Shard, *, request: Request, fields: Fields, out: str) -> tuple[int, Sum]:
    """Scan a shard and write its part."""
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    done = Sum()
    schema = _schema()
    rows: list[dict[str, Any]] = []
    with (
        replacing(Path(out) / part_name(number)) as stream,
        pq.ParquetWriter(stream, schema, compression="zstd") as writer,
    ):
        for name, each in _reports(shard, request, fields):
            if each.problem:
                done.refuse(each.problem)
                del done.problems[TOLD:]
                continue
            done.texts += 1
            done.size += each.size
            done.severities.update(found.severity.value for found in each.found)
            rows += (_row(shard, name, found) for found in each.found)
            if len(rows) >= FINDINGS:
                writer.write_table(pa.Table.from_pylist(rows, schema))
                rows.clear()
        writer.write_table(pa.Table.from_pylist(rows, schema))
        writer.add_key_value_metadata({_OWN.decode(): json.dumps(done.record())})
    return number, done


def _row(shard: Shard, name: str, found: Found) -> dict[str, Any]:
    return found.record() | {"file": shard[0].name if name else found.file, "id": name}


def _schema() -> "pa.Schema":
    import pyarrow as pa  # noqa: PLC0415

    numbers = {"start", "end", "rule_version", "line", "column"}
    words = "file id start end quote type rule rule_version severity tier message suggestion where language"
    other = pa.struct([("start", pa.int64()), ("end", pa.int64()), ("quote", pa.string())])
    columns = [
        (name, pa.int64() if name in numbers else pa.string()) for name in [*words.split(), "line", "column"]
    ]
    return pa.schema([*columns, ("other", other)])


def _reports(shard: Shard, request: Request, fields: Fields) -> Iterator[tuple[str, Report]]:
    """A report on each text of a shard, and what it is called inside it; empty for a file of its own."""
    kind = _suffix(shard[0].name)
    if kind in SUFFIXES:
        yield from (("", report(each, request)) for each in shard)
        return
    records = _table_rows if kind in TABLES else _line_rows
    for number, (name, text, problem) in enumerate(records(shard[0], fields), 1):
        called = name or str(number)
        where = f"“{shard[0].name}”, row {number:,}"
        if problem:
            yield called, Report(called, 0, problem=f"{where}: {problem}")
            continue
        try:
            words, size = _words(text, request)
        except BadInputError as error:
            yield called, Report(called, 0, problem=f"{where}: {error}")
            continue
        yield called, Report(called, size, tuple(findings_in(words, called, request)))


def _words(text: object, request: Request) -> tuple[str, int]:
    """A text as it stands in a row, and its bytes."""
    if isinstance(text, bytes):
        return decode(text, request.encoding)[0], len(text)
    if isinstance(text, str):
        try:
            return text, len(text.encode())
        except UnicodeEncodeError as error:
            raise BadInputError("the text holds half a character.") from error
    raise BadInputError("there is no text in this row.")


def _table_rows(shard: Source, fields: Fields) -> Iterator[tuple[str, object, str]]:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    wanted = [each for each in (fields.text, fields.id) if each]
    try:
        table = pq.ParquetFile(shard.path)
        _check_columns(shard, wanted, table.schema_arrow.names)
        for batch in table.iter_batches(ROWS, columns=wanted):
            texts = batch.column(fields.text).to_pylist()
            names = batch.column(fields.id).to_pylist() if fields.id else [None] * len(texts)
            yield from (
                ("" if name is None else str(name), text, "") for name, text in zip(names, texts, strict=True)
            )
    except (OSError, pa.ArrowException) as error:
        raise BadInputError(f"“{shard.name}” cannot be read as Parquet: {error}") from error


def _check_columns(shard: Source, wanted: Sequence[str], there: Sequence[str]) -> None:
    for name in wanted:
        if name not in there:
            raise BadInputError(
                f"“{shard.name}” has no column “{name}”, only {', '.join(there)}. "
                "Say which holds the text, and which the id: --text-field NAME --id-field NAME"
            )


def _line_rows(shard: Source, fields: Fields) -> Iterator[tuple[str, object, str]]:
    try:
        with Path(shard.path).open("rb") as lines:
            for line in lines:
                try:
                    record = json.loads(line)
                    name = record.get(fields.id) if fields.id else None
                    yield "" if name is None else str(name), record.get(fields.text), ""
                except (ValueError, AttributeError, RecursionError):
                    yield "", None, "the line is not a JSON object."
    except OSError as error:
        raise BadInputError(f"“{shard.name}” cannot be read: {error.strerror or error}.") from error
