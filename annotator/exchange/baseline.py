"""An earlier SARIF export, to say of each result whether it is new, updated, unchanged or no longer there.

Results are the same by their fingerprint, which is the issue's id, so that an issue that moved in its text is
updated, not new.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator import records
from annotator.domain import PolicyId
from annotator.exchange.foreign import opened
from annotator.problems import BadInputError

if TYPE_CHECKING:
    import msgspec

FINGERPRINT = "annotation/v1"
_NOT_COMPARED = ("baselineState", "ruleIndex")
"""What may differ between exports though the issue is the same."""


@dataclass(frozen=True, slots=True)
class _Known:
    """As much of a result as says which it is."""

    partialFingerprints: Mapping[str, str] = field(default_factory=dict)  # noqa: N815 - as it stands there
    baselineState: str = ""  # noqa: N815


class Baseline:
    """The results of an earlier export; those that were absent in it already are none of them."""

    def __init__(self, path: Path) -> None:
        self._earlier: dict[str, msgspec.Raw] = {}
        for raw in _results(path):
            known = records.decode(raw, _Known)
            if FINGERPRINT not in known.partialFingerprints:
                raise BadInputError(
                    f"{path.name} has results without the ids of issues, so nothing can be held against them."
                    " Choose a file that “annotator export --format sarif” has written."
                )
            if known.baselineState != "absent":
                self._earlier[known.partialFingerprints[FINGERPRINT]] = raw

    def state(self, result: Mapping[str, Any]) -> str:
        """Of a result that is there now; each may be asked for once."""
        raw = self._earlier.pop(result["partialFingerprints"][FINGERPRINT], None)
        if raw is None:
            return "new"
        before = records.decode(raw, dict[str, Any])
        return "unchanged" if _compared(before) == _compared(result) else "updated"

    def absent(self, policies: Collection[PolicyId] | None) -> Iterator[dict[str, Any]]:
        """The results that nobody asked for, of all policies or of some."""
        for raw in self._earlier.values():
            result = records.decode(raw, dict[str, Any])
            if policies is None or result.get("properties", {}).get("policy") in policies:
                yield result | {"baselineState": "absent"}


def _compared(result: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in result.items() if name not in _NOT_COMPARED}


def _results(path: Path) -> "Iterator[msgspec.Raw]":
    import msgspec  # noqa: PLC0415 - as in records

    with opened(path) as stream:
        log = records.decode(stream.read(), dict[str, msgspec.Raw])
    for run in records.decode(log.get("runs", msgspec.Raw(b"[]")), list[dict[str, msgspec.Raw]]):
        yield from records.decode(run.get("results", msgspec.Raw(b"[]")), list[msgspec.Raw])
