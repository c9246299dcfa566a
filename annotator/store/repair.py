"""A damaged project is made anew from what can be read of it: its history told again, and what else is there.

The history is linked, the rows are not: where each of its links holds, it says what there is. Where it is
torn, rows that are sound go before it. Whatever is in either is kept; what could be saved from neither is
told. The result passes the check, the damaged file stays beside it.
"""

import contextlib
import json
import sqlite3
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from annotator import places
from annotator.domain import (
    CLAUSES,
    ISSUES,
    Annotation,
    Change,
    Entity,
    Flag,
    Policy,
    Reviewer,
    RuleSetting,
    Scan,
    Span,
    Tag,
    Taxonomy,
    Unplaced,
    place_of,
)
from annotator.problems import BadInputError, DamagedError
from annotator.saving import beside_of
from annotator.store import chain, history, opening, replay, rows, salvage
from annotator.store.check import MOST, check
from annotator.store.opening import Connection
from annotator.store.owner import owning
from annotator.store.retelling import History
from annotator.store.salvage import Key
from annotator.store.swap import put_in_place
from annotator.store.troubles import disk_in_words, in_words
from annotator.taxonomy import built_in
from annotator.text.canonical import CanonicalText
from annotator.times import now

_LONGEST = 2_000
"""Characters of the event's title, which says what was lost."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """What became of a repair. ``kept``: where the damaged project is now."""

    kept: Path
    saved: dict[str, int]
    """How many events, policies, tags and flags there are."""
    lost: tuple[str, ...]
    """What could not be saved, or not as it was, a sentence each."""


def repair(path: Path) -> Repaired:
    """Make a project sound again, as far as it can be, under its owner's lock.

    BadInputError where nothing is wrong with it. DamagedError where nothing can be saved, DiskError where
    there is no room: then all is as it was.
    """
    if check(path).sound:
        raise BadInputError(f"{path} is sound: there is nothing to repair.")
    with disk_in_words(path):
        path = places.real(path)  # as a restore does
    fresh = beside_of(path)
    with in_words(path), owning(path), disk_in_words(path), tempfile.TemporaryDirectory() as folder:
        damaged = Path(folder) / "damaged.annotator"
        opening.copy_file(path, damaged)
        try:
            saved, lost = _made_anew(damaged, fresh)
            if not check(fresh).sound:
                raise DamagedError(
                    f"{path} could not be repaired. It is as it was: restore a backup of it instead."
                )
            kept, _ = put_in_place(fresh, path, keep=_keep_as_it_is)
        finally:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)
    return Repaired(kept or path, saved, lost)


def _keep_as_it_is(_: Connection) -> Path:
    raise DamagedError("It is kept as the file that it is.")


def _made_anew(damaged: Path, fresh: Path) -> tuple[dict[str, int], tuple[str, ...]]:
    with salvage.salvaged(damaged, damaged.with_name("salvaged.annotator")) as found:
        fresh.touch()
        with contextlib.closing(opening.built(fresh).db) as db, db.unhurried():
            db.execute("PRAGMA synchronous = OFF")  # whoever puts it in place syncs it
            db.execute(
                "ATTACH ? AS project", (f"{damaged.with_name('salvaged.annotator').as_uri()}?mode=rw",)
            )
            db.execute("BEGIN")
            repairing = _Repairing(db, found)
            repairing.do()
            db.execute("COMMIT")
            return repairing.saved(), _abridged(repairing.lost)


def _abridged(lost: list[str]) -> tuple[str, ...]:
    """No more than anybody reads."""
    more = len(lost) - MOST
    return (*lost[:MOST], f"And {more:,} more of the like.") if more > 0 else tuple(lost)


class _Repairing:
    """``db`` is the project in the making, beside it what was salvaged, which ``found`` leads to alone."""

    def __init__(self, db: Connection, found: Connection) -> None:
        self.db = db
        self.found = found
        self.texts = salvage.texts(found)
        self.told = History(found, self.texts)
        self.lost = self.told.lost
        self.stubs = self.told.stubs
        self.at_hand: dict[str, CanonicalText] = {}
        self.changes: list[Change] = []
        self.documents: list[chain.Facts] = []

    def do(self) -> None:
        self.told.tell(self.db)
        self._rows()
        self._append()

    def saved(self) -> dict[str, int]:
        count = "SELECT count(*) FROM main."
        wanted = {
            "events": "event",
            "policies": "policy",
            "tags": "annotation WHERE kind = 'tag'",
            "flags": "annotation WHERE kind = 'flag'",
        }
        return {name: self.db.execute(count + what).fetchone()[0] for name, what in wanted.items()}

    # The rows

    def _rows(self) -> None:
        """What is there beside the history, or otherwise than it says."""
        differing: dict[str, dict[str, None]] = {}
        for table, name, *_ in replay.differences(self.db):
            differing.setdefault({"span": "annotation", "label": "taxonomy"}.get(table, table), {})[
                name.partition(" ")[0] if table == "label" else name
            ] = None
        brought = differing.pop("document", {})
        for key in self.texts:  # in the order in which they came
            if " ".join(key) in brought:
                self._document(key)
        self._torn_policies()
        for table in ("reviewer", "taxonomy", "policy", "annotation", "rule", "scan", "unplaced"):
            for name in differing.get(table, {}):
                told, there = replay.value(self.db, table, name), replay.value(self.found, table, name)
                if told != there:
                    self._settle(told, there)
            if table == "taxonomy":
                self._missing_labels()
        self._left_on_torn()

    def _missing_labels(self) -> None:
        for name in (CLAUSES, ISSUES):
            if replay.value(self.db, "taxonomy", name) is None:
                self._change(None, built_in(name))
                self.lost.append(f"The label set “{name}” cannot be read: it is the one that ships.")

    def _settle(self, told: Entity | None, there: Entity | None) -> None:
        """What the history says stays, or what is there takes its place; what is not so any more is told."""
        later = (
            isinstance(told, Tag | Flag) and isinstance(there, Tag | Flag) and there.modified > told.modified
        )
        if there is not None and (told is None or later or not self.told.sound):
            fitting = self._fitting(there)
            if fitting is not None:
                self._change(told, fitting)
                if told is not None:
                    self.lost.append(
                        f"{_named(fitting)} is otherwise than the history tells; it was kept so."
                    )
                elif self.told.events:
                    self.lost.append(
                        f"{_named(fitting)} is in no event of the history; it fits and was kept."
                    )
                return
        if told is None and there is not None:
            self.lost.append(
                f"{_named(there)} is in no event of the history and fits nowhere: it was left out."
            )
        elif told is not None and there is None:
            self.lost.append(f"{_named(told)} was gone, and is there again as the history tells it.")
        elif told is not None:
            self.lost.append(f"{_named(told)} was changed, and is again as the history tells it.")

    def _fitting(self, entity: Entity) -> Entity | None:
        """The value where all that it refers to is there and its words are at its place."""
        match entity:
            case Tag() | Flag():
                return self._standing(entity)
            case Policy():
                key = (entity.bytes_sha256, entity.text_sha256, entity.encoding)
                known = self.db.execute(
                    "SELECT 1 FROM main.document WHERE bytes_sha256 = ? AND text_sha256 = ? AND encoding = ?",
                    key,
                ).fetchone()
                return entity if known and key not in self.stubs else None
            case Scan():
                return entity if replay.value(self.db, "policy", entity.policy) else None
            case _:
                return entity

    def _standing(self, mark: Annotation) -> Annotation | None:
        policy = replay.value(self.db, "policy", mark.policy)
        labels = replay.value(self.db, "taxonomy", CLAUSES if isinstance(mark, Tag) else ISSUES)
        known = not mark.reviewer or replay.value(self.db, "reviewer", mark.reviewer)
        if (
            policy is None
            or not known
            or not isinstance(labels, Taxonomy)
            or labels.label(mark.label) is None
        ):
            return None
        return _placed(mark, self._text(mark.policy))

    def _text(self, policy: str) -> CanonicalText:
        """Marks come in no order; most projects have few texts."""
        if policy not in self.at_hand:
            text, pages = self.db.execute(
                "SELECT text, pages FROM main.document d JOIN main.policy p ON p.document = d.id"
                " WHERE p.id = ?",
                (policy,),
            ).fetchone()
            self.at_hand[policy] = CanonicalText(text, tuple(json.loads(pages)))
        return self.at_hand[policy]

    def _change(self, before: Entity | None, after: Entity | None) -> None:
        try:
            self.db.execute("SAVEPOINT change")
            if after is not None:
                rows.put(self.db, after)
            elif before is not None:
                rows.remove(self.db, before)
            self.db.execute("RELEASE change")
        except (sqlite3.IntegrityError, TypeError):
            self.db.execute("ROLLBACK TO change")
            self.db.execute("RELEASE change")
            if after is not None:
                self.lost.append(f"{_named(after)} does not fit to what else there is: it was left out.")
        else:
            self.changes.append(Change(before, after))

    # The texts

    def _document(self, key: Key) -> None:
        """One that no event brought in is kept where it is what its fingerprints say."""
        text = self.texts[key]
        if text.whole and rows.add_document(self.db, text.document):
            self.documents.append(chain.facts(text.document))

    def _torn_policies(self) -> None:
        """A policy whose text is not what was imported goes on with what was saved of it, or not at all."""
        self.torn: list[tuple[Policy, CanonicalText | None]] = []
        for policy in list(rows.policies(self.db)):
            key = (policy.bytes_sha256, policy.text_sha256, policy.encoding)
            if key not in self.stubs:
                continue
            text = self.texts.get(key)
            if text is None:
                self.torn.append((policy, None))
                continue
            document = text.document
            if rows.add_document(self.db, document):
                self.documents.append(chain.facts(document))
            after = replace(
                policy,
                length=len(document.text),
                text_sha256=document.text_sha256,
                bytes_sha256=document.bytes_sha256,
            )
            self._change(policy, after)
            self.torn.append((after, CanonicalText(document.text, document.pages)))
            what = "text" if document.text_sha256 != policy.text_sha256 else "file"
            self.lost.append(
                f"The {what} of “{policy.title}” is not what was imported. It is kept as it could be saved:"
                " import it again to compare the two."
            )

    def _left_on_torn(self) -> None:
        """What has no place in a torn text goes, and with a text that is gone all that stood on it."""
        for policy, text in self.torn:
            for mark in list(rows.annotations(self.db, "a.policy = ?", (policy.id,))):
                placed = None if text is None else _placed(mark, text)
                if placed != mark:
                    self._change(mark, placed)
                if placed is None and text is not None:
                    words = " … ".join(span.quote for span in mark.spans)
                    self.lost.append(
                        f"{_named(mark)} on “{words}” in “{policy.title}” has no place in the text any more."
                        " The history still has it."
                    )
            if text is None:
                for scan in rows.scans(self.db, policy.id):
                    self._change(scan, None)
                for waiting in rows.unplaced(self.db, policy.id):
                    self._change(waiting, None)
                self._change(policy, None)
                self.lost.append(
                    f"The text of “{policy.title}” cannot be read, so the policy is not there any more. What"
                    " stood on it is in the history; restore a backup to have it back."
                )

    def _append(self) -> None:
        for key, facts in self.stubs.items():
            self.documents.append({**facts, "lost": True})
            replay.remove_document(self.db, key)
        title = "Repair the project" if not self.lost else f"Repair the project. {' '.join(self.lost)}"
        title = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
        history.repaired(
            self.db,
            at=now(),
            title=title,
            changes=self.changes,
            documents=self.documents,
            reaching_back=self.told.sound and not self.stubs,
        )


def _named(entity: Entity) -> str:
    match entity:
        case Tag() | Flag():
            kind = "The tag" if isinstance(entity, Tag) else "The issue"
            note = f" with the note “{entity.note}”" if entity.note else ""
            return f"{kind} “{entity.label}”{note} on {place_of(entity)}"
        case Policy():
            return f"The policy “{entity.title}”"
        case Reviewer() | Taxonomy():
            return f"“{entity.name}”"
        case RuleSetting(rule=rule):
            return f"How the rule “{rule}” is set"
        case Scan():
            return "The note of a scan"
        case Unplaced():
            return f"The mark “{entity.label}”, which waits for its place"


def _placed(mark: Annotation, text: CanonicalText) -> Annotation | None:
    """The mark with its places cut anew; None where the words are others."""

    def cut(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        if any(not 0 <= span.start < span.end <= len(text.text) for span in spans):
            raise ValueError
        fresh = tuple(text.span(span.start, span.end) for span in spans)
        if [span.quote for span in fresh] != [span.quote for span in spans]:
            raise ValueError
        return fresh

    try:
        if isinstance(mark, Tag):
            return replace(mark, spans=cut(mark.spans))
        return replace(mark, spans=cut(mark.spans), counterpart=cut(mark.counterpart))
    except ValueError:
        return None
