"""What reads a document of a stranger opens nothing, reaches nobody, and is ended when it takes too much."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from socket import create_server

import pytest

from annotator.problems import BadInputError
from annotator.text import foreign
from annotator.text.foreign import __main__ as child
from annotator.text.foreign import apart, limits
from annotator.text.foreign.apart import Reader
from annotator.text.readers import documents_in, read
from tests.foreign import makers

ROOT = Path(__file__).parents[2]
linux = pytest.mark.skipif(sys.platform != "linux", reason="the system itself refuses it")


def locked(code: str) -> subprocess.CompletedProcess[str]:
    """What comes of this code behind the lock."""
    start = (
        "import ctypes, os, socket, subprocess, sys\n"
        "from annotator.text.foreign import limits\n"
        "libc = ctypes.CDLL(None)\n"
        "limits.lock()\n"
    )
    return subprocess.run(
        [sys.executable, "-P", "-c", start + code],
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )


@pytest.mark.parametrize(
    "code",
    [
        "open('/etc/hostname')",
        "open('out.txt', 'w')",
        "os.open('/etc/hostname', 0)",
        "os.listdir('/')",
        "os.system('true')",
        "os.fork()",
        "subprocess.run(['true'])",
        "socket.socket()",
        "socket.getaddrinfo('localhost', 80)",
        "import xmlrpc.client",
        "ctypes.CDLL('libm.so.6')",
        "os.kill(os.getpid(), 0)",
    ],
)
def test_python_is_denied_what_reaches_out(code: str) -> None:
    done = locked(code)
    assert done.returncode == 1
    assert "DeniedError" in done.stderr


@linux
@pytest.mark.parametrize(
    ("call", "said"), [("libc.open(b'/etc/hostname', 0)", "-1"), ("libc.socket(2, 1, 0)", "-1")]
)
def test_the_libraries_in_c_are_refused_by_the_system(call: str, said: str) -> None:
    assert locked(f"print({call})").stdout.strip() == said


@linux
def test_memory_has_an_end() -> None:
    assert "MemoryError" in locked(f"b'x' * {limits.MEMORY}").stderr


def test_a_folder_cannot_slip_in_a_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal may be open in the folder in which a stranger's files lie."""
    for name in ("json.py", "pypdfium2.py", "annotator.py"):
        (tmp_path / name).write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    assert foreign.read("html", b"<p>Read all the same.").text == "Read all the same.\n"


@pytest.fixture
def listener() -> Iterator[tuple[int, list[str]]]:
    """A port on this machine, and who called."""
    callers: list[str] = []
    with create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        done = threading.Event()

        def listen() -> None:
            while not done.is_set():
                try:
                    connection, address = server.accept()
                except TimeoutError:
                    continue
                callers.append(str(address))
                connection.close()

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], callers
        done.set()
        thread.join()


