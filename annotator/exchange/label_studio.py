"""Label Studio: a folder with the tasks and with the labelling configuration that they go with.

Offsets are UTF-16 units, as its editor counts. What is only suggested becomes a prediction, which is what
it calls that. Notes stand in ``meta.text``, where its editor shows and keeps them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from annotator import records
from annotator.domain import CLAUSES, ISSUES, Annotation, Flag, Policy, State
from annotator.exchange.content import MarkedPolicy, Source, label_of, marked
from annotator.exchange.foreign import (
    Foreign,
    Mark,
    MarkedText,
    Place,
    kind_and_label,
    opened,
    place_in_utf16,
)
from annotator.exchange.losses import (
    ATTRIBUTES,
    COUNTERPART,
    DISMISSED,
    ORIGIN,
    PARTS,
    PROJECT,
    SEVERITY,
    STATE,
    WHO,
    WHOLE,
    WORDING,
    Tally,
)
from annotator.problems import BadInputError
from annotator.text.offsets import Offsets

LOSES = (
    *(DISMISSED, WHOLE, PARTS, COUNTERPART, ATTRIBUTES, SEVERITY, STATE, WORDING, WHO, ORIGIN),
    *PROJECT,
)
TASKS = "tasks.json"
CONFIG = "labelling-config.xml"
_FROM, _TO = "label", "text"


def write(source: Source, folder: Path, policies: Sequence[Policy] | None, tally: Tally) -> None:
    """``tasks.json`` for Import, ``labelling-config.xml`` for Settings ▸ Labeling Interface ▸ Code."""
    (folder / CONFIG).write_text(_config(source), encoding="utf-8", newline="\n")
    with (folder / TASKS).open("wb") as stream:
        stream.write(b"[")
        for number, each in enumerate(marked(source, policies, tally)):
            stream.write(b",\n" if number else b"\n")
            stream.write(records.encode(_task(each)))
        stream.write(b"\n]\n")


def _task(each: MarkedPolicy) -> dict[str, object]:
    policy = each.policy
    suggested = [one for one in each.annotations if isinstance(one, Flag) and one.state is State.SUGGESTED]
    decided = [one for one in each.annotations if one not in suggested]
    return {
        "data": {
            "text": each.document.text,
            "title": policy.title,
            "file_name": policy.file_name,
            "policy": policy.id,
            "text_sha256": policy.text_sha256,
        },
        "annotations": [{"result": list(_regions(decided))}],
        "predictions": [{"model_version": "annotator", "result": list(_regions(suggested))}]
        if suggested
        else [],
    }


def _regions(annotations: Iterable[Annotation]) -> Iterable[dict[str, object]]:
    for annotation in annotations:
        for number, span in enumerate(annotation.spans):
            region: dict[str, object] = {
                "id": annotation.id if number == 0 else f"{annotation.id}-{number + 1}",
                "from_name": _FROM,
                "to_name": _TO,
                "type": "labels",
                "value": {
                    "start": span.utf16_start,
                    "end": span.utf16_end,
                    "text": span.quote,
                    "labels": [label_of(annotation)],
                },
            }
            if annotation.note:
                region["meta"] = {"text": [annotation.note]}
            yield region


def _config(source: Source) -> str:
    labels = "".join(
        f"    <Label value={quoteattr(f'{each}.{label.id}')} background={quoteattr(label.colour)}"
        f" hint={quoteattr(label.name)}/>\n"
        for each in (CLAUSES, ISSUES)
        for label in source.taxonomy(each).labels
    )
    return (
        "<View>\n"
        f'  <Header value="$title"/>\n  <Labels name="{_FROM}" toName="{_TO}">\n{labels}  </Labels>\n'
        f'  <Text name="{_TO}" value="$text" granularity="symbol"/>\n'
        "</View>\n"
    )


@dataclass(frozen=True, slots=True)
class Value:
    """Where a region stands and what it is called, by whatever tag of the labelling interface."""

    start: int = -1
    end: int = -1
    text: str | list[str] = ""
    labels: tuple[str, ...] = ()
    hypertextlabels: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


NOWHERE = Value()


@dataclass(frozen=True, slots=True)
class Region:
    """One result; ``from_name`` says which control made it."""

    type: str
    value: Value = NOWHERE
    id: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Completion:
    """What one annotator, or a model, says of a task."""

    result: tuple[Region, ...] = ()
    was_cancelled: bool = False
    created_at: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A text. What is in ``data`` is named by the labelling interface of the project.

    The export of a server names predictions by their numbers alone, unless it is asked for all of them.
    """

    data: Mapping[str, Any]
    annotations: tuple[Completion, ...] = ()
    predictions: tuple[Completion | int, ...] = ()


def take(path: Path) -> Foreign:
    """Tasks as its JSON export has them, or the folder that was written here. Predictions are suggestions.

    The text of a task is what ``data`` calls ``text``, else its longest string.
    """
    file = path / TASKS if path.is_dir() else path
    with opened(file) as stream:
        tasks = records.decode(stream.read(), tuple[Task, ...])
    other = Counter[str]()
    texts = tuple(_taken(task, number, other) for number, task in enumerate(tasks, 1))
    notes = [f"{count} results of the kind “{kind}” stay behind." for kind, count in other.items()]
    unknown = sum(isinstance(each, int) for task in tasks for each in task.predictions)
    if unknown:
        notes.append(
            f"{unknown} predictions are named by number alone and stay behind. To have them, make a snapshot"
            " in Label Studio that includes predictions."
        )
    return Foreign("label-studio", texts, tuple(notes))


def _taken(task: Task, number: int, other: Counter[str]) -> MarkedText:
    text = _text_of(task, number)
    offsets = Offsets(text)
    marks: list[Mark] = []
    predictions = tuple(each for each in task.predictions if isinstance(each, Completion))
    for completions, state in ((task.annotations, None), (predictions, State.SUGGESTED)):
        for region in (region for each in completions if not each.was_cancelled for region in each.result):
            value = region.value
            if value.labels or value.hypertextlabels:
                what = f"Result {region.id} of task {number}"
                marks += _marks(region, (place_in_utf16(offsets, text, value.start, value.end, what),), state)
            elif value.choices:
                marks += _marks(region, (), state)
            else:
                other[region.type] += 1
    told = {name: each for name, each in task.data.items() if isinstance(each, str)}
    name = told.get("file_name") or told.get("title") or f"text {number}"
    return MarkedText(name, text, tuple(marks), told.get("policy", ""), told.get("text_sha256", ""))


def _text_of(task: Task, number: int) -> str:
    strings = [each for each in task.data.values() if isinstance(each, str)]
    text = task.data.get(_TO)
    if isinstance(text, str):
        return text
    if not strings:
        raise BadInputError(f"Task {number} has no text in its data. Export the tasks with their data.")
    return max(strings, key=len)


def _marks(region: Region, places: tuple[Place, ...], state: State | None) -> Iterator[Mark]:
    value = region.value
    said = region.meta.get("text", ())
    note = "\n".join(map(str, said)) if isinstance(said, list | tuple) else str(said)
    for name in value.labels or value.hypertextlabels or value.choices:
        kind, label = kind_and_label(name)
        yield Mark(label=label, kind=kind, places=places, id=region.id, note=note, state=state)
