"""How fast a scan is, as a whole and part by part, beside plain ``re`` and ftfy in the same run."""

import os
import re
import resource
import statistics
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from time import process_time

from annotator.detection.rule import Rule
from annotator.detection.rules import FAMILIES, RULES
from annotator.detection.scan import look, scan
from annotator.detection.subject import Subject
from annotator.text.readers import SUFFIXES, read
from bench.measure import FOLDER, process
from tests.gold.reading import own, seeds

DAY = date(2026, 1, 1)
LONGEST_LITERAL = 60
DEAREST = 10
TOO_DEAR = 5
"""ms/MB that a rule may take, without what it shares with others."""

Texts = Sequence[tuple[str, str]]
"""Names and texts."""


def report(*, quick: bool, policies: Path | None = None) -> None:
    """Print it, for the texts with known defects or for the ``policies`` of a folder.

    In one process times are those of the processor, so that a busy machine matters less.
    """
    sets = _sets(policies)
    texts = [each for those in sets.values() for each in those]
    size = _megabytes(texts)
    runs = 3 if quick else 7
    print(f"\n## speed, one core, on {len(texts)} texts of {size:.2f} MB, medians of {runs} runs\n")

    def line(name: str, seconds: float, size: float = size) -> None:
        print(f"{name:<44}{size / seconds:>10.1f} MB/s{seconds * 1000 / size:>10.1f} ms/MB", flush=True)

    def measured(act: Callable[[str, str], object]) -> float:
        return _median(runs, lambda: [act(name, text) for name, text in texts])

    def prepared(act: Callable[[Subject], object], before: Callable[[Subject], object]) -> float:
        """Of ``act`` on subjects that are new but for what ``before`` has done."""

        def once() -> float:
            subjects = [Subject(text, file_name=name, as_of=DAY) for name, text in texts]
            for subject in subjects:
                before(subject)
            return _seconds(lambda: [act(subject) for subject in subjects])

        return statistics.median(once() for _ in range(runs))

    def alone(rules: Sequence[Rule]) -> float:
        return prepared(lambda subject: look(subject, rules=rules), _all_shared)

    for those, its in sets.items():
        line(f"the whole scan: {those}", _median(runs, partial(_scan, its)), _megabytes(its))
    line("structure: blocks", measured(lambda _, text: Subject(text).structure))
    line("language of each paragraph", prepared(_paragraphs, lambda subject: subject.structure))
    line("structure: sentences", prepared(_sentences, _paragraphs))
    for family, rules in FAMILIES.items():
        if rules:
            line(f"family {family} ({len(rules)} rules)", alone(rules))
    name, first = next(iter(sets.items()))
    _dearest(name, first, runs)
    _others(line, measured)
    times = 1 if policies else max(1, round((4 if quick else 16) / size))
    _processes(policies or _filled(texts, times), times * len(texts), times * size)


def _sets(policies: Path | None) -> dict[str, Texts]:
    """Texts with known defects are of two kinds: real policies, and short ones that hold little else."""
    if policies:
        found = sorted(path for path in policies.rglob("*") if path.suffix.lower() in SUFFIXES)
        if not found:
            raise SystemExit(f"There is no policy in {policies}.")
        return {policies.name: [(path.name, read(path).text) for path in found]}
    kinds = {"the policies that ship": seeds(), "our own gold texts": own()}
    return {name: [(gold.name, gold.text) for gold in kind] for name, kind in kinds.items()}


def _megabytes(texts: Texts) -> float:
    return sum(len(text.encode()) for _, text in texts) / 1e6


def _scan(texts: Texts) -> None:
    for name, text in texts:
        scan(text, file_name=name, as_of=DAY)


