"""Bytes → text, strictly; the only code that opens foreign files.

A plain text is what its bytes say and nothing else: decoded without repair, line ends and control characters
kept, only a byte order mark is dropped. So ``path.read_bytes().decode(reading.encoding) == reading.text``
always. What is not UTF-8 is never guessed in silence: ``guesses`` lets a person choose. HTML, DOCX and PDF
are read by ``annotator.text.foreign``, in a process of its own.
"""

import codecs
import contextlib
import os
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from annotator.places import refuse_project
from annotator.problems import BadInputError, UnknownEncodingError
from annotator.text import foreign

SUFFIXES = frozenset({".txt", ".md", *foreign.KINDS})

_USUAL = (".txt", ".md", ".html", ".docx", ".pdf")

PREVIEW = 2_000
"""Code points that a person sees of each guess."""

CANDIDATES = (
    "cp1252",
    "cp1250",
    "iso8859-1",
    "mac-roman",
    "cp1251",
    "koi8-r",
    "cp1253",
    "cp932",
    "gb18030",
    "big5",
    "euc_kr",
    "utf-16-le",
    "utf-16-be",
    "utf-32-le",
    "utf-32-be",
)
"""The encodings that policies come in, the likelier first among equals."""

_REWRITING = frozenset({"unicode-escape", "raw-unicode-escape", "punycode", "idna"})

_UNKNOWN = "“{}” is not an encoding that is known here. Try utf-8, cp1252, iso-8859-1 or utf-16."

