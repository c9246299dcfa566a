"""How fast a scan is, as a whole and part by part, beside plain ``re`` and ftfy in the same run."""

import os
import re
import statistics
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from time import perf_counter

from annotator.detection.rule import Rule
from annotator.detection.rules import FAMILIES, RULES
from annotator.detection.scan import look, scan
from annotator.detection.subject import Subject
from bench.measure import FOLDER, process
from tests.gold.reading import own, seeds

DAY = date(2026, 1, 1)
LONGEST_LITERAL = 60


def report(*, quick: bool) -> None:
    """Print it. Times are medians; MB are those of the texts as UTF-8."""
    texts = [(gold.name, gold.text) for gold in (*seeds(), *own())]
    size = sum(len(text.encode()) for _, text in texts) / 1e6
    runs = 3 if quick else 7
    print(f"\n## speed, one core, on {len(texts)} texts of {size:.2f} MB, medians of {runs} runs\n")

    def line(name: str, seconds: float) -> None:
        print(f"{name:<44}{size / seconds:>10.1f} MB/s{seconds * 1000 / size:>10.1f} ms/MB")

    def measured(act: Callable[[str, str], object]) -> float:
        return _median(runs, lambda: [act(name, text) for name, text in texts])

    line("the whole scan", measured(lambda name, text: scan(text, file_name=name, as_of=DAY)))
    line("structure: blocks", measured(lambda _, text: Subject(text).structure))
    structured = [_structured(name, text) for name, text in texts]
    line("language of each paragraph", _median(1, lambda: [each.paragraphs for each in structured]))
    line(
        "structure: sentences",
        _median(1, lambda: [[*each.structure.sentences()] for each in structured]),
    )
    for subject in structured:
        look(subject)

    def rules_alone(rules: Sequence[Rule]) -> float:
        return _median(runs, lambda: [look(subject, rules=rules) for subject in structured])

    for family, rules in FAMILIES.items():
        if rules:
            line(f"family {family} ({len(rules)} rules)", rules_alone(rules))
    single = sorted(((rules_alone([rule]), rule.id) for rule in RULES), reverse=True)
    for seconds, name in single[:10]:
        line(f"rule {name}", seconds)
    _others(line, measured)
    _processes(texts, size, quick=quick)


def _structured(name: str, text: str) -> Subject:
    subject = Subject(text, file_name=name, as_of=DAY)
    _ = subject.structure
    return subject


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


def _processes(texts: Sequence[tuple[str, str]], size: float, *, quick: bool) -> None:
    times = max(1, round((4 if quick else 16) / size))
    folder = FOLDER / "scanned"
    _fill(folder, texts, times)
    taken = {
        jobs: min(
            process(
                "-m",
                "annotator",
                "scan",
                str(folder),
                *("--format", "jsonl", "--fail-on", "never", "--jobs", str(jobs)),
            )
            for _ in range(2)
        )
        for jobs in (1, 2)
    }
    print(f"\n`annotator scan` as a process of its own, {times * len(texts)} files, {times * size:.0f} MB;")
    print(f"load of the machine meanwhile: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    for jobs, milliseconds in taken.items():
        rate = times * size / milliseconds * 1000
        print(f"--jobs {jobs}{rate:>10.1f} MB/s{taken[1] / milliseconds:>10.2f} × one")


def _fill(folder: Path, texts: Sequence[tuple[str, str]], times: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {f"{number:04}-{name}": text for number in range(times) for name, text in texts}
    for path in folder.iterdir():
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")


def _median(runs: int, act: Callable[[], object]) -> float:
    taken = []
    for _ in range(runs):
        start = perf_counter()
        act()
        taken.append(perf_counter() - start)
    return statistics.median(taken)
