"""Who has a project open to write to it: one at a time, named in a file beside the project.

The operating system holds the lock on that file and lets go of it when the process ends, however it ends.
What the file says is for people, and for folders where hosts do not see each other's locks: there whoever
renewed their claim within ``STALE`` seconds counts as living.
"""

import contextlib
import errno
import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from annotator import places
from annotator.domain import Owner
from annotator.problems import DiskError, OwnedError
from annotator.store.troubles import disk_in_words
from annotator.times import now

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

STALE = 120.0
"""Seconds after which a claim from another host that nobody renews, and no lock supports, is void."""
_RENEWED = 30.0
"""Seconds between two renewals."""
_PATIENCE = 0.2
"""Seconds to wait for a lock: whoever asks who owns a project holds it for a moment."""
WAITS = 2.0
"""Seconds to wait for whoever owns a project only for what it does at the moment."""
_LONGEST = 4096
"""Bytes read of a claim: what is beside a project may come from a stranger."""
_FAR = 1 << 30
"""Where Windows locks: it keeps others from reading what it locks, so not where the words are."""
_GUARDED = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""Never a file elsewhere that a stranger's link names, nor a pipe that lets one wait."""
_FLAGS = os.O_RDWR | os.O_CREAT | _GUARDED

_NOBODY = Owner("", 0, "", "")
_held: "dict[Path, Ownership]" = {}
"""What this process owns, by the file that says so."""


class Ownership:
    """This process's claim on a project, until it is released or somebody takes it over.

    Used from one thread. Where nothing can be written beside the project there is no file, and nothing to
    own: the project can only be read.
    """

    def __init__(self, place: Path, owner: Owner, file: int | None, *, locked: bool) -> None:
        self.owner = owner
        self._place = place
        self._file = file
        self._locked = locked
        self._renewed = time.monotonic()
        self._successor: Owner | None = None
        _held[place] = self

    def lost(self) -> Owner | None:
        """Who has taken the project over; None while it is ours. It takes microseconds.

        A claim that somebody has deleted is made again, and now and then it is renewed.
        """
        if self._file is None or self._successor is not None:
            return self._successor
        with contextlib.suppress(OSError):
            named = _named(self._place)
            if named not in (None, self.owner):
                self._successor = named
                self._let_go()
            elif not _is_at(self._file, self._place):
                file = os.open(self._place, _FLAGS | os.O_EXCL, 0o666)
                os.close(self._file)
                self._file, self._locked = file, bool(_lock(file))
                _write(file, self.owner)
            elif time.monotonic() - self._renewed > _RENEWED:
                os.utime(self._place)
                self._renewed = time.monotonic()
            if self._file is not None and not self._locked:  # taken over from one who does not answer
                self._locked = bool(_lock(self._file))
        return self._successor

    def release(self) -> None:
        """Let others own the project. What is called twice does nothing the second time."""
        if self._file is not None and self._successor is None:
            with contextlib.suppress(OSError):
                ours = _is_at(self._file, self._place) and _named(self._place) in (None, self.owner)
                if ours and sys.platform != "win32":
                    self._place.unlink()
                self._let_go()
                if ours and sys.platform == "win32":  # it deletes nothing that is open
                    self._place.unlink()
        self._let_go()

    def _let_go(self) -> None:
        if self._file is not None:
            os.close(self._file)
            self._file = None
        if _held.get(self._place) is self:
            del _held[self._place]


def own(path: Path, *, take_over: bool = False) -> Ownership:
    """Claim a project, to write to it until the claim is released.

    OwnedError where somebody else owns it and lives. ``take_over`` takes it from them: their ``lost`` says
    so, and what they have done until then is in the project.
    """
    return _own(path, _PATIENCE, take_over=take_over)


@contextlib.contextmanager
def owning(path: Path) -> Iterator[None]:
    """For as long as this takes, the project is this process's: because it owns it anyway, or by a claim.

    OwnedError where somebody else owns it and does not let go within two seconds.
    """
    held = _held.get(_place_of(path))
    if held is not None and held.lost() is None:
        yield
        return
    ownership = _own(path, WAITS)
    try:
        yield
    finally:
        ownership.release()


def owner_of(path: Path) -> Owner | None:
    """Who owns the project and lives; this process may be it."""
    place = _place_of(path)
    try:
        file = os.open(place, _GUARDED)
    except OSError:
        return None
    try:
        named = _named(place)
        return (named or _NOBODY) if _lives(named, place, locked=_lock(file, shared=True)) else None
    finally:
        os.close(file)


