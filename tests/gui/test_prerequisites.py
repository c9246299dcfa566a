"""A missing library or display is one sentence, never an abort."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.gui import prerequisites
from annotator.gui.prerequisites import ALWAYS, XCB, missing

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux leaves these to the user")

VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM", "XAUTHORITY")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """An environment without any display, where every library is there and the user may use sudo."""
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setattr(prerequisites, "absent_libraries", lambda libraries: [])
    monkeypatch.setattr(prerequisites, "package_manager", lambda: "apt")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    return monkeypatch


def without(monkeypatch: pytest.MonkeyPatch, *files: str) -> None:
    monkeypatch.setattr(
        prerequisites,
        "absent_libraries",
        lambda libraries: [library for library in libraries if library.file in files],
    )


def test_nothing_is_missing_where_these_tests_run() -> None:
    assert missing() is None


@pytest.mark.parametrize("platform", ["", "xcb"])
def test_no_display(platform: str, bare: pytest.MonkeyPatch) -> None:
    bare.setenv("QT_QPA_PLATFORM", platform)
    sentence = missing()
    assert sentence is not None
    assert sentence.startswith("There is no display")


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "offscreen:size=800x600", "vnc"])
def test_some_platforms_need_no_display(platform: str, bare: pytest.MonkeyPatch) -> None:
    bare.setenv("QT_QPA_PLATFORM", platform)
    assert missing() is None


@pytest.mark.parametrize("display", [":4095", ":4095.0", "localhost:4095", "nonsense", "/tmp/none:0"])
def test_a_display_that_does_not_answer(display: str, bare: pytest.MonkeyPatch) -> None:
    bare.setenv("DISPLAY", display)
    sentence = missing()
    assert sentence is not None
    assert f"“{display}” does not answer" in sentence


def test_a_wayland_display_that_does_not_answer(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("WAYLAND_DISPLAY", "wayland-7")
    sentence = missing()
    assert sentence is not None
    assert "“wayland-7” does not answer" in sentence


def test_one_platform_that_works_is_enough(bare: pytest.MonkeyPatch) -> None:
    bare.setattr(prerequisites, "x_server_answers", lambda: False)
    bare.setattr(prerequisites, "wayland_answers", lambda: True)
    bare.setenv("DISPLAY", ":0")
    assert missing() is not None
    bare.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert missing() is None


def test_missing_libraries_are_named_by_the_line_that_installs_them(bare: pytest.MonkeyPatch) -> None:
    without(bare, "libxcb-cursor.so.0", "libEGL.so.1")
    bare.setenv("QT_QPA_PLATFORM", "xcb")
    sentence = missing()
    assert sentence is not None
    assert "“sudo apt install libegl1 libxcb-cursor0”" in sentence

    bare.setattr(os, "geteuid", lambda: 0)
    assert "“apt install libegl1 libxcb-cursor0”" in str(missing())


@pytest.mark.parametrize(
    ("manager", "line"),
    [
        ("dnf", "“sudo dnf install libglvnd-egl libxcb”"),
        ("pacman", "“sudo pacman -S libglvnd libxcb”"),
        ("", "please install libEGL.so.1, libxcb-shape.so.0, libxcb-xkb.so.1 and start again"),
    ],
)
def test_other_systems_have_other_lines(manager: str, line: str, bare: pytest.MonkeyPatch) -> None:
    without(bare, "libEGL.so.1", "libxcb-shape.so.0", "libxcb-xkb.so.1")
    bare.setattr(prerequisites, "package_manager", lambda: manager)
    bare.setenv("QT_QPA_PLATFORM", "xcb")
    assert line in str(missing())


def test_offscreen_does_not_ask_for_what_only_a_screen_needs(bare: pytest.MonkeyPatch) -> None:
    without(bare, *(library.file for library in XCB))
    bare.setenv("QT_QPA_PLATFORM", "offscreen")
    assert missing() is None


def test_a_mistyped_platform(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("QT_QPA_PLATFORM", "xbc")
    assert "“xbc”" in str(missing())
    bare.setenv("QT_QPA_PLATFORM", "xbc;offscreen")
    assert missing() is None


def test_without_pyside_it_says_how_to_get_it(bare: pytest.MonkeyPatch) -> None:
    bare.setattr("importlib.util.find_spec", lambda name: None)
    assert str(missing()).startswith("PySide6")


def test_other_systems_bring_everything(bare: pytest.MonkeyPatch) -> None:
    bare.setattr(sys, "platform", "win32")
    assert missing() is None


def test_a_library_that_cannot_be_loaded_is_absent() -> None:
    nowhere = prerequisites.Library("libnowhere.so.9", "libnowhere9", "nowhere", "nowhere")
    assert prerequisites.absent_libraries((ALWAYS[0], nowhere)) == [nowhere]


@pytest.mark.parametrize("arguments", [[], ["offscreen"]])
def test_it_runs_alone_and_does_not_import_qt(arguments: list[str]) -> None:
    code = (
        "import sys; from annotator.gui import prerequisites; prerequisites.main(sys.argv[1:]); "
        "sys.exit(any(name.startswith(('PySide6', 'shiboken6')) for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == ("\n" if arguments else "Nothing is missing.\n")
