"""The OPP-115 corpus and what is laid out like it: a folder with tables of annotations and with their texts.

``annotations/NAME.csv`` has no heading; its columns are annotation, batch, annotator, policy, segment,
category, attributes as JSON, date, address. ``sanitized_policies/NAME.html`` is the text, its segments
parted by ``|||``. Of an annotation's attributes each has a value and the words that it was chosen for,
with their place in the segment. Source: S. Wilson et al., The Creation and Analysis of a Website Privacy
Policy Corpus, ACL 2016.
"""

import csv
import html
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from annotator import records
from annotator.exchange.foreign import Foreign, Mark, MarkedText, Place, opened
from annotator.problems import BadInputError

_TAG = re.compile(r"<[^<>]*>")
_COLUMNS = 7
"""At least; date and address are not needed."""


@dataclass(frozen=True, slots=True)
class Value:
    """An attribute of an annotation, and the words that it was chosen for, if any."""

    value: str
    selectedText: str | None = None  # noqa: N815 - as it stands in the file
    startIndexInSegment: int = -1  # noqa: N815
    endIndexInSegment: int = -1  # noqa: N815


def take(path: Path) -> Foreign:
    """The folder that holds ``annotations`` and ``sanitized_policies``; a mark for each annotation."""
    tables = sorted((path / "annotations").glob("*.csv"))
    if not tables:
        raise BadInputError(
            f"There is no annotations/NAME.csv in {path}. Choose the folder that holds “annotations” and"
            " “sanitized_policies”."
        )
    return Foreign("opp115", tuple(_taken(path, table) for table in tables))


def _taken(folder: Path, table: Path) -> MarkedText:
    pages = [folder / "sanitized_policies" / f"{table.stem}{end}" for end in (".html", ".htm", ".txt")]
    page = next((each for each in pages if each.is_file()), None)
    if page is None:
        raise BadInputError(f"The text of {table.name} is not there: sanitized_policies/{table.stem}.html.")
    raw = _read(page).split("|||")
    plain = [_plain(each) for each in raw]
    starts = [0, *accumulate(len(each) + 2 for each in plain)]
    text = "\n\n".join(plain)
    rows = csv.reader(io.StringIO(_read(table)))
    try:
        marks = tuple(
            _mark(row, f"Line {number} of {table.name}", raw, starts, text)
            for number, row in enumerate(rows, 1)
        )
    except csv.Error as error:
        raise BadInputError(f"Line {rows.line_num} of {table.name} is no table: {error}.") from error
    return MarkedText(table.stem, text, marks)


def _read(file: Path) -> str:
    with opened(file) as stream:
        try:
            return stream.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise BadInputError(f"{file} is not UTF-8. Save it in that encoding and try again.") from error


def _plain(words: str) -> str:
    return html.unescape(_TAG.sub("", words))


def _mark(row: list[str], what: str, raw: list[str], starts: list[int], text: str) -> Mark:
    """One mark for the words of an annotation, all its values being its attributes."""
    if len(row) < _COLUMNS or not row[4].strip().isdecimal() or int(row[4]) >= len(raw):
        raise BadInputError(
            f"{what} does not have the columns of OPP-115, or names a segment that is not there."
        )
    segment, category = int(row[4]), row[5].strip()
    try:
        values: Mapping[str, Value] = records.decode(row[6], dict[str, Value])
    except BadInputError as error:
        raise BadInputError(f"{what}: {error}") from error
    places = {
        place
        for each in values.values()
        if (place := _place(each, raw[segment], starts[segment], text)) is not None
    }
    whole = Place(starts[segment], starts[segment + 1] - 2, text[starts[segment] : starts[segment + 1] - 2])
    return Mark(
        label=category,
        kind="tag",
        places=_joined(places, text) or (whole,),
        attributes={name: each.value for name, each in values.items()},
        reviewer=row[2].strip(),
        id=row[0].strip(),
    )


def _place(value: Value, raw: str, start: int, text: str) -> Place | None:
    """Where the words of a value stand in the plain text; None where it has none, or they are not there."""
    quote = _plain(value.selectedText or "")
    first = value.startIndexInSegment
    if not quote.strip() or not 0 <= first < len(raw):
        return None
    at = start + len(_plain(raw[:first]))
    return Place(at, at + len(quote), quote) if text[at : at + len(quote)] == quote else None


def _joined(places: set[Place], text: str) -> tuple[Place, ...]:
    """In order, those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for each in sorted(places, key=lambda place: place.start):
        if joined and each.start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], each.end))
        else:
            joined.append((each.start, each.end))
    return tuple(Place(start, end, text[start:end]) for start, end in joined)
