"""Words one below the other with BIO labels, as CoNLL tables are: for tools that label each word once.

Columns: word, start, end (code points), label. A blank line ends a sentence; ``# doc_id`` begins a policy.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from annotator.domain import Policy
from annotator.exchange.content import MarkedPolicy, Source, label_of, marked
from annotator.exchange.losses import BARE, BOUNDARIES, OVERLAPS, WORDLESS, Facet, Tally
from annotator.text.structure import Structure

SENTENCES = Facet(
    "sentences",
    "A span that goes on into the next sentence begins anew there.",
    "{n} span is split where a sentence ends|{n} spans are split where sentences end",
)
LOSES = (*BARE, OVERLAPS, BOUNDARIES, WORDLESS, SENTENCES)

_WORD = re.compile(r"\w+|[^\w\s#]")
"""Not ``#``: a line that begins with it is a comment to those who read such tables."""


def write(source: Source, stream: BinaryIO, policies: Sequence[Policy] | None, tally: Tally) -> None:
    """A block for each policy, opened by a comment that names it."""
    stream.writelines(
        _block(each, tally).encode("utf-8", "replace") for each in marked(source, policies, tally)
    )


def _block(each: MarkedPolicy, tally: Tally) -> str:
    text = each.document.text
    words = [
        [match.span() for match in _WORD.finditer(text, start, end)]
        for start, end in Structure(text).sentences()
    ]
    labels = dict(_labelled(words, each, tally))
    opening = f"# doc_id = {each.policy.id}\n"
    rows = (
        "".join(f"{text[start:end]}\t{start}\t{end}\t{labels.get(start, 'O')}\n" for start, end in sentence)
        for sentence in words
        if sentence
    )
    return opening + "\n".join(rows) + "\n"


def _labelled(
    sentences: Sequence[Sequence[tuple[int, int]]], each: MarkedPolicy, tally: Tally
) -> Iterator[tuple[int, str]]:
    """The label of each word that has one, by its start; the longest span first, and none over another."""
    words = [word for sentence in sentences for word in sentence]
    starts = [start for start, _ in words]
    firsts = {sentence[0][0] for sentence in sentences if sentence}
    taken: set[int] = set()
    spans = [(span, label_of(one)) for one in each.annotations for span in one.spans]
    for span, label in sorted(spans, key=lambda pair: (pair[0].start - pair[0].end, pair[0].start)):
        inside = _words_in(words, span.start, span.end)
        if not inside or not taken.isdisjoint(inside):
            tally.add(OVERLAPS if inside else WORDLESS)
            continue
        taken.update(inside)
        if (starts[inside[0]], words[inside[-1]][1]) != (span.start, span.end):
            tally.add(BOUNDARIES)
        begun = {starts[inside[0]], *(starts[index] for index in inside if starts[index] in firsts)}
        if len(begun) > 1:
            tally.add(SENTENCES)
        for index in inside:
            yield starts[index], f"{'B' if starts[index] in begun else 'I'}-{label}"


def _words_in(words: Sequence[tuple[int, int]], start: int, end: int) -> range:
    """The indexes of the words that ``[start, end)`` touches."""
    first = bisect_right(words, start, key=lambda word: word[1])
    return range(first, bisect_left(words, end, key=lambda word: word[0]))
