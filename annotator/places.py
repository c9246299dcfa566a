"""Where things are: what ships with the program, and what the reviewer makes.

``ANNOTATOR_HOME`` names one folder for all that the reviewer makes, for a portable copy and for tests.
Nothing here makes a folder.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

import platformdirs

from annotator.problems import BadInputError

_PACKAGE = Path(__file__).resolve().parent


def _shipped(folder: str) -> Path:
    """Inside the package once installed, beside it in a checkout."""
    installed = _PACKAGE / folder
    return installed if installed.is_dir() else _PACKAGE.parent / folder


def _home() -> Path | None:
    home = os.environ.get("ANNOTATOR_HOME")
    return Path(home).expanduser().absolute() if home else None


def resources() -> Path:
    """Taxonomies, schemas, icons."""
    return _shipped("resources")


def corpus() -> Path:
    """The policies that ship, and their manifest.json."""
    return _shipped("corpus")


def data_folder() -> Path:
    """Where projects live unless the reviewer puts them elsewhere: on Linux ``~/.local/share/annotator``."""
    return _home() or platformdirs.user_data_path("annotator", appauthor=False)


def default_project() -> Path:
    """The project that opens when none is named."""
    return data_folder() / "Policies.annotator"


def backups() -> Path:
    """Earlier states of projects, a folder for each, wherever the projects themselves are."""
    return data_folder() / "backups"


def log_file() -> Path:
    """What went wrong, for whoever is asked to help: ``~/.local/state/annotator/log/annotator.log``."""
    return (_home() or platformdirs.user_log_path("annotator", appauthor=False)) / "annotator.log"


_NETWORK = {
    **dict.fromkeys(("nfs", "nfs3", "nfs4"), "NFS"),
    **dict.fromkeys(("cifs", "smb2", "smb3", "smbfs"), "SMB"),
    **dict.fromkeys(("afp", "afpfs"), "AFP"),
    **dict.fromkeys(("afs", "openafs"), "AFS"),
    **dict.fromkeys(("davfs", "webdav", "fuse.davfs2", "fuse.davfs"), "WebDAV"),
    **dict.fromkeys(("ceph", "fuse.ceph", "fuse.ceph-fuse"), "Ceph"),
    **dict.fromkeys(("glusterfs", "fuse.glusterfs"), "GlusterFS"),
    **dict.fromkeys(("lustre", "beegfs", "gpfs", "orangefs", "pvfs2", "coda", "ncpfs"), "cluster"),
    **dict.fromkeys(
        ("fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.s3fs", "fuse.curlftpfs"), "remote"
    ),
    **dict.fromkeys(("9p", "virtiofs", "vboxsf", "vmhgfs", "fuse.vmhgfs-fuse", "prl_fs"), "shared"),
}
"""File systems whose files another computer can write too, as mount tables call them and as people do."""


def real(path: Path) -> Path:
    """The file itself where links lead to it; of links that lead in a circle, one of them."""
    return Path(os.path.realpath(path))


def refuse_project(path: Path) -> None:
    """BadInputError where it is called a project: opened and closed, it would lose this process's locks."""
    if real(path).suffix.lower() == ".annotator":
        raise BadInputError(
            f"{path} is called as a project of this program is, and is not read as anything else. Export what"
            " you want of it, and import that."
        )


def network(path: Path) -> str:
    """The kind of network folder that holds this, such as ``NFS``; empty where it is local or not known."""
    try:
        place = real(path)
        if sys.platform == "win32":
            return _network_drive(str(place))
        if sys.platform == "darwin":
            return _mounted(place, _mounts_of_mac(_printed_by_mount()))
        table = Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape")
        return _mounted(place, _mounts_of_linux(table))
    except OSError:
        return ""


def _mounted(place: PurePath, mounts: Iterable[tuple[str, str]]) -> str:
    kinds = dict(mounts)
    under = next((str(each) for each in (place, *place.parents) if str(each) in kinds), None)
    return "" if under is None else _NETWORK.get(kinds[under], "")


def _mounts_of_linux(table: str) -> Iterator[tuple[str, str]]:
    """Mount points and the file systems there. Of two on one place the later lies on top."""
    for line in table.splitlines():
        fields, _, system = line.partition(" - ")
        place = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), fields.split(" ")[4])
        yield place, system.split(" ")[0]


def _mounts_of_mac(table: str) -> list[tuple[str, str]]:
    """The same from lines such as ``//ada@office/work on /Volumes/work (smbfs, nodev)``."""
    return re.findall(r"^.*? on (/.*) \(([^,)]+)[^()]*\)$", table, re.MULTILINE)


def _printed_by_mount() -> str:
    import subprocess  # noqa: PLC0415 - wanted on one platform

    try:
        mount = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False, timeout=5)
    except subprocess.TimeoutExpired:
        return ""
    return mount.stdout


def _network_drive(path: str) -> str:
    """By a name such as ``\\\\server\\share``, or because Windows says that the letter is a network drive."""
    plain = re.sub(r"^\\\\[?.]\\(?!UNC\\)", "", path.replace("/", "\\"))
    if plain.startswith("\\\\"):
        return "SMB"
    return "network drive" if _drive_type(plain[:2] + "\\") == _DRIVE_REMOTE else ""


_DRIVE_REMOTE = 4


def _drive_type(root: str) -> int:
    import ctypes  # noqa: PLC0415 - wanted on one platform

    return int(ctypes.windll.kernel32.GetDriveTypeW(root))  # type: ignore[attr-defined,unused-ignore]
