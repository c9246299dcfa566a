"""The structure of the shipped policies, beside each golden file to be read by eye."""

from pathlib import Path

import pytest

from annotator import places
from annotator.text.canonical import CanonicalText
from annotator.text.readers import read
from annotator.text.structure import Block, BlockKind

GOLDEN = Path(__file__).parent / "golden"
POLICIES = sorted(places.corpus().glob("*.txt"))


def shown(text: CanonicalText) -> str:
    """One line for each block, the outline at the margin; below it its sentences, where it has several."""
    return "".join(line + "\n" for block in text.structure.blocks for line in lines(text, block))


def lines(text: CanonicalText, block: Block) -> list[str]:
    depth = block.level - 1 if block.kind is BlockKind.HEADING else 3 + block.level
    citation = text.structure.citation(block.start, block.end)
    where = f"{block.start}–{block.end}"
    below = [
        "    " * depth + f"    · {brief(text.text[start:end])}"
        for start, end in text.structure.sentences()
        if block.start <= start < block.end
    ]
    head = f"{'    ' * depth}{block.kind} {brief(text.text[block.start : block.end])}  [{citation}] {where}"
    return [head, *(below if len(below) > 1 else [])]


def brief(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 72 else f"{words[:48]} … {words[-20:]}"


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
def test_structure_of_a_shipped_policy(path: Path, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN / path.name
    found = shown(CanonicalText(read(path).text))
    if request.config.getoption("--update-golden", default=False):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


def test_every_policy_has_its_golden_file() -> None:
    assert [path.name for path in POLICIES] == sorted(path.name for path in GOLDEN.iterdir())
    assert len(POLICIES) == 5
