"""Label Studio: a folder with the tasks and with the labelling configuration that they go with.

Offsets are UTF-16 units, as its editor counts. What is only suggested becomes a prediction, which is what
it calls that. Notes stand in ``meta.text``, where its editor shows and keeps them.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

from annotator import records
from annotator.domain import CLAUSES, ISSUES, Annotation, Flag, Policy, State
from annotator.exchange.content import MarkedPolicy, Source, label_of, marked
from annotator.exchange.losses import (
    ATTRIBUTES,
    BYTES,
    COUNTERPART,
    DISMISSED,
    FACTS,
    LABELS,
    ORIGIN,
    PARTS,
    RULES,
    SEVERITY,
    STATE,
    WHO,
    WHOLE,
    WORDING,
    Tally,
)

LOSES = (
    *(DISMISSED, WHOLE, PARTS, COUNTERPART, ATTRIBUTES, SEVERITY, STATE, WORDING, WHO, ORIGIN),
    *(LABELS, FACTS, BYTES, RULES),
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
