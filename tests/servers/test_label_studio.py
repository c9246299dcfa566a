"""Label Studio's SDK finds the tasks in order, and its server gives back what it was given."""

import json
import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.exchange import FORMATS, label_studio
from annotator.project import Project
from tests.exchange.test_formats import compared
from tests.servers import in_label_studio
from tests.servers.tools import free_port, needs, python, stop

PYTHON = python("label-studio")
pytestmark = needs("label-studio")
TOKEN = "0123456789abcdef0123456789abcdef01234567"
PATIENCE = 900
"""Seconds; a server that starts for the first time migrates its database."""

Call = Callable[..., Any]


@pytest.fixture(scope="module")
def call(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Call]:
    """Asks a server on this machine, with nothing in it."""
    home = tmp_path_factory.mktemp("label-studio")
    port = free_port()
    told = {
        "LABEL_STUDIO_BASE_DATA_DIR": str(home),
        "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true",
        "COLLECT_ANALYTICS": "false",
        "LATEST_VERSION_CHECK": "false",
        "SENTRY_DSN": "",
        "FRONTEND_SENTRY_DSN": "",
        "HOME": str(home),
    }
    command = ["start", "--no-browser", "--port", str(port), "--internal-host", "127.0.0.1"]
    command += ["--data-dir", str(home), "--user-token", TOKEN]
    command += ["--username", "ann@example.org", "--password", "only-for-this-test"]
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(
            [PYTHON.with_name("label-studio"), *command], env=os.environ | told, stdout=log, stderr=log
        )

    def asked(method: str, path: str, body: object = None) -> Any:
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        headers = {"Authorization": f"Token {TOKEN}", "Content-Type": "application/json"}
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data, headers, method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)

    try:
        _until_up(asked, server)
        yield asked
    finally:
        stop(server)


def _until_up(asked: Call, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            asked("GET", "/health")
        except (urllib.error.URLError, ConnectionError):
            time.sleep(1)
        else:
            return
    pytest.fail("Label Studio does not start")


def test_the_sdk_finds_every_task_in_order(project: Project, tmp_path: Path) -> None:
    project.export(tmp_path / "it", "label-studio")
    subprocess.run([PYTHON, in_label_studio.__file__, tmp_path / "it"], check=True)


def test_the_server_gives_back_what_it_was_given(project: Project, tmp_path: Path, call: Call) -> None:
    """By a snapshot, which has predictions in full, and by its plain export, which has their numbers."""
    folder, back = tmp_path / "it", tmp_path / "back.json"
    project.export(folder, "label-studio")
    config = (folder / label_studio.CONFIG).read_text(encoding="utf-8")
    number = call("POST", "/api/projects", {"title": "policies", "label_config": config})["id"]
    call("POST", f"/api/projects/{number}/import", (folder / label_studio.TASKS).read_bytes())
    wanted = {"serialization_options": {"predictions": {"only_id": False}}}
    snapshot = call("POST", f"/api/projects/{number}/exports", wanted)["id"]
    at = f"/api/projects/{number}/exports/{snapshot}/download?exportType=JSON"
    back.write_text(json.dumps(call("GET", at)), encoding="utf-8")
    compared(project, label_studio.take(back), FORMATS["label-studio"].loses)
    plain = call("GET", f"/api/projects/{number}/export?exportType=JSON&download_all_tasks=true")
    back.write_text(json.dumps(plain), encoding="utf-8")
    foreign = label_studio.take(back)
    suggested = sum(len(task["predictions"]) for task in plain)
    assert bool(foreign.notes) == bool(suggested)
    assert sum(len(each.marks) for each in foreign.texts) + suggested == sum(
        len(each.marks) for each in label_studio.take(folder).texts
    )
