"""doccano's server: what its importer takes, its exporter gives back."""

import io
import json
import os
import socket
import subprocess
import time
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotator.exchange import FORMATS, doccano
from annotator.project import Project
from tests.exchange.test_formats import compared
from tests.servers import in_doccano
from tests.servers.tools import free_port, needs, python, stop

pytestmark = needs("doccano")
PATIENCE = 300
"""Seconds; it makes its database first."""
BOUNDARY = "----here-it-parts"

Call = Callable[..., bytes]


@pytest.fixture(scope="module")
def call(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Call]:
    """Asks a server on this machine, with nothing in it."""
    home = tmp_path_factory.mktemp("doccano")
    port = free_port()
    told = os.environ | {"HOME": str(home), "DOCCANO_HOME": str(home / "data")}
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(
            [python("doccano"), in_doccano.__file__, str(port)], env=told, cwd=home, stdout=log, stderr=log
        )
    headers = {"Content-Type": "application/json"}

    def asked(method: str, path: str, body: object = None, **other: str) -> bytes:
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        address = f"http://127.0.0.1:{port}{path}"
        request = urllib.request.Request(address, data, headers | other, method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return bytes(answer.read())

    try:
        _until_up(port, server)
        who = {"username": in_doccano.NAME, "password": in_doccano.PASSWORD}
        headers["Authorization"] = f"Token {json.loads(asked('POST', '/v1/auth/login/', who))['key']}"
        yield asked
    finally:
        stop(server)


def _until_up(port: int, server: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("doccano does not start")


def test_what_doccano_takes_it_gives_back(project: Project, tmp_path: Path, call: Call) -> None:
    """In a project that allows spans to overlap."""
    ours, theirs = tmp_path / "it.jsonl", tmp_path / "back.jsonl"
    project.export(ours, "doccano")
    wanted = {"name": "it", "description": "policies", "project_type": "SequenceLabeling"}
    wanted |= {"resourcetype": "SequenceLabelingProject"}
    switches = {"allow_overlapping": True, "collaborative_annotation": True}
    at = f"/v1/projects/{json.loads(call('POST', '/v1/projects', wanted | switches))['id']}"
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="filepond"; filename="it.jsonl"\r\n\r\n'
    body = head.encode() + ours.read_bytes() + f"\r\n--{BOUNDARY}--\r\n".encode()
    kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
    uploaded = call("POST", "/v1/fp/process/", body, **kind).decode()
    told = {"format": "JSONL", "task": "SequenceLabeling", "uploadIds": [uploaded]}
    task = json.loads(call("POST", f"{at}/upload", told))["task_id"]
    said = json.loads(call("GET", f"/v1/tasks/status/{task}"))
    assert said == {"ready": True, "result": {"error": []}, "error": None}
    task = json.loads(call("POST", f"{at}/download", {"format": "JSONL"}))["task_id"]
    with zipfile.ZipFile(io.BytesIO(call("GET", f"{at}/download?taskId={task}"))) as packed:
        theirs.write_bytes(packed.read("all.jsonl"))
    foreign = doccano.take(theirs)
    assert foreign.notes == ()
    compared(project, foreign, FORMATS["doccano"].loses)