_WIDE_MARKS = {
    "utf-16": (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE),
    "utf-32": (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was read. Of plain text ``content.decode(encoding) == text``."""

    file_name: str
    content: bytes
    text: str
    encoding: str
    """``utf-8``, ``utf-8-sig`` where a byte order mark was dropped, or as it was named; else how it was read:
    ``html utf-8``, ``docx``, ``pdf``.
    """
    pages: tuple[int, ...] = ()
    """The offset at which each page starts; empty where there are no pages."""
    notes: tuple[str, ...] = ()
    """What reading it took, in sentences: “3 tracked changes were accepted.”"""


def read(path: Path, encoding: str | None = None) -> Reading:
    """The text of one file, as UTF-8 unless it says otherwise or an encoding is named."""
    refuse_project(path)
    try:
        if (kind := foreign.kind_of(path.name)) and path.stat().st_size > foreign.limits.MOST_BYTES:
            raise BadInputError(f"“{path.name}”: {foreign.too_large(kind, path.stat().st_size)}")
        content = path.read_bytes()
    except OSError as error:
        raise BadInputError(_unreadable(path, error)) from error
    try:
        parsed = parse(path.name, content, encoding)
    except BadInputError as error:
        raise type(error)(f"“{path.name}”: {error}") from error
    return Reading(path.name, content, parsed.text, parsed.encoding, parsed.pages, parsed.notes)


def parse(name: str, content: bytes, encoding: str | None = None) -> foreign.Parsed:
    """What these bytes say, read as what the end of the name tells; plain text for any other name."""
    if encoding is not None:
        _refuse_rewriting(encoding)
    kind = foreign.kind_of(name)
    if not kind:
        return foreign.Parsed(*decode(content, encoding))
    if kind == "html" and encoding is not None:
        text, used = decode(content, encoding)
        return replace(foreign.read(kind, text.encode(), "utf-8"), encoding=f"{kind} {used}")
    return foreign.read(kind, content)


def _refuse_rewriting(encoding: str) -> None:
    """BadInputError where a codec is for a programmer's source or a host's name: it makes other words of what
    a policy says.
    """
    with contextlib.suppress(LookupError, ValueError):  # which decode tells
        if codecs.lookup(encoding).name in _REWRITING:
            raise BadInputError(_UNKNOWN.format(encoding))


def decode(content: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text of these bytes without its byte order mark, and the encoding that gives just this text."""
    if encoding is None:
        return _decode_utf8(content)
    try:
        name = codecs.lookup(encoding).name
        if name == "utf-8":
            return _decode_utf8(content)
        if name.startswith(("utf-16", "utf-32")):
            name = _wide(content, name)
        text = content.decode(name)
        text.encode()
    except UnicodeError as error:
        where = f" at position {error.start:,}" if isinstance(error, UnicodeDecodeError) else ""
        raise BadInputError(
            f"The file is not {name}: something in it{where} has no meaning there. Name another encoding."
        ) from error
    except (LookupError, ValueError) as error:
        raise BadInputError(_UNKNOWN.format(encoding)) from error
    return text, name


def _wide(content: bytes, name: str) -> str:
    """``utf-16`` where a mark says the byte order; else with the order, the same on every machine."""
    bare = name[:6]
    return bare if content.startswith(_WIDE_MARKS[bare]) else bare + (name[6:] or "-le")


def _decode_utf8(content: bytes) -> tuple[str, str]:
    encoding = "utf-8-sig" if content.startswith(codecs.BOM_UTF8) else "utf-8"
    try:
        return content.decode(encoding), encoding
    except UnicodeDecodeError as error:
        at = error.start + (len(codecs.BOM_UTF8) if encoding == "utf-8-sig" else 0)
        line = content.count(b"\n", 0, at) + 1
        raise UnknownEncodingError(
            f"The file is not UTF-8: the first byte that does not fit is 0x{content[at]:02X} "
            f"at position {at:,}, line {line:,}. Say how it was written, for example --encoding cp1252."
        ) from error


def guesses(content: bytes) -> list[tuple[str, str]]:
    """The encodings that fit these bytes, the most plausible first, each with a preview to judge it by.

    The preview holds the first 2,000 code points or, where these are plain ASCII, 2,000 further on.
    """
    found = []
    for order, name in enumerate(("utf-8", *CANDIDATES)):
        try:
            text, used = decode(content, name)
        except BadInputError:
            continue
        preview = _preview(text)
        found.append((_oddness(preview), order, used, preview))
    return [(encoding, preview) for encoding, preview in _distinct(sorted(found))]


def _distinct(ranked: Iterable[tuple[float, int, str, str]]) -> Iterator[tuple[str, str]]:
    seen = set()
    for _, _, encoding, preview in ranked:
        if encoding not in seen:
            seen.add(encoding)
            yield encoding, preview


def _preview(text: str) -> str:
    start = 0
    if text[:PREVIEW].isascii() and not text.isascii():
        first = next(at for at in range(0, len(text), PREVIEW) if not text[at : at + PREVIEW].isascii())
        start = first
    return text[start : start + PREVIEW]


def _oddness(text: str) -> float:
    """How much of a text looks as if it had been decoded wrongly: 0 for none."""
    unreadable = sum(unicodedata.category(letter) in {"Cc", "Cn", "Co"} for letter in text)
    unreadable -= sum(map(text.count, "\t\n\r\f"))
    clashes = sum(_clash(one, two) for one, two in pairwise(text) if not (one.isascii() and two.isascii()))
    return (3 * unreadable + clashes) / max(1, len(text))


def _clash(one: str, two: str) -> int:
    """How little two neighbours agree: a symbol in a word, two scripts, ``aB``, ``ìû``."""
    kinds = unicodedata.category(one), unicodedata.category(two)
    if kinds[0][0] == kinds[1][0] == "L":
        scripts = _script(one), _script(two)
        if scripts[0] != scripts[1] or kinds == ("Ll", "Lu"):
            return 2
        return int(scripts[0] == "LATIN" and not one.isascii() and not two.isascii())
    majors = {kinds[0][0], kinds[1][0]}
    if "L" in majors and majors & {"S", "N"}:
        return 2
    return int("HALFWIDTH" in unicodedata.name(two, ""))


def _script(letter: str) -> str:
    script = unicodedata.name(letter, "").split(" ")[0]
    return "CJK" if script in {"HIRAGANA", "KATAKANA", "FULLWIDTH", "KATAKANA-HIRAGANA"} else script


def documents_in(paths: Iterable[Path]) -> list[Path]:
    """The files of these kinds that are named or lie in the folders that are named, sorted, each once.

    What is missing or of another kind is told in one BadInputError for all. What is hidden in a folder is
    passed over.
    """
    found: set[Path] = set()
    problems: list[str] = []
    for path in paths:
        if path.is_dir():
            inside = list(_walk(path, problems))
            if not inside:
                problems.append(f"The folder “{path}” holds no {listed()} file.")
            found.update(inside)
        elif not path.exists():
            problems.append(f"“{path}” is not there. Check the name.")
        elif not path.is_file():  # a pipe is waited for without end
            problems.append(f"“{path}” is no file. Name a file or a folder.")
        elif path.suffix.lower() not in SUFFIXES:
            problems.append(f"“{path.name}” is not a {listed()} file. Save it as plain text first.")
        else:
            found.add(path)
    if problems:
        raise BadInputError("\n".join(problems))
    return sorted(found)


def listed(suffixes: Set[str] = SUFFIXES) -> str:
    """The ends of names as they are said: ``.txt, .md or .pdf``."""
    *most, last = [each for each in _USUAL if each in suffixes] + sorted(suffixes - SUFFIXES)
    return f"{', '.join(most)} or {last}"


def _walk(folder: Path, problems: list[str]) -> Iterator[Path]:
    def unreadable(error: OSError) -> None:
        problems.append(_unreadable(Path(error.filename), error))

    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".") and not is_of_page(name, names)]
        for name in names:
            path = Path(parent, name)
            if not name.startswith(".") and path.suffix.lower() in SUFFIXES and path.is_file():
                yield path


def is_of_page(folder: str, beside: Collection[str]) -> bool:
    """Whether a browser made this folder for the pictures and frames of a page that it saved beside it."""
    page = folder.removesuffix("_files")
    return page != folder and any(f"{page}{end}" in beside for end in (".html", ".htm"))


def _unreadable(path: Path, error: OSError) -> str:
    return (
        f"“{path}” cannot be read: {(error.strerror or str(error)).lower()}. Check the name and your rights."
    )
