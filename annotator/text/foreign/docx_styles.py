"""What a Word document says about its styles, and the numbers that it prints before its paragraphs."""

import re
from dataclasses import dataclass, field

from annotator.text.foreign.package import Element, whole
from annotator.text.foreign.writer import numeral

LEVELS = 9
_LONGEST_CHAIN = 30
"""Styles that are based on each other."""
_HEADING = re.compile(
    r"(?:heading|überschrift|titre|rubrik|kop|título|titolo|overskrift) ?([1-9])", re.IGNORECASE
)
_FORMATS = {
    "upperRoman": "upper-roman",
    "lowerRoman": "lower-roman",
    "decimalZero": "decimal-leading-zero",
}
_MOST_LETTERS = 26 * 30
_PLACE = re.compile(r"%([1-9])")
PICTURES = {
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0D8: "➢",
    0xF0FC: "✓",
    0xF0A8: "☐",
    0xF06F: "☐",
    0xF0FE: "☒",
    0xF0E0: "→",
}
"""Signs of picture fonts that lists and forms are made with."""
_OWN_USE = range(0xE000, 0xF900)


def symbol(code: int) -> str:
    """A sign of one of the picture fonts; � for one that is not known."""
    code = code + 0xF000 if code < 0x100 else code
    if code in PICTURES:
        return PICTURES[code]
    return "\ufffd" if code in _OWN_USE or not 0 < code < 0x110000 or 0xD800 <= code < 0xE000 else chr(code)


def heading_level(outline: int) -> int:
    """The level of a heading from 1 by its place in the outline, 0 where that is the place of plain text."""
    return outline + 1 if 0 <= outline < LEVELS else 0


def _numeral(value: int, form: str) -> str:
    """Word goes on after z with aa, bb, cc."""
    if form in {"upperLetter", "lowerLetter"} and 0 < value <= _MOST_LETTERS:
        times, letter = divmod(value - 1, 26)
        letters = chr(ord("a") + letter) * (times + 1)
        return letters.upper() if form == "upperLetter" else letters
    return numeral(value, _FORMATS.get(form, "decimal"))


class Styles:
    """The styles of a document by their ids, each with those that it is based on."""

    def __init__(self, part: Element | None) -> None:
        found = list(part.all("w:style")) if part is not None else []
        self._styles = {each.attributes.get("w:styleId", ""): each for each in found}
        self.plain = next(
            (
                each.attributes.get("w:styleId", "")
                for each in found
                if each.attributes.get("w:type") == "paragraph"
                and each.attributes.get("w:default", "0") in {"1", "true", "on"}
            ),
            "",
        )

    def chain(self, style: str) -> list[Element]:
        """A style and those that it is based on, the nearest first."""
        found: list[Element] = []
        while style in self._styles and len(found) < _LONGEST_CHAIN:
            found.append(self._styles[style])
            style = found[-1].value("w:basedOn")
        return found

    def level(self, style: str) -> int:
        """Of a heading, from 1; 0 for all else."""
        for each in self.chain(style):
            about = each.first("w:pPr")
            outline = about.number("w:outlineLvl") if about is not None else None
            if outline is not None:
                return heading_level(outline)
            name = each.value("w:name")
            if name.lower() == "title":
                return 1
            if heading := _HEADING.fullmatch(name):
                return int(heading[1])
        return 0

    def is_on(self, style: str, switch: str) -> bool | None:
        """Whether a style makes its letters bold or hidden."""
        for each in self.chain(style):
            about = each.first("w:rPr")
            on = about.is_on(switch) if about is not None else None
            if on is not None:
                return on
        return None

    def numbering(self, style: str) -> tuple[str, int | None]:
        """The list that a style belongs to, and the level in it where that is said; empty for none."""
        number, level = "", None
        for each in self.chain(style):
            about = each.first("w:pPr")
            listed = about.first("w:numPr") if about is not None else None
            if listed is not None:
                number = number or listed.value("w:numId")
                level = listed.number("w:ilvl") if level is None else level
        return number, level