def _dearest(name: str, texts: Texts, runs: int) -> None:
    size = _megabytes(texts)
    print(f"\nthe {DEAREST} rules that take longest on {name}, in ms/MB; what several")
    print("share is counted to the first of them:\n")
    taken = {name: seconds * 1000 / size for name, seconds in _one_by_one(texts, runs).items()}
    by_time = sorted(taken, key=lambda name: -taken[name])
    for name in by_time[:DEAREST]:
        print(f"{name:<44}{taken[name]:>10.1f}")
    print(f"over {TOO_DEAR}: {', '.join(name for name in by_time if taken[name] > TOO_DEAR) or 'none'}")


def _one_by_one(texts: Texts, runs: int) -> dict[str, float]:
    """Seconds of each rule, all run in the order of the table."""
    taken: dict[str, list[float]] = {rule.id: [] for rule in RULES}
    for _ in range(runs):
        subjects = [Subject(text, file_name=name, as_of=DAY) for name, text in texts]
        for subject in subjects:
            _all_shared(subject)
        for rule in RULES:
            act = partial(_each, subjects, rule)
            taken[rule.id].append(_seconds(act))
    return {name: statistics.median(times) for name, times in taken.items()}


def _each(subjects: Sequence[Subject], rule: Rule) -> None:
    for subject in subjects:
        look(subject, rules=[rule])


def _paragraphs(subject: Subject) -> object:
    return subject.paragraphs


def _sentences(subject: Subject) -> object:
    return [*subject.structure.sentences()]


def _all_shared(subject: Subject) -> object:
    words = subject.vocabulary, subject.spelt, subject.known, subject.folded, subject.lowered
    return subject.paragraphs, subject.links, subject.addresses, _sentences(subject), words


def _others(
    line: Callable[[str, float], None],
    measured: Callable[[Callable[[str, str], object]], float],
) -> None:
    words = {gold.text[mark.start : mark.end] for gold in seeds() for mark in gold.marks}
    literals = sorted(each for each in words if 3 < len(each) <= LONGEST_LITERAL)
    pattern = re.compile("|".join(map(re.escape, literals)))
    print(f"\nbeside it, where “re” is one alternation of the {len(literals)} literals of 4 to")
    print(f"{LONGEST_LITERAL} characters that are marked in the policies that ship, found with finditer:\n")
    line("re, one alternation", measured(lambda _, text: [*pattern.finditer(text)]))
    try:
        import ftfy
        from ftfy.badness import is_bad
    except ImportError:
        print("ftfy is not installed: pip install ftfy")
        return
    line("ftfy is_bad", measured(lambda _, text: is_bad(text)))
    line("ftfy fix_text", measured(lambda _, text: ftfy.fix_text(text)))


def _processes(folder: Path, files: int, size: float) -> None:
    print(f"\n`annotator scan` as a process of its own, {files} files, {size:.1f} MB")
    print("processor: seconds that all its processes had; without other load the ratio is theirs\n")
    alone = 0.0
    for jobs in (1, 2):
        wall, used = min(_run(folder, jobs) for _ in range(2))
        alone = alone or wall
        print(
            f"--jobs {jobs}{size / wall:>10.1f} MB/s{alone / wall:>10.2f} × one"
            f"{used:>10.1f} s of processor, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
        )


def _run(folder: Path, jobs: int) -> tuple[float, float]:
    """Seconds by the clock and by the processors."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    told = ("--format", "jsonl", "--fail-on", "never", "--jobs", str(jobs))
    milliseconds = process("-m", "annotator", "scan", str(folder), *told)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return milliseconds / 1000, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _filled(texts: Texts, times: int) -> Path:
    """A folder that holds the texts so many times."""
    folder = FOLDER / "scanned"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {f"{number:04}-{name}": text for number in range(times) for name, text in texts}
    for path in folder.iterdir():
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


def _median(runs: int, act: Callable[[], object]) -> float:
    return statistics.median(_seconds(act) for _ in range(runs))


def _seconds(act: Callable[[], object]) -> float:
    start = process_time()
    act()
    return process_time() - start
