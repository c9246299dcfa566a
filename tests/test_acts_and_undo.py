"""Any sequence of acts: sound after each, to the start by undo, to the end again by redo, over restarts."""

import contextlib
import os
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from annotator.detection.rule import Finding, Tier
from annotator.detection.rules import RULES
from annotator.domain import CLAUSES, ISSUES, Event, Flag, Label, Policy, Severity, State, Status, Tag
from annotator.problems import BadInputError
from annotator.review import Review
from annotator.store.check import check
from annotator.suggestions import undecided
from tests.projects import TEXT, assert_intact, assert_sound, everything_undone, reading, state, tables

SETTINGS = settings(
    deadline=None,
    derandomize=True,
    max_examples=40,
    stateful_step_count=25,
    suppress_health_check=list(HealthCheck),
)
MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
"""Where a sync takes no time: what survives a kill is tested elsewhere."""
PIECES = (
    "\r\n",
    "\n\n",
    "# Title\n",
    "4.2 Law",
    "a",
    "é",
    "e\u0301",
    "😀",
    "👨‍👩‍👧",
    "שלום",
    "\u00a0",
    "\u2028",
    " ",
)
TEXTS = st.lists(st.sampled_from((*PIECES, "\x00", "\x7f", "\ufeff", "\ufdd0", '"\\')), max_size=25).map(
    "".join
)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["", "plain note", 'a "quoted" \\ note\r\n\t\x00\x1f\x7f', "\u2028\u2029😀\ufffe"]
)
PLACES = st.tuples(st.integers(0, 200), st.integers(1, 60))
SOME_PLACES = st.lists(PLACES, max_size=3)
PICK = st.integers(0, 1000)


def finding(rule_id: str, issue: str, start: int, end: int, message: str) -> Finding:
    return Finding(rule_id, issue, Severity.LOW, Tier.SURE, message, "", start, end)


