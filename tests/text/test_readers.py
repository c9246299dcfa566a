"""A text is what its bytes say; what is not UTF-8 is asked for, never guessed in silence."""

import os
from pathlib import Path

import pytest
from hypothesis import given

from annotator.problems import BadInputError, UnknownEncodingError
from annotator.text.readers import PREVIEW, decode, documents_in, guesses, read
from tests.text.any_text import texts

SWEDISH = "Vi behandlar personuppgifter för att kunna fullgöra våra åtaganden – “alltid”."
POLISH = "Przetwarzamy dane osobowe, aby móc świadczyć usługi zgodnie z umową, ściśle według zasad."
RUSSIAN = "Мы обрабатываем персональные данные в соответствии с законом."
GREEK = "Επεξεργαζόμαστε τα προσωπικά σας δεδομένα σύμφωνα με τον νόμο."
JAPANESE = "当社は、お客様の個人情報をプライバシーポリシーに従って適切に取り扱います。"
CHINESE = "我们非常重视您的个人信息和隐私保护，并将按照法律法规的要求处理。"


@given(texts())
def test_utf8_is_read_exactly(text: str) -> None:
    decoded, encoding = decode(text.encode())
    assert text.encode().decode(encoding) == decoded
    assert decoded == text.removeprefix("\ufeff")


def test_only_the_byte_order_mark_is_dropped() -> None:
    assert decode(b"\xef\xbb\xbfa\r\n\0\x0c\xe2\x80\xa8") == ("a\r\n\0\f\u2028", "utf-8-sig")
    assert decode(b"\xef\xbb\xbf\xef\xbb\xbfa") == ("\ufeffa", "utf-8-sig")
    assert decode(b"") == ("", "utf-8")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"ab\nf\xf6r", "0xF6 at position 4, line 2"),
        (b"\xef\xbb\xbfab\xff", "0xFF at position 5, line 1"),
        (b"\xff\xfea\0", "0xFF at position 0, line 1"),
        (b"\xed\xa0\x80", "0xED at position 0"),
        (b"abc\xc3", "0xC3 at position 3"),
    ],
)
def test_the_first_byte_that_is_not_utf8_is_named(content: bytes, said: str) -> None:
    with pytest.raises(UnknownEncodingError) as error:
        decode(content)
    assert said in str(error.value)
    assert "--encoding" in str(error.value)


@pytest.mark.parametrize(
    ("content", "named", "text", "used"),
    [
        (b"f\xf6r", "latin-1", "för", "iso8859-1"),
        (b"f\xf6r", "Windows-1252", "för", "cp1252"),
        (b"\xef\xbb\xbff", "UTF8", "f", "utf-8-sig"),
        ("\ufeffför".encode("utf-16-le"), "utf-16", "för", "utf-16"),
        ("\ufeffför".encode("utf-16-be"), "utf-16-be", "för", "utf-16"),
        ("för".encode("utf-16-be"), "utf-16-be", "för", "utf-16-be"),
        ("\ufeffför".encode("utf-32-le"), "utf-32-le", "för", "utf-32"),
    ],
)
def test_a_named_encoding_is_used_as_strictly(content: bytes, named: str, text: str, used: str) -> None:
    assert decode(content, named) == (text, used)
    assert content.decode(used) == text


@pytest.mark.parametrize(
    ("content", "named", "said"),
    [
        (b"a", "klingon", "“klingon” is not an encoding"),
        (b"a", "rot13", "“rot13” is not an encoding"),
        (b"a", "hex", "“hex” is not an encoding"),
        (b"a", "a\0b", "is not an encoding"),
        (b"ab\x81", "cp1252", "not cp1252: something in it at position 2"),
        (b"\xc3", "utf-8", "not UTF-8"),
        (b"\\ud800", "unicode_escape", "not unicode-escape"),
        (b"a", "undefined", "not undefined"),
    ],
)
def test_a_wrong_encoding_is_refused_in_words(content: bytes, named: str, said: str) -> None:
    with pytest.raises(BadInputError) as error:
        decode(content, named)
    assert said in str(error.value)


