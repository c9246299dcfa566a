"""What comes into a project from outside, each lot as one act: policies, and annotations with theirs."""

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from annotator import places
from annotator.domain import Annotation, Change, Document, Event, Policy, Span, Status, Tag, Taxonomy
from annotator.exchange.content import Content
from annotator.problems import BadInputError
from annotator.store.project import Store
from annotator.taxonomy import suggest_code
from annotator.text.canonical import CanonicalText, text_sha256
from annotator.text.readers import Reading, read


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one import. ``event`` is None where nothing was new; ``known`` were there already."""

    event: Event | None
    policies: tuple[Policy, ...]
    known: tuple[Policy, ...]


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of an import of annotations. ``event`` is None where nothing was new."""

    event: Event | None
    added: int
    changed: int
    unchanged: int
    kept: int
    """Annotations that were changed here later than in the file, and stay as they are here."""


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


def restore(store: Store, content: Content, reviewer: str | None) -> Restored:
    """Add what an export holds, inside a transaction that the caller holds. Ids, names and times stay.

    A policy that is here already is known by its bytes, and what stands on the incoming one is put on it.
    Where nothing has been done to it yet it gives way, so that an export read into an empty project comes out
    the same.
    """
    known = {each.id for each in store.reviewers()}
    changes = [Change(None, each) for each in content.reviewers if each.id not in known]
    for labels in content.taxonomies:
        changes += _labels(store, labels)
    marks: list[tuple[Annotation | None, Annotation]] = []
    for incoming in content.policies:
        store.add_document(incoming.document)
        standing, moves = _policy(store, incoming.policy)
        changes += moves
        text = CanonicalText(incoming.document.text)
        marks += [
            (store.annotation(each.id), _placed(each, standing.id, text)) for each in incoming.annotations
        ]
    _refuse_twins(after.id for _, after in marks)
    added = [Change(None, after) for before, after in marks if before is None]
    changed = [
        Change(before, after)
        for before, after in marks
        if before is not None and before != after and after.modified > before.modified
    ]
    unchanged = sum(before == after for before, after in marks)
    changes += added + changed
    event = None
    if changes:
        title = f"Import {len(marks)} annotations on {len(content.policies)} policies"
        event = store.record("import", title, changes, at=now(), reviewer=reviewer)
    kept = len(marks) - len(added) - len(changed) - unchanged
    return Restored(event, len(added), len(changed), unchanged, kept)


def _labels(store: Store, incoming: Taxonomy) -> list[Change]:
    """Their set where ours is not in use yet; otherwise ours, with their further labels at the end."""
    ours = store.taxonomy(incoming.id)
    if not store.labels_in_use(ours.id):
        return [] if incoming == ours else [Change(ours, incoming)]
    known = {label.id for label in ours.labels}
    codes, keys = ({getattr(label, name) for label in ours.labels} for name in ("code", "key"))
    further = tuple(
        replace(
            label,
            code=suggest_code(label.name, codes) if label.code in codes else label.code,
            key="" if label.key in keys else label.key,
        )
        for label in incoming.labels
        if label.id not in known
    )
    if not further:
        return []
    return [Change(ours, replace(ours, version=ours.version + 1, labels=ours.labels + further))]


def _policy(store: Store, incoming: Policy) -> tuple[Policy, list[Change]]:
    """The policy that will carry the incoming marks, and what has to happen for that."""
    there = store.policy(incoming.id) or store.policy_of_bytes(incoming.bytes_sha256)
    if there is None:
        return incoming, [Change(None, incoming)]
    if there.text_sha256 != incoming.text_sha256:
        raise BadInputError(
            f"“{incoming.file_name}” is here already, but with another text ({there.encoding}, not"
            f" {incoming.encoding}). Undo its import here first."
        )
    untouched = there.status is Status.UNREAD and not store.annotations(there.id)
    if there == incoming or not untouched:
        return there, []
    return incoming, [Change(there, None), Change(None, incoming)]


def _placed(annotation: Annotation, policy: str, text: CanonicalText) -> Annotation:
    """The annotation on the policy here, its spans cut anew; refused where the quote is not at its place."""

    def cut(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        fresh = tuple(text.span(span.start, span.end) for span in spans)
        for span, wanted in zip(fresh, spans, strict=True):
            if span.quote != wanted.quote:
                raise BadInputError(
                    f"Annotation {annotation.id} quotes “{wanted.quote[:60]}”, but at {span.citation} there"
                    f" is “{span.quote[:60]}”. Nothing was imported."
                )
        return fresh

    if isinstance(annotation, Tag):
        return replace(annotation, policy=policy, spans=cut(annotation.spans))
    return replace(
        annotation, policy=policy, spans=cut(annotation.spans), counterpart=cut(annotation.counterpart)
    )


def _refuse_twins(ids: Iterable[str]) -> None:
    twin = next((each for each, times in Counter(ids).items() if times > 1), None)
    if twin is not None:
        raise BadInputError(f"Annotation {twin} is in the file twice. Nothing was imported.")
