"""W3C Web Annotation, as JSON-LD: a collection with each policy's text once and every annotation whole.

Positions count code points, as the recommendation says. What the vocabulary has no word for (severity,
state, origin) stands under names of our own, so that it expands to triples as well. The source of a
target is the policy's id, its state the fingerprint of the text that the positions were counted in.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from annotator import records
from annotator.domain import Annotation, Flag, Origin, Policy, Reviewer, Severity, Span, State
from annotator.exchange.content import Source, label_of, marked
from annotator.exchange.foreign import Foreign, Mark, MarkedText, Place, kind_and_label, opened
from annotator.exchange.losses import BYTES, LABELS, RULES, WAITING, Tally

LOSES = (LABELS, BYTES, RULES, WAITING)

NAMES = "urn:annotator:terms:"
_OWN = (
    *("severity", "issueState", "reason", "tier", "origin", "originName", "originVersion", "part"),
    *("attributes", "attribute", "policies", "fileName", "site", "captured", "status", "imported"),
    *("textSha256", "bytesSha256"),
)
_BORROWED = {"title": "http://purl.org/dc/terms/title", "State": "http://www.w3.org/ns/oa#State"}
"""Names of other vocabularies that the recommendation's context does not have."""
CONTEXT = ("http://www.w3.org/ns/anno.jsonld", {name: f"{NAMES}{name}" for name in _OWN} | _BORROWED)
MAIN, COUNTERPART = "main", "counterpart"


def write(source: Source, stream: BinaryIO, policies: Sequence[Policy] | None, tally: Tally) -> None:
    """One JSON-LD document, an annotation on each line, and the texts after them."""
    people = {each.id: each for each in source.authors()}
    opening = {"@context": CONTEXT, "id": "urn:annotator:export", "type": "AnnotationCollection"}
    stream.write(records.encode(opening)[:-1] + b',\n"first":{"type":"AnnotationPage","items":[')
    number = 0
    for each in marked(source, policies, tally):
        for annotation in each.annotations:
            stream.write(b",\n" if number else b"\n")
            stream.write(records.encode(_annotation(each.policy, annotation, people)))
            number += 1
    stream.write(b"\n]},\n" + f'"total":{number},\n"policies":['.encode())
    for at, policy in enumerate(source.policies() if policies is None else policies):
        stream.write(b",\n" if at else b"\n")
        stream.write(records.encode(_policy(policy, source.document(policy).text)))
    stream.write(b"\n]}\n")


def _policy(policy: Policy, text: str) -> dict[str, object]:
    return {
        "id": policy_iri(policy.id),
        "type": "TextualBody",
        "format": "text/plain",
        "value": text,
        "title": policy.title,
        "fileName": policy.file_name,
        "site": policy.site,
        "captured": policy.captured,
        "language": policy.language or "und",
        "status": policy.status.value,
        "imported": policy.imported,
        "textSha256": policy.text_sha256,
        "bytesSha256": policy.bytes_sha256,
    }


def _annotation(policy: Policy, annotation: Annotation, people: Mapping[str, Reviewer]) -> dict[str, object]:
    made: dict[str, object] = {
        "id": f"urn:annotator:annotation:{annotation.id}",
        "type": "Annotation",
        "motivation": "assessing" if isinstance(annotation, Flag) else "classifying",
        "created": annotation.created,
        "modified": annotation.modified,
        "body": [
            {"type": "SpecificResource", "purpose": "classifying", "source": label_iri(annotation)},
            *_words("commenting", annotation.note),
            *(_words("editing", annotation.suggestion) if isinstance(annotation, Flag) else ()),
        ],
        "target": list(_targets(policy, annotation)),
        "origin": annotation.origin.kind,
        "originName": annotation.origin.name,
        "originVersion": annotation.origin.version,
        "tier": annotation.origin.tier,
    }
    if annotation.reviewer:
        who = people[annotation.reviewer]
        made["creator"] = {"id": f"urn:annotator:reviewer:{who.id}", "type": "Person", "name": who.name}
    if isinstance(annotation, Flag):
        made |= {
            "severity": annotation.severity.value,
            "issueState": annotation.state.value,
            "reason": annotation.reason,
        }
    elif annotation.attributes:
        made["attributes"] = [
            {"attribute": name, "value": value} for name, value in sorted(annotation.attributes.items())
        ]
    return made


