"""Formats that other tools read and write: one table, one file for each family."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from annotator.domain import Policy
from annotator.exchange import project_json
from annotator.exchange.content import Content, Source


class Writer(Protocol):
    """Writes a project, or some policies of it, to a stream of bytes."""

    def __call__(
        self, source: Source, stream: BinaryIO, policies: Sequence[Policy] | None = None
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Format:
    """A row of the table."""

    name: str
    title: str
    extension: str
    offset_unit: str
    write: Writer
    read: Callable[[BinaryIO], Content]


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format(
            "json",
            "JSON, one document",
            ".json",
            "code points, and UTF-16 units beside them",
            project_json.write_document,
            project_json.read_document,
        ),
        Format(
            "jsonl",
            "JSON Lines, one record a line",
            ".jsonl",
            "code points, and UTF-16 units beside them",
            project_json.write_lines,
            project_json.read_lines,
        ),
    )
}
