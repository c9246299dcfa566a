"""Gaps that are wider than a space.

What a mark-up or a table needs is left alone: indents, the space after a bullet, columns, the ends of lines.
All offsets are code points.
"""

# The examples are whole texts, a line each.
# ruff: noqa: E501

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from annotator.detection.lazy import lazy
from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.subject import Subject
from annotator.domain import Severity

_NARROW = "\u00a0\u202f\u2009\u2007\u2002\u2003"
_SPACES = " " + _NARROW
_GAP = lazy(f"[{_SPACES}]{{2,}}+")
_PLAIN_RUN = lazy(f"  (?<!   )(?<![\n ][*+•|-]  )[{_SPACES}]*+(?!\n)")
"""Neither after a bullet nor at the end of a line."""
_LINE_END = lazy(r"[\n\r\x0b\x0c\x85\u2028\u2029]")
_LOOK = 160
"""Code points before a gap in which the start of its line is looked for."""
_BULLETS = r"\\?[-*+•◦▪▫‣⁃∙·●○■□►▶➢➤✓✔⦁–—§¨†‡]+"
_MARK = lazy(
    rf"""[\s>|"“«(\u2800*_\#]*
    (?:{_BULLETS}[\s*_]*)?
    (?:o | \[[ xX]?\]
      | \\?\(?(?:\d{{1,3}}(?:\.\d{{1,3}}){{0,4}}|[A-Za-z]|[ivxlIVXL]{{1,6}})\\?[.):]{{0,2}}
        (?:\s?\(\w{{1,3}}\))? )?
    [\s*_]*""",
    re.VERBOSE,
)
_INNER_MARK = lazy(rf"(?:\A|[\s.,;:!?)[]){_BULLETS}\Z")
_NEIGHBOURS = 40
"""Code points between two gaps of a line that are still shown as one."""
_CELL = lazy(r"<br ?/?>|\|")
_TAGS = lazy(r"(?:\s*<[^<>]{1,300}>)+")
_BLOCK_EDGE = lazy(
    r"</?(?:p|li|h[1-6]|t[dhr]|d[dt]|div|[uo]l|table)\b[^<>]{0,300}>|(?:</\w{1,10}>\s?){1,4}(?:\n|\Z)",
    re.IGNORECASE,
)
_PARTING = frozenset("·•|→/—")
"""Signs between the parts of a line, which are set off with no-break spaces."""
_BULLET = lazy(rf"{_BULLETS}\s|\(?\w{{1,3}}[.)]\s")
_STOP = lazy(r"[.!?:;…。][)\]\"'”’»*_]{0,5}(?:</\w{1,10}>){0,3}\Z")
_DRESS = "*_\"'“„«‘("
"""What may stand before the first letter of a word."""
_IN_A_ROW = lazy(r"(?:(?<![^ ])[a-zà-ÿ]{1,30},? ){3}")
"""Words of a sentence."""
_HABIT = 5
"""Wide gaps after a stop from which they are a habit of the text, which is told once."""
_COLUMN = 4
"""Plain spaces from which a gap sets columns."""
_WORD_BEFORE = lazy(r"(?<![^\s|()\[\]])[^\s|()\[\]]{1,120}\Z|\w{1,60}\Z|[^\s|]\Z")
_WORD_AFTER = lazy(r"[^\s|()\[\]]{1,120}(?![^\s|()\[\]])|\w{1,60}|[^\s|]")


@dataclass(frozen=True, slots=True)
class _Gap:
    start: int
    end: int
    after_stop: bool


@once
def _gaps(subject: Subject) -> list[_Gap]:
    found = (_gap(subject.text, start, end) for start, end in _wide(subject))
    return [gap for gap in found if gap is not None]


@once
def _wide(subject: Subject) -> Iterator[tuple[int, int]]:
    """Runs of two spaces and more, of whatever width, as far as they may be gaps."""
    text, done = subject.text, 0
    found = [run.span() for run in _PLAIN_RUN.finditer(text)]
    for char in subject.unusual.intersection(_NARROW):
        found += _runs_with(text, char)
    for start, end in sorted(found):
        if start >= done:
            done = end
            if text[end : end + 1] != "\n":
                yield start, end


def _runs_with(text: str, narrow: str) -> Iterator[tuple[int, int]]:
    """Those in which a no-break space is the first or comes after one plain space."""
    at = text.find(narrow)
    while at >= 0:
        run = _GAP.match(text, at - 1 if at and text[at - 1] == " " else at)
        if run is not None:
            yield run.span()
        at = text.find(narrow, run.end() if run is not None else at + 1)