def _words(purpose: str, words: str) -> Iterator[dict[str, str]]:
    if words:
        yield {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": words}


def _targets(policy: Policy, annotation: Annotation) -> Iterator[object]:
    counterpart = annotation.counterpart if isinstance(annotation, Flag) else ()
    if not annotation.spans:
        yield {"type": "SpecificResource", "source": policy_iri(policy.id), "part": MAIN}
    for part, spans in ((MAIN, annotation.spans), (COUNTERPART, counterpart)):
        for span in spans:
            yield _target(policy, span, part)


def _target(policy: Policy, span: Span, part: str) -> dict[str, object]:
    return {
        "type": "SpecificResource",
        "source": policy_iri(policy.id),
        "part": part,
        "state": {"type": "State", "textSha256": policy.text_sha256},
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.quote,
                "prefix": span.prefix,
                "suffix": span.suffix,
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def policy_iri(policy: str) -> str:
    """The name of a policy among all that there are."""
    return f"urn:annotator:policy:{policy}"


def label_iri(annotation: Annotation) -> str:
    """The name of its label; that of another scheme as it is."""
    return annotation.label if "://" in annotation.label else f"urn:annotator:label:{label_of(annotation)}"


@dataclass(frozen=True, slots=True)
class Selector:
    """Any of the recommendation's; the quote and the position are read."""

    type: str
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Target:
    """Words of a source, or all of it. ``source`` may be given as ``id``."""

    source: str | Mapping[str, Any] = ""
    selector: Selector | tuple[Selector, ...] = ()
    part: str = MAIN
    id: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A label or a remark."""

    type: str = ""
    purpose: str = ""
    value: str = ""
    source: str | Mapping[str, Any] = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a tag."""

    attribute: str
    value: str


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotation, with the names of our own that it has if it was written here."""

    target: str | Target | tuple[str | Target, ...]
    body: str | Body | tuple[str | Body, ...] = ()
    id: str = ""
    motivation: str | tuple[str, ...] = ""
    creator: str | Mapping[str, Any] | None = None
    created: str = ""
    modified: str = ""
    severity: Severity | None = None
    issueState: State | None = None  # noqa: N815 - as it stands in the file
    reason: str = ""
    attributes: tuple[Attribute, ...] = ()
    origin: str = ""
    originName: str = ""  # noqa: N815
    originVersion: str = ""  # noqa: N815
    tier: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text that the file brings along."""

    id: str
    value: str
    fileName: str = ""  # noqa: N815
    title: str = ""
    textSha256: str = ""  # noqa: N815


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a collection."""

    items: tuple[Annotated, ...] = ()


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection, or a page by itself."""

    first: Page | str = ""
    items: tuple[Annotated, ...] = ()
    policies: tuple[Text, ...] = ()


_LABELLING = {"classifying", "tagging", "identifying"}
_OF_POLICY, _OF_LABEL, _OF_MARK, _OF_REVIEWER = (
    f"urn:annotator:{each}:" for each in ("policy", "label", "annotation", "reviewer")
)


def take(path: Path) -> Foreign:
    """Annotations on texts: those that the file brings along, and others that are known by name only."""
    with opened(path) as stream:
        data = stream.read()
    if data.lstrip().startswith(b"["):
        collection = Collection(items=records.decode(data, tuple[Annotated, ...]))
    else:
        collection = records.decode(data, Collection)
    items = (*collection.items, *(collection.first.items if isinstance(collection.first, Page) else ()))
    marks: dict[str, list[Mark]] = {text.id: [] for text in collection.policies}
    for item in items:
        for source, targets in _by_source(item).items():
            marks.setdefault(source, []).extend(_marks(item, targets))
    texts = {text.id: text for text in collection.policies}
    return Foreign(
        "web-annotation", tuple(_text(source, texts.get(source), found) for source, found in marks.items())
    )


def _text(source: str, text: Text | None, marks: Sequence[Mark]) -> MarkedText:
    policy = source.removeprefix(_OF_POLICY) if source.startswith(_OF_POLICY) else ""
    if text is None:
        return MarkedText(source, None, tuple(marks), policy)
    return MarkedText(
        text.fileName or text.title or source, text.value, tuple(marks), policy, text.textSha256
    )


def _by_source(item: Annotated) -> dict[str, list[Target]]:
    listed = item.target if isinstance(item.target, tuple) else (item.target,)
    found: dict[str, list[Target]] = {}
    for each in listed:
        target = each if isinstance(each, Target) else Target(each)
        found.setdefault(_name(target.source) or target.id, []).append(target)
    return found


def _name(source: str | Mapping[str, Any]) -> str:
    return source if isinstance(source, str) else str(source.get("id", ""))


def _marks(item: Annotated, targets: Sequence[Target]) -> Iterator[Mark]:
    """One for each label of an annotation; what the file has no label for is called by its motivation."""
    listed = item.body if isinstance(item.body, tuple) else (item.body,)
    bodies = [each if isinstance(each, Body) else Body(id=each) for each in listed]
    labels = [_name(each.source) or each.value or each.id for each in bodies if each.purpose in _LABELLING]
    said = {
        purpose: "\n".join(each.value for each in bodies if each.purpose in purposes and each.value)
        for purpose, purposes in {
            "note": {"", "commenting", "describing", "replying"},
            "wording": {"editing"},
        }.items()
    }
    motivation = item.motivation if isinstance(item.motivation, str) else " ".join(item.motivation)
    creator = item.creator if isinstance(item.creator, Mapping) else {"name": item.creator or ""}
    who = str(creator.get("id", ""))
    for number, name in enumerate(labels or [motivation or "annotation"]):
        kind, label = kind_and_label(name.removeprefix(_OF_LABEL))
        yield Mark(
            label=label,
            kind=kind,
            places=tuple(_places(targets, MAIN)),
            counterpart=tuple(_places(targets, COUNTERPART)),
            id="" if number else item.id.removeprefix(_OF_MARK),
            attributes={each.attribute: each.value for each in item.attributes},
            severity=item.severity,
            state=item.issueState,
            reason=item.reason,
            note=said["note"],
            suggestion=said["wording"],
            reviewer=str(creator.get("name", "")) or who,
            reviewer_id=who.removeprefix(_OF_REVIEWER) if who.startswith(_OF_REVIEWER) else "",
            created=item.created,
            modified=item.modified,
            origin=Origin(item.origin, item.originName, item.originVersion, item.tier)
            if item.origin
            else None,
        )


def _places(targets: Sequence[Target], part: str) -> Iterator[Place]:
    for target in targets:
        selectors = target.selector if isinstance(target.selector, tuple) else (target.selector,)
        if target.part == part and selectors:
            position = next((each for each in selectors if each.start >= 0), None)
            quote = next((each for each in selectors if each.exact), Selector(""))
            start, end = (position.start, position.end) if position is not None else (-1, -1)
            yield Place(start, end, quote.exact, quote.prefix, quote.suffix)
