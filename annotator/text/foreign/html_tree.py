"""The tree of a page: how to go through it without recursion, and what its parts say."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SPACE = re.compile(r"[ \t\n\f\r]+")


def nodes(root: LexborNode) -> Iterator[tuple[LexborNode, int]]:
    node: LexborNode | None = root
    depth = 0
    while node is not None:
        yield node, depth
        below = node.first_child
        if below is not None:
            node, depth = below, depth + 1
            continue
        while node is not None and depth and node.next is None:
            node, depth = node.parent, depth - 1
        node = node.next if node is not None and depth else None


def children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def rows_of(table: LexborNode) -> list[list[LexborNode]] | None:
    """The cells of each row; None for a table that holds headings, tables or no two cells in a row."""
    rows: list[list[LexborNode]] = []
    for node, depth in nodes(table):
        tag = node.tag or ""
        if depth and (tag in HEADINGS or tag in {"table", "hr", "form"}):
            return None
        if tag == "tr":
            rows.append([cell for cell in children(node) if cell.tag in {"td", "th"}])
    return rows if any(len(row) > 1 for row in rows) else None


def whole_number(value: str | None, otherwise: int) -> int:
    try:
        number = int(value or "")
    except ValueError:
        return otherwise
    return number if abs(number) < 100_000 else otherwise


def joined(pieces: list[tuple[str, bool]]) -> str:
    """The words of pieces, with one space where there is white space between words."""
    out: list[str] = []
    spaced = False
    for words, kept in pieces:
        plain = words if kept else _SPACE.sub(" ", words)
        if spaced and not kept:
            plain = plain.removeprefix(" ")
        if plain:
            out.append(plain)
            spaced = plain[-1] in " \n"
    return "".join(out)
