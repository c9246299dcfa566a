"""UIMA CAS, as JSON 0.4 and as XMI with its type system: what INCEpTION imports and exports.

Offsets are UTF-16 units. Each span is an annotation of the type ``webanno.custom.Clause`` or ``.Issue``;
those of one mark share its identifier, and all that a mark has stands on each. What is on the policy as a
whole is an annotation of length 0 at its start. XML cannot hold control characters: XMI has U+FFFD in
their places.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from annotator import records
from annotator.domain import Annotation, Flag, Origin, Policy, Reviewer, Severity, Span, State, Tag
from annotator.exchange import markup
from annotator.exchange.content import MarkedPolicy, Source, file_stems, marked
from annotator.exchange.foreign import Foreign, Mark, MarkedText, Place, one_of, opened, place_in_utf16
from annotator.exchange.losses import CONTROLS, PROJECT, Tally
from annotator.exchange.markup import attributes_for
from annotator.problems import BadInputError
from annotator.text.offsets import Offsets

LOSES = PROJECT
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


@dataclass(frozen=True, slots=True)
class _CasJson:
    """As much of the JSON as is read."""

    structures: tuple[dict[str, Any], ...]

    @classmethod
    def of(cls, data: bytes) -> "_CasJson":
        found = records.decode(data, dict[str, Any]).get("%FEATURE_STRUCTURES")
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise BadInputError("This is no UIMA CAS in JSON 0.4: it has no list of feature structures.")
        return cls(tuple(found))


def take(path: Path) -> Foreign:
    """A file of JSON or XMI, or a folder of them. Every annotation that has a label is a mark."""
    files = sorted({*path.rglob("*.json"), *path.rglob("*.xmi")}) if path.is_dir() else [path]
    if not files:
        raise BadInputError(f"There is no .json or .xmi file in {path}. Choose the folder of the export.")
    read = [_taken(file) for file in files]
    other = sum((count for _, count in read), Counter[str]())
    notes = tuple(
        f"{count} annotations of the type “{kind}” have no label and stay behind."
        for kind, count in other.items()
    )
    return Foreign("inception", tuple(text for text, _ in read), notes)


def _taken(file: Path) -> tuple[MarkedText, Counter[str]]:
    structures = _from_xmi(file) if file.suffix.lower() == ".xmi" else _from_json(file)
    sofa = next((each for kind, each in structures if kind == "Sofa"), {})
    text = sofa.get("sofaString", "")
    about = next((each for kind, each in structures if kind == "DocumentMetaData"), {})
    found, other = _found(structures, text, file.name)
    marks = tuple(_mark(kind, parts) for kind, parts in found)
    name = about.get("documentUri") or about.get("documentTitle") or file.stem
    return MarkedText(name, text, marks, about.get("documentId", "")), other


_Features = dict[str, str]
_Part = tuple[_Features, Place | None]


def _from_json(file: Path) -> list[tuple[str, _Features]]:
    with opened(file) as stream:
        data = stream.read()
    return [
        (str(each.get("%TYPE", "")).rpartition(".")[2], {name: str(value) for name, value in each.items()})
        for each in _CasJson.of(data).structures
    ]


def _from_xmi(file: Path) -> list[tuple[str, _Features]]:
    with opened(file) as stream:
        return [(each.name, each.attributes) for each in markup.read(stream, file.name)]


def _found(
    structures: Sequence[tuple[str, _Features]], text: str, name: str
) -> tuple[list[tuple[str, list[_Part]]], Counter[str]]:
    """The annotations with a label, those of one mark together, and how many of each type have none."""
    offsets, other = Offsets(text), Counter[str]()
    marks: dict[str, tuple[str, list[_Part]]] = {}
    for number, (kind, features) in enumerate(structures):
        if "begin" not in features or kind in _NOT_MARKS:
            continue
        if not any(features.get(each) for each in _LABELLED):
            other[kind] += 1
            continue
        place = None
        if features.get("part") != "whole":
            what = f"An annotation of the type “{kind}” in {name}"
            start, end = (_whole_number(features.get(each, ""), what) for each in ("begin", "end"))
            place = place_in_utf16(offsets, text, start, end, what)
        key = features.get("identifier") or f"#{number}"
        marks.setdefault(key, (kind, []))[1].append((features, place))
    return list(marks.values()), other


_LABELLED = ("label", "value", "identifier")
"""Features that say what an annotation is called: ours, and that of INCEpTION's own layers."""
_NOT_MARKS = {"DocumentMetaData", "DocumentAnnotation", "Sentence", "Token", "Paragraph", "Lemma", "POS"}


def _whole_number(value: str, what: str) -> int:
    if not value.isdecimal():
        raise BadInputError(f"{what} does not say where it stands.")
    return int(value)


def _mark(kind: str, parts: Sequence[_Part]) -> Mark:
    features = parts[0][0]
    ours = {CLAUSE.rpartition(".")[2]: "tag", ISSUE.rpartition(".")[2]: "flag"}.get(kind, "")

    def places(*names: str) -> tuple[Place, ...]:
        return tuple(
            place for told, place in parts if place is not None and told.get("part", "main") in names
        )

    return Mark(
        label=next(features[each] for each in _LABELLED if features.get(each)),
        kind=ours,
        places=places("main"),
        counterpart=places("counterpart"),
        id=features.get("identifier", "") if ours else "",
        attributes=records.decode(features.get("attributes", "{}"), dict[str, str]) if ours == "tag" else {},
        severity=one_of(Severity, features.get("severity", "")),
        state=one_of(State, features.get("state", "")),
        reason=features.get("reason", ""),
        note=features.get("note", ""),
        suggestion=features.get("wording", ""),
        reviewer=features.get("reviewer", ""),
        reviewer_id=features.get("reviewerId", ""),
        created=features.get("created", ""),
        modified=features.get("modified", ""),
        origin=_origin(features) if ours else None,
    )


def _origin(features: _Features) -> Origin:
    return Origin(
        *(features.get(each, "") for each in ("origin", "originName", "originVersion", "originTier"))
    )
