"""What Qt needs before it can open a window.

Qt aborts where something is missing, and often blames the wrong library, so this looks first. It must run
where PySide6 does not: the standard library only.

``python -m annotator.gui.prerequisites`` prints the sentence a reviewer would read, and with the names of
platforms the system packages that are missing for them, which is how ``make`` learns what to install.
"""

import ctypes
import importlib.util
import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Library:
    """A shared library, and the package that brings it, by package manager."""

    file: str
    apt: str
    dnf: str
    pacman: str


ALWAYS = (
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx", "libglvnd"),
    Library("libEGL.so.1", "libegl1", "libglvnd-egl", "libglvnd"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig"),
)
XCB = (
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image", "xcb-util-image"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    Library("libxcb-render-util.so.0", "libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb"),
    Library("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb", "libxcb"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
)
WAYLAND = (
    Library("libwayland-client.so.0", "libwayland-client0", "libwayland-client", "wayland"),
    Library("libwayland-cursor.so.0", "libwayland-cursor0", "libwayland-cursor", "wayland"),
    Library("libwayland-egl.so.1", "libwayland-egl1", "libwayland-egl", "wayland"),
)
PLATFORMS = {
    "xcb": ALWAYS + XCB,
    "wayland": ALWAYS + WAYLAND,
    "wayland-egl": ALWAYS + WAYLAND,
    **dict.fromkeys(
        ("offscreen", "minimal", "minimalegl", "vnc", "linuxfb", "eglfs", "vkkhrdisplay"), ALWAYS
    ),
}
"""Qt's names for ways to show a window, each with the libraries it loads."""

NO_DISPLAY = (
    "There is no display to open a window on: start the program from a desktop session, "
    "or set DISPLAY to a running X server; the command line “annotator” works without one."
)

INSTALL = {"apt": "apt install", "dnf": "dnf install", "pacman": "pacman -S"}


def missing() -> str | None:
    """One sentence that says what to install or to do before a window can open; None when one can."""
    if importlib.util.find_spec("PySide6") is None:
        return (
            "PySide6, which draws the window, is not installed for this Python: "
            "start the program with “make run”, or install it with “pip install .” in its folder."
        )
    if sys.platform != "linux":
        return None
    platforms = chosen_platforms()
    if not platforms:
        return NO_DISPLAY
    obstacles = [obstacle(platform) for platform in platforms]
    return None if None in obstacles else obstacles[0]


def chosen_platforms() -> list[str]:
    """The platforms that Qt will try in this environment; it is enough that one of them works."""
    asked = os.environ.get("QT_QPA_PLATFORM", "")
    if asked:
        return [name.partition(":")[0] for name in asked.split(";")]
    wayland = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("XDG_SESSION_TYPE") == "wayland"
    return ["xcb"] * bool(os.environ.get("DISPLAY")) + ["wayland"] * bool(wayland)


def obstacle(platform: str) -> str | None:
    """What keeps Qt from showing a window on this platform, as a sentence."""
    if platform not in PLATFORMS:
        return f"QT_QPA_PLATFORM asks for “{platform}”, which Qt does not have: unset it and start again."
    absent = absent_libraries(PLATFORMS[platform])
    if absent:
        return f"Qt needs system libraries that are not installed: {how_to_install(absent)}."
    if platform == "xcb" and not x_server_answers():
        display = os.environ.get("DISPLAY")
        return silent("display", display, "DISPLAY and XAUTHORITY") if display else NO_DISPLAY
    if platform.startswith("wayland") and not wayland_answers():
        name = os.environ.get("WAYLAND_DISPLAY", "wayland-0")
        return silent("Wayland display", name, "WAYLAND_DISPLAY and XDG_RUNTIME_DIR")
    return None


def silent(kind: str, name: str, variables: str) -> str:
    return (
        f"The {kind} “{name}” does not answer: start the program from a desktop session, "
        f"or set {variables} for one that runs."
    )


def absent_libraries(libraries: Iterable[Library]) -> list[Library]:
    """Those that cannot be loaded here."""
    return [library for library in libraries if load(library.file) is None]


def load(file: str) -> ctypes.CDLL | None:
    try:
        return ctypes.CDLL(file)
    except OSError:
        return None


def package_manager() -> str:
    """``apt``, ``dnf`` or ``pacman``, or empty for a system we do not know."""
    return next((name for name in INSTALL if shutil.which(name)), "")


def packages(libraries: Iterable[Library], manager: str) -> list[str]:
    """The packages that bring these libraries, each once, in order."""
    return list(dict.fromkeys(str(getattr(library, manager)) for library in libraries))


def how_to_install(absent: list[Library]) -> str:
    manager = package_manager()
    if not manager:
        return "please install " + ", ".join(library.file for library in absent) + " and start again"
    rights = "" if os.geteuid() == 0 else "sudo "
    names = " ".join(packages(absent, manager))
    return f"please run “{rights}{INSTALL[manager]} {names}” and start again"


def x_server_answers() -> bool:
    """Whether the server that DISPLAY names lets us in, asked through the library that Qt asks through."""
    xcb = load("libxcb.so.1")
    if xcb is None:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers: bool = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return answers


def wayland_answers() -> bool:
    """Whether the compositor that WAYLAND_DISPLAY names lets us in."""
    wayland = load("libwayland-client.so.0")
    if wayland is None:
        return False
    wayland.wl_display_connect.restype = ctypes.c_void_p
    display = ctypes.c_void_p(wayland.wl_display_connect(None))
    if not display:
        return False
    wayland.wl_display_disconnect(display)
    return True


def main(arguments: list[str]) -> None:
    """Print the missing packages of the platforms named, or, with none named, the sentence."""
    if not arguments:
        print(missing() or "Nothing is missing.")
    elif sys.platform == "linux" and package_manager():
        libraries = [library for platform in arguments for library in PLATFORMS[platform]]
        print(" ".join(packages(absent_libraries(libraries), package_manager())))


if __name__ == "__main__":
    main(sys.argv[1:])
