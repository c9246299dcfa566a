"""A policy with its highlights as plain text or in the colours of a terminal.

What a file brings is never sent to the terminal as it is: control and direction-changing characters, which
could recolour, hide or reorder what a reviewer reads, are spelt out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from annotator.domain import Annotation, Flag, Label, LabelId, Span

RESET = "\x1b[0m"
BOLD = "\x1b[1m"
DIM = "\x1b[2m"
REVERSE = "\x1b[7m"
UNDERLINE = "\x1b[4m"

_SIGNS = re.compile(
    r"\r\n?|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """One span of an annotation, ``[start, end)`` in code points."""

    start: int
    end: int
    code: str
    colour: str
    flag: bool


def harmless(text: str) -> str:
    """The text with its control characters spelt out; line ends become ``\\n``."""
    return _SIGNS.sub(lambda sign: "\n" if sign[0][0] == "\r" else f"<U+{ord(sign[0]):04X}>", text)


def marks_of(annotations: Iterable[Annotation], labels: Mapping[LabelId, Label]) -> list[Mark]:
    """A mark for every span, the other half of a contradiction included."""
    marks = []
    for annotation in annotations:
        label = labels.get(annotation.label)
        code = (label.code if label else "") or annotation.label
        colour = label.colour if label else "#808080"
        spans: tuple[Span, ...] = annotation.spans
        is_flag = isinstance(annotation, Flag)
        if isinstance(annotation, Flag):
            spans += annotation.counterpart
        marks += [Mark(span.start, span.end, harmless(code), colour, is_flag) for span in spans]
    return sorted(marks, key=lambda mark: (mark.start, -mark.end))


def plain(text: str, marks: Sequence[Mark]) -> Iterator[str]:
    """The text with ``[RET: words :RET]`` around tags and ``[!TRU: words :TRU!]`` around flags."""
    for start, end, closed, opened, _ in _runs(text, marks, ()):
        yield from (f" :{mark.code}{'!' if mark.flag else ''}]" for mark in closed)
        yield from (f"[{'!' if mark.flag else ''}{mark.code}: " for mark in opened)
        yield harmless(text[start:end])


def coloured(
    text: str, marks: Sequence[Mark], headings: Iterable[tuple[int, int]], *, true_colour: bool
) -> Iterator[str]:
    """The text with a code before each span, its tint behind it, flags underlined, headings bold."""
    bold = sorted(headings)
    cuts = [offset for heading in bold for offset in heading]
    at = 0
    for start, end, _, opened, active in _runs(text, marks, cuts):
        for mark in opened:
            yield f"{REVERSE}{BOLD}{'!' if mark.flag else ''}{mark.code}{RESET}"
        while at < len(bold) and bold[at][1] <= start:
            at += 1
        look = BOLD if at < len(bold) and bold[at][0] <= start else ""
        if active:
            look += tint(min(active, key=lambda mark: mark.end - mark.start).colour, true_colour=true_colour)
        if any(mark.flag for mark in active):
            look += UNDERLINE
        words = harmless(text[start:end])
        yield look + words.replace("\n", f"{RESET}\n{look}") + RESET if look else words


def tint(colour: str, *, true_colour: bool) -> str:
    """The codes for black words on a pale ground of this colour."""
    pale = [255 - (255 - int(colour[at : at + 2], 16)) * 2 // 5 for at in (1, 3, 5)]
    if true_colour:
        return "\x1b[38;5;16;48;2;{};{};{}m".format(*pale)
    red, green, blue = (round(channel / 51) for channel in pale)
    return f"\x1b[38;5;16;48;5;{16 + 36 * red + 6 * green + blue}m"


def _runs(
    text: str, marks: Sequence[Mark], cuts: Iterable[int]
) -> Iterator[tuple[int, int, list[Mark], list[Mark], list[Mark]]]:
    """Runs of text with the marks that close and open at their start, and those that lie on them."""
    edges = sorted({0, len(text), *cuts, *(mark.start for mark in marks), *(mark.end for mark in marks)})
    active: list[Mark] = []
    at = 0
    for start, end in zip(edges, [*edges[1:], len(text)], strict=True):
        closed = [mark for mark in reversed(active) if mark.end == start]
        active = [mark for mark in active if mark.end > start]
        opened = []
        while at < len(marks) and marks[at].start == start:
            opened.append(marks[at])
            at += 1
        active += opened
        yield start, end, closed, opened, active
