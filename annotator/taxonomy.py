"""Label sets and issue types: those that ship, and those that a reviewer brings or takes away as a file.

A file is one taxonomy with the field names of ``domain.Taxonomy`` and ``domain.Label``, as JSON or YAML, the
record that an export contains too. What comes from outside is checked to the last label before any of it is
used, and a sentence says where it does not fit.
"""

# ruff: noqa: PLC0415 - msgspec and yaml are imported when a file is read: starting the program needs neither

import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import fields, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from annotator import places
from annotator.domain import CLAUSES, ISSUES, Label, Taxonomy
from annotator.problems import BadInputError
from annotator.saving import replacing

if TYPE_CHECKING:
    import yaml

Value = TypeVar("Value")

UNDERLINES = ("solid", "dashed", "dotted", "double", "wavy")
"""The underline styles that a label can have."""

KEYS = tuple(prefix + digit for prefix in ("", "Shift+") for digit in "1234567890")
"""The keys that a label can have, in the reviewer's order."""

FORMATS = {".json": "json", ".yaml": "yaml", ".yml": "yaml"}
"""The format that a file name's ending stands for."""

LONGEST_FILE = 1_000_000
"""Bytes. The taxonomies that ship have 30,000; a file that is not one is soon told from one that is."""

HIGHEST_VERSION = 2**31 - 1

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_CODE = re.compile(r"\w{1,4}")
_PATH = re.compile(r"^(.*) - at `\$(.*)`$", re.DOTALL)
_PLACE = re.compile(r"\.?labels\[(\d+)\]\.?")


def built_in(taxonomy: str) -> Taxonomy:
    """The taxonomy that ships under this id, ``domain.CLAUSES`` or ``domain.ISSUES``."""
    if taxonomy not in {CLAUSES, ISSUES}:
        raise BadInputError(
            f"No taxonomy “{taxonomy}” ships with the program. There are: {CLAUSES}, {ISSUES}."
        )
    return read(places.resources() / "taxonomies" / f"{taxonomy}.json")