@pytest.mark.parametrize(
    "named", ["unicode_escape", "raw-unicode-escape", "Unicode Escape", "punycode", "idna"]
)
@pytest.mark.parametrize("name", ["policy.txt", "policy.html"])
def test_what_makes_other_words_of_a_text_is_no_encoding(tmp_path: Path, name: str, named: str) -> None:
    path = tmp_path / name
    path.write_bytes(rb"Files are in C:\u0041pp and xn--a.")
    with pytest.raises(BadInputError, match=f"“{named}” is not an encoding"):
        read(path, named)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SWEDISH, "utf-8"),
        (SWEDISH, "cp1252"),
        (SWEDISH, "mac-roman"),
        (SWEDISH, "utf-16"),
        (SWEDISH, "utf-16-le"),
        (SWEDISH, "utf-16-be"),
        (SWEDISH, "utf-32"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (GREEK, "cp1253"),
        (JAPANESE, "cp932"),
        (CHINESE, "gb18030"),
        (CHINESE, "utf-16-le"),
    ],
)
def test_the_most_plausible_guess_comes_first(text: str, encoding: str) -> None:
    guessed = guesses(text.encode(encoding))
    assert guessed[0] == (encoding, text)
    assert len({name for name, _ in guessed}) == len(guessed)


def test_every_guess_decodes() -> None:
    content = SWEDISH.encode("cp1252")
    assert {"cp1252", "mac-roman", "iso8859-1"} <= {name for name, _ in guesses(content)}
    assert all(decode(content, name)[0].startswith(preview) for name, preview in guesses(content))
    assert guesses(b"")[0] == ("utf-8", "")


def test_the_preview_shows_where_encodings_differ() -> None:
    content = b"x" * 10_000 + "för".encode("cp1252") + b"x" * 10_000
    name, preview = guesses(content)[0]
    assert name == "cp1252"
    assert "för" in preview
    assert len(preview) == PREVIEW


def test_read_gives_name_bytes_and_text(tmp_path: Path) -> None:
    path = tmp_path / "policy.txt"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb")
    reading = read(path)
    assert (reading.file_name, reading.content, reading.text) == ("policy.txt", path.read_bytes(), "a\r\nb")
    assert reading.content.decode(reading.encoding) == reading.text


def test_read_names_the_file_in_what_it_says(tmp_path: Path) -> None:
    path = tmp_path / "alt.txt"
    path.write_bytes(b"f\xf6r")
    with pytest.raises(UnknownEncodingError, match=r"“alt\.txt”: The file is not UTF-8"):
        read(path)
    with pytest.raises(BadInputError, match=r"“alt\.txt”: “klingon”"):
        read(path, "klingon")
    assert read(path, "cp1252").text == "för"
    with pytest.raises(BadInputError, match="no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(BadInputError, match="is a directory"):
        read(tmp_path)


def test_documents_are_found_in_folders_sorted_and_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a.MD", "deep/er/c.Txt", ".hidden.txt", ".git/d.txt", "page.html", "deep/x.rtf"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = documents_in([tmp_path, tmp_path / "b.txt", tmp_path / "deep"])
    assert [str(path.relative_to(tmp_path)) for path in found] == [
        "a.MD",
        "b.txt",
        "deep/er/c.Txt",
        "page.html",
    ]
    assert documents_in([tmp_path / ".hidden.txt"]) == [tmp_path / ".hidden.txt"]


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    (tmp_path / "page.rtf").write_text("x", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadInputError) as error:
        documents_in([tmp_path / "page.rtf", tmp_path / "gone.txt", tmp_path / "empty"])
    assert [line.rpartition("/")[2] for line in str(error.value).splitlines()] == [
        "“page.rtf” is not a .txt, .md, .html, .docx or .pdf file. Save it as plain text first.",
        "gone.txt” is not there. Check the name.",
        "empty” holds no .txt, .md, .html, .docx or .pdf file.",
    ]


def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: object) -> object:
        raise PermissionError(13, "Permission denied", str(folder))

    monkeypatch.setattr(os, "scandir", refuse)
    with pytest.raises(BadInputError, match="cannot be read: permission denied"):
        documents_in([tmp_path])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a pipe with a name")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "p.txt")
    with pytest.raises(BadInputError, match="is no file"):
        documents_in([tmp_path / "p.txt"])
