"""The product's own format, as one JSON document and as JSON Lines; docs/EXPORT.md explains it to readers.

The same project gives the same bytes. Each record stands on its own line, so two exports can be compared by
line.
"""

import base64
import codecs
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, BinaryIO

from annotator import __version__, records
from annotator.domain import (
    CLAUSES,
    ISSUES,
    Document,
    Flag,
    Policy,
    PolicyId,
    Reviewer,
    ReviewerId,
    RuleSetting,
    Tag,
    Taxonomy,
    Unplaced,
)
from annotator.exchange.content import Content, IncomingPolicy, Source
from annotator.exchange.losses import Tally
from annotator.problems import BadInputError
from annotator.text import foreign
from annotator.text.canonical import text_sha256
from annotator.text.readers import decode

FORMAT = "annotator-project"
VERSION = 2
"""Version 1 had no suggestions and no rules; it is read as it was."""

_FOR_HOST_NAMES = {"idna", "punycode"}
"""No file is written in these; on a long text they take minutes."""


@dataclass(frozen=True, slots=True)
class OffsetUnit:
    """How offsets are counted, so that no reader has to guess."""

    unit: str = "unicode code point"
    interval: str = "[start, end)"
    utf16: str = "utf16_start and utf16_end count the same places in UTF-16 code units"


@dataclass(frozen=True, slots=True)
class Header:
    """What the file is."""

    format: str
    version: int
    generator: str
    offsets: OffsetUnit
    head: str = ""
    """The chain of the latest event: by it the history of the project can be held against this file."""


@dataclass(frozen=True, slots=True)
class Head:
    """As much of a document or a line as tells what it is."""

    format: str = ""
    version: int = 0
    record: str = ""