def _gap(text: str, start: int, end: int) -> _Gap | None:
    """The gap at a place, where it stands between two words of a line and nothing explains it."""
    if start == 0 or end == len(text) or text[start - 1].isspace() or text[end].isspace():
        return None
    if text[end] == "|" or (text[start - 1] in "*-+•|" and text[max(start - 2, 0)] in "\n "):
        return None
    run, after = text[start:end], text[end : end + 8]
    line = text[max(start - _LOOK, text.rfind("\n", max(start - _LOOK, 0), start) + 1) : start]
    cell = _CELL.split(line)[-1]
    if "<" in cell and (tags := _TAGS.match(cell)):
        cell = cell[tags.end() :]
    if after[0] == "<" and (text[start - 1] == ">" or _BLOCK_EDGE.match(text, end)):
        return None
    if (
        _MARK.fullmatch(cell)
        or (run.isascii() and _INNER_MARK.search(cell[-8:]))
        or after.startswith(("|", "<br", "__", "\\_", "...."))
        or cell.endswith(("__", "\\_", "....", "[", "(", "\\["))
        or after[0] in "])"
        or (not run.isascii() and not _PARTING.isdisjoint((text[start - 1], text[end])))
    ):
        return None
    plain = run.strip(" ") == ""
    if _is_column(text, start, end, line) or not _parts_words(text, start, end, plain=plain):
        return None
    stops = bool(_STOP.search(cell))
    return None if plain and stops else _Gap(start, end, stops)


def _parts_words(text: str, start: int, end: int, *, plain: bool) -> bool:
    """Whether a gap parts words that are read together, which links, pictures, fields and groups of digits of a
    page are not. Where both words are names, the words around them tell.
    """
    if (text[start - 1] == ")" and text[end] in "[-–") or (text[start - 1] in "-–" and text[end] == "["):
        return False
    first, last = _with_words(text, start, end)
    left, right = text[first:start].lstrip(_DRESS), text[end:last].lstrip(_DRESS)
    if not plain:
        return not (left[-1:].isdigit() and right[:1].isdigit())
    if text[end] in "[!":
        return False
    if any(word[:1].islower() or word[:1] == "<" for word in (left, right)):
        return True
    if not left[:1].isalpha() or text[start - 1] == ")":
        return False
    first = text.rfind("\n", max(start - _LOOK, 0), start) + 1 or max(start - _LOOK, 0)
    last = text.find("\n", end, end + _LOOK)
    return _IN_A_ROW.search(text, first, last if last >= 0 else end + _LOOK) is not None


def _is_column(text: str, start: int, end: int, line: str) -> bool:
    """Whether a gap of plain spaces sets columns: it is wide, or has another right above or below."""
    if text[start:end].strip(" "):
        return False
    if end - start >= _COLUMN or "\t" in line:
        return True
    column = len(line) + end - start
    first = start - len(line)
    above = text[max(first - 2 * _LOOK, 0) : max(first - 1, 0)].rpartition("\n")[2]
    after = text[end : end + 2 * _LOOK].partition("\n")[2]
    for other in (above, after.partition("\n")[0]):
        sets = other[column - 2 : column] == "  " and other[column : column + 1].strip() != ""
        if sets or " " * _COLUMN in other.strip():
            return True
    return False


def _between_words(subject: Subject) -> Iterator[Hit]:
    """Wide gaps inside a sentence; those close to each other are one, with the words on both sides."""
    text = subject.text
    held: list[_Gap] = []
    for gap in (gap for gap in _gaps(subject) if not gap.after_stop):
        if held and (
            gap.start - held[-1].end > _NEIGHBOURS
            or _LINE_END.search(text, held[-1].end, gap.start) is not None
        ):
            yield _hit(text, held)
            held = []
        held.append(gap)
    if held:
        yield _hit(text, held)


def _hit(text: str, gaps: list[_Gap]) -> Hit:
    start, end = _with_words(text, gaps[0].start, gaps[-1].end)
    shown = _GAP.sub(" ", text[start:end])
    if len(gaps) > 1:
        return Hit(start, end, f"More than one space between words, {len(gaps)} times in a row.", shown)
    spaces = (
        "spaces" if text[gaps[0].start : gaps[0].end].isascii() else "spaces, some of them no-break spaces,"
    )
    return Hit(start, end, f"{gaps[0].end - gaps[0].start} {spaces} between two words.", shown)


def _with_words(text: str, start: int, end: int) -> tuple[int, int]:
    before = _WORD_BEFORE.search(text, max(start - 120, 0), start)
    after = _WORD_AFTER.match(text, end)
    return before.start() if before else start, after.end() if after else end


def _after_stops(subject: Subject) -> Iterator[Hit]:
    """A no-break space beside the space after a sentence. Where that is a habit it is told once."""
    gaps = [gap for gap in _gaps(subject) if gap.after_stop]
    told = gaps if len(gaps) < _HABIT else gaps[:1]
    for gap in told:
        start, end = _with_words(subject.text, gap.start, gap.end)
        more = f", here and in {len(gaps) - 1} other places" if len(gaps) >= _HABIT else ""
        suggestion = _GAP.sub(" ", subject.text[start:end])
        yield Hit(start, end, f"A space and a no-break space after a stop{more}.", suggestion)


