"""What a project holds. Whoever only reads needs no more than this; ``Review`` adds the acts."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from annotator import checks, suggestions
from annotator import taxonomy as taxonomies
from annotator.domain import (
    CLAUSES,
    ISSUES,
    Annotation,
    AnnotationId,
    Change,
    Counts,
    Event,
    Flag,
    Policy,
    PolicyId,
    Reviewer,
    RuleSetting,
    Severity,
    Taxonomy,
    Unplaced,
    reading_order,
)
from annotator.intake import add_shipped, is_id
from annotator.problems import BadInputError
from annotator.saving import gathered, new_folder
from annotator.store.project import Store
from annotator.store.troubles import disk_in_words
from annotator.text.canonical import CanonicalText
from annotator.times import now

if TYPE_CHECKING:
    from annotator.detection.rule import Rule

OPEN_TEXTS = 8
"""Texts kept at hand, with their index and structure."""


class Project:
    """One project file and what is in it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._texts = lru_cache(maxsize=OPEN_TEXTS)(
            lambda policy, _: CanonicalText(store.text(policy), store.pages(policy))
        )

    @classmethod
    def open(cls, path: Path, *, corpus: bool = False, read_only: bool | str = False) -> Self:
        """Open the project, or make it with the built-in labels and, if asked, the shipped corpus.

        ``read_only``: nothing is made, and no act is taken; it may be the sentence why.
        """
        with disk_in_words(path):
            there = path.exists()

        def fill(store: Store) -> None:
            with store.transaction():
                labels = [Change(None, taxonomies.built_in(each)) for each in (CLAUSES, ISSUES)]
                store.record("create", "New project", labels, at=now(), reviewer=None, lasting=True)
                if corpus:
                    add_shipped(store)

        store = Store(path, read_only=read_only) if there or read_only else Store.create(path, fill)
        try:
            return cls(store)
        except BaseException:
            store.close()
            raise

    def close(self) -> None:
        """Let go of the project. There is nothing to save."""
        self.store.close()

    @property
    def path(self) -> Path:
        """Where the project is."""
        return self.store.path

    def reviewers(self) -> list[Reviewer]:
        """All who have worked on this project."""
        return self.store.reviewers()

    def policies(self) -> list[Policy]:
        """In order of import."""
        return self.store.policies()

    def counts(self, policies: Sequence[PolicyId] | None = None) -> dict[PolicyId, Counts]:
        """Tags, open flags and suggestions of these policies, or of all; those without any are left out."""
        return self.store.counts(policies)

    def policy(self, name: str) -> Policy:
        """By id, an id's unique beginning, or file name. BadInputError says which there are."""
        exact = self.store.policy(name)
        if exact is not None:
            return exact
        policies = self.store.policies()
        found = [each for each in policies if each.file_name == name] or [
            each for each in policies if name and each.id.startswith(name)
        ]
        if not found and is_id(name):
            raise BadInputError("This policy is not in the project any more. Choose another one.")
        return checks.only(found, f"policy “{name}”", [each.file_name for each in policies])

    def text(self, policy: PolicyId) -> CanonicalText:
        """A policy's text, by the policy's id; BadInputError where it has been taken out."""
        found = self.store.policy(policy)
        return self._texts(policy, found.text_sha256 if found else "")

    def annotations(self, policy: PolicyId) -> list[Annotation]:
        """Tags and flags in reading order; those on the whole policy first."""
        return sorted(self.store.annotations(policy), key=reading_order)

    def annotation(self, annotation: AnnotationId) -> Annotation:
        """By id or an id's unique beginning."""
        exact = self.store.annotation(annotation)
        if exact is not None:
            return exact
        found = self.store.annotations_beginning(annotation) if annotation else []
        if not found:
            raise BadInputError(
                "This tag or issue is not in the project any more: it was taken out meanwhile."
                " Make it again, or take back its removal with Undo."
            )
        return checks.only(found, f"annotation “{annotation}”", [])

    def unplaced(self, policy: PolicyId | None = None) -> list[Unplaced]:
        """The marks of other tools that wait for their place, on one policy or on all."""
        return self.store.unplaced(policy)

    def waiting(self, mark: AnnotationId) -> Unplaced:
        """One that waits for its place, by id or an id's unique beginning."""
        found = self.store.unplaced_beginning(mark) if mark else []
        if not found:
            raise BadInputError(
                "No such mark waits for its place any more. `annotator unplaced` lists those that do."
            )
        return checks.only(found, f"mark “{mark}”", [])

    def flags(self, policy: PolicyId | None = None) -> Iterator[Flag]:
        """Flags of one policy in reading order, or of all, policy by policy, read as they are asked for."""
        policies = [each.id for each in self.policies()] if policy is None else [policy]
        return (each for one in policies for each in self.annotations(one) if isinstance(each, Flag))

    def suggestions(self, policy: PolicyId | None = None) -> Iterator[Flag]:
        """The flags that nobody has decided on yet, of one policy or of all, in the order of ``flags``."""
        policies = [each.id for each in self.policies()] if policy is None else [policy]
        return (each for one in policies for each in sorted(self.store.suggestions(one), key=reading_order))

    def suggestion_counts(self) -> dict[str, int]:
        """How many suggestions each rule has in the project; rules without any are left out."""
        return self.store.suggestion_counts()

    def suggestions_of(self, rule: str) -> list[Flag]:
        """What one rule suggests on whatever policy, in no order that matters."""
        return self.store.suggestions_of(rule)

    def rule_settings(self) -> dict[str, RuleSetting]:
        """What this project says about rules, by rule; a rule it says nothing about is on as it came."""
        return {each.rule: each for each in self.store.rule_settings()}

    def active_rules(self) -> "tuple[list[Rule], dict[str, Severity]]":
        """The rules that are on here, and the severities that are not the rules' own, for a scan."""
        return suggestions.active(self.rule_settings())

    def ruleset(self) -> str:
        """A fingerprint of the rules as they are set here and of all that they read beside a text."""
        return suggestions.fingerprint(self.rule_settings())

    def unscanned(self, ruleset: str = "") -> list[Policy]:
        """The policies that the rules as they are set here have not seen.

        Whoever knows what ``ruleset`` says can say it, and spares the rules' being loaded.
        """
        ruleset, scans = ruleset or self.ruleset(), self.store.scans()
        return [each for each in self.policies() if each.id not in scans or scans[each.id].rules != ruleset]

    def taxonomy(self, taxonomy: str) -> Taxonomy:
        """``domain.CLAUSES`` or ``domain.ISSUES``."""
        return self.store.taxonomy(taxonomy)

    def history(self, *, limit: int | None = None, policy: PolicyId | None = None) -> list[Event]:
        """The latest events first."""
        found: list[Event] = []
        for event in self.store.latest_events():
            if len(found) == limit:
                break
            if policy is None or policy in event.policies:
                found.append(event)
        return found

    def since(self, seq: int) -> list[Event]:
        """What was done after the event of that number, in order."""
        return self.store.since(seq)

    def newest(self) -> int:
        """The number of the latest event."""
        return self.store.newest()

    def saved(self) -> str:
        """The time of the last act, as events write it; empty where there is none."""
        return self.store.saved()

    def search(self, words: str, *, limit: int = 50) -> list[tuple[PolicyId, str]]:
        """Policies whose text or notes hold the words, with a snippet, best first."""
        return self.store.search(words, limit)

    def version(self) -> int:
        """A number that changes when another process has written to the project; it never waits."""
        return self.store.version()

    @property
    def undoable(self) -> Event | None:
        """The act that undo would take back."""
        return self.store.undoable()

    @property
    def redoable(self) -> Event | None:
        """The act that redo would do again."""
        return self.store.redoable()

    def export(
        self,
        target: Path | BinaryIO,
        form: str = "json",
        policies: Sequence[Policy] | None = None,
        *,
        scheme: str = "",
        since: Path | None = None,
    ) -> list[str]:
        """Write the project as it is at this moment, or some policies of it, to a file, a folder or a stream.

        A file or folder is written beside and then put in place. The same project gives the same bytes.
        Nobody can act while a project is read: nobody waits for a slow file or stream, but for a folder.
        With a ``scheme`` the tags carry its terms. ``since`` is an earlier export of the same format, for one
        that can say what has changed. Returns what of the project is not in the file, a sentence each.
        """
        from annotator.exchange import FORMATS  # noqa: PLC0415 - wanted now and then, not at every start
        from annotator.exchange.crosswalk import Crosswalked  # noqa: PLC0415
        from annotator.exchange.losses import WAITING, Tally  # noqa: PLC0415

        if form not in FORMATS:
            raise BadInputError(f"There is no format “{form}”. There are: {', '.join(FORMATS)}.")
        row, tally = FORMATS[form], Tally(FORMATS[form].loses)
        if since is not None and row.write_since is None:
            able = ", ".join(each.name for each in FORMATS.values() if each.write_since is not None)
            raise BadInputError(f"The format “{form}” cannot say what has changed. These can: {able}.")
        place: AbstractContextManager[BinaryIO | None]
        place = gathered(target) if row.write_folder is None else nullcontext()
        with place as stream, self.store.snapshot():
            self.store.refuse_uncounted()
            if WAITING in row.loses:
                chosen = None if policies is None else {each.id for each in policies}
                tally.add(
                    WAITING, sum(chosen is None or each.policy in chosen for each in self.store.unplaced())
                )
            translated = Crosswalked(self.store, scheme) if scheme else None
            source = translated or self.store
            if row.write_folder is not None:
                if not isinstance(target, Path):
                    raise BadInputError(
                        f"The format “{form}” is a folder of files. Say where it shall be: -o FOLDER."
                    )
                with new_folder(target) as folder:
                    row.write_folder(source, folder, policies, tally)
            elif row.write is not None and stream is not None:
                if since is not None and row.write_since is not None:
                    row.write_since(source, stream, policies, tally, since)
                else:
                    row.write(source, stream, policies, tally)
        return [*tally.sentences(), *(translated.sentences() if translated is not None else ())]
