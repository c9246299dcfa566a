"""W3C Web Annotation, as JSON-LD: a collection with each policy's text once and every annotation whole.

Positions count code points, as the recommendation says. What the vocabulary has no word for (severity,
state, origin) stands under names of our own, so that it expands to triples as well. The source of a
target is the policy's id, its state the fingerprint of the text that the positions were counted in.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from annotator import records
from annotator.domain import Annotation, Flag, Policy, Reviewer, Span
from annotator.exchange.content import Source, label_of, marked
from annotator.exchange.losses import BYTES, LABELS, RULES, Tally

LOSES = (LABELS, BYTES, RULES)

NAMES = "urn:annotator:terms:"
_OWN = (
    *("severity", "state", "reason", "tier", "origin", "originName", "originVersion", "part"),
    *("attributes", "attribute", "policies", "fileName", "site", "captured", "status", "imported"),
    *("textSha256", "bytesSha256"),
)
CONTEXT = ("http://www.w3.org/ns/anno.jsonld", {name: f"{NAMES}{name}" for name in _OWN})
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
            "state": annotation.state.value,
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
