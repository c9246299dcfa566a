"""What Markdown and its converters left in a text: escapes, links and pictures without words, rows of signs.

Mark-up that works is no residue: headings, emphasis, lists, tables, links with words. Escapes are one only
where the file does not say that it is Markdown. All offsets are code points.
"""

import re
from collections import Counter
from collections.abc import Iterator

from annotator.detection.lazy import lazy
from annotator.detection.literals import Marks
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.subject import Subject
from annotator.domain import Severity

_MANY = 12
"""Places of one sign beyond which they are told once."""
_ESCAPE = lazy(r"\\[!\"#$%&'()*+,\-./:;<=>?@\[\]^_`{|}~\\]")
_ESCAPED_RULE = lazy(r"^(\\\*(?: \\\*){2,20})[ \t]{0,9}$", re.MULTILINE)
_NUMBER = lazy(r"(?:\d{1,4}(?:\\?\.\d{1,3}){0,4}|[A-Za-z])\Z")


def _escapes(subject: Subject) -> Iterator[Hit]:
    """Backslashes before punctuation, which only Markdown reads; those of one word are one."""
    text = subject.text
    if "\\" not in text:
        return
    if subject.is_markdown and "\\* \\*" in text:
        yield from (Hit(*match.span(1)) for match in _ESCAPED_RULE.finditer(text))
    if subject.is_markdown:
        return
    runs: list[tuple[int, int]] = []
    for match in _ESCAPE.finditer(text):
        start, end = match.span()
        if text.startswith(("\\-->", "\\--\\>"), start) or subject.in_address(start):
            continue
        if match[0] == "\\." and (number := _NUMBER.search(text, max(start - 12, 0), start)) is not None:
            start = number.start()
        if runs and not _has_space(text, runs[-1][1], start):
            runs[-1] = runs[-1][0], end
        else:
            runs.append((start, end))
    counts = Counter(text[end - 1] for _, end in runs)
    done: set[str] = set()
    for start, end in runs:
        sign = text[end - 1]
        if counts[sign] > _MANY and sign in done:
            continue
        done.add(sign)
        yield _escaped(text, start, end, counts[sign] - 1 if counts[sign] > _MANY else 0)


def _has_space(text: str, start: int, end: int) -> bool:
    return end - start > 40 or any(char.isspace() for char in text[start:end])


def _escaped(text: str, start: int, end: int, others: int) -> Hit:
    shown = text[start:end]
    plain = _ESCAPE.sub(lambda match: match[0][1:], shown)
    more = f", here and in {others} other places" if others else ""
    said = f"“{shown}” should read “{plain}”" if len(shown) <= 40 else "These signs are escaped"
    return Hit(start, end, f"{said}: the backslash belongs to Markdown{more}.", plain)


_UNSEEN = r"[\s\u00a0\u200b-\u200d\u2060\ufeff*_]"
_TARGET = r"\([^()\s]*+(?:\([^()\s]*+\)[^()\s]*+)*+(?:\s{1,3}\"[^\"\n]{0,300}\")?[ ]?\)"
_EMPTY_LINK = lazy(rf"\[{_UNSEEN}{{0,12}}\]{_TARGET}")
_UNTITLED = Marks(("![](",))
_PICTURE = lazy(rf"!\[\]{_TARGET}")
_OPENED = lazy(rf"\[{_UNSEEN}{{0,12}}\Z")
_LINKED = lazy(rf"{_UNSEEN}{{0,12}}\]{_TARGET}")


def _empty_links(subject: Subject) -> Iterator[Hit]:
    """Links without words; those that touch each other are one."""
    text = subject.text
    if "](" not in text:
        return
    held: tuple[int, int] | None = None
    for match in _EMPTY_LINK.finditer(text):
        if text.endswith("!", 0, match.start()):
            continue
        if held is not None and not text[held[1] : match.start()].strip():
            held = held[0], match.end()
            continue
        if held is not None:
            yield Hit(*held)
        held = match.span()
    if held is not None:
        yield Hit(*held)


def _pictures(subject: Subject) -> Iterator[Hit]:
    """Pictures that say nothing in words, with the link around them."""
    text, done = subject.text, 0
    for at, _ in _UNTITLED.places(subject):
        picture = _PICTURE.match(text, at) if at >= done else None
        if picture is None:
            continue
        opened = _OPENED.search(text, max(done, at - 13), at)
        linked = _LINKED.match(text, picture.end()) if opened is not None else None
        start = opened.start() if opened is not None and linked is not None else at
        done = linked.end() if linked is not None else picture.end()
        yield Hit(start, done)


_WIDEST = 100
"""Code points; no page is wider."""
_ROWS = {"=": lazy("======*+")} | {sign: lazy(f"{re.escape(sign) * _WIDEST}+") for sign in "-_*~#+"}


