"""The reading pane beside Qt's own widget with the bare text, in the same run.

python bench/bench_reading.py [--rounds 7] [--json]

Ratios are what counts: absolute times drift from machine to machine. The asks are those of
docs/adr/0002-reading-pane.md.
"""

import argparse
import gc
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit

from annotator.domain import Label
from annotator.gui.views.reading import Highlight, ReadingPane
from annotator.text.canonical import CanonicalText

SIZE = (980, 760)
SEED = 7
LABELS = [
    Label(
        f"label-{number}",
        f"Label {number}",
        colour=f"#{number * 1234567 % 0xFFFFFF:06x}",
        underline=style,
        code=f"L{number}",
    )
    for number, style in enumerate(["solid", "dashed", "dotted", "double", "wavy"] * 4)
]


def sample(size: int, *, one_line: bool = False) -> str:
    """Text of about the size and grain of the shipped policies."""
    files = sorted((Path(__file__).resolve().parent.parent / "corpus").glob("*.txt"))
    text = (
        "\n".join(file.read_bytes().decode("utf-8-sig") for file in files) or "We collect data. " * 70 + "\n"
    )
    text = (text * (size // len(text) + 1))[:size]
    return " ".join(text.split()) if one_line else text


def highlights(text: str, count: int) -> list[Highlight]:
    """Overlapping ones in order of the text, most of them short, one over everything."""
    chance = random.Random(SEED)
    made = [Highlight("whole", 0, len(text), LABELS[0])]
    for number in range(count - 1):
        start = chance.randrange(len(text) - 1)
        end = min(len(text), start + chance.choice((8, 30, 90, 250, 900)))
        made.append(Highlight(f"a{number}", start, end, LABELS[number % 20], flag=number % 7 == 0))
    return sorted(made, key=lambda one: one.start)


def milliseconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def open_floor(text: str) -> tuple[float, QPlainTextEdit]:
    """A new widget with its content, shown and painted."""
    start = time.perf_counter()
    widget = QPlainTextEdit()
    widget.setReadOnly(True)
    widget.resize(*SIZE)
    widget.setPlainText(text)
    widget.show()
    QApplication.processEvents()
    return (time.perf_counter() - start) * 1000, widget


def open_pane(text: str, marked: list[Highlight]) -> tuple[float, ReadingPane]:
    """The same, with highlights."""
    policy = CanonicalText(text)
    start = time.perf_counter()
    widget = ReadingPane()
    widget.resize(*SIZE)
    widget.show_policy(policy)
    widget.set_highlights(marked)
    widget.show()
    QApplication.processEvents()
    return (time.perf_counter() - start) * 1000, widget


def gone(widget: QAbstractScrollArea) -> None:
    """Before anything else is timed, or its last repaints would be counted there."""
    widget.close()
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


def scroll_frames(widget: QAbstractScrollArea, steps: int = 240) -> list[float]:
    """Each frame three lines on, painted at once; single steps are lines in one widget and pixels in the
    other.
    """
    bar = widget.verticalScrollBar()
    bar.setValue(0)
    step = 3 if isinstance(widget, QPlainTextEdit) else 72
    frames = []
    for _ in range(steps):

        def act() -> None:
            bar.setValue(bar.value() + step)
            QApplication.processEvents()

        frames.append(milliseconds(act))
    return frames


@dataclass(frozen=True)
class Row:
    what: str
    floor: float
    ours: float
    ask: str

    def __str__(self) -> str:
        ratio = f"{self.ours / self.floor:6.3f} ×" if self.floor else "       –"
        return f"{self.what:<44} {self.floor:9.2f} {self.ours:9.2f} {ratio}   {self.ask}"


def opening(rounds: int) -> Iterator[Row]:
    for name, size, count, ask in (
        ("open 30 kB / 200", 30_000, 200, "≤ 1.0 ×"),
        ("open 1 MB / 10,000", 1_000_000, 10_000, "≤ 0.6 ×"),
        ("open 10 MB / 100,000", 10_000_000, 100_000, "≤ 0.3 ×"),
    ):
        text = sample(size)
        marked = highlights(text, count)
        floors, ours = [], []
        for _ in range(rounds if size < 5_000_000 else max(3, rounds // 2)):
            for kept, opened in (
                (floors, partial(open_floor, text)),
                (ours, partial(open_pane, text, marked)),
            ):
                spent, widget = opened()
                kept.append(spent)
                gone(widget)
        yield Row(f"{name}, ms", statistics.median(floors), statistics.median(ours), ask)


def one_line(rounds: int) -> Iterator[Row]:
    text = sample(1_000_000, one_line=True)
    floors, ours, floor_paints, our_paints = [], [], [], []
    for _ in range(max(3, rounds // 2)):
        spent, plain = open_floor(text)
        floors.append(spent)
        floor_paints += [milliseconds(plain.viewport().repaint) for _ in range(5)]
        gone(plain)
        spent, pane = open_pane(text, [])
        ours.append(spent)
        our_paints += [milliseconds(pane.viewport().repaint) for _ in range(5)]
        gone(pane)
    yield Row("1 MB in one line: open, ms", statistics.median(floors), statistics.median(ours), "≤ 0.05 ×")
    yield Row(
        "1 MB in one line: repaint, ms",
        statistics.median(floor_paints),
        statistics.median(our_paints),
        "≤ 0.1 ×",
    )


def living(_rounds: int) -> Iterator[Row]:
    for name, size, count in (
        ("30 kB / 200", 30_000, 200),
        ("1 MB / 10,000", 1_000_000, 10_000),
        ("10 MB / 100,000", 10_000_000, 100_000),
    ):
        text = sample(size)
        marked = highlights(text, count)
        _, plain = open_floor(text)
        _, pane = open_pane(text, marked)
        scroll_frames(plain, 10), scroll_frames(pane, 10)
        floor_frames, frames = scroll_frames(plain), scroll_frames(pane)
        floor_frames += scroll_frames(plain)
        frames += scroll_frames(pane)
        yield Row(
            f"scroll frame {name}, p50 ms",
            statistics.median(floor_frames),
            statistics.median(frames),
            "≤ 1.2 ×",
        )
        yield Row(f"scroll frame {name}, p99 ms", quantile(floor_frames), quantile(frames), "≤ 8 ms")
        repaint = statistics.median(milliseconds(plain.viewport().repaint) for _ in range(9))
        changes = []
        for number in range(9):
            new = Highlight(f"new{number}", 100 + 9 * number, 160 + 9 * number, LABELS[number])

            def act(pane: ReadingPane = pane, added: Highlight = new, gone: str = f"new{number - 1}") -> None:
                pane.change_highlights([gone], [added])
                pane.viewport().repaint()

            changes.append(milliseconds(act))
        yield Row(
            f"replace one highlight {name} and repaint, ms",
            repaint,
            statistics.median(changes),
            "≤ 2 × (with commit)",
        )
        gone(plain)
        gone(pane)


def quantile(frames: list[float]) -> float:
    return sorted(frames)[int(len(frames) * 0.99)]


def memory() -> Iterator[Row]:
    """In fresh processes: resident megabytes over a process that shows an empty widget."""
    base, floor, ours = (child_memory(kind) for kind in ("empty", "floor", "pane"))
    yield Row("memory of 10 MB / 100,000, MB more", floor - base, ours - base, "≤ 100 MB")


def child_memory(kind: str) -> float:
    done = subprocess.run(
        [sys.executable, __file__, "--memory", kind], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def measure_memory(kind: str) -> float:
    text = sample(10_000_000)
    marked = highlights(text, 100_000)
    kept = (
        open_floor(text) if kind == "floor" else open_pane(*((text, marked) if kind == "pane" else ("", [])))
    )
    gc.collect()
    assert kept[1].isVisible()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--memory", choices=["empty", "floor", "pane"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    application = QApplication(sys.argv[:1])
    if options.memory:
        print(measure_memory(options.memory))
        return
    gone(open_pane("warm up", [])[1])
    rows = [*opening(options.rounds), *one_line(options.rounds), *living(options.rounds), *memory()]
    if options.json:
        print(json.dumps([vars(row) for row in rows], indent=1))
    else:
        print(f"{'':<44} {'floor':>9} {'pane':>9} {'ratio':>8}   ask")
        print(*rows, sep="\n")
    application.quit()


if __name__ == "__main__":
    main()
