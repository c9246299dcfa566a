"""Taguette's server takes our labels, and each span by its own interface, and gives back the same words.

It reads no marks of other tools: codebooks as CSV, texts, and projects of its own. So the labels of the
REFI-QDA codebook are given as such a table, and come back as a codebook; the spans of the project are put
there one by one, in the bytes that it counts in, as somebody would who carries our export over.
"""

import csv
import io
import json
import os
import re
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator
from html import escape, unescape
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from pyrefiqda import RefiCodebook

from annotator.domain import CLAUSES, ISSUES
from annotator.exchange import FORMATS
from annotator.project import Project
from tests.exchange.stripping import stripped_text
from tests.interop.seen import kept, name_of
from tests.servers.tools import free_port, needs, python, stop

pytestmark = needs("taguette")
PATIENCE = 120
"""Seconds."""
BOUNDARY = "----here-it-parts"

Ask = Callable[..., bytes]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Asks a server on this machine, with nothing in it, as the browser would that it opens."""
    home = tmp_path_factory.mktemp("taguette")
    port = free_port()
    command = [python("taguette").with_name("taguette"), "--no-browser", "--bind", "127.0.0.1"]
    command += ["--port", str(port), "--database", str(home / "it.sqlite3")]
    told = {"HOME": str(home), "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1"}
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(command, env=os.environ | told, stdout=log, stderr=log)
    cookies = CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))

    def asked(path: str, body: bytes | None = None, kind: str = "") -> bytes:
        proof = next((each.value or "" for each in cookies if each.name == "_xsrf"), "")
        headers = {"Content-Type": kind, "X-XSRFToken": proof} if body is not None else {}
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", body, headers)
        with opener.open(request, timeout=PATIENCE) as answer:
            return bytes(answer.read())

    try:
        asked(f"/?token={_token(home / 'log', server)}")
        asked("/project/new")  # which also gives the cookie that each form answers with
        yield asked
    finally:
        stop(server)


def _token(log: Path, server: "subprocess.Popen[bytes]") -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        if found := re.search(r"\?token=(\w+)", log.read_text(encoding="utf-8")):
            return found[1]
        time.sleep(0.2)
    pytest.fail(f"Taguette does not start: {log.read_text(encoding='utf-8')}")


def form(ask: Ask, path: str, **fields: str) -> bytes:
    return ask(path, urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded")


def upload(ask: Ask, path: str, file: str, content: bytes, **fields: str) -> bytes:
    """A form with a file."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'.encode()
        for field, value in fields.items()
    ]
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{file}"\r\n\r\n'
    body = b"".join([*parts, head.encode(), content, f"\r\n--{BOUNDARY}--\r\n".encode()])
    return ask(path, body, f"multipart/form-data; boundary={BOUNDARY}")


class Fields(HTMLParser):
    """What a form on a page would send as it is."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag == "input" and told.get("name") and (told.get("type") != "checkbox" or "checked" in told):
            self.found[told["name"] or ""] = told.get("value") or "on"


def tags(ask: Ask, number: str) -> dict[str, dict[str, str]]:
    """What its page of a project knows of tags, by their names."""
    found = re.search(r"var tags = (.*);\n", ask(f"/project/{number}").decode())
    assert found
    return {each["path"]: each for each in json.loads(found[1]).values()}


@pytest.fixture
def number(ask: Ask, project: Project, tmp_path: Path) -> str:
    """A project there that has our labels, read by its importer of codebooks."""
    form(ask, "/project/new", name=project.path.stem, description="")
    number = max(re.findall(r"/project/(\d+)", ask("/").decode()), key=int)
    written = io.StringIO(newline="")
    csv.writer(written).writerows([("tag", "description"), *labels(project, tmp_path)])
    at = f"/project/{number}/import_codebook"
    confirmed = Fields(upload(ask, at, "codebook.csv", written.getvalue().encode())).found
    form(ask, at, **confirmed)
    return number


def labels(project: Project, folder: Path) -> list[tuple[str, str]]:
    """The codes of our codebook, by the paths that Taguette names tags by, with what they mean."""
    project.export(folder / "ours.qdc", "refi-codebook")
    return [
        (f"{group.name}.{code.name}", code.description or "")
        for group in RefiCodebook.load(folder / "ours.qdc").codes.code
        for code in group.code
    ]


def test_its_codebook_has_our_labels(ask: Ask, project: Project, number: str, tmp_path: Path) -> None:
    """In its own form; as REFI-QDA it writes the names alone."""
    expected = labels(project, tmp_path)
    found = tags(ask, number)
    assert {name: found[name]["description"] for name, _ in expected} == dict(expected)
    (tmp_path / "theirs.qdc").write_bytes(ask(f"/project/{number}/export/codebook.qdc"))
    written = {each.name for each in RefiCodebook.load(tmp_path / "theirs.qdc").codes.code}
    assert written == found.keys()
    assert written >= dict(expected).keys()


def test_every_span_has_the_same_words_there(ask: Ask, project: Project, number: str, tmp_path: Path) -> None:
    ids = {name: each["id"] for name, each in tags(ask, number).items()}
    names = dict(zip(label_ids(project), (name for name, _ in labels(project, tmp_path)), strict=True))
    expected = Counter[tuple[int, int, str]]()
    for at, policy in enumerate(project.policies()):
        text = stripped_text(project.text(policy.id).text, FORMATS["refi-qda"].loses)
        page = f"<meta charset='utf-8'><p>{escape(text)}</p>".encode()
        name = f"{at} {policy.title}"[:50]
        added = upload(ask, f"/api/project/{number}/document/new", "it.html", page, name=name, description="")
        document = json.loads(added)["created"]
        for mark in kept(project, policy.id, "refi-qda"):
            tag = ids[names[name_of(mark)]]
            for each in mark.places:
                start, end = (len(text[:place].encode()) for place in (each.start, each.end))
                told = json.dumps({"start_offset": start, "end_offset": end, "tags": [tag]}).encode()
                ask(f"/api/project/{number}/document/{document}/highlight/new", told, "application/json")
                expected[document, int(tag), as_shown(each.quote)] += 1
    found = Counter(
        (each["document_id"], *each["tags"], unescape(re.sub("<[^>]*>", "", each["content"])))
        for each in highlights(ask, number)
    )
    assert found == expected
    assert found


def label_ids(project: Project) -> list[str]:
    return [f"{each}.{label.id}" for each in (CLAUSES, ISSUES) for label in project.taxonomy(each).labels]


def as_shown(words: str) -> str:
    """It shows control characters as question marks, one for one."""
    return re.sub("[\0-\x08\x0b\x0c\x0e-\x1f]", "?", words)


def highlights(ask: Ask, number: str) -> Iterator[dict[str, Any]]:
    for page in count(1):
        told = json.loads(ask(f"/api/project/{number}/highlights/?page={page}"))
        yield from told["highlights"]
        if page >= told["pages"]:
            return
