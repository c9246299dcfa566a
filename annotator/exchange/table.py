"""Tables for people: a row for each span of each annotation, as CSV and as a workbook.

In CSV a cell of words that a spreadsheet could take for a formula is written after an apostrophe, and one
that begins with an apostrophe too; the heading of such a column says so. The file is UTF-8 with a byte
order mark, without which Excel reads it in the code page of the machine. In a workbook such a cell is
typed as text instead.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, BinaryIO

from annotator.domain import CLAUSES, ISSUES, Annotation, Flag, Policy, Span, Tag
from annotator.exchange.content import MarkedPolicy, Source, marked
from annotator.exchange.losses import BYTES, LABELS, RULES, WAITING, Facet, Tally
from annotator.problems import BadInputError

TEXT = Facet("text", "The text of the policies is left out; the words of each span are there.", "")
LOSES = (TEXT, LABELS, BYTES, RULES, WAITING)
LONG = Facet(
    "long",
    "Quotes and notes of more than 32,767 characters are cut: a cell of a workbook holds no more.",
    "{n} cell is cut, since a workbook holds no more than 32,767 characters in one"
    "|{n} cells are cut, since a workbook holds no more than 32,767 characters in one",
)
LOSES_XLSX = (*LOSES, LONG)

_ANY_DAY = datetime(1980, 1, 1, tzinfo=UTC)
"""No time of export is in the file: the same project gives the same bytes."""
_MOST = 32_767
_FORMULA = frozenset("=+-@\t\r\n'＝＋－＠")
_WORDS = (
    *("policy", "file_name", "site", "label_name", "quote", "note", "reason", "wording", "attributes"),
    "reviewer",
)
COLUMNS = (
    *("policy", "file_name", "site", "captured", "kind", "label", "label_name", "severity", "state"),
    *("part", "number", "start", "end", "citation", "quote", "note", "reason", "wording", "attributes"),
    *("reviewer", "created", "modified", "origin", "rule", "rule_version", "tier", "id", "policy_id"),
)
"""``part``: main or counterpart; ``number``: of the span in it, from 1; ``start``, ``end``: code points."""


def write_csv(source: Source, stream: BinaryIO, policies: Sequence[Policy] | None, tally: Tally) -> None:
    """RFC 4180, with a heading."""
    stream.write(b"\xef\xbb\xbf")
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow([f"{name} (' before = + - @ ')" if name in _WORDS else name for name in COLUMNS])
    for row in _rows(source, policies, tally):
        writer.writerow([guarded(row[name]) if name in _WORDS else row[name] for name in COLUMNS])
        stream.write(lines.getvalue().encode("utf-8", "replace"))
        lines.seek(0)
        lines.truncate()


def guarded(words: str) -> str:
    """Words as no spreadsheet takes them for a formula; ``words[1:]`` where they begin with an apostrophe."""
    return f"'{words}" if words[:1] in _FORMULA and words else words


def write_xlsx(source: Source, stream: BinaryIO, policies: Sequence[Policy] | None, tally: Tally) -> None:
    """A workbook with one sheet, its heading fixed and its columns filtered; written row by row."""
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise BadInputError(
            "Writing a workbook takes an optional part of this program. Install it with"
            " “pip install 'annotator[xlsx]'”, or export as CSV."
        ) from error
    book = xlsxwriter.Workbook(stream, {"constant_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": _ANY_DAY})
    sheet = book.add_worksheet("Annotations")
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for at, name in enumerate(COLUMNS):
        sheet.set_column(at, at, 60 if name in {"quote", "note"} else 16)
        sheet.write_string(0, at, name, bold)
    sheet.freeze_panes(1, 0)
    number = 0
    for number, row in enumerate(_rows(source, policies, tally), 1):
        for at, name in enumerate(COLUMNS):
            value = row[name]
            if isinstance(value, int):
                sheet.write_number(number, at, value, wrapped)
            elif value:
                sheet.write_string(number, at, _fitting(value, tally), wrapped)
    sheet.autofilter(0, 0, number, len(COLUMNS) - 1)
    book.close()


def _fitting(words: str, tally: Tally) -> str:
    """As much as a cell holds, in UTF-16 units."""
    units = words.encode("utf-16-le", "replace")
    if len(units) <= 2 * _MOST:
        return words
    tally.add(LONG)
    return units[: 2 * _MOST].decode("utf-16-le", "ignore")


def _rows(source: Source, policies: Sequence[Policy] | None, tally: Tally) -> Iterator[dict[str, str | Any]]:
    names = {
        (each, label.id): label.name for each in (CLAUSES, ISSUES) for label in source.taxonomy(each).labels
    }
    people = {each.id: each.name for each in source.authors()}
    for each in marked(source, policies, tally):
        for annotation in each.annotations:
            common = _common(each, annotation, names, people)
            for part, number, span in _parts(annotation):
                place: dict[str, str | int] = {"part": part, "number": number, "start": "", "end": ""}
                place |= {"citation": "the whole policy", "quote": ""}
                if span is not None:
                    place |= {"start": span.start, "end": span.end}
                    place |= {"citation": span.citation, "quote": span.quote}
                yield common | place


def _parts(annotation: Annotation) -> Iterator[tuple[str, int, Span | None]]:
    if not annotation.spans:
        yield "main", 1, None
    for number, span in enumerate(annotation.spans, 1):
        yield "main", number, span
    for number, span in enumerate(annotation.counterpart if isinstance(annotation, Flag) else (), 1):
        yield "counterpart", number, span


def _common(
    each: MarkedPolicy,
    annotation: Annotation,
    names: Mapping[tuple[str, str], str],
    people: Mapping[str, str],
) -> dict[str, str | int]:
    policy, tagged = each.policy, isinstance(annotation, Tag)
    row: dict[str, str | int] = {
        "policy": policy.title,
        "file_name": policy.file_name,
        "site": policy.site,
        "captured": policy.captured,
        "kind": "tag" if tagged else "issue",
        "label": annotation.label,
        "label_name": names.get((CLAUSES if tagged else ISSUES, annotation.label), ""),
        "note": annotation.note,
        "reviewer": people.get(annotation.reviewer, ""),
        "created": annotation.created,
        "modified": annotation.modified,
        "origin": annotation.origin.kind,
        "rule": annotation.origin.name,
        "rule_version": annotation.origin.version,
        "tier": annotation.origin.tier,
        "id": annotation.id,
        "policy_id": policy.id,
    }
    row |= dict.fromkeys(("severity", "state", "reason", "wording", "attributes"), "")
    if isinstance(annotation, Flag):
        row |= {"severity": annotation.severity.value, "state": annotation.state.value}
        row |= {"reason": annotation.reason, "wording": annotation.suggestion}
    else:
        row["attributes"] = "; ".join(
            f"{name}={value}" for name, value in sorted(annotation.attributes.items())
        )
    return row
