"""What the parts of a policy's text look like they are: headings, list markers, links, dates, law references.

The reading pane, ``annotator show`` and ``pygmentize -l policy`` all draw from this one lexer. Tokens:

=========================  ==========================================================================
``Generic.Heading``        a first or second level heading: ``# Title``, ``Title`` over ``====``, ``1. TITLE``
``Generic.Subheading``     every lower heading: ``### Title``, ``4.2 Title``, a short Title Case line
``Punctuation.Marker``     what is printed only to mark: ``##``, bullets, ``(a)``, ``>``, underlines, rules
``Name.Tag``               the words of a Markdown link
``Name.Attribute``         an address: the target of a link, ``https://…``, ``www.…``
``Name.Entity``            an e-mail address, also a masked one such as ``[email protected]``
``Literal.Date``           a date, in numbers or words
``Keyword``                a law or a place in it: ``GDPR``, ``Art. 6(1)(f)``, ``§ 1798.83``
``Name.Class``             a term where it is defined, with its quotation marks: ``(“Services”)``
``Punctuation``            the brackets of a Markdown link
``Text``                   everything else, line ends included
=========================  ==========================================================================

Offsets are code points. Each line is judged alone, except that a line is a heading when the next line
underlines it, so lexing may start at the beginning of any line. Time is linear in the length of the text.
"""

import re
from collections.abc import Iterator
from typing import Any, ClassVar

from pygments.lexer import Lexer
from pygments.token import Generic, Keyword, Literal, Name, Punctuation, Text, _TokenType

from annotator.detection.marks import Kind, inline_marks

_KINDS = {
    Kind.BRACKET: Punctuation,
    Kind.LINK_TEXT: Name.Tag,
    Kind.ADDRESS: Name.Attribute,
    Kind.EMAIL: Name.Entity,
    Kind.DATE: Literal.Date,
    Kind.LAW: Keyword,
    Kind.TERM: Name.Class,
}
_IN_HEADINGS = frozenset({Kind.BRACKET, Kind.LINK_TEXT, Kind.ADDRESS, Kind.EMAIL})

_LINE = re.compile(r"[^\r\n]+|\r\n|[\r\n]")
_UNDERLINE = re.compile(r"[ ]{0,3}(={3,}|-{3,})[ \t]*")
_RULE = re.compile(r"[ \t]*(?:={3,}|-{3,}|_{3,}|\*{3,}|(?:[*][ \t]){2,}[*]|(?:-[ \t]){2,}-)[ \t]*")
_HASHES = re.compile(r"[ ]{0,3}(#{1,6})[ \t]+(?=\S)")
_QUOTED = re.compile(r"[ ]{0,3}>[ \t]?")
_BULLET = re.compile(r"[ \t\u00a0]*(?:[-*+•‣⁃▪▫◦·●○■□➢►✓–—][ \t\u00a0]+|[•‣▪◦●■])(?=\S)")
_NUMBER = re.compile(
    r"(?P<indent>[ \t\u00a0]*)"
    r"(?P<number>(?:§|Section|Article|Chapter|Part|SECTION|ARTICLE)[ \u00a0]?\d{1,3}(?:\.\d{1,3}){0,4}[.:)]?"
    r"|\d{1,3}(?:\.\d{1,3}){1,4}[.)]?|\(?\d{1,3}(?:\\?\.|[)])|\(?[ivxlcIVXLC]{1,6}[.)]|\(?[A-Za-z][.)])"
    r"[ \t\u00a0]+(?=\S)"
)
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_]{1,100})(?<=\S)\1[ \t]*")
_WORD = re.compile(r"[^\W\d_][^\s/–—]*")

_LONGEST_TITLE = 90
_MOST_WORDS = 12
# fmt: off
_SMALL_WORDS = frozenset([
    "a", "an", "and", "are", "as", "at", "but", "by", "do", "for", "from", "how", "if", "in", "into", "is",
    "it", "its", "of", "on", "or", "our", "that", "the", "their", "to", "under", "via", "vs", "we", "with",
    "you", "your",
    "das", "der", "die", "für", "im", "mit", "oder", "und", "von", "zu",
    "au", "aux", "de", "des", "du", "en", "et", "la", "le", "les", "à", "e", "el", "las", "los", "o", "y",
    "da", "del", "della", "di", "dos", "av", "eller", "i", "med", "och", "og", "om", "på", "til",
])
# fmt: on


class PolicyLexer(Lexer):
    """Pygments lexer for policy text.

    ``get_tokens_unprocessed`` is exact: the values of its tokens, joined, are the text it was given, whatever
    that is. ``get_tokens``, which ``pygmentize`` uses, first turns CR LF into LF and drops a byte-order mark,
    as Pygments does for every language; anything that needs offsets calls ``get_tokens_unprocessed``.
    """

    name = "Privacy policy"
    aliases: ClassVar[list[str]] = ["policy"]
    filenames: ClassVar[list[str]] = []
    url = "https://pygments.org/docs/lexers/"

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"stripnl": False, "ensurenl": False, **options})

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, _TokenType, str]]:
        return tokens(text)


