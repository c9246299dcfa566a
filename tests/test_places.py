import subprocess
import sys
from pathlib import Path

import pytest

from annotator import places


def test_what_ships_stands_in_the_checkout() -> None:
    root = Path(__file__).resolve().parents[1]
    assert places.resources() == root / "resources"
    assert places.corpus() == root / "corpus"


def test_what_ships_stands_in_the_package_once_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in ("resources", "corpus"):
        (tmp_path / "annotator" / folder).mkdir(parents=True)
    monkeypatch.setattr(places, "_PACKAGE", tmp_path / "annotator")
    assert places.resources() == tmp_path / "annotator" / "resources"
    assert places.corpus() == tmp_path / "annotator" / "corpus"


def test_one_variable_moves_all_that_the_reviewer_makes(annotator_home: Path) -> None:
    assert places.data_folder() == annotator_home
    assert places.default_project() == annotator_home / "Policies.annotator"
    assert places.log_file() == annotator_home / "annotator.log"
    assert not annotator_home.exists(), "asking where something goes makes nothing"


def test_the_variable_may_be_relative_or_start_with_a_tilde(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ANNOTATOR_HOME", "stick")
    assert places.data_folder() == tmp_path / "stick"
    monkeypatch.setenv("ANNOTATOR_HOME", "~/stick")
    assert places.data_folder() == Path.home() / "stick"


@pytest.mark.skipif(sys.platform != "linux", reason="the folders of the XDG standard")
@pytest.mark.parametrize("home", ["", None])
def test_without_it_the_platform_decides(
    home: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if home is None:
        monkeypatch.delenv("ANNOTATOR_HOME")
    else:
        monkeypatch.setenv("ANNOTATOR_HOME", home)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    assert places.default_project() == tmp_path / "data" / "annotator" / "Policies.annotator"
    assert places.log_file() == tmp_path / "state" / "annotator" / "log" / "annotator.log"


def test_places_need_no_qt() -> None:
    code = "import sys, annotator.places; sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
