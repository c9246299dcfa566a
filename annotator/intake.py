"""What comes into a project from outside, each lot as one act: policies."""

import hashlib
import json
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from annotator import places
from annotator.domain import Change, Document, Event, Policy, Status
from annotator.store.project import Store
from annotator.text.canonical import text_sha256
from annotator.text.readers import Reading, read


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one import. ``event`` is None where nothing was new; ``known`` were there already."""

    event: Event | None
    policies: tuple[Policy, ...]
    known: tuple[Policy, ...]


class CancelledError(Exception):
    """The reviewer stopped an act; it was rolled back whole."""


def now() -> str:
    """The time as it is written everywhere."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_id() -> str:
    """An id that no other project has given to anything."""
    return uuid.uuid4().hex


def add_policies(
    store: Store,
    readings: Iterable[Reading],
    reviewer: str | None,
    *,
    progress: Callable[[int], bool] | None = None,
    details: Mapping[str, Mapping[str, str]] | None = None,
    lasting: bool = False,
) -> Imported:
    """Add texts, inside a transaction that the caller holds. The same bytes are recognised, not added twice.

    ``progress(done)`` returns False to cancel, which raises CancelledError. ``details`` gives title, site,
    captured and language by file name. ``lasting``: undo passes it by.
    """
    at = now()
    added: dict[str, Policy] = {}
    known: list[Policy] = []
    for done, reading in enumerate(readings, 1):
        if progress is not None and not progress(done):
            raise CancelledError
        sha256 = hashlib.sha256(reading.content).hexdigest()
        there = added.get(sha256) or store.policy_of_bytes(sha256)
        if there is not None:
            known.append(there)
            continue
        text_hash = text_sha256(reading.text)
        store.add_document(
            Document(reading.file_name, reading.content, reading.text, reading.encoding, text_hash, sha256)
        )
        about = (details or {}).get(reading.file_name, {})
        added[sha256] = Policy(
            id=new_id(),
            file_name=reading.file_name,
            title=about.get("title") or Path(reading.file_name).stem,
            site=about.get("site", ""),
            captured=about.get("captured", ""),
            language=about.get("language", ""),
            length=len(reading.text),
            text_sha256=text_hash,
            bytes_sha256=sha256,
            encoding=reading.encoding,
            imported=at,
            status=Status.UNREAD,
        )
    policies = tuple(added.values())
    event = None
    if policies:
        title = f"Import “{policies[0].title}”" if len(policies) == 1 else f"Import {len(policies)} policies"
        changes = [Change(None, policy) for policy in policies]
        event = store.record("import", title, changes, at=at, reviewer=reviewer, lasting=lasting)
    return Imported(event, policies, tuple(known))


def add_shipped(store: Store) -> None:
    """Add the policies that ship, inside a transaction that the caller holds. Undo passes it by."""
    corpus = places.corpus()
    manifest = json.loads((corpus / "manifest.json").read_text("utf-8"))
    about = {entry["file"]: entry for entry in manifest}
    add_policies(store, (read(corpus / name) for name in about), None, details=about, lasting=True)