def refuse_elsewhere(path: Path) -> None:
    """OwnedError where the project is open on another host.

    On this one short acts go beside the owner's: SQLite lets one write at a time, and the window follows.
    """
    owner = owner_of(path)
    if owner is not None and owner.host != platform.node():
        raise _owned(path, owner)


def _own(path: Path, patience: float, *, take_over: bool = False) -> Ownership:
    place = _place_of(path)
    owner = Owner(platform.node(), os.getpid(), _user(), now())
    deadline = time.monotonic() + patience
    while True:
        file = _opened(path, place, take_over=take_over)
        if file is None:
            return Ownership(place, owner, None, locked=False)
        try:
            locked = _lock(file)
            named = _named(place)
            lives = _lives(named, place, locked=locked)
            if _is_at(file, place) and (take_over or not lives):
                with contextlib.suppress(OSError):  # a full disk names nobody, and takes nothing else either
                    _write(file, owner)
                ownership = Ownership(place, owner, file, locked=bool(locked))
                file = None
                return ownership
        finally:
            if file is not None:
                os.close(file)
        if lives and time.monotonic() > deadline:
            raise _owned(path, named or _NOBODY)
        time.sleep(0.01)


def _opened(path: Path, place: Path, *, take_over: bool) -> int | None:
    """The file beside the project; None where the folder takes none."""
    with disk_in_words(path):
        try:
            return os.open(place, _FLAGS, 0o666)
        except PermissionError:
            if not place.exists() or not os.access(place.parent, os.W_OK):
                return None
        except OSError as error:
            if error.errno in (errno.EROFS, errno.ENOSPC, errno.EDQUOT):
                return None
            raise
    # Another user's, in a folder where both may write.
    owner = owner_of(path)
    if owner is not None and not take_over:
        raise _owned(path, owner)
    try:
        place.unlink(missing_ok=True)
        return os.open(place, _FLAGS, 0o666)
    except OSError as error:
        raise DiskError(
            f"{place}, which says who has the project open, belongs to another user. Nobody has: ask them to"
            " delete it, or work on a copy of the project."
        ) from error


def _lives(named: Owner | None, place: Path, *, locked: bool | None) -> bool:
    """Whether whoever is named in the file still owns the project."""
    if locked is False:
        return True
    if named is None or (locked and named.host == platform.node()):
        return False
    with contextlib.suppress(OSError):
        return abs(time.time() - place.stat().st_mtime) < STALE
    return False


def _lock(file: int, *, shared: bool = False) -> bool | None:
    """Whether the file is ours now; None where the file system knows no locks."""
    try:
        if sys.platform == "win32":
            os.lseek(file, _FAR, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError as error:
        return False if error.errno in (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK) else None
    return True


def _is_at(file: int, place: Path) -> bool:
    """Whether the open file is still the one of that name."""
    try:
        return os.path.samestat(os.fstat(file), place.stat())
    except FileNotFoundError:
        return False


def _named(place: Path) -> Owner | None:
    """Whom the file names; None where it says nothing that makes sense."""
    try:
        with os.fdopen(os.open(place, _GUARDED), "rb") as stream:
            said = json.loads(stream.read(_LONGEST))
        host, process, user, since = (said[each] for each in ("host", "process", "user", "since"))
        return Owner(_plain(host), int(process), _plain(user), _plain(since))
    except (OSError, ValueError, KeyError, TypeError, RecursionError, OverflowError):
        return None


def _plain(words: object) -> str:
    return "".join(each for each in str(words)[:200] if each.isprintable())


def _write(file: int, owner: Owner) -> None:
    os.ftruncate(file, 0)
    os.lseek(file, 0, os.SEEK_SET)
    os.write(file, json.dumps(asdict(owner)).encode())


def _place_of(path: Path) -> Path:
    with disk_in_words(path):
        real = places.real(path)
    return real.with_name(f"{real.name}.lock")


def _user() -> str:
    import getpass  # noqa: PLC0415 - it loads more than it says

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def _owned(path: Path, owner: Owner) -> OwnedError:
    if owner == _NOBODY:
        whose = "by another program"
    else:
        where = "on this computer" if owner.host == platform.node() else f"on {owner.host}"
        since = owner.since.replace("T", " ")[:16]
        whose = f"{where} since {since} UTC (user {owner.user}, process {owner.process})"
    return OwnedError(
        f"{path} is open {whose}. Close it there first. Where nobody works on it any more, open it in the"
        " window, which offers to take it over.",
        owner,
    )
