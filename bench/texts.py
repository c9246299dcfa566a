"""Policies of any size, and codings on them, made from the shipped ones; the same at every run."""

from random import Random

from annotator import places

SECTION = 4
"""Every fourth coding covers several sentences, so that codings overlap and nest as a reviewer's do."""


def policy(length: int, seed: int = 0) -> str:
    """A policy of exactly so many code points: paragraphs of the shipped policies in a drawn order."""
    draw = Random(seed)
    paragraphs = _paragraphs()
    parts: list[str] = []
    size = 0
    while size < length:
        part = draw.choice(paragraphs) + "\n\n"
        parts.append(part)
        size += len(part)
    return "".join(parts)[:length]


def one_line(length: int) -> str:
    """The same words without a single line end."""
    return policy(length).replace("\n", " ")


def codings(text: str, count: int, seed: int = 0) -> list[tuple[int, int]]:
    """Spans without spaces at their ends, ``[start, end)`` in code points, no two the same, in order."""
    draw = Random(seed)
    found: set[tuple[int, int]] = set()
    while len(found) < count:
        longest = 1200 if len(found) % SECTION == 0 else 200
        start = draw.randrange(len(text) - 20)
        end = min(len(text), start + draw.randrange(10, longest))
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if start < end:
            found.add((start, end))
    return sorted(found)


def _paragraphs() -> list[str]:
    files = sorted(places.corpus().glob("*.txt"))
    return [part for file in files for part in file.read_text("utf-8").split("\n\n") if part.strip()]
