"""A text with its spans on each line, as spaCy's and Prodigy's JSON Lines have them; code points."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from annotator import records
from annotator.domain import Policy
from annotator.exchange.content import Source, label_of, marked
from annotator.exchange.foreign import UNNAMED, Foreign, Meta, lines, marked_text, place_in
from annotator.exchange.losses import BARE, Tally

LOSES = BARE


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the text."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A text. ``answer`` is Prodigy's: accept, reject or ignore."""

    text: str
    spans: tuple[Run, ...] = ()
    meta: Meta = UNNAMED
    answer: str = "accept"


def write(source: Source, stream: BinaryIO, policies: Sequence[Policy] | None, tally: Tally) -> None:
    """A line for each policy; ``meta`` says which it is."""
    for each in marked(source, policies, tally):
        runs = tuple(
            Run(span.start, span.end, label_of(annotation))
            for annotation in each.annotations
            for span in annotation.spans
        )
        line = Line(each.document.text, runs, Meta.of(each.policy))
        stream.write(records.encode(line) + b"\n")


def take(path: Path) -> Foreign:
    """The texts; of Prodigy's examples those that were accepted."""
    texts, rejected = [], 0
    for number, line in lines(path, Line):
        if line.answer == "accept":
            what = f"An annotation in line {number}"
            runs = ((place_in(line.text, run.start, run.end, what), run.label) for run in line.spans)
            texts.append(marked_text(line.text, line.meta, runs, number))
        else:
            rejected += 1
    notes = (f"{rejected} examples that were rejected or ignored there stay behind.",) if rejected else ()
    return Foreign("prodigy", tuple(texts), notes)
