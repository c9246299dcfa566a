"""What comes into a project from outside, each lot as one act: policies, and annotations with theirs."""

import json
import os
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from annotator import places
from annotator.domain import (
    CLAUSES,
    ISSUES,
    Annotation,
    Change,
    Document,
    Event,
    Flag,
    Policy,
    Reviewer,
    Span,
    State,
    Status,
    Tag,
    Taxonomy,
    Unplaced,
)
from annotator.problems import BadInputError
from annotator.store.project import Store
from annotator.suggestions import as_finding, compare, settled, undecided
from annotator.taxonomy import built_in, suggest_code, validate
from annotator.text.canonical import CanonicalText, bytes_sha256, text_sha256
from annotator.times import now

if TYPE_CHECKING:
    from annotator.exchange.content import Content, IncomingPolicy
    from annotator.text.readers import Reading

_OPENING = 4_000
"""Code points from the start of a text in which its title is looked for."""
_LONGEST_TITLE = 80


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one import. ``event`` is None where nothing was new; ``known`` were there already.

    ``empty`` are those of the new ones whose text has no words; ``notes`` what reading one took, in
    sentences.
    """

    event: Event | None
    policies: tuple[Policy, ...]
    known: tuple[Policy, ...]
    empty: tuple[Policy, ...] = ()
    notes: tuple[tuple[Policy, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of an import of annotations. ``event`` is None where nothing was new."""

    event: Event | None
    added: int
    changed: int
    unchanged: int
    kept: int
    """Annotations that were changed here later than in the file, or decided, and stay as they are here."""
    unplaced: int = 0
    """Marks that came in and wait to be placed by hand."""


class CancelledError(Exception):
    """The reviewer stopped an act; it was rolled back whole."""


def new_id() -> str:
    """An id that no other project has given to anything."""
    import uuid  # noqa: PLC0415 - wanted by the first act, not at every start

    return uuid.uuid4().hex


def is_id(name: str) -> bool:
    """Whether this was made by ``new_id``, and so was written by a program, not by a person."""
    return len(name) == 32 and set(name) <= set("0123456789abcdef")


