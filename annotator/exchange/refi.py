"""REFI-QDA: a project (``.qdpx``) with texts, codes and codings, and a codebook alone (``.qdc``).

QualCoder, MAXQDA, NVivo and ATLAS.ti read it. Positions are code points. Programs differ in whether CR LF
is one character or two, so texts are written with LF alone and positions counted in that.
"""

import re
import tempfile
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import IO, BinaryIO
from uuid import NAMESPACE_URL, UUID, uuid5
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from annotator.domain import CLAUSES, ISSUES, Annotation, Policy, Span
from annotator.exchange.content import MarkedPolicy, Source, label_of, marked
from annotator.exchange.losses import (
    ATTRIBUTES,
    BYTES,
    CONTROLS,
    COUNTERPART,
    DISMISSED,
    FACTS,
    FLAGS,
    ORIGIN,
    PARTS,
    RULES,
    SEVERITY,
    STATE,
    SUGGESTED,
    TAGS,
    WORDING,
    Facet,
    Tally,
)
from annotator.exchange.markup import attributes_for, contents_for

GUIDANCE = Facet("guidance", "Guidance, codes, keys and underlines of labels are left out.", "")
LINE_ENDS = Facet("line-ends", "Line ends are written as LF, and positions counted so.", "")
LOSES = (
    *(SUGGESTED, DISMISSED, PARTS, COUNTERPART, ATTRIBUTES, SEVERITY, STATE, WORDING, ORIGIN),
    *(GUIDANCE, FACTS, BYTES, RULES, CONTROLS, LINE_ENDS),
)
LOSES_CODEBOOK = (TAGS, FLAGS, GUIDANCE, FACTS, BYTES, RULES, CONTROLS)

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_ROW_END = re.compile(r"\r\n?")
_ANY_DAY = (1980, 1, 1, 0, 0, 0)
"""No time of export is in the file: the same project gives the same bytes."""


def write(source: Source, stream: BinaryIO, policies: Sequence[Policy] | None, tally: Tally) -> None:
    """A zip with ``project.qde`` and a text for each policy."""
    with ZipFile(stream, "w", ZIP_DEFLATED) as packed, tempfile.TemporaryFile() as told:
        for each in marked(source, policies, tally):
            text = _ROW_END.sub("\n", each.document.text)
            packed.writestr(_entry(f"sources/{_guid(each.policy.id)}.txt"), text.encode("utf-8", "replace"))
            told.writelines(piece.encode() for piece in _text_source(each, tally))
        told.seek(0)
        with packed.open(_entry("project.qde"), "w") as project:
            project.write(_opening(source, tally).encode())
            project.write(b"<Sources>\n")
            _copy(told, project)
            project.write(b"</Sources>\n</Project>\n")


def write_codebook(source: Source, stream: BinaryIO, policies: Sequence[Policy] | None, tally: Tally) -> None:
    """The labels alone, as ``.qdc``."""
    for _ in marked(source, policies, tally):
        pass
    stream.write(
        f'{_HEAD}<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="annotator">\n'
        f"{_codes(source, tally)}</CodeBook>\n".encode()
    )


def label_guid(label: str) -> str:
    """The guid of a label's code, the same in every file: ``clause.retention``."""
    return str(uuid5(NAMESPACE_URL, f"urn:annotator:label:{label}"))


def _copy(told: IO[bytes], project: IO[bytes]) -> None:
    while piece := told.read(1 << 20):
        project.write(piece)


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _ANY_DAY)
    entry.compress_type = ZIP_DEFLATED
    return entry


def _guid(name: str) -> str:
    """An id as a guid; that of another program is given one of its own."""
    try:
        return str(UUID(name))
    except ValueError:
        return str(uuid5(NAMESPACE_URL, f"urn:annotator:{name}"))


def _opening(source: Source, tally: Tally) -> str:
    attribute = attributes_for(tally)
    users = "".join(
        f'  <User guid="{_guid(each.id)}" name={attribute(each.name)}/>\n' for each in source.authors()
    )
    return (
        f'{_HEAD}<Project xmlns="urn:QDA-XML:project:1.0" name="Policies" origin="annotator">\n'
        f"<Users>\n{users}</Users>\n<CodeBook>\n{_codes(source, tally)}</CodeBook>\n"
    )


def _codes(source: Source, tally: Tally) -> str:
    attribute, content = attributes_for(tally), contents_for(tally)
    groups = []
    for each in (CLAUSES, ISSUES):
        taxonomy = source.taxonomy(each)
        codes = "".join(
            f'    <Code guid="{label_guid(f"{each}.{label.id}")}" name={attribute(label.name)}'
            f' isCodable="true" color={attribute(label.colour)}>'
            f"<Description>{content(label.definition)}</Description></Code>\n"
            for label in taxonomy.labels
        )
        groups.append(
            f'  <Code guid="{label_guid(each)}" name={attribute(taxonomy.name)} isCodable="false">\n'
            f"{codes}  </Code>\n"
        )
    return f"<Codes>\n{''.join(groups)}</Codes>\n"


def _text_source(each: MarkedPolicy, tally: Tally) -> Iterator[str]:
    attribute, content = attributes_for(tally), contents_for(tally)
    policy, guid = each.policy, _guid(each.policy.id)
    position = _positions(each.document.text)
    yield (
        f'<TextSource guid="{guid}" name={attribute(policy.title)} plainTextPath="internal://{guid}.txt"'
        f' creationDateTime="{policy.imported}">\n'
    )
    whole = [annotation for annotation in each.annotations if not annotation.spans]
    for annotation in each.annotations:
        for number, span in enumerate(annotation.spans):
            own = _guid(annotation.id if number == 0 else f"{annotation.id}-{number + 1}")
            yield (
                f'  <PlainTextSelection guid="{own}" name={attribute(_short(span))}'
                f' startPosition="{position(span.start)}" endPosition="{position(span.end)}"'
                f"{_who(annotation)}>"
            )
            if annotation.note:
                yield f"<Description>{content(annotation.note)}</Description>"
            yield f"{_coding(annotation, number)}</PlainTextSelection>\n"
    for annotation in whole:
        yield f"  {_coding(annotation, 0)}\n"
    yield "</TextSource>\n"


def _coding(annotation: Annotation, number: int) -> str:
    guid = uuid5(NAMESPACE_URL, f"urn:annotator:coding:{annotation.id}:{number}")
    who = f' creatingUser="{_guid(annotation.reviewer)}"' if annotation.reviewer else ""
    return (
        f'<Coding guid="{guid}"{who} creationDateTime="{annotation.created}">'
        f'<CodeRef targetGUID="{label_guid(label_of(annotation))}"/></Coding>'
    )


def _who(annotation: Annotation) -> str:
    times = f' creationDateTime="{annotation.created}" modifiedDateTime="{annotation.modified}"'
    if not annotation.reviewer:
        return times
    guid = _guid(annotation.reviewer)
    return f' creatingUser="{guid}" modifyingUser="{guid}"{times}'


def _short(span: Span) -> str:
    words = " ".join(span.quote.split())
    return words if len(words) <= 60 else f"{words[:59]}…"


def _positions(text: str) -> Callable[[int], int]:
    """Code points of a text → those of the same with LF alone."""
    doubles = [match.start() for match in re.finditer(r"\r\n", text)]
    return lambda offset: offset - bisect_right(doubles, offset - 1)
