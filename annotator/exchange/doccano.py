"""A text with its labels on each line, as doccano has it; UTF-16 units, as its editor counts.

What is not ASCII is escaped: doccano guesses a file's encoding, and a wrong guess would shift all places.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from annotator.domain import Policy
from annotator.exchange.content import Source, label_of, marked
from annotator.exchange.foreign import UNNAMED, Foreign, Meta, lines, marked_text, place_in_utf16
from annotator.exchange.losses import BARE, Facet, Tally
from annotator.text.offsets import Offsets

EMPTY = Facet(
    "empty",
    "Policies without any text are left out: doccano refuses them.",
    "{n} policy without text is left out|{n} policies without text are left out",
)
LOSES = (*BARE, EMPTY)


@dataclass(frozen=True, slots=True)
class Line:
    """What a project of sequence labelling takes and gives: start, end and label each."""

    text: str
    label: tuple[tuple[int, int, str], ...] = ()
    meta: Meta = UNNAMED


@dataclass(frozen=True, slots=True)
class Entity:
    """A label of a project with relations."""

    start_offset: int
    end_offset: int
    label: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """What any such project gives: ``entities`` where it has relations, ``label`` or ``labels`` else."""

    text: str
    label: tuple[tuple[int, int, str], ...] = ()
    labels: tuple[tuple[int, int, str], ...] = ()
    entities: tuple[Entity, ...] = ()
    relations: tuple[object, ...] = ()
    meta: Meta = UNNAMED


def write(source: Source, stream: BinaryIO, policies: Sequence[Policy] | None, tally: Tally) -> None:
    """A line for each policy; ``meta`` says which it is."""
    for each in marked(source, policies, tally):
        if not each.document.text:
            tally.add(EMPTY)
            continue
        labels = tuple(
            (span.utf16_start, span.utf16_end, label_of(annotation))
            for annotation in each.annotations
            for span in annotation.spans
        )
        line = Line(each.document.text, labels, Meta.of(each.policy))
        stream.write(json.dumps(asdict(line)).encode() + b"\n")


def take(path: Path) -> Foreign:
    """The texts with their labels; relations between labels stay behind."""
    texts, relations = [], 0
    for number, line in lines(path, Incoming):
        offsets, what = Offsets(line.text), f"An annotation in line {number}"
        found = (
            *line.label,
            *line.labels,
            *((each.start_offset, each.end_offset, each.label) for each in line.entities),
        )
        runs = ((place_in_utf16(offsets, line.text, start, end, what), label) for start, end, label in found)
        texts.append(marked_text(line.text, line.meta, runs, number))
        relations += len(line.relations)
    notes = (f"{relations} relations between annotations stay behind.",) if relations else ()
    return Foreign("doccano", tuple(texts), notes)