@dataclass(frozen=True, slots=True)
class FlagRecord(Flag):
    """A flag; the reviewer of one that is only suggested is null: nobody stands behind it."""

    reviewer: ReviewerId | None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class UnplacedRecord(Unplaced):
    """A mark that waits for its place; the reviewer of one that is only suggested is null, as a flag's."""

    reviewer: ReviewerId | None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRecord(Policy):
    """A policy with its text. ``content``: the original bytes in Base64 where the text does not give them."""

    text: str
    content: str | None = None
    pages: tuple[int, ...] = ()
    """The offset at which each page of the text starts."""
    notes: tuple[str, ...] = ()
    """What reading the file took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyWithMarks(PolicyRecord):
    """A policy with its text and all that stands on it."""

    tags: tuple[Tag, ...] = ()
    flags: tuple[FlagRecord, ...] = ()
    unplaced: tuple[UnplacedRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Project:
    """The document."""

    format: str
    version: int
    generator: str
    offsets: OffsetUnit
    reviewers: tuple[Reviewer, ...]
    taxonomies: tuple[Taxonomy, ...]
    policies: tuple[PolicyWithMarks, ...]
    rules: tuple[RuleSetting, ...] = ()
    head: str = ""
    """As in ``Header``."""


@dataclass(frozen=True, slots=True)
class End:
    """The last line of JSON Lines: without it, or with another count, some of the file is missing."""

    records: int
    """In the whole file, this one too."""


def write_document(
    source: Source, stream: BinaryIO, policies: Sequence[Policy] | None, _tally: Tally
) -> None:
    """Write one JSON document, a policy at a time; all policies unless some are chosen."""
    stream.write(_header(source)[:-1])
    _array(stream, b',\n"reviewers":[', map(records.encode, source.authors()))
    _array(stream, b',\n"taxonomies":[', map(records.encode, _taxonomies(source)))
    _array(stream, b',\n"rules":[', map(records.encode, source.rule_settings()))
    stream.write(b',\n"policies":[')
    waiting = _waiting(source)
    for number, policy in enumerate(source.policies() if policies is None else policies):
        stream.write(b",\n" if number else b"\n")
        document = source.document(policy)
        stream.write(_policy(policy, document)[:-1])
        _array(stream, b',\n"tags":[', source.records(policy.id, "tag", document.text))
        _array(stream, b',\n"flags":[', source.records(policy.id, "flag", document.text))
        _array(stream, b',\n"unplaced":[', waiting.get(policy.id, ()))
        stream.write(b"}")
    stream.write(b"\n]}\n")


def write_lines(source: Source, stream: BinaryIO, policies: Sequence[Policy] | None, _tally: Tally) -> None:
    """Write JSON Lines: each a record that names its kind first, and stands after all that it refers to."""
    written = 1
    for kind, found in _lines(source, policies):
        start = b'{"record":"%b",' % kind
        for record in found:
            stream.write(start + record[1:] + b"\n")
            written += 1
    stream.write(b'{"record":"end",' + records.encode(End(written))[1:] + b"\n")


def _lines(source: Source, policies: Sequence[Policy] | None) -> Iterator[tuple[bytes, Iterable[bytes]]]:
    """Each kind with its records, in the order in which they are written."""
    yield b"header", [_header(source)]
    yield b"reviewer", map(records.encode, source.authors())
    yield b"taxonomy", map(records.encode, _taxonomies(source))
    yield b"rule", map(records.encode, source.rule_settings())
    waiting = _waiting(source)
    for policy in source.policies() if policies is None else policies:
        document = source.document(policy)
        yield b"policy", [_policy(policy, document)]
        yield b"tag", source.records(policy.id, "tag", document.text)
        yield b"flag", source.records(policy.id, "flag", document.text)
        yield b"unplaced", waiting.get(policy.id, ())


def read_document(stream: BinaryIO) -> Content:
    """Read what ``write_document`` wrote; BadInputError says where something does not fit."""
    data = stream.read()
    _refuse_others(data)
    project = records.decode(data, Project)
    _refuse_double_names(data)
    policies = []
    for policy in project.policies:
        marks: tuple[Tag | Flag, ...] = (*policy.tags, *map(_flag, policy.flags))
        waiting = tuple(map(_unplaced, policy.unplaced))
        everything: tuple[Tag | Flag | Unplaced, ...] = (*marks, *waiting)
        for mark in everything:
            if mark.policy != policy.id:
                raise BadInputError(
                    f"Annotation {mark.id} says that it belongs to another policy than the one it is in."
                )
        policies.append(_incoming(policy, marks, waiting))
    return Content(project.reviewers, project.taxonomies, tuple(policies), project.rules)


def read_lines(stream: BinaryIO) -> Content:
    """Read what ``write_lines`` wrote; BadInputError says in which line something does not fit."""
    found: dict[str, list[Any]] = {kind: [] for kind in LINES}
    for number, line in enumerate(stream, 1):
        if line.strip():
            try:
                _read_line(line, found)
            except BadInputError as error:
                raise BadInputError(f"Line {number}: {error}") from error
    if not found["header"]:
        _refuse_others(b"{}")
    if found["end"] != [End(sum(map(len, found.values())))]:
        raise BadInputError(
            "Some of this file is missing: its last line does not count the others. Get it anew."
        )
    marks: dict[str, list[Tag | Flag]] = {policy.id: [] for policy in found["policy"]}
    waiting: dict[str, list[Unplaced]] = {policy.id: [] for policy in found["policy"]}
    for mark in (*found["tag"], *map(_flag, found["flag"]), *map(_unplaced, found["unplaced"])):
        if mark.policy not in marks:
            raise BadInputError(f"The annotation {mark.id} stands on a policy that is not in the file.")
        (waiting if isinstance(mark, Unplaced) else marks)[mark.policy].append(mark)
    return Content(
        tuple(found["reviewer"]),
        tuple(found["taxonomy"]),
        tuple(_incoming(policy, marks[policy.id], waiting[policy.id]) for policy in found["policy"]),
        tuple(found["rule"]),
    )


def _read_line(line: bytes, found: dict[str, list[Any]]) -> None:
    if not found["header"]:
        _refuse_others(line)
    kind = records.decode(line, Head).record
    if kind not in found:
        raise BadInputError(f"There is no record “{kind}” in this format.")
    found[kind].append(records.decode(line, LINES[kind]))
    _refuse_double_names(line)


LINES: dict[str, type] = {
    "header": Header,
    "reviewer": Reviewer,
    "taxonomy": Taxonomy,
    "rule": RuleSetting,
    "policy": PolicyRecord,
    "tag": Tag,
    "flag": FlagRecord,
    "unplaced": UnplacedRecord,
    "end": End,
}
"""What each line can be."""


def _header(source: Source) -> bytes:
    return records.encode(Header(FORMAT, VERSION, f"annotator {__version__}", OffsetUnit(), source.head()))


def _taxonomies(source: Source) -> Iterator[Taxonomy]:
    return map(source.taxonomy, (CLAUSES, ISSUES))


def _policy(policy: Policy, document: Document) -> bytes:
    try:
        same = document.text.encode(document.encoding) == document.content
    except (ValueError, LookupError):  # half a character; or a kind of document, which is no encoding
        same = False
    content = None if same else base64.b64encode(document.content).decode()
    facts = {name: getattr(policy, name) for name in Policy.__slots__}
    return records.encode(
        PolicyRecord(**facts, text=document.text, content=content, pages=document.pages, notes=document.notes)
    )


def _waiting(source: Source) -> dict[PolicyId, list[bytes]]:
    """The marks that wait for their place as records, by policy."""
    found: dict[PolicyId, list[bytes]] = {}
    for each in source.unplaced():
        values = {name: getattr(each, name) for name in Unplaced.__slots__}
        record = UnplacedRecord(**{**values, "reviewer": each.reviewer or None})
        found.setdefault(each.policy, []).append(records.encode(record))
    return found


def _array(stream: BinaryIO, start: bytes, items: Iterable[bytes]) -> None:
    stream.write(start)
    for number, item in enumerate(items):
        stream.write(b",\n" if number else b"\n")
        stream.write(item)
    stream.write(b"]")


def _refuse_others(data: bytes) -> None:
    try:
        head = records.decode(data, Head)
    except BadInputError as error:
        raise BadInputError(f"This file is not an export of this program. {error}") from error
    if head.format != FORMAT:
        raise BadInputError(
            "This file is not an export of this program: it does not say so at its beginning."
        )
    if not 1 <= head.version <= VERSION:
        raise BadInputError(
            f"This export has version {head.version}; this program reads up to {VERSION}. Install a later"
            " version of the program."
        )


def _refuse_double_names(data: bytes) -> None:
    """Of a name that is there twice in one object, every reader keeps another value."""

    def once(pairs: list[tuple[str, object]]) -> None:
        if len({name for name, _ in pairs}) < len(pairs):
            twin = next(name for name, times in Counter(name for name, _ in pairs).items() if times > 1)
            raise BadInputError(f"“{twin}” is there twice in one place. Nothing was imported.")

    try:
        json.loads(data, object_pairs_hook=once, parse_int=str)
    except UnicodeDecodeError as error:
        raise BadInputError(
            f"This file is not whole: byte {error.start:,} is not UTF-8. Get it anew."
        ) from error
    except RecursionError as error:
        raise BadInputError("This is nested too deeply to be an export.") from error


def _flag(record: FlagRecord) -> Flag:
    values = {name: getattr(record, name) for name in Flag.__slots__}
    return Flag(**{**values, "reviewer": record.reviewer or ""})


def _unplaced(record: UnplacedRecord) -> Unplaced:
    values = {name: getattr(record, name) for name in Unplaced.__slots__}
    return Unplaced(**{**values, "reviewer": record.reviewer or ""})


def _incoming(
    record: PolicyRecord, annotations: Sequence[Tag | Flag], unplaced: Sequence[Unplaced]
) -> IncomingPolicy:
    policy = Policy(**{name: getattr(record, name) for name in Policy.__slots__})
    try:
        content = _content(record)
        whole = (
            text_sha256(record.text) == record.text_sha256
            and hashlib.sha256(content).hexdigest() == record.bytes_sha256
            and len(record.text) == record.length
            and (foreign.is_kind(record.encoding) or decode(content, record.encoding)[0] == record.text)
            and all(one <= two for one, two in pairwise([0, *record.pages, record.length]))
        )
    except (BadInputError, LookupError, ValueError):
        whole = False
    if not whole:
        raise BadInputError(
            f"The text of “{record.file_name}” in this file is not the one that was exported: its fingerprint"
            " differs. Export it again from the project it came from."
        )
    document = Document(
        record.file_name,
        content,
        record.text,
        record.encoding,
        record.text_sha256,
        record.bytes_sha256,
        record.pages,
        record.notes,
    )
    return IncomingPolicy(policy, document, tuple(annotations), tuple(unplaced))


def _content(record: PolicyRecord) -> bytes:
    """The bytes of the file; LookupError or ValueError where they cannot be had."""
    if foreign.is_kind(record.encoding):
        return base64.b64decode(record.content or "", validate=True)
    if codecs.lookup(record.encoding).name in _FOR_HOST_NAMES:
        raise LookupError(record.encoding)
    if record.content is None:
        return record.text.encode(record.encoding)
    return base64.b64decode(record.content, validate=True)
