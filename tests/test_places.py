import subprocess
import sys
from pathlib import Path, PurePosixPath

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


LINUX = r"""
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 27 0:40 / /mnt/office rw,relatime shared:7 master:1 - nfs4 office:/export rw,vers=4.2
41 40 8:2 / /mnt/office/local rw,relatime - ext4 /dev/sdb1 rw
42 27 0:42 / /mnt/Our\040cases rw,relatime - cifs //office/cases rw
43 27 0:43 / /mnt/auto rw,relatime - autofs systemd-1 rw
44 43 0:44 / /mnt/auto rw,relatime - nfs office:/auto rw
45 27 0:45 / /home/ada/far rw,nosuid - fuse.sshfs ada@far: rw
46 27 0:46 / /home/ada/crypt rw - fuse.gocryptfs /x rw
47 27 0:47 / /mnt/c rw - 9p C:\134 rw,aname=drvfs
""".strip()
MAC = """
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
devfs on /dev (devfs, local, nobrowse)
//ada@office._smb._tcp.local/work on /Volumes/work (smbfs, nodev, nosuid, mounted by ada)
office:/export on /Volumes/on call (2) (nfs, nodev)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
""".strip()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/ada/p.annotator", ""),
        ("/mnt/office/cases/p.annotator", "NFS"),
        ("/mnt/officer/p.annotator", ""),
        ("/mnt/office/local/p.annotator", ""),
        ("/mnt/Our cases/p.annotator", "SMB"),
        ("/mnt/auto/p.annotator", "NFS"),
        ("/home/ada/far/p.annotator", "remote"),
        ("/home/ada/crypt/p.annotator", ""),
        ("/mnt/c/p.annotator", "shared"),
    ],
)
def test_a_network_folder_of_linux_is_told_by_the_table_of_mounts(path: str, kind: str) -> None:
    assert places._mounted(PurePosixPath(path), places._mounts_of_linux(LINUX)) == kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/Users/ada/p.annotator", ""),
        ("/Volumes/work/p.annotator", "SMB"),
        ("/Volumes/on call (2)/p.annotator", "NFS"),
        ("/System/Volumes/Data/home/p.annotator", ""),
    ],
)
def test_a_network_folder_of_a_mac_is_told_by_what_mount_prints(path: str, kind: str) -> None:
    assert places._mounted(PurePosixPath(path), places._mounts_of_mac(MAC)) == kind


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (r"C:\Users\ada\p.annotator", ""),
        (r"\\?\C:\Users\ada\p.annotator", ""),
        (r"Z:\cases\p.annotator", "network drive"),
        (r"\\office\cases\p.annotator", "SMB"),
        (r"\\?\UNC\office\cases\p.annotator", "SMB"),
        ("//office/cases/p.annotator", "SMB"),
    ],
)
def test_a_network_folder_of_windows_is_told_by_its_name_or_its_drive(
    path: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "_drive_type", {"C:\\": 3, "Z:\\": 4}.__getitem__)
    assert places._network_drive(path) == kind


def test_where_nothing_can_be_asked_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert places.network(tmp_path) == ""

    def gone(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_text", gone)
    assert places.network(tmp_path) == ""


def test_each_platform_asks_what_it_knows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    ended = subprocess.CompletedProcess([], 0, stdout=f"office:/x on {tmp_path.resolve()} (nfs, nodev)\n")
    with monkeypatch.context() as patched:
        patched.setattr(subprocess, "run", lambda *_, **__: ended)
        assert places.network(tmp_path / "p.annotator") == "NFS"

    def late(*_: object, **__: object) -> str:
        raise subprocess.TimeoutExpired("mount", 5)

    with monkeypatch.context() as patched:
        patched.setattr(subprocess, "run", late)
        assert places.network(tmp_path) == ""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(places, "_drive_type", lambda root: 4)
    assert places.network(tmp_path) == "network drive"
