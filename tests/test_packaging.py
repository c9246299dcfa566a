"""What `pip install .` brings works from any folder, without the checkout."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from annotator import places

ROOT = Path(__file__).resolve().parents[1]

pytestmark = pytest.mark.slow


def pip(*arguments: str) -> None:
    """Offline: what building needs is in the development environment."""
    subprocess.run([sys.executable, "-m", "pip", "--quiet", *arguments], check=True, timeout=120)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT))
    (built,) = folder.glob("annotator-*.whl")
    return built


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a new environment's programs, where the wheel is installed.

    Its dependencies are borrowed from this environment by a path entry, which leaves the checkout behind.
    """
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, symlinks=os.name != "nt")
    layout = sysconfig.get_paths(vars={"base": str(environment), "platbase": str(environment)}, scheme="venv")
    python = Path(layout["scripts"]) / Path(sys.executable).name
    pip("--python", str(python), "install", "--no-index", "--no-deps", str(wheel))
    (Path(layout["purelib"]) / "borrowed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return Path(layout["scripts"])


def run(programs: Path, folder: Path, name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    kept = ("PATH", "SYSTEMROOT", "LANG", "ANNOTATOR_HOME")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    return subprocess.run(
        [programs / name, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )


def test_the_wheel_holds_what_ships_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        for shipped in (places.corpus(), places.resources()):
            files = [path for path in shipped.rglob("*") if path.is_file()]
            assert files
            for path in files:
                assert archive.read(f"annotator/{path.relative_to(ROOT).as_posix()}") == path.read_bytes()
    assert {name.split("/")[0] for name in names} == {"annotator", wheel.name.split("-py3")[0] + ".dist-info"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_command_line_works_from_another_folder(programs: Path, tmp_path: Path) -> None:
    help_text = run(programs, tmp_path, "annotator", "--help")
    assert help_text.returncode == 0, help_text.stderr
    assert "import-annotations" in help_text.stdout

    schema = run(programs, tmp_path, "annotator", "schema")
    assert "$schema" in json.loads(schema.stdout)

    python = Path(sys.executable).name
    where = "from annotator import places; print(places.corpus().parent)"
    package = Path(run(programs, tmp_path, python, "-c", where).stdout.strip())
    assert programs.parent in package.parents

    policy = package / "corpus" / "kluje.txt"
    lexed = run(programs, tmp_path, python, "-m", "pygments", "-l", "policy", "-f", "null", str(policy))
    assert lexed.stdout == policy.read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux may lack a display")
def test_the_window_without_a_display_is_one_sentence(programs: Path, tmp_path: Path) -> None:
    window = run(programs, tmp_path, "annotator-gui")
    assert window.returncode == 3
    assert window.stdout == ""
    assert window.stderr.startswith("There is no display")
    assert window.stderr.count("\n") == 1
