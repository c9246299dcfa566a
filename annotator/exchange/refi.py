"""REFI-QDA: a project (``.qdpx``) with texts, codes and codings, and a codebook alone (``.qdc``).

QualCoder, MAXQDA, NVivo and ATLAS.ti read it. Positions are code points. Programs differ in whether CR LF
is one character or two, so texts are written with LF alone and positions counted in that.
"""

import re
import tempfile
import zlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast
from uuid import NAMESPACE_URL, UUID, uuid5
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from annotator.domain import CLAUSES, ISSUES, Annotation, Policy, Span
from annotator.exchange import markup
from annotator.exchange.content import MarkedPolicy, Source, label_of, marked
from annotator.exchange.foreign import Foreign, Mark, MarkedText, Place, opened, place_in
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
    WAITING,
    WORDING,
    Facet,
    Tally,
)
from annotator.exchange.markup import attributes_for, contents_for
from annotator.problems import BadInputError
from annotator.text.xml_tree import Element

GUIDANCE = Facet("guidance", "Guidance, codes, keys and underlines of labels are left out.", "")
LINE_ENDS = Facet("line-ends", "Line ends are written as LF, and positions counted so.", "")
CONTROLS_IN_WORDS = Facet(
    "controls-in-words",
    "Characters in notes and names that XML cannot hold are written as “\ufffd”.",
    CONTROLS.count,
)
CHANGES = Facet(
    "changes-of-whole",
    "When an annotation on a whole policy was last changed is left out.",
    "{n} annotation on a whole policy loses when it was last changed"
    "|{n} annotations on whole policies lose when they were last changed",
    lambda each: not each.spans and each.modified != each.created,
)
LOSES = (
    *(SUGGESTED, DISMISSED, PARTS, COUNTERPART, ATTRIBUTES, SEVERITY, STATE, WORDING, ORIGIN, CHANGES),
    *(GUIDANCE, FACTS, BYTES, RULES, WAITING, CONTROLS_IN_WORDS, LINE_ENDS),
)
LOSES_CODEBOOK = (TAGS, FLAGS, GUIDANCE, FACTS, BYTES, RULES, WAITING, CONTROLS_IN_WORDS)

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_ROW_END = re.compile(r"\r\n?")
_ANY_DAY = (1980, 1, 1, 0, 0, 0)
"""No time of export is in the file: the same project gives the same bytes."""