def test_nobody_is_asked_for_anything(listener: tuple[int, list[str]], tmp_path: Path) -> None:
    port, callers = listener
    at = f"http://127.0.0.1:{port}"
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret of this machine")
    near = secret.as_uri()
    page = (
        f"<html manifest='{at}/m'><head><base href='{at}/'><link rel=stylesheet href='{at}/a.css'>"
        f"<link rel=preload href='{at}/p'><meta http-equiv=refresh content='0;url={at}/r'>"
        f"<style>@import url('{at}/i.css'); p {{ background: url({at}/b.png) }}</style>"
        f"<script src='{at}/s.js'></script><body background='{at}/bg'><img src='{at}/x.png'>"
        f"<img src='{near}' alt='near'><iframe src='{near}'></iframe><object data='{at}/o'></object>"
        f"<embed src='{at}/e'><video src='{at}/v'></video><svg><image href='{at}/g'/></svg>"
        f"<p>Words. <a href='{near}'>a file</a>"
    )
    picture = (
        f'<w:r><w:drawing><a:blip xmlns:a="urn:a" r:link="near"/></w:drawing></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText>INCLUDETEXT "{near}"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    document = makers.word(makers.par("Words.", picture), {"near": near, "far": f"{at}/t.dotm"})
    action = f"<< /S /URI /URI ({at}/pdf) >>".encode()
    script = b"<< /S /JavaScript /JS (app.launchURL\\('%b'\\)) >>" % at.encode()
    paper = makers.pdf([makers.drawn(["Words."])], more=[action, script]).replace(
        b"/Type /Catalog", b"/Type /Catalog /OpenAction 7 0 R /AA << /WC 8 0 R >>"
    )
    for kind, content in (("html", page.encode()), ("docx", document), ("pdf", paper)):
        text = foreign.read(kind, content).text
        assert "Words." in text
        assert "a secret of this machine" not in text
    assert callers == []


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SECONDS", 1)


@pytest.mark.usefixtures("small")
def test_what_takes_too_long_is_ended() -> None:
    attributes = "<p " + " ".join(f"a{number}=1" for number in range(120_000)) + ">x"
    with pytest.raises(BadInputError, match="takes more than 1 seconds to read"):
        foreign.read("html", attributes.encode())


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "large.pdf"
    with path.open("wb") as stream:
        stream.truncate(limits.MOST_BYTES + 1)
    with pytest.raises(
        BadInputError, match=r"“large\.pdf”: It has 32 MB; a PDF of more than 32 MB is not read"
    ):
        read(path)


def test_one_reader_reads_many_and_says_when_it_is_gone() -> None:
    with Reader() as reader:
        assert reader.read("html", b"<p>One").text == "One\n"
        with pytest.raises(BadInputError):
            reader.read("pdf", b"none")
        assert reader.read("html", b"<p>Two").text == "Two\n"
        assert reader.alive
        os.kill(reader.process, 9)
        with pytest.raises(BadInputError, match="Reading it as an HTML page failed: it is damaged"):
            reader.read("html", b"<p>Three")
        assert not reader.alive


def test_what_is_read_apart_is_what_is_read_here() -> None:
    """Nothing is lost between the processes: any text, pages and notes."""
    odd = 'a\u2028b\x85\u202e\U0010ffff\ufffe“é” \\ " \u05d0'
    assert foreign.read("html", f"<p>{odd}".encode()).text == odd + "\n"
    parsed = foreign.read("pdf", makers.pdf([makers.drawn(["One."]), makers.drawn(["Two."])]))
    assert parsed == foreign.Parsed("One.\n\nTwo.\n", "pdf", (0, 6), ())
    assert json.loads(json.dumps(parsed.pages)) == [0, 6]


def test_a_folder_gives_all_kinds(tmp_path: Path) -> None:
    for name in ("a.html", "b.HTM", "c.docx", "d.pdf", "e.doc"):
        (tmp_path / name).write_bytes(b"<p>x")
    found = documents_in([tmp_path])
    assert [path.name for path in found] == ["a.html", "b.HTM", "c.docx", "d.pdf"]
    assert [read(path).text for path in found[:2]] == ["x\n", "x\n"]
    for path in found[2:]:
        with pytest.raises(BadInputError, match=f"“{path.name}”: It is not a"):
            read(path)


def test_a_bug_in_what_reads_is_one_sentence_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(content: bytes, encoding: str | None) -> foreign.Parsed:
        raise KeyError(content)

    monkeypatch.setitem(child._PARSERS, "pdf", broken)
    told = child._answer("pdf", b"the words of a policy", None)
    assert told["problem"].startswith("It cannot be read (KeyError): it is damaged")
    assert "policy" not in told["problem"]


def test_an_answer_can_always_be_sent() -> None:
    told = child._answer("html", "<p>\ud800x".encode("utf-8", "surrogatepass"), None)
    assert told["unknown"]
    assert child._answer("html", b"<p>x", "utf-8")["text"] == "x\n"
    assert child._answer("docx", b"", None)["unknown"] is False


def test_too_little_memory_has_a_code_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def large(content: bytes, encoding: str | None) -> foreign.Parsed:
        raise MemoryError

    def ended(code: int) -> None:
        raise SystemExit(code)

    monkeypatch.setitem(child._PARSERS, "html", large)
    monkeypatch.setattr(os, "_exit", ended)
    with pytest.raises(SystemExit) as end:
        child._answer("html", b"", None)
    assert end.value.code == limits.NO_MEMORY
    assert "takes more than 512 MB of memory to read" in apart._death("html", limits.NO_MEMORY, late=False)
    assert "failed: it is damaged" in apart._death("pdf", -11, late=False)
