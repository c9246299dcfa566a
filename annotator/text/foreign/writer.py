"""Paragraphs, headings, items and rows → one text, in the marks that ``text/blocks.py`` believes.

A heading is ``## Title``, an item ``- words`` or ``(a) words``, a row ``| cell | cell |``, a line that is
bold throughout ``**words**``, a link ``[words](target)``.
"""

import re
from urllib.parse import unquote

from annotator.problems import BadInputError
from annotator.text.foreign import limits, too_much

BOLD_LINE = 140
"""Code points up to which bold words on a line of their own may be a title."""
LONGEST_WORDS = 300
"""Code points of a link's words, and with brackets in them none at all: as ``detection`` reads links."""

_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_MARKED = re.compile(
    r"[ \t]*(?:[(\[]?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,5})[.)\]]|\d{1,3}(?:\.\d{1,3})+[.)]?|[•◦▪●○■–-])(?=\s)"
)
_SCHEME = re.compile(r"(?:mailto:|tel:|https?://(?:www\.)?|www\.)", re.IGNORECASE)


class Writer:
    """The text as it grows."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0
        self._tight = False

    def __bool__(self) -> bool:
        return bool(self._parts)

    def heading(self, level: int, words: str, number: str = "") -> None:
        """On one line, whatever it was broken into."""
        title = " ".join(f"{number} {words}".split())
        if words.strip():
            self._put(f"{'#' * min(max(level, 1), 6)} {title}")

    def paragraph(
        self, words: str, *, mark: str | None = None, depth: int = 0, bold: bool = False, tight: bool = False
    ) -> None:
        """``mark`` stands before an item and may be empty; in a list, None goes on with the item above.

        ``depth`` is that of the list, from 1. ``tight``: no empty line between two such paragraphs. Empty
        lines part the words; what has none is left out.
        """
        indent = "  " * max(depth - 1, 0)
        inner = indent + "  " if depth else ""
        parts = [part for part in map(_trimmed, _BLANK_LINES.split(words)) if part]
        for number, part in enumerate(parts):
            first, *others = part.split("\n")
            opens = number == 0 and mark is not None
            titled = bold and number == 0 and not others and len(first) <= BOLD_LINE
            lead = f"{mark} " if opens and mark else ""
            if titled and lead != "- ":
                first, lead = f"**{lead}{first}**", ""
            elif titled:
                first = f"**{first}**"
            lines = [(indent if opens else inner) + lead + first, *(inner + line for line in others)]
            self._put("\n".join(lines), tight=tight and number == 0)

    def row(self, cells: list[str]) -> None:
        """A line of a table."""
        flat = [" ".join(cell.split()) for cell in cells]
        if any(flat):
            self._put(f"| {' | '.join(flat)} |", tight=True)

    def kept(self, words: str) -> None:
        """As it stands, with its spaces and lines."""
        if words.strip():
            self._put(words.strip("\n"))

    def rule(self) -> None:
        """A line that parts what stands above from what stands below."""
        self._put("---")

    def loosen(self) -> None:
        """What comes next stands apart from what came last."""
        self._tight = False

    def _put(self, words: str, *, tight: bool = False) -> None:
        if self._parts:
            self._parts.append("\n" if tight and self._tight else "\n\n")
        self._parts.append(words)
        self._tight = tight
        self._size += len(words) + 2
        if self._size > limits.MOST_TEXT:
            raise BadInputError(too_much(f"holds more than {limits.MOST_TEXT:,} characters"))

    def blocks(self) -> list[str]:
        """What was put, without what parts it."""
        return self._parts[::2]

    def text(self) -> str:
        """All of it, with an end of line after the last."""
        return "".join(self._parts) + ("\n" if self._parts else "")


def _trimmed(part: str) -> str:
    return "\n".join(line.strip(" \t") for line in part.split("\n")).strip("\n")


def has_mark(words: str) -> bool:
    """Whether words begin with a number or a bullet of their own."""
    return _MARKED.match(words[:24]) is not None


def link(words: str, target: str) -> str:
    """A link as text, with its target where its words do not say that."""
    shown, target = words.strip(), "".join(target.split())
    if not shown or _says(shown, target):
        return words
    lead, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    if target.count("(") != target.count(")") or any(sign in target for sign in '<>"“”'):
        for sign in '()<>"':
            target = target.replace(sign, f"%{ord(sign):02X}")
    if len(shown) > LONGEST_WORDS or any(sign in shown for sign in "[]\n"):
        return f"{lead}{shown} ({target}){tail}" if target else words
    return f"{lead}[{shown}]({target}){tail}"


def _says(words: str, target: str) -> bool:
    return _bare(words) == _bare(target) or _bare(words) == _bare(unquote(target, errors="replace"))


def _bare(address: str) -> str:
    bare = _SCHEME.sub("", "".join(address.split()), count=1).rstrip("/").lower()
    digits = bare.replace("-", "").replace("(", "").replace(")", "")
    return digits if digits.lstrip("+").isdigit() else bare


def numeral(value: int, style: str) -> str:
    """A number as a list prints it: ``decimal``, ``lower-alpha``, ``upper-roman`` and so on."""
    if style.endswith(("alpha", "latin", "letter")) and value > 0:
        letters = ""
        while value > 0:
            value, rest = divmod(value - 1, 26)
            letters = chr(ord("a") + rest) + letters
        return letters.upper() if style.startswith("upper") else letters
    if style.endswith("roman") and 0 < value < 4_000:
        roman = ""
        for worth, sign in _ROMAN:
            times, value = divmod(value, worth)
            roman += sign * times
        return roman.upper() if style.startswith("upper") else roman
    return f"{value:02}" if style == "decimal-leading-zero" else str(value)


_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
