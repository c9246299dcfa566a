"""UIMA CAS, as JSON 0.4 and as XMI with its type system: what INCEpTION imports and exports.

Offsets are UTF-16 units. Each span is an annotation of the type ``webanno.custom.Clause`` or ``.Issue``;
those of one mark share its identifier, and all that a mark has stands on each. What is on the policy as a
whole is an annotation of length 0 at its start. XML cannot hold control characters: XMI has U+FFFD in
their places.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from annotator import records
from annotator.domain import Annotation, Flag, Policy, Reviewer, Span, Tag
from annotator.exchange.content import MarkedPolicy, Source, file_stems, marked
from annotator.exchange.losses import BYTES, CONTROLS, FACTS, LABELS, RULES, Tally
from annotator.exchange.markup import attributes_for

LOSES = (LABELS, FACTS, BYTES, RULES)
LOSES_XMI = (*LOSES, CONTROLS)

CLAUSE, ISSUE = "webanno.custom.Clause", "webanno.custom.Issue"
_META = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
_ANY = (
    *("label", "identifier", "part", "number", "note", "reviewer", "reviewerId", "created", "modified"),
    *("origin", "originName", "originVersion", "originTier"),
)
FEATURES = {
    CLAUSE: (*_ANY, "attributes"),
    ISSUE: (*_ANY, "severity", "state", "reason", "wording"),
    _META: ("documentTitle", "documentId", "documentUri"),
}
"""All strings. ``number`` counts the spans of a ``part`` (main, counterpart, whole) from 1."""
SUPER = {
    CLAUSE: "uima.tcas.Annotation",
    ISSUE: "uima.tcas.Annotation",
    _META: "uima.tcas.DocumentAnnotation",
}


def write_json(source: Source, folder: Path, policies: Sequence[Policy] | None, tally: Tally) -> None:
    """``NAME.json`` for each policy."""
    types = {
        name: {
            "%NAME": name,
            "%SUPER_TYPE": SUPER[name],
            **{each: {"%NAME": each, "%RANGE": "uima.cas.String"} for each in features},
        }
        for name, features in FEATURES.items()
    }
    for stem, each, structures in _documents(source, policies, tally):
        sofa = {
            "%ID": 1,
            "%TYPE": "uima.cas.Sofa",
            "sofaNum": 1,
            "sofaID": "_InitialView",
            "mimeType": "text/plain",
            "sofaString": each.document.text,
        }
        made = [
            {"%ID": number, "%TYPE": kind, "@sofa": 1, "begin": begin, "end": end, **features}
            for number, (kind, begin, end, features) in enumerate(structures, 2)
        ]
        view = {"%SOFA": 1, "%MEMBERS": [one["%ID"] for one in made]}
        document = {
            "%TYPES": types,
            "%FEATURE_STRUCTURES": [sofa, *made],
            "%VIEWS": {"_InitialView": view},
        }
        (folder / f"{stem}.json").write_bytes(records.encode(document) + b"\n")


def write_xmi(source: Source, folder: Path, policies: Sequence[Policy] | None, tally: Tally) -> None:
    """``NAME.xmi`` for each policy, and ``TypeSystem.xml``."""
    (folder / "TypeSystem.xml").write_text(_type_system(), encoding="utf-8", newline="\n")
    for stem, each, structures in _documents(source, policies, tally):
        with (folder / f"{stem}.xmi").open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(_xmi(each, structures, tally))


_Structure = tuple[str, int, int, dict[str, str]]


def _documents(
    source: Source, policies: Sequence[Policy] | None, tally: Tally
) -> Iterator[tuple[str, MarkedPolicy, list[_Structure]]]:
    """Name, policy, and type, begin, end and features of all that stands on it."""
    chosen = source.policies() if policies is None else policies
    stems, people = file_stems(chosen), {each.id: each for each in source.authors()}
    for each in marked(source, chosen, tally):
        about = {
            "documentTitle": each.policy.title,
            "documentId": each.policy.id,
            "documentUri": each.policy.file_name,
        }
        units = len(each.document.text.encode("utf-16-le", "surrogatepass")) // 2
        structures: list[_Structure] = [(_META, 0, units, about)]
        structures += (one for annotation in each.annotations for one in _structures(annotation, people))
        yield stems[each.policy.id], each, structures


def _structures(annotation: Annotation, people: Mapping[str, Reviewer]) -> Iterator[_Structure]:
    kind = CLAUSE if isinstance(annotation, Tag) else ISSUE
    common = _features(annotation, people)
    if not annotation.spans:
        yield kind, 0, 0, {**common, "part": "whole", "number": "1"}
    counterpart = annotation.counterpart if isinstance(annotation, Flag) else ()
    parts: tuple[tuple[str, tuple[Span, ...]], ...] = (
        ("main", annotation.spans),
        ("counterpart", counterpart),
    )
    for part, spans in parts:
        for number, span in enumerate(spans, 1):
            yield kind, span.utf16_start, span.utf16_end, {**common, "part": part, "number": str(number)}


def _features(annotation: Annotation, people: Mapping[str, Reviewer]) -> dict[str, str]:
    origin = annotation.origin
    features = {
        "label": annotation.label,
        "identifier": annotation.id,
        "note": annotation.note,
        "reviewer": people[annotation.reviewer].name if annotation.reviewer else "",
        "reviewerId": annotation.reviewer,
        "created": annotation.created,
        "modified": annotation.modified,
        "origin": origin.kind,
        "originName": origin.name,
        "originVersion": origin.version,
        "originTier": origin.tier,
    }
    if isinstance(annotation, Tag):
        features["attributes"] = records.encode(annotation.attributes).decode()
    else:
        features |= {"severity": annotation.severity.value, "state": annotation.state.value}
        features |= {"reason": annotation.reason, "wording": annotation.suggestion}
    return {name: value for name, value in features.items() if value}


def _xmi(each: MarkedPolicy, structures: Sequence[_Structure], tally: Tally) -> Iterator[str]:
    attribute = attributes_for(tally)
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xmi:XMI xmlns:xmi="http://www.omg.org/XMI"'
        ' xmlns:cas="http:///uima/cas.ecore" xmlns:custom="http:///webanno/custom.ecore"'
        ' xmlns:type="http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore" xmi:version="2.0">\n'
        '  <cas:NULL xmi:id="0"/>\n'
    )
    for number, (kind, begin, end, features) in enumerate(structures, 2):
        space, _, name = kind.rpartition(".")
        written = "".join(f" {key}={attribute(value)}" for key, value in features.items())
        prefix = space.rpartition(".")[2]
        yield f'  <{prefix}:{name} xmi:id="{number}" sofa="1" begin="{begin}" end="{end}"{written}/>\n'
    members = " ".join(str(number) for number in range(2, 2 + len(structures)))
    yield (
        '  <cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text/plain"'
        f" sofaString={attribute(each.document.text)}/>\n"
        f'  <cas:View sofa="1" members="{members}"/>\n</xmi:XMI>\n'
    )


def _type_system() -> str:
    types = "".join(
        f"<typeDescription><name>{name}</name><description/><supertypeName>{SUPER[name]}</supertypeName>"
        "<features>"
        + "".join(
            f"<featureDescription><name>{each}</name><description/>"
            "<rangeTypeName>uima.cas.String</rangeTypeName></featureDescription>"
            for each in features
        )
        + "</features></typeDescription>\n"
        for name, features in FEATURES.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><types>\n'
        f"{types}</types></typeSystemDescription>\n"
    )
