"""Which format a file or a folder is in, by its ending and by what it holds."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from annotator import records
from annotator.exchange import FORMATS, READERS, label_studio
from annotator.exchange.foreign import opened
from annotator.exchange.project_json import FORMAT
from annotator.problems import BadInputError

WHOLE = tuple(name for name, each in FORMATS.items() if each.read is not None)
"""Those that come back whole, as this program wrote them."""
NAMES = (*WHOLE, *READERS)
"""All that annotations can be read from."""

_BY_ENDING = {
    ".qdpx": "refi-qda",
    ".ann": "brat",
    ".xmi": "cas-xmi",
    ".jsonld": "web-annotation",
}
_BROKEN = {".json": "json", ".jsonl": "jsonl"}
"""What is no JSON is said best by those who read it."""
_BY_FILE = (
    ("annotations/*.csv", "opp115"),
    ("**/*.ann", "brat"),
    (label_studio.TASKS, "label-studio"),
    ("**/*.xmi", "cas-xmi"),
)


def recognised(path: Path) -> str:
    """One of ``NAMES``; BadInputError where it could be several, or is none."""
    found = _folder(path) if path.is_dir() else _BY_ENDING.get(path.suffix.lower()) or _content(path)
    if not found:
        raise BadInputError(
            f"Which format “{path.name}” is in cannot be told for certain. Name it: --format with one of"
            f" {', '.join(NAMES)}."
        )
    return found


def _folder(path: Path) -> str:
    for pattern, name in _BY_FILE:
        if next(path.glob(pattern), None) is not None:
            return name
    first = next(path.rglob("*.json"), None)
    return "cas-json" if first is not None and _content(first) == "cas-json" else ""


def _content(path: Path) -> str:
    with opened(path) as stream:
        data = stream.read()
    try:
        if path.suffix.lower() == ".jsonl" or _more_than_a_line(data):
            return _line(_keys(data.lstrip().split(b"\n", 1)[0]))
        if data.lstrip().startswith(b"["):
            return _listed(_first(data))
        return _document(_keys(data))
    except BadInputError:
        return _BROKEN.get(path.suffix.lower(), "")


def _more_than_a_line(data: bytes) -> bool:
    """Whether each of the first lines is a value of its own."""
    lines = [each for each in data.split(b"\n", 2)[:2] if each.strip()]
    return len(lines) > 1 and all(each.startswith(b"{") and each.rstrip().endswith(b"}") for each in lines)


def _keys(data: bytes) -> Mapping[str, Any]:
    return records.decode(data, dict[str, Any])


def _first(data: bytes) -> Mapping[str, Any]:
    return next(iter(records.decode(data, list[dict[str, Any]])), {})


def _document(held: Mapping[str, Any]) -> str:
    if held.get("format") == FORMAT:
        return "json"
    if "%FEATURE_STRUCTURES" in held:
        return "cas-json"
    if "record" in held or "text" in held:
        return _line(held)
    return "web-annotation" if "@context" in held else ""


def _listed(held: Mapping[str, Any]) -> str:
    if "data" in held:
        return "label-studio"
    return "web-annotation" if "target" in held else ""


def _line(held: Mapping[str, Any]) -> str:
    if "record" in held:
        return "jsonl"
    doccano = bool(held.keys() & {"label", "labels", "entities", "relations"})
    prodigy = bool(held.keys() & {"spans", "answer", "_task_hash"})
    if "text" not in held or doccano == prodigy:
        return ""
    return "doccano" if doccano else "spacy-jsonl"
