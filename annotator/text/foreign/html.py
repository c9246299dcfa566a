"""An HTML page → its words, as a browser without scripts shows them.

Parsed by lexbor as HTML 5 says, without the events that only scripts need and that cost quadratic time. What
a browser does not show (scripts, styles, what is hidden by an attribute or by a style of its own) is left
out; style sheets are not read, since they are not there. The parser keeps nothing but a tree, so that nothing
is ever fetched.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import urljoin

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser, LexborNode

from annotator.problems import BadInputError
from annotator.text.foreign import Parsed, limits, listed, too_much
from annotator.text.foreign.html_bytes import ENCODINGS, decode
from annotator.text.foreign.html_tree import HEADINGS, children, joined, nodes, rows_of, whole_number
from annotator.text.foreign.writer import Writer, has_mark, link, numeral

__all__ = ["ENCODINGS", "parse"]


def _names(listed_names: str) -> frozenset[str]:
    return frozenset(listed_names.split())


_UNSEEN = _names("""
    script style noscript template head iframe object embed audio video canvas svg datalist noembed noframes
    applet param source track area map
""")
_BLOCKS = _names("""
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption
    figure footer form frameset header hgroup hr html legend li listing main menu nav ol optgroup option p
    plaintext pre search section select summary table tbody td textarea tfoot th thead title tr ul xmp
    h1 h2 h3 h4 h5 h6
""")
_LISTS = _names("ul ol menu dir")
_KEPT = _names("pre listing xmp plaintext textarea")
_BOLD = _names("b strong h1 h2 h3 h4 h5 h6 th summary")
_STYLES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_HIDDEN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))")
_SHOWN_AS = re.compile(r"(?:^|[;\s])display\s*:\s*(block|flex|grid|list-item|table|inline)")
_WEIGHT = re.compile(r"(?:^|[;\s])font-weight\s*:\s*(bold|[6-9]00|normal|[1-5]00)")
_LIST_STYLE = re.compile(
    r"(?:^|[;\s])list-style(?:-type)?\s*:[^;]*?\b(none|(?:lower|upper)-\w+|decimal[\w-]*)"
)
_RAISED = str.maketrans("0123456789+-−()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾")
_LOWERED = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")


def parse(content: bytes, encoding: str | None) -> Parsed:
    """The words of a page."""
    source, used, notes = decode(content, encoding)
    tree = LexborHTMLParser(source, options=LexborDocumentOptions.WO_EVENTS)
    root = tree.root
    if root is None:
        return Parsed("", f"html {used}", (), notes)
    page = _Page(_targets(root))
    body = tree.body
    for base in tree.css("base[href]")[:1]:
        page.base = base.attributes.get("href") or ""
    frames = len(tree.css("frameset frame"))
    writer = Writer()
    _Walk(page, writer).all_of(body if body is not None else root)
    seen = (
        (page.hidden, "1 hidden passage was left out.", "{n} hidden passages were left out."),
        (page.struck, "1 passage is struck out on the page.", "{n} passages are struck out on the page."),
        (
            frames,
            "1 frame shows another page, which is not read.",
            "{n} frames show other pages, which are not read.",
        ),
    )
    return Parsed(writer.text(), f"html {used}", (), (*notes, *listed(seen)))


def _targets(root: LexborNode) -> frozenset[str]:
    """What links within the page can lead to. Refuses what is nested too deeply."""
    found: set[str] = set()
    for node, depth in nodes(root):
        if depth > limits.DEEPEST:
            raise BadInputError(too_much(f"is nested more than {limits.DEEPEST:,} deep"))
        if node.is_element_node:
            attributes = node.attributes
            found.update(filter(None, (attributes.get("id"), attributes.get("name"))))
    return frozenset(found)


@dataclass(slots=True)
class _Page:
    """What is known of the page as a whole, and counted on the way."""

    targets: frozenset[str]
    base: str = ""
    hidden: int = 0
    struck: int = 0


@dataclass(slots=True)
class _List:
    """A list that is open."""

    style: str
    """``-`` for bullets, ``none`` for no mark, else a style of numbers."""
    number: int = 1
    step: int = 1
    mark: str | None = None
    """What its next paragraph starts with; None where that goes on with an item."""


@dataclass(slots=True)
class _Link:
    target: str
    start: int
    """The index of its first piece in the paragraph."""
    told: bool = False


@dataclass(slots=True)
class _Paragraph:
    """The paragraph that is being put together. A piece is words and whether their spaces are kept."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)
    bold: int = 0
    plain: int = 0
    """Letters in bold, and others."""


