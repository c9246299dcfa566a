"""A PDF → its words, page by page, in the order in which they are read.

A PDF says where each letter stands and nothing of words, lines or paragraphs. PDFium tells the letters and
what it takes for lines; ``pdf_layout`` makes paragraphs of these. Nothing in it is run, drawn or followed.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2.raw as pdfium

from annotator.problems import BadInputError
from annotator.text.foreign import Parsed, limits, listed, too_much
from annotator.text.foreign.docx_styles import PICTURES
from annotator.text.foreign.pdf_layout import Line, Segment, paragraphs, vocabulary

_WIDE_GAP = 1.4
"""Ems between two words beyond which they belong to two columns."""
_SIGNS = {0xFFFE: "-", 0x02: "-", 0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_SIGNS |= {0xFB05: "st", 0xFB06: "st", 0xFFFF: "", 0x09: " ", 0x0C: ""}
_SAMPLE = 400
"""Letters of a page by which one tells how it is turned."""
_NAMED = 12
"""Pages that a note names one by one."""
_BOLD = ("bold", "black", "heavy", "semibold", "demi")


def start() -> None:
    """Load the library; after that it needs no file."""
    pdfium.FPDF_InitLibrary()


def parse(content: bytes, _: str | None) -> Parsed:
    """The words of a PDF."""
    with _opened(content) as document:
        count = pdfium.FPDF_GetPageCount(document)
        if count > limits.MOST_PAGES:
            raise BadInputError(too_much(f"has {count:,} pages"))
        pages: list[list[Line]] = []
        pictures: list[int] = []
        damaged: list[int] = []
        letters = 0
        for number in range(1, count + 1):
            lines = _lines(document, number - 1)
            if lines is None:
                damaged.append(number)
            elif isinstance(lines, int):
                pictures += [number] * (lines > 0)
            pages.append(lines if isinstance(lines, list) else [])
            letters += sum(len(segment.words) for line in pages[-1] for segment in line.segments)
            if letters > limits.MOST_TEXT:
                raise BadInputError(too_much(f"holds more than {limits.MOST_TEXT:,} characters"))
        if not letters:
            raise BadInputError(_wordless(count, damaged=bool(damaged)))
        forms = pdfium.FPDF_GetFormType(document)
    text, starts, joined = _written(pages)
    notes = listed(
        (
            (joined, "1 word that was divided at the end of a line was joined.", _JOINED),
            (forms in {pdfium.FORMTYPE_XFA_FULL, pdfium.FORMTYPE_XFA_FOREGROUND}, _FORM, _FORM),
        )
    )
    notes += _of_pages(
        pictures,
        "shows pictures but no text: it may be a scan",
        "show pictures but no text: they may be scans",
    )
    notes += _of_pages(damaged, "is damaged and could not be read", "are damaged and could not be read")
    return Parsed(text, "pdf", starts, notes)


_JOINED = "{n} words that were divided at the ends of lines were joined."
_FORM = "It is a form that only Adobe's programs show; its fields are not read."


def _written(pages: list[list[Line]]) -> tuple[str, tuple[int, ...], int]:
    """The text, where each page starts in it, and how many divided words were joined."""
    known = vocabulary(pages)
    parts: list[str] = []
    starts: list[int] = []
    size = joined = 0
    for lines in pages:
        starts.append(size)
        words, divided = paragraphs(lines, known)
        joined += divided
        if words:
            parts.append(words + "\n\n")
            size += len(parts[-1])
    text = "".join(parts).rstrip("\n") + "\n"
    return text, tuple(min(each, len(text)) for each in starts), joined


def _wordless(count: int, *, damaged: bool) -> str:
    if damaged:
        return "None of its pages can be read: it is damaged or cut off. Ask for it once more."
    pages = "1 page" if count == 1 else f"{count:,} pages"
    return (
        f"It has {pages} but no text: it is a scan. Run text recognition (OCR) on it first, for example in"
        " the program that shows it, and import what comes of that."
    )


def _of_pages(pages: list[int], one: str, many: str) -> tuple[str, ...]:
    if not pages:
        return ()
    if len(pages) == 1:
        return (f"Page {pages[0]} {one}.",)
    if len(pages) > _NAMED:
        return (f"{len(pages):,} pages {many}, the first of them page {pages[0]}.",)
    return (f"Pages {', '.join(map(str, pages[:-1]))} and {pages[-1]} {many}.",)


@contextmanager
def _opened(content: bytes) -> Iterator[pdfium.FPDF_DOCUMENT]:
    document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    if not document:
        error = pdfium.FPDF_GetLastError()
        if error == pdfium.FPDF_ERR_PASSWORD:
            raise BadInputError(
                "It is protected by a password. Open it with the password, save it without one (or print it"
                " to a new PDF), and import that."
            )
        if error == pdfium.FPDF_ERR_SECURITY:
            raise BadInputError("It is protected in a way that is not known here. Save its words as .txt.")
        raise BadInputError(
            "It is not a PDF: it is damaged, cut off, or something else under that name. Ask for it once"
            " more."
        )
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


def _lines(document: pdfium.FPDF_DOCUMENT, index: int) -> list[Line] | int | None:
    """The lines of a page in the order of the file, or how many things are drawn where it has none.

    None where it is damaged.
    """
    page = pdfium.FPDF_LoadPage(document, index)
    if not page:
        return None
    try:
        text = pdfium.FPDFText_LoadPage(page)
        if not text:
            return None
        try:
            lines = list(_Letters(text).lines())
        finally:
            pdfium.FPDFText_ClosePage(text)
        return lines or int(pdfium.FPDFPage_CountObjects(page))
    finally:
        pdfium.FPDF_ClosePage(page)


class _Letters:
    """The letters of a page, turned so that most of them stand upright."""

    def __init__(self, text: pdfium.FPDF_TEXTPAGE) -> None:
        self._text = text
        self._count = pdfium.FPDFText_CountChars(text)
        if self._count > limits.MOST_TEXT:
            raise BadInputError(too_much(f"holds more than {limits.MOST_TEXT:,} characters on one page"))
        self._box = pdfium.FS_RECTF()
        every = max(self._count // _SAMPLE, 1)
        sample = Counter(
            self._quarter(index)
            for index in range(0, self._count, every)
            if not pdfium.FPDFText_IsGenerated(text, index)
        )
        self._turned = sample.most_common(1)[0][0] if sample else 0

    def lines(self) -> Iterator[Line]:
        """Lines as PDFium has them, cut where letters jump, their words cut where a wide gap is."""
        text, box = self._text, self._box
        segments: list[Segment] = []
        now: Segment | None = None
        high = ""
        for index in range(self._count):
            code = pdfium.FPDFText_GetUnicode(text, index)
            if code in {0x0A, 0x0D}:
                yield from self._line(segments)
                segments, now = [], None
                continue
            sign, high = _sign(code, high)
            if not sign or (sign == " " and now is None):
                continue
            if sign == " " and now is not None:
                now.words += sign
                continue
            if not pdfium.FPDFText_GetLooseCharBox(text, index, box):
                continue
            left, bottom, right, top = self._upright(box.left, box.bottom, box.right, box.top)
            if now is not None and not _beside(now, bottom, top):
                if self._quarter(index) != self._turned:
                    now.words += sign
                    continue
                yield from self._line(segments)
                segments, now = [], None
            if now is None or left - now.right > _WIDE_GAP * now.em or left < now.left - 4 * now.em:
                now = Segment("", left, right, bottom, top, *self._type(index, top - bottom))
                segments.append(now)
            now.words += sign
            now.right, now.left, now.last = max(now.right, right), min(now.left, left), index
        yield from self._line(segments)

    def _line(self, segments: list[Segment]) -> Iterator[Line]:
        found = [each for each in segments if each.words.strip()]
        for each in found:
            em, _, bold = self._type(each.last, each.em)
            each.em, each.bold = em, each.bold and bold
        if found:
            yield Line(found)

    def _quarter(self, index: int) -> int:
        """By how many quarters a letter is turned to the right."""
        angle: float = pdfium.FPDFText_GetCharAngle(self._text, index)
        return round(angle / (math.pi / 2)) % 4

    def _upright(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """Left, bottom, right, top when the page is turned so that its letters stand upright."""
        if self._turned == 3:
            return bottom, -right, top, -left
        if self._turned == 2:
            return -right, -top, -left, -bottom
        if self._turned == 1:
            return -top, left, -bottom, right
        return left, bottom, right, top

    def _type(self, index: int, height: float) -> tuple[float, float, bool]:
        """The size of a letter's type, the line that it stands on, and whether it is bold."""
        matrix, across, up = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
        size = pdfium.FPDFText_GetFontSize(self._text, index)
        if pdfium.FPDFText_GetMatrix(self._text, index, matrix):
            size *= math.hypot(matrix.c, matrix.d)
        pdfium.FPDFText_GetCharOrigin(self._text, index, across, up)
        base = self._upright(across.value, up.value, across.value, up.value)[1]
        return size if 0.5 < size < 10_000 else max(height, 0.5), base, self._is_bold(index)

    def _is_bold(self, index: int) -> bool:
        name = ctypes.create_string_buffer(128)
        size = pdfium.FPDFText_GetFontInfo(self._text, index, name, len(name), ctypes.c_int())
        called = name.value.decode("latin-1").lower() if size <= len(name) else ""
        return (
            any(word in called for word in _BOLD) or pdfium.FPDFText_GetFontWeight(self._text, index) >= 600
        )


def _beside(segment: Segment, bottom: float, top: float) -> bool:
    """Whether a letter stands on the height of a segment, be it raised or lowered."""
    height = min(top - bottom, segment.top - segment.bottom)
    return min(top, segment.top) - max(bottom, segment.bottom) > 0.2 * height


def _sign(code: int, high: str) -> tuple[str, str]:
    """What a code stands for, and the first half of a sign that the next one ends."""
    if 0xD800 <= code < 0xDC00:
        return "", chr(code)
    if 0xDC00 <= code < 0xE000:
        pair = high + chr(code)
        return pair.encode("utf-16-le", "surrogatepass").decode(
            "utf-16-le", "replace"
        ) if high else "\ufffd", ""
    if code in _SIGNS:
        return _SIGNS[code], ""
    if 0xE000 <= code < 0xF900:
        return PICTURES.get(code, chr(code)), ""
    if code < 0x20 or code == 0x7F or code > 0x10FFFF:
        return "", ""
    return chr(code), ""