def write(source: Source, stream: BinaryIO, policies: Sequence[Policy] | None, tally: Tally) -> None:
    """A zip with ``project.qde`` and a text for each policy."""
    notes: list[str] = []
    with ZipFile(stream, "w", ZIP_DEFLATED) as packed, tempfile.TemporaryFile() as told:
        for each in marked(source, policies, tally):
            text = _ROW_END.sub("\n", each.document.text)
            packed.writestr(_entry(f"sources/{_guid(each.policy.id)}.txt"), text.encode("utf-8", "replace"))
            told.writelines(piece.encode() for piece in _text_source(each, tally))
            notes += (_note(one, tally) for one in each.annotations if one.note and not one.spans)
        sources = told.tell()
        told.seek(0)
        with packed.open(_entry("project.qde"), "w", force_zip64=True) as project:
            project.write(_opening(source, tally).encode())
            if sources:  # an empty list of them is against the schema
                project.write(b"<Sources>\n")
                _copy(told, project)
                project.write(b"</Sources>\n")
            if notes:
                project.write(f"<Notes>\n{''.join(notes)}</Notes>\n".encode())
            project.write(b"</Project>\n")


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
    listed = f"<Users>\n{users}</Users>\n" if users else ""
    return (
        f'{_HEAD}<Project xmlns="urn:QDA-XML:project:1.0" name="Policies" origin="annotator">\n'
        f"{listed}<CodeBook>\n{_codes(source, tally)}</CodeBook>\n"
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
        yield f"  {_coding(annotation, None)}\n"
    yield "</TextSource>\n"


def _coding(annotation: Annotation, number: int | None) -> str:
    """Of a span, by its number, or of the whole text: then with the annotation's id and its note."""
    guid, remark = _guid(annotation.id), ""
    if number is not None:
        guid = str(uuid5(NAMESPACE_URL, f"urn:annotator:coding:{annotation.id}:{number}"))
    elif annotation.note:
        remark = f'<NoteRef targetGUID="{_note_guid(annotation)}"/>'
    who = f' creatingUser="{_guid(annotation.reviewer)}"' if annotation.reviewer else ""
    return (
        f'<Coding guid="{guid}"{who} creationDateTime="{annotation.created}">'
        f'<CodeRef targetGUID="{label_guid(label_of(annotation))}"/>{remark}</Coding>'
    )


def _note_guid(annotation: Annotation) -> str:
    return str(uuid5(NAMESPACE_URL, f"urn:annotator:note:{annotation.id}"))


def _note(annotation: Annotation, tally: Tally) -> str:
    content = contents_for(tally)
    return (
        f'  <Note guid="{_note_guid(annotation)}" name="Note"{_who(annotation)}>'
        f"<PlainTextContent>{content(annotation.note)}</PlainTextContent></Note>\n"
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


_MOST_BYTES = 500_000_000
"""Of any file inside; a zip may promise more than a disk holds."""


def take(path: Path) -> Foreign:
    """A ``.qdpx``: its texts, and the codings of their selections. Pictures, sounds and cases stay behind."""
    with opened(path) as stream:
        try:
            packed = ZipFile(stream)
            names = {each.filename: each for each in packed.infolist()}
            told = next((each for name, each in names.items() if name.endswith(".qde")), None)
            if told is None:
                raise BadInputError(f"There is no project.qde in {path.name}: it is no REFI-QDA project.")
            with packed.open(_modest(told)) as project:
                root = markup.read(cast("BinaryIO", project), "project.qde")
            return _foreign(root, lambda name: _text(packed, names, name))
        except (BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError) as error:
            raise BadInputError(
                f"{path.name} is damaged or no REFI-QDA project. Export it once more."
            ) from error


def _modest(entry: ZipInfo) -> ZipInfo:
    if entry.file_size > _MOST_BYTES:
        raise BadInputError(
            f"“{entry.filename}” inside it unpacks to more than {_MOST_BYTES // 1_000_000} MB."
        )
    return entry


def _text(packed: ZipFile, names: Mapping[str, ZipInfo], path: str) -> str:
    name = path.removeprefix("internal://")
    entry = names.get(f"sources/{name}") or names.get(f"Sources/{name}")
    if entry is None:
        raise BadInputError(f"The text “{name}” is not in the file. Export the project with its sources.")
    try:
        return packed.read(_modest(entry)).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInputError(f"The text “{name}” inside it is not UTF-8, as the format says it is.") from error


@dataclass(frozen=True, slots=True)
class _Names:
    """What marks refer to, by guid."""

    codes: Mapping[str, tuple[str, str]]
    people: Mapping[str, str]
    notes: Mapping[str, str]

    @classmethod
    def of(cls, root: Element) -> "_Names":
        people = {_key(each, "guid"): each.attributes.get("name", "") for each in root.within("User")}
        notes = {_key(each, "guid"): _said(each, "PlainTextContent") for each in root.within("Note")}
        return cls(_labels(root), people, notes)


def _foreign(root: Element, text_of: Callable[[str], str]) -> Foreign:
    names = _Names.of(root)
    texts, left = [], Counter[str]()
    for sources in root.within("Sources"):
        for each in sources:
            path = each.attributes.get("plainTextPath", "")
            if each.name == "TextSource" and path:
                texts.append(_marked(each, _counted(text_of(path), each), names))
            else:
                left[each.name] += 1
    notes = tuple(f"{count} sources of the kind {kind} stay behind." for kind, count in left.items())
    return Foreign("refi-qda", tuple(texts), notes)


def _counted(text: str, source: Element) -> str:
    """The text as the positions in it count: CR LF is two characters in some programs, in others one.

    Selections are named by their words, more or less; what fits more of them is it, else the text as it is.
    """
    folded = text.replace("\r\n", "\n")
    selections = [each for each in source.within("PlainTextSelection") if each.attributes.get("name")]

    def fitting(candidate: str) -> int:
        return sum(_named(each, candidate) for each in selections)

    return folded if folded != text and fitting(folded) > fitting(text) else text


def _named(selection: Element, text: str) -> bool:
    """Whether the words of a selection begin as its name does."""
    ends = [selection.attributes.get(each, "") for each in ("startPosition", "endPosition")]
    if not all(each.isdecimal() for each in ends):
        return False
    name = "".join(selection.attributes["name"].rstrip(".…").split())
    return "".join(text[int(ends[0]) : int(ends[1])].split()).startswith(name)


def _key(element: Element | None, name: str) -> str:
    return element.attributes.get(name, "").lower() if element is not None else ""


def _labels(root: Element) -> dict[str, tuple[str, str]]:
    """Kind and name of each code; those under the two groups that this program writes have a kind."""
    kinds = {label_guid(CLAUSES): "tag", label_guid(ISSUES): "flag"}
    known = {}
    for group in root.within("Code"):
        for code in (group, *group.within("Code")):
            kind = kinds.get(_key(group, "guid"), "")
            if kind or _key(code, "guid") not in known:
                known[_key(code, "guid")] = (kind, code.attributes.get("name", ""))
    return known


def _said(element: Element, name: str) -> str:
    found = element.first(name)
    return found.text() if found is not None else ""


def _marked(source: Element, text: str, names: _Names) -> MarkedText:
    name = source.attributes.get("name", "") or "text"
    marks = []
    for each in source:
        if each.name == "PlainTextSelection":
            places = (_place(each, text, f"A selection in “{name}”"),)
            marks += [_mark(each, coding, places, names) for coding in each if coding.name == "Coding"]
        elif each.name == "Coding":
            marks.append(_mark(each, each, (), names))
    policy = _key(source, "guid").replace("-", "")
    return MarkedText(name, text, tuple(marks), policy)


def _place(selection: Element, text: str, what: str) -> Place:
    ends = [selection.attributes.get(each, "") for each in ("startPosition", "endPosition")]
    if not all(each.isdecimal() for each in ends):
        raise BadInputError(f"{what} does not say where it stands.")
    start, end = map(int, ends)
    return place_in(text, start, end, what)


def _mark(selection: Element, coding: Element, places: tuple[Place, ...], names: _Names) -> Mark:
    kind, label = names.codes.get(_key(coding.first("CodeRef"), "targetGUID"), ("", ""))
    if not label:
        raise BadInputError("A coding refers to a code that is not in the codebook of the file.")
    who = _key(selection, "creatingUser") or _key(coding, "creatingUser")
    note = _said(selection, "Description") or names.notes.get(_key(coding.first("NoteRef"), "targetGUID"), "")
    created = selection.attributes.get("creationDateTime", "")
    return Mark(
        label=label,
        kind=kind,
        places=places,
        id=_key(selection, "guid").replace("-", ""),
        note=note,
        reviewer=names.people.get(who, ""),
        reviewer_id=who.replace("-", ""),
        created=created,
        modified=selection.attributes.get("modifiedDateTime", created),
    )
