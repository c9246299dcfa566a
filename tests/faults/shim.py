"""The disk that fails when told to: ``shim.c``, built once for each run of the tests, and how it is told."""

import ctypes
import os
import shutil
import subprocess
from enum import IntEnum
from pathlib import Path


class Fault(IntEnum):
    """What happens at a call; the same numbers as in ``shim.c``."""

    NONE = 0
    IO_ONCE = 1
    """It gives EIO; the next one is fine again."""
    SPACE_ONCE = 2
    SHORT_ONCE = 3
    """Half of what was to be written is."""
    GONE = 4
    """EIO for this call and all later ones, reading too: the drive was pulled."""
    FULL = 5
    """ENOSPC for whatever needs room, from here on."""
    KILL_BEFORE = 6
    KILL_TORN = 7
    """Half is written, then the process dies."""
    KILL_AFTER = 8

    @property
    def kills(self) -> bool:
        return self >= Fault.KILL_BEFORE


def built(folder: Path) -> Path:
    """The shim as a library; AssertionError with a sentence where there is no compiler."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    assert compiler, (
        "The fault tests need a C compiler, and there is none. Install gcc and libc6-dev; where it can,"
        " “make test” does that."
    )
    library = folder / "shim.so"
    source = Path(__file__).with_name("shim.c")
    subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-o", library, source, "-ldl"],
        check=True,
    )
    return library


def arm(folder: Path, at: int, fault: Fault, log: int = -1, *, data: bool = False) -> None:
    """Count from here on the calls under that folder, in a process that has the shim loaded."""
    ctypes.CDLL(None).shim_arm(os.fsencode(folder), ctypes.c_long(at), int(fault), log, int(data))


def disarm() -> int:
    """Let all calls pass again; how many there were."""
    shim = ctypes.CDLL(None)
    shim.shim_disarm()
    shim.shim_calls.restype = ctypes.c_long
    return int(shim.shim_calls())
