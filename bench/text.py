"""What a text costs before it is on the screen or in the store: blocks, sentences, citations, tokens."""

from collections.abc import Callable, Iterator
from functools import partial

from annotator.detection.lexer import PolicyLexer
from annotator.text.canonical import CanonicalText, text_sha256
from annotator.text.structure import Structure
from bench import texts
from bench.measure import Row, by_turns, milliseconds

CITED = 1000


def rows(quick: bool) -> Iterator[Row]:
    """Beside them the hash that every import computes anyway."""
    text = texts.policy(1_000_000)
    canonical = CanonicalText(text)
    places = texts.codings(text, CITED)
    canonical.span(*places[0])
    lexer = PolicyLexer()
    acts: dict[str, Callable[[], object]] = {
        "sha256 of 1 MB": partial(text_sha256, text),
        "blocks and sections of 1 MB": partial(Structure, text),
        "sentences of 1 MB": lambda: list(Structure(text).sentences()),
        "tokens of 1 MB": lambda: list(lexer.get_tokens_unprocessed(text)),
        f"{CITED:,} spans of it, each with its citation": lambda: [canonical.span(*at) for at in places],
    }
    taken = by_turns(1 if quick else 3, *(partial(milliseconds, act) for act in acts.values()))
    for what, figure in zip(acts, taken, strict=True):
        yield Row(what, figure, floor=None if what.startswith("sha256") else taken[0])