_TRAILING = lazy(f"[{_SPACES}]*[{_NARROW}][{_SPACES}]*[{_NARROW}][{_SPACES}]*")


def _after_headings(subject: Subject) -> Iterator[Hit]:
    """A heading that is followed by no-break spaces, which push what comes after it."""
    if not any(char in subject.unusual for char in _NARROW):
        return
    found = [
        (heading.content, match)
        for heading in subject.structure.headings
        if (match := _TRAILING.match(subject.text, heading.end)) is not None and len(match[0]) > _COLUMN
    ]
    more = f", as are {len(found) - 1} others" if len(found) > _HABIT else ""
    for start, match in found[:1] if more else found:
        yield Hit(start, match.end(), f"The heading is followed by {len(match[0])} spaces{more}.")


_INDENT = lazy(r"\n\r?\n[ \u00a0]{2,12}(?!\w{1,3}[.)])(?=[^\W\d_][^\n|]{40})")
_FEW = 2
"""Indented paragraphs beyond which they are a habit."""


def _indents(subject: Subject) -> Iterator[Hit]:
    """The one paragraph of a text that starts with spaces."""
    text = subject.text
    if not any(text[start - 1] == "\n" for start, _ in _wide(subject)):
        return
    found = []
    for match in _INDENT.finditer(text):
        before = text.rfind("\n", 0, match.start()) + 1
        above = text[max(before, match.start() - _LOOK) : match.start()].rstrip()
        flush = not text[before : before + 1].isspace() and not _BULLET.match(text, before)
        if flush and above.endswith((".", "!", "?")) and not above.isupper():
            found.append(match)
        if len(found) > _FEW:
            return
    for match in found:
        start = match.start() + len(match[0].rstrip(" \u00a0"))
        spaces = match.end() - start
        yield Hit(start, match.end(), f"Only this paragraph starts with {spaces} spaces.")


_SINGLE = lazy(r"(?<=[a-zà-ÿ)])[.!?] (?=[A-ZÀ-Þ])")
_USUALLY = 10
"""Sentences with one space between for each with two, from which two are a slip."""


def _double_after_stop(subject: Subject) -> Iterator[Hit]:
    """Two spaces after a sentence, in a text that has one elsewhere."""
    text = subject.text
    found: list[int] = []
    for start, end in _wide(subject):
        if end - start == 2 and text[start - 1] in ".!?" and text[start:end] == "  ":
            ends = text[start - 2 : start - 1].islower() or text[start - 2 : start - 1] == ")"
            if ends and (text[end : end + 1].isupper() or text[end : end + 1] in ("“", "‘", "(")):
                found.append(start)
            if len(found) > _FEW:
                return
    if found and sum(1 for _ in islice(_SINGLE.finditer(text), _USUALLY * len(found))) == _USUALLY * len(
        found
    ):
        for start in found:
            yield Hit(start, start + 2, "Two spaces after a sentence, and one after the others.", " ")


_WHY = "It shows that the text was pasted without care, and a search for the words does not find them."

