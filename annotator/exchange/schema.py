"""The JSON Schema of the product's own format, made from the classes that write it and what fields mean.

``python -m annotator.exchange.schema`` writes it to resources/schemas; a test holds the two against each
other.
"""

import json
from pathlib import Path
from typing import Any

from annotator import places
from annotator.exchange.project_json import FORMAT, LINES, VERSION, Project

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_MEANING: dict[str, dict[str, Any]] = {
    "Quote.prefix": {"description": "Up to 200 code points before the words."},
    "Quote.suffix": {"description": "Up to 200 code points after the words."},
    "Quote.words": {"description": "Empty where the other tool’s file did not give them."},
    "UnplacedRecord.counterpart": {"description": "Words of the other half of a contradiction."},
    "UnplacedRecord.kind": {
        "description": "What it becomes on its place: tag or flag.",
        "enum": ["tag", "flag"],
    },
    "UnplacedRecord.severity": {"description": "A flag’s; null for a tag."},
    "UnplacedRecord.state": {"description": "A flag’s; null for a tag."},
    "attributes": {"description": "On a tag: attribute → value. On a taxonomy: attribute → allowed values."},
    "bytes_sha256": {"description": "SHA-256 of the file as it came.", "pattern": "^[0-9a-f]{64}$"},
    "captured": {"description": "Day of capture, YYYY-MM-DD, or empty.", "pattern": r"^(\d{4}-\d\d-\d\d)?$"},
    "citation": {"description": "Where the span is, as a reviewer cites it: §4.2 ¶3."},
    "code": {"description": "Two or three letters that stand for the label."},
    "colour": {"pattern": "^#[0-9a-fA-F]{6}$"},
    "content": {"description": "The file's bytes in Base64, only where text and encoding do not give them."},
    "counterpart": {"description": "The other half of a contradiction."},
    "created": {"description": "UTC.", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"},
    "encoding": {
        "description": "How the bytes were decoded, by Python's name (utf-8-sig: a BOM was dropped), or what"
        " kind of document the text was read from: html utf-8, docx, pdf."
    },
    "end": {"description": "Code points from the start of the text, exclusive.", "minimum": 1},
    "format": {"const": FORMAT},
    "head": {
        "description": "SHA-256 that seals the whole history, as annotator history --verify prints it.",
        "pattern": "^([0-9a-f]{64})?$",
    },
    "imported": {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"},
    "key": {"description": "The key that tags with this label, or empty."},
    "label": {"description": "Id of a label of the taxonomy “clause” (tags) or “issue” (flags)."},
    "language": {"description": "Language tag such as en, or empty."},
    "length": {"description": "Code points in the text.", "minimum": 0},
    "mappings": {"description": "Identifiers of the same idea in other schemes."},
    "modified": {"description": "UTC.", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"},
    "origin": {"description": "Where the annotation came from: person, import, or a detector's rule."},
    "policy": {"description": "Id of the policy."},
    "prefix": {"description": "Up to 32 code points before the span."},
    "quote": {"description": "The words of the span: text[start:end].", "minLength": 1},
    "reason": {"description": "Why the flag was resolved or dismissed."},
    "notes": {"description": "What reading the file took, such as tracked changes that were accepted."},
    "pages": {"description": "The offset at which each page of the text starts; empty without pages."},
    "on": {"description": "Whether the rule is used in this project."},
    "retired": {"description": "No longer offered; what carries the label keeps it."},
    "reviewer": {
        "description": "Id of the reviewer who stands behind it; of a flag that is only suggested, null."
    },
    "rule": {"description": "Id of a detector’s rule."},
    "spans": {"description": "In reading order. None: the annotation stands on the whole policy."},
    "quotes": {"description": "The words it stood on in the other text."},
    "start": {"description": "Code points from the start of the text, from 0.", "minimum": 0},
    "suffix": {"description": "Up to 32 code points after the span."},
    "suggestion": {"description": "The wording that the reviewer proposes instead."},
    "text": {"description": "The canonical text. Line ends are as they came; a BOM is not part of it."},
    "text_sha256": {"description": "SHA-256 of the text as UTF-8.", "pattern": "^[0-9a-f]{64}$"},
    "tier": {"description": "How far the rule is trusted: sure, maybe, or empty."},
    "unplaced": {"description": "Marks of other tools whose place in the text is not certain."},
    "utf16_end": {"description": "The same place as end, in UTF-16 code units.", "minimum": 1},
    "utf16_start": {"description": "The same place as start, in UTF-16 code units.", "minimum": 0},
    "version": {"minimum": 1},
}


def document_schema() -> dict[str, Any]:
    """Of ``export --format json``."""
    return {
        "$schema": DIALECT,
        "$id": f"urn:{FORMAT}:{VERSION}",
        "title": "One project",
        "$ref": "#/$defs/Project",
        "$defs": dict(sorted(_definitions(Project).items())),
    }


def lines_schema() -> dict[str, Any]:
    """Of each line of ``export --format jsonl``."""
    definitions: dict[str, Any] = {}
    for kind, form in LINES.items():
        definitions |= _definitions(form)
        line = definitions[form.__name__]
        line["properties"] = {"record": {"const": kind}, **line["properties"]}
        line["required"] = ["record", *line["required"]]
    return {
        "$schema": DIALECT,
        "$id": f"urn:{FORMAT}:{VERSION}:line",
        "title": "One line of a project",
        "oneOf": [{"$ref": f"#/$defs/{form.__name__}"} for form in LINES.values()],
        "$defs": dict(sorted(definitions.items())),
    }


def shipped(form: str) -> Path:
    """Where the schema of a format lies."""
    return places.resources() / "schemas" / f"project-{VERSION}.{form}.schema.json"


def _definitions(form: type) -> dict[str, Any]:
    import msgspec  # noqa: PLC0415 - as in records

    definitions: dict[str, Any]
    _, definitions = msgspec.json.schema_components([form])
    for name, definition in definitions.items():
        if "properties" not in definition:
            continue
        for field, value in definition["properties"].items():
            value.pop("default", None)
            value.update(_MEANING.get(f"{name}.{field}") or _MEANING.get(field, {}))
        if name in {"Project", "Header"}:
            definition["properties"]["version"] = {"const": VERSION}
        definition["required"] = list(definition["properties"])
    return definitions


def main() -> None:
    """Write the shipped schemas anew."""
    for form, schema in (("json", document_schema()), ("jsonl", lines_schema())):
        path = shipped(form)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    main()
