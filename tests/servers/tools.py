"""The real programs, each with its own Python in ``.venv/tools``; ``make test-interop`` installs them."""

import socket
import subprocess
import tarfile
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[2] / ".venv" / "tools"


def python(name: str) -> Path:
    """The Python of a tool."""
    return TOOLS / name / "bin" / "python"


def needs(name: str) -> pytest.MarkDecorator:
    """Skips the tests of a file where the tool is not installed."""
    return pytest.mark.skipif(
        not python(name).exists(), reason=f"{name} is not installed; `make test-interop` does that"
    )


def from_package(package: str, name: str) -> bytes:
    """A file out of the source package of a library that we test with, such as a schema."""
    (packed,) = (TOOLS / "schemas" / "packages").glob(f"{package}-*.tar.gz")
    with tarfile.open(packed) as archive:
        (member,) = (each for each in archive if Path(each.name).name == name)
        stream = archive.extractfile(member)
        assert stream is not None
        return stream.read()


def free_port() -> int:
    """Of this machine alone; nobody listens there yet."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def stop(server: "subprocess.Popen[bytes]") -> None:
    """Ends a server, also one that does not want to."""
    server.terminate()
    try:
        server.wait(60)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
