"""Sentences of one block."""

import re
from collections.abc import Iterator

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[^\Wa-z])|[。！？]+[」』”’）]*\s*")


def sentence_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of ``text[start:end]``, in code points of the text, without whitespace around them."""
    at = start
    for match in _END.finditer(text, start, end):
        yield at, match.start() + len(match[0].rstrip())
        at = match.end()
    if at < end:
        yield at, end