class Reviewing(RuleBasedStateMachine):
    """Whatever a reviewer may do, in any order; what is refused must change nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory(dir=MEMORY)
        self.path = Path(self.folder.name) / "p.annotator"
        self.review = Review.open(self.path)
        self.start = state(self.review), tables(self.path)
        self.standing = 0
        self.undone = 0

    @initialize()
    def begin(self) -> None:
        self.review.sign_in("Ada")
        self.did(self.review.add_policies([reading(TEXT)]).event)
        self.read_once = {kind: self.review.taxonomy(kind) for kind in (CLAUSES, ISSUES)}
        """The label sets as somebody read them long ago."""

    # What the acts have in common

    def did(self, event: Event | None) -> None:
        if event is not None:
            reviewer = self.review.reviewer
            assert reviewer is not None
            assert event.reviewer == reviewer.id
            assert self.review.history(limit=1) == [event]
            self.standing += 1
            self.undone = 0

    @contextlib.contextmanager
    def perhaps_refused(self) -> Any:
        """A refusal leaves all as it was."""
        before = state(self.review), self.review.history(limit=1)
        try:
            yield
        except BadInputError:
            assert (state(self.review), self.review.history(limit=1)) == before

    def policy(self, pick: int) -> Policy:
        policies = self.review.policies()
        return policies[pick % len(policies)]

    def places(self, policy: Policy, wanted: list[tuple[int, int]]) -> list[tuple[int, int]]:
        length = max(policy.length, 1)
        return [(start % length, min(start % length + more, length)) for start, more in wanted]

    def marks(self) -> list[Tag | Flag]:
        return [each for one in self.review.policies() for each in self.review.annotations(one.id)]

    def label(self, kind: str, pick: int) -> str:
        labels = self.review.taxonomy(kind).labels
        return labels[pick % len(labels)].id

    # Acts

    @rule(name=st.sampled_from(["Ada", "Bo", "  Ada ", "Žofie “Žo” 😀"]))
    def sign_in(self, name: str) -> None:
        assert self.review.sign_in(name).name == " ".join(name.split())

    @rule(text=TEXTS, encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
    def add(self, text: str, encoding: str) -> None:
        added = self.review.add_policies(
            [reading(text, "new.md", encoding), reading(text, "again.md", encoding)]
        )
        assert len(added.policies) + len(added.known) == 2
        self.did(added.event)

    @precondition(lambda self: self.review.policies())
    @rule(pick=PICK, places=SOME_PLACES, label=PICK, note=WORDS, attributes=st.booleans())
    def tag(self, pick: int, places: list[Any], label: int, note: str, attributes: bool) -> None:
        policy = self.policy(pick)
        with self.perhaps_refused():
            self.did(
                self.review.tag(
                    policy.id,
                    self.places(policy, places),
                    self.label(CLAUSES, label),
                    note=note,
                    attributes={"polarity": "does", "party": "first"} if attributes else None,
                )
            )

    @precondition(lambda self: self.review.policies())
    @rule(
        pick=PICK,
        places=SOME_PLACES,
        counterpart=SOME_PLACES,
        label=PICK,
        note=WORDS,
        suggestion=WORDS,
        severity=st.sampled_from([None, *Severity]),
    )
    def flag(self, pick: int, places: Any, counterpart: Any, label: int, **about: Any) -> None:
        policy = self.policy(pick)
        with self.perhaps_refused():
            self.did(
                self.review.flag(
                    policy.id,
                    self.places(policy, places),
                    self.label(ISSUES, label),
                    counterpart=self.places(policy, counterpart),
                    **about,
                )
            )

    @precondition(lambda self: self.marks())
    @rule(
        pick=PICK,
        field=st.sampled_from(["label", "spans", "counterpart", "note", "severity", "state", "reason"])
        | st.sampled_from(["suggestion", "attributes"]),
        places=SOME_PLACES,
        words=WORDS,
        number=PICK,
    )
    def edit(self, pick: int, field: str, places: Any, words: str, number: int) -> None:
        marks = self.marks()
        mark = marks[pick % len(marks)]
        policy = self.review.policy(mark.policy)
        values = {
            "label": self.label(CLAUSES if isinstance(mark, Tag) else ISSUES, number),
            "spans": self.places(policy, places),
            "counterpart": self.places(policy, places),
            "severity": list(Severity)[number % 4],
            "state": list(State)[number % 4],
            "attributes": {"polarity": ("does", "does-not", "unclear")[number % 3]} if number % 4 else {},
        }
        with self.perhaps_refused():
            self.did(self.review.edit(mark.id, **{field: values.get(field, words)}))

    @precondition(lambda self: self.marks())
    @rule(picks=st.lists(PICK, min_size=1, max_size=4))
    def remove(self, picks: list[int]) -> None:
        marks = self.marks()
        with self.perhaps_refused():
            self.did(self.review.remove([marks[pick % len(marks)].id for pick in picks]))

    # Suggestions: a scan lasts, what a reviewer does about it is an act

    @precondition(lambda self: self.review.policies())
    @rule(
        pick=PICK,
        places=st.lists(st.tuples(PLACES, st.integers(0, 3), PICK), max_size=5),
        whole=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3)), max_size=3),
        day=st.integers(1, 3),
    )
    def scan(self, pick: int, places: list[Any], whole: list[Any], day: int) -> None:
        """Whatever rules may find, they find it again and nothing is new."""
        policy = self.policy(pick)
        found = [
            finding(
                RULES[number % len(RULES)].id, self.label(ISSUES, label), start, end, f"Found by {number}."
            )
            for place, number, label in places
            for start, end in self.places(policy, [place])
            if start < end <= policy.length
        ] + [finding(RULES[number].id, "missing-disclosure", 0, 0, f"No {word}.") for number, word in whole]
        found = list(
            {(each.issue, each.start, each.end, each.whole and each.message): each for each in found}.values()
        )
        ruleset, as_of = self.review.ruleset(), date(2026, 1, day)
        decided = [mark for mark in self.marks() if not undecided(mark)]
        before = self.review.history(limit=1), self.review.undoable, self.review.redoable
        scanned = self.review.suggest({policy.id: found, "gone": found}, ruleset=ruleset, as_of=as_of)
        assert (before[1], before[2]) == (self.review.undoable, self.review.redoable)
        assert (scanned.event is None) == (self.review.history(limit=1) == before[0])
        assert [mark for mark in self.marks() if not undecided(mark)] == decided
        assert policy not in self.review.unscanned()
        again = self.review.suggest({policy.id: found}, ruleset=ruleset, as_of=as_of)
        assert (again.event, again.new, again.gone) == (None, 0, 0)
        assert again.unchanged == scanned.new + scanned.unchanged

    @precondition(lambda self: self.marks())
    @rule(
        picks=st.lists(PICK, min_size=1, max_size=4),
        accept=st.booleans(),
        words=WORDS,
        change=st.sampled_from([None, "label", "severity", "spans", "note", "suggestion"]),
        places=SOME_PLACES,
    )
    def decide(self, picks: list[int], accept: bool, words: str, change: str | None, places: Any) -> None:
        waiting = list(self.review.suggestions()) or self.marks()
        chosen = [waiting[pick % len(waiting)] for pick in picks]
        values = {
            "label": self.label(ISSUES, picks[0]),
            "severity": list(Severity)[picks[0] % 4],
            "spans": self.places(self.review.policy(chosen[0].policy), places),
        }
        changes = {} if change is None else {change: values.get(change, words)}
        ids = [each.id for each in chosen]
        with self.perhaps_refused():
            self.did(self.review.accept(ids, **changes) if accept else self.review.dismiss(ids, words))
            assert not any(undecided(self.review.annotation(each)) for each in ids)

    @rule(number=st.integers(0, 3), on=st.sampled_from([None, True, False]), severity=st.integers(0, 4))
    def set_rule(self, number: int, on: bool | None, severity: int) -> None:
        ruled = RULES[number % len(RULES)].id
        self.did(self.review.set_rule(ruled, on=on, severity=[None, *Severity][severity]))
        if on is False:
            assert not any(each.origin.name == ruled for each in self.review.suggestions())

    @precondition(lambda self: self.review.policies())
    @rule(pick=PICK, status=st.sampled_from(Status))
    def set_status(self, pick: int, status: Status) -> None:
        self.did(self.review.set_status(self.policy(pick).id, status))

    @precondition(lambda self: self.review.policies())
    @rule(pick=PICK, title=WORDS, captured=st.sampled_from(["", "2024-02-29", "2024-02-30", "soon"]))
    def describe(self, pick: int, title: str, captured: str) -> None:
        with self.perhaps_refused():
            self.did(
                self.review.describe(self.policy(pick).id, title=title, captured=captured, language="sv")
            )

    @rule(
        kind=st.sampled_from([CLAUSES, ISSUES]),
        change=st.sampled_from(["rename", "retire", "reorder", "remove", "add", "recolour"]),
        pick=PICK,
        words=WORDS,
        stale=st.booleans(),
    )
    def set_taxonomy(self, kind: str, change: str, pick: int, words: str, *, stale: bool) -> None:
        there = self.review.taxonomy(kind)
        before = self.read_once[kind] if stale else there
        labels = list(before.labels)
        at = pick % len(labels)
        label = labels[at]
        if change == "rename":
            labels[at] = replace(label, name=words, definition=words)
        elif change == "retire":
            labels[at] = replace(label, retired=not label.retired)
        elif change == "recolour":
            labels[at] = replace(
                label, colour=f"#{pick:06x}", underline="wavy", mappings={"x": words, "a": "b"}
            )
        elif change == "reorder":
            labels.insert(0, labels.pop(at))
        elif change == "remove" and len(labels) > 1:
            del labels[at]
        else:
            labels.append(Label(f"own-{pick}", f"Own {pick}", code=f"O{pick}"[:4]))
        with self.perhaps_refused():
            self.did(self.review.set_taxonomy(replace(before, labels=tuple(labels)), base=before))
            after = self.review.taxonomy(kind)
            for label in there.labels:
                if label != before.label(label.id):
                    assert after.label(label.id) == label, "what others did since stays"
            used = {mark.label for mark in self.marks() if (kind == CLAUSES) == isinstance(mark, Tag)}
            assert used <= {label.id for label in self.review.taxonomy(kind).labels}

    @rule(form=st.sampled_from(["json", "jsonl"]), back=st.integers(0, 6))
    def import_an_older_export(self, form: str, back: int) -> None:
        """An export of this project, read back after some undoing: only what is gone comes again."""
        path = self.path.with_suffix(f".{form}")
        self.review.export(path, form)
        before = state(self.review)
        assert self.review.import_annotations(path).event is None
        assert state(self.review) == before
        for _ in range(back):
            self.undo()
        with self.perhaps_refused():
            self.did(self.review.import_annotations(path).event)

    @precondition(lambda self: self.review.policies())
    @rule(name=st.sampled_from(["Ada", "Bo", "Cy"]), pick=PICK, label=PICK)
    def another_window(self, name: str, pick: int, label: int) -> None:
        """Somebody else acts in between; the events since then tell all of it."""
        last = self.review.newest()
        with contextlib.closing(Review.open(self.path)) as other, self.perhaps_refused():
            other.sign_in(name)
            event = other.tag(self.policy(pick).id, [], self.label(CLAUSES, label))
            assert self.review.since(last) == [event]
            assert self.review.policy(self.policy(pick).id).status is not Status.UNREAD
            self.standing += 1
            self.undone = 0

    @rule()
    def undo(self) -> None:
        announced = self.review.undoable
        event = self.review.undo()
        assert (event is None) == (self.standing == 0)
        if event is not None:
            assert announced is not None
            assert event.reverts == announced.seq
            self.standing -= 1
            self.undone += 1

    @rule()
    def redo(self) -> None:
        announced = self.review.redoable
        event = self.review.redo()
        assert (event is None) == (self.undone == 0)
        if event is not None:
            assert announced is not None
            assert event.reverts == announced.seq
            self.standing += 1
            self.undone -= 1

    @rule()
    def restart(self) -> None:
        before, reviewer = state(self.review), self.review.reviewer
        self.review.close()
        self.review = Review.open(self.path)
        assert state(self.review) == before
        assert self.review.reviewer is None
        if reviewer is not None:
            assert self.review.sign_in(reviewer.name).name == reviewer.name

    @invariant()
    def sound(self) -> None:
        assert_sound(self.review)

    def teardown(self) -> None:
        try:
            self.restart()
            assert check(self.path).defects == ()
            while self.review.redo():
                pass
            end = state(self.review), tables(self.path)
            assert everything_undone(self.review) == self.standing + self.undone
            self.restart()
            assert (state(self.review), tables(self.path)) == self.start
            while self.review.redo():
                pass
            self.restart()
            assert (state(self.review), tables(self.path)) == end
            assert_sound(self.review)
            assert_intact(self.path)
            assert check(self.path).defects == ()
        finally:
            self.review.close()
            self.folder.cleanup()


TestReviewing = Reviewing.TestCase
TestReviewing.settings = SETTINGS
