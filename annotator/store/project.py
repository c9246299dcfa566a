"""One project file and the one connection that owns it."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from annotator import places
from annotator.domain import (
    CLAUSES,
    ISSUES,
    Annotation,
    AnnotationId,
    Change,
    Counts,
    Document,
    Event,
    Flag,
    Policy,
    PolicyId,
    Reviewer,
    RuleSetting,
    Scan,
    Tag,
    Taxonomy,
    Unplaced,
)
from annotator.problems import (
    BadInputError,
    DamagedError,
    ReadOnlyError,
)
from annotator.saving import beside_of, sync_folder
from annotator.store import chain, copying, declared, export, history, opening, rows, search, turns
from annotator.store.troubles import disk_in_words, in_words, moved
from annotator.text.canonical import bytes_sha256, text_sha256

if TYPE_CHECKING:
    from sqlite_utils import Database


class Store:
    """A project file. Reads give domain values; every write is inside one ``transaction``.

    Used from the thread that opened it. Rollback journal and full sync, of the folder too: the project is
    one file that opens from read-only media too, and what is acknowledged is on disk (docs/adr/0003).
    """

    def __init__(self, path: Path, *, new: bool = False, read_only: bool | str = False) -> None:
        """Open a project that is there; ``new`` builds one in a file that is empty.

        ``read_only``: not to be written, perhaps with the sentence why.
        """
        self.path = path
        self._documents: list[chain.Facts] = []
        """Added since the last act was recorded; where no act follows, they are not kept."""
        self._opened = opening.built(path) if new else opening.opened(path, read_only=read_only)
        self._db = self._opened.db
        self.read_only = self._opened.read_only
        """Why nothing can be written, in a sentence; empty where acts are taken."""

    @classmethod
    def create(cls, path: Path, fill: Callable[["Store"], None]) -> "Store":
        """Make a project and fill it, beside its place; it appears there whole or not at all.

        Nothing is replaced: where another process was quicker, its project is opened.
        """
        beside = beside_of(path)
        with disk_in_words(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            beside.touch(exist_ok=False)
            try:
                with contextlib.closing(cls(beside, new=True)) as store:
                    fill(store)
                _place(beside, path)
            finally:
                beside.unlink(missing_ok=True)
        return cls(path)

    def close(self) -> None:
        """Let go of the file. Nothing waits to be written."""
        self._opened.close()

    def moved(self) -> bool:
        """Whether the file that is open is no longer at its place: none is there, or another.

        What was in it can still be read, and is again at its place once it was put back.
        """
        return self._db.moved()

    def begin_copy(self, target: Path, *, meanwhile: Callable[[], None]) -> Callable[[], None]:
        """Begin to copy the file that is open, wherever it is now, to where nothing is yet.

        What comes back does the rest, and may take as long on another thread: only then the copy is there, on
        disk and verified. ``meanwhile`` is called now and then.
        """
        with in_words(self.path), self._db.unhurried():
            return copying.begun(self._db, self.path, target, meanwhile=meanwhile)

    @cached_property
    def database(self) -> "Database":
        """The same connection as sqlite-utils sees it; its import is put off until it is needed."""
        from sqlite_utils import Database  # noqa: PLC0415

        return Database(self._db, execute_plugins=False)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is on disk when it ends, or nothing of it is.

        ReadOnlyError where nothing can be written, MovedError where nobody would find it.
        """
        if self.read_only:
            raise ReadOnlyError(self.read_only)
        if self.moved():
            raise moved(self.path)
        with in_words(self.path):
            waited = self._db.begin()
            try:
                self._documents = []
                yield
                if self._documents:
                    self._db.execute("ROLLBACK")
                else:
                    self._commit(waited)
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def _commit(self, waited: float) -> None:
        try:
            with self._db.patient(turns.PATIENCE - waited):
                self._db.execute("COMMIT")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_IOERR_DIR_FSYNC:
                raise
            sync_folder(places.real(self.path).parent)  # all is done, but for the last word that it will stay

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read inside is of one moment, whatever others write meanwhile."""
        with in_words(self.path):
            self._db.execute("BEGIN")
            try:
                yield
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")

    # Acts: each only inside a transaction

    def record(
        self,
        act: str,
        title: str,
        changes: Sequence[Change],
        *,
        at: str,
        reviewer: Reviewer | None,
        lasting: bool = False,
    ) -> Event:
        """Do what the changes say and append the event. ``lasting``: undo passes it by.

        A reviewer who is not in the project yet comes in with it.
        """
        documents, self._documents = self._documents, []
        return history.append(
            self._db,
            at=at,
            reviewer=reviewer,
            act=act,
            title=title,
            changes=changes,
            lasting=lasting,
            documents=documents,
        )

    def undo(self, *, at: str, reviewer: Reviewer) -> Event | None:
        """Take back the last act; None when there is none."""
        return history.undo(self._db, at=at, reviewer=reviewer)

    def redo(self, *, at: str, reviewer: Reviewer) -> Event | None:
        """Do again what was taken back last; None when there is nothing."""
        return history.redo(self._db, at=at, reviewer=reviewer)

    def add_document(self, document: Document) -> None:
        """Keep the bytes and the text, with the next act that is recorded in this transaction.

        They stay when the policy that shows them is taken out by undo.
        """
        if rows.add_document(self._db, document):
            self._documents.append(chain.facts(document))

    # Reads

    def reviewers(self) -> list[Reviewer]:
        """In the order in which they came."""
        with in_words(self.path):
            return rows.reviewers(self._db)

    def taxonomy(self, taxonomy: str) -> Taxonomy:
        """A label set by its id; BadInputError where the project has no such set."""
        with in_words(self.path):
            return rows.taxonomy(self._db, taxonomy)

    def labels_in_use(self, taxonomy: str) -> frozenset[str]:
        """The labels that some annotation carries, placed or not."""
        with in_words(self.path):
            found = self._db.execute(
                "SELECT label FROM annotation WHERE taxonomy = ?1"
                " UNION SELECT label FROM unplaced WHERE taxonomy = ?1",
                (taxonomy,),
            )
            return frozenset(label for (label,) in found)

    def policies(self) -> list[Policy]:
        """In order of import."""
        with in_words(self.path):
            return list(rows.policies(self._db))

    def policy(self, policy: PolicyId) -> Policy | None:
        """By its id."""
        with in_words(self.path):
            return next(rows.policies(self._db, "p.id = ?", (policy,)), None)

    def policy_of_bytes(self, bytes_sha256: str) -> Policy | None:
        """The policy that came from these very bytes."""
        with in_words(self.path):
            return next(rows.policies(self._db, "d.bytes_sha256 = ?", (bytes_sha256,)), None)

    def document(self, policy: Policy) -> Document:
        """Bytes and text of a policy; DamagedError where they are not those that were imported."""
        with in_words(self.path):
            content, text, *rest = self._of_document(policy.id, "content, text, pages, notes", "bttt")
            with declared.read():
                pages, notes = declared.pages(rest[0]), declared.notes(rest[1])
        if text_sha256(text) != policy.text_sha256 or bytes_sha256(content) != policy.bytes_sha256:
            raise self._torn(policy.id)
        return Document(
            policy.file_name,
            content,
            text,
            policy.encoding,
            policy.text_sha256,
            policy.bytes_sha256,
            pages,
            notes,
        )

    def records(self, policy: PolicyId, kind: str, text: str) -> Iterator[bytes]:
        """``tag`` or ``flag`` records of a policy in reading order, as JSON.

        DamagedError where the text, which is the policy's, does not have a span's quote at its place.
        """
        with in_words(self.path):
            try:
                yield from self._records.of(policy, kind, text)
            except export.TornError:
                raise self._torn(policy) from None

    @cached_property
    def _records(self) -> export.Records:
        return export.Records(self._db)

    def _torn(self, policy: PolicyId) -> DamagedError:
        found = self.policy(policy)
        return DamagedError(
            f"The text of “{found.title if found else policy}” in {self.path} is not what its marks were"
            " made on. Do not rely on it; open a backup of the project."
        )

    def authors(self) -> list[Reviewer]:
        """The reviewers who stand behind at least one annotation, or a mark that waits for its place."""
        with in_words(self.path):
            return export.authors(self._db)

    def text(self, policy: PolicyId) -> str:
        """The canonical text alone."""
        with in_words(self.path):
            (text,) = self._of_document(policy, "text", "t")
        return str(text)

    def pages(self, policy: PolicyId) -> tuple[int, ...]:
        """The offsets at which the pages of its text start."""
        with in_words(self.path):
            (pages,) = self._of_document(policy, "pages", "t")
            with declared.read():
                return declared.pages(pages)

    def notes(self, policy: PolicyId) -> tuple[str, ...]:
        """What reading its document took, in sentences."""
        with in_words(self.path):
            (notes,) = self._of_document(policy, "notes", "t")
            with declared.read():
                return declared.notes(notes)

    def _of_document(self, policy: PolicyId, columns: str, forms: str) -> Any:
        found = self._db.execute(
            f"SELECT {columns} FROM document WHERE id = (SELECT document FROM policy WHERE id = ?)",  # noqa: S608
            (policy,),
        ).fetchone()
        if found is None:
            raise BadInputError("This policy is not in the project any more. Choose another one.")
        return next(declared.as_declared([found], forms))

    def counts(self, policies: Sequence[PolicyId] | None = None) -> dict[PolicyId, Counts]:
        """Tags, open flags and suggestions of these policies, or of all; those without any are left out."""
        with in_words(self.path):
            return rows.counts(self._db, policies)

    def annotations(self, policy: PolicyId) -> list[Annotation]:
        """Of one policy, in no order that matters."""
        with in_words(self.path):
            return list(rows.annotations(self._db, "a.policy = ?", (policy,)))

    def annotations_like(self, annotation: Annotation) -> Iterator[Annotation]:
        """Those on the same policy with the same label and the same first span, or none."""
        taxonomy = CLAUSES if isinstance(annotation, Tag) else ISSUES
        first = annotation.spans[0] if annotation.spans else None
        with in_words(self.path):
            yield from rows.annotations(
                self._db,
                "a.key IN (SELECT b.key FROM annotation b LEFT JOIN span f"
                " ON f.annotation = b.key AND f.part = 'main' AND f.position = 0"
                ' WHERE b.taxonomy = ? AND b.label = ? AND b.policy = ? AND f.start IS ? AND f."end" IS ?)',
                (
                    taxonomy,
                    annotation.label,
                    annotation.policy,
                    first and first.start,
                    first and first.end,
                ),
            )

    def suggestions(self, policy: PolicyId) -> list[Flag]:
        """The flags on a policy that nobody has decided on, in no order that matters."""
        with in_words(self.path):
            found = rows.annotations(
                self._db, "a.policy = ? AND a.kind = 'flag' AND a.state = 'suggested'", (policy,)
            )
            return [each for each in found if isinstance(each, Flag)]

    def suggestions_of(self, rule: str) -> list[Flag]:
        """The flags that a detector's rule suggests, on whatever policy, in no order that matters."""
        with in_words(self.path):
            found = rows.annotations(
                self._db,
                "a.kind = 'flag' AND a.state = 'suggested' AND a.origin = 'detector' AND a.origin_name = ?",
                (rule,),
            )
            return [each for each in found if isinstance(each, Flag)]

    def suggestion_counts(self) -> dict[str, int]:
        """How many suggestions each rule of a detector has in the project; rules without any are left out."""
        with in_words(self.path):
            return dict(
                self._db.execute(
                    "SELECT origin_name, count(*) FROM annotation"
                    " WHERE kind = 'flag' AND state = 'suggested' AND origin = 'detector'"
                    " GROUP BY origin_name"
                )
            )

    def rule_settings(self) -> list[RuleSetting]:
        """What the project says about rules, by their ids."""
        with in_words(self.path):
            return rows.rule_settings(self._db)

    def scans(self) -> dict[PolicyId, Scan]:
        """Which rules saw each policy last; without those that no rule has seen."""
        with in_words(self.path):
            return {scan.policy: scan for scan in rows.scans(self._db)}

    def annotation(self, annotation: AnnotationId) -> Annotation | None:
        """By its id."""
        with in_words(self.path):
            return next(rows.annotations(self._db, "a.id = ?", (annotation,)), None)

    def annotations_beginning(self, start: str) -> list[Annotation]:
        """Those whose id begins so."""
        with in_words(self.path):
            return list(rows.annotations(self._db, "substr(a.id, 1, ?) = ?", (len(start), start)))

    def unplaced(self, policy: PolicyId | None = None) -> list[Unplaced]:
        """The marks that have no place yet, on one policy or on all."""
        with in_words(self.path):
            return rows.unplaced(self._db, policy)

    def unplaced_beginning(self, start: str) -> list[Unplaced]:
        """Those whose id begins so."""
        with in_words(self.path):
            return rows.unplaced(self._db, mark=start)

    def policies_of_text(self, text_sha256: str) -> list[Policy]:
        """The policies that have this very text."""
        with in_words(self.path):
            return list(rows.policies(self._db, "d.text_sha256 = ?", (text_sha256,)))

    def latest_events(self) -> Iterator[Event]:
        """All events, the latest first, read as they are asked for."""
        with in_words(self.path):
            yield from history.latest(self._db)

    def since(self, seq: int) -> list[Event]:
        """The events after that one, in order."""
        with in_words(self.path):
            return history.since(self._db, seq)

    def displaced(self, policies: Collection[PolicyId]) -> dict[PolicyId, list[Change]]:
        """The acts that stand and put flags of rules on other words or took them out, by policy, in order."""
        with in_words(self.path):
            return history.displaced(self._db, policies)

    def newest(self) -> int:
        """The number of the latest event."""
        with in_words(self.path):
            return history.newest(self._db)

    def head(self) -> str:
        """The chain of the latest event: whoever knows it can tell whether any event was changed since."""
        with in_words(self.path):
            return history.head(self._db)[0]

    def refuse_uncounted(self) -> None:
        """DamagedError where annotations are gone, or have come, without an act."""
        with in_words(self.path):
            (there,) = self._db.execute("SELECT count(*) FROM annotation").fetchone()
            _, expected = history.head(self._db)
        if there != expected:
            gone = f"{expected - there:,} are gone" if there < expected else f"{there - expected:,} have come"
            raise DamagedError(
                f"{self.path} has {there:,} tags and issues, but had {expected:,} after the last act: {gone}"
                " without one. Nothing was written. Check the project, or open a backup of it."
            )

    def verify_history(self) -> list[tuple[int, str]]:
        """Where the history is not what was written: the number of the event and a sentence, in order."""
        with in_words(self.path), self._db.unhurried():
            return list(history.breaks(self._db))

    def event_sealed(self, chain: str) -> int | None:
        """The number of the event with that chain: what was the last when an export carried it."""
        with in_words(self.path):
            found = self._db.execute("SELECT seq FROM event WHERE chain = ?", (chain.lower(),)).fetchone()
        return None if found is None else int(found[0])

    def saved(self) -> str:
        """The time of the last act; empty where there is none."""
        with in_words(self.path):
            return history.last(self._db)

    def standing(self) -> tuple[bool, bool]:
        """Whether there is something to undo, and something to redo."""
        with in_words(self.path):
            return history.standing(self._db)

    def undoable(self) -> Event | None:
        """The act that undo would take back."""
        with in_words(self.path):
            return history.undoable(self._db)

    def redoable(self) -> Event | None:
        """The act that redo would do again."""
        with in_words(self.path):
            return history.redoable(self._db)

    def search(self, words: str, limit: int) -> list[tuple[PolicyId, str]]:
        """Policies whose text or notes hold the words, each with a snippet, best first."""
        with in_words(self.path):
            return search.search(self.database, words, limit)

    def version(self) -> int:
        """A number that changes when another process has written to the project.

        Never waits: while one is writing, it raises LockedError at once.
        """
        with in_words(self.path), self._db.patient(0.0):
            (number,) = self._db.execute("PRAGMA data_version").fetchone()
        return int(number)


def _place(beside: Path, path: Path) -> None:
    """Give a finished file its name, unless the name is taken."""
    with beside.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        os.link(beside, path)  # unlike a rename, it never replaces
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            beside.rename(path)
    sync_folder(path.parent)