_SIDE = r"(?:<{7}(?<!<{8})|>{7}(?<!>{8})) [\w./-]{1,60}"
_CONFLICT = lazy(rf"{_SIDE}(?:[ \n](?:={{7}}(?!\S)|{_SIDE})){{0,8}}")
_CONFLICTS = Marks(("<<<<<<< ", ">>>>>>> "))


def _rows(subject: Subject) -> Iterator[Hit]:
    """Rows of signs that neither underline a title, nor frame one, nor part the text again and again.

    And those with which a program marks the places where two versions differ.
    """
    text = subject.text
    last = 0
    for at, _ in _CONFLICTS.places(subject):
        if at >= last and (match := _CONFLICT.match(text, at)):
            last = match.end()
            words = " ".join(match[0].split()[:2])
            yield Hit(at, last, f"“{words}” marks two versions, of which one was to be chosen.")
    for sign, pattern in _ROWS.items():
        if sign not in text or sign * (5 if sign == "=" else _WIDEST) not in text:
            continue
        rows = [match for match in pattern.finditer(text) if _is_line(text, match)]
        sizes = Counter(row.end() - row.start() for row in rows)
        titled = any(_above(text, row) for row in rows)
        for index, row in enumerate(rows):
            size = row.end() - row.start()
            above = _above(text, row)
            framed = index + 1 < len(rows) and _is_frame(text, row, rows[index + 1])
            framed = framed or (index > 0 and _is_frame(text, rows[index - 1], row))
            if (above or framed) and (size < _WIDEST or size <= 2 * len(above)):
                continue
            if sizes[size] > 1 and size < _WIDEST and not titled:
                continue
            yield Hit(*row.span(), f"A row of {size} “{sign}” that a conversion left in the text.")


def _above(text: str, row: re.Match[str]) -> str:
    """The line above, or so much of its end as the row may be the underline of."""
    first = max(row.start() - 1, 0)
    return text[max(first - max(2 * _WIDEST, row.end() - row.start()), 0) : first].rpartition("\n")[2].strip()


def _is_line(text: str, row: re.Match[str]) -> bool:
    return _opens_line(text, row.start()) and text[row.end() : row.end() + 9].partition("\n")[0].strip() == ""