@dataclass(slots=True)
class _Level:
    """How one level of a list is printed."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    style: str = ""
    """The paragraph style that this level belongs to."""
    legal: bool = False
    restart: int | None = None


@dataclass(slots=True)
class _Kind:
    """A kind of list. Lists of one kind go on counting together."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


class Numbering:
    """The lists of a document. Asked for each numbered paragraph in the order of the text."""

    def __init__(self, part: Element | None, styles: Styles) -> None:
        self._kinds: dict[str, _Kind] = {}
        self._lists: dict[str, tuple[_Kind, dict[int, _Level], dict[int, int]]] = {}
        self._begun: set[tuple[str, int]] = set()
        if part is None:
            return
        for each in part.all("w:abstractNum"):
            levels = {_place(level): _level(level) for level in each.all("w:lvl")}
            self._kinds[each.attributes.get("w:abstractNumId", "")] = _Kind(levels)
        lists = list(part.all("w:num"))
        self._borrow(part, styles, {_name(each): each.value("w:abstractNumId") for each in lists})
        for each in lists:
            kind = self._kinds.get(each.value("w:abstractNumId"))
            if kind is not None:
                self._lists[_name(each)] = _of_list(each, kind)

    def _borrow(self, part: Element, styles: Styles, kinds: dict[str, str]) -> None:
        """A kind of list that only names a list style is of the kind that this style names."""
        for each in part.all("w:abstractNum"):
            style = each.value("w:numStyleLink")
            lender = self._kinds.get(kinds.get(styles.numbering(style)[0], "")) if style else None
            if lender is not None:
                self._kinds[each.attributes.get("w:abstractNumId", "")] = lender

    def level_of(self, number: str, style: str) -> int:
        """The level of a list that belongs to a paragraph style; 0 where none does."""
        _, levels, _ = self._lists.get(number, (None, {}, None))
        return next((place for place, level in levels.items() if level.style == style and style), 0)

    def mark(self, number: str, place: int) -> str | None:
        """What is printed before the next paragraph of a list; a bullet as ``-``. None for no list."""
        if number not in self._lists or not 0 <= place < LEVELS:
            return None
        kind, levels, starts = self._lists[number]
        level = levels.get(place, _Level())
        counts = kind.counts
        fresh = (number, place) not in self._begun and place in starts
        self._begun.add((number, place))
        if fresh:
            counts[place] = starts[place]
        else:
            now = counts[place]
            counts[place] = level.start if now is None else now + 1
        for below in range(place + 1, LEVELS):
            after = levels.get(below, _Level()).restart
            if after is None or (after > 0 and place < after):
                counts[below] = None
        if level.form in {"bullet", "none"} and not _PLACE.search(level.text):
            return "-" if level.form == "bullet" else level.text.strip()

        def printed(match: re.Match[str]) -> str:
            upper = int(match[1]) - 1
            of = levels.get(upper, _Level())
            value = counts[upper]
            form = "decimal" if level.legal and upper < place else of.form
            return _numeral(of.start if value is None else value, form)

        return _PLACE.sub(printed, level.text).strip()


def _name(a_list: Element) -> str:
    return a_list.attributes.get("w:numId", "")


def _of_list(a_list: Element, kind: _Kind) -> tuple[_Kind, dict[int, _Level], dict[int, int]]:
    """A list: its kind, its levels with what it changes in them, and what it starts with anew."""
    levels, starts = dict(kind.levels), {}
    for override in a_list.all("w:lvlOverride"):
        place = _place(override)
        own, start = override.first("w:lvl"), override.number("w:startOverride")
        if own is not None:
            levels[place] = _level(own)
        if start is not None:
            starts[place] = start
    return kind, levels, starts


def _place(element: Element) -> int:
    place = whole(element.attributes.get("w:ilvl", "0"))
    return place if place is not None and 0 <= place < LEVELS else 0


def _level(element: Element) -> _Level:
    start = element.number("w:start")
    return _Level(
        1 if start is None else start,
        element.value("w:numFmt", "decimal"),
        element.value("w:lvlText"),
        element.value("w:pStyle"),
        bool(element.is_on("w:isLgl")),
        element.number("w:lvlRestart"),
    )