class _Walk:
    """Goes through a part of the tree and writes what it says."""

    def __init__(self, page: _Page, writer: Writer) -> None:
        self._page, self._writer = page, writer
        self._now = _Paragraph()
        self._lists: list[_List] = []
        self._links: list[_Link] = []
        self._bold = self._kept = self._heading = 0

    def all_of(self, root: LexborNode) -> None:
        """Everything below this element."""
        node: LexborNode | None = root.first_child
        trail: list[tuple[LexborNode, bool, int]] = []
        """The elements that are open, whether each is a block, and how bold it was around it."""
        while node is not None or trail:
            if node is None:
                element, block, bold = trail.pop()
                self._leave(element, block=block)
                self._bold = bold
                node = element.next
                continue
            below = None
            if node.is_text_node:
                self._say(node.text_content or "")
            elif node.is_element_node:
                style = (node.attributes.get("style") or "").lower()
                if not self._passed_over(node, style):
                    block = self._is_block(node, style)
                    trail.append((node, block, self._bold))
                    below = self._enter(node, style, block=block)
                    node = below
                    continue
            node = node.next
        self._flush()

    def _passed_over(self, node: LexborNode, style: str) -> bool:
        tag = node.tag or ""
        if tag in _UNSEEN:
            return True
        hidden = node.attributes.get("hidden", "until-found") != "until-found" or (
            bool(style) and _HIDDEN.search(style) is not None
        )
        if hidden and any(letter.isalnum() for letter in node.text(deep=True)):
            self._page.hidden += 1
        return hidden

    @staticmethod
    def _is_block(node: LexborNode, style: str) -> bool:
        shown = _SHOWN_AS.search(style) if style else None
        if shown is not None and node.tag in {"span", "a", "label", "li", "div", "strong", "b", "em"}:
            return shown[1] != "inline"
        return node.tag in _BLOCKS

    def _enter(self, node: LexborNode, style: str, *, block: bool) -> LexborNode | None:
        """Where to go on: the first child, or None where the element is done."""
        tag = node.tag or ""
        if block:
            self._flush()
        weight = _WEIGHT.search(style) if style else None
        if tag in _BOLD or weight is not None:
            self._bold = int(weight is None or weight[1] not in {"normal", "100", "200", "300", "400", "500"})
        if tag in HEADINGS:
            self._heading = HEADINGS[tag]
        elif tag in _LISTS:
            self._open_list(node, style)
        elif tag == "li":
            self._open_item(node, style)
        elif tag in _KEPT:
            self._kept += 1
        elif tag == "table":
            return self._table(node)
        return self._enter_inline(node, tag)

    def _enter_inline(self, node: LexborNode, tag: str) -> LexborNode | None:
        if tag == "br":
            self._now.pieces.append(("\n", True))
        elif tag == "hr":
            self._writer.rule()
        elif tag == "img":
            self._say(node.attributes.get("alt") or "")
        elif tag == "a" and node.attributes.get("href") is not None:
            self._links.append(_Link(self._target(node.attributes["href"] or ""), len(self._now.pieces)))
        elif tag == "q":
            self._say("“")
        elif tag in {"del", "s", "strike"}:
            self._page.struck += 1
        elif tag in {"sup", "sub"}:
            return self._small(node, tag)
        return node.first_child

    def _leave(self, node: LexborNode, *, block: bool) -> None:
        tag = node.tag or ""
        if tag == "a" and node.attributes.get("href") is not None and self._links:
            self._close(self._links.pop())
        elif tag == "q":
            self._say("”")
        if block:
            self._flush()
        if tag in HEADINGS:
            self._heading = 0
        elif tag in _LISTS and self._lists:
            self._lists.pop()
            if not self._lists:
                self._writer.loosen()
        elif tag == "li" and self._lists:
            self._lists[-1].mark = None
        elif tag in _KEPT:
            self._kept -= 1

    # Words

    def _say(self, words: str) -> None:
        self._now.pieces.append((words, self._kept > 0))
        letters = len(words) - words.count(" ") - words.count("\n")
        if not words.isspace():
            if self._bold:
                self._now.bold += letters
            else:
                self._now.plain += letters

    def _small(self, node: LexborNode, tag: str) -> LexborNode | None:
        """Raised and lowered figures, and the marks of footnotes, in letters that say so."""
        words = node.text(deep=True).strip()
        is_note = any(below.tag == "a" for below, _ in nodes(node))
        if is_note and words.isalnum() and len(words) <= 3:
            self._say(f"[{words}]")
            return None
        signs = _RAISED if tag == "sup" else _LOWERED
        if is_note or not words or any(ord(letter) not in signs for letter in words):
            return node.first_child
        self._say(words.translate(signs))
        return None

    def _target(self, target: str) -> str:
        """Where a link leads, as the page says it and from the base that the page names."""
        target = target.strip()
        if target.startswith("#"):
            return "" if target[1:] in self._page.targets else target or "#"
        try:
            return (urljoin(self._page.base, target) if self._page.base else target) or "#"
        except ValueError:
            return target

    def _close(self, ended: _Link) -> None:
        """Put the target behind the words of a link; white space around them collapses as anywhere else."""
        pieces = self._now.pieces
        words = joined(pieces[ended.start :])
        if words.strip() and ended.target and not ended.told:
            inner = words.strip(" \n")
            lead, _, tail = words.partition(inner)
            pieces[ended.start :] = [
                (lead, self._kept > 0 or "\n" in lead),
                (link(inner, ended.target), True),
                (tail, self._kept > 0 or "\n" in tail),
            ]
            ended.told = True

    def _flush(self) -> None:
        """The paragraph is done."""
        for each in reversed(self._links):
            self._close(each)
            each.start = 0
        done, self._now = self._now, _Paragraph()
        words = joined(done.pieces)
        if not words.strip():
            return
        if self._kept:
            self._writer.kept(words)
            return
        inner = self._lists[-1] if self._lists else None
        mark = inner.mark if inner is not None else None
        if inner is not None:
            inner.mark = None
        if self._heading:
            self._writer.heading(self._heading, words, (mark or "").strip("-"))
            return
        bold = done.bold > 0 and done.plain == 0
        self._writer.paragraph(words, mark=mark, depth=len(self._lists), bold=bold, tight=mark is not None)

    # Lists

    def _open_list(self, node: LexborNode, style: str) -> None:
        attributes = node.attributes
        listed_as = _LIST_STYLE.search(style) if style else None
        items = [each for each in children(node) if each.tag == "li"]
        if node.tag != "ol":
            kind = listed_as[1] if listed_as is not None else "-"
        elif items and all(has_mark((each.text(deep=True)[:200]).lstrip()) for each in items):
            kind = "none"
        else:
            kind = (
                listed_as[1]
                if listed_as is not None
                else _STYLES.get(attributes.get("type") or "", "decimal")
            )
        backwards = "reversed" in attributes
        first = whole_number(attributes.get("start"), len(items) if backwards else 1)
        self._lists.append(_List(kind, first, -1 if backwards else 1))

    def _open_item(self, node: LexborNode, style: str) -> None:
        if not self._lists:
            return
        inner = self._lists[-1]
        inner.number = whole_number(node.attributes.get("value"), inner.number)
        listed_as = _LIST_STYLE.search(style) if style else None
        kind = listed_as[1] if listed_as is not None else inner.style
        inner.mark = {"-": "-", "none": ""}.get(kind, numeral(inner.number, kind) + ".")
        inner.number += inner.step

    # Tables

    def _table(self, table: LexborNode) -> LexborNode | None:
        """A line for each row; a table that only lays out the page is read cell by cell."""
        rows = rows_of(table)
        if rows is None:
            return table.first_child
        for caption in children(table):
            if caption.tag == "caption":
                self._writer.paragraph(" ".join(self._cell(caption).split()))
        self._writer.loosen()
        spans: dict[int, int] = {}
        for row in rows:
            cells: list[str] = []
            for cell in row:
                while spans.get(len(cells), 0) > 0:
                    spans[len(cells)] -= 1
                    cells.append("")
                spans[len(cells)] = min(whole_number(cell.attributes.get("rowspan"), 1), len(rows)) - 1
                cells.append(self._cell(cell))
            self._writer.row(cells)
        self._writer.loosen()
        return None

    def _cell(self, cell: LexborNode) -> str:
        style = (cell.attributes.get("style") or "").lower()
        if self._passed_over(cell, style):
            return ""
        writer = Writer()
        _Walk(self._page, writer).all_of(cell)
        return " ".join(words.strip("*") if words.startswith("**") else words for words in writer.blocks())
