"""Formats that other tools read and write: one table, one file for each family."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeAlias

from annotator.domain import Policy
from annotator.exchange import (
    brat,
    cas,
    conll,
    docbin,
    doccano,
    label_studio,
    opp115,
    project_json,
    refi,
    sarif,
    spacy_jsonl,
    squad,
    table,
    web_annotation,
)
from annotator.exchange.content import Content, Source
from annotator.exchange.foreign import Reader, opened
from annotator.exchange.losses import Facet, Tally
from annotator.problems import BadInputError

Writer: TypeAlias = Callable[[Source, BinaryIO, Sequence[Policy] | None, Tally], None]
"""Writes a project, or some policies of it, to a stream of bytes, and counts what it cannot hold."""
FolderWriter: TypeAlias = Callable[[Source, Path, Sequence[Policy] | None, Tally], None]
"""The same into an empty folder."""
LaterWriter: TypeAlias = Callable[[Source, BinaryIO, Sequence[Policy] | None, Tally, Path], None]


@dataclass(frozen=True, slots=True)
class Format:
    """A row of the table: a format is written to one file or, where it takes several, to a folder."""

    name: str
    title: str
    extension: str
    """Of its file; empty where it is a folder."""
    offset_unit: str
    write: Writer | None = None
    write_folder: FolderWriter | None = None
    write_since: LaterWriter | None = None
    """Writes the same, and in it what has changed since an earlier file of this format."""
    read: Callable[[BinaryIO], Content] | None = None
    """Reads back what was written, whole; None where the format cannot bring all of it back."""
    take: Reader | None = None
    """Reads the marks of any tool that writes this format."""
    loses: tuple[Facet, ...] = ()
    """What it cannot hold."""
    extra: str = ""
    """The optional part of the program that writing takes: ``annotator[spacy]``."""


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format(
            "json",
            "JSON, one document",
            ".json",
            "code points, and UTF-16 units beside them",
            write=project_json.write_document,
            read=project_json.read_document,
        ),
        Format(
            "jsonl",
            "JSON Lines, one record a line",
            ".jsonl",
            "code points, and UTF-16 units beside them",
            write=project_json.write_lines,
            read=project_json.read_lines,
        ),
        Format(
            "web-annotation",
            "W3C Web Annotation, JSON-LD",
            ".jsonld",
            "code points",
            write=web_annotation.write,
            take=web_annotation.take,
            loses=web_annotation.LOSES,
        ),
        Format(
            "sarif",
            "SARIF 2.1.0, issues",
            ".sarif",
            "code points, and lines and columns",
            write=sarif.write,
            write_since=sarif.write_since,
            loses=sarif.LOSES,
        ),
        Format(
            "spacy-jsonl",
            "spaCy and Prodigy, JSON Lines",
            ".spacy.jsonl",
            "code points",
            write=spacy_jsonl.write,
            loses=spacy_jsonl.LOSES,
            take=spacy_jsonl.take,
        ),
        Format(
            "docbin",
            "spaCy DocBin, for training",
            ".spacy",
            "code points, aligned to tokens",
            write=docbin.write,
            loses=docbin.LOSES,
            extra="spacy",
        ),
        Format(
            "cas-json",
            "UIMA CAS JSON, as INCEpTION reads it",
            "",
            "UTF-16 units",
            write_folder=cas.write_json,
            take=cas.take,
            loses=cas.LOSES,
        ),
        Format(
            "cas-xmi",
            "UIMA CAS XMI with its type system, as INCEpTION reads it",
            "",
            "UTF-16 units",
            write_folder=cas.write_xmi,
            take=cas.take,
            loses=cas.LOSES_XMI,
        ),
        Format(
            "label-studio",
            "Label Studio, tasks and labelling configuration",
            "",
            "UTF-16 units",
            write_folder=label_studio.write,
            take=label_studio.take,
            loses=label_studio.LOSES,
        ),
        Format(
            "doccano",
            "doccano, JSON Lines",
            ".doccano.jsonl",
            "UTF-16 units",
            write=doccano.write,
            loses=doccano.LOSES,
            take=doccano.take,
        ),
        Format(
            "refi-qda",
            "REFI-QDA project, for QualCoder, MAXQDA, NVivo, ATLAS.ti",
            ".qdpx",
            "code points, of the text with LF at each line's end",
            write=refi.write,
            take=refi.take,
            loses=refi.LOSES,
        ),
        Format(
            "refi-codebook",
            "REFI-QDA codebook, the labels alone",
            ".qdc",
            "code points: there are none",
            write=refi.write_codebook,
            loses=refi.LOSES_CODEBOOK,
        ),
        Format(
            "brat",
            "brat standoff, texts and annotations",
            "",
            "code points",
            write_folder=brat.write,
            take=brat.take,
            loses=brat.LOSES,
        ),
        Format(
            "conll",
            "CoNLL table, BIO labels",
            ".conll",
            "code points, in columns of their own",
            write=conll.write,
            loses=conll.LOSES,
        ),
        Format(
            "squad",
            "Questions and answers, as SQuAD 2.0",
            ".squad.json",
            "code points",
            write=squad.write,
            loses=squad.LOSES,
        ),
        Format(
            "csv",
            "Table, CSV",
            ".csv",
            "code points",
            write=table.write_csv,
            loses=table.LOSES,
        ),
        Format(
            "xlsx",
            "Table, Excel workbook",
            ".xlsx",
            "code points",
            write=table.write_xlsx,
            loses=table.LOSES_XLSX,
            extra="xlsx",
        ),
    )
}

READERS: dict[str, Reader] = {
    **{name: each.take for name, each in FORMATS.items() if each.take is not None},
    "opp115": opp115.take,
}
"""What marks of other tools can be read from."""


def read_back(path: Path, form: str = "") -> Content:
    """What an export holds, by its format, else its file's ending.

    BadInputError where it is none that comes back whole.
    """
    whole = {each.extension: each.read for each in FORMATS.values() if each.read is not None}
    read = FORMATS[form].read if form else whole.get(path.suffix.lower())
    if read is None:
        raise BadInputError(
            f"“{path.name}” is of a kind that cannot be read back. It can be: {', '.join(whole)}."
        )
    with opened(path) as stream:
        return read(stream)