def add_policies(
    store: Store,
    readings: "Iterable[Reading]",
    reviewer: Reviewer | None,
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
    empty: list[Policy] = []
    notes: list[tuple[Policy, str]] = []
    for done, reading in enumerate(readings, 1):
        if progress is not None and not progress(done):
            raise CancelledError
        sha256 = bytes_sha256(reading.content)
        there = added.get(sha256) or store.policy_of_bytes(sha256)
        if there is not None:
            known.append(there)
            continue
        document, added[sha256] = incoming(reading, at, (details or {}).get(reading.file_name, {}))
        store.add_document(document)
        if not reading.text.strip():
            empty.append(added[sha256])
        notes += ((added[sha256], note) for note in reading.notes)
    policies = tuple(added.values())
    event = None
    if policies:
        title = f"Import “{policies[0].title}”" if len(policies) == 1 else f"Import {len(policies)} policies"
        changes = [Change(None, policy) for policy in policies]
        event = store.record("import", title, changes, at=at, reviewer=reviewer, lasting=lasting)
    return Imported(event, policies, tuple(known), tuple(empty), tuple(notes))


def incoming(reading: "Reading", at: str, about: Mapping[str, str] | None = None) -> tuple[Document, Policy]:
    """A file that was read, as it comes into a project, with what is known ``about`` it."""
    about = about or {}
    document = Document(
        reading.file_name,
        reading.content,
        reading.text,
        reading.encoding,
        text_sha256(reading.text),
        bytes_sha256(reading.content),
        reading.pages,
        reading.notes,
    )
    name = _writable(reading.file_name)
    policy = Policy(
        id=new_id(),
        file_name=name,
        title=about.get("title") or _heading(reading.text) or Path(name).stem,
        site=about.get("site", ""),
        captured=about.get("captured", ""),
        language=about.get("language", ""),
        length=len(reading.text),
        text_sha256=document.text_sha256,
        bytes_sha256=document.bytes_sha256,
        encoding=reading.encoding,
        imported=at,
        status=Status.UNREAD,
    )
    return document, policy


def _heading(text: str) -> str:
    """The heading that a text opens with, where it can be its title; a numbered one belongs to a section."""
    structure = CanonicalText(text[:_OPENING]).structure
    first = next(iter(structure.headings), None)
    title = structure.title(first) if first is not None and not first.number else ""
    return title if len(title) <= _LONGEST_TITLE and title.isprintable() else ""


def _writable(file_name: str) -> str:
    """A file name without the bytes that are no letters: some systems allow them, JSON does not."""
    return os.fsencode(file_name).decode(errors="replace")


def add_shipped(store: Store) -> None:
    """Add the policies that ship, inside a transaction that the caller holds. Undo passes it by."""
    corpus = places.corpus()
    manifest = json.loads((corpus / "manifest.json").read_text("utf-8"))
    about = {entry["file"]: entry for entry in manifest}
    from annotator.text.readers import read  # noqa: PLC0415 - once in the life of a project

    add_policies(store, (read(corpus / name) for name in about), None, details=about, lasting=True)


def restore(store: Store, content: "Content", reviewer: Reviewer) -> Restored:
    """Add what an export holds, inside a transaction that the caller holds. Ids, names and times stay.

    A policy that is here already is known by its bytes, and what stands on the incoming one is put on it.
    Where nothing has been done to it yet it gives way, so that an export read into an empty project comes out
    the same.
    """
    _refuse_unsound(content)
    known = {each.id for each in store.reviewers()}
    changes = [Change(None, each) for each in content.reviewers if each.id not in known]
    known |= {each.id for each in content.reviewers}
    labels = {each: store.taxonomy(each) for each in (CLAUSES, ISSUES)}
    for incoming in content.taxonomies:
        ours = labels[incoming.id]
        labels[ours.id] = _labels(store, ours, incoming)
        if labels[ours.id] != ours:
            changes.append(Change(ours, labels[ours.id]))
    set_here = {each.rule for each in store.rule_settings()}
    changes += (Change(None, each) for each in content.rules if each.rule not in set_here)
    marks: list[tuple[Annotation | None, Annotation]] = []
    waiting: list[Unplaced] = []
    again = 0
    for arriving in content.policies:
        store.add_document(arriving.document)
        standing, moves = _policy(store, arriving)
        changes += moves
        text = CanonicalText(arriving.document.text, arriving.document.pages)
        here: list[tuple[Annotation | None, Annotation]] = []
        for each in arriving.annotations:
            before, after = store.annotation(each.id), _placed(each, standing.id, text)
            _refuse_stranger(before, after, known, labels)
            here.append((before, after))
        known_here, decided = _beside(store, standing, here)
        dropped = {each.id for each in known_here}
        marks += (pair for pair in here if pair[1].id not in dropped)
        again += len(dropped)
        changes += (Change(each, None) for each in decided)
        for one in arriving.unplaced:
            _refuse_unfit(one, known, labels)
            waiting.append(replace(one, policy=standing.id))
    arrived = {after.id for _, after in marks}
    waiting_here = store.unplaced()
    changes += (Change(each, None) for each in waiting_here if each.id in arrived)
    added = [Change(None, after) for before, after in marks if before is None]
    changed = [
        Change(before, after) for before, after in marks if before is not None and _gives_way(before, after)
    ]
    unchanged = sum(before == after for before, after in marks)
    changes += added + changed
    lists = _listed(store, waiting, {each.id: each for each in waiting_here})
    changes += lists
    event = None
    if changes:
        title = f"Import annotations: {len(added)} new, {len(changed)} changed"
        title += f", {len(lists)} to be placed" if lists else ""
        event = store.record("import", title, changes, at=now(), reviewer=reviewer)
    kept = len(marks) - len(added) - len(changed) - unchanged
    return Restored(event, len(added), len(changed), unchanged + again, kept, len(lists))


def _listed(store: Store, incoming: Iterable[Unplaced], here: Mapping[str, Unplaced]) -> list[Change]:
    """The marks of a file that have to wait here: what has its place here already does not."""
    found = []
    for each in incoming:
        before = here.get(each.id)
        if before is not None and (before.kind, before.policy) != (each.kind, each.policy):
            raise BadInputError(
                f"The mark {each.id} waits here already, but as something else or on another policy."
                " Nothing was imported."
            )
        later = before is None or each.modified > before.modified
        if later and before != each and store.annotation(each.id) is None:
            found.append(Change(before, each))
    return found


def _gives_way(here: Annotation, incoming: Annotation) -> bool:
    """The later goes before the earlier, but what was decided always before what is only suggested."""
    if undecided(here) is not undecided(incoming):
        return undecided(here)
    return here != incoming and incoming.modified > here.modified


def _beside(
    store: Store, policy: Policy, marks: Sequence[tuple[Annotation | None, Annotation]]
) -> tuple[list[Flag], list[Flag]]:
    """Suggestions in the file that are known here, and those here on which the file has a decision."""
    in_file = {after.id for _, after in marks}
    flags = [each for each in store.annotations(policy.id) if isinstance(each, Flag)]
    incoming = [after for before, after in marks if before is None and isinstance(after, Flag)]
    ours = [each for each in flags if each.id not in in_file]
    suggested = [each for each in incoming if undecided(each)]
    past = settled(store.displaced([policy.id]).get(policy.id, ())) if suggested else []
    return (
        _known([*flags, *past], suggested),
        _known(
            [each for each in incoming if not undecided(each)], [each for each in ours if undecided(each)]
        ),
    )


def _known(flags: Sequence[Flag], suggested: Sequence[Flag]) -> list[Flag]:
    """Those of the suggestions that would not be proposed beside the flags."""
    findings = [as_finding(each) for each in suggested] if flags else []
    new = {id(each) for each in compare(flags, findings).new}
    return [flag for flag, finding in zip(suggested, findings, strict=False) if id(finding) not in new]


def _refuse_unsound(content: "Content") -> None:
    """What stands twice, and label sets that could not be worked with."""
    policies = content.policies
    for noun, ids in (
        ("Reviewer", [each.id for each in content.reviewers]),
        ("Label set", [each.id for each in content.taxonomies]),
        ("Policy", [each.policy.id for each in policies]),
        ("The text with the fingerprint", [each.document.bytes_sha256 for each in policies]),
        ("Annotation", [each.id for one in policies for each in (*one.annotations, *one.unplaced)]),
        ("Rule", [each.rule for each in content.rules]),
    ):
        if "" in ids:
            raise BadInputError(f"{noun} without an id is in the file. Nothing was imported.")
        twin = next((each for each, times in Counter(ids).items() if times > 1), None)
        if twin is not None:
            raise BadInputError(f"{noun} {twin} is in the file twice. Nothing was imported.")
    for labels in content.taxonomies:
        if labels.id not in {CLAUSES, ISSUES}:
            raise BadInputError(f"A project has no label set “{labels.id}”. It has: {CLAUSES}, {ISSUES}.")
        validate(labels)


def _refuse_stranger(
    before: Annotation | None, after: Annotation, reviewers: Collection[str], labels: Mapping[str, Taxonomy]
) -> None:
    """An annotation that is something else here, or stands on what is neither here nor in the file."""
    if before is not None and (type(before), before.policy) != (type(after), after.policy):
        raise BadInputError(
            f"Annotation {after.id} is here already, but as something else or on another policy."
            " Nothing was imported."
        )
    if undecided(after) and after.reviewer:
        raise BadInputError(f"Annotation {after.id} is a suggestion, but a reviewer stands behind it.")
    if after.reviewer not in reviewers and not undecided(after):
        raise BadInputError(f"Annotation {after.id} is by a reviewer who is not in the file.")
    if labels[CLAUSES if isinstance(after, Tag) else ISSUES].label(after.label) is None:
        raise BadInputError(
            f"Annotation {after.id} carries the label “{after.label}”, which is neither in the file nor here."
        )


def _refuse_unfit(mark: Unplaced, reviewers: Collection[str], labels: Mapping[str, Taxonomy]) -> None:
    """A mark that could not become a tag or an issue when it is placed."""
    said = f"The mark {mark.id}, which waits for its place,"
    flag = mark.kind == "flag"
    if mark.kind not in {"tag", "flag"} or flag is (mark.severity is None) or flag is (mark.state is None):
        raise BadInputError(f"{said} is neither a tag nor an issue. Nothing was imported.")
    if (mark.state is State.SUGGESTED) is bool(mark.reviewer) or mark.reviewer not in {"", *reviewers}:
        raise BadInputError(f"{said} is by a reviewer who is not in the file. Nothing was imported.")
    if labels[ISSUES if flag else CLAUSES].label(mark.label) is None:
        raise BadInputError(
            f"{said} carries the label “{mark.label}”, which is neither in the file nor here."
        )


def _labels(store: Store, ours: Taxonomy, incoming: Taxonomy) -> Taxonomy:
    """Their set where ours is as it shipped and not in use; otherwise ours, and their further labels."""
    if ours == built_in(ours.id) and not store.labels_in_use(ours.id):
        return incoming
    known = {label.id for label in ours.labels}
    keys = {label.key for label in ours.labels}
    codes = {label.code.upper() for label in ours.labels}
    theirs = {label.code for label in incoming.labels}
    further = []
    for label in incoming.labels:
        if label.id not in known:
            taken = label.code.upper() in codes
            code = suggest_code(label.name, codes | theirs) if taken else label.code
            codes.add(code.upper())
            further.append(replace(label, code=code, key="" if label.key in keys else label.key))
    if not further:
        return ours
    return replace(ours, version=ours.version + 1, labels=(*ours.labels, *further))


def _policy(store: Store, arriving: "IncomingPolicy") -> tuple[Policy, list[Change]]:
    """The policy that will carry the incoming marks, and what has to happen for that.

    A policy that gives way takes what is only suggested on it along.
    """
    incoming = arriving.policy
    there = store.policy(incoming.id) or store.policy_of_bytes(incoming.bytes_sha256)
    if there is None:
        return incoming, [Change(None, incoming)]
    if there.text_sha256 != incoming.text_sha256:
        raise BadInputError(
            f"“{incoming.file_name}” is here already, but with another text ({there.encoding}, not"
            f" {incoming.encoding}). Undo its import here first."
        )
    there_on = store.annotations(there.id)
    untouched = there.status is Status.UNREAD and all(map(undecided, there_on))
    waiting = store.unplaced(there.id)
    if there == incoming or not untouched or waiting or store.displaced([there.id]):
        return there, []
    if there.id == incoming.id:
        return incoming, [Change(there, incoming)]
    if {each.id for each in there_on} & {each.id for each in arriving.annotations}:
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
        if any(one.end > other.start for one, other in pairwise(fresh)):
            raise BadInputError(f"The spans of annotation {annotation.id} overlap. Nothing was imported.")
        return fresh

    if isinstance(annotation, Tag):
        return replace(annotation, policy=policy, spans=cut(annotation.spans))
    return replace(
        annotation, policy=policy, spans=cut(annotation.spans), counterpart=cut(annotation.counterpart)
    )
