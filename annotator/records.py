"""Domain values as JSON and back. History and every JSON export write values in this one form.

msgspec is imported when the first value is written or read: opening a project and painting it needs neither.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from annotator.domain import (
    Change,
    Entity,
    Flag,
    Policy,
    Reviewer,
    RuleSetting,
    Scan,
    Tag,
    Taxonomy,
    Unplaced,
)
from annotator.problems import BadInputError

if TYPE_CHECKING:
    import msgspec

KINDS: dict[str, type[Entity]] = {
    "reviewer": Reviewer,
    "taxonomy": Taxonomy,
    "policy": Policy,
    "tag": Tag,
    "flag": Flag,
    "rule": RuleSetting,
    "scan": Scan,
    "unplaced": Unplaced,
}
"""In the order in which each may refer to those before it."""

_NAMES = {value: key for key, value in KINDS.items()}

T = TypeVar("T")


def kind_of(entity: Entity) -> str:
    """The name under which values of this class are written."""
    return _NAMES[type(entity)]


def encode(value: Any) -> bytes:
    """Compact JSON in UTF-8: fields in the order of the class, keys of mappings sorted."""
    import msgspec  # noqa: PLC0415

    return msgspec.json.encode(value, order="deterministic")


def decode(data: "bytes | str | msgspec.Raw", form: type[T]) -> T:
    """Read JSON into a value of that class; BadInputError says where it does not fit."""
    import msgspec  # noqa: PLC0415

    try:
        return msgspec.json.decode(data, type=form)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInputError(f"This is not what was expected: {error}.") from error


def encode_changes(changes: Sequence[Change]) -> str:
    """What an event changed, as JSON: a list of {kind, before, after}."""
    written = b",".join(
        b'{"kind":"%b","before":%b,"after":%b}'
        % (kind_of(change.entity).encode(), encode(change.before), encode(change.after))
        for change in changes
    )
    return f"[{written.decode()}]"


def sides(data: str) -> Iterator[tuple[str, bytes, bytes]]:
    """The changes of an event as they are written: kind, before, after; what is not there is ``null``."""
    import msgspec  # noqa: PLC0415

    for item in decode(data, list[dict[str, msgspec.Raw]]):
        try:
            yield decode(item["kind"], str), bytes(item["before"]), bytes(item["after"])
        except KeyError as error:
            raise BadInputError(f"This is not what was expected: a change with {error}.") from error


def decode_changes(data: str) -> tuple[Change, ...]:
    """The changes of an event, as they were written."""

    def side(data: bytes, form: type[Entity]) -> Entity | None:
        return None if data == b"null" else decode(data, form)

    found = []
    for kind, before, after in sides(data):
        if kind not in KINDS:
            raise BadInputError(f"This is not what was expected: a change of a “{kind}”.")
        change = Change(side(before, KINDS[kind]), side(after, KINDS[kind]))
        if change.before is None and change.after is None:
            raise BadInputError("This is not what was expected: a change of nothing.")
        found.append(change)
    return tuple(found)
