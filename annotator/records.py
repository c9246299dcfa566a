"""Domain values as JSON and back. History and every JSON export write values in this one form.

msgspec is imported when the first value is written or read: opening a project and painting it needs neither.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from annotator.domain import Change, Entity, Flag, Policy, Reviewer, RuleSetting, Scan, Tag, Taxonomy
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


def decode_changes(data: str) -> tuple[Change, ...]:
    """The changes of an event, as they were written."""
    import msgspec  # noqa: PLC0415

    def change(item: dict[str, msgspec.Raw]) -> Change:
        try:
            form = KINDS[decode(item["kind"], str)]
            found = Change(side(item["before"], form), side(item["after"], form))
        except KeyError as error:
            raise BadInputError(f"This is not what was expected: a change with {error}.") from error
        if found.before is None and found.after is None:
            raise BadInputError("This is not what was expected: a change of nothing.")
        return found

    def side(data: msgspec.Raw, form: type[Entity]) -> Entity | None:
        return None if bytes(data) == b"null" else decode(data, form)

    return tuple(change(item) for item in decode(data, list[dict[str, msgspec.Raw]]))