def tokens(text: str) -> Iterator[tuple[int, _TokenType, str]]:
    """``(offset, type, value)`` in order and without gaps, over the text or any run of its whole lines."""
    for start, end, kind in _pieces(text):
        if start < end:
            yield start, kind, text[start:end]


def _pieces(text: str) -> Iterator[tuple[int, int, _TokenType]]:
    marks = inline_marks(text)
    at = 0
    for start, end, base in _line_pieces(text):
        here = start
        while at < len(marks) and marks[at][0] < end:
            mark_start, mark_end, kind = marks[at]
            at += 1
            if mark_start < here or (base is not Text and kind not in _IN_HEADINGS):
                continue
            yield here, mark_start, base
            yield mark_start, mark_end, _KINDS[kind]
            here = mark_end
        yield here, end, base


def _line_pieces(text: str) -> Iterator[tuple[int, int, _TokenType]]:
    """Each line as a marker, words and a line end, where it has them."""
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text)]
    for index, (start, end) in enumerate(lines):
        line = text[start:end]
        if line[0] in "\r\n" or line.isspace():
            yield start, end, Text
            continue
        following = _line_after(text, lines, index)
        content, base = _judge(line, following)
        yield start, start + content, Punctuation.Marker
        closing = _closing_marks(line, content) if base is not Text else len(line)
        yield start + content, start + closing, base
        yield start + closing, end, Punctuation.Marker


def _line_after(text: str, lines: list[tuple[int, int]], index: int) -> str:
    """The next line, empty at the end or before an empty one."""
    if index + 2 >= len(lines) or text[lines[index + 1][0]] not in "\r\n":
        return ""
    start, end = lines[index + 2]
    return text[start:end]


def _judge(line: str, following: str) -> tuple[int, _TokenType]:  # noqa: PLR0911 - one return for each manner
    """Where the words of a line begin, and what they are."""
    if _RULE.fullmatch(line):
        return len(line), Text
    if hashes := _HASHES.match(line):
        return hashes.end(), Generic.Heading if len(hashes[1]) <= 2 else Generic.Subheading
    quoted = _QUOTED.match(line)
    begin = quoted.end() if quoted else 0
    if bullet := _BULLET.match(line, begin):
        return bullet.end(), Text
    short = len(line) <= _LONGEST_TITLE
    underline = _UNDERLINE.fullmatch(following) if len(line) <= 2 * _LONGEST_TITLE else None
    if underline:
        return begin, Generic.Heading if underline[1][0] == "=" else Generic.Subheading
    if number := _NUMBER.match(line, begin):
        if short and _is_numbered_title(number, line[number.end() :].rstrip()):
            top = "." not in number["number"].rstrip(".:)\\")
            return begin, Generic.Heading if top else Generic.Subheading
        return number.end(), Text
    if bold := _BOLD.fullmatch(line, begin):
        is_title = bold[2][-1] not in ".,;:"
        return (begin + 2, Generic.Subheading) if is_title else (begin, Text)
    if short and _is_title(line[begin:].strip()):
        return begin, Generic.Subheading
    return begin, Text


def _closing_marks(line: str, begin: int) -> int:
    """Where the words of a heading end and closing ``#`` or ``**`` begin."""
    words = line.rstrip()
    if line[:begin].endswith(("**", "__")):
        return len(words) - 2
    bare = words.rstrip("#")
    return len(bare) if len(bare) < len(words) and bare.endswith(" ") else len(line)


def _is_numbered_title(number: re.Match[str], words: str) -> bool:
    """Whether the words after a number are a title rather than an item of a list or a numbered paragraph."""
    label = number["number"]
    if len(number["indent"]) > 1 or label.startswith("(") or label[0].islower() or label.endswith(")"):
        return False
    if not (words[0].isupper() or words[0] in "“\"'‘") or words[-1] in ".,;:":
        return False
    if label[0].isdigit() or label[-1].isdigit():
        return len(words.split()) <= _MOST_WORDS and "," not in words
    return _is_title(words)


def _is_title(line: str) -> bool:
    """Whether a line without any marker reads like a title: short, Title Case, capitals, or a question."""
    if not line or line[-1] in ".,;:!…" or not (line[0].isupper() or line[0] in "“\"'‘"):
        return False
    words = _WORD.findall(line)
    if not words or len(words) > _MOST_WORDS or len(line) < 3:
        return False
    if line[-1] == "?":
        return True
    return all(word[0].isupper() or word in _SMALL_WORDS for word in words)
