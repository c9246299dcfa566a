"""Lines → drafts of blocks: what each line shows by a mark, and which lines belong together.

Policies come as Markdown, as print, or scraped from a page. Every line is looked at a fixed number of times
and, apart from its ends, only when it is short: a text of 10 MB, or a line of 1 MB, costs what its size is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain

from annotator.text.lines import Line
from annotator.text.titles import Number, has_stop, is_capitals, is_title, may_open, number_at

UNWRAPPED = 140
"""A line longer than this was not broken to fit a page."""

NARROWEST = 30
"""No page is narrower than this."""


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    RULE = "rule"


HEADING, PARAGRAPH, ITEM, RULE = BlockKind
"""Each under a name of its own: Python takes seven times as long to find the member of an enumeration."""


@dataclass(slots=True)
class Draft:
    """A block in the making."""

    kind: BlockKind
    first: Line
    last: Line
    content: int
    number: Number | None = None
    style: str = ""
    """What makes it look like a heading, where it may be one and no mark-up says so."""
    level: int = 0

    @property
    def title(self) -> str:
        """The words of its first line, without the mark before them."""
        return self.first.text[self.content - self.first.start :]

    def demote(self) -> None:
        """Back to a paragraph, whose first word happens to look like a number."""
        self.kind = PARAGRAPH
        self.content, self.number, self.style = self.first.start, None, ""


_RULE = re.compile(r"([=\-_*~#+·•.–—])(?:[ \t]*\1){2,}")
_SIGNS = frozenset("=-_*~#+·•.–—◦▪▫‣⁃∙●○■□►▶➢➤✓✔o")
"""A rule, a heading, a bullet or bold words start with one of these."""
_UNDERLINE = re.compile(r"=+|-+")
_ATX = re.compile(r"#{1,6}\s+(?=\S)")
_BULLET = re.compile(r"(?:[•◦▪▫‣⁃∙·●○■□►▶➢➤✓✔*+\-–—]|o(?=\t|\s\s))\s+(?=\S)")
_QUOTE = re.compile(r"(?:>\s*+)++(?=\S)")
_BOLD = re.compile(r"(\*{2,3}|__)(?=\S)(.*\S)\1:?")


def drafts_of(lines: Sequence[Line]) -> list[Draft]:
    """The blocks of these lines, in which unmarked headings still are paragraphs and items."""
    width = _wrap_width(lines)
    drafts: list[Draft] = []
    for line, below in zip(lines, chain(lines[1:], [None]), strict=False):
        above = drafts[-1] if drafts and not line.after_blank else None
        flows = above is not None and _flows(above, line, width)
        shows = line.text[0] in _SIGNS or may_open(line.text)
        draft = _marked(line, above, flows=flows) if shows else None
        if draft is None:
            if flows and above is not None:
                above.last = line
                above.style = ""
                continue
            draft = _running(line, above)
        if draft.style and below is not None and not below.after_blank and not _heads(draft, below):
            draft.style = ""
        drafts.append(draft)
    return drafts


def _wrap_width(lines: Sequence[Line]) -> int:
    """The width that lines were broken to, 0 where every line is a paragraph of its own."""
    sizes = [len(line.text) for line in lines]
    if sum(size for size in sizes if size > UNWRAPPED) * 4 > sum(sizes):
        return 0
    widths = sorted(
        line.indent + size
        for line, size, below in zip(lines, sizes, lines[1:], strict=False)
        if not below.after_blank
    )
    if not widths:
        return 0
    width = widths[len(widths) * 19 // 20]
    return width if NARROWEST <= width <= UNWRAPPED else 0


def _flows(above: Draft, line: Line, width: int) -> bool:
    """Whether a line goes on with the block right above it: the break between was made to fit the page."""
    alone = above.kind is HEADING or above.kind is RULE or above.style == "bold"
    if alone or _is_row(line.text) or _is_row(above.last.text):
        return False
    if above.first.text[0] == line.text[0] == ">":
        return True
    if not width:
        broken = above.kind is PARAGRAPH and line.text[0].islower() and len(above.last.text) < UNWRAPPED
        return broken and not has_stop(above.last.text, also=":;,")
    if above.kind is ITEM and line.indent > above.first.indent:
        return True
    word = line.text.split(maxsplit=1)[0] if line.text[0].isascii() else line.text[0]
    broken_to_fit = above.last.indent + len(above.last.text) + 1 + len(word) > width
    if above.kind is ITEM or above.style:
        return broken_to_fit or line.text[0].islower()
    return broken_to_fit or not has_stop(above.last.text, also=":")


def _is_row(text: str) -> bool:
    """Whether a line is a row of a table, ``| cell | cell |``: each stands for itself."""
    return len(text) > 1 and text[0] == text[-1] == "|"


def _marked(line: Line, above: Draft | None, *, flows: bool) -> Draft | None:
    """The draft of a line that shows by a mark what it is; None for running text."""
    text = line.text
    signed = text[0] in _SIGNS
    if signed and text[-1] == text[0] and _RULE.fullmatch(text):
        if above is not None and _UNDERLINE.fullmatch(text):
            _underline(above, 1 if text[0] == "=" else 2)
        return Draft(RULE, line, line, line.start)
    if text[0] == "#" and (after := _mark(_ATX, text)):
        number, skip = number_at(text[after:])
        level = text[:after].count("#")
        return Draft(HEADING, line, line, line.start + after + skip, number, level=level)
    if flows and above is not None and above.kind is not ITEM and not has_stop(above.last.text, also=":;,"):
        return None
    if signed:
        if after := _mark(_BULLET, text):
            return Draft(ITEM, line, line, line.start + after)
        if bold := _bold(line):
            return bold
    return _numbered(line)


def _mark(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0


def _underline(above: Draft, level: int) -> None:
    may_be_title = above.kind is PARAGRAPH or above.number is not None
    if may_be_title and above.first is above.last and len(above.first.text) < UNWRAPPED:
        above.kind = HEADING
        above.level = level
        above.number, skip = number_at(above.first.text)
        above.content = above.first.start + skip
        above.style = ""


def _bold(line: Line) -> Draft | None:
    bold = _BOLD.fullmatch(line.text) if len(line.text) < UNWRAPPED else None
    if bold is None:
        return None
    number, skip = number_at(bold[2])
    words = (bold[2][skip:] or bold[2]) + (":" if line.text.endswith(":") else "")
    if not is_title(words, colon_words=6):
        return Draft(PARAGRAPH, line, line, line.start)
    return Draft(PARAGRAPH, line, line, line.start + bold.start(2) + skip, number, "bold")


def _numbered(line: Line) -> Draft | None:
    text = line.text
    number, skip = number_at(text)
    if number is None:
        return None
    title_like = is_title(text[skip:], colon_words=4) or (number.named and skip == len(text))
    if number.named and not title_like:
        return None
    style = number.style if title_like and number.heads else ""
    return Draft(ITEM, line, line, line.start + skip, number, style)


def _running(line: Line, above: Draft | None) -> Draft:
    quote = _mark(_QUOTE, line.text) if line.text[0] == ">" else 0
    draft = Draft(PARAGRAPH, line, line, line.start + quote)
    alone = above is None or above.kind is not PARAGRAPH or has_stop(above.last.text)
    if alone and not quote and is_title(line.text, colon_words=4, plain=True):
        draft.style = "capitals" if is_capitals(line.text) else "plain"
    return draft


def _heads(draft: Draft, below: Line) -> bool:
    """Whether a line with no blank line below it can still be the heading of what follows."""
    if _mark(_BULLET, below.text) or number_at(below.text)[0] is not None:
        return not draft.last.text.endswith(":")
    if draft.style == "capitals":
        return not is_capitals(below.text)
    if draft.style != "plain":
        return True
    says_much = len(below.text) >= 60 or has_stop(below.text, also=":")
    return len(draft.last.text) <= 60 and len(below.text) > len(draft.last.text) and says_much
