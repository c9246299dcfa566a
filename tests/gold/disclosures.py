"""Policies of which it is known what they disclose. ``disclosure/README.md`` says how they are written."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.detection.disclosures import ITEMS, Regime
from annotator.detection.verdict import Verdict

HERE = Path(__file__).resolve().parent / "disclosure"

_SCOPE = {"gdpr": Regime.GDPR, "ico": Regime.UK, "ccpa": Regime.CCPA}


@dataclass(frozen=True, slots=True)
class Policy:
    """A text, the laws it is under, and the verdict on each item of theirs that can be told."""

    name: str
    text: str
    scope: frozenset[Regime]
    verdicts: dict[str, Verdict]

    @property
    def language(self) -> str:
        return self.name[:2]


def policies(folder: str = "") -> Iterator[Policy]:
    """Those in the folder itself or in one inside it, in the order of their names."""
    for path in sorted((HERE / folder).glob("*.txt")):
        head, _, text = path.read_text(encoding="utf-8").partition("---\n")
        said = {
            name: set(items.split()) for name, _, items in (line.partition(":") for line in head.splitlines())
        }
        scope = frozenset(_SCOPE[each] for each in said["scope"])
        verdicts = {}
        for item in ITEMS:
            if item.id in said.get("either", ()) or not item.asked_by(tuple(scope)):
                continue
            verdicts[item.id] = next(
                (verdict for name, verdict in _NAMED.items() if item.id in said[name]), Verdict.PRESENT
            )
        yield Policy(path.stem, text, scope, verdicts)


_NAMED = {"absent": Verdict.ABSENT, "unclear": Verdict.UNCLEAR, "n/a": Verdict.NOT_APPLICABLE}
