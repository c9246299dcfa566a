"""A text with its spans on each line: as spaCy and Prodigy read it, and as doccano does."""

from collections.abc import Sequence
from typing import BinaryIO

from annotator import records
from annotator.domain import Policy
from annotator.exchange.content import MarkedPolicy, Source, label_of, marked
from annotator.exchange.losses import BARE, Tally

LOSES = BARE


def write_spacy(source: Source, stream: BinaryIO, policies: Sequence[Policy] | None, tally: Tally) -> None:
    """``{"text", "spans": [{"start", "end", "label"}], "meta"}``; code points."""
    for each in marked(source, policies, tally):
        spans = [
            {"start": span.start, "end": span.end, "label": label_of(annotation), "text": span.quote}
            for annotation in each.annotations
            for span in annotation.spans
        ]
        _line(stream, {"text": each.document.text, "spans": spans, "meta": _meta(each)})


def write_doccano(source: Source, stream: BinaryIO, policies: Sequence[Policy] | None, tally: Tally) -> None:
    """``{"text", "label": [[start, end, label]], "meta"}``; UTF-16 units, as doccano counts."""
    for each in marked(source, policies, tally):
        labels = [
            (span.utf16_start, span.utf16_end, label_of(annotation))
            for annotation in each.annotations
            for span in annotation.spans
        ]
        _line(stream, {"text": each.document.text, "label": labels, "meta": _meta(each)})


def _meta(each: MarkedPolicy) -> dict[str, str]:
    policy = each.policy
    return {
        "policy": policy.id,
        "file_name": policy.file_name,
        "title": policy.title,
        "text_sha256": policy.text_sha256,
    }


def _line(stream: BinaryIO, record: dict[str, object]) -> None:
    stream.write(records.encode(record) + b"\n")