def read(path: Path) -> Taxonomy:
    """The taxonomy in a file, which is JSON or YAML by the ending of its name."""
    form = _form(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(LONGEST_FILE + 1)
    except OSError as error:
        raise BadInputError(f"{path} cannot be read: {error.strerror or error}.") from error
    if len(content) > LONGEST_FILE:
        raise BadInputError(f"{path} is too large to be a taxonomy. Choose another file.")
    try:
        return parse(content.decode("utf-8-sig"), form)
    except UnicodeDecodeError as error:
        raise BadInputError(
            f"{path} is not UTF-8, from byte {error.start:,} on. Save it as UTF-8."
        ) from error
    except BadInputError as error:
        raise BadInputError(f"{path.name}: {error}") from error


def write(taxonomy: Taxonomy, path: Path) -> None:
    """Write a file that ``read`` reads back as the same taxonomy."""
    content = text_of(taxonomy, _form(path))
    with replacing(path) as stream:
        stream.write(content.encode())


def parse(text: str, form: str) -> Taxonomy:
    """The taxonomy written in this text, ``form`` being json or yaml. Labels without a code get one."""
    import msgspec

    try:
        record = _from_yaml(text) if form == "yaml" else _from_json(text)
        _refuse_unknown_fields(record)
        taxonomy = msgspec.convert({"version": 1, **record}, Taxonomy)
        text_of(taxonomy, "json").encode()
    except msgspec.ValidationError as error:
        raise BadInputError(_sentence(str(error))) from error
    except RecursionError as error:
        raise BadInputError("This is nested too deeply to be a taxonomy.") from error
    except UnicodeEncodeError as error:
        raise BadInputError(
            "This holds half of a broken character, which cannot be kept. Remove it."
        ) from error
    taxonomy = replace(taxonomy, labels=tuple(_with_codes(taxonomy.labels)))
    validate(taxonomy)
    return taxonomy


def text_of(taxonomy: Taxonomy, form: str) -> str:
    """The taxonomy as JSON or YAML."""
    import msgspec

    record = msgspec.json.decode(msgspec.json.encode(taxonomy))
    if form == "json":
        return json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    import yaml

    safe = "\x85" not in json.dumps(record, ensure_ascii=False)  # PyYAML folds lines there and adds spaces
    return yaml.safe_dump(record, allow_unicode=safe, sort_keys=False, width=110)


def validate(taxonomy: Taxonomy) -> None:
    """Raise BadInputError, which says where, unless the taxonomy can be worked with."""
    if not taxonomy.id.strip() or not taxonomy.name.strip():
        raise BadInputError("The taxonomy needs an id and a name.")
    if not 1 <= taxonomy.version <= HIGHEST_VERSION:
        raise BadInputError(
            f"The version of the taxonomy is {taxonomy.version}. It counts from 1 in steps of 1."
        )
    for name, values in taxonomy.attributes.items():
        if not name.strip() or not values or not all(value.strip() for value in values):
            raise BadInputError(
                f"The attribute “{name}” needs a name and at least one value, none of them empty."
            )
        if len(set(values)) < len(values):
            raise BadInputError(f"The attribute “{name}” lists a value twice.")
    for place, label in enumerate(taxonomy.labels, start=1):
        if fault := _fault(label):
            raise BadInputError(f"Label {place} (“{label.id or label.name}”) {fault}")
    _refuse_twins("id", ((label.id, label) for label in taxonomy.labels))
    _refuse_twins("key", ((label.key, label) for label in taxonomy.offered if label.key))
    _refuse_twins("code", ((label.code.upper(), label) for label in taxonomy.offered if label.code))


def merge(current: Taxonomy, incoming: Taxonomy) -> Taxonomy:
    """The current taxonomy as the incoming one would have it, with nothing lost that may be in use.

    Labels that the incoming one lacks stay at the end, retired. The version rises by one if anything differs.
    """
    if incoming.id != current.id and incoming.id in {CLAUSES, ISSUES}:
        raise BadInputError(
            f"This is the set “{incoming.name}” and cannot take the place of “{current.name}”."
        )
    brought = {label.id for label in incoming.labels}
    kept = tuple(replace(label, retired=True, key="") for label in current.labels if label.id not in brought)
    merged = replace(incoming, id=current.id, version=current.version, labels=incoming.labels + kept)
    return current if merged == current else replace(merged, version=current.version + 1)


def reconciled(mine: Taxonomy, base: Taxonomy, theirs: Taxonomy) -> Taxonomy:
    """What was made of ``base`` here, with all that others have made of it meanwhile.

    Refused where both changed the same label, so nothing of either is lost. Their order stays unless it was
    changed here.
    """

    def settle(what: str, was: Value, here: Value, there: Value) -> Value:
        if there in (was, here):
            return here
        if here == was:
            return there
        raise BadInputError(
            f"{what} was changed elsewhere meanwhile. Take your change of it back, then make it again on what"
            " is there now."
        )

    def ids(labels: Iterable[Label]) -> list[str]:
        return [label.id for label in labels]

    moved = [each for each in ids(mine.labels) if base.label(each)] != [
        each for each in ids(base.labels) if mine.label(each)
    ]
    first, second = (mine, theirs) if moved or ids(theirs.labels) == ids(base.labels) else (theirs, mine)
    labels = (
        settle(f"The label “{each}”", base.label(each), mine.label(each), theirs.label(each))
        for each in dict.fromkeys((*ids(first.labels), *ids(second.labels)))
    )
    return replace(
        mine,
        name=settle("The name of the set", base.name, mine.name, theirs.name),
        labels=tuple(label for label in labels if label is not None),
        attributes=settle("What attributes there are", base.attributes, mine.attributes, theirs.attributes),
        note=settle("The note on the set", base.note, mine.note, theirs.note),
    )


def suggest_code(name: str, taken: Collection[str]) -> str:
    """Two or three capitals that recall the name and are not among those taken."""
    used = {code.casefold() for code in taken}
    return next(code for code in _codes(name) if code.casefold() not in used)


def _codes(name: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKD", name).upper()
    words = ["".join(char for char in word if char.isalnum()) for word in plain.split()]
    words = [word for word in words if word] or ["LAB"]
    letters = "".join(words)
    yield words[0][:3] if len(words[0]) > 1 else letters[:3].ljust(2, "X")
    if len(words) > 1:
        yield "".join(word[0] for word in words)[:3]
    consonants = letters[0] + "".join(char for char in letters[1:] if char not in "AEIOU")
    if len(consonants) > 2:
        yield consonants[:3]
    for last in letters[2:]:
        yield letters[:2] + last
    start = letters[:2].ljust(2, "X")
    yield from (f"{start}{number}" for number in range(2, 100))
    yield from (f"L{number}" for number in count(100))


def _with_codes(labels: Iterable[Label]) -> Iterator[Label]:
    labels = list(labels)
    taken = {label.code for label in labels if label.code}
    for label in labels:
        code = label.code or suggest_code(label.name, taken)
        taken.add(code)
        yield replace(label, code=code)


def _fault(label: Label) -> str:
    """What is wrong with one label, as the end of a sentence; empty if nothing is."""
    faults = (
        (
            bool(label.id) and label.id == label.id.strip() and label.id.isprintable(),
            "needs an id without spaces around it.",
        ),
        (label.name.strip(), "needs a name."),
        (
            _COLOUR.fullmatch(label.colour),
            f"has the colour “{label.colour}”. Write it as '#5b8def', in quotes.",
        ),
        (
            label.underline in UNDERLINES,
            f"has the underline “{label.underline}”. It can be: {', '.join(UNDERLINES)}.",
        ),
        (label.key in {"", *KEYS}, f"has the key “{label.key}”. It can be a digit or Shift+ a digit."),
        (_CODE.fullmatch(label.code or "any"), f"has the code “{label.code}”. It is two or three letters."),
    )
    return next((fault for good, fault in faults if not good), "")


def _refuse_twins(field: str, values: Iterable[tuple[str, Label]]) -> None:
    seen: dict[str, Label] = {}
    for value, label in values:
        first = seen.setdefault(value, label)
        if first is not label:
            raise BadInputError(
                f"“{first.name}” and “{label.name}” have the same {field}, “{value}”. Change one of them."
            )


def _refuse_unknown_fields(record: object) -> None:
    """A misspelt field would lose what it holds."""
    if not isinstance(record, dict):
        raise BadInputError("This is not a taxonomy: it has to be one object with id, name and labels.")
    _refuse_others("The taxonomy", record, Taxonomy)
    labels = record.get("labels")
    for place, label in enumerate(labels if isinstance(labels, list) else [], start=1):
        if isinstance(label, dict):
            _refuse_others(f"Label {place}", label, Label)


def _refuse_others(where: str, record: dict[Any, Any], form: type[Taxonomy | Label]) -> None:
    known = [field.name for field in fields(form)]
    for name in record:
        if name not in known:
            raise BadInputError(
                f"{where} has “{name}”, which means nothing here. There are: {', '.join(known)}."
            )


def _sentence(message: str) -> str:
    """msgspec's message in the words of the house: ``$.labels[2].name`` is name of label 3."""
    matched = _PATH.match(message)
    if not matched:
        return f"This is not a taxonomy: {_lower(message)}."
    what, path = matched.groups()
    place = _PLACE.match(path)
    label = f"Label {int(place[1]) + 1}" if place else "The taxonomy"
    rest = path[place.end() :] if place else path.removeprefix(".")
    return f"{label}{f', {rest}' if rest else ''}: {_lower(what)}."


def _lower(message: str) -> str:
    words = message.replace("`", "“", 1).replace("`", "”", 1)
    return (words[0].lower() + words[1:]).replace("`", "")


def _form(path: Path) -> str:
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        raise BadInputError(
            f"“{path.name}” is neither JSON nor YAML by its name. Choose a name in .json or .yaml."
        )
    return form


def _from_json(text: str) -> Any:
    def no_number(word: str) -> Any:
        raise BadInputError(f"This is not JSON: {word} is no number.")

    try:
        return json.loads(text, object_pairs_hook=_without_twins, parse_constant=no_number)
    except ValueError as error:
        raise BadInputError(f"This is not JSON: {error}.") from error


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        names = [name for name, _ in pairs]
        twin = next(name for name in names if names.count(name) > 1)
        raise BadInputError(f"“{twin}” is there twice in one place. Keep one of them.")
    return record


def _from_yaml(text: str) -> Any:
    import yaml

    try:
        record = yaml.load(text, Loader=_strict_loader())  # noqa: S506 - a SafeLoader that takes less
    except yaml.YAMLError as error:
        raise BadInputError(f"This is not YAML that can be used: {_place_in_yaml(error)}") from error
    except ValueError as error:
        raise BadInputError(f"This is not YAML that can be used: {error}.") from error
    labels = record.get("labels") if isinstance(record, dict) else None
    for label in labels if isinstance(labels, list) else []:
        if isinstance(label, dict) and type(label.get("key")) is int:
            label["key"] = str(label["key"])
    return record


def _place_in_yaml(error: "yaml.YAMLError") -> str:
    mark = getattr(error, "problem_mark", None)
    where = f", line {mark.line + 1}" if mark is not None else ""
    return f"{getattr(error, 'problem', None) or error}{where}."


def _strict_loader() -> "type[yaml.SafeLoader]":
    """Safe values only, no aliases (a few lines of them can stand for gigabytes), no key twice."""
    import yaml

    class StrictLoader(yaml.SafeLoader):
        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                raise yaml.YAMLError("aliases are not read here, write the words out")
            return super().compose_node(parent, index)

        def construct_mapping(self, node: Any, deep: bool = False) -> Any:  # noqa: FBT001, FBT002 - PyYAML's own
            pairs = [(key.value, None) for key, _ in node.value if isinstance(key.value, str)]
            _without_twins(pairs)
            return super().construct_mapping(node, deep)

    return StrictLoader
