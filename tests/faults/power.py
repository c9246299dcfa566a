"""What is on the disk when the power goes: all that was synced, and any part of what was not.

Worked out from the log of ``shim.c``. The file system is one that promises no more than POSIX does: what is
in a file is safe once the file was synced, its name once the folder was; until then each sector of 512 bytes
may be there or not, and names change in order but may stop changing at any of them.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

SECTOR = 512
SAID = "said"
"""Not a call: here the program acknowledged something."""


@dataclass(frozen=True)
class Call:
    name: str
    inode: int
    offset: int
    path: str
    other: str
    data: bytes


def calls(log: Path) -> Iterator[Call]:
    with log.open("rb") as stream:
        yield from _calls(stream)


def _calls(stream: BinaryIO) -> Iterator[Call]:
    while line := stream.readline():
        _, name, inode, offset, length, path, other = line.rstrip(b"\n").decode().split("\t")
        yield Call(name, int(inode), int(offset), path, other, stream.read(int(length)))


@dataclass(eq=False)
class _File:
    safe: bytes = b""
    unsafe: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Writes by their offset; None cuts the file there."""

    def synced(self) -> None:
        self.safe = _laid(self.safe, self.unsafe)
        self.unsafe.clear()

    def some(self, dice: random.Random) -> bytes:
        kept: list[tuple[int, bytes | None]] = []
        for offset, data in self.unsafe:
            if data is None:
                kept += [(offset, None)] * dice.randrange(2)
                continue
            start = 0
            while start < len(data):
                end = start + SECTOR - (offset + start) % SECTOR
                kept += [(offset + start, data[start:end])] * dice.randrange(2)
                start = end
        return _laid(self.safe, kept)


def _laid(content: bytes, writes: list[tuple[int, bytes | None]]) -> bytes:
    laid = bytearray(content)
    for offset, data in writes:
        if data is None:
            laid[:] = laid[:offset].ljust(offset, b"\0")
        else:
            laid[len(laid) :] = bytes(max(0, offset - len(laid)))
            laid[offset : offset + len(data)] = data
    return bytes(laid)


@dataclass(frozen=True)
class _Naming:
    """A name comes, goes (no file), or comes in place of another."""

    path: str
    file: _File | None
    gone: str = ""

    def on(self, names: dict[str, _File]) -> None:
        names.pop(self.gone, None)
        if self.file is None:
            names.pop(self.path, None)
        else:
            names[self.path] = self.file


class Disk:
    """The files under one folder, which are all safe at the start."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._safe: dict[str, _File] = {}
        self._inodes: dict[int, _File] = {}
        self._unsafe: list[_Naming] = []
        for path in folder.rglob("*"):
            if path.is_file():
                file = _File(path.read_bytes())
                self._safe[str(path)] = self._inodes[path.stat().st_ino] = file
        self._now = dict(self._safe)

    def see(self, call: Call) -> None:
        """Take note of a call that succeeded."""
        match call.name:
            case "create":
                self._inodes[call.inode] = file = _File()
                self._name(_Naming(call.path, file))
            case "write" | "truncate" if call.path.endswith(" (deleted)"):
                pass  # a file without a name, which no disk has after a cut
            case "write":
                self._inodes[call.inode].unsafe.append((call.offset, call.data))
            case "truncate":
                self._inodes[call.inode].unsafe.append((call.offset, None))
            case "sync" if call.path in self._folders():
                self._sync_folder(call.path)
            case "sync":
                self._inodes[call.inode].synced()
            case "rename":
                self._name(_Naming(call.other, self._now[call.path], gone=call.path))
            case "link":
                self._name(_Naming(call.other, self._now[call.path]))
            case "unlink":
                self._name(_Naming(call.path, None))

    def _folders(self) -> set[str]:
        return {str(self._folder), *(str(Path(path).parent) for path in (*self._now, *self._safe))}

    def _name(self, naming: _Naming) -> None:
        naming.on(self._now)
        self._unsafe.append(naming)

    def _sync_folder(self, path: str) -> None:
        later = []
        for naming in self._unsafe:
            if str(Path(naming.path).parent) == path:
                naming.on(self._safe)
            else:
                later.append(naming)
        self._unsafe = later

    def cut(self, into: Path, dice: random.Random | None) -> None:
        """Write what is left to another folder: without dice only what is safe, with them some more."""
        names = dict(self._safe)
        if dice is not None:
            for naming in self._unsafe[: dice.randint(0, len(self._unsafe))]:
                naming.on(names)
        for name, file in names.items():
            path = into / Path(name).relative_to(self._folder)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.safe if dice is None else file.some(dice))