RULES: tuple[Rule, ...] = (
    Rule(
        id="wide-gap-between-words",
        issue="double-spaces",
        title="More than one space between two words",
        why=_WHY,
        severity=Severity.INFO,
        tier=Tier.SURE,
        find=_between_words,
        hits=(
            "with ⟦Sign-In\u00a0 are⟧ hosted by others",
            "We ⟦try\u00a0 to \u00a0ensure \u00a0that⟧ it is safe.",
            "Nous ne ⟦vendons  pas⟧ vos données.",
            "Wir ⟦geben\u00a0\u00a0Ihre⟧ Daten nicht weiter.",
            "* the ⟦name  and⟧ the address",
            "<p>Our ⟦<b>name  </b>and⟧ our mark</p>",
            "Dati per i ⟦servizi\u00a0 -⟧ conservati",
        ),
        misses=(
            "*   your name\n1.  your address\n    - \u00a0your age\n·\u00a0\u00a0\u00a0votre nom",
            "First line  \nsecond line\u00a0 \nand\u00a0: « ceci »",
            "| Name   | Purpose |\n| ---    | ---     |",
            "It ends here.  Here it goes on.",
            "Name      Purpose     Expiry\n_ga       statistics  2 years",
            "Signed: ______  on  ______",
            "one  two\nsix  ten",
            "<p><b>3.1\u00a0 </b>\n<b>General access</b></p>\n<p>·\u00a0\u00a0\u00a0 3.7.3\u00a0 Cookies</p>\n<p>§\u00a0 3.7 (2)\u00a0\u00a0 Log</p>",
            "<li>Kontakt \u00a0 </li>\n<h4>Nos cookies\u00a0\u00a0\u00a0</h4>\n<p>See here.</p> \u00a0 <p>And there.</p>",
            "www.imy.se\u00a0 · \u00a0imy@imy.se \u00a0•\u00a0 08-657 61 00",
            "![](logo.png)  Deutsch\n\n[Log in](/in)  [Search](/find) \u00a0/\u00a0 [Help](/help)\n\n[*   About](/about)[*   Jobs](/jobs)",
            "[A](/a)\u00a0 \u00a0[B](/b) \u00a0-\u00a0 [C](/c)\n\n© Acme 2021 \u00a0—\u00a0 Acme Ltd",
            "Email  Subscribe\n\n`4D94  98A8`\n\n555-0100\u00a0\u00a0555-0101",
            "Startseite \u00a0→\u00a0 Datenschutz\u00a0 | \u00a0Impressum",
        ),
    ),
    Rule(
        id="wide-gap-after-stop",
        issue="double-spaces",
        title="A space and a no-break space after a stop",
        why="It is how editors for web pages keep a second space, and it shows as an uneven gap.",
        severity=Severity.INFO,
        tier=Tier.SURE,
        find=_after_stops,
        hits=(
            "for these ⟦purposes.\u00a0 In⟧ particular",
            "Wir löschen ⟦sie. \u00a0Danach⟧ bleibt nichts.",
            "⟦Finalité:\u00a0\u00a0nous⟧ gérons votre compte.",
            "<p><em>Web ⟦Beacons.</em>\u00a0 A⟧ beacon is small.</p>",
        ),
        misses=(
            "for these purposes.  In particular",
            "Finalité\u00a0: nous gérons votre compte.",
            "Das gilt.\u00a0Danach bleibt nichts.",
        ),
    ),
    Rule(
        id="spaces-after-heading",
        issue="double-spaces",
        title="A heading followed by a run of no-break spaces",
        why=_WHY,
        severity=Severity.INFO,
        tier=Tier.SURE,
        find=_after_headings,
        hits=(
            "⟦COOKIE POLICY\u00a0 \u00a0 \u00a0 ⟧\n\nWe use cookies on our pages to remember you.",
            "# ⟦Datenschutz\u00a0\u00a0\u00a0\u00a0\u00a0⟧\n\nWir verarbeiten Daten.",
            "Vie privée\n\n## ⟦Cookies \u00a0 \u00a0 ⟧\n\nNous utilisons des cookies.",
        ),
        misses=(
            "COOKIE POLICY\u00a0\n\nWe use cookies on our pages to remember you.",
            "# Datenschutz     \n\nWir verarbeiten Daten.",
            "## Cookies\n\nNous utilisons des cookies.",
        ),
    ),
    Rule(
        id="lone-indent",
        issue="double-spaces",
        title="A single paragraph that starts with spaces",
        why="It looks as if it belonged to what stands above, or it is a remainder of a list.",
        severity=Severity.INFO,
        tier=Tier.MAYBE,
        find=_indents,
        hits=(
            "We keep it for a year.\n\n⟦   ⟧Photographs taken by parents are not ours, and we do not keep them.\n\nWe care.",
            "Wir sind bis acht Uhr da.\n\n⟦     ⟧Stand der Erklärung ist der erste Dezember, und sie gilt ab sofort.",
            "Elle est affichée.\n\n⟦    ⟧Nous vous recevons sur rendez-vous, du lundi au vendredi, de neuf à midi.",
        ),
        misses=(
            "* We keep it.\n\n  Photographs taken by parents are not ours, and we do not keep them at all.",
            "We keep it.\n\nPhotographs taken by parents are not ours, and we do not keep them at all.",
            "A.\n\n   This one is indented as they all are here, from first to last.\n\nB.\n\n   This one is indented as they all are here, from first to last.\n\nC.\n\n   This one is indented as they all are here, from first to last.",
        ),
    ),
    Rule(
        id="two-spaces-after-stop",
        issue="double-spaces",
        title="Two spaces after a sentence, for once",
        why="It shows that the text was put together from several.",
        severity=Severity.INFO,
        tier=Tier.MAYBE,
        find=_double_after_stop,
        hits=(
            "We keep it. " * 12 + "We keep it.⟦  ⟧We mean it.",
            "Wir behalten es. " * 12 + "Wir behalten es.⟦  ⟧Wir meinen es so.",
            "Nous le gardons. " * 12 + "Nous le gardons.⟦  ⟧Vraiment.",
        ),
        misses=(
            "We keep it.  We mean it.  We do.",
            "We keep it. " * 12 + "We keep it.  \nWe mean it.",
            "We keep it. " * 30,
        ),
    ),
)
