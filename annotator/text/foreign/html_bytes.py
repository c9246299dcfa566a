"""How the bytes of a page are written: by its mark, by what it says of itself, or by what fits."""

import codecs
import re

from annotator.problems import UnknownEncodingError

_WORDS_OF = {
    "cp1252": "ascii us-ascii iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1 windows-1252 cp1252 x-cp1252"
    " ansi_x3.4-1968 x-user-defined",
    "cp1250": "windows-1250 cp1250 x-cp1250",
    "cp1251": "windows-1251 cp1251 x-cp1251",
    "cp1253": "windows-1253 cp1253",
    "cp1254": "windows-1254 cp1254 iso-8859-9 latin5 iso8859-9",
    "cp1255": "windows-1255 cp1255",
    "cp1256": "windows-1256 cp1256",
    "cp1257": "windows-1257 cp1257",
    "cp1258": "windows-1258 cp1258",
    "cp874": "windows-874 tis-620 iso-8859-11",
    "iso8859-2": "iso-8859-2 latin2 l2 iso8859-2",
    "iso8859-3": "iso-8859-3",
    "iso8859-4": "iso-8859-4",
    "iso8859-5": "iso-8859-5",
    "iso8859-6": "iso-8859-6",
    "iso8859-7": "iso-8859-7 greek",
    "iso8859-8": "iso-8859-8 iso-8859-8-i",
    "iso8859-10": "iso-8859-10",
    "iso8859-13": "iso-8859-13",
    "iso8859-14": "iso-8859-14",
    "iso8859-15": "iso-8859-15 latin-9",
    "iso8859-16": "iso-8859-16",
    "koi8-r": "koi8-r koi8 koi",
    "koi8-u": "koi8-u",
    "mac-roman": "macintosh mac x-mac-roman",
    "cp866": "ibm866 cp866",
    "gb18030": "gb18030 gbk gb2312 gb_2312-80 x-gbk chinese",
    "big5hkscs": "big5 big5-hkscs x-x-big5",
    "euc_jp": "euc-jp x-euc-jp",
    "iso2022_jp": "iso-2022-jp",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji windows-31j",
    "cp949": "euc-kr ks_c_5601-1987 korean windows-949",
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 utf-16 utf-16le utf-16be utf-32 unicode",
}
_BY_LABEL = {label: name for name, labels in _WORDS_OF.items() for label in labels.split()}
"""As the encoding standard of the web has it: who says Latin-1 means Windows-1252."""

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", *_WORDS_OF)

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_PRESCAN = 4_096
_META = re.compile(rb"<meta[\s/][^>]{0,400}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"\A\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([a-zA-Z0-9_:.-]{1,40})")
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)


def decode(content: bytes, encoding: str | None) -> tuple[str, str, tuple[str, ...]]:
    """The source of a page, the encoding it was read with, and what is to be said of it.

    A person's word goes first, then a byte order mark, then what the page says. A page that says nothing is
    UTF-8, or an UnknownEncodingError asks that person.
    """
    if encoding is not None:
        return content.decode(encoding), encoding, ()
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _leniently(content[len(mark) :], name, "its byte order mark says")
    said = _said(content)
    name = _BY_LABEL.get(said, "")
    if name in {"", "utf-8"}:
        return _utf8(content, said)
    if not content.isascii() and _is_utf8(content):
        note = f"The page says that it is written in {said}, but it is UTF-8 and was read so."
        return content.decode(), "utf-8", (note,)
    return _leniently(content, name, "the page says")


def _said(content: bytes) -> str:
    head = _COMMENT.sub(b"", content[:_PRESCAN])
    found = _META.search(head) or _XML.search(head)
    return found[1].decode("ascii").lower() if found is not None else ""


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _utf8(content: bytes, said: str) -> tuple[str, str, tuple[str, ...]]:
    if said in _BY_LABEL:
        return _leniently(content, "utf-8", "the page says")
    try:
        return content.decode(), "utf-8", ()
    except UnicodeDecodeError as error:
        told = "does not say how it is written"
        if said:
            told = f"says that it is written in “{said}”, which is not known here"
        raise UnknownEncodingError(
            f"The page {told}, and it is not UTF-8: byte {error.start:,} does not fit. Say how it was"
            " written, for example --encoding cp1252."
        ) from error


def _leniently(content: bytes, name: str, why: str) -> tuple[str, str, tuple[str, ...]]:
    """As browsers do it: what does not fit is shown as �, and counted here."""
    try:
        return content.decode(name), name, ()
    except UnicodeDecodeError:
        text = content.decode(name, errors="replace")
    missing = text.count("\ufffd")
    places = "1 place does" if missing == 1 else f"{missing:,} places do"
    return text, name, (f"As {why}, it was read as {name}; {places} not fit and shows as �.",)