def _is_frame(text: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether two rows stand right above and below a title."""
    between = text[first.end() : min(second.start(), first.end() + 2 * _WIDEST)]
    return len(between) < 2 * _WIDEST and bool(between.strip()) and "\n\n" not in between


_UNSEEN_IN_LINE = _UNSEEN.replace(r"\s", r" \t")
_BARE_HEADING = lazy(rf"##{{1,5}}+(?={_UNSEEN_IN_LINE}*+$)", re.MULTILINE)
_PADDED_HEADING = lazy(r"##{0,5}[ \t]{0,4}(?:[ ]{0,3}\u00a0){2,}[ \u00a0]*(?=\S)[^\n]{1,200}")


def _headings(subject: Subject) -> Iterator[Hit]:
    """Headings without words, and headings pushed to the right by no-break spaces."""
    text = subject.text
    if "#" in text and "##" in text:
        for match in _BARE_HEADING.finditer(text):
            if _opens_line(text, match.start()):
                yield Hit(*match.span(), f"“{match[0]}” marks a heading that has no words.")
    if "#" in text and "\u00a0" in subject.unusual:
        for match in _PADDED_HEADING.finditer(text):
            if not _opens_line(text, match.start()):
                continue
            end = match.start() + len(match[0].rstrip())
            words = match[0].lstrip("# \t\u00a0")
            yield Hit(match.start(), end, f"No-break spaces push the heading “{words.strip()}” to the right.")


def _opens_line(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] in "\r\n"


_PARAGRAPH = 1200
"""Code points in which emphasis ends."""
_NOTE = lazy(r"\*[A-ZÀ-ÞŁŚŻČŠŽ][^\W\d_]{1,20}(?:[ ][^\W\d_]{1,20})?(?=[\s:,.])")
_STAR = lazy(r"\*(?![*\w])")


def _notes(subject: Subject) -> Iterator[Hit]:
    """The asterisk of a footnote that nothing in the text points to."""
    text = subject.text
    if "*" not in text:
        return
    notes = [
        match
        for match in _NOTE.finditer(text)
        if _opens_line(text, match.start()) and not _closes(text, match.end())
    ]
    if len(notes) == 1 and not any(_is_anchor(text, match.start()) for match in _STAR.finditer(text)):
        note = notes[0]
        message = f"“{note[0]}” is marked as a footnote, but no asterisk in the text leads to it."
        yield Hit(*note.span(), message)


def _is_anchor(text: str, star: int) -> bool:
    before = text[max(star - 2, 0) : star].removesuffix("\\")[-1:]
    return bool(before) and not before.isspace() and before not in "*|\\"


def _closes(text: str, start: int) -> bool:
    """Whether another asterisk follows in the paragraph, which makes it emphasis."""
    return "*" in text[start : start + _PARAGRAPH].partition("\n\n")[0]


_WHY = "It is no part of the policy, and it makes readers doubt that the rest is complete."


RULES: tuple[Rule, ...] = (
    Rule(
        id="escaped-punctuation",
        issue="markup-residue",
        title="A backslash of Markdown shown as text",
        why="The file is read as plain text, in which the backslash is printed.",
        severity=Severity.INFO,
        tier=Tier.SURE,
        find=_escapes,
        hits=(
            "#### ⟦1\\.⟧ Information",
            "[contact us](https://example.org) ⟦\\-⟧ we are ready",
            "the cookies ⟦\\_\\_utm\\_⟧a",
        ),
        misses=(
            "1. Information - and/or *more*",
            "C:\\Users\\name and \\n",
            "[x](https://example.org/a\\_b)",
        ),
    ),
    Rule(
        id="link-without-words",
        issue="markup-residue",
        title="A link without words",
        why="Nobody can see or follow it; what it led to is lost.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_empty_links,
        hits=(
            "Head\n\n⟦[](#)⟧\n\nText",
            "### ⟦[](#1-data)⟧1. Data",
            "an ⟦[](mailto:a@example.org)⟧[a@example.org](mailto:a@example.org)",
            "⟦[ \u200b](https://example.org)[](#x)⟧ hier",
        ),
        misses=(
            "[x](https://example.org)",
            "- [ ] (optional) agree",
            "![](https://example.org/a.png)",
            "an array such as a[](b",
        ),
    ),
    Rule(
        id="picture-without-words",
        issue="markup-residue",
        title="A picture of which only the address is left",
        why="The reader sees an address instead of a picture, and nothing says what it showed.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_pictures,
        hits=(
            "⟦[![](images/mc.png)](#)⟧",
            "Powered by X ⟦![](images/epd.png)⟧",
            "le logo ⟦![](/a/b.svg)⟧ de la marque",
        ),
        misses=(
            "![The seal of TRUSTe](https://example.org/seal.png)",
            "[images](https://example.org/a.png)",
            "wow![1](#fn1)",
        ),
    ),
    Rule(
        id="row-of-signs",
        issue="markup-residue",
        title="A row of signs left by a conversion or by a merge",
        why=_WHY,
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_rows,
        hits=(
            "We care.\n\n\n⟦==========================⟧\n\nData",
            "Wir\n\n⟦" + "-" * 160 + "⟧\n",
            "Vie privée\n⟦" + "=" * 120 + "⟧\n\nTexte",
            "⟦<<<<<<< HEAD =======⟧ Política ⟦>>>>>>> origin/master⟧",
            "⟦<<<<<<< HEAD\n=======\n>>>>>>> fd288e4⟧\nWe collect nothing.",
        ),
        misses=(
            "Our privacy policy " + "in many words " * 40 + "\n" + "-" * 579,
            "Privacy Policy\n==============\n\nData\n----\n",
            "==============\nPRIVACY POLICY\n==============",
            "One\n\n----------\n\nTwo\n\n**********",
            "Deutsch\n\n==========\n\nWir\n\n==========\n\nEnglish",
            "Name: ____________________",
            "See >>>>>>>> here <<<<<<<< and <<<<<<<\n",
        ),
    ),
    Rule(
        id="broken-heading",
        issue="markup-residue",
        title="A heading without words, or pushed to the right by spaces",
        why=_WHY,
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_headings,
        hits=(
            "⟦### \u00a0\u00a0\u00a0\u00a0Information we collect⟧\n\nWe collect.",
            "Text\n\n⟦###⟧ \n\nMore",
            "⟦##⟧ **\u200d**\n\nText",
        ),
        misses=(
            "We care.\n\n##t\n\nWe do.",
            "### Information",
            "###\u00a0Information",
            "# \n#hashtag",
        ),
    ),
    Rule(
        id="footnote-without-anchor",
        issue="markup-residue",
        title="A footnote that nothing leads to",
        why="The reader cannot tell which statement it limits.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_notes,
        hits=(
            "We answer soon.\n⟦*Please note⟧: it may take a month.",
            "⟦*Hinweis⟧: gilt nur für Kunden.",
            "⟦*Cette politique⟧ ne s’applique pas.",
        ),
        misses=(
            "We answer soon*.\n*Please note: it may take a month.",
            "*Please note:* it may take a month.",
            "* Please note\n* Answer",
            "*Name\n*Address\n*Age",
        ),
    ),
)
